"""polars: frames of articles and the namespace."""

from __future__ import annotations

import pytest

from govclean import InputError, clean
from tests.conftest import all_fixtures

pl = pytest.importorskip("polars", reason="polars is not installed: pip install 'govclean[polars]'")
pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install 'govclean[polars]'")

from govclean.contrib import arrow  # noqa: E402
from govclean.contrib import polars as gp  # noqa: E402

PAGE = "<h1>关于清理沟渠的通知</h1><p>各村民小组：请于本月底前清理门前沟渠，保持排水畅通。</p>"


def test_articles_come_back() -> None:
    articles = [fixture.clean() for fixture in all_fixtures()[::9]]
    frame = gp.to_frame(articles, [str(n) for n in range(len(articles))])
    assert frame.columns == arrow.SCHEMA.names
    assert list(gp.to_articles(frame)) == articles
    assert gp.to_frame([]).columns == arrow.SCHEMA.names


def test_namespace() -> None:
    data = PAGE.encode("gb18030")
    pages = pl.DataFrame(
        {"page": [data, None], "url": ["http://a.example/", None], "id": [1, 2], "crawl": [3, 4]}
    )
    out = pages.govclean.clean("page", keep=["crawl"])
    assert out["crawl"].to_list() == [3, 4]
    assert out["id"].to_list() == ["1", "2"]
    assert out["page_type"].to_list() == ["article", "empty"]
    assert next(gp.to_articles(out)).to_json() == clean(data, "http://a.example/").to_json()


def test_text_and_lazy_expressions() -> None:
    pages = pl.DataFrame({"html": [PAGE, PAGE]})
    assert pages.govclean.clean()["title"].to_list() == ["关于清理沟渠的通知"] * 2
    texts = (
        pages.lazy().select(pl.col("html").map_elements(lambda page: clean(page).text, pl.String)).collect()
    )
    assert texts["html"].to_list() == [clean(PAGE).text] * 2


def test_wrong_columns_say_what_there_is() -> None:
    with pytest.raises(InputError, match=r"need a column 'html'.* they have 'page'"):
        pl.DataFrame({"page": [PAGE]}).govclean.clean()

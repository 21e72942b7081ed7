"""pandas: frames of articles and the accessor."""

from __future__ import annotations

import pytest

import govclean
from govclean import Cleaner, InputError, clean
from tests.conftest import all_fixtures

pd = pytest.importorskip("pandas", reason="pandas is not installed: pip install 'govclean[pandas]'")

from govclean.contrib import pandas as gp  # noqa: E402

PAGE = "<h1>关于清理沟渠的通知</h1><p>发布时间：2021-06-01</p><p>各村民小组：请于本月底前清理门前沟渠，保持排水畅通。</p>"


def test_map_and_frame_of_articles() -> None:
    series = pd.Series([PAGE, PAGE], index=["a", "b"])
    articles = series.map(govclean.clean)
    assert list(articles) == [clean(PAGE)] * 2
    frame = gp.to_frame(articles, articles.index)
    assert list(frame.columns) == list(clean(PAGE).to_dict())
    assert frame.loc["b", "title"] == "关于清理沟渠的通知"
    assert frame.loc["a", "published_at"] == "2021-06-01"


def test_articles_come_back() -> None:
    articles = [fixture.clean() for fixture in all_fixtures()[::9]]
    frame = gp.to_frame(articles)
    frame["mine"] = 1
    frame["nothing"] = None
    assert list(gp.to_articles(frame)) == articles
    assert gp.to_frame([]).empty


def test_accessor() -> None:
    data = PAGE.encode("gb18030")
    frame = pd.DataFrame(
        {
            "page": [data, None, float("nan"), PAGE, 5],
            "link": ["http://a.example/1.html", "http://a.example/2.html", None, float("nan"), None],
            "kind": ["text/html; charset=gb2312", None, None, None, None],
            "crawl": [1, 2, 3, 4, 5],
        },
        index=list("vwxyz"),
    )
    out = frame.govclean.clean(
        "page", url="link", content_type="kind", keep=["crawl"], cleaner=Cleaner(typos="off")
    )
    assert list(out.index) == list("vwxyz")
    assert list(out.columns)[:2] == ["crawl", "title"]
    assert list(out["crawl"]) == [1, 2, 3, 4, 5]
    assert list(out["page_type"]) == ["article", "empty", "empty", "article", "empty"]
    assert out.loc["w", "warnings"] == ["input.unusable: there is no page in this row: it is null"]
    assert "is not a page" in out.loc["z", "warnings"][0]
    expected = clean(data, "http://a.example/1.html", "text/html; charset=gb2312", typos="off")
    assert next(gp.to_articles(out)).to_json() == expected.to_json()
    assert len(frame.columns) == 4  # the pages are left as they were


def test_accessor_of_a_series() -> None:
    out = pd.Series([PAGE, None], index=[7, 8]).govclean.clean()
    assert list(out["page_type"]) == ["article", "empty"]
    assert list(out.index) == [7, 8]


def test_days_and_times_parse_in_one() -> None:
    frame = pd.DataFrame({"html": [PAGE, PAGE.replace("2021-06-01", "2021-06-01 08:30")]}).govclean.clean()
    days = pd.to_datetime(frame["published_at"], format="ISO8601", utc=True)
    assert list(days.dt.year) == [2021, 2021]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({}, "no column 'html'; the frame has 'page', 'title'"),
        ({"content": "page", "url": "link"}, "no column 'link'"),
        ({"content": "page", "keep": ["title"]}, "'title' is a column of the result"),
    ],
)
def test_wrong_columns_say_what_there_is(options: dict[str, object], message: str) -> None:
    with pytest.raises(InputError, match=message):
        pd.DataFrame({"page": [PAGE], "title": [""]}).govclean.clean(**options)


def test_several_columns_of_one_name_are_said() -> None:
    frame = pd.DataFrame([[PAGE, PAGE]], columns=["html", "html"])
    with pytest.raises(InputError, match="several columns 'html'"):
        frame.govclean.clean("html")

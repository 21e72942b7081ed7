"""Ray Data on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import govclean

ray = pytest.importorskip("ray", reason="needs Ray: pip install govclean[ray]")
pytest.importorskip("pyarrow", reason="needs pyarrow: pip install govclean[parquet]")

from govclean.contrib.arrow import row_to_article  # noqa: E402
from govclean.contrib.ray import clean_dataset, read_warc  # noqa: E402

pytestmark = pytest.mark.engines


@pytest.fixture(scope="module", autouse=True)
def cluster() -> Iterator[None]:
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, configure_logging=False)
    ray.data.DataContext.get_current().enable_progress_bars = False
    yield
    ray.shutdown()


def test_articles_are_those_of_clean(parquet: Path, expected: dict[str, str]) -> None:
    rows = clean_dataset(ray.data.read_parquet(str(parquet)), batch_size=16).take_all()
    assert {row["id"]: row_to_article(row).to_json() for row in rows} == expected


def test_options_and_columns_reach_the_workers(pages: list[dict[str, Any]]) -> None:
    dataset = ray.data.from_items([{"body": page["content"], "part": i} for i, page in enumerate(pages[:4])])
    rows = clean_dataset(dataset, columns={"content": "body", "keep": ["part"]}, typos="off").take_all()
    assert sorted(row["part"] for row in rows) == [0, 1, 2, 3]


def test_a_wrong_option_is_said_at_once() -> None:
    with pytest.raises(govclean.ConfigError, match="no option 'typo'"):
        clean_dataset(ray.data.from_items([{"html": ""}]), typo="off")


def test_archives_are_read(crawl: Path, expected: dict[str, str]) -> None:
    pytest.importorskip("fastwarc", reason="needs FastWARC: pip install govclean[warc]")
    pages = read_warc(sorted(crawl.glob("*.warc*")))
    rows = clean_dataset(pages, columns={"keep": ["archive"]}).take_all()
    assert {row["id"].rpartition(":")[2]: row_to_article(row).to_json() for row in rows} == expected
    assert {Path(row["archive"]).name for row in rows} == {"a.warc", "b.warc.gz"}

"""The fixture pages as a table of pages, and what `clean()` makes of each: engines must give the same, to the byte."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import govclean

FIXTURES = Path(__file__).parents[2] / "fixtures"


@pytest.fixture(scope="session")
def pages() -> list[dict[str, Any]]:
    """Every fixture page as bytes, with an address and the header that a careless server sends."""
    return [
        {
            "id": path.parent.name,
            "content": path.read_bytes(),
            "url": f"http://www.example.gov.cn/{path.parent.name}/{path.name}",
            "content_type": "text/plain" if path.suffix == ".txt" else "text/html",
        }
        for path in sorted(FIXTURES.glob("*/page.*"))
    ]


@pytest.fixture(scope="session")
def expected(pages: list[dict[str, Any]]) -> dict[str, str]:
    """The article of each page as JSON, by the page's id."""
    cleaner = govclean.Cleaner()
    return {
        page["id"]: cleaner.clean(page["content"], page["url"], page["content_type"]).to_json()
        for page in pages
    }


@pytest.fixture(scope="session")
def parquet(pages: list[dict[str, Any]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the pages in two Parquet files."""
    pa = pytest.importorskip("pyarrow", reason="needs pyarrow: pip install govclean[parquet]")
    from pyarrow import parquet as pq

    folder = tmp_path_factory.mktemp("pages")
    half = len(pages) // 2
    for number, part in enumerate((pages[:half], pages[half:])):
        pq.write_table(pa.Table.from_pylist(part), folder / f"part-{number}.parquet")
    return folder

"""The fixture pages as a table of pages, and what `clean()` makes of each: engines must give the same, to the byte."""

from __future__ import annotations

import functools
import gzip
import io
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
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


def warc_record(url: str, content_type: str, body: bytes) -> bytes:
    http = f"HTTP/1.1 200 OK\r\nContent-Type: {content_type}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2022-03-18T02:40:00Z\r\n"
        f"WARC-Record-ID: <urn:test:{url.rpartition('/')[0].rpartition('/')[2]}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


@pytest.fixture(scope="session")
def crawl(pages: list[dict[str, Any]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two archives with the fixture pages, one of them compressed record by record, and a page beside them."""
    folder = tmp_path_factory.mktemp("crawl")
    plain, packed = io.BytesIO(), io.BytesIO()
    for number, page in enumerate(pages):
        record = warc_record(page["url"], page["content_type"], page["content"])
        if number % 2:
            plain.write(record)
        else:
            packed.write(gzip.compress(record))
    (folder / "a.warc").write_bytes(plain.getvalue())
    (folder / "b.warc.gz").write_bytes(packed.getvalue())
    return folder


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the tests' output is not the place for an access log."""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """A site on this machine: an index with links to fixture pages, served as a plain web server does."""
    root = tmp_path / "site"
    root.mkdir()
    names = []
    for page in sorted(FIXTURES.glob("*/page.html")):
        (root / f"{page.parent.name}.html").write_bytes(page.read_bytes())
        names.append(f"{page.parent.name}.html")
    links = "".join(f'<li><a class="page" href="{name}">{name}</a></li>' for name in names)
    (root / "index.html").write_text(f"<ul>{links}</ul>")
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(root)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/", root
    server.shutdown()
    server.server_close()

"""Pages out of web archives made here, sound and broken."""

from __future__ import annotations

import gzip
import io
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from govclean import InputError
from tests.contrib.archives import Record, write_archive

pytest.importorskip("fastwarc", reason="FastWARC is not installed: pip install 'govclean[warc]'")

from govclean.contrib.warc import WarcPage, http_body, read_pages

HTML = [("Content-Type", "text/html; charset=gb2312")]
SOUND = [
    Record("http://a.example/1", "<p>一</p>".encode("gb18030"), HTML),
    Record("http://a.example/2", gzip.compress(b"<p>two</p>"), [*HTML, ("Content-Encoding", "gzip")]),
    Record(
        "http://a.example/3",
        b"5\r\n<p>th\r\n7;x=y\r\nree</p>\r\n0\r\n\r\n",
        [*HTML, ("Transfer-Encoding", "chunked")],
    ),
    Record("http://a.example/4", b"<p>four</p>", [*HTML, ("Content-Encoding", "gzip")]),  # says so and is not
    Record("http://a.example/5", b"<html><p>five</p>", []),
]
OTHERS = [
    Record("http://a.example/i.gif", b"GIF89a", [("Content-Type", "image/gif")]),
    Record("http://a.example/robots.txt", b"User-agent: *", [("Content-Type", "text/plain")]),
    Record("http://a.example/gone", b"<p>gone</p>", HTML, status="404 Not Found"),
    Record("http://a.example/data", b"{}", []),
]
BODIES = [
    "<p>一</p>".encode("gb18030"),
    b"<p>two</p>",
    b"<p>three</p>",
    b"<p>four</p>",
    b"<html><p>five</p>",
]


@pytest.fixture(params=[True, False], ids=["gz", "plain"])
def archive(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "crawl.warc"
    write_archive(path, [*SOUND[:3], *OTHERS, *SOUND[3:]], compress=request.param)
    return path


def read(path: Path, **options: int) -> list[WarcPage]:
    return list(read_pages(path, **options))


def test_pages_and_what_is_none(archive: Path) -> None:
    skipped: Counter[str] = Counter()
    pages = list(read_pages(archive, skipped=skipped))
    assert [page.data for page in pages] == BODIES
    assert [page.url for page in pages] == [f"http://a.example/{n}" for n in range(1, 6)]
    assert pages[0].content_type == "text/html; charset=gb2312"
    assert (pages[0].status, pages[0].date, pages[0].id) == (200, "2026-11-23T08:00:00Z", "urn:uuid:record-1")
    assert not any(page.problem for page in pages)
    assert skipped == {
        "record of type warcinfo": 1,
        "image/gif": 1,
        "robots.txt": 1,
        "status 404": 1,
        "no content type, and no markup": 1,
    }


def test_an_open_file_will_do(archive: Path) -> None:
    assert [p.data for p in read_pages(io.BytesIO(archive.read_bytes()))] == BODIES

    class Stream(io.BytesIO):
        def seekable(self) -> bool:
            return False

    assert [p.data for p in read_pages(Stream(archive.read_bytes()))] == BODIES


def offsets(data: bytes) -> Iterator[int]:
    mark = b"\x1f\x8b\x08" if data.startswith(b"\x1f\x8b") else b"WARC/1.0"
    at = data.find(mark)
    while at >= 0:
        yield at
        at = data.find(mark, at + 1)


def test_a_broken_record_takes_only_itself(archive: Path) -> None:
    data = bytearray(archive.read_bytes())
    first, second, third = list(offsets(bytes(data)))[1:4]
    data[second : second + 60] = bytes(60)
    archive.write_bytes(data)
    pages = read(archive)
    sound = [page for page in pages if not page.problem]
    assert [page.data for page in sound] == [BODIES[0], *BODIES[2:]]
    (broken,) = [page for page in pages if page.problem]
    assert first <= broken.offset <= second < third
    assert broken.data


def test_something_else_between_records(archive: Path) -> None:
    data = archive.read_bytes()
    at = list(offsets(data))[2]
    archive.write_bytes(data[:at] + b"left by a crash\r\n" * 9 + data[at:])
    pages = read(archive)
    assert [page.data for page in pages if not page.problem] == BODIES
    assert ["something else follows" in page.problem for page in pages if page.problem] == [True]


def test_an_archive_that_breaks_off(archive: Path) -> None:
    data = archive.read_bytes()
    archive.write_bytes(data[: list(offsets(data))[-1] + 40])
    pages = read(archive)
    assert [page.data for page in pages if not page.problem] == BODIES[:-1]
    assert len(pages) == len(BODIES)


def test_a_length_that_swallows_what_follows(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    write_archive(path, SOUND, compress=False)
    data = path.read_bytes()
    at = data.index(b"Content-Length", data.index(b"record-1"))
    path.write_bytes(data[:at] + b"Content-Length: 9999999" + data[data.index(b"\r\n", at) :])
    pages = read(path)
    assert [page.data for page in pages if not page.problem] == BODIES[1:]
    assert "ends after" in pages[0].problem


def test_whole_archive_in_one_gzip_member(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    write_archive(path, SOUND, compress=False)
    path.write_bytes(gzip.compress(path.read_bytes()))
    assert [page.data for page in read(path)] == BODIES
    path.write_bytes(path.read_bytes()[:-40])
    assert [page.data for page in read(path) if not page.problem] == BODIES[: len(read(path)) - 1]


@pytest.mark.parametrize("content", [b"", b"<html>no archive</html>", b"\x1f\x8b\x08\x00broken"])
def test_what_is_no_archive_never_raises(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.warc.gz").write_bytes(content)
    assert [bool(page.problem) for page in read(tmp_path / "a.warc.gz")] == [True] * bool(content)


def test_large_pages_are_cut_and_said(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    bomb = [*HTML, ("Content-Encoding", "gzip")]
    write_archive(path, [Record("http://a.example/1", gzip.compress(bytes(10_000_000)), bomb), SOUND[1]])
    large, small = read(path, max_bytes=100_000)
    assert (len(large.data), large.problem) == (100_000, "the page has more than 100000 bytes")
    assert (small.data, small.problem) == (b"<p>two</p>", "")


def test_a_missing_file_says_what_to_pass(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"cannot read .*pass the path of a WARC file"):
        read(tmp_path / "none.warc")


@pytest.mark.parametrize(
    ("body", "transfer", "content", "expected"),
    [
        (b"4\r\nabcd\r\n3\r\nefg\r\n0\r\n\r\n", "chunked", None, b"abcdefg"),
        (b"4\r\nabcd\r\nnot a chunk", "chunked", None, b"abcd\r\nnot a chunk"),
        (b"<p>not chunked</p>", "chunked", None, b"<p>not chunked</p>"),
        (gzip.compress(b"a") + gzip.compress(b"b"), None, "gzip", b"ab"),
        (zlib.compress(b"abc"), None, "deflate", b"abc"),
        (zlib.compress(b"abc")[2:-4], None, "deflate", b"abc"),
        (gzip.compress(zlib.compress(b"abc")), None, "deflate, gzip", b"abc"),
        (b"plain", None, "identity", b"plain"),
        (b"plain", None, "br", b"plain"),
    ],
)
def test_http_body(body: bytes, transfer: str | None, content: str | None, expected: bytes) -> None:
    assert http_body(body, transfer, content) == expected


def test_http_body_that_breaks_off() -> None:
    text = "".join(f"第{n}条 " for n in range(2000)).encode()
    assert text.startswith(http_body(gzip.compress(text)[:-50], None, "gzip"))


def test_brotli() -> None:
    brotli = pytest.importorskip("brotli")
    assert http_body(brotli.compress(b"<p>one</p>"), None, "br") == b"<p>one</p>"


_WHOLE = b"<p>" + bytes(range(32, 127)) * 40 + b"</p>"
_ZIPPED = gzip.compress(_WHOLE, 1, mtime=0)
_CUT_SHORT = [
    (_ZIPPED[:-20], {"Content-Encoding": "gzip"}, "the body ends inside its gzip stream"),
    (
        _ZIPPED[:-8] + b"\0" * 8,
        {"Content-Encoding": "gzip"},
        "the body cannot be read on inside its gzip stream",
    ),
    (b"fff\r\n<p>one</p>", {"Transfer-Encoding": "chunked"}, "the body ends inside a chunk"),
    (b"a\r\n<p>one</p>\r\n", {"Transfer-Encoding": "chunked"}, "the body has no last chunk"),
    (b"<p>one</p>", {"Content-Length": "11"}, "the body has 10 of 11 bytes that its header declares"),
    # Nothing is proved: the crawler undid an encoding, the length is that of the encoded body, or padding follows.
    (b"<p>one</p>", {"Content-Encoding": "gzip", "Content-Length": "30"}, ""),
    (b"<p>one</p>", {"X-Crawl-Content-Encoding": "gzip", "Content-Length": "30"}, ""),
    (b"<p>one</p>", {"Transfer-Encoding": "chunked"}, ""),
    (b"<p>one</p>", {"Content-Length": "3"}, ""),
    (_ZIPPED + b"\0\0", {"Content-Encoding": "gzip", "Content-Length": str(len(_ZIPPED))}, ""),
]


@pytest.mark.parametrize(("body", "headers", "problem"), _CUT_SHORT)
def test_body_cut_short(tmp_path: Path, body: bytes, headers: dict[str, str], problem: str) -> None:
    path = tmp_path / "a.warc"
    sent = [("Content-Type", "text/html"), *headers.items()]
    write_archive(path, [Record("http://a.example/", body, sent)], compress=False)
    (page,) = read_pages(path)
    assert page.problem == problem
    assert page.data.lstrip(b"a\r\n").startswith(b"<p>")

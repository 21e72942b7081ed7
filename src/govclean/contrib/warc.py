"""Pages out of web archives: WARC 1.0 and 1.1 (ISO 28500), plain or compressed, read with FastWARC.

FastWARC finds the records; bodies are undone here (``Transfer-Encoding``, RFC 9112 § 7.1; ``Content-Encoding``, RFC 9110
§ 8.4), because real archives declare encodings that the stored body no longer has, and because one broken record must not
end the archive::

    for page in read_pages("crawl.warc.gz"):
        if page.problem:
            ...                                  # what could be read of a broken record, and what is wrong with it
        else:
            govclean.clean(page.data, page.url, page.content_type)
"""

from __future__ import annotations

import re
import shutil
import tempfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

from ..errors import InputError
from . import need

__all__ = ["WarcPage", "http_body", "read_pages"]

MAX_BYTES = 50_000_000  # of one page; the largest page of the evaluation data has 2 MB
_PAGE_TYPES = ("text/html", "application/xhtml+xml", "text/plain")
# Servers that say nothing, or what they say of any file: then the first bytes tell.
_UNTOLD_TYPES = ("", "application/octet-stream", "application/force-download", "unknown/unknown", "text/xml")
_MARKUP = re.compile(
    rb"^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s{0,200}<(?:!doctype html|html|head|body|!--|meta|title|p|div|table|center|font)[\s>/-]",
    re.I,
)


@dataclass(frozen=True, slots=True)
class WarcPage:
    """One page of an archive.

    Attributes:
        id: the record's ``WARC-Record-ID`` without brackets; the offset stands in where there is none.
        data: the body, transfer and content encoding undone.
        url: ``WARC-Target-URI``. content_type: the ``Content-Type`` that the server sent.
        date: ``WARC-Date``. status: the HTTP status, ``None`` for a resource record.
        offset: where the record begins, in bytes of the archive as it is stored.
        problem: what is wrong with the record, or ``""``; the page is not to be trusted then.
    """

    id: str
    data: bytes
    url: str | None = None
    content_type: str | None = None
    date: str | None = None
    status: int | None = None
    offset: int = 0
    problem: str = ""


def read_pages(
    archive: str | Path | IO[bytes], *, max_bytes: int = MAX_BYTES, skipped: Counter[str] | None = None
) -> Iterator[WarcPage]:
    """Yield the pages of an archive in order; broken records as well, with their ``problem``.

    A page is a response of status 2xx, or a resource, of a text type (HTML, XHTML, plain text, or nothing said and
    the first bytes are markup).

    Args:
        archive: path of the archive, or a binary stream; one that cannot seek is copied to a temporary file first.
        max_bytes: a longer body is cut there, and its page has a ``problem``.
        skipped: counts the records that are no pages, by the reason.

    Raises:
        InputError: the archive cannot be opened. MissingExtraError: FastWARC is not installed.
    """
    need("fastwarc", "warc")
    if not isinstance(archive, (str, Path)):
        file = archive
        if not archive.seekable():
            file = tempfile.TemporaryFile()  # noqa: SIM115 – it goes with the last reference to it
            shutil.copyfileobj(archive, file)
            file.seek(0)
        yield from _read(file, max_bytes, Counter() if skipped is None else skipped)
        return
    with _open(archive) as file:
        yield from _read(file, max_bytes, Counter() if skipped is None else skipped)


def _open(archive: str | Path) -> IO[bytes]:
    try:
        return open(archive, "rb")
    except OSError as error:
        raise InputError(f"cannot read {archive}: {error.strerror}; pass the path of a WARC file") from error


def _read(file: IO[bytes], max_bytes: int, skipped: Counter[str]) -> Iterator[WarcPage]:
    """Read on behind whatever is broken, from the next place where a record begins."""
    from fastwarc.warc import ArchiveIterator

    start: int | None = file.tell()
    left: tuple[int, str] | None = (
        None  # a record behind which there is something else, and what FastWARC says to it
    )
    while start is not None:
        file.seek(start)
        last = -1
        try:
            for record in ArchiveIterator(file, parse_http=True):
                if left:
                    yield _broken(file, left[0], start, f"something else follows this record: {left[1]}")
                    left = None
                last = record.stream_pos
                page, whole = _page(record, max_bytes, skipped)
                if page is not None:
                    yield page
                if not whole:
                    break  # its length is wrong, so the next record may begin inside it
            else:
                yield from _cut_off(file, start, last)
                return
        except (OSError, ValueError) as error:
            left = last, str(error) or type(error).__name__
        begun = _next_record(file, max(last, start) + 1)
        if left and (last < 0 or begun is None):
            yield _broken(file, max(last, start), begun, f"no record can be read here: {left[1]}")
            left = None
        start = begun


def _page(record: Any, max_bytes: int, skipped: Counter[str]) -> tuple[WarcPage | None, bool]:
    """The page in a record, if it is one, and whether the record is as long as it says."""
    kind = (record.headers.get("WARC-Type") or "unknown").lower()
    if kind not in ("response", "resource"):
        skipped[f"record of type {kind}"] += 1
        return None, True
    http = record.http_headers
    url = (record.headers.get("WARC-Target-URI") or "").strip("<> ") or None
    if http is None and url and url.partition(":")[0] in ("dns", "ftp", "ftps", "gopher", "whois"):
        skipped["response of another protocol"] += 1  # a DNS answer, an FTP listing
        return None, True
    status = None if http is None else http.status_code
    declared = (record.headers if http is None else http).get("Content-Type")
    if status is not None and not 200 <= status < 300:
        skipped[f"status {status}"] += 1
        return None, True
    body = record.reader.read(max_bytes + 1)
    whole = len(body) >= min(record.content_length, max_bytes + 1)
    problem = "" if whole else f"the record ends after {len(body)} of {record.content_length} bytes"
    if http is not None:
        problem = problem or _cut_short(http, body, max_bytes)
        body, broken = _undo(body, http.get("Transfer-Encoding"), http.get("Content-Encoding"), max_bytes)
        problem = problem or broken
    elif kind == "response":
        problem, whole = "the record has no HTTP header", False
    if not problem and (why := _no_page(declared, url, body)):
        skipped[why] += 1
        return None, True
    if len(body) > max_bytes:
        body, problem = body[:max_bytes], f"the page has more than {max_bytes} bytes"
    page = WarcPage(
        (record.record_id or "").strip("<>") or f"offset {record.stream_pos}",
        body,
        url,
        declared,
        record.headers.get("WARC-Date"),
        status,
        record.stream_pos,
        problem,
    )
    return page, whole


def _no_page(declared: str | None, url: str | None, body: bytes) -> str:
    """Why a record is no page, or ``""`` if it is one."""
    kind = (declared or "").partition(";")[0].strip().lower()
    if kind in _PAGE_TYPES:
        robots = kind == "text/plain" and urlsplit(url or "").path == "/robots.txt"
        return "robots.txt" if robots else ""
    if kind in _UNTOLD_TYPES and _MARKUP.match(body):
        return ""
    return kind or "no content type, and no markup"


def _cut_off(file: IO[bytes], start: int, last: int) -> Iterator[WarcPage]:
    """The compressed record at the end of which too little is left to be read: FastWARC just ends there."""
    rest: int | None = start
    if last >= 0:
        rest = _next_record(file, last + 1)
        if rest is None or file.seek(rest) != rest or file.read(1) != b"\x1f":
            return  # in a plain archive it would be a page that quotes a record
    broken = _broken(file, start if rest is None else rest, None, "the archive breaks off in this record")
    if broken.data:
        yield broken


_BROKEN_BYTES = 1_000_000  # enough to see what happened; the archive has the rest


def _broken(file: IO[bytes], offset: int, end: int | None, problem: str) -> WarcPage:
    """What cannot be read, as it is stored."""
    at = file.tell()
    file.seek(offset)
    data = file.read(_BROKEN_BYTES if end is None else min(end - offset, _BROKEN_BYTES))
    file.seek(at)
    return WarcPage(f"offset {offset}", data, offset=offset, problem=problem)


_WINDOW = 1 << 20
# The first bytes of a record, or of a gzip member (RFC 1952) that may hold one.
_BEGINNING = re.compile(rb"\n(?=WARC/1\.\d\r?\n)|(?=\x1f\x8b\x08)")


def _next_record(file: IO[bytes], start: int) -> int | None:
    """Where the next record begins at or behind ``start``, or ``None``."""
    while True:
        file.seek(start - 1)
        window = file.read(_WINDOW)
        for match in _BEGINNING.finditer(window):
            offset = start - 1 + match.end()
            if offset >= start and (window[match.end()] == ord("W") or _is_record(file, offset)):
                return offset
        if len(window) < _WINDOW:
            return None
        start += _WINDOW - 16  # the windows overlap by more than a beginning


def _is_record(file: IO[bytes], offset: int) -> bool:
    """Whether the gzip member at ``offset`` begins with a record: chance makes such three bytes every 16 MB."""
    file.seek(offset)
    try:
        # Cut off, it may be too short to say anything yet.
        return b"WARC/".startswith(zlib.decompressobj(31).decompress(file.read(512), 5) or b"W")
    except zlib.error:
        return False


def http_body(
    body: bytes, transfer_encoding: str | None, content_encoding: str | None, max_bytes: int = MAX_BYTES
) -> bytes:
    """Undo the encodings of an HTTP body, those that it really has.

    What is declared and is not there stays as it is; of a body that breaks off, what could be read.  At most
    ``max_bytes`` + 1 bytes are returned.
    """
    return _undo(body, transfer_encoding, content_encoding, max_bytes)[0]


def _cut_short(http: Any, body: bytes, max_bytes: int) -> str:
    """What is wrong with the length of a body, by its ``Content-Length`` (RFC 9110 § 8.6).

    The header counts the bytes that the server sent: where an encoding was declared, also under a name that a crawler
    moved it to (``X-Crawl-Content-Encoding``), the stored body may be another one.
    """
    declared = (http.get("Content-Length") or "").strip()
    if not (declared.isascii() and declared.isdigit()) or len(declared) > 12:
        return ""
    if any(name.lower().endswith(("content-encoding", "transfer-encoding")) for name, _ in http.items()):
        return ""
    if len(body) >= min(int(declared), max_bytes):
        return ""
    return f"the body has {len(body)} of {int(declared)} bytes that its header declares"


def _undo(
    body: bytes, transfer_encoding: str | None, content_encoding: str | None, max_bytes: int
) -> tuple[bytes, str]:
    """The body with its encodings undone, and what their framing proves to be wrong with it, or ``""``."""
    problem, cut = "", len(body) > max_bytes  # the reader itself cut it then
    if "chunked" in (transfer_encoding or "").lower():
        body, problem = _dechunk(body)
    for name in reversed((content_encoding or "").lower().split(",")):
        name, broken = name.strip(), ""
        if name in ("gzip", "x-gzip", "deflate"):
            body, broken = _inflate(body, max_bytes + 1)
        elif name == "br":
            body, broken = _unbrotli(body, max_bytes + 1)
        problem = problem or broken
    return body, "" if cut else problem


def _dechunk(body: bytes) -> tuple[bytes, str]:
    """Undo the chunked coding; from where it is none, the rest as it is."""
    chunks, position = [], 0
    while True:
        match = _CHUNK.match(body, position)
        if match is None:
            chunks.append(body[position:])
            # A body without a single chunk was stored without the coding.
            return b"".join(chunks), "the body has no last chunk" if position else ""
        size = int(match["size"], 16)
        if size == 0:
            return b"".join(chunks), ""
        chunks.append(body[match.end() : match.end() + size])
        position = match.end() + size
        if position > len(body):
            return b"".join(chunks), "the body ends inside a chunk"


# The line before a chunk, with the line end of the chunk before it; its parts cannot match the same characters.
_CHUNK = re.compile(rb"(?:\r?\n)?(?P<size>[0-9a-fA-F]{1,8})[ \t]{0,20}(?:;[^\r\n]{0,1000})?\r?\n")
_GZIP = b"\x1f\x8b\x08"
_STEP = 64  # bytes: so much at most is lost before a place that cannot be read


def _inflate(body: bytes, limit: int) -> tuple[bytes, str]:
    """Undo gzip (RFC 1952), zlib (RFC 1950) or the bare deflate (RFC 1951) that old servers send under its name."""
    for bits in (47, -15):
        out, rest, problem = bytearray(), body, ""
        while rest and len(out) < limit and not problem:
            stream = zlib.decompressobj(bits)
            try:
                out += stream.decompress(rest, limit - len(out))
            except zlib.error:
                if bits < 0 or not (whole := _readable(rest, limit - len(out))):
                    break
                out += whole
                problem = "the body cannot be read on inside its gzip stream"
                break
            if not stream.eof and len(out) < limit:
                problem = "the body ends inside its gzip stream"
            rest = stream.unused_data
            if bits > 0 and not rest.startswith(_GZIP):
                break  # padding behind the last member
        if out:
            return bytes(out), problem
    return body, "the body cannot be read as the gzip stream it begins as" if body.startswith(_GZIP) else ""


def _readable(data: bytes, limit: int) -> bytes:
    """What stands before the place at which a stream is broken."""
    stream, out = zlib.decompressobj(47), bytearray()
    try:
        for start in range(0, len(data), _STEP):
            if len(out) >= limit:
                break
            out += stream.decompress(data[start : start + _STEP], limit - len(out))
    except zlib.error:
        pass
    return bytes(out)


def _unbrotli(body: bytes, limit: int) -> tuple[bytes, str]:
    """Undo brotli (RFC 7932); FastWARC brings the package.  It has no mark to tell it by, so nothing is proved."""
    try:
        import brotli
    except ImportError:
        return body, ""
    out = bytearray()
    stream = brotli.Decompressor()
    try:
        for start in range(0, len(body), 4096):  # in steps: a small body can hold any number of bytes
            out += stream.process(body[start : start + 4096])
            if len(out) >= limit:
                break
    except brotli.error:
        pass
    return bytes(out[:limit]) or body, ""

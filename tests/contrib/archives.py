"""Web archives for tests, written by hand, so that they can be broken at will."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["Record", "write_archive"]


@dataclass(frozen=True)
class Record:
    """One response."""

    url: str
    body: bytes
    headers: list[tuple[str, str]] = field(default_factory=list)
    status: str = "200 OK"


def write_archive(path: Path, records: Iterable[Record], *, compress: bool = True) -> None:
    """Write WARC 1.0 with a warcinfo record and ``records``, each in a gzip member of its own if ``compress``."""
    with open(path, "wb") as file:
        for number, record in enumerate([None, *records]):
            data = _record(number, record)
            file.write(gzip.compress(data, mtime=0) if compress else data)


def _record(number: int, record: Record | None) -> bytes:
    if record is None:
        kind, block, url, mime = "warcinfo", b"software: made up\r\n", "", "application/warc-fields"
    else:
        lines = [f"HTTP/1.1 {record.status}", *(f"{name}: {value}" for name, value in record.headers)]
        block = "\r\n".join([*lines, "", ""]).encode() + record.body
        kind, url = "response", f"WARC-Target-URI: {record.url}\r\n"
        mime = "application/http; msgtype=response"
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:record-{number}>\r\n{url}"
        f"WARC-Date: 2026-11-23T08:00:00Z\r\nContent-Type: {mime}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"

"""Seven-bit encodings with escape sequences: ISO-2022-CN (RFC 1922), ISO-2022-JP (RFC 1468), ISO-2022-KR (RFC 1557).

Text between the escapes is GB 2312 with the high bits cleared, so one copy of the data with the bits set serves the
tolerant reader of GB 18030, and offsets hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources

from .charsets import GB
from .double_byte import write_double_byte
from .hz import is_hz
from .writer import Writer

__all__ = ["escape_encoding", "write_iso2022", "write_iso2022_cn"]

_HIGH_BIT = bytes(b | 0x80 if 0x21 <= b <= 0x7E else b for b in range(256))
_ISO2022 = (
    (re.compile(rb"\x1b\$(?:\)[AGE]|\*H|\+[I-M])"), "iso2022_cn"),
    (re.compile(rb"\x1b\$\)C"), "iso2022_kr"),
    (re.compile(rb"\x1b\$(?:[@B]|\([D@B])|\x1b\([JI]"), "iso2022_jp"),
)
_CN_TOKEN = re.compile(rb"\x1b\$\)(?P<g1>[AEG])|\x1b\$\*H|\x1bN(?P<single>[\x21-\x7e]{2})|[\x0e\x0f\n]")


def escape_encoding(data: bytes) -> str | None:
    """Return the seven-bit encoding whose escapes stand in ``data``, or ``None``."""
    if b"\x1b" in data:
        for pattern, codec in _ISO2022:
            if pattern.search(data):
                return codec
    return "hz" if is_hz(data) else None


def _lines(data: bytes) -> Iterator[tuple[int, int]]:
    at = 0
    while at < len(data):
        end = data.find(b"\n", at) + 1 or len(data)
        yield at, end
        at = end


@cache
def _cns_plane(plane: int) -> str:
    """Return the 94 x 94 characters of a plane of CNS 11643 (``data/decoding_cns.txt``)."""
    raw = resources.files("govclean.data").joinpath("decoding_cns.txt").read_text(encoding="utf-8")
    rows = [line for line in raw.split("\n") if line and line[0] != "#"]
    return "".join(rows[(plane - 1) * 94 : plane * 94])


def _write_cns(data: bytes, start: int, end: int, plane: int, writer: Writer) -> None:
    at = start
    while at < end:
        lead, trail = data[at], data[at + 1] if at + 1 < end else 0
        if 0x21 <= lead <= 0x7E and 0x21 <= trail <= 0x7E:
            char = _cns_plane(plane)[(lead - 0x21) * 94 + trail - 0x21]
            if char != "\ufffd":
                writer.text(char)
            else:
                writer.lose(at, at + 2, "invalid")
            at += 2
        elif lead <= 0x20:
            writer.text(chr(lead))
            at += 1
        else:
            writer.lose(at, at + 1, "invalid")
            at += 1


def write_iso2022_cn(data: bytes, writer: Writer) -> None:
    """Write ISO-2022-CN: GB 2312 and planes 1 and 2 of CNS 11643.

    Shifts end with the line; designations, against RFC 1922, hold on, since a broken one shall not cost the page.
    """
    shifted = data.translate(_HIGH_BIT)
    at, out, set_1 = 0, False, b"A"

    def write_until(end: int) -> None:
        if not out:
            writer.text(_single(data[at:end]))
        elif set_1 == b"G":
            _write_cns(data, at, end, 1, writer)
        else:
            write_double_byte(shifted, at, end, GB, writer)

    for token in _CN_TOKEN.finditer(data):
        write_until(token.start())
        at = token.end()
        if token["g1"]:
            set_1 = token["g1"]
        elif token["single"]:
            _write_cns(data, token.start("single"), token.end("single"), 2, writer)
        elif token[0] == b"\x0e":
            out = True
        elif token[0] == b"\x0f":
            out = False
        elif token[0] == b"\n":
            out = False
            writer.text("\n")
    write_until(len(data))


def _single(piece: bytes) -> str:
    return piece.decode("cp1252", "replace")


def write_iso2022(data: bytes, codec: str, writer: Writer) -> None:
    """Write ISO-2022-JP or ISO-2022-KR, line by line, so that a broken escape costs its line at most."""
    if codec == "iso2022_kr":
        head = b"\x1b$)C"
    else:
        head = b""
        codec = "iso2022_jp_ext" if b"\x1b(I" in data else "iso2022_jp_2"
    for start, end in _lines(data):
        line = data[start:end]
        for i, part in enumerate(
            (head + line.replace(b"\x1b$)C", b"")).decode(codec, "replace").split("\ufffd")
        ):
            if i:
                writer.lose(start, end, "invalid")
            writer.text(part)

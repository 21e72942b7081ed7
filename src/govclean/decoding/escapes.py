"""Seven-bit encodings with escapes: HZ (RFC 1843), ISO-2022-CN (RFC 1922), ISO-2022-JP (RFC 1468), -KR (RFC 1557).

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
from .frequency import is_common
from .writer import Writer

__all__ = ["escape_encoding", "write_hz", "write_iso2022", "write_iso2022_cn"]

_HIGH_BIT = bytes(b | 0x80 if 0x21 <= b <= 0x7E else b for b in range(256))
_ISO2022 = (
    (re.compile(rb"\x1b\$(?:\)[AGE]|\*H|\+[I-M])"), "iso2022_cn"),
    (re.compile(rb"\x1b\$\)C"), "iso2022_kr"),
    (re.compile(rb"\x1b\$(?:[@B]|\([D@B])|\x1b\([JI]"), "iso2022_jp"),
)
# A shifted part of a line, up to its end mark, the next start mark or the end of the line, whichever comes first.
# One lazy repetition over one class: each byte is looked at once.
_HZ_PART = re.compile(rb"~\{(?P<body>[^\n]*?)(?P<close>~\}|(?=~\{)|$)", re.M)
_HZ_BODY = re.compile(rb"~\{([^\n~]{2,200})")
# Share of common characters that the shifted parts of Chinese text have at least (0.97 in the corpus); source code
# may hold ``~{`` as well, and reads as characters from anywhere.
_HZ_COMMON = 0.6
_HZ_SAMPLE = 65_536
_HZ_BEYOND = 0x78  # GB 2312 ends at row 87 (lead 0x77): a higher lead is a broken ``~}``

_CN_TOKEN = re.compile(rb"\x1b\$\)(?P<g1>[AEG])|\x1b\$\*H|\x1bN(?P<single>[\x21-\x7e]{2})|[\x0e\x0f\n]")


def escape_encoding(data: bytes) -> str | None:
    """Return the seven-bit encoding whose escapes stand in ``data``, or ``None``."""
    if b"\x1b" in data:
        for pattern, codec in _ISO2022:
            if pattern.search(data):
                return codec
    if b"~{" in data:
        bodies = _HZ_BODY.findall(data[:_HZ_SAMPLE])[:50]
        if sum(map(_common, bodies)) >= _HZ_COMMON * sum(len(b) // 2 for b in bodies) > 0:
            return "hz"
    return None


def _common(body: bytes) -> int:
    """Count the common characters of a shifted part."""
    return sum(map(is_common, body.translate(_HIGH_BIT).decode("gb2312", "replace")))


def _lines(data: bytes) -> Iterator[tuple[int, int]]:
    at = 0
    while at < len(data):
        end = data.find(b"\n", at) + 1 or len(data)
        yield at, end
        at = end


def write_hz(data: bytes, writer: Writer) -> None:
    """Write HZ text.  A line end closes an open part; a broken half of an escape does not cost the part."""
    shifted = data.translate(_HIGH_BIT)
    at = 0
    for part in _HZ_PART.finditer(data):
        _write_plain(data, shifted, at, part.start(), writer)
        start, at = part.span("body")
        if not part["close"]:
            at = _end_of_part(data, start, at)
        write_double_byte(shifted, start, at, GB, writer)
        at += len(part["close"])
    _write_plain(data, shifted, at, len(data), writer)


def _end_of_part(data: bytes, start: int, limit: int) -> int:
    """Return where a part without end mark ends: at the first lead byte that GB 2312 does not have."""
    at = start
    while at + 1 < limit and 0x21 <= data[at] < _HZ_BEYOND and data[at + 1] >= 0x21:
        at += 2
    return at


def _write_plain(data: bytes, shifted: bytes, start: int, end: int, writer: Writer) -> None:
    """Write what stands outside shifted parts; an end mark here means that a start mark was broken."""
    while (close := data.find(b"~}", start, end)) >= 0:
        opened = _lost_start(data, start, close)
        writer.text(_ascii(data[start:opened]))
        if opened < close:
            writer.lose(opened, opened + 1, "invalid", "")
            write_double_byte(shifted, opened + 1, close, GB, writer)
        else:
            writer.text("~}")
        start = close + 2
    writer.text(_ascii(data[start:end]))


def _lost_start(data: bytes, start: int, end: int) -> int:
    """Return where half a start mark stands before a part that ends at ``end``, or ``end`` if there is none."""
    for sign in (b"~", b"{"):
        at = data.rfind(sign, start, end)
        body = data[at + 1 : end]
        if (
            at >= 0
            and len(body) >= 2
            and max(_common(body), _common(body[1:])) >= _HZ_COMMON * (len(body) // 2)
        ):
            return at
    return end


def _ascii(piece: bytes) -> str:
    """Decode what is not shifted; RFC 1843: ``~~`` is a tilde, a tilde at a line's end continues the line."""
    if b"~" in piece:
        piece = piece.replace(b"~\n", b"").replace(b"~~", b"~")
    return piece.decode("cp1252", "replace")


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

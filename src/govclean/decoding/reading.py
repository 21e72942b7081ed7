"""Reads bytes in a chosen encoding, tolerantly, and collects what could not be read."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_left
from collections.abc import Iterator

from ..article import Damage
from .charsets import CHARSETS
from .double_byte import write_double_byte
from .escapes import write_iso2022, write_iso2022_cn
from .hz import write_hz
from .utf8 import ill_formed, write_utf8
from .utf16 import write_utf16
from .weigh import foreign_charset, is_utf8_piece
from .writer import Writer

__all__ = ["read"]

_NULS = re.compile(rb"\0+")
_EDGE = re.compile(rb"[\n<>]")
# WHATWG windows-1252 reads the five bytes that Python's cp1252 refuses as C1 controls.
_CP1252 = {b: bytes((b,)).decode("cp1252", "ignore") or chr(b) for b in range(0x80, 0xA0)}


def read(data: bytes, codec: str, start: int) -> tuple[str, tuple[Damage, ...], list[str]]:
    """Return the text of ``data[start:]``, the damaged places, and the codecs of stretches in another encoding."""
    if codec.startswith(("utf-16", "utf-32")) or b"\0" not in data:
        writer = Writer()
        _write(data, start, codec, writer)
        return *writer.result(), list(writer.foreign)
    # NUL means nothing in the other encodings.  It is taken out first, so that it cannot part a character.
    gaps = [(m.start(), m.end()) for m in _NULS.finditer(data, start)]
    writer = Writer()
    _write(data.replace(b"\0", b""), start, codec, writer)
    text, damages = writer.result()
    return text, _with_gaps(data, text, damages, gaps, codec, start), list(writer.foreign)


def _with_gaps(
    data: bytes, text: str, damages: tuple[Damage, ...], gaps: list[tuple[int, int]], codec: str, start: int
) -> tuple[Damage, ...]:
    """Give damages found without the NULs their offsets with them, and add the NULs as damages."""
    offsets: list[int] = []  # of each gap in the data without NULs
    removed: list[int] = [0]
    for a, b in gaps:
        offsets.append(a - removed[-1])
        removed.append(removed[-1] + b - a)

    def moved(at: int) -> int:
        return at + removed[bisect_left(offsets, at + 1)]

    out = [Damage(moved(d.byte_start), moved(d.byte_end - 1) + 1, d.start, d.end, d.kind) for d in damages]
    decoder = codecs.getincrementaldecoder(codec if codec != "iso2022_cn" else "ascii")("ignore")
    chars, at = 0, start
    for a, b in gaps:
        chars += len(decoder.decode(data[at:a]))
        at = b
        place = min(chars, len(text))
        out.append(Damage(a, b, place, place, "control"))
    return tuple(sorted(out, key=lambda d: (d.byte_start, d.byte_end)))


def _write(data: bytes, start: int, codec: str, writer: Writer) -> None:
    if codec == "utf-8":
        _write_utf8_page(data, start, writer)
    elif codec in CHARSETS:
        write_double_byte(data, start, len(data), CHARSETS[codec], writer)
    elif codec in ("utf-16-le", "utf-16-be"):
        write_utf16(data, start, len(data), codec, writer)
    elif codec == "hz":
        write_hz(data, writer)
    elif codec == "iso2022_cn":
        write_iso2022_cn(data, writer)
    elif codec.startswith("iso2022"):
        write_iso2022(data, codec, writer)
    elif codec == "cp1252":
        writer.text(data[start:].decode("latin-1").translate(_CP1252))
    else:
        _write_plainly(data, start, codec, writer)


def _write_utf8_page(data: bytes, start: int, writer: Writer) -> None:
    """Write a UTF-8 page, stretches of another encoding in that encoding."""
    strange = [(a, b) for a, b in _broken_segments(data, start) if not is_utf8_piece(data[a:b])]
    found = foreign_charset([data[a:b] for a, b in strange]) if strange else None
    at = start
    if found:
        codec, foreign = found
        writer.foreign[codec] = None
        for (a, b), belongs in zip(strange, foreign, strict=True):
            if belongs:
                write_utf8(data, at, a, writer)
                write_double_byte(data, a, b, CHARSETS[codec], writer)
                at = b
    write_utf8(data, at, len(data), writer)


def _broken_segments(data: bytes, start: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches between tags or line ends that hold ill-formed UTF-8."""
    done = start
    for bad, _ in ill_formed(data, start, len(data)):
        if bad < done:
            continue
        begin = (
            max(data.rfind(b"\n", done, bad), data.rfind(b"<", done, bad), data.rfind(b">", done, bad)) + 1
        )
        edge = _EDGE.search(data, bad)
        done = edge.start() if edge else len(data)
        yield max(begin, start), done


def _write_plainly(data: bytes, start: int, codec: str, writer: Writer) -> None:
    """Write with Python's codec; what it cannot read becomes U+FFFD (one byte each in single-byte encodings)."""
    text = data[start:].decode(codec, "replace")
    single = len(text) == len(data) - start
    at = 0
    while (bad := text.find("\ufffd", at)) >= 0:
        writer.text(text[at:bad])
        place = start + bad if single else len(data)
        writer.lose(place, place + single, "invalid")
        at = bad + 1
    writer.text(text[at:])

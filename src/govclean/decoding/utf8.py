"""Tolerant UTF-8 (RFC 3629; Unicode 16.0, table 3-7): every ill-formed place is lost alone and recorded.

Besides: surrogate pairs written as two three-byte forms (CESU-8) are read as the character they mean, an overlong NUL
(modified UTF-8) is dropped like a NUL, other overlong forms and lone surrogates are one damaged place each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .writer import Writer

__all__ = ["MULTIBYTE", "ill_formed", "write_utf8"]

# Well-formed multi-byte sequences.  Possessive repetition: once taken never given back, so the scan is linear.
_MULTI = (
    rb"[\xc2-\xdf][\x80-\xbf]"
    rb"|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]"
    rb"|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}"
)
_WELL = re.compile(rb"(?:[\x00-\x7f]++|" + _MULTI + rb")++")
MULTIBYTE = re.compile(rb"(?:" + _MULTI + rb")++")
# What may stand in an ill-formed stretch and is more than a stray byte.
_FORMS = re.compile(
    rb"(?P<pair>\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf])"
    rb"|(?P<surrogate>\xed[\xa0-\xbf][\x80-\xbf])"
    rb"|(?P<nul>\xc0\x80)"
    rb"|(?P<overlong>[\xc0\xc1][\x80-\xbf]|\xe0[\x80-\x9f][\x80-\xbf]|\xf0[\x80-\x8f][\x80-\xbf]{2})"
    rb"|(?P<invalid>[\xc2-\xf4][\x80-\xbf]*|[\x80-\xbf]+|[\xc0-\xff])"
)


def ill_formed(data: bytes, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches of ``data[start:end]`` that are not well-formed UTF-8."""
    at = start
    for match in _WELL.finditer(data, start, end):
        if match.start() > at:
            yield at, match.start()
        at = match.end()
    if at < end:
        yield at, end


def write_utf8(data: bytes, start: int, end: int, writer: Writer) -> None:
    """Write ``data[start:end]`` as UTF-8, each ill-formed place as one U+FFFD."""
    at = start
    for bad, bad_end in ill_formed(data, start, end):
        writer.text(data[at:bad].decode("utf-8"))
        for form in _FORMS.finditer(data, bad, bad_end):
            kind = form.lastgroup or "invalid"
            if kind == "pair":
                writer.text(_from_pair(form[0]))
            elif kind == "nul":
                writer.lose(form.start(), form.end(), "control", "")
            elif kind == "invalid" and form.end() == len(data) and form[0][0] >= 0xC2:
                writer.lose(form.start(), form.end(), "truncated")
            else:
                writer.lose(form.start(), form.end(), kind)
        at = bad_end
    writer.text(data[at:end].decode("utf-8"))


def _from_pair(form: bytes) -> str:
    """Return the character of a surrogate pair written in six bytes."""
    return form.decode("utf-8", "surrogatepass").encode("utf-16-le", "surrogatepass").decode("utf-16-le")

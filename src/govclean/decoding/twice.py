"""Pages that were encoded twice: each byte of the first encoding became a character of Latin-1 and was encoded anew.

Only whole pages without loss are undone here, because only then the first bytes are certain.  Spans in otherwise
sound text, and chains with losses, are repaired on the text, where each edit is recorded.
"""

from __future__ import annotations

from .charsets import CHARSETS
from .utf8 import MULTIBYTE
from .weigh import weigh

__all__ = ["first_encoding"]

# Characters above ASCII that a page must have at least: one mojibake character is two or three of them.
LEAST = 6
# Windows-1252 instead of Latin-1 in the chain (WHATWG decodes every "iso-8859-1" so).
_TO_BYTE = {
    ord(bytes((b,)).decode("cp1252")): chr(b)
    for b in range(0x80, 0xA0)
    if b not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}


def first_encoding(text: str) -> tuple[bytes, str] | None:
    """Return the first bytes of a page that was encoded twice, and their encoding; ``None`` for any other page."""
    try:
        data = text.translate(_TO_BYTE).encode("latin-1") if _beyond_latin_1(text) else text.encode("latin-1")
    except UnicodeEncodeError:
        return None
    high = len(data) - len(data.translate(None, bytes(range(0x80, 0x100))))
    if high < LEAST:
        return None
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        # Every byte of Latin-1 text in well-formed pairs by chance: never seen beyond a single "Ã©".
        return (data, "utf-8") if sum(map(len, MULTIBYTE.findall(data))) == high else None
    verdict = weigh(data, [])
    if verdict.codec not in CHARSETS or verdict.confidence < 0.9:
        return None
    try:
        CHARSETS[verdict.codec].read(data)
    except UnicodeDecodeError:
        return None
    return data, verdict.codec


def _beyond_latin_1(text: str) -> bool:
    try:
        text.encode("latin-1")
    except UnicodeEncodeError as error:
        # Only the first such character is looked at: Chinese text ends here at once.
        if ord(text[error.start]) in _TO_BYTE:
            return True
        raise
    return False

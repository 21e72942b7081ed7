"""Folding: one character for one character, so that a rule written once matches both scripts and widths.

``fold`` maps traditional characters to simplified ones, full-width forms to half-width ones and the many brackets,
dashes and spaces of these pages to one of each.  The result has the same length as the input, so an offset in the
folded text is an offset in the original.  Folded text is for matching only and never shown.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

__all__ = ["fold", "fold_table", "in_charset", "script_of", "telling_characters"]


@cache
def fold_table() -> dict[int, int]:
    """Return the fold table, code point to code point (``data/fold.tsv``, see its head for sources)."""
    raw = resources.files("govclean.data").joinpath("fold.tsv").read_text(encoding="utf-8")
    pairs = (line.split("\t") for line in raw.splitlines() if not line.startswith("#"))
    return {int(a, 16): int(b, 16) for a, b in pairs}


def fold(text: str) -> str:
    """Return ``text`` folded for matching; same length, same offsets, idempotent."""
    if text.isascii():
        return text.replace("\t", " ")
    # Most characters stay: finding those that change and replacing them takes a fifth of the time of str.translate.
    pattern, folded = _changing()
    return pattern.sub(lambda match: folded[match[0]], text)


@cache
def _changing() -> tuple[re.Pattern[str], dict[str, str]]:
    folded = {chr(a): chr(b) for a, b in fold_table().items()}
    return re.compile("[" + re.escape("".join(folded)) + "]"), folded


@cache
def telling_characters() -> tuple[frozenset[str], frozenset[str]]:
    """Return the Han characters that only traditional text has, and those that only simplified text has."""
    table = fold_table()
    pairs = [(chr(a), chr(b)) for a, b in table.items() if 0x3400 <= a <= 0x9FFF and 0x3400 <= b <= 0x9FFF]
    # Characters that stand in both scripts (后 里 干 …) tell nothing: drop what Big5 has as well.
    simplified = frozenset(b for _, b in pairs if not in_charset(b, "big5"))
    return frozenset(a for a, _ in pairs), simplified


def in_charset(char: str, charset: str) -> bool:
    """Return whether a character set (``"gb2312"``, ``"big5"``) has ``char``."""
    try:
        char.encode(charset)
    except UnicodeEncodeError:
        return False
    return True


def script_of(text: str) -> str | None:
    """Return ``"hans"``, ``"hant"``, ``"mixed"``, or ``None`` where no character tells.

    A text counts as mixed when the rarer script has more than a tenth of the telling characters.
    """
    traditional, simplified = telling_characters()
    hant = sum(map(traditional.__contains__, text))
    hans = sum(map(simplified.__contains__, text))
    total = hant + hans
    if not total:
        return None
    if min(hant, hans) * 10 > total:
        return "mixed"
    return "hant" if hant > hans else "hans"

"""How common characters are in Chinese, Japanese, Korean and Russian pages (``data/decoding_frequency.tsv``).

The figures answer one question: of two readings of the same bytes, which is the more likely?  The cost of a text is
its -ln P in nats under a model of single characters; readings of the same bytes may be compared by it directly.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from importlib import resources

__all__ = ["Costs", "cost_of", "costs", "is_common", "rare_pair", "rare_run"]

ASCII_COST = 4.0  # a character of markup, the same in every candidate, so only its order of size matters
CONTROL_COST = 9.0
UNREADABLE_COST = 18.0  # U+FFFD

# Costs of characters that the counts do not have, by language and block, in nats.  The counts end at 15 nats.
_FLOORS: dict[str, tuple[tuple[int, float], ...]] = {
    # up to code point: cost; the first that fits counts
    "zh": (
        (0x9F, 16.0),
        (0x17F, 13.0),
        (0x2E7F, 13.0),
        (0x303F, 12.0),
        (0x30FF, 12.0),
        (0x33FF, 14.0),
        (0x9FFF, 15.0),
        (0xABFF, 17.0),
        (0xD7FF, 16.0),
        (0xF8FF, 16.0),
        (0xFAFF, 16.0),
        (0xFEFF, 15.0),
        (0xFF5E, 11.0),
        (0xFFFF, 15.0),
    ),
    "ja": (
        (0x9F, 16.0),
        (0x2E7F, 13.0),
        (0x30FF, 11.0),
        (0x33FF, 13.0),
        (0x9FFF, 15.0),
        (0xF8FF, 17.0),
        (0xFF5E, 10.0),
        (0xFF9F, 11.0),
        (0xFFFF, 15.0),
    ),
    "ko": (
        (0x9F, 16.0),
        (0x2E7F, 12.0),
        (0x33FF, 13.0),
        (0x9FFF, 13.5),
        (0xABFF, 17.0),
        (0xD7A3, 13.5),
        (0xF8FF, 17.0),
        (0xFFFF, 13.0),
    ),
    "ru": ((0x9F, 14.0), (0x3FF, 11.0), (0x4FF, 10.0), (0x2122, 8.0), (0xFFFF, 12.0)),
    "latin": ((0x9F, 13.0), (0xBF, 8.0), (0xFF, 8.0), (0x2122, 7.0), (0xFFFF, 12.0)),
}
_LATIN = {4.5: "éèáíóñçãäöü", 5.5: "àêâôúßåæøîûïëõÉ’\xa0", 6.5: "ìòùÄÖÜÅØ“”–«»°©®•·…"}
# A character of Chinese text at or below this cost is common: 3,500 characters of both scripts.  Above it begin the
# characters that a run read one byte out of step is full of.
COMMON = 12.0
VERY_RARE = 13.0


class Costs(dict[str, float]):
    """Cost of each character in one language, in nats; unseen characters get the floor of their block."""

    __slots__ = ("_floors",)

    def __init__(self, seen: dict[str, float], floors: tuple[tuple[int, float], ...]) -> None:
        super().__init__(seen)
        self._floors = floors

    def __missing__(self, char: str) -> float:
        point = ord(char)
        if point < 0x80:
            return ASCII_COST if point >= 0x20 or char in "\t\n\r\f" else CONTROL_COST
        if point == 0xFFFD:
            return UNREADABLE_COST
        for last, cost in self._floors:
            if point <= last:
                return cost
        return 17.0


@cache
def _counts() -> dict[str, dict[str, float]]:
    raw = resources.files("govclean.data").joinpath("decoding_frequency.tsv").read_text(encoding="utf-8")
    out: dict[str, dict[str, float]] = {}
    for line in raw.split("\n"):
        if line and line[0] != "#":
            language, level, chars = line.split("\t")
            out.setdefault(language, {}).update(dict.fromkeys(chars, int(level) / 2))
    return out


@cache
def costs(language: str) -> Costs:
    """Return the costs of ``"zh"`` (both scripts), ``"ja"``, ``"ko"``, ``"ru"`` or ``"latin"``."""
    if language == "latin":
        seen = {char: cost for cost, chars in _LATIN.items() for char in chars}
    else:
        seen = dict(_counts()[language])
    if language == "zh":
        seen["\u3000"] = 6.0
    return Costs(seen, _FLOORS[language])


def cost_of(text: str, language: str) -> float:
    """Return -ln P of ``text`` in nats under the single-character model of ``language``."""
    table = costs(language)
    return sum(n * table[char] for char, n in Counter(text).items())


def is_common(char: str) -> bool:
    """Whether ``char`` is a character that ordinary Chinese pages are made of."""
    return costs("zh")[char] <= COMMON


def _rarer_than(cost: float) -> str:
    """Return a character class of what is rarer than ``cost``, punctuation and full-width forms left out."""
    common = "".join(map(re.escape, sorted(c for c, n in costs("zh").items() if n <= cost and ord(c) > 0x7F)))
    return f"[^\\x00-\\x7f{common}\u3000-\u303f\uff01-\uff5e]"


@cache
def rare_run() -> re.Pattern[str]:
    """A place where characters are rarer than in ordinary text: two very rare ones within three, or three within five.

    Text read one byte out of step looks like that after a few characters; of undamaged lines of 60 characters, two in
    a thousand do.  The pattern has no repetition but bounded gaps, so the search is linear.
    """
    very, rare = _rarer_than(VERY_RARE), _rarer_than(COMMON)
    gap = r"[^\x00-\x7f]?"
    # Very rare is rare as well, so one class begins both branches and the engine skips to it at once.
    return re.compile(f"{rare}{gap}(?:(?<={very}){very}|(?<={very}[^\\x00-\\x7f]){very}|{rare}{gap}{rare})")


@cache
def rare_pair() -> re.Pattern[str]:
    """Two rare characters within three: suspicious on a page that is known to be damaged; linear like rare_run."""
    rare = _rarer_than(COMMON)
    return re.compile(f"{rare}[^\\x00-\\x7f]?{rare}")

"""Readings of characters: toned, toneless, and as scraped text spells them."""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib import resources

__all__ = [
    "BRACKET",
    "LETTERS",
    "SYLLABLE",
    "first_readings",
    "has_first_reading",
    "has_reading",
    "mirror_readings",
    "normalise_reading",
    "readings",
]

# A syllable as it stands on pages: tone letters of pinyin, the letters U+0251 and U+0261 that old fonts use for a and
# g, and a combining tone mark after a plain letter.
LETTERS = "a-zāáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜüêńňǹḿɑɡ\u0300\u0301\u0304\u030c"
TONED = "āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜńňǹḿ\u0300\u0301\u0304\u030c"
_UPPER = LETTERS + "A-Z" + TONED[:24].upper()
# In capitals only with a tone mark: (GDP) and (A) are no readings.
SYLLABLE = rf"(?:[{LETTERS}]{{1,7}}|(?=[A-Za-zü]{{0,5}}[{TONED + TONED[:24].upper()}])[{_UPPER}]{{1,7}})"
BRACKET = rf"[(（][ \u3000\xa0]?{SYLLABLE}[ \u3000\xa0]?[)）]"


@cache
def _tables() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Reading → characters that have it, and reading → characters that have it first."""
    raw = resources.files("govclean.data").joinpath("pinyin.tsv").read_text(encoding="utf-8")
    lines = [line.split("\t") for line in raw.splitlines() if not line.startswith("#")]
    return (
        {reading: frozenset(first + other) for reading, first, other in lines},
        {reading: frozenset(first) for reading, first, _ in lines},
    )


@cache
def mirror_readings() -> frozenset[tuple[str, str]]:
    """Characters with the reading that mirror sites are known to write behind them."""
    raw = resources.files("govclean.data").joinpath("mirror_readings.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in raw.splitlines() if not line.startswith("#")]
    return frozenset((char, reading) for char, reading, _ in rows)


@cache
def _toneless(which: int) -> dict[str, frozenset[str]]:
    merged: dict[str, set[str]] = {}
    for reading, chars in _tables()[which].items():
        merged.setdefault(strip_tone(reading), set()).update(chars)
    return {reading: frozenset(chars) for reading, chars in merged.items()}


def strip_tone(reading: str) -> str:
    """Return ``reading`` without its tone mark; ü stays."""
    plain = unicodedata.normalize("NFD", reading)
    return unicodedata.normalize("NFC", "".join(c for c in plain if c not in "\u0300\u0301\u0304\u030c"))


def normalise_reading(text: str) -> str:
    """Return the syllable within a bracket: composed letters, no spaces, no brackets."""
    bare = text.strip("()（） \u3000\xa0").replace("ɑ", "a").replace("ɡ", "g")
    return unicodedata.normalize("NFC", bare.lower())


def readings(reading: str) -> frozenset[str]:
    """Return the characters of GBK that are read ``reading``; a toneless one stands for all its tones."""
    return _look_up(reading, 0)


def has_reading(char: str, reading: str) -> bool:
    """Whether ``reading`` is one of the readings of ``char``."""
    return char in _look_up(reading, 0)


def has_first_reading(char: str, reading: str) -> bool:
    """Whether ``reading`` is the usual reading of ``char``, so that a gloss would tell a reader nothing."""
    return char in _look_up(reading, 1)


def first_readings() -> dict[str, str]:
    """Return every character's usual reading."""
    return {char: reading for reading, chars in _tables()[1].items() for char in chars}


def _look_up(reading: str, which: int) -> frozenset[str]:
    reading = reading.replace("v", "ü")
    table = _toneless(which) if strip_tone(reading) == reading else _tables()[which]
    return table.get(reading, frozenset())

"""Which characters a lost byte leaves possible: tables for the search through the channel."""

from __future__ import annotations

from functools import cache, lru_cache

from ..language import model
from .gbk import PLAIN_MARKS, cells

__all__ = ["followers", "following", "vanished", "vanished_numerals", "with_trail", "without"]

FOLLOWERS = 100  # characters tried where both bytes are gone


@cache
def vanished(pending: int, kept: bool = False) -> str:
    """Characters with the lead ``pending`` whose trail may have begun a pair that vanishes.

    ``kept``: the text still shows private use, so only undefined cells vanish.
    """
    table = cells()
    leads = table.undefined if kept else table.vanishing
    return "".join(c for c in table.by_lead.get(pending, "") if table.pair[c][1] in leads)


@cache
def with_trail(gone: int, trail: int, kept: bool = False) -> str:
    """Characters with ``trail`` whose lead vanishes in a pair with the lead ``gone``."""
    table = cells()
    leads = (table.undefined if kept else table.vanishing)[gone]
    return "".join(c for c in table.by_trail.get(trail, "") if table.pair[c][0] in leads)


@lru_cache(maxsize=1 << 12)
def vanished_numerals(char: str, numerals: frozenset[str], kept: bool = False) -> tuple[tuple[str, str], ...]:
    """Two characters, the first a numeral, that would read as ``char`` if the displayed one between them had vanished.

    Each as the first and all the seconds.
    """
    table = cells()
    pair = table.pair.get(char)
    if pair is None:
        return ()
    firsts = [first for first in vanished(pair[0], kept) if first in numerals]
    found = [(first, with_trail(table.pair[first][1], pair[1], kept)) for first in firsts]
    return tuple((first, seconds) for first, seconds in found if seconds)


@cache
def following(char: str, gone: int, kept: bool = False) -> str:
    """Characters that often follow ``char`` and whose lead vanishes in a pair with the lead ``gone``."""
    table = cells()
    leads = (table.undefined if kept else table.vanishing)[gone]
    return "".join(c for c in followers(char) if table.pair[c][0] in leads)


@cache
def followers(char: str) -> str:
    """Characters of GBK that follow ``char`` most often, in both scripts."""
    pair = cells().pair
    forms = unfolded()
    found: list[str] = []
    for c in model().followers(char, FOLLOWERS):
        found += [u for u in forms.get(c, c) if u in pair]
    return "".join(found)


@cache
def unfolded() -> dict[str, str]:
    """A folded character → the Han characters and marks of GBK that fold to it, itself first."""
    from ..fold import fold_table

    pair = cells().pair
    sources: dict[str, str] = {}
    for code, point in fold_table().items():
        c = chr(code)
        if c in pair and ("\u4e00" <= c <= "\u9fff" or c in PLAIN_MARKS):
            sources[chr(point)] = sources.get(chr(point), chr(point) if chr(point) in pair else "") + c
    return sources


@lru_cache(maxsize=1 << 14)
def without(chars: str, other: frozenset[str]) -> str:
    return "".join(c for c in chars if c not in other)

"""The default level's way to candidates: quick, because nearly all text is clean.

One pass in C tells which pairs of characters are all but unknown (20 MB/s); for those alone the alternatives of both
characters are weighed, on numbers and rows of bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from operator import getitem, itemgetter
from typing import Any

from .candidates import (
    EDGE,
    RARITY,
    USUAL,
    WEIGHT,
    Candidate,
    Context,
    context,
    functions_at,
    pairs_at,
    singles_at,
)
from .confusion import ANY, STRONG
from .tables import DIGIT, LOG

__all__ = ["QUICK_CERTAIN", "Gate", "gate"]

STRICT_OFFICIAL, STRICT_GENERAL = 1, 3
"""Levels up to which a pair of characters is looked at by default: once in official text, 4 times in the language.
Of what is corrected on held-out official text 89 % stands beside such a pair; one level more costs twice the time."""
RARE_OFFICIAL, RARE_GENERAL = 3, 6  # levels up to which a pair may be the end of a spoilt expression
SETTLED = 11 << 4
"""A character that stands beside one of its neighbours more than 300 times in official text is not doubted at the default
level: that spares 4 of 10 places and costs 1.3 % of what would be corrected."""
QUICK_CERTAIN = 9.5
"""Least rough gain that the default level asks the score about; 97 % of what it corrects has more."""

_LEVELS = range(256)
_STRICT, _RARE = 1, 2
_CLASS = bytes(
    _STRICT if v >> 4 <= STRICT_OFFICIAL and v & 15 <= STRICT_GENERAL
    else _RARE if v >> 4 <= RARE_OFFICIAL and v & 15 <= RARE_GENERAL else 0
    for v in _LEVELS
)  # fmt: skip
_DOUBTFUL = re.compile(rb"[\x01\x02]")
_LOWEST = ANY[1] - 1
_OFFICIAL = tuple(LOG[v >> 4] for v in _LEVELS)


# The directions that the score gets right often enough, see tools/train_typo_score.py.
_FUNCTION = re.compile("[事在即既以作]")


class Gate:
    """Finds the places worth a closer look, and the candidates there.

    Where one candidate has the rough gain that the default level asks for, all candidates of the place are returned:
    the score weighs each against its rivals.
    """

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._rows = ctx.tables.rows
        self._cost = [RARITY * value for value in ctx.confusions.log_official]
        self._alike = lru_cache(4096)(self._pick_alike)
        self._by_sound = lru_cache(512)(self._pick_words)

    def doubts(self, ids: list[int]) -> tuple[list[int], list[int]]:
        """Return the indices ``i`` where ``ids[i:i + 2]`` is all but unknown, and where it is at least unusual."""
        levels = bytes(map(getitem, map(self._rows.__getitem__, ids), ids[1:])).translate(_CLASS)
        strict: list[int] = []
        rare: list[int] = []
        for match in _DOUBTFUL.finditer(levels):
            at = match.start()
            if 0 < ids[at] < DIGIT and 0 < ids[at + 1] < DIGIT:
                rare.append(at)
                if levels[at] == _STRICT:
                    strict.append(at)
        return strict, rare

    def candidates(self, ids: list[int], strict: list[int]) -> Iterator[list[Candidate]]:
        """Return the candidates for single characters and for pairs at the given indices, one list a place."""
        last = -1
        for at in strict:
            if at != last and (found := self._singles(ids, at)):
                yield found
            last = at + 1
            if found := self._singles(ids, last):
                yield found
            if found := self._pairs(ids, at):
                yield found

    def functions(self, text: str, ids: list[int]) -> Iterator[list[Candidate]]:
        """Return the candidates for function words that official text does not know between their neighbours."""
        for match in _FUNCTION.finditer(text):
            if found := list(functions_at(self._ctx, ids, match.start() + EDGE)):
                yield found

    def _pick_alike(self, char: int) -> tuple[tuple[int, ...], Any]:
        return _with_getter(self._ctx.confusions.alternatives(char))

    def _singles(self, ids: list[int], at: int) -> list[Candidate]:
        """Candidates for one character that make usual pairs with both neighbours."""
        a, c, z = ids[at - 1], ids[at], ids[at + 1]
        others, levels_of = self._alike(c)
        if not others or not (a or z):
            return []
        rows, usual = self._rows, USUAL
        row = rows[a]
        left, right = row[c], rows[c][z]
        if (a and left >= SETTLED) or (z and right >= SETTLED):
            return []
        if a:
            before_all = levels_of(row)
            pairs = [(y, v) for y, v in zip(others, before_all, strict=True) if v > _LOWEST and usual[v]]
        else:
            pairs = [(y, row[y]) for y in others]
        if z:
            triples = [(y, v, w) for y, v in pairs if (w := rows[y][z]) > _LOWEST and usual[v] + usual[w] > 1]
        else:
            triples = [(y, v, rows[y][0]) for y, v in pairs]
        if not triples:
            return []
        weight, cost = WEIGHT, self._cost
        base = weight[left] + weight[right] - cost[c] + QUICK_CERTAIN
        hopeful = []
        for y, before, after in triples:
            quick = weight[before] + weight[after] - cost[y] - base
            # No trigram is more frequent than the pair inside it: that bounds what is still to come.
            if quick + (_OFFICIAL[before] if before > after else _OFFICIAL[after]) > 0:
                hopeful.append((y, before, after, quick))
        if not hopeful:
            return []
        known = LOG[self._trigram(ids, at, c, left, right)]
        for y, before, after, quick in hopeful:
            if quick + LOG[self._trigram(ids, at, y, before, after)] > known:
                return list(singles_at(self._ctx, ids, at))
        return []

    def _trigram(self, ids: list[int], at: int, c: int, left: int, right: int) -> int:
        """Return the best official level of a trigram that has ``c`` at ``at``."""
        trigram = self._ctx.tables.trigram
        a, z = ids[at - 1], ids[at + 1]
        best = trigram(a, c, z) >> 4
        if left:
            best = max(best, trigram(ids[at - 2], a, c) >> 4)
        if right:
            best = max(best, trigram(c, z, ids[at + 2]) >> 4)
        return best

    def _pairs(self, ids: list[int], at: int) -> list[Candidate]:
        """Candidates for two characters, both replaced by others of the same sound."""
        rows, usual = self._rows, USUAL
        before, a, b, after = ids[at - 1 : at + 3]
        base = None
        bottom = _OFFICIAL[rows[before][a]] + _OFFICIAL[rows[b][after]] + QUICK_CERTAIN
        for y, z, inner in self._words(a, b):
            left, right = rows[before][y], rows[z][after]
            if (before and not usual[left]) or (after and not usual[right]):
                continue
            # No trigram is more frequent than the pair inside it.
            most = _OFFICIAL[left] + _OFFICIAL[right] + _OFFICIAL[inner] + _OFFICIAL[max(left, inner, right)]
            if most <= bottom:
                continue
            if base is None:
                base = self._strength(before, a, b, after, rows[a][b]) + QUICK_CERTAIN
            quick = self._strength(before, y, z, after, inner) - base
            if quick > 0:
                return list(pairs_at(self._ctx, ids, at))
        return []

    def _words(self, a: int, b: int) -> list[tuple[int, int, int]]:
        """Return the usual pairs that sound like ``a b`` but have another character in both places."""
        con = self._ctx.confusions
        found: dict[tuple[int, int], tuple[int, int, int]] = {}
        for first in con.readings(a):
            by_second = self._by_sound(first)
            for second in con.readings(b):
                for word in by_second.get(second, ()):
                    if word[0] != a and word[1] != b:
                        found[word[:2]] = word
        return list(found.values())

    def _pick_words(self, first: str) -> dict[str, list[tuple[int, int, int]]]:
        """Return the usual pairs of official text whose first character has this reading, by that of the second."""
        con = self._ctx.confusions
        least = STRONG[0] << 4
        found: dict[str, list[tuple[int, int, int]]] = {}
        for y in con.sounding(first):
            following, levels = self._ctx.tables.after(y)
            for z, level in [(z, v) for z, v in zip(following, levels, strict=True) if v >= least]:
                if con.targets >> z & 1:
                    for second in con.readings(z):
                        found.setdefault(second, []).append((y, z, level))
        return found

    def _strength(self, before: int, a: int, b: int, after: int, inner: int) -> float:
        trigram, rows = self._ctx.tables.trigram, self._rows
        best = max(trigram(before, a, b), trigram(a, b, after)) >> 4
        outer: float = _OFFICIAL[rows[before][a]] + _OFFICIAL[rows[b][after]]
        return outer + _OFFICIAL[inner] + LOG[best]


def _with_getter(others: tuple[int, ...]) -> tuple[tuple[int, ...], Any]:
    """Return the numbers and what reads their levels out of a row at once."""
    if len(others) == 1:
        only = others[0]
        return others, lambda row: (row[only],)
    return others, itemgetter(*others) if others else None


@cache
def gate() -> Gate:
    """Return the gate on the tables that ship."""
    return Gate(context())

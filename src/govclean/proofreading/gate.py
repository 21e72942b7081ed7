"""The default level's way to candidates: quick, because nearly all text is clean.

One pass in C tells which pairs of characters are all but unknown (20 MB/s); for those alone the alternatives of both
characters are weighed, on numbers and rows of bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from operator import getitem

from .candidates import (
    RARITY,
    USUAL,
    WEIGHT,
    Candidate,
    Context,
    context,
    pairs_at,
    singles_at,
)
from .confusion import ANY
from .tables import DIGIT, LOG

__all__ = ["QUICK_CERTAIN", "Gate", "gate"]

STRICT_OFFICIAL, STRICT_GENERAL = 1, 3
"""Levels up to which a pair of characters may be wrong in both: once in official text, 4 times in the language."""
RARE_OFFICIAL, RARE_GENERAL = 3, 6
"""Levels up to which one of two characters may be wrong, or end a spoilt expression: 4 times and 23 times.  93 % of the single
characters that are corrected stand in such a pair, 84 % in one of the levels above."""
SETTLED = 12 << 4
"""A character that stands beside one of its neighbours more than 700 times in official text is not doubted at the default
level: that spares a third of the places and costs 1 % of what would be corrected."""
QUICK_CERTAIN = 8.0
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


class Gate:
    """Finds the places worth a closer look, and the candidates there.

    Where one candidate has the rough gain that the default level asks for, all candidates of the place are returned:
    the score weighs each against its rivals.
    """

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._rows = ctx.tables.rows
        self._cost = [RARITY * value for value in ctx.confusions.log_official]

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

    def candidates(self, ids: list[int], strict: list[int], rare: list[int]) -> Iterator[list[Candidate]]:
        """Return the candidates for single characters and, at the strict indices, for pairs; one list a place."""
        for at in self._single_places(ids, rare):
            if found := self._singles(ids, at):
                yield found
        for at in strict:
            if found := self._pairs(ids, at):
                yield found

    def _single_places(self, ids: list[int], rare: list[int]) -> list[int]:
        """Return the places of single characters that anything may be meant at, as far as pairs tell: two in five."""
        con, rows = self._ctx.confusions, self._rows
        alike, following, leading = con.alike_any, con.after_usual, con.before_usual
        found = []
        last = -1
        for first in rare:
            for at in (first, first + 1) if first != last else (first + 1,):
                a, c, z = ids[at - 1 : at + 2]
                if (
                    (rows[a][c] < SETTLED or not a)
                    and (rows[c][z] < SETTLED or not z)
                    and alike(c) & following(a) & leading(z)
                ):
                    found.append(at)
            last = first + 1
        return found

    def _singles(self, ids: list[int], at: int) -> list[Candidate]:
        """Candidates for one character that make usual pairs with both neighbours."""
        a, c, z = ids[at - 1], ids[at], ids[at + 1]
        if not (a or z):
            return []
        rows, usual = self._rows, USUAL
        row = rows[a]
        left, right = row[c], rows[c][z]
        con = self._ctx.confusions
        mask = con.alike_any(c) & con.after_usual(a) & con.before_usual(z)
        triples = []
        while mask:
            low = mask & -mask
            mask ^= low
            y = low.bit_length() - 1
            before, after = row[y], rows[y][z]
            if not (a and z) or usual[before] + usual[after] > 1:
                triples.append((y, before, after))
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
        before, a, b, after = ids[at - 1 : at + 3]
        others = self._ctx.confusions.homophones(a, b)
        if not others:
            return []
        rows, usual = self._rows, USUAL
        row, base = rows[before], None
        bottom = _OFFICIAL[row[a]] + _OFFICIAL[rows[b][after]] + QUICK_CERTAIN
        for y, z, level in others:
            left, right = row[y], rows[z][after]
            if (before and not usual[left]) or (after and not usual[right]):
                continue
            # No trigram is more frequent than the pair inside it.
            inner = level << 4
            most = _OFFICIAL[left] + _OFFICIAL[right] + LOG[level] + _OFFICIAL[max(left, inner | 15, right)]
            if most <= bottom:
                continue
            if base is None:
                base = self._strength(before, a, b, after, rows[a][b]) + QUICK_CERTAIN
            if self._strength(before, y, z, after, inner) > base:
                return list(pairs_at(self._ctx, ids, at))
        return []

    def _strength(self, before: int, a: int, b: int, after: int, inner: int) -> float:
        trigram, rows = self._ctx.tables.trigram, self._rows
        best = max(trigram(before, a, b), trigram(a, b, after)) >> 4
        outer: float = _OFFICIAL[rows[before][a]] + _OFFICIAL[rows[b][after]]
        return outer + _OFFICIAL[inner] + LOG[best]


@cache
def gate() -> Gate:
    """Return the gate on the tables that ship."""
    return Gate(context())

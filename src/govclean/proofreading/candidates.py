"""Where a character may be wrong, and what may have been meant: cheap tests that leave little for the score."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from .confusion import ANY, STRONG, Confusions
from .tables import LOG, Tables, tables
from .words import Words, words

__all__ = ["EDGE", "Candidate", "Context", "context", "pairs_at", "singles_at", "suspicious"]

EDGE = 4
"""Zeros that stand before and after a text in its numbers, so that windows never leave it."""

WEAK_OFFICIAL, WEAK_GENERAL = (
    7,
    11,
)  # levels: at most 44 times in official text and 700 in the language at large
QUICK_SINGLE = 3.0  # least gain (nats, roughly) of a candidate that the score is asked about
QUICK_PAIR = 4.0
RARITY = 0.75  # weight of how rare a character is by itself
WEIGHT = tuple(LOG[v >> 4] + 0.5 * LOG[v & 15] for v in range(256))
USUAL = bytes(
    2 if v >> 4 >= STRONG[0] or v & 15 >= STRONG[1] else 1 if v >> 4 >= ANY[0] or v & 15 >= ANY[1] else 0
    for v in range(256)
)
"""Of a pair's levels: 2 if it is common, 1 if it occurs; a candidate needs 2 on one side or 1 on both."""
CORRELATIVES = "又也还更且"
PAIR_OFFICIAL = 8  # a pair that official text has more than 149 times is no slip of two characters


@dataclass(frozen=True, slots=True)
class Context:
    """The figures that candidates are made from."""

    tables: Tables
    confusions: Confusions
    answers: frozenset[int]  # words that answer 既 later in a sentence
    words: Words

    @classmethod
    def of(cls, tables: Tables, model: Words | None = None) -> Context:
        """Build the figures on ``tables``, and on the words that ship unless others are given."""
        return cls(
            tables,
            Confusions(tables),
            frozenset(tables.ids[c] for c in CORRELATIVES),
            model or words(),
        )


@dataclass(frozen=True, slots=True)
class Candidate:
    """``meant`` (one or two numbers) in place of what stands at ``at``.

    Attributes:
        kind: ``"single"``, ``"pair"`` or ``"function"``: which trees score it.
        quick: its rough gain over what is written.
    """

    kind: str
    at: int
    meant: tuple[int, ...]
    quick: float


@cache
def context() -> Context:
    """Return the figures that ship with govclean."""
    return Context.of(tables())


def suspicious(ctx: Context, ids: list[int], at: int) -> bool:
    """Whether the character at ``at`` stands beside something unusual in a way that official text does not know."""
    t = ctx.tables
    a, c, z = ids[at - 1], ids[at], ids[at + 1]
    if not 0 < c <= 8000:
        return False
    left = t.bigram(a, c) if a else 255
    right = t.bigram(c, z) if z else 255
    if not (_weak(left) or _weak(right)):
        return False
    return t.trigram(a, c, z) >> 4 < 2


def _weak(value: int) -> bool:
    return value >> 4 <= WEAK_OFFICIAL and value & 15 <= WEAK_GENERAL


def singles_at(ctx: Context, ids: list[int], at: int) -> Iterator[Candidate]:
    """Candidates for the one character at ``at``."""
    t, con = ctx.tables, ctx.confusions
    a, c, z = ids[at - 1], ids[at], ids[at + 1]
    others = con.alternatives(c)
    if not others or not (a or z):
        return
    trigram, log_of, rows = t.trigram, con.log_official, t.rows
    row = rows[a]
    left, right = row[c], rows[c][z]
    base = WEIGHT[left] + WEIGHT[right] + LOG[_best_trigram(t, ids, at, c, left, right)]
    base += QUICK_SINGLE - RARITY * log_of[c]
    for y in others:
        left, right = row[y], rows[y][z]
        if (USUAL[left] if a else 1) + (USUAL[right] if z else 1) < 2:
            continue
        quick = WEIGHT[left] + WEIGHT[right] - RARITY * log_of[y] - base
        # No trigram is more frequent than the pair inside it: that bounds what is still to come.
        if quick + LOG[max(left, right) >> 4] <= 0:
            continue
        best = trigram(a, y, z) >> 4
        if left:
            best = max(best, trigram(ids[at - 2], a, y) >> 4)
        if right:
            best = max(best, trigram(y, z, ids[at + 2]) >> 4)
        quick += LOG[best]
        if quick > 0:
            yield Candidate("single", at, (y,), quick + QUICK_SINGLE)


def _best_trigram(t: Tables, ids: list[int], at: int, c: int, left: int, right: int) -> int:
    a, z = ids[at - 1], ids[at + 1]
    best = t.trigram(a, c, z) >> 4
    if left:
        best = max(best, t.trigram(ids[at - 2], a, c) >> 4)
    if right:
        best = max(best, t.trigram(c, z, ids[at + 2]) >> 4)
    return best


def pairs_at(ctx: Context, ids: list[int], at: int) -> Iterator[Candidate]:
    """Candidates for the two characters at ``at``: both replaced by others of the same sound."""
    t = ctx.tables
    a, b = ids[at], ids[at + 1]
    if not (0 < a <= 8000 and 0 < b <= 8000) or t.bigram(a, b) >> 4 > PAIR_OFFICIAL:
        return
    before, after = ids[at - 1], ids[at + 2]
    others = ctx.confusions.homophones(a, b)
    if not others:
        return
    bigram, trigram = t.bigram, t.trigram

    def strength(a: int, b: int, inner: int) -> float:
        best = max(trigram(before, a, b), trigram(a, b, after)) >> 4
        return LOG[bigram(before, a) >> 4] + LOG[inner] + LOG[bigram(b, after) >> 4] + LOG[best]

    base = strength(a, b, bigram(a, b) >> 4)
    for y, z, inner in others:
        quick = strength(y, z, inner) - base
        if quick > QUICK_PAIR:
            yield Candidate("pair", at, (y, z), quick)

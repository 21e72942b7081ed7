"""The score of a candidate: what speaks for it and against it, weighed by boosted trees.

``features_of`` is used at run time and by ``tools/train_typo_score.py`` alike, so that both see the same figures.
``data/typos_trees.json`` holds the trees; a score is the log-odds that the candidate is what was meant.
"""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from itertools import pairwise
from math import inf, log
from typing import Any

from .candidates import Candidate, Context
from .confusion import SHAPE
from .tables import DIGIT, LOG, VALUE, Tables
from .words import Cut, Head

__all__ = ["GROUP", "LEAST_REGISTER", "Model", "Surroundings", "features_of", "model"]

_FROM_ONE = ((2, -1), (2, 0), (3, -2), (3, -1), (3, 0), (4, -3), (4, -2), (4, -1), (4, 0))
_FROM_TWO = ((2, -1), (2, 0), (2, 1), (3, -2), (3, -1), (3, 0), (3, 1), (4, -2), (4, -1), (4, 0))
_BACK_OFFICIAL, _BACK_GENERAL = (8.0, 2.0, 1.0), (20.0, 4.0, 2.0)
FAR = 30  # characters within which a second half of 既…又… is looked for
LEAST_REGISTER = -0.1
"""Register (ln of how much likelier official text is) below which function words are not touched: talk, novels, verse."""
CLAUSE = 7  # characters on each side of a candidate that are cut into words
UNSURE = 5.0  # least score of a direction that was never seen to go wrong
GROUP = 20  # trees between two looks at whether the rest can still reach the threshold
REACH = 20  # characters on each side that tell the register of the text


class Surroundings:
    """What the places of one text have in common: windows of figures, each made once."""

    def __init__(self, ctx: Context, ids: list[int]) -> None:
        self.ctx, self.ids = ctx, ids
        self._register: dict[int, tuple[float, float, float]] = {}
        self._old: dict[tuple[int, int], list[float]] = {}
        self._answers = ctx.answers
        self._clauses: dict[int, tuple[int, str]] = {}
        self._heads: dict[int, Head] = {}
        self._cuts: dict[tuple[int, int], Cut] = {}
        self._cuts_with: dict[tuple[int, tuple[int, ...]], Cut] = {}

    def register(self, at: int) -> tuple[float, float, float]:
        """How official the text around ``at`` is, how much of it is unknown, how many characters it has."""
        block = at // 8  # nearby places share the figure
        found = self._register.get(block)
        if found is None:
            found = self._register[block] = self._measure(block * 8 + 4)
        return found

    def _measure(self, at: int) -> tuple[float, float, float]:
        con, t = self.ctx.confusions, self.ctx.tables
        window = self.ids[max(0, at - REACH) : at + REACH]
        official = [con.tilt[c] for c in window if c]
        unknown = sum(1 for a, b in pairwise(window) if a and b and t.bigram(a, b) < 16)
        count = len(official)
        return (sum(official) / count if count else 0.0), unknown / (count or 1), float(count)

    def clause(self, at: int) -> tuple[int, str]:
        """Return where the stretch of Han characters around ``at`` begins, :data:`CLAUSE` on each side at most, and it."""
        found = self._clauses.get(at)
        if found is None:
            ids, first, end = self.ids, at, at + 1
            while at - first < CLAUSE and 0 < ids[first - 1] < DIGIT:
                first -= 1
            while end - at <= CLAUSE + 1 and 0 < ids[end] < DIGIT:
                end += 1
            chars = self.ctx.tables.chars
            found = self._clauses[at] = first, "".join(chars[i] for i in ids[first:end])
        return found

    def cut(self, at: int, size: int) -> Cut:
        """Return how the clause around ``at`` is cut into words as it is written."""
        found = self._cuts.get((at, size))
        if found is None:
            first, text = self.clause(at)
            found = self._cuts[at, size] = self.ctx.words.look(text, at - first, size, self._head(at))
        return found

    def cut_with(self, candidate: Candidate) -> Cut:
        """Return how the clause is cut into words with the candidate in place."""
        key = (candidate.at, candidate.meant)
        found = self._cuts_with.get(key)
        if found is None:
            first, text = self.clause(candidate.at)
            at, size = candidate.at - first, len(candidate.meant)
            chars = self.ctx.tables.chars
            meant = "".join(chars[i] for i in candidate.meant)
            found = self.ctx.words.look(
                text[:at] + meant + text[at + size :], at, size, self._head(candidate.at)
            )
            self._cuts_with[key] = found
        return found

    def _head(self, at: int) -> Head:
        """Return the ways to cut the clause in front of ``at``."""
        found = self._heads.get(at)
        if found is None:
            first, text = self.clause(at)
            found = self._heads[at] = self.ctx.words.head(text[: at - first])
        return found

    def word_gain(self, candidate: Candidate) -> float:
        """Return how much likelier the clause is as a row of words with the candidate in place, in powers of ten."""
        return self.cut_with(candidate).cost - self.cut(candidate.at, len(candidate.meant)).cost

    def correlates(self, at: int) -> bool:
        """Whether a word that answers 既 follows within a sentence's length."""
        return not self._answers.isdisjoint(self.ids[at : at + FAR])

    def old(self, at: int, size: int) -> list[float]:
        """Figures of what is written, the same for every candidate at a place."""
        found = self._old.get((at, size))
        if found is None:
            window = self.ids[at - 4 : at + size + 4]
            found = self._old[at, size] = _figures(self.ctx.tables, window, size)
        return found


def features_of(around: Surroundings, candidate: Candidate, rival: float) -> list[float]:
    """Return the figures of one candidate; ``rival`` is the ``quick`` of the best other candidate at its place."""
    ctx, ids, at = around.ctx, around.ids, candidate.at
    size = len(candidate.meant)
    window = ids[at - 4 : at + size + 4]
    old = around.old(at, size)
    window[4 : 4 + size] = candidate.meant
    new = _figures(ctx.tables, window, size)
    con = ctx.confusions
    written = ids[at : at + size]
    kinds = [con.kind(a, b) for a, b in zip(written, candidate.meant, strict=True)]
    figures = old + new
    figures += [
        new[-1] - old[-1],
        new[-2] - old[-2],
        max(n - o for n, o in zip(new[2:9], old[2:9], strict=True)),
        float(min(k & 3 or 3 for k in kinds)),
        float(max(k & 3 or 3 for k in kinds)),
        float(all(k & SHAPE for k in kinds)),
        candidate.quick,
        candidate.quick - rival,
        con.log_official[written[0]],
        con.log_official[candidate.meant[0]],
        con.log_official[written[-1]],
        con.log_official[candidate.meant[-1]],
        con.tilt[written[0]],
        float(ids[at - 1] == 0),
        float(ids[at + size] == 0),
        float(sum(c >= DIGIT for c in ids[at - 2 : at + size + 2])),
        float(
            written[0] in (ids[at - 1], ids[at + 1]) or candidate.meant[0] in (ids[at - 1], ids[at + size])
        ),
        *around.register(at),
        # A function word stands alone where whole words stand on both sides of it.
        float(ctx.tables.word(ids[at - 2], ids[at - 1])) if ids[at - 2] else 0.0,
        float(ctx.tables.word(ids[at + size], ids[at + size + 1])) if ids[at + size] else 0.0,
        float(around.correlates(at + size)),
        *_by_words(around, candidate),
    ]
    return figures


def _by_words(around: Surroundings, candidate: Candidate) -> list[float]:
    """Return how the clause is cut into words as it is written and with the candidate in place."""
    old = around.cut(candidate.at, len(candidate.meant))
    new = around.cut_with(candidate)
    return [new.cost - old.cost, *old, *new, float(len(around.clause(candidate.at)[1]))]


def _figures(t: Tables, window: list[int], size: int) -> list[float]:
    """Levels of every n-gram that holds the place, words beside it, and two language model scores."""
    place = 4
    two, three, four = t.bigram, t.trigram, t.fourgram
    levels: list[int] = []
    for n, offset in _FROM_ONE if size == 1 else _FROM_TWO:
        i = place + offset
        if n == 2:
            levels.append(two(window[i], window[i + 1]))
        elif n == 3:
            levels.append(three(window[i], window[i + 1], window[i + 2]) if window[i + 1] else 0)
        else:
            whole = window[i + 1] and window[i + 2]
            levels.append(four(window[i], window[i + 1], window[i + 2], window[i + 3]) if whole else 0)
    figures = [LOG[v >> 4] for v in levels]
    figures += [LOG[v & 15] for v in levels]
    last = place + size - 1
    figures.append(float(t.word(window[place - 1], window[place])))
    figures.append(float(t.word(window[last], window[last + 1])))
    if size == 2:
        figures.append(float(t.word(window[place], window[last])))
    official, general = _log_probability(t, window, place, last + 3)
    figures += [general, official]
    return figures


def _log_probability(t: Tables, window: list[int], first: int, end: int) -> tuple[float, float]:
    """Return ln P of ``window[first:end + 1]`` given what stands before it, by official and by general counts."""
    totals = [0.0, 0.0]
    for i in range(first, min(end + 1, len(window))):
        d = window[i]
        if not d:
            continue
        a, b, c = window[i - 3], window[i - 2], window[i - 1]
        cd = t.bigram(c, d)
        bc = t.bigram(b, c)
        bcd = t.trigram(b, c, d) if cd and bc else 0
        abc = t.trigram(a, b, c) if bc else 0
        abcd = t.fourgram(a, b, c, d) if abc and bcd else 0
        for which, shift, counts, total, back in (
            (0, 4, t.official, t.official_sum, _BACK_OFFICIAL),
            (1, 0, t.general, t.general_sum, _BACK_GENERAL),
        ):
            p = (counts[d] + 0.5) / total
            for seen, history, k in (
                (VALUE[cd >> shift & 15], counts[c], back[0]),
                (VALUE[bcd >> shift & 15], VALUE[bc >> shift & 15], back[1]),
                (VALUE[abcd >> shift & 15], VALUE[abc >> shift & 15], back[2]),
            ):
                p = (seen + k * p) / ((history if history > seen else seen) + k)
            totals[which] += log(p)
    return totals[0], totals[1]


class Model:
    """Boosted regression trees: ``score`` adds up one leaf per tree."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.meta: dict[str, Any] = data["meta"]
        self._trees = {kind: _groups(trees, data["rests"][kind]) for kind, trees in data["trees"].items()}
        self._levels: dict[str, dict[str, Any]] = data["levels"]

    def least(self, level: str, kind: str, direction: str) -> float:
        """Return the score that a candidate must exceed; ``direction`` is what is written and what is meant."""
        value = self._levels[level][kind]
        return float(value.get(direction, UNSURE)) if isinstance(value, dict) else float(value)

    def score(self, kind: str, figures: list[float], least: float = -inf) -> float:
        """Return the log-odds that a candidate of this kind is right; exact only where it is above ``least``."""
        total = 0.0
        for trees, rest in self._trees[kind]:
            for feature, threshold, left, right, value in trees:
                node = 0
                while node >= 0:
                    node = left[node] if figures[feature[node]] <= threshold[node] else right[node]
                total += value[~node]
            if total + rest <= least:
                return total
        return total


def _groups(trees: list[list[list[float]]], rests: list[float]) -> list[tuple[list[_Tree], float]]:
    """Return the trees in groups, each with the most that the later ones added to a right candidate in training."""
    read = [_tree(nodes) for nodes in trees]
    starts = range(0, len(read), GROUP)
    return [(read[start : start + GROUP], rest) for start, rest in zip(starts, rests, strict=True)]


_Tree = tuple[tuple[int, ...], tuple[float, ...], tuple[int, ...], tuple[int, ...], tuple[float, ...]]


def _tree(nodes: list[list[float]]) -> _Tree:
    feature, threshold, left, right, value = nodes
    whole = [tuple(int(v) for v in row) for row in (feature, left, right)]
    return whole[0], tuple(threshold), whole[1], whole[2], tuple(value)


@cache
def model() -> Model:
    """Return the trees that ship with govclean."""
    text = resources.files("govclean.data").joinpath("typos_trees.json").read_text(encoding="utf-8")
    return Model(json.loads(text))

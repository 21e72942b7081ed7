"""The search through the channel: hypotheses, the beam that keeps the best of them, and the readings they end in."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from operator import attrgetter

from ..language import model
from .gbk import Cells
from .guesses import without
from .script import OTHER_SCRIPT

IN_STEP = -1  # pending byte of a hypothesis that is in step
# Out of step, and the pending byte vanished with the pair that the lead -pending began: any value below this.
UNKNOWN = -2
# events at which the character written was not read from two bytes
GUESSED = frozenset(
    {
        "marker",
        "lost",
        "lost-read",
        "end",
        "end-silent",
        "end-unknown",
        "dropped",
        "dropped-again",
        "dropped-lead",
    }
)
STARTS = frozenset({"marker", "pinyin", "lost", "lost-read"})
COST_OPEN_END = (
    14.0  # the text ends within a run: a converter would have left a mark, so the text must be cut off
)
BEAM = 10  # hypotheses out of step kept per place
BEAM_UNKNOWN = 6  # of those, how many may lack even the pending byte
BEAM_IN_STEP = 12
MARGIN = 14.0  # and no worse than the best of their kind by this many nats
WIDE_MARGIN = 30.0  # nor than the best of all
INDENT = "\u3000"
LN_INDENT = -2.5  # the model's lines were stripped of it: ln of how often a paragraph of a page begins so
GUESS_MARGIN = 9.0  # nats by which a candidate may be worse than the best
GUESSES = 20  # candidates kept when one byte of a character is unknown
_by_score = attrgetter("score")


@dataclass(frozen=True, slots=True)
class Guess:
    """One character of a reading that was not read from two bytes."""

    at: int  # index in the reading
    others: str  # what the known byte also allows; "" where a swallowed character was guessed
    swallowed: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What a stretch of displayed text says when read back.

    Attributes:
        start, end: the stretch in the displayed text.
        text: the reading.
        gain: nats by which it beats leaving the stretch alone, all costs included.
        guesses: characters that were inferred.
        kind: ``"marker"``, ``"pinyin"``, ``"lost"`` – how the run begins.
    """

    start: int
    end: int
    text: str
    gain: float
    guesses: tuple[Guess, ...]
    kind: str


@dataclass(slots=True)
class Node:
    """A hypothesis up to one place of the displayed text."""

    score: float
    a: str
    b: str
    pending: int
    back: Node | None
    out: str
    source: int  # displayed position before this step
    event: str = ""  # "" = copied
    others: str = ""

    @property
    def state(self) -> tuple[str, str, int]:
        """What decides how the hypothesis continues."""
        return self.a, self.b, self.pending


NOTHING = (-math.inf, -math.inf, -math.inf)
Frontier = dict[int, dict[tuple[str, str, int], Node]]


@dataclass(slots=True)
class Budget:
    """What the searches of one page may still cost, in hypotheses followed by one character: 15–40 µs each.

    A page of 50,000 characters of mirror damage takes 8,000, one with a byte lost in each of 600 lines 150,000.
    """

    left: int = 150_000


@dataclass(slots=True)
class Search:
    """The state of one search: the displayed text, the evidence of the page and the beam."""

    text: str
    stop: int
    silent: Sequence[int]
    drops: frozenset[int]
    other: frozenset[str]
    kept: bool
    step: Callable[[str, str, str], float]
    table: Cells
    frontier: Frontier = field(default_factory=dict)
    # place → best score of all hypotheses there, of those in step, of those out of step
    best: dict[int, tuple[float, float, float]] = field(default_factory=dict)

    def reach(self, at: int, node: Node) -> None:
        """Add a hypothesis, keeping the better of two that continue alike."""
        states = self.frontier.setdefault(at, {})
        key = (node.a, node.b, node.pending)
        known = states.get(key)
        if known is None or known.score < node.score:
            states[key] = node
            self.raise_floor(at, node.pending, node.score)

    def write(
        self, node: Node, char: str, pending: int, to: int, at: int, cost: float, event: str, others: str = ""
    ) -> None:
        """Continue ``node`` by the true character ``char``, now with ``pending``."""
        score = node.score + self.step(node.a, node.b, char) - cost
        if char in self.other:
            score -= OTHER_SCRIPT
        self.reach(to, Node(score, node.b, char, pending, node, char, at, event, others))

    def guess(self, node: Node, chars: str, pending: int, to: int, at: int, cost: float, event: str) -> None:
        """Continue ``node`` by each of the likeliest of ``chars``; those that the beam would drop are not built."""
        b = node.b
        base = node.score - cost
        least = self.floor(to, pending)
        for score, c in likeliest(node.a, b, chars, self.other):
            total = base + score
            if total < least:
                break
            states = self.frontier.setdefault(to, {})
            key = (b, c, pending)
            known = states.get(key)
            if known is None or known.score < total:
                states[key] = Node(total, b, c, pending, node, c, at, event, chars)
                self.raise_floor(to, pending, total)

    def floor(self, at: int, pending: int) -> float:
        """The score below which :func:`keep_best` drops a hypothesis at ``at``, by what is known so far."""
        best, in_step, out_of_step = self.best.get(at, NOTHING)
        return max(best - WIDE_MARGIN, (in_step if pending == IN_STEP else out_of_step) - MARGIN)

    def raise_floor(self, at: int, pending: int, score: float) -> None:
        best, in_step, out_of_step = self.best.get(at, NOTHING)
        if pending == IN_STEP:
            if score > in_step:
                self.best[at] = (max(best, score), score, out_of_step)
        elif score > out_of_step:
            self.best[at] = (max(best, score), in_step, score)


@lru_cache(maxsize=1 << 11)
def likeliest(a: str, b: str, chars: str, other: frozenset[str]) -> tuple[tuple[float, str], ...]:
    """The likeliest of ``chars`` in the context with their ln P, best first."""
    chars = without(chars, other)
    scored = list(zip(model().steps(a, b, chars), chars, strict=True))
    if b == "\n" and INDENT in chars:
        scored.append((LN_INDENT, INDENT))
    if len(scored) > 1:
        least = max(scored)[0] - GUESS_MARGIN
        scored = sorted([s for s in scored if s[0] >= least], reverse=True)[:GUESSES]
    return tuple(scored)


def keep_best(states: dict[tuple[str, str, int], Node]) -> list[Node]:
    """The hypotheses worth following, of those in step and of those out of step; the two never crowd each other out."""
    if not states:
        return []
    if len(states) == 1:
        return list(states.values())
    nodes = sorted(states.values(), key=_by_score, reverse=True)
    floor = nodes[0].score - WIDE_MARGIN
    kept: list[Node] = []
    room = {True: BEAM_IN_STEP, False: BEAM}
    unknown = BEAM_UNKNOWN
    floors: dict[bool, float] = {}
    for node in nodes:
        if node.score < floor:
            break
        kind = node.pending == IN_STEP
        if node.score < floors.setdefault(kind, node.score - MARGIN) or not room[kind]:
            continue
        if node.pending < UNKNOWN:
            if not unknown:
                continue
            unknown -= 1
        room[kind] -= 1
        kept.append(node)
    return kept


def finish(search: Search, root: Node, at: int) -> Node:
    """The best hypothesis where the window ends; one that is out of step loses its pending byte."""
    states = search.frontier.get(at, {})
    if not states:
        return root
    return max(states.values(), key=lambda n: n.score - (0 if n.pending == IN_STEP else COST_OPEN_END))


def path_to(best: Node, root: Node | None = None) -> list[Node]:
    """The hypotheses from ``root`` on, itself left out, up to ``best``; without a root, from the first, included."""
    path: list[Node] = []
    node: Node | None = best
    while node is not None and node is not root:
        path.append(node)
        node = node.back
    path.reverse()
    return path


def readings_of(text: str, path: Sequence[Node], stop: int) -> list[Reading]:
    readings_: list[Reading] = []
    i = 1
    while i < len(path):
        if not path[i].event:
            i += 1
            continue
        first = i
        i += 1
        while i < len(path) and path[i].event and not _starts(path[i]):
            i += 1
        readings_.append(_reading(text, path[first:i], path[i].source if i < len(path) else stop))
    return readings_


def _starts(node: Node) -> bool:
    return node.event in STARTS and node.back is not None and node.back.pending == IN_STEP


def _reading(text: str, path: Sequence[Node], end: int) -> Reading:
    begin = path[0].source
    parts: list[str] = []
    guesses: list[Guess] = []
    length = 0
    read = 0.0
    for node in path:
        assert node.back is not None
        read += node.score - node.back.score
        if node.event in GUESSED:
            guesses.append(Guess(length, node.others))
        elif node.event == "end-swallowed":
            guesses.append(Guess(length, node.others))
            if node.out[1:] != "<":
                guesses.append(Guess(length + 1, "", swallowed=True))
        parts.append(node.out)
        length += len(node.out)
    back = path[0].back
    assert back is not None
    step = cached_step()
    shown = 0.0
    a, b = back.a, back.b
    for c in text[begin:end]:
        shown += step(a, b, c)
        a, b = b, c
    # what follows is judged in its own context: two more characters
    ra, rb = path[-1].a, path[-1].b
    for c in text[end : end + 2]:
        shown += step(a, b, c)
        read += step(ra, rb, c)
        a, b, ra, rb = b, c, rb, c
    gain = read - shown
    if path[-1].pending != IN_STEP:
        gain -= COST_OPEN_END
    return Reading(begin, end, "".join(parts), gain, tuple(guesses), path[0].event)


@cache
def cached_step() -> Callable[[str, str, str], float]:
    return lru_cache(maxsize=1 << 18)(model().step)

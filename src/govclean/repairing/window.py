"""Search a stretch of displayed text for runs that are out of step: the walk over it, and a closer look where it reads badly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..language import model
from . import channel
from .channel import COST_DROPPED, COST_ODD, COST_START_SILENT, DROPPED_GUESSES
from .gbk import cells
from .guesses import vanished, with_trail
from .script import OTHER_SCRIPT
from .search import (
    IN_STEP,
    UNKNOWN,
    Budget,
    Node,
    Reading,
    Search,
    cached_step,
    finish,
    keep_best,
    likeliest,
    path_to,
    readings_of,
)

__all__ = ["decode_window"]

# ln P of a reading below which a vanished character is considered near it, and of it with its neighbours (one before,
# two behind). Of 109 and 2,873 places where one had vanished 96 % and 94 % are told by both, of the others 15–25 %.
DROP_BELOW = -7.5
DROP_BELOW_AROUND = -20.0
DROP_SURELY = -10.0  # below it two in a row may have vanished, which the quick look does not find
DROP_SLACK = 4.0  # nats by which the quick look may be too low
NEAR = 8  # characters after a mark where a vanished character may hide a short run


def decode_window(
    text: str,
    start: int,
    stop: int,
    *,
    silent: Sequence[int] = (),
    other: frozenset[str] = frozenset(),
    kept: bool = False,
    budget: Budget | None = None,
) -> tuple[list[Reading], int]:
    """Search ``text[start:stop]`` for runs that are out of step.

    First as if no character had vanished, then again around the places that read badly.

    Args:
        text: the displayed text, one line or one text node of HTML.
        start: where to begin; hypotheses are in step there.
        stop: where to end at the latest.
        silent: positions at which a run may begin without any mark.
        other: characters that only the other script has than that of the page.
        kept: the text still shows private use, so that only undefined cells have vanished.
        budget: what the search may still cost; where it runs out, the window ends.

    Returns:
        the readings that beat leaving the text alone, and the position up to which all is settled.
    """
    budget = budget or Budget()
    a = text[start - 2] if start > 1 else "\n"
    b = text[start - 1] if start > 0 else "\n"
    root = Node(0.0, a, b, IN_STEP, None, "", start)
    settled = max(start + 1, *silent) if silent else start + 1

    def search_for(drops: frozenset[int]) -> Search:
        return Search(text, stop, silent, drops, other, kept, cached_step(), cells())

    best, at = _follow(search_for(frozenset()), root, start, settled, budget)
    path = path_to(best)
    readings = readings_of(text, path, at)
    if not readings and not silent:
        best, at = _follow(search_for(frozenset(range(start, start + NEAR))), root, start, settled, budget)
        path = path_to(best)
        return readings_of(text, path, at), at
    for low, high in _poor_places(path, kept, other):
        if budget.left <= 0:
            break
        # what was read before stays
        since = max(i for i in range(len(path)) if i == 0 or path[i].source < low - 1)
        place = path[since + 1].source if since + 1 < len(path) else at
        known = {node.source: (path[i], i) for i, node in enumerate(path[1:]) if node.source > high}
        search = search_for(frozenset(range(low, high + 1)))
        best, to = _follow(search, path[since], place, max(high, settled), budget, known)
        found = path_to(best, path[since])
        if to in known and known[to][0].state == best.state:
            path = path[: since + 1] + found + path[known[to][1] + 1 :]
        elif budget.left > 0:
            path, at = path[: since + 1] + found, to
    return readings_of(text, path, at), at


def _poor_places(path: Sequence[Node], kept: bool, other: frozenset[str]) -> list[tuple[int, int]]:
    """Stretches of displayed positions (first, last) where a character may have vanished: the reading is unlikely."""
    places: list[tuple[int, int]] = []
    for i in range(1, len(path)):
        node = path[i]
        if not node.event or (kept and node.event != "read"):
            continue
        low = high = node.source
        if node.event != "end":
            assert node.back is not None
            nats = node.score - node.back.score + (COST_START_SILENT if node.event == "lost" else 0.0)
            if nats >= DROP_BELOW:
                continue
            sure = node.event != "read" or (nats < DROP_SURELY and not kept)
            if not sure and not _may_have_vanished(path, i, kept, other):
                continue
            low -= 2
        if places and low <= places[-1][1] + 1:
            places[-1] = (min(low, places[-1][0]), max(high, places[-1][1]))
        else:
            places.append((low, high))
    return places


def _may_have_vanished(path: Sequence[Node], i: int, kept: bool, other: frozenset[str]) -> bool:
    """Whether two characters, of which the displayed one between them vanished, read better than ``path[i]``.

    They have its lead and its trail.
    """
    lead, trail = cells().pair[path[i].out]
    a, b = path[i].a if i == 0 else path[i - 1].a, path[i - 1].b
    near = path[max(i - 1, 1) : i + 3]
    shown = 0.0
    for node in path[i : i + 3]:
        shown += node.score - (node.back.score if node.back else 0.0)
    if len(near) == 4 and shown + near[0].score - path[i - 2].score > DROP_BELOW_AROUND:
        return False
    after = "".join([node.out for node in path[i + 1 : i + 3]])[:2]
    step = cached_step()
    # what a pair has to beat; no character adds to its score, so that half a pair that does not is not completed
    least = shown - DROP_SLACK + COST_DROPPED
    for nats, first in likeliest(a, b, vanished(lead, kept), other)[:DROPPED_GUESSES]:
        if nats <= least:
            return False
        seconds = with_trail(cells().pair[first][1], trail, kept)
        for more, second in likeliest(b, first, seconds, other)[:2]:
            total, x, y = nats + more, first, second
            if total <= least:
                break
            for c in after:
                total += step(x, y, c)
                x, y = y, c
            if total > least:
                return True
    return False


def _follow(
    search: Search,
    root: Node,
    start: int,
    settled: int,
    budget: Budget,
    known: Mapping[int, tuple[Node, int]] | None = None,
) -> tuple[Node, int]:
    """The best hypothesis that continues ``root``, and where it is back in step for good, or the window ends.

    Where it continues as the one of ``known`` that stands at the same place, it ends there.
    """
    search.frontier[start] = {root.state: root}
    at = start
    while at < search.stop and budget.left > 0:
        nodes = keep_best(search.frontier.pop(at, {}))
        if not search.frontier and nodes:
            if len(nodes) == 1 and at > settled and nodes[0].pending == IN_STEP:
                return nodes[0], at
            nodes, at = _read_plain(search, nodes, at, settled, budget, known or {})
            if at == search.stop:
                search.frontier[at] = {n.state: n for n in nodes}
                break
            if known and len(nodes) == 1 and at in known and known[at][0].state == nodes[0].state:
                return nodes[0], at
        for rank, node in enumerate(nodes):
            channel.advance(search, node, at, rank)
        budget.left -= len(nodes)
        # steps that take no displayed character (a byte or a character that vanished) land on the same place
        for _ in range(2):
            for rank, node in enumerate(keep_best(search.frontier.pop(at, {}))):
                channel.advance(search, node, at, rank)
        search.frontier.pop(at, None)
        at += 1
    return finish(search, root, at), at


def _read_plain(
    search: Search,
    nodes: list[Node],
    at: int,
    settled: int,
    budget: Budget,
    known: Mapping[int, tuple[Node, int]],
) -> tuple[list[Node], int]:
    """Follow ``nodes`` over characters that are two bytes and nothing else: there is one way to read each."""
    text, stop, step = search.text, search.stop, search.step
    plain, pair, char = search.table.plain, search.table.pair, search.table.char
    drops, silent, other = search.drops, search.silent, search.other
    while at < stop:
        c = text[at]
        if c not in plain or at in drops:
            break
        if len(nodes) == 1 and at > settled:
            node = nodes[0]
            if node.pending == IN_STEP or (at in known and known[at][0].state == node.state):
                break
        lead, trail = pair[c]
        states: dict[tuple[str, str, int], Node] = {}
        for node in nodes:
            pending, a, b = node.pending, node.a, node.b
            if pending == IN_STEP:
                if at in silent:
                    channel.start_silent(search, node, at)
                true, then, event, cost = c, IN_STEP, "", 0.0
            else:
                if pending < UNKNOWN:
                    return nodes, at
                read = char.get(pending << 8 | lead)
                if read is None:
                    continue
                true, then, event = read, trail, "read"
                cost = COST_ODD if not "\u4e00" <= read <= "\u9fff" and not model().knows(read) else 0.0
                if read in other:
                    cost += OTHER_SCRIPT
            score = node.score + step(a, b, true) - cost
            key = (b, true, then)
            rival = states.get(key)
            if rival is None or rival.score < score:
                states[key] = Node(score, b, true, then, node, true, at, event)
        for node in search.frontier.pop(at + 1, {}).values():
            rival = states.get(node.state)
            if rival is None or rival.score < node.score:
                states[node.state] = node
        if not states:
            break
        budget.left -= len(nodes)
        nodes = keep_best(states)
        at += 1
    return nodes, at

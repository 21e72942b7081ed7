"""How likely a stretch of text is as a row of words: a bigram model of words and the best way to cut a clause.

``data/typo_words.bin`` is made by ``tools/build_typo_words.py``.  What characters alone do not tell: 因|地质|宜 is made of usual
pairs, 因地制宜 is one word.
"""

from __future__ import annotations

import json
import struct
import zlib
from array import array
from bisect import bisect_left
from functools import cache, lru_cache
from importlib import resources
from itertools import accumulate, pairwise
from typing import NamedTuple

__all__ = ["BACK_STEP", "LONGEST", "MAGIC", "PAIR_STEP", "WORD_STEP", "Cut", "Head", "Words", "words"]

MAGIC = b"gcW1"
LONGEST = 6
"""Characters of the longest word."""
WORD_STEP, BACK_STEP, PAIR_STEP = 0.03, 0.02, 0.1
"""What one unit of the bytes in the file stands for, in powers of ten."""
UNKNOWN = -7.0  # log10 probability of a character that is no word
STATES = 5  # ways to end at a place that are followed; more change no figure that the score looks at

_Step = tuple[float, int, int]  # log10 probability, where the word begins, the word before it
_Ways = list[tuple[int, _Step]]


class Head(NamedTuple):
    """Ways to end at each place of the beginning of a clause, and those of them that are followed."""

    ends: list[dict[int, _Step]]
    ways: list[_Ways]


def _best_of(states: dict[int, _Step]) -> _Ways:
    ways = list(states.items())
    if len(ways) > 1:
        ways.sort(key=_falling)
    return ways[:STATES]


def _falling(item: tuple[int, _Step]) -> float:
    return -item[1][0]


class Cut(NamedTuple):
    """How a clause is best cut into words, seen from the characters at stake.

    Attributes:
        cost: log10 probability of the whole.
        alone: words of one character among those that touch the place or stand within two characters of it.
        near: words that touch that stretch.
        longest, shortest: characters of the longest and the shortest word that covers the place.
        rare: log10 probability of the rarest word that covers it.
        link: most that a pair of words with one of them gains over chance, -9 where no such pair is known.
    """

    cost: float
    alone: float
    near: float
    longest: float
    shortest: float
    rare: float
    link: float


class Words:
    """A bigram model of words of simplified characters."""

    __slots__ = (
        "_back",
        "_following",
        "_level",
        "_pair_log",
        "_start",
        "_starts_word",
        "ids",
        "logs",
        "meta",
        "pair",
        "words_of",
    )

    def __init__(self, data: bytes) -> None:
        magic, head = struct.unpack_from("<4sI", data)
        if magic != MAGIC:
            raise ValueError("this is not a file of words")
        raw = zlib.decompress(memoryview(data)[8:])
        self.meta = json.loads(raw[:head])
        at, size, pairs = head + self.meta["text"], self.meta["words"], self.meta["pairs"]
        names = raw[head:at].decode().split("\n")
        self.ids: dict[str, int] = dict(zip(names, range(size), strict=True))
        self.logs = [-WORD_STEP * v for v in raw[at : at + size]]
        self._back = [-BACK_STEP * v for v in raw[at + size : at + 2 * size]]
        at += 2 * size
        fan: array[int] = array("H")
        fan.frombytes(raw[at : at + 2 * size])
        self._start = array("I", accumulate(fan, initial=0))
        at += 2 * size
        both = bytearray(2 * pairs)
        both[0::2] = raw[at : at + pairs]
        both[1::2] = raw[at + pairs : at + 2 * pairs]
        self._following: array[int] = array("H")
        self._following.frombytes(both)
        self._level = raw[at + 2 * pairs : at + 3 * pairs]
        self._pair_log = [-PAIR_STEP * v for v in range(256)]
        self._starts_word = frozenset(name[:i] for name in names for i in range(2, len(name)))
        self.pair = lru_cache(1 << 15)(self._pair)
        self.words_of = lru_cache(1 << 12)(self._words_of)

    def _pair(self, first: int, second: int) -> float:
        """Return log10 P(second | first) if the pair is known, else 1."""
        if first < 0:
            return 1.0
        lo, hi = self._start[first], self._start[first + 1]
        at = bisect_left(self._following, second, lo, hi)
        return self._pair_log[self._level[at]] if at < hi and self._following[at] == second else 1.0

    def _words_of(self, window: str) -> tuple[tuple[int, int], ...]:
        """Return (length, number) of the words that ``window`` begins with; -1 is a character that is no word."""
        found = [(1, self.ids.get(window[0], -1))]
        for size in range(2, len(window) + 1):
            word = window[:size]
            number = self.ids.get(word)
            if number is not None:
                found.append((size, number))
            if word not in self._starts_word:
                break
        return tuple(found)

    def head(self, text: str) -> Head:
        """Return the ways to cut a stretch that a clause begins with: what candidates behind it have in common."""
        head = Head([{} for _ in range(len(text) + 1)], [])
        head.ends[0][-2] = (0.0, -1, -2)  # the beginning
        for i in range(len(text)):
            head.ways.append(_best_of(head.ends[i]))
            self._follow(text, i, head.ways[i], head.ends, 0)
        return head

    def _follow(self, text: str, i: int, ways: _Ways, ends: list[dict[int, _Step]], least: int) -> None:
        """Go on from ``i`` by every word that ends behind ``least``."""
        logs, back, pair = self.logs, self._back, self.pair
        for size, number in self.words_of(text[i : i + LONGEST]) if ways else ():
            j = i + size
            if j <= least:
                continue
            best, before = -1e9, -2
            if number >= 0:
                alone = logs[number]
                for last, (score, _, _) in ways:
                    log = pair(last, number)
                    score += log if log <= 0 else alone + (back[last] if last >= 0 else 0.0)
                    if score > best:
                        best, before = score, last
            else:
                for last, (score, _, _) in ways:
                    score += UNKNOWN + (back[last] if last >= 0 else 0.0)
                    if score > best:
                        best, before = score, last
            old = ends[j].get(number)
            if old is None or best > old[0]:
                ends[j][number] = (best, i, before)

    def cut(self, text: str, head: Head | None = None) -> tuple[float, list[tuple[int, int, int]]]:
        """Return the log10 probability of the best way to cut ``text``, and its words: (start, end, number).

        ``head`` holds the ways to cut what ``text`` begins with.
        """
        head = head or self.head("")
        known = len(head.ways)
        ends = head.ends + [{} for _ in range(len(text) - known)]
        for i in range(max(0, known - LONGEST + 1), known):
            self._follow(text, i, head.ways[i], ends, known)
        for i in range(known, len(text)):
            self._follow(text, i, _best_of(ends[i]), ends, 0)
        number, (score, _, _) = max(ends[-1].items(), key=lambda item: item[1][0])
        cut = []
        end = len(text)
        while end > 0:
            _, start, before = ends[end][number]
            cut.append((start, end, number))
            end, number = start, before
        cut.reverse()
        return score, cut

    def look(self, text: str, at: int, size: int, head: Head | None = None) -> Cut:
        """Return how ``text`` is cut around its ``size`` characters at ``at``; ``head`` as for :meth:`cut`."""
        score, cut = self.cut(text, head)
        logs = self.logs
        near = [(a, b) for a, b, _ in cut if a < at + size + 2 and b > at - 2]
        cover = [(b - a, logs[w] if w >= 0 else UNKNOWN) for a, b, w in cut if a < at + size and b > at]
        link = -9.0
        for (a, b, first), (_, d, second) in pairwise(cut):
            if a < at + size and d > at and (b > at or b < at + size):
                log = self.pair(first, second) if first >= 0 and second >= 0 else 1.0
                if log <= 0:
                    link = max(link, log - logs[second])
        return Cut(
            score,
            float(sum(b - a == 1 and a >= at - 2 for a, b in near)),
            float(len(near)),
            float(max(length for length, _ in cover)),
            float(min(length for length, _ in cover)),
            min(log for _, log in cover),
            link,
        )


@cache
def words() -> Words:
    """Return the words that ship with govclean; loaded on the first call, then shared."""
    return Words(resources.files("govclean.data").joinpath("typo_words.bin").read_bytes())

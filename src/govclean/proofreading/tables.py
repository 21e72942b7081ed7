"""What stands beside what in clean text: n-grams of 2 to 4 characters with two counts each.

``data/lexicon_ngrams.bin`` is made by ``tools/build_typo_lexicon.py``.  Characters are folded (simplified script) and
numbered by frequency; 0 is anything that ends a run of text (punctuation, line break, a rare character).
Count B comes from official text, count G from dictionaries of the language at large; both are kept as levels 0–15.
"""

from __future__ import annotations

import json
import re
import struct
import sys
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import cache
from importlib import resources
from itertools import accumulate, pairwise
from math import log1p, sqrt
from typing import Any

__all__ = [
    "BITS",
    "DIGIT",
    "LATIN",
    "LOG",
    "MAGIC",
    "THRESHOLDS",
    "VALUE",
    "VOCABULARY",
    "Rows",
    "Tables",
    "tables",
]

MAGIC = b"gcN2"
BITS = 13
VOCABULARY = 8000
DIGIT, LATIN = 8001, 8002
DENSE = 4000
"""Number up to which characters have a row of bytes (33 MB at most); 99.9 % of official text is among them."""
THRESHOLDS = (0.7, 2, 3, 5, 8, 13, 24, 44, 80, 150, 300, 700, 2000, 6000, 20000)
"""Smallest count of levels 1 to 15."""
VALUE = (
    0.0,
    *(
        sqrt(a * (b - 1) if b - a > 1 else a * a)
        for a, b in zip(THRESHOLDS, (*THRESHOLDS[1:], 60001), strict=True)
    ),
)
"""The count that a level stands for."""
LOG = tuple(log1p(v) for v in VALUE)
_UTF16 = "utf-16-le" if sys.byteorder == "little" else "utf-16-be"
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class Rows(dict[int, Any]):
    """Levels of all pairs that start with a character, by that character: ``rows[a][b]`` is ``B << 4 | G``.

    A row is made when it is first asked for; frequent characters have 8 KB of bytes, rare ones a mapping.
    """

    def __init__(self, after: Callable[[int], tuple[array[int], bytes]]) -> None:
        self._after = after

    def __missing__(self, a: int) -> bytearray | _Sparse:
        row: bytearray | _Sparse = bytearray(1 << BITS) if a <= DENSE else _Sparse()
        following, levels = self._after(a)
        for b, value in zip(following, levels, strict=True):
            row[b] = value
        self[a] = row
        return row


class _Sparse(dict[int, int]):
    def __missing__(self, b: int) -> int:
        return 0


class Tables:
    """N-gram levels in sorted arrays.  A look-up returns ``B << 4 | G``, 0 if the n-gram is not known.

    Attributes:
        ids: character → number, traditional forms and full-width digits included.
        chars: number → simplified character.
        rows: levels of pairs by their first character, for those who look up many.
        official, general: how often each character occurs in B and G, and their sums.
    """

    __slots__ = (
        "_bi_level", "_bi_next", "_bi_start", "_codes", "_four_base", "_four_fan", "_four_level", "_four_next",
        "_four_start", "_tri_base", "_tri_fan", "_tri_level", "_tri_next", "_tri_start", "_word", "chars", "general",
        "general_sum", "ids", "meta", "official", "official_sum", "rows",
    )  # fmt: skip

    def __init__(self, data: bytes) -> None:
        magic, head = struct.unpack_from("<4sI", data)
        if magic != MAGIC:
            raise ValueError("this is not an n-gram file")
        raw = memoryview(zlib.decompress(memoryview(data)[8:]))
        self.meta: dict[str, Any] = json.loads(bytes(raw[:head]))
        raw = raw[head:]

        def take(code: str, count: int) -> array[Any]:
            nonlocal raw
            values: array[Any] = array(code)
            values.frombytes(raw[: values.itemsize * count])
            raw = raw[values.itemsize * count :]
            return values

        def row(parents: int, size: int) -> tuple[array[int], array[int], bytes]:
            fan = take("H", parents)
            both = bytearray(2 * size)  # two byte planes back to 16 bits, little end first
            both[0::2] = take("B", size)
            both[1::2] = take("B", size)
            following = array("H")
            following.frombytes(both)
            return fan, following, take("B", size).tobytes()

        two, three, four = self.meta["sizes"]
        fan, self._bi_next, self._bi_level = row(1 << BITS, two)
        self._bi_start = array("I", accumulate(fan, initial=0))
        self._word = take("B", two).tobytes()
        self._tri_fan, self._tri_next, self._tri_level = row(two, three)
        self._four_fan, self._four_next, self._four_level = row(three, four)
        self._tri_base = _bases(self._tri_fan, self._bi_start)
        self._four_base = _bases(self._four_fan, self._tri_base)
        # Where the rows of longer n-grams begin is added up for one first character at a time, on first need.
        self._tri_start: list[array[int] | None] = [None] * (1 << BITS)
        self._four_start: list[array[int] | None] = [None] * (1 << BITS)
        self.official: array[float] = take("f", 1 << BITS)
        self.general: array[float] = take("f", 1 << BITS)
        self.official_sum, self.general_sum = sum(self.official), sum(self.general)
        self.chars = "\n" + self.meta["vocabulary"]
        self.ids = _numbers(self.chars)
        self.rows = Rows(self.after)
        self._codes = [0] * 0x10000
        for char, number in self.ids.items():
            if ord(char) < 0x10000:
                self._codes[ord(char)] = number

    def numbers(self, text: str) -> list[int]:
        """Return the number of every character of ``text``; in C throughout, 30 ns a character."""
        encoded = text.encode(_UTF16, "surrogatepass")
        if len(encoded) != 2 * len(text):  # characters beyond 16 bits have no number
            encoded = _ASTRAL.sub("\uffff", text).encode(_UTF16, "surrogatepass")
        return list(map(self._codes.__getitem__, memoryview(encoded).cast("H")))

    def bigram(self, a: int, b: int) -> int:
        """Return the levels of the pair."""
        return int(self.rows[a][b])

    def word(self, a: int, b: int) -> int:
        """Return the level of the pair as a word of a dictionary, 0 if it is none."""
        at = self._pair(a, b)
        return self._word[at] if at >= 0 else 0

    def trigram(self, a: int, b: int, c: int) -> int:
        """Return the levels of three characters."""
        at = self._triple(a, b, c)
        return self._tri_level[at] if at >= 0 else 0

    def fourgram(self, a: int, b: int, c: int, d: int) -> int:
        """Return the levels of four characters."""
        at = self._triple(a, b, c)
        if at < 0:
            return 0
        starts = self._four_start[a]
        if starts is None:
            first, last = self._tri_base[a], self._tri_base[a + 1]
            starts = array("I", accumulate(self._four_fan[first:last], initial=self._four_base[a]))
            self._four_start[a] = starts
        i = at - self._tri_base[a]
        lo, hi = starts[i], starts[i + 1]
        at = bisect_left(self._four_next, d, lo, hi)
        return self._four_level[at] if at < hi and self._four_next[at] == d else 0

    def after(self, a: int) -> tuple[array[int], bytes]:
        """Return what stands after ``a``: numbers, and their levels."""
        lo, hi = self._bi_start[a], self._bi_start[a + 1]
        return self._bi_next[lo:hi], self._bi_level[lo:hi]

    def fourgrams(self) -> Iterator[tuple[int, int, int, int, int]]:
        """Return every n-gram of four characters with its levels; for tools."""
        pair = triple = four = 0
        for a, fan in enumerate(b - a for a, b in pairwise(self._bi_start)):
            for b in self._bi_next[pair : pair + fan]:
                for c in self._tri_next[triple : triple + self._tri_fan[pair]]:
                    for _ in range(self._four_fan[triple]):
                        yield a, b, c, self._four_next[four], self._four_level[four]
                        four += 1
                    triple += 1
                pair += 1

    def _pair(self, a: int, b: int) -> int:
        lo, hi = self._bi_start[a], self._bi_start[a + 1]
        at = bisect_left(self._bi_next, b, lo, hi)
        return at if at < hi and self._bi_next[at] == b else -1

    def _triple(self, a: int, b: int, c: int) -> int:
        first, last = self._bi_start[a], self._bi_start[a + 1]
        at = bisect_left(self._bi_next, b, first, last)
        if at == last or self._bi_next[at] != b:
            return -1
        starts = self._tri_start[a]
        if starts is None:
            starts = array("I", accumulate(self._tri_fan[first:last], initial=self._tri_base[a]))
            self._tri_start[a] = starts
        lo, hi = starts[at - first], starts[at - first + 1]
        at = bisect_left(self._tri_next, c, lo, hi)
        return at if at < hi and self._tri_next[at] == c else -1


def _bases(fan: array[int], start: array[int]) -> array[int]:
    """Return where the n-grams of each first character begin: sums of ``fan`` between the bounds in ``start``."""
    sums = (sum(fan[a:b]) for a, b in pairwise(start))
    return array("I", accumulate(sums, initial=0))


def _numbers(chars: str) -> dict[str, int]:
    from ..fold import fold_table

    ids = {char: i for i, char in enumerate(chars) if i}
    for digit in "0123456789":
        ids[digit] = ids[chr(ord(digit) + 0xFEE0)] = DIGIT
    for letter in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ":
        ids[letter] = ids[chr(ord(letter) + 0xFEE0)] = LATIN
    for code, point in fold_table().items():
        if chr(point) in ids:
            ids.setdefault(chr(code), ids[chr(point)])
    return ids


@cache
def tables() -> Tables:
    """Return the tables that ship with govclean; loaded on the first call, then shared."""
    return Tables(resources.files("govclean.data").joinpath("lexicon_ngrams.bin").read_bytes())

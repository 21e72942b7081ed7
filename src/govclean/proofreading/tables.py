"""What stands beside what in clean text: n-grams of 2 to 4 characters with two counts each.

``data/lexicon_ngrams.bin`` is made by ``tools/build_typo_lexicon.py``.  Characters are folded (simplified script) and
numbered by frequency; 0 is anything that ends a run of text (punctuation, line break, a rare character).
Count B comes from official text, count G from dictionaries of the language at large; both are kept as levels 0–15.
"""

from __future__ import annotations

import json
import lzma
import struct
from array import array
from bisect import bisect_left
from functools import cache
from importlib import resources
from itertools import accumulate
from math import log1p, sqrt
from typing import Any

__all__ = ["BITS", "DIGIT", "LATIN", "LOG", "MAGIC", "THRESHOLDS", "VALUE", "VOCABULARY", "Tables", "tables"]

MAGIC = b"gcNG"
BITS = 13
VOCABULARY = 8000
DIGIT, LATIN = 8001, 8002
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


class Tables:
    """N-gram levels in sorted arrays.  A look-up returns ``B << 4 | G``, 0 if the n-gram is not known.

    Attributes:
        ids: character → number, traditional forms and full-width digits included.
        chars: number → simplified character.
        official, general: how often each character occurs in B and G, and their sums.
    """

    __slots__ = (
        "_bi_level", "_bi_next", "_bi_start", "_four_level", "_four_next", "_four_start", "_tri_level", "_tri_next",
        "_tri_start", "_word", "chars", "general", "general_sum", "ids", "meta", "official", "official_sum",
    )  # fmt: skip

    def __init__(self, data: bytes) -> None:
        magic, head = struct.unpack_from("<4sI", data)
        if magic != MAGIC:
            raise ValueError("this is not an n-gram file")
        raw = memoryview(lzma.decompress(data[8:]))
        self.meta: dict[str, Any] = json.loads(bytes(raw[:head]))
        raw = raw[head:]

        def take(code: str, count: int) -> array[Any]:
            nonlocal raw
            values: array[Any] = array(code)
            values.frombytes(raw[: values.itemsize * count])
            raw = raw[values.itemsize * count :]
            return values

        def row(parents: int, size: int) -> tuple[array[int], array[int], bytes]:
            start = array("I", accumulate(take("H", parents), initial=0))
            both = bytearray(2 * size)  # two byte planes back to 16 bits, little end first
            both[0::2] = take("B", size)
            both[1::2] = take("B", size)
            following = array("H")
            following.frombytes(both)
            return start, following, take("B", size).tobytes()

        two, three, four = self.meta["sizes"]
        self._bi_start, self._bi_next, self._bi_level = row(1 << BITS, two)
        self._word = take("B", two).tobytes()
        self._tri_start, self._tri_next, self._tri_level = row(two, three)
        self._four_start, self._four_next, self._four_level = row(three, four)
        self.official: array[float] = take("f", 1 << BITS)
        self.general: array[float] = take("f", 1 << BITS)
        self.official_sum, self.general_sum = sum(self.official), sum(self.general)
        self.chars = "\n" + self.meta["vocabulary"]
        self.ids = _numbers(self.chars)

    def bigram(self, a: int, b: int) -> int:
        """Return the levels of the pair."""
        lo, hi = self._bi_start[a], self._bi_start[a + 1]
        at = bisect_left(self._bi_next, b, lo, hi)
        return self._bi_level[at] if at < hi and self._bi_next[at] == b else 0

    def word(self, a: int, b: int) -> int:
        """Return the level of the pair as a word of a dictionary, 0 if it is none."""
        lo, hi = self._bi_start[a], self._bi_start[a + 1]
        at = bisect_left(self._bi_next, b, lo, hi)
        return self._word[at] if at < hi and self._bi_next[at] == b else 0

    def trigram(self, a: int, b: int, c: int) -> int:
        """Return the levels of three characters."""
        at = self._pair(a, b)
        if at < 0:
            return 0
        lo, hi = self._tri_start[at], self._tri_start[at + 1]
        at = bisect_left(self._tri_next, c, lo, hi)
        return self._tri_level[at] if at < hi and self._tri_next[at] == c else 0

    def fourgram(self, a: int, b: int, c: int, d: int) -> int:
        """Return the levels of four characters."""
        at = self._pair(a, b)
        if at < 0:
            return 0
        lo, hi = self._tri_start[at], self._tri_start[at + 1]
        at = bisect_left(self._tri_next, c, lo, hi)
        if at == hi or self._tri_next[at] != c:
            return 0
        lo, hi = self._four_start[at], self._four_start[at + 1]
        at = bisect_left(self._four_next, d, lo, hi)
        return self._four_level[at] if at < hi and self._four_next[at] == d else 0

    def after(self, a: int) -> tuple[array[int], bytes]:
        """Return what stands after ``a``: numbers, and their levels."""
        lo, hi = self._bi_start[a], self._bi_start[a + 1]
        return self._bi_next[lo:hi], self._bi_level[lo:hi]

    def _pair(self, a: int, b: int) -> int:
        lo, hi = self._bi_start[a], self._bi_start[a + 1]
        at = bisect_left(self._bi_next, b, lo, hi)
        return at if at < hi and self._bi_next[at] == b else -1


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

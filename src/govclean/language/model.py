"""Character trigrams with backoff, read from ``data/language.bin`` (made by ``tools/build_language_model.py``).

The model sees folded text: simplified script, half width, digits as ``0``, Latin letters as ``a`` or ``A``.  Both
scripts and both widths therefore get the same figures; which script a page is in is evidence for the caller
(:func:`govclean.fold.script_of`).  A line break stands for the start and the end of a text.
"""

from __future__ import annotations

import json
import struct
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib import resources
from typing import Any

__all__ = ["Model", "model"]

MAGIC = b"gcLM"
STEP = 16  # probabilities are stored in sixteenths of a nat; the largest, 255, is 15.9 nats
NATS = tuple([level / -STEP for level in range(256)])
BOW_ZERO = 64  # stored value of a backoff weight of 1; weights above 1 are stored below it
# ln P of characters that training has not seen (three times): of GB2312's 6,763 common characters, of the other
# characters of GBK (rarer in official text than an even share of the unseen mass, which is -20), of the rest.  About 2,500 characters of GB2312 and 14,000 of GBK are unseen; of held-out
# text 3 characters in 100,000 are.
UNSEEN_GB2312 = -18.0
UNSEEN_GBK = -24.0
UNSEEN = -26.0


class Model:
    """Natural logarithms of character probabilities.

    All figures are in nats and at most 0.  Instances hold immutable data (and bounded caches of it) and may be shared between threads.

    Attributes:
        meta: what the file says of itself: sources, number of characters, the held-out part, hash.
        vocabulary: the code points (folded) that training has seen, in order.
    """

    __slots__ = (
        "_bi_bow",
        "_bi_p",
        "_bi_start",
        "_bi_word",
        "_context",
        "_followed_by",
        "_ids",
        "_numbers",
        "_seen",
        "_tri_p",
        "_tri_start",
        "_tri_word",
        "_uni",
        "_uni_bow",
        "meta",
        "vocabulary",
    )

    def __init__(self, data: bytes) -> None:
        magic, head, size, bigrams = struct.unpack_from("<4sIII", data)
        if magic != MAGIC:
            raise ValueError("this is not a language model file")
        self.meta: dict[str, Any] = json.loads(data[16 : 16 + head])
        view = memoryview(data)[16 + head :]

        def take(code: str, count: int) -> array[Any]:
            nonlocal view
            values: array[Any] = array(code)
            width = values.itemsize * count
            values.frombytes(view[:width])
            view = view[width:]
            return values

        self.vocabulary: array[int] = take("H", size - 1)
        self._uni: array[float] = take("f", size)
        self._uni_bow: array[float] = take("f", size)
        self._bi_start: array[int] = take("I", size + 1)
        self._tri_start: array[int] = take("I", bigrams + 1)
        self._bi_word: array[int] = take("H", bigrams)
        self._tri_word: array[int] = take("H", self._tri_start[-1])
        if self.meta["step"] != STEP:
            raise ValueError(f"the model file counts in 1/{self.meta['step']} nat, this code in 1/{STEP}")
        self._bi_p = bytes(view[:bigrams])
        self._bi_bow = bytes(view[bigrams : 2 * bigrams])
        self._tri_p = bytes(view[2 * bigrams :])
        self._ids = _character_ids(self.vocabulary)
        self._seen = frozenset(self._ids)
        # bounded: about 10 MB once a long damaged page has filled them, nothing before
        self._numbers = lru_cache(maxsize=1 << 12)(self._read_numbers)
        self._context = lru_cache(maxsize=1 << 13)(self._read_context)
        self._followed_by = lru_cache(maxsize=1 << 10)(self._read_followed_by)

    def unigram(self, char: str) -> float:
        """Return ln P(char) whatever stands before it."""
        at = self._ids.get(char, 0)
        return self._uni[at] if at else _unseen(char)

    def step(self, first: str, second: str, char: str) -> float:
        """Return ln P(char | first second); pass ``"\\n"`` for the start of the text."""
        ids = self._ids
        c = ids.get(char, 0)
        if not c:
            return _unseen(char)
        b = ids.get(second, 0)
        if not b:
            return self._uni[c]
        starts = self._bi_start
        low, high = starts[b], starts[b + 1]
        words = self._bi_word
        nats = 0.0
        a = ids.get(first, 0)
        if a:
            lo, hi = starts[a], starts[a + 1]
            at = bisect_left(words, b, lo, hi)
            if at < hi and words[at] == b:
                lo, hi = self._tri_start[at], self._tri_start[at + 1]
                if lo < hi:
                    third = bisect_left(self._tri_word, c, lo, hi)
                    if third < hi and self._tri_word[third] == c:
                        return self._tri_p[third] / -STEP
                    nats = (BOW_ZERO - self._bi_bow[at]) / STEP
        at = bisect_left(words, c, low, high)
        if at < high and words[at] == c:
            return nats - self._bi_p[at] / STEP
        return nats + self._uni_bow[b] + self._uni[c]

    def steps(self, first: str, second: str, chars: str) -> list[float]:
        """Return ln P(char | first second) for each of ``chars``; one look-up of the context serves them all."""
        numbers = self._numbers(chars)
        uni = self._uni
        thirds, nexts, nats, rest = self._context(first, second)
        if thirds:
            out = [
                thirds[c] if c in thirds else nats + nexts[c] if c in nexts else rest + uni[c]
                for c in numbers
            ]
        else:
            out = [nats + nexts[c] if c in nexts else rest + uni[c] for c in numbers]
        if 0 in numbers:
            out = [p if c else _unseen(char) for p, c, char in zip(out, numbers, chars, strict=True)]
        return out

    def _read_numbers(self, chars: str) -> tuple[int, ...]:
        return tuple([self._ids.get(char, 0) for char in chars])

    def _read_context(
        self, first: str, second: str
    ) -> tuple[Mapping[int, float], Mapping[int, float], float, float]:
        """What follows ``first second``, what follows ``second``, the backoff weights to the pair and to one."""
        b = self._ids.get(second, 0)
        if not b:
            return {}, {}, 0.0, 0.0
        nats = 0.0
        thirds: dict[int, float] = {}
        if a := self._ids.get(first, 0):
            end = self._bi_start[a + 1]
            at = bisect_left(self._bi_word, b, self._bi_start[a], end)
            if at < end and self._bi_word[at] == b:
                lo, hi = self._tri_start[at], self._tri_start[at + 1]
                if lo < hi:
                    thirds = dict(
                        zip(self._tri_word[lo:hi], map(NATS.__getitem__, self._tri_p[lo:hi]), strict=True)
                    )
                    nats = (BOW_ZERO - self._bi_bow[at]) / STEP
        return thirds, self._followed_by(b), nats, nats + self._uni_bow[b]

    def _read_followed_by(self, b: int) -> Mapping[int, float]:
        low, high = self._bi_start[b], self._bi_start[b + 1]
        return dict(zip(self._bi_word[low:high], map(NATS.__getitem__, self._bi_p[low:high]), strict=True))

    def score(self, text: Iterable[str]) -> float:
        """Return ln P of the whole ``text``, taken as a text of its own (no line break is added)."""
        a = b = "\n"
        total = 0.0
        step = self.step
        for c in text:
            total += step(a, b, c)
            a, b = b, c
        return total

    def followers(self, char: str, count: int) -> list[str]:
        """Return the ``count`` characters that most often follow ``char``, likeliest first, in folded form."""
        at = self._ids.get(char, 0)
        low, high = self._bi_start[at], self._bi_start[at + 1]
        best = sorted(range(low, high), key=self._bi_p.__getitem__)[:count]
        return [chr(self.vocabulary[self._bi_word[i] - 1]) for i in best]

    def knows(self, char: str) -> bool:
        """Whether training has seen ``char`` (or what it folds to)."""
        return char in self._seen


def _character_ids(vocabulary: Iterable[int]) -> dict[str, int]:
    from ..fold import fold_table

    ids = {chr(point): i for i, point in enumerate(vocabulary, 1)}
    for code, point in fold_table().items():
        at = ids.get(chr(point))
        if at:
            ids.setdefault(chr(code), at)
    for sample, chars in (("0", "123456789"), ("a", "abcdefghijklmnopqrstuvwxyz")):
        ids.update(dict.fromkeys(chars, ids[sample]))
        ids.update(dict.fromkeys([chr(ord(c) + 0xFEE0) for c in chars], ids[sample]))
    ids.update(dict.fromkeys("ABCDEFGHIJKLMNOPQRSTUVWXYZ", ids["A"]))
    ids.update({chr(ord(c) + 0xFEE0): ids["A"] for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"})
    ids["０"] = ids["0"]
    return ids


@cache
def _unseen(char: str) -> float:
    try:
        char.encode("gb2312")
        return UNSEEN_GB2312
    except UnicodeEncodeError:
        pass
    if "\u4e00" <= char <= "\u9fff":
        from ..fold import fold

        folded = fold(char)
        return UNSEEN_GBK if folded == char else max(_unseen(folded) - 0.5, UNSEEN_GBK)
    return UNSEEN


@cache
def model() -> Model:
    """Return the model that ships with govclean; loaded on the first call, then shared."""
    return Model(resources.files("govclean.data").joinpath("language.bin").read_bytes())

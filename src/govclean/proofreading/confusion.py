"""Which character may have been meant where another was written: same sound, near sound, similar shape.

Sets of characters are whole numbers used as bit sets (bit *i* for the character numbered *i* in
:class:`~govclean.proofreading.tables.Tables`): cutting three sets of 8,000 takes a tenth of a microsecond.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from functools import cache, lru_cache
from importlib import resources
from itertools import compress
from math import log
from typing import TYPE_CHECKING

from .tables import BITS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .tables import Tables

__all__ = ["ANY", "NEAR", "SAME", "SHAPE", "STRONG", "Confusions", "bits", "near_readings"]

SAME, NEAR, SHAPE = 1, 2, 4
_LOW = (1 << BITS) - 1

LEAST_TARGET = (
    30.0  # a correction never brings in a character rarer than that in 20 M characters of official text
)
ANY = (2, 3)
"""Levels of B or of G from which a pair counts as usual at all: seen twice, or three times in dictionaries."""
STRONG = (5, 6)

_INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"), ("f", "h"), ("r", "l"))
_FINALS = (
    ("uo", "o"), ("ou", "u"), ("ie", "e"), ("iu", "u"), ("ui", "ei"), ("uan", "an"), ("ian", "an"), ("ia", "a"),
    ("iao", "ao"), ("ue", "ie"), ("u", "v"),
)  # fmt: skip


def near_readings(reading: str) -> frozenset[str]:
    """Return the readings that southern speakers and input methods mix up with ``reading``, itself left out."""
    starts = {reading}
    for a, b in _INITIALS:
        if reading.startswith(a):
            starts.add(b + reading[len(a) :])
        elif reading.startswith(b):
            starts.add(a + reading[len(b) :])
    found = set(starts)
    for start in starts:
        if start.endswith("ng"):
            found.add(start[:-1])
        elif start.endswith("n"):
            found.add(start + "g")
    for a, b in _FINALS:
        if reading.endswith(a):
            found.add(reading[: -len(a)] + b)
        elif reading.endswith(b):
            found.add(reading[: -len(b)] + a)
    return frozenset(found - {reading})


def bits(mask: int) -> Iterator[int]:
    """Return the members of a bit set, smallest first."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


class Confusions:
    """Bit sets over the characters of ``tables``; all are made on first need and kept."""

    def __init__(self, tables: Tables, lines: list[str] | None = None) -> None:
        self.tables = tables
        if lines is None:
            raw = resources.files("govclean.data").joinpath("confusion_sets.tsv").read_text(encoding="utf-8")
            lines = raw.splitlines()
        ids = tables.ids
        self._readings: dict[int, tuple[str, ...]] = {}
        self._alike: dict[int, str] = {}
        self._sounds: dict[str, int] = {}
        everything = bytearray(1 << 10)
        for line in lines:
            if line.startswith("#"):
                continue
            char, readings, alike = line.split("\t")
            at = ids.get(char, 0)
            if not at:
                continue
            names = tuple(readings.split(",")) if readings else ()
            self._readings[at] = names
            self._alike[at] = alike
            if tables.official[at] >= LEAST_TARGET:
                everything[at >> 3] |= 1 << (at & 7)
                for name in names:
                    self._sounds[name] = self._sounds.get(name, 0) | (1 << at)
        self.targets = int.from_bytes(everything, "little")
        self.same = lru_cache(1024)(self._same)
        self.near = lru_cache(1024)(self._near)
        self.alike = lru_cache(1024)(self._shape)
        self.alternatives = lru_cache(2048)(self._all)
        self.alike_any = lru_cache(2048)(self._any)
        self.after_usual = lru_cache(2048)(self._after_usual)
        self.before_usual = lru_cache(2048)(self._before_usual)
        self.homophones = lru_cache(1 << 14)(self._homophones)
        self._spoken = cache(self._index)
        self._columns = cache(self._transposed)
        self.log_official = [log(max(count, 1.0)) for count in tables.official]
        scale = log(tables.general_sum / tables.official_sum)
        self.tilt = [
            log((b + 5.0) / (g + 20.0)) + scale for b, g in zip(tables.official, tables.general, strict=True)
        ]

    def kind(self, written: int, meant: int) -> int:
        """Return how the two are alike: a sum of ``SAME``, ``NEAR`` and ``SHAPE``, 0 if in no way."""
        bit = 1 << meant
        sound = SAME if self.same(written) & bit else NEAR if self.near(written) & bit else 0
        return sound | (SHAPE if self.alike(written) & bit else 0)

    def readings(self, char: int) -> tuple[str, ...]:
        """Return the readings of a character, without tones."""
        return self._readings.get(char, ())

    def sounding(self, reading: str) -> list[int]:
        """Return the characters that have this reading and may be brought in by a correction."""
        return list(bits(self._sounds.get(reading, 0)))

    def _same(self, char: int) -> int:
        mask = 0
        for name in self._readings.get(char, ()):
            mask |= self._sounds.get(name, 0)
        return mask & ~(1 << char)

    def _near(self, char: int) -> int:
        mask = 0
        for name in self._readings.get(char, ()):
            for other in near_readings(name):
                mask |= self._sounds.get(other, 0)
        return mask & ~self.same(char) & ~(1 << char)

    def _shape(self, char: int) -> int:
        mask = 0
        ids = self.tables.ids
        for other in self._alike.get(char, ""):
            mask |= 1 << ids.get(other, 0)
        return mask & self.targets & ~(1 << char)

    def _all(self, char: int) -> tuple[int, ...]:
        """Return every character that may have been meant, by number."""
        return tuple(bits(self.alike_any(char)))

    def _any(self, char: int) -> int:
        return self.same(char) | self.near(char) | self.alike(char)

    def _row(self, char: int, least: tuple[int, int]) -> int:
        b, g = least
        mask = bytearray(1 << 10)
        following, levels = self.tables.after(char)
        for other, value in zip(following, levels, strict=True):
            if value >> 4 >= b or value & 15 >= g:
                mask[other >> 3] |= 1 << (other & 7)
        return int.from_bytes(mask, "little")

    def _after_usual(self, char: int) -> int:
        return self._row(char, ANY) if char else self.targets

    def _homophones(self, a: int, b: int) -> tuple[tuple[int, int, int], ...]:
        """Pairs usual in official text of which both characters sound like ``a`` and ``b``, with their level."""
        numbers, spoken = self._spoken()
        found: set[int] = set()
        for first in self._readings.get(a, ()):
            for second in self._readings.get(b, ()):
                sound = numbers[first] << 9 | numbers[second]
                lo, hi = bisect_left(spoken, sound << 2 * BITS), bisect_left(spoken, (sound + 1) << 2 * BITS)
                found.update(spoken[lo:hi])
        rows = self.tables.rows
        split = {(packed >> BITS & _LOW, packed & _LOW) for packed in found}
        return tuple((y, z, rows[y][z] >> 4) for y, z in sorted(split) if y != a and z != b)

    def _index(self) -> tuple[dict[str, int], array[int]]:
        """Return numbers of the readings, and the pairs that are usual in official text sorted by how they sound.

        A pair takes 9 bits for each reading and 13 for each character; 100,000 pairs are sorted in 0.1 s and take 2 MB.
        """
        usual = bytes(value >> 4 >= STRONG[0] for value in range(256))
        numbers: dict[str, int] = {}
        sounds: list[tuple[int, ...]] = []
        for char in range(1 << BITS):
            names = self._readings.get(char, ())
            own = tuple(numbers.setdefault(name, len(numbers)) for name in names)
            sounds.append(own if self.targets >> char & 1 else ())
        found = array("Q")
        for y, firsts in enumerate(sounds):
            if not firsts:
                continue
            following, levels = self.tables.after(y)
            for z in compress(following, levels.translate(usual)):
                for second in sounds[z]:
                    for first in firsts:
                        found.append((first << 9 | second) << 2 * BITS | y << BITS | z)
        return numbers, array("Q", sorted(found))

    def _before_usual(self, char: int) -> int:
        """Return what makes a usual pair with ``char`` behind it."""
        if not char:
            return self.targets
        mask = bytearray(1 << 10)
        for other in self._columns()[char]:
            mask[other >> 3] |= 1 << (other & 7)
        return int.from_bytes(mask, "little")

    def _transposed(self) -> list[array[int]]:
        """Return, for each character, those that make a usual pair with it behind them: 480,000 pairs, made in 0.1 s."""
        usual = bytes(value >> 4 >= ANY[0] or value & 15 >= ANY[1] for value in range(256))
        columns: list[array[int]] = [array("H") for _ in range(1 << BITS)]
        for a in range(1, 1 << BITS):
            following, levels = self.tables.after(a)
            for z in compress(following, levels.translate(usual)):
                columns[z].append(a)
        return columns

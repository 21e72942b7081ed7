"""Names of provinces, prefectures and counties since 1980, in both scripts and with their short forms.

Names are compared folded (:mod:`govclean.fold`), so 大豐市 and 大丰市 are one name.  ``data/divisions.csv`` says where the
names come from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from ..fold import fold

__all__ = ["Place", "find_places", "lookup"]


@dataclass(frozen=True, slots=True)
class Place:
    """What is known of a name.

    Attributes:
        provinces: two-digit codes of the provinces that have or had a place of this name.
        first, last: first and last revision (``"YYYYMM"``) that lists it, over all places of this name.
        kind: ``"county"``, ``"prefecture"`` or ``"province"``: the highest that bears it.
        short: whether the name is a short form (渭源 for 渭源县).
    """

    provinces: frozenset[str]
    first: str
    last: str
    kind: str
    short: bool = False

    @property
    def abolished(self) -> bool:
        """Whether the newest revision no longer lists the name."""
        return self.last < LATEST


LATEST = "202501"
# What names of divisions end in: one expression finds the few places where a name can end.
_NAME_END = re.compile(r"[^市县区旗盟州省\s][市县区旗盟州省]")


@cache
def _places() -> dict[str, Place]:
    raw = resources.files("govclean.data").joinpath("divisions.csv").read_text(encoding="utf-8")
    known: dict[str, tuple[set[str], str, str, str]] = {}
    shorts: dict[str, tuple[set[str], str, str, str]] = {}
    lines = fold(raw).splitlines()  # folded once as a whole: digits, commas and order stay
    for line in lines:
        if line.startswith(("#", "code")):
            continue
        code, name, kind, first, last, short = line.split(",")
        _add(known, name, code[:2], kind, first, last)
        if short:
            _add(shorts, short, code[:2], kind, first, last)
    table = {
        name: Place(frozenset(codes), first, last, kind, True)
        for name, (codes, first, last, kind) in shorts.items()
    }
    table |= {
        name: Place(frozenset(codes), first, last, kind) for name, (codes, first, last, kind) in known.items()
    }
    return table


def _add(
    table: dict[str, tuple[set[str], str, str, str]],
    name: str,
    province: str,
    kind: str,
    first: str,
    last: str,
) -> None:
    old = table.get(name)
    if old is None:
        table[name] = ({province}, first, last, kind)
    else:
        old[0].add(province)
        ranks = ("county", "prefecture", "province")
        table[name] = (old[0], min(old[1], first), max(old[2], last), max(old[3], kind, key=ranks.index))


def lookup(folded: str) -> Place | None:
    """Return what is known of a name, given folded and without blanks; ``None`` if it is no division."""
    return _places().get(folded)


@cache
def _endings() -> dict[str, tuple[int, ...]]:
    """Last two characters of every full name → the lengths of the names that end so, longest first."""
    lengths: dict[str, set[int]] = {}
    for name, place in _places().items():
        if not place.short:
            lengths.setdefault(name[-2:], set()).add(len(name))
    return {ending: tuple(sorted(found, reverse=True)) for ending, found in lengths.items()}


def find_places(folded: str) -> Iterator[tuple[int, int, Place]]:
    """Yield ``(start, end, place)`` of every full name in a folded text, the longest at each end, not overlapping.

    Short forms are not searched for: too many are words.
    """
    places, endings = _places(), _endings()
    done = 0
    for match in _NAME_END.finditer(folded):
        end = match.end()
        for length in endings.get(match[0], ()):
            start = end - length
            if start >= done and (name := folded[start:end]) in places and not places[name].short:
                yield start, end, places[name]
                done = end
                break

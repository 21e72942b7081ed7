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

__all__ = ["Place", "find_places", "lookup", "short_form"]


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


LATEST = "202306"
_PEOPLES = [
    "维吾尔",
    "哈萨克",
    "柯尔克孜",
    "乌孜别克",
    "塔吉克",
    "塔塔尔",
    "俄罗斯",
    "蒙古",
    "蒙古族",
    "回族",
    "回",
    "藏族",
    "藏",
    "壮族",
    "壮",
    "苗族",
    "苗",
    "彝族",
    "彝",
    "布依族",
    "布依",
    "侗族",
    "侗",
    "瑶族",
    "瑶",
    "白族",
    "白",
    "土家族",
    "土家",
    "哈尼族",
    "哈尼",
    "傣族",
    "傣",
    "黎族",
    "黎",
    "傈僳族",
    "佤族",
    "佤",
    "畲族",
    "拉祜族",
    "拉祜",
    "水族",
    "水",
    "东乡族",
    "东乡",
    "纳西族",
    "景颇族",
    "景颇",
    "土族",
    "土",
    "达斡尔族",
    "仫佬族",
    "羌族",
    "羌",
    "布朗族",
    "布朗",
    "撒拉族",
    "撒拉",
    "毛南族",
    "仡佬族",
    "仡佬",
    "锡伯",
    "阿昌族",
    "普米族",
    "普米",
    "朝鲜族",
    "朝鲜",
    "满族",
    "满",
    "鄂温克族",
    "鄂伦春",
    "德昂族",
    "保安族",
    "裕固族",
    "怒族",
    "怒",
    "独龙族",
    "独龙",
    "各族",
]
_TYPE = re.compile(
    r"(?:自治区|特别行政区|自治县|自治旗|自治州|左翼|右翼|地区|林区|特区|省|市|县|区|旗|盟|州)$"
)
_AUTONOMOUS = re.compile(r"自治(?:区|县|旗|州)$")
_PEOPLES_END = re.compile("(?:" + "|".join(sorted(_PEOPLES, key=len, reverse=True)) + ")+$")
# What names of divisions end in: one expression finds the few places where a name can end.
_NAME_END = re.compile(r"[^市县区旗盟州省\s][市县区旗盟州省]")


def short_form(name: str) -> str:
    """Return the name without its type and its peoples: 东乡族自治县 → 东乡, 渭源县 → 渭源; ``""`` if nothing is left."""
    bare = _TYPE.sub("", name)
    if _AUTONOMOUS.search(name):
        people = _PEOPLES_END.search(bare)
        if people is not None:
            # 东乡族自治县 is named after its people, and so is its short form.
            bare = bare[: people.start()] if people.start() >= 2 else bare.removesuffix("族")
    return bare if len(bare) >= 2 and bare != name else ""


@cache
def _places() -> dict[str, Place]:
    raw = resources.files("govclean.data").joinpath("divisions.csv").read_text(encoding="utf-8")
    known: dict[str, tuple[set[str], str, str, str]] = {}
    shorts: dict[str, tuple[set[str], str, str, str]] = {}
    lines = fold(raw).splitlines()  # folded once as a whole: digits, commas and order stay
    for line in lines:
        if line.startswith(("#", "code")):
            continue
        code, name, kind, first, last = line.split(",")
        _add(known, name, code[:2], kind, first, last)
        short = short_form(name)
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

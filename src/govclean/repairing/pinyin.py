"""Injected pinyin: ``發(fā)展`` was ``發展``; ``勐(měng)海`` is a gloss and stays.

Injection is systematic: within a page a character carries its reading always or never, the characters are common, and
the mirror sites' table holds only characters that GB2312 lacks, each with its usual reading.  A gloss is on a rare
character or on an unusual reading, and once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ..fold import in_charset
from ..language import model
from ..trail import Edit
from .gbk import cells
from .readings import BRACKET, has_first_reading, has_reading, mirror_readings, normalise_reading, strip_tone

__all__ = ["BRACKETS", "find_injected"]

# One bounded class repeated at most seven times between two brackets: cannot blow up.
BRACKETS = re.compile(BRACKET)

# ln P below which a traditional character that is not in ``mirror_readings.tsv`` is too rare to be sure of with a single
# bracket.  The rarest but one of the 151 listed has -11.9 (譽); rare characters that get glossed have -13.2 (嵊) and less.
COMMON_TRADITIONAL = -12.5
# The same for characters that GB2312 has, where place names are glossed (洞 -10.9 in 洪洞, 铅 -12.6 in 铅山).
COMMON_SIMPLIFIED = -9.0
# So common that even one bracket with its usual reading can be no gloss (政 -5.1, 行 -4.9).
VERY_COMMON = -7.0
# ln P below which a traditional character stands low in the tables of the mirror sites; common ones that a snippet shows
# with the only bracket have -9.1 (細) and more; a glossed 鬱 has -12.0.
RARE_TRADITIONAL = -11.0
# Injection writes a reading by the word it stands in only for these: of the 151 characters in the readings counted on
# mirror pages one has two (長: zhǎng 46 times, cháng 2 times), every other one reading however it is used.
TWO_READINGS = frozenset("長")
UNMARKED = 3  # so many that carry none speak for a gloss
# … and on a page with so many the character may stand bare elsewhere: 振興(xīng) in the heading, 振興 in the tab's title.
PERVADED = 12
SYSTEMATIC = 4  # brackets on that many different common characters make a page an injected one


@dataclass(frozen=True, slots=True)
class Bracket:
    """A bracket with a reading that fits the character before it."""

    start: int
    end: int
    char: str
    mirror: bool  # GB2312 lacks the character
    usual: bool  # it is the character's first reading
    repeated: bool  # the same bracket stands before it
    glued: bool  # the character straddles two displayed ones
    listed: bool = False  # mirror sites are known to write this reading behind this character


def find_injected(text: str, spans: Sequence[tuple[int, int]]) -> tuple[list[Edit], list[str]]:
    """Find injected readings within ``spans`` of ``text``.

    Returns:
        edits that take them out, and warnings about brackets that may be injected but stay.
    """
    found = [b for start, end in spans for b in _brackets(text, start, end)]
    if not found:
        return [], []
    mirrored = sum(1 for b in found if b.mirror and b.usual)
    plain = {b.char for b in found if not b.mirror and b.usual and _common(b)}
    systematic = len(plain) >= SYSTEMATIC
    bare = _bare_counts(text, found)
    contrasted = _contrasted(text, found)
    unmarked = _commoner_without(text, found)
    edits: list[Edit] = []
    doubtful: list[str] = []
    for bracket in found:
        confidence = (
            0.0 if bracket.char in contrasted or unmarked else _judge(bracket, mirrored, systematic, bare)
        )
        before = text[bracket.start : bracket.end]
        if confidence:
            edits.append(
                Edit("injected-pinyin", "repair", bracket.start, bracket.end, before, "", confidence)
            )
        elif (bracket.mirror or bracket.usual) and _common(bracket):
            doubtful.append(
                f"repair.pinyin: {bracket.char}{before} may be injected; it is left, as one bracket tells too little"
            )
    return edits, list(dict.fromkeys(doubtful))


def _judge(bracket: Bracket, mirrored: int, systematic: bool, bare: Counter[str]) -> float:
    """Confidence that the bracket was injected, 0 to leave it."""
    if bracket.glued:
        return 0.98
    if bracket.mirror:
        if not bracket.usual and bracket.char not in TWO_READINGS:
            # 振興(xīng) beside 興(xìng): the page's table may hold another reading than the usual one
            injected = (mirrored >= SYSTEMATIC and not bare[bracket.char]) or mirrored >= PERVADED
            return 0.9 if injected and _common(bracket) else 0.0
        if _common(bracket):
            return 0.99 if mirrored > 1 else 0.95
        return 0.9 if mirrored > SYSTEMATIC and not bare[bracket.char] else 0.0
    if bracket.repeated:
        return 0.95
    if not bracket.usual or not _common(bracket):
        return 0.0
    if systematic:
        return 0.95
    return 0.8 if model().unigram(bracket.char) >= VERY_COMMON else 0.0


def _common(bracket: Bracket) -> bool:
    if bracket.listed:
        return True
    least = COMMON_TRADITIONAL if bracket.mirror else COMMON_SIMPLIFIED
    return model().unigram(bracket.char) >= least


def _contrasted(text: str, found: Iterable[Bracket]) -> frozenset[str]:
    """Characters that the page gives two different readings: it explains them (重(chóng)庆, 重(zhòng)量)."""
    given: dict[str, set[str]] = {}
    for b in found:
        if not b.mirror and not b.repeated:
            given.setdefault(b.char, set()).add(normalise_reading(text[b.start : b.end]))
    return frozenset(char for char, kinds in given.items() if len(kinds) > 1)


def _commoner_without(text: str, found: Sequence[Bracket]) -> bool:
    """Whether the page's only bracket is on a character rarer than several that carry none.

    Injection goes by a table of the commonest characters that GB2312 lacks; one on a rare character alone is a gloss.
    """
    if len(found) != 1 or not found[0].mirror or found[0].glued:
        return False
    unigram = model().unigram
    least = COMMON_SIMPLIFIED
    if unigram(found[0].char) > RARE_TRADITIONAL:
        return False
    bare = {
        c
        for c in set(text)
        if "\u4e00" <= c <= "\u9fff" and unigram(c) > least and not in_charset(c, "gb2312")
    }
    return len(bare) >= UNMARKED


def _bare_counts(text: str, found: Iterable[Bracket]) -> Counter[str]:
    """How often a character that carries a bracket stands without one."""
    carried = Counter(b.char for b in found if not b.glued and not b.repeated)
    return Counter({char: text.count(char) - count for char, count in carried.items()})


def _brackets(text: str, start: int, end: int) -> Iterable[Bracket]:
    previous: Bracket | None = None
    for match in BRACKETS.finditer(text, start, end):
        at = match.start() - 1
        if at < start:
            continue
        reading = normalise_reading(match[0])
        if previous is not None and previous.end == match.start():
            same = strip_tone(normalise_reading(text[previous.start : previous.end])) == strip_tone(reading)
            if same:
                # 政(zheng)(zheng): a gloss is not given twice
                yield replace(previous, repeated=True, glued=False)
                previous = replace(previous, start=match.start(), end=match.end(), repeated=True, glued=False)
                continue
        if previous is not None:
            yield previous
        previous = _bracket(text, start, match, at, reading)
    if previous is not None:
        yield previous


def _bracket(text: str, start: int, match: re.Match[str], at: int, reading: str) -> Bracket | None:
    char = text[at]
    if "\u4e00" <= char <= "\u9fff":
        if not has_reading(char, reading):
            return None
        listed = (char, reading) in mirror_readings()
        return Bracket(
            match.start(),
            match.end(),
            char,
            not in_charset(char, "gb2312"),
            listed or has_first_reading(char, reading),
            False,
            False,
            listed,
        )
    if not "@" <= char <= "~" or at == start:
        return None
    # The trail of one displayed character and an ASCII trail byte spell the character that carries the reading.
    table = cells()
    shown = text[at - 1]
    pairs = (table.pair[shown],) if shown in table.pair else table.flattened.get(shown, ())
    for _, trail in pairs:
        straddling = table.char.get(trail << 8 | ord(char))
        if straddling and has_first_reading(straddling, reading):
            return Bracket(match.start(), match.end(), straddling, True, True, False, True)
    return None

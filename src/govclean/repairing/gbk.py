"""GBK as the damage sees it: a pair of bytes is a character, a private-use character, or nothing.

The two-byte area is that of GBK (Windows code page 936 as browsers of 2000–2015 and the converters of the mirror
sites read it).  User-defined cells become U+E000–U+E765: AAA1–AFFE, F8A1–FEFE, A140–A7A0.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache

__all__ = ["Cells", "cells"]

USER_AREA_1 = 0xE000  # AAA1–AFFE: 6 rows of 94
USER_AREA_2 = 0xE234  # F8A1–FEFE: 7 rows of 94
USER_AREA_3 = 0xE4C6  # A140–A7A0: 7 rows of 96
USER_AREA_END = 0xE765
# Punctuation that a true text may hold, besides Han characters, when a byte of it has to be guessed.
NARROW, WIDE = "\u3020", "\uff00"  # punctuation lies outside: it may be a mark, or more than two bytes
PLAIN_MARKS = "、。·—～…‘’“”〔〕〈〉《》「」『』【】！（），－：；？％\u3000×"


@dataclass(frozen=True, slots=True)
class Cells:
    """Look-up tables between characters and byte pairs.

    Attributes:
        pair: character → (lead, trail).
        char: ``lead << 8 | trail`` → character; private-use and undefined cells are absent.
        flattened: what NFKC makes of a character → the byte pairs that it may have been.
        vanishing: lead → the trails with which it is private use or undefined: such pairs are dropped on the way.
        undefined: the same for undefined cells alone: what vanishes from a text that still shows private use.
        plain: characters that are displayed for one pair only, of two bytes from 0x80 on, and mark nothing.
        by_lead, by_trail: characters to guess from when one byte of the pair is known, common ones first.
    """

    pair: dict[str, tuple[int, int]]
    char: dict[int, str]
    flattened: dict[str, tuple[tuple[int, int], ...]]
    vanishing: dict[int, frozenset[int]]
    undefined: dict[int, frozenset[int]]
    plain: frozenset[str]
    by_lead: dict[int, str]
    by_trail: dict[int, str]


@cache
def cells() -> Cells:
    pair: dict[str, tuple[int, int]] = {}
    char: dict[int, str] = {}
    flat: dict[str, list[tuple[int, int]]] = {}
    vanishing: dict[int, set[int]] = {}
    undefined: dict[int, set[int]] = {}
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            if trail == 0x7F:
                continue
            try:
                c = bytes((lead, trail)).decode("gbk")
            except UnicodeDecodeError:
                vanishing.setdefault(lead, set()).add(trail)
                user = _user_cell(lead, trail)
                if user:
                    pair[user] = (lead, trail)
                else:
                    undefined.setdefault(lead, set()).add(trail)
                continue
            pair[c] = (lead, trail)
            char[lead << 8 | trail] = c
            plain = unicodedata.normalize("NFKC", c)
            if plain != c and not plain.startswith(" "):
                flat.setdefault(plain, []).append((lead, trail))
    # What standard text has in place of what Python's codec gives for A1A4 and A1AA.
    pair.setdefault("・", (0xA1, 0xA4))
    pair.setdefault("·", (0xA1, 0xA4))
    pair.setdefault("—", (0xA1, 0xAA))
    pair.setdefault("―", (0xA1, 0xAA))
    return Cells(
        pair,
        char,
        {text: tuple(pairs) for text, pairs in flat.items()},
        {lead: frozenset(trails) for lead, trails in vanishing.items()},
        {lead: frozenset(trails) for lead, trails in undefined.items()},
        frozenset(
            c for c, (_, trail) in pair.items() if trail >= 0x80 and c not in flat and NARROW < c < WIDE
        ),
        *_guessable(char),
    )


def _user_cell(lead: int, trail: int) -> str:
    if trail >= 0xA1 and 0xAA <= lead <= 0xAF:
        return chr(USER_AREA_1 + (lead - 0xAA) * 94 + trail - 0xA1)
    if trail >= 0xA1 and lead >= 0xF8:
        return chr(USER_AREA_2 + (lead - 0xF8) * 94 + trail - 0xA1)
    if trail < 0xA1 and 0xA1 <= lead <= 0xA7:
        return chr(USER_AREA_3 + (lead - 0xA1) * 96 + trail - 0x40 - (trail > 0x7F))
    return ""


def _guessable(char: dict[int, str]) -> tuple[dict[int, str], dict[int, str]]:
    from ..language import model

    statistics = model()
    leads: dict[int, list[str]] = {}
    trails: dict[int, list[str]] = {}
    for code, c in char.items():
        if statistics.knows(c) and ("\u4e00" <= c <= "\u9fff" or c in PLAIN_MARKS):
            leads.setdefault(code >> 8, []).append(c)
            trails.setdefault(code & 0xFF, []).append(c)
    for table in (leads, trails):
        for chars in table.values():
            chars.sort(key=statistics.unigram, reverse=True)
    return (
        {byte: "".join(chars) for byte, chars in leads.items()},
        {byte: "".join(chars) for byte, chars in trails.items()},
    )

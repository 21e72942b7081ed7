"""Text that no repair made readable: read in the wrong encoding beyond recovery, or shown by a font that re-orders.

Only a warning comes of it.  What is judged is prose: lines with at least ``CLAUSE`` characters in a row, without names
and list items, which are as unlikely to the model as noise is.
"""

from __future__ import annotations

import re
from functools import cache

from ..language import model

__all__ = ["may_be_unreadable", "warn_of_unreadable"]

# Average nats a character of the prose of a whole text.  Sound: the least likely of 27 pages -8.1, of 5,271 held-out
# lines -8.7, of 2,108 headlines -11.0, a poem of the fourth century BC -11.3.  Unreadable: characters drawn from GB2312's
# common ones -12.7, Korean read as GBK -13.2, UTF-8 read as Big5 -18, Japanese read as GBK -22.
UNREADABLE = -12.2
CLAUSE = 5  # characters in a row that no name or word of a list has
LEAST = 90  # characters of prose; the chemical elements in one row without commas are 86 and have -15.8
# Half-width kana are what GBK looks like read as Shift_JIS; read as EUC-KR it is Hangul with Han between, which counts.
_JUDGED = "\u3400-\u9fff\uff66-\uff9f"
_TOKEN = re.compile(f"[{_JUDGED}\uac00-\ud7a3]+")
_CLAUSE = re.compile(f"[{_JUDGED}\uac00-\ud7a3]{{{CLAUSE}}}")
_HIRAGANA = re.compile("[\u3041-\u3096]")
_CANTONESE = re.compile("[佢哋喺嘅咗唔冇啲嘢嗰咁噉嚟乜睇畀攞嘥冧㗎囉嘞]")
CANTONESE = 8  # one of so many characters; in UTF-8 read as GBK or Big5 one of 300 is
NAME = 3  # characters of a name; tokens as short as this are not prose
ITEM = 4  # characters of a list item beside "、"
# What stands alone is told from fewer characters if it is worse: UTF-8 read as Big5 or GBK has -16.6 and -18.4 or worse in
# nine of ten samples of 24, Japanese read as GBK -21; the worst of 9,840 sound samples of 24 has -10.0.
LEAST_SHORT = 16
UNREADABLE_SHORT = -16.3
# A look at a few places tells that a text is sound: of the 220 commonest characters sound text has a quarter or more
# (2,990 of 3,000 samples), text in a wrong encoding 3 %, characters drawn from GB2312's common ones 4 %.
SAMPLES = 8
SAMPLE_LENGTHS = (16, 128)  # the longer where markup, figures or Latin text take the room
COMMON = -6.5  # ln P
SOUND = 0.15
LEAST_SAMPLE = 40
_NOT_HAN = re.compile("[^\u3400-\u9fff]+")


def warn_of_unreadable(text: str) -> list[str]:
    """A warning if ``text``, what a page displays, is hardly Chinese though written in Chinese characters."""
    if not may_be_unreadable(text):
        return []
    total, count = 0.0, 0
    for line in text.split("\n"):
        if _CLAUSE.search(line):
            nats, judged = _score_prose(line)
            total += nats
            count += judged
    if count < LEAST_SHORT or total > (UNREADABLE if count >= LEAST else UNREADABLE_SHORT) * count:
        return []
    if 2 * len(_HIRAGANA.findall(text)) > count or CANTONESE * len(_CANTONESE.findall(text)) > count:
        return []  # Japanese, spoken Cantonese
    return [
        f"repair.unreadable: {count} characters read like no Chinese text ({total / count:.1f} nats each): the text was "
        "read in a wrong encoding, or a font of the page shows other characters; nothing was changed"
    ]


def may_be_unreadable(text: str) -> bool:
    """Whether a sample of ``text``, which may hold markup, does not tell that it is sound."""
    return len(text) >= LEAST_SHORT and not text.isascii() and not _sample_is_sound(text)


def _sample_is_sound(text: str) -> bool:
    for length in SAMPLE_LENGTHS:
        stride = max(len(text) // SAMPLES, length)
        sample = "".join([text[start : start + length] for start in range(0, len(text), stride)])
        han = _NOT_HAN.sub("", sample)
        if len(han) >= LEAST_SAMPLE:
            return len(_common().sub("", han)) <= (1 - SOUND) * len(han)
    return False


@cache
def _common() -> re.Pattern[str]:
    unigram = model().unigram
    return re.compile(f"[{''.join(c for c in map(chr, range(0x4E00, 0xA000)) if unigram(c) > COMMON)}]+")


def _score_prose(line: str) -> tuple[float, int]:
    """Nats of the characters of ``line`` that are neither names nor list items, and how many they are."""
    step = model().step
    total, count = 0.0, 0
    for token in _TOKEN.finditer(line):
        start, end = token.span()
        length = end - start
        if length <= NAME:
            continue
        if length <= ITEM and "、" in (line[start - 1 : start], line[end : end + 1]):
            continue
        before = ("\n\n" + line[max(start - 2, 0) : start])[-2:]
        a, b = before[0], before[1]
        for c in token[0]:
            if not "\uac00" <= c <= "\ud7a3":
                total += step(a, b, c)
                count += 1
            a, b = b, c
    return total, count

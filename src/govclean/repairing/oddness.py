"""Where text looks damaged without any mark: rare characters close together."""

from __future__ import annotations

import re
from functools import cache

from ..language import model

__all__ = ["GAP", "ODD", "looks_odd", "odd_class", "odd_pair", "odd_stretches", "reads_on", "unlikely_at"]

# ln P below which a character counts as odd; about 1 in 2,500 characters of held-out official text is, of shifted text
# every second or third.
ODD = -14.0
GAP = 2  # odd characters at most this many apart are one stretch
# Average nats a character over ``WINDOW`` characters: rare names in sound text have -9.5 and better, text that is out of
# step or crossed -11 and worse.
UNLIKELY = -10.3
WINDOW = 7
AHEAD = 4  # characters behind a mark that tell whether the text goes on in step
LIKELY = -9.5  # ln P of each of them; sound text of 4 characters fails this in one of four places
USER_AREA = "\ue000-\ue765"
LEAST = 2  # odd characters in a stretch


@cache
def odd_class() -> str:
    """The odd characters as the inside of a regular expression's class: Han that is rare, and what shifts give."""
    statistics = model()
    points = [p for p in range(0x4E00, 0xA000) if statistics.unigram(chr(p)) < ODD]
    ranges: list[tuple[int, int]] = []
    for p in points:
        if ranges and p == ranges[-1][1] + 1:
            ranges[-1] = (ranges[-1][0], p)
        else:
            ranges.append((p, p))
    han = "".join(f"{chr(a)}-{chr(b)}" if b > a else chr(a) for a, b in ranges)
    # private use, kana, bopomofo, Cyrillic, Greek, box drawing, replacement character
    return han + "\ue000-\uf8ff\u3040-\u30ff\u3105-\u3129\u0400-\u04ff\u0391-\u03c9\u2500-\u257f\ufffd"


@cache
def odd_pair() -> re.Pattern[str]:
    """A pattern for two odd characters at most ``GAP`` apart, or one that is odd enough; no repeat without bound.

    A mark counts as odd behind an odd character (隼?0); one cell of GBK's user area is enough, as it takes a lead from
    AA on before a trail that is no common lead.
    """
    odd = odd_class()
    return re.compile(f"[{odd}](?:(?=[^\\n<>]{{0,{GAP}}}[{odd}?])|(?<=[{USER_AREA}]))")


@cache
def _odd() -> re.Pattern[str]:
    return re.compile(f"[{odd_class()}]")


def looks_odd(text: str, start: int, end: int) -> bool:
    """Whether in ``text[start:end]`` two odd characters stand close together in text that is hardly Chinese there."""
    return any(unlikely_at(text, m.start()) for m in odd_pair().finditer(text, start, end))


def unlikely_at(text: str, at: int) -> bool:
    """Whether the characters around ``at`` are too unlikely for a rare name in sound text."""
    window = text[max(at - 1, 0) : at + WINDOW]
    if sum("\u4e00" <= c <= "\u9fff" or USER_AREA[0] <= c <= USER_AREA[-1] for c in window) < 2:
        return False  # Russian, Greek or Japanese
    score = model().score(window)
    return score < UNLIKELY * len(window)


def reads_on(text: str, at: int) -> bool:
    """Whether the text from ``at`` on reads as sound Chinese: no run that is out of step starts before it.

    Characters that are read out of step have -11 nats on average; four in a row that are all likely are not among them.
    """
    ahead = text[at : at + AHEAD]
    if len(ahead) < AHEAD or not all("\u4e00" <= c <= "\u9fff" for c in ahead):
        return False
    step = model().step
    a, b = "\n", "\n"
    for c in ahead:
        if step(a, b, c) < LIKELY:
            return False
        a, b = b, c
    return True


def odd_stretches(line: str) -> list[tuple[int, int]]:
    """Return stretches of ``line`` that look damaged, each as (first odd character, one past the last)."""
    stretches: list[list[int]] = []
    if not odd_pair().search(line):
        return []
    for match in _odd().finditer(line):
        at = match.start()
        weight = LEAST if USER_AREA[0] <= match[0] <= USER_AREA[-1] else 1
        if stretches and at - stretches[-1][1] <= GAP + 1:
            stretches[-1][1] = at + 1
            stretches[-1][2] += weight
        else:
            stretches.append([at, at + 1, weight])
    for stretch in stretches:
        stretch[2] += "?" in line[stretch[1] : stretch[1] + GAP + 1]
    return [
        (first, last)
        for first, last, count in stretches
        if count >= LEAST and any(unlikely_at(line, at) for at in range(first, last, WINDOW))
    ]

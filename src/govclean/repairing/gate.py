"""The gate: a few looks over a text decide that there is nothing to repair.

Every pattern begins with one literal, which the engine's scan for a first character finds at half a nanosecond a
character, or with one class (five nanoseconds; the rare characters share one).  No repeat is unbounded.
"""

from __future__ import annotations

import re
from functools import cache

from .channel import STRADDLED
from .characters import LOOKALIKE, NOISY, PRIVATE, UNSEEN
from .crossed import CP1252, SIGNS
from .oddness import GAP, odd_class, reads_on, unlikely_at
from .readings import SYLLABLE

__all__ = ["looks_damaged"]

_HAN = "\u4e00-\u9fff"
_SYLLABLE = rf"[\ \u3000\xa0]? {SYLLABLE} [\ \u3000\xa0]? [)）]"
_SCRIPT_ESCAPE = re.compile(r"[%\\]u[0-9a-fA-F]{4}")
_REFERENCE = r"(?:\#[0-9a-zA-Z]{2,7}|[a-zA-Z][a-zA-Z0-9]{1,7});"
_OPEN = "(?:nbsp|ensp|emsp|[lr][ds]quo|middot|[mn]dash|hellip|bull|times|copy|reg|quot)(?![a-zA-Z0-9;=])"
# In HTML a reference that is escaped once is the parser's.
_IN_HTML = re.compile(rf"&(?:(?:amp;)+{_REFERENCE}|{_OPEN})")
_IN_TEXT = re.compile(rf"&(?:(?:amp;)*{_REFERENCE}|{_OPEN}|\#[0-9]{{2,7}})")
# A mark before a pair that a marker may straddle, or before the rest of a reading.  Scripts are full of "?" and "(e)":
# there must be Chinese, or a letter with a tone mark, beside them.
_MARK = re.compile(
    rf"""
    \? (?: (?P<mark> [，。、？！；]
           | [{STRADDLED}] (?= [^\n]{{0,2}} [^\x00-\x7f] | [?\s<]{{0,2}} \Z | \?? [\n<] | \?/[a-z] ) )
       |   (?<=[{_HAN}]\?) [(（]? {_SYLLABLE}
       |   (?= [a-z(（\ \u3000\xa0]{{0,7}} [^\x00-\x7f] ) [(（]? {_SYLLABLE}
       )""",
    re.VERBOSE,
)
# One pattern for each form of the bracket.
_BRACKETS = tuple(
    re.compile(
        rf"""
        {bracket}
        (?: (?<=[{_HAN}].) {_SYLLABLE} | (?= [a-z\ \u3000\xa0]{{0,7}} [^\x00-\x7f] ) {_SYLLABLE} )""",
        re.VERBOSE,
    )
    for bracket in (r"\(", "（")
)
# The shape of a text: ASCII letters, digits and signs, and what is not ASCII (an encoder writes "?" for it).
_SHAPES = bytes(ord("h" if byte == ord("?") else "a" if byte > ord(" ") else "x") for byte in range(256))
_NOISY_SHAPE = b"ha" * 6 + b"h"  # the least that ``NOISY`` matches
ODD, ANY = "odd", "any"
_TAG = re.compile(r"<[^<>]*>")
ASIDE = 400  # characters of source that hold the text around a place


def looks_damaged(text: str, is_html: bool) -> str:
    """What ``text`` holds that a repair could be for: ``""``, ``"odd"`` or ``"any"``.

    An empty answer is final, ``"odd"`` means that only runs and crossed encodings are possible, ``"any"`` only "look
    closer".  Of HTML the text may be the source or what it displays.
    """
    if text.isascii() and not ("&" in text or "u" in text or UNSEEN.search(text)):
        return ""
    if "&" in text and (_IN_HTML if is_html else _IN_TEXT).search(text):
        return ANY
    # one character is looked for ten times as fast as two
    if (("%" in text and "%u" in text) or ("\\" in text and "\\u" in text)) and _SCRIPT_ESCAPE.search(text):
        return ANY
    if any(bracket.search(text) for bracket in _BRACKETS) or _looks_noisy(text):
        return ANY
    odd = ""
    for match in _MARK.finditer(text):
        if match["mark"] is None:
            return ANY
        if not odd and not reads_on(text, match.end()):
            odd = ODD
    for match in _rare().finditer(text):
        if match["odd"] is None:
            return ANY
        if not odd and _is_unlikely(text, match.start(), is_html):
            odd = ODD
    return odd


def _looks_noisy(text: str) -> bool:
    """Whether single signs stand between characters; the shape tells it of nearly every text without a pattern."""
    shape = text.encode("ascii", "replace").translate(_SHAPES)
    return _NOISY_SHAPE in shape and NOISY.search(text) is not None


def _is_unlikely(text: str, at: int, is_html: bool) -> bool:
    if not is_html:
        return unlikely_at(text, at)
    before = _TAG.sub("\n", text[max(at - ASIDE, 0) : at])
    return unlikely_at(before + _TAG.sub("\n", text[at : at + ASIDE]), len(before))


@cache
def _rare() -> re.Pattern[str]:
    """What is damage wherever it stands, Latin letters as wrong readings give them, and odd characters close together."""
    singles = "\ufffd" + "".join(_inside(p) for p in (UNSEEN, LOOKALIKE, PRIVATE))
    odd = odd_class()
    return re.compile(
        rf"""
        [{singles}{odd}\xa1-\xff]
        (?: (?<=[{singles}])
        |   (?<=[{odd}]) (?P<odd> (?= [^\n<>]{{0,{GAP}}} [{odd}] ) )
        |   (?<=[\xc0-\xff]) [\x80-\xff{CP1252}]{{2}}
        |   (?<=[\xa1-\xbf]) {SIGNS}
        )""",
        re.VERBOSE,
    )


def _inside(pattern: re.Pattern[str]) -> str:
    return pattern.pattern.split("[", 1)[1].split("]", 1)[0]

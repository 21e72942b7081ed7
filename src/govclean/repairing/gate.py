"""The gate: one look over a text decides that there is nothing to repair.

One pattern begins with a class of every character that may give damage away; the engine's first-character scan skips
sound text at some nanoseconds a character, and a look-behind tells which kind it was.  No repeat is unbounded.
"""

from __future__ import annotations

import re
from functools import cache

from .channel import MARKS, STRADDLED
from .characters import LOOKALIKE, MAYBE_NOISY, PRIVATE, UNSEEN
from .crossed import CP1252
from .oddness import GAP, odd_class, reads_on, unlikely_at
from .readings import SYLLABLE

__all__ = ["looks_damaged"]

_HAN = "\u4e00-\u9fff"
_SYLLABLE = rf"[(（]? [\ \u3000\xa0]? {SYLLABLE} [\ \u3000\xa0]? [)）]"
_HEX4 = "[0-9a-fA-F]{4}"
_REFERENCE = r"(?:\#[0-9a-zA-Z]{2,7}|[a-zA-Z][a-zA-Z0-9]{1,7});"
_OPEN = "(?:nbsp|ensp|emsp|[lr][ds]quo|middot|[mn]dash|hellip|bull|times|copy|reg|quot)(?![a-zA-Z0-9;=])"


def looks_damaged(text: str, is_html: bool, start: int = 0, end: int | None = None) -> bool:
    """Whether ``text[start:end]`` holds anything that a repair could be for.

    False is final, True only means "look closer".
    """
    end = len(text) if end is None else end
    for match in _suspects(is_html).finditer(text, start, end):
        kind = match.lastgroup
        if kind is None or (
            unlikely_at(text, match.start()) if kind == "odd" else not reads_on(text, match.end())
        ):
            return True
    return bool(MAYBE_NOISY.search(text, start, end))


@cache
def _suspects(is_html: bool) -> re.Pattern[str]:
    singles = "\ufffd" + "".join(_inside(p) for p in (UNSEEN, LOOKALIKE, PRIVATE))
    odd = odd_class()
    # In HTML a reference that is escaped once is the parser's.
    reference = (
        f"(?:amp;)+{_REFERENCE}|{_OPEN}" if is_html else rf"(?:amp;)*{_REFERENCE}|{_OPEN}|\#[0-9]{{2,7}}"
    )
    return re.compile(
        rf"""
        [{MARKS}(（&%\\\xc0-\xff{singles}{odd}]
        # scripts are full of "?" and "(e)": there must be Chinese, or a letter with a tone mark, beside them
        (?: (?<=[{MARKS}]) (?P<mark> [，。、？！；] | [{STRADDLED}] (?= [^\n]{{0,2}} [^\x00-\x7f] | [?\s<]{{0,2}} \Z | \?? \n | \?/[a-z] ) )
        |   (?<=[{_HAN}][{MARKS}(（]) {_SYLLABLE}
        |   (?<=[{MARKS}(（]) (?= [a-z(（\ \u3000\xa0]{{0,7}} [^\x00-\x7f] ) {_SYLLABLE}
        |   (?<=\ufffd)
        |   (?<=&) (?: {reference} )
        |   (?<=[%\\]) u{_HEX4}
        |   (?<=[\xc0-\xff]) [\x80-\xff{CP1252}]{{2}}
        |   (?<=[{singles}])
        |   (?<=[{odd}]) (?P<odd> (?= [^\n<>]{{0,{GAP}}} [{odd}] ) )
        )""",
        re.VERBOSE,
    )


def _inside(pattern: re.Pattern[str]) -> str:
    return pattern.pattern.split("[", 1)[1].split("]", 1)[0]

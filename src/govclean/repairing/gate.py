"""The gate: one look over a text decides that there is nothing to repair.

Every pattern begins with a class or a literal, so that the engine's first-character scan skips sound text at some
nanoseconds a character; no pattern has an unbounded repeat.
"""

from __future__ import annotations

import re

from .characters import ESCAPED, LOOKALIKE, NOISY, PRIVATE, UNSEEN
from .crossed import WESTERN
from .oddness import odd_pair
from .pinyin import BRACKETS
from .runs import MARKED

__all__ = ["looks_damaged"]

# One class instead of four searches: whatever single character gives damage away.
_SINGLES = re.compile(
    "["
    + "".join(pattern.pattern.split("[", 1)[1].split("]", 1)[0] for pattern in (UNSEEN, LOOKALIKE, PRIVATE))
    + "\ufffd]"
)


def looks_damaged(text: str, is_html: bool) -> bool:
    """Whether ``text`` holds anything that a repair could be for; False is final, True only means "look closer"."""
    if text.isascii():
        return bool(_ASCII_DAMAGE.search(text))
    return any(pattern.search(text) for pattern in _PATTERNS) or bool(odd_pair().search(text))


_ASCII_DAMAGE = re.compile(f"{ESCAPED.pattern}|{UNSEEN.pattern}")
_PATTERNS = (MARKED, BRACKETS, _SINGLES, ESCAPED, WESTERN, NOISY)

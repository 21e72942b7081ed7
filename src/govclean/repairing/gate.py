"""The gate: one look over a text decides that there is nothing to repair.

Every pattern begins with a class or a literal, so that the engine's first-character scan skips sound text at some
nanoseconds a character; no pattern has an unbounded repeat.
"""

from __future__ import annotations

from .oddness import odd_pair
from .pinyin import BRACKETS
from .runs import MARKED

__all__ = ["looks_damaged"]


def looks_damaged(text: str, is_html: bool) -> bool:
    """Whether ``text`` holds anything that a repair could be for; False is final, True only means "look closer"."""
    if text.isascii():
        return False
    return bool(MARKED.search(text) or BRACKETS.search(text) or odd_pair().search(text))

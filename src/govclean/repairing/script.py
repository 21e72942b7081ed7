"""What a character costs for being of the other script than its page."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from ..fold import fold_table

__all__ = ["script_cost", "script_cost_on"]

# Nats.  A page in one script holds about one character in 200 of the other (names, quotations, one-to-one tables).
OTHER_SCRIPT = 5.0


@cache
def _traditional() -> frozenset[str]:
    """Characters that only traditional text has."""
    return frozenset(
        chr(a) for a, b in fold_table().items() if 0x4E00 <= a <= 0x9FFF and 0x4E00 <= b <= 0x9FFF
    )


@cache
def _simplified() -> frozenset[str]:
    """Characters that only simplified text has; 后 里 干 面, which tables from one character to one leave, are in both."""
    found = set()
    for a, b in fold_table().items():
        if 0x4E00 <= a <= 0x9FFF and 0x4E00 <= b <= 0x9FFF:
            try:
                chr(b).encode("big5")
            except UnicodeEncodeError:
                found.add(chr(b))
    return frozenset(found)


def script_cost_on(text: str) -> Callable[[str], float]:
    """Return the cost of characters on a page with ``text``; damage inside it may look like either script.

    A page counts as being in one script when it has at least twice as many telling characters of it.
    """
    traditional = sum(map(_traditional().__contains__, text))
    simplified = sum(map(_simplified().__contains__, text))
    if traditional >= 2 * simplified + 1:
        return script_cost("hant")
    return script_cost("hans" if simplified >= 2 * traditional + 1 else None)


def script_cost(script: str | None) -> Callable[[str], float]:
    """Return the cost in nats of a character on a page of ``script``; nothing where the script is mixed or unknown."""
    if script == "hans":
        other = _traditional()
    elif script == "hant":
        other = _simplified()
    else:
        other = frozenset()
    return lambda char: OTHER_SCRIPT if char in other else 0.0

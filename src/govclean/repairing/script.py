"""Which characters are of the other script than their page."""

from __future__ import annotations

import re
from functools import cache

from ..fold import fold_table

__all__ = ["OTHER_SCRIPT", "other_script"]

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


def other_script(text: str) -> frozenset[str]:
    """Return the characters that a page with ``text`` should not hold; none where its script is mixed or unknown.

    Damage inside ``text`` may look like either script, so a page counts as being in one when it has at least twice as
    many telling characters of it.
    """
    traditional = _class(_traditional()).subn("", text)[1]
    simplified = _class(_simplified()).subn("", text)[1]
    if traditional >= 2 * simplified + 1:
        return _simplified()
    return _traditional() if simplified >= 2 * traditional + 1 else frozenset()


@cache
def _class(chars: frozenset[str]) -> re.Pattern[str]:
    return re.compile(f"[{''.join(sorted(chars))}]")

"""Which characters are of the other script than their page."""

from __future__ import annotations

import re
from functools import cache

from ..fold import telling_characters

__all__ = ["OTHER_SCRIPT", "other_script"]

# Nats.  A page in one script holds about one character in 200 of the other (names, quotations, one-to-one tables).
OTHER_SCRIPT = 5.0


def other_script(text: str) -> frozenset[str]:
    """Return the characters that a page with ``text`` should not hold; none where its script is mixed or unknown.

    Damage inside ``text`` may look like either script, so a page counts as being in one when it has at least twice as
    many telling characters of it.
    """
    only_traditional, only_simplified = telling_characters()
    traditional = _class(only_traditional).subn("", text)[1]
    simplified = _class(only_simplified).subn("", text)[1]
    if traditional >= 2 * simplified + 1:
        return only_simplified
    return only_traditional if simplified >= 2 * traditional + 1 else frozenset()


@cache
def _class(chars: frozenset[str]) -> re.Pattern[str]:
    return re.compile(f"[{''.join(sorted(chars))}]")

"""Where the article's prose is, so that head and foot of a page can be told without knowing the article."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..page import Piece

__all__ = ["Zones", "find_zones", "is_prose", "is_sentence"]

# A paragraph of prose.  Boundary: the shortest one-paragraph notices seen have 34 characters; headings and
# items of link lists with inner punctuation reach 38, but are links.
PROSE_LENGTH = 34
# The longest clause of a paragraph has 16 characters or more; the longest name in lists of places has 15, search words 14.
CLAUSE = 16
_CLAUSE_END = re.compile(r"[,;、]")


def is_sentence(folded: str) -> bool:
    """Whether the text is, or ends as, a sentence."""
    return "。" in folded


def is_prose(piece: Piece, folded: str) -> bool:
    """Whether ``piece`` is a paragraph that only the document itself can hold: long, punctuated, not a link list."""
    return (
        len(folded) >= PROSE_LENGTH
        and ("。" in folded or _has_clauses(folded))
        and piece.link_chars * 2 < len(folded)
        and not piece.hidden
        and not ("|" in folded and folded.count("|") > len(folded) // 12)
        and not ("_" in folded and folded.count("_") > len(folded) // 20)
    )


def _has_clauses(folded: str) -> bool:
    """Whether a text without a full stop is made of clauses, not of the items of a list."""
    clauses = _CLAUSE_END.split(folded)
    return len(clauses) >= 3 and max(map(len, clauses)) >= CLAUSE


@dataclass(frozen=True, slots=True)
class Zones:
    """Positions of the first and the last paragraph of prose; both far off where there is none."""

    first: int
    last: int

    def allows(self, where: str, position: int) -> bool:
        """Whether a rule with this ``where`` may act at ``position``."""
        if where == "any":
            return True
        head, foot = position < self.first, position > self.last
        return head if where == "head" else foot if where == "foot" else head or foot


def find_zones(pieces: Sequence[Piece], folded: Sequence[str], passed: Callable[[int], bool]) -> Zones:
    """Find the zones; pieces that ``passed`` (they are matched by rules) do not count as prose."""
    count = len(pieces)
    prose = [i for i in range(count) if is_prose(pieces[i], folded[i]) and not passed(i)]
    return Zones(prose[0], prose[-1]) if prose else Zones(count, -1)

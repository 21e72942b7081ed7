"""A statement of the page about one field, and the choice among such statements."""

from __future__ import annotations

from dataclasses import dataclass

from ..page import Page
from ..trail import Candidate, Choice

__all__ = ["IMPOSSIBLE", "Evidence", "choose"]

IMPOSSIBLE = "no day of the calendar"
"""Note of a date that the page states and that cannot be."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One candidate: ``value`` as text, ``typed`` what ``Article`` takes (``value`` itself where ``None``).

    ``asserted`` is false for what is only offered: damaged dates, an author that may be the editor.
    """

    field: str
    value: str
    origin: str
    score: float
    typed: object = None
    note: str = ""
    asserted: bool = True


def choose(page: Page, field: str, stated: list[Evidence], why: str = "") -> Evidence | None:
    """Choose the best evidence for ``field`` and record candidates and choice; ``None`` where none is asserted.

    The first of equal scores wins: it stands first on the page.
    """
    if not stated:
        return None
    candidates = tuple(Candidate(e.value, e.origin, float(e.score), e.note) for e in stated)
    page.candidates[field] = list(candidates)
    best = max((e for e in stated if e.asserted), key=lambda e: e.score, default=None)
    if best is None:
        page.trail.choices.append(
            Choice(field, "", candidates, "no candidate is certain enough to be asserted")
        )
        return None
    reason = why or _reason(best, stated)
    page.trail.choices.append(Choice(field, best.value, candidates, reason))
    page.values[field] = best.typed if best.typed is not None else best.value
    return best


def _reason(best: Evidence, stated: list[Evidence]) -> str:
    others = {e.value for e in stated if e.asserted} - {best.value}
    told = f"{best.origin}: {best.note}" if best.note else f"stated by {best.origin}"
    if not others:
        return told if len(stated) == 1 else f"{told}; all {len(stated)} statements agree"
    if not best.origin.startswith("meta"):
        return f"{told}; what is displayed nearest to the title goes before {len(others)} other statement(s)"
    return f"{told}; the most specific of {len(others) + 1} statements"

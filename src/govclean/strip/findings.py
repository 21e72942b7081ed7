"""What was found to be injected on a page, as data for the verdict and for surveys."""

from __future__ import annotations

from dataclasses import dataclass

from ..page import Page
from .lists import Finding

__all__ = ["SpamFinding", "findings_of", "found_at"]


@dataclass(frozen=True, slots=True)
class SpamFinding:
    """Injected text that was found on a page.

    Attributes:
        kind: ``"spam.places"``, ``"spam.words"``, ``"spam.farm"``, ``"spam.links"``, ``"spam.random_tags"``, ``"spam.title"``, ``"spam.meta"``.
        where: ``"head"``, ``"body"``, ``"foot"``, ``"hidden"`` or ``"meta"``.
        points: the sum of its points. reasons: points and what they were given for.
    """

    kind: str
    where: str
    points: int
    reasons: tuple[str, ...]


def found_at(finding: Finding, where: str) -> SpamFinding:
    return SpamFinding(finding.kind, where, finding.points, tuple(finding.reasons))


def findings_of(page: Page) -> list[SpamFinding]:
    """Return the findings so far."""
    found: list[SpamFinding] = page.cache.setdefault("strip", {}).setdefault("findings", [])
    return found

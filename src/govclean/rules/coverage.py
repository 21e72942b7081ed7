"""Which rule fired how often, and on which pages: for ``govclean rules --unused`` and ``--coverage``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from govclean.article import Article

from .engine import RuleSet

__all__ = ["Coverage", "RuleUse", "measure_coverage", "rules_fired"]


@dataclass(frozen=True, slots=True)
class RuleUse:
    """How a rule was used: times it fired, and on which pages (name of page → times there)."""

    rule: str
    times: int
    pages: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Use of rules over a set of pages.

    Attributes:
        pages: how many pages were cleaned. used: rules that fired, most used first. unused: names of the rules in
            force that never fired.
    """

    pages: int
    used: tuple[RuleUse, ...] = ()
    unused: tuple[str, ...] = field(default=())

    def to_dict(self) -> dict[str, Any]:
        """Return plain data."""
        return {
            "pages": self.pages,
            "used": [{"rule": u.rule, "times": u.times, "pages": dict(u.pages)} for u in self.used],
            "unused": list(self.unused),
        }


def rules_fired(article: Article) -> Counter[str]:
    """Count the rules that worked on an article: in its removals, its edits and its warnings."""
    counts: Counter[str] = Counter()
    for removal in article.trail.removals:
        counts[removal.rule] += 1
        # A line that several rules covered together is filed under one; the note names the others.
        if removal.note.startswith("and "):
            counts.update(removal.note[4:].split(", "))
    for edit in article.trail.edits:
        counts.update(edit.rule.split("+"))
    for warning in article.warnings:
        code = warning.partition(": ")[0]
        if code.startswith("rule."):
            counts[code[5:]] += 1
    return counts


def measure_coverage(articles: Iterable[tuple[str, Article]], rules: RuleSet) -> Coverage:
    """Count the use of ``rules`` over ``(name of page, article)`` pairs, which may come from a generator."""
    uses: dict[str, Counter[str]] = {}
    pages = 0
    for name, article in articles:
        pages += 1
        for rule, times in rules_fired(article).items():
            uses.setdefault(rule, Counter())[name] += times
    known = {rule.name for rule in rules}
    used = [RuleUse(rule, found.total(), dict(found)) for rule, found in uses.items() if rule in known]
    used.sort(key=lambda use: (-use.times, use.rule))
    return Coverage(pages, tuple(used), tuple(sorted(known - set(uses))))

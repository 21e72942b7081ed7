"""What was injected into a folder or an archive of pages: kinds, places and hosts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from govclean.article import Article

from .farms import host_of

__all__ = ["HostSurvey", "Survey", "survey_pages"]


@dataclass(frozen=True, slots=True)
class HostSurvey:
    """One host.

    Attributes:
        host: by the page's address, or by the domain that it states (SiteDomain); ``""`` where neither is known.
        pages: how many of its pages were seen. verdicts: verdict → pages. injections: ``"kind:place"`` → pages.
        examples: ``"kind:place"`` → name of the first page that shows it.
    """

    host: str
    pages: int
    verdicts: Mapping[str, int]
    injections: Mapping[str, int]
    examples: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Survey:
    """All hosts, those with the most hijacked pages first, and the sums over all."""

    pages: int
    verdicts: Mapping[str, int]
    injections: Mapping[str, int]
    hosts: tuple[HostSurvey, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return plain data."""
        from govclean.plain import to_plain

        plain = to_plain(self)
        assert isinstance(plain, dict)
        return plain


def survey_pages(articles: Iterable[tuple[str, Article]]) -> Survey:
    """Sum up verdicts and injections over ``(name of page, article)`` pairs, which may come from a generator."""
    verdicts: dict[str, Counter[str]] = {}
    injections: dict[str, Counter[str]] = {}
    examples: dict[str, dict[str, str]] = {}
    for name, article in articles:
        # A saved page has no address; most pages of agencies state their domain.
        domain = article.site.domain or ""
        host = host_of(article.url or "") or host_of(domain if "//" in domain else f"//{domain}")
        verdicts.setdefault(host, Counter())[article.verdict] += 1
        choice = article.trail.choice("verdict")
        kinds = {c.origin for c in choice.candidates if c.value == "hijacked"} if choice else set()
        injections.setdefault(host, Counter()).update(kinds)
        for kind in kinds:
            examples.setdefault(host, {}).setdefault(kind, name)
    hosts = [
        HostSurvey(host, found.total(), dict(found), dict(injections[host]), examples.get(host, {}))
        for host, found in verdicts.items()
    ]
    hosts.sort(key=lambda h: (-h.verdicts.get("hijacked", 0), -h.pages, h.host))
    return Survey(
        sum(h.pages for h in hosts),
        dict(sum(verdicts.values(), Counter())),
        dict(sum(injections.values(), Counter())),
        tuple(hosts),
    )

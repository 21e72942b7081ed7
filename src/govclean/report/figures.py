"""What is counted over all pages."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from ..article import Article

__all__ = ["Figures", "date_of", "host_of", "rules_of", "warning_codes"]


@dataclass(slots=True)
class Figures:
    """Counts over all pages; :meth:`add` takes one page more.

    Attributes:
        pages, characters, edits, removals, warned: how many pages, characters of body text, edits, removals, and pages with
            a warning.
        verdicts, types, encodings, scripts, hosts, years: pages by each of these; ``""`` where a page has none.
        rules: pages on which a rule worked; rule_uses: how often it worked.
        warnings: pages by code of a warning.
        versions: pages by version of the rules.
    """

    pages: int = 0
    characters: int = 0
    edits: int = 0
    removals: int = 0
    warned: int = 0
    verdicts: Counter[str] = field(default_factory=Counter)
    types: Counter[str] = field(default_factory=Counter)
    encodings: Counter[str] = field(default_factory=Counter)
    scripts: Counter[str] = field(default_factory=Counter)
    hosts: Counter[str] = field(default_factory=Counter)
    years: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    rule_uses: Counter[str] = field(default_factory=Counter)
    warnings: Counter[str] = field(default_factory=Counter)
    versions: Counter[str] = field(default_factory=Counter)

    def add(self, article: Article) -> None:
        """Count ``article``."""
        self.pages += 1
        self.characters += len(article.text)
        self.edits += len(article.trail.edits)
        self.removals += len(article.trail.removals)
        self.warned += bool(article.warnings)
        self.verdicts[article.verdict] += 1
        self.types[article.page_type] += 1
        self.encodings[article.encoding.name] += 1
        self.scripts[article.script or ""] += 1
        self.hosts[host_of(article)] += 1
        date = date_of(article)
        self.years[str(date.year) if date else ""] += 1
        uses = rules_of(article)
        self.rule_uses += uses
        self.rules.update(uses.keys())
        self.warnings.update(warning_codes(article))
        self.versions[article.rules_version] += 1


def host_of(article: Article) -> str:
    """The host of the page's address in lower case, else the site's domain, else ``""``."""
    try:
        host = urlsplit(article.url or "").hostname
    except ValueError:  # "http://[": an address that is none
        host = None
    return host or article.site.domain or ""


def date_of(article: Article) -> dt.date | None:
    """When the page was published, else when the document was signed."""
    return article.published_at or article.signed_on


def rules_of(article: Article) -> Counter[str]:
    """How often each rule or step worked on the page, by edits and removals."""
    uses: Counter[str] = Counter()
    for edit in article.trail.edits:
        uses.update(edit.rule.split("+"))
    uses.update(removal.rule for removal in article.trail.removals)
    return uses


def warning_codes(article: Article) -> list[str]:
    """The codes of the page's warnings, each once."""
    return list(dict.fromkeys(warning.partition(":")[0] for warning in article.warnings))

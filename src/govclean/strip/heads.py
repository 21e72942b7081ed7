"""Search words that were injected into ``<title>`` and meta tags."""

from __future__ import annotations

import re

from ..fold import fold
from ..page import Page
from ..trail import Removal
from .findings import SpamFinding
from .lists import Finding, Setting, judge_words, split_tokens, strong_terms

__all__ = ["clean_head"]


def clean_head(page: Page, script: str | None, found: list[SpamFinding]) -> None:
    """Take injected words out of ``<title>`` and meta tags, before ``fields`` reads them."""
    if page.head_title and page.rules.detects("spam.title"):
        title = page.head_title
        honest, spam = _split_title(title, script)
        if spam:
            injected, told = spam
            found.append(SpamFinding("spam.title", "meta", told.points, tuple(told.reasons)))
            page.trail.removals.append(Removal("spam.title", injected, "meta", "; ".join(told.reasons)))
            page.head_title = honest
            tree = page.cache.get("tree")
            if isinstance(tree, dict) and title in tree.get("titles", ()):
                tree["titles"] = tuple(
                    honest if t == title else t for t in tree["titles"] if honest or t != title
                )
    if not page.rules.detects("spam.meta"):
        return
    if not strong_terms(fold("\n".join(content for _, content in page.meta))):
        return
    kept: list[tuple[str, str]] = []
    for name, content in page.meta:
        folded = fold(content)
        finding = None
        if len(folded) >= 8 and strong_terms(folded):
            setting = Setting(script=script, before_all=True)
            finding = judge_words(content, folded, split_tokens(folded), setting)
        if finding is not None and finding.is_spam:
            found.append(SpamFinding("spam.meta", "meta", finding.points, tuple(finding.reasons)))
            page.trail.removals.append(
                Removal("spam.meta", content, "meta", f"{name}: {'; '.join(finding.reasons)}")
            )
        else:
            kept.append((name, content))
    page.meta[:] = kept


def _split_title(title: str, script: str | None) -> tuple[str, tuple[str, Finding] | None]:
    """Split a ``<title>`` into its honest parts and the injected ones with what was found."""
    folded = fold(title)
    if not strong_terms(folded):
        return title, None
    pieces = re.split(r"([_|,，｜]+|\s-\s|--+)", title)
    honest = [p for p in pieces[::2] if p.strip() and not strong_terms(fold(p))]
    spam = [p for p in pieces[::2] if p.strip() and strong_terms(fold(p))]
    text = "_".join(spam)
    finding = judge_words(text, fold(text), split_tokens(fold(text)), Setting(script=script, before_all=True))
    if finding is None or not finding.is_spam:
        return title, None
    # What stands between injected words belongs to them; an honest title is longer than a word.
    honest = [p.strip() for p in honest if len(p.strip()) >= 6]
    return "_".join(honest), (text, finding)

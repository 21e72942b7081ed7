"""Spam injected by our own simulator is removed, the article stays, the verdict says so."""

from __future__ import annotations

from collections import Counter

import pytest

import govclean
from govclean.testing.pages import LAYOUTS
from govclean.testing.simulate import inject_pinyin
from govclean.testing.spam import FORMS, TEXT_FORMS, inject
from govclean.testing.spam_trial import make_page, try_spam

CLEANER = govclean.Cleaner()


def test_there_are_many_forms() -> None:
    assert len(FORMS) >= 12
    assert len(TEXT_FORMS) >= 10


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("script", ["hans", "hant"])
def test_spam_goes_and_the_article_stays(layout: str, script: str, request: pytest.FixtureRequest) -> None:
    """With --thorough some 1,300 pages; the floors are those of the issue, met without a failure."""
    seeds = 5 if request.config.getoption("--thorough") else 1
    figures = try_spam(((layout, make_page(layout, script, seed)) for seed in range(seeds)), CLEANER)
    assert figures.skipped == 0
    assert figures.pages >= 10 * seeds
    assert figures.failures == Counter()


def test_figures_are_told() -> None:
    figures = try_spam([("text", make_page("text", "hans", 1)), ("none", "<p></p>")], CLEANER)
    assert figures.skipped == 1
    assert "all spam removed:     15 of 15 (100.0 %)" in str(figures)


def test_injection_is_reproducible_and_refuses_what_cannot_be() -> None:
    source = make_page("trs", "hans", 1)
    assert inject(source, "places-bars", 3) == inject(source, "places-bars", 3)
    assert inject(source, "places-bars", 3) != inject(source, "places-bars", 4)
    with pytest.raises(ValueError, match="no form"):
        inject(source, "nothing")
    with pytest.raises(ValueError, match="needs an HTML page"):
        inject("一行文字", "link-farm")


def test_reasons_are_data() -> None:
    article = CLEANER.clean(inject(make_page("text", "hant", 1), "places-bars", 1).source)
    choice = article.trail.choice("verdict")
    assert choice is not None
    assert choice.chosen == "hijacked"
    assert any(c.origin == "spam.places:foot" and c.score >= 4 for c in choice.candidates)
    assert "random order" in choice.why
    (removal,) = [r for r in article.trail.removals if r.rule == "spam.places"]
    assert "hans on a page in hant" in removal.note


def test_a_mirror_is_told_from_a_hijack() -> None:
    source = make_page("text", "hant", 2)
    mirrored = inject_pinyin(source)
    assert CLEANER.clean(mirrored).verdict == "mirrored"
    assert CLEANER.clean(inject(mirrored, "places-bars", 1).source).verdict == "hijacked"

"""Spam injected by our own simulator is removed, the article stays, the verdict says so."""

from __future__ import annotations

import datetime as dt
import random
import re
from collections import Counter

import pytest

import govclean
from govclean.testing.pages import LAYOUTS, Draft, render
from govclean.testing.prose import PEOPLE, PLACES, SENTENCES, SLOTS, SOURCES, TITLES
from govclean.testing.simulate import inject_pinyin, to_mirror_script
from govclean.testing.spam import FORMS, HTML_FORMS, TEXT_FORMS, inject

CHINA = dt.timezone(dt.timedelta(hours=8))
CLEANER = govclean.Cleaner()


def fill(template: str, rng: random.Random) -> str:
    def one(match: re.Match[str]) -> str:
        low_high = SLOTS[match[1]]
        first, last = low_high[0], low_high[-1]
        if isinstance(first, int) and isinstance(last, int):
            return str(rng.randint(first, last))
        return str(rng.choice(low_high))

    return re.sub(r"\{(\w+)\}", one, template)


def make_page(layout: str, script: str, seed: int) -> str:
    rng = random.Random(f"{layout} {script} {seed}")
    draft = Draft(
        fill(rng.choice(TITLES), rng),
        rng.choice(SOURCES),
        dt.datetime(rng.randint(2008, 2024), rng.randint(1, 12), rng.randint(1, 28), 9, 30, tzinfo=CHINA),
        tuple(fill("".join(rng.sample(SENTENCES, rng.randint(1, 4))), rng) for _ in range(rng.randint(3, 7))),
        rng.choice(PLACES),
        rng.choice([None, rng.choice(PEOPLE)]),
    )
    page = render(draft, layout)
    if layout == "text" and seed % 2:
        page += "\n主办单位：岚川市人民政府办公室\n湘ICP备09900012号\n欢迎您访问岚川网\n"
    return to_mirror_script(page) if script == "hant" else page


def squeeze(text: str) -> str:
    return "".join(text.split())


def test_there_are_many_forms() -> None:
    assert len(FORMS) >= 12
    assert len(TEXT_FORMS) >= 10


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("script", ["hans", "hant"])
def test_spam_goes_and_the_article_stays(layout: str, script: str, request: pytest.FixtureRequest) -> None:
    """With --thorough 1,130 pages; the floors are those of the issue, met without a failure."""
    seeds = 5 if request.config.getoption("--thorough") else 1
    failures: Counter[str] = Counter()
    for seed in range(seeds):
        source = make_page(layout, script, seed)
        base = CLEANER.clean(source)
        assert base.verdict == "clean"
        for form in TEXT_FORMS if layout == "text" else HTML_FORMS:
            injected = inject(source, form, seed)
            article = CLEANER.clean(injected.source)
            text = squeeze(article.text)
            failures[f"{form}: spam is left"] += any(squeeze(s) in text for s in injected.spam)
            failures[f"{form}: text is lost"] += any(
                squeeze(line) not in text for line in base.text.split("\n")
            )
            failures[f"{form}: verdict {article.verdict}"] += article.verdict != "hijacked"
            failures[f"{form}: unexplained"] += bool(article.trail.unexplained)
    assert +failures == Counter()


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

"""The synthetic set of hijacked pages: spam of every form in pages of our own, and what becomes of it.

``python -m govclean.testing spam`` prints the three figures; ``govclean.testing.spam`` is the simulator.
"""

from __future__ import annotations

import datetime as dt
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ..cleaner import Cleaner
from .pages import LAYOUTS, Draft, render
from .prose import PEOPLE, PLACES, SENTENCES, SLOTS, SOURCES, TITLES
from .simulate import to_mirror_script
from .spam import HTML_FORMS, TEXT_FORMS, inject

__all__ = ["SpamFigures", "made_up_pages", "make_page", "pages_of_folders", "try_spam"]

CHINA = dt.timezone(dt.timedelta(hours=8))


@dataclass(slots=True)
class SpamFigures:
    """What became of pages with injected spam.

    Attributes:
        pages: how many. forms: how many forms of injection. removed: pages on which all spam was removed. kept: pages that
            lost no text of the article. told: pages with the verdict ``"hijacked"``.
        failures: ``"form: what went wrong"`` → pages. skipped: pages that are no clean articles to begin with.
    """

    pages: int = 0
    removed: int = 0
    kept: int = 0
    told: int = 0
    forms: set[str] = field(default_factory=set)
    failures: Counter[str] = field(default_factory=Counter)
    skipped: int = 0

    def __str__(self) -> str:
        def share(count: int) -> str:
            return f"{count} of {self.pages} ({100 * count / max(self.pages, 1):.1f} %)"

        lines = [
            f"pages: {self.pages}, forms of injection: {len(self.forms)}, skipped: {self.skipped}",
            f"all spam removed:     {share(self.removed)}",
            f"no article text lost: {share(self.kept)}",
            f"verdict hijacked:     {share(self.told)}",
        ]
        return "\n".join(lines + [f"  {what}: {count}" for what, count in self.failures.most_common()])


def _fill(template: str, rng: random.Random) -> str:
    def one(match: re.Match[str]) -> str:
        low_high = SLOTS[match[1]]
        first, last = low_high[0], low_high[-1]
        if isinstance(first, int) and isinstance(last, int):
            return str(rng.randint(first, last))
        return str(rng.choice(low_high))

    return re.sub(r"\{(\w+)\}", one, template)


def make_page(layout: str, script: str, seed: int) -> str:
    """Return a made-up page without spam; equal arguments give equal pages."""
    rng = random.Random(f"{layout} {script} {seed}")
    draft = Draft(
        _fill(rng.choice(TITLES), rng),
        rng.choice(SOURCES),
        dt.datetime(rng.randint(2008, 2024), rng.randint(1, 12), rng.randint(1, 28), 9, 30, tzinfo=CHINA),
        tuple(
            _fill("".join(rng.sample(SENTENCES, rng.randint(1, 4))), rng) for _ in range(rng.randint(3, 7))
        ),
        rng.choice(PLACES),
        rng.choice([None, rng.choice(PEOPLE)]),
    )
    page = render(draft, layout)
    if layout == "text" and seed % 2:
        page += "\n主办单位：岚川市人民政府办公室\n湘ICP备09900012号\n欢迎您访问岚川网\n"
    return to_mirror_script(page) if script == "hant" else page


def made_up_pages(seeds: int) -> Iterator[tuple[str, str]]:
    """Yield name and source of pages in every layout and both scripts, ``seeds`` of each."""
    for layout in LAYOUTS:
        for script in ("hans", "hant"):
            for seed in range(seeds):
                yield f"{layout} {script} {seed}", make_page(layout, script, seed)


def pages_of_folders(folders: Iterable[Path]) -> Iterator[tuple[str, str]]:
    """Yield name and source of every page in UTF-8 below ``folders``."""
    for folder in folders:
        for path in sorted([*folder.rglob("*.html"), *folder.rglob("page.txt")]):
            try:
                yield str(path), path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue


def try_spam(
    pages: Iterable[tuple[str, str]], cleaner: Cleaner, figures: SpamFigures | None = None
) -> SpamFigures:
    """Inject spam of every form into ``pages`` (name and source), clean them, and count what became of it."""
    figures = figures or SpamFigures()
    for number, (_, source) in enumerate(pages):
        base = cleaner.clean(source)
        if base.verdict != "clean" or base.page_type != "article" or not base.text:
            figures.skipped += 1
            continue
        is_html = "<html" in source[:400].lower()
        for form in HTML_FORMS if is_html else TEXT_FORMS:
            injected = inject(source, form, number)
            if injected.source == source:
                continue  # the page has no place for this form
            article = cleaner.clean(injected.source)
            text = _squeeze(article.text)
            left = any(_squeeze(spam) in text for spam in injected.spam)
            lost = any(_squeeze(line) not in text for line in base.text.split("\n"))
            told = article.verdict == "hijacked"
            figures.pages += 1
            figures.forms.add(form)
            figures.removed += not left
            figures.kept += not lost
            figures.told += told
            figures.failures.update(
                f"{form}: {what}"
                for what, wrong in (
                    ("spam is left", left),
                    ("text is lost", lost),
                    (f"verdict {article.verdict}", not told),
                    ("unexplained", bool(article.trail.unexplained)),
                )
                if wrong
            )
    return figures


def _squeeze(text: str) -> str:
    return "".join(text.split())

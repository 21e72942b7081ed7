"""Lines of boilerplate in the forms that sites use go, family by family."""

from __future__ import annotations

import html

import pytest

import govclean
from govclean.testing.simulate import to_mirror_script

from .boilerplate_lines import FAMILIES, lines
from .negatives import HEAD, PROSE, TITLE

CLEANER = govclean.Cleaner(typos="off", ignore=["spam"])
# What is left are lines that need a neighbour (one word such as 收藏, a host without a filing): alone in plain text, they stay.
FLOORS = {"footer": 0.9, "counter": 1.0, "tools": 0.9, "navigation": 1.0, "below": 0.99}


@pytest.mark.parametrize("family", FAMILIES)
def test_most_lines_go_and_the_text_stays(family: str) -> None:
    left: list[str] = []
    cases = [case for number, case in enumerate(lines(family)) if number % 3 == 0]
    for number, (name, text) in enumerate(cases):
        page = [TITLE, HEAD, *PROSE]
        if name.endswith("traditional"):
            page = [to_mirror_script(line) for line in page]
        page.insert(
            1 if family == "navigation" else len(page) if number % 2 or family in ("footer", "below") else 2,
            text,
        )
        source = "\n".join(page) + "\n"
        if number % 3:
            body = "".join(f"<p>{html.escape(line)}</p>" for line in source.splitlines()[1:])
            source = f"<html><head><title>{page[0]}</title></head><body><h1>{page[0]}</h1><div>{body}</div></body></html>"
        article = CLEANER.clean(source)
        kept = article.text.split("\n")
        prose = [to_mirror_script(p) if name.endswith("traditional") else p for p in PROSE]
        assert [p for p in prose if p not in kept] == [], text
        if len(kept) > len(prose):
            left.append(f"{name}: {text}")
    assert len(left) <= (1 - FLOORS[family]) * len(cases), left

"""What looks like boilerplate or spam and is neither must stay."""

from __future__ import annotations

import pytest

from govclean.cleaner import Options
from govclean.page import Page
from govclean.plaintext import parse_lines
from govclean.rules import RuleSet
from govclean.strip import judge_page, strip_page

from .negatives import all_negatives

RULES = RuleSet.load()
NEGATIVES = all_negatives()


def test_there_are_enough() -> None:
    assert len(NEGATIVES) >= 300


@pytest.mark.parametrize("text", [text for _, text in NEGATIVES], ids=[name for name, _ in NEGATIVES])
def test_nothing_changes(text: str) -> None:
    page = Page(options=Options(), rules=RULES, text=text)
    parse_lines(page)
    before = [piece.text for piece in page.pieces]
    strip_page(page)
    judge_page(page)
    assert [(piece.text, piece.rule, piece.note) for piece in page.pieces if piece.role] == []
    assert page.trail.removals == []
    assert [piece.text for piece in page.pieces] == before
    assert page.verdict == "clean"

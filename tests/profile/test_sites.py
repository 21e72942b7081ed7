"""A profile on made-up sites: better than the single page, never worse."""

from __future__ import annotations

from functools import cache

import pytest
from eval.profile_eval import Score, made_sites

SITES = range(12)


@cache
def scores(number: int) -> tuple[tuple[str, Score, Score], ...]:
    return tuple(made_sites(1, number, 6))


@pytest.mark.parametrize("number", SITES)
def test_no_page_falls_under_its_single_reading(number: int) -> None:
    fell = [label for label, single, known in scores(number) if known.below(single)]
    assert not fell


def test_sites_gain() -> None:
    rows = [row for number in SITES for row in scores(number)]
    single = sum(s.f1 for _, s, _ in rows) / len(rows)
    known = sum(k.f1 for _, _, k in rows) / len(rows)
    assert known > single + 0.1

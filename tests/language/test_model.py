"""The language model: probabilities, folding, determinism."""

from __future__ import annotations

import math

import pytest

from govclean.language import model


def test_loads_once_and_names_its_sources() -> None:
    assert model() is model()
    assert "held_out" in model().meta
    assert model().meta["sha256"]


def test_both_scripts_and_widths_get_the_same_figures() -> None:
    m = model()
    assert m.score("縣政府召開會議,部署工作") == m.score("县政府召开会议，部署工作")


def test_sound_text_is_likelier_than_shuffled_text() -> None:
    m = model()
    assert m.score("加强组织领导") > m.score("导织领加组强") + 10


@pytest.mark.parametrize("context", [("\n", "\n"), ("国", "务"), ("工", "作"), ("勐", "腊")])
def test_probabilities_of_a_context_sum_to_about_one(context: tuple[str, str]) -> None:
    m = model()
    chars = {chr(point) for point in m.vocabulary}
    total = sum(math.exp(m.step(*context, c)) for c in chars)
    assert 0.8 < total < 1.2  # stored in sixteenths of a nat


def test_unseen_characters_are_ranked_by_how_common_their_set_is() -> None:
    m = model()
    assert 0 > m.unigram("囗") > m.unigram("丒") >= m.unigram("\ue000")


def test_score_adds_up_steps() -> None:
    m = model()
    expected = m.step("\n", "\n", "通") + m.step("\n", "通", "知")
    assert m.score("通知") == pytest.approx(expected)

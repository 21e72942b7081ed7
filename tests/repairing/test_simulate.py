"""The damage simulators: deterministic, and the damage that they are named after."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govclean import clean
from govclean.repairing import repair
from govclean.testing import simulate
from govclean.testing import simulate_strategies as damaged
from govclean.testing.spam import Injected

from .texts import SENTENCES

TEXTS = st.sampled_from(SENTENCES)


def test_docstrings_are_true() -> None:
    assert doctest.testmod(simulate).failed == 0


@pytest.mark.parametrize("make", [simulate.lose_byte, simulate.shift_runs, simulate.mirror])
def test_same_seed_same_damage(make: object) -> None:
    text = simulate.to_mirror_script("".join(SENTENCES))
    assert make(text, seed=5) == make(text, seed=5)  # type: ignore[operator]


def test_no_marker_no_pinyin_no_damage() -> None:
    text = "".join(SENTENCES)
    assert simulate.mirror(text, {}, share=0) == text


def test_the_swallowed_byte() -> None:
    text = simulate.to_mirror_script("平凉市")
    assert simulate.mirror(text, {"經": "jīng"}, share=0).startswith("平?jīng)")


@settings(max_examples=25, deadline=None)
@given(damaged.injected_pinyin(TEXTS))
def test_injected_pinyin_comes_off(pair: tuple[str, str]) -> None:
    shown, truth = pair
    assert repair(shown).text == truth


@settings(max_examples=15, deadline=None)
@given(
    st.one_of(
        damaged.lost_bytes(TEXTS),
        damaged.shifted_runs(TEXTS),
        damaged.mirrored(TEXTS),
        damaged.cross_decoded(TEXTS),
    )
)
def test_repair_never_makes_it_longer_to_read(pair: tuple[str, str]) -> None:
    shown, _ = pair
    once = repair(shown)
    assert repair(once.text).text == once.text


PAGE = "<html><body><h1>云河县通知</h1>" + "".join(f"<p>{s}</p>" for s in SENTENCES) + "</body></html>"


@settings(max_examples=15, deadline=None)
@given(damaged.spammed(st.just(PAGE)))
def test_spam_is_put_in_and_named(injected: Injected) -> None:
    assert injected.source != PAGE
    assert injected.spam
    article = clean(injected.source)
    assert all(sentence in article.text for sentence in SENTENCES[:8])


@settings(max_examples=10, deadline=None)
@given(damaged.spammed(st.just("\n".join(SENTENCES)), html=False))
def test_spam_in_plain_text(injected: Injected) -> None:
    assert all(sentence in injected.source for sentence in SENTENCES)
    assert injected.spam

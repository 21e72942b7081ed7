"""Invariants of repair: clean text stays, edits replay and undo, a second repair finds nothing, time is linear."""

from __future__ import annotations

import importlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govclean.errors import ConfigError
from govclean.repairing import repair
from govclean.repairing.characters import NOISY
from govclean.repairing.gate import ANY, looks_damaged
from govclean.testing import simulate
from govclean.trail import replay, undo

from .texts import CLEAN, SENTENCES


@pytest.mark.parametrize("text", CLEAN)
def test_clean_text_stays(text: str) -> None:
    result = repair(text)
    assert result.text == text
    assert result.edits == ()
    traditional = simulate.to_mirror_script(text)
    assert repair(traditional).text == traditional


def check(text: str) -> None:
    result = repair(text)
    assert replay(text, result.edits) == result.text
    assert undo(result.text, result.edits) == text
    assert all(a.end <= b.start for a, b in zip(result.edits, result.edits[1:], strict=False))
    assert repair(result.text).text == result.text


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3),
    st.integers(0, 10_000),
    st.sampled_from(["?", "\ufffd", ""]),
    st.booleans(),
    st.booleans(),
)
def test_replay_undo_and_once_is_enough(
    sentences: list[str], seed: int, variant: str, flatten: bool, lost: bool
) -> None:
    text = simulate.to_mirror_script("\n".join(sentences))
    if lost:
        check(simulate.lose_byte(text, seed=seed, mark=variant))
    else:
        check(simulate.mirror(text, seed=seed, variant=variant, flatten=flatten))


@settings(max_examples=40, deadline=None)
@given(
    st.text(
        st.sampled_from("云河县?？，。;；(fāā)é\ufffd\ue0e9\u200b<p>/&amp;nbs#1鍥藉姟�矗覀兊墓芾砉ǎ"),
        max_size=40,
    )
)
def test_any_text_survives(text: str) -> None:
    check(text)


def test_flattened_punctuation_is_an_option() -> None:
    text = "云河县政府通知:请各单位(含乡镇)于10:30前,报送3,500份材料?"
    assert repair(text).text == text
    assert (
        repair(text, punctuation=True).text
        == "云河县政府通知：请各单位（含乡镇）于10:30前，报送3,500份材料？"
    )


def test_script_is_an_option() -> None:
    pytest.importorskip("opencc")
    assert repair("云河縣發布", script="hans").text == "云河县发布"
    with pytest.raises(ConfigError):
        repair("云河縣", script="tw")


def test_twice_the_text_is_about_twice_the_steps() -> None:
    """Counted, not timed: the search looks at each displayed character a bounded number of times."""
    from govclean.repairing import channel

    counts = []
    original = channel.advance
    for times in (1, 2):
        calls = 0

        def counted(*args: object) -> None:
            nonlocal calls
            calls += 1
            original(*args)  # type: ignore[arg-type]

        channel.advance = counted  # type: ignore[assignment]
        try:
            damaged = simulate.mirror(simulate.to_mirror_script("\n".join(SENTENCES)), seed=1) + "\n"
            repair(damaged * times)
        finally:
            channel.advance = original
        counts.append(calls)
    assert counts[1] <= 2.2 * counts[0]


def test_more_layers_than_are_looked_for_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    passes = importlib.import_module("govclean.repairing.repair")
    damaged = "\\u0026amp;nbsp;云河县发(fā)(fā)布"
    assert repair(damaged).text == "\xa0云河县发布"
    assert repair(damaged).warnings == ()
    monkeypatch.setattr(passes, "ROUNDS", 1)
    assert any(w.startswith("repair.limit") for w in repair(damaged).warnings)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("variant", ["?", "\ufffd", ""])
def test_the_gate_sees_in_the_source_what_it_sees_in_the_text(seed: int, variant: str) -> None:
    """HTML is looked at with its markup first; nothing that its text alone would show may be missed."""
    for i, sentence in enumerate(SENTENCES):
        truth = simulate.to_mirror_script(sentence)
        for damaged in (
            simulate.lose_byte(truth, seed=seed * 100 + i, mark=variant),
            simulate.mirror(truth, seed=seed, variant=variant, flatten=bool(seed % 2)),
        ):
            if "<" not in damaged and repair(f"\n{damaged}\n").edits:
                assert repair(f"<html><body><b>{sentence}</b><p>{damaged}</p></body></html>").edits


@settings(max_examples=60, deadline=None)
@given(
    st.text(st.sampled_from("云河县，。；？é\ufffd\U00020000\ud800 \n<p"), max_size=9),
    st.lists(
        st.tuples(st.sampled_from("云河县，。、；："), st.sampled_from("#@*^~|_$%&+=\\`Aa0")),
        min_size=6,
        max_size=9,
    ),
    st.text(st.sampled_from("云，?é\ufffd1"), max_size=3),
)
def test_the_shape_of_a_text_tells_of_all_noise(
    before: str, noise: list[tuple[str, str]], after: str
) -> None:
    text = before + "".join(map("".join, noise)) + "云" + after
    assert NOISY.search(text)
    assert looks_damaged(text, is_html=False) == ANY


def test_signs_that_are_no_noise_pass_the_gate() -> None:
    assert looks_damaged("第1条、第2条、第3条、第4条、第5条、第6条、第7条", is_html=False) == ""
    assert looks_damaged("1、2、3、4、5、6。全县共7个乡镇", is_html=False) == ""
    assert looks_damaged("?a?b?c?d?e?f?g?", is_html=False) == ""

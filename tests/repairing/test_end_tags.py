"""End tags that a lost byte damaged, guesses that are named, and readings on a page full of them."""

from __future__ import annotations

import pytest

from govclean import repair


def test_a_run_that_ends_at_a_damaged_end_tag_gets_the_tag_back() -> None:
    result = repair("<p>请认孀橹\ue1ff凳?/p>")
    assert result.text == "<p>请认真组织实施</p>"
    assert result.edits[0].inferred


def test_an_unlikely_guess_is_named_with_its_rivals() -> None:
    result = repair("<p>は枷毓\ue06d簿?/p><p>2024年6月3日</p>")
    assert result.text.endswith("霞县公安局</p><p>2024年6月3日</p>")
    assert any(w.startswith("repair.doubtful") and "丹" in w for w in result.warnings)


@pytest.mark.parametrize("tag", ["p", "td", "blockquote"])
def test_what_is_left_of_an_end_tag_is_read_in_html_and_warned_of(tag: str) -> None:
    result = repair(f"<{tag}>不可以再觥?/{tag}><p>好</p>")
    assert result.text == f"<{tag}>不可以再觥?</{tag}><p>好</p>"
    assert any(w.startswith("repair.doubtful") for w in result.warnings)
    again = repair(result.text)
    assert (again.text, again.edits, again.warnings) == (result.text, (), ())


@pytest.mark.parametrize(
    "text", ["<p>见 /a?/p>1 好</p>", "<p>行不行?</p>", "<p>去不去?/不去</p>", "<!-- 行?/p> --><p>好</p>"]
)
def test_sound_questions_and_addresses_stay(text: str) -> None:
    result = repair(text)
    assert (result.text, result.edits, result.warnings) == (text, (), ())

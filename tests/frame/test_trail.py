"""Edits replay, undo and compose."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govclean.errors import ReplayError
from govclean.trail import Choice, Edit, Removal, Trail, compose, replay, show_context, undo

TEXT = st.text(alphabet="甲乙丙丁ab()\n", max_size=24)


@st.composite
def edits_of(draw: st.DrawFn, text: str, rule: str) -> list[Edit]:
    """Sorted edits of ``text`` that do not overlap, insertions and deletions among them."""
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    out: list[Edit] = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        if out and start <= out[-1].end and start == end:
            continue  # two edits at one point would have no order
        if out and start < out[-1].end:
            continue
        after = draw(st.text(alphabet="XYZ", max_size=3))
        if after != text[start:end]:
            out.append(Edit(rule, "repair", start, end, text[start:end], after))
    return out


@given(st.data())
def test_undo_takes_back_what_replay_made(data: st.DataObject) -> None:
    text = data.draw(TEXT)
    edits = data.draw(edits_of(text, "a.b"))
    assert undo(replay(text, edits), edits) == text


@given(st.data())
def test_two_passes_compose_into_one_layer(data: st.DataObject) -> None:
    text = data.draw(TEXT)
    first = data.draw(edits_of(text, "first.pass"))
    middle = replay(text, first)
    second = data.draw(edits_of(middle, "second.pass"))
    final = replay(middle, second)
    merged = compose(text, first, second)
    assert replay(text, merged) == final
    assert undo(final, merged) == text
    assert all(a.end <= b.start for a, b in itertools.pairwise(merged))


def test_merged_edit_names_both_rules_and_keeps_the_lower_confidence() -> None:
    first = [Edit("a.one", "repair", 1, 2, "b", "XY", 0.9, note="n")]
    second = [Edit("b.two", "repair", 2, 3, "Y", "Z", 0.5, inferred=((0, 1),))]
    (merged,) = compose("abc", first, second)
    assert (merged.rule, merged.before, merged.after) == ("a.one+b.two", "b", "XZ")
    assert merged.confidence == 0.5
    assert merged.inferred == ((1, 2),)
    assert merged.note == "n"


def test_guesses_and_alternatives_keep_their_place_in_a_merge() -> None:
    # "?b" → "甲乙" with 甲 guessed; then a later pass takes out the noise between them and after.
    first = [Edit("a.one", "repair", 0, 2, "?b", "甲#乙", inferred=((0, 1),), alternatives=("丙#乙",))]
    second = [
        Edit("b.two", "repair", 1, 2, "#", ""),
        Edit("b.two", "repair", 3, 4, "!", "。", inferred=((0, 1),)),
    ]
    merged = compose("?b!", first, second)
    assert [(e.before, e.after, e.inferred) for e in merged] == [
        ("?b", "甲乙", ((0, 1),)),
        ("!", "。", ((0, 1),)),
    ]
    # A guess that a later pass wrote over is gone; one beside it stays.
    first = [Edit("a.one", "repair", 0, 1, "?", "甲乙丙", inferred=((0, 3),))]
    (one,) = compose("?", first, [Edit("b.two", "repair", 1, 2, "乙", "丁戊")])
    assert (one.after, one.inferred) == ("甲丁戊丙", ((0, 1), (3, 4)))
    # Alternatives of an edit that stays whole are alternatives of the merged one.
    first = [Edit("a.one", "repair", 0, 1, "x", "")]
    second = [Edit("b.two", "repair", 0, 1, "?", "的", alternatives=("等",))]
    (one,) = compose("x?", first, second)
    assert (one.before, one.after, one.alternatives) == ("x?", "的", ("等",))


def test_an_edit_taken_back_by_a_later_pass_leaves_no_trace() -> None:
    first = [Edit("a.one", "repair", 1, 2, "b", "X")]
    second = [Edit("b.two", "repair", 1, 2, "X", "b")]
    assert compose("abc", first, second) == []


def test_passes_in_different_places_stay_apart() -> None:
    first = [Edit("a.one", "repair", 0, 1, "a", "")]
    second = [Edit("b.two", "repair", 1, 2, "c", "C")]
    merged = compose("abc", first, second)
    assert [(e.rule, e.start, e.end) for e in merged] == [("a.one", 0, 1), ("b.two", 2, 3)]


def test_replay_on_another_text_is_refused() -> None:
    edits = [Edit("a.b", "repair", 0, 1, "x", "y")]
    with pytest.raises(ReplayError, match="expects 'x' at 0"):
        replay("abc", edits)
    with pytest.raises(ReplayError, match="should have left 'y' at 0"):
        undo("abc", edits)


def test_context_is_found_in_the_text_after_the_edits() -> None:
    text = "一二三(sān)四五\n六"
    edits = [Edit("pinyin.x", "repair", 3, 8, "(sān)", "")]
    (shown,) = show_context(edits, replay(text, edits))
    assert (shown.left, shown.right) == ("一二三", "四五")


def test_trail_replays_one_stage_and_goes_through_plain_data() -> None:
    trail = Trail(
        (Edit("a.b", "repair", 0, 1, "x", "y"), Edit("t.c", "proofread", 0, 1, "q", "r")),
        (Removal("footer.icp", "京ICP备05000001号", "foot"),),
        (Choice("encoding", "gbk"),),
    )
    assert trail.replay("xz") == "yz"
    assert trail.undo("yz") == "xz"
    assert trail.replay("qz", "proofread") == "rz"
    assert trail.choice("encoding") == trail.choices[0]
    assert trail.choice("title") is None
    assert Trail.from_dict(trail.to_dict()) == trail

"""Folding keeps length and offsets, and is idempotent."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govclean.fold import fold, script_of


@given(st.text())
def test_length_holds_and_twice_is_once(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("主辦單位：臨水縣政府", "主办单位:临水县政府"),
        ("ＩＣＰ備１２３號", "ICP备123号"),
        ("國發﹝2017﹞5號", "国发〔2017〕5号"),
        ("索\u3000引\xa0号", "索 引 号"),
        ("二○二一年", "二〇二一年"),
    ],
)
def test_both_scripts_and_widths_meet(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("临水县关于开展防汛检查的通知", "hans"),
        ("臨水縣關於開展防汛檢查的通知", "hant"),
        ("臨水縣關於開展。渭源县、安泽县、东乡、大丰市", "mixed"),
        ("2021-03-13", None),
        ("人口", None),
    ],
)
def test_script(text: str, script: str | None) -> None:
    assert script_of(text) == script

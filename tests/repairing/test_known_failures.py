"""Known failures, each with its reason; a test that starts to pass must move to its class."""

from __future__ import annotations

import pytest

from govclean.repairing import repair
from govclean.testing import simulate


@pytest.mark.xfail(strict=True, reason="the text starts out of step: nothing tells where it began")
def test_a_run_that_began_before_the_text() -> None:
    truth = "云河县人民政府关于加强环境保护工作的通知"
    assert repair(truth.encode("gbk")[1:].decode("gbk", "ignore")).text == truth


@pytest.mark.xfail(
    strict=True, reason="the digit that the mark swallowed is gone; the guess is 1, with a warning"
)
def test_a_swallowed_digit() -> None:
    truth = "全县总人口78.5万人"
    data = truth.encode("gbk")
    damaged = simulate.lose_byte(truth, at=data.index("总".encode("gbk")))
    assert repair(damaged).text == truth


@pytest.mark.xfail(
    strict=True, reason="three characters in a row vanished: no byte of the middle one is left"
)
def test_plan_number_with_vanished_characters() -> None:
    truth = "编制完成。“十三五”规划，全面实施"
    assert repair(simulate.shift_runs(truth, share=1.0)).text == truth


@pytest.mark.xfail(strict=True, reason="the trail of 称 and the 1 went under one mark: neither byte is left")
def test_a_character_and_a_digit_under_one_mark() -> None:
    truth = "青溪市人口号称1000万"
    damaged = simulate.lose_byte(truth, at=truth.encode("gbk").index("称".encode("gbk")) + 1)
    assert damaged == "青溪市人口号?000万"
    assert repair(damaged).text == truth


@pytest.mark.xfail(
    strict=True, reason="two bytes fit 西藏 as well as 西安; 西安 is named among the alternatives at best"
)
def test_a_guess_that_the_model_finds_less_likely() -> None:
    truth = "西安致力于改善群众的生产生活条件"
    damaged = simulate.lose_byte(truth, at=3)
    assert repair(damaged).text == truth

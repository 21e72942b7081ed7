"""Injected pinyin goes, glosses stay."""

from __future__ import annotations

import pytest

from govclean.repairing import repair
from govclean.testing import simulate

from .texts import SENTENCES


@pytest.mark.parametrize("style", ["({})", "( {})", "({} )", "（{}）"])
@pytest.mark.parametrize("size", [20, 60, 150])
def test_injected_page(style: str, size: int) -> None:
    truth = simulate.to_mirror_script("\n".join(SENTENCES))
    damaged = simulate.inject_pinyin(truth, simulate.reading_table(size), style=style)
    assert repair(damaged).text == truth


@pytest.mark.parametrize("style", ["({0})", "({0})({0})"])
def test_toneless_and_repeated(style: str) -> None:
    truth = simulate.to_mirror_script("\n".join(SENTENCES))
    damaged = simulate.inject_pinyin(truth, simulate.reading_table(40), style=style, toned=False)
    assert repair(damaged).text == truth


def test_simplified_page_with_common_characters() -> None:
    table = {"政": "zhèng", "府": "fǔ", "会": "huì", "工": "gōng", "作": "zuò", "市": "shì", "县": "xiàn"}
    truth = "\n".join(SENTENCES)
    assert repair(simulate.inject_pinyin(truth, table)).text == truth


@pytest.mark.parametrize(
    "text", ["推進業(yè)務工作", "云河縣網(wǎng)絡中心", "經(jīng)費保障", "發(fā)布通知", "会議政(zhèng)府"]
)
def test_one_bracket_on_a_common_character(text: str) -> None:
    assert "(" not in repair(text).text


@pytest.mark.parametrize(
    "text",
    [
        "勐(měng)腊县人民政府",
        "江西铅(yán)山县、安徽歙(shè)县、山西洪洞(tóng)县",
        "郴(chēn)州市、耒(lěi)阳市",
        "氕(piē)、氘(dāo)、氚(chuān)",
        "嵊州(Shèng zhōu)",
        "查处“衙(yá)内”问题",
        "六安(Lù'ān)市",
        "重(chóng)庆与重(zhòng)量",
        "参数(a)、(b)和(c)",
        "长度(m)和高度(cm)",
        "尉(yù)犁县",
        "单(shàn)县",
    ],
)
def test_glosses_stay(text: str) -> None:
    assert repair(text).text == text


def test_a_gloss_on_an_injected_page_stays() -> None:
    truth = simulate.to_mirror_script("\n".join(SENTENCES))
    damaged = simulate.inject_pinyin(truth) + "\n勐(měng)臘"
    assert repair(damaged).text == truth + "\n勐(měng)臘"


def test_the_only_bracket_is_a_gloss_where_commoner_characters_carry_none() -> None:
    text = "活動在鬱(yù)南村舉行，村民帶來了各種農產品，縣長也參加了這次活動。"
    result = repair(text)
    assert result.text == text
    assert any(w.startswith("repair.pinyin: 鬱(yù)") for w in result.warnings)


def test_the_only_bracket_on_a_common_character_is_injected() -> None:
    text = "會議強調，要詳細(xì)記錄群眾的訴求，縣長參加了這次活動。"
    assert repair(text).text == text.replace("(xì)", "")


def test_a_reading_of_its_own_goes_on_a_page_full_of_injection() -> None:
    body = "鄉(xiāng)村推進(jìn)會(huì)在縣會(huì)展中心召開(kāi)，書(shū)記要求務(wù)實(shí)，把產(chǎn)業(yè)發(fā)展擺在前面，振興家業(yè)(yè)。會(huì)後檢(jiǎn)查"
    assert "(" not in repair("振興(xīng)工作，" + body).text
    assert "(xīng)" in repair("振興(xīng)工作，振興家業").text

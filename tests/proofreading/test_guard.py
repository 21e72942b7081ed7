"""What proofreading never touches."""

from __future__ import annotations

from pathlib import Path

import pytest

import govclean


@pytest.mark.parametrize(
    "text",
    [
        "欢迎出席青澜省人民政府新闻办公室举行的新闻发布会。",
        "南屿市人民政府办公室关于印发实施方案的通知",
        "沐岚县人民代表大会常务委员会公告",
    ],
)
def test_names_of_places_stay(text: str) -> None:
    assert govclean.proofread(text).text == text


CLEAN = [
    line
    for line in (Path(__file__).parent / "clean_sentences.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def test_clean_sentences_stay() -> None:
    assert len(CLEAN) >= 300
    assert [line for line in CLEAN if govclean.proofread(line).edits] == []


@pytest.mark.parametrize(
    "text",
    [
        "有居民把它戏称为“有鬼电车”。",
        "不不我吃不了那么多。",
        "香港特別行政區食物環境衞生署提醒市民。",
        "有人忽视了这一点：即共产主义运动是国际的。",
        "他笑着说：“你们得因地质宜嘛，啊？”",
    ],
)
def test_coinage_stammer_variant_speech_stay(text: str) -> None:
    assert govclean.proofread(text).edits == ()


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        (
            "会议强调，“要因地质宜发展特色产业，要稳步推进”。",
            "会议强调，“要因地制宜发展特色产业，要稳步推进”。",
        ),
        ("要加强公共衞生服务体系建设。", "要加强公共卫生服务体系建设。"),
    ],
)
def test_long_quotation_and_simplified_text_are_corrected(wrong: str, right: str) -> None:
    assert govclean.proofread(wrong).text == right

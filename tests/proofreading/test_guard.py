"""What proofreading never touches."""

from __future__ import annotations

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

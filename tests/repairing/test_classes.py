"""Every class of damage that leaves its bytes comes back exactly; sound text that looks like it stays."""

from __future__ import annotations

import pytest

from govclean.repairing import repair
from govclean.trail import replay, undo

from .classes import CLASSES, SOUND, SOUND_ELSEWHERE, TRADITIONAL

LEAST = 10


@pytest.mark.parametrize("name", CLASSES)
def test_every_case_of_the_class_comes_back(name: str) -> None:
    cases = CLASSES[name]
    assert len(cases) >= LEAST
    for shown, truth in cases:
        assert shown != truth
        result = repair(shown)
        assert result.text == truth
        assert result.edits
        assert replay(shown, result.edits) == truth
        assert undo(truth, result.edits) == shown


@pytest.mark.parametrize("text", [*SOUND, *TRADITIONAL, *SOUND_ELSEWHERE])
def test_sound_text_stays(text: str) -> None:
    result = repair(text)
    assert result.text == text
    assert result.edits == ()


@pytest.mark.parametrize("text", [*SOUND, *TRADITIONAL])
def test_sound_text_stays_in_html(text: str) -> None:
    source = f"<html><body><p>{text}</p><p>{text[::-1]}</p></body></html>"
    assert repair(source).text == source


@pytest.mark.parametrize("text", ["&amp;nbsp;", "&amp;ldquo;", "&amp;amp;lt;", "%u4E91", "\\u4e91"])
def test_what_code_shows_was_written_so(text: str) -> None:
    source = f"<p>云河县网站的空格写作<code>{text}</code>。</p>"
    assert repair(source).text == source


@pytest.mark.parametrize("text", [*SOUND, *TRADITIONAL])
def test_utf8_as_gbk_that_lost_its_last_byte_is_exact_but_for_what_is_marked(text: str) -> None:
    truth = text if len(text) % 2 else text[:-1]
    data = truth.encode()
    for shown in (data[:-1].decode("gbk", "replace"), data.decode("gbk", "replace").replace("\ufffd", "?")):
        result = repair(shown)
        guessed = {
            at
            for e in result.edits
            for start, end in e.inferred
            for at in range(e.start + start, e.start + end)
        }
        assert len(result.text) == len(truth)
        assert all(a == b or i in guessed for i, (a, b) in enumerate(zip(result.text, truth, strict=True)))

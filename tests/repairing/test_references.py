"""Pages written in numeric character references: repaired like any other, and left alone when sound."""

from __future__ import annotations

import html

import pytest

from govclean import clean, decode
from govclean.repairing import repair
from govclean.testing import Fixture, simulate
from govclean.trail import replay, undo

from ..conftest import all_fixtures
from .texts import SENTENCES

FORMS = ("&#{};", "&#x{:x};", "&#{}")
DAMAGED = [f for f in all_fixtures() if f.damage and (f.folder / "page.html").exists()]


def in_references(source: str, form: str = FORMS[0]) -> str:
    return "".join(form.format(ord(c)) if c > "\x7f" else c for c in source)


def page_of(text: str) -> str:
    paragraphs = "".join(f"<p>{line}</p>\n" for line in text.split("\n"))
    return f"<html><head><title>通知</title></head><body>\n{paragraphs}</body></html>"


@pytest.mark.parametrize("form", FORMS[:2])
@pytest.mark.parametrize("seed", range(3))
def test_mirror_damage_in_references_is_undone(form: str, seed: int) -> None:
    truth = simulate.to_mirror_script("\n".join(SENTENCES))
    page = page_of(simulate.mirror(truth, seed=seed, share=1.0, drop_private=False))
    written = in_references(page, form)
    result, plain = repair(written), repair(page)
    assert html.unescape(result.text) == plain.text
    assert result.warnings == plain.warnings
    assert replay(written, result.edits) == result.text
    assert undo(result.text, result.edits) == written
    assert repair(result.text).edits == ()
    first, second = clean(written), clean(page)
    assert (first.text, first.verdict) == (second.text, second.verdict)


@pytest.mark.parametrize("form", FORMS)
def test_sound_page_in_references_stays(form: str) -> None:
    assert repair(in_references(page_of("\n".join(SENTENCES)), form)).edits == ()


def test_only_damaged_text_nodes_are_resolved() -> None:
    sound, damaged = in_references("<p>青溪市</p>"), in_references("<p>發(fā)展，發(fā)布</p>")
    result = repair(sound + damaged)
    assert result.text == sound + "<p>發展，發布</p>"
    assert {rule for e in result.edits for rule in e.rule.split("+")} == {
        "entity-resolved",
        "injected-pinyin",
    }


def test_what_would_become_markup_stays() -> None:
    source = "<p>&#20113;&#60;b&#62;&#38;&#34;&#39;&am&#112;lt;&#8203;&#27827;</p>"
    assert repair(source).text == "<p>云&#60;b&#62;&#38;&#34;&#39;&am&#112;lt;河</p>"


def test_wishes_see_characters() -> None:
    assert repair("<p>&#36890;&#30693;,&#20113;&#27827;</p>", punctuation=True).text == "<p>通知，云河</p>"


@pytest.mark.parametrize("fixture", DAMAGED, ids=lambda f: f.slug)
def test_damaged_fixtures_in_references_give_the_same_article(fixture: Fixture) -> None:
    source = decode((fixture.folder / "page.html").read_bytes()).text
    written, plain = clean(in_references(source)), clean(source)
    assert (written.text, written.verdict) == (plain.text, plain.verdict)

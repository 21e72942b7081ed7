"""The gallery shows every class of damage, really damaged, and cleaned as it says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import lxml.html
import pytest

import govclean
from govclean.testing import spam

gallery = pytest.importorskip("tools.build_gallery", reason="tools/ is not part of this copy")


@pytest.mark.parametrize("damage", gallery.DAMAGES, ids=lambda damage: damage.name)
def test_what_can_be_undone_is_undone(damage: Any) -> None:
    source = damage.make(gallery.SOUND)
    assert source != damage.sound
    if isinstance(source, bytes):
        text = govclean.clean(source).text
    else:
        text = govclean.proofread(govclean.repair(source).text).text
    if damage.whole:
        assert text == damage.sound


@pytest.mark.parametrize("form", spam.FORMS)
def test_spam_of_every_form_is_taken_out(form: str) -> None:
    injected, article = gallery.exhibit_spam(form)
    assert article.verdict == "hijacked"
    assert article.text == gallery.SOUND
    assert not any(text in article.text for text in injected.spam)


def test_every_simulator_and_every_form_is_shown() -> None:
    text = gallery.build()
    for name in ("inject_pinyin", "shift_runs", "mirror", "lose_byte", "cross_decode"):
        assert f"simulate.{name}(" in Path(gallery.__file__).read_text(encoding="utf-8")
    for form in spam.FORMS:
        assert f"### `{form}`" in text
    for block in text.split("```{raw} html\n")[2:]:
        root = lxml.html.fromstring(block.partition("\n```")[0])
        assert root.xpath("//script | //*[@src]") == []

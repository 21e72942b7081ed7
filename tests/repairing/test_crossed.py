"""Text read in the wrong encoding: whole, in spans, twice over, with bytes lost."""

from __future__ import annotations

import pytest

from govclean.repairing import repair
from govclean.testing import simulate

from .texts import SENTENCES

SCRIPTS = [*SENTENCES[:6], *map(simulate.to_mirror_script, SENTENCES[6:])]
WESTERN = [("gbk", "latin-1"), ("gbk", "cp1252"), ("utf-8", "latin-1"), ("utf-8", "cp1252")]


@pytest.mark.parametrize("text", SCRIPTS)
@pytest.mark.parametrize(("written", "read"), WESTERN)
def test_read_as_western(text: str, written: str, read: str) -> None:
    assert repair(simulate.cross_decode(text, written, read)).text == text


@pytest.mark.parametrize("text", SCRIPTS[:5])
@pytest.mark.parametrize("read", ["latin-1", "cp1252"])
@pytest.mark.parametrize("times", [2, 3])
def test_several_times_over(text: str, read: str, times: int) -> None:
    assert repair(simulate.cross_decode(text, "utf-8", read, times=times)).text == text


@pytest.mark.parametrize("text", [s for s in SENTENCES if not any(c.isdigit() for c in s)])
def test_utf8_read_as_gbk(text: str) -> None:
    """An even number of characters loses nothing but what is undefined in GBK."""
    even = text[: len(text) // 2 * 2]
    result = repair(simulate.cross_decode(even, "utf-8", "gbk"))
    guessed = {
        at for e in result.edits for start, end in e.inferred for at in range(e.start + start, e.start + end)
    }
    assert len(result.text) == len(even)
    assert all(a == b or i in guessed for i, (a, b) in enumerate(zip(result.text, even, strict=True)))


@pytest.mark.parametrize(
    ("shown", "truth"),
    [("鍥藉姟闄?", "国务院"), ("鍥藉姟闄", "国务院"), ("閫氱煡", "通知"), ("浜烘皯鏀垮簻", "人民政府")],
)
def test_utf8_read_as_gbk_with_the_last_byte_gone(shown: str, truth: str) -> None:
    assert repair(shown).text == truth


@pytest.mark.parametrize("text", SCRIPTS)
@pytest.mark.parametrize(("written", "read"), [("gbk", "latin-1"), ("utf-8", "cp1252")])
def test_a_span_in_good_text(text: str, written: str, read: str) -> None:
    damaged = text[:8] + simulate.cross_decode(text[8:14], written, read) + text[14:]
    assert repair(damaged).text == text


@pytest.mark.parametrize("text", [simulate.to_mirror_script(s) for s in SENTENCES[6:10]])
def test_gbk_read_as_big5_and_back(text: str) -> None:
    damaged = text.encode("big5hkscs", "ignore").decode("gbk", "replace")
    truth = text.encode("big5hkscs", "ignore").decode("big5hkscs")
    repaired = repair(damaged).text
    wrong = sum(a != b for a, b in zip(repaired, truth, strict=False))
    assert wrong <= damaged.count("\ufffd")


@pytest.mark.parametrize(
    "text", ["Größe und Maß", "café naïve", "Citroën", "São Paulo", "façade, déjà vu", "© 2020 ®"]
)
def test_western_text_stays(text: str) -> None:
    assert repair(text).text == text


@pytest.mark.parametrize("label", ["发布时间", "发文日期"])
def test_the_colon_that_a_mark_swallowed_is_no_full_width_digit(label: str) -> None:
    damaged = simulate.cross_decode(f"{label}：2022-08-31 来源：云河县人民政府办公室。")
    assert repair(damaged).text.startswith(f"{label}：")


def test_a_single_character_between_figures_of_a_page_that_was_read_so() -> None:
    truth = "云河县人民政府办公室发布有关通知，要求各部门认真贯彻执行。自8月30日起施行"
    result = repair(simulate.cross_decode(truth))
    assert "自8月" in result.text
    assert any(w.startswith("repair.numeral: ") for w in result.warnings)
    assert repair("自8鏈?0日起施行").edits == ()  # alone it tells nothing

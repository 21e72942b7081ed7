"""The verdict: its order, its reasons as data, and pages on which there is little to judge."""

from __future__ import annotations

import pytest

import govclean

LINE = "岚川市召开专题会议，总结前一阶段工作，研究部署秋季各项重点任务，市直有关部门负责人参加会议。"


def page(block: str = "") -> str:
    return f"<html><head><meta charset='utf-8'></head><body><h1>工作会议</h1><p>{LINE}</p><p>{LINE}</p>{block}</body></html>"


def reasons(article: govclean.Article) -> list[tuple[str, str]]:
    choice = article.trail.choice("verdict")
    assert choice is not None
    assert choice.chosen == article.verdict
    return [(c.value, c.origin) for c in choice.candidates]


def test_clean_page_has_no_reasons() -> None:
    assert reasons(govclean.clean(page())) == []


@pytest.mark.parametrize("source", [b"", "  \n", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40])
def test_nothing_to_judge(source: bytes | str) -> None:
    article = govclean.clean(source)
    assert article.page_type in ("empty", "binary")
    assert article.verdict == "clean"
    choice = article.trail.choice("verdict")
    assert choice is not None
    assert "nothing to judge" in choice.why


def test_what_nothing_can_put_back_is_damage() -> None:
    article = govclean.clean(page(f"<p>{LINE[:20]}\ufffd{LINE[20:]}</p>"))
    assert article.verdict == "repaired"
    assert reasons(article) == [("repaired", "lost")]


def test_what_is_lost_counts_as_a_reference_too() -> None:
    assert govclean.clean(page(f"<p>{LINE[:20]}&#65533;{LINE[20:]}</p>")).verdict == "repaired"


@pytest.mark.parametrize(
    "block", ["<!-- \ufffd -->", "<script>var a='\ufffd';</script>", '<div style="display:none">\ufffd</div>']
)
def test_what_nobody_reads_is_no_damage(block: str) -> None:
    assert govclean.clean(page(block)).verdict == "clean"


def test_bytes_that_were_encoded_twice() -> None:
    article = govclean.clean(page().encode("utf-8").decode("latin-1").encode("utf-8"))
    assert article.text == f"{LINE}\n{LINE}"
    assert ("repaired", "decode") in reasons(article)
    # The data say it, not the wording of a warning.
    encoding = article.trail.choice("encoding")
    assert encoding is not None
    assert [c.value for c in encoding.candidates if c.origin == "twice"] == ["utf-8"]


def test_hijacked_outweighs_and_all_reasons_stay() -> None:
    spam = '<div style="display:none"><a href="http://www.k29d.example/">金鹿娱乐城</a></div>'
    article = govclean.clean(page(f"<p>{LINE[:20]}\ufffd{LINE[20:]}</p>{spam}"))
    assert article.verdict == "hijacked"
    assert {("hijacked", "spam.links:hidden"), ("repaired", "lost")} <= set(reasons(article))

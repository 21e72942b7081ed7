"""Views: escaped, marked, free of scripts."""

from __future__ import annotations

import re

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govclean import Article, Attachment, Block, Edit, Removal, Site, Trail, explain
from govclean.show.html import safe_url
from govclean.show.marks import mark_edits
from govclean.trail import show_context

EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


def evil(value: str) -> Article:
    return Article(
        title=value,
        subtitle=value,
        text=value,
        blocks=(
            Block("heading", value, 1),
            Block("paragraph", value),
            Block("item", value),
            Block("table", value, rows=((value, value),)),
            Block("image", value, src=value),
            Block("image", "", src="javascript:alert(1)"),
        ),
        source=value,
        keywords=(value,),
        attachments=(
            Attachment(value, value),
            Attachment("a", "JaVa\tScript:alert(1)"),
            Attachment("b", "data:text/html,x"),
        ),
        site=Site(name=value),
        page_type=value,
        verdict=value,
        trail=Trail(
            (Edit(value, "proofread", 0, 1, value, value, note=value),), (Removal(value, value, value),)
        ),
        warnings=(value,),
    )


@given(st.text(max_size=60) | st.just(EVIL))
def test_nothing_gets_out_of_its_place(value: str) -> None:
    article = evil(value)
    for html in (article.to_html(), article._repr_html_()):
        root = lxml.html.fromstring(
            html.encode("utf-8", "replace"), parser=lxml.html.HTMLParser(encoding="utf-8")
        )
        assert root.xpath("//script | //iframe | //object | //*[@onerror]") == []
        for name in ("href", "src"):
            for address in root.xpath(f"//@{name}"):
                assert not re.match(r"[\x00-\x20]*(?:javascript|data|vbscript)", address, re.I)


@pytest.mark.parametrize(
    "url", ["http://a/b", "https://a/b", "ftp://a", "a/b.doc", "/a", "?id=1", "./W0201.pdf"]
)
def test_addresses_that_may_be_followed(url: str) -> None:
    assert safe_url(url) == url


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", " javascript:x", "java\nscript:x", "data:text/html,x", "vbscript:x", "file:///etc/passwd",
     "//evil.example/a", "\\\\evil", "", None, "\x01javascript:x"],
)  # fmt: skip
def test_addresses_that_may_not(url: str | None) -> None:
    assert safe_url(url) is None


def test_edits_are_marked_where_they_stand() -> None:
    before = "加強(qiáng)黨的建設，組織部門事黨的部門"
    repaired = "加強黨的建設，組織部門事黨的部門"
    text = "加強黨的建設，組織部門是黨的部門"
    edits = show_context([Edit("pinyin.injected", "repair", 2, 9, "(qiáng)", "")], repaired)
    edits += [Edit("typo.function-word", "proofread", 11, 12, "事", "是")]
    article = Article(text=text, blocks=(Block("paragraph", text),), trail=Trail(tuple(edits)))
    assert before[2:9] == edits[0].before
    assert [(text[m.start : m.end], m.start, m.edit.rule) for m in mark_edits(article)] == [
        ("", 2, "pinyin.injected"),
        ("是", 11, "typo.function-word"),
    ]
    card = article._repr_html_()
    assert card.count("<mark") == 2
    assert "事 → 是" in card


def test_explanation_reads_as_text() -> None:
    text = str(explain(evil("甲\u200b乙")))
    assert "甲\\u200b乙" in text
    assert "\x1b" not in text


def test_markdown_escapes_and_builds_tables() -> None:
    article = Article(
        title="关于*加强*管理的通知",
        text="",
        blocks=(
            Block("heading", "一、总则", 1),
            Block("paragraph", "1. 第一条 <b>"),
            Block("paragraph", "# 不是标题"),
            Block("paragraph", "&lt;b&gt; ~~删~~ AT&T"),
            Block("table", "", rows=(("名称", "数量"), ("甲|乙", "1"))),
        ),
    )
    text = article.to_markdown()
    assert "# 关于\\*加强\\*管理的通知" in text
    assert "\n1\\. 第一条 \\<b\\>" in text
    assert "\n\\# 不是标题" in text
    assert "\n\\&lt;b\\&gt; \\~\\~删\\~\\~ AT&T" in text
    assert "| 名称 | 数量 |\n| --- | --- |\n| 甲\\|乙 | 1 |" in text

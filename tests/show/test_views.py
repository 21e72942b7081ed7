"""Views: escaped, marked, free of scripts."""

from __future__ import annotations

import re

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govclean import (
    Article,
    Attachment,
    Block,
    Candidate,
    Choice,
    Damage,
    Edit,
    Encoding,
    Removal,
    Site,
    Trail,
    explain,
)  # fmt: skip
from govclean.show.card import SHOWN_REMOVALS
from govclean.show.html import safe_url
from govclean.show.marks import mark_edits

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
        url=value,
        encoding=Encoding(value, value, (value,), 0.5, (Damage(0, 1, 0, 1, value),)),
        script=value,
        rules_version=value,
        trail=Trail(
            (
                Edit(value, "proofread", 0, 1, value, value, note=value, at=0),
                Edit(value, "repair", 0, 1, value, value, 0.5, ((0, 1),), (value,), value, value, value),
            ),
            (Removal(value, value, value, value),),
            (Choice(value, value, (Candidate(value + "x", value, 1.0, value),), value),),
        ),
        warnings=(value,),
    )


@given(st.text(max_size=60) | st.just(EVIL))
def test_nothing_gets_out_of_its_place(value: str) -> None:
    article = evil(value)
    for html in (article.to_html(), article._repr_html_(), explain(article)._repr_html_()):
        root = lxml.html.fromstring(
            html.encode("utf-8", "replace"), parser=lxml.html.HTMLParser(encoding="utf-8")
        )
        assert root.xpath("//script | //iframe | //object | //*[@onerror]") == []
        assert len(root.xpath("//style")) == html.count("<style>") <= 1
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
     "//evil.example/a", "\\\\evil", "/\\evil.example", "", None, "\x01javascript:x"],
)  # fmt: skip
def test_addresses_that_may_not(url: str | None) -> None:
    assert safe_url(url) is None


def test_edits_are_marked_where_they_stand() -> None:
    text = "加強黨的建設，組織部門是黨的部門"
    edits = (
        Edit("pinyin.injected", "repair", 2, 9, "(qiáng)", "", at=2),
        Edit("typo.function-word", "proofread", 11, 12, "事", "是", at=11),
        Edit("pinyin.injected", "repair", 90, 95, "(dǐng)", "", left="版權所有", right="縣政府"),
    )
    article = Article(
        text=text,
        blocks=(Block("paragraph", text),),
        trail=Trail(edits, (Removal("footer.owner", "版權所有縣政府"),)),
    )
    assert [(text[m.start : m.end], m.start, m.edit.rule) for m in mark_edits(article)] == [
        ("", 2, "pinyin.injected"),
        ("是", 11, "typo.function-word"),
    ]
    card = article._repr_html_()
    assert 'data-tip="事 → 是&#10;typo.function-word"' in card
    assert "加強<mark" in card
    assert "[removed: footer.owner]" in card  # the one that is not in the body says where it is
    assert "2 marked above, 1 not in the body" in card


def test_a_place_that_does_not_fit_the_text_is_not_marked() -> None:
    edits = (Edit("a.b", "repair", 0, 1, "x", "乙", at=0), Edit("a.b", "repair", 3, 4, "x", "乙", at=99))
    article = Article(text="甲乙", blocks=(Block("paragraph", "甲乙"),), trail=Trail(edits))
    assert mark_edits(article) == []


def test_a_mark_in_a_table_stays_in_its_cell() -> None:
    text = "名称\t数量\n甲乡\t一"
    rows = (("名称", "数量"), ("甲乡", "一"))
    edit = Edit("a.b", "repair", 0, 1, "鄉\n", "乡", at=7, note="first\tsecond")
    article = Article(text=text, blocks=(Block("table", text, rows=rows),), trail=Trail((edit,)))
    root = lxml.html.fromstring(article._repr_html_())
    (table,) = root.xpath("//div[@class='gc-body']//table")
    assert [[cell.text_content() for cell in row.xpath("./td")] for row in table.xpath(".//tr")] == [
        ["名称", "数量"],
        ["甲乡", "一"],
    ]
    assert table.xpath(".//mark")[0].text == "乡"


def test_removed_parts_are_folded_by_rule_and_long_ones_are_counted() -> None:
    removals = [Removal("footer.icp", f"备案号 {n}", "foot") for n in range(SHOWN_REMOVALS + 5)]
    removals += [Removal("spam.places", "县" * 5000, "foot", "<b>")]
    card = Article(title="t", text="甲", trail=Trail(removals=tuple(removals)))._repr_html_()
    root = lxml.html.fromstring(card)
    assert [d.xpath("./summary/code")[0].text for d in root.xpath("//details/details")] == [
        "footer.icp",
        "spam.places",
    ]
    assert "… 5 more" in card
    assert len(card) < 80_000


def test_pictures_are_linked_and_not_loaded() -> None:
    article = Article(text="图", blocks=(Block("image", "图", src="https://a.example/W01.jpg"),))
    for html in (article._repr_html_(), explain(article)._repr_html_()):
        assert lxml.html.fromstring(html).xpath("//img | //*[@src]") == []
    root = lxml.html.fromstring(article._repr_html_())
    assert root.xpath("//figure/a/@href") == ["https://a.example/W01.jpg"]


def test_sides_show_what_was_there_and_what_came_of_it() -> None:
    lines = [f"第{n}段没有改动的文字。" for n in range(9)]
    text = "\n".join([*lines, "组织部门是党的部门"])
    edit = Edit("typo.function-word", "proofread", 0, 1, "事", "是", at=len(text) - 5)
    removals = (Removal("tools.print", "打印", "head"), Removal("footer.icp", "备案号", "foot"))
    article = Article(
        title="t",
        text=text,
        blocks=tuple(Block("paragraph", line) for line in text.split("\n")),
        trail=Trail((edit,), removals),
    )
    root = lxml.html.fromstring(explain(article)._repr_html_())
    rows = [[side.text_content() for side in row] for row in root.xpath("//div[contains(@class,'gc-row')]")]
    assert rows[1] == ["打印", "taken out: tools.print"]
    assert rows[-2] == ["组织部门事党的部门", "组织部门是党的部门"]
    assert rows[-1] == ["备案号", "taken out: footer.icp"]
    assert "… 5 paragraphs unchanged …" in root.text_content()


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


def test_an_article_is_a_line_where_it_is_only_named() -> None:
    article = Article(title="关于放假的通知", text="甲" * 9000, trail=Trail(removals=(Removal("a.b", "x"),)))
    assert repr(article) == "<Article '关于放假的通知': article, clean, 9000 characters, 0 edits, 1 removals>"
    assert len(repr(evil(EVIL * 50))) < 12_000


def test_views_can_be_written_whatever_the_page_holds() -> None:
    """A lone surrogate has no UTF-8 form: a notebook could not be saved."""
    article = evil("部分\ud800文字")
    for view in (article._repr_html_(), explain(article)._repr_html_()):
        assert "\\ud800" in view
        assert view.encode()

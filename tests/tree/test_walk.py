"""HTML → pieces: nothing lost, nothing glued, nothing split."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govclean.tree.walk import MAX_DEPTH

from .pages import PARAGRAPHS, parsed, shown, texts


def test_inline_tags_never_split_a_word() -> None:
    page = parsed(
        '<p>云<b>栖</b>县<span style="color:red">水</span><o:p></o:p>务<a class="x" href="#">局</a>通<svg><path/></svg>告</p>'
    )
    assert texts(page) == ["云栖县水务局通告"]


def test_breaks_and_blocks_part_pieces() -> None:
    page = parsed("第一行<br>第二行<br/><br>第三行<div>第四行</div>第五行<p>第六行<p>第七行")
    assert texts(page) == ["第一行", "第二行", "第三行", "第四行", "第五行", "第六行", "第七行"]


def test_white_space_is_collapsed_and_line_breaks_in_chinese_are_not_spaces() -> None:
    page = parsed("<p>　　关于做好\n   春季&nbsp;&nbsp;造林\u3000工作的 Notice\nof work　</p>")
    assert texts(page) == ["关于做好春季 造林 工作的 Notice of work"]


def test_entities_are_decoded_once() -> None:
    assert texts(parsed("<p>A&amp;lt;B &copy; &#20113;&#x6816;&ldquo;县&rdquo;</p>")) == ["A&lt;B © 云栖“县”"]


def test_unclosed_and_misnested_tags() -> None:
    page = parsed(
        "<div><p>甲<b>乙<p>丙</b>丁</p></div></div></table>戊<table><tr><td>己<td>庚<tr><td>辛</table>壬"
    )
    assert "".join(texts(page)) == "甲乙丙丁戊己庚辛壬"


def test_nested_document_is_a_part_of_the_page() -> None:
    inner = "<html><head><title>导航</title><style>p{}</style></head><body><p>首页导航</p></body></html>"
    page = parsed(
        f"<html><head><title>标题文字</title></head><body><div id='top'>{inner}</div><div id='main'><p>正文在此。</p></div></body></html>尾"
    )
    assert texts(page) == ["首页导航", "正文在此。", "尾"]
    assert page.head_title == "标题文字"
    main = next(c for c in page.containers if c.id == "main")
    assert [p.text for p in page.pieces[main.first : main.last]] == ["正文在此。"]


@pytest.mark.parametrize(
    ("markup", "why"),
    [
        ('<div style="display:none">暗</div>', "display:none"),
        ('<div style="VISIBILITY : hidden">暗</div>', "visibility:hidden"),
        ("<div hidden>暗</div>", "hidden"),
        ('<p style="position:absolute;left:-9999px">暗</p>', "left:-9999px"),
        ('<p style="font-size:0">暗</p>', "font-size:0"),
        ('<div style="height:0;overflow:hidden"><p>暗</p></div>', "height:0"),
        ('<span aria-hidden="true">暗</span>', "aria-hidden"),
        ("<noscript>暗</noscript>", "<noscript>"),
        ("<textarea>暗</textarea>", "<textarea>"),
    ],
)
def test_hidden_elements_make_hidden_pieces(markup: str, why: str) -> None:
    page = parsed(f"<p>明</p>{markup}<p>亮</p>")
    assert [(p.text, p.hidden) for p in page.pieces] == [("明", ""), ("暗", why), ("亮", "")]


@pytest.mark.parametrize(
    "style",
    [
        "font-size:0.9em",
        "opacity:0.8",
        "height:1px",
        "width:0;flex:1",
        "text-indent:-2em",
        "left:-12px",
        "line-height:0",
    ],
)
def test_what_only_looks_like_hiding_is_shown(style: str) -> None:
    assert [p.hidden for p in parsed(f'<p style="{style}">明</p>').pieces] == [""]


def test_hidden_words_do_not_cut_the_paragraph() -> None:
    page = parsed('<p>全县上下<span style="display:none">噪声文字</span>齐心协力。</p>')
    assert [(p.text, bool(p.hidden)) for p in page.pieces] == [
        ("全县上下齐心协力。", False),
        ("噪声文字", True),
    ]


def test_links_keep_their_text_and_address() -> None:
    (piece,) = parsed('<p>附件：<a href="/f/1.doc">申报<b>表</b></a>、<a href="/f/2.pdf">清单</a></p>').pieces
    assert piece.links == (("申报表", "/f/1.doc"), ("清单", "/f/2.pdf"))
    assert piece.link_chars == 5


def test_an_unclosed_link_ends_at_the_next_one() -> None:
    (piece,) = parsed('<p><a href="1">甲<a href="2">乙</a>丙</p>').pieces
    assert piece.links == (("甲", "1"), ("乙", "2"))


def test_headings_items_bold_and_centred() -> None:
    page = parsed(
        '<h2>总则</h2><ul><li>一项</ul><p align="center"><strong>题目</strong></p><center>落款</center>'
    )
    assert [(p.kind, p.level, p.bold, p.centred) for p in page.pieces] == [
        ("heading", 2, False, False),
        ("item", 0, False, False),
        ("paragraph", 0, True, True),
        ("paragraph", 0, False, True),
    ]


def test_meta_title_and_base() -> None:
    page = parsed(
        '<title> 云栖县 &mdash; 水务局 </title><base href="http://yunqi.example/">'
        '<meta name="PubDate" content=" 2021-05-11 "><META PROPERTY=og:title CONTENT="公告"><meta http-equiv="refresh" content="0;url=/a">'
    )
    assert page.head_title == "云栖县 — 水务局"
    assert page.base_href == "http://yunqi.example/"
    assert page.meta == [("pubdate", "2021-05-11"), ("og:title", "公告"), ("http-equiv:refresh", "0;url=/a")]


def test_attribute_values_may_hold_brackets() -> None:
    page = parsed(
        '<div title="<b>不是正文</b>" onclick="if (a>b) c()"><p>正文</p></div><img alt=">" src="x.jpg"><p>二</p>'
    )
    assert texts(page) == ["正文", "二"]


def test_pre_keeps_its_lines() -> None:
    assert texts(parsed("<pre>第一行\n\n第二行</pre>")) == ["第一行", "第二行"]


def test_text_that_looks_like_a_tag_is_text() -> None:
    assert texts(parsed("<p>库容<500万立方米且坝高<15米，见《<通知>》</p>")) == [
        "库容<500万立方米且坝高<15米，见《<通知>》"
    ]


def test_server_code_is_not_text() -> None:
    assert texts(parsed('<%@ page language="java" %><%-- 说明 --%><p>正文</p>')) == ["正文"]


def test_depth_is_bounded_and_nothing_is_lost() -> None:
    page = parsed("<div>" * 100_000 + "深处" + "</div>" * 100_000 + "<p>之后</p>")
    assert texts(page) == ["深处", "之后"]
    assert max(c.depth for c in page.containers) <= MAX_DEPTH
    assert [w.split(":")[0] for w in page.warnings] == ["tree.depth"]


@pytest.mark.parametrize(
    "bomb",
    ["<a " * 50_000, '<a "' * 50_000, "<a='" * 50_000, "<!--" * 50_000, "<b><p>" * 20_000, "<table><tr><td>" * 20_000, "&" * 100_000,
     "<script>" * 20_000, "</p>" * 50_000, '<p title="' + "<" * 50_000, "<p " + 'a="' * 50_000, "<%" * 50_000, "\x00<p>\x00" * 10_000, "<!-- >" * 50_000, "<script>\n<div>" * 20_000, "<title>\n" * 50_000,
     "<textarea>\n" * 20_000, "<style>\n<p>" * 20_000, "<textarea>" * 20_000 + "</textarea>"],
)  # fmt: skip
def test_bombs_end(bomb: str) -> None:
    page = parsed(bomb + "<p>末尾</p>")
    assert page.pieces is not None


def test_lone_surrogates_and_control_characters_survive() -> None:
    assert texts(parsed("<p>甲\ud800乙\x00丙\x0b丁</p>")) == ["甲\ud800乙\x00丙 丁"]


SOURCE = (
    "<html><head><title>题目</title>\n<script>\nvar a = '<p>';\n</script>\n<style>\np { color: red }\n</style></head>\n<body class=\"home\">\n"
    + "\n".join(
        f'<div class="c{n}" id="d{n}">\n<!-- 第{n}段 -->\n<p align="left">{line}</p>\n</div>'
        for n, line in enumerate(PARAGRAPHS)
    )
    + "\n<script>\ncount();\n</script>\n<p>以上情况，特此通报。</p>\n</body></html>"
)


@given(
    st.integers(0, len(SOURCE) - 1),
    st.sampled_from(["drop", "insert", "change"]),
    st.sampled_from("x<>\"'-/ 中"),
)
@settings(max_examples=300, deadline=None)
def test_one_damaged_character_costs_at_most_its_line(at: int, how: str, char: str) -> None:
    hurt = (
        SOURCE[:at] + ("" if how == "drop" else char) + (SOURCE[at:] if how == "insert" else SOURCE[at + 1 :])
    )
    seen = "".join(p.text for p in shown(parsed(hurt)))
    line = SOURCE[SOURCE.rfind("\n", 0, at) + 1 :].split("\n", 1)[0]
    lost = [p for p in (*PARAGRAPHS, "以上情况，特此通报。") if p not in seen and p not in line]
    assert not lost


_VISIBLE = re.compile(r"[一-鿿]")


@given(st.lists(st.sampled_from(
    ["<p>", "</p>", "<div>", "</div>", "<b>", "</b>", "<a href=x>", "</a>", "<br>", "<table>", "<tr>", "<td>", "</td>", "</table>", "<li>", "<ul>",
     "</ul>", "<span style='display:none'>", "</span>", "<textarea>", "</textarea>", "<option>", "<h2>", "</h2>", "甲", "乙丙", "，", " ", "\n", "<p", "<th colspan=3>"]
), max_size=60))  # fmt: skip
@settings(max_examples=300, deadline=None)
def test_every_character_is_in_exactly_one_piece(parts: list[str]) -> None:
    source = "".join(parts)
    assert Counter(_VISIBLE.findall("".join(texts(parsed(source))))) == Counter(
        _VISIBLE.findall(re.sub(r"<[^<>]*>", "", source))
    )


def test_a_link_that_lost_its_end_tag_does_not_make_the_text_a_link() -> None:
    text = "".join(f"<p>{line}</p>" for line in PARAGRAPHS * 4)
    pieces = parsed(f"<div><a href='/'>首页</a <div>{text}</div></div>").pieces
    assert sum(p.link_chars for p in pieces) <= 4
    card = parsed("<a href='1.html'><h4>水库检查</h4><p>全县二十三座水库检查完毕。</p></a>").pieces
    assert [p.link_chars for p in card] == [4, 13]


def test_noise_hidden_by_a_style_sheet_is_hidden() -> None:
    page = parsed(
        "<style>.jam{font-size:0;color:#fff} @media print{.note{display:none}} .menu li{display:none}</style>"
        "<p>逐<font class='jam'>x8 q7</font>一<span class='note'>检</span>查</p><div class='jam'>明</div>"
    )
    assert [(p.text, p.hidden) for p in page.pieces] == [
        ("逐一检查", ""),
        ("x8 q7", "<style> font-size:0"),
        ("明", ""),
    ]

"""Data tables, layout tables, and the body's blocks."""

from __future__ import annotations

import pytest

from govclean.page import Piece
from govclean.plaintext import parse_lines
from govclean.tree import blocks_of, locate_page
from govclean.tree.assemble import heading_level

from .pages import PARAGRAPHS, around, located, page_of, paragraphs, parsed


def test_spans_are_resolved() -> None:
    page = parsed(
        "<table border=1><caption>水库名单</caption><tr><th rowspan=2>序号<th colspan=2>水库</tr><tr><th>名称<th>库容</tr>"
        "<tr><td>1<td>红石<td>500</tr><tr><td>2<td>清泉<td>120</tr></table>"
    )
    caption, table = page.pieces
    assert caption.text == "水库名单"
    assert table.kind == "table"
    assert table.rows == (
        ("序号", "水库", "水库"),
        ("序号", "名称", "库容"),
        ("1", "红石", "500"),
        ("2", "清泉", "120"),
    )
    assert table.text == "序号\t水库\n名称\t库容\n1\t红石\t500\n2\t清泉\t120"


@pytest.mark.parametrize(
    "layout",
    [
        f"<table><tr><td><a href=1>首页</a></td><td>{paragraphs()}</td></tr><tr><td>左</td><td>右</td></tr></table>",
        f"<table><tr><td>{PARAGRAPHS[0]}</td></tr><tr><td>{PARAGRAPHS[1]}</td></tr></table>",
        "<table><tr><td><a href=1>政务公开</a></td><td><a href=2>办事服务</a></td></tr><tr><td><a href=3>互动</a></td><td><a href=4>走进</a></td></tr></table>",
        "<table><tr><td><table><tr><td>甲</td><td>乙</td></tr></table></td><td>丙</td></tr><tr><td>丁</td><td>戊</td></tr></table>",
    ],
)
def test_layout_tables_are_layout(layout: str) -> None:
    assert not [p for p in parsed(layout).pieces if p.kind == "table"]


def test_a_table_bomb_is_bounded() -> None:
    page = parsed(
        "<table>" + "<tr>" + "<td colspan=1000 rowspan=9999>值" * 400 + "<tr><td>a<td>b<tr><td>c<td>d</table>"
    )
    assert all(sum(map(len, p.rows)) < 1_000_000 for p in page.pieces)


def test_conservation_in_tables_with_hidden_cells() -> None:
    page = parsed(
        "<table border=1><tr><td>甲<span style='display:none'>暗</span><td>乙<tr><td>丙<td>丁</table>"
    )
    assert sorted(
        "".join(p.text for p in page.pieces if p.text).replace("\t", "").replace("\n", "")
    ) == sorted("甲暗乙丙丁")


@pytest.mark.parametrize(
    ("text", "level"),
    [("一、总体要求", 1), ("（二）基本原则", 2), ("3. 压实责任", 3), ("（4）做好保障", 4), ("第二章 管理职责", 1), ("3.5 万元", 0), ("一、各地要抓紧落实。", 0),
     ("（三）加强领导。各部门要密切配合，形成合力。", 0), ("（記者 某某）", 0)],
)  # fmt: skip
def test_heading_levels(text: str, level: int) -> None:
    assert heading_level(Piece(0, text)) == level


def test_blocks_of_a_document() -> None:
    lines = (
        "各乡镇人民政府：",
        "一、总体要求",
        PARAGRAPHS[0],
        "（一）工作目标",
        PARAGRAPHS[1],
        "云栖县水务局　云栖县应急管理局",
        "二○二一年五月十日",
        "（此件公开发布）",
    )
    table = "<table border=1><tr><td>水库<td>责任人</tr><tr><td>红石<td>张三</tr></table>"
    page = located(
        around(
            f"<div class='con'>{paragraphs('p', lines)}<figure><img src='a.jpg'><figcaption>红石水库</figcaption></figure>{table}</div>"
        )
    )
    blocks = blocks_of(page)
    assert [(b.kind, b.level) for b in blocks] == [
        ("paragraph", 0), ("heading", 1), ("paragraph", 0), ("heading", 2), ("paragraph", 0), ("signature", 0), ("signature", 0), ("note", 0),
        ("image", 0), ("table", 0),
    ]  # fmt: skip
    assert blocks[-2].text == "红石水库"
    assert blocks[-2].src == "a.jpg"
    assert blocks[-1].rows == (("水库", "责任人"), ("红石", "张三"))


def test_a_date_in_a_sentence_is_no_signature() -> None:
    page = located(
        around(f"<div class='con'>{paragraphs('p', (*PARAGRAPHS, '检查工作将持续到2021年6月30日'))}</div>")
    )
    assert {b.kind for b in blocks_of(page)} == {"paragraph"}


def test_plain_text_keeps_lines_and_tabs() -> None:
    page = page_of("　　第一行  两格\r\n\r\n序号\t名称\n1\t红石 水库\n末行\u2028又一行", is_html=False)
    parse_lines(page)
    locate_page(page)
    assert [p.text for p in page.body()] == ["第一行 两格", "序号\t名称", "1\t红石 水库", "末行", "又一行"]
    assert [b.kind for b in blocks_of(page)] == ["paragraph", "table", "paragraph", "paragraph"]
    assert blocks_of(page)[1].rows == (("序号", "名称"), ("1", "红石 水库"))


def test_text_of_blocks_is_a_fixpoint() -> None:
    page = located(
        around(f"<div class='con'>{paragraphs()}<table border=1><tr><td><td>甲<tr><td>乙<td></table></div>")
    )
    text = "\n".join(b.text for b in blocks_of(page) if b.text)
    again = page_of(text, is_html=False)
    parse_lines(again)
    locate_page(again)
    assert "\n".join(b.text for b in blocks_of(again) if b.text) == text


def _kinds(content: str) -> list[tuple[str, str]]:
    return [
        (b.kind, b.text)
        for b in blocks_of(located(around(f"<div class='con'>{paragraphs()}{content}</div>")))
    ][len(PARAGRAPHS) :]


@pytest.mark.parametrize(
    "content",
    [
        "<p>附件：1．水库名单</p><p>　　　2．责任人名单</p><p>　　　3．巡查记录表</p>",
        "<p>附件：</p><p>1．水库名单</p><p>2．责任人名单</p><p>3．巡查记录表</p>",
        "<p>附件：1.<a href='a.doc'>水库名单</a><br>2.<a href='b.doc'>责任人名单</a><br>3.<a href='c.doc'>巡查记录表</a></p>",
        "<p>附 件：1、水库名单</p><p>2、责任人名单</p><p>3、巡查记录表</p>",
    ],
)
def test_items_of_an_attachment_list_are_no_headings(content: str) -> None:
    kinds = _kinds(content + "<p>云栖县水务局</p><p>2021年5月10日</p>")
    assert len(kinds) >= 5
    assert [kind for kind, _ in kinds if kind == "heading"] == []
    assert [kind for kind, _ in kinds[-2:]] == ["signature", "signature"]


@pytest.mark.parametrize(
    "content",
    [
        f"<p>1．检查范围</p><p>{PARAGRAPHS[1]}</p><p>2．检查内容</p><p>{PARAGRAPHS[2]}</p>",
        # the list is over: numbers go on elsewhere, or start anew
        f"<p>附件：1．水库名单</p><p>云栖县水务局</p><p>2．检查内容</p><p>{PARAGRAPHS[2]}</p><p>3．检查方法</p><p>{PARAGRAPHS[1]}</p>",
        f"<p>附件：水库名单</p><p>1．检查范围</p><p>2．检查内容</p><p>{PARAGRAPHS[2]}</p>",
        # what is annexed follows, with headings of its own
        f"<p>附件：</p><p>1．检查范围</p><p>{PARAGRAPHS[1]}</p><p>2．检查内容</p><p>{PARAGRAPHS[2]}</p>",
    ],
)
def test_numbered_headings_beside_attachments_stay_headings(content: str) -> None:
    assert [kind for kind, _ in _kinds(content)].count("heading") == 2

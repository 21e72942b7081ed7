"""Headings that carry no number, and captions."""

from __future__ import annotations

import pytest

from govclean import clean
from govclean.article import Block

HEAD = (
    "<h1>栖水县人民政府关于印发《栖水县古树保护办法》的通知</h1><div>发布时间：2022-09-14　来源：县林业局</div>"
    "<p>各乡镇人民政府：</p><p>《栖水县古树保护办法》已经县政府同意，现印发给你们，请认真贯彻执行。</p>"
)
SIGNED = "<p>栖水县人民政府</p><p>2022年9月8日</p><p>（此件公开发布）</p>"
RULES = "<p>第一条　为了保护古树，根据有关规定，制定本办法。</p><p>第二条　本办法自2022年10月1日起施行，由县林业局负责解释。</p>"


def blocks(body: str) -> list[Block]:
    html = f"<html><head><title>栖水县人民政府关于印发《栖水县古树保护办法》的通知</title></head><body>{HEAD}{body}</body></html>"
    return list(clean(html).blocks)


def headings(body: str) -> list[tuple[str, int]]:
    return [(b.text, b.level) for b in blocks(body) if b.kind == "heading"]


@pytest.mark.parametrize(
    ("annex", "title"),
    [
        (f"<p>附件1</p><p align=center><b>栖水县古树保护办法</b></p>{RULES}", "栖水县古树保护办法"),
        (f"<p>附件</p><p>栖水县古树保护办法（试行）</p>{RULES}", "栖水县古树保护办法（试行）"),
        (f"<p>附件一：</p><p style='text-align:center'>栖水县古树保护办法</p>{RULES}", "栖水县古树保护办法"),
        (
            f"<p>附件：栖水县古树保护办法</p><p>第一条　{'为了保护古树，' * 8}制定本办法。</p>",
            "附件：栖水县古树保护办法",
        ),
        (f"<p style='text-align:center'>栖水县古树保护办法</p>{RULES}", "栖水县古树保护办法"),
        (
            "<p>附件2</p><p align=center>古树登记表</p><table border=1><tr><td>编号</td><td>树种</td></tr><tr><td>1</td><td>香樟</td></tr></table>",
            "古树登记表",
        ),
    ],
)
def test_titles_of_annexed_documents(annex: str, title: str) -> None:
    assert headings(SIGNED + annex)[0] == (title, 1)


@pytest.mark.parametrize(
    "listed",
    [
        "<p>附件：1.栖水县古树保护办法</p><p>2.古树登记表</p>",
        "<p>附件：</p><p>1.栖水县古树保护办法</p><p>2.古树登记表</p>",
        "<p>附件：</p><p>古树登记表</p>",
        "<p>附件：<a href='a.doc'>栖水县古树保护办法</a></p>",
        "<p>附件：栖水县古树保护办法</p>",
    ],
)
def test_lists_of_attachments_are_no_headings(listed: str) -> None:
    assert headings(listed + SIGNED) == []


def test_title_in_two_lines() -> None:
    annex = f"<p>附件</p><p align=center>栖水县古树名木</p><p align=center>保护办法</p>{RULES}"
    assert headings(SIGNED + annex) == [("栖水县古树名木", 1), ("保护办法", 1)]


def test_bold_lines_above_a_paragraph() -> None:
    body = f"<p><b>摸清家底 建档立卡</b></p>{RULES}<p><strong>专人管护</strong>，每株古树都有管护人。</p>"
    assert headings(body) == [("摸清家底 建档立卡", 2)]


@pytest.mark.parametrize(
    "body",
    [
        "<p><b>请各单位于9月20日前报送名单。</b></p>" + RULES,  # a sentence
        "<p><b>第一段全部加粗</b></p><p><b>第二段也全部加粗，只是长一些，有标点，并不是标题下面的文字。</b></p>",
        RULES + "<p><b>栖水县林业局</b></p>",  # the last line
    ],
)
def test_bold_lines_that_are_no_headings(body: str) -> None:
    assert headings(body) == []


@pytest.mark.parametrize(
    "caption",
    ["图为柳塘古樟。林知夏 摄", "▲志愿者为古树浇水", "下渡村的古银杏。（县融媒体中心供图）", "图1 古树分布"],
)
def test_captions(caption: str) -> None:
    found = blocks(
        f"{RULES}<p align=center><img src='/a.jpg'></p><p align=center>{caption}</p>{RULES[:40]}</p>"
    )
    assert [(b.text, b.src) for b in found if b.kind == "image"] == [(caption, "/a.jpg")]


@pytest.mark.parametrize(
    "text", ["图书馆将于下月开放，请市民留意公告。", "活动在一片欢呼声中出发", "随后，检查组来到柳塘镇。"]
)
def test_text_below_an_image_is_no_caption(text: str) -> None:
    found = blocks(f"{RULES}<p><img src='/a.jpg'></p><p>{text}</p>{RULES}")
    assert [b.text for b in found if b.kind == "image"] == [""]
    assert text in [b.text for b in found if b.kind == "paragraph"]

"""Attachments and paging."""

from __future__ import annotations

import pytest

from govclean import Attachment, clean
from govclean.page import Page, Piece

from .pages import BODY, SIGNED, TITLE, page, read

HOST = "http://www.qingyun.example.gov.cn"


def test_named_in_the_text() -> None:
    assert read(page("", SIGNED)).attachments == (
        Attachment("青云县春耕生产任务分解表", None, 1),
        Attachment("青云县农资储备情况统计表", None, 2),
    )


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            "<p>附件：<a href='/up/1.doc'>1.春耕任务表.doc</a></p><p><a href='./2.xlsx'>2.农资统计表</a></p>",
            [("春耕任务表.doc", f"{HOST}/up/1.doc", 1), ("农资统计表", f"{HOST}/art/2021/3/13/2.xlsx", 2)],
        ),
        (
            "<p>附件：1.春耕任务表 2.农资统计表</p><p><a href='/a.doc'>春耕任务表.doc</a></p><p><a href='/b.xls'>农资统计表.xls</a></p>",
            [("春耕任务表", f"{HOST}/a.doc", 1), ("农资统计表", f"{HOST}/b.xls", 2)],
        ),
        ("<p>附件：春耕任务表（<a href='/a.doc'>点击下载</a>）</p>", [("春耕任务表", f"{HOST}/a.doc", None)]),
        (
            "<p>附件：<a href='/a.pdf'>春耕任务表.pdf</a> <a href='/b.pdf'>农资统计表.pdf</a></p>",
            [("春耕任务表.pdf", f"{HOST}/a.pdf", None), ("农资统计表.pdf", f"{HOST}/b.pdf", None)],
        ),
        (
            "<p>附件：<a href='/a.pdf'>春耕任务表</a>、<a href='/b.pdf'>农资统计表</a></p>",
            [("春耕任务表", f"{HOST}/a.pdf", None), ("农资统计表", f"{HOST}/b.pdf", None)],
        ),
        # One file: its name in two parts.
        (
            "<p>附件：<a href='/a.pdf'>春耕任务</a> <a href='/a.pdf'>统计表.pdf</a></p>",
            [("春耕任务 统计表.pdf", f"{HOST}/a.pdf", None)],
        ),
        ("<p>附　件：申报表</p>", [("申报表", None, None)]),
        (
            "<p><a href='/files/%E8%A1%A8.pdf'>附件下载</a></p>",
            [("表.pdf", f"{HOST}/files/%E8%A1%A8.pdf", None)],
        ),
        ("<p><a href='javascript:get(1)'>附件.doc</a></p>", []),
        ("<p><a href='mailto:a@b.cn'>附件.doc</a></p>", []),
        (
            "<p>根据<a href='/x.pdf'>县里的规划</a>，各乡镇要抓好春耕生产，确保完成全年粮食生产目标任务。</p>",
            [],
        ),
        ("<p><a href='/x.html'>相关新闻一则在此查看</a></p>", []),
        ("<p>请各单位报送附件。</p>", []),
    ],
)
def test_attachments(html: str, expected: list[tuple[str, str | None, int | None]]) -> None:
    article = read(page("<div>发布时间：2021-03-13</div>", BODY + html))
    assert [(a.name, a.url, a.number) for a in article.attachments] == expected


def test_list_behind_the_text() -> None:
    foot = "<div><h4>附件下载</h4><ul><li><a href='/a/1.pdf'>春耕任务表.pdf</a></li></ul></div><div>版权所有 青云县人民政府</div>"
    assert [a.name for a in read(page("", BODY, foot=foot)).attachments] == ["春耕任务表.pdf"]


def test_gap_is_a_warning() -> None:
    article = read(
        page(
            "",
            BODY
            + "<p>附件1：春耕任务表（<a href='/1.doc'>下载</a>）</p><p>附件3：农资统计表（<a href='/3.doc'>下载</a>）</p>",
        )
    )
    assert [(a.name, a.number) for a in article.attachments] == [("春耕任务表", 1), ("农资统计表", 3)]
    assert any(w.startswith("fields.attachment-gap") for w in article.warnings)


def test_relative_address_without_a_page_address() -> None:
    html = page("<div>发布时间：2021-03-13</div>", BODY + "<p>附件：<a href='./1.doc'>春耕任务表</a></p>")
    assert clean(html).attachments[0].url == "./1.doc"


def test_base_address() -> None:
    html = page(
        "",
        BODY + "<p>附件：<a href='1.doc'>春耕任务表</a></p>",
        head=f"<title>{TITLE}</title><base href='http://files.example.cn/up/'>",
    )
    assert read(html).attachments[0].url == "http://files.example.cn/up/1.doc"


@pytest.mark.parametrize(
    ("pager", "next_page", "pages"),
    [
        ("<script>createPageHTML(3, 0, 'art_1', 'html');</script>", f"{HOST}/art/2021/3/13/art_1_1.html", 3),
        ("<script>createPageHTML(3, 2, 'art_1', 'html');</script>", None, 3),
        ("<script>createPageHTML(1, 0, 'art_1', 'html');</script>", None, None),
        ("<div>第1页/共4页 <a href='art_1_2.html'>下一页</a></div>", f"{HOST}/art/2021/3/13/art_1_2.html", 4),
        ("<div><a href='art_2.html'>下一篇：青云县召开会议</a></div>", None, None),
        ("<div>共1页 <a href='#'>下一页</a></div>", None, None),
        ("", None, None),
    ],
)
def test_paging(pager: str, next_page: str | None, pages: int | None) -> None:
    article = read(page("<div>发布时间：2021-03-13</div>", BODY, foot=pager))
    assert (article.next_page, article.pages) == (next_page, pages)


def test_a_line_of_many_files_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    from govclean.fields import attachments

    lines: list[str] = []
    once = attachments._read_file_line

    def counted(page_: Page, piece: Piece) -> attachments._FileLine:
        lines.append(piece.text)
        return once(page_, piece)

    monkeypatch.setattr(attachments, "_read_file_line", counted)
    links = "".join(f"<a href='/up/{n}.doc'>{n}.农资统计表{n}</a> " for n in range(1, 400))
    found = read(page("", f"{BODY}<p>{links}</p>")).attachments
    assert len(found) == 399
    assert len(lines) == len(set(lines)) == 1

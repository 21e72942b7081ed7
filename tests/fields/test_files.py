"""Attachments: named, numbered, linked by a script, in tables, with sizes and counts; and links that are none."""

from __future__ import annotations

import pytest

from .pages import NOTICE, SIGNED, page, read

HEADER = "<div class='info'>发布时间：2021-03-13 来源：县农业局</div>"
TEXT = SIGNED.partition("<p>附件")[0]
PLAN, LIST = "春耕任务分解表", "农资责任人名单"
ROOT = "http://www.qingyun.example.gov.cn"
HERE = f"{ROOT}/art/2021/3/13"
FILE = f"{PLAN}.doc"


def files(tail: str, below: str = "", head: str = "") -> list[tuple[str, str | None, int | None]]:
    html = page(
        HEADER,
        f"{TEXT}{tail}</div>{below}<div>",
        title=f"<h1>{NOTICE}</h1>",
        head=f"{head}<title>{NOTICE}</title>",
    )
    return [(a.name, a.url, a.number) for a in read(html).attachments]


TWO = [(PLAN, None, 1), (LIST, None, 2)]


@pytest.mark.parametrize(
    "tail",
    [
        f"<p>附件：1.{PLAN} 2.{LIST}</p>",
        f"<p>附件：１．{PLAN}　２．{LIST}</p>",
        f"<p>附件：（1）{PLAN}（2）{LIST}</p>",
        f"<p>附件：1.{PLAN}；2.{LIST}</p>",
        f"<p>附件：1.{PLAN}<br>2.{LIST}</p>",
        f"<p>附件：</p><p>1. {PLAN}</p><p>2. {LIST}</p>",
        f"<p>附件1：{PLAN}</p><p>附件2：{LIST}</p>",
        f"<p>附件(1)：{PLAN}</p><p>附件(2)：{LIST}</p>",
        f"<p>附件一：{PLAN}</p><p>附件二：{LIST}</p>",
        f"<table><tr><td>附件1</td><td>{PLAN}</td></tr><tr><td>附件2</td><td>{LIST}</td></tr></table>",
    ],
)
def test_two_that_are_named(tail: str) -> None:
    assert files(tail) == TWO


@pytest.mark.parametrize(
    "link",
    [
        f"<a href='a.doc'>{FILE}</a>",
        f"<a href='a.doc'>{FILE}（35.5KB）</a>",
        f"<a href='a.doc'>{FILE} [1.2 MB]</a>",
        f"【<a href='a.doc'>{FILE}</a>】已下载<span>33</span>次",
        f"<a href='#' onclick=\"window.open('a.doc')\">{FILE}</a>",
        f"<a href=\"javascript:download('a.doc')\">{FILE}</a>",
        f"<a href='javascript:;' data-href='a.doc'>{FILE}</a>",
        f"<a href='a.doc' title='{FILE}'>春耕任务…</a>",
    ],
)
def test_one_link(link: str) -> None:
    assert files(f"<p>附件：{link}</p>") == [(FILE, f"{HERE}/a.doc", None)]


def test_script_that_names_no_file() -> None:
    assert files(f"<p>附件：<a href=\"javascript:down('1234')\">{FILE}</a></p>") == [(FILE, None, None)]


def test_addresses() -> None:
    assert (
        files(f"<p>附件：<a href='a.doc'>{FILE}</a></p>", head="<base href='/files/'>")[0][1]
        == f"{ROOT}/files/a.doc"
    )
    assert files(f"<p>附件：<a href='\\files\\a.doc'>{FILE}</a></p>")[0][1] == f"{ROOT}/files/a.doc"
    assert files(f"<p>附件：<a href='../../a.doc'>{FILE}</a></p>")[0][1] == f"{ROOT}/art/2021/a.doc"


def test_list_of_files_with_a_column_of_links() -> None:
    rows = "".join(
        f"<tr><td>{n}</td><td>{name}</td><td><a href='{n}.doc'>下载</a></td></tr>"
        for n, name in ((1, FILE), (2, LIST))
    )
    found = files(f"<table><tr><th>序号</th><th>附件名称</th><th>操作</th></tr>{rows}</table>")
    assert found == [(FILE, f"{HERE}/1.doc", None), (LIST, f"{HERE}/2.doc", None)]


def test_named_in_the_text_and_linked_by_number_below() -> None:
    below = "<div><a href='a.doc'>附件1</a> <a href='b.xls'>附件2</a></div>"
    assert files(f"<p>附件：1.{PLAN}</p><p>2.{LIST}</p>", below) == [
        (PLAN, f"{HERE}/a.doc", 1),
        (LIST, f"{HERE}/b.xls", 2),
    ]


def test_file_of_a_download_service() -> None:
    service = "/module/download/downfile.jsp?classid=0&filename=ab12.doc"
    assert files(f"<p><a href='{service}'>{PLAN}</a></p>") == [(PLAN, ROOT + service, None)]


@pytest.mark.parametrize(
    ("tail", "below"),
    [
        ("", ""),
        ("<p>附件：无</p>", ""),
        ("<p>附件：<img src='a.jpg'></p>", ""),
        ("<p>附件中的任务表由县农业局负责解释。</p>", ""),
        ("<p>具体分工（见附件1）由各乡镇抓好落实。</p>", ""),
        ("", "<div><a href='/app/qingyun.zip'>客户端下载</a></div>"),
        ("", "<div>下载：<a href='/soft/reader.zip'>PDF阅读器</a></div>"),
        ("", "<div><h3>相关解读</h3><ul><li><a href='/jd/1.html'>一图读懂春耕生产</a></li></ul></div>"),
    ],
)
def test_nothing_attached(tail: str, below: str) -> None:
    assert files(tail, below) == []


@pytest.mark.parametrize(("numbers", "gap"), [((1, 3), True), ((1, 2), False)])
def test_gap_in_the_numbers(numbers: tuple[int, int], gap: bool) -> None:
    tail = "".join(f"<p><a href='{n}.doc'>附件{n}：{PLAN}{n}.doc</a></p>" for n in numbers)
    html = page(HEADER, TEXT + tail, title=f"<h1>{NOTICE}</h1>")
    article = read(html)
    assert [a.number for a in article.attachments] == list(numbers)
    assert any(w.startswith("fields.attachment-gap") for w in article.warnings) is gap

"""Who wrote, who edited: every form of credit at the end of a page, in the header line, at the head of the text; and what only looks like one."""

from __future__ import annotations

import pytest

from govclean import clean
from govclean.fields.labels import read_line

from .pages import BODY, page, read

NAME, OTHER = "刘桂芳", "陈小舟"
BOTH = f"{NAME} {OTHER}"
HEADER = "<div class='info'>发布时间：2021-03-13 来源：县水利局</div>"

AUTHORS = {
    f"（文/{NAME} 图/{OTHER}）": NAME,
    f"（文/图 {NAME}）": NAME,
    f"（图/文 {NAME}）": NAME,
    f"（图文：{NAME}）": NAME,
    f"（{NAME}/文 {OTHER}/图）": NAME,
    f"（记者 {NAME} 通讯员 {OTHER}）": BOTH,
    f"（记者{NAME}、{OTHER}）": BOTH,
    f"（供稿：{NAME}）": NAME,
    f"（供稿人：{NAME}）": NAME,
    f"（供稿单位：县水利局 {NAME}）": NAME,
    f"（青云融媒 {NAME}）": NAME,
    f"（县融媒体中心 {NAME} {OTHER}）": BOTH,
    f"（水利股 {NAME}）": NAME,
    f"（青云县委书记 {NAME}）": NAME,
    f"（{NAME}报道）": NAME,
    f"（{NAME} 报道）": NAME,
    "（欧阳修远）": "欧阳修远",
    "（买买提·艾山）": "买买提·艾山",
    "（记者 扎西次仁）": "扎西次仁",
    "（扎西次仁）": None,
    "（作者单位：青云县水利局）": None,
    "（青云县水利局供稿）": None,
    "（供稿单位：县水利局）": None,
    "（图片由县水利局提供）": None,
    f"（图/{OTHER}）": None,
    "（据青云日报）": None,
    "（单位：万元）": None,
    "（转自青云网）": None,
    "（见附件）": None,
}


@pytest.mark.parametrize("line", AUTHORS)
@pytest.mark.parametrize("own", [True, False])
def test_author_at_the_end(line: str, own: bool) -> None:
    body = f"{BODY}<p>{line}</p>" if own else f"{BODY[:-4]}{line}</p>"
    article = read(page(HEADER, body))
    assert (article.author, article.editor, article.source) == (AUTHORS[line], None, "县水利局")
    assert clean(article.text).text == article.text


STAFF = {
    f"责编/{NAME} 校对/{OTHER} 审核/王大海": (None, NAME),
    f"责编｜{NAME}　审核｜{OTHER}": (None, NAME),
    f"审核 | {NAME}  编辑 | {OTHER}": (None, OTHER),
    f"作者丨{NAME}": (NAME, None),
    f"（编辑 {NAME}）": (None, NAME),
    f"（编辑：{NAME} 审核：{OTHER}）": (None, NAME),
    f"作者：{NAME}　编辑：{OTHER}　审核：王大海": (NAME, OTHER),
    f"撰稿：{NAME}　校对：{OTHER}　审核：王大海": (NAME, None),
    f"初审：{NAME} 复审：{OTHER} 终审：王大海": (None, None),
    "责任编辑：刘 洋": (None, "刘洋"),
    "编辑：阿依古丽·买买提": (None, "阿依古丽·买买提"),
    "责任编辑：admin": (None, None),
    "编辑：网站管理员": (None, None),
}


@pytest.mark.parametrize("line", STAFF)
@pytest.mark.parametrize("inside", [True, False])
def test_staff_below_the_text(line: str, inside: bool) -> None:
    below = f"<p>{line}</p>"
    html = page(HEADER, BODY + below) if inside else page(HEADER, BODY + f"</div><div class='staff'>{below}")
    article = read(html)
    assert (article.author, article.editor) == STAFF[line]


@pytest.mark.parametrize(
    ("line", "author", "source", "editor"),
    [
        (f"来源：青云日报（记者 {NAME}） 2021-03-13", NAME, "青云日报", None),
        (f"来源：青云日报　{NAME}　2021-03-13", NAME, "青云日报", None),
        ("来源：青云日报　江北区　2021-03-13", None, "青云日报 江北区", None),
        ("来源：青云县水利局（青云县河长办） 2021-03-13", None, "青云县水利局（青云县河长办）", None),
        (f"作者/{NAME} 来源/青云日报 2021-03-13", NAME, "青云日报", None),
        (f"信息员：{NAME} 审核人：{OTHER} 来源：县水利局 2021-03-13", None, "县水利局", None),
        (f"录入：{NAME} 来源：青云日报 2021-03-13", None, "青云日报", NAME),
    ],
)
def test_people_in_the_header_line(line: str, author: str | None, source: str, editor: str | None) -> None:
    article = read(page(f"<div class='info'>{line}</div>"))
    assert (article.author, article.source, article.editor) == (author, source, editor)
    assert str(article.published_at) == "2021-03-13"


@pytest.mark.parametrize(
    ("lead", "author"),
    [
        (f"青云融媒讯（{NAME} {OTHER}）", BOTH),
        (f"本网讯 （通讯员 {NAME} 文/图）", NAME),
        ("本报讯", None),
        ("青云融媒讯（全县平均）", None),
        ("一条短讯（摘要）", None),
    ],
)
def test_dateline(lead: str, author: str | None) -> None:
    article = read(page(HEADER, "<p>" + lead + BODY[3:]))
    assert article.author == author
    assert article.text.startswith(lead.split("（")[0].strip())


@pytest.mark.parametrize(
    "line", ["编辑 | 打印 | 关闭", "编辑 | 审核", "来源 | 时间", "图/文", "来源/青云日报"]
)
def test_rows_of_words_are_no_credits(line: str) -> None:
    assert not [p for p in read_line(line).pairs if p.value and p.field != "tools"]

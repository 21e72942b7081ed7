"""Information boxes in every layout, above, under and inside the text; empty rows; lists of documents that are none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from govclean import Article

from .pages import NOTICE, SIGNED, page, read

RECORD = {
    "索 引 号": "1134000/2021-00012",
    "主题分类": "农业、林业、水利",
    "发文机关": "青云县人民政府办公室",
    "成文日期": "2021年03月10日",
    "标　　题": NOTICE,
    "发文字号": "青政办发〔2021〕5号",
    "发布日期": "2021年03月13日",
    "有 效 性": "有效",
}
Row = tuple[str, str]
Cell = Callable[[str, str], str]


def table(columns: int, cell: Cell, rows: dict[str, str] = RECORD) -> str:
    pairs = list(rows.items())
    lines = [pairs[at : at + columns] for at in range(0, len(pairs), columns)]
    return (
        "<table>"
        + "".join(f"<tr>{''.join(cell(*pair) for pair in line)}</tr>" for line in lines)
        + "</table>"
    )


def each(cell: Cell, rows: dict[str, str] = RECORD) -> str:
    return "".join(cell(*pair) for pair in rows.items())


def over(columns: int) -> str:
    pairs = list(RECORD.items())
    lines = [pairs[at : at + columns] for at in range(0, len(pairs), columns)]
    return "<table>" + "".join(
        f"<tr>{''.join(f'<th>{k}</th>' for k, _ in line)}</tr><tr>{''.join(f'<td>{v}</td>' for _, v in line)}</tr>" for line in lines
    ) + "</table>"  # fmt: skip


LAYOUTS = {
    **{f"{n} columns": table(n, lambda k, v: f"<td>{k}：</td><td>{v}</td>") for n in (1, 2, 3, 4)},
    "no colon": table(2, lambda k, v: f"<th>{k}</th><td>{v}</td>"),
    "one cell": table(2, lambda k, v: f"<td><b>{k}：</b>{v}</td>"),
    "brackets": table(2, lambda k, v: f"<td>【{k}】</td><td>{v}</td>"),
    "colon in a cell": table(2, lambda k, v: f"<td>{k}</td><td>：</td><td>{v}</td>"),
    "values under labels": over(4),
    "values under all labels": over(8),
    "li": f"<ul>{each(lambda k, v: f'<li><b>{k}：</b>{v}</li>')}</ul>",
    "li without colon": f"<ul>{each(lambda k, v: f'<li><span>{k}</span><span>{v}</span></li>')}</ul>",
    "li, colon outside": f"<ul>{each(lambda k, v: f'<li><strong>{k}</strong>：{v}</li>')}</ul>",
    "dl": f"<dl>{each(lambda k, v: f'<dt>{k}</dt><dd>{v}</dd>')}</dl>",
    "p": each(lambda k, v: f"<p>{k}：{v}</p>"),
    "one line": f"<p>{'　'.join(f'{k}：{v}' for k, v in RECORD.items())}</p>",
    "spans": f"<div>{each(lambda k, v: f'<span>{k}：{v}</span>')}</div>",
    "divs": each(lambda k, v: f"<div><div>{k}</div><div>{v}</div></div>"),
    "label and value in p": each(lambda k, v: f"<p>{k}：</p><p>{v}</p>"),
}


def stated(article: Article) -> tuple[object, ...]:
    return (
        article.index_number,
        article.subject,
        article.issuer,
        str(article.signed_on),
        article.title,
        article.document_number,
        str(article.published_at),
        article.validity,
    )


ALL = (
    "1134000/2021-00012",
    "农业、林业、水利",
    "青云县人民政府办公室",
    "2021-03-10",
    NOTICE,
    "青政办发〔2021〕5号",
    "2021-03-13",
    "有效",
)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("place", ["above", "under", "in", "no title"])
def test_box(layout: str, place: str) -> None:
    box, title, head = LAYOUTS[layout], f"<h1>{NOTICE}</h1>", f"<title>{NOTICE}_青云县人民政府</title>"
    if place == "above":
        html = page("", SIGNED, title=box + title, head=head)
    elif place == "under":
        html = page(box, SIGNED, title=title, head=head)
    elif place == "in":
        html = page("", box + SIGNED, title=title, head=head)
    else:
        html = page("", SIGNED, title=box, head="<title>青云县人民政府</title>")
    article = read(html)
    assert stated(article) == ALL
    assert article.source is None
    assert article.text.startswith("各乡镇人民政府")


EMPTY = ("有 效 性", "发文字号", "主题分类", "成文日期")


@pytest.mark.parametrize("nothing", ["", "&nbsp;", "无", "--"])
@pytest.mark.parametrize("form", ["table", "li", "dl", "line", "p"])
def test_empty_rows(nothing: str, form: str) -> None:
    rows = {k: nothing if k in EMPTY else v for k, v in RECORD.items()}
    box = {
        "table": table(2, lambda k, v: f"<td>{k}：</td><td>{v}</td>", rows),
        "li": f"<ul>{each(lambda k, v: f'<li><b>{k}：</b>{v}</li>', rows)}</ul>",
        "dl": f"<dl>{each(lambda k, v: f'<dt>{k}：</dt><dd>{v}</dd>', rows)}</dl>",
        "line": f"<p>{'　'.join(f'{k}：{v}' for k, v in rows.items())}</p>",
        "p": each(lambda k, v: f"<p>{k}：{v}</p>", rows),
    }[form]
    article = read(page(box, SIGNED, title=f"<h1>{NOTICE}</h1>"))
    assert (article.validity, article.document_number, article.subject) == (None, None, None)
    assert (article.index_number, article.issuer) == (ALL[0], ALL[2])
    assert article.text.startswith("各乡镇人民政府")


def test_list_of_documents_is_no_record() -> None:
    rows = "<tr><th>文件名称</th><th>文号</th><th>发文机关</th></tr>" + "".join(
        f"<tr><td>关于水库管理的通知</td><td>湖政发〔201{n}〕3号</td><td>县政府</td></tr>" for n in range(3)
    )
    article = read(
        page("<div>发布时间：2021-03-13</div>", SIGNED + f"<table>{rows}</table>", title=f"<h1>{NOTICE}</h1>")
    )
    assert article.document_number is None
    assert "湖政发〔2011〕3号" in article.text


def test_empty_last_row_takes_no_line_of_the_title() -> None:
    rows = {**RECORD, "主 题 词": ""}
    del rows["标　　题"]
    lines = (NOTICE[:10], NOTICE[10:])
    title = table(2, lambda k, v: f"<td>{k}：</td><td>{v}</td>", rows) + "".join(
        f"<p align=center><b>{x}</b></p>" for x in lines
    )
    article = read(page("", SIGNED, title=title, head="<title>青云县人民政府</title>"))
    assert (article.title, article.keywords) == (NOTICE, ())


NUMBER = "青政办发〔2021〕5号"


@pytest.mark.parametrize(
    ("written", "number"),
    [
        (NUMBER, NUMBER),
        ("青政办发[2021]5号", NUMBER),
        ("青政办发【2021】5号", NUMBER),
        ("青政办发（2021）第05号", NUMBER),
        ("青政办发〔2021] 5号", NUMBER),
        ("青 政 办 发〔2021〕5号", NUMBER),
        ("青政办发?2021?5号", NUMBER),
        ("青云县人民政府令 第12号", "青云县人民政府令第12号"),
        ("公告2021年第3号", "公告2021年第3号"),
        ("（2021年第3号）", "2021年第3号"),
        ("青政办发〔2021〕5", None),
        ("〔2021〕第5号", None),
        ("（2021）湖1321民初123号", None),
        ("青政办发 2021 5号", None),
    ],
)
def test_number_under_the_title(written: str, number: str | None) -> None:
    header = f"<div>发布时间：2021-03-13</div><p align=center>{written}</p>"
    article = read(page(header, SIGNED, title=f"<h1>{NOTICE}</h1>"))
    assert article.document_number == number


@pytest.mark.parametrize(
    "cited",
    [
        "<p>根据《关于加强水利工作的意见》（湖政发〔2020〕12号）要求，现将有关事项通知如下。</p>",
        "<p>现将湖水发〔2021〕8号转发给你们，请认真贯彻执行。</p>",
        "<p>附：湖水发〔2021〕8号</p>",
        "<p>湖水发?2021?8号文件明确，水库除险加固实行县级负责制。</p>",
    ],
)
def test_cited_number(cited: str) -> None:
    assert read(page("<div>发布时间：2021-03-13</div>", cited + SIGNED)).document_number is None

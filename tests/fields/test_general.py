"""Forms of unseen sites: each class with a page or line that has it, and one that only looks like it."""

from __future__ import annotations

import datetime as dt

import pytest

from govclean import clean
from govclean.fields.box import box_rows
from govclean.fields.dates import find_dates
from govclean.fields.labels import glued_row, read_line
from govclean.fields.people import lead_credit, tail_byline

from .pages import BODY, NOTICE, SIGNED, TITLE, page, read


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("来源：青云发布　　时间：2021-03-13", "source", "青云发布"),
        ("来源：青云日报 / / 浏览：12", "source", "青云日报"),
        ("稿源：[ 县统计局 ]　点击：[ 88 ]", "source", "县统计局"),
        ("[ 来源：县水利局 ]　[ 发布时间：2021.03.13 ]", "source", "县水利局"),
        ("来源：县水利局 网友评分：12", "source", "县水利局"),
        ("来源：县水利局 12次浏览", "source", "县水利局"),
        ("来源：青云发布阅读 12", "source", "青云发布"),
        ("来源：微信公众号“青云发布”", "source", "微信公众号“青云发布”"),
        ("栏目：要闻 | 来源：县水利局", "source", "县水利局"),
        ("[标　题] 青云县水利工程公告", "title", "青云县水利工程公告"),
        ("发 布 日 期：2021-03-13", "published_at", "2021-03-13"),
    ],
)
def test_value_ends_where_the_next_entry_begins(line: str, field: str, value: str) -> None:
    assert value in [p.value for p in read_line(line).pairs if p.field == field]


def test_dates_glued_to_their_time() -> None:
    cst = dt.timezone(dt.timedelta(hours=8))
    for text in ("2021-03-1308:30", "202103/1308:30:00", "2021 03/13 08:30:00"):
        assert [d.value for d in find_dates(text)] == [dt.datetime(2021, 3, 13, 8, 30, tzinfo=cst)]
    for text in ("2021-03-1308", "No. 202103/13", "2021-3-308:30"):
        assert not find_dates(text)


def test_day_of_change_is_the_day_where_no_other_is_stated() -> None:
    article = read(page("<div>更新时间：2021-3-13　点击数：12</div>"))
    assert str(article.published_at) == str(article.modified_at) == "2021-03-13"
    assert any(w.startswith("fields.only-day") for w in article.warnings)


def test_day_of_change_beside_a_day_of_publication() -> None:
    article = read(page("<div>发布时间：2021-03-12　更新时间：2021-03-13</div>"))
    assert (str(article.published_at), str(article.modified_at)) == ("2021-03-12", "2021-03-13")
    assert not any(w.startswith("fields.only-day") for w in article.warnings)


@pytest.mark.parametrize(
    "header", ["<p><span>2021-03-13</span><span>来源：青云日报</span></p>", "<p>2021-03-13</p>"]
)
def test_date_above_the_title(header: str) -> None:
    article = read(page("", title=header + f"<h1>{TITLE}</h1>"))
    assert (article.title, str(article.published_at)) == (TITLE, "2021-03-13")


def test_header_line_at_the_foot() -> None:
    article = read(page("", BODY + "<div>来源：县农业局　　时间：2021-03-13</div>"))
    assert (article.source, str(article.published_at)) == ("县农业局", "2021-03-13")
    assert "来源" not in article.text


ROWS = {
    "索引号": "1134000/2021-00012",
    "发布部门": "青云县水利局",
    "公开形式": "主动公开",
    "文号": "青水〔2021〕5号",
    "成文日期": "2021-03-10",
    "体裁分类": "通知",
    "所属主题": "农业、水利",
}


@pytest.mark.parametrize(
    "form",
    ["<p>{}{}</p>", "<li>[{}] {}</li>", "<p>{}：{}</p>", "<p>{}:&nbsp;{}</p>", "<dt>{}</dt><dd>{}</dd>"],
)
@pytest.mark.parametrize("under", [True, False])
def test_box_of_rows(form: str, under: bool) -> None:
    box = "".join(form.format(k, v) for k, v in ROWS.items())
    heading = f"<h1>{NOTICE}</h1>"
    html = page(
        "", SIGNED, heading + box if under else box + heading, f"<title>{NOTICE}_青云县人民政府</title>"
    )
    article = read(html)
    assert article.title == NOTICE
    assert article.text.startswith("各乡镇人民政府")
    assert (article.index_number, article.document_number) == ("1134000/2021-00012", "青水〔2021〕5号")
    assert (article.issuer, article.source, article.subject) == ("青云县水利局", None, "农业、水利")
    assert clean(article.text).text == article.text


def test_phrases_that_begin_like_labels_are_no_box() -> None:
    body = "<p>发布机构改革方案</p><p>公开方式多样</p><p>有效期五年</p>" + BODY
    assert read(page("<div>来源：青云日报 2021-03-13</div>", body)).text.startswith("发布机构改革方案")
    assert glued_row("会议在县城召开") is None
    assert box_rows([]) == {}


def test_empty_row_takes_no_line_of_the_text() -> None:
    box = "<p>索引号：1134000/2021-00012</p><p>成文日期：2021-03-10</p><p>文号：青水〔2021〕5号</p><p>内容概述：</p>"
    assert read(page(box, SIGNED)).text.startswith("各乡镇人民政府")


@pytest.mark.parametrize("column", ["工作动态", "政务要闻", "通知公告"])
def test_name_of_a_column_is_no_title(column: str) -> None:
    header = "<p>2021-03-13 来源：青云日报</p>"
    html = page(
        "", title=f"{header}<h2>{column}</h2><div class='bt'>{TITLE}</div>", head=f"<title>{column}</title>"
    )
    assert read(html).title == TITLE


@pytest.mark.parametrize("title", ["公告", "通 知"])
def test_kind_of_document_as_title(title: str) -> None:
    header = "<div>发布时间：2021-03-13 来源：县水利局</div>"
    html = page(header, title=f"<h1>{title}</h1>", head="<title>青云县水利局</title>")
    assert read(html).title == title


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("记者 沐清和", ("沐清和",)),
        ("文/步青 图/王小云", ("步青",)),
        ("作者：张三 摄影：李四", ("张三",)),
    ],
)
def test_names_behind_a_role(line: str, names: tuple[str, ...]) -> None:
    assert lead_credit(line) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("工程完工。（王小云 摄影报道）", ("王小云",)),
        ("工程完工。（白石镇 王小云）", ("王小云",)),
        ("工程完工。（王小云 摄）", ()),
        ("工程完工。（白石镇 试行）", ()),
        ("工程完工。（农机站）", ()),
    ],
)
def test_bylines(line: str, names: tuple[str, ...]) -> None:
    assert tail_byline(line) == names


def test_file_with_its_size_behind_the_link() -> None:
    table = "<table><tr><td>附件：</td><td><a href='a.xls'>农资统计表.xls</a> [20.5KB]</td></tr></table>"
    html = page("<div>2021-03-13 来源：县农业局</div>", BODY + table)
    assert [a.name for a in read(html).attachments] == ["农资统计表.xls"]


HOST = "青云县人民政府办公室"
SUBJECT = "关于做好春季农业生产工作的通知"
HOST_FOOT = f"<div class='footer'>主办单位：{HOST} 青ICP备12345678号</div>"


@pytest.mark.parametrize(
    "title",
    [
        f"<h1>{HOST}<br>{SUBJECT}</h1>",
        f"<p align=center>{HOST}<br>{SUBJECT}</p>",
        f"<p align=center>{HOST}</p><p align=center>{SUBJECT}</p>",
        f"<div class='title'>{HOST}<br>{SUBJECT}</div>",
    ],
)
@pytest.mark.parametrize(
    "head",
    ["", "<title>青云县人民政府</title>", f"<title>{HOST}{SUBJECT}</title>", f"<title>{SUBJECT}</title>"],
)
def test_issuer_that_hosts_the_site_belongs_to_the_title(title: str, head: str) -> None:
    article = read(page("", SIGNED, title=title, head=head, foot=HOST_FOOT))
    assert article.title == HOST + SUBJECT
    assert article.text.startswith("各乡镇人民政府")


@pytest.mark.parametrize(
    "above",
    [
        f"<div class='site'>{HOST}</div>",
        f"<div class='top'><h2>{HOST}</h2></div>",
        f"<div class='crumbs'><a href='/'>{HOST}</a></div>",
        f"<p>发布机构：</p><p>{HOST}</p>",
    ],
)
def test_name_of_the_site_above_the_title_is_not_of_it(above: str) -> None:
    head = f"<title>{SUBJECT}_{HOST}</title>"
    html = page("", SIGNED, title=f"{above}<h1>{SUBJECT}</h1>", head=head, foot=HOST_FOOT)
    assert read(html).title == SUBJECT


def test_title_stated_without_its_issuer() -> None:
    head = f"<meta name='ArticleTitle' content='{SUBJECT}'><title>{SUBJECT}_{HOST}</title>"
    html = page("", SIGNED, title=f"<h1>{HOST}</h1><h1>{SUBJECT}</h1>", head=head, foot=HOST_FOOT)
    assert read(html).title == SUBJECT


HEADLINES = [f"<h1>{TITLE}</h1>", f"<h2>{TITLE}</h2>", f"<div class='title'>{TITLE}</div>"]


@pytest.mark.parametrize("heading", HEADLINES)
@pytest.mark.parametrize("head", ["", "<title>青云县人民政府</title>"])
def test_lone_heading_is_the_title(heading: str, head: str) -> None:
    article = read(f"<html><head>{head}</head><body>{heading}{BODY}</body></html>")
    assert article.title == TITLE
    assert article.text.startswith("近日")


@pytest.mark.parametrize("name", ["青云县农业农村局", "工作动态", "通知公告", "青云县政府门户网站"])
def test_lone_heading_that_names_site_or_column(name: str) -> None:
    article = read(f"<html><body><h1>{name}</h1>{BODY}</body></html>")
    assert article.title is None
    assert not article.warnings


def test_one_of_several_headings_is_no_title() -> None:
    article = read(
        f"<html><body><h2>春耕备耕总体情况</h2>{BODY}<h2>农资储备总体情况</h2>{BODY.replace('会议', '大会')}</body></html>"
    )
    assert article.title is None
    assert "春耕备耕总体情况" in article.text or "fields.no-title" in " ".join(article.warnings)


def test_headings_do_not_outdo_what_the_page_states() -> None:
    html = f"<html><head><title>{TITLE}_青云县人民政府</title></head><body><h1>春耕备耕正当时节</h1>{BODY}</body></html>"
    assert read(html).title == TITLE

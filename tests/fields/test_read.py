"""Whole pages: title, header, information table, meta tags, plain text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from govclean import clean
from govclean.fields.head_title import cut_head_title
from govclean.fields.title import looks_like_title

from .pages import BODY, NOTICE, RECORD, SIGNED, TITLE, page, read


def rows(form: str) -> str:
    return "".join(form.format(k, v) for k, v in RECORD.items())


def four_columns() -> str:
    cells = [f"<td>{k}</td><td>{v}</td>" for k, v in RECORD.items()]
    return (
        "<table>"
        + "".join(f"<tr>{''.join(cells[i : i + 2])}</tr>" for i in range(0, len(cells), 2))
        + "</table>"
    )


LAYOUTS: dict[str, Callable[[], str]] = {
    "two columns": lambda: "<table>" + rows("<tr><th>{}</th><td>{}</td></tr>") + "</table>",
    "four columns": four_columns,
    "list": lambda: "<ul>" + rows("<li><b>{}</b>{}</li>") + "</ul>",
    "definition list": lambda: "<dl>" + rows("<dt>{}</dt><dd>{}</dd>") + "</dl>",
    "one line": lambda: "<div>" + rows("{}{} ") + "</div>",
    "spans": lambda: "<div>" + rows("<div><span>{}</span><span>{}</span></div>") + "</div>",
    "label and value in blocks": lambda: rows("<div>{}</div><div>{}</div>"),
}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("headed", [True, False])
def test_information_table(layout: str, headed: bool) -> None:
    table = LAYOUTS[layout]() + (f"<h1>{NOTICE}</h1><p>青政办发〔2021〕5号</p>" if headed else "")
    article = read(page(table, SIGNED, "", f"<title>{NOTICE}_青云县人民政府</title>"))
    assert article.title == NOTICE
    assert article.index_number == "113400001234/2021-00012"
    assert article.subject == "农业、林业"
    assert article.issuer == "青云县人民政府办公室"
    assert article.document_number == "青政办发〔2021〕5号"
    assert article.validity == "有效"
    assert (str(article.signed_on), str(article.published_at)) == ("2021-03-10", "2021-03-13")
    assert article.keywords == ()
    assert article.text.startswith("各乡镇人民政府")


def test_list_of_documents_is_no_information_table() -> None:
    table = (
        "<table border=1><tr><th>索引号</th><th>名称</th><th>发布机构</th><th>发布日期</th></tr>"
        + "".join(
            f"<tr><td>1234567/2021-0{n}</td><td>青云县第{n}批公告</td><td>青云县水利局</td><td>2021-03-0{n}</td></tr>"
            for n in range(1, 6)
        )
    )
    article = read(page("<div>发布时间：2021-03-13</div>", BODY + table + "</table>"))
    assert article.index_number is None
    assert article.issuer is None


HEAD_SITE = "<title>青云县人民政府门户网站</title><meta name='SiteName' content='青云县人民政府门户网站'>"


@pytest.mark.parametrize(
    ("title", "head"),
    [
        (f"<h1>{TITLE}</h1>", None),
        (f"<h1>青云县人民政府</h1><h2>{TITLE}</h2>", None),
        (f"<h1>{TITLE}</h1>", HEAD_SITE),
        (f"<div style='text-align:center'><b>{TITLE}</b></div>", HEAD_SITE),
        (f"<div>{TITLE}</div>", ""),
        (f"<h1>{TITLE[:5]}<br>{TITLE[5:]}</h1>", None),
        (f"<h1>{TITLE[:5]}<br>{TITLE[5:]}</h1>", HEAD_SITE),
        (f"<p align=center>{TITLE[:9]}</p><p align=center>{TITLE[9:]}</p>", None),
        (f"<h1>{TITLE[:12]}...</h1>", f"<title>x</title><meta name='ArticleTitle' content='{TITLE}'>"),
        ("", f"<title>{TITLE}-青云县人民政府</title>"),
        ("", f"<title>x</title><meta name='articletitle' content='{TITLE}'>"),
    ],
)
def test_title(title: str, head: str | None) -> None:
    article = read(page("<div>发布时间：2021-03-13 来源：青云日报</div>", BODY, title, head))
    assert article.title == TITLE
    assert article.text.startswith("近日")


@pytest.mark.parametrize(
    "head",
    [
        "<title>青云县人民政府门户网站</title>",
        "<title>无标题文档</title>",
        HEAD_SITE,
        "<title>工作动态_青云县人民政府</title>",
    ],
)
def test_site_and_placeholder_are_no_title(head: str) -> None:
    assert read(page("", BODY, "", head)).title is None


@pytest.mark.parametrize(
    ("sub", "head", "expected"),
    [
        ("<h2>——全力打好春耕第一仗</h2>", None, "——全力打好春耕第一仗"),
        ("<h3>各乡镇负责人参加</h3>", None, "各乡镇负责人参加"),
        (
            "<div>预计投入资金三千万元</div>",
            f"<title>{TITLE}预计投入资金三千万元_青云</title>",
            "预计投入资金三千万元",
        ),
        ("<div>青云县人民政府网 www.qingyun.example.gov.cn</div>", None, None),
        (f"<h2>{TITLE}</h2>", None, None),
        ("<h3>青云县农业农村局</h3>", None, None),
    ],
)
def test_subtitle(sub: str, head: str | None, expected: str | None) -> None:
    article = read(page("<div>发布时间：2021-03-13</div>", BODY, f"<h1>{TITLE}</h1>{sub}", head))
    assert article.title == TITLE
    assert article.subtitle == expected
    assert article.text.startswith("近日")


@pytest.mark.parametrize(
    ("head_title", "expected"),
    [
        (f"{TITLE}_青云县人民政府", TITLE),
        (f"{TITLE} - 要闻 - 青云县人民政府门户网站", TITLE),
        (f"{TITLE}-青云网", TITLE),
        (f"青云县人民政府 部门动态 {TITLE}", f"青云县人民政府 部门动态 {TITLE}"),
        ("图说青云 | 春耕时节农事忙", "春耕时节农事忙"),
        ("青云县人民政府", None),
        ("首页", None),
        ("Untitled Document", None),
        ("", None),
    ],
)
def test_cut_head_title(head_title: str, expected: str | None) -> None:
    assert cut_head_title(head_title, ["青云县人民政府门户网站", "要闻", "图说青云"]) == expected


@pytest.mark.parametrize(
    "text",
    [
        "一、活动主题",
        "（一）总体要求",
        "1.主要任务",
        "来源：",
        "会议结束。",
        "首页 > 要闻",
        "当前位置：首页",
        "2021-03-13",
        "第一条 总则",
    ],
)
def test_not_like_a_title(text: str) -> None:
    assert not looks_like_title(text)


@pytest.mark.parametrize(
    ("header", "source"),
    [
        ("来源：青云县水利局", "青云县水利局"),
        ("信息来源：青云县融媒体中心 | 发布日期：2021-03-13 | 编辑：李四 | 审核：王五", "青云县融媒体中心"),
        ("来源：<a href='/x'>青云县水利局</a>&nbsp;浏览量：<span></span>次", "青云县水利局"),
        (
            "发布时间：2021-03-13 信息来源：本网 字体：[<a href='#'>大</a> <a href='#'>中</a> <a href='#'>小</a>]",
            "本网",
        ),
        ("来源：县水利局打印", "县水利局"),
        ("来源： 发布时间：2021-03-13 作者： 点击：", None),
        ("来源：无", None),
        ("来源：http://www.qingyun.example.gov.cn/", None),
        ("2021-03-13", None),
    ],
)
def test_source(header: str, source: str | None) -> None:
    article = read(page(f"<div>{header}</div>"))
    assert article.source == source
    assert article.author is None


def test_displayed_source_goes_before_the_tag() -> None:
    head = "<title>甲</title><meta name='ContentSource' content='青云网站'>"
    article = read(page("<div>信息来源：青云日报</div>", head=head))
    assert article.source == "青云日报"
    choice = article.trail.choice("source")
    assert choice is not None
    assert {c.origin for c in choice.candidates} == {"meta:contentsource", "header:信息来源"}


def test_header_behind_the_text() -> None:
    article = read(
        page("", BODY, foot="<div>发布日期：2021-03-13 来源：青云日报</div><div>责任编辑：张三</div>")
    )
    assert (article.source, article.editor, str(article.published_at)) == ("青云日报", "张三", "2021-03-13")


def test_meta_tags() -> None:
    head = (
        f"<title>x</title><meta name='SITENAME' content='青云县人民政府'><meta name='SiteDomain' content='http://www.qingyun.example.gov.cn/'>"
        f"<meta name='SiteIDCode' content='4300000001'><meta name='ColumnName' content='政务动态'><meta name='articletitle' content='{TITLE}'>"
        "<meta name='pubdate' content='2021-03-13 10:30'><meta name='ContentSource' content='青云日报'>"
        "<meta name='Keywords' content='春季;农业生产；会议'><meta name='EditorName' content='张三'><meta name='Author' content='张三'>"
    )
    article = read(page(head=head, title=""))
    assert (article.title, article.source, article.editor, article.author) == (
        TITLE,
        "青云日报",
        "张三",
        None,
    )
    assert article.published_at is not None
    assert article.published_at.isoformat() == "2021-03-13T10:30:00+08:00"
    assert article.keywords == ("春季", "农业生产", "会议")
    site = article.site
    assert (site.name, site.domain, site.id_code, site.column) == (
        "青云县人民政府",
        "www.qingyun.example.gov.cn",
        "4300000001",
        "政务动态",
    )


@pytest.mark.parametrize("content", ["28", "13040000091", "", "{{siteid}}"])
def test_wrong_site_code(content: str) -> None:
    assert (
        read(page(head=f"<title>x</title><meta name='SiteIDCode' content='{content}'>")).site.id_code is None
    )


def test_keywords_of_the_site_are_not_the_articles() -> None:
    head = "<title>x</title><meta name='keywords' content='青云政府网;青云信息港;青云旅游;青云新闻'>"
    assert read(page(head=head)).keywords == ()


def test_tags_with_entities_and_markup() -> None:
    head = f"<title>x</title><meta name='ArticleTitle' content='{TITLE}&lt;div&gt;——副题&lt;/div&gt;'><meta name='ContentSource' content='来源：青云日报'>"
    article = read(page(head=head))
    assert (article.title, article.source) == (TITLE, "青云日报")


TEXT = "\n".join(p.removeprefix("<p>") for p in BODY.split("</p>") if p)


def test_plain_text_with_a_header_line() -> None:
    article = clean(f"{TITLE}\n\n来源：青云日报  时间：2021-03-13 18:15\n\n{TEXT}")
    assert (article.title, article.source) == (TITLE, "青云日报")
    assert article.text == TEXT


def test_plain_text_in_traditional_script() -> None:
    article = clean(
        "青雲縣召開春季農業生產會議\n文章來源: 青雲網  時間: 2021-03-13 18:15\n"
        + "近日，青雲縣召開全縣春季農業生產工作會議，研究部署各項工作。\n" * 3
    )
    assert (article.title, article.source) == ("青雲縣召開春季農業生產會議", "青雲網")


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        f"一、活动主题\n时间：2021年6月至12月\n{TEXT}",
        f"{TITLE}\n{TEXT}",
        f"张三丰\n李小四\n{TEXT}",
        f"{TEXT}\n青云县农业农村局\n2021年3月13日",
        f"{TEXT}\n（县委书记 张三丰）",
    ],
)
def test_plain_text_without_evidence_keeps_its_first_line(text: str) -> None:
    assert clean(text).text == text


@pytest.mark.parametrize("layout", LAYOUTS)
def test_cleaning_a_cleaned_text_takes_nothing_more(layout: str) -> None:
    html = page(
        LAYOUTS[layout]() + f"<h1>{NOTICE}</h1><p>青政办发〔2021〕5号</p><p>来源：青云网</p>",
        SIGNED + "<p>编辑：张三</p>",
        "",
        "<title>x</title>",
    )
    first = read(html)
    again = clean(first.text)
    assert again.text == first.text
    assert not again.trail.removals


def test_nothing_in_mid_article_is_taken() -> None:
    body = BODY + "<p>来源：各乡镇自筹</p><p>发布时间：2021-05-01</p><p>青政办发〔2020〕9号</p>" + BODY
    article = read(page("<div>发布时间：2021-03-13</div>", body))
    assert "来源：各乡镇自筹" in article.text
    assert "青政办发〔2020〕9号" in article.text
    assert article.document_number is None
    assert str(article.published_at) == "2021-03-13"


def test_list_page_has_no_fields() -> None:
    items = "".join(
        f"<li><a href='/{n}.html'>青云县第{n}次会议召开</a><span>2021-03-{n:02}</span></li>"
        for n in range(1, 20)
    )
    article = read(
        f"<html><head><title>政务动态_青云县人民政府</title></head><body><h2>政务动态</h2><ul>{items}</ul></body></html>"
    )
    assert article.published_at is None
    assert article.source is None


LD = (
    '<script type="application/ld+json">{"@type":"NewsArticle","headline":"%s","datePublished":"2021-03-13T09:30:00+08:00",'
    '"author":{"@type":"Person","name":"张三"}}</script>'
)


def test_json_ld() -> None:
    article = read(page(head=f"<title>{TITLE}</title>" + LD % TITLE, title=""))
    assert article.title == TITLE
    assert str(article.published_at) == "2021-03-13 09:30:00+08:00"
    assert article.author is None  # nowhere displayed
    shown = read(page("<p>2021年3月13日 · 文／张三丰</p>", head=f"<title>{TITLE}</title>" + LD % TITLE))
    assert shown.author == "张三丰"


@pytest.mark.parametrize(
    "broken", ["{", "[]", '{"@type":"NewsArticle","author":[1],"datePublished":5}', '[{"@type":null}]']
)
def test_broken_json_ld(broken: str) -> None:
    html = page(head=f"<title>{TITLE}</title><script type='application/ld+json'>{broken}</script>")
    assert not [w for w in read(html).warnings if w.startswith("defect")]


def test_title_of_a_bare_document() -> None:
    title = "关于表彰先进集体和先进个人的决定"
    assert (
        clean(
            f"<html><body><p align=center><b>{title}</b></p><p>局机关各科室：</p>{BODY}</body></html>"
        ).title
        == title
    )
    assert clean(f"<html><body><p>{title}</p><p>局机关各科室：</p>{BODY}</body></html>").title is None


def test_red_head_and_title_set_again() -> None:
    body = (
        "<p align=center>青云县人民政府办公室文件</p><p align=center>青政办发〔2021〕5号</p>"
        f"<p align=center>{NOTICE[:14]}</p><p align=center>{NOTICE[14:]}</p>{SIGNED}"
    )
    article = read(
        page("<div>发布时间：2021-03-13</div>", body, f"<h1>{NOTICE}</h1>", f"<title>{NOTICE}</title>")
    )
    assert article.document_number == "青政办发〔2021〕5号"
    assert article.text.startswith("各乡镇人民政府")


@pytest.mark.parametrize(
    ("header", "author"),
    [
        ("作者: 记者 张三", "张三"),
        ("作者：青云社记者 张三 李小四", "张三 李小四"),
        ("记者：张三 通讯员：李小四", "张三 李小四"),
        ("发布人：张三", None),
        ("2021-03-13 文/张三", "张三"),
    ],
)
def test_author_in_the_header(header: str, author: str | None) -> None:
    assert read(page(f"<p>{header} 发布时间：2021-03-13</p>")).author == author

"""Titles among names of sites, columns and agencies, over lines, with and without what ``<title>`` says."""

from __future__ import annotations

import pytest

from govclean.fields.head_title import cut_head_title, is_site_name

from .pages import BODY, NOTICE, TITLE, page, read

SITE = "青云县人民政府"
INFO = "<div class='info'>发布时间：2021-03-13 来源：县水利局</div>"
SUB = "——全县农业系统贯彻落实会议精神综述"
FIRST, SECOND = TITLE[:8], TITLE[8:]
HEADS = {
    "whole": f"<title>{TITLE}_{SITE}</title>",
    "site alone": f"<title>{SITE}</title>",
    "none": "",
    "column": f"<title>政务动态_{SITE}</title>",
    "cut short": f"<title>{TITLE[:9]}..._{SITE}</title>",
    "site first": f"<title>{SITE}_政务动态_{TITLE}</title>",
}
DISPLAYED = {
    "site in h1": f"<h1>{SITE}</h1><h2>{TITLE}</h2>",
    "bold centred p": f"<p align='center'><b>{TITLE}</b></p>",
    "two lines of h1": f"<h1>{FIRST}<br>{SECOND}</h1>",
    "two centred p": f"<p align=center><b>{FIRST}</b></p><p align=center><b>{SECOND}</b></p>",
    "column in h2": f"<h2>政务动态</h2><h3>{TITLE}</h3>",
    "font": f"<center><font size=5 color=red>{TITLE}</font></center>",
    "cell": f"<table><tr><td class='bt' align=center>{TITLE}</td></tr></table>",
    "shoulder": f"<h3>落实中央农业工作部署</h3><h1>{TITLE}</h1>",
}


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("shown", DISPLAYED)
def test_displayed_title(head: str, shown: str) -> None:
    article = read(page(INFO, title=DISPLAYED[shown], head=HEADS[head]))
    assert (article.title, article.subtitle) == (TITLE, None)
    assert article.text.startswith("近日")


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("dress", ["<h3>{}</h3>", "<p align=center>{}</p>"])
def test_subtitle_with_a_dash(head: str, dress: str) -> None:
    article = read(page(INFO, title=f"<h1>{TITLE}</h1>{dress.format(SUB)}", head=HEADS[head]))
    assert (article.title, article.subtitle) == (TITLE, SUB)


@pytest.mark.parametrize("head", ["site alone", "none", "column"])
@pytest.mark.parametrize(
    "shown",
    ["", f"<h1>{SITE}</h1>", f"<h1>{SITE}门户网站</h1>", "<h2>政务动态</h2>", "<h1>青云县水利局</h1>"],
)
def test_no_title(head: str, shown: str) -> None:
    assert read(page(INFO, title=shown, head=HEADS[head])).title is None


def test_agency_is_a_title_where_the_head_says_so() -> None:
    name = "青云县水利局"
    assert read(page(INFO, title=f"<h1>{name}</h1>", head=f"<title>{name}_{SITE}</title>")).title == name


def test_first_line_of_the_text_is_the_title_where_none_stands_above() -> None:
    body = f"<p style='text-align:center'><strong>{TITLE}</strong></p>{BODY}"
    article = read(page(INFO, body, title="", head=HEADS["site alone"]))
    assert article.title == TITLE
    assert article.text.startswith("近日")


@pytest.mark.parametrize("mark", [f"<p align=center>{SITE}文件</p>", f"<p align=center>{SITE}</p>"])
def test_letterhead(mark: str) -> None:
    body = f"{mark}<p align=center>青政发〔2021〕5号</p><p align=center><b>{NOTICE}</b></p>{BODY}"
    article = read(page(INFO, body, title="", head=f"<title>{NOTICE}_{SITE}</title>"))
    assert (article.title, article.document_number, article.issuer) == (NOTICE, "青政发〔2021〕5号", SITE)
    assert article.text.startswith("近日")


@pytest.mark.parametrize(
    ("title", "number"),
    [
        (f"{NOTICE}（青政办发〔2021〕5号）", "青政办发〔2021〕5号"),
        (f"{NOTICE} 青政办发〔2021〕5号", "青政办发〔2021〕5号"),
        (f"青政办发〔2021〕5号 {NOTICE}", "青政办发〔2021〕5号"),
        ("关于水库除险加固的公告（2021年第3号）", "2021年第3号"),
        ("关于转发湖水发〔2021〕8号文件的通知", None),
        ("湖水发〔2021〕8号文件解读", None),
        ("关于县政协十届一次会议第123号提案的答复", None),
    ],
)
def test_number_in_the_title(title: str, number: str | None) -> None:
    article = read(page(INFO, title=f"<h1>{title}</h1>", head=f"<title>{title}_{SITE}</title>"))
    assert article.document_number == number


@pytest.mark.parametrize(
    "name",
    [
        "青云县人民政府",
        "青云县水利局",
        "中华人民共和国水利部",
        "国务院办公厅",
        "青云县政务服务中心",
        "青云县人民政府门户网站",
        "中国青云政府网",
        "政协青云县委员会",
    ],
)
def test_name_of_a_site(name: str) -> None:
    assert is_site_name(name)


@pytest.mark.parametrize(
    "title",
    [
        "副县长陈小舟调研县人民医院", "青云县召开人民代表大会", "我县建起首个农机服务中心", "陈小舟同志任县水利局局长", "织密基层治理网", "青云县第一中学",
        "2021年国民经济和社会发展统计公报", "关于设立青云县政务服务中心", TITLE, NOTICE,
    ],
)  # fmt: skip
def test_title_that_ends_like_an_agency(title: str) -> None:
    assert not is_site_name(title)


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (f"{SITE}_政务动态_{TITLE}", TITLE),
        (f"{SITE}-{TITLE}", TITLE),
        (f"{TITLE}-{SITE}", TITLE),
        (f"青云县水利局_{SITE}", None),
        (SITE, None),
    ],
)
def test_article_in_the_head_title(head: str, title: str | None) -> None:
    assert cut_head_title(head, []) == title


PERSON = "<p>赵知微，女，汉族，1975年6月生，青云县人，大学学历，现任青云县人民政府副县长。</p><p>分工：负责水利、农业农村、乡村振兴等方面工作，联系县气象局。</p>"
THING = (
    f"<p>龙脊堰位于青云县城北，始建于宋代，是一座以灌溉为主的古代水利工程，现为县级文物保护单位。</p>{BODY}"
)


@pytest.mark.parametrize(
    ("head", "heading", "body", "title"),
    [
        (f"赵知微_{SITE}", "赵知微", PERSON, "赵知微"),
        (f"赵知微-领导之窗-{SITE}", "赵知微", PERSON, "赵知微"),
        ("龙脊堰 - 某某百科，自由的百科全书", "龙脊堰", THING, "龙脊堰"),
        (SITE, "赵知微", PERSON, None),
        (f"要闻_{SITE}", "要闻", BODY, None),
        (f"首页_{SITE}", "首页", BODY, None),
    ],
)
def test_name_that_begins_the_first_sentence(head: str, heading: str, body: str, title: str | None) -> None:
    assert read(page("", body, title=f"<h1>{heading}</h1>", head=f"<title>{head}</title>")).title == title


@pytest.mark.parametrize(
    ("line", "subtitle"),
    [("详细内容", None), ("文章信息", None), ("县城段防洪工程纪实", "县城段防洪工程纪实")],
)
def test_caption_of_the_header_is_no_subtitle(line: str, subtitle: str | None) -> None:
    header = f"<dl><dt>{line}</dt><dd>作者：王大海</dd><dd>发布于 2021-03-13</dd></dl>"
    assert read(page(header, title=f"<h2>{TITLE}</h2>")).subtitle == subtitle

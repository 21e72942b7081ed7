"""What stands around an article stays around it: bars, dialogs, introductions of the site, footers, lists."""

from __future__ import annotations

import pytest

from .pages import PARAGRAPHS, TITLE, body, located

NOTICE = "尊敬的网友：本站将于本周日凌晨升级服务器，届时部分查询可能中断，请您提前安排，谢谢理解。"
INTRODUCTION = (
    "云栖县人民政府门户网站由县政府办公室主办、县信息中心承办，设有要闻、公开、服务、互动四个频道，"
    "是全县发布政务信息和提供网上办事的总入口。"
)
BAR = f"<div class='bar'><p>{NOTICE}</p></div>"
BOX = f"<div class='side'><h3>网站简介</h3><p>{INTRODUCTION}</p></div>"
DIALOG = (
    "<div id='leave'>您将前往的页面不属于本站，是否继续访问？<a href='#'>继续</a><a href='#'>放弃</a></div>"
)
ROBOT = "<div class='robot'><p>您好，我是小栖，请问有什么可以帮您？</p></div>"
FOOT = "<div class='foot'><p>主办：云栖县人民政府办公室</p><p>Copyright © 2021 云栖县人民政府</p></div>"
TOOLS = "<div class='tools'><a href='#'>打印</a> <a href='#'>关闭窗口</a></div>"
LIST = "".join(
    f"<li><a href='/{n}.html'>云栖县第{n}批重点项目集中开工</a><span>05-{n:02d}</span></li>"
    for n in range(1, 20)
)
ONE = [PARAGRAPHS[0]]


def page(lines: list[str], above: str = "", below: str = "", head: str = TITLE) -> str:
    text = "".join(f"<p>{line}</p>" for line in lines)
    return (
        f"<html><head><title>{head}</title></head><body>{above}<div class='nav'><a href='/'>首页</a></div>"
        f"<div class='art'><h1>{TITLE}</h1><div class='info'>发布时间：2021-05-11 来源：云栖日报</div>"
        f"<div class='con'>{text}</div></div>{below}</body></html>"
    )


@pytest.mark.parametrize("lines", [ONE, list(PARAGRAPHS)])
@pytest.mark.parametrize("head", [TITLE, "云栖县政府网"])
@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("", TOOLS + FOOT + BOX),
        ("", TOOLS + BOX + FOOT),
        ("", FOOT + ROBOT + DIALOG),
        ("", BOX),
        (BAR, FOOT),
        (BAR, BOX + FOOT + DIALOG),
        (BOX, FOOT + ROBOT),
    ],
)
def test_prose_around_a_short_article(lines: list[str], head: str, above: str, below: str) -> None:
    found = located(page(lines, above, below, head))
    assert body(found) == lines
    assert found.page_type == "article"


def test_title_and_text_beside_each_other_in_the_page() -> None:
    source = (
        f"<title>{TITLE}</title><div class='t'><h1>{TITLE}</h1></div><div class='c'><p>{PARAGRAPHS[0]}</p></div>"
        f"{TOOLS}{ROBOT}{DIALOG}"
    )
    assert body(located(source)) == ONE


def test_a_date_of_a_signature_ends_the_text() -> None:
    signed = [*ONE, "云栖县水务局", "2021年5月11日"]
    source = (
        f"<title>{TITLE}</title><div class='t'><h1>{TITLE}</h1></div>"
        f"<div class='c'>{''.join(f'<p>{line}</p>' for line in signed)}</div>{BOX}"
    )
    assert body(located(source)) == signed


def test_a_summary_in_a_box_with_the_title_is_no_article() -> None:
    summary = "本文介绍云栖县小型水库汛前检查的有关情况。"
    text = "".join(f"<p>{line}</p>" for line in PARAGRAPHS)
    source = (
        f"<title>{TITLE}</title><div class='head'><h1>{TITLE}</h1><p>{summary}</p><span>2021-05-11</span></div>"
        f"<div class='tools'>字号：大 中 小</div><div class='content'><h2>检查情况</h2>{text}</div>{FOOT}"
    )
    assert body(located(source))[-3:] == list(PARAGRAPHS)


def test_sections_in_boxes_of_one_name() -> None:
    boxes = "".join(
        f"<div class='sec'><h2>{name}</h2><p>{line}</p></div>"
        for name, line in zip(("检查", "整改", "会商"), PARAGRAPHS, strict=True)
    )
    source = f"<title>{TITLE}</title><h1>{TITLE}</h1><div class='info'>2021-05-11</div>{boxes}{FOOT}"
    assert [line for line in body(located(source)) if len(line) > 2] == list(PARAGRAPHS)


def test_hidden_until_a_script_shows_it() -> None:
    hidden = "".join(f"<p>{line}</p>" for line in PARAGRAPHS)
    source = (
        f"<title>{TITLE}</title>{BAR}<h1>{TITLE}</h1><div>2021-05-11</div>"
        f"<div style='visibility:hidden'>{hidden}</div>{FOOT}"
    )
    assert body(located(source)) == list(PARAGRAPHS)


def test_keywords_hidden_on_a_page_with_a_text() -> None:
    spam = "云栖县，水务，水库，检查，防汛，抗旱，供水，排水，河道，堤防，泵站，灌区，节水，水价，水质，水源，水权，水土保持，移民，信息化。"
    text = "".join(f"<p>{line}</p>" for line in PARAGRAPHS)
    source = (
        f"<title>{TITLE}</title><h1>{TITLE}</h1><p style='display:none'>{spam}</p><div>{text}</div>{FOOT}"
    )
    assert body(located(source)) == list(PARAGRAPHS)


@pytest.mark.parametrize("head", [TITLE, "云栖县政府网"])
@pytest.mark.parametrize("lines", [ONE, list(PARAGRAPHS)])
def test_long_lists_beside_an_article(lines: list[str], head: str) -> None:
    side = f"<div class='side'><h3>最新发布</h3><ul>{LIST}</ul><h3>热点</h3><ol>{LIST}</ol></div>"
    found = located(page(lines, "", side + FOOT, head))
    assert body(found) == lines
    assert found.page_type == "article"


def test_a_signed_notice_without_a_header() -> None:
    text = "".join(f"<p>{line}</p>" for line in [*PARAGRAPHS[:2], "云栖县水务局", "2021年5月11日"])
    found = located(
        f"<title>云栖水务</title><ul>{LIST}</ul><h3>{TITLE}</h3><div class='c'>{text}</div><ul>{LIST}</ul>"
    )
    assert found.page_type == "article"


def test_a_bar_about_maintenance_makes_no_error() -> None:
    bar = "<div class='bar'>公告：因机房检修，办事服务将于周六暂停访问。</div>"
    assert located(page(ONE, bar)).page_type == "article"


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("<title></title><script>alert('该文章不存在');history.back();</script>" + FOOT, "error"),
        (
            "<noscript>请开启JavaScript并刷新该页.</noscript><script>document.cookie='a=1';</script>" + FOOT,
            "challenge",
        ),
        (
            f"<title>云栖县政府网</title><ul>{LIST}<li><a href='/e'>关于系统维护暂停服务的公告</a></li></ul>{FOOT}",
            "list",
        ),
    ],
)
def test_messages(source: str, kind: str) -> None:
    assert located(source).page_type == kind


def test_records_with_dates_are_no_article() -> None:
    records = "".join(
        f"<div class='r'><h4>云栖县第{n}批重点项目</h4><span>2021-05-{n:02d}</span><p>{PARAGRAPHS[n % 3]}<a href='/{n}'>[详细]</a></p></div>"
        for n in range(1, 12)
    )
    assert (
        located(f"<title>项目动态</title><h2>项目动态</h2>{records}<p>共3页 上一页 下一页</p>").page_type
        != "error"
    )


def test_letters_copied_for_the_phone() -> None:
    rows = "".join(
        f"<tr><td>{name}</td><td>{value}</td></tr>"
        for name, value in zip(("来信内容", "办理情况", "回复内容"), PARAGRAPHS, strict=True)
    )
    table = f"<table border='1'>{rows}</table>"
    found = located(f"<title>来信</title><div class='pc'>{table}</div><div class='wap'>{table}</div>")
    assert sum(text.count(PARAGRAPHS[0]) for text in body(found)) == 1

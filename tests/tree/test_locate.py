"""Which pieces are the article: every trap of DOMAIN 2.4 on a page of our own, each with its negative."""

from __future__ import annotations

import pytest

from govclean.tree import home
from govclean.tree.hints import Hints, load_hints

from .pages import PARAGRAPHS, TITLE, around, body, located, paragraphs

BODY = list(PARAGRAPHS)


def test_an_ordinary_page() -> None:
    page = located(around(f"<div class='con'>{paragraphs()}</div>"))
    assert body(page) == BODY
    assert page.page_type == "article"
    assert all(p.role for p in page.pieces)


def test_without_hints_the_result_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    source = around(f"<div class='TRS_Editor'>{paragraphs()}</div>")
    with_hints = body(located(source))
    monkeypatch.setattr(home, "load_hints", Hints)
    assert body(located(source)) == with_hints == BODY


def test_hints_load() -> None:
    hints = load_hints()
    assert ".trs_editor" in hints.article
    assert "#footer" in hints.outside


def test_a_footer_with_the_editors_class() -> None:
    legal = "本网站信息未经授权不得转载，违者必究，本站保留追究其法律责任的权利。"
    foot = f"<div class='TRS_Editor'><p>版权所有：云栖县人民政府</p><p>{legal}</p><p>{legal}</p></div>"
    assert body(located(around(f"<div class='con'>{paragraphs()}</div>") + foot)) == BODY


def test_complete_document_nested_in_the_header() -> None:
    inner = "<html><head><title>导航</title></head><body><ul><li><a href='/'>首页</a></li></ul></body></html>"
    page = located(
        around(f"<div class='con'>{paragraphs()}</div>").replace(
            "<div class='top'>", "<div class='top'>" + inner
        )
    )
    assert body(page) == BODY


@pytest.mark.parametrize("copies", [2, 3])
def test_one_of_several_copies(copies: int) -> None:
    one = f"<div class='con'>{paragraphs()}</div>"
    phone = f"<div class='phone'><h1>{TITLE}</h1><div>2021-05-11 09:20</div>{paragraphs('div')}</div>"
    page = located(around(one + phone * (copies - 1)))
    assert body(page) == BODY
    assert sum(p.role == "copy" for p in page.pieces) >= len(BODY) * (copies - 1)


def test_a_copy_cut_into_other_paragraphs() -> None:
    speech = f"<div id='tts'>{''.join(PARAGRAPHS)}</div>"
    assert body(located(around(f"<div class='con'>{paragraphs()}</div>{speech}"))) == BODY


def test_a_caption_that_stands_seven_times_stays() -> None:
    caption = "图为云栖县水务局技术人员在红石水库检查启闭设备，县融媒体中心记者摄。"
    content = "".join(f"<p><img src='{n}.jpg'></p><p>{caption}</p>" for n in range(7))
    page = located(around(f"<div class='con'>{paragraphs()}{content}</div>"))
    assert body(page) == BODY + [caption] * 7
    assert sum(p.kind == "image" for p in page.body()) == 7


def test_captions_in_boxes_of_their_own_stay() -> None:
    caption = "图为检查组在红石水库现场。县融媒体中心记者摄"
    content = "".join(f"<div class='pic'><img src='{n}.jpg'><p>{caption}</p></div>" for n in range(4))
    assert body(located(around(f"<div class='con'>{paragraphs()}{content}</div>"))) == BODY + [caption] * 4


@pytest.mark.parametrize(
    "text",
    [
        "因道路施工，自6月1日起北门街临时封闭，过往车辆请绕行，特此通告。",
        "6月5日上午8时至12时，城东片区停水检修，请相关用户提前做好储水准备，不便之处敬请谅解。",
    ],
)
def test_short_notices(text: str) -> None:
    page = located(around(f"<div class='con'><p>{text}</p></div>", "关于北门街临时封闭的通告"))
    assert body(page) == [text]
    assert page.page_type == "article"


def test_thousands_of_lines_without_a_sentence() -> None:
    lines = tuple(f"3299{n:02d}　　第{n}街道办事处" for n in range(3_500))
    page = located(
        around(f"<div class='con'>{paragraphs('p', lines)}</div>", "云栖县行政区划代码（截至五月末）")
    )
    assert len(body(page)) == len(lines)
    assert page.page_type == "article"


def test_layout_tables_of_2003() -> None:
    menu = "".join(f"<tr><td><a href='{n}.htm'>栏目{n}</a></td></tr>" for n in range(8))
    text = "<br>".join(f"　　{line}" for line in PARAGRAPHS)
    page = located(
        f"<html><head><title>{TITLE}</title></head><body><table width=760><tr><td width=160><table>{menu}</table></td><td><table><tr><td align=center>"
        f"<font size=4><b>{TITLE}</b></font></td></tr><tr><td align=center>2003-5-11　来源：县水利局</td></tr><tr><td>{text}</td></tr></table></td></tr>"
        "</table><table><tr><td align=center>版权所有：云栖县信息中心</td></tr></table></body></html>"
    )
    assert body(page) == BODY


def test_lines_of_the_text_that_look_like_a_header() -> None:
    lines = ("时间：2021年5月20日上午10时", "地点：县政府新闻发布厅", *PARAGRAPHS)
    assert body(located(around(f"<div class='con'>{paragraphs('p', lines)}</div>"))) == list(lines)


def test_signature_attachments_and_date_belong_to_the_text() -> None:
    tail = ("附件：1. 水库名单", "2. 责任人名单", "云栖县水务局", "2021年5月10日", "（此件公开发布）")
    assert body(located(around(f"<div class='con'>{paragraphs('p', (*PARAGRAPHS, *tail))}</div>"))) == [
        *PARAGRAPHS,
        *tail,
    ]


def test_links_to_files_at_the_end_stay() -> None:
    files = "<p><a href='1.doc'>1. 水库名单.doc</a></p><p><a href='2.xls'>2. 责任人名单.xls</a></p>"
    assert body(located(around(f"<div class='con'>{paragraphs()}{files}</div>"))) == [
        *BODY,
        "1. 水库名单.doc",
        "2. 责任人名单.xls",
    ]


def test_tools_in_the_same_box_as_the_text() -> None:
    content = f"<div class='con'><p>字号：【大 中 小】</p>{paragraphs()}<p>【打印本页】【关闭窗口】</p><p>上一篇：<a href='x'>某地召开会议</a></p></div>"
    assert body(located(around(content))) == BODY


def test_related_heading_inside_the_text_does_not_end_it() -> None:
    lines = (PARAGRAPHS[0], "相关链接", *PARAGRAPHS[1:])
    assert body(located(around(f"<div class='con'>{paragraphs('p', lines)}</div>"))) == list(lines)


def test_another_article_below_is_not_part_of_this_one() -> None:
    other = "".join(
        f"<p>邻县第{n}期简报说，当地同样重视此事，相关部门正在积极推进各项准备工作。</p>" for n in range(12)
    )
    content = f"<div class='con'>{paragraphs()}</div><div class='next'><h3>相关阅读</h3><div class='x'>{other}</div></div>"
    assert body(located(around(content))) == BODY


def test_teasers_under_linked_titles_are_no_article() -> None:
    items = "".join(
        f"<div class='item'><h4><a href='{n}.html'>邻县召开第{n}次防汛工作专题会议</a></h4><p>会议要求各地各部门压实责任，扎实做好各项防范应对工作。</p></div>"
        for n in range(9)
    )
    assert body(located(around(f"<div class='con'>{paragraphs()}</div><div>{items}</div>"))) == BODY


def test_hidden_text_is_outside() -> None:
    page = located(
        around(
            f"<div class='con'>{paragraphs()}<div style='display:none'>{paragraphs('p', ('代开发票请联系某某公司，' * 4,))}</div></div>"
        )
    )
    assert body(page) == BODY


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("<textarea id='c' style='display:none'>{}</textarea>", "<textarea>"),
        ("<div id='c' style='display:none'>{}</div>", "display:none"),
        ("<noscript>{}</noscript>", "<noscript>"),
        ("<!-- {} -->", "<!-- -->"),
    ],
)
def test_article_in_what_is_not_displayed(content: str, why: str) -> None:
    page = located(around(content.format(paragraphs())))
    assert body(page) == BODY
    assert [w for w in page.warnings if w.startswith("tree.hidden_body") and why in w]


def test_article_in_a_script_string() -> None:
    text = paragraphs().replace("\n", "").replace("<", "\\u003c").replace("/", "\\/")
    assert (
        body(located(around(f'<div id="c"></div><script>var a = {{"id": 1, "content": "{text}"}};</script>')))
        == BODY
    )


def test_escaped_article_in_a_textarea() -> None:
    text = paragraphs().replace("<", "&lt;").replace(">", "&gt;")
    assert body(located(around(f"<textarea style='display:none'>{text}</textarea>"))) == BODY


def test_template_strings_of_a_script_are_no_article() -> None:
    script = "<script>var tip = '您好，欢迎访问云栖县人民政府网站，请问有什么可以帮您？';</script>"
    assert body(located(around(f"<div class='con'>{paragraphs()}</div>{script}"))) == BODY


def test_what_was_taken_before_stays_taken() -> None:
    from govclean.tree import locate_page

    from .pages import parsed

    page = parsed(around(f"<div class='con'>{paragraphs()}</div>"))
    target = next(p for p in page.pieces if p.text == PARAGRAPHS[1])
    target.take("spam", "test")
    locate_page(page)
    assert body(page) == [PARAGRAPHS[0], PARAGRAPHS[2]]
    assert target.role == "spam"


def test_posts_of_a_thread() -> None:
    posts = "".join(
        f"<div class='post'><div class='who'><a href='u{n}'>网友{n}</a></div><div class='when'>发表于 2021-5-{n + 1} 10:2{n}</div>"
        f"<div class='msg'>{line}</div><div class='bar'><a href='#'>回复</a> <a href='#'>举报</a></div></div>"
        for n, line in enumerate((*PARAGRAPHS, "同意楼上的意见，希望早日整改到位。"))
    )
    assert body(located(around(f"<div class='list'>{posts}</div>"))) == [
        *BODY,
        "同意楼上的意见，希望早日整改到位。",
    ]


SIGNED = ["云栖县水务局", "二〇二一年五月十日"]
SIGNATURE = paragraphs("p", tuple(SIGNED))
BETWEEN = [
    "<p>相关链接：<a href='b.html'>云栖县防汛工作要点</a></p>",
    "<p><a href='c.html'>点击查看图解</a></p>",
    "<p>【打印】【关闭】</p>",
    "<div class='share'><a href='#'>微信</a> <a href='#'>微博</a></div>",
    "<table><tr><td><a href='1.html'>一图读懂</a></td><td><a href='2.html'>办事指南</a></td></tr></table>",
]


@pytest.mark.parametrize("between", BETWEEN)
def test_a_signature_below_links_or_tools_belongs_to_the_text(between: str) -> None:
    content = f"<div class='con'>{paragraphs()}{between}{SIGNATURE}</div>"
    assert body(located(around(content))) == [*BODY, *SIGNED]


def test_a_signature_below_an_attached_file() -> None:
    files = "<p>相关附件：</p><p><a href='a.rar'>水库名单.rar</a></p>"
    content = f"<div class='con'>{paragraphs()}{files}{SIGNATURE}<p>【打印】</p><p>上一篇：<a href='x'>某地召开会议</a></p></div>"
    assert body(located(around(content))) == [*BODY, "水库名单.rar", *SIGNED]


def test_what_an_earlier_stage_took_may_stand_there_too() -> None:
    from govclean.tree import locate_page

    from .pages import parsed

    page = parsed(
        around(f"<div class='con'>{paragraphs()}<p>【打印】</p>{BETWEEN[1]}<p>【关闭】</p>{SIGNATURE}</div>")
    )
    for piece in page.pieces:
        if piece.text in ("【打印】", "【关闭】"):
            piece.take("tool", "test")
    locate_page(page)
    assert body(page) == [*BODY, *SIGNED]


@pytest.mark.parametrize(
    "below",
    [
        f"<div class='bottom'>{SIGNATURE}<p>技术支持：云栖信息中心</p></div>",  # another box
        f"{SIGNATURE}<p><a href='d.html'>云栖县召开防汛会议</a></p>{SIGNATURE}",  # records of a list
        "<p><a href='d.html'>云栖县召开防汛会议</a></p><p><a href='e.html'>云栖县公布水库名单</a></p>"
        + SIGNATURE,
        "<p>二〇二一年五月十日</p>",  # nobody's
        "<p>云栖县水务局</p>",  # no date
        "<p>最新公告</p><p>二〇二一年五月十日</p>",
        "<p>云栖县水务局</p><p>发布时间：2021年5月10日</p>",
        "<p>云栖县水务局</p><p>2021-05-10</p>",
    ],
)
def test_names_and_dates_below_links_that_sign_nothing(below: str) -> None:
    content = f"<div class='con'>{paragraphs()}{BETWEEN[1]}{{}}</div>"
    inner = "" if below.startswith("<div") else below
    page = located(around(content.format(inner) + (below if not inner else "")))
    assert body(page) == BODY


def test_a_text_that_is_signed_is_not_signed_again() -> None:
    content = f"<div class='con'>{paragraphs()}{SIGNATURE}{BETWEEN[1]}<p>云栖县人民政府</p><p>2021年5月12日</p></div>"
    assert body(located(around(content))) == [*BODY, *SIGNED]

"""Articles that weigh little: what stands between a header line and the next box; and the warning when nothing does."""

from __future__ import annotations

import pytest

from .pages import PARAGRAPHS, body, located, parsed

TITLE = "录用人员公示名单"
HEAD = "<div class='i'>发布时间：2021-05-06 来源：云栖县水务局</div>"
FOOT = "<div class='f'>主办：云栖县人民政府办公室 粤ICP备00000001号</div>"
NAMES = ["林知远", "沈若谷", "顾南乔"]
ROSTER = "".join(f"<p>{name}</p>" for name in NAMES)


def page(content: str, head: str = HEAD, title: str = TITLE, foot: str = FOOT) -> str:
    return (
        f"<html><head><title>{title}_云栖县</title></head><body><div><a href='/'>首页</a> <a href='/z'>政务公开</a></div>"
        f"<h1>{title}</h1>{head}{content}{foot}</body></html>"
    )


def nothing(warnings: list[str]) -> bool:
    return any(w.startswith("tree.nothing") for w in warnings)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (f"<div class='c'>{ROSTER}</div>", NAMES),
        (ROSTER, NAMES),
        (ROSTER.replace("p>", "div>"), NAMES),
        (f"<div class='s'><img src='icon.png'></div><div class='c'>{ROSTER}</div>", NAMES),
        (f"<div class='c'>{ROSTER}</div><div class='x'><h3>栏目</h3><p>走进云栖</p></div>", NAMES),
        (f"<div class='c'>{ROSTER}</div><div class='x'><a href='/1'>云栖县概况</a></div>", NAMES),
        ("<div class='c'><p>明天放假一天。</p></div>", ["明天放假一天。"]),
        (
            "<table border=1><tr><th>单位</th><th>金额</th></tr><tr><td>水务局</td><td>3</td></tr></table>",
            ["单位\t金额\n水务局\t3"],
        ),
        (
            "<div class='c'><p>下列网站已备案：粤ICP备00000002号、粤ICP备00000003号，请各单位知悉。</p></div>",
            ["下列网站已备案：粤ICP备00000002号、粤ICP备00000003号，请各单位知悉。"],
        ),
    ],
)
def test_what_stands_below_the_header_line_is_the_article(content: str, text: list[str]) -> None:
    found = located(page(content))
    assert body(found) == text
    assert found.page_type == "article"
    assert not nothing(found.warnings)


def test_one_picture_is_an_article() -> None:
    found = located(page("<div class='c'><p><img src='a.jpg'></p></div>", title="工作照片"))
    assert [p.src for p in found.body()] == ["a.jpg"]
    assert found.page_type == "article"


def test_a_header_line_in_several_boxes() -> None:
    head = "<ul><li>发布时间：2021-05-06</li><li>来源：</li><li>云栖县水务局</li><li>字号：大 中 小</li></ul>"
    assert body(located(page(ROSTER, head))) == NAMES


def test_the_introduction_of_the_site_is_not_preferred() -> None:
    about = "<div class='a'><p>云栖县位于两江之间，下辖九个镇，是全国文明县城。</p></div>"
    assert body(located(page(f"<div class='c'>{ROSTER}</div>", foot=about + FOOT))) == NAMES
    much = "".join(f"<div class='a'><p>{line}</p></div>" for line in PARAGRAPHS)
    assert body(located(page(f"<div class='c'>{ROSTER}</div>", foot=FOOT + much + about))) == NAMES


@pytest.mark.parametrize(
    "source",
    [
        page(f"{ROSTER}<div>上一页 1 2 下一页</div>"),
        page("<p>甲</p><div>来源：水务局 2021-05-01</div><p>乙</p><div>来源：水务局 2021-05-02</div>"),
        page(ROSTER, head="<div>云栖县水务局</div>"),
    ],
)
def test_lists_are_not_articles(source: str) -> None:
    found = located(source)
    assert body(found) == []
    assert found.page_type == "list"
    assert nothing(found.warnings)  # nothing but the lack of text says that it is a list


def test_a_file_with_its_icon_is_an_attachment() -> None:
    found = located(
        page("<p><img src='pdf.gif'><a href='a.pdf'>统计公报.pdf</a></p>", title="云栖县统计公报")
    )
    assert found.page_type == "attachment"
    assert nothing(found.warnings)


def test_no_warning_where_a_page_says_what_it_is() -> None:
    found = located("<html><head><title>提示</title></head><body><h1>页面不存在</h1>请返回</body></html>")
    assert found.page_type == "error"
    assert not found.warnings


def test_a_footer_that_names_its_number_in_a_sentence_stays_outside() -> None:
    foot = (
        "<div class='f'><p>本网站已经备案，备案号为粤ICP备00000001号。</p><p>技术支持：云栖信息中心</p></div>"
    )
    text = "".join(f"<p>{line}</p>" for line in PARAGRAPHS)
    assert body(located(page(f"<div class='c'>{text}</div>", foot=foot))) == list(PARAGRAPHS)


def test_a_fragment_keeps_its_text() -> None:
    assert body(located("<h1>放假通知</h1><p>明天放假。</p>")) == ["放假通知", "明天放假。"]
    links = located("<li><a href='/'>首页</a></li><li><a href='/b'>概况</a></li>")
    assert body(links) == []
    assert nothing(links.warnings)


NOTICE = "未经许可，不得转载。"
SIGNED = ["云栖县文旅局", "2021年5月6日"]


def taken(content: str) -> list[str]:
    from govclean.tree import locate_page

    found = parsed(page(content))
    for piece in found.pieces:
        if piece.text == NOTICE:
            piece.take("tool", "notice.no_reprint")
    locate_page(found)
    return body(found)


def test_a_removed_line_does_not_cut_off_the_signature() -> None:
    text = "".join(f"<p>{line}</p>" for line in PARAGRAPHS)
    signature = "".join(f"<p>{line}</p>" for line in SIGNED)
    assert taken(f"<div class='c'>{text}<p>{NOTICE}</p>{signature}</div>") == [*PARAGRAPHS, *SIGNED]
    one = " ".join(SIGNED)
    assert taken(f"<div class='c'>{text}<p>{NOTICE}</p><p>{one}</p></div>") == [*PARAGRAPHS, one]
    # In another box it is the site's, and without a date it is no signature.
    assert taken(f"<div class='c'>{text}</div><div><p>{NOTICE}</p>{signature}</div>") == list(PARAGRAPHS)
    assert taken(f"<div class='c'>{text}<p>{NOTICE}</p><p>{SIGNED[0]}</p></div>") == list(PARAGRAPHS)


def test_what_inputs_display_is_a_piece_outside_the_article() -> None:
    form = (
        "<form><input type=text value='请输入关键字'><input type=SUBMIT value=' 搜 索 '><input type=hidden value='h'>"
        "<input type=password value='p'><input type=checkbox value='c'><input value='无类型'><input type=button></form>"
    )
    text = "".join(f"<p>{line}</p>{form}" for line in PARAGRAPHS)
    found = located(page(f"<div class='c'>{text}</div>"))
    shown = [p.text for p in found.pieces if p.tag == "input"]
    assert shown == ["请输入关键字", "搜 索", "无类型"] * 3
    assert body(found) == list(PARAGRAPHS)
    assert all(p.role == "tool" for p in found.pieces if p.tag == "input")


def test_a_search_form_is_no_data_table() -> None:
    row = "<tr><td><input value='标题'></td><td><input type=submit value='查询'></td></tr>"
    found = parsed(f"<table border=1>{row * 3}</table>")
    assert not any(p.rows for p in found.pieces)
    data = parsed(
        "<table border=1><tr><td>姓名</td><td>林知远</td></tr><tr><td>科室</td><td>办公室<input type=button value='改'></td></tr></table>"
    )
    assert [p.text for p in data.pieces] == ["姓名\t林知远\n科室\t办公室", "改"]


FILE = "<div class='c'><p><img src='pdf.gif'><a href='/a/yusuan.pdf'>云栖县水务局2021年部门预算.pdf</a></p></div>"
LINKS = "<div class='n'><a href='/1.html'>上一篇：云栖县召开防汛工作会议</a></div>"
CARD = "<div class='k'><h3>便民服务</h3><p>云栖县政务服务热线全天受理群众来电，欢迎拨打。</p></div>"
BANNER = "<div class='b'><p>热烈欢迎各界朋友光临云栖县，祝您生活愉快！</p></div>"


@pytest.mark.parametrize(("above", "below"), [(BANNER, ""), ("", LINKS + CARD), (BANNER, LINKS + CARD)])
def test_a_file_below_the_header_line_is_what_the_page_holds(above: str, below: str) -> None:
    html = page(FILE + below, title="云栖县2021年部门预算公开（水务局）").replace("<body>", "<body>" + above)
    found = located(html)
    assert body(found) == []
    assert found.page_type == "attachment"


def test_sentences_right_below_a_file_are_the_text() -> None:
    text = "<div class='t'><p>云栖县水务局现公开今年的部门预算，请社会各界监督。</p></div>"
    found = located(page(FILE + text, title="云栖县2021年部门预算公开（水务局）"))
    assert "云栖县水务局现公开今年的部门预算，请社会各界监督。" in body(found)
    assert found.page_type == "article"


def test_title_tags_without_end_cost_no_more() -> None:
    from govclean.tree import titles

    html = page(ROSTER)
    tags = "".join(f"<meta name='title' content='关于第{n}件事情的通知公告'>" for n in range(3_000))
    found = parsed(html.replace("<head>", "<head>" + tags))
    assert len([v for k, v in found.meta if k == "title"]) == 3_000
    from govclean.tree.features import describe

    features = [describe(p) for p in found.pieces]
    pieces = titles.title_pieces(found, features, [True] * len(features))
    assert [found.pieces[i].text for i in pieces] == [TITLE]

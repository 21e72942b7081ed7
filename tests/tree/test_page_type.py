"""Page types, and articles that look like something else."""

from __future__ import annotations

import pytest

from .pages import PARAGRAPHS, around, located, page_of, paragraphs

LINKS = "".join(
    f"<li><a href='/c/{n}.html'>云栖县人民政府关于第{n}批行政许可事项的公告</a><span>2021-05-{n:02d}</span></li>"
    for n in range(1, 25)
)


def html(title: str, content: str, head: str = "") -> str:
    return f"<html><head><title>{title}</title>{head}</head><body>{content}</body></html>"


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        (
            html(
                "通知公告-云栖县人民政府",
                f"<div><h2>通知公告</h2><ul>{LINKS}</ul><p>首页 上一页 1 2 3 下一页 尾页</p></div>",
            ),
            "list",
        ),
        (
            html(
                "云栖县人民政府门户网站",
                "".join(
                    f"<div class='m{k}'><h3>板块{k}</h3><ul>{LINKS[: 1200 + k * 10]}</ul></div>"
                    for k in range(5)
                ),
            ),
            "home",
        ),
        (html("404 Not Found", "<h1>404 Not Found</h1><hr>nginx"), "error"),
        (html("提示信息", "<p>对不起，您访问的页面不存在或已被删除！</p><a href='/'>返回首页</a>"), "error"),
        (
            html("", "", "<script>document.cookie='__jsl_clearance=1';location.reload();</script>"),
            "challenge",
        ),
        (html("安全验证", "<p>请完成安全验证后继续访问</p>"), "challenge"),
        (html("", "", "<meta http-equiv='refresh' content='0;url=/index.html'>"), "redirect"),
        (html("", "", "<script>window.location.href='/new/';</script>"), "redirect"),
        (html("搜索结果", f"<form><input name=q></form><p>共找到 321 条结果</p><ul>{LINKS}</ul>"), "search"),
        (html("", ""), "empty"),
        ("<li>首页</li><li>下一项</li>", "fragment"),
        (
            html(
                "云栖县2020年统计公报-云栖县统计局",
                "<div><h1>云栖县2020年统计公报</h1><p>发布时间：2021-03-01 09:00</p><p><a href='P0201.pdf'>云栖县2020年统计公报.pdf</a></p></div>",
            ),
            "attachment",
        ),
    ],
)
def test_type(source: str, kind: str) -> None:
    assert located(source).page_type == kind


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "关于云栖县政务系统维护暂停服务的公告",
            "因系统维护，县政务服务平台将于5月20日零时至六时暂停服务，请提前安排办理时间，不便之处敬请谅解。",
        ),
        (
            "关于开展出租汽车安全检查的通知",
            "为做好节日期间出租汽车安全工作，各企业应当于5月25日前完成全部车辆的安全检查并报送结果。",
        ),
    ],
)
def test_notices_that_sound_like_messages_are_articles(title: str, text: str) -> None:
    assert located(around(f"<div class='con'><p>{text}</p></div>", title)).page_type == "article"


def test_a_bare_fragment_with_an_article_is_an_article() -> None:
    page = located(f"<div>{paragraphs()}</div>")
    assert page.page_type == "article"
    assert len(page.body()) == len(PARAGRAPHS)


def test_a_type_that_an_earlier_stage_found_stays() -> None:
    from govclean.tree import locate_page, parse_page

    page = page_of(around(paragraphs()))
    page.page_type = "binary"
    parse_page(page)
    locate_page(page)
    assert page.page_type == "binary"


def test_frames_are_named_in_a_warning() -> None:
    page = located(
        "<html><head><title>某站</title></head><frameset><frame src='top.htm'><frame src='main.htm'></frameset></html>"
    )
    assert any("main.htm" in w for w in page.warnings)

"""Facts about the site: every form of footer, name and column; and footers and texts that state none."""

from __future__ import annotations

import pytest

from govclean import Site

from .pages import BODY, TITLE, page, read

HOST, OPERATOR, SITE = "青云县人民政府办公室", "青云县大数据中心", "青云县人民政府"
MAKER, ICP = "云岫信息技术有限公司", "青ICP备12345678号"
INFO = "<div>发布时间：2021-03-13 来源：县水利局</div>"
HEAD = f"<title>{TITLE}</title>"


def site(foot: str, head: str = HEAD, body: str = BODY) -> Site:
    return read(page(INFO, body, head=head, foot=f"<div class='foot'>{foot}</div>")).site


@pytest.mark.parametrize(
    "line",
    [
        f"主办：{HOST}　承办：{OPERATOR}",
        f"{HOST}主办　{OPERATOR}承办",
        f"{HOST} 主办 {OPERATOR} 承办",
        f"由{HOST}主办 {OPERATOR}承办",
        f"<p>主办单位：{HOST}</p><p>承办单位：{OPERATOR}</p>",
        f"<span>主办：{HOST}</span><span>承办：{OPERATOR}</span>",
        f"<table><tr><td>主办单位：</td><td>{HOST}</td><td>承办单位：</td><td>{OPERATOR}</td></tr></table>",
        f"<ul><li>承办：{OPERATOR}</li><li>主办：{HOST}</li></ul>",
        f"主办:{HOST} | 承办:{OPERATOR}",
        f"主 办：{HOST}　承 办：{OPERATOR}",
        f"网站主办：{HOST}　网站承办：{OPERATOR}　{MAKER} 技术支持",
        f"主办单位:{HOST}<br>承办单位:{OPERATOR}<br>技术支持:{MAKER}",
    ],
)
def test_host_and_operator(line: str) -> None:
    for foot in (f"{line} {ICP}", f"<p>{line}</p><p>{ICP}　网站标识码：3410210001</p>"):
        found = site(foot)
        assert (found.host, found.operator, found.icp) == (HOST, OPERATOR, ICP)
        assert found.support in (None, MAKER)
        assert (found.support == MAKER) is (MAKER in line)


@pytest.mark.parametrize(
    "line",
    [
        f"版权所有：{SITE}",
        f"{SITE} 版权所有",
        f"版权所有 © {SITE}",
        f"Copyright © 2015-2023 {SITE} All Rights Reserved",
        f"© 2023 {SITE}",
        f"{SITE}版权所有 未经许可不得转载",
        f"Copyright 2015 {SITE} 版权所有",
        f"版权归{SITE}所有",
    ],
)
def test_owner(line: str) -> None:
    assert site(f"<p>{line}</p><p>{ICP}</p>").copyright == SITE
    assert site(f"{line} {ICP}").copyright == SITE


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("湘ICP备05012345号-1", "icp", "湘ICP备05012345号-1"),
        ("湘ICP备2022012345号-2", "icp", "湘ICP备2022012345号-2"),
        ("蜀ICP备05012345号", "icp", "蜀ICP备05012345号"),
        ("湘 ICP备 05012345号", "icp", "湘ICP备05012345号"),
        ("ICP备05012345号", "icp", "ICP备05012345号"),
        ("湘公网安备 43132102000001号", "police_record", "湘公网安备43132102000001号"),
        ("湘公安备 43132102000001号", "police_record", "湘公安备43132102000001号"),
        ("京公网安备110102000001", "police_record", "京公网安备110102000001"),
        ("政府网站标识码：4313210001", "id_code", "4313210001"),
        ("标识码：4313210001", "id_code", "4313210001"),
        ("网站标识码（4313210001）", "id_code", "4313210001"),
        ("网站标识码：BM12000001", "id_code", "bm12000001"),
        (f"{MAKER} 技术支持", "support", MAKER),
        (f"技术支持 {MAKER}", "support", MAKER),
        (f"设计制作：{MAKER}", "support", MAKER),
    ],
)
def test_one_fact(line: str, field: str, value: str) -> None:
    found = site(f"<p>主办：{HOST}</p><p>{line}</p><p>版权所有</p>")
    assert (getattr(found, field), found.host) == (value, HOST)


PORTAL = "青云县人民政府门户网站"


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (f"{HEAD}<meta name='SiteName' content='{PORTAL}'>", PORTAL),
        (f"{HEAD}<meta property='og:site_name' content='{PORTAL}'>", PORTAL),
        (f"<title>{TITLE}_{PORTAL}</title>", PORTAL),
        (f"<title>{TITLE}_政务动态_{PORTAL}</title>", PORTAL),
        (f"<title>{PORTAL}-政务动态-{TITLE}</title>", PORTAL),
        (f"<title>{TITLE}-青云县水利局</title>", "青云县水利局"),
        (f"<title>{PORTAL}</title>", PORTAL),
        (f"<title>{TITLE}_政务动态</title>", None),
        (f"<meta property='og:site_name' content='{TITLE}'>{HEAD}", None),
        (HEAD, None),
    ],
)
def test_name(head: str, name: str | None) -> None:
    assert site(ICP, head).name == name


def test_two_names_are_a_choice() -> None:
    head = f"<title>{TITLE}_青云县水利局</title><meta property='og:site_name' content='{PORTAL}'>"
    article = read(page(INFO, head=head))
    assert article.site.name == PORTAL
    choice = article.trail.choice("site.name")
    assert choice is not None
    assert {c.value for c in choice.candidates} == {PORTAL, "青云县水利局"}


def test_column_before_the_article_itself() -> None:
    crumbs = f"<div>您现在的位置：<a href='/'>网站首页</a> » <a href='/a'>政务公开</a> » <a href='/b'>部门动态</a> » {TITLE}</div>"
    own = "<div class='nav'><a href='/'>首页</a> &gt; <a href='/a'>政务动态</a></div>"
    html = page(INFO)
    assert own in html
    article = read(html.replace(own, crumbs))
    assert article.site.column == "部门动态"


EVENT = "<p>主办单位：青云县水利局</p><p>承办单位：青云县农业局</p><p>活动时间：2021年4月1日</p>"


@pytest.mark.parametrize(
    ("foot", "body"),
    [
        ("<p>版权所有</p>", BODY),
        ("<p>联系电话：0731-12345678</p>", BODY),
        (f"<p>{ICP}</p>", BODY + EVENT + BODY.replace("会议", "活动").replace("近日", "届时")),
        (f"<p>{ICP}</p>", BODY[:-4] + "本次活动由青云县人民政府主办，青云县水利局承办。</p>"),
        ("", BODY + EVENT),
    ],
)
def test_nothing_about_the_site(foot: str, body: str) -> None:
    found = site(foot, body=body)
    assert (
        found.host,
        found.operator,
        found.support,
        found.id_code,
        found.police_record,
        found.copyright,
    ) == (None,) * 6


def test_footer_above_a_hidden_copy_of_the_page() -> None:
    foot = "<div class='foot'><p>版权所有：青云县人民政府</p><p>青云县人民政府主办　青云县融媒体中心承办　湘ICP备19001234号</p></div>"
    copy = "<div style='display:none'>" + "<p>为方便群众办事，各窗口延长服务时间。</p>" * 80 + "</div>"
    assert read(page(foot=foot + copy)).site.host == "青云县人民政府"

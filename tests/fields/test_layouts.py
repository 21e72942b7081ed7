"""Whole pages of kinds that stand nowhere else in the tests: plain text with a letterhead, a copied message, nested tables, a gazette, an order."""

from __future__ import annotations

from typing import Any

import pytest

from govclean import clean

from .pages import BODY, NOTICE, SIGNED, TITLE, page

DAY, MOMENT = "2021-03-13", "2021-03-13 10:40:00+08:00"
SITE, OFFICE = "青云县人民政府", "青云县人民政府办公室"
NUMBER = "青政办发〔2021〕5号"
RULES = (
    f"<p align=center>{SITE}令</p><p align=center>第12号</p><p>《青云县水库管理办法》已经2021年3月1日县人民政府第5次常务会议通过，现予公布，自2021年5月1日起施行。</p>"
    "<p align=right>县长　陈小舟</p><p align=right>2021年3月10日</p><p align=center><b>青云县水库管理办法</b></p>"
    "<p>第一条　为了加强水库管理，保障水库安全，根据有关法律法规，结合本县实际，制定本办法。</p><p>第二条　本县水库的建设、运行和管理适用本办法。</p>"
)
PAGES: dict[str, tuple[str, dict[str, Any]]] = {
    "plain news": (
        f"{TITLE}\n发布时间：{DAY} 来源：县水利局 作者：刘桂芳\n近日，全县春季农业生产工作会议在县会议中心召开，研究部署下一阶段重点任务。\n责任编辑：陈小舟",
        {"title": TITLE, "published_at": DAY, "source": "县水利局", "author": "刘桂芳", "editor": "陈小舟"},
    ),
    "plain document": (
        f"{OFFICE}文件\n{NUMBER}\n{NOTICE}\n各乡镇人民政府，县直各有关部门：\n为切实做好春季农业生产工作，经县人民政府同意，现就有关事项通知如下。\n"
        f"附件：1.任务分解表\n2.责任人名单\n{OFFICE}\n2021年3月10日\n（此件公开发布）",
        {"document_number": NUMBER, "issuer": OFFICE, "signed_on": "2021-03-10", "attachments": ["任务分解表", "责任人名单"]},
    ),
    "message copied": (
        f"<html><head><meta property='og:title' content='{TITLE}'></head><body><div id='page-content'><h1 class='rich_media_title'>{TITLE}</h1>"
        f"<div id='meta_content'><span class='rich_media_meta'>刘桂芳</span><span class='rich_media_meta'><a>青云发布</a></span><em>{MOMENT[:16]}</em></div>"
        f"<div id='js_content'>{BODY}<p>来源：县水利局</p><p>编辑：陈小舟</p><p>审核：王大海</p></div></div></body></html>",
        {"title": TITLE, "published_at": MOMENT, "source": "县水利局", "editor": "陈小舟"},
    ),
    "nested tables": (
        "<html><body><table><tr><td>首页 | 政务 | 新闻</td></tr></table><table><tr><td><table><tr><td>热点新闻</td></tr><tr><td>·<a href=1.asp>青云县开展植树</a></td></tr></table></td>"
        f"<td><table><tr><td align=center><font size=4><b>{TITLE}</b></font></td></tr><tr><td align=center>(2021-3-13 10:40:00)　作者:刘桂芳　来源:县水利局　阅读次数:12</td></tr>"
        f"<tr><td>{BODY.replace('<p>', '　　').replace('</p>', '<br>')}</td></tr><tr><td align=right>录入：admin</td></tr></table></td></tr></table>"
        f"<table><tr><td align=center>版权所有：{SITE}　青ICP备05012345号</td></tr></table></body></html>",
        {"title": TITLE, "published_at": MOMENT, "source": "县水利局", "author": "刘桂芳"},
    ),
    "gazette": (
        page(f"<p align=center>{SITE}公报</p><p align=center>2021年第2期</p><p align=center>青政发〔2021〕5号</p>", SIGNED, title=f"<h1>{NOTICE}</h1>", head=f"<title>{NOTICE}_{SITE}公报</title>"),
        {"title": NOTICE, "document_number": "青政发〔2021〕5号", "signed_on": "2021-03-10", "attachments": ["青云县春耕生产任务分解表", "青云县农资储备情况统计表"], "issuer": OFFICE},
    ),
    "order": (
        page(f"<div>发布时间：{DAY}</div>", RULES, title="<h1>青云县水库管理办法</h1>", head=f"<title>青云县水库管理办法_{SITE}</title>"),
        {"title": "青云县水库管理办法", "document_number": f"{SITE}令第12号", "signed_on": "2021-03-10", "published_at": DAY},
    ),
    "two sources": (page(f"<div>来源：新华社　转载自：青云日报　{DAY}</div>"), {"title": TITLE, "source": "新华社", "published_at": DAY}),
    "empty labels": (page(f"<div>来源：　作者：　发布时间：{DAY}　编辑：</div>"), {"title": TITLE, "published_at": DAY}),
    "empty labels in spans": (page(f"<div><span>来源：</span><span>作者：</span><span>{DAY}</span></div>"), {"title": TITLE, "published_at": DAY}),
    "office of a school": (
        page(f"<div>作者：教务处　发布日期：{DAY}　点击量：<span>12</span></div>", head=f"<title>{TITLE}-青云县第一中学</title>"),
        {"title": TITLE, "author": "教务处", "published_at": DAY},
    ),
    "letter": (
        page("<div>信件编号：20210313001　来信时间：2021-03-10　回复时间：2021-03-13</div>", title="<h1>关于白石镇自来水水压的问题</h1>", head="<title>互动交流</title>"),
        {"title": "关于白石镇自来水水压的问题"},
    ),
    "script data": (
        page(head=f"<title>{TITLE}_{SITE}</title><script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\"headline\":\"{TITLE}\",\"datePublished\":\"2021-03-13T10:40:00+08:00\"}}</script>"),
        {"title": TITLE, "published_at": MOMENT},
    ),
}  # fmt: skip
NAMES = (
    "title",
    "subtitle",
    "source",
    "author",
    "editor",
    "published_at",
    "signed_on",
    "modified_at",
    "document_number",
    "index_number",
    "issuer",
)
OPEN = {"plain document": ("title",), "letter": ("published_at",), "message copied": ("author",)}


@pytest.mark.parametrize("kind", PAGES)
def test_fields(kind: str) -> None:
    source, truth = PAGES[kind]
    article = clean(source, url="http://www.qingyun.example.gov.cn/a/b.html")
    for name in NAMES:
        value = getattr(article, name)
        if name not in OPEN.get(kind, ()) or name in truth:
            assert (str(value) if name.endswith(("_at", "_on")) and value else value) == truth.get(name), name
    assert [a.name for a in article.attachments] == truth.get("attachments", [])
    assert clean(article.text).text == article.text

"""Made-up pages and short cuts to run the tree stages on them."""

from __future__ import annotations

from typing import Any, cast

from govclean.page import Page, Piece
from govclean.tree import locate_page, parse_page

# Sentences of an agency that does not exist.
PARAGRAPHS = (
    "云栖县水务局近日组织技术人员对全县二十三座小型水库开展汛前检查，逐库核对泄洪设施和通信线路。",
    "检查组现场指出的七处隐患已经列入台账，由管护单位限期整改，整改情况将在下月通报中公布。",
    "该局负责人表示，今年主汛期将实行每日会商制度，做到早发现、早报告、早处置，确保安全度汛。",
)
TITLE = "云栖县开展小型水库汛前安全检查"


def page_of(source: str, is_html: bool = True) -> Page:
    page = Page(options=cast(Any, None), rules=cast(Any, None))
    page.text = page.decoded = source
    page.is_html = is_html
    return page


def parsed(source: str) -> Page:
    page = page_of(source)
    parse_page(page)
    return page


def located(source: str) -> Page:
    page = parsed(source)
    locate_page(page)
    return page


def texts(page: Page) -> list[str]:
    return [p.text for p in page.pieces if p.text]


def body(page: Page) -> list[str]:
    return [p.text for p in page.body() if p.text]


def shown(page: Page) -> list[Piece]:
    return [p for p in page.pieces if not p.hidden]


def paragraphs(tag: str = "p", lines: tuple[str, ...] = PARAGRAPHS) -> str:
    return "".join(f"<{tag}>　　{line}</{tag}>\n" for line in lines)


def around(content: str, title: str = TITLE) -> str:
    """A whole page: navigation, title, header line, ``content``, related list, footer."""
    nav = "".join(
        f'<li><a href="/{n}/">{n}</a></li>' for n in ("首页", "政务公开", "办事服务", "互动交流", "走进云栖")
    )
    more = "".join(
        f'<li><a href="/a{n}.html">云栖县第{n}批项目集中开工仪式举行</a> 2021-05-0{n}</li>'
        for n in range(1, 7)
    )
    return (
        f"<!DOCTYPE html><html><head><title>{title}_云栖县人民政府</title></head><body><div class='top'><ul>{nav}</ul></div>"
        f"<div class='wrap'><h1>{title}</h1><div class='info'>发布时间：2021-05-11 09:20　来源：云栖县水务局　浏览次数：<span></span></div>"
        f"{content}<div class='xg'><h3>相关阅读</h3><ul>{more}</ul></div></div>"
        "<div class='foot'><p>主办单位：云栖县人民政府办公室</p><p>地址：云栖县人民路1号 电话：0000-1234567</p></div></body></html>"
    )

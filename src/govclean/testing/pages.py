"""Pages around a draft: the common layouts of government sites, for generated tests."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from html import escape

__all__ = ["ENCODINGS", "LAYOUTS", "Draft", "render"]

LAYOUTS = ("trs", "tables", "jcms", "plain-divs", "breaks", "text")
ENCODINGS = ("utf-8", "gb18030", "utf-8-sig")


@dataclass(frozen=True, slots=True)
class Draft:
    """An article before it becomes a page; the truth that must come out of the page again.

    Attributes:
        published: when the page went online, to the minute, at +08:00.
        body: the paragraphs.
        place: the city whose site it is.
    """

    title: str
    source: str
    published: dt.datetime
    body: tuple[str, ...]
    place: str
    editor: str | None = None


def render(draft: Draft, layout: str, declared: str | None = None) -> str:
    """Return the page as text.  ``declared`` is the encoding that its meta tag names; none without."""
    if layout == "text":
        lines = [
            draft.title,
            f"来源：{draft.source}　发布时间：{draft.published:%Y-%m-%d %H:%M}",
            *draft.body,
        ]
        return "\n\n".join(lines) + "\n"
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
    return PAGES[layout].format(
        meta=meta,
        title=escape(draft.title),
        site=f"{draft.place}人民政府",
        source=draft.source,
        minute=f"{draft.published:%Y-%m-%d %H:%M}",
        editor=f"<p>责任编辑：{draft.editor}</p>" if draft.editor else "",
        paragraphs="\n".join(f"<p>　　{escape(p)}</p>" for p in draft.body),
        breaks="<br>\n".join("&nbsp;&nbsp;&nbsp;&nbsp;" + escape(p) for p in draft.body),
    )


PAGES = {
    "trs": """<!DOCTYPE html>
<html><head>{meta}<title>{title}_{site}</title>
<meta name="SiteName" content="{site}"><meta name="ArticleTitle" content="{title}">
<meta name="PubDate" content="{minute}"><meta name="ContentSource" content="{source}"></head>
<body>
<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/xw/">新闻中心</a></li><li><a href="/zwgk/">政务公开</a></li></ul></div>
<div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/xw/">新闻中心</a></div>
<div class="main"><h1>{title}</h1>
<div class="info"><span>发布时间：{minute}</span> <span>来源：{source}</span> <span>浏览次数：<em></em></span> <span>【字体：大 中 小】</span></div>
<div class="content"><div class="TRS_Editor">
{paragraphs}
</div></div>
{editor}
<div class="tools"><a href="javascript:window.print()">打印本页</a> <a href="javascript:window.close()">关闭窗口</a></div></div>
<div class="footer"><p>主办单位：{site}办公室　技术支持：云岫信息技术有限公司</p><p>湘ICP备09900012号　网站标识码：4399000001</p></div>
</body></html>
""",
    "tables": """<html><head>{meta}<title>{site}</title></head>
<body><table width="778" align="center"><tr><td colspan="2"><a href="index.asp">首页</a> | <a href="news.asp">新闻</a> | <a href="law.asp">法规</a></td></tr>
<tr><td width="160" valign="top"><table><tr><td><a href="a.asp">机构设置</a></td></tr><tr><td><a href="b.asp">办事指南</a></td></tr></table></td>
<td><table width="100%"><tr><td align="center"><b>{title}</b></td></tr>
<tr><td align="center"><font color="#666666">来源：{source}　　发布时间：{minute}　　点击数：37</font></td></tr>
<tr><td>{breaks}</td></tr>
<tr><td align="right">【<a href="javascript:window.print()">打印此页</a>】【<a href="javascript:window.close()">关闭窗口</a>】</td></tr></table></td></tr>
<tr><td colspan="2" align="center">版权所有：{site}　建议使用IE6.0以上浏览器</td></tr></table></body></html>
""",
    "jcms": """<!DOCTYPE html>
<html><head>{meta}<title>{site} 工作动态 {title}</title><meta name="ColumnName" content="工作动态"></head>
<body><div class="bt-position"><span>当前位置：</span><a href="/">首页</a> &gt; <a href="/col/">工作动态</a></div>
<div class="article"><div class="sp_title">{title}</div>
<div class="sp_time"><font>发布时间：{minute}</font> <font>信息来源：{source}</font> <font>字号：[ <a>大</a> <a>中</a> <a>小</a> ]</font></div>
<div id="zoom"><!--ZJEG_RSS.content.begin--><meta name="ContentStart">{paragraphs}<meta name="ContentEnd"></div></div>
<div class="foot"><p>{site}主办　浙ICP备09900031号</p></div></body></html>
""",
    "plain-divs": """<!DOCTYPE html>
<html><head>{meta}<title>{title}-{site}</title></head>
<body><div><a href="/">{site}</a><a href="/a/">公告</a><a href="/b/">动态</a></div>
<div><h2>{title}</h2><div>{minute} 来源：{source}</div><div>
{paragraphs}
</div>{editor}</div>
<div>主办：{site}　赣ICP备09900044号-1</div></body></html>
""",
    "breaks": """<!DOCTYPE html>
<html><head>{meta}<title>{title}</title></head>
<body><div class="top"><a href="/">{site}</a></div><div class="box"><h1>{title}</h1>
<p class="time">日期：{minute}　来源：{source}</p><div class="text">{breaks}</div></div>
<div class="bottom">{site} 版权所有</div></body></html>
""",
}

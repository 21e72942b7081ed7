"""Pages around a draft: the common layouts of government sites, for generated tests."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from html import escape

__all__ = ["ENCODINGS", "HEADERS", "LAYOUTS", "Draft", "render"]

LAYOUTS = ("trs", "tables", "jcms", "plain-divs", "breaks", "text")
ENCODINGS = ("utf-8", "gb18030", "utf-8-sig")

# Header lines as sites write them: template, and whether the time of day is in it.
HEADERS = {
    "minute": ("发布时间：{date:%Y-%m-%d %H:%M}　来源：{source}", True),
    "second-blanks": ("来源： {source}　　时间： {date:%Y-%m-%d %H:%M:%S}", True),
    "chinese": ("日期：{date:%Y}年{date.month}月{date.day}日　来源：{source}", False),
    "slashes": ("信息来源：{source}　　发布日期：{date.year}/{date.month}/{date.day}", False),
    "dots": ("[ 来源：{source} ]　[ 发布时间：{date:%Y.%m.%d} ]", False),
    "bars": ("{date:%Y-%m-%d %H:%M} | 来源：{source} | 点击：", True),
    "counter": ("发布人：admin　发布时间：{date:%Y-%m-%d}　来源：{source}　浏览次数：20191231", False),
}


@dataclass(frozen=True, slots=True)
class Draft:
    """An article before it becomes a page; the truth that must come out of the page again.

    Attributes:
        published: when the page went online, to the minute, at +08:00.
        paragraphs: the body but for what follows.
        place: the city whose site it is.
        header: name of the form of the header line, see ``HEADERS``.
        table: rows of a data table behind the first paragraph; none if empty.
        attachments: names of attachments, listed after the paragraphs.
        issuer: who signs the document, or ``None``; signed: the date under the signature.
    """

    title: str
    source: str
    published: dt.datetime
    paragraphs: tuple[str, ...]
    place: str
    editor: str | None = None
    header: str = "minute"
    table: tuple[tuple[str, ...], ...] = ()
    attachments: tuple[str, ...] = ()
    issuer: str | None = None
    signed: dt.date | None = None

    def published_dates(self, layout: str) -> set[dt.datetime | dt.date]:
        """What may come out as the date of publication in ``layout``.

        The header line states the minute or the day only; a meta tag, where the layout has one, states the minute.
        """
        stated = self.published if HEADERS[self.header][1] else self.published.date()
        return {stated, self.published} if layout == "trs" else {stated}

    @property
    def header_line(self) -> str:
        return HEADERS[self.header][0].format(date=self.published, source=self.source)

    @property
    def body(self) -> tuple[str, ...]:
        """The lines of the article's text."""
        return tuple(line for line, _ in self.parts())

    def parts(self) -> list[tuple[str, str]]:
        """The body as ``(line, kind)``; kinds are ``"p"``, ``"row"``, ``"attachment"`` and ``"right"``."""
        out = [(text, "p") for text in self.paragraphs]
        out[1:1] = [("\t".join(row), "row") for row in self.table]
        for number, name in enumerate(self.attachments, 1):
            numbered = f"{number}.{name}" if len(self.attachments) > 1 else name
            out.append(("附件：" + numbered if number == 1 else numbered, "attachment"))
        if self.issuer and self.signed:
            out += [
                (self.issuer, "right"),
                (f"{self.signed.year}年{self.signed.month}月{self.signed.day}日", "right"),
            ]
        return out


def render(draft: Draft, layout: str, declared: str | None = None) -> str:
    """Return the page as text.  ``declared`` is the encoding that its meta tag names; none without.

    A data table is only rendered by the layouts that have paragraphs; the others need a draft without.
    """
    if layout == "text":
        return "\n\n".join([draft.title, draft.header_line, *draft.body]) + "\n"
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
    return PAGES[layout].format(
        meta=meta,
        title=escape(draft.title),
        site=f"{draft.place}人民政府",
        source=draft.source,
        header=draft.header_line,
        minute=f"{draft.published:%Y-%m-%d %H:%M}",
        editor=f"<p>责任编辑：{draft.editor}</p>" if draft.editor else "",
        paragraphs=_paragraphs(draft),
        breaks="<br>\n".join("&nbsp;&nbsp;&nbsp;&nbsp;" + escape(line) for line in draft.body),
    )


def _paragraphs(draft: Draft) -> str:
    out: list[str] = []
    for line, kind in draft.parts():
        if kind == "row":
            out.append("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in line.split("\t")) + "</tr>")
        elif kind == "right":
            out.append(f'<p style="text-align:right">{escape(line)}</p>')
        else:
            out.append(f"<p>　　{escape(line)}</p>")
    if draft.table:
        out[1] = '<table border="1">' + out[1]
        out[len(draft.table)] += "</table>"
    return "\n".join(out)


PAGES = {
    "trs": """<!DOCTYPE html>
<html><head>{meta}<title>{title}_{site}</title>
<meta name="SiteName" content="{site}"><meta name="ArticleTitle" content="{title}">
<meta name="PubDate" content="{minute}"><meta name="ContentSource" content="{source}"></head>
<body>
<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/xw/">新闻中心</a></li><li><a href="/zwgk/">政务公开</a></li></ul></div>
<div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/xw/">新闻中心</a></div>
<div class="main"><h1>{title}</h1>
<div class="info"><span>{header}</span> <span>浏览次数：<em></em></span> <span>【字体：大 中 小】</span></div>
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
<tr><td align="center"><font color="#666666">{header}</font></td></tr>
<tr><td>{breaks}</td></tr>
<tr><td align="right">【<a href="javascript:window.print()">打印此页</a>】【<a href="javascript:window.close()">关闭窗口</a>】</td></tr></table></td></tr>
<tr><td colspan="2" align="center">版权所有：{site}　建议使用IE6.0以上浏览器</td></tr></table></body></html>
""",
    "jcms": """<!DOCTYPE html>
<html><head>{meta}<title>{site} 工作动态 {title}</title><meta name="ColumnName" content="工作动态"></head>
<body><div class="bt-position"><span>当前位置：</span><a href="/">首页</a> &gt; <a href="/col/">工作动态</a></div>
<div class="article"><div class="sp_title">{title}</div>
<div class="sp_time"><font>{header}</font> <font>字号：[ <a>大</a> <a>中</a> <a>小</a> ]</font></div>
<div id="zoom"><!--ZJEG_RSS.content.begin--><meta name="ContentStart">{paragraphs}<meta name="ContentEnd"></div></div>
<div class="foot"><p>{site}主办　浙ICP备09900031号</p></div></body></html>
""",
    "plain-divs": """<!DOCTYPE html>
<html><head>{meta}<title>{title}-{site}</title></head>
<body><div><a href="/">{site}</a><a href="/a/">公告</a><a href="/b/">动态</a></div>
<div><h2>{title}</h2><div>{header}</div><div>
{paragraphs}
</div>{editor}</div>
<div>主办：{site}　赣ICP备09900044号-1</div></body></html>
""",
    "breaks": """<!DOCTYPE html>
<html><head>{meta}<title>{title}</title></head>
<body><div class="top"><a href="/">{site}</a></div><div class="box"><h1>{title}</h1>
<p class="time">{header}</p><div class="text">{breaks}</div></div>
<div class="bottom">{site} 版权所有</div></body></html>
""",
}

"""Made-up sites: frames after common publishing systems, each of which can show an article, a list or a home page.

The frames are written from knowledge of how sites on TRS, 大汉, 博达, 开普, 新点 and hand-made ones of 2003 are built; all
names and texts are invented.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

SITE = "栖水县人民政府"
MENU = ("首页", "走进栖水", "政务公开", "政务服务", "互动交流", "专题专栏", "数据开放", "营商环境")
RECORDS = (
    "栖水县召开秋季农田水利建设推进会",
    "栖水县人民政府关于公布第四批县级文物保护单位的通知",
    "县政府党组理论学习中心组开展集体学习",
    "关于栖水大桥维修加固期间实行交通管制的通告",
    "栖水县2022年第三季度空气质量情况公布",
    "关于公开征求《栖水县城市照明管理办法（征求意见稿）》意见的公告",
    "全县基层治理现场会在柳塘镇召开",
    "栖水县教育局关于秋季学期开学有关事项的通知",
    "栖水县人民政府办公室关于调整部分议事协调机构组成人员的通知",
    "关于柳塘镇国土空间规划批前公示",
    "县领导督导重点项目建设进度",
    "栖水县2022年度事业单位公开招聘工作人员拟聘用人员名单公示",
)


@dataclass(frozen=True)
class Article:
    """What a content page shows: ``body`` is HTML, ``lines`` what must be its text."""

    title: str
    body: str
    lines: tuple[str, ...] = ()
    date: str = "2022-09-14 09:30"
    source: str = "县政府办公室"
    dated: bool = True


Frame = Callable[[str, str], str]  # inner HTML and <title> → page


def links(texts: Sequence[str], start: int = 0, dates: bool = False, tag: str = "li") -> str:
    """Linked titles, one in an element ``tag`` each."""
    return "\n".join(
        f'<{tag}><a href="/art/2022/9/{n + 1}/art_{start}_{n}.html" title="{t}">{t}</a>'
        + (f"<span>2022-09-{n + 1:02d}</span>" if dates else "")
        + f"</{tag}>"
        for n, t in enumerate(texts, start)
    )


def menu(tag: str = "li") -> str:
    return "".join(f'<{tag}><a href="/col/col{n}/index.html">{t}</a></{tag}>' for n, t in enumerate(MENU))


FOOTER = (
    "<p>版权所有：栖水县人民政府　主办：栖水县人民政府办公室　承办：栖水县大数据中心</p>"
    "<p>网站标识码：9900000001　湘ICP备05000009号-1　<img src='/ga.png'>湘公网安备 99000002000001号</p>"
    "<p>地址：栖水县滨河路1号　电话：0000-7654321</p>"
)


def frame_trs(inner: str, title: str) -> str:
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title>
<meta name="SiteName" content="{SITE}"><meta name="SiteDomain" content="www.qishui.example"><meta name="SiteIDCode" content="9900000001">
<script>var siteId=12;function go(){{location.href='/search?q='+document.forms[0].q.value}}</script></head><body>
<div class="top-bar"><a href="#">无障碍</a> <a href="#">长者模式</a> <a href="#">简</a> <a href="#">繁</a></div>
<div class="header"><img src="/logo.png"><form><input type="text" name="q" value="请输入关键字"><input type="button" value="搜索"></form></div>
<div class="nav"><ul>{menu()}</ul></div>
<div class="BreadcrumbNav">当前位置：<a href="/">首页</a>&gt;<a href="/zwgk">政务公开</a>&gt;<a href="/zwgk/tz">通知公告</a></div>
{inner}<div class="footer">{FOOTER}</div></body></html>"""


def frame_jcms(inner: str, title: str) -> str:
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>{title}</title></head><body>
<table width="1000" align="center"><tr><td><img src="/picture/0/top.jpg"></td></tr></table>
<table width="1000" align="center"><tr>{menu("td")}</tr></table>
<table width="1000" align="center"><tr><td>您现在的位置：<a href="/">首页</a> &gt; <a href="/col/col7/">工作动态</a></td></tr></table>
{inner}
<table width="1000" align="center"><tr><td align="center">{FOOTER}</td></tr></table></body></html>"""


def frame_vsb(inner: str, title: str) -> str:
    return f"""<!DOCTYPE html><HTML><HEAD><TITLE>{title}</TITLE><META charset="utf-8"></HEAD><BODY>
<div class="head"><div class="logo"><a href="index.htm"><img src="images/logo.png"></a></div><div class="menu"><ul>{menu()}</ul></div></div>
<div class="main"><div class="left"><h2>通知公告</h2><ul><li><a href="tz.htm">通知</a></li><li><a href="gg.htm">公告</a></li><li><a href="gs.htm">公示</a></li></ul></div>
<div class="right">{inner}</div></div><div class="foot">{FOOTER}</div></BODY></HTML>"""


def frame_epoint(inner: str, title: str) -> str:
    return f"""<!DOCTYPE html><html><head><title>{title}</title><meta charset="utf-8"></head><body><div id="header" class="ewb-header"></div>
<div class="ewb-container"><div class="ewb-location"><span>当前位置：</span><a href="/">首页</a> / <a href="/xxgk">信息公开</a></div>
<div class="ewb-main clearfix">{inner}</div></div><div class="ewb-footer">{FOOTER}</div>
<script src="/js/common.js"></script></body></html>"""


def frame_2003(inner: str, title: str) -> str:
    cells = "".join(
        f"<td><a href='list.asp?id={n}'><font color=#ffffff>{t}</font></a></td>" for n, t in enumerate(MENU)
    )
    side = "".join(f"<tr><td>·<a href='show.asp?id={n}'>{t}</a></td></tr>" for n, t in enumerate(RECORDS[:6]))
    return f"""<html><head><title>{title}</title><meta http-equiv=Content-Type content='text/html; charset=utf-8'></head>
<body topmargin=0><center><table width=778 border=0 cellspacing=0><tr><td colspan=2><img src=images/top.gif width=778></td></tr>
<tr bgcolor=#003399>{cells}</tr></table><table width=778 border=0><tr><td width=180 valign=top><table width=100%>
<tr><td><b>最新文章</b></td></tr>{side}</table></td><td valign=top>{inner}</td></tr></table>
<table width=778><tr><td align=center><font size=2>{FOOTER}</font></td></tr></table></center></body></html>"""


def frame_big(inner: str, title: str) -> str:
    """A portal of a province: a menu of a hundred links, a side column, a footer of links."""
    mega = "".join(
        f"<dl><dt>{t}</dt>"
        + "".join(f"<dd><a href='/{n}/{k}'>{u}</a></dd>" for k, u in enumerate(MENU * 2))
        + "</dl>"
        for n, t in enumerate(MENU)
    )
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title></head><body><div id="app">
<header><div class="mega">{mega}</div></header><main class="container"><div class="col-8">{inner}</div>
<aside class="col-4"><h3>热点专题</h3><ul>{links(RECORDS[:5], 50)}</ul><h3>政策图解</h3><ul>{links(RECORDS[5:9], 60)}</ul></aside></main>
<div class="friend"><h4>友情链接</h4>{"".join(f"<a href='http://d{n}.example'>{t}门户网站</a>" for n, t in enumerate(("省政府", "市政府", "县教育局", "县水务局", "县卫健局")))}</div>
<footer>{FOOTER}</footer></div></body></html>"""


def frame_bare(inner: str, title: str) -> str:
    """The page for phones: nothing but the content and a line of copyright."""
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title></head><body>{inner}<div>{SITE} 版权所有</div></body></html>"""


FRAMES: dict[str, Frame] = {
    "trs": frame_trs,
    "jcms": frame_jcms,
    "vsb": frame_vsb,
    "epoint": frame_epoint,
    "2003": frame_2003,
    "big": frame_big,
    "bare": frame_bare,
}

# How each frame sets an article: title, header line, body.
_SETTINGS = {
    "trs": "<div class='article'><h1>{t}</h1><div class='pages-date'><span>发布时间：{d}</span><span>来源：{s}</span><span>字体：大 中 小</span><span>打印</span></div>"
    "<div class='pages_content'><div class='trs_editor_view TRS_UEDITOR'>{b}</div></div><div class='share'>分享到：</div></div>",
    "jcms": "<table id='c' width='1000' align='center'><tr><td class='title' align='center'>{t}</td></tr><tr><td align='center'>发布日期：{d}　信息来源：{s}　浏览次数：<script>c()</script>次　字号：[ <a href='#'>大</a> <a href='#'>中</a> <a href='#'>小</a> ]</td></tr>"
    "<tr><td class='bt_content'><div id='zoom'>{b}</div></td></tr><tr><td align='right'>【<a href='#'>打印本页</a>】【<a href='#'>关闭窗口</a>】</td></tr></table>",
    "vsb": "<form name='_newscontent_fromname'><div class='content'><h3>{t}</h3><p class='info'>{d}　作者：{s}　点击：[<span></span>]</p><div id='vsb_content'><div class='v_news_content'>{b}</div></div></div>"
    "<p>上一条：<a href='2.htm'>栖水县召开秋季农田水利建设推进会</a></p><p>下一条：<a href='3.htm'>县领导督导重点项目建设进度</a></p></form>",
    "epoint": "<div class='ewb-article'><h3 class='article-title'>{t}</h3><div class='info-sources'>【信息时间：{d}　来源：{s}　阅读次数：<span id='n'></span>】【<a>字号 大</a> <a>中</a> <a>小</a>】【<a>我要打印</a>】【<a>关闭</a>】</div><div class='ewb-article-info'>{b}</div></div>",
    "2003": "<table width=100%><tr><td align=center><b><font size=4>{t}</font></b></td></tr><tr><td align=center>来源：{s}　日期：{d}　点击数：128</td></tr><tr><td><hr></td></tr><tr><td>{b}</td></tr><tr><td align=right>[打印] [关闭]</td></tr></table>",
    "big": "<article><h1>{t}</h1><p class='meta'><time>{d}</time> <span>来源：{s}</span></p><div class='content'>{b}</div></article><div class='next'><h4>相关阅读</h4><ul>{r}</ul></div>",
    "bare": "<h2>{t}</h2><div class='sub'>{d} {s}</div><div class='txt'>{b}</div>",
}


def show_article(frame: str, article: Article, head: str = "{t}_栖水县人民政府") -> str:
    """Return the page of ``article`` in ``frame``."""
    setting = _SETTINGS[frame]
    if not article.dated:
        for mark in (
            "发布时间：{d}",
            "发布日期：{d}　信息来源：{s}　",
            "{d}　作者：{s}　",
            "信息时间：{d}　来源：{s}　",
            "来源：{s}　日期：{d}　",
            "<time>{d}</time> <span>来源：{s}</span>",
            "{d} {s}",
            "<span>来源：{s}</span>",
        ):
            setting = setting.replace(mark, "")
    inner = setting.format(
        t=article.title, d=article.date, s=article.source, b=article.body, r=links(RECORDS[:4], 70)
    )
    return FRAMES[frame](inner, head.format(t=article.title))

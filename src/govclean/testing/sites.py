"""Whole made-up sites: pages of one template around different articles, with what stands on every page.

A site is made from a number: its shell (named boxes or nested tables), where title, date and source stand, and the
prose around the articles that a single page cannot tell from an article: an introduction of the agency, a notice bar, a
disclaimer, recommendations.  Everything is deterministic by ``seed``; names and texts are made up.

>>> site = make_site(7)
>>> len(site.pages), site.pages[0].url.startswith(site.address)
(10, True)
"""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field

from .prose import ISSUERS, SENTENCES, SLOTS, SOURCES, TITLES

__all__ = ["TRAPS", "MadePage", "MadeSite", "make_site"]

# What a single page fails on, by the name of the trap.
TRAPS = (
    "side-left",
    "side-right",
    "notice-bar",
    "intro-in-text",
    "disclaimer-in-text",
    "disclaimer-box",
    "recommended",
    "footer-prose",
)
HEADER_PLACES = ("line", "cells", "spans", "above", "side", "foot")
TITLE_FORMS = ("h1", "div", "bold-cell", "h3", "styled-p", "class-p")

_ABOUT = (
    "{agency}位于{place}中心城区，内设{few}个科室，下辖{some}个基层单位，现有在职干部职工{many}人。",
    "本单位承担全市{topic}的规划、指导和监督职责，负责拟订有关办法并组织实施。",
    "近年来，本单位先后获得全市{topic}先进集体、文明单位等称号{some}项。",
    "{place}总面积{many}平方公里，辖{few}个街道、{some}个乡镇，常住人口{some}万人，素有江南小粮仓之称。",
    "全市森林覆盖率达到{some}%，拥有{few}处省级湿地公园，年接待游客{many}万人次。",
    "服务大厅工作日上午九时至下午五时对外办公，节假日安排专人值守，欢迎广大群众前来咨询。",
    "办事群众可以通过网上大厅、自助终端和窗口三种方式提交材料，一般事项{few}个工作日内办结。",
)  # fmt: skip
_NOTICES = (
    "为进一步提升服务质量，本网站将于近期进行系统升级，升级期间部分栏目可能无法正常访问，敬请谅解。",
    "即日起开展网站满意度问卷调查，欢迎广大网民积极参与并提出宝贵意见，我们将认真研究采纳。",
    "近期有不法分子冒充本单位工作人员进行诈骗，请广大群众提高警惕，遇到可疑情况请及时报警。",
)
_DISCLAIMERS = (
    "本网站转载的稿件版权归原作者所有，如有侵权请与我们联系，我们将在第一时间予以处理。",
    "凡注明来源为本网的稿件，任何媒体和个人未经书面授权不得转载，违者将依法追究责任。",
    "本网刊登的内容仅供参考，不构成任何承诺，具体事项请以正式文件为准，咨询可拨打服务热线。",
)
_COLUMN = (
    "本栏目由{agency}办公室主办，刊登基层单位的工作信息，欢迎各单位踊跃投稿，来稿请注明作者和联系方式。",
    "编者按：为交流各地{topic}的好做法，本网开设专栏，陆续刊登各单位的经验，供大家学习借鉴。",
)
_COLUMNS = ("工作动态", "通知公告", "政务公开", "办事指南", "互动交流", "机构职能", "法规文件", "专题专栏")
_NAMES = ("main", "wrap", "zw", "nr", "con", "box", "left", "w1000", "detail", "xq", "area", "inner", "page")


@dataclass(frozen=True, slots=True)
class MadePage:
    """A page and the truth about it.

    Attributes:
        kind: ``"article"``, ``"list"`` or ``"error"``.
        absent: texts of the site that must not be in the article.
    """

    html: str
    url: str
    kind: str = "article"
    title: str = ""
    lines: tuple[str, ...] = ()
    source: str = ""
    published: dt.datetime = dt.datetime(2020, 1, 1)
    absent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MadeSite:
    """A site: ``pages`` in the order of their making, ``traps`` what stands around its articles."""

    address: str
    traps: tuple[str, ...]
    pages: tuple[MadePage, ...]


@dataclass(slots=True)
class _Style:
    """What the pages of one template have in common."""

    tables: bool
    names: dict[str, str]
    title: str
    header: str
    labelled: bool
    head_title: str
    traps: tuple[str, ...]
    texts: dict[str, tuple[str, ...]]
    place: str
    agency: str
    pool: tuple[str, ...] = field(default=())


def make_site(
    seed: int,
    pages: int = 10,
    *,
    traps: tuple[str, ...] | None = None,
    templates: int = 1,
    others: int = 0,
    short: float = 0.4,
    design: int | None = None,
) -> MadeSite:
    """Make a site of ``pages`` articles.

    Args:
        traps: what stands around the articles, names of :data:`TRAPS`; two to four of them at random without.
        templates: how many templates the articles are spread over.
        others: pages that are no article (a list, an error) among them.
        short: share of articles that have one or two sentences.
        design: another number gives the same site another design (same names, same texts).
    """
    rng = random.Random(seed)
    chosen = traps if traps is not None else tuple(rng.sample(TRAPS, rng.randint(2, 4)))
    address = f"http://www.{''.join(rng.choices('abcdefgklmnprstxyz', k=6))}.gov.example/"
    texts = _site_texts(rng, chosen)
    look = random.Random(seed if design is None else design * 1009 + 7)
    styles = [_style(look, chosen, texts, rng) for _ in range(templates)]
    made = [_article(rng, styles[n % templates], address, n, short) for n in range(pages)]
    for n in range(others):
        made.insert(rng.randrange(len(made) + 1), _other(rng, styles[0], address, n))
    return MadeSite(address, chosen, tuple(made))


def fill(rng: random.Random, template: str) -> str:
    """Fill the slots ``{name}`` of ``template``."""
    out, rest = [], template
    while True:
        before, brace, rest = rest.partition("{")
        out.append(before)
        if not brace:
            return "".join(out)
        name, _, rest = rest.partition("}")
        low, *others = SLOTS[name]
        value = rng.randint(low, int(others[0])) if isinstance(low, int) else rng.choice([low, *others])
        out.append(str(value))


def _site_texts(rng: random.Random, traps: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """The texts of the site, by trap."""

    def some(source: tuple[str, ...], low: int, high: int) -> tuple[str, ...]:
        return tuple(fill(rng, s) for s in rng.sample(source, min(len(source), rng.randint(low, high))))

    texts: dict[str, tuple[str, ...]] = {}
    for trap in traps:
        if trap.startswith("side"):
            texts[trap] = some(_ABOUT, 2, 5)
        elif trap == "notice-bar":
            texts[trap] = some(_NOTICES, 1, 2)
        elif trap == "intro-in-text":
            texts[trap] = some(_COLUMN, 1, 1)
        elif trap.startswith("disclaimer"):
            texts[trap] = some(_DISCLAIMERS, 1, 2)
        elif trap == "footer-prose":
            texts[trap] = some(_ABOUT, 1, 2)
    return texts


def _style(
    look: random.Random, traps: tuple[str, ...], texts: dict[str, tuple[str, ...]], rng: random.Random
) -> _Style:
    tables = look.random() < 0.3
    names = {part: look.choice(_NAMES) + str(look.randint(1, 9)) for part in ("outer", "main", "text", "info", "side", "head", "extra")}  # fmt: skip
    title = look.choice(TITLE_FORMS)
    header = look.choice(HEADER_PLACES)
    labelled = look.random() < 0.75
    head_title = look.choice(("site", "both", "title", "column"))
    place = "岚川市" if rng.random() < 0.5 else "云岫县"
    pool = tuple("".join(fill(rng, s) for s in rng.sample(SENTENCES, 2)) for _ in range(7))
    return _Style(
        tables, names, title, header, labelled, head_title, traps, texts, place, look.choice(ISSUERS), pool
    )


def _article(rng: random.Random, style: _Style, address: str, number: int, short: float) -> MadePage:
    title = fill(rng, rng.choice(TITLES))
    sentences = [fill(rng, s) for s in rng.sample(SENTENCES, rng.randint(5, 14))]
    if rng.random() < short:
        lines = [sentences[0]] if rng.random() < 0.6 else sentences[:2]
    else:
        cut = sorted(rng.sample(range(1, len(sentences)), min(len(sentences) - 1, rng.randint(2, 5))))
        lines = ["".join(sentences[a:b]) for a, b in zip([0, *cut], [*cut, len(sentences)], strict=True)]
        if rng.random() < 0.3:
            lines.append("特此通知。")
        if rng.random() < 0.3:
            lines += [
                rng.choice(ISSUERS),
                f"{rng.randint(2008, 2024)}年{rng.randint(1, 12)}月{rng.randint(1, 28)}日",
            ]
    published = dt.datetime(
        rng.randint(2008, 2024), rng.randint(1, 12), rng.randint(1, 28), rng.randint(8, 17), 30
    )
    source = rng.choice(SOURCES)
    recommended = tuple(rng.sample(style.pool, 2)) if "recommended" in style.traps else ()
    absent = tuple(t for texts in style.texts.values() for t in texts) + recommended
    html = _render(rng, style, title, lines, source, published, recommended)
    url = (
        f"{address}{rng.choice(('xw', 'tz', 'gk'))}/{published:%Y%m}/t{number}_{rng.randint(1000, 9999)}.html"
    )
    lines_left = tuple(lines)
    return MadePage(html, url, "article", title, lines_left, source, published, absent)


def _other(rng: random.Random, style: _Style, address: str, number: int) -> MadePage:
    if number % 2:
        html = "<html><head><title>404 Not Found</title></head><body><h1>404</h1><p>您访问的页面不存在。</p></body></html>"
        return MadePage(html, f"{address}404/{number}.html", "error")
    rows = "".join(f'<li><a href="t{i}.html">{fill(rng, rng.choice(TITLES))}</a><span>2021-0{i % 9 + 1}-11</span></li>' for i in range(20))  # fmt: skip
    body = f'<div class="list"><ul>{rows}</ul><p>共12页 <a href="2.html">下一页</a></p></div>'
    html = _shell(rng, style, style.agency, body, ())
    return MadePage(html, f"{address}list{number}.html", "list")


def _render(
    rng: random.Random, style: _Style, title: str, lines: list[str], source: str, published: dt.datetime,
    recommended: tuple[str, ...],
) -> str:  # fmt: skip
    names = style.names
    head = _title(style, title)
    date = f"{published:%Y-%m-%d %H:%M}"
    info = _header(style, source, date)
    text = "".join(f"<p>　　{line}</p>" for line in lines)
    for trap in ("intro-in-text", "disclaimer-in-text"):
        if trap in style.texts:
            joined = "".join(f"<p>　　{t}</p>" for t in style.texts[trap])
            text = joined + text if trap == "intro-in-text" else text + joined
    if style.tables:
        cell = f'<td valign="top">{text}</td>'
        body = (
            f"<table width=98%><tr><td align=center>{head}</td></tr>"
            + (f"<tr><td>{info}</td></tr>" if style.header not in ("side", "foot") else "")
            + f"<tr>{cell}</tr>"
            + "</table>"
        )
    else:
        body = head + (info if style.header not in ("side", "foot") else "") + f'<div class="{names["text"]}">{text}</div>'  # fmt: skip
        if style.header == "above":
            body = info + head + f'<div class="{names["text"]}">{text}</div>'
    if style.header == "foot":
        body += info
    if "disclaimer-box" in style.texts:
        body += f'<div class="{names["extra"]}">' + "".join(f"<p>{t}</p>" for t in style.texts["disclaimer-box"]) + "</div>"  # fmt: skip
    body += '<div class="tool"><a href="javascript:window.print()">打印</a> <a href="javascript:window.close()">关闭</a></div>'
    if recommended:
        body += "<div class='rec'><h4>重点推荐</h4>" + "".join(f"<p>{t}</p>" for t in recommended) + "</div>"
    side = info if style.header == "side" else ""
    return _shell(rng, style, title, body, (side,))


def _title(style: _Style, title: str) -> str:
    return {
        "h1": f"<h1>{title}</h1>",
        "h3": f"<h3>{title}</h3>",
        "div": f'<div class="{style.names["head"]}">{title}</div>',
        "bold-cell": f"<b>{title}</b><br>",
        "styled-p": f'<p style="text-align:center;font-size:22px">{title}</p>',
        "class-p": f'<p class="{style.names["head"]}">{title}</p>',
    }[style.title]


def _header(style: _Style, source: str, date: str) -> str:
    name = style.names["info"]
    if style.header == "cells":
        return f'<table class="{name}"><tr><td>信息来源</td><td>{source}</td><td>发布日期</td><td>{date}</td></tr></table>'
    if style.header == "spans" and not style.labelled:
        return f'<div class="{name}"><span class="s">{source}</span> <span class="d">{date}</span></div>'
    if style.header in ("side", "foot"):
        return f'<div class="{name}"><div>来源：{source}</div><div>发布时间：{date}</div></div>'
    return f'<div class="{name}">发布时间：{date}　来源：{source}　浏览次数：</div>'


def _shell(rng: random.Random, style: _Style, title: str, body: str, side: tuple[str, ...]) -> str:
    names, texts = style.names, style.texts
    site = f"{style.place}{style.agency[3:]}"
    head_title = {"site": site, "both": f"{title}_{site}", "title": title, "column": f"工作动态_{site}"}[
        style.head_title
    ]
    nav = "".join(f'<li><a href="/{i}/">{c}</a></li>' for i, c in enumerate(_COLUMNS))
    bar = "".join(f"<p>{t}</p>" for t in texts.get("notice-bar", ()))
    bar = f'<div class="bar">{bar}</div>' if bar else ""
    boxes = {}
    for name in ("side-left", "side-right"):
        prose = "".join(f"<p>{t}</p>" for t in texts.get(name, ()))
        boxes[name] = f'<div class="{names["side"]}"><h4>单位简介</h4>{prose}</div>' if prose else ""
    extra = "".join(side)
    related = "".join(f'<li><a href="r{i}.html">{fill(rng, rng.choice(TITLES))}</a></li>' for i in range(5))
    related = f'<div class="rel"><h4>相关新闻</h4><ul>{related}</ul></div>'
    foot = "".join(f"<p>{t}</p>" for t in texts.get("footer-prose", ()))
    foot += f"<p>主办：{site}　湘ICP备09900{len(style.place) + len(site):03d}号</p>"
    if style.tables:
        return (
            f"<html><head><title>{head_title}</title></head><body><table><tr><td colspan=2><ul>{nav}</ul></td></tr>"
            f"<tr><td colspan=2>{bar}</td></tr><tr><td width=200>{boxes['side-left']}{extra}</td><td>{body}{related}</td>"
            f"<td>{boxes['side-right']}</td></tr><tr><td colspan=2 align=center>{foot}</td></tr></table></body></html>"
        )
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{head_title}</title></head><body>'
        f'<div class="nav"><ul>{nav}</ul></div>{bar}<div class="{names["outer"]}">{boxes["side-left"]}'
        f'<div class="{names["main"]}">{body}</div>{boxes["side-right"]}{extra}{related}</div>'
        f'<div class="footer">{foot}</div></body></html>'
    )

"""Made-up sites on which a profile could do harm: what stands on many pages is part of each document there."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from functools import partial

from govclean.testing.prose import SENTENCES, TITLES
from govclean.testing.sites import MadePage, fill

SITE = "http://www.songping.gov.example/"
NAV = "".join(
    f'<li><a href="/{n}/">{name}</a></li>'
    for n, name in enumerate(("首页", "政务公开", "通知公告", "办事服务"))
)
ABOUT = (
    "本单位承担全县河道管护的规划、指导和监督职责，负责拟订有关办法并组织实施。",
    "服务大厅工作日上午九时至下午五时对外办公，节假日安排专人值守，欢迎前来咨询。",
    "办事群众可以通过网上大厅、自助终端和窗口三种方式提交材料，一般事项五个工作日内办结。",
)
CONTACT = (
    "联系单位：松坪县水利局河道管理股，联系地址：松坪县青石路十八号，办公时间为工作日上午九时至下午五时。"
)
INTRO = "根据《松坪县河道管护办法》第十二条的规定，经研究，现将本期河道管护检查的有关情况公示如下，公示期为五个工作日。"


def shell(title: str, main: str, side: str = "", before: str = "") -> str:
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}_松坪县水利局</title></head><body>'
        f'<div class="nav"><ul>{NAV}</ul></div>{before}<div class="wrap"><div class="main">{main}</div>{side}</div>'
        '<div class="footer"><p>主办：松坪县水利局　湘ICP备09900021号</p></div></body></html>'
    )


def aside() -> str:
    return '<div class="side"><h4>单位简介</h4>' + "".join(f"<p>{t}</p>" for t in ABOUT) + "</div>"


def prose(rng: random.Random, low: int = 2, high: int = 6) -> list[str]:
    return [fill(rng, s) for s in rng.sample(SENTENCES, rng.randint(low, high))]


def article(
    rng: random.Random, number: int, body: Callable[[list[str]], str], lines: Callable[[list[str]], list[str]], side: str = ""
) -> MadePage:  # fmt: skip
    title = f"{fill(rng, rng.choice(TITLES))}（第{number + 1}期）"
    own = prose(rng)
    day = rng.randint(10, 28)
    info = f'<div class="info">发布时间：2021-05-{day} 10:30　来源：松坪日报</div>'
    html = shell(title, f"<h1>{title}</h1>{info}{body(own)}", side)
    return MadePage(
        html, f"{SITE}xw/t{number}.html", "article", title, tuple(lines(own)), "松坪日报", dt.datetime(2021, 5, day, 10, 30)
    )  # fmt: skip


def paragraphs(lines: list[str]) -> str:
    return "".join(f"<p>　　{line}</p>" for line in lines)


def _formula(own: list[str]) -> list[str]:
    return [
        INTRO,
        *own,
        "特此公示，欢迎社会各界监督，有异议的请在公示期内以书面形式提出。",
        CONTACT,
        "松坪县水利局",
        "2021年5月9日",
    ]


def formula(rng: random.Random, number: int) -> MadePage:
    """A series of notices with the same first and last paragraphs."""
    return article(
        rng, number, lambda own: f'<div class="text">{paragraphs(_formula(own))}</div>', _formula, aside()
    )


def styled(rng: random.Random, number: int) -> MadePage:
    """The same, and each unchanging paragraph has a class of its own."""

    def body(own: list[str]) -> str:
        intro, *rest = _formula(own)
        return f'<div class="text"><p class="bold">{intro}</p>{paragraphs(rest[:-3])}<p class="small">{rest[-3]}</p>{paragraphs(rest[-2:])}</div>'

    return article(rng, number, body, _formula, aside())


def guide(rng: random.Random, number: int) -> MadePage:
    """A guide in boxes of one name, of which some say the same in each guide."""

    def lines(own: list[str]) -> list[str]:
        return ["一、基本情况", *own, "二、办理地点", "松坪县青石路十八号政务服务大厅二楼河道管理窗口，工作日上午九时至下午五时办理。"]  # fmt: skip

    def body(own: list[str]) -> str:
        first, *rest = lines(own)
        head, place = rest[-2:]
        return f'<div class="text"><div class="item"><h4>{first}</h4>{paragraphs(own)}</div><div class="item"><h4>{head}</h4><p>{place}</p></div></div>'

    return article(rng, number, body, lines, aside())


def letter(rng: random.Random, number: int) -> MadePage:
    """A letter and its reply in boxes of their own, the reply always beginning alike."""

    def lines(own: list[str]) -> list[str]:
        return [
            "来信内容",
            own[0],
            "回复内容",
            "您好，来信已经收到，感谢您对我县水利工作的关心和支持。",
            *own[1:],
        ]

    def body(own: list[str]) -> str:
        a, b, c, d, *rest = lines(own)
        return f'<div class="ask"><h4>{a}</h4><p>{b}</p></div><div class="reply"><h4>{c}</h4><p>{d}</p>{paragraphs(rest)}</div>'

    return article(rng, number, body, lines, aside())


def nested(rng: random.Random, number: int) -> MadePage:
    """Texts of two editors: one wraps them in a box of its own, and each paragraph in one."""

    def body(own: list[str]) -> str:
        if number % 2:
            return (
                '<div class="text"><div class="TRS_Editor">'
                + "".join(f"<div>{p}</div>" for p in own)
                + "</div></div>"
            )
        return f'<div class="text">{paragraphs(own)}</div>'

    return article(rng, number, body, list, aside())


def moved(rng: random.Random, number: int) -> MadePage:
    """On one page in five the text stands in another box, below a note that stands in the usual one."""

    def body(own: list[str]) -> str:
        if number % 5 == 4:
            note = "<p>编辑注：正文见下。</p>"
            return f'<div class="text">{note}</div><div class="special">{paragraphs(own)}</div>'
        return f'<div class="text">{paragraphs(own)}</div>'

    def lines(own: list[str]) -> list[str]:
        return own

    return article(rng, number, body, lines, aside())


def quoting(rng: random.Random, number: int) -> MadePage:
    """An article that quotes what stands beside every article."""

    def lines(own: list[str]) -> list[str]:
        return [*own[:1], ABOUT[0], *own[1:]] if number % 4 == 0 else own

    return article(
        rng, number, lambda own: f'<div class="text">{paragraphs(lines(own))}</div>', lines, aside()
    )


def signed_outside(rng: random.Random, number: int) -> MadePage:
    """Signature, note and contact stand in boxes below the text."""

    def lines(own: list[str]) -> list[str]:
        return [*own, "松坪县水利局", f"2021年5月{number % 28 + 1}日", "（此件公开发布）"]

    def body(own: list[str]) -> str:
        *_, name, day, note = lines(own)
        return f'<div class="text">{paragraphs(own)}</div><div class="sign"><p>{name}</p><p>{day}</p></div><div class="note"><p>{note}</p></div>'

    return article(rng, number, body, lines, "")


def tables(rng: random.Random, number: int) -> MadePage:
    """A sentence that never changes and a table with one head."""

    def rows(own: list[str]) -> list[str]:
        return ["序号\t河段\t长度（公里）", *(f"{i}\t青石河第{i}段\t{len(p)}" for i, p in enumerate(own, 1))]

    def lines(own: list[str]) -> list[str]:
        return [INTRO, *rows(own)]

    def body(own: list[str]) -> str:
        table = "".join(
            "<tr>" + "".join(f"<td>{c}</td>" for c in row.split("\t")) + "</tr>" for row in rows(own)
        )
        return f'<div class="text"><p>{INTRO}</p><table border="1">{table}</table></div>'

    return article(rng, number, body, lines, aside())


def two_kinds(rng: random.Random, number: int) -> MadePage:
    """Two kinds of pages in one shell, each with its text in a box of its own, deeper than the other's."""

    def body(own: list[str]) -> str:
        if number % 2:
            return f'<div class="text">{paragraphs(own)}</div><div class="share"><p>分享到朋友圈</p></div>'
        return f'<div class="detail"><div class="bar"><span>字体</span></div><div class="content">{paragraphs(own)}</div></div>'

    return article(rng, number, body, list, aside())


KINDS: dict[str, Callable[[random.Random, int], MadePage]] = {
    "formula": formula,
    "styled": styled,
    "guide": guide,
    "letter": letter,
    "nested": nested,
    "moved": moved,
    "quoting": quoting,
    "signed-outside": signed_outside,
    "tables": tables,
    "two-kinds": two_kinds,
}


def hard_site(kind: str, pages: int = 8, seed: int = 1) -> list[MadePage]:
    rng = random.Random(f"{kind}{seed}")
    return list(map(partial(KINDS[kind], rng), range(pages)))

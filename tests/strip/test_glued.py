"""Lists of places that stand in one piece, or in one cell of a table, with text of the page."""

from __future__ import annotations

import random

import pytest

import govclean
from govclean.testing.spam import place_names

from .negatives import HEAD, PROSE, TITLE

CLEANER = govclean.Cleaner(typos="off")
# Names of all provinces and times, as they are injected.
DRAWN = "|".join(random.Random(7).sample(place_names(), 30))
# Counties of one province, as a report lists them.
HONEST = "|".join(
    ("赵县", "唐县", "易县", "磁县", "蔚县", "献县", "雄县", "威县", "景县", "涉县", "成安县", "大名县", "肥乡县", "永年县", "邱县", "鸡泽县", "广平县", "馆陶县")
)  # fmt: skip


def page(block: str) -> str:
    body = "".join(f"<p>{line}</p>" for line in PROSE[:2])
    return f"<html><body><h1>{TITLE}</h1><div>{HEAD}</div><div>{body}{block}<p>{PROSE[2]}</p></div></body></html>"


def table(cell: str) -> str:
    return (
        f"<table border=1><tr><td>区县</td><td>总量（亿元）</td><td>{cell}</td></tr>"
        "<tr><td>岚桥区</td><td>208.6</td><td>5.4</td></tr><tr><td>柘川县</td><td>96.1</td><td>4.9</td></tr></table>"
    )


@pytest.mark.parametrize("joint", ["", " "])
def test_a_list_in_a_cell_goes_and_the_cell_stays(joint: str) -> None:
    article = CLEANER.clean(page(table(f"增速（%）{joint}{DRAWN}")))
    sound = CLEANER.clean(page(table("增速（%）")))
    assert article.text == sound.text
    assert [b.rows for b in article.blocks] == [b.rows for b in sound.blocks]
    assert article.verdict == "hijacked"
    assert [r.text for r in article.trail.removals if r.rule == "spam.places"] == [DRAWN]
    assert not article.trail.unexplained


def test_a_cell_that_holds_nothing_else_is_left_empty() -> None:
    article = CLEANER.clean(page(table(DRAWN)))
    assert "区县\t总量（亿元）\n岚桥区\t208.6\t5.4" in article.text
    assert not article.trail.unexplained


@pytest.mark.parametrize(
    "block",
    [
        table(HONEST),
        f"<p>{HONEST}</p>",
        f"<p>{HONEST.replace('|', '')}</p>",
        table("、".join(DRAWN.split("|"))),
    ],
)
def test_lists_that_people_made_stay(block: str) -> None:
    article = CLEANER.clean(page(block))
    assert article.verdict == "clean"
    assert [r for r in article.trail.removals if r.rule.startswith("spam.")] == []


def test_what_stands_in_front_of_a_list_stays() -> None:
    article = CLEANER.clean(page(f"<p>特此通知{DRAWN}</p>"))
    assert "特此通知" in article.text.split("\n")
    assert article.verdict == "hijacked"


def test_many_bars_in_prose_take_linear_time() -> None:
    """An expression that is searched from the left took four times as long for twice the length: minutes for this page."""
    assert CLEANER.clean(page(f"<p>{'县a|' * 60_000}。好</p>")).text


def test_many_hidden_links_take_linear_time() -> None:
    links = "".join(
        f'<div style="{"display:none" if i % 2 else "font-size:1px"}"><a href="http://x{i}q7.top/">金鹿棋牌{i}</a></div>'
        for i in range(3000)
    )
    article = CLEANER.clean(page(links))
    assert "金鹿" not in article.text
    assert article.verdict == "hijacked"


@pytest.mark.parametrize(
    "block",
    [
        "<p>金鹿娱乐城官网-银湖百家乐-九彩时时彩下载-云顶湾棋牌平台</p>",
        "<p><a href='http://x7q.top/'>金鹿娱乐城官网</a>,<a href='http://y8z.top/'>银湖百家乐</a></p>",
    ],
)
def test_search_words_between_paragraphs_go_as_a_whole(block: str) -> None:
    article = CLEANER.clean(page(block))
    assert article.text == CLEANER.clean(page("")).text
    assert article.verdict == "hijacked"


@pytest.mark.parametrize(
    "block",
    [
        "<p>查处-百家乐-时时彩-六合彩-老虎机</p>",
        "<p>相关案例：<a href='http://news.example/1'>警方打掉一百家乐团伙</a>、<a href='http://news.example/2'>六合彩庄家获刑</a></p>",
        "<p><a href='http://tax.example/1'>代开发票办理指南</a> <a href='http://tax.example/2'>发票查验</a></p>",
        "<p>代开发票咨询电话：12366</p>",
    ],
)
def test_words_in_reports_and_services_stay(block: str) -> None:
    article = CLEANER.clean(page(block))
    assert article.verdict == "clean"
    assert [r for r in article.trail.removals if r.rule.startswith("spam.")] == []

"""Invariant 7, linear time: twice the page, twice the work.

Work is counted as calls of Python and C functions, not timed: the same on a busy machine.  What one call of a regular expression costs inside is
not seen here; the benchmark of growth times that.
"""

from __future__ import annotations

import cProfile
from collections.abc import Callable

import pytest

from govclean import Cleaner

PARAGRAPH = "全市共有18所学校参加了第{n}次活动，有关部门提醒市民注意交通安全，出行前请留意天气变化。"


def article(n: int) -> str:
    body = "\n".join(f"<p>{PARAGRAPH.format(n=i)}</p>" for i in range(n))
    return f"<html><body><h1>活动情况通报</h1><div>2020-03-04 来源：岚川日报</div><div>{body}</div></body></html>"


def one_line(n: int) -> str:
    return "".join(PARAGRAPH.format(n=i) for i in range(n))


def nested(n: int) -> str:
    return f"<html><body>{'<div>' * n * 10}{PARAGRAPH}{'</div>' * n * 10}</body></html>"


def unclosed(n: int) -> str:
    return "<html><body>" + "<table><tr><td><font>文字" * n * 2


def links(n: int) -> str:
    return "<html><body><ul>" + "".join(
        f'<li><a href="/{i}.html">关于第{i}号事项的通知</a></li>' for i in range(n * 4)
    )


def wide_table(n: int) -> str:
    row = "<tr>" + "<td>数据</td><td rowspan=2>12.5</td>" * 5 + "</tr>"
    return f"<html><body><h1>统计表</h1><table>{row * n}</table></body></html>"


def counties(n: int) -> str:
    return "工作通报\n\n全市情况如下。\n\n" + "清渡县| 沐河县| 淮岭县| 松坪县| " * n


def brackets(n: int) -> str:
    return "通知\n\n" + "発(fā（（〔2020〕((" * n * 4


def mojibake(n: int) -> str:
    return "<p>" + "鍥藉姟闄?鍏充簬" * n * 4 + "</p>"


def questions(n: int) -> str:
    return (
        "<p>" + "位置?;ぱ槭盏闹??饕" * (n // 6) + "</p>"
    )  # each run is a search of its own, so fewer of them


def less_than(n: int) -> str:
    return "通知<" * n * 20


def spaces(n: int) -> str:
    return "<p>附　件" + " \u3000\xa0" * n * 30 + "：</p>"


SHAPES: list[Callable[[int], str]] = [
    article, one_line, nested, unclosed, links, wide_table, counties, brackets, mojibake, questions, less_than, spaces,
]  # fmt: skip

# Measured up to 2.2 for the shapes above: what is done once per page makes it smaller than two, growing structures a
# little larger. A quadratic step shows as 3 and more at this size.
LARGEST_RATIO = 2.6
SIZE = 60


def count_calls(cleaner: Cleaner, page: str) -> int:
    profile = cProfile.Profile()
    profile.runcall(cleaner.clean, page)
    return sum(entry.callcount for entry in profile.getstats())


@pytest.mark.parametrize("shape", SHAPES, ids=lambda s: s.__name__)
def test_twice_the_page_twice_the_work(shape: Callable[[int], str]) -> None:
    cleaner = Cleaner()
    cleaner.clean(shape(5))  # loads data, fills caches
    small, large = count_calls(cleaner, shape(SIZE)), count_calls(cleaner, shape(2 * SIZE))
    assert large <= LARGEST_RATIO * small, f"{small} calls, then {large}: {large / small:.2f} times"

"""Pages of links: a list of one column, the home page of a site or a department, the results of a search."""

from __future__ import annotations

import re
from itertools import accumulate

from ..fold import fold
from ..page import Page
from .features import Feature

__all__ = ["TITLE_CHARS", "called_search", "has_pager", "is_search", "link_page", "long_links", "more_links"]

# Links from this length on are titles of pages; names of columns and bodies are shorter.
TITLE_CHARS = 8
# A page with fewer links is none of links, or with less than a third of its text in them.
MIN_LINKS = 8
# The share of a page's long links that stand in one box, from which on the page is that list.
ONE_LIST = 0.6
# … or how many times more the largest box holds than the next one; side columns have five beside lists of 10 to 20.
MAIN_LIST = 2
# Boxes with so many titles each, of which a home page shows at least three.
BOX_TITLES = 3
BOXES = 3
# 更多 leads from a box to its column: home pages have one for each, lists one or two in a side column.
MANY_MORE = 3
# … two are enough where the records of the largest box have no dates, as those of a column do.
FEW_MORE = 2

_SEARCH = re.compile(
    r"(?:搜索|检索|查询)结果|(?:共|总共|为您)(?:找到|检索到|搜索到|查询到)|找到(?:约|相关).{0,12}(?:条|个|项)|全文检索|(?:站内|高级|全站)(?:搜索|检索)(?:$|[-_|])"
)
_FOUND = re.compile(
    r"(?:共|为您|總共|约)\s?(?:找到|检索到|搜索到|查询到)|(?:找到|检索到|搜索到|查询到)\s?(?:约|相关|符合)?.{0,16}\d+\s?(?:条|个|项|篇)|\d+\s?(?:条|项|篇)(?:相关)?(?:结果|记录)"
    r"|(?:没有|未)(?:找到|检索到|搜索到|查询到)|无(?:相关|匹配)(?:结果|记录|内容)"
)
_PAGER = re.compile(
    r"[上下]一?页|尾页|末页|共\d+(?:页|条)|第\d+页|\d+/\d+页|总(?:页|记录|条)数|每页|加载更多"
)
_DAY = re.compile(r"(?:\d{4}[-/.年])?\d{1,2}[-/.月]\d{1,2}")
_MORE = re.compile(r"\W*(?:查看|浏览)?(?:更多|more)(?:信息|内容|新闻)?\W*", re.IGNORECASE)
# Addresses of home pages: nothing behind the host, or the name of the default document.
_ROOT = re.compile(r"https?://[^/?#]+/?(?:(?:index|default|main|home)\.\w{2,5})?(?:[?#].*)?", re.IGNORECASE)


def has_pager(page: Page) -> bool:
    """Return whether the page has buttons to the pages before and after it."""
    return any(_PAGER.search(p.text) for p in page.pieces if p.text and len(p.text) <= 60 and not p.hidden)


def long_links(page: Page) -> int:
    """Return the characters of links that are as long as the title of a page."""
    return sum(
        len(text) for p in page.pieces if not p.hidden for text, _ in p.links if len(text) >= TITLE_CHARS
    )


def more_links(page: Page) -> int:
    """Return how many links say 更多 and no more."""
    return sum(
        bool(_MORE.fullmatch(text)) for p in page.pieces if not p.hidden for text, _ in p.links if text
    )


def is_search(page: Page) -> bool:
    """Return whether the page is called a search and tells what it found."""
    if not _SEARCH.search(fold(page.head_title)) and not re.search(r"[搜检]索|查询", page.head_title):
        return False
    return any(
        _FOUND.search(fold(p.text)) for p in page.pieces if p.text and len(p.text) <= 100 and not p.hidden
    )


def called_search(page: Page) -> bool:
    """Return whether ``<title>`` says that these are the results of a search."""
    return _SEARCH.search(fold(page.head_title)) is not None


def link_page(page: Page, features: list[Feature]) -> str:
    """Return ``"search"``, ``"list"`` or ``"home"`` for a page of links, ``""`` for another."""
    shown = [p for p in page.pieces if not p.hidden and p.tag not in ("option", "input")]
    chars = sum(len(p.text) for p in shown)
    links = sum(len(p.links) for p in shown)
    linked = sum(len(p.text) if features[p.index].linked else p.link_chars for p in shown)  # with teasers
    if links < MIN_LINKS or linked * 3 < chars:
        return ""
    text = fold(" ".join(p.text for p in page.pieces if p.text and len(p.text) <= 60 and not p.hidden))
    if called_search(page) or re.search(r"(?:共|为您)(?:找到|检索到|搜索到)|找到相关结果", text):
        return "search"
    columns = {v for k, v in page.meta if k == "columntype"}
    if "首页" in columns or re.match(r"(?:网站)?(?:首页|主页)", fold(page.head_title)):
        return "home"
    return "home" if _is_home(page, features, has_pager(page)) else "list"


def _is_home(page: Page, features: list[Feature], pager: bool) -> bool:
    """Return whether several boxes of titles stand on the page, none of them its main list."""
    more = more_links(page)
    held = _boxes(page)
    boxes = sorted(held.values(), reverse=True)
    total = sum(boxes)
    if pager and more < MANY_MORE:
        return False
    if page.url and _ROOT.fullmatch(page.url):
        return True
    if not total:
        return True  # names of columns and services, no title of a page
    if boxes[0] >= ONE_LIST * total:
        return False
    if more >= FEW_MORE and not _has_dates(page, features, max(held, key=lambda at: held[at])):
        return True
    several = sum(size >= BOX_TITLES for size in boxes) >= BOXES
    if several and more >= MANY_MORE:
        return True
    return several and boxes[0] < MAIN_LIST * boxes[1]


def _has_dates(page: Page, features: list[Feature], box: int) -> bool:
    """Return whether records of the box carry their dates."""
    inside = range(page.containers[box].first, page.containers[box].last)
    return (
        sum(features[i].mark == "date" or _DAY.search(page.pieces[i].text) is not None for i in inside) >= 2
    )


def _boxes(page: Page) -> dict[int, int]:
    """Return how many long links stand in each box of them: the innermost container with so many as a list has."""
    counts = [
        0 if p.hidden or p.tag == "option" else sum(len(text) >= TITLE_CHARS for text, _ in p.links)
        for p in page.pieces
    ]
    sums = list(accumulate(counts, initial=0))
    found: dict[int, int] = {}
    for piece in page.pieces:
        if not counts[piece.index]:
            continue
        at = piece.container
        while at > 0:
            box = page.containers[at]
            if sums[box.last] - sums[box.first] >= BOX_TITLES:
                break
            at = box.parent
        found[at] = found.get(at, 0) + counts[piece.index]
    return found

"""Lines in which a site speaks of itself or announces other pages: what only such lines may lose, see ``fit``."""

from __future__ import annotations

import re

from ..fold import fold

__all__ = ["announces_others", "speaks_for_site"]

# Whom and what the site speaks of.  Alternations of literals with one bounded gap: linear.
_SITE = re.compile(r"本[网站]|本(?:网站|栏目|平台|专栏)|我[网站]|转载|版权|侵权|免责|投稿|来稿|编者按|责任编辑|网友|点击.{0,8}(?:关注|查看)")  # fmt: skip


def speaks_for_site(text: str) -> bool:
    """Return whether a sentence is about the site, its columns or rights in its articles, not about a document's matter."""
    return _SITE.search(fold(text)) is not None


# Words in headings of boxes that show other pages or the site itself: 重点推荐, 热门文章, 最新动态, 单位简介.
_OTHERS = re.compile(r"推荐|热[点门]|最新|最热|相关|精彩|更多|排行|要闻|头条|猜你|关注|导读|聚焦|快讯|资讯|新闻|动态|专题|专栏|阅读|链接|简介|导航|公告栏|图片|视频|广告|活动")  # fmt: skip
HEADING = 16  # characters of the longest heading of a box: 您可能感兴趣的内容 has nine


def announces_others(text: str) -> bool:
    """Return whether a line heads a box that shows other pages, or the site itself."""
    return len(text) <= HEADING and "。" not in text and _OTHERS.search(fold(text)) is not None

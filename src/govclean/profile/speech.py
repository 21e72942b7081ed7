"""Sentences in which a site speaks of itself: what only such sentences may lose inside an article, see ``fit``."""

from __future__ import annotations

import re

from ..fold import fold

__all__ = ["speaks_for_site"]

# Whom and what the site speaks of.  Alternations of literals with one bounded gap: linear.
_SITE = re.compile(r"本[网站]|本(?:网站|栏目|平台|专栏)|我[网站]|转载|版权|侵权|免责|投稿|来稿|编者按|责任编辑|网友|点击.{0,8}(?:关注|查看)")  # fmt: skip


def speaks_for_site(text: str) -> bool:
    """Return whether a sentence is about the site, its columns or rights in its articles, not about a document's matter."""
    return _SITE.search(fold(text)) is not None

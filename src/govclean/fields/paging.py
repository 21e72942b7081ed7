"""One article over several pages: the address of the next page and how many there are."""

from __future__ import annotations

import re

from ..fold import fold
from ..page import Page
from .attachments import absolute_url

__all__ = ["read_paging"]

# TRS writes createPageHTML(count, current index from 0, name, extension) into the page.
_TRS = re.compile(
    r"createPageHTML\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*[\"']([^\"'()]{1,80})[\"']\s*,\s*[\"'](\w{2,6})[\"']"
)
_NEXT = re.compile(r"^\W*(?:下一?页|下\s?页|后一页|next(?:\s?page)?)\W*$", re.IGNORECASE)
_COUNT = re.compile(
    r"共\s{0,3}(?P<a>\d{1,3})\s{0,3}页|第?\s{0,2}\d{1,3}\s{0,2}页?\s{0,2}/\s{0,2}共?\s{0,2}(?P<b>\d{1,3})\s{0,2}页"
)
AROUND = 12  # pieces behind the article in which its pager may stand
MAX_PAGES = 500


def read_paging(page: Page, last: int) -> None:
    """Fill ``next_page`` and ``pages``; ``last`` is the index of the article's last piece."""
    script = _TRS.search(page.text) if page.is_html and "createPageHTML" in page.text else None
    if script is not None:
        count, current = int(script[1]), int(script[2])
        if 1 < count <= MAX_PAGES:
            page.values["pages"] = count
            if current + 1 < count:
                page.values["next_page"] = absolute_url(page, f"{script[3]}_{current + 1}.{script[4]}")
        return
    for piece in page.pieces[last : last + AROUND]:
        if piece.role in ("spam", "copy") or piece.hidden:
            continue
        folded = fold(piece.text)
        if "页" not in folded and "next" not in folded.lower():
            continue
        count_match = _COUNT.search(folded) if len(folded) < 200 else None
        if count_match is not None:
            count = int(count_match["a"] or count_match["b"])
            if 1 < count <= MAX_PAGES:
                page.values.setdefault("pages", count)
        for text, href in piece.links:
            if _NEXT.match(fold(text)) and page.values.get("pages", 2) > 1:
                url = absolute_url(page, href)
                if url and url.split("#")[0] != (page.url or "").split("#")[0]:
                    page.values.setdefault("next_page", url)

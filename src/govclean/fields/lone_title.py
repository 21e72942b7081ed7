"""Titles that nothing but their place tells: the one heading above the text, the name that its first sentence begins with."""

from __future__ import annotations

import re

from ..fold import fold
from ..page import Page, Piece
from .head_title import SITE_WORD, head_parts, is_column, is_site_name, squeeze
from .labels import read_line
from .numbers import is_only_number
from .title import ABOVE, BELOW, ENOUGH, Title, looks_like_title

__all__ = ["lone_heading", "may_head", "name_heading"]

LONGEST_NAME = 10  # characters of a name that heads a page: a person, a place, a thing


def name_heading(page: Page, start: int) -> Title | None:
    """Return the heading that is a part of ``<title>`` and begins the first sentence below it: a person, or an entry of a lexicon."""
    names = {squeeze(part) for part in head_parts(page.head_title) if len(part) <= LONGEST_NAME}
    if not names:
        return None
    first = next(
        (p for p in page.pieces[start : start + BELOW] if p.role == "body" and len(p.text) > LONGEST_NAME),
        None,
    )
    if first is None:
        return None
    for piece in reversed(page.pieces[max(0, first.index - BELOW) : first.index]):
        key = squeeze(piece.text) if 2 <= len(piece.text) <= LONGEST_NAME else ""
        if (
            not key
            or key not in names
            or piece.hidden
            or piece.link_chars
            or not squeeze(first.text[:40]).startswith(key)
        ):
            continue
        if (
            not is_column(key)
            and not is_site_name(piece.text)
            and piece.role in ("", "body", "outside", "header", "title")
        ):
            return Title(piece.text, piece.index, piece.index, ENOUGH)
    return None


def lone_heading(page: Page, start: int) -> Title | None:
    """Return the one heading right above the text, or a line in a box called ``title``; ``None`` for a site's or column's name.

    For pages that state their title nowhere else, in no header line and in no meta tag.
    """
    if not page.is_html:
        return None
    body = [p for p in page.pieces[start : start + ABOVE] if p.role == "body" and p.text]
    if body and _heads_alone(page, body[0]):
        piece, text = body[0], body[1:]
    else:
        above = [p for p in page.pieces[max(0, start - BELOW) : start] if p.text and p.role != "tool"]
        if not above or above[-1].level > 2 or not _heads_alone(page, above[-1]):
            return None  # h3 outside the text: a box beside it
        piece, text = above[-1], body
    if not any("。" in p.text and p.kind != "table" for p in text[:3]):
        return None
    if not may_head(page, piece):
        return None
    return Title(piece.text, piece.index, piece.index, ENOUGH)


def may_head(page: Page, piece: Piece) -> bool:
    """Whether a heading's words may be a title: not those of the site, an agency, a column, a header line."""
    site = {squeeze(c) for n, c in page.meta if n in ("columnname", "columntype", "sitename", "lanmu")}
    site |= {squeeze(page.site.get(k, "")) for k in ("name", "host", "column")}
    key, folded = squeeze(piece.text), fold(piece.text)
    if key in site or len(key) < 6 or is_column(key) or SITE_WORD.search(folded):
        return False
    return looks_like_title(piece.text) and not read_line(piece.text).pairs and not is_only_number(piece.text)


def _heads_alone(page: Page, piece: Piece) -> bool:
    """Whether a piece is displayed as a heading, and no other one like it is near: not the first of the text's sections."""
    if piece.hidden or piece.link_chars or piece.kind in ("table", "image", "item"):
        return False
    if piece.role not in ("", "body", "outside", "header"):
        return False
    near = page.pieces[max(0, piece.index - ABOVE) : piece.index + ABOVE]
    if 1 <= piece.level <= 3:
        return not any(p.level == piece.level and p is not piece and p.text and not p.hidden for p in near)
    box = page.containers[piece.container] if 0 < piece.container < len(page.containers) else None
    if box is None or not re.search(
        r"(?:^|[\s_-])(?:title|biaoti|headline)(?:$|[\s_-])", f"{box.id} {box.classes}".lower()
    ):
        return False
    return sum(p.container == piece.container and bool(p.text) for p in near) == 1

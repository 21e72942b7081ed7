"""Where the page's title stands: above the text that it belongs to, as ``<title>`` says it, over a header line."""

from __future__ import annotations

import re

from ..fold import fold
from ..page import Page
from .features import TOLL, Feature

__all__ = ["HEADER_REACH", "bare", "mark_datelines", "title_parts", "title_pieces"]

_TITLE_TAGS = ("articletitle", "og:title", "title", "twitter:title")
TITLE_MIN = 5
MAX_TITLE = 300  # injected keyword lists make titles of thousands of characters
# A title is shown in the path, above the text, over each copy of it; a page that repeats it without end, or
# has title tags without end, costs no more.
MOST_TITLES = 30
_TITLE_PARTS = re.compile(r"[-_|–—|｜丨_>»]+")


def bare(text: str) -> str:
    """Return ``text`` folded and without white space."""
    return "".join(fold(text).split())


def title_parts(page: Page) -> frozenset[str]:
    """Return what ``<title>`` says and its parts, as :func:`bare` text; names of sites and columns are among them."""
    head = page.head_title[:MAX_TITLE]
    return frozenset([bare(head), *(bare(part) for part in _TITLE_PARTS.split(head))])


def title_pieces(page: Page, features: list[Feature], shown: list[bool]) -> list[int]:
    """Return the pieces that show the page's title: what ``<title>`` or a title tag says, or a lone ``<h1>``."""
    stated = [v for k, v in page.meta if k in _TITLE_TAGS]
    known = {bare(v[:MAX_TITLE]) for v in stated[:MOST_TITLES]}
    heads = {*title_parts(page), *known}
    if not any(known):  # the head of a list says the column's name
        heads -= {bare(v) for k, v in page.meta if k in ("columnname", "sitename")}
    heads = {head for head in heads if _is_long(head)}
    exact: list[int] = []
    parts: list[int] = []
    headings: list[int] = []
    for i, piece in enumerate(page.pieces):
        if (
            not shown[i]
            or features[i].linked
            or not SHORT_TITLE <= len(piece.text) <= 150
            or piece.kind == "table"
        ):
            continue
        text = bare(piece.text)
        if not _is_long(text):
            continue
        if any(text == head or (len(text) >= 8 and head.startswith(text)) for head in heads):
            exact.append(i)
        elif len(text) >= 8 and any(text in head for head in heads):
            parts.append(i)
        elif piece.level == 1:
            headings.append(i)
    exact_headings = [i for i in exact if page.pieces[i].level]
    found = exact_headings or exact or (headings if len(headings) == 1 else []) or parts
    return found[:MOST_TITLES] or _name_above(page, features, shown) or _above_header(page, features, shown)


def _is_long(text: str) -> bool:
    """Return whether ``text`` is as long as a title, or as 停水公告; 通知公告 is the name of a column."""
    return len(text) >= TITLE_MIN or (
        len(text) >= SHORT_TITLE and text.endswith(_KINDS) and not text[:-2].endswith(_KINDS)
    )


SHORT_TITLE = 4
_KINDS = (
    "公告",
    "通告",
    "通知",
    "公示",
    "启事",
    "声明",
    "通报",
    "公报",
    "简介",
    "讲话",
    "致辞",
    "批复",
    "倡议书",
)


def _name_above(page: Page, features: list[Feature], shown: list[bool]) -> list[int]:
    """Return the one heading that is a part of ``<title>`` and begins the sentence below it: a person and what he does."""
    names = title_parts(page)
    found = []
    for i, piece in enumerate(page.pieces):
        if not shown[i] or features[i].linked or not 2 <= len(piece.text) < TITLE_MIN:
            continue
        if bare(piece.text) not in names:
            continue
        below = next((j for j in range(i + 1, min(i + HEADER_REACH, len(features))) if features[j].prose), -1)
        if below >= 0 and shown[below] and bare(page.pieces[below].text).startswith(bare(piece.text)):
            found.append(i)
    return found if len(found) == 1 else []


def _above_header(page: Page, features: list[Feature], shown: list[bool]) -> list[int]:
    """Return the one line on the page that stands above a header line with sentences below it, or the header line.

    Records of a list have many; in the middle of a text, lines like 时间：… stand beside the sentences above them.
    """
    found: dict[int, int] = {}  # first sentence → the line last seen above a header line above it
    boxes: set[int] = set()  # that hold sentences
    line = headed = -1
    for i, piece in enumerate(page.pieces):
        feature = features[i]
        if not shown[i] or not piece.text:
            continue
        if feature.prose:
            if headed >= 0 and piece.container not in boxes and i - headed <= HEADER_REACH:
                found[i] = line
            boxes.add(piece.container)
            line = headed = -1
        elif feature.mark in ("header", "date") and piece.kind != "table":
            if piece.container not in boxes and (line >= 0 or feature.mark == "header"):
                line, headed = (line if line >= 0 else i), i
        elif feature.linked:
            if feature.mark != "tool":
                line = headed = -1
        elif not feature.mark and headed < 0 and TITLE_MIN <= len(piece.text) <= MAX_LINE:
            line = -1 if piece.container in boxes else i
    return list(found.values()) if len(found) == 1 else []


# Longest titles of documents: 80 characters.
MAX_LINE = 80
# So far below a header line the text begins: tools and labels stand between.
HEADER_REACH = 6


# 县政府办公室 2022年9月14日: a signature, or right above a text its header line.
_DATELINE = re.compile(
    r"[^\W\d]{2,20}\s(?:19|20)\d\d\s?(?:年\s?\d{1,2}\s?月\s?\d{1,2}\s?日|[-/.]\d{1,2}[-/.]\d{1,2})"
)


def mark_datelines(page: Page, features: list[Feature], shown: list[bool]) -> None:
    """Mark a line of who and when as a header line if a title stands above it and a sentence begins right below."""
    lines = [p.index for p in page.pieces if p.text and shown[p.index]]
    sentences: set[int] = set()  # containers that hold some above
    for above, i, below in zip(lines, lines[1:], lines[2:], strict=False):
        if features[above].prose:
            sentences.add(page.pieces[above].container)
        piece = page.pieces[i]
        if (
            not features[i].mark
            and len(piece.text) <= MAX_LINE
            and not (features[above].prose or features[above].linked)
            and (features[below].prose or page.pieces[below].text.endswith(("：", ":")))
            and piece.container not in sentences
            and _DATELINE.fullmatch(fold(piece.text))
        ):
            features[i] = Feature(-TOLL, mark="date")

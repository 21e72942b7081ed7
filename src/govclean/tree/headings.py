"""Lines that are headings without a number: titles of annexed documents, bold and centred lines; captions of images."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..fold import fold
from ..page import Piece

__all__ = ["caption_below", "title_levels"]

# Titles of documents have up to 80 characters, GB/T 9704-2012 §7.3.1 sets them in several lines.
MAX_TITLE = 80
# A bold line above a paragraph is its heading up to this length: 40 is what numbered ones have.
MAX_BOLD = 40
# 附件, 附件1, 附件一：, 附：  on a line of its own; what stands behind the number is the annexed document's title.
_LABEL = re.compile(
    r"\s*附\s?(?:件|表|录)\s?(?:\d{1,2}|[一二三四五六七八九十]{1,3})?\s?(?:[-—]\d{1,2})?\s?[:.、]?\s*(?P<title>.*)",
    re.DOTALL,
)
# How documents are called (GB/T 9704-2012 §5 and 党政机关公文处理工作条例): an annex is called so as well.
_KIND = re.compile(
    r"(?:办法|规定|细则|条例|方案|规划|计划|意见|通知|公告|通告|决定|预案|制度|规则|规程|规范|标准|指南|要点|名单|清单|目录|一览表|[^\W\d]表|说明|大纲|章程|守则|汇总|分工|图)(?:\((?:试行|暂行|草案|修订(?:稿)?|征求意见稿|暂行稿|讨论稿)\))?$"
)
_QUOTED = re.compile(r"《(?P<name>[^《》]{4,80})》")
_SENTENCE = re.compile(r"[。；;！!？?]|[，,:：]$")
# Below a picture: 图1 …, ▲…, …（林知夏 摄）, 新华社发, 资料图片.
_CAPTION = re.compile(
    r"^\W{0,2}(?:图(?:\d|[一二三四五六七八九十]|为|片|说|中|[:：])|[▲△↑])|(?:摄|摄影|供图|资料图片?|[/／]图|制图|配图|社发)\W{0,3}$"
)
MAX_CAPTION = 100
_DATE = re.compile(r"\d{4}\s?年\s?\d{1,2}\s?月")


def title_levels(pieces: Sequence[Piece]) -> dict[int, int]:
    """Return the pieces that are titles or headings though no number says so, each with its level."""
    texts = [(at, p) for at, p in enumerate(pieces) if p.text]
    announced = _announced(texts)
    found: dict[int, int] = {}
    after_label = colon = False
    for n, (at, piece) in enumerate(texts):
        flat = fold(piece.text).strip()
        label = _LABEL.fullmatch(flat) if flat.startswith("附") and len(flat) <= MAX_TITLE else None
        below = texts[n + 1][1] if n + 1 < len(texts) else None
        if piece.kind in ("table", "image") or below is None:
            after_label = False
            continue
        if label is not None:
            after_label = not label["title"] and not piece.links
            colon = ":" in flat
            # 附件1 …办法 on one line is a title where a text follows; in a list of attachments the next name does.
            if label["title"] and _is_title(label["title"]) and not piece.links and _begins(below):
                found[at] = 1
            continue
        name = "".join(flat.split())
        titled = (
            after_label and _is_title(flat) and (not colon or _begins(below))
        )  # 附件： begins a list, too
        if (titled and (_looks(piece) or _KIND.search(name))) or (name in announced and _looks(piece)):
            found[at] = 1
        elif _is_bold_heading(piece, flat, below):
            found[at] = 1 if piece.centred else 2
        # A title may be set in two lines.
        after_label = after_label and at in found and below.centred and piece.centred
    return found


def _announced(texts: Sequence[tuple[int, Piece]]) -> frozenset[str]:
    """Return the names in 《》 of the first lines: what a notice issues."""
    head = fold(" ".join(p.text for _, p in texts[:4]))
    return frozenset("".join(m["name"].split()) for m in _QUOTED.finditer(head[:MAX_HEAD]))


MAX_HEAD = 2_000


def _is_title(flat: str) -> bool:
    return 2 <= len(flat) <= MAX_TITLE and not _SENTENCE.search(flat) and not _DATE.search(flat)


def _looks(piece: Piece) -> bool:
    return piece.centred or piece.bold or piece.level > 0 or piece.tag == "line"


def _begins(below: Piece) -> bool:
    """Return whether the line below is text or a table, not the next name in a list of attachments."""
    flat = fold(below.text)
    return (
        below.kind == "table"
        or below.centred
        or (len(flat) > MAX_BOLD and _SENTENCE.search(flat) is not None)
    )


def _is_bold_heading(piece: Piece, flat: str, below: Piece) -> bool:
    """Return whether a bold line stands above a paragraph that is not."""
    return (
        piece.bold
        and not piece.links
        and 2 <= len(flat) <= MAX_BOLD
        and not _SENTENCE.search(flat)
        and not _DATE.search(flat)
        and not _CAPTION.search(flat)
        and not below.bold
        and len(below.text) > len(flat)
        and _SENTENCE.search(fold(below.text)) is not None
    )


def caption_below(image: Piece, below: Piece | None) -> bool:
    """Return whether the line right below an image is its caption."""
    if below is None or not below.text or below.kind in ("table", "image") or below.links:
        return False
    if below.tag == "figcaption":
        return True
    flat = fold(below.text)
    return len(flat) <= MAX_CAPTION and not below.level and _CAPTION.search(flat) is not None

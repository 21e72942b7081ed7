"""One page of a report, cut to what there is room for: plain lists, so that JSON holds them compactly."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..article import Article
from ..show.fields import field_rows, site_rows
from ..show.html import safe_url
from ..show.marks import Elsewhere, mark_edits

__all__ = ["detail_of"]

MOST_EDITS = 400
MOST_REMOVALS = 120
MOST_WARNINGS = 40
MOST_REMOVAL_CHARS = 400
MOST_FIELD_CHARS = 600
KINDS = {"heading": "h", "item": "i", "table": "t", "image": "g", "signature": "s", "note": "n"}

Number = Callable[[str], int]


def detail_of(article: Article, room: int, number: Number) -> dict[str, Any]:
    """Return the page for the reader's script.

    Args:
        room: how many characters of text may be kept in all, shared by the body (first) and what was removed.
        number: the number of a rule's name in the report's list of names.

    Returns:
        ``f`` fields as ``[label, value]``; ``b`` blocks as ``[kind, text]``; ``e`` edits in the body as ``[offset, length of
        what is there now, what was there before, rule, confidence in %, note, 1 for a
        typo]``; ``o`` edits elsewhere as
        ``[context before, before, after, context behind, rule, where]``; ``r`` removals as ``[rule, place, text, length]``;
        ``w`` warnings; ``u`` the address, if it may be followed; ``c`` what was cut, in words.
    """
    cut: list[str] = []
    blocks, shown = _blocks(article, room, cut)
    rows = [*field_rows(article), *site_rows(article.site)]
    rows += [("附件", a.name) for a in article.attachments[:20]]
    detail = {
        "f": [[label, value[:MOST_FIELD_CHARS]] for label, value in rows],
        "b": blocks,
        **_edits(article, shown, number, cut),
        "r": _removals(article, max(room - shown, room // 4), number, cut),
        "w": [warning[:MOST_FIELD_CHARS] for warning in article.warnings[:MOST_WARNINGS]],
        "u": safe_url(article.url),
        "c": cut,
    }
    return {key: value for key, value in detail.items() if value}


def _blocks(article: Article, room: int, cut: list[str]) -> tuple[list[list[str]], int]:
    """The blocks that there is room for, and how many characters of the body they are."""
    out: list[list[str]] = []
    shown = 0
    for block in article.blocks:
        if not block.text:
            continue
        if shown + len(block.text) > room:
            part = block.text[: max(0, room - shown)]
            if part:
                out.append([KINDS.get(block.kind, "p"), part])
            shown += len(part)
            cut.append(f"body: {shown:,} of {len(article.text):,} characters")
            break
        out.append([KINDS.get(block.kind, "p"), block.text])
        shown += len(block.text) + 1
    return out, shown


def _edits(article: Article, shown: int, number: Number, cut: list[str]) -> dict[str, list[list[Any]]]:
    marks = [mark for mark in mark_edits(article) if mark.end <= shown]
    placed = {id(mark.edit) for mark in marks}
    inside = [
        [
            mark.start,
            mark.end - mark.start,
            mark.edit.before,
            number(mark.edit.rule),
            int(mark.edit.confidence * 100),
            mark.edit.note[:MOST_FIELD_CHARS],
            int(mark.edit.stage == "proofread"),
        ]
        for mark in marks[:MOST_EDITS]
    ]
    rest = [edit for edit in article.trail.edits if id(edit) not in placed and edit.at is None]
    left = max(0, MOST_EDITS - len(inside))
    places = Elsewhere(article)
    outside = [
        [edit.left, edit.before, edit.after, edit.right, number(edit.rule), places.find(edit)]
        for edit in rest[:left]
    ]
    missing = len(article.trail.edits) - len(inside) - len(outside)
    if missing:
        cut.append(f"edits: {len(inside) + len(outside):,} of {len(article.trail.edits):,}")
    return {"e": inside, "o": outside}


def _removals(article: Article, room: int, number: Number, cut: list[str]) -> list[list[Any]]:
    out: list[list[Any]] = []
    for removal in article.trail.removals[:MOST_REMOVALS]:
        text = removal.text[: min(MOST_REMOVAL_CHARS, room)]
        room -= len(text)
        out.append([number(removal.rule), removal.where, text, len(removal.text)])
        if room <= 0:
            break
    if len(out) < len(article.trail.removals):
        cut.append(f"removed parts: {len(out):,} of {len(article.trail.removals):,}")
    return out

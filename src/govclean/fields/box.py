"""The rows of an information box (政府信息公开目录) that stand in lines of their own, one label and its value each."""

from __future__ import annotations

from collections.abc import Iterable

from ..page import Piece
from .header import line_evidence
from .labels import Labelled, Line, glued_row, read_line

__all__ = ["BOX", "RECORD", "box_at_head", "box_rows"]

# Rows that tell an information box from the header line of a news item.
RECORD = frozenset(
    {
        "index_number",
        "document_number",
        "issuer",
        "subject",
        "validity",
        "signed_on",
        "produced_on",
        "effective_on",
    }
)
# All rows that such a box may have.
BOX = RECORD | {"published_at", "keywords", "title", "other"}
_CERTAIN = RECORD - {"issuer", "subject", "validity"}  # a number or a date: their values can be checked
MIN_ROWS = 3  # two neighbours that begin like labels also occur among headings of prose


def box_rows(pieces: Iterable[Piece]) -> dict[int, Labelled]:
    """Return the rows of the boxes among ``pieces``, by index: neighbours that are all rows, a number or a date of the
    record among them.
    """
    found: dict[int, Labelled] = {}
    run: dict[int, Labelled] = {}
    for piece in pieces:
        if not piece.text or piece.hidden:
            continue
        row = _row(piece)
        if row is not None:
            run[piece.index] = row
            continue
        found |= run if _is_box(run) else {}
        run = {}
    return found | (run if _is_box(run) else {})


def box_at_head(body: list[Piece]) -> list[Piece]:
    """Return the rows of a box with which the body begins, ``[]`` where it begins with none."""
    run: dict[int, Labelled] = {}
    for piece in body[: 3 * len(BOX)]:
        row = _row(piece)
        if row is None:
            break
        run[piece.index] = row
    return body[: len(run)] if _is_box(run) else []


def _row(piece: Piece) -> Labelled | None:
    if piece.kind in ("table", "image") or piece.role in ("spam", "copy", "nav") or len(piece.text) > 160:
        return None
    row = glued_row(piece.text)
    if row is None:
        line = read_line(piece.text)
        if len(line.pairs) != 1 or line.pairs[0].start or line.rest or line.dates:
            return None
        row = line.pairs[0]
    return (
        row
        if (row.field in BOX or row.field == "source") and not any(c in row.value for c in "。！？")
        else None
    )


def _is_box(run: dict[int, Labelled]) -> bool:
    if len(run) < MIN_ROWS:
        return False
    stated = line_evidence(Line("", tuple(run.values()), (), ""), "table", 0)
    return any(e.field in _CERTAIN for e in stated)

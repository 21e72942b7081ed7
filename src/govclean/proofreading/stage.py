"""The proofreading stage of a page: body pieces in, corrected body pieces and edits out."""

from __future__ import annotations

from dataclasses import replace

from ..page import Page, Piece
from ..rules.timed import watch_in
from ..trail import Edit, compose, replay
from .corrector import correct, edits_of, read_level, warnings_of
from .userrules import apply_rules

__all__ = ["proofread_page"]

PROSE = ("paragraph", "line", "note")
"""Kinds of piece that are read as sentences.  Headings, items, captions and cells are names and labels as often as
not, so only the reader's own rules touch them."""


def proofread_page(page: Page) -> None:
    """Correct the typos of the body as ``page.options.typos`` says; offsets count in the body text before it.

    The body text is the text of the body's pieces, a line each.  User rules of stage ``"proofread"`` run first, on every
    piece; the corrector runs on prose, unless the level is ``"off"``.
    """
    level = read_level(page.options.typos)
    offset = 0
    for piece in page.body():
        if not piece.text:
            continue
        length = len(piece.text)
        edits, warnings = _proofread_piece(page, piece, level)
        page.trail.edits += [
            replace(edit, start=edit.start + offset, end=edit.end + offset) for edit in edits
        ]
        page.warnings += warnings
        offset += length + 1
    for message in watch_in(page.cache).warnings():
        page.warn("rule.slow", message)


def _proofread_piece(page: Page, piece: Piece, level: str) -> tuple[list[Edit], list[str]]:
    text = piece.text
    edits, warnings = apply_rules(text, page.rules, watch_in(page.cache))
    if edits and piece.rows and not _same_shape(piece, replay(text, edits)):
        edits = []
    if level != "off" and piece.kind in PROSE:
        changed = replay(text, edits) if edits else text
        found = correct(changed, level)
        warnings = warnings + warnings_of(changed, found, level)
        edits = compose(text, edits, edits_of(found, level))
    if edits:
        piece.text = replay(text, edits)
        if piece.rows:
            piece.rows = tuple(tuple(line.split("\t")) for line in piece.text.split("\n"))
    return edits, warnings


def _same_shape(piece: Piece, text: str) -> bool:
    """Whether the cells of ``text`` stand where the rows of the piece have them."""
    old = tuple(tuple(line.split("\t")) for line in piece.text.split("\n"))
    new = [len(line.split("\t")) for line in text.split("\n")]
    return old == piece.rows and [len(row) for row in old] == new

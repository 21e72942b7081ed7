"""Plain text → pieces: what somebody else already took out of a page, one piece a line."""

from __future__ import annotations

from .page import Container, Page, Piece

__all__ = ["parse_lines"]


def parse_lines(page: Page) -> None:
    """Make a piece of kind ``"line"`` of every line of ``page.text`` that shows something.

    White space is collapsed as in HTML, except for tabs inside a line: they part the cells of a table's row in a text
    that govclean wrote.
    """
    root = Container(0, -1, "text")
    page.containers.append(root)
    for raw in page.text.splitlines():
        line = raw.strip()
        if "\t" in line:
            text = "\t".join(" ".join(cell.split()) for cell in line.split("\t"))
        else:
            text = " ".join(line.split())
        if text:
            page.pieces.append(Piece(len(page.pieces), text, "line", "line"))
    root.last = len(page.pieces)

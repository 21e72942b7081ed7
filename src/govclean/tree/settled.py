"""From a line and the elements it stands in to a piece and its container."""

from __future__ import annotations

from collections.abc import Sequence

from ..page import Container, Piece
from .elements import HEADINGS, LINES
from .lines import Line
from .opened import Open

__all__ = ["innermost", "piece_of"]


def piece_of(text: str, line: Line, stack: Sequence[Open], index: int, container: int) -> Piece:
    """Return the piece of ``line``, which displays ``text`` and ends in the innermost element of ``stack``."""
    top = stack[-1]
    element = top
    if not top.block:
        element = next(e for e in reversed(stack) if e.block)
    tag = element.tag
    level = HEADINGS.get(tag, 0)
    kind = "heading" if level else "item" if tag == "li" else "paragraph"
    if top.link is not None:
        line.end_link(top.link)
    return Piece(
        index,
        text,
        kind,
        tag,
        level,
        container,
        tuple(line.links),
        min(line.link_chars, len(text)),
        line.hidden,
        line.bold * 10 >= line.chars * 9 > 0,
        element.align == "center",
    )


def innermost(stack: Sequence[Open], containers: list[Container], first: int) -> int:
    """Return the innermost container of ``stack``; make those that have no piece yet, the next one being ``first``."""
    found = -1
    depth = 0
    for element in stack:
        if element.container >= 0:
            found = element.container
            depth = containers[found].depth + 1
        elif (
            element.id
            or element.classes
            or element.own_hidden
            or (element.block and element.tag not in LINES)
        ):
            element.container = len(containers)
            containers.append(
                Container(
                    element.container,
                    found,
                    element.tag,
                    element.id,
                    element.classes,
                    element.hidden,
                    first,
                    depth=depth,
                )
            )
            found = element.container
            depth += 1
    return found

"""Where the article starts and ends inside its container, and what in it is not part of it."""

from __future__ import annotations

from ..page import Page
from .features import Feature

__all__ = ["cut_edges", "drop_lists"]


def cut_edges(
    page: Page, features: list[Feature], shown: list[bool], main: int, first: int, last: int
) -> list[int]:
    """Return the indices of the article's pieces, from the first after the header to the last before what follows."""
    box = page.containers[main]
    low, high = box.first, box.last
    first, last = max(first, low), min(last, high)
    inside = [i for i in range(low, high) if shown[i]]
    start = _start(features, inside, first, last)
    end = _end(page, features, inside, first, last)
    return [i for i in inside if start <= i < end]


def _start(features: list[Feature], inside: list[int], first: int, last: int) -> int:
    """Return the index after the last header mark, tool or link before the first prose."""
    prose = next(
        (i for i in inside if first <= i < last and features[i].prose and features[i].mass >= 20), first
    )
    start = inside[0] if inside else first
    for i in inside:
        if i >= prose:
            break
        if features[i].mark or features[i].linked:
            start = i + 1
    return start


def _end(page: Page, features: list[Feature], inside: list[int], first: int, last: int) -> int:
    """Return the index of the first tool or list head after the last prose of the span."""
    prose = max((i for i in inside if first <= i < last and features[i].mass > 0), default=first)
    end = prose + 1
    for i in inside:
        if i <= prose:
            continue
        if features[i].mark or (features[i].linked and not is_attachment(page, i)):
            break
        end = i + 1
    return end


def is_attachment(page: Page, index: int) -> bool:
    """Return whether the piece is a link to a file."""
    piece = page.pieces[index]
    return any(href.lower().split("?")[0].endswith(_FILES) for _, href in piece.links)


_FILES = (
    ".doc", ".docx", ".xls", ".xlsx", ".pdf", ".wps", ".et", ".ofd", ".zip", ".rar", ".7z", ".ppt", ".pptx", ".txt", ".rtf", ".ceb", ".jpg",
)  # fmt: skip


def drop_lists(page: Page, features: list[Feature], chosen: list[int]) -> list[int]:
    """Drop runs of links (three or more, one after the other) inside the article."""
    out: list[int] = []
    run: list[int] = []
    for i in [*chosen, -1]:
        if i >= 0 and features[i].linked and not is_attachment(page, i):
            run.append(i)
            continue
        if len(run) < 3:
            out += run
        run = []
        if i >= 0:
            out.append(i)
    return out

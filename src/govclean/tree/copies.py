"""The article repeated on one page: for the phone, for large print, for reading aloud.  One copy stays."""

from __future__ import annotations

import re

from ..page import Page
from .features import Feature

__all__ = ["drop_copies"]

# A copy repeats at least this share of the prose of the piece run it is a copy of, and so many characters.
COPY_SHARE = 0.8
COPY_CHARS = 60
# A copied article is most of the page's prose; a caption that stands seven times is not.
ARTICLE_SHARE = 0.35
# A photo, its caption, the photographer's name.
PHOTO_BOX = 3

_SENTENCE = re.compile(r"[^。！？!?；;\n]+[。！？!?；;]?")


def drop_copies(page: Page, features: list[Feature], shown: list[bool]) -> None:
    """Un-show all but one of the copies of a long run of prose that stands in several containers.

    Prose is compared sentence by sentence: the copy for the phone may be cut into other paragraphs.
    """
    first_seen: dict[str, int] = {}
    copied: dict[int, int] = {}  # piece → first piece that it repeats
    lines: dict[int, int] = {}  # piece → how many pieces it repeats
    prose = [
        i
        for i in range(len(features))
        if shown[i] and (features[i].prose or (page.pieces[i].rows and features[i].mass > 0))
    ]
    total = sum(features[i].mass for i in prose)
    for i in prose:
        text = page.pieces[i].text
        sentences = _SENTENCE.findall(text)
        old = [first_seen.get(s.strip(), i) for s in sentences]
        repeated = sum(len(s) for s, j in zip(sentences, old, strict=True) if j != i)
        if repeated >= COPY_SHARE * len(text):
            others = {j for j in old if j != i}
            copied[i], lines[i] = min(others), len(others)
        for s in sentences:
            first_seen.setdefault(s.strip(), i)
    if not copied:
        return
    distinct = total - sum(features[i].mass for i in copied)
    for run in _runs(page, prose, copied):
        mass = sum(features[i].mass for i in run)
        if mass < COPY_CHARS or mass < ARTICLE_SHARE * distinct:
            continue
        one_line = len(run) == 1 and lines[run[0]] == 1 and not page.pieces[run[0]].rows
        photo = one_line and _has_photo(page, run[0])
        if _beside(page, run[0], copied[run[0]], PHOTO_BOX if photo else 0):
            continue  # both stand in one box: a text that repeats itself
        low, high = _box(page, run, copied[run[0]])
        if not low <= run[-1] < high:
            continue  # lines that come back one by one
        for i in range(low, high):
            if shown[i]:
                shown[i] = False
                page.pieces[i].take("copy", "tree.copy")


def _runs(page: Page, prose: list[int], copied: dict[int, int]) -> list[list[int]]:
    """Return the runs of pieces that repeat earlier ones, one after the other, in the order of those."""
    runs: list[list[int]] = []
    last = -2
    for order, i in enumerate(prose):
        if i not in copied:
            continue
        # A copy goes through its original in order; a caption repeats one and the same line.
        before = runs[-1][-1] if runs and order == last + 1 and copied[i] < runs[-1][0] else -1
        if before >= 0 and (
            copied[i] > copied[before]
            or (copied[i] == copied[before] and page.pieces[i].text != page.pieces[before].text)
        ):
            runs[-1].append(i)
        else:
            runs.append([i])
        last = order
    return runs


def _has_photo(page: Page, index: int) -> bool:
    """Return whether the line is a caption: a photo stands beside it, in the box that holds the line's own one."""
    container = page.containers[page.pieces[index].container]
    while container.parent >= 0 and container.last - container.first <= PHOTO_BOX:
        container = page.containers[container.parent]
    near = range(max(container.first, index - 2), min(container.last, index + 3))
    return any(page.pieces[i].kind == "image" for i in near)


def _holds(page: Page, container: int, index: int) -> bool:
    return page.containers[container].first <= index < page.containers[container].last


def _beside(page: Page, index: int, original: int, photo_box: int) -> bool:
    """Return whether two pieces stand in one box, boxes of a single photo and its caption left aside."""
    container = page.containers[page.pieces[index].container]
    while container.parent >= 0 and container.last - container.first <= photo_box:
        container = page.containers[container.parent]
    return _holds(page, container.index, original)


def _box(page: Page, run: list[int], original: int) -> tuple[int, int]:
    """Return the range of pieces of the largest container that holds the copy but not the original."""
    container = page.pieces[run[0]].container
    while (parent := page.containers[container].parent) >= 0 and not _holds(page, parent, original):
        container = parent
    box = page.containers[container]
    return box.first, box.last

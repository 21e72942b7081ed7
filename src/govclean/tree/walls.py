"""Where an article cannot go on: the page's title, another article's title, a footer, the head of a box beside it."""

from __future__ import annotations

from itertools import accumulate

from ..page import Container, Page
from .features import Feature
from .home import one_box, same_kind

__all__ = ["FRAME_ROLES", "box_without", "find_walls"]

# Roles of pieces that were taken before and still say where the article ends.
FRAME_ROLES = ("tool", "footer", "nav")

# A box beside the article is no wall if it holds more than so many times the prose above it: a summary under the title
# stands in a box of its own, too.  Site introductions have some 80 characters, the shortest notices 50.
SIDE_SHARE = 2.0


def find_walls(page: Page, features: list[Feature], shown: list[bool], titles: list[int]) -> set[int]:
    """Return the pieces before which an article ends."""
    walls: set[int] = set()
    title = page.pieces[titles[0]] if titles else None
    if titles and not _in_text(page, features, shown, titles[0]):
        walls.add(titles[0])  # a notice bar above the title is never one run with what stands below it
    text = -1  # the last sentence or table
    pending: list[int] = []
    sums = list(accumulate((f.mass if f.prose else 0.0 for f in features), initial=0.0))
    for i, feature in enumerate(features):
        piece = page.pieces[i]
        if not shown[i] and piece.role not in FRAME_ROLES:
            continue
        if feature.mark in ("after", "foot"):
            pending.append(i)
        elif feature.prose or (piece.rows and feature.mass > 0):
            if text >= 0 and not one_box(page, text, i):
                walls.update(pending)
                if feature.prose and (side := _side_box(page, features, shown, titles, sums, text, i)) >= 0:
                    walls.add(side)
            pending = []
            text = i
        elif (
            title is not None
            and text > title.index
            and piece.level
            and piece.level == title.level
            and i not in titles
            and piece.container != title.container
            and same_kind(page.containers[piece.container], page.containers[title.container])
        ):
            walls.add(i)
    return walls


def _in_text(page: Page, features: list[Feature], shown: list[bool], title: int) -> bool:
    """Return whether sentences of one box stand above and below: an order, and the title of the rules that it issues."""
    above = next((i for i in range(title - 1, -1, -1) if shown[i] and features[i].prose), -1)
    below = next((i for i in range(title + 1, len(features)) if shown[i] and features[i].prose), -1)
    return above >= 0 and below >= 0 and one_box(page, above, below) and one_box(page, above, title)


def _side_box(
    page: Page, features: list[Feature], shown: list[bool], titles: list[int], sums: list[float], above: int, below: int
) -> int:  # fmt: skip
    """Return the piece where a box beside the article begins that holds the prose ``below``, -1 if it is none.

    The box stands outside the column that holds the title and the prose ``above``, and a heading, links or tools part
    the two.  Where title and prose share no column, it takes tools, and two boxes with names or a heading; where no title is
    known, links or tools and then a heading.  ``sums``: mass of the prose before each piece.
    """
    box = box_without(page, below, above)
    column = box_without(page, above, below)
    if box.index == column.index or same_kind(box, column):
        return -1
    title = next((i for i in reversed(titles) if i < above), -1)
    together = column.first <= title < column.last
    plain = title < 0 or not (together or (_named(box) and _named(column)))
    at = -1
    for i in range(above + 1, below):
        piece = page.pieces[i]
        if not shown[i] and piece.role not in FRAME_ROLES:
            continue
        tool = (
            features[i].mark in ("tool", "after", "foot")
            or piece.role in FRAME_ROLES
            or (features[i].mark == "date" and one_box(page, above, i))  # of the signature
        )
        if tool or (features[i].linked and (together or title < 0)) or (piece.level and together):
            at = i if at < 0 else at
        if at >= 0 and (piece.level or not plain):
            break
    else:
        return -1
    inside = sums[above + 1] - sums[max(title, column.first)]
    beside = sums[box.last] - sums[box.first]
    return at if beside <= SIDE_SHARE * inside else -1


def _named(box: Container) -> bool:
    return bool(box.classes or box.id)


def box_without(page: Page, index: int, other: int) -> Container:
    """Return the largest container that holds the piece ``index`` but not ``other``."""
    box = page.containers[page.pieces[index].container]
    while box.parent >= 0:
        parent = page.containers[box.parent]
        if parent.first <= other < parent.last:
            break
        box = parent
    return box

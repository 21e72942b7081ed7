"""Threads: one page of several posts, questions with their answers; each post stands in an element of the same name."""

from __future__ import annotations

import re
from itertools import pairwise

from ..page import Container, Page
from .features import Feature

__all__ = ["boxes_by_name", "thread_pieces"]

# Posts hold this share of the prose that was found; the rest is a cookie notice, a rule of the house.
POSTS_SHARE = 0.7
# Between posts stand names, dates and buttons: short lines, some of them links or tools.
SHORT = 60
MIN_POSTS = 3
SAME_DEPTH = 3  # the first post may stand in a frame of its own
GAP_SHARE = 0.6

_POSTED = re.compile(
    r"发表|回复|引用|举报|\d楼|#\d|楼主|沙发|只看|[秒分钟时天周月年]前|\d{1,2}:\d\d|\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}|赞同|点赞"
)
_DIGITS = re.compile(r"\d+")


def thread_pieces(
    page: Page, features: list[Feature], shown: list[bool], first: int, last: int
) -> list[int] | None:
    """Return the pieces of all posts if the prose in ``[first, last)`` is made of posts, else ``None``."""
    prose = [i for i in range(first, last) if shown[i] and features[i].prose]
    total = sum(features[i].mass for i in prose)
    named = boxes_by_name(page)
    held: dict[tuple[str, str, str], float] = {}
    for i in prose:
        for name in _names_above(page, i):
            if len(named.get(name, ())) >= 2:
                held[name] = held.get(name, 0.0) + features[i].mass
    best: list[Container] = []
    for name, mass in held.items():
        boxes = named[name]
        if len(boxes) < MIN_POSTS or mass < POSTS_SHARE * total or not _are_posts(page, features, boxes):
            continue
        if not best or sum(b.last - b.first for b in boxes) < sum(b.last - b.first for b in best):
            best = boxes
    if not best:
        return None
    return [i for box in best for i in range(box.first, box.last) if shown[i]]


def _name(box: Container) -> tuple[str, str, str]:
    return box.tag, box.classes, _DIGITS.sub("#", box.id)


def boxes_by_name(page: Page) -> dict[tuple[str, str, str], list[Container]]:
    """Return the containers that carry a name and hold text, those inside one of the same name left out."""
    named: dict[tuple[str, str, str], list[Container]] = {}
    for box in page.containers:
        if box.last > box.first and (box.classes or _DIGITS.search(box.id)):
            boxes = named.setdefault(_name(box), [])
            if not boxes or (box.first >= boxes[-1].last and abs(box.depth - boxes[0].depth) <= SAME_DEPTH):
                boxes.append(box)
    return named


def _names_above(page: Page, index: int) -> set[tuple[str, str, str]]:
    names = set()
    at = page.pieces[index].container
    while at > 0:
        box = page.containers[at]
        if box.classes or box.id:
            names.add(_name(box))
        at = box.parent
    return names


def _are_posts(page: Page, features: list[Feature], boxes: list[Container]) -> bool:
    """Return whether between most of the boxes stand at least two short lines, one of them a date or a button."""
    good = 0
    for box, below in pairwise(boxes):
        gap = [i for i in range(box.last, below.first) if page.pieces[i].text and not page.pieces[i].hidden]
        posted = any(_POSTED.search(page.pieces[i].text) for i in gap)
        if (
            len(gap) >= 2
            and posted
            and all(len(page.pieces[i].text) <= SHORT or features[i].linked for i in gap)
        ):
            good += 1
    return good >= GAP_SHARE * (len(boxes) - 1)

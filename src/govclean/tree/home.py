"""The article's home: the innermost container that holds its prose."""

from __future__ import annotations

from ..page import Container, Page
from .features import Feature
from .hints import load_hints

__all__ = ["find_home", "one_box", "same_kind"]

# What a container may leave outside without a reason: stray sentences at the ends.
STRAY = 0.03
# What it may leave outside if something stands between: a mark, links, the title.
DETACHED = 0.45
# What may stand outside a container that holds the title, too: three boxes of 50 characters beside a notice of 100.
TITLED = 0.65


def find_home(
    page: Page, features: list[Feature], shown: list[bool], titles: list[int], first: int, last: int
) -> int:
    """Return the index of the container that holds the article's prose within the span ``[first, last)``."""
    masses = {
        i: features[i].mass
        for i in range(first, last)
        if shown[i] and (features[i].prose or page.pieces[i].rows)
    }
    masses = {i: m for i, m in masses.items() if m > 0}
    if sum(masses.values()) < PROSE_SHARE * sum(
        max(features[i].mass, 0.0) for i in range(first, last) if shown[i]
    ):
        masses = {i: features[i].mass for i in range(first, last) if shown[i] and features[i].mass > 0}
    chains = {i: _chain(page.containers, page.pieces[i].container) for i in masses}
    home = 0
    depth = 1
    while True:
        total = sum(masses.values())
        children: dict[int, float] = {}
        for i, mass in masses.items():
            chain = chains[i]
            if len(chain) > depth:
                children[chain[depth]] = children.get(chain[depth], 0.0) + mass
        if not children:
            return home
        best = max(children, key=lambda c: children[c])
        left = [i for i in masses if len(chains[i]) <= depth or chains[i][depth] != best]
        outside = total - children[best]
        if outside > STRAY * total and not _detached(
            page, features, shown, titles, best, left, outside / total, chains, depth
        ):
            return home
        if _is_section(page, features, best):
            return home
        for i in left:
            del masses[i]
        home = best
        depth += 1


# Below this share of prose in the span's mass, labels and table rows count too: a list of codes has no prose.
PROSE_SHARE = 0.4


def _is_section(page: Page, features: list[Feature], index: int) -> bool:
    """Return whether the container is a part of a text: a line of ``<div>…</div><div>…</div>``, one of ``<div class="sec">``.

    The box beside it has the same name, or both hold a line, and nothing in it is a link or a mark of the page.
    """
    box = page.containers[index]
    line = box.last - box.first == 1 and box.tag not in ("td", "th")
    if not line and not box.classes:
        return False
    for at in (box.first - 1, box.last):
        if not 0 <= at < len(page.pieces):
            continue
        beside = page.containers[page.pieces[at].container]
        while beside.parent >= 0 and beside.parent != box.parent:
            beside = page.containers[beside.parent]
        if (
            beside.parent == box.parent
            and beside.index != index
            and (beside.tag, beside.classes) == (box.tag, box.classes)
            and (beside.last - beside.first == 1 if line else bool(box.classes))
            and all(_is_plain(page, features, i) for i in range(beside.first, beside.last))
        ):
            return True
    return False


def _is_plain(page: Page, features: list[Feature], index: int) -> bool:
    piece, feature = page.pieces[index], features[index]
    return (
        bool(piece.text)
        and not piece.role
        and not piece.hidden
        and not feature.linked
        and feature.mark in ("", "date", "number")
    )


def _chain(containers: list[Container], index: int) -> list[int]:
    """Return the containers from the root down to ``index``."""
    out: list[int] = []
    while index >= 0:
        out.append(index)
        index = containers[index].parent
    return out[::-1]


def _detached(
    page: Page, features: list[Feature], shown: list[bool], titles: list[int], best: int, left: list[int],
    share: float, chains: dict[int, list[int]], depth: int,
) -> bool:  # fmt: skip
    """Return whether the prose pieces ``left`` outside the container ``best`` are something else than its article."""
    box = page.containers[best]
    titled = any(box.first <= i < box.last for i in titles)
    if share > (TITLED if titled else DETACHED):
        return False
    beside = sum(features[i].mass for i in left if len(chains[i]) <= depth)
    if beside > STRAY * sum(features[i].mass for i in chains if shown[i]):
        return False  # paragraphs beside the container, in the one that holds both
    hints = load_hints()
    hinted = hints.about(box) > 0
    for i in left:
        chain = chains[i]
        sibling = page.containers[chain[depth]] if len(chain) > depth else None
        if sibling is not None and same_kind(sibling, box):
            return False
        hint = hints.about(sibling) if sibling is not None else 0
        if hint < 0 or (hinted and hint == 0) or titled:
            continue  # of a box that holds the title as well, nothing is outside
        low, high = (box.last, i) if i >= box.last else (i + 1, box.first)
        between = [
            j for j in range(low, high) if shown[j] or (page.pieces[j].role and not page.pieces[j].hidden)
        ]
        if not any(
            features[j].mark or features[j].linked or j in titles or page.pieces[j].level for j in between
        ):
            return False
    return True


def same_kind(a: Container, b: Container) -> bool:
    """Return whether two containers carry the same name: records of a list, posts of a thread."""
    return (
        a.tag == b.tag and a.classes == b.classes and bool(a.classes or (a.id and _stem(a.id) == _stem(b.id)))
    )


def _stem(name: str) -> str:
    return name.rstrip("0123456789")


def one_box(page: Page, a: int, b: int) -> bool:
    """Return whether two paragraphs stand in one container, elements of a single paragraph left aside."""
    boxes = []
    for i in (a, b):
        container = page.containers[page.pieces[i].container]
        while container.parent >= 0 and (
            container.tag in ("p", "span", "font") or container.last - container.first <= 1
        ):
            container = page.containers[container.parent]
        boxes.append(container)
    first, second = boxes
    return first.index == second.index or (
        min(first.first, second.first) == max(first.first, second.first)
        and min(first.last, second.last) == max(first.last, second.last)
    )

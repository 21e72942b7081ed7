"""Stage locate: which pieces are the article."""

from __future__ import annotations

from ..page import Page, Piece
from .copies import drop_copies
from .edges import cut_edges, drop_lists
from .features import Feature, describe
from .page_type import page_type

__all__ = ["locate_page"]


def locate_page(page: Page) -> None:
    """Give every piece a role: ``"body"`` to the article's, another to what is around it.

    Sets ``page.main`` and ``page.page_type`` (unless an earlier stage knew it).  Pieces that were taken before keep
    their role.
    """
    if not page.is_html:
        _locate_plain(page)
        return
    features = [describe(p) for p in page.pieces]
    shown = _shown(page, features)
    span = heaviest_span(page.pieces, features, shown)
    if span is not None:
        main = enclosing(page, features, shown, *span)
        page.main = main
        chosen = cut_edges(page, features, shown, main, *span)
        chosen = drop_lists(page, features, chosen)
        chosen = drop_copies(page, chosen)
        for index in chosen:
            page.pieces[index].role = "body"
    kind = page_type(page, features)
    page.page_type = page.page_type or kind
    for piece in page.pieces:
        if not piece.role:
            _put_outside(page, piece, features[piece.index])


def _locate_plain(page: Page) -> None:
    for piece in page.pieces:
        if not piece.role:
            piece.role = "body"
    page.page_type = page.page_type or ("article" if page.body() else "empty")


def _put_outside(page: Page, piece: Piece, feature: Feature) -> None:
    if piece.hidden:
        piece.take("hidden", "tree.hidden", piece.hidden)
    elif feature.linked:
        piece.take("nav", "tree.links")
    elif feature.mark == "tool":
        piece.take("tool", "tree.tool")
    else:
        piece.take("outside", "tree.outside")


def _shown(page: Page, features: list[Feature]) -> list[bool]:
    """Which pieces can be body: on display and not taken; if nothing on display can, what is hidden."""
    shown = [not p.role and not p.hidden for p in page.pieces]
    if (
        sum(max(f.mass, 0.0) for f, ok in zip(features, shown, strict=True) if ok and f.prose)
        >= HIDDEN_FALLBACK
    ):
        return shown
    best: dict[str, float] = {}
    for piece, feature in zip(page.pieces, features, strict=True):
        if piece.hidden and not piece.role and feature.prose:
            best[piece.hidden] = best.get(piece.hidden, 0.0) + feature.mass
    if not best:
        return shown
    why = max(best, key=lambda name: best[name])
    displayed = sum(f.mass for f, ok in zip(features, shown, strict=True) if ok and f.prose)
    if best[why] < 80 or best[why] < 2 * displayed:
        return shown
    page.warn("tree.hidden_body", f"nothing on display is an article; it was read from {why}")
    return [not p.role and (not p.hidden or p.hidden == why) for p in page.pieces]


# With less prose than this on display, an article may stand in what is hidden.  Shortest notices: 60 characters.
HIDDEN_FALLBACK = 60.0


def heaviest_span(pieces: list[Piece], features: list[Feature], shown: list[bool]) -> tuple[int, int] | None:
    """Return the run of pieces ``[first, last)`` with the largest sum of mass (Kadane), or ``None`` if none is positive."""
    best, best_span = 0.0, None
    run, start = 0.0, 0
    for index, feature in enumerate(features):
        if not shown[index]:
            continue
        if run <= 0:
            run, start = 0.0, index
        run += feature.mass
        if run > best:
            best, best_span = run, (start, index + 1)
    return best_span


def enclosing(page: Page, features: list[Feature], shown: list[bool], first: int, last: int) -> int:
    """Return the innermost container that holds the prose of the span, but for a small part at its ends."""
    masses = {i: features[i].mass for i in range(first, last) if shown[i] and features[i].mass > 0}
    total = sum(masses.values())
    held: dict[int, float] = {}
    for index, mass in masses.items():
        container = page.pieces[index].container
        held[container] = held.get(container, 0.0) + mass
    containers = page.containers
    for index in range(len(containers) - 1, 0, -1):  # children stand behind their parents
        parent = containers[index].parent
        if index in held and parent >= 0:
            held[parent] = held.get(parent, 0.0) + held[index]
    best = 0
    for index, mass in held.items():
        if mass >= total * WHOLE and containers[index].depth >= containers[best].depth:
            best = index
    return best


# Share of the mass that the article's container holds at least.
WHOLE = 0.97

"""Stage locate: which pieces are the article."""

from __future__ import annotations

from ..page import Page, Piece
from .copies import drop_copies
from .edges import cut_edges, drop_lists, drop_teasers, is_attachment
from .features import Feature, describe
from .framed import framed_files, framed_pieces, restore_sentences
from .home import find_home
from .page_type import page_type
from .replies import with_replies
from .thread import thread_pieces
from .titles import HEADER_REACH, mark_datelines, title_pieces
from .walls import FRAME_ROLES, find_walls

__all__ = ["locate_page"]

# With less prose than this on display, an article may stand in what is hidden.  Shortest notices: 60 characters.
HIDDEN_FALLBACK = 60.0


def locate_page(page: Page) -> None:
    """Give every piece a role: ``"body"`` to the article's, another to what is around it.

    Sets ``page.main`` and ``page.page_type`` (unless an earlier stage knew it).  Pieces that were taken before keep
    their role.
    """
    if not page.is_html:
        _locate_plain(page)
        return
    features = [_taken(p, describe(p)) for p in page.pieces]
    _weigh_script(page, features)
    shown = _shown(page, features)
    restore_sentences(page, features, shown)
    drop_teasers(page, features, shown)
    drop_copies(page, features, shown)
    mark_datelines(page, features, shown)
    titles = title_pieces(page, features, shown)
    span = heaviest_span(page, features, shown, titles)
    topic: list[int] | None = None
    if span is not None:
        main = find_home(page, features, shown, titles, *span)
        page.main = main
        posts = thread_pieces(page, features, shown, *span)
        chosen = posts or cut_edges(page, features, shown, main, titles, *span)
        topic = None if posts else with_replies(page, features, shown, chosen)
        chosen = topic or chosen
        for index in drop_lists(page, features, chosen):
            page.pieces[index].role = "body"
    framed = bool(topic) or _take_framed(page, features, shown)
    kind, certain = page_type(page, features, titles, framed)
    page.page_type = page.page_type or kind
    if kind == "fragment" and not page.body():
        _take_fragment(page, features, shown)
    _warn_nothing(page, certain)
    for piece in page.pieces:
        if not piece.role:
            _put_outside(piece, features[piece.index])


# A text of less mass than this may be a site's introduction, and the article the roster or picture above it; below a
# footer several of them may stand.
WEAK_TEXT = 150.0


def _take_framed(page: Page, features: list[Feature], shown: list[bool]) -> bool:
    """Return whether the article stands right below the page's one header line; take it if something else was taken."""
    body = page.body()
    mass = sum(max(features[p.index].mass, 0.0) for p in body)
    if mass >= MOST_DISPLAYED:
        return False
    framed = framed_pieces(page, features, shown)
    if not framed and mass < WEAK_TEXT:
        _leave_to_file(page, features, shown, body)
    if (
        framed
        and mass >= WEAK_TEXT
        and not any(f.mark == "foot" for f in features[framed[-1] : body[0].index])
    ):
        return any(page.pieces[i].role == "body" for i in framed)
    if framed and _heads_text(features, framed, body):
        return True
    if framed and not any(page.pieces[i].role == "body" for i in framed):
        for piece in body:
            piece.role = ""
        for i in framed:
            page.pieces[i].role = "body"
        page.main = page.pieces[framed[0]].container
    return bool(framed)


def _leave_to_file(page: Page, features: list[Feature], shown: list[bool], body: list[Piece]) -> None:
    """Take back ``body``, sentences of the page's frame, where the link of a file is all that the header line heads.

    They are the frame's if they stand above the header line, or if links, tools or a footer part them from the file.
    """
    files = framed_files(page, features, shown) if body else []
    if not files or any(files[0] <= p.index <= files[-1] for p in body):
        return
    below = next((p.index for p in body if p.index > files[-1]), files[-1] + 1)
    parted = any(
        f.mark in ("tool", "after", "foot") or (f.linked and not is_attachment(page, i))
        for i, f in enumerate(features[files[-1] + 1 : below], files[-1] + 1)
    )
    if body[-1].index < files[0] or parted:
        for piece in body:
            piece.role = ""


def _heads_text(features: list[Feature], framed: list[int], body: list[Piece]) -> bool:
    """Return whether what stands below the header line is a line of it, and the text follows at once."""
    if not body or any(features[i].prose for i in framed):
        return False
    first = body[0].index
    return (
        0 < first - framed[-1] <= HEADER_REACH
        and not any(f.linked or f.mark in ("after", "foot") for f in features[framed[-1] + 1 : first])
        and sum(features[p.index].mass for p in body if features[p.index].prose) >= HIDDEN_FALLBACK
    )


def _take_fragment(page: Page, features: list[Feature], shown: list[bool]) -> None:
    """Take all that is on display in a piece of a page: whoever cut it out meant it."""
    for piece, feature in zip(page.pieces, features, strict=True):
        if shown[piece.index] and piece.text and not feature.linked and feature.mark in KEPT_MARKS:
            piece.role = "body"


KEPT_MARKS = ("", "number", "date")
# Types of pages that have no article.
NO_ARTICLE = frozenset(["list", "home", "search", "error", "challenge", "redirect"])


def _warn_nothing(page: Page, certain: bool) -> None:
    """Warn if no piece became body although text is on display, and nothing says that the page has no article."""
    if (page.page_type in NO_ARTICLE and certain) or page.body():
        return
    if any(p.text and not p.hidden for p in page.pieces):
        page.warn("tree.nothing", f"no text was taken for the article (page type {page.page_type})")


# Roles of pieces that were taken before and still say where the article ends.
FRAME_MASS = -13.5


def _taken(piece: Piece, feature: Feature) -> Feature:
    """A piece of the page's frame that was taken by a rule marks its place like one that is recognised here."""
    if piece.role in FRAME_ROLES and piece.text and not piece.hidden and piece.tag != "input":
        after = feature.mark == "after" or piece.rule.startswith("related")
        return Feature(FRAME_MASS, False, feature.linked, "after" if after else feature.mark or "tool")
    return feature


def _weigh_script(page: Page, features: list[Feature]) -> None:
    """On a Chinese page text without a Chinese character seldom is the article: trademarks, licences, notices."""
    plain = [p for p in page.pieces if len(p.text) >= 20 and p.text.isascii() and not p.rows]
    if sum(len(p.text) for p in plain) * 2 > sum(len(p.text) for p in page.pieces):
        return
    for piece in plain:
        feature = features[piece.index]
        if feature.prose:
            feature.mass *= FOREIGN_WEIGHT


FOREIGN_WEIGHT = 0.3


def _locate_plain(page: Page) -> None:
    for piece in page.pieces:
        if not piece.role:
            piece.role = "body"
    page.page_type = page.page_type or ("article" if page.body() else "empty")
    _warn_nothing(page, True)


def _put_outside(piece: Piece, feature: Feature) -> None:
    if piece.hidden:
        piece.take("hidden", "tree.hidden", piece.hidden)
    elif feature.linked:
        piece.take("nav", "tree.links")
    elif feature.mark in ("tool", "rule") or piece.tag == "input":
        piece.take("tool", "tree.tool")
    elif feature.mark == "foot":
        piece.take("footer", "tree.footer")
    else:
        piece.take("outside", "tree.outside")


def _shown(page: Page, features: list[Feature]) -> list[bool]:
    """Which pieces can be body: on display and not taken; if nothing on display can, what is hidden."""
    shown = [not p.role and not p.hidden and p.tag != "input" for p in page.pieces]
    displayed = sum(max(f.mass, 0.0) for f, ok in zip(features, shown, strict=True) if ok and f.prose)
    if displayed >= HIDDEN_FALLBACK and not any(p.hidden for p in page.pieces):
        return shown
    best: dict[str, float] = {}
    for piece, feature in zip(page.pieces, features, strict=True):
        if piece.hidden and not piece.role and feature.prose:
            best[piece.hidden] = best.get(piece.hidden, 0.0) + feature.mass
    if not best:
        return shown
    why = max(best, key=lambda name: best[name])
    if best[why] < HIDDEN_MIN or (
        best[why] < HIDDEN_SHARE * displayed and not _hides_text(page, features, shown, why, displayed)
    ):
        return shown
    page.warn("tree.hidden_body", f"nothing on display is an article; it was read from {why}")
    return [not p.role and p.tag != "input" and (not p.hidden or p.hidden == why) for p in page.pieces]


# An article that scripts are to show is hidden: it has more prose than keywords for search engines, which have some 60
# characters, and than what is on display, 本网站将于…升级 (50 characters).
HIDDEN_MIN = 80
HIDDEN_SHARE = 3


def _hides_text(page: Page, features: list[Feature], shown: list[bool], why: str, displayed: float) -> bool:
    """Return whether right below a title on display hidden prose stands, and none that is on display."""
    titles = title_pieces(page, features, shown)
    if not titles or displayed >= MOST_DISPLAYED:
        return False
    below = page.pieces[titles[-1] + 1 :]
    first = next((p for p in below if features[p.index].prose and (shown[p.index] or p.hidden)), None)
    return first is not None and first.hidden == why and first.index - titles[-1] <= NEAR_TITLE


# Notices and site introductions around an article come to less than this.
MOST_DISPLAYED = 300


def heaviest_span(
    page: Page, features: list[Feature], shown: list[bool], titles: list[int]
) -> tuple[int, int] | None:
    """Return the run of pieces ``[first, last)`` with the largest sum of mass, or ``None`` if none is positive.

    A run below the title is preferred to a heavier one elsewhere, and no run goes on past the start of something else.
    """
    walls = find_walls(page, features, shown, titles)
    runs = _heavy_runs(features, shown, walls)
    if not runs:
        return None
    heaviest = max(runs)
    if titles and titles[0] in walls:  # else it is a heading of the text
        for run in runs:
            if run[2] > titles[0] + 1 and run[0] >= max(heaviest[0] * BELOW_TITLE, BELOW_MIN):
                return max(run[1], titles[0] + 1), run[2]
            if (
                run[2] > titles[0] + 1
                and run[0] >= max(heaviest[0] * BELOW_NEAR, NEAR_MIN)
                and run[1] - titles[-1] <= NEAR_TITLE
            ):
                return max(run[1], titles[0] + 1), run[2]
    return heaviest[1:]


# The first run below the title may be this much lighter than the heaviest one, or this much if it is so near.
BELOW_TITLE = 0.3
BELOW_NEAR = 0.12
BELOW_MIN = 60.0
NEAR_MIN = 20.0  # a notice of one sentence
NEAR_TITLE = 12


def _heavy_runs(features: list[Feature], shown: list[bool], walls: set[int]) -> list[tuple[float, int, int]]:
    """Return the heaviest run between each two walls as ``(mass, first, last)``, in order (Kadane's algorithm)."""
    runs: list[tuple[float, int, int]] = []
    best: tuple[float, int, int] | None = None
    run, start = 0.0, 0
    for index, feature in enumerate(features):
        if index in walls:
            if best:
                runs.append(best)
            best, run = None, 0.0
        if not shown[index] and feature.mass != FRAME_MASS:
            continue
        if run <= 0:
            run, start = 0.0, index
        run += feature.mass
        if run > (best[0] if best else 0.0):
            best = run, start, index + 1
    if best:
        runs.append(best)
    return runs

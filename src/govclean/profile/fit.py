"""Stage fit: what the page's own reading and its site's profile say, compared; the safer of the two is kept.

The profile is evidence, not a selector.  Where both agree nothing happens.  Where the text that was located holds
boilerplate of the site, that is taken out of it.  Where it stands outside the box in which the site's articles stand, the
page is located once more without what belongs to the site, and rules decide between the two answers.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..fields.labels import read_line
from ..page import Container, Page, Piece
from ..trail import Candidate, Choice
from ..tree import locate_page
from ..tree.edges import is_attachment
from ..tree.elements import LINES
from ..tree.features import Feature, describe
from ..tree.home import same_kind
from ..tree.walls import box_without
from .model import SiteProfile, host_of
from .outline import Outline, is_text, outline_of
from .sight import NO_ARTICLE
from .speech import announces_others, speaks_for_site
from .template import Template

__all__ = ["Fitted", "fit_page"]

# A page is of a template if it has this share of the boxes that most of the template's pages have.  Made-up pages have
# .8 and more of their own template's; of another template of one site at most .45.
FITS = 0.6
# The single page has found the article if it took this share of what the page has of its own in the box.
FOUND = 0.5
# Sentences of the page's own outside the box outweigh the profile if they are so many times as long as those inside.
OUTWEIGHS = 1.0
# Where the single page found the text in the box on this share of pages, what it took elsewhere is doubted.
SURE = 0.5


@dataclass(slots=True)
class Fitted:
    """A page beside its template: which pieces stand in the box of the text, and which belong to the site."""

    template: Template
    outline: Outline
    inside: list[bool]
    site: list[bool]
    features: dict[int, Feature]


def fit_page(page: Page) -> None:
    """Correct what ``locate`` took by what the profile knows of the site; without a profile nothing is done."""
    profile = page.profile
    if profile is None or not page.is_html or not page.pieces:
        return
    outline = outline_of(page)
    template = find_template(profile, page, outline)
    if template is None:
        return
    fitted = _fitted(page, template, outline)
    page.cache["profile"] = fitted
    if not template.box and not template.fixed:
        return
    _compare(page, fitted)


def find_template(profile: SiteProfile, page: Page, outline: Outline) -> Template | None:
    """Return the template of the page, or ``None``; warn if the profile knows the host but no such template."""
    host = host_of(page.url)
    known = host in profile.hosts
    templates = profile.templates(host if known else None)
    boxes = set(outline.boxes)
    best, most = None, (False, 0.0, 0)
    for template in templates:
        fits = len(template.core & boxes) / max(1, len(template.core))
        rank = (
            template.box in boxes,
            fits,
            len(template.core),
        )  # of two kinds in one shell the more special one
        if fits >= FITS and rank > most:
            best, most = template, rank
    if best is None and templates and known and page.page_type not in NO_ARTICLE:
        page.warn(
            "profile.unfit",
            f"the page has the template of none of the {len(templates)} that the profile knows of its site; it was read "
            "without the profile",
        )
    return best


def _fitted(page: Page, template: Template, outline: Outline) -> Fitted:
    inside = [False] * len(page.pieces)
    if template.box:
        for box, path in zip(page.containers, outline.boxes, strict=True):
            if path == template.box:
                inside[box.first : box.last] = [True] * (box.last - box.first)
    fitted = Fitted(template, outline, inside, [False] * len(page.pieces), {})
    for piece in page.pieces:
        if is_text(piece):
            fitted.site[piece.index] = _is_sites(fitted, piece)
    if template.box and any(fitted.site[p.index] and inside[p.index] for p in page.pieces):
        _spare_parts(page, fitted)
    if template.everywhere:
        _edges(page, fitted)
    return fitted


def _spare_parts(page: Page, fitted: Fitted) -> None:
    """Leave to the article what never changes in it, but stands in its box like its other parts."""
    own = _own_sentences(page, fitted)
    for piece in page.pieces:
        if fitted.inside[piece.index] and fitted.site[piece.index] and not speaks_for_site(piece.text):
            for box, beside, other in _parted(page, own, piece.index):
                together = box.first <= other < box.last  # side by side in one box
                if together or box.tag in STYLED or same_kind(box, beside):
                    fitted.site[piece.index] = False


def _own_sentences(page: Page, fitted: Fitted) -> list[int]:
    return [
        p.index
        for p in page.pieces
        if fitted.inside[p.index]
        and not fitted.site[p.index]
        and is_text(p)
        and (_feature(fitted, p).prose or p.rows)
    ]


def _parted(page: Page, own: list[int], index: int) -> Iterator[tuple[Container, Container, int]]:
    """Yield the boxes that part a piece from the nearest of the page's own sentences above and below, and these."""
    at = bisect_left(own, index)
    for other in own[max(0, at - 1) : at + 1]:
        yield box_without(page, index, other), box_without(page, other, index), other


def _is_part(page: Page, own: list[int], index: int) -> bool:
    """Return whether a piece stands in a box of the name that a box with the page's own sentences has: the address in each
    guide, under a heading like the other headings.
    """
    return any(
        same_kind(box, beside) and not _shows_others(page, box)
        for box, beside, _ in _parted(page, own, index)
    )


def _shows_others(page: Page, box: Container) -> bool:
    """Return whether a box begins with a heading such as 重点推荐 or 单位简介."""
    first = next((p for p in page.pieces[box.first : box.last] if p.text and not p.hidden), None)
    return first is not None and announces_others(first.text)


STYLED = LINES | {
    "span",
    "font",
    "b",
    "strong",
    "center",
}  # a class on these is dress, not a part of the template


def _is_sites(fitted: Fitted, piece: Piece) -> bool:
    """Return whether a text belongs to the site: on several pages outside the box, or in a place where nothing else stands."""
    template, text = fitted.template, fitted.outline.texts[piece.index]
    if text not in template.known:
        return False
    if not fitted.inside[piece.index] and text in template.blocks:
        return True
    return fitted.outline.places[piece.index] in template.fixed and (
        not fitted.inside[piece.index] or len(piece.text) >= MIN_BLOCK
    )


# A shorter text that is alone in its place on all pages may be part of each document: its issuer, 特此公告。
MIN_BLOCK = 20


def _edges(page: Page, fitted: Fitted) -> None:
    """Mark the sentences at the edges of the box that stand on nearly all pages and speak for the site, not a document."""
    texts = [p for p in page.pieces if fitted.inside[p.index] and is_text(p)]
    for order in (texts, texts[::-1]):
        for piece in order:
            if fitted.outline.texts[piece.index] not in fitted.template.everywhere:
                if describe(piece).prose:
                    break
                continue
            if not fitted.site[piece.index]:
                fitted.site[piece.index] = len(piece.text) >= MIN_BLOCK and speaks_for_site(piece.text)


def _compare(page: Page, fitted: Fitted) -> None:
    if page.page_type in NO_ARTICLE and not _shows_head(page, fitted):
        return
    body = page.body()
    if body and all(fitted.inside[p.index] and not fitted.site[p.index] for p in body if p.text):
        return  # both agree: the usual case, and it costs next to nothing
    heavy = [p for p in body if _is_heavy(fitted, p)]
    wrong = [p for p in heavy if fitted.site[p.index]]
    own = [p for p in page.pieces if fitted.inside[p.index] and _can_be_text(fitted, p)]
    good = sum(len(p.text) for p in own if p.role == "body")
    if good and good >= FOUND * sum(len(p.text) for p in heavy if not fitted.site[p.index]):
        _take_out(page, fitted, body, wrong)
    elif fitted.template.box and own:
        _choose(page, fitted, body, own)
    elif len(wrong) < len(heavy):
        _take_out(page, fitted, body, wrong)


def _shows_head(page: Page, fitted: Fitted) -> bool:
    """Return whether a page that was taken for a list shows a title and a date or source where its site's articles do."""
    places = {
        fitted.outline.places[p.index]
        for p in page.pieces
        if is_text(p) and not fitted.site[p.index] and p.tag != "input"
    }
    template = fitted.template
    return template.title in places and any(place in places for place in template.fields.values())


def _is_heavy(fitted: Fitted, piece: Piece) -> bool:
    """Return whether a piece weighs as much as a sentence."""
    return bool(piece.text) and (_feature(fitted, piece).prose or len(piece.text) >= MIN_BLOCK)


def _feature(fitted: Fitted, piece: Piece) -> Feature:
    feature = fitted.features.get(piece.index)
    if feature is None:
        feature = fitted.features[piece.index] = describe(piece)
    return feature


def _can_be_text(fitted: Fitted, piece: Piece) -> bool:
    """Return whether a piece in the box can be part of an article: sentences or a table of the page's own."""
    if (
        not piece.text
        or piece.hidden
        or fitted.site[piece.index]
        or piece.role not in ("", "body", "outside")
    ):
        return False
    feature = _feature(fitted, piece)
    return not feature.mark and not feature.linked and (feature.prose or bool(piece.rows))


def _take_out(page: Page, fitted: Fitted, body: list[Piece], wrong: list[Piece]) -> None:
    """Take the site's sentences out of the body, with the short lines of the boxes in which nothing else stands."""
    if fitted.template.box and fitted.template.sure >= SURE:
        doubted = {p.index for p in wrong}
        wrong = wrong + [p for p in body if _stands_beside(fitted, p) and p.index not in doubted]
    own = _own_sentences(page, fitted)
    wrong = [
        p
        for p in wrong
        if fitted.inside[p.index] or speaks_for_site(p.text) or not _is_part(page, own, p.index)
    ]
    head = [p for p in body if _stands_above(fitted, p)]
    if not wrong and not head:
        return
    _keep_single(page)
    for piece in head:
        piece.take("header", "profile.head", "above the box in which the articles of the site stand")
    gone = {p.index for p in wrong}
    kept = [p.index for p in body if p.index not in gone and _feature(fitted, p).prose]
    taken = sorted(gone)
    for piece in wrong:
        beside = not fitted.site[piece.index]
        piece.take(
            "tool",
            "profile.beside" if beside else "profile.block",
            "other articles of the site never stand here"
            if beside
            else "the same text stands on other pages of the site",
        )
    for piece in body:
        if (
            piece.role == "body"
            and not fitted.inside[piece.index]
            and _is_heading_of(page, piece, taken, kept)
        ):
            piece.take("tool", "profile.block", "it heads a box of the site")
    _trim(page, fitted)


def _trim(page: Page, fitted: Fitted) -> None:
    """Take tools and links off the end of a body whose sentences below them were taken out."""
    for piece in reversed(page.body()):
        feature = _feature(fitted, piece)
        if piece.text and feature.mark not in ("tool", "after", "foot", "rule"):
            break
        if fitted.inside[piece.index] or not piece.text:
            break
        piece.take("tool", "profile.edge", "what stood below it is the site's")


def _stands_above(fitted: Fitted, piece: Piece) -> bool:
    """Return whether a line stands where the site has title, source and date: above the box of the text, not in it."""
    place = fitted.outline.places[piece.index]
    template = fitted.template
    return (
        template.box != 0
        and not fitted.inside[piece.index]
        and bool(piece.text)
        and not _feature(fitted, piece).prose
        and (
            place == template.title
            or place in template.fields.values()
            or (place in template.head and bool(read_line(piece.text).dates))
        )
    )


def _stands_beside(fitted: Fitted, piece: Piece) -> bool:
    """Return whether sentences stand where the site's articles never do, though other sentences often do."""
    return not fitted.inside[piece.index] and fitted.outline.places[piece.index] in fitted.template.beside


def _is_heading_of(page: Page, piece: Piece, gone: list[int], kept: list[int]) -> bool:
    """Return whether the innermost box with sentences around the piece holds only sentences that were taken out.

    ``gone`` and ``kept`` are indices of sentences, in order.
    """
    if _has_own_weight(piece):
        return False
    at = piece.container
    while at >= 0:
        box = page.containers[at]
        if _holds(box, kept):
            return False
        if _holds(box, gone):
            return True
        at = box.parent
    return False


def _holds(box: Container, indices: list[int]) -> bool:
    at = bisect_left(indices, box.first)
    return at < len(indices) and indices[at] < box.last


def _has_own_weight(piece: Piece) -> bool:
    return bool(piece.rows) or len(piece.text) > MAX_HEADING


MAX_HEADING = 30


def _choose(page: Page, fitted: Fitted, body: list[Piece], own: list[Piece]) -> None:
    """Locate the page without what is the site's; keep that answer unless the page's own sentences speak against it."""
    template = fitted.template
    whole = sum(len(p.text) for p in own)
    elsewhere = [
        p
        for p in body
        if not fitted.inside[p.index]
        and not fitted.site[p.index]
        and not _stands_beside(fitted, p)
        and _feature(fitted, p).prose
    ]
    rival = sum(len(p.text) for p in elsewhere)
    single = Candidate(_start_of(body), "page", float(sum(len(p.text) for p in body)), "read by itself")
    if rival > OUTWEIGHS * whole or (rival and template.sure < SURE):
        page.warn(
            "profile.disagrees",
            "most of the page's own text stands outside the box in which the articles of its site stand; it was kept",
        )
        known = Candidate(_start_of(own), "profile", float(whole), "in the box of the site's articles")
        why = "sentences that no other page of the site has stand outside the box of its articles"
        page.trail.choices.append(Choice("body", single.value, (single, known), why))
        return
    _keep_single(page)
    _locate_again(page, fitted)
    if sum(len(p.text) for p in own if p.role == "body") < FOUND * whole:
        _take_box(page, fitted)
    if page.page_type in NO_ARTICLE:
        page.page_type = "article"
    after = page.body()
    _take_out(page, fitted, after, [p for p in after if fitted.site[p.index] and _is_heavy(fitted, p)])
    known = Candidate(_start_of(after), "profile", float(whole), "in the box of the site's articles")
    why = f"the articles of {template.pages} pages of the site stand in this box, and what was read is the site's"
    page.trail.choices.append(Choice("body", known.value, (single, known), why))


def _start_of(pieces: list[Piece]) -> str:
    return next((p.text[:40] for p in pieces if p.text), "")


def _keep_single(page: Page) -> None:
    """Keep the page as it was read by itself, for the fields that may be read better there."""
    if "single" not in page.cache:
        page.cache["single"] = replace(
            page,
            pieces=[replace(piece) for piece in page.pieces],
            candidates={name: list(found) for name, found in page.candidates.items()},
            values=dict(page.values),
            site=dict(page.site),
            trail=replace(page.trail, removals=list(page.trail.removals), choices=[]),
            warnings=[],
            cache=dict(page.cache),
            profile=None,
        )


def _locate_again(page: Page, fitted: Fitted) -> None:
    """Locate the page without the site's texts and without sentences outside the box of its articles."""
    page.warnings[:] = [w for w in page.warnings if not w.startswith(("tree.hidden_body", "tree.nothing"))]
    page.page_type, page.main = "", None
    for piece in page.pieces:
        if piece.role == "body" or piece.rule.startswith("tree."):
            piece.take("", "")
        if piece.role or not piece.text or piece.hidden:
            continue
        if fitted.site[piece.index] and _is_heavy(fitted, piece):
            piece.take("tool", "profile.block", "the same text stands on other pages of the site")
        elif not fitted.inside[piece.index] and _feature(fitted, piece).prose:
            piece.take("tool", "profile.beside", "the articles of the site do not stand here")
    locate_page(page)


def _take_box(page: Page, fitted: Fitted) -> None:
    """Take what the box holds for the article: all but links, tools and labels, from the first sentence on."""
    for piece in page.pieces:
        if piece.role == "body":
            piece.take("outside", "tree.outside")
    started = False
    for piece in page.pieces:
        if (
            not fitted.inside[piece.index]
            or piece.hidden
            or piece.role not in ("", "outside")
            or piece.tag == "input"
        ):
            continue
        if piece.rule.startswith("profile."):
            continue
        feature = _feature(fitted, piece)
        if feature.mark in ("after", "foot"):
            break
        started = started or feature.prose or bool(piece.rows)
        if (
            started
            and feature.mark in ("", "date", "number")
            and not (feature.linked and not is_attachment(page, piece.index))
        ):
            piece.take("body", "")
    page.page_type = "article"

"""Stage positions: fields that the page does not tell by itself, read where its site's pages have them.

Nothing that was read from the page is overwritten but a title that stands on other pages of the site as well.
"""

from __future__ import annotations

import re

from ..fields import read_fields
from ..fields.dates import is_only_date
from ..fields.evidence import Evidence, choose
from ..fields.header import line_evidence, value_fits
from ..fields.labels import read_line
from ..fields.title import looks_like_title
from ..page import Page, Piece
from ..trail import Choice
from .fit import Fitted
from .outline import digest, is_text
from .sight import NO_ARTICLE, POSITIONS
from .template import ENOUGH

__all__ = ["read_positions"]

# Fields that both readings of a page may give; where only the page by itself has one, it is kept.
_KEPT = (
    "title",
    "subtitle",
    "source",
    "author",
    "editor",
    "published_at",
    "modified_at",
    "signed_on",
    "document_number",
    "index_number",
    "issuer",
    "subject",
    "validity",
    "keywords",
    "next_page",
    "pages",
)
# Where these were read around the text that was chosen, its head was seen whole, and the other reading adds nothing.
_TELLING = ("title", "source", "published_at")
SCORE = 50.0  # of a value that its place alone tells
TITLE_LINES = 3
MOST_LINES = 12  # of a head that are read for a date


def read_positions(page: Page) -> None:
    """Fill in fields that were lost or not found, by what the profile knows of the page's template."""
    fitted = page.cache.get("profile")
    if not isinstance(fitted, Fitted):
        return
    single = page.cache.pop("single", None)
    if isinstance(single, Page) and not all(page.values.get(field) for field in _TELLING):
        _keep_fields(page, fitted, single)
    if page.page_type in NO_ARTICLE:
        return
    _read_title(page, fitted)
    for field in POSITIONS:
        if field not in page.values:
            _read_field(page, fitted, field)
    _check_facts(page)


def _keep_fields(page: Page, fitted: Fitted, single: Page) -> None:
    """Take over the fields that only the page by itself gave: around a body elsewhere, but stated by the page."""
    read_fields(single)
    for field in _KEPT:
        value = single.values.get(field)
        if value in (None, ()) or page.values.get(field) not in (None, ()):
            continue
        if (
            isinstance(value, str)
            and digest(value) in fitted.template.known
            and field in ("title", "subtitle")
        ):
            continue
        page.values[field] = value
        said = next((c for c in single.trail.choices if c.what == field), None)
        chosen = said.chosen if said is not None else str(value)
        candidates = said.candidates if said is not None else ()
        page.trail.choices[:] = [c for c in page.trail.choices if c.what != field or c.chosen]
        page.trail.choices.append(
            Choice(field, chosen, candidates, "stated by the page as it was read without its site's profile")
        )
        if field in ("title", "subtitle"):
            _take_lines(page, [p for p in single.pieces if p.role == field], field)
    if not page.values.get("attachments") and single.values.get("attachments"):
        page.values["attachments"] = single.values["attachments"]


def _take_lines(page: Page, lines: list[Piece], role: str) -> None:
    """Take the lines of a title out of the head of the body, if they stand there."""
    body = page.body()
    first = next((p.index for p in body if "。" in p.text), body[0].index if body else 0)
    for line in lines:
        piece = page.pieces[line.index]
        if piece.role == "body" and piece.index < first:
            piece.take(role, f"profile.{role}")
    page.warnings[:] = [w for w in page.warnings if not w.startswith("fields.no-title")]


def _read_title(page: Page, fitted: Fitted) -> None:
    """Read the title in its place where none was displayed elsewhere, or what was taken is on other pages, too."""
    place = fitted.template.title
    known = page.values.get("title")
    shown = any(p.role == "title" and p.rule == "fields.title" for p in page.pieces)
    repeated = isinstance(known, str) and digest(known) in fitted.template.known
    repeated = repeated or any(
        fitted.outline.places[p.index] in fitted.template.fields.values()
        for p in page.pieces
        if p.role == "title"
    )
    if not place or (shown and not repeated):
        return
    lines = [
        p
        for p in page.pieces
        if fitted.outline.places[p.index] == place
        and is_text(p)
        and fitted.outline.texts[p.index] not in fitted.template.known
        and p.role in ("", "body", "outside", "header", "title", "subtitle", "tool")
    ]
    lines = _first_lines(lines)
    text = "".join(p.text for p in lines)
    if not lines or not looks_like_title(text):
        return
    stated = [Evidence("title", text, "profile:place", SCORE, note="where the titles of the site stand")]
    stated += (
        [Evidence("title", known, "page", SCORE - 20, note="read by itself")]
        if isinstance(known, str)
        else []
    )
    page.trail.choices[:] = [c for c in page.trail.choices if c.what != "title"]
    choose(page, "title", stated)
    _take_lines(page, lines, "title")


def _first_lines(lines: list[Piece]) -> list[Piece]:
    """Return the lines of one element: the first of ``lines`` and those right below it."""
    found = lines[:1]
    for piece in lines[1 : TITLE_LINES + 1]:
        if piece.index != found[-1].index + 1 or piece.container != found[-1].container:
            break
        found.append(piece)
    return found if len(found) <= TITLE_LINES else []


def _read_field(page: Page, fitted: Fitted, field: str) -> None:
    """Read a field in its place, a date also in any line of the head."""
    place = fitted.template.fields.get(field, 0)
    places = {place} if place else fitted.template.head if field == "published_at" else frozenset()
    found = [
        p
        for p in page.pieces
        if fitted.outline.places[p.index] in places
        and is_text(p)
        and p.role not in ("body", "spam", "copy", "title")
    ]
    for piece in found[:MOST_LINES]:
        stated = [
            e
            for e in line_evidence(read_line(piece.text), "profile", SCORE)
            if e.field == field and e.asserted
        ]
        if not stated and len(found) == 1:
            stated = _bare(field, piece.text)
        if stated:
            choose(page, field, stated, "where other pages of the site state it")
            return
    if field == "source" and not place:
        _read_name(page, fitted)


# How names of newspapers, sites and offices end.
_NAME = re.compile(
    r"[\w·（）()]{2,20}(?<=报|网|台|社|局|委|厅|院|办|室|府|会|站|队|校|馆|处)|[\w·]{2,16}(?:中心|融媒|发布|在线|新华|公安|检察)"
)


def _read_name(page: Page, fitted: Fitted) -> None:
    """Read a name without a label that stands with the date in a line of the head as the source."""
    if fitted.template.pages < ENOUGH:
        return
    for piece in page.pieces:
        if (
            fitted.outline.places[piece.index] not in fitted.template.head
            or not is_text(piece)
            or piece.role in _OTHER
        ):
            continue
        line = read_line(piece.text)
        name = line.rest.strip(" []【】|/")
        if len(line.dates) == 1 and not line.pairs and _NAME.fullmatch(name) and value_fits("source", name):
            choose(
                page, "source", [Evidence("source", name, "profile:place", SCORE)], "beside the date, in the head of the site's pages"
            )  # fmt: skip
            return


_OTHER = ("body", "spam", "copy", "title", "nav", "footer")


def _bare(field: str, text: str) -> list[Evidence]:
    """Read a value without a label, alone in its place."""
    if field == "published_at":
        date = is_only_date(text)
        if date is not None and date.asserted:
            return [Evidence(field, text, "profile:place", SCORE, typed=date.value)]
    elif field == "source" and value_fits(field, text) and not any(c in text for c in "：:，,|"):
        return [Evidence(field, text, "profile:place", SCORE)]
    return []


def _check_facts(page: Page) -> None:
    """Warn where the page states another filing number than its site: a mirror states its own."""
    if page.profile is None:
        return
    from .model import host_of

    known = page.profile.facts(host_of(page.url)).get("icp")
    stated = page.site.get("icp")
    if known and stated and known.partition("-")[0] != stated.partition("-")[0]:
        page.warn("profile.facts", f"the page states the filing {stated}, other pages of its site {known}")

"""One page, one way through: the stages in order, and the article that they leave."""

from __future__ import annotations

import re
from collections import Counter

from .article import Article, Attachment, Encoding, Site
from .decoding import decode_page
from .fields import read_fields
from .fold import script_of
from .inputs import looks_like_html
from .page import Page, Piece, Stage
from .places import follow_pieces, place_corrections, place_repairs
from .profile.fit import fit_page
from .profile.positions import read_positions
from .proofreading import proofread_page
from .repairing import repair_page
from .strip import judge_page, strip_page
from .trail import Removal, Trail, show_context
from .tree import blocks_of, locate_page, parse_page

__all__ = ["STAGES", "clean_page", "read_page"]


def clean_page(page: Page) -> Article:
    """Take ``page`` through every stage and build its article; a page that breaks a stage never raises."""
    _run_stages(page, STAGES)
    try:
        return _build_article(page)
    except Exception as error:
        # Still nothing is lost: the source goes into the trail as it is.
        page.warn(
            "defect.build",
            f"the article could not be built ({type(error).__name__}: {error}); please report it",
        )
        trail = Trail(removals=(Removal("build.failed", page.text, "body"),))
        return Article(
            page_type="fragment",
            encoding=page.encoding,
            url=page.url,
            trail=trail,
            warnings=tuple(page.warnings),
            rules_version=page.rules.version,
        )


def read_page(page: Page) -> Page:
    """Take ``page`` through the stages up to its fields, and return it: for whoever learns from pages."""
    _run_stages(page, STAGES[: STAGES.index(read_fields) + 1])
    return page


def _run_stages(page: Page, stages: tuple[Stage, ...]) -> None:
    for stage in stages:
        try:
            stage(page)
        except Exception as error:
            # A page must never stop a run, but a defect must not hide either: it is named, and what the stage did
            # not reach stays as it was.
            page.warn(
                f"defect.{stage.__name__}",
                f"this stage failed on the page ({type(error).__name__}: {error}); please report it",
            )
        if page.page_type in ENDED:
            judge_page(page)  # which says that there is nothing to judge
            break


ENDED = ("binary", "empty")  # nothing to read: later stages have no text to work on


def read_text(page: Page) -> None:
    """Bytes → text; what is text already goes on as it is."""
    if page.data is not None:
        decode_page(page)
    else:
        page.encoding = Encoding("str", evidence=("the source was text",))
    if page.encoding.name == "binary":
        page.page_type = "binary"
    elif not page.text.strip("\ufeff\x00 \t\r\n\u3000\xa0"):
        page.page_type = "empty"
        page.warn("input.empty", "there is no text in the source")


_ANY_TAG = re.compile(r"<[a-zA-Z!/][^<>]*>")


def tell_markup(page: Page) -> None:
    """Tell HTML from plain text: by what was passed, by the header where there is any tag, by the text itself."""
    declared = "html" in (page.content_type or "").lower() and _ANY_TAG.search(page.text) is not None
    page.is_html = page.parsed or declared or looks_like_html(page.text)


def account(page: Page) -> None:
    """Check that no visible character was lost between parsing and here (invariant 2).

    Runs before proofreading, which changes characters on purpose and says so in edits.
    """
    parsed: list[str] | None = page.cache.pop("parsed", None)
    if parsed is None:
        return
    kept = [piece.text for piece in page.pieces]
    kept += [removal.text for removal in page.trail.removals[page.cache.get("removals", 0) :]]
    if parsed == kept:
        return
    lost = _characters(parsed) - _characters(kept)
    if lost:
        gone = "".join(sorted(lost.elements()))
        page.trail.unexplained.append(gone)
        page.warn("defect.account", f"{len(gone)} characters are unaccounted for; please report it")


def remember(page: Page) -> None:
    """Note what was parsed, for :func:`account`."""
    page.cache["parsed"] = [piece.text for piece in page.pieces]
    page.cache["removals"] = len(page.trail.removals)


def keep_context(page: Page) -> None:
    """Give each repair its surroundings, while the repaired source is at hand."""
    if page.trail.edits:
        page.trail.edits[:] = show_context(page.trail.edits, page.text)


STAGES: tuple[Stage, ...] = (
    read_text,
    tell_markup,
    repair_page,
    keep_context,
    parse_page,
    follow_pieces,
    remember,
    strip_page,
    locate_page,
    fit_page,
    read_fields,
    read_positions,
    account,
    place_repairs,
    proofread_page,
    judge_page,
)


def _characters(texts: list[str]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update("".join(text.split()))
    return counts


def _build_article(page: Page) -> Article:
    if page.text and not page.pieces and page.page_type not in ENDED:
        # Parsing failed as a whole: keep the source rather than nothing.
        page.trail.removals.append(Removal("parse.failed", page.text, "body"))
    _file_removals(page)
    blocks = blocks_of(page)
    text = "\n".join(block.text for block in blocks if block.text)
    corrections = [edit for edit in page.trail.edits if edit.stage == "proofread"]
    if corrections:
        others = [edit for edit in page.trail.edits if edit.stage != "proofread"]
        page.trail.edits[:] = others + show_context(corrections, text)
        page.trail.edits[:] = place_corrections(page.trail.edits)
    values = dict(page.values)
    attachments: tuple[Attachment, ...] = tuple(values.pop("attachments", ()))
    return Article(
        text=text,
        blocks=blocks,
        attachments=attachments,
        site=Site(**{name: value for name, value in page.site.items() if value}),
        page_type=page.page_type or "article",
        verdict=page.verdict or "clean",
        language=_language(text or page.text),
        script=script_of(text or page.text),
        encoding=page.encoding,
        url=page.url,
        trail=page.trail.freeze(),
        warnings=tuple(page.warnings),
        rules_version=page.rules.version,
        **values,
    )


def _file_removals(page: Page) -> None:
    """Turn every piece that is not body into a removal, with its place on the page."""
    body = [piece.index for piece in page.pieces if piece.role == "body"]
    first, last = (body[0], body[-1]) if body else (len(page.pieces), -1)
    for piece in page.pieces:
        if piece.role != "body" and piece.text:
            page.trail.removals.append(
                Removal(piece.rule or "locate.outside", piece.text, _place(piece, first, last), piece.note)
            )


def _place(piece: Piece, first: int, last: int) -> str:
    if piece.hidden:
        return "hidden"
    if piece.index < first:
        return "head"
    return "foot" if piece.index > last else "body"


def _language(text: str) -> str | None:
    """Language by script, on a sample: kana → ja, Hangul → ko, Han → zh, Latin → en."""
    sample = text[:20_000]
    han = kana = hangul = latin = 0
    for char in sample:
        if "\u4e00" <= char <= "\u9fff" or "\u3400" <= char <= "\u4dbf":
            han += 1
        elif "\u3041" <= char <= "\u30fa":
            kana += 1
        elif "\uac00" <= char <= "\ud7a3":
            hangul += 1
        elif char.isascii() and char.isalpha():
            latin += 1
    # A Japanese text has well over a tenth of kana; a Chinese one quotes a few.
    if kana * 10 > han + kana and kana > 5:
        return "ja"
    if hangul > han:
        return "ko"
    if han:
        return "zh" if han * 8 > latin else "en"
    return "en" if latin else None

"""The pages of one article → one article (``Article.next_page``, ``Article.pages``)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any, TypeVar

from .article import Article, Attachment, Block, Site
from .errors import InputError
from .fold import fold
from .trail import Choice, Edit, Removal, Trail, undo

__all__ = ["join_pages"]

_T = TypeVar("_T")

# From the most harmless to the worst: an article is what its worst page is.
_VERDICTS = ("clean", "repaired", "mirrored", "hijacked")
# Fields of one value that a later page states where the first does not: the editor stands below the last page.
_STATED = [
    "subtitle",
    "source",
    "author",
    "editor",
    "published_at",
    "signed_on",
    "modified_at",
    "document_number",
    "index_number",
    "issuer",
    "subject",
    "validity",
]
# How titles tell pages apart: …（2）, …(二), …_第2页, …(续).  Bounded, anchored at the end.
_NUMBER = re.compile(r"[\s_\-(]{0,3}(?:第?(?:\d{1,3}|[一二三四五六七八九十]{1,3})页?|续|上|中|下|完)\)?$")
# Addresses of pages of one article: t123.html, t123_1.html; show.asp?id=12&page=2.
_PAGE_OF = re.compile(
    r"(?:[_-]\d{1,3})?(?P<end>\.\w{2,6})?$|[?&](?:page|p|pageno|currentpage)=\d{1,3}", re.IGNORECASE
)


def join_pages(articles: Iterable[Article]) -> Article:
    """Return the article that ``articles``, its pages in reading order, make together.

    The blocks follow each other; what the pages repeat – the first paragraphs of the first page at the head of a later
    one, the last paragraphs of the last page at the foot of an earlier one – stands once, the other places are removals
    of rule ``join.repeat``.  Fields are the first page's; what it does not state is taken from the next one that does.

    The trail stays replayable: proofreading edits have their offsets in the joined body, repairs of the n-th page are of
    stage ``"repair:n"`` and have theirs in the decoded text of that page
    (``joined.trail.replay(govclean.decode(page_2).text, "repair:2")``).  Choices of later pages are named ``"title (page 2)"``,
    their warnings end with ``(page 2)``; ``join.…`` warnings tell of pages that are missing, without a text, or the same.

    Raises:
        InputError: not an iterable of ``Article``, none at all, pages of different articles, or pages out of order.
    """
    pages = _read(articles)
    if len(pages) == 1:
        return pages[0]
    _check(pages)
    warnings = list(_gaps(pages))
    kept = _drop_repeats(pages, warnings)
    blocks, edits = _join_text(pages, kept)
    first = pages[0]
    values: dict[str, Any] = {name: _first(getattr(p, name) for p in pages) for name in _STATED}
    return replace(
        first,
        **values,
        title=_title(pages),
        text="\n".join(b.text for b in blocks if b.text),
        blocks=blocks,
        keywords=_first(p.keywords for p in pages) or (),
        attachments=_attachments(pages),
        site=_site(pages),
        page_type="article" if any(p.page_type == "article" for p in pages) else first.page_type,
        verdict=max((p.verdict for p in pages), key=_rank),
        language=_first(p.language for p in pages),
        script=_script(pages),
        next_page=pages[-1].next_page,
        pages=max([len(pages), *(p.pages or 0 for p in pages)]),
        trail=_join_trails(pages, kept, edits),
        warnings=tuple(dict.fromkeys([*_own_warnings(pages), *warnings])),
    )


def _read(articles: Iterable[Article]) -> list[Article]:
    if isinstance(articles, Article):
        return [articles]
    if isinstance(articles, (str, bytes)) or not isinstance(articles, Iterable):
        raise InputError(
            f"join_pages() takes the pages of one article as Articles, not {type(articles).__name__}; "
            "pass [govclean.clean(page) for page in pages]"
        )
    pages = list(articles)
    for number, page in enumerate(pages, 1):
        if not isinstance(page, Article):
            raise InputError(
                f"page {number} is of type {type(page).__name__}, not Article; pass what govclean.clean() returned"
            )
    if not pages:
        raise InputError("there is no page to join; pass at least one Article")
    return pages


def _check(pages: Sequence[Article]) -> None:
    """Raise where the pages are of different articles, or in another order than they lead to each other."""
    for number, (before, page) in enumerate(pairwise(pages), 2):
        if page.next_page and before.url and _address(page.next_page) == _address(before.url):
            raise InputError(f"page {number} leads to page {number - 1}; pass the pages in reading order")
    first = pages[0]
    for number, page in enumerate(pages[1:], 2):
        leads = any(p.next_page and page.url and _address(p.next_page) == _address(page.url) for p in pages)
        if not leads and not _one_title(first, page) and not _one_address(first, page):
            raise InputError(
                f"page {number} is called {page.title!r}, page 1 {first.title!r}: these are different articles; "
                "pass the pages of one"
            )


def _address(url: str) -> str:
    return re.sub(r"^https?://", "", url.split("#")[0]).rstrip("/")


def _one_title(a: Article, b: Article) -> bool:
    if not a.title or not b.title:
        return True
    return _name(a.title) == _name(b.title)


def _name(title: str) -> str:
    return "".join(_NUMBER.sub("", fold(title).strip()).split())


def _one_address(a: Article, b: Article) -> bool:
    if not a.url or not b.url:
        return False
    return _PAGE_OF.sub(r"\g<end>", _address(a.url)) == _PAGE_OF.sub(r"\g<end>", _address(b.url))


def _gaps(pages: Sequence[Article]) -> Iterator[str]:
    """Tell of pages that are not there."""
    for number, (page, below) in enumerate(pairwise(pages), 1):
        if page.next_page and below.url and _address(page.next_page) != _address(below.url):
            yield f"join.gap: page {number} leads to {page.next_page}, page {number + 1} is {below.url}"
    for number, page in enumerate(pages, 1):
        if not page.text:
            yield f"join.no-text: page {number} is of type {page.page_type} and has no text"
    stated = max(p.pages or 0 for p in pages)
    if stated > len(pages):
        yield f"join.missing: the article says that it has {stated} pages, {len(pages)} were joined"
    elif pages[-1].next_page and stated != len(pages):
        yield f"join.missing: the last page leads on to {pages[-1].next_page}"


@dataclass(slots=True)
class _Span:
    """A block that is kept or not: its place in the page's text after proofreading and before it."""

    block: Block
    start: int = 0
    before: int = 0
    edits: list[Edit] = field(default_factory=list)
    kept: bool = True

    @property
    def end(self) -> int:
        return self.start + len(self.block.text)

    def original(self) -> str:
        """Return the block's text before proofreading."""
        return undo(self.block.text, [_moved(e, -self.before) for e in self.edits])


def _moved(edit: Edit, by: int) -> Edit:
    return replace(edit, start=edit.start + by, end=edit.end + by)


def _drop_repeats(pages: Sequence[Article], warnings: list[str]) -> list[list[_Span]]:
    """Return the blocks of each page; those that repeat the first page's head or the last one's foot are not kept."""
    spans = [_spans(page) for page in pages]
    seen: dict[str, int] = {}
    for number, (page, found) in enumerate(zip(pages, spans, strict=True), 1):
        if page.text and page.text in seen:
            warnings.append(f"join.same: page {number} has the text of page {seen[page.text]}")
            for span in found:
                span.kept = False
        seen.setdefault(page.text, number)
    alive = [found for found in spans if any(s.kept and s.block.text for s in found)]
    for found in alive[1:]:
        _drop_common(alive[0], found)
    for found in alive[:-1]:
        _drop_common(alive[-1][::-1], found[::-1])
    return spans


def _drop_common(model: Sequence[_Span], found: Sequence[_Span]) -> None:
    """Drop what ``found`` has in common with ``model`` from its beginning on; never all of it."""
    ours = [s for s in found if s.block.text]
    theirs = [s for s in model if s.block.text]
    same = 0
    while same < min(len(ours), len(theirs)) and ours[same].block.text == theirs[same].block.text:
        same += 1
    if same < len(ours):
        for span in ours[:same]:
            span.kept = False


def _spans(page: Article) -> list[_Span]:
    """Return the blocks with their places and the proofreading edits inside them."""
    spans = [_Span(block) for block in page.blocks]
    edits = sorted((e for e in page.trail.edits if e.stage == "proofread"), key=lambda e: e.start)
    at = start = shift = 0
    for span in spans:
        if not span.block.text:
            continue
        span.start, span.before = start, start - shift
        while at < len(edits) and edits[at].start + shift < span.end:
            span.edits.append(edits[at])
            shift += len(edits[at].after) - len(edits[at].before)
            at += 1
        start = span.end + 1
    return spans


def _join_text(
    pages: Sequence[Article], kept: Sequence[Sequence[_Span]]
) -> tuple[tuple[Block, ...], list[Edit]]:
    """Return the blocks that stay, and all edits with their offsets in the joined text."""
    blocks: list[Block] = []
    corrections: list[Edit] = []
    repairs: list[Edit] = []
    after = before = 0
    for number, (page, spans) in enumerate(zip(pages, kept, strict=True), 1):
        places: list[tuple[int, int, int]] = []  # start, end in the page's text; how far it moved
        for span in spans:
            if not span.kept:
                continue
            blocks.append(span.block)
            if not span.block.text:
                continue
            places.append((span.start, span.end, after - span.start))
            corrections += [_placed(_moved(e, before - span.before), after - span.start) for e in span.edits]
            after += len(span.block.text) + 1
            before += len(span.original()) + 1
        for edit in page.trail.edits:
            if edit.stage != "proofread":
                moved = replace(edit, stage=f"{edit.stage}:{number}", at=_moved_to(places, edit.at))
                repairs.append(moved)
    return tuple(blocks), repairs + corrections


def _placed(edit: Edit, by: int) -> Edit:
    return edit if edit.at is None else replace(edit, at=edit.at + by)


def _moved_to(places: Sequence[tuple[int, int, int]], at: int | None) -> int | None:
    """Return where the offset ``at`` of a page's text is in the joined text; ``None`` in a block that was dropped."""
    if at is None:
        return None
    return next((at + by for start, end, by in places if start <= at <= end), None)


def _join_trails(pages: Sequence[Article], kept: Sequence[Sequence[_Span]], edits: Sequence[Edit]) -> Trail:
    removals: list[Removal] = []
    choices: list[Choice] = []
    for number, (page, spans) in enumerate(zip(pages, kept, strict=True), 1):
        place = f"page {number}"
        removals += [replace(r, note=f"{r.note}; {place}" if r.note else place) for r in page.trail.removals]
        removals += [
            Removal("join.repeat", s.original(), "body", place) for s in spans if not s.kept and s.block.text
        ]
        choices += [c if number == 1 else replace(c, what=f"{c.what} ({place})") for c in page.trail.choices]
    unexplained = tuple(text for page in pages for text in page.trail.unexplained)
    return Trail(tuple(edits), tuple(removals), tuple(choices), unexplained)


def _own_warnings(pages: Sequence[Article]) -> Iterator[str]:
    for number, page in enumerate(pages, 1):
        yield from (w if number == 1 else f"{w} (page {number})" for w in page.warnings)


def _first(values: Iterable[_T]) -> _T | None:
    return next((value for value in values if value), None)


def _title(pages: Sequence[Article]) -> str | None:
    """Return the title that all pages have in common: 标题（1） and 标题（2） are called 标题."""
    title = _first(p.title for p in pages)
    if title is None or all(p.title in (None, title) for p in pages):
        return title
    return title[: len(_NUMBER.sub("", fold(title).rstrip()))].rstrip() or title


def _attachments(pages: Sequence[Article]) -> tuple[Attachment, ...]:
    return tuple(dict.fromkeys(a for page in pages for a in page.attachments))


def _site(pages: Sequence[Article]) -> Site:
    names = Site.__slots__
    return Site(**{name: _first(getattr(p.site, name) for p in pages) for name in names})


def _rank(verdict: str) -> int:
    return _VERDICTS.index(verdict) if verdict in _VERDICTS else 0


def _script(pages: Sequence[Article]) -> str | None:
    scripts = {p.script for p in pages if p.script}
    return next(iter(scripts)) if len(scripts) == 1 else "mixed" if scripts else None

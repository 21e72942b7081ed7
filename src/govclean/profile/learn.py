"""Learning: pages one by one through the single-page stages, into the sights that a profile keeps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import repeat
from typing import TYPE_CHECKING

from ..errors import ConfigError, InputError
from ..fields.labels import read_line
from ..inputs import read_source
from ..page import Page
from ..tree.features import Feature, describe
from .model import HostSights, add_sight, check_pages, host_of
from .outline import Outline, is_text, outline_of
from .sight import (
    BODY,
    FACTS,
    HEADS,
    LINE,
    LONGEST,
    LONGEST_FACT,
    MARK,
    MOST_BOXES,
    MOST_MARKS,
    NO_ARTICLE,
    POSITIONS,
    PROSE,
    TABLE,
    TITLE,
    Mark,
    Sight,
)
from .speech import announces_others

if TYPE_CHECKING:
    from ..cleaner import Cleaner
    from ..inputs import Source

__all__ = ["learn_hosts"]

HEADER_LINE = 80  # characters of the longest header line without labels


def learn_hosts(
    pages: Iterable[object], url: str | None, urls: Iterable[str | None] | None, cleaner: Cleaner | None
) -> dict[str, HostSights]:
    """Return what ``pages`` show, by host; memory is bounded by the samples, not by the number of pages."""
    from ..cleaner import Cleaner

    check_pages(pages)
    if cleaner is None:
        cleaner = Cleaner(typos="off")
    elif not isinstance(cleaner, Cleaner):
        raise ConfigError(f"cleaner must be a Cleaner or None, not {type(cleaner).__name__}")
    hosts: dict[str, HostSights] = {}
    for source, address in _addressed(pages, url, urls):
        try:
            read = read_source(source, address)
        except InputError:
            add_sight(hosts, host_of(address), None)
            continue
        sight, own = look_at(cleaner, read)
        add_sight(hosts, host_of(own), sight)
    return dict(sorted(hosts.items()))


def _addressed(
    pages: Iterable[object], url: str | None, urls: Iterable[str | None] | None
) -> Iterator[tuple[object, str | None]]:
    if urls is not None and (url is not None or isinstance(urls, str)):
        raise InputError("pass either url, one address for all pages, or urls, one for each")
    addresses = iter(urls) if urls is not None else repeat(url)
    for page in pages:
        try:
            address = next(addresses)
        except StopIteration:
            raise InputError("urls has fewer addresses than there are pages") from None
        if isinstance(page, tuple) and len(page) == 2:
            yield page[0], page[1] or address
        else:
            yield page, address


def look_at(cleaner: Cleaner, source: Source) -> tuple[Sight | None, str | None]:
    """Clean ``source`` by itself as far as its fields; return what it shows, ``None`` if it is no article, and its URL."""
    from ..stages import read_page

    page = cleaner.page_of(source)
    page.profile = None  # what a profile says must not be learnt as what pages say
    read_page(page)
    if not page.is_html or page.page_type in NO_ARTICLE or not page.pieces:
        return None, page.url
    return sight_of(page), page.url


def sight_of(page: Page) -> Sight:
    """Return what a page shows whose fields were read."""
    outline = outline_of(page)
    indices = [p.index for p in page.pieces if is_text(p) and p.role != "spam"]
    texts = sorted({outline.texts[i] for i in indices})
    kept = frozenset(texts[:MOST_MARKS])
    indices = [i for i in indices if outline.texts[i] in kept][: 2 * MOST_MARKS]
    marks = tuple(_mark(page, outline, i) for i in indices)
    shape = tuple(sorted(set(outline.boxes))[:MOST_BOXES])
    number = 0
    for text in texts:
        number ^= text * 0x9E3779B97F4A7C15 & 0xFFFFFFFFFFFFFFFF
    return Sight(
        number or 1,
        shape,
        marks,
        _parents(outline, [m.place for m in marks]),
        _positions(page, outline),
        tuple((name, page.site[name]) for name in FACTS if 0 < len(page.site.get(name, "")) <= LONGEST_FACT),
    )


def _mark(page: Page, outline: Outline, index: int) -> Mark:
    piece = page.pieces[index]
    kind = TABLE if piece.rows else sort_of(describe(piece))
    if kind == LINE and len(piece.text) <= HEADER_LINE and read_line(piece.text).dates:
        kind = MARK  # a name and a date without labels
    if piece.role == "body":
        kind |= BODY
    elif piece.role == "title":
        kind |= TITLE
    if announces_others(piece.text):
        kind |= HEADS
    return Mark(outline.places[index], outline.texts[index], min(len(piece.text), LONGEST), kind)


def sort_of(feature: Feature) -> int:
    """Return whether a piece is prose, a mark of the page around the article, or a mere line."""
    if feature.mark:
        return MARK
    return PROSE if feature.prose else LINE


def _parents(outline: Outline, places: list[int]) -> tuple[tuple[int, int], ...]:
    found: dict[int, int] = {}
    for place in places:
        while place and place not in found:
            found[place] = outline.parents[place]
            place = found[place]
    return tuple(sorted(found.items()))


def _positions(page: Page, outline: Outline) -> tuple[tuple[str, int], ...]:
    """Return where the values of fields stand that the page displays outside its text."""
    found: list[tuple[str, int]] = []
    chosen = {c.what: c.chosen for c in page.trail.choices if c.what in POSITIONS and c.chosen}
    for field, value in chosen.items():
        if field not in page.values:
            continue
        for piece in page.pieces:
            if piece.role != "body" and is_text(piece) and len(piece.text) <= 200 and value in piece.text:
                found.append((field, outline.places[piece.index]))
                break
    return tuple(sorted(found))

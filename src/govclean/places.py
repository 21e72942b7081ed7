"""Where the repairs of a page's source stand in the article's body.

Repairs are made in the source, before it is parsed, and a parser gives no offsets.  But it keeps the order: the characters
that a page displays, white space aside, are those of its pieces, one after the other.  So the pieces are laid along the
displayed characters of the source right after parsing, and an edit is followed from its offset in the source to its piece
and from there into the body.  What cannot be followed gets no place: a view may then say so, and never guesses.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from html import unescape

from .page import Page
from .repairing.spans import editable_spans
from .trail import Edit

__all__ = ["follow_pieces", "place_corrections", "place_repairs"]

# How far ahead of the last piece the next one is looked for, in displayed characters.  Between them stand only what the
# parser takes for no text (options of a menu, say) and cells that were sorted into a table.
REACH = 4096
# A text as short as a menu entry is only looked for nearby: further on, its twin would be found.
SHORT, SHORT_REACH = 8, 64
# Between something taken out and the nearest displayed character stand some blanks at most.  The bound keeps a page that is
# nothing but such places linear.
BLANKS = 2000
# How many skipped stretches are kept for pieces that the parser put later (the cells of a table after its caption).
GAPS = 8

_APART = re.compile(r"(?s)<title\b[^>]*>[^<]*|<meta\b[^>]*>", re.IGNORECASE)
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?")


@dataclass(slots=True)
class Run:
    """``length`` displayed characters from ``shown`` on are those of a piece from its ``inside``-th on, blanks aside."""

    shown: int
    length: int
    piece: int
    inside: int


@dataclass(slots=True)
class Course:
    """The displayed characters of a source, each with its offset, and the runs of them that pieces hold."""

    text: str
    offsets: array[int]
    runs: list[Run] = field(default_factory=list)
    texts: dict[int, str] = field(default_factory=dict)  # text of each piece as parsed


def follow_pieces(page: Page) -> None:
    """Note where the characters of each piece come from; only for a page that was repaired."""
    if any(edit.stage == "repair" for edit in page.trail.edits):
        page.cache["course"] = _lay(page)


def place_repairs(page: Page) -> None:
    """Give each repair that shows in the body its offset there: ``Edit.at``, in the body before proofreading."""
    course: Course | None = page.cache.pop("course", None)
    if course is None:
        return
    starts: dict[int, int] = {}
    offset = 0
    for piece in page.body():
        if piece.text:
            starts[piece.index] = offset
            offset += len(piece.text) + 1
    carriers: dict[int, _Carrier] = {}
    first = [run.shown for run in course.runs]
    shift = 0
    for number, edit in enumerate(page.trail.edits):
        if edit.stage != "repair":
            continue
        start = edit.start + shift
        shift += len(edit.after) - len(edit.before)
        spot = _spot(course, first, page.text, start, start + len(edit.after))
        if spot is None or spot[0] not in starts:
            continue
        index, before = spot
        if index not in carriers:
            carriers[index] = _Carrier(course.texts[index], page.pieces[index].text)
        at = carriers[index].carry(before, edit.after)
        if at is not None:
            page.trail.edits[number] = replace(edit, at=starts[index] + at)


def place_corrections(edits: Sequence[Edit]) -> list[Edit]:
    """Give corrections their offset in the final body, and move the repairs along with them.

    A repair whose characters a correction rewrote has no place of its own any more.
    """
    corrections = [edit for edit in edits if edit.stage == "proofread"]
    ends, shifts = [0], [0]
    out: dict[int, Edit] = {}
    for edit in corrections:
        at = edit.start + shifts[-1]
        out[id(edit)] = replace(edit, at=at)
        ends.append(edit.end)
        shifts.append(shifts[-1] + len(edit.after) - len(edit.before))
    for edit in edits:
        if edit.stage == "proofread" or edit.at is None:
            continue
        k = bisect_left(ends, edit.at + 1) - 1  # the last correction that ends at or before the repair
        follower = corrections[k] if k < len(corrections) else None
        rewritten = follower is not None and follower.start < edit.at + len(edit.after)
        out[id(edit)] = replace(edit, at=None if rewritten else edit.at + shifts[k])
    return [out.get(id(edit), edit) for edit in edits]


def _lay(page: Page) -> Course:
    """Lay the pieces along the displayed characters of the source."""
    course = _displayed(page.text, page.is_html)
    place = 0
    gaps: list[tuple[int, int]] = []
    for piece in page.pieces:
        bare = "".join(piece.text.split())
        if not bare:
            continue
        course.texts[piece.index] = piece.text
        found = _find(course.text, bare, place, gaps)
        if found is not None:
            course.runs.append(Run(found, len(bare), piece.index, 0))
            place = max(place, found + len(bare))
        else:
            runs, place = _lay_parts(course.text, piece.text, piece.index, place, gaps)
            course.runs += runs
    course.runs.sort(key=lambda run: run.shown)
    return course


def _find(shown: str, bare: str, place: int, gaps: list[tuple[int, int]]) -> int | None:
    """Where ``bare`` stands: right here, soon, or in a stretch that was skipped."""
    if shown.startswith(bare, place):
        return place
    reach = SHORT_REACH if len(bare) < SHORT else REACH
    found = shown.find(bare, place, place + reach + len(bare))
    if found >= 0:
        gaps.append((place, found))
        del gaps[:-GAPS]
        return found
    for number, (start, end) in enumerate(gaps):
        found = shown.find(bare, start, end)
        if found >= 0:
            gaps[number : number + 1] = [(start, found), (found + len(bare), end)]
            return found
    return None


def _lay_parts(
    shown: str, text: str, piece: int, place: int, gaps: list[tuple[int, int]]
) -> tuple[list[Run], int]:
    """Lay a piece that does not stand in one: a table by its cells, a line with hidden characters between by stretches."""
    runs: list[Run] = []
    inside = 0
    for part in re.split(r"[\t\n]", text):
        bare = "".join(part.split())
        at = 0
        while at < len(bare):
            found = _find(shown, bare[at : at + SHORT], place, gaps)
            if found is None:
                break  # a cell repeated for its span, or what the parser wrote otherwise
            length = _common(shown, found, bare, at)
            runs.append(Run(found, length, piece, inside + at))
            place = max(place, found + length)
            at += length
        inside += len(bare)
    return runs, place


def _common(one: str, i: int, two: str, j: int) -> int:
    length = 0
    while i + length < len(one) and j + length < len(two) and one[i + length] == two[j + length]:
        length += 1
    return length


def _displayed(source: str, is_html: bool) -> Course:
    """The displayed characters of a source without white space; title and meta tags are not displayed."""
    chars: list[str] = []
    offsets = array("q")
    for start, end in _shown_spans(source, is_html):
        at = start
        references = _REFERENCE.finditer(source, start, end) if is_html else iter(())
        for reference in references:
            _add(source, at, reference.start(), chars, offsets)
            for char in "".join(unescape(reference[0]).split()):
                chars.append(char)
                offsets.append(reference.start())
            at = reference.end()
        _add(source, at, end, chars, offsets)
    return Course("".join(chars), offsets)


def _shown_spans(source: str, is_html: bool) -> Iterator[tuple[int, int]]:
    apart = iter([m.span() for m in _APART.finditer(source)] if is_html else [])
    block = next(apart, None)
    for start, end in editable_spans(source, is_html):
        while block is not None and block[1] <= start:
            block = next(apart, None)
        if block is None or start < block[0]:
            yield start, end


def _add(source: str, start: int, end: int, chars: list[str], offsets: array[int]) -> None:
    for at in range(start, end):
        if not source[at].isspace():
            chars.append(source[at])
            offsets.append(at)


def _spot(course: Course, first: list[int], source: str, start: int, end: int) -> tuple[int, int] | None:
    """The piece that displays ``source[start:end]``, and how many of the piece's characters stand before it."""
    low, high = bisect_left(course.offsets, start), bisect_left(course.offsets, end)
    if low < high:
        run = _run_at(course, first, low)
        if run is None or high > run.shown + run.length:
            return None
        return run.piece, run.inside + low - run.shown
    # Nothing of it shows: something was taken out.  It belongs to the text that it stands in, on whichever side there is
    # no markup between.
    if low > 0 and _in_one_text(source, course.offsets[low - 1], start):
        run = _run_at(course, first, low - 1)
        if run is not None:
            return run.piece, run.inside + low - run.shown
    if low < len(course.offsets) and _in_one_text(source, start, course.offsets[low]):
        run = _run_at(course, first, low)
        if run is not None:
            return run.piece, run.inside + low - run.shown
    return None


def _in_one_text(source: str, start: int, end: int) -> bool:
    return end - start <= BLANKS and source.find("<", start, end) < 0


def _run_at(course: Course, first: list[int], shown: int) -> Run | None:
    k = bisect_left(first, shown + 1) - 1
    run = course.runs[k] if k >= 0 else None
    return run if run is not None and shown < run.shown + run.length else None


class _Carrier:
    """Leads from a character of a piece as parsed to its offset in the text that the piece has now."""

    __slots__ = ("cut", "head", "offsets", "text")

    def __init__(self, parsed: str, text: str) -> None:
        self.text = text
        self.offsets = [at for at, char in enumerate(text) if not char.isspace()]
        self.head, self.cut = len(self.offsets), 0
        if parsed != text:
            # A rule cut something out since: one stretch, and what is behind it moved up.
            old, new = "".join(parsed.split()), "".join(text.split())
            self.head = _common(old, 0, new, 0)
            self.cut = len(old) - len(new)
            if self.head + _common(old[::-1], 0, new[::-1], 0) < len(new):
                self.cut = len(old)  # several cuts: only what is before the first can be followed

    def carry(self, before: int, after: str) -> int | None:
        """The offset where ``after`` begins, which had ``before`` characters in front of it, blanks aside."""
        length = len("".join(after.split()))
        if before + length > self.head:
            before -= self.cut
            if before < self.head:
                return None  # in what was cut out, or behind
        if not length:
            if before == 0:
                return 0
            return self.offsets[before - 1] + 1 if before <= len(self.offsets) else None
        if before >= len(self.offsets):
            return None
        at = self.offsets[before]
        lead = len(after) - len(after.lstrip())
        if lead and at >= lead and self.text.startswith(after, at - lead):
            return at - lead
        return at if self.text.startswith(after, at) else None

"""Injected spam on a page: lists in one piece, lists one item a piece, lists glued to a piece, titles and meta tags."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ..fold import fold
from ..page import Page, Piece
from ..trail import Removal
from .boilerplate import Scan
from .farms import find_farms, random_tags
from .findings import SpamFinding, findings_of, found_at
from .gazetteer import find_places, lookup
from .heads import clean_head
from .links import strip_links
from .lists import (
    ENOUGH,
    FEWEST_PLACES,
    MACHINE_BARS,
    Finding,
    Setting,
    judge_places,
    judge_words,
    split_tokens,
    strong_terms,
    weak_terms,
)
from .view import View
from .zones import is_prose

__all__ = ["strip_spam"]

_Judge = Callable[[str, str, Sequence[str], Setting], "Finding | None"]
_TYPES = "县市区旗"
_SEPARATOR = re.compile(r"[|_,、; /·+>\-]")
# Names that nothing separates: so many characters a name at the most, in a list of nothing else; prose has some 40.
GLUED_NAMES = 6
FEWEST_GLUED = 12  # such names: an address or a district's history joins up to five
SHORTEST_LIST = 3 * FEWEST_PLACES  # two characters a name and a separator
_ITEM = 14  # longest item of a list of places that stands one a piece; the longest name in such lists has 11 characters
_PHRASE = 48  # longest search phrase that stands one a piece
# A list glued to the beginning of a piece: every item is bounded and ends at its separator, and the expression is only tried there.
_HEAD = re.compile(r"(?:[^|_。,;\n]{1,12}+[|_][ ]{0,3}){7,}+")
_BAR = re.compile(r"[|_]")
GLUED_BARS = 7  # bars of the shortest list that is cut out of a piece
GLUED_ITEM = 12  # longest item of such a list


def strip_spam(page: Page, scan: Scan) -> bool:
    """Take injected lists out; return whether anything was taken."""
    first_time = "strip" not in page.cache
    found = findings_of(page)
    if not first_time and not scan.suspects:
        return False
    scan.suspects = False  # until a list is weighed
    view = View(page, scan)
    rules = page.rules
    changed = _take_pieces(page, view) | _take_runs(page, view) | _cut_glued(page, view)
    if first_time:
        if rules.detects("spam.farm"):
            changed |= find_farms(page, view.pieces, view.setting_of, found)
        if rules.detects("spam.links"):
            changed |= strip_links(page, view.pieces, found)
        clean_head(page, view.script, found)
        tags = random_tags(page.text) if page.is_html and "spam.random_tags" in rules else 0
        if tags:
            found.append(
                SpamFinding(
                    "spam.random_tags", "hidden", ENOUGH, (f"{tags} empty elements share random identifiers",)
                )
            )
    return changed


def _take_pieces(page: Page, view: View) -> bool:
    changed = False
    for index, piece in enumerate(view.pieces):
        folded = view.folded[index]
        if (
            len(folded) < 8
            or piece.kind == "image"
            or ("。" in folded and is_prose(piece, folded))
            or piece.rows
        ):
            continue
        finding = _judge(piece.text, folded, view, index, index + 1)
        if finding is not None and finding.is_spam and not _own_prefix(folded):
            _take(page, view, index, finding)
            changed = True
    return changed


def _judge(text: str, folded: str, view: View, start: int, stop: int, before: str = "") -> Finding | None:
    rules = view.page.rules
    if rules.detects("spam.places") and len(folded) >= SHORTEST_LIST:
        tokens = _names_in(folded)
        if tokens:
            finding = judge_places(text, folded, tokens, view.setting_of(start, stop, before))
            if finding is not None:
                view.scan.suspects = True
                return finding
    if start in view.advertising and "。" not in folded and rules.detects("spam.words"):
        view.scan.suspects = True
        return judge_words(text, folded, split_tokens(folded), view.setting_of(start, stop, before))
    return None


def _names_in(folded: str) -> list[str]:
    """Return the items of what may be a list of places, before the gazetteer is loaded; nothing if it is none."""
    typed = sum(map(folded.count, _TYPES))
    separators = len(_SEPARATOR.findall(folded))
    if separators >= FEWEST_PLACES - 1:
        bars = folded.count("|") + folded.count("_")
        return split_tokens(folded) if typed >= 4 or bars >= FEWEST_PLACES - 1 else []
    if typed < FEWEST_GLUED or typed * GLUED_NAMES < len(folded):
        return []
    found = list(find_places(folded))
    covered = sum(end - start for start, end, _ in found)
    return [folded[start:end] for start, end, _ in found] if covered * 4 >= len(folded) * 3 else []


def _take(page: Page, view: View, index: int, finding: Finding) -> None:
    piece = view.pieces[index]
    piece.take("spam", finding.kind, "; ".join(finding.reasons))
    findings_of(page).append(found_at(finding, view.where(piece)))


def _take_runs(page: Page, view: View) -> bool:
    """Take lists whose items are pieces of their own."""
    changed = False
    if page.rules.detects("spam.places"):
        for start, stop in _short_runs(view, _ITEM, _is_place, FEWEST_PLACES):
            changed |= _take_run(page, view, start, stop, judge_places)
    if len(view.advertising) < 3 or not page.rules.detects("spam.words"):
        return changed
    for start, stop in _short_runs(view, _PHRASE, _is_advertising, 3):
        changed |= _take_run(page, view, start, stop, judge_words)
    return changed


def _take_run(page: Page, view: View, start: int, stop: int, judge: _Judge) -> bool:
    texts = [p.text for p in view.pieces[start:stop]]
    items = [folded.strip(" |_,、;·•*-.") for folded in view.folded[start:stop]]
    setting = view.setting_of(start, stop)
    setting.hidden = all(p.hidden for p in view.pieces[start:stop])
    view.scan.suspects = True
    finding = judge("\n".join(texts), "\n".join(items), items, setting)
    if finding is None or not finding.is_spam:
        return False
    for index in range(start, stop):
        view.pieces[index].take("spam", finding.kind, "; ".join(finding.reasons))
    findings_of(page).append(found_at(finding, view.where(view.pieces[start])))
    return True


def _is_place(folded: str) -> bool:
    return lookup(folded.strip(" |_,、;·•*-.")) is not None


def _is_advertising(folded: str) -> bool:
    """Whether a line is a search phrase: a word of advertising, or two of those that only count in company."""
    return "。" not in folded and (bool(strong_terms(folded)) or len(weak_terms(folded)) >= 2)


def _short_runs(view: View, longest: int, fits: Callable[[str], bool], fewest: int) -> list[tuple[int, int]]:
    """Find runs of short undecided pieces that begin and end with one that ``fits`` and hold at most a third others."""
    runs: list[tuple[int, int]] = []
    count = len(view.pieces)
    index = 0
    while index < count:
        stop = index
        while (
            stop < count
            and len(view.folded[stop]) <= longest
            and not view.pieces[stop].role
            and view.pieces[stop].kind != "table"
        ):
            stop += 1
        stop = max(stop, index)
        if stop - index >= fewest and _worth_a_look(view.folded[index:stop], longest):
            fitting = [i for i in range(index, stop) if fits(view.folded[i])]
            runs += _dense(fitting, fewest)
        index = max(stop, index + 1)
    return runs


def _worth_a_look(texts: Sequence[str], longest: int) -> bool:
    """Cheap test before the gazetteer is loaded: half of the items end as names of divisions do."""
    if longest != _ITEM:
        return True
    return sum(text.rstrip(" |_,、;").endswith(tuple(_TYPES)) for text in texts) * 4 >= min(len(texts), 32)


def _dense(fitting: Sequence[int], fewest: int) -> list[tuple[int, int]]:
    """Group positions into runs in which at most two in a row do not fit."""
    groups: list[list[int]] = []
    for position in fitting:
        if groups and position - groups[-1][-1] <= 3:
            groups[-1].append(position)
        else:
            groups.append([position])
    return [
        (group[0], group[-1] + 1)
        for group in groups
        if len(group) >= fewest and len(group) * 3 >= (group[-1] + 1 - group[0]) * 2
    ]


def _cut_glued(page: Page, view: View) -> bool:
    """Cut a list out of a piece, or out of the cell of a table, that also holds something else."""
    changed = False
    for index, piece in enumerate(view.pieces):
        folded = view.folded[index]
        if piece.role not in ("", "body") or folded.count("|") + folded.count("_") < GLUED_BARS:
            continue
        if piece.rows:
            changed |= _cut_cells(page, view, index)
            continue
        span = _glued_span(folded)
        finding = _judge_glued(piece.text, folded, span, view, index) if span else None
        if span is None or finding is None:
            continue
        _note_cut(page, view, piece, piece.text[slice(*span)], finding)
        piece.text = _without(piece.text, span)
        changed = True
    return changed


def _cut_cells(page: Page, view: View, index: int) -> bool:
    """Cut lists out of the cells of a data table; only such as no agency joins, because tables hold lists of all kinds."""
    piece = view.pieces[index]
    changed = False
    for cell in dict.fromkeys(cell for row in piece.rows for cell in row):
        folded = fold(cell)
        if folded.count("|") + folded.count("_") < MACHINE_BARS:
            continue
        span = _glued_span(folded) or (0, len(folded))
        finding = _judge_glued(cell, folded, span, view, index)
        if finding is None or not finding.mixed:
            continue
        kept = _without(cell, span)
        _note_cut(page, view, piece, cell[slice(*span)], finding)
        # A cell that spans several stands several times in ``rows`` and once in the text.
        piece.rows = tuple(tuple(kept if c == cell else c for c in row) for row in piece.rows)
        lines = (line.split("\t") for line in piece.text.split("\n"))
        cells = ([kept if c == cell else c for c in line] for line in lines)
        piece.text = "\n".join(filter(None, ("\t".join(filter(None, line)) for line in cells)))
        changed = True
    return changed


def _judge_glued(text: str, folded: str, span: tuple[int, int], view: View, index: int) -> Finding | None:
    """Weigh the list that stands at ``span`` in a piece or a cell; ``None`` unless it is spam."""
    part = slice(*span)
    finding = _judge(text[part], folded[part], view, index, index + 1, folded[: span[0]])
    return finding if finding is not None and finding.is_spam else None


def _note_cut(page: Page, view: View, piece: Piece, gone: str, finding: Finding) -> None:
    where = view.where(piece)
    page.trail.removals.append(Removal(finding.kind, gone.strip(), where, "; ".join(finding.reasons)))
    findings_of(page).append(found_at(finding, where))
    piece.links = tuple(link for link in piece.links if link[0] not in gone)
    piece.link_chars = min(piece.link_chars, sum(len(link[0]) for link in piece.links))


def _without(text: str, span: tuple[int, int]) -> str:
    start, end = span
    return (text[:start].rstrip() + " " + text[end:].lstrip()).strip()


def _glued_span(folded: str) -> tuple[int, int] | None:
    """Return where a list with bars stands at the end or the beginning of ``folded`` beside something else."""
    span = _tail_span(folded)
    if span is None:
        match = _HEAD.match(folded)
        span = match.span() if match else None
    if span is None:
        return None
    start, end = span
    if span == (0, len(folded)):
        own = _own_prefix(folded)
        return (own, end) if own else None
    return (start + _glued_prefix(folded[start:end]) if start else 0, end)


def _tail_span(folded: str) -> tuple[int, int] | None:
    """Return the longest end of ``folded`` that is a list of short items with bars between them.

    Walks from the end: an expression searched from the left would try every bar as the first and be quadratic.
    """
    low = 1 + max(map(folded.rfind, "。,;\n"))
    bars = [match.start() for match in _BAR.finditer(folded, low)]
    if len(bars) < GLUED_BARS or len(folded[bars[-1] + 1 :].lstrip(" ")) > GLUED_ITEM:
        return None
    first = len(bars) - 1
    while first and bars[first] - bars[first - 1] > 1:
        if len(folded[bars[first - 1] + 1 : bars[first]].lstrip(" ")) > GLUED_ITEM:
            break
        first -= 1
    start = max(bars[first - 1] + 1 if first else low, bars[first] - GLUED_ITEM)
    if start == bars[first]:  # the first bar has nothing in front of it
        start, first = start + 1, first + 1
    return (start, len(folded)) if len(bars) - first >= GLUED_BARS else None


def _own_prefix(folded: str) -> int:
    """Return how many characters stand in front of the first name of a list with bars and are no name themselves.

    Only full names count: a short form may be the end of any word.
    """
    item = _BAR.split(folded, maxsplit=1)[0].rstrip()
    if len(item) == len(folded) or lookup(item) is not None:
        return 0
    for start in range(1, len(item)):
        place = lookup(item[start:])
        if place is not None and not place.short:
            return 0 if lookup(item[:start].rstrip()) is not None else start
    return 0


def _glued_prefix(part: str) -> int:
    """Return how many characters of the first item belong to what stands before the list."""
    item = _BAR.split(part, maxsplit=1)[0].rstrip()
    for start in range(len(item)):
        if lookup(item[start:]) is not None:
            return start
    blank = item.rfind(" ")
    return blank + 1 if blank >= 0 else 0

"""Injected spam on a page: lists in one piece, lists one item a piece, lists glued to a piece, titles and meta tags."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence

from ..fold import script_of
from ..page import Page, Piece
from ..trail import Removal
from .boilerplate import Scan
from .farms import find_farms, outside_share, random_tags
from .findings import SpamFinding, findings_of, found_at
from .gazetteer import lookup
from .heads import clean_head
from .links import strip_links
from .lists import (
    ENOUGH,
    FEWEST_PLACES,
    Finding,
    Setting,
    find_strong_terms,
    introduces,
    judge_places,
    judge_words,
    split_tokens,
    strong_terms,
    weak_terms,
)
from .zones import is_prose

__all__ = ["strip_spam"]

_Judge = Callable[[str, str, Sequence[str], Setting], "Finding | None"]
_TYPES = "县市区旗"
_SEPARATOR = re.compile(r"[|_,、; /·]")
SHORTEST_LIST = 3 * FEWEST_PLACES  # two characters a name and a separator
_ITEM = 14  # longest item of a list of places that stands one a piece; the longest name in such lists has 11 characters
_PHRASE = 48  # longest search phrase that stands one a piece
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=[ ]?[-/.年])")
# A line that ends an article: the date below its signature.
_SIGNED = re.compile(
    r"\(?(?:19|20)?\d\d[ ]?[-/.年][ ]?\d{1,2}[ ]?[-/.月][ ]?\d{1,2}[ ]?日?\)?|[二一][〇零○Oo0九八七六五四三二一]{3}年.{1,3}月.{1,3}日"
)
# Families of rules that take what pages put behind their articles.
_BEHIND = ("editor.", "tools.", "paging.", "footer.", "counter.", "greeting.", "relay.")
# A list glued to the end or the beginning of a piece.  Every item is bounded and ends at its separator.
_TAIL = re.compile(r"(?:[^|_。,;\n]{1,12}+[|_][ ]{0,3}){7,}+[^|_。,;\n]{0,12}$")
_HEAD = re.compile(r"(?:[^|_。,;\n]{1,12}+[|_][ ]{0,3}){7,}+")


def strip_spam(page: Page, scan: Scan) -> bool:
    """Take injected lists out; return whether anything was taken."""
    first_time = "strip" not in page.cache
    found = findings_of(page)
    if not first_time and not scan.suspects:
        return False
    scan.suspects = False  # until a list is weighed
    view = _View(page, scan)
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


class _View:
    """The undecided pieces, displayed or not, and what surrounds each."""

    def __init__(self, page: Page, scan: Scan) -> None:
        self.page = page
        self.scan = scan
        shown = {id(piece): index for index, piece in enumerate(scan.pieces)}
        self.pieces = scan.every
        self.folded = scan.every_folded
        self.advertising = _positions_of_terms(self.folded)
        self._shown = shown
        self._script: str | bool | None = False
        self._year = -1
        self._footer: int | None = None
        self._end: int | None = None

    @property
    def script(self) -> str | None:
        """Script of the page's prose."""
        if self._script is False:
            prose = [
                p.text for p, f in zip(self.scan.pieces, self.scan.folded, strict=True) if is_prose(p, f)
            ]
            self._script = script_of("".join(prose)[:6000]) if prose else None
        return self._script if isinstance(self._script, str) else None

    @property
    def year(self) -> int:
        if self._year < 0:
            years = [int(m[0]) for text in self.folded[:40] for m in _YEAR.finditer(text[:200])]
            self._year = max(years, default=0)
        return self._year

    @property
    def footer(self) -> int:
        """Position among the displayed pieces of the first line of the footer; far off if there is none."""
        if self._footer is None:
            scan = self.scan
            marks = [
                index
                for index, tiling in scan.tilings.items()
                if index > scan.zones.last
                and any(
                    m.rule.evidence == "strong" and m.rule.family in ("footer", "counter", "greeting")
                    for m in tiling.matches
                )
                and (tiling.whole or scan.pieces[index].kind != "table")
            ]
            taken = [
                p.index
                for p in self.page.pieces
                if p.role == "footer" and p.rule.startswith(("footer.", "counter.", "greeting."))
            ]
            by_index = [scan.pieces[i].index for i in marks] + taken
            last_prose = scan.pieces[scan.zones.last].index if 0 <= scan.zones.last < len(scan.pieces) else -1
            by_index = [i for i in by_index if i > last_prose]
            self._footer = min(by_index, default=1 << 30)
        return self._footer

    @property
    def end(self) -> int:
        """Index of the first piece below the prose that ends an article; far off if there is none."""
        if self._end is None:
            pieces, last = self.scan.pieces, self.scan.zones.last
            last_prose = pieces[last].index if 0 <= last < len(pieces) else -1
            marks = [
                pieces[i].index
                for i in range(last + 1, len(pieces))
                if len(self.scan.folded[i]) <= 16 and _SIGNED.fullmatch(self.scan.folded[i])
            ]
            marks += [
                p.index
                for p in self.page.pieces
                if p.index > last_prose >= 0 and p.role and p.rule.startswith(_BEHIND)
            ]
            self._end = min(marks, default=1 << 30) if last_prose >= 0 else 1 << 30
        return self._end

    def _is_behind(self, piece: Piece, position: int | None) -> bool:
        """Whether ``piece`` stands behind the end of the article and no heading of a list (an annex) stands between."""
        if position is None or piece.index <= self.end:
            return False
        scan = self.scan
        between = (i for i in range(position - 1, -1, -1) if scan.pieces[i].index >= self.end)
        return not any(introduces(scan.folded[i][-60:]) for i in between)

    def setting_of(self, start: int, stop: int, before: str = "") -> Setting:
        """Describe where the pieces from ``start`` up to ``stop`` stand.

        ``before`` is the folded text in front of a list that is only a part of its piece.
        """
        piece = self.pieces[start]
        position = self._shown.get(id(piece))
        zones = self.scan.zones
        above = next((self.folded[i] for i in range(start - 1, -1, -1) if not self.pieces[i].hidden), "")
        links = [link for p in self.pieces[start:stop] for link in p.links]
        return Setting(
            script=self.script,
            edge=position is None or position < zones.first or position > zones.last,
            after_footer=piece.index > self.footer,
            before_all=position == 0,
            hidden=bool(piece.hidden),
            outside_links=bool(links) and outside_share(self.page, links) >= 0.8,
            after_end=self._is_behind(piece, position),
            last=position is not None and position + stop - start >= len(self.scan.pieces),
            glued=self._is_glued(position, before),
            introduced=above[-60:],
            before=before,
            year=self.year,
        )

    def _is_glued(self, position: int | None, before: str) -> bool:
        """Whether a list follows a sentence or a line of boilerplate in one piece."""
        if not before:
            return False
        tiling = self.scan.tilings.get(position) if position is not None else None
        return before.rstrip(" ").endswith(("。", "!", "?")) or (
            tiling is not None and any(m.end <= len(before) + 1 for m in tiling.matches)
        )


def _positions_of_terms(texts: Sequence[str]) -> set[int]:
    """Return which of ``texts`` hold a word of injected advertising, in one pass over all."""
    found = find_strong_terms("\n".join(texts))
    if not found:
        return set()
    starts: list[int] = []
    position = 0
    for text in texts:
        starts.append(position)
        position += len(text) + 1
    return {bisect_right(starts, offset) - 1 for offset in found}


def _take_pieces(page: Page, view: _View) -> bool:
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
        if finding is not None and finding.is_spam:
            _take(page, view, index, finding)
            changed = True
    return changed


def _judge(text: str, folded: str, view: _View, start: int, stop: int, before: str = "") -> Finding | None:
    rules = view.page.rules
    if (
        rules.detects("spam.places")
        and len(folded) >= SHORTEST_LIST
        and len(_SEPARATOR.findall(folded)) >= FEWEST_PLACES - 1
    ):
        typed = sum(map(folded.count, _TYPES))
        bars = folded.count("|") + folded.count("_")
        if typed >= 4 or bars >= FEWEST_PLACES - 1:
            finding = judge_places(text, folded, split_tokens(folded), view.setting_of(start, stop, before))
            if finding is not None:
                view.scan.suspects = True
                return finding
    if start in view.advertising and "。" not in folded and rules.detects("spam.words"):
        view.scan.suspects = True
        return judge_words(text, folded, split_tokens(folded), view.setting_of(start, stop, before))
    return None


def _take(page: Page, view: _View, index: int, finding: Finding) -> None:
    piece = view.pieces[index]
    piece.take("spam", finding.kind, "; ".join(finding.reasons))
    findings_of(page).append(found_at(finding, _where(view, piece)))


def _where(view: _View, piece: Piece) -> str:
    if piece.hidden:
        return "hidden"
    position = next((i for i, p in enumerate(view.scan.pieces) if p is piece), 0)
    zones = view.scan.zones
    return "head" if position < zones.first else "foot" if position > zones.last else "body"


def _take_runs(page: Page, view: _View) -> bool:
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


def _take_run(page: Page, view: _View, start: int, stop: int, judge: _Judge) -> bool:
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
    findings_of(page).append(found_at(finding, _where(view, view.pieces[start])))
    return True


def _is_place(folded: str) -> bool:
    return lookup(folded.strip(" |_,、;·•*-.")) is not None


def _is_advertising(folded: str) -> bool:
    """Whether a line is a search phrase: a word of advertising, or two of those that only count in company."""
    return "。" not in folded and (bool(strong_terms(folded)) or len(weak_terms(folded)) >= 2)


def _short_runs(view: _View, longest: int, fits: Callable[[str], bool], fewest: int) -> list[tuple[int, int]]:
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


def _cut_glued(page: Page, view: _View) -> bool:
    """Cut a list out of a piece that also holds something else."""
    changed = False
    for index, piece in enumerate(view.pieces):
        folded = view.folded[index]
        if piece.role not in ("", "body") or folded.count("|") + folded.count("_") < 7 or piece.rows:
            continue
        match = _TAIL.search(folded) or _HEAD.match(folded)
        if match is None or (match.start() == 0 and match.end() == len(folded)):
            continue
        start, end = match.span()
        if start > 0:
            start += _glued_prefix(folded[start:end])
        part = folded[start:end]
        finding = _judge(piece.text[start:end], part, view, index, index + 1, folded[:start])
        if finding is None or not finding.is_spam:
            continue
        where = _where(view, piece)
        page.trail.removals.append(
            Removal(finding.kind, piece.text[start:end].strip(), where, "; ".join(finding.reasons))
        )
        findings_of(page).append(found_at(finding, where))
        gone = piece.text[start:end]
        piece.text = (piece.text[:start].rstrip() + " " + piece.text[end:].lstrip()).strip()
        piece.links = tuple(link for link in piece.links if link[0] not in gone or link[0] in piece.text)
        piece.link_chars = min(piece.link_chars, sum(len(link[0]) for link in piece.links))
        changed = True
    return changed


def _glued_prefix(part: str) -> int:
    """Return how many characters of the first item belong to what stands before the list."""
    item = re.split(r"[|_]", part, maxsplit=1)[0].rstrip()
    for start in range(len(item)):
        if lookup(item[start:]) is not None:
            return start
    blank = item.rfind(" ")
    return blank + 1 if blank >= 0 else 0

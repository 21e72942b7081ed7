"""The undecided pieces of a page as the spam detectors see them: each with what surrounds it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property

from ..fold import script_of
from ..page import Page, Piece
from .boilerplate import Scan
from .farms import outside_share
from .lists import Setting, find_strong_terms, introduces
from .zones import is_prose

__all__ = ["View"]

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=[ ]?[-/.年])")
# A line that ends an article: the date below its signature.
_SIGNED = re.compile(
    r"\(?(?:19|20)?\d\d[ ]?[-/.年][ ]?\d{1,2}[ ]?[-/.月][ ]?\d{1,2}[ ]?日?\)?|[二一][〇零○Oo0九八七六五四三二一]{3}年.{1,3}月.{1,3}日"
)
# Families of rules that take what pages put behind their articles.
_BEHIND = ("editor.", "tools.", "paging.", "footer.", "counter.", "greeting.", "relay.")


class View:
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

    @cached_property
    def _announced(self) -> int:
        """Position of the first displayed piece from the article's end on that announces a list (an annex); far off if none."""
        pieces, folded = self.scan.pieces, self.scan.folded
        return next(
            (i for i, p in enumerate(pieces) if p.index >= self.end and introduces(folded[i][-60:])), 1 << 30
        )

    def _is_behind(self, piece: Piece, position: int | None) -> bool:
        """Whether ``piece`` stands behind the end of the article and no heading of a list (an annex) stands between."""
        return position is not None and piece.index > self.end and position <= self._announced

    @cached_property
    def _above(self) -> list[int]:
        """For each piece, which displayed one stands above it; -1 for none."""
        above: list[int] = []
        last = -1
        for index, piece in enumerate(self.pieces):
            above.append(last)
            if not piece.hidden:
                last = index
        return above

    def where(self, piece: Piece) -> str:
        """Return where ``piece`` stands: hidden, or before, between or behind the paragraphs of prose."""
        if piece.hidden:
            return "hidden"
        position, zones = self._shown[id(piece)], self.scan.zones
        return "head" if position < zones.first else "foot" if position > zones.last else "body"

    def setting_of(self, start: int, stop: int, before: str = "") -> Setting:
        """Describe where the pieces from ``start`` up to ``stop`` stand.

        ``before`` is the folded text in front of a list that is only a part of its piece.
        """
        piece = self.pieces[start]
        position = self._shown.get(id(piece))
        zones = self.scan.zones
        above = self.folded[self._above[start]] if self._above[start] >= 0 else ""
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

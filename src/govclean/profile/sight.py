"""What one page shows of its site: the unit that profiles are made of, kept, counted and merged."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["BODY", "HEADS", "LINE", "MARK", "PROSE", "TABLE", "TITLE", "Mark", "Sight"]

# What a piece is, in the two low bits of ``Mark.kind``, and what the single page took it for; HEADS is a line that announces other pages.
LINE, PROSE, MARK, TABLE = 0, 1, 2, 3
BODY, TITLE, HEADS = 4, 8, 16

# So many texts and boxes of a page are kept, those with the smallest digests: the same ones on every page, so that
# pages stay comparable.  Of the pages in shared/ nine in ten have fewer than 60 texts that are no links.
MOST_MARKS = 64
MOST_BOXES = 48
LONGEST = 400  # characters of one text that count
FACTS = ("name", "domain", "id_code", "icp", "police_record", "host", "operator", "support")
LONGEST_FACT = 80
POSITIONS = ("source", "published_at", "author")
# Pages that have no article say nothing about where articles stand.
NO_ARTICLE = frozenset(["list", "home", "search", "error", "challenge", "redirect", "binary", "empty"])


@dataclass(frozen=True, slots=True)
class Mark:
    """One text of a page: its place, its digest, its characters (at most 400), what it is and was taken for."""

    place: int
    text: int
    chars: int
    kind: int

    @property
    def sort(self) -> int:
        return self.kind & 3


@dataclass(frozen=True, slots=True)
class Sight:
    """One page.

    Attributes:
        number: digest of all its texts: two copies of one page are one page.
        shape: paths of its boxes, the smallest of them, sorted.
        marks: its texts in the order of the page.
        parents: ``(path, path of the box around it)``, sorted.
        fields: ``(field, place)`` where the value of a field stands; facts: ``(fact, value)`` of the site.
    """

    number: int
    shape: tuple[int, ...]
    marks: tuple[Mark, ...]
    parents: tuple[tuple[int, int], ...]
    fields: tuple[tuple[str, int], ...] = ()
    facts: tuple[tuple[str, str], ...] = ()

"""The outline of a page: where each piece stands, as a path that other pages of the template share, and what it says,
as a digest.

A path names the elements from the root down by tag, id and class, digits left out (``content_12`` and ``content_13`` are
one place), and tells boxes of one name by their order.  Both are 64-bit digests, so an outline carries no content.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

from ..page import Container, Page, Piece
from ..tree.elements import LINES

__all__ = ["Outline", "digest", "is_text", "outline_of"]

_DIGITS = re.compile(r"\d+")
# Boxes of one name in one box are told apart up to here: the cells of a row, the boxes of a side column.  Records of a
# list and posts beyond it are one place.
MOST_SIBLINGS = 6
INLINE = LINES - {"tr"}  # a second <p class="x"> stands in the same place as the first


@dataclass(slots=True)
class Outline:
    """Paths by container and by piece, and the digest of each piece's text (0 of a piece without text).

    Attributes:
        parents: path → path of the box around it, 0 for the root's.
    """

    boxes: list[int]
    places: list[int]
    texts: list[int]
    parents: dict[int, int]


def digest(text: str) -> int:
    """Return 64 bits that stand for ``text``, white space left out; never 0.

    blake2b: the same on every machine, and nobody finds a second text by chance or on purpose for a page of their own.
    """
    squeezed = "".join(text.split())
    return int.from_bytes(blake2b(squeezed.encode("utf-8", "surrogatepass"), digest_size=8).digest()) or 1


@lru_cache(maxsize=4096)  # of immutable values: the boxes of a template come back on every page of it
def _path(parent: int, name: str, order: int) -> int:
    return digest(f"{parent}/{name}:{order}")


def outline_of(page: Page) -> Outline:
    """Return the outline of a parsed page.  Linear in the number of its pieces and containers."""
    boxes: list[int] = []
    parents: dict[int, int] = {}
    counts: dict[tuple[int, str], int] = {}
    for box in page.containers:
        above = boxes[box.parent] if box.parent >= 0 else 0
        name = _name(box)
        order = 0
        if box.tag not in INLINE:
            # By container, not by path: the second row of the second table is not the fourth row.
            order = counts.get((box.parent, name), 0)
            counts[box.parent, name] = order + 1
        path = _path(above, name, min(order, MOST_SIBLINGS))
        boxes.append(path)
        parents[path] = above
    places: list[int] = []
    texts: list[int] = []
    for piece in page.pieces:
        above = boxes[piece.container] if boxes else 0
        place = _path(above, f"={piece.tag}", 0)
        parents[place] = above
        places.append(place)
        texts.append(digest(piece.text) if is_text(piece) else 0)
    return Outline(boxes, places, texts, parents)


def is_text(piece: Piece) -> bool:
    """Return whether the piece displays words that are no link: what a profile looks at."""
    return len(piece.text) >= 2 and not piece.hidden and piece.link_chars * 2 <= len(piece.text)


def _name(box: Container) -> str:
    if not box.id and not box.classes:
        return box.tag
    return _DIGITS.sub("#", f"{box.tag}#{box.id}.{box.classes}")

"""Lines that look like a site's and stand among the paragraphs of the document, in their box."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..rules.model import Rule

if TYPE_CHECKING:
    from .boilerplate import Scan

__all__ = ["below_text", "within_text"]

# The shortest sentence that stands for the text around a line: 参赛作品须为原创，每人限报五件。 has 15 characters.
PARAGRAPH = 15
_CLAUSE_OF_RIGHTS = re.compile(r"版权(?:所有:[^\W\d_]{2,12}|归[^\W\d_]{2,24}所有)[。;]?")


def below_text(scan: Scan, run: list[int], usable: dict[int, list[Rule]]) -> list[int]:
    """Cut off the head of a run that stands in the box of the paragraph above it, while the footer has a box of its own.

    网址：… as the last line of a notice is the notice's; only what speaks for itself there is the site's.
    """
    above = run[0] - 1 if run else -1
    if above < 0 or not _is_paragraph(scan, above):
        return run
    box = scan.pieces[above].container
    if not any(scan.pieces[i].container != box for i in run):
        return run
    for at, index in enumerate(run):
        weak = {rule.evidence for rule in usable[index]} <= {"weak", "linked"}
        if scan.pieces[index].container != box or not weak:
            return run[at:]
    return []


def within_text(scan: Scan, run: list[int]) -> bool:
    """Whether a run is one line that states a right (版权所有：作者) between two paragraphs in one box.

    A footer has more lines than one, a year, a filing or a ban; the words alone are a clause of a call for works.
    """
    if len(run) != 1 or not 0 < run[0] < len(scan.pieces) - 1:
        return False
    index = run[0]
    box = scan.pieces[index].container
    return (
        {m.rule.name for m in scan.tilings[index].matches} == {"footer.copyright"}
        and _CLAUSE_OF_RIGHTS.fullmatch(scan.folded[index]) is not None
        and all(_is_paragraph(scan, i) and scan.pieces[i].container == box for i in (index - 1, index + 1))
    )


def _is_paragraph(scan: Scan, index: int) -> bool:
    """Whether a piece is a whole sentence of which no rule knows a word."""
    folded = scan.folded[index]
    return (
        index not in scan.tilings
        and len(folded) >= PARAGRAPH
        and folded.rstrip().endswith(("。", "!", ";"))
        and scan.pieces[index].link_chars * 2 < len(folded)
    )

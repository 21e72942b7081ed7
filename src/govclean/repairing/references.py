"""Pages written in numeric character references (``&#22522;``): read for the passes, kept where nothing is damaged.

The passes look at characters, a source may hold references.  They are resolved first; where a text node turns out to
be damaged its references become edits of their own (``entity-resolved``), every other node stays as it was written.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from ..trail import Edit, compose
from .spans import Spans

__all__ = ["RESOLVED", "join_resolved", "keep_needed", "resolve_references"]

RESOLVED = "entity-resolved"
# As a parser reads them (HTML 13.2.5.75–80): the semicolon may be absent.  Bounded repeats of classes without "&".
_REFERENCE = re.compile(r"&#(?:[0-9]{2,7}|[xX][0-9a-fA-F]{2,6});?")
_MARKUP = frozenset("<>&\"'")
# An ASCII letter behind the rest of a reference ("&am&#112;") would complete it.
_STARTED = re.compile(r"&[#0-9a-zA-Z]*\Z")
STARTED_LENGTH = 12  # characters of the longest reference that may be completed so
BEYOND_LATIN = (
    0x100  # below it stand the no-break space and letters that authors write as references in any page
)


def resolve_references(source: str, spans: Spans) -> list[Edit]:
    """Edits that resolve the numeric references within ``spans``; none where none stands for more than Latin-1.

    What would become markup (``< > & " '``), controls and ASCII white space stay.
    """
    edits: list[Edit] = []
    telling = False
    for start, end in spans:
        if source.find("&#", start, end) < 0:
            continue
        for match in _REFERENCE.finditer(source, start, end):
            after = html.unescape(match[0])
            if len(after) != 1 or not _stays_text(
                after, source[max(0, match.start() - STARTED_LENGTH) : match.start()]
            ):
                continue
            telling = telling or ord(after) >= BEYOND_LATIN
            edits.append(Edit(RESOLVED, "repair", match.start(), match.end(), match[0], after))
    return edits if telling else []


def _stays_text(char: str, before: str) -> bool:
    if char in _MARKUP or char <= " " or "\ud800" <= char <= "\udfff":
        return False
    return not (char.isascii() and (char.isalnum() or char in "#;") and _STARTED.search(before))


def keep_needed(
    source: str, resolved: Sequence[Edit], found: Sequence[Edit], spans: Spans, middle: Spans
) -> list[Edit]:
    """One layer of edits of ``source``: ``found`` and the references of the text nodes that it touches.

    Args:
        resolved: edits of ``source`` that resolve references.
        found: edits of the resolved text.
        spans, middle: the text nodes in the source and in the resolved text.
    """
    starts = [start for start, _ in middle]
    touched = {bisect_right(starts, edit.start) - 1 for edit in found}
    kept: list[Edit] = []
    back = [0] * len(spans)  # by how much the references before a node that stay lengthen the text
    total = i = 0
    for k, (_, end) in enumerate(spans):
        back[k] = total
        while i < len(resolved) and resolved[i].start < end:
            if k in touched:
                kept.append(resolved[i])
            else:
                total += len(resolved[i].before) - len(resolved[i].after)
            i += 1
    placed: list[Edit] = []
    for edit in found:
        by = back[bisect_right(starts, edit.start) - 1]
        placed.append(replace(edit, start=edit.start + by, end=edit.end + by))
    return compose(source, kept, placed)


def join_resolved(edits: Sequence[Edit]) -> list[Edit]:
    """``edits`` with references that stand one behind the other in one edit."""
    out: list[Edit] = []
    run: list[Edit] = []
    for edit in [*edits, None]:
        if run and (edit is None or edit.rule != RESOLVED or edit.start != run[-1].end):
            before, after = "".join(e.before for e in run), "".join(e.after for e in run)
            out.append(replace(run[0], end=run[-1].end, before=before, after=after))
            run = []
        if edit is not None:
            (run if edit.rule == RESOLVED else out).append(edit)
    return out

"""Where an article's edits stand in its text."""

from __future__ import annotations

from dataclasses import dataclass

from ..article import Article
from ..trail import Edit

__all__ = ["Mark", "mark_edits"]


@dataclass(frozen=True, slots=True)
class Mark:
    """An edit and the span of ``Article.text`` that it wrote (empty where it only took something out)."""

    start: int
    end: int
    edit: Edit


def mark_edits(article: Article) -> list[Mark]:
    """Find the edits in ``article.text``, sorted and not overlapping.

    Proofreading edits have offsets in the body.  Repairs have theirs in the decoded page, which an article does not
    keep, so they are found again by the context that each carries, in order; one that is not in the body (it was in
    the footer, say) has no mark.
    """
    text = article.text
    marks = []
    shift = 0
    for edit in article.trail.edits:
        if edit.stage == "proofread":
            start = edit.start + shift
            marks.append(Mark(start, start + len(edit.after), edit))
            shift += len(edit.after) - len(edit.before)
    position = 0
    for edit in article.trail.edits:
        if edit.stage != "repair":
            continue
        for left, right in ((edit.left, edit.right), (edit.left[-4:], edit.right[:4])):
            needle = left + edit.after + right
            found = text.find(needle, max(0, position - len(left))) if needle.strip() else -1
            if found >= 0:
                position = found + len(left) + len(edit.after)
                marks.append(Mark(found + len(left), position, edit))
                break
    marks.sort(key=lambda mark: (mark.start, mark.end))
    out: list[Mark] = []
    for mark in marks:
        if not out or mark.start >= out[-1].end:
            out.append(mark)
    return out

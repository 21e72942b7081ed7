"""Where an article's edits stand in its text, and how an edit is told to a reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from ..article import Article
from ..trail import Edit

__all__ = ["Elsewhere", "Mark", "describe", "mark_edits", "mark_text", "percent", "printable", "writable"]


@dataclass(frozen=True, slots=True)
class Mark:
    """An edit and the span of ``Article.text`` that it wrote (empty where it only took something out)."""

    start: int
    end: int
    edit: Edit


def mark_edits(article: Article) -> list[Mark]:
    """Return the edits that have a place in ``article.text``, sorted and not overlapping.

    The place is :attr:`Edit.at`, checked against the text.  An edit that has none is not looked for: it was in the title, in
    a removed part or in a meta tag, and :class:`Elsewhere` says which.
    """
    text = article.text
    marks = [
        Mark(edit.at, edit.at + len(edit.after), edit)
        for edit in article.trail.edits
        if edit.at is not None and 0 <= edit.at <= len(text) and text.startswith(edit.after, edit.at)
    ]
    marks.sort(key=lambda mark: (mark.start, mark.end))
    out: list[Mark] = []
    for mark in marks:
        if not out or mark.start >= out[-1].end:
            out.append(mark)
    return out


class Elsewhere:
    """Says where an edit shows that is not marked in the body: in a field, in a removed part, or nowhere.

    It is told by the characters around it, white space aside, so it is a finding for the reader, not a place to build on.
    """

    __slots__ = ("places",)

    def __init__(self, article: Article) -> None:
        fields = ("title", "subtitle", "source", "author", "editor", "issuer")
        self.places = [(name, _bare(getattr(article, name) or "")) for name in fields]
        self.places += [
            (f"removed: {removal.rule}", _bare(removal.text)) for removal in article.trail.removals
        ]

    def find(self, edit: Edit) -> str:
        """Return the first place in which the edit and what stands around it occur."""
        context = _bare(edit.left + edit.after + edit.right)
        found = (name for name, text in self.places if context and context in text)
        return next(found, "outside the body")


def _bare(text: str) -> str:
    return "".join(text.split())


def printable(text: str) -> str:
    """Write what a reader could not see (controls, invisible and private-use characters) as ``\\u`` escapes."""
    return "".join(c if c.isprintable() or c in "\u3000\n\t" else f"\\u{ord(c):04x}" for c in text)


def writable(view: str) -> str:
    """``view`` with lone surrogates, which have no UTF-8 form, as ``\\u`` escapes: notebooks and files are UTF-8."""
    return view.encode("utf-8", "backslashreplace").decode()


def percent(confidence: float) -> str:
    """Write a confidence below 1, rounded down so that what is not sure never reads 100 %; else nothing."""
    return f"{int(confidence * 100)}%" if confidence < 1 else ""


def describe(edit: Edit) -> str:
    """Return the lines that hovering over an edit shows: before → after, the rule, how sure it is, other readings."""
    lines = [f"{printable(edit.before) or '∅'} → {printable(edit.after) or '∅'}"]
    lines.append(f"{edit.rule}{' · ' if edit.confidence < 1 else ''}{percent(edit.confidence)}")
    if edit.inferred:
        lines.append("guessed: " + "、".join(printable(edit.after[a:b]) for a, b in edit.inferred))
    if edit.alternatives:
        lines.append("or: " + " / ".join(map(printable, edit.alternatives)))
    if edit.note:
        lines.append(printable(edit.note))
    return "\n".join(lines)


def mark_text(text: str, offset: int, marks: Sequence[Mark], *, old: bool = False) -> str:
    """Return ``text``, which begins at ``offset`` of the body, as HTML with ``marks`` (all inside it) in place.

    Args:
        old: show what stood there before instead of what stands there now.
    """
    out, position = [], 0
    for mark in marks:
        start, end = mark.start - offset, mark.end - offset
        out.append(escape(text[position:start]))
        kind = "typo" if mark.edit.stage == "proofread" else "new" if mark.edit.after else "gone"
        shown = _guessed(mark.edit)
        if old:
            kind, shown = "old", escape(printable(mark.edit.before))
        out.append(
            f'<mark class="gc-{kind}" tabindex="-1" data-tip="{_attribute(describe(mark.edit))}">{shown}</mark>'
        )
        position = end
    out.append(escape(text[position:]))
    return "".join(out)


def _attribute(text: str) -> str:
    """``text`` for an attribute, with no line break or tab in it, by which a table's text is told into cells."""
    return escape(text).replace("\n", "&#10;").replace("\t", "&#9;")


def _guessed(edit: Edit) -> str:
    """``edit.after`` with its guessed characters underlined."""
    out, position = [], 0
    for start, end in edit.inferred:
        out.append(f"{escape(edit.after[position:start])}<u>{escape(edit.after[start:end])}</u>")
        position = end
    return "".join(out) + escape(edit.after[position:])

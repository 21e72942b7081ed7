"""The audit trail: every edit, removal and choice, and how to replay or undo the edits.

An :class:`Edit` is a change of characters.  Its offsets count code points **in the text that the stage was
given**: the decoded page for stage ``"repair"``, the body text before proofreading for stage ``"proofread"``.
Edits of one stage never overlap and are sorted, so one pass replays or undoes them.

A :class:`Removal` is a piece of the page that is not part of the article, kept here word for word.
A :class:`Choice` is a decision between candidates, with the reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from .errors import ReplayError

__all__ = [
    "Candidate",
    "Choice",
    "Edit",
    "Removal",
    "Trail",
    "TrailRecorder",
    "compose",
    "replay",
    "show_context",
    "undo",
]


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of text: ``text[start:end]`` was ``before`` and became ``after``.

    Attributes:
        rule: name of the rule that made it; several names joined by ``+`` where rules worked on one span.
        stage: ``"repair"`` or ``"proofread"``.
        start, end: offsets in code points in the text that the stage was given.
        before, after: the characters replaced and their replacement; either may be empty.
        confidence: 0–1, the rule's own estimate that ``after`` is what the author wrote.
        inferred: spans ``(start, end)`` within ``after`` that were guessed, not read: their bytes are gone.
        alternatives: other readings of the whole ``after``, most likely first.
        note: what a reader should know, or ``""``.
        left, right: up to 12 characters around the edit in the text that the stage returned, within its line or
            element, to find it by.
    """

    rule: str
    stage: str
    start: int
    end: int
    before: str
    after: str
    confidence: float = 1.0
    inferred: tuple[tuple[int, int], ...] = ()
    alternatives: tuple[str, ...] = ()
    note: str = ""
    left: str = ""
    right: str = ""


@dataclass(frozen=True, slots=True)
class Removal:
    """A piece of the page that was taken out of the article, word for word.

    Attributes:
        rule: name of the rule or stage step that took it out.
        text: the text taken out, after repair.
        where: place on the page: ``"head"``, ``"body"``, ``"foot"``, ``"hidden"``, ``"meta"``.
        note: why, where the rule's own reason does not say enough, or ``""``.
    """

    rule: str
    text: str
    where: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One possible answer to a :class:`Choice`.

    Attributes:
        value: the candidate as text.
        origin: where it was found (``"meta:PubDate"``, ``"header"``, ``"bytes"`` …).
        score: larger is better; only comparable within one choice.
        note: the evidence, in words.
    """

    value: str
    origin: str
    score: float = 0.0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A decision: ``chosen`` was taken for ``what``, out of ``candidates``, because of ``why``."""

    what: str
    chosen: str
    candidates: tuple[Candidate, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Trail:
    """All that was changed, taken out and decided on the way from the page to the article.

    ``unexplained`` lists visible text that is neither in the article, nor in a field, nor in a removal;
    it is empty unless govclean has a defect, and is there so that a defect shows.
    """

    edits: tuple[Edit, ...] = ()
    removals: tuple[Removal, ...] = ()
    choices: tuple[Choice, ...] = ()
    unexplained: tuple[str, ...] = ()

    def replay(self, text: str, stage: str = "repair") -> str:
        """Return ``text`` with this trail's edits of ``stage`` made.

        Raises:
            ReplayError: the edits do not fit ``text``.
        """
        return replay(text, [e for e in self.edits if e.stage == stage])

    def undo(self, text: str, stage: str = "repair") -> str:
        """Return ``text`` with this trail's edits of ``stage`` taken back.

        Raises:
            ReplayError: the edits do not fit ``text``.
        """
        return undo(text, [e for e in self.edits if e.stage == stage])

    def choice(self, what: str) -> Choice | None:
        """Return the decision about ``what``, or ``None``."""
        return next((c for c in self.choices if c.what == what), None)

    def to_dict(self) -> dict[str, Any]:
        """Return plain lists, dicts, strings and numbers."""
        from .plain import to_plain

        plain = to_plain(self)
        assert isinstance(plain, dict)
        return plain

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Trail:
        """Rebuild what :meth:`to_dict` returned."""
        from .plain import from_plain

        return from_plain(cls, data)


@dataclass(slots=True)
class TrailRecorder:
    """The trail while a page is on its way; the stages append, the driver freezes it."""

    edits: list[Edit] = field(default_factory=list)
    removals: list[Removal] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)
    unexplained: list[str] = field(default_factory=list)

    def freeze(self) -> Trail:
        return Trail(tuple(self.edits), tuple(self.removals), tuple(self.choices), tuple(self.unexplained))


def replay(text: str, edits: Iterable[Edit]) -> str:
    """Make ``edits`` (sorted, not overlapping, offsets in ``text``) and return the new text.

    Raises:
        ReplayError: an edit's ``before`` is not what stands in ``text``.
    """
    out: list[str] = []
    position = 0
    for edit in edits:
        if edit.start < position or text[edit.start : edit.end] != edit.before:
            raise ReplayError(
                f"edit {edit.rule!r} expects {edit.before!r} at {edit.start}, the text has "
                f"{text[edit.start : edit.end]!r}; pass the text that the stage was given"
            )
        out += (text[position : edit.start], edit.after)
        position = edit.end
    out.append(text[position:])
    return "".join(out)


def undo(text: str, edits: Iterable[Edit]) -> str:
    """Take back ``edits`` from the text that :func:`replay` returned.

    Raises:
        ReplayError: an edit's ``after`` is not what stands in ``text``.
    """
    out: list[str] = []
    position = 0  # in ``text``
    shift = 0  # what earlier edits added
    for edit in edits:
        start = edit.start + shift
        end = start + len(edit.after)
        if start < position or text[start:end] != edit.after:
            raise ReplayError(
                f"edit {edit.rule!r} should have left {edit.after!r} at {start}, the text has "
                f"{text[start:end]!r}; pass the text that replay() returned"
            )
        out += (text[position:start], edit.before)
        position = end
        shift += len(edit.after) - len(edit.before)
    out.append(text[position:])
    return "".join(out)


_CONTEXT = 12  # characters of context on each side: enough to find an edit again, little to store


def show_context(edits: Sequence[Edit], after: str) -> list[Edit]:
    """Return ``edits`` with ``left`` and ``right`` filled from ``after``, the text that they led to."""
    out = []
    shift = 0
    for edit in edits:
        start = edit.start + shift
        end = start + len(edit.after)
        # Up to the next line or tag: what lies beyond is not beside the edit in the article's text.
        left = after[max(0, start - _CONTEXT) : start].rpartition("\n")[2].rpartition(">")[2]
        right = after[end : end + _CONTEXT].partition("\n")[0].partition("<")[0]
        out.append(replace(edit, left=left, right=right))
        shift += len(edit.after) - len(edit.before)
    return out


def compose(original: str, first: Sequence[Edit], second: Sequence[Edit]) -> list[Edit]:
    """Merge two passes of edits into one with offsets in ``original``.

    ``first`` has its offsets in ``original``, ``second`` in what ``first`` made of it.  Where an edit of the
    second pass touches characters that the first pass wrote, the two become one edit whose rule names both.
    """
    if not first or not second:
        return list(first or second)
    # Span of every edit in the middle text: of a first edit, what it wrote; of a second one, what it replaces.
    # On a tie a deletion of the first pass goes before a second edit, so equal starts stay adjacent.
    items: list[tuple[int, int, int, Edit]] = []
    shift = 0
    for edit in first:
        start = edit.start + shift
        items.append((start, start + len(edit.after), 0, edit))
        shift += len(edit.after) - len(edit.before)
    items += [(edit.start, edit.end, 1, edit) for edit in second]
    items.sort(key=lambda item: (item[0], item[1], item[2]))

    middle = replay(original, first)
    out: list[Edit] = []
    group: list[tuple[int, int, int, Edit]] = []
    group_end = 0
    shift = 0  # middle offset minus original offset, before the group

    def flush() -> None:
        nonlocal shift
        if not group:
            return
        if len(group) == 1:
            start, _, which, edit = group[0]
            out.append(edit if which == 0 else _moved(edit, start - shift))
        else:
            start = group[0][0]
            made = [e for _, _, which, e in group if which == 0]
            delta = sum(len(e.after) - len(e.before) for e in made)
            old = original[start - shift : group_end - shift - delta]
            seconds = [_moved(e, e.start - start) for _, _, which, e in group if which == 1]
            new = replay(middle[start:group_end], seconds)
            if old != new:
                out.append(_merged([e for _, _, _, e in group], start - shift, old, new))
        shift += sum(len(e.after) - len(e.before) for _, _, which, e in group if which == 0)
        group.clear()

    for item in items:
        start, end = item[0], item[1]
        # Two edits belong together when their spans share a character, or when both stand at one point and
        # one of them is empty there (what was deleted and what is put in its place).
        shares = group and (
            start < group_end
            or (start == group_end and any(s == start and s == e for s, e, _, _ in group))
            or (start == group_end and start == end and item[2] != group[-1][2])
        )
        if not shares:
            flush()
            group_end = end
        group.append(item)
        group_end = max(group_end, end)
    flush()
    assert all(a.end <= b.start for a, b in pairwise(out))
    return out


def _moved(edit: Edit, start: int) -> Edit:
    return replace(edit, start=start, end=start + len(edit.before))


def _merged(edits: Sequence[Edit], start: int, before: str, after: str) -> Edit:
    rules = dict.fromkeys(name for e in edits for name in e.rule.split("+"))
    notes = dict.fromkeys(e.note for e in edits if e.note)
    inferred: tuple[tuple[int, int], ...] = ()
    if any(e.inferred for e in edits):
        # Offsets of guesses do not survive a merge one by one; mark the whole as guessed rather than nothing.
        inferred = ((0, len(after)),)
    return Edit(
        "+".join(rules),
        edits[0].stage,
        start,
        start + len(before),
        before,
        after,
        min(e.confidence for e in edits),
        inferred,
        (),
        "; ".join(notes),
    )

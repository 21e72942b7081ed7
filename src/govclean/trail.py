"""The audit trail: every edit, removal and choice, and how to replay or undo the edits.

An :class:`Edit` is a change of characters.  Its offsets count code points **in the text that the stage was
given**: the decoded page for stage ``"repair"``, the body text before proofreading for stage ``"proofread"``.
Edits of one stage never overlap and are sorted, so one pass replays or undoes them.

A :class:`Removal` is a piece of the page that is not part of the article, kept here word for word.
A :class:`Choice` is a decision between candidates, with the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from .errors import InputError, ReplayError

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
        stage: ``"repair"`` or ``"proofread"``; ``"repair:2"`` for the second page of an article that
            :func:`govclean.join_pages` made.
        start, end: offsets in code points in the text that the stage was given.
        before, after: the characters replaced and their replacement; either may be empty.
        confidence: 0–1, the rule's own estimate that ``after`` is what the author wrote.
        inferred: spans ``(start, end)`` within ``after`` that were guessed, not read: their bytes are gone.
        alternatives: other readings of the whole ``after``, most likely first.
        note: what a reader should know, or ``""``.
        left, right: up to 12 characters around the edit in the text that the stage returned, within its line or
            element, to find it by.
        at: offset in code points in ``Article.text`` at which ``after`` begins (where something was only taken out:
            where it stood); ``None`` where the edit is not in the body (but in the title, a removed part, a meta tag …),
            or where its place could not be followed through the parser.
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
    at: int | None = None


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

        Args:
            text: what the stage was given: for ``"repair"`` the decoded page (``govclean.decode(data).text``), for
                ``"proofread"`` the body before proofreading.
            stage: ``"repair"`` or ``"proofread"``.

        Raises:
            ReplayError: the edits do not fit ``text``.
        """
        return replay(text, [e for e in self.edits if e.stage == stage])

    def undo(self, text: str, stage: str = "repair") -> str:
        """Return ``text`` with this trail's edits of ``stage`` taken back.

        Args:
            text: what the stage returned: for ``"repair"`` the repaired page (``trail.replay(decoded)``), for
                ``"proofread"`` ``Article.text``.
            stage: ``"repair"`` or ``"proofread"``.

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
    _need_text(text)
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
    _need_text(text)
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


def _need_text(text: object) -> None:
    if not isinstance(text, str):
        raise InputError(f"edits are replayed on and undone from a str, not {type(text).__name__}")


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
    middle = replay(original, first)
    out: list[Edit] = []
    shift = 0  # middle offset minus original offset, before the group
    for group in _groups(first, second):
        start, end = group[0].start, max(placed.end for placed in group)
        made = [placed.edit for placed in group if not placed.later]
        delta = sum(len(e.after) - len(e.before) for e in made)
        if len(group) > 1:
            old = original[start - shift : end - shift - delta]
            merged = _merged(group, start - shift, old, middle[start:end])
            out += [merged] if merged.before != merged.after else []
        else:
            out.append(made[0] if made else _moved(group[0].edit, start - shift))
        shift += delta
    assert all(a.end <= b.start for a, b in pairwise(out))
    return out


@dataclass(frozen=True, slots=True)
class _Placed:
    """An edit with its span in the middle text: of a first edit, what it wrote; of a later one, what it replaces."""

    start: int
    end: int
    later: bool
    edit: Edit


def _groups(first: Sequence[Edit], second: Sequence[Edit]) -> list[list[_Placed]]:
    """Group the edits of both passes that touch each other, in order."""
    placed: list[_Placed] = []
    shift = 0
    for edit in first:
        start = edit.start + shift
        placed.append(_Placed(start, start + len(edit.after), False, edit))
        shift += len(edit.after) - len(edit.before)
    placed += [_Placed(edit.start, edit.end, True, edit) for edit in second]
    # On a tie a deletion of the first pass goes before a second edit, so equal starts stay adjacent.
    placed.sort(key=lambda p: (p.start, p.end, p.later))
    groups: list[list[_Placed]] = []
    group_end = 0
    for item in placed:
        # Two edits belong together when their spans share a character, or when both stand at one point and
        # one of them is empty there (what was deleted and what is put in its place).
        last = groups[-1] if groups else []
        shares = bool(last) and (
            item.start < group_end
            or (item.start == group_end and any(p.start == p.end == item.start for p in last))
            or (item.start == item.end == group_end and item.later != last[-1].later)
        )
        if shares:
            last.append(item)
            group_end = max(group_end, item.end)
        else:
            groups.append([item])
            group_end = item.end
    return groups


def _moved(edit: Edit, start: int) -> Edit:
    return replace(edit, start=start, end=start + len(edit.before))


def _merged(group: Sequence[_Placed], start: int, before: str, middle: str) -> Edit:
    """One edit for a group whose characters are ``before`` in the original and ``middle`` between the passes."""
    offset = group[0].start
    later = [_moved(p.edit, p.start - offset) for p in group if p.later]
    after = replay(middle, later)
    edits = [p.edit for p in group]
    rules = dict.fromkeys(name for e in edits for name in e.rule.split("+"))
    notes = dict.fromkeys(e.note for e in edits if e.note)
    guessed: list[tuple[int, int]] = []
    readings: list[str] = []
    for p in group:
        spans = _final_spans(p, offset, later)
        guessed += [span for a, b in p.edit.inferred for span in spans(a, b)]
        whole = spans(0, len(p.edit.after))
        if p.edit.alternatives and len(whole) == 1 and whole[0][1] - whole[0][0] == len(p.edit.after):
            a, b = whole[0]
            readings += [after[:a] + other + after[b:] for other in p.edit.alternatives]
    return Edit(
        "+".join(rules),
        edits[0].stage,
        start,
        start + len(before),
        before,
        after,
        min(e.confidence for e in edits),
        tuple(sorted(guessed)),
        tuple(dict.fromkeys(readings)),
        "; ".join(notes),
    )


def _final_spans(
    placed: _Placed, offset: int, later: Sequence[Edit]
) -> Callable[[int, int], list[tuple[int, int]]]:
    """Return a function from a span in what ``placed`` wrote to its spans in the final text of the group.

    ``offset`` is the group's start in the middle text.  What a later edit wrote over is no longer there.
    """

    def shift_before(position: int) -> int:
        return sum(len(e.after) - len(e.before) for e in later if e.end <= position)

    if placed.later:
        at = placed.start - offset
        base = at + sum(len(e.after) - len(e.before) for e in later if e.start < at)
        return lambda a, b: [(base + a, base + b)]

    def survive(a: int, b: int) -> list[tuple[int, int]]:
        position, end = placed.start - offset + a, placed.start - offset + b
        out = []
        for edit in later:
            if edit.end <= position or edit.start >= end:
                continue
            if edit.start > position:
                out.append((position + shift_before(position), edit.start + shift_before(position)))
            position = edit.end
        if position < end:
            out.append((position + shift_before(position), end + shift_before(position)))
        return out

    return survive

"""From text to corrections: levels, passes, edits."""

from __future__ import annotations

from ..article import Proofread
from ..errors import ConfigError
from ..trail import Edit, replay
from .candidates import EDGE, Candidate, Context, pairs_at, singles_at, suspicious

__all__ = ["LEVELS", "correct", "edits_of", "proofread", "read_level", "warnings_of"]

LEVELS = ("certain", "likely", "suggest", "off")


def read_level(level: object) -> str:
    """Return ``level`` if it is one.

    Raises:
        ConfigError: it is none of :data:`LEVELS`.
    """
    if isinstance(level, str) and level in LEVELS:
        return level
    raise ConfigError(f"typos is {level!r}; it must be one of {', '.join(map(repr, LEVELS))}")


def proofread(text: str, typos: str = "certain") -> Proofread:
    """Correct typos in official Chinese text; see :func:`govclean.proofread`."""
    level = read_level(typos)
    if level == "off" or not text:
        return Proofread(text)
    found = correct(text, level)
    edits = edits_of(found, level)
    return Proofread(
        replay(text, edits) if edits else text, tuple(edits), tuple(warnings_of(found, level))
    )


def correct(text: str, level: str) -> list[Edit]:
    """Return the corrections that ``text`` deserves, sorted, not overlapping, offsets in ``text``."""
    return []


def gather(ctx: Context, ids: list[int]) -> list[tuple[Candidate, float]]:
    """Return every candidate of a text in numbers, each with the rough gain of its best rival at the same place."""
    found: list[tuple[Candidate, float]] = []
    end = len(ids) - EDGE
    places = [at for at in range(EDGE, end) if suspicious(ctx, ids, at)]
    beside = set(places)
    for at in places:
        found += _with_rivals(list(singles_at(ctx, ids, at)))
        if at + 1 in beside:
            found += _with_rivals(list(pairs_at(ctx, ids, at)))
    return found


def _with_rivals(candidates: list[Candidate]) -> list[tuple[Candidate, float]]:
    if len(candidates) < 2:
        return [(candidate, 0.0) for candidate in candidates]
    second, first = sorted(candidate.quick for candidate in candidates)[-2:]
    return [(c, second if c.quick == first else first) for c in candidates]


def edits_of(found: list[Edit], level: str) -> list[Edit]:
    """Return what of ``found`` is made: everything, or nothing where the level only suggests."""
    return [] if level == "suggest" else found


def warnings_of(found: list[Edit], level: str) -> list[str]:
    """Return what of ``found`` is only said: the proposed reading with its place and score."""
    if level != "suggest":
        return []
    return [
        f"proofread.suggestion: {edit.before!r} at {edit.start} may be {edit.after!r} "
        f"({edit.note or edit.rule}, score {edit.confidence:.2f})"
        for edit in found
    ]

"""From text to corrections: levels, passes, edits."""

from __future__ import annotations

from ..article import Proofread
from ..errors import ConfigError
from ..trail import Edit, replay

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

"""Single stages, for those who have only bytes or a bare string."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .article import Article, Decoded, Proofread, Repaired
from .errors import InputError
from .trail import show_context

if TYPE_CHECKING:
    from .show.explanation import Explanation

__all__ = ["decode", "explain", "proofread", "repair"]


def decode(data: bytes, content_type: str | None = None) -> Decoded:
    """Decode the bytes of a page so that no damage costs more than itself.

    Args:
        data: the raw body; any length, any bytes.
        content_type: the ``Content-Type`` header if known; a witness, never the judge.

    Returns:
        text, encoding with evidence and damaged places, the choice with its candidates, and warnings.

    Raises:
        InputError: ``data`` is not bytes.
    """
    if not isinstance(data, (bytes, bytearray, memoryview)):
        raise InputError(
            f"decode() takes bytes, not {type(data).__name__}; a str is decoded already, pass it to repair()"
        )
    if content_type is not None and not isinstance(content_type, str):
        raise InputError(f"content_type must be a str or None, not {type(content_type).__name__}")
    from .decoding import decode

    return decode(bytes(data), content_type)


def repair(text: str, *, punctuation: bool = False, script: str | None = None) -> Repaired:
    """Undo what happened to the characters of a text: shifted bytes, injected pinyin, cross-decoding, stray entities.

    Args:
        text: plain text or HTML source.
        punctuation: also restore full-width punctuation that was flattened to ASCII.
        script: convert to ``"hans"`` or ``"hant"`` last (needs ``govclean[script]``).

    Returns:
        the repaired text, the edits with offsets in ``text``, and warnings.

    Raises:
        InputError: ``text`` is not a str.
    """
    _need_text(text, "repair")
    from .repairing import repair

    found = repair(text, punctuation=punctuation, script=script)
    return replace(found, edits=tuple(show_context(found.edits, found.text)))


def proofread(text: str, typos: str = "certain") -> Proofread:
    """Correct typos in official Chinese text.

    Args:
        text: plain text, one paragraph a line.
        typos: ``"certain"`` (near-perfect precision), ``"likely"``, ``"suggest"`` (warnings only) or ``"off"``.

    Returns:
        the corrected text, the edits with offsets in ``text``, and warnings.

    Raises:
        InputError: ``text`` is not a str. ConfigError: ``typos`` is none of the levels.
    """
    _need_text(text, "proofread")
    from .proofreading import proofread

    found = proofread(text, typos)
    return replace(found, edits=tuple(show_context(found.edits, found.text)))


def explain(article: Article) -> Explanation:
    """Tell what was done to a page: fields with their choices, edits before and after, removals with their rules.

    Printed, the result is a plain-text report; in a notebook it shows as HTML.

    Raises:
        InputError: ``article`` is not an Article.
    """
    from .show.explanation import Explanation

    if not isinstance(article, Article):
        raise InputError(f"explain() takes an Article, not {type(article).__name__}; pass clean(source)")
    return Explanation(article)


def _need_text(text: object, name: str) -> None:
    if not isinstance(text, str):
        raise InputError(f"{name}() takes a str, not {type(text).__name__}; decode bytes with decode() first")

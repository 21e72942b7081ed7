"""Which parts of a source may be edited: all of a plain text; of HTML the text nodes, the title and meta content.

What ``<code>`` shows is written so on purpose (``&amp;nbsp;``) and is left out like a script.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from ..trail import Edit

__all__ = ["editable_spans", "gather", "lift", "moved"]

Spans = list[tuple[int, int]]

_META = re.compile(r"<meta\b[^>]*>?", re.IGNORECASE)
_META_CONTENT = re.compile(r"\scontent\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)')", re.IGNORECASE)


def editable_spans(source: str, is_html: bool) -> Spans:
    """Return the (start, end) ranges of ``source`` that hold displayed text, in order, none empty.

    White space behind markup is left out.
    """
    if not is_html:
        return [(0, len(source))] if source else []
    spans: Spans = []
    at = 0
    for start, end in _markup_in(source):
        if start > at:
            _add_text(source, at, start, spans)
        at = end
    if at < len(source):
        _add_text(source, at, len(source), spans)
    return spans


def gather(source: str, spans: Spans) -> tuple[str, Spans]:
    """Return the displayed text alone, a line break between the parts, and where each part stands in it."""
    within: Spans = []
    at = 0
    for start, end in spans:
        within.append((at, at + end - start))
        at += end - start + 1
    return "\n".join([source[start:end] for start, end in spans]), within


def moved(spans: Spans, edits: Sequence[Edit]) -> Spans:
    """Where ``spans`` stand once ``edits``, each within one of them, are made."""
    out: Spans = []
    shift = i = 0
    for start, end in spans:
        first = start + shift
        while i < len(edits) and edits[i].start < end:
            shift += len(edits[i].after) - len(edits[i].before)
            i += 1
        out.append((first, end + shift))
    return out


def lift(edits: Iterable[Edit], spans: Spans, within: Spans) -> list[Edit]:
    """Edits of the gathered text as edits of the source."""
    out: list[Edit] = []
    k = 0
    for edit in edits:
        while edit.start >= within[k][1]:
            k += 1
        by = spans[k][0] - within[k][0]
        out.append(replace(edit, start=edit.start + by, end=edit.end + by) if by else edit)
    return out


def _markup_in(source: str) -> Iterator[tuple[int, int]]:
    """Stretches of tags, comments and raw elements, with the white space behind them; ``meta`` is left to the caller.

    A comment or a raw element that nothing closes is a mistake of the page: from there on the source is read as if that
    kind did not exist.  There are six kinds, so hostile input costs linear time.
    """
    kinds = frozenset(("script", "style", "xmp", "template", "code", "!--"))
    at = 0
    while True:
        for match in _markup(kinds).finditer(source, at):
            if match.lastgroup not in ("open", "open_"):
                yield match.span()
                continue
            # both groups keep what they matched last: the later one is what stands open
            name = max(("raw", "comment"), key=match.start)
            at = match.start(name) - 1
            yield match.start(), at
            kinds -= {match[name].lower()}
            break
        else:
            return


@cache
def _markup(kinds: frozenset[str]) -> re.Pattern[str]:
    """A run of markup.  Every repeat is over a class that excludes what follows it, so there is one way to match."""
    raw = "|".join(sorted(kinds - {"!--"})) or r"(?!)"
    comment = "!--" if "!--" in kinds else r"(?!)"
    return re.compile(
        rf"""
        (?: <
            (?: (?P<raw>{raw})\b [^>]*
                (?: (?<!/)> [^<]* (?: <(?!/(?P=raw)) [^<]* )* (?: </(?P=raw)[^>]*>? | (?P<open>) ) | >? )
            |   (?P<comment>{comment}) [^-]* (?: -(?!->) [^-]* )* (?: --> | (?P<open_>) )
            |   !--
            |   (?!meta\b|!--) [a-z/!?] [^>]* >?
            )
            \s*
        )+""",
        re.VERBOSE | re.IGNORECASE,
    )


def _add_text(source: str, start: int, end: int, spans: Spans) -> None:
    """Add a stretch that holds text and perhaps ``meta`` tags, of which the content is text."""
    if source.find("<", start, end) < 0:
        spans.append((start, end))
        return
    at = start
    for tag in _META.finditer(source, start, end):
        if tag.start() > at:
            spans.append((at, tag.start()))
        content = _META_CONTENT.search(source, tag.start(), tag.end())
        if content:
            group = "double" if content["double"] is not None else "single"
            if content.end(group) > content.start(group):
                spans.append(content.span(group))
        at = tag.end()
    if end > at:
        spans.append((at, end))

"""Which parts of a source may be edited: all of a plain text; of HTML the text nodes, the title and meta content."""

from __future__ import annotations

import re

__all__ = ["editable_spans"]

_TAG = re.compile(r"<(?:!--|[a-zA-Z/!?])")
_RAW = re.compile(r"<(script|style|xmp|template)\b", re.IGNORECASE)
_META_CONTENT = re.compile(r"\scontent\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)')", re.IGNORECASE)


def editable_spans(source: str, is_html: bool) -> list[tuple[int, int]]:
    """Return the (start, end) ranges of ``source`` that hold displayed text, in order, none empty.

    One pass from left to right: every search starts where the last one ended, and a kind of ending that is not found
    once is not looked for again, so hostile input costs linear time.
    """
    if not is_html:
        return [(0, len(source))] if source else []
    spans: list[tuple[int, int]] = []
    at = 0
    unclosed: set[str] = set()
    while tag := _TAG.search(source, at):
        if tag.start() > at:
            spans.append((at, tag.start()))
        at = _skip(source, tag, unclosed, spans)
    if at < len(source):
        spans.append((at, len(source)))
    return spans


def _skip(source: str, tag: re.Match[str], unclosed: set[str], spans: list[tuple[int, int]]) -> int:
    """Return the position after the tag (or comment, or raw element) that starts at ``tag``."""
    start = tag.start()
    if tag[0] == "<!--":
        return _after(source, "-->", start + 4, unclosed) or tag.end()
    end = _after(source, ">", start, unclosed)
    if not end:
        return len(source)
    raw = _RAW.match(source, start)
    if raw and source[end - 2] != "/":
        close = f"</{raw[1].lower()}"
        if close not in unclosed:
            found = _find_close(source, close, end)
            if found >= 0:
                return _after(source, ">", found, unclosed) or len(source)
            unclosed.add(close)
        return end
    if source[start + 1 : start + 5].lower() == "meta":
        content = _META_CONTENT.search(source, start, end)
        if content:
            group = "double" if content["double"] is not None else "single"
            if content.end(group) > content.start(group):
                spans.append(content.span(group))
    return end


def _find_close(source: str, close: str, at: int) -> int:
    pattern = _CLOSES[close]
    match = pattern.search(source, at)
    return match.start() if match else -1


_CLOSES = {
    f"</{name}": re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style", "xmp", "template")
}


def _after(source: str, what: str, at: int, unclosed: set[str]) -> int:
    if what in unclosed:
        return 0
    found = source.find(what, at)
    if found < 0:
        unclosed.add(what)
        return 0
    return found + len(what)

"""HTML tags, attributes and raw text: the tokenisation step of the WHATWG HTML standard (§13.2.5), made damage-tolerant.

Why not a C parser: libxml2 stops at a depth of 256 (2,048 with ``huge_tree``) and silently drops the rest of the page,
differs between versions in ``<textarea>``, ``<noscript>`` and a second ``<html>``, and like every standard tokeniser lets
one lost quote, ``>`` or ``-->`` swallow the page up to the next one.  Here each of these costs only the tag it stands in.
The pattern below is also faster than building a tree: the page is read once.
"""

from __future__ import annotations

import re
from html import unescape

__all__ = [
    "ATTRIBUTE",
    "RAW_TEXT",
    "TAG",
    "attributes",
    "close_comment",
    "close_raw",
    "collapse",
    "whole_tag",
]

# One tag, comment opener or declaration.  ``[^<>]*`` cannot run past the next bracket, so the scan is linear.
TAG = re.compile(
    r"""<(?:
        (?P<slash>/?)(?P<name>[A-Za-z][A-Za-z0-9:_.\-]*)(?P<attrs>[^<>]*)(?P<end>>?)
      | (?P<comment>!--|%)                  # <% … %>: server code that was sent by mistake
      | [!?][^<>]*>?                       # doctype, processing instruction, <![if …]>
      | /[^<>]*>                           # </3>, </ div>: a bogus comment
    )""",
    re.VERBOSE,
)

# One attribute.  All parts are possessive or exclude what follows them, so there is one way to match.
ATTRIBUTE = re.compile(
    r"""(?P<name>[^\s"'<>/=]++)
        (?:\s*+=\s*+(?:"(?P<double>[^"]*+)"|'(?P<single>[^']*+)'|(?P<bare>[^\s"'>][^\s>]*+))?)?""",
    re.VERBOSE,
)

_ATTRIBUTES = r"""(?P<attrs>(?:[\s/]*+[^\s"'<>/=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'<>]++)?)?)*+)"""
# A tag whose attribute values hold ``<`` or ``>``; only tried within MAX_TAG characters of the ``<``.
_WHOLE_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9:_.\-]*+(?![^\s/>])" + _ATTRIBUTES + r"[\s/]*+>")
# What can be saved of a tag that lost its ``>``: the attributes that are still well formed.
_CUT_TAG = re.compile(
    r"""</?[A-Za-z][A-Za-z0-9:_.\-]*+
        (?P<attrs>(?:\s++[A-Za-z][\w:.\-]*+\s*+=\s*+(?:"[^"<>]*+"|'[^'<>]*+'|[\w:./%#\-]++))*+)[ \t/]*+""",
    re.VERBOSE,
)
MAX_TAG = 8_000  # longest tag with angle brackets inside its values; data: URIs hold none and may be longer

RAW_TEXT = {
    name: re.compile(rf"</{name}(?![A-Za-z0-9:_.\-])[^<>]*>?", re.IGNORECASE)
    for name in ("script", "style", "textarea", "title", "xmp", "template")
}


def _hurt(tag: str) -> re.Pattern[str]:
    """Compile ``tag`` with one character lost, changed or added, before a tag or a line's end and not in a string."""
    cuts = "|".join(re.escape(tag[:i]) + ".{0,2}" + re.escape(tag[i + 1 :]) for i in range(len(tag)))
    return re.compile(rf"(?<![\"'+\w(,])(?:{cuts})(?=\s*(?:<|$))", re.IGNORECASE | re.MULTILINE)


# Only looked for when the raw text looks as if it had swallowed markup.
_HURT_END = {name: _hurt(f"</{name}>") for name in ("script", "style")}
_SWALLOWED = re.compile(
    r"(?m)^\s*</?(?:div|p|table|ul|body|head|td|tr|script|link|meta|style|title)\b", re.IGNORECASE
)
_COMMENT_END = re.compile(r"--!?>")
_HURT_COMMENT_END = re.compile(r"--(?=[^\->])|[^\-]->|-[^\-\s]>|--[^>]>")


def attributes(raw: str) -> dict[str, str]:
    """Return the attributes of a tag, names in lower case, entities decoded; the first of two wins, as in browsers."""
    found: dict[str, str] = {}
    for m in ATTRIBUTE.finditer(raw):
        value = m["double"] or m["single"] or m["bare"] or ""
        if "&" in value:
            value = unescape(value)
        found.setdefault(m["name"].lower(), value)
    return found


def whole_tag(text: str, start: int) -> tuple[str, int]:
    """Read the tag at ``start`` whose quotes or ``>`` are not where they should be.

    Returns:
        its attributes as written and the offset after it.  A tag that is well formed but holds brackets in a value is
        read as a whole; of a damaged one the well-formed attributes are kept and what follows them is text.
    """
    if whole := _WHOLE_TAG.match(text, start, start + MAX_TAG):
        return whole["attrs"], whole.end()
    fast = TAG.match(text, start)
    if fast is not None and fast["end"]:
        return fast["attrs"], fast.end()
    cut = _CUT_TAG.match(text, start)
    if cut is None:
        return "", start + 1
    return cut["attrs"], cut.end()


def close_raw(name: str, text: str, start: int, absent: set[str]) -> tuple[int, int]:
    """Return where the raw text that starts at ``start`` ends, and where the page goes on.

    ``absent`` collects the ends that the rest of the page does not have, so that nobody looks for them again: without
    it a page of start tags alone would take quadratic time.
    """
    end = None if name in absent else RAW_TEXT[name].search(text, start)
    stop, resume = (end.start(), end.end()) if end else (len(text), len(text))
    if name in _HURT_END and (swallowed := _SWALLOWED.search(text, start, stop)):
        hurt = _HURT_END[name].search(text, start, swallowed.start())
        if hurt is not None:
            return hurt.start(), hurt.end()
        if end is None:
            absent.add(name)
            return swallowed.start(), swallowed.start()
    if end is None:
        absent.add(name)
        if name not in ("script", "style"):
            # The standard lets it run to the end of the page; a lost end tag must not cost the page.
            line = text.find("\n", start)
            stop = resume = line if line >= 0 else len(text)
    return stop, resume


def close_comment(text: str, start: int, absent: set[str]) -> tuple[int, int]:
    """Return where the comment whose text starts at ``start`` ends, and where the page goes on; ``absent`` as above."""
    if text.startswith("<%", start - 2):
        at = -1 if "%>" in absent else text.find("%>", start)
        if at < 0:
            absent.add("%>")
            return start, start
        return at, at + 2
    if text.startswith((">", "->"), start):  # <!--> and <!---> are empty comments
        return start, text.index(">", start) + 1
    close = None if "-->" in absent else _COMMENT_END.search(text, start)
    if close is None:
        absent.add("-->")
        bracket = text.find(">", start)
        return (bracket, bracket + 1) if bracket >= 0 else (len(text), len(text))
    inner = text.find("<!--", start, close.start())
    if inner >= 0 and (hurt := _HURT_COMMENT_END.search(text, start, inner)):
        return hurt.start(), hurt.end()
    return close.start(), close.end()


# A line break between two wide characters is not a space (CSS Text 3, §4.1.3 segment break transformation).
_WIDE = "\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6\u201c\u201d\u2018\u2019\u2014\u2026"
_BREAK = re.compile(rf"(?<=[{_WIDE}])[ \t\r\f]*+\n[ \t\r\n\f]*+(?=[{_WIDE}])")
# Without a glyph or a width: a text of these alone shows nothing.
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1b\x7f\xad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")


def collapse(raw: str) -> str:
    """Return text as displayed: entities decoded, every run of white space one space, none at the ends."""
    if "&" in raw:
        raw = unescape(raw)
    if "\n" in raw:
        raw = _BREAK.sub("", raw)
    text = " ".join(raw.split())
    if text and not text[0].isalnum() and not _INVISIBLE.sub("", text).strip():
        return ""
    return text

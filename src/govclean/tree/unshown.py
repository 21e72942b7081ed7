"""Articles that a page keeps where nobody sees them and that a script shows: strings, comments, attributes, templates.

Only read where hardly anything is on display; what is read becomes hidden pieces, and locate decides.
"""

from __future__ import annotations

import re
from html import unescape

from ..page import Page, Piece
from .walk import Walker

__all__ = ["read_unshown"]

# Text on display outside links of fewer characters than this leaves room for an article kept elsewhere.  The shortest
# notices on government pages have 60 to 120 characters beside some 200 of navigation.
FEW_CHARS = 300
# A text without markup is taken for an article from this many Han characters on, one with paragraphs from fewer: the
# shortest notices have 60 characters.
MANY_HAN = 80
SOME_HAN = 40

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
# A quoted string of a script, escapes inside.  Both loops exclude what ends them: one way to match.
_STRING = re.compile(r"""(?s)"((?:[^"\\]++|\\.)*+)"|'((?:[^'\\]++|\\.)*+)'|`((?:[^`\\]++|\\.)*+)`""")
_ESCAPE = re.compile(
    r"\\(?:u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\}|x([0-9a-fA-F]{2})|(\r?\n)|(.))", re.DOTALL
)
_SHORT = {"n": "\n", "t": "\t", "r": "\n", "b": "", "f": "\n", "v": "\n", "0": ""}
# A Han character as an escape of JavaScript, of escape() or of encodeURI().
_ESCAPED_HAN = re.compile(r"\\u[4-9][0-9a-fA-F]{3}|%u[4-9][0-9a-fA-F]{3}|%[eE][4-9]%[89a-bA-B][0-9a-fA-F]")
_PERCENT = re.compile(r"%(?:u[0-9a-fA-F]{4}|[0-9a-fA-F]{2})")
_MARKUP = re.compile(r"<(?:/?(?:p|div|br|span|table|h[1-6])\b)", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
# What joins strings to one: + between them, or += and document.write for each.
_JOINED = re.compile(r"\s*(?:\+\s*|\)?\s*;?\s*(?:[\w.$]{1,40}\s*\+=\s*|document\.write(?:ln)?\s*\(\s*))")


def read_unshown(page: Page, walker: Walker) -> None:
    """Read articles in scripts, comments and attributes as hidden pieces, if hardly anything is on display."""
    if _displayed(page.pieces) >= FEW_CHARS:
        return
    for start, stop in walker.scripts:
        code = page.text[start:stop]
        if code.lstrip().startswith("<"):  # a template: <script type="text/html">
            if _is_article(code):
                walker.read(code, "script", "<script>")
        elif _enough(code):
            for text in _strings(code):
                if _is_article(text):
                    walker.read(text, "script", "<script>")
    for start, stop in walker.comments:
        text = page.text[start:stop]
        if not text.startswith("[if") and _is_article(text):
            walker.read(text, "comment", "<!-- -->")
    for what, value in walker.values:
        text = _plain(value)
        if _is_article(text):
            walker.read(text, "attribute", what)


def _displayed(pieces: list[Piece]) -> int:
    """Return the characters on display outside links, those of text that has elements of its own to be read in included."""
    shown = 0
    for piece in pieces:
        if not piece.hidden or piece.hidden in ("<noscript>", "<textarea>"):
            shown += len(piece.text) - piece.link_chars
            if shown >= FEW_CHARS:
                break
    return shown


def _enough(code: str) -> bool:
    return len(_HAN.findall(code)) + len(_ESCAPED_HAN.findall(code)) >= SOME_HAN


def _strings(code: str) -> list[str]:
    """Return the strings of a script, decoded; those that the script joins are one."""
    found: list[list[str]] = []
    end = -1
    for m in _STRING.finditer(code):
        text = _unescape_script(m[m.lastindex or 1] or "")
        joint = (
            _JOINED.fullmatch(code, end, m.start()) if end >= 0 and m.start() - end <= MOST_JOINT else None
        )
        if found and joint:
            found[-1].append(text)
        else:
            found.append([text])
        end = m.end()
    texts = (_plain("".join(parts)) for parts in found)
    return [text if _MARKUP.search(text) else text.replace("\n", "<br>") for text in texts]


# Between two strings that are joined stand less characters than this.
MOST_JOINT = 80


def _is_article(text: str) -> bool:
    if len(text) < SOME_HAN:
        return False
    plain = _TAG.sub("", text)
    han = len(_HAN.findall(plain))
    return han >= (SOME_HAN if _MARKUP.search(text) else MANY_HAN) and bool(re.search(r"[。；！？]", plain))


def _unescape_script(text: str) -> str:
    """Decode the escapes of a JavaScript string."""
    return _ESCAPE.sub(_one_escape, text) if "\\" in text else text


def _plain(text: str) -> str:
    """Decode what wraps markup: ``escape()``, ``encodeURI()``, entities."""
    if "%" in text and _PERCENT.search(text):
        from urllib.parse import unquote

        text = re.sub(r"%u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), text)
        text = unquote(text, errors="replace")
    if text.count("&lt;") > text.count("<"):
        text = unescape(text)
    return text


def _one_escape(m: re.Match[str]) -> str:
    code = m[1] or m[2] or m[3]
    if code:
        value = int(code, 16)
        return chr(value) if value < 0x110000 and not 0xD800 <= value < 0xE000 else "\ufffd"
    return "" if m[4] else _SHORT.get(m[5], m[5])

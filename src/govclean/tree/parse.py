"""Stage parse: HTML source → pieces, containers, meta tags."""

from __future__ import annotations

import re
from html import unescape

from ..page import Page
from .walk import MAX_DEPTH, Walker

__all__ = ["parse_page"]

# Visible text of fewer characters than this leaves room for an article kept in a script or comment.  The shortest notices
# on government pages have 60 to 120 characters beside some 200 of navigation.
FEW_CHARS = 300
# A string in a script or a comment is taken for an article from this many Han characters on.
MANY_HAN = 80

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
# A quoted string of a script, escapes inside.  Both loops exclude what ends them: one way to match.
_STRING = re.compile(r"""(?s)"((?:[^"\\]++|\\.)*+)"|'((?:[^'\\]++|\\.)*+)'|`((?:[^`\\]++|\\.)*+)`""")
_ESCAPE = re.compile(
    r"\\(?:u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\}|x([0-9a-fA-F]{2})|(\r?\n)|(.))", re.DOTALL
)
_SHORT = {"n": "\n", "t": "\t", "r": "\n", "b": "", "f": "\n", "v": "\n", "0": ""}
_PERCENT = re.compile(r"(?:%(?:u[0-9a-fA-F]{4}|[0-9a-fA-F]{2}))")
_MARKUP = re.compile(r"<(?:/?(?:p|div|br|span|table|h[1-6])\b)", re.IGNORECASE)


def parse_page(page: Page) -> None:
    """Fill ``page.pieces``, ``containers``, ``meta``, ``head_title`` and ``base_href`` from ``page.text``.

    Plain text goes to :func:`govclean.plaintext.parse_lines`.
    """
    if not page.is_html:
        from ..plaintext import parse_lines

        parse_lines(page)
        return
    walker = Walker(page.pieces, page.containers, page.meta)
    walker.read(page.text)
    _read_unshown(page, walker)
    page.head_title = walker.titles[0] if walker.titles else ""
    page.base_href = walker.base_href
    page.cache["tree"] = {
        "titles": tuple(walker.titles),
        "frames": tuple(walker.frames),
        "scripts": walker.scripts,
    }
    if walker.too_deep:
        page.warn(
            "tree.depth",
            f"elements are nested deeper than {MAX_DEPTH}; what is deeper was read without nesting",
        )
    if walker.frames and not any(p.text and not p.hidden for p in page.pieces):
        page.warn(
            "tree.frames", "the page only shows frames; clean what they load: " + ", ".join(walker.frames)
        )


def _read_unshown(page: Page, walker: Walker) -> None:
    """If hardly anything is on display, read articles kept in script strings and in comments as hidden pieces."""
    shown = 0
    for piece in page.pieces:
        if not piece.hidden or piece.hidden in ("<noscript>", "<textarea>"):
            shown += len(piece.text) - piece.link_chars
            if shown >= FEW_CHARS:
                return
    for start, stop in walker.scripts:
        if len(_HAN.findall(page.text, start, stop)) < MANY_HAN and "\\u" not in page.text[start:stop]:
            continue
        for m in _STRING.finditer(page.text, start, stop):
            text = _unescape_script(m[m.lastindex or 1] or "")
            if _is_article(text):
                walker.read(text, "script", "<script>")
    for start, stop in walker.comments:
        text = page.text[start:stop]
        if not text.startswith("[if") and _is_article(text):
            walker.read(text, "comment", "<!-- -->")


def _is_article(text: str) -> bool:
    if len(text) < MANY_HAN:
        return False
    plain = re.sub(r"<[^<>]*>", "", text)
    return len(_HAN.findall(plain)) >= MANY_HAN and bool(re.search(r"[。；！？]", plain))


def _unescape_script(text: str) -> str:
    """Decode a script string: JavaScript escapes, ``escape()`` and entity escapes that wrap markup."""
    if "\\" in text:
        text = _ESCAPE.sub(_one_escape, text)
    if "%" in text and _PERCENT.search(text):
        from urllib.parse import unquote

        text = re.sub(r"%u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), text)
        text = unquote(text, errors="replace")
    if text.count("&lt;") > text.count("<"):
        text = unescape(text)
    return text if _MARKUP.search(text) else text.replace("\n", "<br>")


def _one_escape(m: re.Match[str]) -> str:
    code = m[1] or m[2] or m[3]
    if code:
        value = int(code, 16)
        return chr(value) if value < 0x110000 and not 0xD800 <= value < 0xE000 else "\ufffd"
    return "" if m[4] else _SHORT.get(m[5], m[5])

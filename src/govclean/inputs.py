"""Any accepted source → bytes or text, with what is known about it.

Told apart by shape, not by importing the libraries: a response has ``.content`` or ``.body`` and ``.headers``, an lxml
element has ``.getroottree``, a parsel selector has ``.xpath`` and ``.get``, a soup has ``.prettify``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .errors import InputError

__all__ = ["Source", "looks_like_html", "read_source"]

ACCEPTED = (
    "bytes (a raw HTTP body: the best input), str (HTML or plain text), pathlib.Path, a response "
    "(.content or .body), an lxml element, a BeautifulSoup or a parsel Selector"
)


@dataclass(frozen=True, slots=True)
class Source:
    """What was passed, as bytes (``data``) or as text (``text``); exactly one of the two is set.

    ``is_html`` is ``True`` where the source is a parsed document, ``None`` where the text itself has to tell.
    """

    data: bytes | None
    text: str | None
    url: str | None = None
    content_type: str | None = None
    is_html: bool | None = None


def read_source(source: object, url: str | None = None, content_type: str | None = None) -> Source:
    """Turn any accepted ``source`` into a :class:`Source`.

    Raises:
        InputError: ``source`` is not a page; the message says what to pass instead.
    """
    for name, value in (("url", url), ("content_type", content_type)):
        if value is not None and not isinstance(value, str):
            raise InputError(f"{name} must be a str or None, not {type(value).__name__}")
    if isinstance(source, (bytes, bytearray, memoryview)):
        return Source(bytes(source), None, url, content_type)
    if isinstance(source, str):
        _refuse_names(source)
        return Source(None, source, url, content_type)
    if isinstance(source, Path):
        return Source(_read_file(source), None, url, content_type)
    # Exact types: a parsel SelectorList is a list.
    if type(source) in (type(None), bool, int, float, list, tuple, dict, set):
        raise InputError(f"a {type(source).__name__} is not a page; pass {ACCEPTED}")
    text = _markup(source)
    if text is not None:
        return Source(None, text, url, content_type, is_html=True)
    return _read_response(source, url, content_type)


def _refuse_names(text: str) -> None:
    """Refuse an address or a file name that was passed in place of the page."""
    if len(text) > 2048 or "\n" in text or "<" in text:
        return
    if re.fullmatch(r"\s*(?:https?|ftp|file)://\S+\s*", text):
        raise InputError(
            "this str is an address, and govclean fetches nothing; fetch it and pass the bytes of the body, "
            f"clean(body, url={text.strip()!r})"
        )
    if re.fullmatch(r"[\w./\\~: -]{1,255}\.(?:html?|shtml|txt|aspx?|jsp|php)", text.strip()):
        raise InputError(f"this str is a file name; pass pathlib.Path({text.strip()!r}) to read the file")


def _read_file(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except IsADirectoryError:
        raise InputError(
            f"{path} is a folder; pass its files one by one, Cleaner().clean_many(sorted(path.glob('*.html')))"
        ) from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        why = getattr(error, "strerror", None) or error
        raise InputError(f"cannot read {path}: {why}; pass the path of a file") from error


def _markup(source: Any) -> str | None:
    """HTML source of a parsed document, or ``None`` if ``source`` is not one."""
    module = type(source).__module__.partition(".")[0]
    if module == "bs4":
        # A ResultSet is a list of tags.
        return "\n".join(map(str, source)) if _is_list(source) else str(source)
    if hasattr(source, "getroottree") or (module == "lxml" and hasattr(source, "getroot")):
        from lxml import etree

        root = source if hasattr(source, "getroottree") else source.getroot()
        if root is None:
            return ""
        if not isinstance(root.tag, str):
            raise InputError("an lxml comment or processing instruction is not a page; pass the root element")
        return str(etree.tostring(root, encoding="unicode", method="html", with_tail=False))
    # parsel: Selector and SelectorList; a scrapy response has .xpath too, but also .body.
    if hasattr(source, "xpath") and hasattr(source, "get") and not hasattr(source, "body"):
        if getattr(source, "type", "html") == "json":
            raise InputError("this selector holds JSON; pass a selector over HTML, or the HTML itself")
        found = source.getall() if _is_list(source) else [source.get()]
        if not found or found[0] is None:
            raise InputError("this selector selected nothing; pass one that selects an element")
        return "\n".join(map(str, found))
    return None


def _is_list(source: Any) -> bool:
    return isinstance(source, list)


def _read_response(source: Any, url: str | None, content_type: str | None) -> Source:
    for name in ("content", "body"):
        try:
            body = getattr(source, name, None)
        except Exception as error:  # a response whose stream was consumed or never read raises what it likes
            raise InputError(
                f"cannot read .{name} of {type(source).__name__}: {error}; pass its bytes"
            ) from error
        if isinstance(body, (bytes, bytearray, memoryview)):
            break
    else:
        if hasattr(source, "read"):
            raise InputError(
                f"{type(source).__name__} is an open file or stream; pass what .read() returns (bytes, not text)"
            )
        raise InputError(f"cannot read a page from {type(source).__name__}; pass {ACCEPTED}")
    if content_type is None:
        content_type = _header(getattr(source, "headers", None), "content-type")
    if url is None:
        address = getattr(source, "url", None)
        url = None if address is None or callable(address) else str(address)
    return Source(bytes(body), None, url, content_type)


def _header(headers: Any, name: str) -> str | None:
    """The value of a header, whatever the type of the mapping (scrapy's has bytes and may have lists)."""
    if headers is None or not hasattr(headers, "items"):
        return None
    for key, value in headers.items():
        if isinstance(key, bytes):
            key = key.decode("latin-1")
        if str(key).lower() != name:
            continue
        if isinstance(value, (list, tuple)):
            value = value[0] if value else None
        if isinstance(value, bytes):
            value = value.decode("latin-1")
        return None if value is None else str(value)
    return None


# What may stand before the first tag: white space, comments, an XML declaration or other processing instructions.
_LEADING = re.compile(r"\ufeff?(?:\s+|<!--.*?-->|<\?[^<>]*>)*", re.S)
_NAMES = (
    "html|head|body|frameset|meta|title|base|link|style|script|noscript|p|div|table|thead|tbody|tr|t[dh]|br|hr|ul|ol|li|dl|dt|dd|"
    "h[1-6]|pre|form|fieldset|blockquote|figure|figcaption|main|section|article|header|footer|nav|aside|center|"
    "span|font|a|img|strong|b|em|i|u|iframe|textarea|details|summary|dialog|[a-z]+-[a-z0-9-]+"
)
_TAG = re.compile(rf"</?(?P<name>{_NAMES})(?P<attributes>\s[^<>]{{0,400}})?/?>", re.I)
_DOCTYPE = re.compile(r"<!doctype\s+html", re.I)
# Spammers put empty elements with a random id in front of pages; in a text that was extracted they stand as text.
_RANDOM_ID = re.compile(r"""\s+id=["']?[0-9a-z]{4,8}["']?\s*""", re.I)
_MANY_TAGS = 3


def looks_like_html(text: str) -> bool:
    """Tell HTML from plain text that merely quotes a tag.

    HTML is what starts with a doctype or a tag (comments and white space aside), or holds at least three tags and
    one for every 400 characters.
    """
    if "<" not in text:
        return False
    leading = _LEADING.match(text)
    start = leading.end() if leading else 0
    if _DOCTYPE.match(text, start):
        return True
    first = _TAG.match(text, start)
    if first and not _RANDOM_ID.fullmatch(first["attributes"] or ""):
        return True
    tags = 0
    for match in _TAG.finditer(text):
        tags += not _RANDOM_ID.fullmatch(match["attributes"] or "")
        if tags >= 50:
            break
    return tags >= _MANY_TAGS and tags * 400 >= min(len(text), 50 * 400)

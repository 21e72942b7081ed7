"""An article as HTML: a plain fragment, and what the views of notebooks share with it.

Every text is escaped, no attribute holds anything but our own constants, escaped text and checked addresses, and there
is no script.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby

from ..article import Article, Block
from .fields import field_rows

__all__ = ["article_to_html", "blocks_to_html", "link_to_html", "safe_url"]

_SAFE_SCHEME = re.compile(r"(?:https?|ftp)://", re.I)
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.\-]*:")


def safe_url(url: str | None) -> str | None:
    """Return ``url`` if a reader may follow it (http, https, ftp or relative), else ``None``."""
    if not url:
        return None
    # Browsers drop control characters and white space before they look for a scheme: "java\nscript:" runs.
    bare = re.sub(r"[\x00-\x20\x7f-\x9f\u2028\u2029]+", "", url)
    if _SAFE_SCHEME.match(bare):
        return url
    # They also read a backslash as a slash: "/\\host" leads to another host.
    if _SCHEME.match(bare) or bare.replace("\\", "/").startswith("//") or bare.startswith("\\"):
        return None
    return url


def article_to_html(article: Article) -> str:
    """Return an ``<article>`` fragment: title, fields, body, attachments."""
    parts = ["<article>"]
    if article.title:
        parts.append(f"<h1>{escape(article.title)}</h1>")
    if article.subtitle:
        parts.append(f'<p class="subtitle">{escape(article.subtitle)}</p>')
    rows = field_rows(article)
    if rows:
        parts.append("<dl>" + _definitions(rows) + "</dl>")
    parts += blocks_to_html((block, escape(block.text)) for block in article.blocks)
    if article.attachments:
        parts.append("<ul>")
        for attachment in article.attachments:
            parts.append(f"<li>{link_to_html(attachment.url, attachment.name)}</li>")
        parts.append("</ul>")
    parts.append("</article>")
    return "\n".join(part for part in parts if part)


def _definitions(rows: Iterable[tuple[str, str]]) -> str:
    return "".join(f"<dt>{escape(label)}</dt><dd>{escape(value)}</dd>" for label, value in rows)


def link_to_html(url: str | None, name: str) -> str:
    """Return a link, or the bare name where the address must not be followed."""
    address = safe_url(url)
    if address is None:
        return escape(name)
    return f'<a href="{escape(address)}" rel="noopener noreferrer nofollow">{escape(name)}</a>'


def blocks_to_html(blocks: Iterable[tuple[Block, str]]) -> Iterator[str]:
    """Yield the blocks, each with its text as HTML; items that follow each other make one list."""
    for item, group in groupby(blocks, key=lambda pair: pair[0].kind == "item"):
        if item:
            yield "<ul>" + "".join(f"<li>{inner}</li>" for _, inner in group) + "</ul>"
        else:
            yield from (block_to_html(block, inner) for block, inner in group)


def block_to_html(block: Block, inner: str) -> str:
    """Return one block; ``inner`` is its text as HTML, escaped and perhaps marked (a table: rows of lines, cells of tabs)."""
    if block.kind == "heading":
        tag = f"h{min(block.level + 1, 6)}"
        return f"<{tag}>{inner}</{tag}>"
    if block.kind == "table" and block.rows:
        return _table(block, inner)
    if block.kind == "image":
        src = safe_url(block.src)
        picture = f'<img src="{escape(src)}" alt="{escape(block.text)}">' if src else ""
        caption = f"<figcaption>{inner}</figcaption>" if block.text else ""
        return f"<figure>{picture}{caption}</figure>" if picture or caption else ""
    return f"<p>{inner}</p>" if inner else ""


def _table(block: Block, inner: str) -> str:
    # The marked text has the cells of the rows, tabs and line breaks between, unless a cell holds one itself.
    rows = [line.split("\t") for line in inner.split("\n")]
    if [len(row) for row in rows] != [len(row) for row in block.rows]:
        rows = [[escape(cell) for cell in row] for row in block.rows]
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return f"<table><tbody>{''.join(f'<tr>{row}</tr>' for row in cells)}</tbody></table>"

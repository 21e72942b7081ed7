"""An article as Markdown (CommonMark with GFM tables)."""

from __future__ import annotations

import re

from ..article import Article, Block
from .fields import field_rows
from .html import safe_url

__all__ = ["article_to_markdown"]

# What Markdown would take for markup. Escaped with a backslash (CommonMark 2.4), in running text only where it matters.
# ``&`` only where it would begin a character reference (2.5), ``~`` for the strikethrough of GFM.
_SPECIAL = re.compile(r"([\\`*_\[\]<>|~]|&(?=#?\w+;))")
_LINE_START = re.compile(r"^(\s*)([#>+\-=~]|\d{1,9}[.)](?=\s|$))")


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _line(text: str) -> str:
    """A heading: one line (CommonMark 4.2)."""
    return _escape(" ".join(text.split()))


def _paragraph(text: str) -> str:
    def guard(match: re.Match[str]) -> str:
        mark = match[2]
        return match[1] + (mark[:-1] + "\\" + mark[-1] if mark[0].isdigit() else "\\" + mark)

    return "\n".join(_LINE_START.sub(guard, _escape(line)) for line in text.split("\n"))


def _table(rows: tuple[tuple[str, ...], ...]) -> str:
    width = max(len(row) for row in rows)
    lines = []
    for number, row in enumerate(rows):
        cells = [_escape(cell).replace("\n", " ") for cell in row] + [""] * (width - len(row))
        lines.append("| " + " | ".join(cells) + " |")
        if number == 0:
            lines.append("|" + " --- |" * width)
    return "\n".join(lines)


def _block(block: Block) -> str:
    if block.kind == "heading":
        return "#" * min(block.level + 1, 6) + " " + _line(block.text)
    if block.kind == "table" and block.rows:
        return _table(block.rows)
    if block.kind == "item":
        return "- " + _escape(block.text)
    if block.kind == "image":
        src = safe_url(block.src)
        caption = _escape(block.text)
        # Angle brackets let an address hold spaces and brackets (CommonMark 6.3).
        return f"![{caption}](<{src}>)" if src and "<" not in src and ">" not in src else caption
    return _paragraph(block.text)


def article_to_markdown(article: Article) -> str:
    """Return the article as Markdown: title, fields as a list, then the body."""
    parts = []
    if article.title:
        parts.append("# " + _line(article.title))
    if article.subtitle:
        parts.append("## " + _line(article.subtitle))
    rows = [f"- **{_escape(label)}**：{_escape(value)}" for label, value in field_rows(article)]
    if rows:
        parts.append("\n".join(rows))
    parts += [text for text in map(_block, article.blocks) if text.strip()]
    for attachment in article.attachments:
        name, url = _escape(attachment.name), safe_url(attachment.url)
        parts.append(f"- [{name}](<{url}>)" if url and "<" not in url and ">" not in url else f"- {name}")
    return "\n\n".join(parts) + "\n"

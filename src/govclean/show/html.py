"""An article as HTML: a plain fragment, and the card that notebooks show.

Every text is escaped, no attribute holds anything but our own constants, escaped text and checked addresses, and there
is no script.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from ..article import Article, Block
from ..trail import Edit
from .fields import field_rows, site_rows
from .marks import Mark, mark_edits

__all__ = ["article_to_card", "article_to_html", "safe_url"]

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
    if _SCHEME.match(bare) or bare.startswith(("//", "\\")):
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
    parts += [_block(block, escape(block.text)) for block in article.blocks]
    if article.attachments:
        parts.append("<ul>")
        for attachment in article.attachments:
            parts.append(f"<li>{_link(attachment.url, attachment.name)}</li>")
        parts.append("</ul>")
    parts.append("</article>")
    return "\n".join(part for part in parts if part)


def _definitions(rows: Iterable[tuple[str, str]]) -> str:
    return "".join(f"<dt>{escape(label)}</dt><dd>{escape(value)}</dd>" for label, value in rows)


def _link(url: str | None, name: str) -> str:
    address = safe_url(url)
    if address is None:
        return escape(name)
    return f'<a href="{escape(address)}" rel="noopener noreferrer nofollow">{escape(name)}</a>'


def _block(block: Block, inner: str) -> str:
    """One block; ``inner`` is its text, escaped and perhaps marked."""
    if block.kind == "heading":
        tag = f"h{min(block.level + 1, 6)}"
        return f"<{tag}>{inner}</{tag}>"
    if block.kind == "table" and block.rows:
        rows = "".join(
            "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in block.rows
        )
        return f"<table><tbody>{rows}</tbody></table>"
    if block.kind == "image":
        src = safe_url(block.src)
        picture = f'<img src="{escape(src)}" alt="{escape(block.text)}">' if src else ""
        caption = f"<figcaption>{inner}</figcaption>" if block.text else ""
        return f"<figure>{picture}{caption}</figure>" if picture or caption else ""
    if block.kind == "item":
        return f"<ul><li>{inner}</li></ul>"
    return f"<p>{inner}</p>" if inner else ""


_VERDICT_COLOURS = {"clean": "#1a7f37", "repaired": "#9a6700", "mirrored": "#bc4c00", "hijacked": "#cf222e"}

_STYLE = """<style>
.govclean{--fg:#1f2328;--soft:#59636e;--line:#d1d9e0;--back:#fff;--card:#f6f8fa;--mark:#fff3b0;--gone:#ffd8d3;
 color:var(--fg);background:var(--back);border:1px solid var(--line);border-radius:8px;max-width:860px;
 font:15px/1.7 system-ui,"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif;overflow:hidden}
@media (prefers-color-scheme:dark){.govclean{--fg:#e6edf3;--soft:#9198a1;--line:#3d444d;--back:#0d1117;
 --card:#151b23;--mark:#5a4a00;--gone:#67060c}}
.govclean>header{background:var(--card);padding:14px 20px;border-bottom:1px solid var(--line)}
.govclean h1{font-size:20px;margin:0 0 6px;line-height:1.4}
.govclean .body{padding:10px 20px;max-height:520px;overflow:auto}
.govclean dl{display:grid;grid-template-columns:max-content 1fr;gap:1px 12px;margin:6px 0 0;font-size:13px}
.govclean dt{color:var(--soft)}.govclean dd{margin:0}
.govclean .badge{display:inline-block;color:#fff;border-radius:10px;padding:0 9px;font-size:12px;margin-right:6px}
.govclean .soft{color:var(--soft);font-size:12px}
.govclean mark{background:var(--mark);color:inherit;border-radius:3px;cursor:help}
.govclean mark.gone{background:var(--gone)}
.govclean table{border-collapse:collapse;font-size:13px}.govclean td{border:1px solid var(--line);padding:2px 8px}
.govclean details{border-top:1px solid var(--line);padding:6px 20px;font-size:13px}
.govclean summary{cursor:pointer;color:var(--soft)}
.govclean img{max-width:100%}
</style>"""


def article_to_card(article: Article) -> str:
    """Return a self-contained card: fields, verdict and encoding, the body with its edits marked, removals folded."""
    colour = _VERDICT_COLOURS.get(article.verdict, "#59636e")
    encoding = article.encoding.name
    if article.encoding.damaged:
        encoding += f", {len(article.encoding.damaged)} damaged"
    head = [
        f"<h1>{escape(article.title or '(no title)')}</h1>",
        f'<p class="soft">{escape(article.subtitle)}</p>' if article.subtitle else "",
        f'<span class="badge" style="background:{colour}">{escape(article.verdict)}</span>',
        f'<span class="soft">{escape(article.page_type)} · {escape(encoding)} · '
        f"{len(article.text)} characters · rules {escape(article.rules_version)}</span>",
        f"<dl>{_definitions([*field_rows(article), *site_rows(article.site)])}</dl>",
    ]
    body, offset = [], 0
    marks = mark_edits(article)
    for block in article.blocks:
        inside = [m for m in marks if offset <= m.start and m.end <= offset + len(block.text)]
        body.append(_block(block, _marked(block.text, offset, inside)))
        if block.text:
            offset += len(block.text) + 1
    return (
        f'<div class="govclean">{_STYLE}<header>{"".join(head)}</header>'
        f'<div class="body">{"".join(body)}</div>{_folds(article)}</div>'
    )


def _marked(text: str, offset: int, marks: list[Mark]) -> str:
    out, position = [], 0
    for mark in marks:
        start, end = mark.start - offset, mark.end - offset
        out.append(escape(text[position:start]))
        shown = escape(text[start:end]) or "‸"
        kind = "" if end > start else ' class="gone"'
        out.append(f'<mark{kind} title="{escape(_tip(mark.edit))}">{shown}</mark>')
        position = end
    out.append(escape(text[position:]))
    return "".join(out)


def _tip(edit: Edit) -> str:
    note = f"\n{edit.note}" if edit.note else ""
    return f"{edit.rule}\n{edit.before or '∅'} → {edit.after or '∅'}{note}"


def _folds(article: Article) -> str:
    folds = []
    if article.warnings:
        items = "".join(f"<li>{escape(w)}</li>" for w in article.warnings)
        folds.append(
            f"<details open><summary>{len(article.warnings)} warnings</summary><ul>{items}</ul></details>"
        )
    if article.attachments:
        items = "".join(f"<li>{_link(a.url, a.name)}</li>" for a in article.attachments)
        folds.append(
            f"<details><summary>{len(article.attachments)} attachments</summary><ul>{items}</ul></details>"
        )
    removals = article.trail.removals
    if removals:
        rows = "".join(
            f"<tr><td>{escape(r.rule)}</td><td>{escape(r.where)}</td><td>{escape(r.text)}</td></tr>"
            for r in removals
        )
        folds.append(f"<details><summary>{len(removals)} removed</summary><table>{rows}</table></details>")
    return "".join(folds)

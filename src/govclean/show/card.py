"""The card that a notebook shows for an article.

No script, no address that is fetched, every text escaped: a page is somebody else's, and what it says must not act in the
reader's notebook.  Pictures are linked, not loaded.  Without the style sheet (some viewers drop it) the card still reads
from top to bottom.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from ..article import Article, Block
from ..trail import Edit, Removal
from .fields import field_rows, site_rows
from .html import blocks_to_html, link_to_html
from .marks import Elsewhere, Mark, mark_edits, mark_text, percent, printable, writable
from .style import STYLE

__all__ = ["article_to_card", "card_head", "dress"]

VERDICTS = ("clean", "repaired", "mirrored", "hijacked")
# A notebook keeps what it shows.  The longest documents on government pages (plans, statistics) have some 100,000
# characters; what is beyond these bounds is counted, and stays in the article.
SHOWN_CHARS = 120_000
SHOWN_EDITS = 300
SHOWN_REMOVALS = 300
SHOWN_REMOVAL_CHARS = 2_000


def article_to_card(article: Article) -> str:
    """Return a self-contained card: fields, verdict and encoding, the body with its edits marked, removals folded."""
    marks = mark_edits(article)
    return writable(
        f'<div class="govclean">{STYLE}{card_head(article)}'
        f'<div class="gc-frame"><div class="gc-body" tabindex="0" role="group" aria-label="Body">{_body(article, marks)}</div>{_key(marks)}</div>'
        f"{_warnings(article)}{_attachments(article)}{_edits(article, marks)}{_removals(article.trail.removals)}"
        f"{_choices(article)}{_site(article)}</div>"
    )


def card_head(article: Article) -> str:
    """Return the head of a card: verdict, type, encoding, title, fields."""
    verdict = article.verdict if article.verdict in VERDICTS else "clean"
    facts = [
        article.page_type,
        _encoding(article),
        article.script,
        f"{len(article.text):,} characters",
        f"rules {article.rules_version}" if article.rules_version else "",
    ]
    line = "".join(f" <span>{escape(printable(fact))}</span>" for fact in facts if fact)
    sub = f'<p class="gc-sub">{escape(article.subtitle)}</p>' if article.subtitle else ""
    rows = _rows(field_rows(article))
    address = f'<div class="gc-line">{link_to_html(article.url, article.url)}</div>' if article.url else ""
    return (
        f'<div class="gc-head"><div class="gc-line"><span class="gc-verdict gc-{verdict}">{escape(article.verdict)}</span>'
        f'{line}</div><div class="gc-title" role="heading" aria-level="3">{escape(article.title or "(no title)")}</div>'
        f"{sub}{address}{rows}</div>"
    )


def _encoding(article: Article) -> str:
    encoding = article.encoding
    told = encoding.name
    if encoding.declared and encoding.declared.lower() != encoding.name:
        told += f" (declared {encoding.declared})"
    if encoding.damaged:
        told += f", {len(encoding.damaged)} damaged"
    return told


def _rows(rows: Iterable[tuple[str, str]]) -> str:
    cells = "".join(f"<div><dt>{escape(label)}</dt><dd>{escape(value)}</dd></div>" for label, value in rows)
    return f'<dl class="gc-fields">{cells}</dl>' if cells else ""


def _body(article: Article, marks: Sequence[Mark]) -> str:
    if not article.text and not article.blocks:
        return '<p class="gc-soft">no body</p>'
    parts: list[str] = []
    shown: list[tuple[Block, str]] = []
    offset = k = 0
    for block in article.blocks:
        if offset > SHOWN_CHARS:
            rest = len(article.text) - offset
            parts.append(f'<p class="gc-soft">… {rest:,} more characters in <code>article.text</code></p>')
            break
        end = offset + len(block.text)
        first = k
        while k < len(marks) and marks[k].end <= end and block.text:
            k += 1
        inner = mark_text(block.text, offset, [m for m in marks[first:k] if m.start >= offset])
        shown.append((block, inner))
        offset = end + bool(block.text)
    return "".join(dress(shown)) + "".join(parts)


def dress(shown: Iterable[tuple[Block, str]]) -> Iterable[str]:
    """The blocks as HTML, with a class for signatures and notes, and pictures as links."""
    plain: list[tuple[Block, str]] = []
    for block, inner in shown:
        if block.kind not in ("signature", "note", "image"):
            plain.append((block, inner))
            continue
        yield from blocks_to_html(plain)
        plain = []
        if block.kind == "image":
            name = (block.src or "").rpartition("/")[2] or "picture"
            caption = f"<figcaption>{inner}</figcaption>" if inner else ""
            yield f"<figure>▦ {link_to_html(block.src, name)}{caption}</figure>"
        else:
            yield f'<p class="gc-{block.kind}">{inner}</p>'
    yield from blocks_to_html(plain)


def _key(marks: Sequence[Mark]) -> str:
    kinds = {"typo" if m.edit.stage == "proofread" else "new" if m.edit.after else "gone" for m in marks}
    words = {"new": "repaired", "gone": "taken out", "typo": "typo corrected"}
    told = "".join(
        f'<span><mark class="gc-{kind}">{"" if kind == "gone" else "字"}</mark>{word}</span> '
        for kind, word in words.items()
        if kind in kinds
    )
    if any(m.edit.inferred for m in marks):
        told += "<span><mark><u>字</u></mark>guessed, its bytes are gone</span> "
    return f'<div class="gc-key">{told}point at a mark: before → after, rule</div>' if told else ""


def _fold(name: str, count: int, note: str, inner: str, *, opened: bool = False) -> str:
    note = f" <small>{escape(note)}</small>" if note else ""
    return f"<details{' open' if opened else ''}><summary>{name} ({count:,}){note}</summary>{inner}</details>"


def _warnings(article: Article) -> str:
    if not article.warnings:
        return ""
    items = []
    for warning in article.warnings:
        code, _, message = warning.partition(": ")
        items.append(f"<li><code>{escape(code)}</code> {escape(printable(message))}</li>")
    return _fold(
        "Warnings", len(items), "", f'<ul class="gc-list gc-warn">{"".join(items)}</ul>', opened=True
    )


def _attachments(article: Article) -> str:
    if not article.attachments:
        return ""
    items = "".join(f"<li>{link_to_html(a.url, a.name)}</li>" for a in article.attachments)
    return _fold(
        "Attachments", len(article.attachments), "", f'<ul class="gc-list">{items}</ul>', opened=True
    )


def _edits(article: Article, marks: Sequence[Mark]) -> str:
    edits = article.trail.edits
    if not edits:
        return ""
    marked = {id(mark.edit) for mark in marks}
    elsewhere = len(edits) - len(marked)
    places = Elsewhere(article)
    items = [_edit(edit, "" if id(edit) in marked else places.find(edit)) for edit in edits[:SHOWN_EDITS]]
    if len(edits) > SHOWN_EDITS:
        items.append(
            f'<li class="gc-soft">… {len(edits) - SHOWN_EDITS:,} more in <code>article.trail.edits</code></li>'
        )
    note = f"{len(marked):,} marked above" + (f", {elsewhere:,} not in the body" if elsewhere else "")
    return _fold("Edits", len(edits), note, f'<ul class="gc-list">{"".join(items)}</ul>')


def _edit(edit: Edit, elsewhere: str) -> str:
    old = f'<mark class="gc-old">{escape(printable(edit.before))}</mark>' if edit.before else ""
    new = f'<mark class="gc-new">{escape(printable(edit.after))}</mark>' if edit.after else ""
    where = f' <span class="gc-soft">[{escape(elsewhere)}]</span>' if elsewhere else ""
    others = f" or {escape(' / '.join(map(printable, edit.alternatives)))}" if edit.alternatives else ""
    note = f' <span class="gc-soft">{escape(printable(edit.note))}</span>' if edit.note else ""
    return (
        f"<li>{escape(edit.left)}{old}{new}{escape(edit.right)}{others} "
        f"<code>{escape(edit.rule)} {percent(edit.confidence)}</code>{where}{note}</li>"
    )


def _removals(removals: Sequence[Removal]) -> str:
    """What was taken out, folded by rule, in the order in which the rules first worked on the page."""
    if not removals:
        return ""
    groups: dict[str, list[Removal]] = {}
    for removal in removals:
        groups.setdefault(removal.rule, []).append(removal)
    left = SHOWN_REMOVALS
    folds = []
    for rule, group in groups.items():
        items = [_removal(removal) for removal in group[:left]]
        left = max(0, left - len(items))
        if len(group) > len(items):
            items.append(f'<li class="gc-soft">… {len(group) - len(items):,} more</li>')
        text = next((r.text for r in group if r.text.strip()), "")
        start = " ".join(text.split())[:40]
        folds.append(
            f"<details><summary><code>{escape(rule)}</code> ({len(group):,}) <small>{escape(printable(start))}</small>"
            f'</summary><ul class="gc-list">{"".join(items)}</ul></details>'
        )
    chars = sum(len(r.text) for r in removals)
    return _fold("Removed", len(removals), f"{chars:,} characters, by rule", "".join(folds))


def _removal(removal: Removal) -> str:
    text = printable(removal.text[:SHOWN_REMOVAL_CHARS])
    more = (
        f' <span class="gc-soft">… {len(removal.text) - SHOWN_REMOVAL_CHARS:,} more characters</span>'
        if len(removal.text) > SHOWN_REMOVAL_CHARS
        else ""
    )
    note = f' <span class="gc-soft">— {escape(printable(removal.note))}</span>' if removal.note else ""
    where = f'<span class="gc-soft">{escape(removal.where)}</span> ' if removal.where else ""
    return f"<li>{where}{escape(text)}{more}{note}</li>"


def _choices(article: Article) -> str:
    items = []
    for choice in article.trail.choices:
        others = [c for c in choice.candidates if c.value != choice.chosen]
        not_taken = (
            "; not " + " / ".join(f"{escape(printable(c.value))} ({escape(c.origin)})" for c in others[:6])
            if others
            else ""
        )
        items.append(
            f"<li><code>{escape(choice.what)}</code> {escape(printable(choice.chosen))} "
            f'<span class="gc-soft">{escape(printable(choice.why))}{not_taken}</span></li>'
        )
    return _fold("Choices", len(items), "", f'<ul class="gc-list">{"".join(items)}</ul>') if items else ""


def _site(article: Article) -> str:
    rows = site_rows(article.site)
    return _fold("Site", len(rows), article.site.name or "", _rows(rows)) if rows else ""

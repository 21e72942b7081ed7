"""Before and after, side by side: what ``govclean.explain`` shows in a notebook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby

from ..article import Article, Block
from ..trail import Removal
from .card import SHOWN_CHARS, SHOWN_REMOVALS, card_head, dress
from .marks import Mark, mark_edits, mark_text, printable, writable
from .style import STYLE

__all__ = ["article_to_sides"]

# A removed piece is shown with so many characters: enough to see what it was.
SHOWN_PIECE = 300
# So many unchanged paragraphs in a row are shown; the middle of longer stretches is folded.
SHOWN_SAME = 2


def article_to_sides(article: Article) -> str:
    """Return a self-contained view: left the page as it was scraped, right what became of it.

    Removed pieces stand on the left alone, with the rule on the right; a changed paragraph stands on both sides with each
    edit marked; longer stretches without a change are counted.
    """
    marks = mark_edits(article)
    removals = article.trail.removals
    head = [r for r in removals if r.where in ("head", "meta")]
    foot = [r for r in removals if r.where not in ("head", "meta")]
    rows = [
        '<div class="gc-row gc-top"><div>as scraped</div><div>cleaned</div></div>',
        *_cut(head),
        *_body(article, marks),
        *_cut(foot),
    ]
    return writable(
        f'<div class="govclean gc-wide">{STYLE}{card_head(article)}'
        f'<div class="gc-frame"><div class="gc-sides" tabindex="0" role="group" aria-label="Before and after">{"".join(rows)}</div>'
        '<div class="gc-key">point at a mark: before → after, rule</div></div></div>'
    )


def _cut(removals: Sequence[Removal]) -> Iterator[str]:
    """Removed pieces on the left, the rule on the right; pieces that one rule took out in a row share a row."""
    shown = removals[:SHOWN_REMOVALS]
    for (rule, note), run in groupby(shown, key=lambda removal: (removal.rule, removal.note)):
        group = list(run)
        left = " · ".join(map(_struck, group))
        told = "read into fields" if rule.startswith("fields.") else "taken out"
        count = f" ({len(group)})" if len(group) > 1 else ""
        note = f"<br>{escape(printable(note))}" if note else ""
        yield (
            f'<div class="gc-row gc-cut"><div>{left}</div>'
            f"<div>{told}: <code>{escape(rule)}</code>{count}{note}</div></div>"
        )
    if len(removals) > SHOWN_REMOVALS:
        yield f'<div class="gc-same">… {len(removals) - SHOWN_REMOVALS:,} more removed pieces</div>'


def _struck(removal: Removal) -> str:
    text = removal.text
    more = f" … ({len(text):,} characters)" if len(text) > SHOWN_PIECE else ""
    return f"<del>{escape(printable(text[:SHOWN_PIECE]))}</del>{more}"


def _body(article: Article, marks: Sequence[Mark]) -> Iterator[str]:
    same: list[tuple[Block, str]] = []
    offset = k = 0
    for block in article.blocks:
        if offset > SHOWN_CHARS:
            yield f'<div class="gc-same">… {len(article.text) - offset:,} more characters of the body</div>'
            break
        if not block.text:
            continue
        end = offset + len(block.text)
        inside: list[Mark] = []
        while k < len(marks) and marks[k].end <= end:
            if marks[k].start >= offset:
                inside.append(marks[k])
            k += 1
        if inside:
            yield from _same(same)
            same = []
            old = dress([(block, mark_text(block.text, offset, inside, old=True))])
            new = dress([(block, mark_text(block.text, offset, inside))])
            yield f'<div class="gc-row"><div>{"".join(old)}</div><div>{"".join(new)}</div></div>'
        else:
            same.append((block, escape(block.text)))
        offset = end + 1
    yield from _same(same)


def _same(blocks: Sequence[tuple[Block, str]]) -> Iterable[str]:
    """Unchanged blocks, on both sides; of many the first and the last."""
    if len(blocks) <= 2 * SHOWN_SAME:
        yield from map(_both, blocks)
        return
    yield from map(_both, blocks[:SHOWN_SAME])
    count = len(blocks) - 2 * SHOWN_SAME
    yield f'<div class="gc-same">… {count:,} {"paragraph" if count == 1 else "paragraphs"} unchanged …</div>'
    yield from map(_both, blocks[-SHOWN_SAME:])


def _both(pair: tuple[Block, str]) -> str:
    shown = "".join(dress([pair]))
    return f'<div class="gc-row"><div>{shown}</div><div>{shown}</div></div>'

"""What was done to a page, to be read by people."""

from __future__ import annotations

from collections import Counter

from ..article import Article
from ..trail import Edit
from .fields import field_rows, site_rows
from .marks import printable

__all__ = ["Explanation", "explain_article"]

_COLOURS = {"old": "31;9", "new": "32;1", "rule": "36", "head": "1", "soft": "2"}


class Explanation:
    """A report on an article: ``print`` shows it as text, a notebook before and after side by side."""

    __slots__ = ("article",)

    def __init__(self, article: Article) -> None:
        self.article = article

    def __str__(self) -> str:
        return explain_article(self.article, colour=False)

    def __repr__(self) -> str:
        return f"<Explanation of {self.article.title!r}: {len(self.article.trail.edits)} edits>"

    def _repr_html_(self) -> str:
        from .sides import article_to_sides

        return article_to_sides(self.article)


class _Paint:
    """Wraps text in ANSI colours (ECMA-48 SGR), or leaves it as it is."""

    def __init__(self, colour: bool) -> None:
        self.colour = colour

    def __call__(self, kind: str, text: str) -> str:
        text = printable(text)
        return f"\x1b[{_COLOURS[kind]}m{text}\x1b[0m" if self.colour and text else text


def explain_article(article: Article, *, colour: bool, limit: int | None = None) -> str:
    """Return the report: result, fields, choices, edits before → after, removals by rule, warnings.

    Args:
        colour: whether to colour it for a terminal.
        limit: how many edits and removals of one rule to show; ``None`` for all.
    """
    paint = _Paint(colour)
    lines = [paint("head", article.title or "(no title)")]
    lines.append(
        f"  {article.page_type}, {article.verdict}; {article.encoding.name}; {article.script or '-'}; "
        f"{len(article.text)} characters in {len(article.blocks)} blocks; rules {article.rules_version}"
    )
    for label, value in [*field_rows(article), *site_rows(article.site)]:
        lines.append(f"  {paint('soft', label)} {printable(value)}")
    for attachment in article.attachments:
        lines.append(
            f"  {paint('soft', '附件')} {printable(attachment.name)} {printable(attachment.url or '')}"
        )
    lines += _choices(article, paint)
    lines += _edits(article, paint, limit)
    lines += _removals(article, paint, limit)
    if article.trail.unexplained:
        lines += ["", paint("head", "Unexplained text")]
        lines += [f"  {printable(text)}" for text in article.trail.unexplained]
    if article.warnings:
        lines += ["", paint("head", f"Warnings ({len(article.warnings)})")]
        lines += [f"  {printable(warning)}" for warning in article.warnings]
    return "\n".join(lines) + "\n"


def _choices(article: Article, paint: _Paint) -> list[str]:
    if not article.trail.choices:
        return []
    lines = ["", paint("head", f"Choices ({len(article.trail.choices)})")]
    for choice in article.trail.choices:
        lines.append(
            f"  {paint('rule', choice.what)}: {printable(choice.chosen)}  {paint('soft', choice.why)}"
        )
        for candidate in choice.candidates:
            if candidate.value != choice.chosen:
                lines.append(
                    f"      not {printable(candidate.value)} ({candidate.origin}) {printable(candidate.note)}"
                )
    return lines


def _edits(article: Article, paint: _Paint, limit: int | None) -> list[str]:
    edits = article.trail.edits
    if not edits:
        return []
    lines = ["", paint("head", f"Edits ({len(edits)})")]
    shown = _Limit(limit)
    lines += ["  " + _edit(edit, paint) for edit in edits if shown.admit(edit.rule)]
    return lines + shown.rest(paint)


class _Limit:
    """Lets the first few of each rule through and counts the rest."""

    def __init__(self, limit: int | None) -> None:
        self.limit = limit
        self.seen: Counter[str] = Counter()

    def admit(self, rule: str) -> bool:
        self.seen[rule] += 1
        return self.limit is None or self.seen[rule] <= self.limit

    def rest(self, paint: _Paint) -> list[str]:
        if self.limit is None:
            return []
        return [
            f"  {paint('rule', rule)} {paint('soft', f'… {count - self.limit} more (--all shows them)')}"
            for rule, count in self.seen.items()
            if count > self.limit
        ]


def _edit(edit: Edit, paint: _Paint) -> str:
    change = paint("old", edit.before)
    if not paint.colour:
        change = f"[-{change}-]" if edit.before else ""
    new = paint("new", edit.after)
    if not paint.colour:
        new = f"{{+{new}+}}" if edit.after else ""
    sure = f" {edit.confidence:.2f}" if edit.confidence < 1 else ""
    others = f" or {' / '.join(map(printable, edit.alternatives))}" if edit.alternatives else ""
    guessed = "".join(f" guessed {edit.after[a:b]!r}" for a, b in edit.inferred)
    note = f"  {paint('soft', edit.note)}" if edit.note else ""
    context = f"{printable(edit.left)}{change}{new}{printable(edit.right)}"
    return f"{paint('rule', edit.rule)}{sure}  {context}{others}{guessed}{note}"


def _removals(article: Article, paint: _Paint, limit: int | None) -> list[str]:
    removals = article.trail.removals
    if not removals:
        return []
    lines = ["", paint("head", f"Removed ({len(removals)})")]
    shown = _Limit(limit)
    for removal in removals:
        if not shown.admit(removal.rule):
            continue
        text = printable(removal.text).replace("\n", " / ")
        if len(text) > 120:
            text = f"{text[:100]} … ({len(removal.text)} characters)"
        lines.append(f"  {paint('rule', removal.rule)} {paint('soft', removal.where)}  {text}")
    return lines + shown.rest(paint)

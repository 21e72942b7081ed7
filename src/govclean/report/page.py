"""The report as one HTML page: no address in it is fetched, and its policy lets no script run but its own."""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from html import escape
from importlib import resources
from typing import Any

from ..article import Article
from ..show.marks import printable
from .charts import bars, columns
from .details import detail_of
from .figures import Figures, date_of, host_of, rules_of, warning_codes
from .read import Result

__all__ = ["Report", "build_report", "render_report"]

# Pages whose details are packed together: one is unpacked when a page in it is opened.
CHUNK = 64
# A page gets up to so many times its even share of the room, as most pages are short; and never more than this.
SHARE, MOST_ROOM, LEAST_ROOM = 4, 20_000, 300
# Longer titles and addresses than this are cut in the table.
MOST_TITLE = 300


@dataclass(slots=True)
class Report:
    """All that the page shows.

    Attributes:
        rows: a row a listed page: title, name, host, verdict, encoding, type, date, characters, edits, removals, rules,
            warnings, other words to search; what repeats is a number in ``names``.
        chunks: details of ``CHUNK`` pages each, as JSON, deflated (RFC 1950) and in base64.
        cut: how many of the listed pages have no or shortened details.
        aside: name and reason of pages in quarantine, the first of ``aside_count``.
    """

    figures: Figures = field(default_factory=Figures)
    names: dict[str, int] = field(default_factory=dict)
    rows: list[list[Any]] = field(default_factory=list)
    chunks: list[str] = field(default_factory=list)
    cut: int = 0
    aside: list[tuple[str, str]] = field(default_factory=list)
    aside_count: int = 0

    def number(self, name: str) -> int:
        """The number of ``name`` in the list of names."""
        return self.names.setdefault(sound(name), len(self.names))


def build_report(results: Iterable[Result], count: int, *, listed: int, size: int) -> Report:
    """Read all results once.

    Args:
        count: how many there will be about, to share the room.
        listed: how many pages the table may list; all are counted.
        size: bytes that the details of all pages may take together.
    """
    report = Report()
    waiting: list[dict[str, Any]] = []
    left = size
    pages = max(1, min(count, listed))
    for result in results:
        report.figures.add(result.article)
        if len(report.rows) >= listed:
            continue
        # Deflated and in base64 a Chinese character takes about two bytes; counting three leaves room to the bound.
        room = min(MOST_ROOM, SHARE * left // 3 // max(1, pages - len(report.rows)))
        report.rows.append(_row(result, report))
        detail = detail_of(result.article, room, report.number) if room >= LEAST_ROOM else {"c": ["no room"]}
        report.cut += "c" in detail
        waiting.append(detail)
        if len(waiting) == CHUNK:
            left -= _pack(waiting, report)
    if waiting:
        _pack(waiting, report)
    return report


def _pack(waiting: list[dict[str, Any]], report: Report) -> int:
    text = json.dumps(waiting, ensure_ascii=False, separators=(",", ":"))
    packed = base64.b64encode(zlib.compress(sound(text).encode(), 6)).decode()
    report.chunks.append(packed)
    waiting.clear()
    return len(packed)


def _row(result: Result, report: Report) -> list[Any]:
    article: Article = result.article
    number = report.number
    date = date_of(article)
    words = [article.source, article.issuer, article.author, article.document_number, article.index_number]
    return [
        (article.title or "")[:MOST_TITLE],
        result.name[:MOST_TITLE],
        number(host_of(article)),
        number(article.verdict),
        number(article.encoding.name),
        number(article.page_type),
        date.isoformat()[:10] if date else "",
        len(article.text),
        len(article.trail.edits),
        len(article.trail.removals),
        [number(rule) for rule in rules_of(article)],
        [number(code) for code in warning_codes(article)],
        " ".join(word for word in words if word)[:MOST_TITLE],
    ]


def sound(text: str) -> str:
    """``text`` without lone surrogates, which have no UTF-8 form."""
    return text.encode("utf-8", "replace").decode()


def embed(value: object) -> str:
    """JSON for a ``script`` element: nothing in it ends the element or begins a comment (HTML §4.12.1.3)."""
    text = sound(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
    return (
        text.replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029")
    )


@cache
def _asset(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


def render_report(report: Report, title: str, made: str, notes: Iterable[str] = ()) -> Iterator[str]:
    """Yield the page, part by part.

    Args:
        title: what was reported on.
        made: when and with what, a line.
        notes: what the reader should know, a sentence each.
    """
    style, script = _asset("report.css"), _asset("report.js")
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'; "
        "form-action 'none'"
    )
    yield (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="referrer" content="no-referrer"><meta name="color-scheme" content="light dark">'
        f"<title>{escape(sound(title))} – govclean report</title><style>{style}</style></head><body>"
        '<a class="skip" href="#pages">Skip to the pages</a>'
        f'<header><h1>{escape(sound(printable(title)))}</h1><p class="soft">{escape(sound(made))}</p></header><main>'
    )
    yield _summary(report, list(notes))
    yield _charts(report.figures)
    yield _aside(report)
    yield _TABLE
    yield f'<script type="application/json" id="names">{embed(list(report.names))}</script>'
    yield f'<script type="application/json" id="rows">{embed(report.rows)}</script>'
    for index, chunk in enumerate(report.chunks):
        yield f'<script type="text/plain" id="chunk-{index}">{chunk}</script>'
    yield f"<script>{script}</script></body></html>\n"


def _summary(report: Report, notes: list[str]) -> str:
    figures = report.figures
    tiles = [
        ("pages", figures.pages),
        ("articles", figures.types["article"]),
        ("hosts", len([host for host in figures.hosts if host])),
        ("characters of text", figures.characters),
        ("edits", figures.edits),
        ("removals", figures.removals),
        ("hijacked", figures.verdicts["hijacked"]),
        ("with warnings", figures.warned),
    ]
    shown = "".join(f"<div><dd>{value:,}</dd><dt>{name}</dt></div>" for name, value in tiles)
    if len(report.rows) < figures.pages:
        notes.append(
            f"The figures are of all {figures.pages:,} pages; the table lists the first {len(report.rows):,} "
            "(--pages lists more)."
        )
    if report.cut:
        notes.append(
            f"{report.cut:,} pages are shown shortened, and say so (--size gives them more room). "
            "The results themselves have everything."
        )
    if len(figures.versions) > 1:
        notes.append(f"The pages were cleaned with {len(figures.versions)} versions of the rules.")
    told = "".join(f"<li>{escape(sound(note))}</li>" for note in notes)
    return f'<dl class="tiles">{shown}</dl>' + (f'<ul class="notes">{told}</ul>' if told else "")


def _aside(report: Report) -> str:
    """The pages in quarantine: in no figure, so they are told apart."""
    if not report.aside:
        return ""
    items = "".join(
        f'<li>{escape(sound(printable(name[:MOST_TITLE])))} <span class="soft">{escape(sound(printable(reason[:MOST_TITLE])))}'
        "</span></li>"
        for name, reason in report.aside
    )
    rest = report.aside_count - len(report.aside)
    more = f'<li class="soft">… {rest:,} more</li>' if rest else ""
    return (
        '<section class="chart aside" aria-label="Quarantine"><h2>In quarantine</h2><details><summary>'
        f"{report.aside_count:,} pages could not be cleaned and are in no figure</summary><ul>{items}{more}</ul></details>"
        "</section>"
    )


def _charts(figures: Figures) -> str:
    total = figures.pages
    charts = [
        bars("Verdicts", "verdict", figures.verdicts, total),
        bars("Page types", "type", figures.types, total),
        bars("Encodings", "encoding", figures.encodings, total),
        bars("Hosts", "host", figures.hosts, total, none="(no address)"),
        bars("Rules at work", "rule", figures.rules, total, note="pages on which a rule or step made an edit or a removal"),
        bars("Warnings", "warning", figures.warnings, total, note="pages by code"),
        columns("Published, else signed", "year", figures.years),
    ]  # fmt: skip
    return sound(f'<div class="charts">{"".join(charts)}</div>')


_TABLE = """<section id="pages" aria-label="Pages" tabindex="-1"><h2>Pages</h2>
<form id="filters" role="search"><label class="search">Search <input type="search" id="query" autocomplete="off"
 placeholder="title, file, host, source, number"></label>
<label>Verdict <select data-key="verdict"></select></label><label>Type <select data-key="type"></select></label>
<label>Encoding <select data-key="encoding"></select></label><label>Rule <select data-key="rule"></select></label>
<label>Warning <select data-key="warning"></select></label>
<span id="chosen"></span><button type="reset">Clear</button></form>
<p id="status" role="status" class="soft"></p><div class="scroll"><table><thead><tr></tr></thead><tbody></tbody></table></div>
<nav aria-label="Parts of the table"><button type="button" id="back">Previous</button><span id="part"></span>
<button type="button" id="on">Next</button></nav>
<noscript><p>The list of pages needs JavaScript; the figures above do not.</p></noscript></section></main>
"""

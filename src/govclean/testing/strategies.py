"""Hypothesis strategies: official Chinese prose, whole pages around it, and damage to their bytes.

Needs Hypothesis (``pip install hypothesis``), which is imported here and nowhere else in the package.  Agencies, places and persons
are made up.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from hypothesis import strategies as st

from .pages import ENCODINGS, HEADERS, LAYOUTS, Draft, render
from .prose import (
    ATTACHMENTS,
    CLOSINGS,
    HEADINGS,
    ISSUERS,
    PEOPLE,
    PLACES,
    PROJECTS,
    SENTENCES,
    SLOTS,
    SOURCES,
    TITLES,
)  # fmt: skip

__all__ = [
    "ByteDamage",
    "GeneratedPage",
    "byte_damage",
    "drafts",
    "pages",
    "paragraphs",
    "sentences",
    "tables",
    "titles",
]

CHINA = dt.timezone(dt.timedelta(hours=8))


@dataclass(frozen=True, slots=True)
class GeneratedPage:
    """A page and the draft it was made from, which is the truth about it.

    Attributes:
        layout: name of the layout, ``"text"`` for plain text.
        encoding: encoding of ``data``.
    """

    data: bytes
    draft: Draft
    layout: str
    encoding: str
    content_type: str | None
    url: str = "http://www.lanchuan.gov.example/xw/1.html"


@dataclass(frozen=True, slots=True)
class ByteDamage:
    """One damaged byte: ``kind`` is ``"drop"``, ``"insert"`` or ``"flip"``; ``place`` is 0–1 of the range given."""

    kind: str
    place: float
    value: int

    def apply(self, data: bytes, start: int = 0, end: int | None = None) -> tuple[bytes, int]:
        """Damage one byte of ``data[start:end]``; return the new bytes and the offset of the damage."""
        end = len(data) if end is None else end
        at = min(end - 1, start + int(self.place * (end - start)))
        if self.kind == "drop":
            return data[:at] + data[at + 1 :], at
        if self.kind == "insert":
            return data[:at] + bytes([self.value]) + data[at:], at
        return data[:at] + bytes([data[at] ^ (1 << self.value % 8)]) + data[at + 1 :], at


def _fill(draw: Callable[[st.SearchStrategy[Any]], Any], template: str) -> str:
    """Fill the slots ``{name}`` of ``template``, each with a value of its own."""
    out, rest = [], template
    while True:
        before, brace, rest = rest.partition("{")
        out.append(before)
        if not brace:
            return "".join(out)
        name, _, rest = rest.partition("}")
        choices = SLOTS[name]
        out.append(
            str(draw(st.integers(*choices)))
            if isinstance(choices[0], int)
            else draw(st.sampled_from(choices))
        )


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """One sentence of official prose, with its full stop."""
    return _fill(draw, draw(st.sampled_from(SENTENCES)))


@st.composite
def paragraphs(draw: st.DrawFn, min_sentences: int = 1, max_sentences: int = 5) -> str:
    """A paragraph: different sentences in a row."""
    chosen = draw(
        st.lists(st.sampled_from(SENTENCES), min_size=min_sentences, max_size=max_sentences, unique=True)
    )
    return "".join(_fill(draw, template) for template in chosen)


@st.composite
def titles(draw: st.DrawFn) -> str:
    """A headline without punctuation at its end."""
    return _fill(draw, draw(st.sampled_from(TITLES)))


@st.composite
def tables(draw: st.DrawFn) -> tuple[tuple[str, ...], ...]:
    """Rows of a small data table with a head."""
    rows = draw(
        st.lists(
            st.tuples(st.sampled_from(PROJECTS), st.integers(1, 999)), min_size=2, max_size=5, unique=True
        )
    )
    return (
        ("序号", "项目名称", "投资（万元）"),
        *((str(i), name, str(n)) for i, (name, n) in enumerate(rows, 1)),
    )


@st.composite
def drafts(
    draw: st.DrawFn,
    min_paragraphs: int = 2,
    max_paragraphs: int = 8,
    plain: bool = False,
    headers: tuple[str, ...] = tuple(HEADERS),
) -> Draft:
    """An article before it becomes a page.

    ``plain`` ones are title, source, date and paragraphs only; ``headers`` are names of forms of the header line.
    """
    body = draw(st.lists(paragraphs(), min_size=min_paragraphs, max_size=max_paragraphs, unique=True))
    if draw(st.booleans()):
        for number, heading in enumerate(HEADINGS[: draw(st.integers(0, min(3, len(body))))]):
            body.insert(number * 2, heading)
    closing = draw(st.sampled_from([None, *CLOSINGS]))
    moment = draw(
        st.datetimes(min_value=dt.datetime(2003, 1, 1), max_value=dt.datetime(2026, 10, 31, 23, 59))
    ).replace(second=0, microsecond=0, tzinfo=CHINA)
    draft = Draft(
        draw(titles()),
        draw(st.sampled_from(SOURCES)),
        moment,
        tuple([*body, closing] if closing else body),
        draw(st.sampled_from(PLACES)),
        draw(st.sampled_from([None, *PEOPLE])),
        draw(st.sampled_from(sorted(headers))),
    )
    if plain:
        return draft
    return replace(
        draft,
        table=draw(st.just(()) | tables()),
        attachments=tuple(draw(st.lists(st.sampled_from(ATTACHMENTS), max_size=3, unique=True))),
        issuer=draw(st.sampled_from([None, *ISSUERS])),
        signed=(moment - dt.timedelta(days=draw(st.integers(0, 9)))).date(),
    )


@st.composite
def pages(
    draw: st.DrawFn,
    layouts: tuple[str, ...] = LAYOUTS,
    encodings: tuple[str, ...] = ENCODINGS,
    content: st.SearchStrategy[Draft] | None = None,
) -> GeneratedPage:
    """An undamaged page in one of the common layouts, in an encoding that it may declare rightly, wrongly or not."""
    draft = draw(content or drafts())
    layout = draw(st.sampled_from(layouts))
    if layout in ("tables", "breaks", "text"):  # nothing but lines
        draft = replace(draft, table=())
    encoding = draw(st.sampled_from(encodings))
    declared = draw(st.sampled_from([encoding, None, "gb2312", "utf-8"]))
    page = render(draft, layout, declared)
    content_type = draw(st.sampled_from([None, "text/html", f"text/html; charset={encoding}"]))
    return GeneratedPage(page.encode(encoding), draft, layout, encoding, content_type)


def byte_damage() -> st.SearchStrategy[ByteDamage]:
    """One byte dropped, inserted or flipped."""
    return st.builds(
        ByteDamage,
        st.sampled_from(["drop", "insert", "flip"]),
        st.floats(0, 1, exclude_max=True, allow_nan=False),
        st.integers(0, 255),
    )

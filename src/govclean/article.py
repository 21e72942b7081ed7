"""The result: one frozen, plain :class:`Article` per page."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, field
from typing import Any

from .errors import InputError
from .trail import Choice, Edit, Trail

__all__ = [
    "Article",
    "Attachment",
    "Block",
    "Damage",
    "Decoded",
    "Encoding",
    "Proofread",
    "Repaired",
    "Site",
]


@dataclass(frozen=True, slots=True)
class Damage:
    """A place where bytes could not be read.

    Attributes:
        byte_start, byte_end: offsets of the unreadable bytes in the input.
        start, end: offsets in code points of what stands for them in the decoded text.
        kind: ``"invalid"``, ``"lost"``, ``"inserted"``, ``"truncated"``, ``"control"`` …
    """

    byte_start: int
    byte_end: int
    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Encoding:
    """How the bytes were read.

    Attributes:
        name: the encoding used, as Python's codec registry spells it (``"gb18030"``, ``"utf-8"``); ``"str"``
            when the source was text already.
        declared: what header, meta or XML declaration said, as written, or ``None``.
        evidence: why this encoding, one reason an entry.
        confidence: 0–1.
        damaged: places where bytes could not be read, in order.
    """

    name: str
    declared: str | None = None
    evidence: tuple[str, ...] = ()
    confidence: float = 1.0
    damaged: tuple[Damage, ...] = ()


@dataclass(frozen=True, slots=True)
class Decoded:
    """Bytes as text: what :func:`govclean.decode` returns."""

    text: str
    encoding: Encoding
    choice: Choice
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Repaired:
    """Repaired text with every change: what :func:`govclean.repair` returns.

    ``edits`` have their offsets in the text that was passed; ``govclean.trail.undo(text, edits)`` gives it back.
    """

    text: str
    edits: tuple[Edit, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proofread:
    """Proofread text with every correction: what :func:`govclean.proofread` returns."""

    text: str
    edits: tuple[Edit, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Site:
    """Facts about the site, read from meta tags (《政府网站发展指引》 国办发〔2017〕47号) and the footer.

    Attributes:
        name, domain, id_code: SiteName, SiteDomain, SiteIDCode (政府网站标识码, 10 digits or ``bm`` + 8 digits).
        column: the column's name (栏目), from meta or the breadcrumb.
        icp: ICP filing number (ICP备案号). police_record: 公网安备 number.
        host, operator, support: 主办, 承办, 技术支持.
        copyright: 版权所有.
    """

    name: str | None = None
    domain: str | None = None
    id_code: str | None = None
    column: str | None = None
    icp: str | None = None
    police_record: str | None = None
    host: str | None = None
    operator: str | None = None
    support: str | None = None
    copyright: str | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that belongs to the document (附件).

    Attributes:
        name: as displayed, without the number.
        url: absolute if the page's address was known, as written otherwise; ``None`` if only named.
        number: its number in the list of attachments, or ``None``.
    """

    name: str
    url: str | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the body.

    Attributes:
        kind: ``"heading"``, ``"paragraph"``, ``"item"``, ``"table"``, ``"image"``, ``"signature"`` or ``"note"``.
        text: its text; a table row a line, its cells separated by a tab.
        level: 1–6 for headings (一、→ 1, （一）→ 2, 1. → 3, （1）→ 4, or the HTML level), else 0.
        rows: the cells of a table, spans resolved by repeating the value.
        src: address of an image.
    """

    kind: str
    text: str
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()
    src: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Article:
    """A cleaned page.

    ``text`` is the body, one paragraph a line, without title, header line, page tools and footer; ``blocks`` is the
    same body with its structure.  ``published_at``, ``signed_on`` and ``modified_at`` are three different dates and
    are never merged: a ``datetime`` at +08:00 where a time is stated, a ``date`` otherwise.

    Attributes:
        page_type: ``"article"``, ``"list"``, ``"home"``, ``"search"``, ``"error"``, ``"challenge"``, ``"redirect"``,
            ``"attachment"``, ``"guide"`` (办事指南, 公开指南: undated), ``"fragment"``, ``"binary"`` or ``"empty"``.
        verdict: ``"clean"``, ``"repaired"``, ``"mirrored"`` (a copy with injected pinyin or shifted bytes) or
            ``"hijacked"`` (spam was injected).
        script: ``"hans"``, ``"hant"`` or ``"mixed"``; ``None`` where no Chinese text tells.
        warnings: what a reader should know; each starts with a code, ``"repair.numeral: …"``.
        rules_version: version and hash of the rule set, ``"2026.11+1a2b3c4d"``.
    """

    title: str | None = None
    subtitle: str | None = None
    text: str = ""
    blocks: tuple[Block, ...] = ()
    source: str | None = None
    author: str | None = None
    editor: str | None = None
    published_at: dt.datetime | dt.date | None = None
    signed_on: dt.datetime | dt.date | None = None
    modified_at: dt.datetime | dt.date | None = None
    document_number: str | None = None
    index_number: str | None = None
    issuer: str | None = None
    subject: str | None = None
    validity: str | None = None
    keywords: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    site: Site = field(default_factory=Site)
    page_type: str = "article"
    verdict: str = "clean"
    language: str | None = None
    script: str | None = None
    encoding: Encoding = field(default_factory=lambda: Encoding("str"))
    url: str | None = None
    next_page: str | None = None
    pages: int | None = None
    trail: Trail = field(default_factory=Trail)
    warnings: tuple[str, ...] = ()
    rules_version: str = ""

    def __repr__(self) -> str:
        # A line: the fields of a long article fill the screen, and print(explain(article)) shows them better.
        return (
            f"<Article {self.title!r}: {self.page_type}, {self.verdict}, {len(self.text)} characters, "
            f"{len(self.trail.edits)} edits, {len(self.trail.removals)} removals>"
        )

    def to_dict(self) -> dict[str, Any]:
        """Return plain dicts, lists, strings, numbers and ``None``; dates as ISO 8601 strings."""
        from .plain import to_plain

        plain = to_plain(self)
        assert isinstance(plain, dict)
        return plain

    def to_json(self, *, indent: int | None = None) -> str:
        """Return JSON (RFC 8259) with Chinese text unescaped; :meth:`from_dict` reads it back."""
        # A lone surrogate has no UTF-8 form; escaped it survives any writer.
        text = json.dumps(self.to_dict(), ensure_ascii=False, indent=indent)
        return text.encode("utf-8", "namereplace").decode() if _lone_surrogate(text) else text

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Article:
        """Rebuild the article that :meth:`to_dict` described; keys of later versions are ignored.

        Raises:
            InputError: ``data`` is not such a dict.
        """
        from .plain import from_plain

        if not isinstance(data, dict) or not {"text", "trail"} <= data.keys():
            raise InputError("from_dict() takes what to_dict() returned; pass json.loads(text) for JSON")
        try:
            return from_plain(cls, data)
        except (TypeError, ValueError, AttributeError) as error:
            raise InputError(f"from_dict() takes what to_dict() returned: {error}") from error

    def to_markdown(self) -> str:
        """Return the article as CommonMark with GFM tables, the fields as a list under the title."""
        from .show.markdown import article_to_markdown

        return article_to_markdown(self)

    def to_html(self) -> str:
        """Return the article as an HTML fragment; every text is escaped, no script and no unsafe URL."""
        from .show.html import article_to_html

        return article_to_html(self)

    def _repr_html_(self) -> str:
        """Return the card that notebooks show: fields, verdict, the body with its edits marked, removals folded."""
        from .show.card import article_to_card

        return article_to_card(self)


def _lone_surrogate(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False

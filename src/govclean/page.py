"""A page on its way through the stages: the one mutable value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .article import Encoding
from .trail import Candidate, TrailRecorder

if TYPE_CHECKING:
    from .cleaner import Options
    from .profile import SiteProfile
    from .rules.engine import RuleSet

__all__ = ["Container", "Page", "Piece", "Stage"]


@dataclass(slots=True)
class Piece:
    """One run of visible text with its place on the page: a paragraph, a cell, a line, an image, a table.

    Every piece ends either as part of the article or as a removal; that is how no character is lost.  A stage takes
    a piece out by calling :meth:`take`; what nobody takes and ``locate`` selects is the body.

    Attributes:
        text: the text as displayed, white space collapsed, without line breaks (a data table: a row a line, cells
            separated by a tab).
        kind: ``"paragraph"``, ``"heading"``, ``"item"``, ``"table"``, ``"image"`` or ``"line"`` (plain text).
        tag: the block-level tag that holds it (``"p"``, ``"td"``, ``"li"``), ``"line"`` in plain text.
        level: 1–6 for ``h1``–``h6``.
        container: index in ``Page.containers`` of the innermost container.
        links: ``(text, href)`` of the links inside, in order; link_chars: how many of its characters are link text.
        hidden: why it is not displayed (``"display:none"``, ``"<textarea>"`` …), ``""`` if it is.
        bold, centred: whether the whole piece is.
        rows: cells of a data table, spans resolved.
        src: address of an image.
        role: ``""`` while undecided; then ``"body"`` or what it was taken as: ``"title"``, ``"header"``,
            ``"disclosure"``, ``"tool"``, ``"nav"``, ``"footer"``, ``"spam"``, ``"hidden"``, ``"copy"``, ``"outside"`` …
        rule: the rule that took it.
    """

    index: int
    text: str
    kind: str = "paragraph"
    tag: str = ""
    level: int = 0
    container: int = 0
    links: tuple[tuple[str, str], ...] = ()
    link_chars: int = 0
    hidden: str = ""
    bold: bool = False
    centred: bool = False
    rows: tuple[tuple[str, ...], ...] = ()
    src: str | None = None
    role: str = ""
    rule: str = ""
    note: str = ""

    def take(self, role: str, rule: str, note: str = "") -> None:
        """Take the piece out of the body as ``role``, because of ``rule``."""
        self.role, self.rule, self.note = role, rule, note


@dataclass(slots=True)
class Container:
    """An element that holds pieces, in document order; ``parent`` is its index, -1 for the root.

    ``first`` and ``last`` are the range of indices of the pieces inside it (``last`` is one past the end).
    """

    index: int
    parent: int
    tag: str
    id: str = ""
    classes: str = ""
    hidden: str = ""
    first: int = 0
    last: int = 0
    depth: int = 0


@dataclass(slots=True)
class Page:
    """One page and all that is known of it so far."""

    options: Options
    rules: RuleSet
    # input
    data: bytes | None = None
    text: str = ""  # decoded, then repaired, source text
    decoded: str = ""  # source text before repair
    url: str | None = None
    content_type: str | None = None
    is_html: bool = False
    parsed: bool = False  # the source was a parsed document: HTML whatever its text looks like
    profile: SiteProfile | None = None  # what is known of its site
    # decode
    encoding: Encoding = field(default_factory=lambda: Encoding("str"))
    # parse
    head_title: str = ""  # content of <title>
    meta: list[tuple[str, str]] = field(default_factory=list)  # (name in lower case, content)
    pieces: list[Piece] = field(default_factory=list)
    containers: list[Container] = field(default_factory=list)
    base_href: str | None = None
    # locate, fields
    main: int | None = None  # index of the container that holds the article
    page_type: str = ""
    verdict: str = ""
    candidates: dict[str, list[Candidate]] = field(default_factory=dict)  # by field name
    values: dict[str, Any] = field(default_factory=dict)  # field name → value for Article
    site: dict[str, str] = field(default_factory=dict)  # attribute of Site → value
    # audit
    trail: TrailRecorder = field(default_factory=TrailRecorder)
    warnings: list[str] = field(default_factory=list)
    cache: dict[str, Any] = field(default_factory=dict)  # per-run scratch of the stages, by stage name

    def warn(self, code: str, message: str) -> None:
        """Add a warning for the reader; ``code`` is ``"stage.what"``."""
        self.warnings.append(f"{code}: {message}")

    def suggest(self, what: str, value: str, origin: str, score: float = 0.0, note: str = "") -> None:
        """Add a candidate for the field ``what``; ``fields.resolve`` chooses among them."""
        self.candidates.setdefault(what, []).append(Candidate(value, origin, float(score), note))

    def body(self) -> list[Piece]:
        """Return the pieces that make up the article's body, in order."""
        return [piece for piece in self.pieces if piece.role == "body"]


Stage = Callable[[Page], None]

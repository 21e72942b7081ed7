"""One pass over the page: tags and text → pieces and containers.

This is the tree construction of the HTML standard (§13.2.6) reduced to what an article needs: which block element holds
which text.  Formatting elements only matter where they hide, embolden, link or carry a name.  Nothing is ever dropped for
being misplaced: an end tag without a start is ignored, a second ``<html>`` or ``<body>`` inside the page is ignored with
its end tag, so a complete document nested in another one is a part of it like any other.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html import unescape

from ..page import Container, Piece
from .elements import (
    BARRIER,
    BLOCKS,
    BOLD,
    BREAKS,
    IGNORED,
    QUIET,
    RAW,
    SIBLINGS,
    TABLE_PARTS,
    UNSEEN,
)
from .hidden import hiding_classes, why_hidden
from .lines import Line
from .opened import PLAIN, Look, Open, look_at
from .settled import innermost, piece_of
from .tables import Table, settle
from .tokens import TAG, attributes, close_comment, close_raw, collapse, whole_tag

__all__ = ["MAX_DEPTH", "Walker"]

# Deeper elements are read but not nested; real pages have up to about 60 levels.
MAX_DEPTH = 400
# Tags with misplaced quotes or brackets that are looked at closely (8,000 characters each at most); more than a broken
# template can have, and a bound for pages made of nothing else.
MAX_CARE = 5_000
# An attribute's value of so many characters may be an article: 40 Han characters in a paragraph.
LONG_VALUE = 50
# Characters of a link over several pieces: a teaser's title and summary.
MAX_LINK = 400

_TABLE = frozenset(["table"])
# Inputs that display their value; an unknown type is a text field.
SHOWN_INPUTS = frozenset(["", "text", "search", "submit", "button", "reset"])
_NOTHING: dict[str, str] = {}


@dataclass(slots=True)
class Walker:
    """Reads a page; ``pieces`` and ``containers`` grow, the rest is what was met on the way.

    Attributes:
        meta: ``(name in lower case, content)``; ``http-equiv`` ones are named ``"http-equiv:refresh"``.
        titles: contents of ``<title>``, first the page's own.
        scripts, comments: offsets of their text in the page.
        frames: addresses of frames.
        values: attributes long enough for an article, ``(what, value)``: hidden fields, ``data-…``, ``srcdoc``.
        too_deep: whether elements were nested deeper than :data:`MAX_DEPTH`.
    """

    pieces: list[Piece] = field(default_factory=list)
    containers: list[Container] = field(default_factory=list)
    meta: list[tuple[str, str]] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    base_href: str | None = None
    scripts: list[tuple[int, int]] = field(default_factory=list)
    comments: list[tuple[int, int]] = field(default_factory=list)
    frames: list[str] = field(default_factory=list)
    values: list[tuple[str, str]] = field(default_factory=list)
    too_deep: bool = False
    _care: int = MAX_CARE
    _tables: list[Table] = field(default_factory=list)
    _veiled: dict[str, str] = field(default_factory=dict)  # classes that a style sheet hides
    _reading: int = 0  # depth of texts within texts
    _absent: set[str] = field(default_factory=set)
    _looks: dict[str, Look] = field(default_factory=dict)
    _stack: list[Open] = field(default_factory=list)
    _count: dict[str, int] = field(default_factory=dict)  # open elements by tag
    _skipped: dict[str, int] = field(default_factory=dict)  # elements too deep to be on the stack, by tag
    _line: Line = field(default_factory=Line)  # text on display
    _dark: Line = field(default_factory=Line)  # text that is not, beside it

    def read(self, text: str, tag: str = "body", hidden: str = "") -> None:
        """Read ``text`` as the content of a new container ``tag``; ``hidden`` says why it is not displayed."""
        below = self._stack, self._count, self._skipped, self._tables, self._absent
        root = 0 if self.containers else -1
        parent = next((e.container for e in reversed(self._stack) if e.container >= 0), root)
        base = Open(tag, True, hidden, own_hidden=hidden, container=len(self.containers))
        self._stack, self._count, self._skipped, self._tables = [base], {tag: 1}, {}, []
        self._absent = set()
        self._reading += 1
        depth = self.containers[parent].depth + 1 if parent >= 0 else 0
        self.containers.append(
            Container(base.container, parent, tag, hidden=hidden, first=len(self.pieces), depth=depth)
        )
        position = 0
        while position < len(text):
            position = self._run(text, position)
        while self._stack:
            self._pop()
        self.containers[0].last = len(self.pieces)
        self._stack, self._count, self._skipped, self._tables, self._absent = below
        self._reading -= 1

    def _run(self, text: str, position: int) -> int:
        """Read tags up to one behind which the scan has to start again; return where that is."""
        count, looks, line = self._count, self._looks, self._line
        for m in TAG.finditer(text, position):
            start = m.start()
            if start > position:
                data = text[position:start]
                # Most of the text between tags is white space that stands on no line.
                if line.parts or not data.isspace():
                    self._text(data)
            slash, name, raw, end, comment = m.groups()
            position = m.end()
            if name is None:
                if comment:
                    stop, resume = close_comment(text, position, self._absent)
                    self.comments.append((position, stop))
                    return resume
                continue
            careful = not end or (raw and (raw.count('"') & 1 or raw.count("'") & 1))
            if careful and self._care > 0:
                self._care -= 1
                raw, position = whole_tag(text, start)
            else:
                careful = False
            tag = name.lower()
            if slash:
                if tag in BLOCKS or count.get(tag) or tag in BREAKS:
                    self._end(tag)
            elif tag in RAW:
                return self._raw(tag, raw, text, position)
            elif tag in QUIET and not count.get(tag):
                if raw and (looks.get(raw) or self._look(raw)).matters:
                    self._push(tag, False, raw)
            else:
                self._start(tag, raw)
            if careful:
                return position
        if position < len(text):
            self._text(text[position:])
        return len(text)

    def _raw(self, tag: str, raw: str, text: str, start: int) -> int:
        stop, resume = close_raw(tag, text, start, self._absent)
        if tag == "script":
            self.scripts.append((start, stop))
        elif tag == "style":
            self._veiled.update(hiding_classes(text[start:stop]))
        elif tag == "title":
            title = Line([text[start:stop]]).text()
            if title:
                self.titles.append(title)
        elif tag == "textarea":
            self._flush()
            content = text[start:stop]
            if content.count("&lt;") > content.count("<"):
                content = unescape(content)  # markup, escaped as it should be
            if self._reading > 1:
                self._text(content.replace("<", "&lt;"))  # no form stands in a form's text: do not go deeper
                self._flush()
            elif content.strip():
                self.read(content, "textarea", self._stack[-1].hidden or "<textarea>")
        elif tag == "xmp":
            self._flush()
            self._text(text[start:stop].replace("&", "&amp;"))
            self._flush()
        return resume

    def _text(self, data: str) -> None:
        top = self._stack[-1]
        line = self._dark if top.hidden else self._line
        if not line.parts:
            if data.isspace():
                return
            if top.hidden:
                line.hidden = top.hidden
        if top.pre and "\n" in data:
            for part in data.splitlines():
                if part.strip():
                    line.add(part, top.bold, top.link)
                self._flush()
                line.hidden = top.hidden
            return
        line.add(data, top.bold, top.link)

    def _start(self, tag: str, raw: str) -> None:
        if tag in BLOCKS:
            self._flush()
            self._imply(tag)
            self._push(tag, True, raw)
        elif tag == "a":
            if self._count.get("a"):
                self._end("a")
            self._push(tag, False, raw)
        elif tag == "img":
            self._image(raw)
        elif tag in IGNORED:
            if tag in BREAKS:
                self._flush()
            if tag == "input":
                self._input(attributes(raw))
        elif tag == "meta":
            self._meta(attributes(raw))
        elif tag == "base":
            self.base_href = self.base_href or attributes(raw).get("href") or None
        elif tag == "frame":
            if src := attributes(raw).get("src"):
                self.frames.append(src)
        elif tag in BOLD or tag in UNSEEN or self._count.get(tag) or (raw and self._look(raw).matters):
            self._push(tag, False, raw)

    def _imply(self, tag: str) -> None:
        """Close what the start of a block closes by itself: an open ``<p>``, the item or cell before it."""
        stack = self._stack
        if self._count.get("p"):
            at = len(stack) - 1
            while not stack[at].block:
                at -= 1
            if stack[at].tag == "p":
                self._pop_to(at)
        if siblings := SIBLINGS.get(tag):
            same, stop = siblings
            if any(self._count.get(s) for s in same):
                for at in range(len(stack) - 1, 0, -1):
                    if stack[at].tag in same:
                        self._pop_to(at)
                        break
                    if stack[at].tag in stop:
                        break

    def _push(self, tag: str, block: bool, raw: str) -> None:
        stack = self._stack
        if len(stack) >= MAX_DEPTH:
            self.too_deep = True
            self._skipped[tag] = self._skipped.get(tag, 0) + 1
            return
        top = stack[-1]
        bold = top.bold or tag in BOLD
        if raw:
            look = self._look(raw)
            why = look.hidden or UNSEEN.get(tag, "") or ("" if block else look.veiled)
            if look.bold is not None:
                bold = look.bold
            element = Open(
                tag,
                block,
                top.hidden or why,
                look.align or top.align,
                bold,
                top.link,
                look.id,
                look.classes,
                why,
            )
        else:
            look = PLAIN
            why = UNSEEN.get(tag, "")
            element = Open(tag, block, top.hidden or why, top.align, bold, top.link, "", "", why)
        element.pre = top.pre
        if tag == "a":
            element.link, element.first = look.href, len(self.pieces)
        elif tag == "center":
            element.align = "center"
        elif tag == "pre":
            element.pre = True
        elif tag in TABLE_PARTS:
            self._open_table_part(element, attributes(raw) if raw else _NOTHING)
        stack.append(element)
        self._count[tag] = self._count.get(tag, 0) + 1

    def _look(self, raw: str) -> Look:
        """Read attributes; Word writes the same ones a thousand times, so they are read once."""
        look = self._looks.get(raw)
        if look is None:
            named = attributes(raw)
            look = look_at(named, self._veiled)
            self._looks[raw] = look
            if len(raw) >= LONG_VALUE:
                self._keep_values(named)
        return look

    def _keep_values(self, named: dict[str, str]) -> None:
        """Keep what a script may show: ``data-content="&lt;p&gt;…"``."""
        for name, value in named.items():
            if len(value) >= LONG_VALUE and (name == "srcdoc" or name.startswith("data-")):
                self.values.append((f"@{name}", value))

    def _open_table_part(self, element: Open, named: dict[str, str]) -> None:
        table = self._tables[-1] if self._tables else None
        if element.tag == "table":
            element.align = ""  # quirks mode: a table does not inherit it
            element.table = Table(
                len(self.pieces), len(self.containers), bool(named.get("border", "0") not in ("", "0"))
            )
            self._tables.append(element.table)
            if table:
                table.nested = True
        elif table is None:
            return
        elif element.tag == "tr":
            table.open_row()
        elif element.tag in ("td", "th"):
            table.open_cell(len(self.pieces), element.tag, named.get("colspan", ""), named.get("rowspan", ""))

    def _end(self, tag: str) -> None:
        block = tag in BLOCKS
        if block or tag in BREAKS:
            self._flush()
        if self._skipped and self._skipped.get(tag):
            self._skipped[tag] -= 1
            return
        if not self._count.get(tag):
            return
        stack = self._stack
        stop = _TABLE if tag in TABLE_PARTS else BARRIER
        crossed = False
        for at in range(len(stack) - 1, 0, -1):
            element = stack[at]
            if element.tag == tag:
                if crossed and not block:
                    self._release(at)
                else:
                    self._pop_to(at)
                return
            if element.tag in stop and block:
                return
            crossed = crossed or element.block

    def _release(self, at: int) -> None:
        """End a formatting element that ends inside a block opened after it: ``<b><p>…</b>…</p>``."""
        gone = self._stack[at]
        below = self._stack[at - 1]
        self._count[gone.tag] -= 1
        if gone.tag == "a":
            self._unlink(gone.first)
        gone.tag = ""
        for element in self._stack[at:]:
            if gone.link is not None:
                element.link = below.link
            if gone.bold:
                element.bold = below.bold
            if gone.own_hidden and element.hidden == gone.own_hidden:
                element.hidden = below.hidden

    def _pop_to(self, at: int) -> None:
        while len(self._stack) > at:
            self._pop()

    def _pop(self) -> None:
        element = self._stack[-1]
        if element.block:
            self._flush()
        elif element.link is not None and element.tag == "a":
            (self._dark if element.hidden else self._line).end_link(element.link)
        self._stack.pop()
        if element.tag:
            self._count[element.tag] -= 1
        if element.tag == "a":
            self._unlink(element.first)
        if element.table is not None:
            self._tables.pop()
            settle(element.table, self.pieces, self.containers, max(element.container, 0))
        elif self._tables and element.tag in ("td", "th"):
            self._tables[-1].close_cell(len(self.pieces))
        if element.container >= 0:
            # A formatting element may end within a line, which then belongs to it as well.
            self.containers[element.container].last = len(self.pieces) + bool(
                not element.block and self._line.parts
            )

    def _unlink(self, first: int) -> None:
        """A link over paragraphs of text lost its end tag: what stands in it is text."""
        pieces = self.pieces[first:]
        if len(pieces) > 1 and sum(len(p.text) for p in pieces) > MAX_LINK:
            for piece in pieces[1:]:
                piece.link_chars, piece.links = 0, ()

    def _flush(self) -> None:
        """End the line: make a piece of what stands on it."""
        line = self._line
        if line.parts or line.images:
            self._end_line(line)
        line = self._dark
        if line.parts or line.images:
            self._end_line(line)

    def _end_line(self, line: Line) -> None:
        text = line.text() if line.parts else ""
        if text or line.images:
            container = innermost(self._stack, self.containers, len(self.pieces))
            for src in line.images:
                image = Piece(len(self.pieces), "", "image", "img", 0, container)
                image.src, image.hidden = src, line.hidden
                self.pieces.append(image)
            if text:
                self.pieces.append(piece_of(text, line, self._stack, len(self.pieces), container))
        line.clear()

    def _image(self, raw: str) -> None:
        named = attributes(raw)
        src = named.get("src") or named.get("data-src") or ""
        if src and not {named.get("width"), named.get("height")} & {"0", "1", "2", "0px", "1px", "2px"}:
            line = self._dark if self._stack[-1].hidden or why_hidden(named) else self._line
            line.images.append(src)

    def _input(self, named: dict[str, str]) -> None:
        """Make a piece of what a button or a field of a form displays (WHATWG §4.10.5.1)."""
        value = named.get("value", "")
        if len(value) >= LONG_VALUE and named.get("type", "").lower() == "hidden":
            self.values.append(("<input>", value))
        text = collapse(value)
        if text and named.get("type", "text").strip().lower() in SHOWN_INPUTS:
            container = innermost(self._stack, self.containers, len(self.pieces))
            piece = Piece(len(self.pieces), text, "paragraph", "input", 0, container)
            piece.hidden = self._stack[-1].hidden or why_hidden(named)
            self.pieces.append(piece)

    def _meta(self, named: dict[str, str]) -> None:
        name = named.get("name") or named.get("property") or named.get("itemprop") or ""
        if not name and named.get("http-equiv"):
            name = f"http-equiv:{named['http-equiv']}"
        if name:
            self.meta.append((name.strip().lower(), named.get("content", "").strip()))

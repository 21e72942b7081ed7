"""The stage: collect what the page states about each field, take the head out of the body, choose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..page import Page, Piece
from .attachments import find_attachments
from .box import RECORD, box_rows
from .evidence import Evidence, choose
from .head import is_value, record_below, take_head, take_tail
from .head_title import cut_head_title, is_site_name, squeeze
from .header import cells_evidence, is_evidence_line, labels_itself, line_evidence, table_rows
from .labels import DATE_FIELDS, Labelled, Line, label_of, read_line
from .lone_title import lone_heading, may_head, name_heading
from .metatags import meta_evidence, site_facts
from .numbers import is_only_number, number_in_title, order_of
from .paging import read_paging
from .people import lead_credit, name_line
from .region import check_region
from .resolve import resolve
from .signature import byline_evidence, closing_time, signature_evidence
from .site import column_of, footer_facts, name_of_site
from .title import ABOVE, Title, find_title

__all__ = ["read_fields"]

JUST_ABOVE, JUST_ABOVE_REST = 5, 8  # pieces above the title, and what may stand there beside a date
AFTER = 14  # pieces behind the article in which source, date and editor may stand
FOOT = 30  # pieces at the end of a page without an article that may be the site's footer
HEAD = 12  # pieces of the body that may belong to its head
# Page types that have no article: nothing on them is a field of one.
_NO_ARTICLE = frozenset({"list", "home", "search", "error", "challenge", "redirect", "binary", "empty"})


def read_fields(page: Page) -> None:
    """Read every field that the page states into ``page.values``, each with a ``Choice`` in the trail.

    Takes title, subtitle, header lines, information table and document number out of the body, at its head only, and
    credit lines at its tail.  Fills name, domain, id code and column of ``page.site`` from meta tags.
    """
    site_facts(page)
    if "name" not in page.site:
        name_of_site(page)
    stated = meta_evidence(page)
    body = [p for p in page.pieces if p.role == "body"]
    if page.page_type in _NO_ARTICLE and not body:
        _head_title_only(page)
        footer_facts(page, max(len(page.pieces) - FOOT, 0) - 1)
        return
    start, end = _extent(page, body)
    bottom = _first_prose(page, start)
    lines = {
        p.index: read_line(p.text)
        for p in page.pieces[max(0, start - ABOVE) : bottom]
        if p.text and p.kind != "table" and p.role not in ("spam", "copy")
    }
    rows = box_rows(page.pieces[max(0, start - ABOVE) : start + 2 * HEAD])
    glued = tuple(row for index, row in rows.items() if index not in lines or not lines[index].pairs)
    table = [*_tables(page, start, bottom), *line_evidence(Line("", glued, (), ""), "table", 85.0)]
    lines = {index: line for index, line in lines.items() if index not in rows or line.pairs}
    titles = [e for e in stated + table if e.field == "title"] + _record_titles(lines)
    below = next((p.index for p in body if p.text and p.index not in rows), start)
    title = find_title(page, titles, below, lines, frozenset(rows)) or name_heading(page, below)
    stated += _beside_title(table, title)
    taken = take_head(page, title)
    if title is None:
        stated += _head_number(body)
    title = title or taken
    if title is None and not titles and not _states_title(page):
        title = lone_heading(page, below)
        if title is not None:
            take_head(page, title)
    stated += _displayed(page, title, start, end, lines)
    footer_facts(page, end)
    stated += _stripped(page)
    left = [p for p in body if p.role == "body"]
    if body:
        stated += _from_body(page, left, title)
        stated += take_tail(page)
        read_paging(page, end)
    under = page.pieces[title.last + 1 : title.last + 1 + AFTER] if title else []
    page.values["attachments"] = find_attachments(page, left or under)
    resolve(page, stated, title, titles)
    if "column" not in page.site and (column := column_of(page)) is not None:
        page.site["column"] = column
    if body and not page.values.get("title"):
        _warn_of_headings(page, start)
    check_region(page)


def _beside_title(stated: list[Evidence], title: Title | None) -> list[Evidence]:
    """Leave out what an empty last row of a table (主题词：) took from the first line of the title below it."""
    if title is None:
        return stated
    key = squeeze(title.text)
    return [
        e
        for e in stated
        if e.field not in ("keywords", "subject", "validity")
        or len(e.value) < 6
        or squeeze(e.value) not in key
    ]


def _extent(page: Page, body: Sequence[Piece]) -> tuple[int, int]:
    """Return the index of the article's first piece and of its last."""
    if body:
        shown = next((p for p in body if p.text), body[0])
        return shown.index, body[-1].index
    # A page that is an information table and a link: stand behind the last row of the table.
    for piece in reversed(page.pieces[:400]):
        if (
            piece.text
            and not piece.hidden
            and piece.role not in ("nav", "footer", "tool")
            and read_line(piece.text).strong
        ):
            return piece.index + 1, piece.index
    return len(page.pieces), len(page.pieces)


def _first_prose(page: Page, start: int) -> int:
    """Return the index of the first paragraph of the text: the head ends there."""
    for piece in page.pieces[start : start + HEAD]:
        if piece.role != "body" or piece.kind == "table" or is_evidence_line(piece.text):
            continue
        if len(piece.text) > 60 or "。" in piece.text:
            return piece.index
    return start + HEAD


def _tables(page: Page, start: int, bottom: int) -> Iterator[Evidence]:
    """Read information tables around the article's head: cells, or a label in one piece and its value in the next."""
    pieces = page.pieces
    for at in range(max(0, start - ABOVE), min(len(pieces), bottom)):
        piece = pieces[at]
        if not piece.text or piece.role in ("spam", "copy", "nav"):
            continue
        score = 45.0 if piece.hidden else 85.0
        if piece.kind == "table":
            yield from cells_evidence(table_rows(piece), "table", score)
            continue
        label = label_of(piece.text)
        if label is None or label[0] in ("tools", "views", "other"):
            continue
        value = next((p for p in pieces[at + 1 : at + 3] if p.text), None)
        if value is None or label_of(value.text) or len(value.text) > 200 or value.text[-1] in "：:":
            continue
        if value.role == "body" and piece.role != "body" and not is_value(label[0], value.text):
            continue  # the label's value is empty, and this is the text
        if not label[1] and not _in_record(pieces, at):
            continue
        pair = Labelled(label[0], piece.text.strip(" :：　"), value.text, 0, 0, True)
        if label[0] == "title" or not labels_itself(value.text):
            yield from line_evidence(Line("", (pair,), (), ""), "table", score)


def _record_titles(lines: dict[int, Line]) -> list[Evidence]:
    """Return the title that a row of an information list states (``标　题：…``), beside at least two other rows."""
    pairs = [p for line in lines.values() for p in line.pairs]
    if sum(p.strong and p.field in RECORD for p in pairs) < 2:
        return []
    return [
        Evidence("title", p.value, f"table:{p.label}", 58)
        for p in pairs
        if p.field == "title" and len(p.value) >= 4
    ]


def _in_record(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a weak label (名称, 分类) stands among rows of an information table."""
    around = pieces[max(0, at - 6) : at + 7]
    return sum(1 for p in around if (label_of(p.text) or ("", False))[1]) >= 2


def _displayed(
    page: Page, title: Title | None, start: int, end: int, lines: dict[int, Line]
) -> Iterator[Evidence]:
    """Read header lines between title and text, above the title, and behind the text."""
    top = title.first if title else start - 6
    bottom = title.last if title else start - 7
    for index, line in lines.items():
        piece = page.pieces[index]
        if piece.role in ("spam", "copy") or (title and title.first <= index <= title.last) or index > end:
            continue
        in_text = piece.role == "body"
        if in_text or (index >= start and piece.role not in ("header", "disclosure")):
            continue
        if index > bottom:
            score = 100.0
        elif index < top - 40:
            continue
        else:
            score = 80.0
            strong = _is_row(index, lines)
            # A date alone right above the title is its header line, farther up the calendar of the site.
            dates = line.dates if top - JUST_ABOVE <= index and len(line.rest) <= JUST_ABOVE_REST else ()
            line = Line(line.text, tuple(p for p in line.pairs if p.strong or strong), dates, line.rest)
        if piece.hidden:
            score = 40.0
        elif piece.role == "nav" and line.rest:
            continue
        if line.dates and not line.pairs and _labelled_above(page, index):
            continue  # a cell: its label stands in the cell before
        yield from line_evidence(line, _origin(line), score)
        if index > bottom and title is not None and not piece.hidden:
            yield from _number_or_name(page, piece, line)
    if title is not None:
        yield from _red_head(page, title)
    for piece in page.pieces[end + 1 : end + 1 + AFTER]:
        if piece.kind == "table" and not piece.hidden and piece.role not in ("spam", "copy", "nav"):
            yield from record_below(piece)
            continue
        if piece.text and piece.role not in ("spam", "copy") and not piece.hidden and len(piece.text) < 200:
            line = read_line(piece.text)
            # Beside 来源 or 编辑 a date without a label, or under 时间, is that of the header line at the foot.
            told = len(line.rest) <= JUST_ABOVE_REST and any(
                p.strong and p.field in _TELLING for p in line.pairs
            )
            pairs = tuple(p for p in line.pairs if (p.strong or told) and p.field in _CREDITS)
            yield from line_evidence(Line(line.text, pairs, line.dates if told else (), ""), "below", 72.0)


def _red_head(page: Page, title: Title) -> Iterator[Evidence]:
    """Read 发文机关标志 and 发文字号 above the title (GB/T 9704-2012, 7.2): ``某县人民政府文件`` over ``某政发〔2021〕5号``."""
    above = [p for p in page.pieces[max(0, title.first - 4) : title.first] if p.text and not p.hidden]
    if above and not above[-1].link_chars and above[-1].role not in ("spam", "copy", "nav", "footer"):
        yield from _letterhead(above)


def _letterhead(above: Sequence[Piece]) -> Iterator[Evidence]:
    """Yield number and issuer of the letterhead whose last lines are the last of ``above``."""
    number = is_only_number(above[-1].text) or order_of(above[-2:])
    if number is None:
        return
    note = f"written {number.original}" if number.original != number.value else "right above the title"
    yield Evidence("document_number", number.value, "letterhead", 90, note=note)
    mark = re.sub(r"(?<=.{4})文\s?件$", "", above[-2].text.strip()) if len(above) > 1 else ""
    if number.kind == "document" and is_site_name(mark):
        yield Evidence("issuer", mark, "letterhead", 40, note="发文机关标志")


def _head_number(body: Sequence[Piece]) -> Iterator[Evidence]:
    """Read the letterhead with which a text without a displayed title begins."""
    shown = [p for p in body[:HEAD] if p.text]
    at = next((n for n, p in enumerate(shown) if p.role == "body"), 0)
    if at and all(p.rule == "fields.document-number" for p in shown[:at]):
        yield from _letterhead(shown[:at])


def _is_row(index: int, lines: dict[int, Line]) -> bool:
    """Whether a line stands among rows of an information box, so that weak labels (分类, 发布部门) count in it."""
    near = [p for i in range(index - 6, index + 7) if i in lines for p in lines[i].pairs]
    return sum(p.strong and p.field in RECORD for p in near) >= 2


def _labelled_above(page: Page, index: int) -> bool:
    above = next((p for p in reversed(page.pieces[max(0, index - 2) : index]) if p.text), None)
    label = label_of(above.text) if above is not None else None
    return label is not None and label[0] in DATE_FIELDS


def _stripped(page: Page) -> Iterator[Evidence]:
    """Read credits that stand in spans which ``strip`` removed from inside a piece (责任编辑：某某)."""
    for field in ("source", "editor", "author"):  # facts that rules read from what they removed
        for known in page.candidates.get(field, ()):
            if field == "author" and known.origin.startswith("rule:editor."):
                continue  # authors among the staff are told from photographers below
            pair = Labelled(field, known.origin, known.value, 0, 0, True)
            yield from line_evidence(Line("", (pair,), (), ""), "rule", 68.0)
    for removal in page.trail.removals:
        if removal.rule.startswith("editor") and len(removal.text) < 200:
            line = read_line(removal.text)
            pairs = tuple(p for p in line.pairs if p.field in ("editor", "author", "source"))
            yield from line_evidence(Line(line.text, pairs, (), ""), "credit", 70.0)
            names = () if line.pairs else lead_credit(removal.text)
            if names:
                yield Evidence("author", " ".join(names), "credit", 69)


_TELLING = frozenset({"source", "editor", "reviewer"})
_CREDITS = frozenset({"source", "author", "editor", "published_at", "modified_at"})


def _origin(line: Line) -> str:
    return "table" if any(p.field in RECORD for p in line.pairs) else "header"


def _number_or_name(page: Page, piece: Piece, line: Line) -> Iterator[Evidence]:
    """A line between title and text that is the document's number, or its authors' names."""
    number = is_only_number(line.rest if line.pairs or line.dates else piece.text)
    if number is None:
        number = order_of(page.pieces[piece.index : piece.index + 3])
    if number is not None:
        note = f"written {number.original}" if number.original != number.value else "under the title"
        yield Evidence("document_number", number.value, "under the title", 92, note=note)
    elif line.rest and lead_credit(line.rest):  # 2021-03-13 文/张三
        yield Evidence(
            "author", " ".join(lead_credit(line.rest)), "header", 90, note="credited in the header line"
        )
    elif not line.pairs and not line.dates:
        following = [read_line(p.text) for p in page.pieces[piece.index + 1 : piece.index + 3] if p.text]
        names = name_line(piece.text, alone=piece.centred or any(n.strong or n.dates for n in following))
        if names:
            yield Evidence("author", " ".join(names), "under the title", 82, note="a line of names")


def _from_body(page: Page, body: Sequence[Piece], title: Title | None) -> Iterator[Evidence]:
    shown = [p for p in body if p.text]
    if title is not None and len(shown) > 1 and len(shown[1].text) > 40:
        names = name_line(shown[0].text)
        if names:
            yield Evidence(
                "author", " ".join(names), "under the title", 78, note="a line of names before the text"
            )
    yield from byline_evidence(shown)
    yield from signature_evidence(body)
    last = body[-1].index if body else 0
    yield from closing_time(
        [*shown[-4:], *(p for p in page.pieces[last + 1 : last + 7] if p.text and not p.hidden)]
    )
    if title is not None:
        number = number_in_title(title.text)
        if number is not None:
            yield Evidence("document_number", number.value, "title", 60)


def _warn_of_headings(page: Page, start: int) -> None:
    """Warn where no title was found, and a heading right above the text that names no site or column is left out."""
    for piece in page.pieces[max(0, start - 4) : start]:
        if (
            piece.role == "outside"
            and 1 <= piece.level <= 2
            and not piece.link_chars
            and may_head(page, piece)
        ):
            page.warn(
                "fields.no-title",
                f"no title was found; the heading {piece.text[:30]!r} above the text is left out",
            )


def _states_title(page: Page) -> bool:
    """Whether ``<title>`` tells more than the names of site and column."""
    return cut_head_title(page.head_title, _names(page)) is not None if page.head_title else False


def _names(page: Page) -> list[str]:
    return [page.site.get("name", ""), *(c for n, c in page.meta if n in ("columnname", "sitename"))]


def _head_title_only(page: Page) -> None:
    text = cut_head_title(page.head_title, _names(page)) if page.head_title else None
    if text:
        choose(page, "title", [Evidence("title", text, "<title>", 30)])

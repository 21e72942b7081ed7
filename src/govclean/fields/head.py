"""Taking the head out of the body: title, subtitle, header lines, information table, document number; credits at its tail.

What is taken depends on the text of the lines alone, and runs until nothing more is found.  So the head of a cleaned
text has nothing left to take, and cleaning it again gives the same text (invariant 3).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..fold import fold
from ..page import Page, Piece
from .box import BOX, box_at_head
from .dates import is_only_date
from .evidence import Evidence
from .head_title import same_text
from .header import cells_evidence, is_evidence_line, line_evidence, table_rows
from .labels import DATE_FIELDS, Line, label_of, read_line
from .numbers import is_only_number, order_of
from .title import MAX_LINES, Title, looks_like_title

__all__ = ["is_value", "record_below", "take_head", "take_tail"]

MAX_HEAD = 60  # lines that the head may have: an information table of 14 rows in label and value lines has 28
MAX_ABOVE = 200  # characters above the title that may be taken with it: breadcrumbs, a column's name
TITLE_LINES = 3


def take_head(page: Page, title: Title | None) -> Title | None:
    """Take the head out of the body; return the title if it was found here, by the header line under it."""
    if title is not None:
        _take_title(page, title)
    found: Title | None = None
    body = [p for p in page.pieces if p.role == "body" and p.text]
    rows = _rows_above(page, body[0].index) if body else 0
    for turn in range(MAX_HEAD):
        first = turn == 0
        body = [p for p in body[: 2 * TITLE_LINES] if p.role == "body"] + body[2 * TITLE_LINES :]
        if not body:
            break
        again = _title_again(body, title)
        for piece in body[:again]:
            piece.take("title", "fields.title", "the title again")
        if again:
            continue
        box = box_at_head(body)
        for piece in box:
            piece.take("disclosure", "fields.disclosure")
        if box:
            rows += len(box)
            body = body[len(box) :]
            continue
        if _take_first(body, rows >= 2):
            rows += body[0].role == "disclosure" or body[0].rule == "fields.document-number"
            continue
        if (rows and _is_row(body, rows)) or (first and _value_of_label(page, body[0])):
            body[0].take("disclosure", "fields.disclosure")
            continue
        below = _evidence_below(body)
        if below == 0:
            break
        if title is None:
            found = title = _title_of(body[:below])
            for piece in body[:below]:
                piece.take("title", "fields.title")
            if found.subtitle is not None:
                page.pieces[found.subtitle].take("subtitle", "fields.subtitle")
        else:
            _take_line(body[below])
    return found


def _rows_above(page: Page, first: int) -> int:
    """Return how many rows of an information box stand right above the body: the box may reach into it."""
    above = [p.text for p in page.pieces[max(0, first - 6) : first] if p.text and not p.hidden]
    return sum(label_of(text) is not None or _labelled(text) for text in above)


def _value_of_label(page: Page, first: Piece) -> bool:
    """Whether the body begins with the value whose label (索引号：) is the last cell above it."""
    above = next((p for p in reversed(page.pieces[max(0, first.index - 2) : first.index]) if p.text), None)
    label = label_of(above.text) if above is not None and above.role not in ("spam", "copy") else None
    if above is None or label is None or not is_value(label[0], first.text):
        return False
    if label[0] == "validity" and _VALIDITY.fullmatch(fold(first.text)):
        return True
    return label[0] in _CHECKED or (above.tag, first.tag) in (("dt", "dd"), ("th", "td"))


_CHECKED = DATE_FIELDS | {"index_number", "document_number"}  # fields whose values cannot be mistaken


def _labelled(text: str) -> bool:
    """Whether a line begins with a label of an information box."""
    pairs = read_line(text).pairs
    return bool(pairs) and pairs[0].start == 0 and pairs[0].field in BOX


def _is_row(body: list[Piece], rows: int) -> bool:
    """Whether the first line, under ``rows`` rows of an information box, is one more, though its label tells nothing."""
    first = body[0]
    if len(first.text) > 80 or re.search(r"[。；！？]", first.text):
        return False
    labelled = _labelled(first.text)
    between = any(
        p.tag == first.tag and (is_evidence_line(p.text) or label_of(p.text) is not None) for p in body[1:4]
    )
    return (labelled and between) or (rows >= 2 and (labelled or between))


def _title_again(body: list[Piece], title: Title | None) -> int:
    """Return how many lines at the head of the body are the title once more, set in one to six lines."""
    if title is None:
        return 0
    for size in range(1, min(MAX_LINES, len(body)) + 1):
        if same_text("".join(p.text for p in body[:size]), title.text):
            return size
    return 0


def _take_title(page: Page, title: Title) -> None:
    """Take the displayed title, and what the body has above it."""
    own = range(title.first, title.last + 1)
    above = [p for p in page.pieces[: title.first] if p.role == "body" and p.text]
    if any("。" in p.text and len(p.text) > 20 for p in above):
        return  # an order, its signature, and then the title of what it issues: a heading of the text
    if any("。" in p.text and len(p.text) > 20 for p in above):
        return  # an order, its signature, and then the title of what it issues: a heading of the text
    if sum(len(p.text) for p in above) <= MAX_ABOVE and not any("。" in p.text for p in above):
        for piece in above:
            _take_line(piece) if is_evidence_line(piece.text) else piece.take("header", "fields.above-title")
    for index in own:
        page.pieces[index].take("title", "fields.title")
    if title.subtitle is not None:
        page.pieces[title.subtitle].take("subtitle", "fields.subtitle")


def _take_first(body: list[Piece], in_box: bool) -> bool:
    """Take the first line of the body if it is part of the head; ``in_box`` among cells of a box, where weak labels count."""
    first = body[0]
    if first.kind == "table" or "\t" in first.text:
        if len(first.text) < 1500 and cells_evidence(table_rows(first), "table", 0):
            first.take("disclosure", "fields.disclosure")
            return True
        return False
    label = label_of(first.text)
    if label is not None and (label[1] or in_box) and label[0] not in ("tools", "views"):
        value = body[1] if len(body) > 1 else None
        first.take("disclosure", "fields.disclosure")
        if (
            value is not None
            and (
                label[0] in _CHECKED
                or _next_cell(first, value)
                or (label[0] == "validity" and _VALIDITY.fullmatch(fold(value.text)))
            )
            and is_value(label[0], value.text)
        ):
            value.take("disclosure", "fields.disclosure")
        return True
    if order_of(body[:2]) is not None or _red_head(body[:2]):
        for piece in body[:2]:
            piece.take("header", "fields.document-number")
        return True
    if is_evidence_line(first.text) or is_only_date(first.text):
        _take_line(first)
        return True
    return False


_VALIDITY = re.compile(r"(?:现行|继续|部分|全文)?(?:有效|失效|废止)|已(?:修改|失效|废止)|宣布失效|[是否]")


def _next_cell(label: Piece, value: Piece) -> bool:
    """Whether two pieces may be label and value: cells or lines of a text, not two paragraphs (a label without value)."""
    if label.tag in ("td", "th", "line", "span"):
        return True
    return (label.tag, label.container) != (value.tag, value.container)


def _red_head(lines: list[Piece]) -> bool:
    """Whether the lines are 发文机关标志 and 发文字号 (GB/T 9704-2012, 7.2.4 and 7.2.5): ``某县人民政府文件`` over its number."""
    return (
        len(lines) == 2
        and _MARK.fullmatch(lines[0].text) is not None
        and is_only_number(lines[1].text) is not None
    )


_MARK = re.compile(r"[\u4e00-\u9fff\s（）()]{4,40}文\s?件")


def is_value(field: str, text: str) -> bool:
    """Whether ``text`` can be the value that stands in the cell behind a label of ``field``."""
    if (
        label_of(text)
        or read_line(text).strong
        or len(text) > 120
        or "。" in text
        or text[-1:] in ("：", ":")
    ):
        return False
    if field in DATE_FIELDS:
        return is_only_date(text) is not None
    if field in ("index_number", "document_number"):
        return any(c.isdigit() for c in text) and len(text) <= 60
    return (
        field in ("title", "subject", "issuer", "validity", "source", "keywords", "other")
        and len(text) <= 120
    )


def _take_line(piece: Piece) -> None:
    if is_only_number(piece.text):
        piece.take("header", "fields.document-number")
    elif any(
        p.field in ("index_number", "issuer", "subject", "document_number")
        for p in read_line(piece.text).pairs
    ):
        piece.take("disclosure", "fields.disclosure")
    else:
        piece.take("header", "fields.header")


def _evidence_below(body: list[Piece]) -> int:
    """Return how many lines with the form of a title stand over a header line at the head of the body; 0 for none."""
    for at in range(1, min(TITLE_LINES + 1, len(body))):
        if not looks_like_title(body[at - 1].text) or body[at - 1].kind in ("table", "image"):
            return 0
        if is_evidence_line(body[at].text):
            return at
    return 0


def _title_of(group: list[Piece]) -> Title:
    if len(group) > 1 and group[-1].text.lstrip().startswith(("—", "－", "--", "―")):
        text = "".join(p.text for p in group[:-1])
        return Title(text, group[0].index, group[-2].index, 50, group[-1].index)
    return Title("".join(p.text for p in group), group[0].index, group[-1].index, 50)


_TAIL_FIELDS = frozenset(
    {
        "source",
        "editor",
        "reviewer",
        "views",
        "published_at",
        "modified_at",
        "tools",
        "photographer",
        "author",
    }
)
_TELLING = frozenset({"source", "editor", "reviewer"})


def take_tail(page: Page) -> Iterator[Evidence]:
    """Take credit lines (来源, 责任编辑, 审核) off the end of the body; yield what they state."""
    body = [p for p in page.pieces[-400:] if p.role == "body" and p.text] or [
        p for p in page.body() if p.text
    ]
    while len(body) > 1 and (found := record_below(body[-1])):
        body.pop().take("disclosure", "fields.disclosure")
        yield from found
    while len(body) > 1 and is_credit_line(body[-1].text):
        piece = body.pop()
        piece.take("header", "fields.credit")
        line = read_line(piece.text)
        yield from line_evidence(Line(line.text, line.pairs, (), ""), "tail", 78.0)


_RECORD = frozenset({"index_number", "document_number", "issuer", "signed_on", "produced_on", "validity"})


def record_below(piece: Piece) -> list[Evidence]:
    """Return what an information table below the text states; nothing for another table."""
    if piece.kind != "table" or len(piece.text) > 600:
        return []
    found = cells_evidence(table_rows(piece), "table", 82.0)
    return found if len({e.field for e in found} & _RECORD) >= 2 else []


def is_credit_line(text: str) -> bool:
    """Whether a line is nothing but credits, with at least one of 来源, 编辑 and 审核."""
    if len(text) > 120 or not is_evidence_line(text):
        return False
    line = read_line(text)
    return (
        not line.rest
        and all(p.field in _TAIL_FIELDS for p in line.pairs)
        and any(p.field in _TELLING and p.value for p in line.pairs)
    )

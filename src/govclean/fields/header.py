"""Header lines and information-disclosure tables around the title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..fold import fold
from ..page import Page, Piece
from .dates import FoundDate, is_impossible_date, is_only_date, read_date
from .evidence import IMPOSSIBLE, Evidence
from .labels import DATE_FIELDS, Labelled, Line, label_of, read_line
from .metatags import is_nothing
from .numbers import is_only_number, read_index_number, read_number
from .people import credited, split_names

__all__ = ["cells_evidence", "is_evidence_line", "labels_itself", "line_evidence", "value_fits"]

# Longest values that are still one value and not prose.
_LONGEST = {
    "source": 50,
    "author": 60,
    "editor": 40,
    "issuer": 80,
    "subject": 80,
    "validity": 20,
    "title": 200,
    "keywords": 200,
}
_NOBODY = re.compile(
    r"^(?:佚名|未知|不详|匿名|无|admin\w*|管理员|系统管理员|超级管理员|网站管理员|webmaster|本站|root|user\w*|test\w*|编辑|小编|作者|记者|待定)$",
    re.I,
)
_TRAILING = re.compile(
    r"\s*(?:打印|关闭|收藏|分享|朗读|下载|纠错|保存|复制链接|本页|窗口|字体|字号)+\s*[:：]?$"
)


def line_evidence(line: Line, origin: str, score: float) -> Iterator[Evidence]:
    """Yield what a line states: its labelled values and its unlabelled dates."""
    stated = [evidence for pair in line.pairs for evidence in _pair_evidence(pair, origin, score)]
    writers = [e for e in stated if e.field == "author"]
    if len(writers) > 1:  # 记者 张三 通讯员 李四: one line, one list of authors
        names = " ".join(dict.fromkeys(e.value for e in writers))
        stated = [e for e in stated if e.field != "author"]
        stated.append(Evidence("author", names, writers[0].origin, writers[0].score))
    yield from stated
    for found in line.dates:
        field = "modified_at" if found.note == "更新" else "published_at"
        yield _date_evidence(field, line.text[found.start : found.end], found, origin, score - 6)


def _pair_evidence(pair: Labelled, origin: str, score: float) -> Iterator[Evidence]:
    field, value = pair.field, _TRAILING.sub("", pair.value)
    if is_nothing(value):
        return
    where = f"{origin}:{pair.label}"
    score -= 0 if pair.strong else 4
    if field in DATE_FIELDS:
        found = read_date(value)
        if found is not None and str(found.value)[:10] == _EPOCH:
            yield Evidence(field, value, where, score, note="a clock that was never set", asserted=False)
        elif found is not None:
            yield _date_evidence(field, value, found, where, score)
        elif is_impossible_date(value):
            yield Evidence(field, value, where, score, note=IMPOSSIBLE, asserted=False)
    elif field == "document_number":
        number = read_number(value)
        if number is not None:
            note = f"written {number.original}" if number.original != number.value else ""
            yield Evidence(field, number.value, where, score, note=note)
        elif _ODD_NUMBER.search(fold(value)) and len(value) <= 40:
            yield Evidence(
                field, value, where, score - 2, note="not in the form of GB/T 9704, kept as written"
            )
    elif field == "index_number":
        index = read_index_number(value)
        if index is not None:
            yield Evidence(field, index, where, score)
    elif field == "source" and pair.label.startswith("供稿") and split_names(value, sure=False):
        yield Evidence("author", " ".join(split_names(value, sure=False)), where, score)
    elif field == "source" and (credit := _credit_behind(value)) is not None:
        office, names = credit
        if value_fits(field, office):
            yield Evidence(field, office, where, score)
            yield Evidence("author", " ".join(names), where, score - 14, note="named behind the source")
    elif field in ("author", "editor"):
        people = people_of(value)
        if people:
            yield Evidence(field, people, where, score - 8 * (pair.label in _SECOND_EDITOR))
    elif field in _LONGEST and value_fits(field, value):
        yield Evidence(field, value, where, score - 8 * (field == "subject" and pair.label in _KIND))


# 来源：某某日报（记者 张三）.  The office is what stands before the brackets: linear.
_CREDIT_BEHIND = re.compile(
    r"(?P<office>[^()]{2,40}?)\s{0,2}\((?P<who>[^()]{0,12}(?:记者|通讯员|作者|文/)[^()]{2,40})\)$"
)
# 来源：某某日报　张三: a name of three characters behind a gap; with two it may as well be a place or a word.
_NAME_BEHIND = re.compile(
    r"(?P<office>.{0,40}[报社网台刊局办委厅府闻布心])\s{1,4}(?P<who>[\u4e00-\u9fff]{3})$"
)


def _credit_behind(value: str) -> tuple[str, tuple[str, ...]] | None:
    """Return office and people where a source names its writer as well, else ``None``."""
    folded = fold(value)
    match = _CREDIT_BEHIND.match(folded)
    if match is not None:
        names = credited(value[match.start("who") : match.end("who")])
        return (value[: match.end("office")], names) if names else None
    match = _NAME_BEHIND.match(folded)
    if match is not None:
        names = split_names(value[match.start("who") :], sure=False)
        return (value[: match.end("office")], names) if names else None
    return None


# Who filed or checked the page: its editor only where nobody else is named.
_SECOND_EDITOR = frozenset({"编审", "录入", "录入人", "信息录入", "录入者", "采编", "编校", "编发"})
# Kinds of document: a subject only where no 主题分类 is stated.
_EPOCH = "1970-01-01"  # what a system prints for a date that it does not have
_KIND = frozenset({"体裁分类", "公文种类", "题材分类", "信息类型", "文件分类", "类型"})
_ODD_NUMBER = re.compile(r"[〔\[(]\d{4}[〕\])]\s?\d|\d.{0,10}号|第.{1,8}号|\d{4}[-/]\d")


def _date_evidence(field: str, value: str, found: FoundDate, origin: str, score: float) -> Evidence:
    note = found.note if found.note != "更新" else ""
    return Evidence(field, value, origin, score, typed=found.value, note=note, asserted=found.asserted)


def people_of(value: str) -> str | None:
    """Return the people or the office that a label 作者 or 编辑 names; several names joined by one space."""
    value = re.split(r"[|｜丨]", re.sub(r"\s*[(（][^()（）]{0,20}[)）]\s*$", "", value).strip(" /|｜:："))[
        0
    ].strip()
    value = re.sub(r"\s+[A-Z]{1,3}\d{1,6}$", "", value)  # an editor's number: 张三 NB012
    if (
        not value
        or len(value) > 60
        or _NOBODY.match(fold(value))
        or re.search(r"[。！？!?@<>\"=]|https?:", value)
    ):
        return None
    if re.fullmatch(r"[\d\s:.\-/]+", value):
        return None
    if re.search(r"记者|通讯员", fold(value)):
        return " ".join(credited(value)) or None
    names = split_names(value, sure=False)
    if not names and len(value) <= 30:
        loose = split_names(value, sure=True)
        names = loose if loose and squeeze_len(loose) in _name_lengths(value) else ()
    return " ".join(names) if names else value


def _name_lengths(value: str) -> tuple[int, int]:
    """How many characters the names in ``value`` have: 和 joins two names or is a part of one."""
    bare = re.sub(r"[\s、,，;；/|]+", "", value)
    return len(bare), len(bare.replace("和", ""))


def squeeze_len(names: Sequence[str]) -> int:
    return sum(map(len, names))


def value_fits(field: str, value: str) -> bool:
    """Whether ``value`` can be a value of ``field``: short enough, no sentence, no label, no address."""
    if not value or is_nothing(value) or len(value) > _LONGEST.get(field, 60):
        return False
    if field in ("keywords", "title"):
        return True
    if re.search(r"[。！？!<>\"=]|https?:|www\.", value) or not re.search(r"[^\W\d_]", value):
        return False
    return label_of(value) is None and is_only_date(value) is None


def cells_evidence(rows: Sequence[Sequence[str]], origin: str, score: float) -> list[Evidence]:
    """Read an information table: label and value in neighbouring cells, or both in one.

    Returns:
        what it states; nothing for a table that has fewer than two strong labels, or labels over columns of values (a list
        of documents).
    """
    found: list[Evidence] = []
    strong = 0
    rows = _beside_labels([[cell for cell in row if cell.strip() not in (":", "：")] for row in rows])
    if len(rows) > MAX_ROWS or not any(labels_itself(cell) for row in rows[:3] for cell in row[:6]):
        return []
    for row in rows:
        cells = list(dict.fromkeys(row)) if len(set(row)) < len(row) else list(row)
        at = 0
        while at < len(cells):
            cell = cells[at]
            at += 1
            label = label_of(cell)
            if label is not None:
                strong += label[1]
                value = cells[at] if at < len(cells) and not labels_itself(cells[at]) else ""
                at += bool(value)
                pair = Labelled(label[0], cell.strip(" :：　"), value.strip(), 0, 0, True)
                found += _pair_evidence(pair, origin, score)
                continue
            line = read_line(cell)
            strong += sum(p.strong for p in line.pairs)
            found += line_evidence(Line(line.text, line.pairs, (), line.rest), origin, score)
    return found if strong >= 2 else []


def _beside_labels(rows: Sequence[Sequence[str]]) -> Sequence[Sequence[str]]:
    """Return the rows of a record with each value beside its label, where rows of labels stand over rows of values.

    A row of labels over two rows of values or more is a list of documents: it stays as it is.
    """
    if not 2 <= len(rows) <= 8 or len(rows) % 2:
        return rows
    turned: list[list[str]] = []
    for labels, values in zip(rows[::2], rows[1::2], strict=True):
        named = [label_of(cell) for cell in labels]
        if (
            len(labels) != len(values)
            or len(labels) < 2
            or sum(n is not None for n in named) * 4 < len(named) * 3
        ):
            return rows
        if any(label_of(cell) for cell in values):
            return rows
        turned += [[label, value] for label, value in zip(labels, values, strict=True)]
    return turned


MAX_ROWS = 40  # an information table has 4 to 14 rows; more is data


def labels_itself(cell: str) -> bool:
    """Whether a cell is a label, or holds one: then it is not the value of the cell before it."""
    return label_of(cell) is not None or any(p.start == 0 for p in read_line(cell).pairs)


# What may stand in a header line beside labelled values: the site's name (河南省某某市人民政府门户网站 has 14).
MAX_REST = 20


def is_evidence_line(text: str) -> bool:
    """Whether a line at the head of a text is a header line or a document number, and nothing else.

    Depends on the text alone, so that cleaning a cleaned text finds nothing more (invariant 3).
    """
    if len(text) > 240 or not text:
        return False
    if is_only_number(text):
        return True
    line = read_line(text)
    if len(line.rest) > MAX_REST or re.search(r"[，,。；！？]", line.rest):
        return False
    if not line.strong or re.search(r"[，,；。]", text[: line.pairs[0].start]):
        return False
    told = [p for p in line.pairs if p.strong and p.field not in ("tools", "views", "other")]
    valued = [p for p in told if p.value]
    if not valued:
        return not line.rest and not line.dates
    return all(_plausible(p) for p in valued)


def _plausible(pair: Labelled) -> bool:
    if pair.field in DATE_FIELDS:
        return read_date(pair.value) is not None
    if pair.field in ("index_number", "document_number", "site_id"):
        return len(pair.value) <= 60 and "。" not in pair.value
    if (
        pair.field in _NO_COMMA
        and re.search(r"[，,]", pair.value)
        and not split_names(pair.value.replace("，", " "), sure=False)
    ):
        return False
    return len(pair.value) <= _LONGEST.get(pair.field, 60) and not re.search(r"[。！？]", pair.value)


_NO_COMMA = frozenset({"source", "author", "editor", "reviewer", "photographer"})


def table_rows(piece: Piece) -> Sequence[Sequence[str]]:
    """Return the cells of a table piece, also of one that was read as lines."""
    if piece.rows:
        return piece.rows
    return [line.split("\t") for line in piece.text.splitlines()] if "\t" in piece.text else ()


def near(page: Page, first: int, last: int) -> Iterator[Piece]:
    """Yield the pieces with text from ``first`` to before ``last`` that may state something about the article."""
    for piece in page.pieces[max(0, first) : last]:
        if piece.text and piece.role not in ("spam", "copy", "nav"):
            yield piece

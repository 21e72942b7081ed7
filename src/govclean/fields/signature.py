"""What the body itself says: signature and date, bylines, the document's own number under its title."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterator, Sequence

from ..fold import fold
from ..page import Piece
from .dates import CST, FoundDate, find_dates, is_only_date
from .evidence import Evidence
from .header import line_evidence
from .labels import Line, read_line
from .people import lead_credit, tail_byline

__all__ = ["byline_evidence", "closing_time", "is_body_name", "signature_evidence"]

# 发文机关署名 (GB/T 9704-2012, 7.3.5): the full or standard short name of a body.
_BODY_NAME = re.compile(
    r"(?:[府厅局办委会部院署处室队组站校司社团所台馆]|公司|中心|党委|党组|委员会|办公室|银行|法院|检察院|指挥部|街道|[镇乡村区县市省]|国务院|联合会|工会|学校|医院|大学|学院|协会|集团|[中小]学|幼儿园|专班|[小调]组|妇联|残联|文联|侨联|工商联|科协|人大|政协|纪委|团委|公署|总社|联社|联盟|海关|监狱|基地|支行|分行|[馆园])"
    r"\s*(?:\((?:盖?章|代章|公章|印章?)\))?$"
)
_OFFICER = re.compile(
    r"(?:总理|主席|[省市县区州镇乡局厅部署]长|主任|行长|院长|检察长)\s?:?\s{1,4}[一-龥]{2,4}(?:\s[一-龥])?$|(?:总理|主席|[省市县区州]长)\s?:"
)
LEAD, TAIL = 5, 4  # paragraphs at the head and at the tail in which a byline may stand


def signature_evidence(body: Sequence[Piece]) -> Iterator[Evidence]:
    """Yield ``signed_on`` and ``issuer`` of each signature: the name of a body over, under or before a date that ends it.

    A date alone below the text is offered too, as ``closing date``: only a document (公文) ends so by rule.
    """
    for at, piece in enumerate(body):
        text = piece.text
        if len(text) > 90 or not _MIGHT.search(text[-16:]):
            continue
        found = is_only_date(text)
        if found is not None:
            names = _names_above(body, at) or _names_below(body, at)
        else:
            found, names = _same_line(text)
        if found is None or not found.asserted:
            continue
        written = text[found.start : found.end].strip()
        if not names:
            if at and _closes(body[at + 1 :]) and "。" in body[at - 1].text:
                yield Evidence(
                    "signed_on", written, "closing date", 60, typed=found.value, note="alone below the text"
                )
            continue
        yield Evidence(
            "signed_on", written, "signature", 88, typed=found.value, note=f"beside the name {names[-1]}"
        )
        if not any(_OFFICER.search(fold(name)) for name in names):
            yield Evidence("issuer", " ".join(_without_stamp(name) for name in names), "signature", 30)
        return


def _closes(rest: Sequence[Piece]) -> bool:
    """Whether nothing of the text follows: notes in brackets, 抄送 and the list of attachments may."""
    return all(
        not p.text or re.match(r"\s*(?:[(（]|附\s?件|附[:：]|抄\s?送|\d{1,2}[.．、])", p.text)
        for p in rest[:6]
    )


def _names_below(body: Sequence[Piece], at: int) -> list[str]:
    """Return the name of a body in the line under a date, where both end the text (the date stands first)."""
    below = next((p for p in body[at + 1 : at + 3] if p.text), None)
    if below is None or not at or len(below.text) > 40 or not is_body_name(below.text):
        return []
    return [below.text.strip()] if _closes([p for p in body[at + 1 :] if p is not below]) else []


_STAMP = re.compile(r"\s*[(（](?:盖?章|代章|公章|印章?|蓋章)[)）]$")


def _without_stamp(name: str) -> str:
    """Return a signature without （章）, set closely where it is spread out (某 县 水 利 局)."""
    name = _STAMP.sub("", name)
    return "".join(name.split()) if all(len(part) == 1 for part in name.split()) else name


_MIGHT = re.compile(r"[日号]|\d{4}[./\-]\d{1,2}[./\-]\d")


_HK_TIME = re.compile(r"^香港时间\s?(\d{1,2})\s?时\s?(\d{1,2})\s?分$")


def closing_time(lines: Sequence[Piece]) -> Iterator[Evidence]:
    """Yield ``published_at`` of a Hong Kong press release: below the text stand the day and 香港時間 with the time."""
    for day, time in itertools.pairwise(lines):
        clock = _HK_TIME.match(fold(time.text)) if len(time.text) < 16 else None
        found = is_only_date(day.text) if clock else None
        if clock and found and int(clock[1]) < 24 and int(clock[2]) < 60:
            hour, minute = int(clock[1]), int(clock[2])
            at = dt.datetime(found.value.year, found.value.month, found.value.day, hour, minute, tzinfo=CST)
            yield Evidence("published_at", f"{day.text} {time.text}", "closing lines", 76, typed=at)


def _names_above(body: Sequence[Piece], at: int) -> list[str]:
    """Return the names of bodies in the one to four lines directly above a date."""
    names: list[str] = []
    for piece in reversed(body[max(0, at - 5) : at]):
        if not piece.text:
            continue  # a picture of the seal
        if not is_body_name(piece.text) or len(names) == 4:
            break
        names[:0] = _side_by_side(piece.text.strip())
    return names


def _side_by_side(text: str) -> list[str]:
    """Split ``某县水利局　某县财政局``, two who sign together; one name, spread out or not, stays whole."""
    parts = text.split()
    together = 1 < len(parts) <= 4 and all(len(p) >= 4 and is_body_name(p) for p in parts)
    return parts if together else [text]


def is_body_name(text: str) -> bool:
    """Return whether ``text`` is the name of a body, or an officer's office and name, as they sign documents."""
    folded = fold(text.strip())
    if len(folded) <= 24 and _OFFICER.search(folded):
        return True  # 市长 张三: who signs an order
    return (
        2 <= len(folded) <= 60
        and _BODY_NAME.search(folded) is not None
        and not re.search(r"[。,;:!?、]|^[一二三四五六七八九十]{1,3}\s|^\d", folded)
    )


def _same_line(text: str) -> tuple[FoundDate | None, list[str]]:
    """``某市人民政府办公室 2021年3月13日`` on one line."""
    for found in find_dates(text):
        name = text[: found.start].strip(" \u3000()（）")
        if not fold(text[found.end :]).strip(" ()") and 4 <= len(name) <= 60 and is_body_name(name):
            return found, [name]
    return None, []


_IN_BRACKETS = re.compile(r"[(〔\[](?P<in>[^()〔〕\[\]]{4,60})[)〕\]]\s*$")
_CREDITED = frozenset({"author", "editor", "source"})


def byline_evidence(body: Sequence[Piece]) -> Iterator[Evidence]:
    """Yield ``author`` from reporters' credits at the head and bylines at the tail of the body."""
    for piece in body[:LEAD]:
        names = lead_credit(piece.text)
        if names:
            yield Evidence("author", " ".join(names), "body", 70, note="credited at the head of the text")
            break
    for piece in reversed(body[-TAIL:]):
        line = read_line(piece.text) if len(piece.text) <= 60 else None
        labelled = (
            [p for p in line.pairs if p.field == "author" and p.strong] if line and not line.rest else []
        )
        if labelled:  # 撰稿：张三 below the text
            yield from line_evidence(Line(piece.text, tuple(labelled), (), ""), "byline", 74)
            break
        names = tail_byline(piece.text)
        inner = _IN_BRACKETS.search(fold(piece.text[-80:])) if not names else None
        if inner is not None:  # （编辑：张三 审核：李四）
            window = piece.text[-80:]
            credit = read_line(window[inner.start("in") : inner.end("in")].strip())
            pairs = tuple(p for p in credit.pairs if p.strong and p.field in _CREDITED)
            stated = (
                list(line_evidence(Line(credit.text, pairs, (), ""), "byline", 72)) if not credit.rest else []
            )
            yield from stated
            if stated:
                break
        if names:
            yield Evidence("author", " ".join(names), "byline", 74, note="byline at the end of the text")
            break

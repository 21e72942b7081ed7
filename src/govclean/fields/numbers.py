"""发文字号, order and announcement numbers, 索引号.

发文字号 (GB/T 9704-2012, 7.2.5): issuer code, year in full in ``〔 〕`` (U+3014, U+3015), sequence number without 第
and without leading zeros, 号.  Pages write the brackets in a dozen ways; the result is normalised, the original is
kept by the caller.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..fold import fold
from ..page import Piece

__all__ = [
    "FoundNumber",
    "find_numbers",
    "is_only_number",
    "number_in_title",
    "order_of",
    "read_index_number",
    "read_number",
]


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """A document number in a text: ``value`` is normalised, ``original`` as written, ``kind`` 发文字号 or order."""

    start: int
    end: int
    value: str
    original: str
    kind: str  # "document", "order" or "announcement"


# The bracketed year and the sequence; the code is read backwards from the bracket, so the search is linear.
_CORE = re.compile(
    r"""\s{0,3} (?: [〔\[(〖【] \s{0,3} (?P<year>(?:19|20)\d{2}) \s{0,2} 年? \s{0,2} [〕\])〗】]
                 | [?\ufffd]{1,2} (?P<lost>(?:19|20)\d{2}) [?\ufffd]{1,2} ) \s{0,3}  # brackets outside GB2312, lost
        (?P<di>第)? \s{0,2} (?P<seq>\d{1,5}) \s{0,2} (?P<hao>号)""",
    re.X,
)
# 令 and 公告: 国务院令第724号, 公告2021年第5号, 令〔2021〕第5号 is a 发文字号 by form.
_ORDER = re.compile(
    r"""(?P<kind>令|公告|通告) \s{0,4} [(〔\[]? \s{0,2} (?:(?P<year>(?:19|20)\d{2}) \s{0,2} 年? \s{0,3} )?
        第 \s{0,3} (?P<seq>\d{1,5}|[一二三四五六七八九十百千〇零]{1,8}) \s{0,3} 号 \s{0,2} [)〕\]]?""",
    re.X,
)
_ANNOUNCED = re.compile(  # 2021年第5号公告, 2021年第5号
    r"(?P<year>(?:19|20)\d{2})\s{0,2}年\s{0,3}第\s{0,3}(?P<seq>\d{1,5})\s{0,3}号(?P<kind>公告|通告|令)?"
)
# Words that stand in front of a number in prose; the code begins behind the last of them.
_LEAD = re.compile(
    r"根据|依据|按照|依照|参照|遵照|落实|贯彻|执行|转发|印发|关于|下发|发布|公布|制定|废止|停止|同时|现将|详见|见|的|^和|^与|^及|以及|为|按|在|是"
)
# Codes of places whose names begin with 和: 和政县 (和政发), 和田地区 (和行发), 和顺县, 和龙市, 和静县 …
_CODE_START = re.compile(r"和(?:政|田|县|平|顺|龙|静|硕|林|布|行|府)")
_LONGEST_CODE = 24  # 黔西南布依族苗族自治州人民政府令 is 16; codes of commissions run to 20


def find_numbers(text: str) -> list[FoundNumber]:
    """Return the document numbers in ``text``, in order, with prose in front of the code cut off."""
    return list(_numbers(text, fold(text), prose=True))


def read_number(text: str) -> FoundNumber | None:
    """Return the document number of the text that stands behind a label (发文字号, 文号), or ``None``."""
    folded = fold(text)
    found = next(_numbers(text, folded, prose=False), None)
    if found is not None:
        return found
    match = _ANNOUNCED.search(folded)
    if match is None:
        return None
    value = re.sub(r"\s+", "", text[match.start() : match.end()])
    return FoundNumber(match.start(), match.end(), value, match[0], "announcement")


def is_only_number(text: str) -> FoundNumber | None:
    """Return the number if ``text`` is a document number line: nothing but it, perhaps in brackets."""
    if len(text) > 60:
        return None
    folded = fold(text)
    found = next(_numbers(text, folded, prose=False), None)
    if found is None:
        match = _ANNOUNCED.fullmatch(folded.strip(" ()〔〕[]"))
        if match is None:
            return None
        start = len(folded) - len(folded.lstrip(" ()〔〕[]"))
        value = re.sub(r"\s+", "", text.strip(" ()（）"))
        return FoundNumber(start, start + len(match[0]), value, text, "announcement")
    rest = folded[: found.start] + folded[found.end :]
    cut = next(_numbers(text, folded, prose=True), None)
    whole = cut is not None and cut.start == found.start  # 根据国发〔2022〕5号 is prose, not a number line
    return found if whole and not rest.strip(" ()〔〕[]:,") else None


_ORDER_HEAD = re.compile(r"[\u4e00-\u9fff\s]{4,30}令")
_ORDER_TAIL = re.compile(r"\(?\s?第\s{0,3}(?:\d{1,5}|[一二三四五六七八九十百千〇零]{1,8})\s{0,3}号\s?\)?")


def order_of(pieces: Sequence[Piece]) -> FoundNumber | None:
    """Return the number of an order set in two lines: ``某市人民政府令`` over ``第12号``."""
    texts = [p.text for p in pieces if p.text][:2]
    if (
        len(texts) < 2
        or not _ORDER_HEAD.fullmatch(fold(texts[0]))
        or not _ORDER_TAIL.fullmatch(fold(texts[1]))
    ):
        return None
    joined = f"{texts[0]} {texts[1]}"
    return FoundNumber(0, len(joined), re.sub(r"[\s()（）]+", "", joined), joined, "order")


def number_in_title(title: str) -> FoundNumber | None:
    """Return the document's own number in its title: at the end in brackets or behind a gap, or before the title.

    Anywhere else it is cited (关于转发某发〔2022〕8号文件的通知).
    """
    folded = fold(title)
    for found in find_numbers(title):
        before, after = folded[: found.start], folded[found.end :]
        if not after.strip(" )〕]") and (not before or before[-1] in "(〔[ "):
            return found
        if not before and after.startswith(" "):
            return found
    match = _ANNOUNCED_BEHIND.search(folded)
    if match is None:
        return None
    start, end = match.span("number")
    return FoundNumber(start, end, re.sub(r"\s+", "", title[start:end]), title[start:end], "announcement")


_ANNOUNCED_BEHIND = re.compile(  # 关于某事的公告（2022年第3号）
    r"(?:公告|通告|令)\s?\((?P<number>(?:19|20)\d{2}\s{0,2}年\s{0,3}第\s{0,3}\d{1,5}\s{0,3}号)\)$"
)


def _numbers(text: str, folded: str, *, prose: bool) -> Iterator[FoundNumber]:
    if "号" not in folded:
        return
    for match in _CORE.finditer(folded):
        start = _code_start(folded, match.start(), prose)
        code = re.sub(r"\s+", "", text[start : match.start()])
        if not code:
            continue
        hao = text[match.start("hao")]
        value = f"{code}〔{match['year'] or match['lost']}〕{int(match['seq'])}{hao}"
        yield FoundNumber(start, match.end(), value, text[start : match.end()], "document")
    if "令" not in folded and "告" not in folded:
        return
    for match in _ORDER.finditer(folded):
        start = _code_start(folded, match.start(), prose)
        org = re.sub(r"\s+", "", text[start : match.start()])
        if not org and match["kind"] == "令":
            continue  # 令第5号 of whom?
        value = org + re.sub(r"[\s()（）〔〕\[\]]+", "", text[match.start() : match.end()])
        kind = "order" if match["kind"] == "令" else "announcement"
        yield FoundNumber(start, match.end(), value, text[start : match.end()], kind)


def _code_start(folded: str, end: int, prose: bool) -> int:
    """Return where the issuer's code that ends at ``end`` begins."""
    start = end
    while (
        start > 0 and end - start < _LONGEST_CODE and (_is_han(folded[start - 1]) or _is_gap(folded, start))
    ):
        start -= 1
    while start < end and folded[start] == " ":
        start += 1
    code = folded[start:end]
    if not prose or _CODE_START.match(code):
        return start
    cut = 0
    for lead in _LEAD.finditer(code):
        # What remains must still be a code: at least two characters (国发).
        if len(code) - lead.end() >= 2 and not _CODE_START.match(code[lead.start() :]):
            cut = lead.end()
    return start + cut


def _is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff" or char == "〇"


def _is_gap(folded: str, at: int) -> bool:
    """Whether the character before ``at`` is one space between two characters of a spread-out code (国 办 发)."""
    return (
        folded[at - 1] == " "
        and at >= 2
        and _is_han(folded[at - 2])
        and at < len(folded)
        and _is_han(folded[at])
        and (at < 3 or folded[at - 3] in " \t" or at == 2)
    )


# 索引号 (国办公开办: 政府信息公开目录系统实施指引): org code, separators, year or date, sequence.  Sites vary it freely, so
# behind its label any run of letters, digits and separators with a digit in it is one.
_INDEX = re.compile(r"[0-9A-Za-z\u4e00-\u9fff][0-9A-Za-z\u4e00-\u9fff/\-_.·〔〕()\[\]]{3,59}")


def read_index_number(text: str) -> str | None:
    """Return the 索引号 of the text that stands behind its label, spaces taken out, or ``None``."""
    folded = re.sub(r"\s*([/\-_.])\s*", r"\1", fold(text).strip())
    match = _INDEX.match(folded)
    if match is None or sum(c.isdigit() for c in match[0]) < 3:
        return None
    value = match[0].rstrip("-_./")
    if len(value) == len(folded):
        return value
    return value if folded[len(value)] in " ,;|" else None

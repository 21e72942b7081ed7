"""Dates as government pages write them: fourteen written forms, and four damaged ones that are flagged.

Grammar: GB/T 7408 (ISO 8601) and GB/T 9704-2012, 7.3.5.4 (``2021年3月13日``, no padding), the Chinese numerals of
documents before 2012 (``二○二一年三月十三日``), the Republican calendar of Taiwan (``民國110年3月13日``) and what
publishing systems print.  Times are Chinese standard time, +08:00.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..fold import fold

__all__ = [
    "CST",
    "FoundDate",
    "find_dates",
    "is_impossible_date",
    "is_only_date",
    "read_date",
    "read_meta_date",
]

CST = dt.timezone(dt.timedelta(hours=8))

# Below this a reading is offered as a candidate and named in a warning, but not asserted.  Measured case: of the two
# damaged forms ``201395`` (one reading) and ``2013113`` (1/13 or 11/3) neither can be told from a year and month with
# a counter behind it, while ``2013?9?5?`` has its three numbers intact.
ASSERTED = 0.5


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text.

    Attributes:
        start, end: its span.
        value: ``datetime`` at +08:00 where a time is stated, else ``date``.
        form: ``"numeric"``, ``"han"``, ``"republic"``, ``"short"`` (two-digit year), ``"compact"`` (eight digits), ``"year-last"``, ``"box"``,
            ``"unseparated"`` (年月日 lost) or ``"broken"`` (年月日 turned into ``?``, or spaces).
        confidence: 0–1; under 0.5 the date is not asserted.
        note: what was damaged, or ``""``.
    """

    start: int
    end: int
    value: dt.date | dt.datetime
    form: str
    confidence: float = 1.0
    note: str = ""

    @property
    def asserted(self) -> bool:
        return self.confidence >= ASSERTED


# All patterns run on folded text.  Every repetition is bounded and no two neighbours can match the same character in
# more than a handful of ways, so none can backtrack without bound.
_TIME = r"""
    (?: [\s,T\-]{0,4} (?: \(? (?:星期|礼拜|周)[一二三四五六日天] \)? \s{0,2} )?
        (?P<half>上午|下午|中午|晚上|凌晨|[AaPp]\.?[Mm]\.?)? \s{0,2}
        (?P<H>2[0-4]|[01]?\d) \s{0,2} [:时点] \s{0,2} (?P<M>[0-5]?\d) (?!\d)
        (?: \s{0,2} (?::|分) \s{0,2} (?P<S>[0-5]?\d) (?!\d) (?:\.\d{1,9})? )? (?:\s?[分秒])?
        (?: \s? (?P<after>[AaPp]\.?[Mm]\b) )?
        (?P<zone>Z|[+\-]\d{2}:?\d{2})?
    )?"""
_MONTH, _DAY = r"(?:1[0-2]|0?[1-9])", r"(?:3[01]|[12]\d|0?[1-9])"
# Day and time in two elements without a space (2021-03-1308:30): only where both have two digits.
_GLUED = r"(?<=\d\d)(?=[0-2]\d:[0-5]\d)"
_HAN_MONTH = r"(?:十[一二]?|[一二三四五六七八九元正])"
_HAN_DAY = r"(?:[三二]十[一二三四五六七八九]?|[廿卅][一二三四五六七八九]?|十[一二三四五六七八九]?|初?[一二三四五六七八九])"
# In HTML from a GB2312 system the zero 〇 is often a letter, a ring or a ``?``.
_HAN_YEAR = r"[二一][〇零九八OoＯ0?\ufffd□Ｏ][〇零一二三四五六七八九OoＯ0]{2}"

_STRICT = re.compile(
    rf"""
    (?: (?<!\d) (?P<y>(?:19|20)\d{{2}}) \s{{0,3}} (?:年|[/.·]|-{{1,2}}) \s{{0,3}}
        (?P<m>{_MONTH}) \s{{0,3}} (?:月|[/.·]|-{{1,2}}) \s{{0,3}} (?P<d>{_DAY}) (?:(?!\d)|{_GLUED}) \s{{0,2}} [日号]?
      | (?<!\d) (?P<by>20\d{{2}}) \s{{0,2}} (?P<bm>0[1-9]|1[0-2]) \s?/\s? (?P<bd>0[1-9]|[12]\d|3[01])
        (?=\s{{0,2}}[0-2]\d:[0-5]\d)
      | (?<![\d./\-]) (?P<n1>\d{{1,2}}) (?P<sep>[/.\-]) (?P<n2>\d{{1,2}}) (?P=sep) (?P<ny>(?:19|20)\d{{2}}) (?![\d./\-])
      | (?P<hy>{_HAN_YEAR}) \s{{0,2}} 年 \s{{0,2}} (?P<hm>{_HAN_MONTH}|{_MONTH}) \s{{0,2}} 月 \s{{0,2}}
        (?P<hd>{_HAN_DAY}|{_DAY}) \s{{0,2}} [日号]
      | 民国 \s{{0,2}} (?P<ry>\d{{1,3}}|[一二三四五六七八九十百〇零]{{1,6}}) \s{{0,2}} 年 \s{{0,2}}
        (?P<rm>{_MONTH}|{_HAN_MONTH}) \s{{0,2}} 月 \s{{0,2}} (?P<rd>{_DAY}|{_HAN_DAY}) \s{{0,2}} [日号]
    ) {_TIME}""",
    re.X,
)
_LOOSE = re.compile(
    rf"""(?<![\d./:\-]) (?:
        (?P<cy>(?:19|20)\d{{2}})(?P<cm>0[1-9]|1[0-2])(?P<cd>0[1-9]|[12]\d|3[01])
        (?P<ct>[01]\d[0-5]\d[0-5]\d|2[0-3][0-5]\d[0-5]\d)?(?!\d)
      | (?P<ry>1[0-4]\d) (?:年|[/.\-]) (?P<rm>{_MONTH}) (?:月|[/.\-]) (?P<rd>{_DAY}) 日? (?![\d./])
      | (?P<sy>\d{{2}}) (?:年|[/.\-]) (?P<sm>{_MONTH}) (?:月|[/.\-]) (?P<sd>{_DAY}) 日? (?![\d./])
      | (?P<by>(?:19|20)\d{{2}}) (?:\s{{1,3}}|[?\ufffd]{{1,3}}) (?P<bm>{_MONTH})
        (?:\s{{1,3}}|[?\ufffd]{{1,3}}) (?P<bd>{_DAY}) (?!\d) [?\ufffd]{{0,3}}
      | (?P<uy>(?:19|20)\d{{2}})(?P<urest>\d{{2,3}})(?!\d)
    ) {_TIME}""",
    re.X,
)
_MIGHT = re.compile(r"\d{2}|[〇零OoＯ一二三四五六七八九?]年|十年|百年")
_HAN_DIGIT = {c: i for i, c in enumerate("零一二三四五六七八九")} | dict.fromkeys("〇OoＯ0?\ufffd□", 0)


def find_dates(text: str, *, loose: bool = False) -> list[FoundDate]:
    """Return the dates in ``text``, in order, without overlaps.

    Args:
        loose: also read the forms that are only safe behind a date label: two-digit years, eight digits in a row,
            Republican years without 民國, and the damaged forms.
    """
    return list(_dates(text, fold(text), loose))


def read_date(text: str) -> FoundDate | None:
    """Return the first date of the text that stands behind a date label, or ``None``."""
    folded = fold(text)
    return next(_dates(text, folded, False), None) or next(_dates(text, folded, True), None)


def is_only_date(text: str) -> FoundDate | None:
    """Return the date if ``text`` is nothing but one complete date (and weekday, time, brackets)."""
    if len(text) > 40:
        return None
    found = next(_dates(text, fold(text), False), None)
    if found is None:
        return None
    rest = _AROUND.sub("", fold(text[: found.start] + text[found.end :]))
    return found if not rest else None


_AROUND = re.compile(r"[\s\[\]()〔〕|,.·*＊]|(?:星期|周)[一二三四五六日天]")


_THREE_NUMBERS = re.compile(r"(?:19|20)\d{2}\s{0,2}[年/.\-]\s{0,2}\d{1,2}\s{0,2}[月/.\-]\s{0,2}\d{1,2}(?!\d)")


def is_impossible_date(text: str) -> bool:
    """Whether ``text`` has the form of a date but names no day of the calendar (2021-06-31)."""
    return _THREE_NUMBERS.search(fold(text)) is not None and read_date(text) is None


def read_meta_date(text: str) -> dt.date | dt.datetime | None:
    """Return the date of a meta tag: any form above, or that of an HTTP header (RFC 9110, 5.6.7)."""
    found = read_date(text)
    if found is not None:
        return found.value if found.asserted else None
    if "," in text and ":" in text:
        from email.utils import parsedate_to_datetime

        try:
            stamp = parsedate_to_datetime(text)
        except (TypeError, ValueError, IndexError):
            return None
        return stamp.astimezone(CST) if stamp.tzinfo else stamp.replace(tzinfo=CST)
    return None


def _dates(text: str, folded: str, loose: bool) -> Iterator[FoundDate]:
    if not _MIGHT.search(folded):
        return
    box = _read_box(folded)
    if box is not None:
        yield box
        return
    for match in _STRICT.finditer(folded):
        found = _read(match)
        if found is not None:
            yield found
    if loose:
        for match in _LOOSE.finditer(folded):
            found = _read_loose(match)
            if found is not None:
                yield found


def _read(match: re.Match[str]) -> FoundDate | None:
    if match["y"]:
        return _make(match, int(match["y"]), int(match["m"]), int(match["d"]), "numeric")
    if match["by"]:  # the date box of a news agency: 2022 over 10/21 and 09:41:06
        return _make(match, int(match["by"]), int(match["bm"]), int(match["bd"]), "numeric")
    if match["ny"]:
        return _read_year_last(match)
    if match["hy"]:
        year = int("".join(str(_HAN_DIGIT[c]) for c in match["hy"]))
        lost = match["hy"][1] in "?\ufffd□"
        note = f"the zero of {match['hy']}年 is lost" if lost else ""
        return _make(
            match, year, _number(match["hm"]), _number(match["hd"]), "han", 0.7 if lost else 1.0, note
        )
    return _make(match, 1911 + _number(match["ry"]), _number(match["rm"]), _number(match["rd"]), "republic")


def _read_year_last(match: re.Match[str]) -> FoundDate | None:
    """Read ``18/03/2022`` (day first) or ``3/18/2022`` (a server set to American dates); a guess where both would do."""
    first, second, year = int(match["n1"]), int(match["n2"]), int(match["ny"])
    if first > 12 or first == second:
        return _make(match, year, second, first, "year-last", 0.9)
    if second > 12:
        return _make(match, year, first, second, "year-last", 0.9)
    note = f"day and month may be exchanged: {match[0].strip()}"
    return _make(match, year, first, second, "year-last", 0.3, note)


# A date box: day, month and year in elements of their own, in any order.  Only where it is the whole line, for 182022-03
# is a number anywhere else.
_DATE_BOX = re.compile(
    r"""(?P<am>0[1-9]|1[0-2]) \s?[\-/.月]\s? (?P<ad>0[1-9]|[12]\d|3[01]) \s?日? \s{0,2} (?P<ay>20\d\d) \s?年?
      | (?P<by>20\d\d) \s?年? \s{0,2} (?P<bm>0[1-9]|1[0-2]) \s?[\-/.月]\s? (?P<bd>0[1-9]|[12]\d|3[01]) \s?日?
      | (?P<cd>0[1-9]|[12]\d|3[01]) \s?日? \s{0,2} (?P<cy>20\d\d) \s?[\-/.年]\s? (?P<cm>0[1-9]|1[0-2]) \s?月?""",
    re.X,
)


def _read_box(folded: str) -> FoundDate | None:
    match = _DATE_BOX.fullmatch(folded.strip()) if len(folded) <= 20 else None
    if match is None:
        return None
    kind = next(k for k in "abc" if match[f"{k}y"])
    try:
        day = dt.date(int(match[f"{kind}y"]), int(match[f"{kind}m"]), int(match[f"{kind}d"]))
    except ValueError:
        return None
    start = len(folded) - len(folded.lstrip())
    return FoundDate(start, start + len(match[0]), day, "box", 0.9)


def _read_loose(match: re.Match[str]) -> FoundDate | None:
    if match["cy"]:
        return _make(match, int(match["cy"]), int(match["cm"]), int(match["cd"]), "compact", 0.9)
    if match["ry"]:
        return _make(match, 1911 + int(match["ry"]), int(match["rm"]), int(match["rd"]), "republic", 0.8)
    if match["sy"]:
        short = int(match["sy"])
        if FIRST_SHORT > short > LAST_SHORT:
            return None
        year = short + (1900 if short >= FIRST_SHORT else 2000)
        return _make(match, year, int(match["sm"]), int(match["sd"]), "short", 0.8)
    if match["by"]:
        note = "年, 月 and 日 are damaged"
        return _make(match, int(match["by"]), int(match["bm"]), int(match["bd"]), "broken", 0.6, note)
    year, rest = int(match["uy"]), match["urest"]
    splits = [(rest[:i], rest[i:]) for i in range(1, len(rest)) if rest[0] != "0" and rest[i] != "0"]
    readings = [(int(m), int(d)) for m, d in splits if int(m) <= 12 and int(d) <= 31]
    if not readings:
        return None
    month, day = readings[0]
    others = " or ".join(f"{year}-{m:02}-{d:02}" for m, d in readings)
    note = f"年, 月 and 日 are lost: {match[0].strip()} may be {others}"
    return _make(match, year, month, day, "unseparated", 0.3 if len(readings) == 1 else 0.2, note)


# Two-digit years: the first Chinese government sites are of 1997, and no page is of the far future.
FIRST_SHORT, LAST_SHORT = 97, 59


def _make(
    match: re.Match[str], year: int, month: int, day: int, form: str, confidence: float = 1.0, note: str = ""
) -> FoundDate | None:
    if not 1900 <= year <= 2100:
        return None
    try:
        date = dt.date(year, month, day)
    except ValueError:
        return None  # 31 April: no date at all rather than a near one
    return FoundDate(match.start(), match.end(), _with_time(date, match), form, confidence, note)


def _with_time(date: dt.date, match: re.Match[str]) -> dt.date | dt.datetime:
    compact = match.groupdict().get("ct")
    if compact:  # 20210313083000
        return dt.datetime.combine(date, dt.time(int(compact[:2]), int(compact[2:4]), int(compact[4:])), CST)
    if match["H"] is None:
        return date
    hour, minute, second = int(match["H"]), int(match["M"]), int(match["S"] or 0)
    if hour == 24 and (minute or second):
        return date  # ISO 8601-1 knows 24:00 as the end of a day, nothing after it
    half = (match["half"] or match["after"] or "").lower()
    if hour < 12 and (half in ("下午", "晚上") or half.startswith("p")):
        hour += 12
    elif hour == 12 and (half in ("上午", "凌晨") or half.startswith("a")):
        hour = 0
    moment = dt.datetime.combine(date, dt.time(), CST)
    zone = match["zone"]
    if zone:
        offset = 0 if zone == "Z" else int(zone[1:3]) * 60 + int(zone[-2:])
        moment = dt.datetime.combine(date, dt.time(), dt.UTC) - dt.timedelta(
            minutes=-offset if zone[0] == "-" else offset
        )
    try:
        return (moment + dt.timedelta(hours=hour, minutes=minute, seconds=second)).astimezone(CST)
    except OverflowError:
        return date


def _number(text: str) -> int:
    """Read 1–199 in digits or Chinese numerals, also digit by digit (一一〇)."""
    if text.isascii():
        return int(text)
    text = text.lstrip("初").replace("元", "一").replace("正", "一")
    text = text.replace("廿", "二十").replace("卅", "三十")
    if not any(c in text for c in "十百"):
        return int("".join(str(_HAN_DIGIT[c]) for c in text))
    total, digit = 0, 0
    for char in text:
        if char in "十百":
            total += (digit or 1) * (10 if char == "十" else 100)
            digit = 0
        else:
            digit = _HAN_DIGIT[char]
    return total + digit

"""Labels and what stands behind them: one line of a page taken apart into label–value pairs, dates and the rest."""

from __future__ import annotations

import itertools
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib import resources

from ..fold import fold
from .dates import FoundDate, find_dates, read_date
from .people import is_name

__all__ = ["DATE_FIELDS", "Labelled", "Line", "glued_row", "label_of", "read_line"]

DATE_FIELDS = frozenset({"published_at", "modified_at", "signed_on", "produced_on", "effective_on"})


@dataclass(frozen=True, slots=True)
class Labelled:
    """One label with its value: ``start`` and ``end`` span both; ``strong`` labels need no company."""

    field: str
    label: str
    value: str
    start: int
    end: int
    strong: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line taken apart.

    Attributes:
        pairs: label–value pairs in order; the value may be empty.
        dates: complete dates that stand behind no label.
        rest: what is neither pair, nor date, nor page tool, nor address.
    """

    text: str
    pairs: tuple[Labelled, ...]
    dates: tuple[FoundDate, ...]
    rest: str

    @property
    def strong(self) -> bool:
        """Whether a strong label of an article field stands in it."""
        return any(p.strong and p.field not in _TOOLS for p in self.pairs)


_TOOLS = frozenset({"views", "tools", "other"})
_LONGEST = 9  # characters of the longest label
_MAX_LINE = 400  # a line with more is prose


@cache
def _labels() -> dict[str, tuple[str, bool]]:
    """Label → (field, strong), from ``data/labels.toml``."""
    raw = resources.files("govclean.data").joinpath("labels.toml").read_text(encoding="utf-8")
    table: dict[str, tuple[str, bool]] = {}
    for name, group in tomllib.loads(raw).items():
        for strength in ("strong", "weak"):
            for label in group[strength]:
                table[fold(label)] = (name, strength == "strong")
    return table


@cache
def _first_characters() -> frozenset[str]:
    return frozenset(label[0] for label in _labels())


def label_of(text: str) -> tuple[str, bool] | None:
    """Return ``(field, strong)`` if ``text`` is a label and nothing else (``索 引 号：``), or ``None``."""
    if len(text) > 24 or len(text) < 2:
        return None
    folded = re.sub(r"[\s\[\]:()]+", "", fold(text))
    return _labels().get(folded)


def glued_row(text: str) -> Labelled | None:
    """Read a row of an information box whose label and value touch (``公开形式主动公开``), or ``None``.

    Only among other rows is it more than a phrase that begins with such a word (发布机构改革方案).
    """
    if not 3 <= len(text) <= 120 or fold(text[0]) not in _first_characters():
        return None
    folded = fold(text)
    ends: list[int] = []
    for at, char in enumerate(folded[: 3 * _LONGEST]):
        if "\u4e00" <= char <= "\u9fff":
            ends.append(at + 1)
            if len(ends) == _LONGEST:
                break
        elif not char.isspace():
            break
    for size in range(len(ends), 1, -1):
        known = _labels().get(re.sub(r"\s+", "", folded[: ends[size - 1]]))
        if known is not None and known[0] not in ("tools", "views"):
            value = text[ends[size - 1] :]
            if folded[ends[size - 1] :].lstrip().startswith(":"):
                return None
            return Labelled(known[0], text[: ends[size - 1]], _clean(value), 0, len(text), known[1])
    return None


# Words of page tools; what follows one in a header line is no value.  Alternation of literals: linear.
_TOOL = re.compile(
    r"""(?:(?<=[\s\[(|>:\d〗\]])|^) [\[(]? \s? (?:字[体号]|打印|关闭|收藏|分享|纠错|扫一扫|保存|放大|缩小|默认|正常|
        [大小]\s{0,2}[|/]?\s{0,2}中\s{0,2}[|/]?\s{0,2}[大小]|大字|小字|繁体|简体|朗读|举报|下载|我要|发表评论|返回|转发|复制|微信(?!公众|号)|微博(?!号)|
        QQ|加入收藏|推荐|下载客户端|手机看|客户端|评论(?!员)|已有|背景|保护视力|双击|浏览|阅读|点击|语音|添加喜爱|跳转|[|>]{2,})
        | (?:阅读|浏览|点击|访问)[量数次]{0,2}\s?\d
    """,
    re.X,
)
_ADDRESS = re.compile(
    r"(?:https?://)?(?:[a-z0-9\-]{1,40}\.){1,5}(?:cn|com|net|org|hk|tw|mo)\b[^\s\u4e00-\u9fff]{0,200}", re.I
)
_STRIP = " \t\r\n\u3000\xa0|丨▏│┃▕┆/,，;；·•:：-—－>"


def read_line(text: str) -> Line:
    """Take one line apart.  Linear in its length; lines over 400 characters are returned as all rest."""
    if len(text) > _MAX_LINE or not (_MARKED.search(text) or label_of(text)):
        return Line(text, (), (), text)
    return _read_line(text)


@lru_cache(maxsize=512)  # a line near the title is looked at by title, header and head; a Line is immutable
def _read_line(text: str) -> Line:
    folded = fold(text)
    marks = _marks(folded)
    pairs: list[Labelled] = []
    dates: list[FoundDate] = []
    rest: list[str] = [_rest(text, folded, 0, marks[0][0] if marks else len(text), dates)]
    for number, (start, begin, label, name, strong) in enumerate(marks):
        end = marks[number + 1][0] if number + 1 < len(marks) else len(text)
        value, left = _value(text, folded, begin, end, name, dates)
        pairs.append(Labelled(name, label, value, start, end, strong))
        rest.append(left)
    if dates and _TODAY.search(folded):
        dates = []  # the calendar at the head of a page
    if not pairs and not dates:
        return Line(text, (), (), text)
    return Line(text, tuple(pairs), tuple(dates), " ".join(filter(None, rest)))


# Without a colon, a figure, the 年 of a date or a gap there is nothing to take apart (most lines of navigation).
_MARKED = re.compile(r"[:：︰∶﹕\d０-９年\s\u3000【\[/|丨｜／]")
_TODAY = re.compile(r"今天是?|今日|现在(?:是|时间)|当前(?:时间|日期)|北京时间|农历|欢迎")
_Mark = tuple[int, int, str, str, bool]  # start of label, start of value, label, field, strong


def _marks(folded: str) -> list[_Mark]:
    found: list[_Mark] = []
    at = folded.find(":")
    while at >= 0:
        mark = _mark_before(folded, at, bool(found))
        if mark is not None and (not found or mark[0] >= found[-1][1]):
            found.append(mark)
        at = folded.find(":", at + 1)
    if _SLASH.search(folded):
        found = sorted(
            found + [m for m in _slash_marks(folded) if not any(f[0] <= m[0] < f[1] for f in found)]
        )
    extra = [m for m in _bare_marks(folded) if not any(f[0] <= m[0] < f[1] for f in found)]
    return sorted(found + extra)


def _mark_before(folded: str, colon: int, within: bool) -> _Mark | None:
    """Return the label that ends at the colon: the longest one, spaces inside it skipped.

    A short label may follow a Chinese character directly only ``within`` a line of labels, where inline elements have
    lost the space between them (``来源：某报作者：张三``), and not as the end of a longer word (``资金来源：``).
    """
    chars: list[str] = []
    places: list[int] = []
    at = colon - 1
    while at >= 0 and len(chars) < _LONGEST and colon - at < 40:
        char = folded[at]
        if "\u4e00" <= char <= "\u9fff" or (char == "/" and chars):
            chars.append(char)
            places.append(at)
        elif char not in " ])" or (char in "])" and chars):
            break
        at -= 1
    for size in range(len(chars), 0, -1):
        label = "".join(reversed(chars[:size]))
        known = _labels().get(label)
        if known is None or (within and size >= 4 and _two_words(places[:size])):
            continue
        start = places[size - 1]
        before = folded[start - 1] if start else ""
        free = known[0] in _TOOLS or (within and folded[start - 2 : start] not in _COMPOUND)
        if size <= 2 and "\u4e00" <= before <= "\u9fff" and not free and not _ends_phrase(folded, start):
            return None
        while start and folded[start - 1] in "[(":
            start -= 1
        return start, colon + 1, label, *known
    return None


def _two_words(places: list[int]) -> bool:
    """Whether one gap parts the characters at ``places`` (descending): 来源：某某发布　时间 is not 发布时间.

    A label that is spread out (索 引 号, 发 布 日 期) has a gap behind every character.
    """
    gaps = [a - b > 1 for a, b in itertools.pairwise(places)]
    return sum(gaps) == 1


# Words that a short label ends: 资金来源 is not 来源.
_COMPOUND_WORDS = "资金 数据 经费 图片 图文 人员 报名 办理 活动 会议 截止 开始 结束 工作 营业 举办 招聘 考试 比赛 服务 受理 收入 货物 材料 开标 投标 公示 统计"
_COMPOUND = frozenset(_COMPOUND_WORDS.split())


def _ends_phrase(folded: str, start: int) -> bool:
    """Whether a short label may follow a Chinese character directly: behind the 日 or 分 of a date."""
    return folded[start - 1] in "日分秒" and start >= 2 and folded[start - 2].isdigit()


def _bare_marks(folded: str) -> Iterator[_Mark]:
    """Labels without a colon: at the start of the line or behind a gap, before a gap or a date."""
    for match in _GAP.finditer(folded):
        start = match.end()
        chars: list[str] = []
        ends: list[int] = []
        at = start
        while at < len(folded) and len(chars) < _LONGEST and at - start < 30:
            char = folded[at]
            if "\u4e00" <= char <= "\u9fff":
                chars.append(char)
                ends.append(at + 1)
            elif char != " ":
                break
            at += 1
        for size in range(len(chars), 1, -1):
            known = _labels().get("".join(chars[:size]))
            end = ends[size - 1]
            after = folded[end] if end < len(folded) else " "
            closed = after == "]" and start > 0 and folded[start - 1] == "["
            if known is None or not (known[1] or closed):
                continue
            dated = after.isdigit() and known[0] in DATE_FIELDS
            if closed:
                yield start - 1, end + 1, "".join(chars[:size]), *known
            elif after == " " or dated:
                yield start, end, "".join(chars[:size]), *known
            break


# 责编/张三, 作者丨李四: a rule instead of the colon.  Only where a name follows, for 编辑 | 打印 is a row of tools.
_SLASH = re.compile(
    r"(?:^|(?<=[\s(\[]))(?P<label>[\u4e00-\u9fff]{1,5})\s?[/|丨]\s?(?P<name>[\u4e00-\u9fff·]{2,12})(?![\u4e00-\u9fff·])"
)


def _slash_marks(folded: str) -> list[_Mark]:
    found: list[_Mark] = []
    offices: list[_Mark] = []
    for match in _SLASH.finditer(folded):
        known = _labels().get(match["label"])
        if known is None or known[0] not in _PERSONAL or _labels().get(match["name"]):
            continue
        mark = (match.start(), match.start("name"), match["label"], *known)
        (offices if known[0] == "source" else found if is_name(match["name"]) else []).append(mark)
    return found + offices if found else []


_GAP = re.compile(r"^\s*|[\s|\[(]+")


def _value(
    text: str, folded: str, begin: int, end: int, name: str, dates: list[FoundDate]
) -> tuple[str, str]:
    """Return the value between ``begin`` and ``end``, and what stands behind it."""
    if name == "views":
        count = _COUNT.match(folded, begin, end)
        after = count.end() if count else begin
        return _clean(text[begin:after]), _rest(text, folded, after, end, dates)
    if name in _TOOLS:
        ruled = _RULED.search(folded, begin + 1, end) if name == "other" else None
        if ruled is not None:  # 栏目：要闻 | 2021年3月13日
            return _clean(text[begin : ruled.start()]), _rest(text, folded, ruled.start(), end, dates)
        if name == "tools":  # 字号：大 中 小　2021年6月22日 08:30
            dates += [_moved(found, begin) for found in find_dates(text[begin:end])]
        return _clean(text[begin:end]), ""
    tool = _TOOL.search(folded, begin, end)
    stop = tool.start() if tool else end
    if name in _PERSONAL:
        boxed = _BOXED.match(folded, begin, stop)
        if boxed is not None:
            return _clean(text[boxed.start("in") : boxed.end("in")]), ""
    if name in _NAMED:
        foreign = _FOREIGN.search(folded, begin + 1, stop)
        if foreign is not None:
            value, left = _value(text, folded, begin, foreign.start(), name, dates)
            return value, " ".join(filter(None, (left, _rest(text, folded, foreign.start(), stop, dates))))
    if name in DATE_FIELDS:
        found = read_date(text[begin:stop])
        if found is None:
            return _clean(text[begin:stop]), ""
        left = text[begin + found.end : stop]
        if _RANGE.match(fold(left)):
            return "", text[begin:stop]  # 时间：3月13日至20日 is when something happens
        return text[begin + found.start : begin + found.end].strip(), _clean(_ADDRESS.sub("", left))
    first = next(iter(find_dates(text[begin:stop])), None) if name in _NAMED else None
    if first is not None:
        dates.append(_moved(first, begin))
        left = _clean(text[begin + first.end : stop])
        return _clean(text[begin : begin + first.start]), left
    return _clean(text[begin:stop]), ""


_NAMED = frozenset({"source", "author", "editor", "reviewer", "photographer", "issuer"})
# What ends a name or an office: a label that is not known, a count, a rule between two entries.  Each branch starts with
# a gap or a sign and is bounded: linear.
_FOREIGN = re.compile(
    r"[\s|/]{1,8}(?:[\u4e00-\u9fff]{2,6}|[A-Za-z]{3,10})\s?:|\s{1,4}\d{1,9}\s?(?:人?次|人)|\s?[|▏│┃▕┆]|\s/(?:\s|$)|\s?T大|\s?Date\s?:"
)
_RULED = re.compile(r"\s?[|▏│┃▕┆]")
# 稿源：[ 市统计局 ]
_BOXED = re.compile(r"\s{0,4}[\[(〔【]\s{0,2}(?P<in>[^\[\]()〔〕【】]{2,40}?)\s{0,2}[\])〕】](?=\s|$)")
_COUNT = re.compile(r"\s*(?:\d[\d,.]*\s*[万千]?|\{\{[^{}]{0,60}\}\}|-+)?\s*(?:人次|[次人位条]|$)?")
_PERSONAL = frozenset({"source", "author", "editor", "reviewer", "photographer"})
_RANGE = re.compile(r"\s{0,3}(?:至|到|-{1,2}|~|起)\s{0,3}(?:\d|本|今|次|[上下]午)?")


def _rest(text: str, folded: str, begin: int, end: int, dates: list[FoundDate]) -> str:
    """Return what is neither date nor tool nor address in a stretch without labels; its dates go to ``dates``."""
    out: list[str] = []
    at = begin
    for found in find_dates(text[begin:end]):
        moved = _moved(found, begin)
        other = _OTHER_LABEL.search(folded[max(begin, moved.start - 16) : moved.start])
        if (other is not None and not _OF_PAGE.search(other["label"])) or _UNTIL.search(
            folded, begin, moved.start
        ):
            continue  # 报名时间：, 开标日期：: a day of what the text is about
        out.append(text[at : moved.start])
        at = moved.end
        if folded[at : at + 2] == "更新":  # 2021-03-13 08:30更新
            at += 2
            moved = replace(moved, note="更新")
        dates.append(moved)
    out.append(text[at:end])
    left = _ADDRESS.sub(" ", " ".join(out))
    tool = _TOOL.search(fold(left))
    return _clean(left[: tool.start()] if tool else left)


_OTHER_LABEL = re.compile(r"(?P<label>[\u4e00-\u9fff]{3,8})\s?:\s{0,3}[\[(]?$")
_UNTIL = re.compile(r"\d日?\s?[至到~—]\s?$")
_OF_PAGE = re.compile(r"发[布表文稿]|刊[登发]|更新|上[传载网]|[录加]入|编辑|公[布开]|转载")


def _moved(found: FoundDate, by: int) -> FoundDate:
    return replace(found, start=found.start + by, end=found.end + by)


# Brackets that belong to the next entry or the last one: [ 来源：某局 ] [ 发布时间：… ].
_LOOSE_BRACKETS = re.compile(r"^[\])）】〕\s]+|[\[(（【〔\s]+$")


def _clean(value: str) -> str:
    value = _LOOSE_BRACKETS.sub("", value.strip(_STRIP))
    for opening, closing in ("()", "（）", "[]", "【】", "〔〕"):
        if value.endswith(closing) and value.count(opening) < value.count(closing):
            value = value[:-1].rstrip(_STRIP)
        if value.startswith(opening) and value.count(opening) > value.count(closing):
            value = value[1:].lstrip(_STRIP)
    if len(value) > 2 and value[0] + value[-1] in ("【】", "[]", "()", "（）"):
        value = value[1:-1].strip(_STRIP)
    return value

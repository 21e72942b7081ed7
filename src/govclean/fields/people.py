"""Names of people: bylines, reporters' credits, editors."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

from ..fold import fold

__all__ = ["credited", "is_name", "lead_credit", "name_line", "split_names", "tail_byline"]


@cache
def _surnames() -> tuple[frozenset[str], frozenset[str]]:
    """Single and compound surnames (``data/surnames.txt``)."""
    raw = resources.files("govclean.data").joinpath("surnames.txt").read_text(encoding="utf-8")
    lines = [line for line in raw.splitlines() if not line.startswith("#")]
    single = {char for line in lines if " " not in line for char in line.strip()}
    return frozenset(single), frozenset(w for line in lines if " " in line for w in line.split())


def is_name(text: str) -> bool:
    """Whether ``text`` is a Chinese personal name: surname and one or two characters, or a name with ``·``."""
    folded = fold(text)
    if "·" in folded:
        return 4 <= len(folded) <= 16 and all(_is_han(p) and len(p) >= 2 for p in folded.split("·"))
    single, double = _surnames()
    if not _is_han(folded) or not 2 <= len(folded) <= 4 or folded in _WORDS or folded[-1] in _OFFICE_END:
        return False
    if folded[:2] in double and len(folded) >= 3:
        return True
    return folded[0] in single and len(folded) <= 3


# Words of a headline or a signature that begin like a name.
_COMMON = (
    "方案 章程 任务 计划 常识 安排 通知 通报 通告 公告 公示 简报 简介 简讯 时间 时政 "
    "高度 高效 成果 成绩 成员 平安 安全 强调 明确 连日来 应急 应急办 和谐 关于 关注 "
    "国务院 文化 文明 文件 石油 水利 水务 金融 黄河 长江 江苏 云南 海南 湖南 宁夏 安徽 "
    "广东 广西 甘肃 吉林 青海 山东 山西 路透 党建 党办 党委 党组 农业 农村 宣传 宣教 "
    "组织 花絮 东部 温馨 经济 能源 利民 全文 通讯员 明天 家园 乐园 万里 于是 和平 祝福 "
    "席卷 管理 管委 管委会 包括 封面 侯鸟 车辆 单位 单项 钟声 游客 广播 综合 程序 向上 "
    "平台 台网 司法 司法所 盖章 公章 印章 代章 签章 签名 签字 "
    "丛书 丛林 芦苇 栗子 迟到 海洋 海岸 海上 海关 海事 "
)
_WORDS = frozenset(_COMMON.split())
_OFFICE_END = frozenset("局厅处科股室部委办会社院校府县市区镇乡村队组站所网报台馆店厂司行党号日讯电摄供稿等")


def _is_han(text: str) -> bool:
    return bool(text) and all("\u3400" <= c <= "\u9fff" or c == "〇" for c in text)


_ROLE = re.compile(
    r"""(?:本[报网台刊站]|全媒体|融媒体?|实习|见习|特约|首席|驻[一-龥]{2,4}|[一-龥]{2,12}(?:社|报|网|台|新闻|客户端|中心|传媒))?
        (?:全媒体|融媒体?|实习|见习|特约|首席|驻[一-龥]{2,4})?
        (?:记者|通讯员|评论员|撰稿人?|作者|文字|特派员|编辑) (?:站|部)? \s{0,3} [:/]? \s{0,3}""",
    re.X,
)
# 和 joins two names, but 沐清和 is one.
_SPLIT = re.compile(r"[\s、,;/|]+|(?<=[一-龥][一-龥])和(?=[一-龥]{2})")


def split_names(text: str, *, sure: bool) -> tuple[str, ...]:
    """Return the names in ``text`` (张三 李四、王 五), or ``()`` where it is not a list of names.

    Args:
        sure: whether a label or a word such as 记者 says that names follow; otherwise every one must have a known surname.
    """
    folded = fold(text)
    names: list[str] = []
    held = ""  # a spread-out name of two characters: 王 五
    for start, end in _tokens(folded):
        token = text[start:end]
        if len(token) == 1 and _is_han(folded[start:end]):
            held += token
            if len(held) < 2:
                continue
            token, held = held, ""
        elif held:
            return ()
        if not is_name(token) and not (sure and _may_be_name(fold(token))):
            return tuple(names) if sure else ()
        names.append(token)
    return () if held and not names else tuple(names)


def _tokens(folded: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    at = 0
    for gap in _SPLIT.finditer(folded):
        if gap.start() > at:
            spans.append((at, gap.start()))
        at = gap.end()
    if at < len(folded):
        spans.append((at, len(folded)))
    return spans


def _may_be_name(folded: str) -> bool:
    """Names without a common surname (央宗次仁, 木长青): two to four characters that are no office and no verb."""
    if not _is_han(folded) or not 2 <= len(folded) <= 4 or folded in _WORDS:
        return False
    if len(folded) <= 3 and folded[0] in _surnames()[0]:
        return folded[-1] not in "摄报讯电社局县市区网"  # 刘会 is a name behind 记者, though 会 ends offices
    return folded[-1] not in _OFFICE_END and folded[0] not in "从在对就向问获采了今昨"


_CREDIT = re.compile(  # （记者 张三）, (本报记者张三 通讯员李四), （新华社记者 张三）
    r"\((?P<who>[^()]{0,24}?(?:记者|通讯员)[^()]{2,50})\)"
)
_DATELINE = re.compile(  # 某县融媒讯（张三 李四）: brackets right behind 讯, 电 or 消息 hold who wrote
    r"^\s*[一-龥\d]{2,20}(?:讯|电|消息)\s?\((?P<names>[一-龥·\s、]{2,30})\)"
)
_FORM = re.compile(r"[\s/]{1,3}(?:文\s?/?\s?图|图\s?/?\s?文|文)\s*$")  # （通讯员 张三 文/图）
_REPORTS = (
    re.compile(  # 记者张三报道, 本报记者 张三 李四 (the whole line), 某报记者张三/文, 某报记者 张三 某地报道
        r"^\s*(?:[一-龥·]{2,16}[报网社台刊闻]|本[报网台刊])?\s?(?:全媒体|首席|实习|见习|特约)?记者\s{0,3}"
        r"(?P<names>[一-龥]{1,4}(?:[\s、]{1,3}[一-龥]{1,4}){0,5}?)\s{0,3}"
        r"(?:报道|(?P<text>/\s?文)|\s[一-龥]{2,8}报道\W*$|\s来源|(?P<end>$))"
    )
)
_WRITTEN = re.compile(
    r"^\s*(?:文|撰文|撰稿|作者)\s{0,2}[/|:]\s{0,2}(?P<names>[^。!?/|:]{2,40}?)(?:\s{1,4}(?:图|图片|摄影|摄|供图)\s{0,2}[/|:][^。!?]{2,30})?$"
)


def lead_credit(text: str) -> tuple[str, ...]:
    """Return the reporters that a paragraph credits: ``（记者 张三）`` near its start, or a credit line."""
    folded = fold(text[:160])
    match = _CREDIT.search(folded, 0, 120)
    if match is not None:
        return credited(text[match.start("who") : match.end("who")])
    match = _REPORTS.match(folded)
    if match is not None and (match["end"] is None or (len(text) < 60 and "摄" not in folded)):
        return split_names(text[match.start("names") : match.end("names")], sure=True)
    match = _DATELINE.match(folded)
    if match is not None:
        return split_names(text[match.start("names") : match.end("names")], sure=False)
    match = _WRITTEN.match(folded) if len(text) < 60 else None
    if match is not None:
        written = text[match.start("names") : match.end("names")]
        return credited(written) or split_names(written, sure=True)
    return ()


def credited(text: str) -> tuple[str, ...]:
    """Return the names behind the words 记者, 通讯员 …; nothing where they took the photograph."""
    folded = fold(text)
    if re.search(r"摄|供图|图片", folded):
        return ()
    form = _FORM.search(folded)
    if form is not None:
        text, folded = text[: form.start()], folded[: form.start()]
    marks = list(_ROLE.finditer(folded))
    names: list[str] = []
    stops = [*(m.start() for m in marks[1:]), len(text)] if marks else []
    for mark, stop in zip(marks, stops, strict=True):
        names += split_names(text[mark.end() : stop], sure=True)
    if not marks:
        names += split_names(text, sure=False) or split_names(text.split()[-1], sure=False)
    return tuple(dict.fromkeys(names))


_TAIL = re.compile(r"\((?P<in>[^()]{2,60})\)\s*[。.]?\s*$")
_JOB = re.compile(
    r"(?:书记|部长|主任|局长|厅长|处长|科长|县长|市长|区长|镇长|乡长|省长|州长|院长|校长|所长|站长|行长|会长|董事长|委员|常委|主席|秘书长?|"
    r"教授|研究员|讲师|博士|专家|律师|医师|工程师|干部|代表|院士|学者|理事|顾问|经理|检察长|政委|主编|村官|馆长|队长|组长|司长|教师|长|中心|[局办委社院部厅处室站台报府校镇乡村县区股]|融媒|街道|社区|支队|大队|公司|大学)$"
)


def tail_byline(text: str) -> tuple[str, ...]:
    """Return the author that a closing byline names: ``（张三）``, ``（记者 张三）``, ``（某市委书记 张三）``.

    An office alone (``（某县发改局）``), a photographer (``（张三摄）``) and a writer's affiliation name nobody.
    """
    window = text[-80:]
    folded = fold(window)
    match = _TAIL.search(folded)
    if match is None and len(text) < 60 and "摄" not in folded:
        match = _WRITTEN.match(folded)
        if match is not None:
            return credited(window[match.start("names") : match.end("names")])
        match = _REPORTS.match(folded)
        if match is not None:
            return split_names(window[match.start("names") : match.end("names")], sure=True)
    if match is None:
        match = _LAST_CREDIT.search(folded)
        return credited(window[match.start("who") :]) if match else ()
    inner = window[match.start("in") : match.end("in")].strip()
    folded = fold(inner)
    for form in (_TEXT_BY, _BY_TEXT):
        wrote = form.match(folded)
        if wrote is not None:
            return split_names(inner[wrote.start("names") : wrote.end("names")], sure=False)
    both = _BOTH.search(folded)
    if both is not None:  # （张三 摄影报道）
        return credited(inner[: both.start()])
    if re.search(r"摄|供图|图片|单位|编辑|责编|校对|审核|联系|电话|来源|转载", folded):
        return ()
    written = _WRITTEN_BY.match(folded)
    if written is not None and not re.match(r"作者\s*(?:系|为|是|简介)", folded):
        return split_names(inner[written.end() :], sure=True) or credited(inner)
    if re.search(r"记者|通讯员|^作者|撰稿|^文/", folded):
        if re.match(r"作者\s*(?:系|为|是|简介)", folded):
            return _titled(inner)
        return credited(inner)
    return split_names(inner, sure=False) or _titled(inner)


# （文/图：张三）, （文字：张三 摄影：李四）, （张三 文/图）, （张三/文 李四/摄）, （张三供稿）
_TEXT_BY = re.compile(
    r"(?:(?:文\s?/\s?图|图\s?/\s?文|图文)\s{1,3}|(?:文/?图?|图/?文|文字|撰文|撰稿|供稿人?)\s{0,2}[:/]\s{0,2})(?P<names>[一-龥\s、]{2,30}?)\s{0,2}(?:(?:图片?|摄影|摄)\s{0,2}[:/].{0,20})?$"
)
_BY_TEXT = re.compile(
    r"(?P<names>[一-龥\s、]{2,30}?)\s{0,2}/?\s{0,2}(?:文/?图|图/?文|/文|\s文|供稿|撰稿)(?:\s.{0,20})?$"
)
_WRITTEN_BY = re.compile(r"(?:文|图文|文/图|供稿|撰稿人?|撰文|作者)\s{0,2}[/:]\s{0,2}")
_BOTH = re.compile(r"\s{0,2}(?:摄影报道|图文报道|报道/摄影|文并摄|图并文|报道)$")
_LAST_CREDIT = re.compile(
    r"(?:^|[。!?”\s])(?P<who>(?:本[报网台刊])?(?:记者|通讯员)\s{1,3}[一-龥]{2,4}(?:[\s、]{1,3}[一-龥]{2,4}){0,4})\s*$"
)


def _titled(inner: str) -> tuple[str, ...]:
    """``某市委常委、组织部长 张三``, ``某县融媒体中心 张三 李四``: an office, a gap, names."""
    parts = inner.split()
    for size in range(1, len(parts)):
        if not _JOB.search(fold("".join(parts[:size]))):
            continue
        names = split_names(" ".join(parts[size:]), sure=False)
        if names:
            return names
    return ()


def name_line(text: str, *, alone: bool = False) -> tuple[str, ...]:
    """Return the authors of a line that is nothing but names (the line under a title), or ``()``.

    Args:
        alone: whether one unspaced name will do; it needs other evidence, for 高质量 has the form of a name too.
    """
    if not 2 <= len(text) <= 40:
        return ()
    names = split_names(text, sure=False)
    if len(names) > 1 or " " in text.strip():
        return names
    # 申请书, 计划表 and 通知书 have the form of a name and stand in the middle of a line as well.
    return names if alone and fold(text)[-1] not in "书表单册件案法则规篇章节本稿函令会议要点况" else ()

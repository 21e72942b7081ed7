"""What is never touched: names, numbers, document numbers, titles, quoted coinages, speech, variants, foreign words, verse, rosters."""

from __future__ import annotations

import re

from ..fold import fold
from .script import is_traditional

__all__ = ["protected"]

REACH = 24  # characters looked at on each side; longer titles and clauses are not needed to tell

_TITLE_WORDS = (
    r"(?:同志|书记|市长|县长|区长|省长|镇长|乡长|村长|局长|处长|科长|厅长|部长|主任|主席|总理|总统|院长|校长|所长|会长|"
    r"董事长|经理|检察长|审判长|审判员|书记员|代表|委员|教授|博士|先生|女士|记者|编辑|作者|通讯员|摄影|律师|医生|老师|烈士|"
    r"签发人|联系人|法定代表人|责任编辑|主编|姓名|署名|签名)"
)
# A name of two to four characters follows the title at once or behind blanks and a colon.
_AFTER_TITLE = re.compile(_TITLE_WORDS + r"(?P<name>[\s:、(]{0,3}[\u4e00-\u9fff·]{0,3})$")
# …or stands right in front of it: 张三同志, 李四（记者）.
_BEFORE_TITLE = re.compile(
    r"^[\u4e00-\u9fff·]{0,2}[\s(]{0,2}(?:同志|先生|女士|烈士|记者|摄|摄影|摄影报道)(?![\u4e00-\u9fff]{0,1}[会们站团员])"
)
_DOCUMENT_NUMBER = re.compile(r"^[\u4e00-\u9fff]{0,8}\s{0,2}[〔\[(]\s{0,2}\d{4}\s{0,2}[〕\])]")
_FILING = re.compile(
    r"^[\u4e00-\u9fff]{0,2}(?:ICP|公网安备)|(?:ICP|公网安备)[\u4e00-\u9fff]{0,3}$", re.IGNORECASE
)
# A name of a place ends in its type: 青澜省, 南屿市.  Before the type stands the name's last character, or its first of
# two; 全省 and 各市 are no names.
_PLACE = re.compile(
    r"^(?![全各我本该两外跨每某在和及与对为是的了到][省市县区镇乡村])[\u4e00-\u9fff]?[省市县旗州盟镇乡村屯]"
)
_NEVER_IN_NAMES = frozenset("是事在再作做即既以已需须有由为未及其期各个")
"""Function words that no name of a person begins with and no name of a place ends with."""
_NUMERALS = frozenset("〇零一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟0123456789")
_CLAUSE = re.compile(r"[^,.;:!?。、\s]+")
_VERSE_LENGTHS = (5, 7)
_ROSTER = re.compile(r"(?:[\u4e00-\u9fff·]{2,4}[、\s]{1,2}){3,}[\u4e00-\u9fff·]{0,4}$")

QUOTED = 8  # characters of a quoted expression that is taken for a coinage, a nickname or a play on words: “有鬼电车”
_OPEN, _CLOSE = '“‘「『〝"', '”’」』〞"'
_TALK = re.compile(
    r"[吗呢啊呀嘛哦啦啥咋咱俺嗯哎唉哟呗噢嘞哇喽]|吧(?=$|[^\u4e00-\u9fff])|[我你您](?![们国省市县])"
)
"""What the sentence around a place has when somebody speaks: talk plays with words, stammers and follows no official usage."""
SPEECH = 200  # characters before a place in which the quotation mark that opens a speech is looked for
_SENTENCE_END = re.compile(r"[.!?;。！？；]")
_VARIANTS = frozenset(
    frozenset(pair)
    for pair in [
        "卫衞",
        "台枱",
        "么幺",
        "痹痺",
        "着著",
        "晚晩",
        "效効",
        "净浄",
        "黑黒",
        "丰豊",
        "翻飜",
        "褒襃",
        "郎郞",
        "巢巣",
        "岁歳",
        "霸覇",
        "睾睪",
        "腭颚",
        "鲇鲶",
    ]
)
"""Forms of one character that fold to different ones: OpenCC 1.4 (Apache-2.0), HKVariants, TWVariants and the Japanese forms that
Chinese does not use as other words.  In traditional text the form is the author's choice or the character set's; in simplified text 公共衞生 is a slip."""


def protected(text: str, start: int, end: int, meant: str) -> str:
    """Return why ``text[start:end]`` must stay, or ``""``; ``meant`` is what a correction would write there.

    A function word (:data:`_NEVER_IN_NAMES`, written and meant) right behind a title or in front of 省, 市, 县 is no part of a
    name: 书记|在会上, 由|市人民政府.

    The expressions only look at bounded stretches (:data:`REACH`), so none can take more than constant time.
    """
    left = fold(text[max(0, start - REACH) : start]).rpartition("\n")[2]
    right = fold(text[end : end + REACH]).partition("\n")[0]
    written = text[start:end]
    if any(c in _NUMERALS for c in written + meant):
        return "number"
    if (left[-1:].isascii() and left[-1:].isalpha()) or (right[:1].isascii() and right[:1].isalpha()):
        return "foreign word"
    if "《" in left and left.rfind("《") > left.rfind("》"):
        return "title"
    if "·" in left[-6:] + right[:6]:
        return "name"
    if _is_variant(written, meant) and is_traditional(text, start, end):
        return "variant"
    if left[-1:] == fold(written[:1]) or right[:1] == fold(written[-1:]):
        return "repeated"
    if _is_quoted(text, start, end):
        return "quotation"
    if _is_speech(
        text, start, _SENTENCE_END.split(left)[-1] + "\n" + _SENTENCE_END.split(right, maxsplit=1)[0]
    ):
        return "speech"
    function = end - start == 1 and fold(written) in _NEVER_IN_NAMES and meant in _NEVER_IN_NAMES
    behind, before = _AFTER_TITLE.search(left), _BEFORE_TITLE.search(right) or _PLACE.match(right)
    if before and not function:
        return "name"
    if behind and not (function and behind["name"] == ""):
        return "name"
    if _DOCUMENT_NUMBER.search(right) or _FILING.search(right) or _FILING.search(left):
        return "number"
    if _ROSTER.search(left) and re.match(r"[\u4e00-\u9fff]{0,3}(?:[、\s]|$)", right):
        return "list"
    return "verse" if _is_verse(left, written, right) else ""


def _is_verse(left: str, written: str, right: str) -> bool:
    """Whether the clause and the two around it all have five or all have seven characters."""
    clauses = [(m.start(), m.end()) for m in _CLAUSE.finditer(left + written + right)]
    place = len(left)
    lengths = [b - a for a, b in clauses]
    here = next((i for i, (a, b) in enumerate(clauses) if a <= place < b), None)
    if here is None or lengths[here] not in _VERSE_LENGTHS:
        return False
    return (
        sum(1 for n in lengths[max(0, here - 1) : here + 2] if n == lengths[here]) >= 2
        and lengths[here] in _VERSE_LENGTHS
    )


def _is_variant(written: str, meant: str) -> bool:
    """Whether a character would only change its form."""
    for old, new in zip(fold(written), fold(meant), strict=True):
        if frozenset((old, new)) in _VARIANTS or (old == new and written != meant):
            return True
    return False


def _is_quoted(text: str, start: int, end: int) -> bool:
    """Whether the place stands in quotation marks that hold :data:`QUOTED` characters at most."""
    before = re.search(rf"[{_OPEN}]([^{_OPEN}{_CLOSE}\n]*)$", text[max(0, start - QUOTED) : start])
    after = re.match(rf"([^{_OPEN}{_CLOSE}\n]*)[{_CLOSE}]", text[end : end + QUOTED])
    return before is not None and after is not None and len(before[1]) + end - start + len(after[1]) <= QUOTED


def _is_speech(text: str, start: int, sentence: str) -> bool:
    """Whether the sentence is talk and stands behind a quotation mark that is still open."""
    if not _TALK.search(sentence):
        return False
    line = text[max(0, start - SPEECH) : start].rpartition("\n")[2]
    return any(line.rfind(a) > line.rfind(b) for a, b in ("“”", "「」", "『』"))

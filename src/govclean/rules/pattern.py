r"""From the pattern of a rule file to a compiled expression.

Patterns are Python ``re``, verbose and case-insensitive, over folded text (:mod:`govclean.fold`).  Two shorthands keep
them readable:

* Between two neighbouring Han characters up to three blanks may stand, so ``打印`` also matches ``打 印``.
* ``%name%`` is a fragment: see :data:`FRAGMENTS`.

All repetition that the shorthands add is bounded and separated by literals, so it cannot blow up.
"""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["FRAGMENTS", "compile_pattern", "expand"]

FRAGMENTS: dict[str, str] = {
    # colon between label and value, as typed: ``：``, ``: ``, `` ``, nothing
    "colon": r"[ ]{0,4}[:]?[ ]{0,4}",
    # a colon that must be there
    "label": r"[ ]{0,4}[:][ ]{0,4}",
    # one value without blanks, brackets, bars or sentence punctuation
    "value": r"[^ |:;,。!?\[\]()<>、\n\t]{1,40}",
    # the name of a unit: a value that ends before the next label, where no separator stands between (主办：某某局联系电话：…)
    "unit": r"(?:(?!(?:联系)?电话|联系人|传真|(?:办公|联系)?地址|邮编|邮政|(?:政府)?网站标识|承办|协办|技术支持|技术保障|版权所有|运行维护|ICP|[一-龥]ICP|[一-龥]公网|公安备|备案)[^ |:;,。!?\[\]()<>、\n\t]){1,40}",
    # a value that may hold single inner blanks and enumeration commas (names of persons, of two agencies)
    "names": r"[^ |:;,。!?\[\]()<>\n\t]{1,30}(?:[ ][^ |:;,。!?\[\]()<>\n\t]{1,30}){0,4}",
    # the number of a counter: digits, nothing, a template or what a dead script leaves
    "count": r"(?:\d[\d,.]{0,14}[万亿]?|\{\{[^{}]{0,40}\}\}|\$\{[^{}]{0,40}\}|<%[^%]{0,40}%>|\[[ ]?\]|\([ ]?\)|_{1,8}|-{1,4}|\.{2,6}|loading\.{0,3}|NaN|null|undefined)?",
    # a person's name by its surname (the hundred most frequent, two of two characters), ``张 三`` with its blank
    "person": r"(?:欧阳|上官|诸葛|司马|司徒|[王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤季裴闻时樊岳齐柳常庞颜施洪安葛温翟倪殷卜邢])(?:[ ]?[一-龥]|[一-龥·]{2,3})(?=$|[ |)\]\[(、,/\-])",
    # names of persons; the first may also be an office or a user's name
    "persons": r"(?:[一-龥·]{2,4}(?=[、,])|[一-龥·]{2,10}(?=$|[ |)\]\[(/\-])|[一-龥][ ][一-龥](?=$|[ |)\]\[(、,/\-])|[A-Za-z][A-Za-z0-9]{0,11}(?=$|[ |)\]\[(、,/\-]))(?:[ 、,/]{1,2}[一-龥](?:[ ]?[一-龥]|[一-龥·]{2,3})(?=$|[ |)\]\[(、,/\-])){0,7}",
    # the same, where it must be there
    "number": r"(?:\d[\d,.]{0,14}[万亿]?|\{\{[^{}]{0,40}\}\}|\$\{[^{}]{0,40}\}|<%[^%]{0,40}%>|\[[ ]?\]|\([ ]?\)|_{1,8}|-{1,4}|\.{2,6}|loading\.{0,3}|NaN|null|undefined)",
    # one date, with or without time
    "date": r"(?:19|20)?\d\d[ ]?[-/.年][ ]?\d{1,2}[ ]?[-/.月][ ]?\d{1,2}[ ]?日?(?:[ T]{0,3}\d{1,2}[ ]?[:时][ ]?\d{1,2}(?:[ ]?[:分][ ]?\d{1,2}秒?)?)?",
    # telephone numbers
    "phone": r"\(?\d{3,4}[)\-]{0,2}[ ]?\d{3,8}(?:[-转 ]{1,2}\d{1,8}){0,2}",
    # abbreviation of a province (GB/T 2260 names; 川 and 甘 beside the 蜀 and 陇 that filings use)
    "province": r"[京沪津渝粤桂琼鄂湘豫苏浙皖赣闽鲁冀晋辽吉黑蒙川蜀贵黔云滇藏陕秦甘陇青宁新]",
    "address": r"[A-Za-z0-9._\-]{1,60}",
}

_HAN = re.compile(r"[㐀-鿿豈-﫿]")
_TOKEN = re.compile(
    r"""
      (?P<escape> \\. )
    | (?P<set>    \[\^?\]?(?:\\.|[^\]\\])*\] )
    | (?P<comment>\#[^\n]* )
    | (?P<look>   \(\?(?:[=!]|<[=!]) )
    | (?P<open>   \((?:\?:|\?P<\w+>)? )
    | (?P<close>  \) )
    | (?P<count>  [?*+]|\{\d*,?\d*\} )
    | (?P<bar>    \| )
    | (?P<blank>  \s+ )
    | (?P<han>    [㐀-鿿豈-﫿] )
    | (?P<other>  . )
    """,
    re.X | re.S,
)
_FRAGMENT = re.compile(r"%([a-z]+)%")
_GAP = "[ ]{0,3}"


def expand(pattern: str) -> str:
    """Return ``pattern`` with fragments put in and blanks allowed between Han characters.

    Raises:
        re.error: a fragment's name is not known.
    """

    def fragment(match: re.Match[str]) -> str:
        try:
            return f"(?:{FRAGMENTS[match[1]]})"
        except KeyError:
            raise re.error(f"unknown fragment %{match[1]}%; known: {', '.join(FRAGMENTS)}") from None

    out: list[str] = []
    after_han = False  # the last thing that consumes text was a Han character, or a group that ended in one
    # Of the groups that are open: whether a Han character stands before them, and whether one of their branches ended in one.
    opened: list[tuple[bool, bool]] = []
    tokens = list(_TOKEN.finditer(pattern))
    for index, match in enumerate(tokens):
        kind, text = match.lastgroup, match[0]
        if kind == "han":
            if after_han:
                # The blanks belong to the character: if it is optional, they are absent with it, and two optional
                # characters in a row never compete for the same blanks.
                counted = index + 1 < len(tokens) and tokens[index + 1].lastgroup == "count"
                text = f"(?:{_GAP}{text})" if counted else _GAP + text
            after_han = True
        elif kind in ("open", "look"):
            opened.append((after_han and kind == "open", False))
            after_han = after_han and kind == "open"
        elif kind == "bar":
            if opened:
                before, ended = opened[-1]
                opened[-1] = (before, ended or after_han)
                after_han = before
            else:
                after_han = False
        elif kind == "close":
            before, ended = opened.pop() if opened else (False, False)
            # Where the group may be absent, what stands before it is the neighbour.
            absent = index + 1 < len(tokens) and tokens[index + 1][0] in ("?", "*")
            after_han = ended or after_han or (absent and before)
        elif kind in ("escape", "set", "other"):
            after_han = False
        out.append(text)
    return _FRAGMENT.sub(fragment, "".join(out))


@lru_cache(maxsize=4096)
def compile_pattern(pattern: str) -> re.Pattern[str]:
    """Compile the pattern of a rule.

    Raises:
        re.error: it is no regular expression.
    """
    return re.compile(expand(pattern), re.X | re.I)

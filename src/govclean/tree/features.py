"""What a piece looks like: prose, a label, a link, a mark of the page around the article."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..fold import fold
from ..page import Piece

__all__ = ["Feature", "describe"]

# Sentence punctuation, wide and narrow.  "、" and "：" stand in labels and menus too and do not make prose.
_STOPS = "，。；！？,;!?"
_CLOSING = "。！？!?…；;，"

# Marks are looked for in short pieces only: prose may talk about printing a page or about copyright.
MARK_LENGTH = 100
FOOT_LENGTH = 400  # a site's footer may stand in one piece

# All patterns are matched on folded text without white space ("索 引 号"), so they hold none.  They are anchored or
# start with a literal, and hold no repeated group: linear.
_HEADER = re.compile(
    r"""^[\W_]{0,4}(?:
        (?:(?:信息|文章|稿件|新闻|资料|内容|本文)?(?:来源|出处|时间|日期)|来源于|(?:发布|发表|发文|更新|公开|成文|生成|印发|创建|录入|提交)(?:日期|时间|于)|作者|记者|通讯员|撰稿|撰文|供稿|报送|责任编辑|责编|编辑|编审
          |审核|校对|[初复终]审|[一二三]审|审签|核稿|签发|录入|字号|字体|字体大小|浏览(?:次数|量|数)?|点击(?:数|率|量|次数)?|阅读(?:次数|量|数)?|访问(?:次数|量)|人气|发布(?:机构|单位|者|人)|发文机[关构]|发布机构|信息类别|视力保护色?|背景色|保护视力色
          |索引号|信息索引|主题分类|组配分类|主题词|发文字号|文号|有效性|体裁|分享(?:到|至)?|关键[词字]|标签|tags?|原标题|信息名称|公开方式|公开范围|标题|名称|朝代|author|source|date|time|hits|views)[:\[【(|]
      | (?:来源|作者|编辑|责编|责任编辑)$
    )""",
    re.VERBOSE | re.IGNORECASE,
)
# A line that holds a date, perhaps with what stands beside it in a header.
_DATE = re.compile(
    r"""^[\W_]{0,3}(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?[\W_]{0,3}(?:(?:星期|周).)?(?:上午|下午)?(?P<clock>\d{1,2}[:时]\d\d)?(?P<rest>.*)$"""
)
# … or who published it, the day in figures and what stands beside it: 云栖融媒 2022-09-14 09:30 点击：123.
_WHO_DATE = re.compile(
    r"^[^\W\d]{2,20}(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\d{1,2}:\d\d|点击|浏览|阅读|访问|字[体号]|打印)"
)
_NUMBER = re.compile(r"^[\u4e00-\u9fff]{1,15}[\[(〔【(](?:19|20)\d\d[\])〕】)]第?\d{1,5}号$")
# 题注 of laws and decisions (立法技术规范（试行）（一） 6): when and by whom they were passed.  It begins their text.
_PASSED = re.compile(r"(?:通过|批准|公布|修[正订改]|施行|发布|印发)[\])〕】]$")
# Who speaks in an interview, with what was said: 记者：…？  Names of authors are no questions.
_ASKED = re.compile(r"^[\W_]{0,4}(?:记者|作者|编辑|通讯员)[:(].*[?!。]$")
# Tools of the page.
_TOOL = re.compile(
    r"""^[\W_]{0,4}(?:
        字[号体](?:大小)?[大小中默] | [大中小](?:[\s|]*[大中小]){1,2}$ | (?:打印|关闭|收藏|分享|纠错|复制链接|举报|点赞|转发|回复|关注|评论|朗读|播放|下载|订阅|放大|缩小)(?:本页|此页|窗口|页面|文章|本文|全文|到|至|按钮|一下)?[\W\d_]{0,6}$
      | (?:打印|关闭)(?:本页|此页|窗口|页面|文章|文字|正文|本文)? [\W_]{0,3}(?:打印|关闭|收藏|大|$) | [顶踩]一下 | 我要(?:纠错|打印|评论|收藏|分享) | 加入收藏 | 设为首页 | 推荐给 | 返回(?:顶部|首页|列表|上一?页|目录)
      | 扫一?扫 | 扫码 | 微信扫 | 用?手机(?:扫|看|打开) | 保护视力 | 视力保护 | (?:微信|长按|点击)(?:扫码|识别|右上角) | (?:网站)?纠错$ | 分享(?:到|至|按钮|:) | 展开(?:全文|阅读) | 阅读(?:剩余|全文) | 查看(?:全部|原图|更多|详情|全文)
      | (?:语音)?播报文章 | 登录|注册$ | 您?当前(?:的)?(?:位置|所在) | 所在位置 | 现在位置 | 位置:
    )""",
    re.VERBOSE,
)
_FOOT = re.compile(
    r"版权所有|版权归|copyright|©(?:19|20)\d\d|(?:19|20)\d\d©|poweredby|allrightsreserved|icp[备证]|公网安备|网站标识码|技术支持:|技术保障:|网站地图|(?:主办|承办|协办|主管|运行维护|维护)(?:单位|机构)?:",
    re.IGNORECASE,
)
# Heads of what follows an article and is not part of it.
_AFTER = re.compile(
    r"""^[\W_]{0,4}(?:
        (?:相关|延伸|扩展|推荐|更多|热门|最新|精彩|关联|同类|往期|今日|近期|其他|热点|最热|图片|视觉|本类|本栏)(?:的)?(?:阅读|新闻|文章|信息|链接|报道|推荐|内容|稿件|文件|文档|资讯|解读|政策|专题|主题|帖子|图片|评论|热点|要闻|头条|附件|焦点|排行|点击|导读)
      | 猜你喜欢 | 您?可能(?:还|也)?(?:会)?(?:喜欢|感兴趣) | 大家(?:都|还|也)在看 | 其他人(?:也)?在看 | [为为]您推荐 | 为你推荐 | 热点推荐 | (?:网友|用户|文章|精彩|最新|热门)?(?:评论|跟贴|跟帖|留言)[\W_]{0,2}\d*[条人]?[\W_]{0,2}$
      | (?:发表|我要|最新|查看|全部|我来说两句|参与)评论 | \d+条?评论 | 我来说两句 | [上下]一[篇页条则个] | (?:prev|next|previous):| 前一[篇条] | 后一[篇条]
      | (?:免责|版权|特别|网站|郑重|风险)(?:声明|提示|说明)[:：]? | 编辑推荐 | 点击排行 | 排行榜 | 转载请注明 | 本文(?:地址|链接|网址|标签) | 本文.{0,20}原创 | 声明:(?:凡|本[网站]|以上) | 以上内容.{0,40}(?:上传|发布|不代表) | notice:the
      | 您此时的心情 | 新闻表情 | 政策解读$ | 图解$ | 解读$ | 文件下载: | 友情链接 | (?:下载)?附件下载[:：]?$
    )""",
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(slots=True)
class Feature:
    """What a piece looks like.

    Attributes:
        mass: how much it speaks for the article (characters, less a toll for being one piece more); negative for
            links, labels and tools.
        prose: whether it is made of sentences.
        linked: whether most of it is links.
        mark: what of the page around the article it is: ``"header"`` (a label with its value), ``"date"``,
            ``"number"`` (发文字号), ``"tool"``, ``"foot"``, ``"after"`` (head of a list that follows), ``"rule"`` (a line
            of signs), ``""`` if nothing of the kind.
    """

    mass: float = 0.0
    prose: bool = False
    linked: bool = False
    mark: str = ""


# A piece that is not prose costs this much: a run of short labels must not add up to an article.
TOLL = 3.0
# Share of a plain label's characters that speak for the article: 3,508 lines of a code list must add up to one.
LABEL_WEIGHT = 0.5


def _is_record(piece: Piece) -> bool:
    """Whether a table is an information box whose rows the fields are read from, whatever row it begins with."""
    from ..fields.header import cells_evidence, table_rows

    return bool(cells_evidence(table_rows(piece), "table", 0))


MANY_LABELS = 4  # in one line: an information box that was set inline


def _is_row(text: str) -> bool:
    from ..fields.labels import read_line

    line = read_line(text)
    return not line.rest and sum(pair.strong for pair in line.pairs) >= MANY_LABELS


def _is_around_links(piece: Piece) -> bool:
    """Return whether a sentence goes on around and behind its links: 按照《…》和《…》要求，…。  A teaser ends with its link."""
    text = piece.text
    return (
        len(text) - piece.link_chars >= AROUND_LINKS
        and text[-1] in "。；"
        and not any(link and text.endswith(link) for link, _ in piece.links)
    )


AROUND_LINKS = 10


def describe(piece: Piece) -> Feature:
    """Return what ``piece`` looks like."""
    text = piece.text
    size = len(text)
    if not size or piece.tag == "input":
        return Feature()
    if piece.tag == "option":
        return Feature(-TOLL, False, True)
    free = size - piece.link_chars
    linked = piece.link_chars * 2 > size
    if piece.kind == "table":
        if linked or (len(piece.links) >= LINKED_ROWS and piece.link_chars * 4 > size):
            return Feature(-TOLL, False, True)
        if free < DISCLOSURE_LENGTH and (_HEADER.match(_squeeze(text[:60])) or _is_record(piece)):
            return Feature(-TOLL, False, False, "header")
        return Feature(free * 0.8, False, False)
    stops = sum(map(text.count, _STOPS))
    prose = (stops > 0 and free >= 20) or (free >= 7 and text[-1] in _CLOSING)
    if piece.level and size <= MARK_LENGTH:
        prose = False
    around = piece.link_chars > 0 and prose and _is_around_links(piece)
    if linked and prose and (free >= 30 or around):
        linked = False  # a sentence about links
    mark = _mark(text, size, prose) if size <= FOOT_LENGTH else ""
    if (
        not mark
        and size <= FOOT_LENGTH
        and text.count("：") + text.count(":") >= MANY_LABELS
        and _is_row(text)
    ):
        mark = "header"
    if linked:
        return Feature(-min(piece.link_chars, 30) - TOLL, False, True, mark)
    if mark:
        return Feature(_MARK_MASS.get(mark, -10.0 - TOLL), False, False, mark)
    if prose:
        return Feature(free if around else max(free - piece.link_chars, free * 0.3), True, False)
    return Feature(free * LABEL_WEIGHT - TOLL)


_MARK_MASS = {"date": -TOLL, "number": -TOLL, "rule": -0.5}

# A table whose rows lead to other pages: so many links that are a quarter of its text.
LINKED_ROWS = 5

# A 信息公开 box of labels and values is shorter than this.
DISCLOSURE_LENGTH = 800


def _squeeze(text: str) -> str:
    return fold(text).translate(_NO_SPACE)


_NO_SPACE = {ord(c): None for c in " \t\n\u3000\xa0"}


# Marks that are sentences: 扫一扫，关注… and disclaimers.  Other words of a mark may begin a sentence of a text: 登录…提交申请。
_HOW_TO = re.compile(r"[\W_]{0,4}(?:扫|用?手机|微信|长按|点击|您?当前|所在|现在|位置|字)")
_NOTICE = re.compile(
    r"[\W_]{0,4}(?:(?:免责|版权|特别|网站|郑重|风险)?(?:声明|提示|说明)[:：]|转载|本文|以上内容|notice:)",
    re.IGNORECASE,
)


def _goes_on(flat: str, end: int) -> bool:
    """Return whether what follows a mark's words belongs to their sentence."""
    return end < len(flat) and flat[end].isalnum()


# 来源：… as a sentence: a statistical bulletin ends with one that tells where its figures come from.  The shortest seen
# value has 18 characters; 来源：某某网。 is a label with a full stop.
_STATED = re.compile(
    r"[^:]{2,8}:(?![^:]*(?:转载|声明|版权|编辑|记者|作者|浏览|点击|字[体号]))[^:\d][^:]{14,}。"
)
# Who holds an event, as a sentence of its announcement; a footer has no full stop.
_ORGANISED = re.compile(
    r"(?!.*(?:icp|备案|版权|网站))主办(?:单位|方)?:[^:;。]{2,60}[;,]承办(?:单位|方)?:[^:。]{2,60}。",
    re.IGNORECASE,
)


def _states(flat: str) -> bool:
    """Return whether a line that begins like a header label is one sentence of the text."""
    return _STATED.fullmatch(flat) is not None


def _mark(text: str, size: int, prose: bool) -> str:
    flat = _squeeze(text)
    if size <= MARK_LENGTH:
        after = _AFTER.match(flat)
        if after and not (prose and _goes_on(flat, after.end()) and not _NOTICE.match(flat)):
            return "after"
        if _HEADER.match(flat) and not (prose and (_ASKED.match(flat) or _states(flat))):
            return "header"
        tool = _TOOL.match(flat)
        if tool and not (prose and _goes_on(flat, tool.end()) and not _HOW_TO.match(flat)):
            return "tool"
        if not prose and (m := _DATE.match(flat)) and (m["clock"] or len(m["rest"]) <= 40):
            return "" if _PASSED.search(flat) else "date"
        if not prose and _WHO_DATE.match(flat):
            return "date"
        if _NUMBER.match(flat):
            return "number"
        if not any(map(str.isalnum, flat)):
            return "rule"
    if (
        _FOOT.search(flat)
        and not (prose and _ORGANISED.fullmatch(flat))
        and (flat.isascii() or "。" not in flat or size <= MARK_LENGTH)
    ):
        return "foot"
    return ""

"""What a piece looks like: prose, a label, a link, a mark of the page around the article."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..fold import fold
from ..page import Piece

__all__ = ["Feature", "describe"]

# Sentence punctuation, wide and narrow.  "、" and "：" stand in labels and menus too and do not make prose.
_STOPS = "，。；！？,;!?"
_CLOSING = "。！？!?…；;"

# Marks are looked for in short pieces only: prose may talk about printing a page or about copyright.
MARK_LENGTH = 120

# A line of the header: a label with its value, or a bare date with a clock time.
_HEADER = re.compile(
    r"""^\W{0,3}(?:
        (?:信息)?来\s?源(?:\s?[:于]|$) | (?:稿件|文章|新闻|资料)来源 | (?:发布|发表|发文|更新|公开|成文|生成|印发|创建|录入|编辑)(?:日期|时间|于)
      | (?:日\s?期|时\s?间|作\s?者|记\s?者|责任编辑|责编|编\s?辑|编\s?审|审核|字\s?[号体]|字体大小|浏览(?:次数|量)?|点击(?:数|率|量|次数)?|阅读(?:次数|量)?|访问(?:次数|量)|文章来源|出处|发布(?:机构|单位|者|人)|信息类别|视力保护色?|背景色|保护视力色|分享(?:到)?|索引号|主题分类|发文(?:机关|字号)|信息索引|文\s?号|有效性)\s?[:\[【(]
      | \[?\s?(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?日?\s?\]?\s{0,3}(?:星期.\s?)?\d{1,2}:\d\d
      | \[?\s?(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}\s?\]?\s*(?:$|[|\s(\[]|来源|作者|浏览|字)
    )""",
    re.VERBOSE,
)
# Tools of the page.
_TOOL = re.compile(
    r"""^\W{0,4}(?:
        字\s?[号体](?:大小)?\s?[:\[【(]?\s?[大小中默] | [大中小](?:[\s|]*[大中小]){1,2}$ | (?:打\s?印|关\s?闭|收\s?藏|分\s?享|纠\s?错|我要纠错|复制链接|返回(?:顶部|首页|列表|上一?页)|加入收藏|设为首页|推荐给?朋友)
      | (?:打印|关闭)(?:本页|此页|窗口|页面|文章) | 扫一?扫 | 微信扫 | 用?手机(?:扫|看) | 保护视力色 | 视力保护色 | 朗读 | (?:上|下)一[篇页条则]\s?[:>]? | (?:网站)?纠错$ | 【?(?:打印|关闭|字体|纠错|评论|推荐|收藏)
      | 分享(?:到|至|按钮)? | 主办(?:单位)?\s?: | 版权所有 | copyright | (?:京|津|冀|晋|蒙|辽|吉|黑|沪|苏|浙|皖|闽|赣|鲁|豫|鄂|湘|粤|桂|琼|渝|川|蜀|黔|贵|滇|云|藏|陕|秦|甘|陇|青|宁|新)ICP[备证]
    )""",
    re.VERBOSE | re.IGNORECASE,
)
# Heads of what follows an article and is not part of it.
_AFTER = re.compile(
    r"""^\W{0,4}(?:
        (?:相关|延伸|推荐|更多|热门|猜你喜欢|最新|精彩|关联|同类|往期|今日)(?:的)?\s?(?:阅读|新闻|文章|信息|链接|报道|推荐|内容|稿件|文件|文档|资讯|解读|政策|专题|主题|帖子|图片|评论|热点|要闻|头条)
      | 猜你喜欢 | 相关阅读 | 延伸阅读 | 扩展阅读 | 为您推荐 | 为你推荐 | 热点推荐 | 网友评论 | (?:发表|我要|最新|查看|全部)评论 | 评论\(\d | 上一[篇页条则] | 下一[篇页条则]
      | 免责声明 | 版权声明 | 特别声明 | 网站声明 | 编辑推荐 | 热门(?:点击|排行|标签) | 点击排行 | 排行榜 | 返回(?:列表|首页|顶部)
    )""",
    re.VERBOSE,
)


@dataclass(slots=True)
class Feature:
    """What a piece looks like.

    Attributes:
        mass: how much it speaks for the article (characters, less a toll for being one piece more); negative for
            links, labels and tools.
        prose: whether it is made of sentences.
        linked: whether most of it is links.
        mark: ``"header"``, ``"tool"``, ``"after"`` or ``""``.
    """

    mass: float = 0.0
    prose: bool = False
    linked: bool = False
    mark: str = ""


# A piece that is not prose costs this much: a run of short labels must not add up to an article.
TOLL = 3.0
# Share of a plain label's characters that speak for the article: 3,508 lines of a code list must add up to one.
LABEL_WEIGHT = 0.5


def describe(piece: Piece) -> Feature:
    """Return what ``piece`` looks like."""
    text = piece.text
    size = len(text)
    if not size:
        return Feature()
    free = size - piece.link_chars
    linked = piece.link_chars * 2 > size
    if piece.kind == "table":
        return Feature(-TOLL if linked else free * 0.8, False, linked)
    mark = ""
    if size <= MARK_LENGTH:
        mark = _mark(text)
    if linked:
        return Feature(-min(piece.link_chars, 30) - TOLL, False, True, mark)
    if mark:
        return Feature(-10.0 - TOLL, False, False, mark)
    stops = sum(map(text.count, _STOPS))
    prose = (stops > 0 and free >= 20) or (free >= 10 and text[-1] in _CLOSING)
    if prose:
        return Feature(free - piece.link_chars, True, False)
    return Feature(free * LABEL_WEIGHT - TOLL)


def _mark(text: str) -> str:
    flat = fold(text)
    if _AFTER.match(flat):
        return "after"
    if _HEADER.match(flat):
        return "header"
    if _TOOL.match(flat):
        return "tool"
    return ""

"""Titles as text: comparing them, and the article's part of ``<title>``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from ..fold import fold

__all__ = [
    "COLUMN",
    "KIND",
    "MAX_HEAD_TITLE",
    "MAX_TITLE",
    "SEPARATOR",
    "SITE_WORD",
    "cut_head_title",
    "head_parts",
    "is_column",
    "is_site_name",
    "same_text",
    "squeeze",
]

MAX_TITLE = 150  # the longest title of the State Council's documents of 2008–2019 has 121 characters
MAX_HEAD_TITLE = 500  # characters of <title> that are looked at


def squeeze(text: str) -> str:
    """Return ``text`` folded, letters and digits only: what two spellings of one title have in common."""
    return _squeeze(text) if len(text) <= MAX_TITLE else _OTHER.sub("", fold(text)).lower()


@lru_cache(maxsize=512)  # one line is compared many times; long texts are not kept
def _squeeze(text: str) -> str:
    return _OTHER.sub("", fold(text)).lower()


_OTHER = re.compile(r"[\W_]+")


def same_text(a: str, b: str) -> bool:
    """Whether two texts are the same but for spaces, punctuation, width and script."""
    return squeeze(a) == squeeze(b) != ""


# The whole title of many notices on county sites.
KIND = re.compile(r"(?:公\s?告|通\s?告|通\s?知|公\s?示|通\s?报|声\s?明|启\s?事|决\s?定|讣\s?告)")
# Names of columns: two or more of these words, or one that names no document (要闻, 动态).
COLUMN = re.compile(
    r"(?:政务|时政|图片|新闻|部门|基层|县区|区县|乡镇|镇街|街镇|工作|本地|本市|本县|今日|最新|公示|通知|公告|通告|要闻|动态|信息|资讯|中心|公开|快讯|"
    r"速递|聚焦|关注|领导|媒体|专题|专栏|政策|文件|解读|法规|头条|综合|视频|热点|一线|简报|栏目|列表){2,4}|要闻|动态|新闻|资讯|快讯|正文"
)
SEPARATOR = re.compile(
    r"\s*(?:_{1,3}|\||｜|丨|-{2,3}|——|»|>|<|::)\s*|\s+[-–—－]\s*|[-–—－]\s+|(?<=[\u3400-\u9fff）)”》])[-–—－](?=[\u3400-\u9fff“《【])"
)
SITE_WORD = re.compile(
    r"(?:网|网站|门户|门户网|官网|网站群|频道|政府|人民政府|委员会|公报|政务|在线|首页|平台|欢迎您!?|[厅局委办部院]|日报|晚报|新闻网|信息公开|政府信息公开|公众号)$|^(?:www\.|欢迎|谢谢|感谢|powered)"
)
_PLACEHOLDER = re.compile(
    r"^(?:无标题(?:文档|页|页面)?|untitled(?:document|page)?|document|新建网页\d*|newpage\d*|标题|title|首页|正文|详情|详细|详细页|内容|内容页|内容页面|文章|文章页|文章内容|文章详情|新闻|"
    r"新闻详情|新闻内容|新闻正文|信息内容|信息详情|信息公开|政府信息公开|显示|查看|通知公告|工作动态|要闻|动态|404.*|错误.*|error.*|index|test\w*|网站首页|页面)$"
)


# An agency: a place or a rank, and the word that ends the names of agencies.  Bounded, one branch a character: linear.
_AGENCY = re.compile(
    r"(?=.{0,12}(?:[省市县区州盟旗镇乡]|街道|中国|国家|中共|国务院|全国|中央|政协|人民|部|总局))[\u4e00-\u9fff、()·]{2,30}"
    r"(?:政府|办公[室厅]|委员会|领导小组|指挥部|中心|法院|检察院|[局委办厅部处院])"
)
_SITE = re.compile(
    r"[\u4e00-\u9fff、()·]{2,30}(?:网站|门户|官网|网站群|门户网|日报|晚报|公开平台|"
    r"(?:政府|政务|信息|资讯|新闻|公众|党建|人大|政协|普法|文明|招商|旅游|农业|水利|教育|人才|供销)网)(?:首页|欢迎您)?"
)
# What agencies do.  Words that names hold as well (建设, 组织, 检查, 服务, 推进) are left out.
_DOES = re.compile(
    r"召开|举[办行]|开展|调研|视察|走访|慰问|看望|会见|参观|考察|揭牌|挂牌|进驻|到|赴|关于|走进|助力|打造|强化|深化|加[强快]|获|荣|被|成立|启用|开通|上线|"
    r"印发|转发|批转|发布|公布|答复|批复|建[成起立]|新增|首[个家]|同志|做好|抓|送|向|访|入驻|走近|登上|亮相"
)


def is_site_name(text: str) -> bool:
    """Whether ``text`` is nothing but the name of an agency or of a site (某县人民政府门户网站), and tells nothing."""
    folded = re.sub(r"\s+", "", fold(text))
    named = _AGENCY.fullmatch(folded) or _SITE.fullmatch(folded)
    return named is not None and _DOES.search(folded) is None


def head_parts(head_title: str) -> list[str]:
    """Return the parts of ``<title>``, without tags and without empty ones."""
    text = re.sub(r"</?[A-Za-z][^<>]{0,100}>", "", head_title[:MAX_HEAD_TITLE])
    return [p.strip() for p in SEPARATOR.split(" ".join(text.split())) if p and p.strip()]


def is_column(key: str) -> bool:
    return _PLACEHOLDER.match(key) is not None or COLUMN.fullmatch(key) is not None


def cut_head_title(head_title: str, site: Sequence[str]) -> str | None:
    """Return the article's part of ``<title>``, or ``None`` where it names only the site or the column.

    Args:
        site: names of the site and its columns, as far as known.
    """
    names = {squeeze(name) for name in site} - {""}
    parts = head_parts(head_title)
    if (
        len(parts) > 1
        and is_site_name(parts[0])
        and not is_site_name(parts[-1])
        and not is_column(squeeze(parts[-1]))
    ):
        parts.pop(0)  # the site's name stands first
    while len(parts) > 1 and (
        squeeze(parts[-1]) in names or SITE_WORD.search(fold(parts[-1])) or len(parts[-1]) < 5
    ):
        parts.pop()
    while len(parts) > 1 and (squeeze(parts[0]) in names or is_column(squeeze(parts[0]))):
        parts.pop(0)
    long = [p for p in parts if len(squeeze(p)) >= 6]
    title = (long[0] if long else max(parts, key=len, default="")).strip()
    key = squeeze(title)
    if len(parts) == 1 and KIND.fullmatch(key):
        return title  # 公告_某市人民政府
    if len(key) < 5 or key in names or is_column(key):
        return None
    if SITE_WORD.match(fold(title)):
        return None
    if len(parts) == 1 and SITE_WORD.search(fold(title)) and len(key) < 24 and "关于" not in fold(title):
        return None
    return title

"""Guides: what a site says of a service or of itself – how to apply, what is made public – without a date of its own."""

from __future__ import annotations

import re

from ..fold import fold
from ..page import Page
from .features import Feature
from .link_pages import has_pager
from .titles import bare, title_parts

__all__ = ["DATE_TAGS", "is_guide"]

# Names of a service's facts in 办事指南 (《全国一体化在线政务服务平台 政务服务事项基本目录及实施清单》 C0116): whole labels.
_FACTS = re.compile(
    r"(?:(?:事项|服务)名称|(?:事项|实施|基本|目录)编码|事项类[型别]|(?:实施|办理|受理|决定|审批)(?:主体|机构|部门)|服务对象|办件类型|办理形式|行使层级|通办范围|权力来源"
    r"|(?:法定|承诺)(?:办结|办理|审批)?(?:时限|期限)|办理(?:时限|期限|时间|地点|流程|程序|条件|材料|结果|依据)|(?:受理|申请|申报|准予|审批)(?:条件|范围)|(?:申请|申报|提交|所需|需提交)材料(?:目录|清单)?|材料清单"
    r"|(?:办事|审批|申请)(?:流程|程序)|流程图|(?:收费|缴费)(?:标准|依据|情况)|是否收费|(?:设定|法律|实施|政策)依据|(?:咨询|监督|投诉)(?:投诉)?(?:电话|方式|渠道)|(?:受理|办公)(?:地点|地址|时间)"
    r"|(?:审批|办理)结果(?:名称|样本)?|(?:到办事)?现场次数|数量限制|中介服务|常见问题(?:解答)?|网上办理深度)"
)
_LABEL = re.compile(
    rf"(?:[一二三四五六七八九十]{{1,3}}、|\d{{1,2}}[.、])?\s*(?P<fact>{_FACTS.pattern})\s*(?:$|[:：])"
)
# So many different facts are a service's guide; a notice about a service mentions three or four of them.
MANY_FACTS = 5

# What a guide calls itself: 政府信息公开指南, 办事指南.
_NAME = re.compile(r"(?:公开|办事|服务|办理|审批|申报|申请|受理)指南(?:\(\w{1,8}\))?")


# Meta tags that say when an article was published.
DATE_TAGS = ("pubdate", "article:published_time", "firstpublishedtime")
_DATE = re.compile(r"(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}")
# Pieces around the title in which an article's header line stands.
NEAR_TITLE = 12


def is_guide(page: Page, features: list[Feature], titles: list[int]) -> bool:
    """Return whether the page is called a guide, or states the facts of a service, and is neither dated nor a list."""
    called = [*title_parts(page), *(bare(page.pieces[i].text) for i in titles)]
    called += [bare(v) for k, v in page.meta if k in ("columntype", "columnname", "articletitle")]
    named = any(_NAME.search(name) and name.endswith(("指南", ")")) for name in called)
    return (named or _states_facts(page)) and not has_pager(page) and not _is_dated(page, features, titles)


def _is_dated(page: Page, features: list[Feature], titles: list[int]) -> bool:
    if any(k in DATE_TAGS and v for k, v in page.meta):
        return True
    start = max(0, titles[0] - NEAR_TITLE) if titles else 0
    dated = [
        p.index
        for p in page.pieces[start : titles[0] + NEAR_TITLE if titles else len(page.pieces)]
        if features[p.index].mark in ("header", "date") and not p.hidden and _DATE.search(fold(p.text))
    ]
    return bool(dated)


def _states_facts(page: Page) -> bool:
    found: set[str] = set()
    for piece in page.pieces:
        if piece.hidden or not piece.text or piece.link_chars * 2 > len(piece.text):
            continue
        cells = [cell for row in piece.rows for cell in row] if piece.rows else [piece.text]
        for cell in cells:
            if m := _LABEL.match(fold(cell[:LABEL_CHARS])):
                found.add(m["fact"])
        if len(found) >= MANY_FACTS:
            return True
    return False


LABEL_CHARS = 24

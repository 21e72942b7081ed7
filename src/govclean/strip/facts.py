"""Facts about the site, read from the lines that are taken out."""

from __future__ import annotations

import re

from ..fold import fold
from ..page import Page
from ..rules.model import Rule

__all__ = ["note_fact"]

_FIELDS = ("editor", "author", "source")  # fields of Article; all other facts are attributes of Site
_EDGES = " \t\u3000\xa0|,，。;；:：、()（）[]【】<>《》"
_STEP = re.compile(r"[>＞»›→|/\\]+|-{1,2}>|::| - |-(?=[\u4e00-\u9fff])")
# Steps of a breadcrumb that name no column.
_NO_COLUMN = re.compile(
    r"(?:网站|本站|网)?(?:首页|主页)|正文|详情|内容页?|文章详情|文章|浏览|查看|(?:您|你).*|"
)
_POLICE_LABEL = re.compile(r"^公安(?:机[关關])?[备備]案(?:[编編]?[号號])?[:：]?(?=\d)")
# Links that stand where a name is expected (版权所有 联系我们).
_NO_NAME = re.compile(
    r"(?:[联聯][系繫]|[关關][于於])我[们們]|[网網]站地[图圖]|.{0,2}[声聲]明|[Cc]opyright.*|©.*"
)
COLUMN_LENGTH = 20  # a longer last step is the title of the article


def note_fact(page: Page, rule: Rule, value: str) -> None:
    """Store what ``rule`` captured: a site fact (the first one stays) or a candidate for a field."""
    value = value.strip(_EDGES if rule.fact not in ("copyright", "icp") else " \t\u3000\xa0|,，。;；:：、")
    if rule.fact == "column":
        value = _column(value)
    elif rule.fact in ("icp", "police_record", "id_code"):
        value = _compact(value, rule.fact)
    if not value or (rule.fact in ("host", "operator", "support", "copyright") and _NO_NAME.fullmatch(value)):
        return
    if rule.fact in _FIELDS:
        page.suggest(rule.fact, value, f"rule:{rule.name}", 0.8, rule.reason)
    else:
        page.site.setdefault(rule.fact, value)


def _compact(value: str, fact: str) -> str:
    """Number without its blanks; a police record without what stands before the province."""
    value = "".join(value.split())
    if fact == "id_code":
        return value.lower()
    return _POLICE_LABEL.sub("", value) if fact == "police_record" else value


def _column(value: str) -> str:
    """Return the last column of a breadcrumb: ``首页 > 政务公开 > 通知公告 > 正文`` → ``通知公告``."""
    steps = [step.strip(_EDGES + "-") for step in _STEP.split(value)]
    columns = [s for s in steps if s and not _NO_COLUMN.fullmatch(fold(s).replace(" ", ""))]
    while columns and len(columns[-1]) > COLUMN_LENGTH:
        columns.pop()
    return columns[-1] if columns and len(steps) > 1 else ""

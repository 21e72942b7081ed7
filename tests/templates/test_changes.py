"""Harmless changes of a page's markup and surroundings must not change what comes out of it.

Each article of this folder is changed in every way of ``CHANGES``: what came out right before must come out right
after.  That is how a site differs from its neighbour that runs the same publishing system.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from govclean import clean

from . import test_templates as templates

Change = Callable[[str], str | bytes]

_ITEMS = (
    "望泽市召开安全生产工作例会",
    "全市三季度重点工程集中开工",
    "南岸大道亮化提升工程完工",
    "红石岭纪念园完成修缮重新开放",
    "市政府召开第四十次常务会议",
    "关于系统维护暂停服务的公告",
)
_LIST = "".join(
    f'<li><a href="/n{i}.html">{t}</a><span>05-1{i % 9}</span></li>' for i, t in enumerate(_ITEMS * 3)
)
_MENU = "".join(
    f'<li><a href="/c{i}.html">{t}</a></li>'
    for i, t in enumerate(
        ("领导之窗", "机构设置", "政府公报", "人事任免", "规划计划", "市教育局", "柘川县") * 12
    )
)


def _first(html: str, added: str) -> str:
    return re.sub(r"(<body[^>]*>)", lambda m: m[1] + added, html, count=1)


def _last(html: str, added: str) -> str:
    return html.replace("</body>", added + "</body>")


def _in_tags(html: str, change: Callable[[str], str]) -> str:
    return re.sub(r"<[^<>!]+>", lambda m: change(m[0]), html)


CHANGES: dict[str, Change] = {
    "end-tags-left-out": lambda h: re.sub(r"</(?:p|td|tr|dd|dt)>", "", h),
    "upper-case-tags": lambda h: re.sub(r"<(/?)(\w+)", lambda m: f"<{m[1]}{m[2].upper()}", h),
    "gb18030": lambda h: re.sub(r'charset="?utf-8"?', 'charset="gb2312"', h).encode("gb18030"),
    "no-classes": lambda h: _in_tags(h, lambda t: re.sub(r'\s(?:class|id)=(?:"[^"]*"|[^\s>]+)', "", t)),
    "one-form": lambda h: _last(_first(h, '<form name="f"><input type="hidden" value="x">'), "</form>"),
    "one-table": lambda h: _last(_first(h, "<table><tr><td>"), "</td></tr></table>"),
    "scripts": lambda h: h.replace("</div>", "</div><script>var a='<div>来源：'+x;</script>"),
    "comments": lambda h: h.replace("<div", "<!-- 来源：测试 2001-01-01 --><div"),
    "hidden-share-text": lambda h: _first(h, '<div style="display:none">望泽市少年儿童馆简介页面缩略图</div>'),
    "widgets-above": lambda h: _first(h, '<ul><li><a>微信</a><div>扫码关注望泽发布</div></li><li><a>无障碍</a></li></ul>'),
    "notice-above": lambda h: _first(
        h, "<div><p>温馨提示：本站将于近期进行系统升级，部分查询服务可能受到影响，给您带来的不便敬请谅解。</p></div>"
    ),
    "dialog-below": lambda h: _last(
        h,
        "<div><p>我是智能小助手，请问有什么可以帮您？</p></div>"
        "<div>您正在离开本网站，即将访问的外部链接不属于本站，是否继续？<button>继续访问</button></div>",
    ),
    "site-intro-below": lambda h: _last(
        h,
        '<div class="right"><h3>网站简介</h3><p>望泽市人民政府门户网站是市人民政府在互联网上发布政务信息、提供在线服务'
        "的综合平台，由市大数据中心负责日常运行维护。</p></div>",
    ),
    "lists-beside": lambda h: _last(h, f'<div class="r"><h3>最新发布</h3><ul>{_LIST}</ul></div>'),
    "large-menu": lambda h: _first(h, f'<div class="mega"><ul>{_MENU}</ul></div>'),
    "large-footer": lambda h: _last(h, f'<div class="links"><h4>网站导航</h4><ul>{_MENU}</ul></div>'),
}  # fmt: skip

# Pages that have so little of an article that one of these changes costs them.
FRAGILE = {
    ("photo-set-captions", "dialog-below"),  # captions of ten characters
    ("letter-and-reply", "dialog-below"),  # no footer parts the text from what follows
    ("title-only-in-head-pipe", "dialog-below"),
}

ARTICLES = [slug for slug in templates.SLUGS if templates.truth_of(slug)["page_type"] == "article"]


@pytest.mark.parametrize("change", CHANGES)
def test_change_of_markup(change: str, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = []
    for slug in ARTICLES:
        if (slug, change) in FRAGILE:
            continue
        fields = [f for f in templates.fields_of(slug) if not templates.difference(slug, f)]
        html = (templates.FOLDER / f"{slug}.html").read_text(encoding="utf-8")
        article = clean(CHANGES[change](html), url=templates.truth_of(slug).get("url"))
        with monkeypatch.context() as patch:
            patch.setattr(templates, "article_of", lambda _, found=article: found)
            wrong += [f"{slug}: {w}" for f in fields if (w := templates.difference(slug, f))]
    assert not wrong, "\n".join(wrong)

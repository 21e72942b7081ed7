"""What kind of page it is.

An article is a title with sentences below it.  Everything else is recognised by what it has instead: a list of links, a
message, a script.  Where both could be, it is an article: to lose one is worse than to keep a list.
"""

from __future__ import annotations

import re

from ..fold import fold
from ..page import Page, Piece
from .edges import is_attachment
from .features import Feature

__all__ = ["has_pager", "page_type"]

# Sentences of at least so many characters are an article whatever else stands on the page.
MUCH_PROSE = 400
# A title, a date and this much is one, too.  Shortest notices: 60 characters; a caption under a photo has 20.
SOME_PROSE = 20
# Without a title or a date it takes more than the sentences that stand on home pages and in footers.
BARE_PROSE = 120
# A page with fewer visible characters can be a mere message or script.
FEW_CHARS = 600

_ERROR = re.compile(
    r"""\b(?:404|403|500|502|503|504|401|400)\b(?!\s?[元人个万亿件名家年户])|not\s?found|forbidden|bad\s?gateway|unavailable|server\s?error|access\s?denied
      |(?:页面|网页|文件|内容|信息|文章|栏目|地址|网址|资源|您(?:要)?(?:访问|查看|浏览|请求)的.{0,12}?)(?:不存在|未找到|找不到|已(?:被)?(?:删除|移除|撤销|下线|关闭)|无法(?:访问|显示|打开)|暂时无法|走丢|丢失)
      |没有找到(?:您|该|此|相关页面|页面|网页)|找不到(?:您|该|此|页面|网页|文件|对象|服务器)|无法(?:访问|找到|显示)(?:该|此|您|页面|网页)|(?:服务器|系统|程序|运行时|内部)(?:内部)?(?:错误|出错|异常|繁忙|维护)|出错了|错误(?:信息|提示|页面|代码)|发生错误|维护中|暂停(?:服务|访问)|(?:禁止|拒绝|没有权限)访问|访问(?:被拒绝|出错|受限|异常)""",
    re.VERBOSE | re.IGNORECASE,
)
_CHALLENGE_TEXT = re.compile(
    r"(?:人机|安全|访问|滑动)(?:验证|校验)|浏览器(?:安全)?(?:检查|检测|验证)|输入验证码|验证码(?:错误|已过期)|正在(?:验证|检查)您|(?:请)?(?:开启|启用|打开)(?:浏览器的?)?(?:javascript|cookie)"
    r"|just a moment|checking your browser|verify you are human|enable (?:javascript|cookies)",
    re.IGNORECASE,
)
_CHALLENGE_CODE = re.compile(
    r"document\.cookie\s*=|_clearance|acw_sc__|\$_ts\b|_0x[0-9a-f]{4,6}\b|eval\(function\(p,a,c,k|captcha|challenge|dynamic_?challenge|\b(?:fromCharCode|atob)\(",
    re.IGNORECASE,
)
_REDIRECT_CODE = re.compile(
    r"location(?:\.href)?\s*=\s*[\"'`]|location\.(?:replace|assign)\s*\(|window\.navigate\s*\("
)
_SEARCH = re.compile(
    r"(?:搜索|检索|查询)结果|(?:共|总共|为您)(?:找到|检索到|搜索到|查询到)|找到(?:约|相关).{0,12}(?:条|个|项)|全文检索|(?:站内|高级|全站)(?:搜索|检索)$"
)
_PAGER = re.compile(
    r"[上下]一?页|尾页|末页|共\d+(?:页|条)|第\d+页|\d+/\d+页|总(?:页|记录|条)数|每页|加载更多"
)
_HOME = re.compile(r"首页|主页|门户|欢迎|index|home", re.IGNORECASE)


def page_type(
    page: Page, features: list[Feature], titles: list[int], framed: bool = False
) -> tuple[str, bool]:
    """Return the page's type, see ``Article.page_type``, and whether anything on the page says so.

    ``framed``: the body stands below the page's one header line.
    """
    kind = _stated_type(page, features, titles, framed)
    if kind:
        return kind, True
    prose = sum(max(features[p.index].mass, 0.0) for p in page.body())
    return ("article", True) if prose >= SOME_PROSE else (_rest(page), False)


def _stated_type(page: Page, features: list[Feature], titles: list[int], framed: bool) -> str:
    shown = [p for p in page.pieces if p.text and not p.hidden and p.tag != "input"]
    chars = sum(len(p.text) for p in shown)
    body = page.body()
    prose = sum(max(features[p.index].mass, 0.0) for p in body)
    if prose < MUCH_PROSE and _SEARCH.search(fold(page.head_title)) and _long_links(page) >= prose:
        return "search"
    if framed or _is_stated(page, features, titles, prose):
        return "article"
    few = chars < FEW_CHARS and prose < MUCH_PROSE and not _says_more(page, features, titles)
    if few and (kind := _message(page, _outside_links(shown), chars)):
        return kind
    if few and not body and (kind := _unshown_message(page)):
        return kind
    if not shown and not body:
        return "empty"
    if _is_search(page):
        return "search"
    if _is_article(page, features, titles, prose):
        return "article"
    if prose < MUCH_PROSE and _ERROR.search(fold(page.head_title)):
        return "error"
    if _attached(page, titles):
        return "attachment"
    return _lists(page, features)


def _says_more(page: Page, features: list[Feature], titles: list[int]) -> bool:
    """Return whether sentences stand under a title, or a long table, that are no message: one in a bar is none then."""
    body = page.body()
    if any(p.rows and features[p.index].mass >= BARE_PROSE for p in body):
        return True
    if not body or not _under_title(page, body[0].index, titles, 1):
        return False
    if _is_message(page.pieces[titles[-1]].text):
        return False
    return sum(len(p.text) for p in body if features[p.index].prose and not _is_message(p.text)) >= SAYS_MORE


# An error's or a challenge's other sentences, 请联系管理员 and the like, have fewer characters below a title of their own.
SAYS_MORE = 30


def _is_message(text: str) -> bool:
    flat = fold(text)
    return bool(_ERROR.search(flat) or _CHALLENGE_TEXT.search(flat))


def _outside_links(shown: list[Piece]) -> str:
    """Return the text that is no link: 关于暂停服务的公告 in a list is a title, not a message.

    Of a page with a list of titles nothing is looked at.
    """
    if sum(len(text) >= 8 for p in shown for text, _ in p.links) >= TITLES:
        return ""
    return " ".join(p.text for p in shown if p.link_chars * 2 <= len(p.text))


TITLES = 5


def _message(page: Page, text: str, chars: int) -> str:
    """Return the type of a page that shows little: challenge, redirect, error, or ``""``."""
    scripts = page.cache.get("tree", {}).get("scripts", ())
    code = "".join(page.text[a:b] for a, b in scripts[:50])
    refresh = next((v for k, v in page.meta if k == "http-equiv:refresh" and "url" in v.lower()), "")
    head = fold(f"{page.head_title} {text}")
    if _CHALLENGE_TEXT.search(head) or (chars < 100 and _CHALLENGE_CODE.search(code) and len(code) > chars):
        return "challenge"
    if chars < 200 and (refresh or (_REDIRECT_CODE.search(code) and len(code) < 3_000)):
        return "redirect"
    return "error" if _ERROR.search(head) else ""


def _unshown_message(page: Page) -> str:
    """Return the type of a page without a text that a script or ``<noscript>`` shows as a message, or ``""``."""
    scripts = page.cache.get("tree", {}).get("scripts", ())
    alerts = [m[1] for a, b in scripts[:50] for m in _ALERT.finditer(page.text, a, b)]
    texts = [p.text for p in page.pieces if p.hidden == "<noscript>"]
    flat = fold(" ".join(alerts + texts))
    if _CHALLENGE_TEXT.search(flat):
        return "challenge"
    return "error" if _ERROR.search(fold(" ".join(alerts))) else ""


# What a script says before it leads away; the loop excludes what ends it.
_ALERT = re.compile(r"""alert\(\s*["']([^"'\n]{2,80})""")


def _is_stated(page: Page, features: list[Feature], titles: list[int], prose: float) -> bool:
    """Return whether the page says that it is an article: a title with a date by it, or the tags of one, and text."""
    body = page.body()
    if prose < SOME_PROSE or not any(features[p.index].prose or p.rows for p in body):
        return False
    if any(v for k, v in page.meta if k in _ARTICLE_TAGS):
        return True
    if titles and any(
        f.mark in ("header", "date") for f in features[max(0, titles[0] - HEADER_REACH) : titles[0] + 12]
    ):
        return True
    return _has_header_line(page, features) or _is_signed(features, body)


def _is_signed(features: list[Feature], body: list[Piece]) -> bool:
    """Return whether the text ends with a name and a date of their own, as notices do."""
    if len(body) < 3 or sum(features[p.index].mass for p in body if features[p.index].prose) < HEADED_PROSE:
        return False
    text, name, date = body[-3:]
    return (
        _SIGNED.fullmatch(fold(date.text)) is not None
        and features[text.index].prose
        and not features[name.index].mark
        and 2 <= len(name.text) <= 40
        and not (features[name.index].prose or features[name.index].linked)
    )


_SIGNED = re.compile(r"\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日|[一二][〇○零九一]..年.{1,3}月.{1,4}日")


def _has_header_line(page: Page, features: list[Feature]) -> bool:
    """Return whether a line of labels or a date stands right above sentences, and no list parts them."""
    body = page.body()
    if sum(features[p.index].mass for p in body if features[p.index].prose) < HEADED_PROSE:
        return False
    seen = 0
    for piece in reversed(page.pieces[: body[0].index]):
        feature = features[piece.index]
        if piece.hidden or not piece.text:
            continue
        if feature.mark in ("header", "date"):
            return True
        seen += 1
        if (feature.linked and feature.mark not in ("tool", "after")) or seen >= HEADER_REACH:
            return False
    return False


# A header line stands at most so many pieces above the text, and so much text tells an article from a teaser.
HEADER_REACH = 6
HEADED_PROSE = 60.0
# Right below the title <title> states, a single sentence is one.
TITLED_PROSE = 35.0


_ARTICLE_TAGS = frozenset(["articletitle", "pubdate", "article:published_time", "firstpublishedtime"])


def _is_article(page: Page, features: list[Feature], titles: list[int], prose: float) -> bool:
    body = page.body()
    sentences = any(features[p.index].prose for p in body)
    if prose < SOME_PROSE or (not sentences and has_pager(page)):
        return False
    links = _long_links(page)
    if prose >= MUCH_PROSE:
        return prose * 2 >= links or not has_pager(page)
    if titles and not sentences and prose * 2 >= links:
        return any(f.mark in ("header", "date") for f in features[max(0, titles[0] - 3) : titles[0] + 12])
    if (
        sentences
        and prose >= TITLED_PROSE
        and not has_pager(page)
        and _under_title(page, body[0].index, titles)
    ):
        return True
    if any(p.rows and features[p.index].mass >= BARE_PROSE and p.text.count("。") > 1 for p in body):
        return True  # a letter and its reply in a table
    return prose >= BARE_PROSE and prose >= links


def _under_title(page: Page, first: int, titles: list[int], least: int = 8) -> bool:
    """Return whether the text begins right below a title of ``least`` characters; names of columns have fewer."""
    return any(0 < first - i <= HEADER_REACH and len(page.pieces[i].text) >= least for i in titles)


def _long_links(page: Page) -> int:
    """Return the characters of links that are as long as the title of a page."""
    return sum(len(text) for p in page.pieces if not p.hidden for text, _ in p.links if len(text) >= 8)


def _is_search(page: Page) -> bool:
    """Return whether the page is called a search and counts what it found."""
    if not _SEARCH.search(fold(page.head_title)) and not re.search(r"[搜检]索|查询", page.head_title):
        return False
    return any(
        _FOUND.search(fold(p.text)) for p in page.pieces if p.text and len(p.text) <= 100 and not p.hidden
    )


_FOUND = re.compile(
    r"(?:共|为您|總共|约)\s?(?:找到|检索到|搜索到|查询到)|(?:找到|检索到|搜索到|查询到)\s?(?:约|相关|符合)?.{0,16}\d+\s?(?:条|个|项|篇)|\d+\s?(?:条|项|篇)(?:相关)?(?:结果|记录)"
)


def has_pager(page: Page) -> bool:
    """Return whether the page has buttons to the pages before and after it."""
    return any(_PAGER.search(p.text) for p in page.pieces if p.text and len(p.text) <= 60 and not p.hidden)


def _attached(page: Page, titles: list[int]) -> bool:
    """Return whether the page is a title and a file: a link to one below the title, or one embedded."""
    if re.search(r"<(?:iframe|embed|object)\b[^<>]*\.(?:pdf|ofd|docx?)\b", page.text, re.IGNORECASE):
        return True
    low = titles[0] if titles else 0
    files = [p for p in page.pieces[low:] if not p.hidden and p.links and is_attachment(page, p.index)]
    return bool(files) and len(files) <= 12 and (bool(titles) or any("附件" in fold(p.text) for p in files))


def _lists(page: Page, features: list[Feature]) -> str:
    """Return ``"search"``, ``"list"`` or ``"home"`` for a page of links, ``""`` for another."""
    shown = [p for p in page.pieces if not p.hidden and p.tag not in ("option", "input")]
    chars = sum(len(p.text) for p in shown)
    links = sum(len(p.links) for p in shown)
    linked = sum(len(p.text) if features[p.index].linked else p.link_chars for p in shown)  # with teasers
    if links < 8 or linked * 3 < chars:
        return ""
    text = fold(" ".join(p.text for p in page.pieces if p.text and len(p.text) <= 60 and not p.hidden))
    if _SEARCH.search(fold(page.head_title)) or re.search(
        r"(?:共|为您)(?:找到|检索到|搜索到)|找到相关结果", text
    ):
        return "search"
    columns = {v for k, v in page.meta if k == "columntype"}
    if "首页" in columns or re.match(r"(?:网站)?(?:首页|主页)", fold(page.head_title)):
        return "home"
    if _PAGER.search(text) or "columnname" in {k for k, _ in page.meta}:
        return "list"
    return "list" if _biggest_list(page) >= ONE_LIST else "home"


# Share of a page's long links that stand in one list, from which on the page is that list.
ONE_LIST = 0.6


def _biggest_list(page: Page) -> float:
    """Return the share of long links that stand in the box with most of them, two levels above the link."""
    boxes: dict[int, int] = {}
    for piece in page.pieces:
        if piece.hidden or piece.tag == "option":
            continue
        count = sum(len(text) >= 8 for text, _ in piece.links)
        if count:
            box = piece.container
            for _ in range(2):
                parent = page.containers[box].parent
                box = parent if parent > 0 else box
            boxes[box] = boxes.get(box, 0) + count
    return max(boxes.values()) / sum(boxes.values()) if boxes else 0.0


def _rest(page: Page) -> str:
    head = page.text[:2_000].lower()
    if not any(tag in head for tag in ("<html", "<head", "<body", "<!doctype", "<title")):
        return "fragment"
    return "list" if any(p.text and not p.hidden for p in page.pieces) else "empty"

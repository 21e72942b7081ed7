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
from .guides import DATE_TAGS, is_guide
from .home import one_box
from .link_pages import TITLE_CHARS, called_search, has_pager, is_search, link_page, long_links, more_links
from .messages import is_error, is_message, message, unshown_message
from .titles import HEADER_REACH, bare, title_parts

__all__ = ["page_type"]

# Sentences of at least so many characters are an article whatever else stands on the page.
MUCH_PROSE = 400
# A title, a date and this much is one, too.  Shortest notices: 60 characters; a caption under a photo has 20.
SOME_PROSE = 20
# Without a title or a date it takes more than the sentences that stand on home pages and in footers.
BARE_PROSE = 120
# A page with fewer visible characters can be a mere message or script.
FEW_CHARS = 600


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
    if prose < MUCH_PROSE and called_search(page) and long_links(page) >= prose:
        return "search"
    if framed:
        return "article"
    if is_guide(page, features, titles):
        return "guide"
    if _is_stated(page, features, titles, prose):
        return "article"
    few = chars < FEW_CHARS and prose < MUCH_PROSE and not _says_more(page, features, titles)
    if few and (kind := message(page, _outside_links(shown), chars)):
        return kind
    if few and not body and (kind := unshown_message(page)):
        return kind
    if not shown and not body:
        return "empty"
    if is_search(page):
        return "search"
    if _is_article(page, features, titles, prose):
        return "article"
    if prose < MUCH_PROSE and is_error(page.head_title):
        return "error"
    if _attached(page, features, titles):
        return "attachment"
    return link_page(page, features)


def _says_more(page: Page, features: list[Feature], titles: list[int]) -> bool:
    """Return whether sentences stand under a title, or a long table, that are no message: one in a bar is none then."""
    body = page.body()
    if any(p.rows and features[p.index].mass >= BARE_PROSE for p in body):
        return True
    if not body or not _under_title(page, body[0].index, titles, 1):
        return False
    title = bare(page.pieces[titles[-1]].text)
    if is_message(title):
        return title.endswith(_NOTICES)
    return sum(len(p.text) for p in body if features[p.index].prose and not is_message(p.text)) >= SAYS_MORE


# An error's or a challenge's other sentences, 请联系管理员 and the like, have fewer characters below a title of their own.
SAYS_MORE = 30


# 关于…暂停服务的通知 is a notice about a service, 网站维护公告 one of the site itself, and no article.
_NOTICES = ("的通知", "的公告", "的通告", "的公示", "的函", "的决定", "的意见", "的办法")


def _outside_links(shown: list[Piece]) -> str:
    """Return the text that is no link: 关于暂停服务的公告 in a list is a title, not a message.

    Of a page with a list of titles nothing is looked at.
    """
    if sum(len(text) >= 8 for p in shown for text, _ in p.links) >= TITLES:
        return ""
    return " ".join(p.text for p in shown if p.link_chars * 2 <= len(p.text))


TITLES = 5


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
    """Return whether the text ends with a name and a date of their own, as notices do; a note may stand below."""
    lines = [p for p in body if p.text]
    if lines and lines[-1].text[0] in "（(【" and len(lines[-1].text) <= MOST_NAME:
        lines.pop()
    if len(lines) < 3 or sum(features[p.index].mass for p in lines if features[p.index].prose) < HEADED_PROSE:
        return False
    name, date = lines[-2:]
    return (
        _SIGNED.fullmatch(fold(date.text)) is not None
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


# So much text below a header line tells an article from a teaser.
HEADED_PROSE = 60.0
# Right below the title <title> states, a single sentence is one.
TITLED_PROSE = 35.0


_ARTICLE_TAGS = frozenset(["articletitle", *DATE_TAGS])


def _is_article(page: Page, features: list[Feature], titles: list[int], prose: float) -> bool:
    body = page.body()
    sentences = any(features[p.index].prose for p in body)
    if not sentences and has_pager(page):
        return False
    if prose < SOME_PROSE:
        return _is_roster(page, features, titles)
    links = long_links(page) - sum(len(text) for p in body for text, _ in p.links if len(text) >= TITLE_CHARS)
    if prose >= MUCH_PROSE:
        return prose * 2 >= links or not has_pager(page)
    if titles and not sentences and (prose * 2 >= links or _is_heading(page, titles)):
        return _is_heading(page, titles) or any(
            f.mark in ("header", "date") for f in features[max(0, titles[0] - 3) : titles[0] + 12]
        )
    if (
        sentences
        and prose >= (SOME_PROSE if _is_heading(page, titles) else TITLED_PROSE)
        and not has_pager(page)
        and _under_title(page, body[0].index, titles)
    ):
        return True
    if not has_pager(page) and not more_links(page) and _is_headed(page, features, body[0].index):
        return True
    if any(p.rows and features[p.index].mass >= BARE_PROSE and p.text.count("。") > 1 for p in body):
        return True  # a letter and its reply in a table
    if not has_pager(page) and not more_links(page) and _is_running(page, features):
        return True
    return prose >= BARE_PROSE and prose >= links


def _is_running(page: Page, features: list[Feature]) -> bool:
    """Return whether paragraphs of one box follow each other: an account of a place, a person, an agency."""
    lines = [p for p in page.body() if features[p.index].prose]
    return (
        len(lines) >= RUNNING_LINES
        and sum(features[p.index].mass for p in lines) >= RUNNING_PROSE
        and all(one_box(page, lines[0].index, p.index) for p in lines[1:])
        and not any(f.linked for f in features[lines[0].index : lines[-1].index])
    )


# A home page has one or two sentences of an introduction in a box.
RUNNING_LINES = 3
RUNNING_PROSE = 90.0  # a curriculum vitae of three sentences


def _is_roster(page: Page, features: list[Feature], titles: list[int]) -> bool:
    """Return whether lines without a sentence stand below a title with its date: names, codes."""
    lines = [p for p in page.body() if p.text and not features[p.index].linked]
    return (
        len(lines) >= ROSTER_LINES
        and not has_pager(page)
        and (
            any(features[i + 1].mark in ("header", "date") for i in titles if i + 1 < len(features))
            or _is_heading(page, titles)
        )
        and _under_title(page, lines[0].index, titles)
    )


ROSTER_LINES = 5


def _is_headed(page: Page, features: list[Feature], first: int) -> bool:
    """Return whether a heading stands right above the text, as long as a title and no link."""
    lines = [p for p in page.pieces[max(0, first - HEADER_REACH) : first] if p.text and not p.hidden]
    while lines and (features[lines[-1].index].mark or lines[-1].role):
        lines.pop()  # a header line without a date: 点击数, 字体
    if not lines or features[lines[-1].index].linked:
        return False
    above = lines[-1]
    return TITLE_LEAST <= len(above.text) <= MOST_TITLE and (
        0 < above.level <= 3 or (above.bold and above.centred)
    )


# Shorter headings name a column or a box: 网站简介, 通知公告; longer lines are text.
TITLE_LEAST = 6
MOST_TITLE = 80


def _is_heading(page: Page, titles: list[int]) -> bool:
    """Return whether what ``<title>`` says stands there once, set as a heading."""
    names = title_parts(page)
    return len(titles) == 1 and any(
        (page.pieces[i].level or page.pieces[i].bold) and bare(page.pieces[i].text) in names for i in titles
    )


def _under_title(page: Page, first: int, titles: list[int], least: int = 8) -> bool:
    """Return whether the text begins right below a title of ``least`` characters, or with its words.

    Names of columns have fewer characters; so have those of people, with which a text about them begins.
    """
    text = bare(page.pieces[first].text[:MOST_NAME])
    return any(
        0 < first - i <= HEADER_REACH
        and (len(page.pieces[i].text) >= least or text.startswith(bare(page.pieces[i].text)))
        for i in titles
    )


MOST_NAME = 20


# 请点击下载 beside a file is no text of its own; the shortest sentences of notices have 25 characters.
FILE_PROSE = 25


def _attached(page: Page, features: list[Feature], titles: list[int]) -> bool:
    """Return whether the page is a title and a file: a link to one below the title, or one embedded."""
    if re.search(r"<(?:iframe|embed|object)\b[^<>]*\.(?:pdf|ofd|docx?)\b", page.text, re.IGNORECASE):
        return True
    low = titles[0] if titles else 0
    files = [p for p in page.pieces[low:] if not p.hidden and p.links and is_attachment(page, p.index)]
    if sum(len(p.text) for p in page.body() if features[p.index].prose) >= FILE_PROSE:
        return False  # a notice with its annexes
    return bool(files) and len(files) <= 12 and (bool(titles) or any("附件" in fold(p.text) for p in files))


def _rest(page: Page) -> str:
    head = page.text[:2_000].lower()
    if not any(tag in head for tag in ("<html", "<head", "<body", "<!doctype", "<title")):
        return "fragment"
    shown = [p for p in page.pieces if p.text and not p.hidden]
    if not shown:
        return "empty"
    enters = sum(bool(_ENTER.search(text)) for p in shown for text, _ in p.links)
    return "home" if enters and len(shown) <= SPLASH_LINES else "list"


# A page before the home page: a picture and 进入网站.
_ENTER = re.compile(r"进入(?:网站|首页|主页|主站|系统)|點擊進入|点击进入|enter", re.IGNORECASE)
SPLASH_LINES = 6

"""The title: among what is displayed near the article, what the meta tags say, and ``<title>``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..fold import fold
from ..page import Page, Piece
from .evidence import Evidence
from .head_title import (
    COLUMN,
    KIND,
    MAX_HEAD_TITLE,
    MAX_TITLE,
    SEPARATOR,
    SITE_WORD,
    cut_head_title,
    head_parts,
    is_site_name,
    same_text,
    squeeze,
)
from .labels import Line, label_of, read_line
from .numbers import is_only_number

__all__ = ["ABOVE", "BELOW", "ENOUGH", "MAX_LINES", "Title", "find_title", "looks_like_title"]

ABOVE, BELOW = 60, 8  # pieces before and after the article's start in which its title is looked for
MAX_LINES = 6  # lines that a title may be broken into


@dataclass(frozen=True, slots=True)
class Title:
    """A displayed title: pieces ``first``–``last``, the subtitle's piece or ``None``."""

    text: str
    first: int
    last: int
    score: float
    subtitle: int | None = None


_NUMBERED = re.compile(
    r"^\s*(?:[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.、](?!\d)|第[一二三四五六七八九十百\d]{1,4}[章节条])"
)
_CRUMBS = re.compile(
    r"(?:当前|您(?:现在|当前|所在)?的?|所在|现在|目前)位置|^(?:您?在|位置|首页)\s*[:>]|首页\s{0,2}[>/»›]|[>›»].{1,30}[>›»]"
)
_SENTENCE = re.compile(r"[。;]|[,:、]\s*$")


def looks_like_title(text: str) -> bool:
    """Whether a line has the form of a title: one phrase, with Chinese or letters, no label, no numbered heading."""
    folded = fold(text)
    if not 4 <= len(text) <= MAX_TITLE:
        return KIND.fullmatch(folded) is not None
    if _NUMBERED.match(folded) or _SENTENCE.search(folded) or _CRUMBS.search(folded):
        return False
    if any(p.start == 0 and (p.strong or p.field == "title") for p in read_line(text).pairs):
        return False
    return len(_LETTERS.sub("", folded)) * 2 < len(folded)


_LETTERS = re.compile(r"[^\W\d_]+")


def find_title(
    page: Page,
    stated: Sequence[Evidence],
    start: int,
    lines: dict[int, Line],
    rows: frozenset[int] = frozenset(),
) -> Title | None:
    """Return the displayed title, or ``None``.

    Args:
        stated: evidence for the title from meta tags and the disclosure table.
        start: index of the article's first piece.
        lines: the lines around it, taken apart.
        rows: indices of the rows of an information box, which are no titles.
    """
    hints = _Hints.of(page, stated)
    window = [
        p
        for p in page.pieces[max(0, start - ABOVE) : start + BELOW]
        if p.text and p.index not in rows and _may_be_title(p, hints)
    ]
    best: Title | None = None
    for at, piece in enumerate(window):
        for size in range(1, MAX_LINES + 1):
            group = window[at : at + size]
            if len(group) < size or (size > 1 and not _one_title(group[-2], group[-1])):
                break
            text = _join(group)
            if len(text) > MAX_TITLE:
                break
            hint = hints.score(text)
            score = hint + _form(page, piece, group, start, lines)
            if _prose_between(page, start, piece.index):
                continue  # a heading inside the text, or the title of the rules below an order
            if page.is_html and _issuers_above(page, group, hints):
                score += 8
            if size > 1 and hint <= (first := hints.score(piece.text)):
                if hint < first or not _one_heading(group):
                    continue  # more lines must say more
                score += 1
            if score >= ENOUGH and (best is None or score > best.score):
                best = Title(text, piece.index, group[-1].index, score)
    if best is None:
        return None
    found = _split_subtitle(page, best, hints, lines)
    above = _issuers_above(page, page.pieces[found.first : found.last + 1], hints)
    if not above:
        return found
    first = found.first - above
    text = _join(page.pieces[first : found.last + 1])
    return Title(text, first, found.last, found.score, found.subtitle)


# A heading (20) over a header line (20) without any hint passes, as does a line in the place of the title (4 pieces or
# less above the text) over a header line; a bold line at the head of a text (10) does not.
ENOUGH = 28.0


def _form(page: Page, piece: Piece, group: Sequence[Piece], start: int, lines: dict[int, Line]) -> float:
    """Score what a title looks like: a heading, over a header line, near the article."""
    score = 0.0
    if not looks_like_title(_join(group)):
        score -= 25
    if 1 <= piece.level <= 3:
        score += 20
    box = page.containers[piece.container] if piece.container < len(page.containers) else None
    if box is not None and _NAMED.search(f"{box.id} {box.classes}".lower()):
        score += 12
    score += 5 * piece.centred + 5 * piece.bold
    if page.is_html and _DOCUMENT.search(fold(group[-1].text)) and "关于" in fold(_join(group)):
        score += 18
    if _header_follows(page, group[-1].index, lines):
        score += 20
        if 0 < _steps_to(start, group[-1].index, lines) <= 4 and _tells(group):
            score += 12
    elif (
        _header_above(piece.index, lines)
        and piece.index == start
        and piece.bold
        and piece.centred
        and _tells(group)
    ):
        score += FIRST_OF_TEXT
    elif _header_above(piece.index, lines) and 0 < start - group[-1].index <= 2:
        score += 20
        if _tells(group) and (piece.role != "body" or piece.bold or piece.centred):
            score += 12
    if piece.link_chars * 2 > len(piece.text):
        score -= 30
    return score - 0.6 * abs(start - group[-1].index)


def _steps_to(start: int, last: int, lines: dict[int, Line]) -> int:
    """Return how far the text is below a line; the cells of one header line are one step."""
    between = [lines[index] for index in range(last + 1, start) if index in lines]
    header = sum(bool(line.pairs or line.dates) for line in between)
    return start - last - max(0, header - 1)


# A bold and centred line (10) right under the header line that begins the text: a title where nothing else is one.
FIRST_OF_TEXT = 19.0


# A name that ends as those of agencies do, and is nothing else: 某县人民政府办公室, 某市发展和改革委员会.
_AGENCY = re.compile(
    r"[\u4e00-\u9fff、()\s]{2,40}(?:政府|办公[室厅]|委员会|领导小组|指挥部|中心|大会|法院|检察院|[局委厅部办处院])"
)
MAX_ISSUERS = 3  # of a document that several agencies issue, a line each


def _issuers_above(page: Page, group: Sequence[Piece], hints: _Hints) -> int:
    """Return how many lines right above ``关于某事的通知`` are its issuers: the first lines of a document's title.

    The agency that hosts the site issues most documents on it, so its name may be both.  It is the title's where it has
    the dress of the line below it (a heading, centred, in the title's box), or where the whole is stated elsewhere.
    """
    first, text = group[0], _join(group)
    folded = fold(text)
    if not page.is_html or not folded.startswith("关于") or not _DOCUMENT.search(folded):
        return 0
    box = page.containers[first.container] if first.container < len(page.containers) else None
    dressed = (
        1 <= first.level <= 3
        or first.centred
        or (box is not None and _NAMED.search(f"{box.id} {box.classes}".lower()) is not None)
    )
    if squeeze(text) in hints.exact:
        return 0  # stated without them
    count = 0
    whole = text
    for at in range(first.index - 1, max(-1, first.index - 1 - MAX_ISSUERS), -1):
        above = page.pieces[at]
        if above.hidden or above.link_chars or above.role in ("nav", "spam", "copy", "footer", "disclosure"):
            break
        if not _AGENCY.fullmatch(fold(above.text)) or (at > 0 and label_of(page.pieces[at - 1].text)):
            break
        whole = above.text + whole
        same = (above.tag, above.level, above.container, above.centred) == (
            first.tag,
            first.level,
            first.container,
            first.centred,
        )
        if len(whole) > MAX_TITLE or not ((dressed and same) or squeeze(whole) in hints.exact):
            break
        count += 1
    return count


def _tells(group: Sequence[Piece]) -> bool:
    """Whether the words are enough for a title: six characters, or the name of a kind of document."""
    text = _join(group)
    return len(squeeze(text)) >= 6 or re.search(KIND.pattern + "$", fold(text)) is not None


def _prose_between(page: Page, start: int, index: int) -> bool:
    return any(
        p.role == "body"
        and p.kind != "table"
        and (len(p.text) > 60 or "。" in p.text)
        and not read_line(p.text).strong  # a whole information box in one line
        for p in page.pieces[start:index]
    )


# 关于 … 的 and the kind of document: the form of a title by GB/T 9704-2012, 7.3.1 and 条例 Article 9.
_DOCUMENT = re.compile(
    r"的?(?:决议|决定|命令|令|公报|公告|通告|意见|通知|通报|报告|请示|批复|议案|函|纪要|公示|方案|办法|规定|复函|答复)(?:\([^()]{1,20}\))?$"
)
_NAMED = re.compile(r"title|tit\b|biaoti|\bbt\b|_bt|bt_|headline|tit[_\-\d]|[_\-]tit")


def _header_follows(page: Page, last: int, lines: dict[int, Line]) -> bool:
    for index in range(last + 1, last + 5):
        line = lines.get(index)
        if line is not None and page.pieces[index].role != "hidden":
            if line.strong or line.dates or any(p.field == "published_at" for p in line.pairs):
                return True
            if is_only_number(line.text):
                return True
    return False


def _header_above(first: int, lines: dict[int, Line]) -> bool:
    """Whether the header line stands over the title: right above it, and nothing else in the line."""
    near = (lines[i] for i in range(first - 1, first - 4, -1) if i in lines)
    line = next((line for line in near if not COLUMN.fullmatch(squeeze(line.text))), None)
    return line is not None and (line.strong or bool(line.dates)) and len(line.rest) <= 8


def _may_be_title(piece: Piece, hints: _Hints) -> bool:
    if (
        piece.hidden
        or (len(piece.text) < 4 and not KIND.fullmatch(fold(piece.text)))
        or piece.role in ("spam", "hidden", "copy", "footer", "tool")
        or piece.kind == "table"
    ):
        return False
    if piece.role == "nav" and not piece.level:
        return False
    if len(piece.text) > MAX_TITLE or piece.kind == "image" or label_of(piece.text):
        return False
    if any(p.start == 0 and p.field in ("title", "issuer", "subject") for p in read_line(piece.text).pairs):
        return False  # a row of an information list
    key = squeeze(piece.text)
    if _MARK.fullmatch(piece.text) and key not in hints.exact:
        return False  # 发文机关标志
    number = is_only_number(piece.text)
    if number is not None and number.kind == "document" and key not in hints.exact:
        return False
    if is_site_name(piece.text) and key not in hints.exact and key not in hints.firsts:
        return False
    if _DASHED.match(piece.text) and key not in hints.exact:
        return False  # a subtitle
    return bool(key) and key not in hints.site and (key in hints.exact or not COLUMN.fullmatch(key))


_MARK = re.compile(r"[\u4e00-\u9fff\s（）()]{4,40}文\s?件")  # 某县人民政府文件


def _one_title(before: Piece, after: Piece) -> bool:
    """Whether two pieces may be lines of one title: neighbours with the same dress."""
    return after.index == before.index + 1 and not after.text.startswith(("—", "－－", "--"))


def _one_heading(group: Sequence[Piece]) -> bool:
    """Whether the pieces are the lines of one ``h1``–``h3`` broken by ``<br>``, or lines that are all bold or centred."""
    first = group[0]
    if not first.level and (first.centred or first.bold):
        return all(
            (p.tag, p.level, p.bold, p.centred) == (first.tag, 0, first.bold, first.centred)
            and not _LINE_OF_ITS_OWN.search(fold(p.text))
            and not is_site_name(p.text)
            for p in group
        )
    return 1 <= first.level <= 3 and all(
        (p.level, p.container) == (first.level, first.container) and not SITE_WORD.search(fold(p.text))
        for p in group
    )


# What stands in a line of its own below or above a title: a date, a number, a note in brackets, whole sentences.
_LINE_OF_ITS_OWN = re.compile(r"^[(〔\[]|[)〕\]。:]$|\d{4}年\d|^附件|^第.{1,6}号")


def _join(group: Sequence[Piece]) -> str:
    text = group[0].text
    for piece in group[1:]:
        gap = " " if text[-1:].isascii() and text[-1:].isalnum() and piece.text[:1].isascii() else ""
        text += gap + piece.text
    return text


_CUT_SHORT = re.compile(r"(?P<start>[^_|｜丨]{5,60}?)\s?(?:\.{2,6}|…{1,2})")


@dataclass(slots=True)
class _Hints:
    """What other places say that the title is, squeezed."""

    exact: dict[str, float]
    whole: str  # <title>
    start: tuple[str, ...]  # what <title> shows of a title that it cuts short (关于某某的通…_某市政府)
    firsts: frozenset[str]  # what <title> says before the site's name
    site: frozenset[str]  # names of site and column: never the title

    @classmethod
    def of(cls, page: Page, stated: Sequence[Evidence]) -> _Hints:
        site = {squeeze(page.site.get(k, "")) for k in ("name", "host")}
        site |= {squeeze(c) for n, c in page.meta if n in ("columnname", "columntype", "sitename", "lanmu")}
        exact: dict[str, float] = {}
        for evidence in stated:
            key = squeeze(evidence.value)
            if len(key) >= 4 and key not in site:
                exact[key] = max(exact.get(key, 0.0), 60.0 if evidence.score >= 50 else 50.0)
        said = cut_head_title(page.head_title, [page.site.get("name", "")]) if page.head_title else None
        if (
            said is not None
            and not said.endswith(("…", "..."))
            and 6 <= len(key := squeeze(said)) < len(squeeze(page.head_title))
            and key not in site
        ):
            exact.setdefault(key, 56.0)  # above 53, what all of <title> gives for a line that is all of it
        cut = _CUT_SHORT.search(page.head_title[:MAX_HEAD_TITLE])
        parts = SEPARATOR.split(cut["start"]) if cut else []
        # The site may stand before it, and the title may have a dash of its own.
        start = tuple(k for n in range(len(parts)) if len(k := squeeze("".join(parts[n:]))) >= 5)
        whole = head_parts(page.head_title)
        firsts = {squeeze(p) for p in whole[:1]} if len(whole) > 1 and is_site_name(whole[-1]) else set()
        return cls(
            exact, squeeze(page.head_title[:MAX_HEAD_TITLE]), start, frozenset(firsts), frozenset(site - {""})
        )

    def score(self, text: str) -> float:
        key = squeeze(text)
        if key in self.exact:
            return self.exact[key]
        best = 0.0
        for hint, score in self.exact.items():  # a line of it, or the title without its subtitle
            if len(key) >= 6 and key in hint:
                tail = 14 if hint.endswith(key) else 0  # the site's motto, or a subtitle
                best = max(best, score * 0.7 * len(key) / len(hint) + 10 - tail)
            elif len(hint) >= 8 and hint in key:
                best = max(best, score * 0.6 * len(hint) / len(key))
        if self.start and key.startswith(self.start):
            best = max(best, 40.0)
        if len(key) >= 4 and key in self.whole:
            # The site's name and its motto stand at the end.
            side = 10 if self.whole.startswith(key) else -8 if self.whole.endswith(key) else 0
            best = max(best, 18 + side + 25 * len(key) / len(self.whole))
        if any(len(key) < len(start) and start.startswith(key) for start in self.start):
            best = min(best, 30.0)  # the first line of it
        return best


def _split_subtitle(page: Page, title: Title, hints: _Hints, lines: dict[int, Line]) -> Title:
    """Tell a title's own lines from the subtitle below it."""
    pieces = page.pieces
    if title.last > title.first:
        head, tail = pieces[title.first], pieces[title.last]
        if title.last == title.first + 1 and _other_dress(head, tail):
            return Title(head.text, title.first, title.first, title.score, title.last)
        return title
    below = next((p for p in pieces[title.last + 1 : title.last + 3] if p.text), None)
    if below is None or same_text(below.text, title.text):
        return title
    if below.hidden or not 4 <= len(below.text) <= 80 or below.link_chars:
        return title
    dashed = _DASHED.match(below.text) is not None
    if dashed or (
        looks_like_title(below.text)
        and _is_plain(lines.get(below.index))
        and _header_follows_at_once(page, below.index, lines)
        and squeeze(below.text) not in hints.site
        and below.role in ("", "body", "outside", "header")
        and (
            below.level > 0 or squeeze(below.text) in hints.whole or _other_dress(pieces[title.first], below)
        )
    ):
        return Title(title.text, title.first, title.last, title.score, below.index)
    return title


_DASHED = re.compile(r"\s*(?:——|--|―|－|—|─)")


def _other_dress(a: Piece, b: Piece) -> bool:
    return (a.tag, a.level) != (b.tag, b.level)


def _is_plain(line: Line | None) -> bool:
    """Whether nothing in the line tells what it is: no label, date, address, number or site's name."""
    if line is None or line.pairs or line.dates or line.rest != line.text:
        return False
    folded = fold(line.text)
    if _CAPTION.fullmatch(squeeze(line.text)):
        return False
    if len(folded) <= 24 and re.search(
        r"(?:[局委办厅部网报社台]|公报|文件|政府|中心|公司|委员会|办公室)$", folded
    ):
        return False  # who published it
    return not re.search(
        r"www\.|网站|门户|记者|通讯员|来源|打印|字体|分享|浏览|阅读|\d{4}-\d", folded
    ) and not is_only_number(line.text)


# What stands above a header line and says what it is: no subtitle.
_CAPTION = re.compile(
    r"(?:详细|文章|信息|基本|稿件|新闻|公告|正文)(?:内容|信息|详情|属性|资料)|内容(?:详情|详细|信息)|详情"
)


def _header_follows_at_once(page: Page, index: int, lines: dict[int, Line]) -> bool:
    for after in range(index + 1, index + 3):
        line = lines.get(after)
        if line is not None and line.text:
            return bool(line.strong or line.dates or any(p.field == "published_at" for p in line.pairs))
    return False

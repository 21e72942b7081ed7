"""附件: the files that belong to the document, named in the body (GB/T 9704-2012, 7.3.4) or linked."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote, urljoin, urlsplit

from ..article import Attachment
from ..fold import fold
from ..page import Page, Piece
from .head_title import squeeze
from .metatags import is_nothing

__all__ = ["absolute_url", "find_attachments"]

_FILE = re.compile(
    r"\.(?:docx?|xlsx?|pptx?|wps|et|dps|pdf|ofd|ceb|rtf|csv|txt|zip|rar|7z|tar|gz|mp3|mp4|jpg|jpeg|png|tif|tiff)(?:[?#]|$)",
    re.I,
)
_IMAGE = re.compile(r"\.(?:jpg|jpeg|png|tif|tiff|mp3|mp4|gif)(?:[?#]|$)", re.I)
_DOWNLOAD = re.compile(r"(?:download|downfile|attach|getfile|fileid|file_?down)", re.I)
_HEAD = re.compile(
    r"^\s*附\s{0,4}(?:件\s{0,3}|(?=:))\(?(?P<n>\d{1,2}|[一二三四五六七八九十]{1,3})?\)?\s{0,3}(?P<mark>[:.、]|$|\s|(?=\D))\s{0,3}(?P<name>.*)$",
    re.S,
)
_ITEM = re.compile(
    r"^\s*\(?(?P<n>\d{1,2}|[一二三四五六七八九十]{1,3})\)?\s{0,2}(?P<mark>[.、:])\s{0,3}(?P<name>\S.*)$", re.S
)
_MANY = re.compile(r"(?<![\d.(])(?P<n>\d{1,2})\s?[.、]\s{0,2}(?!\d)")
_MANY_BRACKETED = re.compile(r"\((?P<n>\d{1,2})\)\s{0,2}")
_GENERIC = re.compile(
    r"^(?:附件|点击|点此|点击此处|此处|这里|下载|文件|查看|打开|请|全文|本文|原文|文档|word|pdf|版|\d|[:.、()\s])*$",
    re.I,
)
# [20.5KB], 下载次数：12 behind the link.
_SIZE = re.compile(
    r"\s?[\[(（【]\s?[\d.]{1,8}\s?[KMG]B?\s?[\])）】]|已?下载\s?(?:次数[:：]?)?\s?\d{0,8}\s?次?", re.I
)
_SIZE_BEHIND = re.compile(
    r"(?:\s?[\[(（【]\s?[\d.]{1,8}\s?[KMG]B?\s?[\])）】]|已?下载\s?(?:次数[:：]?)?\s?\d{0,8}\s?次?)$", re.I
)
# Programs for reading files, and the site's own: offered beside every article.
_PROGRAM = re.compile(r"客户端|阅读器|浏览器|播放器|插件|控件|reader|adobe|acrobat|\bapp\b|软件", re.I)
_TEXT_FILE = re.compile(r"\.(?:docx?|xlsx?|wps|et|pdf|ofd|ceb|rtf)(?:[?#&]|$)", re.I)
_EDITION = re.compile(r"\(?(?:ofd|pdf|word|wps|docx?|xlsx?)\s?(?:版|格式)?\)?$", re.I)  # 某办法（OFD版）
_DIGITS = {c: n for n, c in enumerate("一二三四五六七八九十", 1)}
AFTER = 15  # pieces behind the article in which a list of its files may stand
NEXT = 3  # pieces right behind the article: a link of a download service is its file there
MAX_NAME = 120


def absolute_url(page: Page, href: str) -> str | None:
    """Return ``href`` made absolute, or ``None`` where it leads nowhere safe (``javascript:``, ``mailto:``, ``#``).

    Relative addresses stay as written where the page's own address is unknown.
    """
    href = "".join(href.split()).replace("\\", "/")  # WHATWG URL: in http addresses both slashes are one
    if not href or href.startswith("#"):
        return None
    try:
        base = urljoin(page.url or "", page.base_href) if page.base_href else page.url
        url = urljoin(base, href) if base else href
        scheme = urlsplit(url).scheme.lower()
    except ValueError:
        return None
    return url if scheme in ("http", "https", "ftp", "") else None


def find_attachments(page: Page, body: Sequence[Piece]) -> tuple[Attachment, ...]:
    """Return the attachments in order: those named in the body, with the links that fit them, then other files."""
    if not body:
        return ()
    named = _named(body)
    linked = list(_linked(page, body))
    found: list[Attachment] = []
    used: set[int] = set()
    for shown, number in named:
        name = _whole_name(page, shown)
        match = _link_for(name, number, linked, used)
        if match is not None:
            used.add(match)
        found.append(Attachment(name, linked[match].url if match is not None else None, number))
    urls = {a.url for a in found if a.url}
    names = {squeeze(a.name) for a in found if a.url}
    found += [
        link
        for at, link in enumerate(linked)
        if at not in used and link.url not in urls and squeeze(link.name) not in names
    ]
    _warn_of_gaps(page, found)
    return tuple(found)


def _number(text: str | None) -> int | None:
    if not text:
        return None
    if text.isdigit():
        return int(text)
    if len(text) == 1:
        return _DIGITS[text]
    head, _, tail = text.partition("十")
    return (_DIGITS.get(head, 1) * 10 + _DIGITS.get(tail, 0)) if "十" in text else None


def split_number(text: str) -> tuple[str, int | None]:
    """Split ``附件1：name`` or ``1.name`` into name and number; the name alone where there is none."""
    folded = fold(text)
    head = _HEAD.match(folded)
    if head is not None and head["name"]:
        rest = text[head.start("name") :]
        name, inner = _split_item(rest)
        return name, _number(head["n"]) if head["n"] else inner
    if head is not None and head["n"]:
        return "", _number(head["n"])
    return _split_item(text)


def _split_item(text: str) -> tuple[str, int | None]:
    item = _ITEM.match(fold(text))
    if item is None:
        return text.strip(), None
    return text[item.start("name") :].strip(), _number(item["n"])


def _named(body: Sequence[Piece]) -> list[tuple[str, int | None]]:
    """Read the 附件说明 below the text: ``附件：1.…`` and the numbered lines that follow it."""
    for at, piece in enumerate(body):
        if "附" not in piece.text[:8] or len(piece.text) >= 400:
            continue
        cells = _named_cells(piece, body[at + 1 : at + 2])
        if cells:
            return cells
        head = _HEAD.match(fold(piece.text))
        if head is None or (head["mark"] not in (":",) and not head["n"]):
            continue
        if head["mark"] != ":" and not (head["n"] and head["mark"] in (".", "、")):
            continue
        text = piece.text[head.start("name") :]
        names = _split_links(piece, text) or _split_many(text, _number(head["n"]))
        expected = (names[-1][1] or 1) + 1 if names else 1
        for follower in body[at + 1 : at + 60]:
            name, number = split_number(follower.text)
            if number != expected or not name or len(name) > MAX_NAME:
                break
            names.append((name, number))
            expected += 1
        names = [(_tidy(n), k) for n, k in names if _is_file_name(n)]
        if names:
            return names
    return []


def _named_cells(piece: Piece, after: Sequence[Piece]) -> list[tuple[str, int | None]]:
    """Read rows of two cells, 附件1 and the name, or such a row in two pieces; ``[]`` for anything else."""
    rows: list[tuple[str, ...]] = [tuple(cell for cell in row if cell.strip()) for row in piece.rows]
    if not rows and after and piece.tag in _CELLS and after[0].tag in _CELLS:
        rows = [(piece.text, after[0].text)]
    found: list[tuple[str, int | None]] = []
    for row in rows:
        label = _CELL.fullmatch(fold(row[0]).strip()) if len(row) == 2 else None
        if label is None or not _is_file_name(row[1]):
            return []
        name, inner = split_number(row[1])
        found.append((_tidy(name), _number(label["n"]) or inner))
    return found


_CELLS = frozenset({"td", "th", "dt", "dd"})
_CELL = re.compile(r"附\s{0,4}件\s{0,3}(?P<n>\d{1,2}|[一二三四五六七八九十]{1,3})?\s{0,3}[:.、]?")


def _split_links(piece: Piece, text: str) -> list[tuple[str, int | None]]:
    """Split ``某表.pdf 某名单.pdf``, where the line is two links or more to different files and nothing beside them."""
    links = [(name.strip(), "".join(href.split())) for name, href in piece.links if name.strip()]
    if len(links) < 2 or len({href for _, href in links}) < len(links):
        return []  # one file, its name in two parts
    found: list[tuple[str, int | None]] = []
    at = 0
    for name, href in links:
        start = text.find(name, at)
        if start < 0 or text[at:start].strip(" \u3000\t\n,，;；、|"):
            return []
        own, number = split_number(name)
        stem = fold(re.sub(r"\.\w{2,5}$", "", own))
        if not (_FILE.search(name) or _FILE.search(href)) or _GENERIC.match(stem) or _EDITION.match(stem):
            return []  # 某办法 (OFD版): an edition, or a word to click on
        found.append((own, number))
        at = start + len(name)
    return [] if text[at:].strip(" \u3000\t\n。.;；") else found


def _split_many(text: str, number: int | None) -> list[tuple[str, int | None]]:
    """Split ``1.某表 2.某名单`` on one line; numbers must rise by one."""
    folded = fold(text)
    marks = list(_MANY.finditer(folded)) or list(_MANY_BRACKETED.finditer(folded))
    rising = [m for k, m in enumerate(marks) if int(m["n"]) == k + 1]
    if rising and len(rising) == len(marks) and not folded[: marks[0].start()].strip():
        ends = [m.start() for m in marks[1:]] + [len(text)]
        return [(text[m.end() : e].strip(" ;；、"), int(m["n"])) for m, e in zip(marks, ends, strict=True)]
    name, inner = _split_item(text)
    return [(name, number or inner)] if name else []


def _is_file_name(name: str) -> bool:
    return 2 <= len(name) <= MAX_NAME and not is_nothing(name) and not re.search(r"[。；！？]", name)


def _tidy(name: str) -> str:
    name = _SIZE_BEHIND.sub("", re.sub(r"\s*[(（]?(?:点击)?(?:下载|查看)[)）]?$", "", name))
    name = re.sub(r"\s*[(（]\s*[)）]", "", name).strip(" ;；，,、")
    return name[1:-1].strip() if re.fullmatch(r"[【\[][^【】\[\]]+[】\]]", name) else name


def _linked(page: Page, body: Sequence[Piece]) -> Iterator[Attachment]:
    last = body[-1].index
    after = [
        p
        for p in page.pieces[last + 1 : last + 1 + AFTER]
        if p.links and p.role not in ("spam", "copy", "hidden") and not p.hidden
    ]
    seen: set[str] = set()
    better = _best_names(page, (*body, *after))
    for piece in (*body, *after):
        if not piece.links:
            continue
        rows = _names_in_rows(piece)
        line = _read_file_line(page, piece)
        for text, href in piece.links:
            url = absolute_url(page, href)
            if url is None or url in seen or not _is_file(url, text, line):
                continue
            if piece.index > last and not (
                _called_file(line, text) or (piece.index <= last + NEXT and _served(url, text))
            ):
                continue
            seen.add(url)
            name, number = split_number(_whole_name(page, _tidy(better.get(url, text))))
            if rows and _GENERIC.match(fold(name)):
                name, number = split_number(rows.pop(0))
            elif _GENERIC.match(fold(name)) or not name:
                own, inner = split_number(piece.text.replace(text, " ") if len(piece.links) == 1 else "")
                name, number = (
                    (_tidy(own), number or inner)
                    if own and len(own) <= MAX_NAME
                    else (_file_name(url), number)
                )
            if name:
                yield Attachment(name, url, number)


def _names_in_rows(piece: Piece) -> list[str]:
    """Return the names of the files that a table lists beside 下载, a row each, top to bottom; ``[]`` if it lists none."""
    if not piece.rows or not piece.links or not all(_GENERIC.match(fold(text)) for text, _ in piece.links):
        return []
    words = {text.strip() for text, _ in piece.links}
    found = []
    for row in piece.rows:
        others = [cell.strip() for cell in row if cell.strip() not in words]
        if len(others) < len(row) and others:
            found.append(max(others, key=lambda cell: (bool(_FILE.search(cell)), len(cell))))
    return found if len(found) == len(piece.links) else []


def _whole_name(page: Page, text: str) -> str:
    """Return the ``title`` of a link whose text is cut short (``某某任务…``), the text itself where it has none."""
    match = re.match(r"(.{4,}?)\s*(?:\.{3,6}|…{1,2})$", text)
    if match is None:
        return text
    titles: list[str] | None = page.cache.get("fields.titles")
    if titles is None:
        titles = sorted({unescape(m["name"]).strip() for m in _TITLED.finditer(page.text)})
        page.cache["fields.titles"] = titles
    at = bisect_left(titles, match[1])
    return titles[at] if at < len(titles) and titles[at].startswith(match[1]) else text


_TITLED = re.compile(r"""\btitle=(?P<quote>["'])(?P<name>[^"'<>]{5,120})(?P=quote)""")


def _best_names(page: Page, pieces: Sequence[Piece]) -> dict[str, str]:
    """Return for each address the first link text that names the file: the text may only say 附件1."""
    names: dict[str, str] = {}
    for piece in pieces:
        for text, href in piece.links:
            url = absolute_url(page, href)
            if url is not None and url not in names and not _GENERIC.match(fold(text)):
                names[url] = text
    return names


@dataclass(frozen=True, slots=True)
class _FileLine:
    """What a line says of all its links: it may hold a hundred thousand of them, and is read once.

    Attributes:
        named: whether it is called 附件.
        mostly_links: whether most of it is links, sizes of files aside, or it says 附件 or 下载.
        under_word: whether it or a short line right above it says 附件, 下载 or 文件.
    """

    named: bool
    mostly_links: bool
    under_word: bool


def _read_file_line(page: Page, piece: Piece) -> _FileLine:
    folded = fold(piece.text)
    near = [p.text for p in page.pieces[max(0, piece.index - 4) : piece.index] if 0 < len(p.text) <= 20]
    return _FileLine(
        "附件" in folded,
        # A link inside a sentence is a reference; an attachment's link is most of its line, or the line says 附件.
        piece.link_chars * 2 >= len(piece.text)
        or _SAYS_FILE.search(folded) is not None
        or piece.link_chars * 2 >= len(_SIZE.sub("", piece.text)),
        any(word in fold(text) for text in (folded, *near) for word in ("附件", "下载", "文件")),
    )


_SAYS_FILE = re.compile(r"附\s*件|下载")


def _called_file(line: _FileLine, text: str) -> bool:
    """Whether a link behind the article is shown as its file: named with an extension, or under the word 附件."""
    folded = fold(text)
    if _PROGRAM.search(folded):
        return False
    return bool(_FILE.search(text.strip()) or _EDITION.search(folded.strip())) or line.under_word


def _served(url: str, text: str) -> bool:
    """Whether an address is a publishing system's service that sends a file of text, under a name and not a word."""
    return bool(_DOWNLOAD.search(url) and _TEXT_FILE.search(url)) and len(squeeze(text)) >= 6


def _is_file(url: str, text: str, line: _FileLine) -> bool:
    if not line.mostly_links:
        return False
    if _FILE.search(url) or _FILE.search(text.strip()):
        # A picture in the text is a picture; called 附件 it is a file.
        return not _IMAGE.search(url) or line.named
    return line.named and _DOWNLOAD.search(url) is not None


def _file_name(url: str) -> str:
    return unquote(urlsplit(url).path.rsplit("/", 1)[-1])


def _link_for(name: str, number: int | None, linked: Sequence[Attachment], used: set[int]) -> int | None:
    """Return the link that shows the same name, the name with its extension, or a part of it of 4 characters or more."""
    key = squeeze(re.sub(r"\.\w{2,5}$", "", name))
    for at, link in enumerate(linked):
        other = squeeze(re.sub(r"\.\w{2,5}$", "", link.name))
        if (
            at not in used
            and other
            and (other == key or (len(other) >= 4 and (other in key or key in other)))
        ):
            return at
    for at, link in enumerate(linked):
        if (
            at not in used
            and number is not None
            and link.number == number
            and (_GENERIC.match(fold(link.name)) or link.name == _file_name(link.url or ""))
        ):
            return at
    return None


def _warn_of_gaps(page: Page, found: Sequence[Attachment]) -> None:
    numbers = sorted({a.number for a in found if a.number})
    if numbers:
        missing = [n for n in range(1, numbers[-1]) if n not in numbers]
        if missing:
            page.warn(
                "fields.attachment-gap",
                f"attachments {', '.join(map(str, missing))} are neither named nor linked",
            )

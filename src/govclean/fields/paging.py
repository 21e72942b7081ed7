"""One article over several pages: the address of the next page and how many there are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..fold import fold
from ..page import Page, Piece
from .attachments import absolute_url

__all__ = ["read_paging"]

# TRS writes createPageHTML(count, current index from 0, name, extension) into the page, some versions the id of an
# element before the count.
_TRS = re.compile(
    r"createPageHTML\(\s*(?:[\"'][^\"'()]{0,40}[\"']\s*,\s*)?(?P<count>\d{1,3})\s*,\s*(?P<at>\d{1,3})\s*,\s*[\"'](?P<name>[^\"'()]{1,80})[\"']\s*,\s*[\"'](?P<ext>\w{2,6})[\"']"
)
# Its older version: var currentPage = 0; … var countPage = 3; the pages are called t2018_1.html.
_TRS_OLD = re.compile(r"\bvar\s+currentPage\s*=\s*(?P<at>\d{1,3})\b")
_TRS_OLD_COUNT = re.compile(r"\bvar\s+countPage\s*=\s*(?P<count>\d{1,3})\b")
_NAME = re.compile(r"(?P<name>[^/?#]+)\.(?P<ext>\w{2,6})(?:[?#].*)?$")

_NEXT = re.compile(r"^\W*(?:下一?页|下\s?页|后一页|next(?:\s?page)?)[\W\d]*$", re.IGNORECASE)
# The link's own address is javascript: and the page stands in an attribute.  Each part excludes what ends it.
_NEXT_RAW = re.compile(
    r"<a\b(?P<attrs>[^<>]{0,400})>(?:\s|<(?:span|i|b)\b[^<>]{0,80}>)*下一?页", re.IGNORECASE
)
_ADDRESS = re.compile(
    r"""(?:data-(?:href|url|link|page-?url)\s*=\s*|onclick\s*=\s*["'][^"'<>]{0,40}location(?:\.href)?\s*=\s*)["'](?P<url>[^"'<>]{1,300})["']""",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"共\s{0,3}(?P<a>\d{1,3})\s{0,3}页|第?\s{0,2}\d{1,3}\s{0,2}页?\s{0,2}/\s{0,2}共?\s{0,2}(?P<b>\d{1,3})\s{0,2}页|(?:总页数|页数)\s?:?\s?(?P<c>\d{1,3})"
    r"|(?:^|[^\d/])\d{1,3}\s?/\s?(?P<d>\d{1,3})(?=\s?(?:\W?$|[上下]一?页|尾页))"
)
_DATA_COUNT = re.compile(
    r"""\bdata-(?:total-?pages?|pages?-?count|page-?total|pages)\s*=\s*["'](?P<count>\d{1,3})["']""",
    re.IGNORECASE,
)
# A line of page numbers: 上一页 1 2 3 下一页, [1] [2], 第1页 第2页.  Alternatives start differently: one way to match.
_NUMBERS = re.compile(r"(?:\d{1,3}|[上下]一?页|首页|尾页|末页|第|页|共|[^\w\s]|\s)+")
_NUMBER = re.compile(r"\W{0,2}第?(?P<number>\d{1,3})页?\W{0,2}")

AROUND = 12  # pieces behind the article in which its pager may stand
MAX_PAGES = 500


def read_paging(page: Page, last: int) -> None:
    """Fill ``next_page`` and ``pages``; ``last`` is the index of the article's last piece."""
    if page.is_html and (_read_trs(page) or _read_old_trs(page)):
        return
    near = [p for p in page.pieces[last : last + AROUND] if p.role not in ("spam", "copy") and not p.hidden]
    for piece in near:
        folded = fold(piece.text)
        if len(folded) < 200 and (count := _COUNT.search(folded)):
            stated = next(int(g) for g in count.groups() if g)
            if stated == 1:
                return
            _set_pages(page, stated)
        for text, href in piece.links:
            if _NEXT.match(fold(text)):
                _set_next(page, absolute_url(page, href))
    _read_numbers(page, near)
    if page.is_html:
        _read_attributes(page)


def _read_trs(page: Page) -> bool:
    script = _TRS.search(page.text) if "createPageHTML" in page.text else None
    if script is None:
        return False
    _set_trs(page, int(script["count"]), int(script["at"]), script["name"], script["ext"])
    return True


def _read_old_trs(page: Page) -> bool:
    if "countPage" not in page.text or not (count := _TRS_OLD_COUNT.search(page.text)):
        return False
    at, name = _TRS_OLD.search(page.text), _NAME.search(page.url or "")
    if at is None or name is None:
        return False
    current = int(at["at"])
    base = name["name"].removesuffix(f"_{current}") if current else name["name"]
    _set_trs(page, int(count["count"]), current, base, name["ext"])
    return True


def _set_trs(page: Page, count: int, at: int, name: str, extension: str) -> None:
    if 1 < count <= MAX_PAGES:
        page.values["pages"] = count
        if at + 1 < count:
            page.values["next_page"] = absolute_url(page, f"{name}_{at + 1}.{extension}")


def _set_pages(page: Page, count: int) -> None:
    if 1 < count <= MAX_PAGES:
        page.values.setdefault("pages", count)


def _set_next(page: Page, url: str | None) -> None:
    if url and url.split("#")[0] != (page.url or "").split("#")[0]:
        page.values.setdefault("next_page", url)


def _read_numbers(page: Page, near: Sequence[Piece]) -> None:
    """Read a row of page numbers: the one that is no link, or leads to this page, is this page's."""
    links: dict[int, str] = {}
    plain: set[int] = set()
    for piece in near:
        folded = fold(piece.text)
        if len(folded) > 200 or not _NUMBERS.fullmatch(folded) or "/" in folded or "共" in folded:
            continue
        here = {int(m["number"]): href for text, href in piece.links if (m := _NUMBER.fullmatch(fold(text)))}
        links |= here
        plain |= {int(n) for n in re.findall(r"\d{1,3}", folded)} - here.keys()
    numbers = links.keys() | plain
    if not links or numbers != set(range(1, len(numbers) + 1)) or len(numbers) > MAX_PAGES:
        return
    if len(plain) != 1:
        url = (page.url or "").split("#")[0]
        plain = {n for n, href in links.items() if url and absolute_url(page, href) == url}
    if len(plain) == 1:
        current = next(iter(plain))
        _set_pages(page, len(numbers))
        if current + 1 in links:
            _set_next(page, absolute_url(page, links[current + 1]))


def _read_attributes(page: Page) -> None:
    """Read what only attributes say: ``data-total-pages="3"``, ``<a href="javascript:;" data-href="t_2.html">下一页``."""
    if "下页" in page.text or "下一页" in page.text:
        for link in _NEXT_RAW.finditer(page.text):
            if address := _ADDRESS.search(link["attrs"]):
                _set_next(page, absolute_url(page, address["url"]))
    if page.values.get("next_page") and (count := _DATA_COUNT.search(page.text)):
        _set_pages(page, int(count["count"]))

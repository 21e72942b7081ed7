"""Facts about the site, read from the lines below the article: who hosts and runs it, copyright, filings, its name.

《政府网站发展指引》 (国办发〔2017〕47号, 4.2) asks for 网站名称, 主办单位, 承办单位, 技术支持, 网站标识码, ICP备案编号 and 公安机关备案标识 in
the footer and leaves their form open: ``主办：X``, ``X主办``, label and value in two cells, several in one line without a
gap.  ``strip`` notes what its rules match; what it left unread is read here.  Nothing is taken out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..fold import fold
from ..page import Page, Piece
from ..trail import Candidate, Choice
from .head_title import head_parts, is_column, is_site_name, squeeze
from .region import SIGNS

__all__ = ["column_of", "footer_facts", "name_of_site"]

BELOW = 60  # pieces below the article that may be its site's footer
MAX_LINE = 400  # characters of a footer line; a longer one is prose
_KEYS = re.compile(
    r"""(?P<host>(?:网站)?主\s?办\s?(?:单位|方|者)?)
      | (?P<operator>(?:网站)?承\s?办\s?(?:单位|方)?|运行\s?(?:维护|管理)(?:单位)?|运维(?:单位)?|(?:网站)?(?:维护|管理)单位)
      | (?P<support>技术(?:支持|保障|维护|服务|开发)(?:单位)?|(?:网站)?设计(?:制作|开发)|制作维护|网站(?:建设|制作|设计|开发)|powered\s?by)
      | (?P<other>协\s?办(?:单位)?|主\s?管(?:单位)?|指导单位|版权|copyright|©|\(c\)|all\s?rights|(?:联系|办公|详细|单位)?地址|(?:联系|服务|技术支持|咨询)?电话|邮政?编码?|传真|
          (?:电子)?邮箱|e-?mail|(?:[\u4e00-\u9fff]\s?)?icp|备案|[\u4e00-\u9fff]公(?:网)?安|(?:政府)?网站(?:主?标识码|地图)|标识码|浏览|建议|您是|访问|联系我们|关于我们|
          (?:19|20)\d\d|本站|未经|推荐|站点地图)""",
    re.X | re.I,
)
_COLON = re.compile(r"\s{0,3}:\s{0,3}")
_VALUE = re.compile(r"[\u4e00-\u9fff][\u4e00-\u9fff\w·（）()、\- ]{1,39}")
_NO_VALUE = re.compile(r"联系|关于|声明|首页|地图|所有|不详|单位$|^[\d\s\-]+$|我们|转载|注明|[。;,]")


def footer_facts(page: Page, end: int) -> None:
    """Fill what is not known yet of ``page.site`` from the lines below piece ``end``, the last one of the article."""
    pieces = [
        p
        for p in page.pieces[end + 1 :]
        if p.text and not p.hidden and p.role in ("footer", "outside", "") and len(p.text) <= MAX_LINE
    ][-BELOW:]  # a hidden copy of the page may stand below it
    if not any(_TELLS.search(fold(p.text)) for p in pieces):
        return  # no footer at all
    for line in _joined(pieces):
        folded = fold(line)
        for field, value in (*_parties(line, folded), *_numbers(line, folded)):
            held = page.site.get(field)
            if held is None or _is_glued(held, value):
                page.site[field] = value
        if "copyright" not in page.site:
            owner = _owner(line, folded)
            if owner is not None:
                page.site["copyright"] = owner


# A line of a footer for sure: without one, 主办单位 below the text is that of an event.
_TELLS = re.compile(r"icp|版权|copyright|©|公(?:网)?安|标识码|技术支持|网站(?:地图|主办)|邮编", re.I)


def _is_glued(held: str, value: str) -> bool:
    """Whether ``held`` is ``value`` with the next label stuck to it (某某办公室承办)."""
    return held != value and held.startswith(value) and _KEYS.match(fold(held[len(value) :])) is not None


def _joined(pieces: Sequence[Piece]) -> Iterator[str]:
    """Yield the lines; a bare label (主办单位：) together with the line or cell below it."""
    held = ""
    for piece in pieces:
        text = " ".join(piece.text.split())
        if held:
            yield f"{held} {text}"
            held = ""
        key = _KEYS.match(fold(text))
        if key is not None and not key["other"] and not fold(text)[key.end() :].strip(" :"):
            held = text
        else:
            yield text


def _parties(line: str, folded: str) -> Iterator[tuple[str, str]]:
    """Yield host, operator and support of a line, whichever side of its word each name stands on."""
    keys = list(_KEYS.finditer(folded))
    behind = next((_stands_first(keys, folded, n) for n, k in enumerate(keys) if not k["other"]), False)
    for number, key in enumerate(keys):
        field = key.lastgroup or "other"
        if field == "other":
            continue
        colon = _COLON.match(folded, key.end())
        if behind and colon is None:
            start = keys[number - 1].end() if number else 0
            value = line[start : key.start()]
        else:
            stop = keys[number + 1].start() if number + 1 < len(keys) else len(line)
            value = line[colon.end() if colon else key.end() : stop]
            after = keys[number + 1] if number + 1 < len(keys) else None
            if after is not None and not after["other"] and _COLON.match(folded, after.end()) is None:
                value = value.strip().partition(" ")[0]  # 主办：X　Y 技术支持: Y belongs to what follows it
            if colon is None and not value.strip() and number:
                value = line[keys[number - 1].end() : key.start()].strip().rpartition(" ")[2]
            elif colon is None and not value.startswith(" "):
                continue
        value = re.split(r"[|丨｜]|\s{2,}", value.strip(_EDGES))[0]
        value = re.sub(r"^(?:本网?站?)?由", "", value.strip(_EDGES)).strip(_EDGES)
        if 4 <= len(value) <= 40 and _VALUE.fullmatch(value) and not _NO_VALUE.search(fold(value)):
            yield field, value


_EDGES = " \t\u3000\xa0|丨,，。;；:：、·•-—[]【】()（）"


def _stands_first(keys: Sequence[re.Match[str]], folded: str, number: int) -> bool:
    """Whether the name stands before its word (某某办公室主办), as it then does in the whole line."""
    start = keys[number - 1].end() if number else 0
    before = folded[start : keys[number].start()].strip(_EDGES)
    return _COLON.match(folded, keys[number].end()) is None and len(before) >= 4


_FILING = re.compile(
    rf"(?:[{SIGNS}]\s?)?icp\s?[备证]\s?\d{{6,10}}\s?号(?:\s?-\s?\d{{1,3}})?",
    re.I,
)
_POLICE = re.compile(rf"[{SIGNS}]\s?公(?:网安|安网|安|网)备\s?\d{{11,14}}\s?号?")
_CODE = re.compile(r"标识码\s?[:(\[]{0,2}\s?(?P<code>bm\d{8}|\d{10})(?!\d)", re.I)


def _numbers(line: str, folded: str) -> Iterator[tuple[str, str]]:
    for field, pattern in (("icp", _FILING), ("police_record", _POLICE)):
        match = pattern.search(folded)
        if match is not None:
            yield field, "".join(line[match.start() : match.end()].split())
    code = _CODE.search(folded)
    if code is not None:
        yield "id_code", code["code"].lower()


# Copyright marks and years around the owner; what is left of the line beside them is its name.
_MARK = r"(?:版权所有|copyright|©|\(c\)|(?:19|20)\d\d(?:\s?[-—~至]\s?(?:(?:19|20)\d\d|今))?年?|all\s?rights?\s?reserved\.?|[\s:,.\-])"
_NAME = r"[\u4e00-\u9fff][\u4e00-\u9fff·()、]{3,39}"
_OWNERS = (
    re.compile(rf"版权归(?:属)?\s?(?P<name>{_NAME}?)所有"),
    re.compile(rf"(?P<name>{_NAME}?)\s{{0,2}}版权所有"),
    re.compile(rf"(?:版权所有|copyright|©|\(c\)){_MARK}{{0,24}}(?P<name>{_NAME})", re.I),
)


def _owner(line: str, folded: str) -> str | None:
    for pattern in _OWNERS:
        match = pattern.search(folded)
        if match is None:
            continue
        key = _KEYS.search(folded, match.start("name"), match.end("name"))
        name = line[match.start("name") : key.start() if key else match.end("name")].strip(_EDGES)
        if len(name) >= 4 and not _NO_VALUE.search(fold(name)) and not _KEYS.match(fold(name)):
            return name
    return None


def name_of_site(page: Page) -> None:
    """Set the site's name where no ``SiteName`` tag states it: Open Graph, the site's part of ``<title>``, the first step of the breadcrumb."""
    found: list[Candidate] = []
    for name, content in page.meta:
        if name in ("og:site_name", "application-name", "apple-mobile-web-app-title"):
            found.append(Candidate(" ".join(content.split()), f"meta:{name}", 50.0))
    parts = head_parts(page.head_title)
    for part, origin in ((parts[-1:], "end of <title>"), (parts[:1], "start of <title>")):
        if part:
            found.append(Candidate(part[0], origin, 40.0))
    crumbs = next((p for p in page.pieces if p.rule.startswith("breadcrumb.") and p.links), None)
    if crumbs is not None:
        found.append(Candidate(crumbs.links[0][0].strip(), "first step of the breadcrumb", 30.0))
    stated = [
        c
        for c in found
        if 4 <= len(c.value) <= 40 and is_site_name(c.value) and not is_column(squeeze(c.value))
    ]
    if not stated:
        return
    best = max(stated, key=lambda c: c.score)
    page.site["name"] = best.value
    if len({squeeze(c.value) for c in stated}) > 1:
        why = f"stated by {best.origin}; {len(stated) - 1} other statement(s)"
        page.trail.choices.append(Choice("site.name", best.value, tuple(stated), why))


_HOME = re.compile(r".{0,8}(?:首页|主页)|正文|详情|内容|>+")
MAX_COLUMN = 20  # a longer step is the title of the article


def column_of(page: Page) -> str | None:
    """Return the last column among the links of the breadcrumb: no home page, not the article itself."""
    crumbs = next((p for p in page.pieces if p.rule.startswith("breadcrumb.") and len(p.links) > 1), None)
    if crumbs is None:
        return None
    own = {squeeze(str(page.values.get("title", ""))), squeeze(page.site.get("name", ""))}
    steps = [text.strip(_EDGES + "<>»›→/") for text, _ in crumbs.links]
    columns = [
        step
        for step in steps
        if 2 <= len(step) <= MAX_COLUMN and squeeze(step) not in own and not _HOME.fullmatch(fold(step))
    ]
    return columns[-1] if columns else None

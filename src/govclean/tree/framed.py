"""Short articles: what stands between a title with its header line and the next box, whatever it looks like.

A roster, one picture, a sentence of six words weigh nothing; that a title and a line with date and source stand right
above them says that they are an article.
"""

from __future__ import annotations

import re

from ..fold import fold
from ..page import Container, Page
from .edges import is_attachment
from .features import Feature
from .home import one_box, same_kind
from .link_pages import has_pager
from .titles import HEADER_REACH, bare, title_parts
from .walls import FRAME_ROLES, box_without

__all__ = ["framed_files", "framed_pieces", "restore_sentences"]

# Who states the page.  Both patterns are literals with one optional part: linear.
_SOURCE = re.compile(r"(?:来源|出处|稿源|发布机构|发布单位|发布部门)\s?[:\]】]")
_DATE = re.compile(r"(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}")
_HEADER_MARKS = ("header", "date", "tool", "rule", "number")
# The longest value beside a label in a cell of its own: names of two agencies.
VALUE_CHARS = 40


def framed_pieces(page: Page, features: list[Feature], shown: list[bool]) -> list[int]:
    """Return the pieces between the page's one header line and what follows the article; ``[]`` if it has none.

    The header line states a date and a source and stands right below an ``<h1>`` or what ``<title>`` says; a page with
    a second such line, or with a pager, is a list.
    """
    found = _below_header(page, features, shown)
    return found if _is_content(page, features, found) else []


def framed_files(page: Page, features: list[Feature], shown: list[bool]) -> list[int]:
    """Return what stands below the page's one header line where it is the link of a file, with its icon, and no more."""
    found = _below_header(page, features, shown)
    linked = [i for i in found if features[i].linked]
    return found if linked and not _is_content(page, features, found) else []


def _below_header(page: Page, features: list[Feature], shown: list[bool]) -> list[int]:
    header = _header_line(page, features, shown)
    if not header or has_pager(page) or _has_another(page, features, shown, header):
        return []
    head = header[-1]
    found: list[int] = []
    box: Container | None = None
    read = False  # whether one of the pieces found is text
    for i in range(head + 1, len(features)):
        piece, feature = page.pieces[i], features[i]
        if not shown[i] and (piece.hidden or piece.role not in FRAME_ROLES):
            continue
        if not read and (piece.role == "tool" or (piece.text and feature.mark in _HEADER_MARKS)):
            continue
        if _follows(page, features, shown, i):
            break
        if box is not None and i >= box.last and not one_box(page, found[0], i):
            beside = box_without(page, i, found[0])
            if not same_kind(beside, box) and (read or _is_frame(page, features, beside)):
                break
            box = beside  # a picture stands in a box of its own above the text
        box = box or box_without(page, i, head)
        found.append(i)
        read = read or bool(piece.text)
    while found and features[found[-1]].mark == "rule":
        found.pop()
    return found


def _is_content(page: Page, features: list[Feature], found: list[int]) -> bool:
    """Return whether there is text, or a picture, that is more than a file's link with its icon and label."""
    files = False
    for i in found:
        piece = page.pieces[i]
        files = files or features[i].linked
        if piece.text and not features[i].linked and not _FILE_LABEL.match(piece.text):
            return True
    return bool(found) and not files


_FILE_LABEL = re.compile(r"\s?(?:附\s?件|下载|点击|文件).{0,12}$")


def _header_line(page: Page, features: list[Feature], shown: list[bool]) -> list[int]:
    """Return the title and the pieces of the header line below it, if together they state a date and a source."""
    names = title_parts(page)
    headings = [p.index for p in page.pieces if p.level == 1 and shown[p.index]]
    for i, piece in enumerate(page.pieces):
        if not shown[i] or features[i].linked or piece.rows or not 2 <= len(piece.text) <= 150:
            continue
        if headings != [i] and bare(piece.text) not in names:
            continue
        found = [i]
        for j in range(i + 1, len(features)):
            below = page.pieces[j]
            if below.kind == "image" and shown[j] and _states(page, found):
                break  # pages of a scanned document; the tools below them are no header
            if not below.text or (below.hidden and not shown[j]) or below.tag == "input":
                continue
            label = page.pieces[found[-1]].text.endswith((":", "：")) and shown[j]
            label = label and not (features[j].mark or features[j].prose)
            if features[j].mark not in _HEADER_MARKS and not (label and len(below.text) <= VALUE_CHARS):
                break
            found.append(j)
            if len(found) > HEADER_REACH:
                break
        if _states(page, found):
            return found
    return []


def _states(page: Page, header: list[int]) -> bool:
    """Return whether the lines below the title state a source and a date."""
    text = fold(" ".join(page.pieces[j].text for j in header[1:]))
    return bool(_SOURCE.search(text) and _DATE.search(text))


def _has_another(page: Page, features: list[Feature], shown: list[bool], header: list[int]) -> bool:
    """Return whether another line of the page states a source and a date: records of a list do."""
    for i, feature in enumerate(features):
        if feature.mark == "header" and shown[i] and not header[0] <= i <= header[-1]:
            text = fold(page.pieces[i].text)
            if _SOURCE.search(text) and _DATE.search(text):
                return True
    return False


def _follows(page: Page, features: list[Feature], shown: list[bool], i: int) -> bool:
    """Return whether the piece is no part of an article: tools, links, the head of a list, a footer."""
    feature = features[i]
    if not shown[i] or feature.mark in ("tool", "after", "foot"):
        return True
    return feature.linked and not is_attachment(page, i)


def _is_frame(page: Page, features: list[Feature], box: Container) -> bool:
    """Return whether a box holds a heading, links or a mark of the page around the article."""
    return any(
        features[j].linked
        or features[j].mark in ("tool", "after", "foot")
        or page.pieces[j].level
        or page.pieces[j].role in FRAME_ROLES
        for j in range(box.first, box.last)
    )


# What sentences of a text mention, too: 下列网站已经备案：…
_MENTIONED = re.compile(r"icp[备证]|公网安备|网站标识码|网站地图|版权", re.IGNORECASE)
_OWNED = re.compile(
    r"版权所有|copyright|©|powered|all\s?rights|技术(?:支持|保障)\s?:|(?:主|承|协)办(?:单位)?\s?:",
    re.IGNORECASE,
)


def restore_sentences(page: Page, features: list[Feature], shown: list[bool]) -> None:
    """Take a footer's mark from a sentence right below a header line or other sentences, if the footer stands elsewhere."""
    feet = [i for i, f in enumerate(features) if f.mark == "foot" or page.pieces[i].role == "footer"]
    for i in feet:
        piece = page.pieces[i]
        if not shown[i] or features[i].mark != "foot" or piece.rows or piece.link_chars * 2 > len(piece.text):
            continue
        flat = fold(piece.text)
        if not flat.endswith("。") or "," not in flat or _OWNED.search(flat) or not _MENTIONED.search(flat):
            continue
        if _together(page, i, feet[-1]):
            continue
        above = next((j for j in range(i - 1, -1, -1) if shown[j] and page.pieces[j].text), -1)
        if above >= 0 and (
            features[above].mark in ("header", "date") or (features[above].prose and one_box(page, above, i))
        ):
            features[i] = Feature(float(len(piece.text)), True)


def _together(page: Page, a: int, b: int) -> bool:
    """Return whether no box parts two pieces."""
    box = box_without(page, b, a)
    return a == b or (box.first <= a < box.last and one_box(page, a, b))

"""Where the article starts and ends inside its container, and what in it is not part of it."""

from __future__ import annotations

import re

from ..fold import fold
from ..page import Page
from .assemble import BODY_ENDS
from .features import Feature
from .home import PROSE_SHARE, one_box

__all__ = [
    "cut_edges",
    "drop_lists",
    "drop_teasers",
    "is_attachment",
]

_FILES = (
    ".doc", ".docx", ".xls", ".xlsx", ".pdf", ".wps", ".et", ".ofd", ".zip", ".rar", ".7z", ".ppt", ".pptx", ".txt", ".rtf", ".ceb",
)  # fmt: skip
# So much unmarked text at the head ends the search for the header.
HEAD_CHARS = 80


def drop_teasers(page: Page, features: list[Feature], shown: list[bool]) -> None:
    """Take the mass from prose right under a linked title in the same box: it is the teaser of another page."""
    before = -1
    for i, piece in enumerate(page.pieces):
        if not shown[i] or not piece.text:
            continue
        feature = features[i]
        if (
            feature.prose
            and before >= 0
            and features[before].linked
            and not features[before].mark
            and len(page.pieces[before].text) >= 6
        ):
            above = page.pieces[before]
            if (
                len(above.links) == 1
                and _share_box(page, above.container, piece.container)
                and not is_attachment(page, before)
            ):
                feature.mass, feature.prose, feature.linked = -3.0, False, True
        before = i


def _share_box(page: Page, a: int, b: int) -> bool:
    """Return whether two pieces stand in the same small box: the same container or one that holds both and little else."""
    if a == b:
        return page.containers[a].last - page.containers[a].first <= 6
    above = a
    while above >= 0 and page.containers[above].last - page.containers[above].first <= 8:
        if page.containers[above].first <= page.containers[b].first < page.containers[above].last:
            return True
        above = page.containers[above].parent
    return False


def cut_edges(
    page: Page,
    features: list[Feature],
    shown: list[bool],
    main: int,
    titles: list[int],
    first: int,
    last: int,
) -> list[int]:
    """Return the indices of the article's pieces, from the first after the header to the last before what follows."""
    box = page.containers[main]
    # Tools that an earlier stage took still stand between the article and what follows.
    # What stands above the title is not the article; where none is known, what stands above links.
    low = titles[0] if titles and titles[0] < first else _below_links(features, box.first, first)
    inside = [
        i
        for i in range(max(box.first, low), box.last)
        if shown[i] or (features[i].mark and not page.pieces[i].hidden)
    ]
    start = _start(page, features, inside, titles)
    end, between = _end(page, features, inside, max(first, box.first), min(last, box.last))
    chosen = [i for i in inside if start <= i < end and shown[i] and i not in between]
    while chosen and _dangling(page, features, chosen[-1]):
        chosen.pop()
    return chosen + _signature_below(page, features, shown, chosen[-1]) if chosen else chosen


def _below_links(features: list[Feature], top: int, first: int) -> int:
    """Return where the lines begin that stand right above the piece ``first`` without links, tools or a footer between."""
    low = first
    while low > top and not (features[low - 1].linked or features[low - 1].mark in ("tool", "after", "foot")):
        low -= 1
    return low


def _signature_below(page: Page, features: list[Feature], shown: list[bool], last: int) -> list[int]:
    """Return the signature that stands in boxes of its own right below the text: names of bodies, then their date alone.

    Nothing may part it from the text, and no link follow it: then it would be a record of a list.  A note in brackets
    below it belongs to it.
    """
    from ..fields.signature import is_body_name

    if _SIGNED.search(fold(page.pieces[last].text)):
        return []
    found: list[int] = []
    dated = False
    for i in range(last + 1, min(last + 1 + SIGNATURE_REACH, len(features))):
        piece = page.pieces[i]
        if not piece.text or piece.hidden:
            continue
        if dated:
            if features[i].linked and not features[i].mark and not piece.role and not is_attachment(page, i):
                return []
            note = shown[i] and not features[i].mark and _NOTE.fullmatch(piece.text) is not None
            return [*found, i] if note else found
        if not shown[i] or features[i].linked or features[i].prose or len(found) > MOST_NAMES:
            return []
        flat = fold(piece.text)
        dated = bool(found) and _DATE_ALONE.fullmatch(flat) is not None
        if not dated and not is_body_name(piece.text):
            return []
        found.append(i)
    return found if dated else []


# 附注 (GB/T 9704-2012, 7.3.7): （此件公开发布）.
_NOTE = re.compile(r"[（(][^（）()]{2,40}[）)]")


def _dangling(page: Page, features: list[Feature], index: int) -> bool:
    """Return whether the piece, standing last, is a label of nothing or a line of signs."""
    text = page.pieces[index].text
    if features[index].mark == "rule":
        return True
    return bool(text) and len(text) <= 12 and text[-1] in ":："


def _start(page: Page, features: list[Feature], inside: list[int], titles: list[int]) -> int:
    """Return the index after the last piece of the header: title, labels, tools or links above the first prose."""
    start = inside[0] if inside else 0
    sentences = [i for i in inside if features[i].prose]
    # Of short lines alone the first one is where the text begins: the date of its signature is no header.
    prose = next((i for i in sentences if features[i].mass >= HEAD_PROSE), sentences[0] if sentences else -1)
    chars = 0
    above = range(titles[0] if titles and titles[0] < start else max(0, start - 8), start)
    header = any(features[i].mark in ("header", "date") for i in above)  # seen above the box of the text
    for i in inside:
        feature = features[i]
        piece = page.pieces[i]
        in_text = prose >= 0 and one_box(page, i, prose)
        # Below a header of its own the text may well start with 时间：… and 地点：…
        mark = "" if in_text and header and _WHEN.match(piece.text) else feature.mark
        if i in titles or mark or feature.linked or (piece.level in (1, 2) and not chars):
            start = i + 1
            chars = 0
            header = header or (mark in ("header", "date") and not in_text)
        elif i == prose:
            break
        else:
            chars += len(piece.text)
            if chars > HEAD_CHARS:
                break
    return start


_WHEN = re.compile(r"\s*(?:时\s*间|時\s*間|日\s*期|\d)")
# A sentence of this length is text, not a part of the header.
HEAD_PROSE = 20


def _end(
    page: Page, features: list[Feature], inside: list[int], first: int, last: int
) -> tuple[int, frozenset[int]]:
    """Return the index of the first tool or list head after the last prose of the span.

    Also the links and tools before it that stand between the text and its signature.
    """
    span = [i for i in inside if first <= i < last and features[i].mass > 0]
    sentences = [i for i in span if features[i].prose or page.pieces[i].rows]
    # Labels only count where there is little else: a list of codes.
    if sum(features[i].mass for i in sentences) >= PROSE_SHARE * sum(features[i].mass for i in span):
        span = sentences
    prose = span[-1] if span else first
    prose = _same_box_end(page, features, inside, prose)
    end = prose + 1
    between: frozenset[int] = frozenset()
    for at, i in enumerate(inside):
        if i <= prose:
            continue
        mark = "" if _tells_when(page, features, inside, prose, at) else features[i].mark
        if page.pieces[i].role and _signs_below(
            page, features, inside[at + 1 : at + 1 + SIGNATURE_REACH], prose
        ):
            continue
        if mark not in ("", "date", "number", "rule") or (features[i].linked and not is_attachment(page, i)):
            between = between or _parts_signature(page, features, inside, at, prose)
            if i in between or (page.pieces[i].role and i < max(between, default=-1)):
                continue
            break
        end = i + 1
    return end, between


def _parts_signature(
    page: Page, features: list[Feature], inside: list[int], at: int, prose: int
) -> frozenset[int]:
    """Return the links and tools from ``inside[at]`` on that part the text from its signature in the same box, if they do.

    At most two lines, and files that are attached.  The text is not signed above them; names of bodies and the date
    alone on a line follow at once, and no link below them that would make them a record of a list.
    """
    if any(_SIGNED.search(fold(page.pieces[i].text)) for i in inside[:at] if i >= prose):
        return frozenset()
    passed: list[int] = []
    names = 0
    lines = [i for i in inside[at : at + SIGNATURE_REACH] if page.pieces[i].text]
    for n, i in enumerate(lines):
        piece, feature = page.pieces[i], features[i]
        if piece.role:
            continue
        if not names and (feature.linked or feature.mark in ("tool", "after")):
            if not is_attachment(page, i):
                passed.append(i)
            if len(passed) > MOST_BETWEEN:
                break
            continue
        if feature.linked or not one_box(page, prose, i):
            break
        flat = fold(piece.text)
        if names and _DATE_ALONE.fullmatch(flat):
            below = next((j for j in lines[n + 1 :] if not page.pieces[j].role), -1)
            if (
                below >= 0
                and features[below].linked
                and not features[below].mark
                and not is_attachment(page, below)
            ):
                break
            return frozenset(passed)
        names += 1
        if names > MOST_NAMES or feature.mark or feature.prose or not _NAME.fullmatch(flat):
            break
    return frozenset()


# Lines of links or tools between text and signature: 相关链接： with a link, 打印 and share buttons.
MOST_BETWEEN = 2
# Names of bodies, as a line of a signature has them.
_NAME = re.compile(rf"[^\W\d_][\w ()·、]{{0,38}}[{BODY_ENDS}]")
_DATE_ALONE = re.compile(
    r"\s*(?:\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日|[一二][\w〇○◯]{3}\s?年\s?\w{1,3}\s?月\s?\w{1,4}\s?日)\s*"
)


def _tells_when(page: Page, features: list[Feature], inside: list[int], prose: int, at: int) -> bool:
    """Return whether ``inside[at]``, a line like 时间：11月12日上午 in the box of the text, is one of the text's own, with more
    to follow.

    An invitation ends with time, place and signature; the header line of a news item at its foot is followed by nothing.
    """
    i = inside[at]
    if features[i].mark != "header" or not _EVENT.match(page.pieces[i].text) or not one_box(page, prose, i):
        return False
    # By place: a slice would walk over all that stands above, once for each such line.
    below = next((inside[k] for k in range(at + 1, len(inside)) if page.pieces[inside[k]].text), -1)
    return below >= 0 and not features[below].mark and one_box(page, i, below)


def _signs_below(page: Page, features: list[Feature], below: list[int], prose: int) -> bool:
    """Return whether ``below`` a line that was taken before names and date of a signature stand, in the box of the text."""
    names = 0
    for j in below:
        piece = page.pieces[j]
        if not piece.text or piece.role:
            continue
        if not one_box(page, prose, j) or len(piece.text) > SIGNATURE_CHARS or features[j].linked:
            return False
        if _SIGNED.search(fold(piece.text)):
            return True
        names += 1
        if names > MOST_NAMES or features[j].mark or features[j].prose:
            return False
    return False


# A name and its date on one line; joint notices are signed by some five bodies.
SIGNATURE_CHARS = 60
MOST_NAMES = 6
SIGNATURE_REACH = 12  # with other lines that were taken
_SIGNED = re.compile(r"(?:\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日|[一二][〇○零九一]..年.{1,3}月.{1,4}日)$")


_EVENT = re.compile(r"\s*(?:时\s*间|時\s*間|日\s*期|名\s*称)\s*[:：]")


def _same_box_end(page: Page, features: list[Feature], inside: list[int], prose: int) -> int:
    """Return the last sentence in the box of ``prose`` that no footer, list or head of one parts from it."""
    toll = 0.0
    for i in inside:
        if i <= prose:
            continue
        if features[i].prose and one_box(page, prose, i):
            prose, toll = i, 0.0
        elif features[i].mark in ("after", "foot"):
            toll += MOST_TOLL / 2
        else:
            toll -= min(features[i].mass, 0.0)
        if toll > MOST_TOLL:
            break
    return prose


# Drawings, formulas and short lines within a text cost less than this, a site's navigation more.
MOST_TOLL = 80.0


def is_attachment(page: Page, index: int) -> bool:
    """Return whether the piece is a link to a file."""
    piece = page.pieces[index]
    return any(
        href.lower().split("?")[0].endswith(_FILES) or text.lower().endswith(_FILES)
        for text, href in piece.links
    )


def drop_lists(page: Page, features: list[Feature], chosen: list[int]) -> list[int]:
    """Drop runs of links (three or more, one after the other) inside the article."""
    out: list[int] = []
    run: list[int] = []
    for i in [*chosen, -1]:
        if i >= 0 and features[i].linked and not is_attachment(page, i):
            run.append(i)
            continue
        if len(run) < 3:
            out += run
        run = []
        if i >= 0:
            out.append(i)
    return out

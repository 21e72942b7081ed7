"""The body's pieces → blocks: headings with their level, items, tables, images, signature, notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..article import Block
from ..fold import fold
from ..page import Page, Piece
from .headings import caption_below, title_levels

__all__ = ["BODY_ENDS", "blocks_of", "heading_level"]

# Numbering of official documents, GB/T 9704-2012 §7.3.3: 一、 （一） 1. （1）.
_NUMBERING = (
    (
        1,
        re.compile(
            r"(?:[一二三四五六七八九十]{1,4}、|第[一二三四五六七八九十百零〇\d]{1,5}[章节编篇部](?:\s|$|\S))"
        ),
    ),
    (2, re.compile(r"\([一二三四五六七八九十]{1,4}\)")),
    (3, re.compile(r"\d{1,2}(?:\.(?!\d)|、)")),
    (4, re.compile(r"\(\d{1,2}\)")),
)
# A numbered line is a heading when it is a phrase: short, and not a sentence.  §7.3.3 sets headings in a line of
# their own; the longest seen on government pages has 38 characters.
MAX_HEADING = 40
_SENTENCE = re.compile(r"[。；;！!？?]|[，,:：]$")

_DATE = re.compile(
    r"""(?:(?:19|20)\d\d\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日 | [一二][〇○零0OoＯ◯九一二三四五六七八]{3}\s?年\s?[一二三四五六七八九十元]{1,3}\s?月\s?[一二三四五六七八九十廿]{1,4}\s?日
      | 民国\s?\d{2,3}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日)""",
    re.VERBOSE,
)
# A line of a signature: names of bodies, no sentence.
_NAME_LINE = re.compile(r"[^。，；：:,;!?！？\d]{2,40}(?:\s?\((?:盖?章|代章|公章)\))?$")
# How names of bodies end: 水务局2021年5月10日 is a signature, 持续到2021年5月10日 is not.
BODY_ENDS = "局厅部委会院府办室处科心司站所队校馆行社团组厂联署)"
# 附注, GB/T 9704-2012 §7.3.7: in brackets, below the date.
_NOTE = re.compile(r"[(\[【].{2,40}[)\]】]$")
# Only this many blocks from the end can sign: signature, date, note, then a list of attachments.
SIGNATURE_REACH = 40


def blocks_of(page: Page) -> tuple[Block, ...]:
    """Return the article's body as blocks, in order.

    ``"\\n".join(b.text for b in blocks if b.text)`` is the article's text.
    """
    pieces = page.body()
    signed = _signature(pieces)
    return tuple(_blocks(pieces, signed))


def _blocks(pieces: Sequence[Piece], signed: dict[int, str]) -> Iterator[Block]:
    rows: list[Piece] = []
    skip = -1
    listed = _listed(pieces)
    titles = title_levels(pieces)
    for at, piece in enumerate(pieces):
        if piece.kind == "line" and "\t" in piece.text:
            rows.append(piece)
            continue
        if rows:
            yield _table_of_lines(rows)
            rows = []
        if at == skip:
            continue
        if piece.kind == "image":
            follower = pieces[at + 1] if at + 1 < len(pieces) and at + 1 not in signed else None
            if follower is not None and caption_below(piece, follower):
                skip = at + 1
                yield Block("image", follower.text, src=piece.src)
            elif not piece.hidden:
                yield Block("image", "", src=piece.src)
        elif piece.kind == "table":
            yield Block("table", piece.text, rows=piece.rows)
        elif at in signed:
            yield Block(signed[at], piece.text)
        else:
            yield _line_block(piece, at in listed, titles.get(at, 0))
    if rows:
        yield _table_of_lines(rows)


def _table_of_lines(rows: list[Piece]) -> Block:
    return Block(
        "table", "\n".join(p.text for p in rows), rows=tuple(tuple(p.text.split("\t")) for p in rows)
    )


# 附件说明, GB/T 9704-2012 §7.3.4: 附件：1.… and each further one on a line of its own.  No group repeats: linear.
_ATTACHMENTS = re.compile(r"\s*附\s?件\s?:\s*(?P<rest>(?P<first>1\s?[.、](?!\d))?.*)", re.DOTALL)
_NUMBERED = re.compile(r"\s*(?P<number>\d{1,2})\s?[.、](?!\d)")


def _listed(pieces: Sequence[Piece]) -> set[int]:
    """Return which pieces are names in a list of attachments, numbered one after the other from the line 附件：."""
    listed: set[int] = set()
    following = 0  # number of the next one, 0 in no list
    texts = [(at, p) for at, p in enumerate(pieces) if p.text]
    for n, (at, piece) in enumerate(texts):
        if not following and "附" not in piece.text[:4]:
            continue
        flat = fold(piece.text)
        if head := _ATTACHMENTS.match(flat):
            following = 2 if head["first"] else 0 if head["rest"] else 1
            continue
        number = _NUMBERED.match(flat) if following else None
        if number is None or int(number["number"]) != following:
            following = 0
            continue
        below = texts[n + 1][1].text if n + 1 < len(texts) else ""
        if following == 1 and _SENTENCE.search(fold(below)):  # what is annexed begins, with a heading
            following = 0
            continue
        listed.add(at)
        following += 1
    return listed


def _line_block(piece: Piece, listed: bool, title: int) -> Block:
    if not listed and (level := heading_level(piece) or title):
        return Block("heading", piece.text, level)
    return Block("item" if piece.kind == "item" else "paragraph", piece.text)


def heading_level(piece: Piece) -> int:
    """Return the level of a heading, 0 for what is none: by its numbering, else by its HTML element."""
    text = piece.text
    if len(text) > MAX_HEADING:
        return 0
    flat = fold(text)
    if not _SENTENCE.search(flat):
        for level, pattern in _NUMBERING:
            if pattern.match(flat):
                return level
    return piece.level


def _signature(pieces: Sequence[Piece]) -> dict[int, str]:
    """Return which pieces are ``"signature"`` or ``"note"``: the last line that is a date alone, and what is around it."""
    found: dict[int, str] = {}
    texts = [(at, p) for at, p in enumerate(pieces) if p.text]
    for back in range(len(texts) - 1, max(-1, len(texts) - 1 - SIGNATURE_REACH), -1):
        at, piece = texts[back]
        if piece.kind in ("table", "heading") or len(piece.text) > 60:
            continue
        flat = fold(piece.text)
        date = _DATE.search(flat)
        if date is None or date.end() != len(flat):
            continue
        name = flat[: date.start()]
        if name and not (_NAME_LINE.match(name.strip()) and (name[-1] == " " or name[-1] in BODY_ENDS)):
            continue
        found[at] = "signature"
        if not name:
            _names_above(texts, back, found)
        _note_below(texts, back, found)
        break
    return found


def _names_above(texts: list[tuple[int, Piece]], back: int, found: dict[int, str]) -> None:
    for at, piece in reversed(texts[max(0, back - 12) : back]):
        flat = fold(piece.text)
        if (
            piece.kind in ("table", "heading")
            or len(flat) > 40
            or not _NAME_LINE.match(flat)
            or heading_level(piece)
        ):
            return
        if re.match(r"附\s?件|\(", flat):
            return
        found[at] = "signature"


def _note_below(texts: list[tuple[int, Piece]], back: int, found: dict[int, str]) -> None:
    if back + 1 < len(texts):
        at, piece = texts[back + 1]
        if _NOTE.match(fold(piece.text)):
            found[at] = "note"

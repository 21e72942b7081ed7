"""Replies below a post: what a topic of a forum, a question or a short message of a person consists of.

A reply stands in a box of its own with a name, the time it was posted, its text and buttons.  Comments on an article are
no part of it; where replies say more than the post does, or the post is one of them, they are what the page is about.
"""

from __future__ import annotations

import re

from ..fold import fold
from ..page import Container, Page
from .features import Feature
from .thread import boxes_by_name

__all__ = ["with_replies"]

# Replies are at least so many; a post and its one answer in boxes of one name are a thread, too.
MIN_BOXES = 2
# Share of the boxes of one name that hold a time and a text; deleted posts and advertisements hold none.
GOOD_SHARE = 0.75
# Replies in boxes of their own belong to the post from this share of its characters on: comments on an article have
# less.  Measured: a post of 25 characters with 107 of replies, a message of 340 with 300.
REPLY_SHARE = 0.8
# The longest line that states who posted and when: name, time, place, device, number of the floor.
STAMP_CHARS = 60
# A link in a box of a list is the title of a page; names of people and buttons are shorter.
NAME_CHARS = 12

# When something was posted.  Literals and bounded digits, no nested repetition: linear.
_STAMP = re.compile(
    r"\d{1,3}\s?(?:秒|分钟|小时|天|周|星期|个月|月|年)前(?!\w)|(?:刚刚|昨天|前天)(?:\s|$)"
    r"|(?:\d{4}|\d{2})[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s?\d{1,2}:\d\d)?|\d{1,2}[-月]\d{1,2}日?\s?\d{1,2}:\d\d|发表于|(?:#|第)?\d{1,4}楼|沙发$|板凳$"
)
# Words of posting, where a date alone may stand in any text; a label before the date says what happens then.
_POSTED = re.compile(r"前(?!\w)|刚刚|昨天|前天|发表|发布|回复|评论|提问|楼|沙发|板凳")
_LABELLED = re.compile(r"^\W{0,2}(?!发表|发布|回复|评论|提问|时间|日期)[\u4e00-\u9fff]{2,8}\s?[:：]")
_BUTTON = re.compile(
    r"回复|评论|点赞|赞同?|踩|举报|引用|收藏|分享|转发|删除|编辑|只看该?作者|楼主|置顶|支持|反对|鲜花|鸡蛋|查看|更多|收起|展开"
)
_SENTENCE = re.compile("[，。！？；]")
_WORD = re.compile(r"[^\W\d_]+")
# What an article of a newspaper or an agency states, and nobody who asks a question.
_PUBLISHED = re.compile(r"(?:来源|出处|稿源|发布机构|发布单位|索引号)\s?[:\]】]")


def with_replies(
    page: Page, features: list[Feature], shown: list[bool], chosen: list[int]
) -> list[int] | None:
    """Return the pieces ``chosen`` for the post with the texts of its replies, ``None`` if the page is no topic."""
    boxes = _reply_boxes(page, features, shown)
    if not boxes:
        return None
    said_in = {i for found in boxes.values() for i in found}
    texts = sorted(said_in)
    held = {i for index in boxes for i in range(page.containers[index].first, page.containers[index].last)}
    post = [i for i in chosen if i not in held and not _is_frame(page, features, i)]
    first = min(page.containers[index].first for index in boxes)
    if any(i > texts[-1] and features[i].prose for i in post):
        return None
    if any(i in held and i not in said_in and features[i].prose for i in chosen):
        return None  # sentences beside the time of posting: no reply
    own = sum(len(page.pieces[i].text) for i in post)
    said = sum(len(page.pieces[i].text) for i in texts)
    if own and (post[0] > first or said < REPLY_SHARE * own or _is_published(page, features, post[0])):
        return None
    return sorted({*post, *texts})


def _is_published(page: Page, features: list[Feature], first: int) -> bool:
    return any(
        features[p.index].mark in ("header", "date") and _PUBLISHED.search(fold(p.text))
        for p in page.pieces[:first]
        if p.text and not p.hidden
    )


def _reply_boxes(page: Page, features: list[Feature], shown: list[bool]) -> dict[int, list[int]]:
    """Return the containers that hold one reply each, with the pieces of its text."""
    stamped = {p.index for p in page.pieces if shown[p.index] and _is_stamp(page, p.index)}
    if len(stamped) < MIN_BOXES:
        return {}
    found: dict[int, list[int]] = {}
    claimed: set[int] = set()  # pieces in boxes that were found: answers to an answer stand inside its box
    for boxes in sorted(boxes_by_name(page).values(), key=lambda boxes: -boxes[0].depth):
        if len(boxes) < MIN_BOXES:
            continue
        texts = [_text_of(page, features, shown, box, stamped, claimed) for box in boxes]
        good = [(box, text) for box, text in zip(boxes, texts, strict=True) if text]
        if len(good) >= max(MIN_BOXES, GOOD_SHARE * len(boxes)):
            for box, text in good:
                found[box.index] = text
                claimed.update(range(box.first, box.last))
    return found


def _text_of(
    page: Page, features: list[Feature], shown: list[bool], box: Container, stamped: set[int], claimed: set[int]
) -> list[int]:  # fmt: skip
    """Return the pieces of the text in a box with one time of posting: what follows it, else what stands above."""
    own = [i for i in range(box.first, box.last) if shown[i] and page.pieces[i].text and i not in claimed]
    time = next((i for i in own if i in stamped), -1)
    if time < 0 or any(features[i].linked and i not in stamped and _long_link(page, i) for i in own):
        return []
    frame = [i for i in own if i not in stamped and _is_frame(page, features, i)]
    if not frame and not _has_face(page, box) and not _POSTED.search(fold(page.pieces[time].text)):
        return []  # a paragraph with a date
    text = [i for i in own if i not in stamped and i not in frame]
    return [i for i in text if i > time] or [i for i in text if i < time]


def _has_face(page: Page, box: Container) -> bool:
    """Return whether an image stands in the box: who wrote it."""
    return any(page.pieces[i].kind == "image" for i in range(box.first, box.last))


def _long_link(page: Page, index: int) -> bool:
    return any(len(text) > NAME_CHARS for text, _ in page.pieces[index].links)


def _is_stamp(page: Page, index: int) -> bool:
    text = page.pieces[index].text
    if len(text) > STAMP_CHARS or _SENTENCE.search(text) or _LABELLED.match(text):
        return False
    return _STAMP.search(fold(text)) is not None


def _is_frame(page: Page, features: list[Feature], index: int) -> bool:
    """Return whether the piece is a name, a time, a number or a button."""
    piece, feature = page.pieces[index], features[index]
    if feature.linked or feature.mark or piece.tag == "input":
        return True
    flat = fold(piece.text)
    return all(_BUTTON.fullmatch(word) for word in _WORD.findall(flat)) or _is_stamp(page, index)

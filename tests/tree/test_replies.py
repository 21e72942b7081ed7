"""Topics: a post and its replies are the text, comments on an article are not."""

from __future__ import annotations

import pytest

from .pages import PARAGRAPHS, body, located

REPLIES = (
    "我们小区昨天也停了，说是检修",
    "打过电话了，晚上八点恢复",
    "感谢告知",
    "水压还是有点低，五楼上不来",
)
POST = "今天早上起来就没水了，有人知道为什么吗？"
TITLE = "城东片区停水了吗"


def topic(box: str, post: str = POST, head: str = "游客甲 发表于 2021-05-11 09:20") -> str:
    replies = "".join(box.format(n=n, text=text) for n, text in enumerate(REPLIES, 2))
    return (
        f"<html><head><title>{TITLE} - 栖水论坛</title></head><body><div class='nav'><a href='/'>首页</a> <a href='/b'>版块</a></div>"
        f"<div class='topic'><h1>{TITLE}</h1><div class='meta'>{head}</div><div class='con'><p>{post}</p></div></div>"
        f"<div class='replies'>{replies}</div><div class='foot'>版权所有 栖水论坛</div></body></html>"
    )


COMMENT = (
    "<div class='item'><a href='/u/{n}'>用户{n}</a><span class='t'></span><div class='time'>2021-05-11 10:0{n}</div>"
    "<div class='say'>{text}</div><div class='act'><span>点赞</span></div><div class='act'><span>回复</span></div></div>"
)
TIME_LAST = "<li class='r'><div class='who'><a href='/u/{n}'>用户{n}</a></div><div>{text}</div><div class='when'>{n}分钟前</div></li>"
FLOORS = (
    "<table id='pid{n}'><tr><td class='side'><a href='/u/{n}'>用户{n}</a></td>"
    "<td class='main'><div>第{n}楼 发表于 2021-5-11 10:0{n}</div><div id='msg{n}'>{text}</div><div>回复 举报</div></td></tr></table>"
)


@pytest.mark.parametrize("box", [COMMENT, TIME_LAST, FLOORS])
def test_a_topic_is_the_post_and_its_replies(box: str) -> None:
    page = located(topic(box))
    assert body(page) == [POST, *REPLIES]
    assert page.page_type == "article"


def test_posts_in_boxes_of_one_name_are_a_thread_whatever_their_length() -> None:
    first = FLOORS.format(n=1, text=PARAGRAPHS[0])
    second = FLOORS.format(n=2, text=REPLIES[0])
    page = located(
        f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><div id='list'>{first}{second}</div></body></html>"
    )
    assert body(page) == [PARAGRAPHS[0], REPLIES[0]]


@pytest.mark.parametrize("box", [COMMENT, TIME_LAST])
def test_comments_on_an_article_are_no_part_of_it(box: str) -> None:
    text = "</p><p>".join(PARAGRAPHS)
    assert body(located(topic(box, text))) == list(PARAGRAPHS)


@pytest.mark.parametrize("box", [COMMENT, TIME_LAST])
def test_comments_on_a_short_notice_are_no_part_of_it(box: str) -> None:
    notice = "因管网检修，城东片区5月11日8时至20时停水，请居民提前储水。"
    page = located(topic(box, notice, "来源：栖水县供水公司　发布时间：2021-05-11 07:30"))
    assert body(page) == [notice]


def test_records_of_a_list_are_no_replies() -> None:
    record = (
        "<div class='rec'><a href='/a{n}.html'>栖水县关于第{n}批项目验收结果的公示</a><div>2021-05-0{n}</div>"
        "<div>{text}</div></div>"
    )
    page = located(topic(record))
    assert not set(REPLIES) & set(body(page))

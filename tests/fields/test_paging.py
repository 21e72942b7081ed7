"""Pagers of articles, in the forms that publishing systems write."""

from __future__ import annotations

import pytest

from govclean import clean

URL = "http://www.qishui.example/art/2021/3/13/art_1.html"
HERE = "http://www.qishui.example/art/2021/3/13/"
BODY = (
    "<p>青云县水务局近日组织技术人员对全县二十三座小型水库开展汛前检查，逐库核对泄洪设施和通信线路。</p>"
    "<p>检查组现场指出的七处隐患已经列入台账，由管护单位限期整改，整改情况将在下月通报中公布。</p>"
)


def paging(pager: str, url: str = URL) -> tuple[str | None, int | None]:
    article = clean(
        "<html><head><title>青云县开展小型水库汛前检查</title></head><body><h1>青云县开展小型水库汛前检查</h1>"
        f"<div>发布时间：2021-03-13 来源：青云县水务局</div><div class='con'>{BODY}</div>{pager}"
        "<div class='foot'>主办：青云县人民政府办公室</div></body></html>",
        url=url,
    )
    assert not [w for w in article.warnings if w.startswith("defect")]
    assert article.text.count("\n") == 1
    return article.next_page, article.pages


@pytest.mark.parametrize(
    ("pager", "next_page", "pages"),
    [
        # TRS
        ('<script>createPageHTML(3, 0, "art_1","html");</script>', "art_1_1.html", 3),
        ("<script>createPageHTML('page_div',3, 1,'art_1','html',62);</script>", "art_1_2.html", 3),
        (
            "<script>var currentPage = 0;//所在页从0开始\nvar countPage = 4//共多少页\n</script>",
            "art_1_1.html",
            4,
        ),
        # a line of links
        ("<div><a href='art_1_2.html'>下一页</a></div>", "art_1_2.html", None),
        ("<p><span>上一页</span> <b>1</b> <a href='art_1_2.html'>2</a> <a href='art_1_3.html'>3</a> <a href='art_1_2.html'>下一页</a></p>", "art_1_2.html", 3),
        ("<p>[1] <a href='art_1_2.html'>[2]</a> <a href='art_1_3.html'>[3]</a></p>", "art_1_2.html", 3),
        ("<ul><li class='on'>1</li><li><a href='?page=2'>2</a></li></ul>", "art_1.html?page=2", 2),
        ("<p><a href='art_1.html'>1</a> <a href='art_1_2.html'>2</a></p>", "art_1_2.html", 2),
        ("<p>第1页 <a href='art_1_2.html'>第2页</a></p>", "art_1_2.html", 2),
        ("<div>第1页/共4页 <a href='art_1_2.html'>下一页</a></div>", "art_1_2.html", 4),
        ("<div>页次：1/3页 <a href='art_1_2.html'>下页</a> <a href='art_1_3.html'>尾页</a></div>", "art_1_2.html", 3),
        ("<div>共 3 页 当前第 1 页 <a href='art_1_2.html'>下一页 &gt;&gt;</a></div>", "art_1_2.html", 3),
        ("<div><span>1 / 3</span><a href='art_1_2.html'>下一页</a></div>", "art_1_2.html", 3),
        ("<div><a href='art_1_2.html'>後一頁</a></div>", "art_1_2.html", None),
        ("<div><a href='art_1_2.html'>Next</a></div>", "art_1_2.html", None),
        # attributes
        ("<div data-total-pages='3'><a href='javascript:;' data-href='art_1_2.html'>下一页</a></div>", "art_1_2.html", 3),
        ("<div><a onclick=\"location.href='art_1_2.html'\"><span>下一页</span></a></div>", "art_1_2.html", None),
    ],
)  # fmt: skip
def test_forms(pager: str, next_page: str, pages: int | None) -> None:
    assert paging(pager) == (HERE + next_page, pages)


@pytest.mark.parametrize(
    ("pager", "pages"),
    [
        ("<script>createPageHTML(3, 2, 'art_1', 'html');</script>", 3),
        ("<p><a href='art_1_1.html'>1</a> <a href='art_1_2.html'>2</a> 3</p>", 3),
        ("<div>第4页/共4页 <a href='art_1_3.html'>上一页</a></div>", 4),
    ],
)
def test_the_last_page_leads_nowhere(pager: str, pages: int) -> None:
    assert paging(pager) == (None, pages)


@pytest.mark.parametrize(
    "pager",
    [
        "",
        "<script>createPageHTML(1, 0, 'art_1', 'html');</script>",
        "<div><a href='art_2.html'>下一篇：青云县召开会议</a></div>",
        "<div>共1页 <a href='#'>下一页</a></div>",
        "<div><a href='javascript:void(0)'>下一页</a></div>",
        "<div>评分：1 2 3 4 5</div>",
        "<div><a href='/s5'>5</a> <a href='/s6'>6</a></div>",
        "<div>阅读 <span>128</span></div>",
    ],
)
def test_what_is_no_pager(pager: str) -> None:
    assert paging(pager) == (None, None)

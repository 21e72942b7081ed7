"""The pages of one article make one: text, blocks, attachments, and a trail that still replays."""

from __future__ import annotations

from dataclasses import replace

import pytest

import govclean
from govclean import Article, Edit, GovcleanError, InputError, clean, join_pages

from .pages import PARAGRAPHS, TITLE

HOST = "http://www.qishui.example/art/"
MORE = (
    "检查组随后来到柳塘镇，实地查看了新建的雨水泵站，听取了镇政府关于防汛物资储备情况的汇报。",
    "各乡镇已经组建四十六支应急抢险队伍，配备冲锋舟十二艘，并在低洼路段设置了警示标志。",
    "下一步，县水务局将继续对山洪灾害易发区开展巡查，及时发布预警信息，组织群众提前转移。",
)
LAST = ("县防汛抗旱指挥部办公室提醒，汛期请勿在河道内游泳、垂钓。",)
FOOT = ("栖水县水务局", "2022年5月11日")


def page(number: int, lines: tuple[str, ...], pages: int = 3, extra: str = "", title: str = TITLE) -> Article:
    name = "t1.html" if number == 1 else f"t1_{number - 1}.html"
    body = "".join(f"<p>{line}</p>" for line in lines)
    return clean(
        f"<html><head><title>{title}_栖水县人民政府</title></head><body><div class='nav'><a href='/'>首页</a></div>"
        f"<h1>{title}</h1><div class='info'>发布时间：2022-05-11 09:20　来源：栖水县水务局</div><div class='con'>{body}{extra}</div>"
        f"<script>createPageHTML({pages}, {number - 1}, 't1', 'html');</script></body></html>",
        url=HOST + name,
    )


def three() -> list[Article]:
    return [page(1, PARAGRAPHS), page(2, MORE), page(3, LAST + FOOT)]


def test_three_pages() -> None:
    pages = three()
    joined = join_pages(pages)
    assert joined.text.split("\n") == [*PARAGRAPHS, *MORE, *LAST, *FOOT]
    assert joined.text == "\n".join(b.text for b in joined.blocks if b.text)
    assert [b.kind for b in joined.blocks[-2:]] == ["signature", "signature"]
    assert (joined.title, joined.source, joined.url) == (TITLE, "栖水县水务局", HOST + "t1.html")
    assert (joined.pages, joined.next_page, joined.page_type) == (3, None, "article")
    assert joined.signed_on == pages[2].signed_on is not None
    assert not [w for w in joined.warnings if w.startswith("join.")]
    assert clean(joined.text).text == joined.text


def test_one_page_is_itself() -> None:
    first = page(1, PARAGRAPHS)
    assert join_pages([first]) is first
    assert join_pages(first) is first  # type: ignore[arg-type]


def test_what_every_page_repeats_stands_once() -> None:
    head, foot = (
        "【编者按】今年以来，全县防汛工作扎实推进，现将有关做法摘编如下。",
        "（本文由县水务局供稿，图片均为资料图片。）",
    )
    pages = [page(n, (head, *lines, foot)) for n, lines in enumerate((PARAGRAPHS, MORE, LAST), 1)]
    joined = join_pages(pages)
    assert joined.text.count(head) == 1
    assert joined.text.count(foot) <= 1
    assert joined.text.startswith(head)
    repeats = [r for r in joined.trail.removals if r.rule == "join.repeat"]
    assert [r.text for r in repeats].count(head) == 2
    assert {r.note for r in repeats} <= {"page 1", "page 2", "page 3"}
    for line in (*PARAGRAPHS, *MORE, *LAST):
        assert joined.text.count(line) == 1


def test_a_sentence_that_comes_back_in_the_middle_stays() -> None:
    pages = [page(1, (PARAGRAPHS[0], MORE[0], PARAGRAPHS[1]), 2), page(2, (MORE[1], MORE[0], MORE[2]), 2)]
    assert join_pages(pages).text.count(MORE[0]) == 2


def test_the_same_page_twice_is_told_and_counts_once() -> None:
    pages = [page(1, PARAGRAPHS, 2), page(2, MORE, 2), page(2, MORE, 2)]
    joined = join_pages(pages)
    assert joined.text.split("\n") == [*PARAGRAPHS, *MORE]
    assert any(w.startswith("join.same:") for w in joined.warnings)


def test_missing_pages_are_told() -> None:
    first, _, third = three()
    joined = join_pages([first, third])
    assert any(w.startswith("join.gap:") for w in joined.warnings)
    assert any(w.startswith("join.missing:") for w in joined.warnings)
    failed = clean(
        "<html><head><title>404 Not Found</title></head><body><h1>404 Not Found</h1></body></html>",
        url=HOST + "t1_1.html",
    )
    joined = join_pages([first, failed, third])
    assert any(w.startswith("join.no-text: page 2") for w in joined.warnings)
    assert joined.text.split("\n") == [*PARAGRAPHS, *LAST, *FOOT]


def corrected(article: Article, right: str, wrong: str) -> Article:
    """Return the article as if the proofreader had made ``right`` of ``wrong`` in its text, everywhere."""
    edits, shift, at = [], 0, article.text.find(right)
    while at >= 0:
        edits.append(Edit("test", "proofread", at - shift, at - shift + len(wrong), wrong, right, at=at))
        shift += len(right) - len(wrong)
        at = article.text.find(right, at + 1)
    return replace(article, trail=replace(article.trail, edits=tuple(edits)))


def test_corrections_replay_on_the_joined_text() -> None:
    right, wrong = "防汛值守", "防讯值班守护"
    head = f"【编者按】各地要加强{right}，现摘编有关做法。"
    pages = [
        corrected(page(1, (head, *PARAGRAPHS), 2), right, wrong),
        corrected(page(2, (head, *MORE, f"要落实{right}责任，严格{right}纪律。"), 2), right, wrong),
    ]
    joined = join_pages(pages)
    before = joined.trail.undo(joined.text, "proofread")
    assert joined.text.count(right) == before.count(wrong) == 3
    assert before == joined.text.replace(right, wrong)
    assert joined.trail.replay(before, "proofread") == joined.text
    for edit in joined.trail.edits:
        assert edit.at is not None
        assert joined.text[edit.at : edit.at + len(edit.after)] == edit.after
    assert [r.text for r in joined.trail.removals if r.rule == "join.repeat"] == [head.replace(right, wrong)]


def test_repairs_belong_to_their_page() -> None:
    damaged = MORE[0].replace("组", "組(zǔ)").replace("设", "設(shè)").replace("实", "實(shí)")
    first = page(1, PARAGRAPHS, 2)
    source = (
        f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><div>发布时间：2022-05-11 来源：栖水县水务局</div>"
        f"<p>{damaged}</p><p>{MORE[1]}</p></body></html>"
    )
    second = clean(source, url=HOST + "t1_1.html")
    assert second.trail.edits
    joined = join_pages([first, second])
    assert joined.verdict == second.verdict
    assert {e.stage for e in joined.trail.edits} == {"repair:2"}
    assert joined.trail.replay(source, "repair:2") == second.trail.replay(source)
    for edit in joined.trail.edits:
        if edit.at is not None:
            assert joined.text[edit.at : edit.at + len(edit.after)] == edit.after


def test_attachments_and_choices_of_every_page() -> None:
    pages = [
        page(1, PARAGRAPHS, 2, "<p>附件：<a href='a.doc'>水库名单</a></p>"),
        page(2, MORE, 2, "<p>附件：<a href='b.doc'>值班表</a></p>"),
    ]
    joined = join_pages(iter(pages))
    assert [a.url for a in joined.attachments] == [HOST + "a.doc", HOST + "b.doc"]
    assert joined.trail.choice("title") == pages[0].trail.choice("title")
    assert joined.trail.choice("title (page 2)") is not None
    assert Article.from_dict(joined.to_dict()) == joined


@pytest.mark.parametrize("wrong", ["<p>一页</p>", b"x", None, 3, [], ["<p>一页</p>"], [None]])
def test_wrong_calls(wrong: object) -> None:
    with pytest.raises(InputError):
        join_pages(wrong)  # type: ignore[arg-type]
    assert issubclass(InputError, GovcleanError)


def test_pages_of_different_articles_and_pages_out_of_order() -> None:
    other = replace(page(1, MORE, title="栖水县召开秋粮收购工作会议"), url=HOST + "x77.html")
    with pytest.raises(InputError, match="different articles"):
        join_pages([replace(page(1, PARAGRAPHS), next_page=None), other])
    first, second, _ = three()
    with pytest.raises(InputError, match="order"):
        join_pages([second, first])


def test_titles_that_count_the_pages() -> None:
    pages = [page(1, PARAGRAPHS, 2, title=f"{TITLE}（1）"), page(2, MORE, 2, title=f"{TITLE}（2）")]
    assert join_pages(pages).title == TITLE


def test_it_is_public() -> None:
    assert govclean.join_pages is join_pages
    assert "join_pages" in govclean.__all__

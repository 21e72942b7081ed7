"""Edits are followed from the source into the body, exactly or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import govclean
from govclean import Article, Edit
from govclean.places import place_corrections
from govclean.testing.fixtures import find_fixtures

FIXTURES = Path(__file__).parents[1] / "fixtures"
FIRST = "全縣推進(jìn)基層組織建設(shè)，把服務(wù)群眾的工作做到田間地頭，讓百姓得到實(shí)惠。"
SECOND = "各鄉(xiāng)鎮(zhèn)要認(rèn)真落實(shí)責(zé)任，加強(qiáng)檢查，發(fā)現(xiàn)問題立即整改並報(bào)告縣政府辦公室。"


def marked(article: Article) -> list[Edit]:
    """The edits that have a place, each checked to stand there."""
    found = [edit for edit in article.trail.edits if edit.at is not None]
    for edit in found:
        assert edit.at is not None
        assert article.text[edit.at : edit.at + len(edit.after)] == edit.after
    return found


def page(*paragraphs: str, foot: str = "") -> str:
    body = "".join(f"<p>{p}</p>" for p in paragraphs)
    return f"<html><body><h1>關(guān)於基層工作的通知</h1>{body}{foot}</body></html>"


def test_every_edit_of_the_body_has_its_place() -> None:
    article = govclean.clean(page(FIRST, SECOND))
    placed = marked(article)
    assert len(placed) == FIRST.count("(") + SECOND.count("(")
    for edit in placed:
        # 進(jìn): what was taken out stood behind the character that ends its left context
        assert edit.at is not None
        assert edit.after == ""
        assert article.text[: edit.at].endswith(edit.left[-1])


def test_an_edit_of_the_title_has_none() -> None:
    edits = govclean.clean(page(FIRST, SECOND)).trail.edits
    assert edits[0].before == "(guān)"
    assert edits[0].at is None


def test_a_sentence_that_comes_twice_is_marked_where_it_was_damaged() -> None:
    sound = FIRST.replace("(jìn)", "").replace("(shè)", "").replace("(wù)", "").replace("(shí)", "")
    article = govclean.clean(page(sound, SECOND, FIRST))
    placed = [edit for edit in marked(article) if edit.before == "(jìn)"]
    assert article.text.count("全縣推進基層") == 2
    assert [edit.at for edit in placed] == [article.text.rindex("全縣推進") + 4]


def test_cells_and_inline_markup_do_not_move_a_mark() -> None:
    table = (
        "<table border=1><tr><td colspan=2>鄉(xiāng)鎮(zhèn)名單</td></tr>"
        "<tr><td>東河鎮(zhèn)</td><td>1200 人</td></tr><tr><td>西河鎮(zhèn)</td><td>900 人</td></tr></table>"
    )
    article = govclean.clean(
        page(FIRST.replace("基層", "<b>基</b>層&nbsp;"), SECOND).replace("</body>", table + "</body>")
    )
    placed = marked(article)
    assert sum("鎮" in edit.left[-1:] for edit in placed) >= 3
    for edit in placed:
        assert edit.at is not None
        assert article.text[: edit.at].endswith(edit.left[-1])


def test_plain_text_keeps_its_places() -> None:
    text = f"關(guān)於基層工作的通知\n\n  {FIRST}\n{SECOND}\n"
    article = govclean.clean(text)
    assert len(marked(article)) >= FIRST.count("(") + SECOND.count("(")


def test_corrections_move_the_repairs_behind_them() -> None:
    edits = [
        Edit("r.one", "repair", 0, 1, "x", "甲", at=0),
        Edit("r.two", "repair", 5, 6, "y", "乙", at=3),
        Edit("r.three", "repair", 9, 10, "z", "丙丁", at=6),
        Edit("t.long", "proofread", 1, 2, "?", "三个字"),
        Edit("t.over", "proofread", 7, 8, "丁", "戊"),
    ]
    assert [edit.at for edit in place_corrections(edits)] == [0, 5, None, 1, 9]


@pytest.mark.parametrize("fixture", find_fixtures(FIXTURES, []), ids=lambda f: f.slug)
def test_fixtures(fixture: object) -> None:
    article = fixture.clean()  # type: ignore[attr-defined]
    if article.trail.edits:
        marked(article)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from([FIRST, SECOND, "<div>打印</div>", "<span hidden>甲(jiǎ)</span>", "&amp;"]),
        max_size=6,
    )
)
def test_a_place_is_never_wrong(parts: list[str]) -> None:
    marked(govclean.clean(page(*parts, foot="<p>主辦：江潯縣人民政府辦(bàn)公室</p>")))


def test_time_grows_with_the_page_where_nothing_shows_between_edits() -> None:
    """Counted, not timed: each place looks at no more of the source than ``BLANKS``."""
    looked = 0

    class Source(str):
        def find(self, *arguments: object) -> int:  # type: ignore[override]
            nonlocal looked
            looked += arguments[2] - arguments[1]  # type: ignore[operator]
            return -1

    from govclean.places import BLANKS, _in_one_text

    source = Source("甲" + " " * 100_000)
    for start in range(1, 100_000, 100):
        _in_one_text(source, 0, start)
    assert looked <= BLANKS * BLANKS / 100

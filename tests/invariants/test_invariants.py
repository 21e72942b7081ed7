"""The invariants of the library, on every fixture page and on generated pages.

1 replay and undo · 2 conservation · 3 idempotence · 4 clean in, clean out · 5 purity · 6 monotone safety: here;
7 linear time: ``test_growth.py``.
"""

from __future__ import annotations

import datetime as dt
import pickle
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

import govclean
from govclean import Article, Cleaner, clean
from govclean.inputs import looks_like_html
from govclean.testing import Fixture
from govclean.testing.pages import HEADERS, Draft, render
from govclean.testing.strategies import ByteDamage, GeneratedPage, byte_damage, pages

from ..conftest import all_fixtures
from .visible import accounted_characters, count, visible_characters


def on_fixtures(invariant: str) -> pytest.MarkDecorator:
    """Every fixture; those that name ``invariant`` in ``breaks`` must fail."""
    return pytest.mark.parametrize(
        "fixture",
        [
            pytest.param(
                f, id=f.slug, marks=pytest.mark.xfail(reason="known") if invariant in f.breaks else ()
            )
            for f in all_fixtures()
        ],
    )


def decoded_text(source: bytes | str, content_type: str | None) -> str:
    return source if isinstance(source, str) else govclean.decode(source, content_type).text


def clean_page(page: GeneratedPage) -> Article:
    return clean(page.data, page.url, page.content_type)


# ---------------------------------------------------------------------------------------------- 1 replay and undo
def check_replay(article: Article, decoded: str) -> None:
    repaired = article.trail.replay(decoded)
    assert article.trail.undo(repaired) == decoded
    before = article.trail.undo(article.text, "proofread")
    assert article.trail.replay(before, "proofread") == article.text


@on_fixtures("replay")
def test_replay_and_undo(fixture: Fixture) -> None:
    check_replay(fixture.clean(), decoded_text(fixture.source, fixture.content_type))


@given(pages(), st.lists(byte_damage(), max_size=4))
def test_replay_and_undo_on_generated_pages(page: GeneratedPage, damage: list[ByteDamage]) -> None:
    data = page.data
    for one in damage:
        data, _ = one.apply(data)
    check_replay(clean(data, page.url, page.content_type), decoded_text(data, page.content_type))


# ------------------------------------------------------------------------------------------------- 2 conservation
def check_conservation(article: Article, decoded: str) -> None:
    assert article.trail.unexplained == ()
    assert not [w for w in article.warnings if w.startswith("defect.")]
    repaired = article.trail.replay(decoded)
    visible = visible_characters(repaired, looks_like_html(repaired))
    lost = visible - accounted_characters(article)
    assert not lost, f"lost without a trace: {''.join(sorted(lost.elements()))!r}"


def check_nothing_invented(article: Article, decoded: str) -> None:
    repaired = article.trail.replay(decoded)
    visible = visible_characters(repaired, looks_like_html(repaired))
    # A table repeats the value of a cell that spans others, so a character may come more often there.
    body = count(article.trail.undo(article.text, "proofread"))
    has_table = any(block.kind == "table" for block in article.blocks)
    invented = set(body) - set(visible) if has_table else body - visible
    assert not invented, f"not on the page: {''.join(sorted(invented))!r}"


@on_fixtures("conservation")
def test_conservation(fixture: Fixture) -> None:
    article, decoded = fixture.clean(), decoded_text(fixture.source, fixture.content_type)
    check_conservation(article, decoded)
    if fixture.slug != "textarea-body":  # its body is escaped markup, which is text on the page
        check_nothing_invented(article, decoded)


@given(pages())
def test_conservation_on_generated_pages(page: GeneratedPage) -> None:
    article, decoded = clean_page(page), decoded_text(page.data, page.content_type)
    check_conservation(article, decoded)
    check_nothing_invented(article, decoded)


# -------------------------------------------------------------------------------------------------- 3 idempotence
def check_idempotence(article: Article) -> None:
    if not article.text:
        return
    again = clean(article.text)
    assert again.text == article.text
    assert again.trail.edits == ()
    assert [r for r in again.trail.removals if r.text.strip()] == []


@on_fixtures("idempotence")
def test_idempotence(fixture: Fixture) -> None:
    check_idempotence(fixture.clean())


@given(pages())
def test_idempotence_on_generated_pages(page: GeneratedPage) -> None:
    check_idempotence(clean_page(page))


# ------------------------------------------------------------------------------------------ 4 clean in, clean out
@pytest.mark.parametrize("fixture", [f for f in all_fixtures() if not f.damage], ids=lambda f: f.slug)
def test_clean_in_clean_out(fixture: Fixture) -> None:
    article = fixture.clean()
    assert article.trail.edits == ()
    assert article.encoding.damaged == ()
    assert article.verdict == "clean"


def check_as_written(page: GeneratedPage) -> None:
    article = clean_page(page)
    assert article.trail.edits == ()
    assert article.verdict == "clean"
    assert article.page_type == "article"
    assert article.title == page.draft.title
    assert article.text.split("\n") == list(page.draft.body)
    assert article.source == page.draft.source
    assert article.published_at in page.draft.published_dates(page.layout)
    if page.draft.issuer:
        assert article.signed_on == page.draft.signed
    assert [a.name for a in article.attachments] == list(page.draft.attachments)


@given(pages())
def test_generated_pages_come_out_as_they_were_written(page: GeneratedPage) -> None:
    check_as_written(page)


@pytest.mark.parametrize("header", sorted(HEADERS))
def test_each_form_of_header_line(header: str) -> None:
    moment = dt.datetime(2019, 5, 6, 9, 8, tzinfo=dt.timezone(dt.timedelta(hours=8)))
    for source in ("江浔发布", "望泽日报", "云岫市人民政府办公室"):
        text = (
            "市水利局组织技术人员进村入户，查看灌溉渠道的使用情况。",
            "检查中发现的问题已经交有关乡镇限期整改。",
        )
        draft = Draft("望泽市春灌工作进展顺利", source, moment, text, "望泽市", header=header)
        page = render(draft, "plain-divs", "utf-8").encode()
        check_as_written(GeneratedPage(page, draft, "plain-divs", "utf-8", None))


# ------------------------------------------------------------------------------------------------------- 5 purity
def test_same_result_on_threads_in_any_order_and_pickled() -> None:
    fixtures = all_fixtures()
    cleaner = Cleaner()
    first = [fixture.clean(cleaner) for fixture in fixtures]
    with ThreadPoolExecutor(4) as pool:
        backwards = list(pool.map(lambda f: f.clean(cleaner), reversed(fixtures)))
    assert backwards[::-1] == first
    copy = pickle.loads(pickle.dumps(cleaner))
    assert [fixture.clean(copy) for fixture in fixtures[::5]] == first[::5]
    for article in first:
        assert pickle.loads(pickle.dumps(article)) == article
        assert Article.from_dict(article.to_dict()) == article


@given(pages())
def test_same_result_twice_and_from_json(page: GeneratedPage) -> None:
    article = clean_page(page)
    assert clean_page(page) == article
    assert Article.from_dict(article.to_dict()) == article


# ---------------------------------------------------------------------------------------------- 6 monotone safety
def check_one_byte(
    source: bytes,
    spot: tuple[int, int],
    damage: ByteDamage,
    whole: Article,
    url: str | None,
    content_type: str | None,
) -> None:
    """Damage one byte within ``spot``, the bytes of one line of the body: every other line must survive."""
    data, at = damage.apply(source, *spot)
    article = clean(data, url, content_type)
    lines = set(article.text.split("\n"))
    lost = [line for line in whole.text.split("\n") if line not in lines]
    assert len(lost) <= 1, f"byte {at} {damage.kind}: lost {len(lost)} lines: {[x[:30] for x in lost]}"
    assert article.title == whole.title
    assert article.source == whole.source
    assert article.published_at == whole.published_at


def lines_in(data: bytes, article: Article, encoding: str) -> list[tuple[int, int]]:
    """The byte ranges of those lines of the body that stand on the page as they are, once."""
    spots = []
    for line in article.text.split("\n"):
        raw = line.encode(encoding, "ignore")
        if len(raw) > 20 and data.count(raw) == 1:
            spots.append((start := data.index(raw), start + len(raw)))
    return spots


def spare_optional(fixture: Fixture, spots: list[tuple[int, int]], encoding: str) -> list[tuple[int, int]]:
    """Leave out the optional lines: a field may be read from them, which is then the damaged line's to lose."""
    optional = {line.encode(encoding, "ignore") for line in fixture.expected.get("optional", ())}
    return [spot for spot in spots if fixture.data[slice(*spot)] not in optional]


RAW = [f for f in all_fixtures() if not f.as_text and not f.damage and len(f.expected.get("text", ())) > 1]


@pytest.mark.parametrize("fixture", RAW, ids=lambda f: f.slug)
def test_one_byte_costs_one_line(fixture: Fixture, thorough: bool) -> None:
    whole = fixture.clean()
    encoding = whole.encoding.name
    spots = spare_optional(fixture, lines_in(fixture.data, whole, encoding), encoding)
    # Three damages of each kind per page, at the start, in the middle and at the end of different lines.
    places = [i / 40 for i in range(40)] if thorough else [0.0, 0.5, 0.999]
    for i, place in enumerate(places):
        for j, (kind, value) in enumerate([("drop", 0), ("insert", 0xE5), ("insert", 0x3C), ("flip", 7)]):
            if spots:
                spot = spots[(i * 4 + j) % len(spots)]
                check_one_byte(
                    fixture.data,
                    spot,
                    ByteDamage(kind, place, value),
                    whole,
                    fixture.url,
                    fixture.content_type,
                )


@given(pages(), byte_damage(), st.integers(0, 100))
def test_one_byte_costs_one_line_on_generated_pages(
    page: GeneratedPage, damage: ByteDamage, which: int
) -> None:
    whole = clean_page(page)
    spots = lines_in(page.data, whole, page.encoding.removesuffix("-sig"))
    if spots:
        spot = spots[which % len(spots)]
        check_one_byte(page.data, spot, damage, whole, page.url, page.content_type)


@given(pages(), st.lists(byte_damage(), min_size=1, max_size=6))
def test_damage_anywhere_never_raises_and_loses_nothing(
    page: GeneratedPage, damage: list[ByteDamage]
) -> None:
    """Damage may hit markup and change what is body; still every line is somewhere in the result."""
    data = page.data
    for one in damage:
        data, _ = one.apply(data)
    article = clean(data, page.url, page.content_type)
    assert not [w for w in article.warnings if w.startswith("defect.")]
    assert article.trail.unexplained == ()
    everything = "\n".join([article.text, *(removal.text for removal in article.trail.removals)])
    lost = [line for line in page.draft.body if line not in everything]
    assert len(lost) <= len(damage), f"{len(damage)} bytes cost {len(lost)} lines"

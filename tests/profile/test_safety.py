"""A profile must never make a page worse: sites that repeat parts of their documents, wrong and old profiles, spam."""

from __future__ import annotations

from functools import cache

import pytest
from eval.profile_eval import score_made

import govclean
from govclean import Cleaner, SiteProfile
from govclean.testing.sites import MadePage, MadeSite, make_site
from tests.profile.hard import ABOUT, KINDS, SITE, article, aside, hard_site, paragraphs

SPAM = "金鹿娱乐平台欢迎您，注册即送彩金，客服全天在线，支持多种方式充值，提现快速到账。"


def learn(pages: list[MadePage], *, addresses: bool = True) -> SiteProfile:
    return SiteProfile.learn([(p.html, p.url if addresses else None) for p in pages])


def fallen(pages: list[MadePage], cleaner: Cleaner, *, addresses: bool = True) -> list[str]:
    """Return the pages that the profile makes worse in anything."""
    out = []
    for page in pages:
        if page.kind == "article":
            url = page.url if addresses else None
            single, known = govclean.clean(page.html, url), cleaner.clean(page.html, url)
            if score_made(page, known).below(score_made(page, single)):
                out.append(page.url)
            assert not known.trail.unexplained
            assert not [w for w in known.warnings if w.startswith("defect")]
    return out


@cache
def site(number: int) -> MadeSite:
    return make_site(number, 7, others=1)


@pytest.mark.parametrize("count", [5, 12])
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_parts_of_documents_stay(kind: str, count: int) -> None:
    pages = hard_site(kind, count)
    assert not fallen(pages, Cleaner(profile=learn(pages)))


def test_the_single_sentence_above_a_table_stays_and_the_side_goes() -> None:
    pages = hard_site("tables", 6)
    cleaner = Cleaner(profile=learn(pages[1:]))
    known = cleaner.clean(pages[0].html, pages[0].url)
    assert known.text.split("\n") == list(pages[0].lines)


def test_a_quotation_of_a_block_stays() -> None:
    pages = hard_site("quoting", 8)
    known = Cleaner(profile=learn(pages[1:])).clean(pages[0].html, pages[0].url)
    assert ABOUT[0] in known.text
    assert known.text.count(ABOUT[0]) == 1


def test_two_pages_say_nothing() -> None:
    cleaner = Cleaner(profile=learn(list(site(2).pages[:2])))
    for page in site(2).pages:
        assert cleaner.clean(page.html, page.url) == govclean.clean(page.html, page.url)


@pytest.mark.parametrize("claimed", [False, True])
def test_the_profile_of_another_site(claimed: bool) -> None:
    other = SiteProfile.learn([p.html for p in site(5).pages], url=site(2).address if claimed else None)
    cleaner = Cleaner(profile=other)
    for page in site(2).pages:
        single, known = govclean.clean(page.html, page.url), cleaner.clean(page.html, page.url)
        assert known.text == single.text
        assert known.title == single.title
        assert any(w.startswith("profile.unfit") for w in known.warnings) == (
            claimed and page.kind == "article"
        )


@pytest.mark.parametrize("number", [2, 6, 9])
def test_a_redesigned_site(number: int) -> None:
    before = make_site(number, 7, design=number + 50)
    cleaner = Cleaner(profile=learn(list(before.pages)))
    assert not fallen(list(site(number).pages), cleaner)
    both = Cleaner(profile=learn(list(before.pages)) | learn(list(site(number).pages)))
    for pages in (before.pages, site(number).pages):
        texts = [both.clean(p.html, p.url).text for p in pages if p.kind == "article"]
        assert texts == ["\n".join(p.lines) for p in pages if p.kind == "article"]


def test_several_sites_without_addresses() -> None:
    pages = [p for n in (2, 6, 9) for p in site(n).pages]
    cleaner = Cleaner(profile=learn(pages, addresses=False))
    assert not fallen(pages, cleaner, addresses=False)
    texts = [cleaner.clean(p.html).text for p in pages if p.kind == "article"]
    assert texts == ["\n".join(p.lines) for p in pages if p.kind == "article"]


def test_copies_of_one_page_teach_nothing() -> None:
    first, *rest = hard_site("formula", 6)
    copies = [MadePage(first.html, f"{SITE}copy{n}.html") for n in range(8)]
    cleaner = Cleaner(profile=learn([first, *copies]))
    assert cleaner.clean(first.html, first.url).text == "\n".join(first.lines)
    assert not fallen(rest, Cleaner(profile=learn([first, *copies, *rest])))


@pytest.mark.parametrize(
    "place", ["<h1>", '<div class="text">', '<div class="footer">', '<div class="side">']
)
def test_spam_on_all_pages_does_not_become_content(place: str) -> None:
    pages = hard_site("nested", 7)
    spam = f'<div class="ad"><p>{SPAM}</p></div>'
    dirty = [p.html.replace(place, spam + place, 1) for p in pages]
    cleaner = Cleaner(profile=SiteProfile.learn(dirty, url=SITE))
    for page, html in zip(pages, dirty, strict=True):
        single, known = govclean.clean(html, page.url), cleaner.clean(html, page.url)
        assert SPAM[:12] not in known.text or SPAM[:12] in single.text
        assert not score_made(page, known).below(score_made(page, single))
        removed = "".join(r.text for r in known.trail.removals)
        assert SPAM[:12] in known.text or SPAM[:12] in removed


def test_plain_text_is_left_alone() -> None:
    cleaner = Cleaner(profile=learn(list(site(6).pages)))
    for page in site(6).pages[:4]:
        text = cleaner.clean(page.html, page.url).text
        assert govclean.clean(text) == cleaner.clean(text)
        assert govclean.clean(text).text == text


def test_removals_and_choices_are_named() -> None:
    pages = list(make_site(9, 8).pages)
    known = Cleaner(profile=learn(pages[1:])).clean(pages[0].html, pages[0].url)
    (choice,) = [c for c in known.trail.choices if c.what == "body"]
    assert {c.origin for c in choice.candidates} == {"page", "profile"}
    assert "7 pages" in choice.why
    assert {r.rule for r in known.trail.removals if r.rule.startswith("profile.")} <= {
        "profile.block", "profile.beside", "profile.head", "profile.edge", "profile.title", "profile.subtitle",
    }  # fmt: skip


def test_another_filing_number_is_told() -> None:
    pages = list(site(6).pages)
    cleaner = Cleaner(profile=learn(pages))
    page = next(p for p in pages if p.kind == "article")
    mirror = page.html.replace("湘ICP备0990", "粤ICP备0880")
    assert any(w.startswith("profile.facts") for w in cleaner.clean(mirror, page.url).warnings)
    assert not any(w.startswith("profile.facts") for w in cleaner.clean(page.html, page.url).warnings)


def test_a_list_in_the_same_shell_stays_a_list() -> None:
    import random

    rng = random.Random(3)
    pages = [
        article(rng, n, lambda own: f'<div class="text">{paragraphs(own)}</div>', list, aside())
        for n in range(6)
    ]
    teasers = "".join(f'<li><a href="{p.url}">{p.title}</a><p>{p.lines[0]}</p></li>' for p in pages * 2)
    html = pages[0].html[: pages[0].html.index("<h1>")] + f'<div class="text"><ul>{teasers}</ul><p>共3页 <a href="2.html">下一页</a></p></div></div></div></body></html>'  # fmt: skip
    html = html.replace(pages[0].title, "工作动态")
    single, known = (
        govclean.clean(html, f"{SITE}list.html"),
        govclean.clean(html, f"{SITE}list.html", profile=learn(pages)),
    )
    assert (known.page_type, known.text) == (single.page_type, single.text)

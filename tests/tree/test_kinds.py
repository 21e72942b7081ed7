"""Every kind of page in every frame of a made-up site: its type, and of articles the text as well."""

from __future__ import annotations

from dataclasses import replace

import pytest

from govclean import clean

from .kinds import ARTICLES, BARE, OTHERS
from .sites import FRAMES, show_article


def squeeze(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("frame", FRAMES)
def test_articles_are_articles_with_their_text(frame: str) -> None:
    wrong = []
    for name, wanted in ARTICLES.items():
        article = clean(show_article(frame, wanted))
        if article.page_type != "article":
            wrong.append(f"{name}: {article.page_type}")
        if not article.text or (wanted.lines and squeeze(article.text) != squeeze("".join(wanted.lines))):
            wrong.append(f"{name}: {article.text!r}")
        wrong += [f"{name}: {w}" for w in article.warnings if w.startswith("defect")]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("frame", FRAMES)
def test_other_pages_are_told_from_articles_and_from_each_other(frame: str) -> None:
    wrong = []
    for name, (title, inner, kinds) in OTHERS.items():
        article = clean(FRAMES[frame](inner, title))
        if article.page_type not in kinds:
            wrong.append(f"{name}: {article.page_type}, expected {kinds}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", BARE)
def test_pages_without_a_frame(name: str) -> None:
    html, kinds = BARE[name]
    assert clean(html.encode()).page_type in kinds


def test_the_address_of_a_site_is_its_home_page() -> None:
    title, inner, _ = OTHERS["list-without-pager"]
    page = FRAMES["big"](inner, title)
    assert clean(page, url="http://www.qishui.example/index.html").page_type == "home"
    assert clean(page, url="http://www.qishui.example/col/col7/index.html").page_type == "list"


def test_a_guide_that_was_published_is_an_article() -> None:
    wanted = ARTICLES["long-document"]
    guide = type(wanted)("城镇燃气经营许可办事指南", wanted.body, wanted.lines)
    assert clean(show_article("trs", guide)).page_type == "article"
    undated = type(wanted)(guide.title, guide.body, guide.lines, dated=False)
    article = clean(show_article("trs", undated))
    assert article.page_type == "guide"
    assert squeeze(article.text) == squeeze("".join(wanted.lines))


# A title of four characters and one sentence beside six or more links are a box of any page.
UNTOLD = {("2003", "one-sentence"), ("big", "one-sentence")}


@pytest.mark.parametrize("frame", FRAMES)
def test_articles_that_state_no_date(frame: str) -> None:
    wrong = []
    for name, wanted in ARTICLES.items():
        article = clean(show_article(frame, replace(wanted, dated=False)))
        if article.page_type != "article" and (frame, name) not in UNTOLD:
            wrong.append(f"{name}: {article.page_type}")
        if wanted.lines and squeeze(article.text) != squeeze("".join(wanted.lines)):
            wrong.append(f"{name}: {article.text!r}")
    assert not wrong, "\n".join(wrong)

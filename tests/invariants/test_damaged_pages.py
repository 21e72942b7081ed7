"""What was done to a page is undone: generated pages with each kind of spam and damage come out as they were written.

Only damage that takes nothing away is asked to be undone to the last character; of shifted runs the digits and rare characters cannot be.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govclean import clean
from govclean.testing.pages import LAYOUTS, Draft, render
from govclean.testing.simulate import cross_decode, inject_pinyin, to_mirror_script
from govclean.testing.spam import FORMS, TEXT_FORMS, inject
from govclean.testing.strategies import drafts

# Enough text to tell what is systematic on the page.
long_drafts = drafts(min_paragraphs=4, max_paragraphs=8, plain=True)


@pytest.mark.parametrize("form", sorted(FORMS))
@settings(max_examples=max(8, settings().max_examples // 10))  # for each of 21 forms
@given(draft=long_drafts, layout=st.sampled_from(LAYOUTS), seed=st.integers(0, 999))
def test_injected_spam_is_taken_out_and_nothing_else(form: str, draft: Draft, layout: str, seed: int) -> None:
    if layout == "text" and form not in TEXT_FORMS:
        layout = "plain-divs"
    injected = inject(render(draft, layout, "utf-8"), form, seed)
    article = clean(injected.source.encode(), "http://www.lanchuan.gov.example/xw/1.html")
    for spam in injected.spam:
        assert spam not in article.text
    assert article.text.split("\n") == list(draft.body)
    assert article.title == draft.title
    assert article.published_at in draft.published_dates(layout)


@given(
    draft=long_drafts, layout=st.sampled_from(LAYOUTS), style=st.sampled_from(["({})", "( {} )", "（{}）"])
)
def test_injected_pinyin_is_taken_out_and_nothing_else(draft: Draft, layout: str, style: str) -> None:
    mirrored = replace(
        draft,
        title=to_mirror_script(draft.title),
        source=to_mirror_script(draft.source),
        paragraphs=tuple(map(to_mirror_script, draft.paragraphs)),
        place=to_mirror_script(draft.place),
    )
    if layout in ("trs", "jcms"):  # their meta tags would be mirrored as well
        layout = "breaks"
    page = inject_pinyin(render(mirrored, layout), style=style)
    article = clean(page.encode())
    assert article.text.split("\n") == list(mirrored.body)
    assert article.title == mirrored.title
    assert article.published_at in draft.published_dates(layout)
    assert article.verdict == "mirrored"


@given(
    draft=long_drafts,
    chain=st.sampled_from([("utf-8", "latin-1"), ("utf-8", "cp1252"), ("gbk", "latin-1"), ("gbk", "cp1252")]),
)
def test_text_read_in_a_western_encoding_is_read_again(draft: Draft, chain: tuple[str, str]) -> None:
    page = cross_decode(render(draft, "plain-divs", "utf-8"), *chain)
    article = clean(page)
    assert article.text.split("\n") == list(draft.body)
    assert article.title == draft.title
    assert article.verdict == "repaired"

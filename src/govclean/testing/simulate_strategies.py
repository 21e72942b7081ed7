"""Hypothesis strategies for damaged text: each draws (damaged, truth) from a strategy of sound texts.

>>> from hypothesis import given, strategies as st
>>> @given(shifted_runs(st.just("走进云河县。总的要求是改进作风")))
... def test_my_pipeline(pair):
...     damaged, truth = pair
"""

from __future__ import annotations

from hypothesis import strategies as st

from . import simulate
from .spam import FORMS, TEXT_FORMS, Injected, inject

__all__ = ["cross_decoded", "injected_pinyin", "lost_bytes", "mirrored", "shifted_runs", "spammed"]

Pairs = st.SearchStrategy[tuple[str, str]]
MARKS = ("?", "\ufffd")
CHAINS = (("utf-8", "gbk"), ("gbk", "latin-1"), ("gbk", "cp1252"), ("utf-8", "latin-1"), ("utf-8", "cp1252"))


def lost_bytes(texts: st.SearchStrategy[str]) -> Pairs:
    """GBK text that lost one byte on the way."""
    return st.builds(
        lambda text, seed, mark: (simulate.lose_byte(text, seed=seed, mark=mark), text),
        texts,
        st.integers(0, 1 << 20),
        st.sampled_from(MARKS),
    )


def shifted_runs(texts: st.SearchStrategy[str], *, drop_private: bool = False) -> Pairs:
    """Text with runs that are one byte out of step, as a marker byte before punctuation makes them."""
    return st.builds(
        lambda text, seed, mark, flatten: (
            simulate.shift_runs(text, seed=seed, variant=mark, flatten=flatten, drop_private=drop_private),
            text,
        ),
        texts,
        st.integers(0, 1 << 20),
        st.sampled_from(MARKS),
        st.booleans(),
    )


def injected_pinyin(texts: st.SearchStrategy[str]) -> Pairs:
    """Traditional text (converted from ``texts``) with readings written behind characters."""
    return st.builds(
        lambda text, size, style: (
            simulate.inject_pinyin(text, simulate.reading_table(size), style=style),
            text,
        ),
        texts.map(simulate.to_mirror_script),
        st.sampled_from((20, 60, 150)),
        st.sampled_from(("({})", "( {})", "（{}）")),
    )


def mirrored(texts: st.SearchStrategy[str]) -> Pairs:
    """All that the mirror sites do: traditional script, pinyin on bytes, markers on bytes."""
    return st.builds(
        lambda text, seed, size, flatten: (
            simulate.mirror(text, simulate.reading_table(size), seed=seed, flatten=flatten),
            text,
        ),
        texts.map(simulate.to_mirror_script),
        st.integers(0, 1 << 20),
        st.sampled_from((20, 60, 150)),
        st.booleans(),
    )


def cross_decoded(texts: st.SearchStrategy[str]) -> Pairs:
    """Text that was written as one encoding and read as another."""
    return st.builds(
        lambda text, chain: (simulate.cross_decode(text, *chain), text), texts, st.sampled_from(CHAINS)
    )


def spammed(pages: st.SearchStrategy[str], *, html: bool = True) -> st.SearchStrategy[Injected]:
    """Pages with a list of names, search words or links that a hijacker put there; ``spam`` says which texts.

    Args:
        pages: sources of pages without spam.
        html: whether they are HTML; a plain text takes fewer forms.
    """
    return st.builds(
        inject, pages, st.sampled_from(sorted(FORMS if html else TEXT_FORMS)), st.integers(0, 1 << 20)
    )

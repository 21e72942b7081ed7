"""More than three hundred pages with lines that rules could take and that belong to the document: none is touched."""

from __future__ import annotations

import html

import pytest

import govclean

from .hostile import blocks
from .negatives import HEAD, PROSE, TITLE

CLEANER = govclean.Cleaner(typos="off")
STEPS = ("fields.", "tree.")
PLACES = (0, 2, 3)


def plain(lines: list[str]) -> str:
    return "\n".join([TITLE, HEAD, *lines]) + "\n"


def tagged(lines: list[str]) -> str:
    body = "".join(f"<p>{html.escape(line)}</p>" for line in lines)
    return (
        f"<html><head><title>{TITLE}_岚川市人民政府</title></head><body><div><a href='/'>首页</a></div><h1>{TITLE}</h1>"
        f"<div>{HEAD}</div><div>{body}</div><div>主办：岚川市人民政府办公室 湘ICP备09900012号</div></body></html>"
    )


CASES = list(blocks())


def test_there_are_enough() -> None:
    assert len(CASES) * len(PLACES) >= 300


@pytest.mark.parametrize("block", [block for _, block in CASES], ids=[name for name, _ in CASES])
def test_lines_of_a_document_stay(block: tuple[str, ...]) -> None:
    for at in PLACES:
        lines = list(PROSE)
        lines[at:at] = block
        for make in (plain, tagged):
            article = CLEANER.clean(make(lines))
            taken = [
                (r.rule, r.text)
                for r in article.trail.removals
                if not r.rule.startswith(STEPS) and any(r.text.strip() in line for line in block)
            ]
            assert taken == [], (at, make.__name__)
            assert article.verdict == "clean"

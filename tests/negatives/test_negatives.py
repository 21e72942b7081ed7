"""Sound text that looks damaged, injected or wrong comes through as it is, in each function and on each kind of page."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

import govclean

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "cases.toml").read_text(encoding="utf-8")
)["case"]


def on_cases(check: str) -> pytest.MarkDecorator:
    """Every case, those that name ``check`` in ``fails_in`` as failures known today."""
    return pytest.mark.parametrize(
        "case",
        [
            pytest.param(
                case,
                id=case["name"],
                marks=pytest.mark.xfail(reason=case["why"]) if check in case.get("fails_in", ()) else (),
            )
            for case in CASES
        ],
    )


BEFORE = "近日，有关部门组织人员深入基层，就群众关心的问题开展调查，听取各方面的意见。"
AFTER = "下一步，将继续完善制度、加强管理，让更多的居民从中受益。"
PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>调查活动侧记</title></head><body>
<div class="nav"><a href="/">首页</a><a href="/a/">新闻</a></div>
<h1>调查活动侧记</h1><div>2021-04-06 来源：岚川日报</div>
<div class="content"><p>{before}</p><p>{text}</p><p>{after}</p></div>
<div>主办：岚川市人民政府</div></body></html>"""


def describe(edits: Any) -> list[str]:
    return [f"{edit.rule}: {edit.before} → {edit.after}" for edit in edits]


def test_cases_are_in_order() -> None:
    names = [case["name"] for case in CASES]
    assert len(set(names)) == len(names)
    assert all(case.keys() - {"fails_in"} == {"name", "why", "text"} for case in CASES)


@on_cases("repair")
def test_repair_leaves_it(case: dict[str, Any]) -> None:
    repaired = govclean.repair(case["text"])
    assert (repaired.text, describe(repaired.edits)) == (case["text"], [])


@on_cases("proofread")
def test_proofread_leaves_it(case: dict[str, Any]) -> None:
    proofread = govclean.proofread(case["text"])
    assert (proofread.text, describe(proofread.edits)) == (case["text"], [])


@on_cases("decode")
def test_decode_leaves_it(case: dict[str, Any]) -> None:
    text = f"{BEFORE}\n{case['text']}\n{AFTER}"
    for encoding in ("utf-8", "gb18030"):
        decoded = govclean.decode(text.encode(encoding))
        assert decoded.text == text
        assert decoded.encoding.damaged == ()


@on_cases("article")
def test_it_stays_in_the_article(case: dict[str, Any]) -> None:
    article = govclean.clean(PAGE.format(before=BEFORE, text=case["text"], after=AFTER))
    assert describe(article.trail.edits) == []
    assert article.text.split("\n") == [BEFORE, case["text"].replace("\u3000", " "), AFTER]
    assert article.verdict == "clean"
    assert (article.title, article.source) == ("调查活动侧记", "岚川日报")


@on_cases("text")
def test_it_stays_in_plain_text(case: dict[str, Any]) -> None:
    text = f"{BEFORE}\n{case['text']}\n{AFTER}"
    article = govclean.clean(text)
    assert article.text == text.replace("\u3000", " ")
    assert describe(article.trail.edits) == []
    assert article.trail.removals == ()

"""Rules of users cannot hang a run: refused when they are loaded, and under a clock on every page."""

from __future__ import annotations

import pytest

import govclean.cleaner
from govclean.page import Page
from govclean.plaintext import parse_lines
from govclean.proofreading.userrules import apply_rules
from govclean.rules import Rule, RuleSet
from govclean.rules.check import check_rules
from govclean.rules.timed import BUDGET, Watch, matcher
from govclean.strip import strip_page


@pytest.mark.parametrize(
    ("pattern", "example"),
    [
        (r"abcdefgh(?:\w+\s?)+号", "abcdefghx号"),
        (r"x.*y.*z.*w.*v", "xyzwv"),
        (r"甲(?:乙|乙乙)+丙", "甲乙丙"),
        (r"公告[:](?:\d+,?)+完", "公告:12,3完"),
        (r"值班电话[:](?:[ ]?\d+[- ]?)+转", "值班电话:0999-8655123转"),
    ],
)
def test_unbounded_pattern_is_refused(pattern: str, example: str) -> None:
    (problem,) = check_rules([Rule("my.x", pattern=pattern, examples=(example,))])
    assert "pattern needs more than" in problem.problem


@pytest.mark.parametrize(
    ("pattern", "example"),
    [
        (r"本站公告%label%[^\n]{0,40}", "本站公告：系统升级"),
        (r"值班电话%label%%phone%", "值班电话：0999-8655123"),
        (r"(?:第[一二三四]期[ ]?){1,8}", "第一期 第二期"),
        (r"编号%label%[A-Z0-9-]+(?:号|$)", "编号：A-12号"),
    ],
)
def test_bounded_pattern_is_good(pattern: str, example: str) -> None:
    assert check_rules([Rule("my.x", pattern=pattern, examples=(example,))]) == []


SLOW = Rule("my.slow", pattern=r"(?:乙|乙|乙|乙乙)+丙$", longest=4000, examples=("乙丙",))
GOOD = Rule("my.good", pattern="本站公告", examples=("本站公告",))
HOSTILE = "丙" + "乙" * 64 + "丁丙丁"


def page_of(*lines: str) -> Page:
    page = Page(options=govclean.cleaner.Options(), rules=RuleSet([SLOW, GOOD]), text="\n".join(lines))
    parse_lines(page)
    strip_page(page)
    return page


def test_slow_rule_is_skipped_with_a_warning_and_the_others_run() -> None:
    page = page_of(HOSTILE, "本站公告", HOSTILE)
    (warning,) = page.warnings
    assert warning.startswith("rule.slow: rule 'my.slow' took more than")
    assert [p.text for p in page.pieces if p.rule == "my.good"] == ["本站公告"]


def test_a_quick_page_has_no_warning() -> None:
    page = page_of("乙丙", "本站公告")
    assert page.warnings == []
    assert [p.rule for p in page.pieces] == ["my.slow", "my.good"]


def test_time_is_summed_over_a_page_and_every_way_of_asking_stops() -> None:
    watch = Watch()
    watch.spent["my.good"] = BUDGET
    asked = matcher(GOOD, watch)
    assert asked.match("本站公告", 0) is None
    assert asked.search("本站公告") is None
    assert list(asked.finditer("本站公告")) == []


def test_proofreading_rule_under_the_same_clock() -> None:
    rules = RuleSet(
        [
            Rule(
                "my.typo",
                action="edit",
                stage="proofread",
                pattern=r"(?:乙|乙|乙|乙乙)+丙$",
                replace="",
                longest=4000,
            )
        ]
    )
    watch = Watch()
    assert apply_rules(HOSTILE, rules, watch) == ([], [])
    assert watch.slow == ["my.typo"]

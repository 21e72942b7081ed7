"""What stands in a trail is a rule or a step; rules can be ignored, steps say why they cannot."""

from __future__ import annotations

from pathlib import Path

import pytest

import govclean
from govclean.rules import RuleSet
from govclean.rules.load import builtin_rules
from govclean.rules.model import DETECTORS
from govclean.rules.steps import steps

HERE = Path(__file__).parents[1]
PAGES = sorted([*HERE.glob("templates/*.html"), *HERE.glob("fixtures/*/page.*")])[::3]
BODY = "岚川市召开专题会议，研究部署秋季各项重点任务，市直有关部门负责人参加会议。"
PLACES = (
    "平安县| 大丰市| 清水县| 通海县| 武川县| 安塞县| 天柱县| 高唐县| 临潭县| 富源县| 德兴市| 舞阳县| 松滋市|"
)
LINK = '<div style="display:none"><a href="http://www.k29d.example/">金鹿娱乐城</a></div>'


def test_every_name_of_a_trail_is_a_rule_or_a_step() -> None:
    cleaner = govclean.Cleaner(typos="likely")
    known = {rule.name for rule in builtin_rules()} | set(steps())
    unknown: dict[str, str] = {}
    for path in PAGES:
        trail = cleaner.clean(path).trail
        names = {r.rule for r in trail.removals} | {n for e in trail.edits for n in e.rule.split("+")}
        unknown |= dict.fromkeys(names - known, path.name)
    assert not unknown, "give it an entry in src/govclean/data/steps.toml"


def test_steps_explain_themselves_and_are_no_rules() -> None:
    assert all(step.about.endswith(".") for step in steps().values())
    assert not {rule.name for rule in builtin_rules()} & set(steps())


def test_every_detector_is_a_rule() -> None:
    assert {rule.name for rule in builtin_rules() if rule.detector} == set(DETECTORS)


@pytest.mark.parametrize(
    "name", ["tree.outside", "fields.title", "injected-pinyin", "typo.ngram", "tree", "fields"]
)
def test_a_step_cannot_be_ignored_and_says_so(name: str) -> None:
    with pytest.raises(govclean.ConfigError, match=r"steps? of govclean.*cannot be switched off"):
        govclean.Cleaner(ignore=[name])


@pytest.mark.parametrize(
    ("ignore", "source"),
    [
        ("spam.places", f"{BODY}\n湘ICP备09900012号\n{PLACES}\n"),
        ("spam", f"{BODY}\n湘ICP备09900012号\n{PLACES}\n"),
        ("spam.links", f"<html><body><h1>会议</h1><p>{BODY}</p><p>{BODY}</p>{LINK}</body></html>"),
        ("spam", f"<html><body><h1>会议</h1><p>{BODY}</p><p>{BODY}</p>{LINK}</body></html>"),
        ("related.item", f"{BODY}\n{BODY}\n相关阅读：\n岚川市召开防汛会议\n望泽市举办丰收节\n"),
    ],
)
def test_a_detector_can_be_ignored(ignore: str, source: str) -> None:
    def worked(cleaner: govclean.Cleaner) -> set[str]:
        article = cleaner.clean(source)
        assert article.verdict == (
            "hijacked" if any(r.rule.startswith("spam") for r in article.trail.removals) else "clean"
        )
        return {r.rule for r in article.trail.removals if r.rule == ignore or r.rule.startswith(ignore + ".")}

    assert worked(govclean.Cleaner())
    assert not worked(govclean.Cleaner(ignore=[ignore]))


def test_ignoring_a_detector_changes_the_version() -> None:
    assert RuleSet.load(ignore=["spam.places"]).version != RuleSet.load().version


def test_a_detector_can_be_replaced_by_a_pattern() -> None:
    rule = {
        "name": "spam.places",
        "override": True,
        "pattern": "平安县本站特供",
        "role": "spam",
        "examples": ["平安县本站特供"],
    }
    cleaner = govclean.Cleaner(rules=rule)
    assert cleaner.rules.notes == ()
    article = cleaner.clean(f"{BODY}\n湘ICP备09900012号\n{PLACES}\n")
    assert "spam.places" not in {r.rule for r in article.trail.removals}


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        ({"name": "mine.x", "detector": True, "examples": ["x"]}, "no detector is called so"),
        (
            {"name": "spam.places", "detector": True, "pattern": "x", "examples": ["x"]},
            "pattern has no effect",
        ),
        ({"name": "spam.places", "detector": "yes", "examples": ["x"]}, "detector must be true or false"),
        ({"name": "mine.x", "pattern": "甲", "examples": ["甲"], "override": True}, "no earlier layer"),
        (
            {"name": "mine.x", "pattern": "甲", "examples": ["甲"], "override": 1},
            "override must be true or false",
        ),
    ],
)
def test_wrong_detectors_and_overrides(table: dict[str, object], problem: str) -> None:
    with pytest.raises(govclean.RuleError, match=problem):
        RuleSet.load(extra=table)


ICP = {"name": "footer.icp", "pattern": "本站备案", "examples": ["本站备案"]}


def test_overriding_is_noted_unless_it_is_meant() -> None:
    (note,) = RuleSet.load(extra=ICP).notes
    assert "footer.icp" in note
    assert "replaces a built-in rule" in note
    assert RuleSet.load(extra={**ICP, "override": True}).notes == ()
    # Whoever says that it is meant does not make another rule set.
    assert RuleSet.load(extra={**ICP, "override": True}).version == RuleSet.load(extra=ICP).version
    later = [{**ICP, "override": True}, ICP]
    assert "replaces an earlier rule" in RuleSet.load(extra=later).notes[0]

"""What a rule says has an effect, or is refused when it is loaded."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from govclean import Cleaner, ConfigError, RuleError
from govclean.rules import Rule, RuleSet, check_file, load_config

STRIP: dict[str, Any] = {"name": "mine.x", "pattern": "本站公告", "examples": ["本站公告"]}
TYPO: dict[str, Any] = {
    "name": "mine.typo",
    "action": "edit",
    "stage": "proofread",
    "pattern": "(?P<a>布署)(?P<b>工作)",
    "replace": "部署\\g<b>",
    "examples": ["布署工作"],
}
LEAD = (
    "岚川市召开专题会议，总结前一阶段工作，布署工作要点，研究秋季各项重点任务，市直有关部门负责人参加会议。"
)


def page(*blocks: str) -> str:
    body = "".join(f"<p>{b}</p>" for b in (LEAD, LEAD, *blocks))
    return f"<html><head><title>工作会议</title></head><body><h1>工作会议</h1><div>{body}</div></body></html>"


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        ({**STRIP, "stage": "repair"}, "no rule can join the repair"),
        ({**TYPO, "stage": "repair"}, "no rule can join the repair"),
        ({**TYPO, "action": "remove", "replace": ""}, "it cannot remove"),
        ({**TYPO, "action": "keep", "replace": ""}, "it cannot keep"),
        ({**STRIP, "kinds": ["paragraf"]}, "kinds holds 'paragraf'"),
        ({**STRIP, "replace": "x"}, "replace belongs to an edit"),
        ({**STRIP, "confidence": 0.5}, "confidence belongs to an edit"),
        ({**STRIP, "action": "flag", "fact": "icp"}, "fact is only read from what is removed"),
        ({**TYPO, "stage": "strip"}, "it does not edit"),
        ({**TYPO, "kinds": ["line"]}, "kinds has no effect in proofreading"),
        ({**TYPO, "where": "foot"}, "where has no effect in proofreading"),
        ({**TYPO, "replace": "部署\\g<nope>"}, "does not fit the pattern"),
        ({**TYPO, "replace": "部署\\7"}, "does not fit the pattern"),
        ({**TYPO, "wrong": "布署", "right": "部署"}, "not both"),
    ],
)
def test_idle_rule_is_refused_as_table_and_as_object(table: dict[str, Any], problem: str) -> None:
    with pytest.raises(RuleError, match=problem):
        RuleSet.load(extra=table)
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in table.items()}
    made = Rule(**values)
    with pytest.raises(RuleError, match=problem):
        RuleSet.load(extra=made)


def test_replace_with_groups_works() -> None:
    article = Cleaner(rules=TYPO, typos="off").clean(page())
    assert "部署工作要点" in article.text
    assert "布署" not in article.text
    assert article.warnings == ()


def test_pattern_is_proofread_in_paragraphs_of_any_length() -> None:
    article = Cleaner(rules=TYPO, typos="off").clean(page(LEAD * 8))
    assert "布署" not in article.text


def test_author_of_a_rule_is_the_author() -> None:
    rule = {
        "name": "mine.writer",
        "pattern": "撰写人%label%(?P<value>%persons%)",
        "fact": "author",
        "examples": ["撰写人：陶立言"],
    }
    article = Cleaner(rules=rule).clean(page("撰写人：陶立言"))
    assert article.author == "陶立言"
    assert "撰写人" not in article.text


def test_kinds_restrict() -> None:
    assert (
        "本站公告" not in Cleaner(rules={**STRIP, "kinds": ["paragraph"]}).clean(page("本站公告", LEAD)).text
    )
    assert "本站公告" in Cleaner(rules={**STRIP, "kinds": ["table"]}).clean(page("本站公告", LEAD)).text


def test_deprecated_rule_says_so_where_it_works_and_only_there() -> None:
    cleaner = Cleaner(
        rules=[{**STRIP, "status": "deprecated"}, {**TYPO, "status": "deprecated"}], typos="off"
    )
    codes = [w for w in cleaner.clean(page("本站公告", LEAD)).warnings if w.startswith("rule.deprecated")]
    assert [w.split("'")[1] for w in codes] == ["mine.typo", "mine.x"]
    assert cleaner.clean(page().replace("布署", "部署")).warnings == ()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[options]\nrules = 'x'", "rules does not belong in .options.: write ..rule.. tables"),
        ("[options]\nignore = ['counter']", "ignore at the top"),
        ("[options]\npreview = true", "preview at the top"),
        ("[options]\ntypoes = 'off'", "has no 'typoes'; it may hold typos"),
        ("[options]\ntypos = 'some'", "typos='some'"),
        ("[options]\npunctuation = 3", "punctuation=3"),
        ("options = 3", "options must be a table"),
    ],
)
def test_options_of_a_file_are_checked(tmp_path: Path, text: str, problem: str) -> None:
    file = tmp_path / "govclean.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=problem) as raised:
        load_config(file)
    assert str(file) in str(raised.value)
    (found,) = check_file(file)
    assert found.file == str(file)


def test_good_options_are_read(tmp_path: Path) -> None:
    file = tmp_path / "govclean.toml"
    file.write_text("ignore = ['counter']\n[options]\ntypos = 'off'\nencoding = 'gbk'\n", encoding="utf-8")
    assert load_config(file).options == {"typos": "off", "encoding": "gbk"}
    assert check_file(file) == []

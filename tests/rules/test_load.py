"""Loading, layering and checking of rule files."""

from __future__ import annotations

import pickle
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest

from govclean.errors import ConfigError, RuleError
from govclean.rules import Rule, RuleSet, check_file, load_config

GOOD: dict[str, Any] = {
    "name": "mine.banner",
    "literals": ["本站公告"],
    "pattern": "本站公告%label%[^\\n]{0,40}",
    "reason": "A banner.",
    "examples": ["本站公告：系统升级"],
    "counter_examples": ["本站公告栏位于一楼。"],
}


def rule(**changes: Any) -> dict[str, Any]:
    table = {**GOOD, **changes}
    return {key: value for key, value in table.items() if value is not None}


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        (rule(name="banner"), "needs a name"),
        (rule(name=None), "needs a name"),
        (rule(colour="red"), "unknown key 'colour'"),
        (rule(action="delete"), "action is 'delete'"),
        (rule(literals="本站"), "literals must be a list of strings"),
        (rule(pattern=3), "pattern must be a string"),
        (rule(longest=0), "longest must be a number"),
        (rule(longest=True), "longest must be a number"),
        (rule(confidence=2), "confidence must be a number"),
        (rule(pattern=None), "needs a pattern"),
        (rule(examples=[]), "at least one example"),
        (rule(fact="mayor"), "fact is 'mayor'"),
        (rule(wrong="事黨"), "belong together"),
        (rule(pattern="本站公告("), "no regular expression"),
        (rule(pattern="本站公告%colour%"), "unknown fragment %colour%"),
        (rule(pattern="本站公告：.*"), "it would never match"),
        (rule(pattern=".{0,40}"), "matches the empty text"),
        (rule(examples=["别的"]), "example does not match"),
        (rule(examples=["公告：系统升级"], pattern="公告%label%.*"), "none of the literals"),
        (rule(counter_examples=["本站公告：放假"]), "counter-example matches"),
        (rule(examples=["本站公告：" + "长" * 300], pattern="本站公告%label%.*"), "longer than longest"),
        (rule(pattern="本站公告%label%(?:[一-龥]+[ ]?)+升级"), "needs more than"),
    ],
)
def test_wrong_rule_is_named(table: dict[str, Any], problem: str) -> None:
    with pytest.raises(RuleError, match=problem.replace("(", "\\(")):
        RuleSet.load(extra=table)


def test_good_rule_is_added() -> None:
    rules = RuleSet.load(extra=rule())
    assert "mine.banner" in rules
    assert len(rules) == len(RuleSet.load()) + 1


def test_later_layer_overrides_by_name() -> None:
    rules = RuleSet.load(extra=rule(name="footer.icp"))
    assert [r.pattern for r in rules if r.name == "footer.icp"] == [GOOD["pattern"]]
    assert len(rules) == len(RuleSet.load())


def test_ignore_rule_and_family() -> None:
    rules = RuleSet.load(ignore=["counter", "footer.icp"])
    assert not rules.rules(family="counter")
    assert "footer.icp" not in rules
    assert "footer.police" in rules


def test_ignore_of_nothing_is_an_error() -> None:
    with pytest.raises(ConfigError, match=r"footer\.icq"):
        RuleSet.load(ignore=["footer.icq"])


def test_version_tells_what_is_in_force() -> None:
    plain = RuleSet.load()
    assert plain.version == RuleSet.load().version
    assert plain.version != RuleSet.load(ignore=["counter"]).version
    assert plain.version != RuleSet.load(extra=rule()).version
    # The reason is for readers: it changes nothing that is done.
    assert RuleSet.load(extra=rule()).version == RuleSet.load(extra=rule(reason="Another.")).version


def test_rule_set_pickles() -> None:
    rules = RuleSet.load(extra=rule())
    again = pickle.loads(pickle.dumps(rules))
    assert again == rules
    assert again.version == rules.version


def test_preview_rules_run_when_asked() -> None:
    preview = rule(status="preview")
    assert "mine.banner" in RuleSet.load(extra=preview)


def test_paths_folders_and_lists(tmp_path: Path) -> None:
    text = "[[rule]]\nname = 'mine.banner'\nliterals = ['本站公告']\npattern = '本站公告'\nexamples = ['本站公告']\n"
    file = tmp_path / "mine.toml"
    file.write_text(text, encoding="utf-8")
    for extra in (file, str(file), tmp_path, [file], [rule()], {"rule": [rule()]}, Rule(**_as_rule())):
        assert "mine.banner" in RuleSet.load(extra=extra)


def _as_rule() -> dict[str, Any]:
    return {k: tuple(v) if isinstance(v, list) else v for k, v in GOOD.items()}


def test_what_is_no_rule_is_refused() -> None:
    with pytest.raises(ConfigError, match="cannot be read from int"):
        RuleSet.load(extra=3)  # type: ignore[arg-type]
    with pytest.raises(ConfigError, match="cannot be read as a UTF-8 file"):
        RuleSet.load(extra="/no/such/file.toml")


def test_check_file_names_rule_and_line(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(
        "# mine\n[family]\nname = 'mine'\nabout = 'Mine.'\n\n[[rule]]\nname = 'mine.a'\npattern = '甲('\nexamples = ['甲']\n"
        "\n[[rule]]\nname = 'mine.b'\ncolour = 1\n\n[[rule]]\nname = 'mine.c'\npattern = '''\n\\[[rule]] 丙'''\nexamples = ['乙']\n",
        encoding="utf-8",
    )
    problems = check_file(file)
    assert [(p.rule, p.line) for p in problems] == [("mine.a", 6), ("mine.b", 11), ("mine.c", 15)]
    assert all(p.file == str(file) for p in problems)


def test_check_file_of_broken_toml_and_of_no_file(tmp_path: Path) -> None:
    file = tmp_path / "broken.toml"
    file.write_text("[[rule]]\nname = \n", encoding="utf-8")
    (problem,) = check_file(file)
    assert problem.line == 2
    assert "not TOML" in problem.problem
    (missing,) = check_file(tmp_path / "none.toml")
    assert "cannot be read" in missing.problem


def test_good_file_has_no_problems(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(
        "ignore = ['counter']\n[[rule]]\nname = 'mine.a'\npattern = '甲乙'\nexamples = ['甲 乙']\n",
        encoding="utf-8",
    )
    assert check_file(file) == []
    config = load_config(file)
    assert config.ignore == ("counter",)
    assert [r.name for r in config.rules] == ["mine.a"]


def test_config_with_an_unknown_table(tmp_path: Path) -> None:
    file = tmp_path / "govclean.toml"
    file.write_text("ignroe = ['counter']\n", encoding="utf-8")
    with pytest.raises(RuleError, match="unknown table 'ignroe'"):
        load_config(file)


def test_plug_ins_are_a_layer(monkeypatch: pytest.MonkeyPatch) -> None:
    point = EntryPoint("mine", "tests.rules.test_load:GOOD", "govclean.rules")
    monkeypatch.setattr(
        "importlib.metadata.entry_points", lambda group: [point] if group == "govclean.rules" else []
    )
    assert "mine.banner" in RuleSet.load()
    assert "mine.banner" not in RuleSet.load(plugins=False)


def test_broken_plug_in_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    point = EntryPoint("mine", "no_such_module:rules", "govclean.rules")
    monkeypatch.setattr("importlib.metadata.entry_points", lambda group: [point])
    with pytest.raises(RuleError, match="plug-in 'mine'"):
        RuleSet.load()


def test_lexicon_rules_for_proofreading() -> None:
    rules = RuleSet.load(
        extra={"name": "mine.typo", "action": "edit", "stage": "proofread", "wrong": "布署", "right": "部署"}
    )
    (found,) = rules.rules(action="edit", stage="proofread")
    assert (found.wrong, found.right) == ("布署", "部署")

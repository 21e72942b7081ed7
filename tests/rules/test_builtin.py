"""Every built-in rule proves itself: its examples, its counter-examples, its time on worst cases."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from govclean.rules.check import check_rules
from govclean.rules.load import builtin_rules, families
from govclean.rules.model import Rule

RULES = builtin_rules()


@pytest.mark.parametrize("rule", RULES, ids=[rule.name for rule in RULES])
def test_rule_is_sound(rule: Rule) -> None:
    assert [str(problem) for problem in check_rules([rule])] == []


@pytest.mark.parametrize("rule", RULES, ids=[rule.name for rule in RULES])
def test_rule_explains_itself(rule: Rule) -> None:
    assert rule.reason.endswith(".")
    assert rule.counter_examples, "a rule that removes needs a text that it must leave alone"


def test_names_are_unique_and_in_their_family() -> None:
    names = [rule.name for rule in RULES]
    assert len(names) == len(set(names))
    assert {rule.family for rule in RULES} == set(families())


def test_every_family_says_what_it_is_about() -> None:
    assert all(about.endswith(".") for about in families().values())


def test_docs_page_is_what_the_generator_makes() -> None:
    root = Path(__file__).parents[2]
    tool, page = root / "tools" / "build_rules_page.py", root / "docs" / "rules.md"
    if not tool.exists() or not page.exists():
        pytest.skip("docs/ and tools/ are not part of this copy")
    spec = importlib.util.spec_from_file_location("build_rules_page", tool)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert page.read_text(encoding="utf-8") == module.build(), "run python tools/build_rules_page.py"

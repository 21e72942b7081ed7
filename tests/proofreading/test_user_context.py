"""A user's proofreading rule may be a pattern that applies in the middle of a sentence."""

from __future__ import annotations

from govclean.rules import RuleSet
from govclean.rules.engine import matches_text

CONTEXT = {
    "name": "typo.context", "reason": "the office writes it so", "stage": "proofread", "action": "edit",
    "pattern": "人民政俯(?=应当)", "replace": "人民政府",
    "examples": ["青岚县人民政俯应当公布名单。"], "counter_examples": ["青岚县人民政府应当公布名单。"],
}  # fmt: skip


def test_context_rule_passes_its_own_examples() -> None:
    (rule,) = RuleSet.load(builtin=False, plugins=False, extra={"rule": [CONTEXT]})
    assert matches_text(rule, "青岚县人民政俯应当公布名单。")
    assert not matches_text(rule, "青岚县人民政俯公布名单。")

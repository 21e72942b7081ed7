"""Self-check of rules: patterns compile, examples match, counter-examples do not, worst cases take linear time."""

from __future__ import annotations

import re
from collections.abc import Iterable

from govclean.errors import RuleError
from govclean.fold import fold

from .engine import matches_text
from .model import Rule
from .pattern import compile_pattern, expand

__all__ = ["TIME_LIMIT", "check_rules", "worst_cases"]

TIME_LIMIT = 0.5
"""Seconds a pattern may take on one worst case of 6,000 characters.  The slowest built-in rule takes 0.05 s, a nested
quantifier does not end within a minute."""

WORST_LENGTH = 6_000


def check_rules(rules: Iterable[Rule]) -> list[RuleError]:
    """Return what is wrong with ``rules``; an empty list if nothing is."""
    problems: list[RuleError] = []
    for rule in rules:
        problem = _check_pattern(rule)
        if problem is not None:
            problems.append(problem)
            continue
        problems += _check_examples(rule)
        if rule.pattern:
            slow = _check_time(rule)
            if slow is not None:
                problems.append(slow)
    return problems


def _check_pattern(rule: Rule) -> RuleError | None:
    if not rule.pattern:
        return None
    try:
        pattern = compile_pattern(rule.pattern)
    except re.error as error:
        return rule.error(f"pattern is no regular expression: {error}")
    if pattern.match("") is not None and pattern.fullmatch("") is not None:
        return rule.error("pattern matches the empty text")
    folded = fold(rule.pattern)
    for written, wanted in zip(rule.pattern, folded, strict=True):
        if written != wanted and written not in "\t\n":
            return rule.error(
                f"pattern holds {written!r}, but folded text has {wanted!r} in its place, so it would never match"
            )
    return None


def _check_examples(rule: Rule) -> list[RuleError]:
    problems = []
    for text in rule.examples:
        if not matches_text(rule, text):
            problems.append(rule.error(f"example does not match: {text!r}{_why_not(rule, text)}"))
    for text in rule.counter_examples:
        if matches_text(rule, text):
            problems.append(rule.error(f"counter-example matches: {text!r}"))
    return problems


def _why_not(rule: Rule, text: str) -> str:
    if rule.wrong or not rule.pattern:
        return ""
    if len(text) > rule.longest:
        return f" (it is longer than longest = {rule.longest})"
    if compile_pattern(rule.pattern).search(fold(text)) is None:
        return ""
    if rule.literals and not matches_text(_without_literals(rule), text):
        return " (the pattern is found, but does not cover the whole text)"
    return " (the pattern is found, but none of the literals is there)" if rule.literals else ""


def _without_literals(rule: Rule) -> Rule:
    from dataclasses import replace

    return replace(rule, literals=())


def _check_time(rule: Rule) -> RuleError | None:
    """Run the pattern over generated worst cases under a clock (``regex`` has one, ``re`` has none)."""
    import regex

    try:
        pattern = regex.compile(expand(rule.pattern), regex.X | regex.I | regex.V0)
    except regex.error as error:
        return rule.error(f"pattern is no regular expression: {error}")
    for text in worst_cases(rule):
        try:
            pattern.search(text, timeout=TIME_LIMIT)
        except TimeoutError:
            return rule.error(
                f"pattern needs more than {TIME_LIMIT} s on {text[:20]!r}… ({len(text)} characters): "
                "a repetition inside a repetition, or two that can share characters; bound them"
            )
    return None


def worst_cases(rule: Rule) -> list[str]:
    """Return long texts made of what the pattern repeats: its examples' parts over and over, without an end."""
    seeds = {" ", "1", "一", "a", ":", "中 ", "a ", "1.", "主办", "[", "("}
    for text in (*rule.examples, *rule.literals):
        folded = fold(text)
        seeds.add(folded)
        for cut in (1, 2, len(folded) // 2, len(folded) - 1):
            seeds.update((folded[:cut], folded[cut:]))
        seeds.update(folded[:12])
    cases = [(seed * (WORST_LENGTH // len(seed) + 1))[:WORST_LENGTH] + "\x00" for seed in seeds if seed]
    # A pattern that is anchored by its beginning backtracks only behind that beginning.
    for text in rule.examples[:2]:
        folded = fold(text)
        cases += [folded[: len(folded) // 2] + (c * WORST_LENGTH) + "\x00" for c in sorted(set(folded))[:10]]
    return cases

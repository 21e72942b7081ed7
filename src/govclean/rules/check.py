"""Self-check of rules: patterns compile, examples match, counter-examples do not, worst cases take linear time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from govclean.errors import RuleError
from govclean.fold import fold

from .engine import matches_text
from .model import Rule, check_shape
from .pattern import compile_pattern
from .timed import Watch, is_slow_on, matcher

__all__ = ["TIME_LIMIT", "check_rules"]

TIME_LIMIT = 0.25
"""Seconds a pattern may take on one worst case.  The slowest built-in rule takes 0.02 s on 4,096 characters, a repetition
inside a repetition passes the limit before 32."""

LENGTHS_BEHIND = (*range(8, 31, 2), 128, 512)
"""Behind a prefix: where an exponential pattern shows, and where a polynomial one does."""

LONG = (64, 128, 256, 512)
LONGEST_PREFIX = 64

LENGTHS = (*range(14, 34), 64, 128, 256, 512, 1024, 2048, 4096)


def check_rules(rules: Iterable[Rule]) -> list[RuleError]:
    """Return what is wrong with ``rules``; an empty list if nothing is."""
    problems: list[RuleError] = []
    for rule in rules:
        shape = check_shape(rule)
        problem = rule.error(shape) if shape else _check_pattern(rule)
        if problem is not None:
            problems.append(problem)
            continue
        wrong_examples = _check_examples(rule)
        problems += wrong_examples
        if rule.replace and not wrong_examples:
            problems += _check_replace(rule)
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


def _check_replace(rule: Rule) -> list[RuleError]:
    """Try what the rule puts in place on its first example: groups that it names must exist."""
    match = matcher(rule, Watch()).search(fold(rule.examples[0]))
    try:
        if match is not None:
            match.expand(rule.replace)
    except (
        Exception
    ) as error:  # ``re`` and ``regex`` raise several kinds, IndexError and their own among them
        return [rule.error(f"replace = {rule.replace!r} does not fit the pattern: {error}")]
    return []


def _why_not(rule: Rule, text: str) -> str:
    if rule.wrong or not rule.pattern or rule.detector:
        return ""
    if rule.stage == "strip" and len(text) > rule.longest:
        return f" (it is longer than longest = {rule.longest})"
    if matcher(rule, Watch()).search(fold(text)) is None:
        return ""
    if rule.literals and not matches_text(_without_literals(rule), text):
        return " (the pattern is found, but does not cover the whole text)"
    return " (the pattern is found, but none of the literals is there)" if rule.literals else ""


def _without_literals(rule: Rule) -> Rule:
    from dataclasses import replace

    return replace(rule, literals=())


def _check_time(rule: Rule) -> RuleError | None:
    """Run the pattern over worst cases of growing length under a clock.

    A pattern of a user is first run where a clock can stop it.  ``re``, which runs the built-in ones, cannot be stopped,
    so the lengths grow in steps small enough that even an exponential pattern is found out within some seconds.
    """
    for make, lengths in _worst_cases(rule):
        for length in lengths:
            text = make(length)
            if is_slow_on(rule, text, TIME_LIMIT):
                return rule.error(
                    f"pattern needs more than {TIME_LIMIT} s on {text[:20]!r}… ({len(text)} characters): "
                    "a repetition inside a repetition, or two that can share characters; bound them"
                )
    return None


_Case = tuple[Callable[[int], str], tuple[int, ...]]


def _worst_cases(rule: Rule) -> list[_Case]:
    """Return makers of texts of a given length, with lengths to try, from what the pattern needs and repeats.

    A pattern that is anchored by its beginning backtracks only behind that beginning: every prefix of an example is tried as
    the beginning of a long run.  Repetitions that follow each other share what repeats the whole: every prefix of an
    example is repeated.  What the pattern needs in the end stands behind the long part, or an engine could see at once that
    it is missing; and it is left out, or the pattern would match.
    """
    seeds = {" ", "1", "一", "a", ":", "中 ", "a ", "主办", "["}
    prefixes: set[str] = set()
    for text in (*rule.examples[:4], *rule.literals[:6]):
        folded = fold(text)
        seeds.update((folded, folded[:2], folded[len(folded) // 2 :], folded[-1:], folded[:-1]))
    for text in rule.examples:
        folded = fold(text)[:LONGEST_PREFIX]
        prefixes.update(folded[:cut] for cut in range(1, len(folded) + 1))
    last = fold(rule.examples[0])[-4:] if rule.examples else ""
    cases: list[_Case] = [(_maker("", seed, "\x00" + last), LENGTHS) for seed in sorted(seeds) if seed]
    for prefix in sorted(prefixes):
        cases.append((_maker("", prefix, "\x00"), LONG))
        cases.append((_maker(prefix, prefix[-1], "\x00"), LENGTHS_BEHIND))
        cases += [
            (_maker(prefix, filler, "\x00" + last), LENGTHS_BEHIND)
            for filler in sorted({prefix[-1], "中", "a" if prefix[-1] == "1" else "1"})
        ]
    return cases


def _maker(start: str, seed: str, end: str) -> Callable[[int], str]:
    return lambda length: start + (seed * (length // len(seed) + 1))[:length] + end

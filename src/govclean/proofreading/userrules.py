"""Rules of stage ``"proofread"``: a user's own lexicon, wrong → right, written in TOML like every other rule.

A rule gives two literal strings (``wrong`` and ``right``) or, where the context decides, a ``pattern`` over folded text
with what stands before and after in look-arounds, and ``replace``.  Rules are checked when they are loaded
(:mod:`govclean.rules`): their examples must match, their counter-examples must not.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ..fold import fold
from ..trail import Edit

if TYPE_CHECKING:
    from ..rules.engine import RuleSet
    from ..rules.model import Rule
    from ..rules.timed import Watch

__all__ = ["apply_rules"]


def apply_rules(text: str, rules: RuleSet, watch: Watch | None = None) -> tuple[list[Edit], list[str]]:
    """Return the edits that the proofreading rules in force make on ``text``, and the warnings of those that flag.

    Edits are sorted and do not overlap: the one that starts first wins, the longer one on a tie.
    ``watch`` counts the time of the patterns over the page.
    """
    active = rules.rules(stage="proofread")
    if not active:
        return [], []
    folded, due = rules.candidates([text], "proofread", watch)
    literal = [rule for rule in active if rule.wrong]
    matched = [rule for rule in due.get(0, ()) if not rule.wrong]
    found: list[Edit] = []
    warnings: list[str] = []
    for rule in (*literal, *matched):
        edits = _literal_edits(text, rule) if rule.wrong else _pattern_edits(text, folded[0], rule, watch)
        if rule.action == "flag":
            warnings += [
                f"proofread.{rule.name}: {edit.before!r} at {edit.start}: {rule.reason}" for edit in edits
            ]
        elif rule.action == "edit":
            found += [edit for edit in edits if edit.before != edit.after]
    found.sort(key=lambda edit: (edit.start, -edit.end))
    kept: list[Edit] = []
    for edit in found:
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return kept, warnings


def _literal_edits(text: str, rule: Rule) -> Iterable[Edit]:
    wrong, right = rule.wrong, rule.right
    inside = right.find(
        wrong
    )  # 党委会 → 党委会议: where the right form stands already there is nothing to do
    at = text.find(wrong)
    while at >= 0:
        done = inside >= 0 and text.startswith(right, at - inside) and at >= inside
        if not done:
            yield _edit(rule, at, wrong, right)
        at = text.find(wrong, at + len(wrong))


def _pattern_edits(text: str, folded: str, rule: Rule, watch: Watch | None) -> Iterable[Edit]:
    from ..rules.engine import find
    from ..rules.timed import Watch, matcher

    watch = watch or Watch()
    pattern = matcher(rule, watch)
    for match in find(folded, rule, watch):
        before = text[match.start : match.end]
        after = before
        if rule.action == "edit":
            again = pattern.match(folded, match.start)
            after = again.expand(rule.replace) if again is not None else before
            if fold(after) == fold(before):
                after = before
        yield _edit(rule, match.start, before, after)


def _edit(rule: Rule, start: int, before: str, after: str) -> Edit:
    return Edit(
        rule.name, "proofread", start, start + len(before), before, after, rule.confidence, note=rule.reason
    )

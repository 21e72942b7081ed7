"""One rule: what it matches, where, what then happens to it, and the texts that prove it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from govclean.errors import RuleError

__all__ = [
    "ACTIONS",
    "DETECTORS",
    "EVIDENCE",
    "FACTS",
    "KINDS",
    "SCOPES",
    "STAGES",
    "STATUSES",
    "WHERE",
    "Rule",
    "check_shape",
    "rule_from_table",
]

STATUSES = ("stable", "preview", "deprecated")
ACTIONS = ("remove", "edit", "flag", "keep")
STAGES = ("strip", "proofread")
KINDS = ("paragraph", "heading", "item", "table", "image", "line")
SCOPES = ("piece", "span", "glued")
WHERE = ("any", "head", "foot", "edge")
EVIDENCE = ("strong", "half", "linked", "weak")
FACTS = (
    "name", "domain", "id_code", "column", "icp", "police_record", "host", "operator", "support", "copyright",
    "editor", "author", "source",
)  # fmt: skip
"""Attributes of ``Site``, and the fields for which a rule may propose a candidate."""

DETECTORS = (
    "footer.between", "related.item", "spam.places", "spam.words", "spam.links", "spam.farm", "spam.title", "spam.meta",
)  # fmt: skip
"""Rules whose texts are not told by a pattern but by code that weighs structure and statistics (``govclean.strip``)."""

LONGEST_PIECE = 240
"""Default of ``longest``: of 2,300 boilerplate lines seen, 99 % were shorter; prose paragraphs start there."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule, as written in a ``[[rule]]`` table of a TOML file.

    Attributes:
        name: ``"family.what"``, lower case.
        reason: one sentence for the reader of a trail: why this is not part of the document.
        status: ``"stable"``; ``"preview"`` rules only run when asked for by name or status; ``"deprecated"`` ones
            run, but will go: a page on which one fires says so.
        action: ``"remove"``; ``"edit"`` (replace); ``"flag"`` (a warning, nothing is changed); ``"keep"`` (a piece it
            matches is never removed by another rule).
        stage: ``"strip"`` or ``"proofread"``: who runs the rule.  Proofreading rules edit or flag, anywhere in the body.
        scope: ``"piece"``: matches of piece rules must cover a whole line or block, separators aside;
            ``"span"``: also taken out of a longer piece where it stands apart; ``"glued"``: taken out wherever it
            stands, even from the middle of a sentence, so its pattern must be beyond doubt.
        where: ``"any"``; ``"head"``: only before the first paragraph of prose; ``"foot"``: only after the last one;
            ``"edge"``: either.
        evidence: ``"strong"``: enough alone; ``"half"``: two different ones in an unbroken run of matched pieces make
            a strong one; ``"linked"``: only in a run that has a strong one; ``"weak"``: only there, and below it.
        role: what a piece taken by it is called (``Piece.role``).
        kinds: restricts it to these kinds of ``Piece``; empty means all.
        longest: longest piece in characters that it looks at.
        literals: strings of which one must be there, blanks aside, for the pattern to be tried (the gate).
        pattern: verbose, case-insensitive ``re`` pattern over *folded* text (simplified, half-width), see
            :mod:`govclean.rules.pattern` for its shorthands.
        fact: attribute of ``Site`` or field that the group ``value`` holds (the whole match if there is no such group).
        replace: what an ``edit`` puts in place, with ``\\g<name>`` for groups.
        wrong, right: an ``edit`` given as two literal strings instead of a pattern.
        confidence: 0–1, of an ``edit``.
        detector: the rule has no pattern: it switches a detector of its name on (:data:`DETECTORS`).
        override: it is meant to replace a rule of the same name in an earlier layer; without, replacing one is noted.
        examples: texts that the rule must match; counter_examples: texts that it must leave alone.
        file, line: where it was written, for messages; not part of its identity.
    """

    name: str
    reason: str = ""
    status: str = "stable"
    action: str = "remove"
    stage: str = "strip"
    scope: str = "piece"
    where: str = "any"
    evidence: str = "strong"
    role: str = "tool"
    kinds: tuple[str, ...] = ()
    longest: int = LONGEST_PIECE
    literals: tuple[str, ...] = ()
    pattern: str = ""
    fact: str = ""
    replace: str = ""
    wrong: str = ""
    right: str = ""
    confidence: float = 1.0
    detector: bool = False
    override: bool = field(default=False, compare=False)
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()
    file: str | None = field(default=None, compare=False, repr=False)
    line: int | None = field(default=None, compare=False, repr=False)

    @property
    def family(self) -> str:
        """The part of the name before the dot."""
        return self.name.partition(".")[0]

    def error(self, problem: str) -> RuleError:
        """Return an error that names this rule, its file and its line."""
        return RuleError(problem, rule=self.name, file=self.file, line=self.line)

    def canonical(self) -> list[Any]:
        """Return all that decides what the rule does, for the version hash."""
        skip = {"file", "line", "reason", "examples", "counter_examples", "override"}
        return [[f.name, getattr(self, f.name)] for f in fields(self) if f.name not in skip]


_CHOICES = {
    "status": STATUSES,
    "action": ACTIONS,
    "stage": STAGES,
    "scope": SCOPES,
    "where": WHERE,
    "evidence": EVIDENCE,
    "fact": ("", *FACTS),
}
_DEFAULTS = {f.name: f.default for f in fields(Rule)}
_STRIP_ONLY = ("kinds", "where", "scope", "evidence", "role", "fact", "longest")
_LISTS = {"kinds", "literals", "examples", "counter_examples"}
_KEYS = {f.name for f in fields(Rule)} - {"file", "line"}


def rule_from_table(table: Mapping[str, Any], file: str | None = None, line: int | None = None) -> Rule:
    """Build a rule from a TOML table and check its shape (not yet its pattern).

    Raises:
        RuleError: a key is unknown, missing or has the wrong type or value.
    """
    name = table.get("name")
    shown = name if isinstance(name, str) else None

    def fail(problem: str) -> RuleError:
        return RuleError(problem, rule=shown, file=file, line=line)

    if not isinstance(name, str) or not _is_name(name):
        raise fail(
            "a rule needs a name such as 'counter.visitors': family, dot, what; lower-case letters, digits, _"
        )
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in _KEYS:
            raise fail(f"unknown key {key!r}; known keys: {', '.join(sorted(_KEYS))}")
        if key in _LISTS:
            if not isinstance(value, (list, tuple)) or not all(isinstance(v, str) for v in value):
                raise fail(f"{key} must be a list of strings")
            value = tuple(value)
        elif key == "longest":
            if not isinstance(value, int) or isinstance(value, bool) or value < 1:
                raise fail("longest must be a number of characters, 1 or more")
        elif key in ("detector", "override"):
            if not isinstance(value, bool):
                raise fail(f"{key} must be true or false")
        elif key == "confidence":
            if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 1:
                raise fail("confidence must be a number from 0 to 1")
            value = float(value)
        elif not isinstance(value, str):
            raise fail(f"{key} must be a string")
        values[key] = value
    rule = Rule(file=file, line=line, **values)
    problem = check_shape(rule)
    if problem:
        raise fail(problem)
    return rule


def check_shape(rule: Rule) -> str:
    """Return what is wrong with the values of ``rule`` and with how they go together, ``""`` if nothing is.

    What would have no effect is wrong: whoever wrote it expects one.
    """
    for key, choices in _CHOICES.items():
        value = getattr(rule, key)
        if key == "stage" and value == "repair":
            return "no rule can join the repair of characters: set stage = 'proofread' to edit the text of articles"
        if value not in choices:
            return f"{key} is {value!r}; it must be one of {', '.join(c for c in choices if c)}"
    for kind in rule.kinds:
        if kind not in KINDS:
            return f"kinds holds {kind!r}; the kinds are {', '.join(KINDS)}"
    return _check_detector(rule) or _check_edit(rule) or _check_stage(rule) or _check_texts(rule)


_DETECTOR_KEYS = {"name", "reason", "status", "role", "detector", "override", "examples", "counter_examples", "file", "line", "where"}  # fmt: skip


def _check_detector(rule: Rule) -> str:
    if not rule.detector:
        return ""
    if rule.name not in DETECTORS:
        return f"no detector is called so; there are {', '.join(DETECTORS)}"
    idle = [
        key
        for key, default in _DEFAULTS.items()
        if key not in _DETECTOR_KEYS and getattr(rule, key) != default
    ]
    return f"{idle[0]} has no effect on a detector: leave it out" if idle else ""


def _check_edit(rule: Rule) -> str:
    if bool(rule.wrong) != bool(rule.right):
        return "wrong and right belong together"
    if rule.wrong and (rule.pattern or rule.replace):
        return "give either wrong and right, or a pattern, not both"
    if rule.action == "edit":
        return "" if rule.wrong or rule.pattern else "an edit needs wrong and right, or a pattern and replace"
    if rule.wrong:
        return "wrong and right make an edit: set action = 'edit'"
    if rule.replace:
        return "replace belongs to an edit: set action = 'edit'"
    if rule.confidence != _DEFAULTS["confidence"]:
        return "confidence belongs to an edit: evidence says how sure a rule is that removes"
    return ""


def _check_stage(rule: Rule) -> str:
    if rule.stage == "strip":
        if rule.action == "edit":
            return "the strip stage removes, it does not edit: set stage = 'proofread'"
        if rule.fact and rule.action != "remove":
            return f"fact is only read from what is removed; this rule's action is {rule.action!r}"
        return ""
    if rule.action not in ("edit", "flag"):
        return f"proofreading edits or flags, it cannot {rule.action}: set stage = 'strip'"
    idle = [key for key in _STRIP_ONLY if getattr(rule, key) != _DEFAULTS[key]]
    return (
        f"{idle[0]} has no effect in proofreading, which reads the whole body: leave it out" if idle else ""
    )


def _check_texts(rule: Rule) -> str:
    if rule.action != "edit" and not rule.pattern and not rule.detector:
        return "a rule needs a pattern"
    if not rule.examples and not rule.wrong:
        return "a rule needs at least one example"
    return ""


def _is_name(name: str) -> bool:
    family, dot, what = name.partition(".")
    return bool(dot) and all(
        part
        and part.isascii()
        and part.replace("_", "a").replace("-", "a").isalnum()
        and part == part.lower()
        for part in (family, what)
    )

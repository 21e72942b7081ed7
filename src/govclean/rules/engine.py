"""The engine: which rule matches which piece, found in one pass over the joined, folded text of all pieces."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from govclean.errors import ConfigError
from govclean.fold import fold

from .load import ExtraRules, builtin_rules, plugin_rules, rules_from
from .model import EVIDENCE, STAGES, Rule
from .steps import steps
from .timed import Found, Watch, matcher

__all__ = [
    "EDITION",
    "SEPARATORS",
    "Match",
    "RuleSet",
    "Tiling",
    "find",
    "matches_text",
    "note_of",
    "stands_apart",
    "tile",
    "why_not_ignored",
]

EDITION = "2026.11"
"""Edition of the built-in rules; with the hash of what is in force it makes ``RuleSet.version``."""

SEPARATORS = frozenset(" \t\n|·•>»<«-_*:,.。;、/\\[]()《》「」…→=~^+&@#■□◆●▲★※›‹©®'\"“”!|丨?")
"""What may stand between and around boilerplate items of one line, on folded text."""

_BREAK = "\x1e"  # between pieces in the joined text; no page holds it as text


@dataclass(frozen=True, slots=True)
class Match:
    """A rule's match in a piece: offsets in the piece's text, and the fact it holds."""

    rule: Rule
    start: int
    end: int
    fact: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Tiling:
    """How far a piece consists of matches: the matches in order and what none of them covers."""

    matches: tuple[Match, ...]
    gaps: tuple[tuple[int, int], ...]

    @property
    def whole(self) -> bool:
        """Whether matches and separators cover the whole piece."""
        return bool(self.matches) and not self.gaps


def tile(folded: str, rules: Iterable[Rule], watch: Watch | None = None) -> Tiling:
    """Lay matches of ``rules`` end to end over ``folded``; the longest at each place wins, on a tie the surest."""
    watch = watch or Watch()
    compiled = [(rule, matcher(rule, watch)) for rule in rules]
    matches: list[Match] = []
    gaps: list[tuple[int, int]] = []
    position, length = 0, len(folded)
    gap: int | None = None
    fresh = True  # an item may begin here: at the start, after a separator, after a match
    while position < length:
        best: tuple[int, Rule, Found] | None = None
        if (
            fresh and folded[position] != " "
        ):  # a blank that a pattern may begin with belongs to what stands before it
            for rule, pattern in compiled:
                match = pattern.match(folded, position)
                if match is not None and match.end() > position:
                    reach = (match.end(), -EVIDENCE.index(rule.evidence))
                    if best is None or reach > (best[0], -EVIDENCE.index(best[1].evidence)):
                        best = (match.end(), rule, match)
        if best is not None:
            if gap is not None:
                gaps.append((gap, position))
                gap = None
            matches.append(_match(best[1], best[2]))
            position = best[0]
            continue
        if folded[position] in SEPARATORS:
            if gap is not None:
                gaps.append((gap, position))
                gap = None
            fresh = True
        else:
            if gap is None:
                gap = position
            fresh = False
        position += 1
    if gap is not None:
        gaps.append((gap, length))
    return Tiling(tuple(matches), tuple(gaps))


def find(folded: str, rule: Rule, watch: Watch | None = None) -> list[Match]:
    """Return every match of ``rule`` in ``folded``."""
    found = matcher(rule, watch or Watch()).finditer(folded)
    return [_match(rule, match) for match in found if match.end() > match.start()]


def _match(rule: Rule, match: Found) -> Match:
    fact: tuple[int, int] | None = None
    if rule.fact:
        fact = match.span("value") if "value" in match.re.groupindex else match.span()
        if fact[0] < 0 or fact[0] == fact[1]:
            fact = None
    return Match(rule, match.start(), match.end(), fact)


def matches_text(rule: Rule, text: str) -> bool:
    """Whether ``rule`` applies to ``text`` as a piece of its own, place and neighbours aside."""
    folded = fold(text)
    if rule.wrong:
        return rule.wrong in text
    if rule.detector:
        from govclean.strip.trial import detects  # the detectors need the rules, so the way back is open late

        return detects(rule, text)
    if rule.literals and not _gate_open(rule, folded):
        return False
    if rule.stage != "strip":
        return bool(find(folded, rule))
    if len(folded) > rule.longest:
        return False
    if rule.scope == "piece":
        return tile(folded, [rule]).whole
    found = find(folded, rule)
    if rule.scope == "glued":
        return bool(found)
    return any(stands_apart(folded, match.start, match.end) for match in found)


def stands_apart(folded: str, start: int, end: int) -> bool:
    """Whether ``folded[start:end]`` has a separator or an end of the text on both sides, inside or outside of it."""
    before = start == 0 or folded[start - 1] in SEPARATORS or folded[start] in "[( "
    after = end == len(folded) or folded[end] in SEPARATORS or folded[end - 1] in "]) "
    return before and after


def _gate_open(rule: Rule, folded: str) -> bool:
    squeezed = _squeeze(folded)
    return any(_squeeze(fold(literal)) in squeezed for literal in rule.literals)


def _squeeze(folded: str) -> str:
    return folded.replace(" ", "").lower()


class RuleSet:
    """The rules in force: immutable, picklable, safe to share between threads.

    Make one with :meth:`load`; ``Cleaner`` does that for its ``rules`` and ``ignore`` arguments.
    """

    __slots__ = ("__dict__", "_rules", "notes")

    def __init__(self, rules: Iterable[Rule] = (), notes: Iterable[str] = ()) -> None:
        self._rules: tuple[Rule, ...] = tuple(rules)
        self.notes: tuple[str, ...] = tuple(notes)
        """What whoever loaded the rules should know, such as a rule that replaced one of an earlier layer."""

    @classmethod
    def load(
        cls,
        builtin: bool = True,
        extra: ExtraRules | None = None,
        ignore: Sequence[str] = (),
        *,
        plugins: bool = True,
        preview: bool = False,
        check: bool = True,
    ) -> RuleSet:
        """Lay the layers over each other: built-in, plug-ins, ``extra``; then drop ``ignore``.

        Args:
            builtin: whether the rules that come with govclean are the lowest layer.
            extra: path of a TOML file or a folder of them, a table, a ``Rule``, or a list of these.
            ignore: names of rules, or of families, to switch off.
            plugins: whether rules of installed plug-ins (entry points ``govclean.rules``) are used.
            preview: whether rules of status ``"preview"`` run; a preview rule of ``extra`` always does.
            check: whether the rules of plug-ins and ``extra`` are checked (patterns, examples, worst cases).

        Raises:
            RuleError: a rule is wrong. ConfigError: ``ignore`` names nothing that exists.
        """
        from .check import check_rules

        layers: dict[str, Rule] = {}
        if builtin:
            layers |= {rule.name: rule for rule in builtin_rules() if preview or rule.status != "preview"}
        added = [*(plugin_rules() if plugins else []), *rules_from(extra)]
        if check:
            for problem in check_rules(added):
                raise problem
        notes = _lay_over(layers, added)
        if isinstance(ignore, str):
            ignore = (ignore,)
        known = {rule.name for rule in builtin_rules()} | set(layers)
        known |= {name.partition(".")[0] for name in known}
        for name in ignore:
            if name not in known:
                raise ConfigError(why_not_ignored(name))
        dropped = set(ignore)
        kept = (r for r in layers.values() if r.name not in dropped and r.family not in dropped)
        return cls(kept, notes)

    def rules(
        self, *, action: str | None = None, stage: str | None = None, family: str | None = None
    ) -> tuple[Rule, ...]:
        """Return the rules in force, narrowed by action, stage and family."""
        return tuple(
            rule
            for rule in (self._rules if stage is None else self._by_stage.get(stage, ()))
            if (action is None or rule.action == action) and (family is None or rule.family == family)
        )

    @cached_property
    def _by_stage(self) -> Mapping[str, tuple[Rule, ...]]:
        """Rules of each stage: proofreading asks for its own at every paragraph."""
        return {stage: tuple(rule for rule in self._rules if rule.stage == stage) for stage in STAGES}

    @cached_property
    def version(self) -> str:
        """Edition and hash of the rules in force: equal versions clean equally."""
        content = json.dumps(
            sorted((rule.canonical() for rule in self._rules), key=lambda c: str(c[0])),
            ensure_ascii=False,
            separators=(",", ":"),
        )
        return f"{EDITION}+{hashlib.sha256(content.encode()).hexdigest()[:8]}"

    def candidates(
        self, texts: Sequence[str], stage: str = "strip", watch: Watch | None = None
    ) -> tuple[list[str], dict[int, list[Rule]]]:
        """Return the folded texts, and for each text that some rule's literals allow, the rules worth trying on it.

        ``watch`` counts the time of patterns that users wrote.
        """
        joined = fold(_BREAK.join(texts))
        folded = joined.split(_BREAK)
        if len(folded) != len(texts):  # a text holds the separator itself: fold one by one
            folded = [fold(text) for text in texts]
            joined = _BREAK.join(text.replace(_BREAK, " ") for text in folded)
        gate = self._gates[stage]
        everywhere = stage == "proofread"  # paragraphs of any length are proofread
        found: dict[int, set[int]] = {}
        if gate.pattern is not None:
            squeezed = _squeeze(joined)
            search, by_literal = gate.pattern.search, gate.by_literal
            index, counted, position = 0, 0, 0
            while (match := search(squeezed, position)) is not None:
                start = match.start()
                index += squeezed.count(_BREAK, counted, start)
                counted = start
                found.setdefault(index, set()).update(by_literal[match[0]])
                position = start + 1
        watch = watch or Watch()
        for order, rule in gate.always:
            search_rule = matcher(rule, watch).search
            for index, text in enumerate(folded):
                if (everywhere or len(text) <= rule.longest) and search_rule(text) is not None:
                    found.setdefault(index, set()).add(order)
        ordered = gate.rules
        result: dict[int, list[Rule]] = {}
        for index in sorted(found):
            length = len(folded[index])
            rules = [
                ordered[i]
                for i in sorted(found[index])
                if everywhere or length <= ordered[i].longest or ordered[i].scope != "piece"
            ]
            if rules:
                result[index] = rules
        return folded, result

    @cached_property
    def _gates(self) -> Mapping[str, _Gate]:
        return {stage: _gate(self.rules(stage=stage)) for stage in STAGES}

    @cached_property
    def deprecated(self) -> frozenset[str]:
        """Names of the rules in force that will go."""
        return frozenset(rule.name for rule in self._rules if rule.status == "deprecated")

    def __len__(self) -> int:
        return len(self._rules)

    def __iter__(self) -> Iterator[Rule]:
        return iter(self._rules)

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(rule.name for rule in self._rules)

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def detects(self, name: str) -> bool:
        """Whether the detector ``name`` is in force: neither ignored nor overridden by a rule with a pattern."""
        return name in self._detectors

    @cached_property
    def _detectors(self) -> frozenset[str]:
        return frozenset(rule.name for rule in self._rules if rule.detector)

    def __eq__(self, other: object) -> bool:
        return self._rules == other._rules if isinstance(other, RuleSet) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._rules)

    def __repr__(self) -> str:
        return f"<RuleSet {self.version}: {len(self._rules)} rules>"

    def __reduce__(self) -> tuple[Any, ...]:
        return (RuleSet, (self._rules, self.notes))


def _lay_over(layers: dict[str, Rule], added: Iterable[Rule]) -> list[str]:
    """Put ``added`` over ``layers``; return a note for each rule that replaces one without saying ``override = true``.

    Raises:
        RuleError: a rule says ``override = true``, and there is nothing of its name to replace.
    """
    notes: list[str] = []
    builtin = {rule.name: rule for rule in builtin_rules()}
    for rule in added:
        earlier = layers.get(rule.name) or builtin.get(rule.name)
        if earlier is None and rule.override:
            raise rule.error("override = true, but no earlier layer has a rule of this name")
        if earlier is not None and not rule.override:
            notes.append(str(rule.error(note_of(rule, earlier))))
        layers[rule.name] = rule
    return notes


def note_of(rule: Rule, earlier: Rule) -> str:
    """Return what to say of a rule that replaces ``earlier`` and does not say that it means to."""
    whose = (
        "a built-in rule" if earlier.file and earlier.file.startswith("govclean/data/") else "an earlier rule"
    )
    return (
        f"replaces {whose} of this name; write override = true if that is meant, or give it a name of its own"
    )


def why_not_ignored(name: str) -> str:
    """Return what is wrong with a name that ``ignore`` holds and no rule or family has."""
    step = steps().get(name)
    if step is not None:
        return (
            f"ignore names {name!r}, which is a step of govclean, not a rule: {step.about} It cannot be switched off"
            f"{': ' + step.instead if step.instead else ''}"
        )
    if any(known.startswith(name + ".") for known in steps()):
        return f"ignore names {name!r}: these are steps of govclean, not rules, and cannot be switched off; `govclean rules --steps` lists them"
    return f"ignore names {name!r}, but there is no such rule or family; `govclean rules` lists them"


@dataclass(frozen=True, slots=True)
class _Gate:
    pattern: re.Pattern[str] | None
    by_literal: Mapping[str, tuple[int, ...]]
    rules: tuple[Rule, ...]
    always: tuple[tuple[int, Rule], ...]  # rules without literals: tried on every piece short enough


def _gate(rules: tuple[Rule, ...]) -> _Gate:
    owners: dict[str, set[int]] = {}
    always: list[tuple[int, Rule]] = []
    for order, rule in enumerate(rules):
        if rule.wrong or rule.detector:
            continue
        if not rule.literals:
            always.append((order, rule))
        for literal in rule.literals:
            owners.setdefault(_squeeze(fold(literal)), set()).add(order)
    owners.pop("", None)
    # A literal found includes those that are its prefixes: the expression takes the longest at each place.
    by_literal = {
        literal: tuple(
            sorted({i for other, group in owners.items() if literal.startswith(other) for i in group})
        )
        for literal in owners
    }
    pattern = None
    if owners:
        # Grouped by first character: the expression then tests one character a branch, not one literal.
        heads: dict[str, list[str]] = {}
        for literal in sorted(owners, key=len, reverse=True):
            heads.setdefault(literal[0], []).append(literal[1:])
        branches = (
            re.escape(head) + ("(?:" + "|".join(map(re.escape, rest)) + ")" if any(rest) else "")
            for head, rest in heads.items()
        )
        pattern = re.compile("|".join(branches))
    return _Gate(pattern, by_literal, rules, tuple(always))

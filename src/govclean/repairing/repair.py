"""``repair`` and ``repair_page``: a gate that decides in one pass, then the passes in order until nothing changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from ..article import Repaired
from ..inputs import looks_like_html
from ..page import Page
from ..trail import Edit, compose, replay
from .characters import (
    ESCAPED,
    LOOKALIKE,
    LOST,
    NOISY,
    PRIVATE,
    UNSEEN,
    find_entities,
    find_escapes,
    find_invisible,
    find_lookalikes,
    find_noise,
    find_private,
    report_lost,
)
from .crossed import find_crossed
from .endtags import END_TAG_SIGN, find_end_tags
from .gate import ODD, looks_damaged
from .pinyin import BRACKETS, find_injected
from .references import join_resolved, keep_needed, resolve_references
from .runs import find_runs, suspicious_lines
from .search import Budget
from .spans import editable_spans, gather, lift, moved
from .unreadable import may_be_unreadable, warn_of_unreadable
from .wishes import convert_script, restore_punctuation

__all__ = ["repair", "repair_page"]

ROUNDS = 4  # passes that undo one layer of damage each; more than three layers have not been seen

Spans = list[tuple[int, int]]
Pass = Callable[[str, Spans], tuple[list[Edit], list[str]]]


def repair(text: str, punctuation: bool = False, script: str | None = None) -> Repaired:
    """Undo what happened to the characters of ``text``, plain text or HTML source.

    Args:
        text: the decoded text.
        punctuation: also restore full-width punctuation that was flattened to ASCII in Chinese text.
        script: convert to ``"hans"`` or ``"hant"`` last.

    Returns:
        the repaired text, edits with offsets in ``text`` (sorted, one layer), and warnings.

    Raises:
        ConfigError: ``script`` is neither ``"hans"`` nor ``"hant"``, or OpenCC is not installed.
    """
    edits, warnings = _repair(text, looks_like_html(text), punctuation, script)
    return Repaired(replay(text, edits), tuple(edits), tuple(warnings))


def repair_page(page: Page) -> None:
    """Repair ``page.text``; edits and warnings go to the page, kinds of damage to ``page.cache["repairing"]``."""
    options = page.options
    edits, warnings = _repair(
        page.text,
        page.is_html,
        bool(getattr(options, "punctuation", False)),
        getattr(options, "script", None),
    )
    page.trail.edits += edits
    page.warnings += warnings
    page.text = replay(page.text, edits)
    page.cache["repairing"] = _kinds(edits)


def _kinds(edits: Sequence[Edit]) -> dict[str, int]:
    """Count the edits by kind of damage; the keys are the first words of the rules' names where those are shared."""
    kinds: Counter[str] = Counter()
    for edit in edits:
        for rule in edit.rule.split("+"):
            kinds[KINDS.get(rule, rule)] += 1
    return dict(kinds)


KINDS = {"injected-pinyin": "pinyin", "shifted-run": "shifted"}


def _repair(text: str, is_html: bool, punctuation: bool, script: str | None) -> tuple[list[Edit], list[str]]:
    edits: list[Edit] = []
    warnings: dict[str, None] = {}
    current = text
    budget = Budget()
    shown = ""
    for _ in range(ROUNDS):
        found, said, shown = _round(current, is_html, budget)
        warnings.update(dict.fromkeys(said))
        if not found:
            break
        edits = compose(text, edits, found)
        current = replay(text, edits)
    else:
        if _round(current, is_html, budget)[0]:
            warnings[
                f"repair.limit: damage lies in more than {ROUNDS} layers; after as many the rest stays as it is"
            ] = None
    if END_TAG_SIGN in current:
        found, said = _on_characters(
            current, is_html, lambda text, spans: find_end_tags(text, spans, is_html)
        )
        warnings.update(dict.fromkeys(said))
        edits = compose(text, edits, found)
        current = replay(text, edits)
    if may_be_unreadable(shown):
        # of an undamaged source the markup still stands in it
        displayed = gather(shown, editable_spans(shown, True))[0] if shown is current and is_html else shown
        warnings.update(dict.fromkeys(warn_of_unreadable(displayed)))
    for wish in _wishes(punctuation, script):
        found, said = _on_characters(current, is_html, wish)
        edits = compose(text, edits, found)
        current = replay(text, edits)
    return join_resolved(edits), list(warnings)


def _wishes(punctuation: bool, script: str | None) -> Iterator[Pass]:
    """What the caller asked for on top; script conversion last, as it would hide damage."""
    if punctuation:
        yield restore_punctuation
    if script is not None:
        yield lambda text, spans: convert_script(text, spans, script)


def _round(source: str, is_html: bool, budget: Budget) -> tuple[list[Edit], list[str], str]:
    """One pass of every kind of repair, each on what the last one left; also what was displayed before it.

    Where the source, markup and all, does not look damaged, it stands for what it displays.

    All look at the displayed text alone, gathered from the source: scripts are most of many pages.
    """
    if is_html and "&#" not in source and not looks_damaged(source, True):
        return [], [], source
    shown = ""

    def make(text: str, places: Spans) -> tuple[list[Edit], list[str]]:
        nonlocal shown
        shown, within = gather(text, places) if is_html else (text, places)
        edits, warnings = _pass_over(shown, within, is_html, budget)
        return lift(edits, places, within), warnings

    return *_on_characters(source, is_html, make), shown


def _on_characters(source: str, is_html: bool, make: Pass) -> tuple[list[Edit], list[str]]:
    """What ``make`` does to the source with its numeric references resolved, as edits of the source."""
    places = editable_spans(source, is_html)
    resolved = resolve_references(source, places) if is_html and "&#" in source else []
    if not resolved:
        return make(source, places)
    middle = moved(places, resolved)
    found, warnings = make(replay(source, resolved), middle)
    return (keep_needed(source, resolved, found, places, middle) if found else []), warnings


def _pass_over(text: str, within: Spans, is_html: bool, budget: Budget) -> tuple[list[Edit], list[str]]:
    suspicion = looks_damaged(text, is_html)
    if not suspicion:
        return [], []
    edits: list[Edit] = []
    warnings: list[str] = []
    current, spans = text, within
    for make in _passes(text, is_html, budget, suspicion):
        found, said = make(current, spans)
        warnings += said
        if found:
            edits = compose(text, edits, found)
            current = replay(current, found)
            spans = moved(spans, found)
    return edits, warnings


def _passes(text: str, is_html: bool, budget: Budget, suspicion: str) -> Iterator[Pass]:
    """The repairs that ``text`` may need, in order: bytes before characters, evidence before what would hide it.

    Private use and look-alikes come after the runs, which need them as they are.
    """
    if suspicion == ODD:
        yield lambda current, spans: find_crossed(current, spans, list(suspicious_lines(current, spans)))
        yield lambda current, spans: find_runs(current, spans, budget)
        return
    yield find_crossed
    if ESCAPED.search(text):
        yield lambda current, spans: find_entities(current, spans, is_html)
        yield find_escapes
    if UNSEEN.search(text):
        yield find_invisible
    if BRACKETS.search(text):
        yield find_injected
    yield lambda current, spans: find_runs(current, spans, budget)
    if PRIVATE.search(text):
        yield find_private
    if LOOKALIKE.search(text):
        yield find_lookalikes
    if NOISY.search(text):
        yield find_noise
    if LOST.search(text):
        yield report_lost

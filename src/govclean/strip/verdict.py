"""The verdict on a page: clean, repaired, mirrored or hijacked, with its reasons as data."""

from __future__ import annotations

from collections import Counter

from ..page import Page
from ..trail import Candidate, Choice
from .findings import findings_of

__all__ = ["judge_page"]

# A mirror puts a reading behind every occurrence of some characters: 9 on the shortest mirrored page, 120 on the seed.  Two
# are beyond a gloss, which stands once.
MIRROR_PINYIN = 2
# The repairs that only mirrors need: names of edits, and of the kinds that ``repairing`` counts.
PINYIN = frozenset({"injected-pinyin", "pinyin"})
SHIFTED = frozenset({"shifted-run", "shifted"})


def judge_page(page: Page) -> None:
    """Set ``page.verdict`` and put the reasons in the trail as ``Choice("verdict", …)``.

    ``"hijacked"`` (spam was injected) outweighs ``"mirrored"`` (the damage that mirror sites do), which outweighs
    ``"repaired"`` (any other repair of characters).
    """
    candidates: list[Candidate] = []
    for finding in findings_of(page):
        origin = f"{finding.kind}:{finding.where}"
        candidates.append(Candidate("hijacked", origin, float(finding.points), "; ".join(finding.reasons)))
    spam_rules = Counter(p.rule for p in page.pieces if p.role == "spam" and p.rule.startswith("spam."))
    spam_rules.update(r.rule for r in page.trail.removals if r.rule.startswith("spam.") and r.where != "meta")
    told = {c.origin.partition(":")[0] for c in candidates}
    for rule, count in sorted(spam_rules.items()):
        if rule not in told:
            candidates.append(Candidate("hijacked", rule, float(count), f"{count} texts matched this rule"))
    counts = _repairs(page)
    candidates += _of_decoding(page)
    pinyin = sum(n for name, n in counts.items() if name in PINYIN)
    shifted = sum(n for name, n in counts.items() if name in SHIFTED)
    if pinyin >= MIRROR_PINYIN or (shifted and pinyin):
        candidates.append(
            Candidate(
                "mirrored",
                "repair",
                float(pinyin + shifted),
                f"{pinyin} injected readings, {shifted} shifted runs",
            )
        )
    elif shifted >= 2:
        candidates.append(
            Candidate("mirrored", "repair", float(shifted), f"{shifted} runs read one byte out of step")
        )
    if counts:
        told_counts = ", ".join(f"{name}: {n}" for name, n in sorted(counts.items()))
        candidates.append(Candidate("repaired", "repair", float(sum(counts.values())), told_counts))
    chosen = next(
        (v for v in ("hijacked", "mirrored", "repaired") if any(c.value == v for c in candidates)), "clean"
    )
    why = next((c.note for c in candidates if c.value == chosen), "no repair of characters, no injected text")
    if not page.pieces and chosen == "clean":
        why = f"there is nothing to judge: {page.page_type or 'no text'}"
    _warn_of_deprecated(page)
    page.verdict = chosen
    page.trail.choices.append(Choice("verdict", chosen, tuple(candidates), why))


LOST = "\ufffd"
_LOST_TWICE = "锟斤拷"  # U+FFFD twice, written as UTF-8 and read as GBK


def _of_decoding(page: Page) -> list[Candidate]:
    """What decoding did and could not do: there are no edits that tell it."""
    found: list[Candidate] = []
    encoding = next((c for c in reversed(page.trail.choices) if c.what == "encoding"), None)
    if encoding is not None and any(c.origin == "twice" for c in encoding.candidates):
        found.append(Candidate("repaired", "decode", 1.0, "the bytes had been encoded twice"))
    # In scripts, comments and what is not displayed nobody misses a character.
    shown = "\n".join(p.text for p in page.pieces if not p.hidden)
    if LOST in shown or _LOST_TWICE in shown:
        lost = shown.count(LOST) + 2 * shown.count(_LOST_TWICE)
        note = f"{lost} characters are lost: nothing could put them back"
        found.append(Candidate("repaired", "lost", float(lost), note))
    return found


def _warn_of_deprecated(page: Page) -> None:
    """Say which of the rules that worked on the page will go."""
    deprecated = page.rules.deprecated
    if not deprecated:
        return
    worked = {
        name for p in page.pieces if p.role for name in (p.rule, *p.note.removeprefix("and ").split(", "))
    }
    worked.update(removal.rule for removal in page.trail.removals)
    worked.update(name for edit in page.trail.edits for name in edit.rule.split("+"))
    worked.update(warning.partition(": ")[0].partition(".")[2] for warning in page.warnings)
    for name in sorted(deprecated & worked):
        page.warn("rule.deprecated", f"rule {name!r} worked on this page; it is deprecated and will go")


def _repairs(page: Page) -> Counter[str]:
    """Count repairs by rule, from what the repair stage noted and from its edits."""
    counts: Counter[str] = Counter()
    noted = page.cache.get("repairing")
    if isinstance(noted, dict):
        counts.update({str(k): v for k, v in noted.items() if isinstance(v, int) and v > 0})
    if not counts:
        for edit in page.trail.edits:
            if edit.stage == "repair":
                counts.update(edit.rule.split("+"))
    return counts

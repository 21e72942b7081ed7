"""From text to corrections: levels, passes, edits.

Every correction puts as many characters as it takes, so offsets hold from pass to pass.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp

from ..article import Proofread
from ..errors import ConfigError
from ..fold import fold
from ..trail import Edit, replay
from .candidates import EDGE, Candidate, Context, context, functions_at, pairs_at, singles_at, suspicious
from .expressions import SCORE, completed
from .flags import flags_of
from .gate import gate
from .guard import protected
from .score import LEAST_REGISTER, Model, Surroundings, features_of, model
from .script import is_traditional, to_script

__all__ = ["LEVELS", "correct", "edits_of", "gather", "proofread", "read_level", "warnings_of"]

LEVELS = ("certain", "likely", "suggest", "off")
PASSES = 4  # a correction may lay open another one beside it; of 1,500 damaged lines none needed more than 3

STRICT_OFFICIAL, STRICT_GENERAL = 1, 3
"""Levels up to which a pair of characters is looked at by default: once in official text, 4 times in the language.
Of what is corrected on held-out official text 89 % stands beside such a pair; one level more costs twice the time."""
QUICK_CERTAIN = 8.5
"""Least rough gain that the default level asks the score about; 99 % of what it corrects has more."""
QUICK_FUNCTION = 0.5

FAR_BEHIND = 4.0  # a candidate whose rough gain is that far behind another's is never the right one
KNOWN_OFFICIAL, KNOWN_GENERAL = 4, 3  # levels from which four characters count as a fixed expression


def read_level(level: object) -> str:
    """Return ``level`` if it is one.

    Raises:
        ConfigError: it is none of :data:`LEVELS`.
    """
    if isinstance(level, str) and level in LEVELS:
        return level
    raise ConfigError(f"typos is {level!r}; it must be one of {', '.join(map(repr, LEVELS))}")


def proofread(text: str, typos: str = "certain") -> Proofread:
    """Correct typos in official Chinese text; see :func:`govclean.proofread`."""
    level = read_level(typos)
    if level == "off" or not text:
        return Proofread(text)
    found = correct(text, level)
    edits = edits_of(found, level)
    return Proofread(
        replay(text, edits) if edits else text, tuple(edits), tuple(warnings_of(text, found, level))
    )


@dataclass(frozen=True, slots=True)
class _Proposal:
    """A scored correction: offsets in the text, ``meant`` in simplified script."""

    score: float
    kind: str
    start: int
    meant: str


def correct(text: str, level: str) -> list[Edit]:
    """Return the corrections that ``text`` deserves, sorted, not overlapping, offsets in ``text``."""
    if text.isascii():
        return []
    made: dict[int, tuple[_Proposal, str]] = {}  # start → correction and what it writes
    current = text
    for _ in range(PASSES):
        fresh = _propose(current, level)
        taken = {i for start, (p, _) in made.items() for i in range(start, start + len(p.meant))}
        changed = False
        for proposal in fresh:
            span = range(proposal.start, proposal.start + len(proposal.meant))
            if not taken.isdisjoint(span):
                continue  # what was corrected stays
            taken.update(span)
            end = proposal.start + len(proposal.meant)
            written = to_script(proposal.meant, is_traditional(text, proposal.start, end))
            if written is None or written == current[proposal.start : end]:
                continue
            made[proposal.start] = proposal, written
            current = current[: proposal.start] + written + current[end:]
            changed = True
        if not changed or level == "suggest":
            break
    return [_edit(text, current, made[start][0], made[start][1]) for start in sorted(made)]


def _propose(text: str, level: str) -> list[_Proposal]:
    """Return the corrections of one pass, best first; they may overlap."""
    ctx, trees = context(), model()
    found: list[_Proposal] = []
    for start, line, places in _lines(text, level, ctx):
        ids = [0] * EDGE + [ctx.tables.ids.get(c, 0) for c in line] + [0] * EDGE
        around = Surroundings(ctx, ids)
        for candidate, rival in gather(ctx, ids, places, QUICK_CERTAIN if level == "certain" else 0.0):
            proposal = _judge(ctx, trees, around, candidate, rival, level)
            if proposal is None:
                continue
            at = start + proposal.start
            if not protected(text, at, at + len(proposal.meant), proposal.meant):
                found.append(_Proposal(proposal.score, proposal.kind, at, proposal.meant))
    found += _expressions(text, ctx)
    found.sort(key=lambda p: (-p.score, p.start))
    return found


def _expressions(text: str, ctx: Context) -> list[_Proposal]:
    """Return the corrections of fixed expressions that end in a homophone of their last character."""
    folded, unusual = gate().places(text)
    get, chars = ctx.tables.ids.get, ctx.tables.chars
    found = []
    for at in unusual:
        if at < 2:
            continue
        a, b, c, d = (get(char, 0) for char in folded[at - 2 : at + 2])
        if a and b and c and d:
            meant = completed(ctx, a, b, c, d)
            if meant and not protected(text, at + 1, at + 2, chars[meant]):
                found.append(_Proposal(SCORE, "single", at + 1, chars[meant]))
    return found


def _judge(
    ctx: Context, trees: Model, around: Surroundings, candidate: Candidate, rival: float, level: str
) -> _Proposal | None:
    if level == "certain" and candidate.quick < (
        QUICK_FUNCTION if candidate.kind == "function" else QUICK_CERTAIN
    ):
        return None
    if candidate.quick < rival - FAR_BEHIND:
        return None
    if candidate.kind == "function" and around.register(candidate.at)[0] < LEAST_REGISTER:
        return None
    chars = ctx.tables.chars
    meant = "".join(chars[i] for i in candidate.meant)
    score = trees.score(candidate.kind, features_of(around, candidate, rival))
    if score <= trees.least(level, candidate.kind, chars[around.ids[candidate.at]] + meant):
        return None
    return _Proposal(score, candidate.kind, candidate.at - EDGE, meant)


def _lines(text: str, level: str, ctx: Context) -> list[tuple[int, str, set[int] | None]]:
    """Return the lines to look at with their offsets and, at the default level, the places (in ids) worth it."""
    if level != "certain":
        found: list[tuple[int, str, set[int] | None]] = []
        start = 0
        for line in text.split("\n"):
            if line:
                found.append((start, line, None))
            start += len(line) + 1
        return found
    folded, unusual = gate().places(text)
    by_line: dict[int, set[int]] = {}
    for at in unusual:
        for place in _strict_places(ctx, folded, at):
            begin = text.rfind("\n", 0, place) + 1
            by_line.setdefault(begin, set()).add(place - begin + EDGE)
    for place in gate().function_words(folded):
        begin = text.rfind("\n", 0, place) + 1
        by_line.setdefault(begin, set()).add(place - begin + EDGE)
    return [
        (begin, text[begin : end if (end := text.find("\n", begin)) >= 0 else len(text)], places)
        for begin, places in by_line.items()
    ]


def _strict_places(ctx: Context, folded: str, at: int) -> list[int]:
    """Return which of the two characters at ``at`` may be wrong, by bit sets alone."""
    get = ctx.tables.ids.get
    a, b = get(folded[at], 0), get(folded[at + 1], 0)
    if not a or not b:
        return []
    value = ctx.tables.bigram(a, b)
    if value >> 4 > STRICT_OFFICIAL or value & 15 > STRICT_GENERAL:
        return []
    con = ctx.confusions
    before = get(folded[at - 1], 0) if at else 0
    after = get(folded[at + 2], 0) if at + 2 < len(folded) else 0
    found = []
    if con.all(a) & con.after(before) & con.before(b):
        found.append(at)
    if con.all(b) & con.after(a) & con.before(after):
        found.append(at + 1)
    if len(found) < 2:
        firsts, seconds = con.same(a) & con.after(before), con.same(b) & con.before(after)
        if firsts and seconds and con.any_pair(firsts, seconds):
            return [at, at + 1]
    return found


def gather(
    ctx: Context, ids: list[int], places: set[int] | None = None, least: float = 0.0
) -> list[tuple[Candidate, float]]:
    """Return the candidates of a text in numbers, each with the rough gain of its best rival at the same place.

    ``places`` restricts them to these indices of ``ids``, ``least`` to rough gains above it (function words aside).
    """
    found: list[tuple[Candidate, float]] = []
    every = range(EDGE, len(ids) - EDGE) if places is None else sorted(places)
    doubtful = [at for at in every if suspicious(ctx, ids, at)]
    beside = set(doubtful)
    for at in doubtful:
        found += _with_rivals(list(singles_at(ctx, ids, at, least)))
        if at + 1 in beside:
            found += _with_rivals(list(pairs_at(ctx, ids, at, least)))
    partners = ctx.partners
    for at in every:
        if ids[at] in partners:
            found += _with_rivals(list(functions_at(ctx, ids, at)))
    return found


def _with_rivals(candidates: list[Candidate]) -> list[tuple[Candidate, float]]:
    if len(candidates) < 2:
        return [(candidate, 0.0) for candidate in candidates]
    second, first = sorted(candidate.quick for candidate in candidates)[-2:]
    return [(c, second if c.quick == first else first) for c in candidates]


def _edit(text: str, corrected: str, proposal: _Proposal, written: str) -> Edit:
    start, end = proposal.start, proposal.start + len(written)
    expression, known = _expression(corrected, start, end)
    if proposal.kind == "function":
        rule = "typo.function-word"
    else:
        rule = "typo.lexicon" if known else "typo.ngram"
    return Edit(
        rule, "proofread", start, end, text[start:end], written,
        confidence=round(1 / (1 + exp(-proposal.score)), 4), note=expression,
    )  # fmt: skip


def _expression(text: str, start: int, end: int) -> tuple[str, bool]:
    """Return the best known four characters that hold ``text[start:end]``, and whether they are a fixed expression."""
    t = context().tables
    best, known, shown = -1, False, text[max(0, start - 2) : end + 2].replace("\n", " ")
    for i in range(max(0, end - 4), min(start, len(text) - 4) + 1):
        numbers = [t.ids.get(c, 0) for c in text[i : i + 4]]
        if all(numbers):
            a, b, c, d = numbers
            value = t.fourgram(a, b, c, d)
            if max(value >> 4, value & 15) > best:
                best, shown = max(value >> 4, value & 15), text[i : i + 4]
                known = value >> 4 >= KNOWN_OFFICIAL or value & 15 >= KNOWN_GENERAL
    return shown, known


def edits_of(found: list[Edit], level: str) -> list[Edit]:
    """Return what of ``found`` is made: everything, or nothing where the level only suggests."""
    return [] if level == "suggest" else found


def warnings_of(text: str, found: list[Edit], level: str) -> list[str]:
    """Return what is only said: at ``"suggest"`` every proposed reading, and what is never corrected but odd."""
    if level == "certain":
        return []
    said = [
        f"proofread.suggestion: {edit.before!r} at {edit.start} may be {edit.after!r} "
        f"({edit.note}, {edit.rule}, confidence {edit.confidence:.2f})"
        for edit in found
        if level == "suggest"
    ]
    return said + [f"proofread.{what}: {message}" for what, message in flags_of(text, fold(text))]

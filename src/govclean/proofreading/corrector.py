"""From text to corrections: levels, passes, edits.

Every correction puts as many characters as it takes, so offsets hold from pass to pass.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import exp

from ..article import Proofread
from ..errors import ConfigError
from ..fold import fold
from ..trail import Edit, replay
from .candidates import EDGE, Candidate, Context, context, pairs_at, singles_at, suspicious
from .expressions import SCORE, expressions
from .flags import flags_of
from .functions import PAIRS, FunctionWords, function_words
from .gate import QUICK_CERTAIN, gate
from .guard import protected
from .score import LEAST_REGISTER, Model, Surroundings, features_of, model
from .script import is_traditional, to_script

__all__ = ["LEVELS", "correct", "edits_of", "gather", "proofread", "read_level", "warnings_of"]

LEVELS = ("certain", "likely", "suggest", "off")
PASSES = 4  # a correction may lay open another one beside it; of 1,500 damaged lines none needed more than 3


BESIDE = 2  # characters
CROWDED = 24
"""Places to doubt, besides a share of the text, above which it is no prose that a few slips spoil: rosters, damaged text, the
same two characters a thousand times.  Clean text has 20 in 1,000 characters; the cost stays bounded."""
FAR_BEHIND = 4.0  # a candidate whose rough gain is that far behind another's is never the right one
BEHIND = 1.9  # the same at the default level: 1 % of what it corrects is further behind
QUICK_LEAST = {"certain": QUICK_CERTAIN, "likely": 5.0, "suggest": 0.0}
"""Least rough gain that the score is asked about."""
LEAST_WORD_GAIN = {"certain": 1.0, "likely": 0.0, "suggest": -1.0}
"""Least gain as a row of words: of what the default level corrects 1 in 250 has less."""
LEAST_FUNCTION_GAIN = -0.5  # the same for a function word: 1 in 70 of what is right has less
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
        beside: set[int] = (
            set()
        )  # next to what this pass corrects: to be weighed again with it in place (合做 is 合作)
        for proposal in fresh:
            span = range(proposal.start, proposal.start + len(proposal.meant))
            if not taken.isdisjoint(span) or not beside.isdisjoint(span):
                continue  # what was corrected stays
            taken.update(span)
            beside.update(range(span.start - BESIDE, span.stop + BESIDE))
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
    found = _sure_ones(text) if level == "certain" else _likely_ones(text, level)
    found.sort(key=lambda p: (-p.score, p.start))
    return found


def _sure_ones(text: str) -> list[_Proposal]:
    """Return what the default level corrects: only where two characters are all but unknown beside each other."""
    ctx, trees, doors = context(), model(), gate()
    ids = [0] * EDGE + ctx.tables.numbers(text) + [0] * EDGE
    strict, rare = doors.doubts(ids)
    found = _expressions(text, ids, rare, ctx)
    lines: dict[int, tuple[int, Surroundings]] = {}
    crowded = len(rare) > CROWDED + len(text) // 8
    for candidates in doors.candidates(ids, strict, rare) if not crowded else ():
        begin, around = _line_at(ctx, text, ids, candidates[0].at - EDGE, lines)
        moved = [Candidate(c.kind, c.at - begin, c.meant, c.quick) for c in candidates]
        for candidate, rival in _with_rivals(moved):
            found += _weigh(text, begin, around, candidate, rival, "certain", trees)
    return found + _functions(text, ids, ctx, "certain", lines)


def function_candidates(ctx: Context, model: FunctionWords, folded: str) -> Iterator[tuple[Candidate, float]]:
    """Return the function words of a folded text that may be the wrong one of their pair, with the sum of weights for it.

    ``at`` counts from :data:`EDGE`, as in the numbers of the text.
    """
    numbers = ctx.tables.ids
    for at, meant, total in model.doubts(folded):
        yield Candidate("function", at + EDGE, (numbers[meant],), total), total


def _functions(
    text: str, ids: list[int], ctx: Context, level: str, lines: dict[int, tuple[int, Surroundings]]
) -> list[_Proposal]:
    """Return the corrections of function words."""
    found = []
    trees, chars = model(), ctx.tables.chars
    candidates = list(function_candidates(ctx, function_words(), fold(text)))
    if len(candidates) > CROWDED + len(text) // 16:
        return []
    for candidate, total in candidates:
        at = candidate.at - EDGE
        begin, around = _line_at(ctx, text, ids, at, lines)
        moved = Candidate("function", candidate.at - begin, candidate.meant, total)
        if around.register(moved.at)[0] < LEAST_REGISTER or around.word_gain(moved) < LEAST_FUNCTION_GAIN:
            continue
        meant = chars[candidate.meant[0]]
        least = trees.least(level, "function", chars[ids[candidate.at]] + meant)
        score = trees.score("function", [*features_of(around, moved, 0.0), total], least)
        if score > least and not protected(text, at, at + 1, meant):
            found.append(_Proposal(score, "function", at, meant))
    return found


def _line_at(
    ctx: Context, text: str, ids: list[int], at: int, lines: dict[int, tuple[int, Surroundings]]
) -> tuple[int, Surroundings]:
    """Return where the line of the place begins, and its figures; ``lines`` keeps those that were made."""
    begin = text.rfind("\n", 0, at) + 1
    found = lines.get(begin)
    if found is None:
        end = text.find("\n", at)
        line = ids[begin + EDGE : end + EDGE if end >= 0 else len(ids) - EDGE]
        found = lines[begin] = begin, Surroundings(ctx, [0] * EDGE + line + [0] * EDGE)
    return found


def _likely_ones(text: str, level: str) -> list[_Proposal]:
    """Return what the score finds among all candidates, line by line."""
    ctx, trees = context(), model()
    found: list[_Proposal] = []
    start = 0
    for line in text.split("\n"):
        if line and not line.isascii():
            ids = [0] * EDGE + ctx.tables.numbers(line) + [0] * EDGE
            around = Surroundings(ctx, ids)
            candidates = gather(ctx, ids)
            if len(candidates) > 4 * CROWDED + len(line):
                candidates = []
            for candidate, rival in candidates:
                found += _weigh(text, start, around, candidate, rival, level, trees)
        start += len(line) + 1
    ids = [0] * EDGE + ctx.tables.numbers(text) + [0] * EDGE
    found += _functions(text, ids, ctx, level, {})
    return found + _expressions(text, ids, gate().doubts(ids)[1], ctx)


def _weigh(
    text: str, begin: int, around: Surroundings, candidate: Candidate, rival: float, level: str, trees: Model
) -> list[_Proposal]:
    """Return the candidate as a proposal if its score is high enough and nothing protects the place."""
    proposal = _judge(around.ctx, trees, around, candidate, rival, level)
    if proposal is None:
        return []
    at = begin + proposal.start
    if protected(text, at, at + len(proposal.meant), proposal.meant):
        return []
    return [_Proposal(proposal.score, proposal.kind, at, proposal.meant)]


def _expressions(text: str, ids: list[int], doubtful: list[int], ctx: Context) -> list[_Proposal]:
    """Return the corrections of fixed expressions that have one character replaced."""
    chars = ctx.tables.chars
    found = []
    for place, meant in expressions().spoilt(ids, doubtful):
        at = place - EDGE
        pair = chars[ids[place]] + chars[meant]
        if pair in PAIRS or pair[::-1] in PAIRS:
            continue  # 有关部门|再梳理: function words are told by their whole clause
        if not protected(text, at, at + 1, chars[meant]):
            found.append(_Proposal(SCORE, "single", at, chars[meant]))
    return found


def _judge(
    ctx: Context, trees: Model, around: Surroundings, candidate: Candidate, rival: float, level: str
) -> _Proposal | None:
    if candidate.quick < QUICK_LEAST[level]:
        return None
    if candidate.quick < rival - (FAR_BEHIND if level != "certain" else BEHIND):
        return None
    if around.word_gain(candidate) < LEAST_WORD_GAIN[level]:
        return None
    chars = ctx.tables.chars
    meant = "".join(chars[i] for i in candidate.meant)
    least = trees.least(level, candidate.kind, chars[around.ids[candidate.at]] + meant)
    score = trees.score(candidate.kind, features_of(around, candidate, rival), least)
    if score <= least:
        return None
    return _Proposal(score, candidate.kind, candidate.at - EDGE, meant)


def gather(ctx: Context, ids: list[int], places: set[int] | None = None) -> list[tuple[Candidate, float]]:
    """Return the candidates of a text in numbers, each with the rough gain of its best rival at the same place.

    ``places`` restricts them to these indices of ``ids``.
    """
    found: list[tuple[Candidate, float]] = []
    every = range(EDGE, len(ids) - EDGE) if places is None else sorted(places)
    doubtful = [at for at in every if suspicious(ctx, ids, at)]
    beside = set(doubtful)
    for at in doubtful:
        found += _with_rivals(list(singles_at(ctx, ids, at)))
        if at + 1 in beside:
            found += _with_rivals(list(pairs_at(ctx, ids, at)))
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

"""Runs that are out of step: where to look, which readings to believe, and what to say about them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from ..language import model
from ..trail import Edit
from .channel import MARKS, STRADDLED, match_reading, pending_at
from .characters import PRIVATE
from .gbk import cells
from .guesses import vanished_numerals
from .oddness import ODD, odd_pair, odd_stretches, reads_on
from .readings import LETTERS, has_reading, normalise_reading
from .script import other_script
from .search import Budget, Guess, Reading, cached_step, likeliest
from .window import decode_window

__all__ = ["find_runs", "suspicious_lines"]

# A mark and what follows it where a run begins: a straddled pair, or the rest of an injected reading.  The repeat is
# bounded and its class excludes brackets: cannot blow up.
_BEHIND = rf"(?P<behind>[{STRADDLED}]|[(（]?[ \u3000\xa0]?[{LETTERS}]{{1,7}}[ \u3000\xa0]?[)）])"
_MARKED = re.compile(f"[{MARKS}](?={_BEHIND})")
# Most texts hold no U+FFFD; a pattern that begins with one literal scans ten times as fast.
_MARKED_PLAIN = re.compile(rf"\?(?={_BEHIND})")
# What may be a reading without a mark: only one that fits a character out of step is looked at.
_READ = re.compile(f"\\((?=[ \u3000\xa0]?[{LETTERS}]{{1,7}}[ \u3000\xa0]?[)）])")

# Nats by which a reading must beat leaving the text alone.  A stray "?" before a punctuation mark of 2,175 held-out
# lines: the best false reading gains 5.0.
MIN_GAIN = 6.0
MIN_GAIN_SILENT = 12.0  # nothing marks the start: the evidence is the text alone
# Nats by which the characters of an odd stretch read out of step must beat the displayed ones, to be worth a search.
MIN_SILENT_EVIDENCE = 8.0
START_SLACK = 3.0  # nats by which another beginning may read worse and is still tried
START_REACH = 2  # characters that it may be away
REACH = 6  # characters around an odd stretch that may belong to the same run
# Average nats a character below which a reading is not Chinese (held-out news has -4.4, laws -2.6).
MIN_AVERAGE = -8.0
# The same where no character was read from two bytes (腐??; → 腐败;).
MIN_AVERAGE_GUESSED = -6.0
POSSIBLE = 0.02  # a candidate for a guessed character that is at least this likely is named
NUMERALS = frozenset("0123456789一二三四五六七八九十百千萬万億亿〇零兩两壹贰叁肆伍陆柒捌玖拾貳參叄陸")
# Nats by which a reading with one numeral more may be worse and is still named; it has one character more to pay for.
NUMERAL_MARGIN = 3.0
# Private use of GBK's user area behind a Han character; so many of them show that nothing took it out of the page.
_KEPT = re.compile("[\ue000-\ue765](?<=[\u4e00-\u9fff].)")
KEPT = 3
GLOSSED = 4  # characters of a word that a reading may stand behind, though it is that of one inside it
CONTEXT = 6  # displayed characters quoted before a run in a warning
# A guessed character less likely than this among its candidates is named in a warning; 驻霞县 for 丹霞县 had .15.
LIKELY = 0.4


@dataclass(frozen=True)
class _Found:
    """What a search for runs has given so far."""

    edits: list[Edit]
    warnings: list[str]
    budget: Budget
    page: str

    @cached_property
    def kept(self) -> bool:
        """Whether the page shows private use, so that only undefined cells have vanished from it."""
        return len(_KEPT.findall(self.page)) >= KEPT

    @cached_property
    def other(self) -> frozenset[str]:
        """Characters that only the other script has than that of the page."""
        return other_script(self.page)


def find_runs(
    text: str, spans: Sequence[tuple[int, int]], budget: Budget | None = None
) -> tuple[list[Edit], list[str]]:
    """Find runs within ``spans`` of ``text`` (text nodes; a run does not cross a line break).

    Where the budget runs out, the lines that are left stay as they are, with a warning.
    """
    found = _Found([], [], budget or Budget(), text)
    lines = list(suspicious_lines(text, spans))
    for start, end in lines:
        _search_line(text[start:end], start, found)
        if found.budget.left <= 0:
            found.warnings.append(
                "repair.limit: so much of this page is damaged that the search for text out of step ended at "
                f"“{text[start : start + CONTEXT]}”; what follows stays as it is"
            )
            break
    return _evident(text, found.edits), found.warnings


def _evident(text: str, edits: list[Edit]) -> list[Edit]:
    """Without the guesses at U+FFFD, where others of the text are explained by no run and no run was read.

    A decoder of UTF-8 leaves U+FFFD before punctuation, too, where no byte is out of step.
    """
    doubtful = [e for e in edits if "\ufffd" in e.before and _all_guessed(e)]
    if not doubtful or any(not _all_guessed(e) for e in edits):
        return edits
    if text.count("\ufffd") == sum(e.before.count("\ufffd") for e in edits):
        return edits
    return [e for e in edits if e not in doubtful]


def _all_guessed(edit: Edit) -> bool:
    return sum(end - start for start, end in edit.inferred) == len(edit.after)


def suspicious_lines(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The lines within ``spans`` that hold a mark of a run or odd characters close together, in order."""
    at = _starts(text) + [m.start() for m in odd_pair().finditer(text)]
    at.sort()
    done = -1
    k = 0
    for place in at:
        if place < done:
            continue
        while k < len(spans) and spans[k][1] <= place:
            k += 1
        if k == len(spans):
            return
        if place < spans[k][0]:
            continue
        end = text.find("\n", place, spans[k][1])
        done = spans[k][1] if end < 0 else end
        yield max(text.rfind("\n", spans[k][0], place) + 1, spans[k][0]), done


def _is_out_of_step(text: str, at: int) -> bool:
    """Whether the reading at ``at`` tells what stands out of step around it, and is no gloss on a word before it."""
    tail = match_reading(text, at)
    if not tail or not at:
        return False
    reading = normalise_reading(tail[1])
    if any(has_reading(c, reading) for c in text[max(at - GLOSSED, 0) : at]):
        return False
    return bool(pending_at(text[at - 1], reading))


def _starts(text: str) -> list[int]:
    """Where a run may begin with evidence: a mark, or a reading that is out of step."""
    marked = _MARKED if "\ufffd" in text else _MARKED_PLAIN
    at = [
        m.start()
        for m in marked.finditer(text)
        if m.end("behind") - m.start("behind") > 1 or not reads_on(text, m.end("behind"))
    ]
    at += [m.start() for m in _READ.finditer(text) if _is_out_of_step(text, m.start())]
    return sorted(at)


def _search_line(line: str, offset: int, found: _Found) -> None:
    at = 0
    settled: list[tuple[int, int]] = []
    kept = found.kept or bool(PRIVATE.search(line))
    for start in _starts(line):
        if found.budget.left <= 0:
            break
        if start < at:
            continue
        readings, reached = _decode(line, start, found, kept)
        for reading in readings:
            if _report(line, offset, reading, MIN_GAIN, found):
                settled.append((reading.start, reading.end))
        at = max(reached, start + 1)
    for first, last in odd_stretches(line):
        if found.budget.left <= 0:
            break
        if any(s < last and first < e for s, e in settled):
            continue
        begin = max(first - REACH, 0, *(e for _, e in settled if e <= first), 0)
        silent = _silent_starts(line, offset, begin, first, last)
        if not silent:
            continue
        readings, _ = _decode(line, max(silent[0] - 1, 0), found, kept, silent)
        for reading in readings:
            if any(s < reading.end and reading.start < e for s, e in settled):
                continue
            if _report(line, offset, reading, MIN_GAIN_SILENT, found):
                settled.append((reading.start, reading.end))
    found.edits.sort(key=lambda e: e.start)


def _decode(
    line: str, start: int, found: _Found, kept: bool, silent: Sequence[int] = ()
) -> tuple[list[Reading], int]:
    return decode_window(
        line, start, len(line), silent=silent, other=found.other, kept=kept, budget=found.budget
    )


def _silent_starts(line: str, offset: int, begin: int, first: int, last: int) -> range:
    """Where a run without a mark may begin so that the odd stretch ``first``–``last`` is inside it.

    Read one byte out of step, the characters from there on are the same wherever the run begins; the likeliest
    beginning is the place from which on that reading beats the displayed text by most.
    """
    if line[0] in STRADDLED and first <= 2:
        return range(1)  # the converter dropped the byte before a punctuation mark
    step, table = cached_step(), cells()
    end = min(last + REACH, len(line))
    gains: list[float] = []
    shown = ("\n\n" + line[:begin])[-2:]
    a, b = shown[0], shown[1]
    x, y = a, b
    for i in range(begin, end):
        c = line[i]
        previous = table.pair.get(line[i - 1]) if i else None
        pair = table.pair.get(c)
        read = table.char.get(previous[1] << 8 | pair[0], "") if previous and pair else ""
        if read:
            gains.append(step(x, y, read) - step(a, b, c))
            x, y = y, read
        else:
            gains.append(-4.0)
            x = y = "\n"
        a, b = b, c
    total = best = 0.0
    at = -1
    sums: dict[int, float] = {}
    for i in range(last - 1, begin - 1, -1):
        total += gains[i - begin]
        sums[i] = total
        if total > best:
            best, at = total, i
    if at < 0 or best + max(sum(gains[last - begin :]), 0.0) < MIN_SILENT_EVIDENCE:
        return range(0)
    # ``at`` is the first character read from two displayed ones: the run begins one before it
    near = [i for i, total in sums.items() if total >= best - START_SLACK and abs(i - at) <= START_REACH]
    low, high = max(min(near) - 2, begin, 0), max(near)
    if low == 0 and at <= 1 and not offset:
        return range(
            0
        )  # a text that starts out of step was cut off somewhere: what it began with is not told
    return range(low, high + 1)


def _report(line: str, offset: int, reading: Reading, least: float, found: _Found) -> bool:
    """Turn a reading into an edit, or into a warning if it is doubtful; whether an edit was made."""
    before = line[reading.start : reading.end]
    if reading.gain < least or before == reading.text:
        return False
    average = _average(line, reading)
    options = [_options(line, reading, guess, found.other) for guess in reading.guesses]
    reading = _with_pairs(line, reading, options)
    where = line[max(reading.start - CONTEXT, 0) : reading.start]
    if average < MIN_AVERAGE and (reading.kind == "lost" or _is_noise(reading)):
        found.warnings.append(
            f"repair.doubtful: “{where}{before}” is damaged and may read “{where}{reading.text}”; left as it is"
        )
        return False
    certain = 1 - math.exp(-min(reading.gain, 30.0) / 4)
    confidence = min(
        [
            certain,
            *(dict(o).get(reading.text[g.at], 1.0) for g, o in zip(reading.guesses, options, strict=True)),
        ]
    )
    all_guessed = reading.kind in ("marker", "lost") and len(reading.guesses) == len(reading.text)
    if all_guessed and (average < MIN_AVERAGE_GUESSED or _tells_too_little(before)):
        return False
    found.warnings.extend(_guess_warnings(reading, options, where))
    found.warnings.extend(_numeral_warnings(line, reading, options, where, found.kept))
    spans = tuple((g.at, g.at + 1) for g in reading.guesses)
    found.edits.append(
        Edit(
            "shifted-run",
            "repair",
            offset + reading.start,
            offset + reading.end,
            before,
            reading.text,
            round(max(confidence, 0.05), 3),
            _joined(spans),
            _alternatives(reading, options),
            "",
        )
    )
    return True


def _tells_too_little(before: str) -> bool:
    """Whether a mark and one straddled punctuation mark (``?；``) are all the evidence there is, or marks of two kinds.

    Two characters fit one byte of each nearly everywhere; with a second mark (腐??;) the run has an end that is known.
    One converter writes one kind of mark, so U+FFFD beside ``?`` is a stray sign.
    """
    if "\ufffd" in before and "?" in before:
        return True
    return len(before) == 2 and before[0] in MARKS and before[1] in STRADDLED and before[1] not in MARKS


def _is_noise(reading: Reading) -> bool:
    """Whether an injected reading led to rare characters: beside one the displayed text is so unlikely that all gains.

    A rare name (還家嶺) has common ones.
    """
    return reading.kind == "pinyin" and any(model().unigram(c) < ODD for c in reading.text)


def _average(line: str, reading: Reading) -> float:
    """Nats a character of the reading and what follows it; a bracket behind it holds a reading yet to be taken out."""
    following = line[reading.end : reading.end + 2]
    text = reading.text + ("" if following[:1] in "(（" else following)
    return _score_in(_two_before(line, reading.start), text) / max(len(text), 1)


def _options(line: str, reading: Reading, guess: Guess, other: frozenset[str]) -> list[tuple[str, float]]:
    """Candidates for a guessed character with their probabilities in context, likeliest first."""
    text = reading.text
    before = (_two_before(line, reading.start) + text[: guess.at])[-2:]
    after = (text[guess.at + 1 :] + line[reading.end :])[:2]
    chosen = text[guess.at]
    if guess.swallowed:
        if chosen in NUMERALS:
            return [(d, 0.3 if d == chosen else 0.08) for d in chosen + "0123456789".replace(chosen, "")]
        return [(chosen, 0.5)]
    scores: dict[str, float] = {chosen: _score_in(before, chosen + after)}
    for nats, c in likeliest(before[0], before[1], guess.others, other):
        scores[c] = nats + _score_in((before[1], c), after)
    if not scores.keys().isdisjoint(_PAIRED):
        opened = _opened(line[: reading.start] + text[: guess.at])
        for c in scores.keys() & opened:
            scores[c] += _PAIR_NATS if c in _CLOSING else -_PAIR_NATS
    best = max(scores.values())
    total = sum(math.exp(s - best) for s in scores.values())
    ranked = sorted(((math.exp(s - best) / total, c) for c, s in scores.items()), reverse=True)
    return [(c, p) for p, c in ranked if p >= POSSIBLE or c == chosen]


# Brackets and quotation marks: what closes needs one that opened before it, and quotation marks alternate.
_CLOSING = dict(zip("”’）》〕】〉」』", "“‘（《〔【〈「『", strict=True))
_PAIRED = frozenset(_CLOSING) | frozenset(_CLOSING.values())
_PAIR_NATS = 3.0  # what opened before a text begins is not known, so that only what is open tells


def _opened(text: str) -> frozenset[str]:
    """Closing signs that ``text`` waits for, and opening ones that it should not be followed by (quotation marks)."""
    open_ = [(a, z) for z, a in _CLOSING.items() if text.count(a) > text.count(z)]
    waiting = {z for _, z in open_}
    return frozenset(waiting | {a for a, z in open_ if a in "“‘"})


def _with_pairs(line: str, reading: Reading, options: Sequence[list[tuple[str, float]]]) -> Reading:
    """``reading`` with a guessed sign replaced by the likelier one of its options, where the pairs of signs tell them apart."""
    text = reading.text
    for guess, choices in zip(reading.guesses, options, strict=True):
        best, chosen = choices[0][0], text[guess.at]
        if best == chosen or guess.swallowed or (best not in _PAIRED and chosen not in _PAIRED):
            continue
        opened = _opened(line[: reading.start] + text[: guess.at])
        if (best in opened and best in _CLOSING) or (chosen in opened and chosen not in _CLOSING):
            text = text[: guess.at] + best + text[guess.at + 1 :]
    return reading if text == reading.text else replace(reading, text=text)


def _alternatives(reading: Reading, options: Sequence[list[tuple[str, float]]]) -> tuple[str, ...]:
    """Whole readings with one guess replaced, the likeliest first, at most four."""
    ranked: list[tuple[float, str]] = []
    for guess, choices in zip(reading.guesses, options, strict=True):
        for c, p in choices:
            if c != reading.text[guess.at]:
                ranked.append((p, reading.text[: guess.at] + c + reading.text[guess.at + 1 :]))
    ranked.sort(key=lambda item: -item[0])
    return tuple(dict.fromkeys(text for _, text in ranked))[:4]


def _guess_warnings(
    reading: Reading, options: Sequence[list[tuple[str, float]]], where: str
) -> Iterator[str]:
    """Guessed characters that are hardly likelier than others: the run around them is read, they are not."""
    for guess, choices in zip(reading.guesses, options, strict=True):
        char = reading.text[guess.at]
        if guess.swallowed or dict(choices).get(char, 1.0) >= LIKELY:
            continue
        others = " ".join(c for c, _ in choices if c != char) or "any other"
        yield (
            f"repair.doubtful: the {char} at {guess.at + 1} in “{where}{reading.text.rstrip('<')}” is a guess; "
            f"it may also be {others}; check it against the original"
        )


def _numeral_warnings(
    line: str, reading: Reading, options: Sequence[list[tuple[str, float]]], where: str, kept: bool
) -> list[str]:
    warnings: list[str] = []
    for guess, choices in zip(reading.guesses, options, strict=True):
        numerals = [c for c, _ in choices if c in NUMERALS]
        beside = reading.text[guess.at + 1 :] + line[reading.end : reading.end + 1]
        near = reading.text[max(guess.at - 1, 0) : guess.at] + beside[:1]
        if numerals or (guess.swallowed and any(c in NUMERALS for c in near)):
            candidates = " ".join(dict.fromkeys(numerals or [c for c, _ in choices]))
            warnings.append(
                f"repair.numeral: a figure in “{where}{reading.text}” was damaged: the {reading.text[guess.at]} at "
                f"{guess.at + 1} is a guess among {candidates}, and a figure beside it may be gone; "
                "check it against the original"
            )
    warnings += _vanished_numerals(line, reading, where, kept)
    following = line[reading.end : reading.end + 1]
    last = line[reading.end - 1 : reading.end]
    ended_at_figure = last in MARKS and following.isdigit()
    if ended_at_figure and not any(g.swallowed for g in reading.guesses):
        warnings.append(
            f"repair.numeral: a digit may be missing between “{reading.text[-4:]}” and “{following}”"
        )
    return warnings


def _vanished_numerals(line: str, reading: Reading, where: str, kept: bool) -> list[str]:
    """Places where a numeral may have vanished with the character that displayed its second byte (三八 → 人)."""
    warnings: list[str] = []
    guessed = {guess.at for guess in reading.guesses}
    text = _two_before(line, reading.start) + reading.text + line[reading.end : reading.end + 2]
    for i, char in enumerate(reading.text):
        for first, seconds in vanished_numerals(char, NUMERALS, kept) if i not in guessed else ():
            at = i + 2
            a, b, after = text[at - 2], text[at - 1], text[at + 1 : at + 3]
            # the numeral alone has to be likely enough before its second character is looked for
            shown = _score_in((a, b), char + after)
            least = shown - NUMERAL_MARGIN - _score_in((a, b), first)
            if least > 0:
                continue
            nats, second = likeliest(b, first, seconds, frozenset())[0]
            if nats + _score_in((first, second), after) > least:
                warnings.append(
                    f"repair.numeral: in “{where}{reading.text}” the {char} may have been {first}{second}: "
                    "characters vanished from this page; check it against the original"
                )
    return warnings


def _two_before(line: str, at: int) -> str:
    """The two characters before ``at``, of the line alone: what a character is judged by."""
    return ("\n\n" + line[max(at - 2, 0) : at])[-2:]


def _score_in(before: Sequence[str], text: str) -> float:
    step = cached_step()
    a, b = before[0], before[1]
    total = 0.0
    for c in text:
        total += step(a, b, c)
        a, b = b, c
    return total


def _joined(spans: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    out: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return tuple(out)

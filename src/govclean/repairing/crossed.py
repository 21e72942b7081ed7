"""Text that was written as one encoding and read as another, whole or in spans, once or several times over.

Each kind has a gate (characters that the wrong reading produces and sound text hardly holds), a way back to bytes, and
a decoder that knows where bytes may be missing.  A span is only given back where the result is much better Chinese.
GBK read as Latin-1 is tried before UTF-8 read as Latin-1 decides: what is good Chinese wins.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Sequence
from functools import cache

from ..language import model
from ..trail import Edit, replay
from .gbk import cells
from .oddness import looks_odd, odd_class, odd_stretches

__all__ = ["CP1252", "SIGNS", "WESTERN", "find_crossed", "utf8_as_gbk"]

Spans = Sequence[tuple[int, int]]
Result = tuple[list[Edit], list[str]]

MIN_GAIN = 1.5  # nats a byte by which the reading must beat the displayed text
DEEPEST = 3  # layers of the same mistake
MAX_NATS = -9.0  # average nats a character of a reading that is Chinese at all; noise has -12 and worse

# -- read as Latin-1 or cp1252
CP1252 = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
# Three in a row of what high bytes look like, the first a letter; quotation marks alone are Chinese punctuation.
# In Big5 and GBK with ASCII trail bytes no three may follow each other: there signs stand with anything between them.
SIGNS = "[@-~\x80-\xff][\xa1-\xbf][@-~\x80-\xff][\xa1-\xff]"  # behind a sign
WESTERN = re.compile(f"[\xc0-\xff][\x80-\xff{CP1252}]{{2}}")
_SIGNED = re.compile(f"[\xa1-\xbf]{SIGNS}")
_WESTERN_RUN = re.compile(
    f"[\x80-\xff{CP1252}](?:[\x80-\xff{CP1252}@-~ -?]{{0,3}}[\x80-\xff{CP1252}]){{2,2000}}"
)


@cache
def _western_bytes() -> dict[str, int]:
    table = {chr(i): i for i in range(256)}
    for byte in range(0x80, 0xA0):
        try:
            table[bytes((byte,)).decode("cp1252")] = byte
        except UnicodeDecodeError:
            continue
    return table


# -- UTF-8 read as GBK: the pairs E?–E9 8?–B? begin every three-byte sequence of Han and Chinese punctuation.
@cache
def utf8_as_gbk() -> re.Pattern[str]:
    """Two characters as UTF-8 read as GBK gives them, rare in sound text, close together."""
    statistics = model()
    table = cells().char
    first = [
        c
        for code, c in table.items()
        if 0xE3 <= code >> 8 <= 0xEF and 0x80 <= code & 0xFF <= 0xBF and statistics.unigram(c) < -11.0
    ]
    heads = "".join(sorted(first))
    return re.compile(f"[{heads}][^\\n<>]{{0,3}}[{heads}{odd_class()}?\ufffd€]")


GONE = -1  # a byte that the reader replaced by a mark
WESTERN_EURO = {"€": (0x80,), "?": (GONE,), "\ufffd": (GONE,)}
SURE = 20  # characters of a page that were read so, from which on shorter evidence will do
_BETWEEN_FIGURES = re.compile(r"(?<=[0-9])[\u4e00-\u9fff]\?(?=[0-9])")
LABEL = 8  # characters of a label (发布时间, 信息公开日期); behind it and before a digit a colon is likely
LIKELY = 8.0  # nats
BLANK = " \t\n\u3000\xa0|"
LONG_REFUSAL = 60  # a span as long as this that is no better Chinese is not tried again from its inside
BEFORE_ODD = (
    8  # characters before the first odd one that may belong to a span: common ones can have such bytes
)
LONGEST = 4000  # displayed characters of one span


def find_crossed(text: str, spans: Spans, near: Spans | None = None) -> Result:
    """Find spans that were read in the wrong encoding.

    Args:
        text: the displayed text.
        spans: where to look.
        near: lines that are looked at first; where nothing is found in them, the rest is not looked at.
    """
    if near is not None and not _read_back(text, near):
        return [], []
    edits = _read_back(text, spans)
    if sum(len(e.after) for e in edits if e.rule == "utf8-as-gbk") >= SURE:
        edits += [e for start, end in spans for e in _units(text, start, end)]
    edits.sort(key=lambda e: e.start)
    edits = _disjoint(edits)
    return edits, _swallowed_digits(text, edits)


def _read_back(text: str, spans: Spans) -> list[Edit]:
    """Every span that is better Chinese in another encoding, not sorted; each kind behind one search of its own."""
    edits: list[Edit] = []
    if any(WESTERN.search(text, *span) or _SIGNED.search(text, *span) for span in spans):
        edits += [e for start, end in spans for e in _western_in(text, start, end)]
    if any(utf8_as_gbk().search(text, *span) for span in spans):
        edits += [e for start, end in spans for e in _utf8_in(text, start, end)]
    if any(looks_odd(text, *span) for span in spans):
        edits += [e for start, end in spans for e in _big5(text, start, end)]
    return edits


def _western_in(text: str, start: int, end: int) -> list[Edit]:
    edits: list[Edit] = []
    for m in _WESTERN_RUN.finditer(text, start, end):
        # the trail byte of the last character may be an ASCII letter
        following = text[m.end() : min(m.end() + 1, end)]
        longer = _western(m.start(), m[0] + following, lossy=False) if "@" <= following <= "~" else []
        shorter = _western(m.start(), m[0], lossy=False) if longer else []
        if shorter and shorter[0].rule != longer[0].rule:
            longer = shorter
        edits += longer or _western(m.start(), m[0])
    return edits


def _swallowed_digits(text: str, edits: Iterable[Edit]) -> list[str]:
    """A ``?`` at the end of a span may have taken the first digit of a figure with it."""
    return [
        f"repair.numeral: a digit may be missing between “{edit.after[-4:]}” and “{text[edit.end : edit.end + 6]}”"
        for edit in edits
        if edit.before.endswith("?") and text[edit.end : edit.end + 1].isdigit()
    ]


def _units(text: str, start: int, end: int) -> list[Edit]:
    """Single characters between the figures of a date (8鏈?0日), too short to tell by themselves."""
    edits: list[Edit] = []
    for m in _BETWEEN_FIGURES.finditer(text, start, end):
        pair = cells().pair.get(m[0][0], (0, 0))
        for unit in "年月日时":
            if tuple(unit.encode()[:2]) == pair:
                edits.append(_edit("utf8-as-gbk", m.start(), m[0], unit, ((0, 1),)))
    return edits


def _disjoint(edits: Iterable[Edit]) -> list[Edit]:
    out: list[Edit] = []
    for edit in edits:
        if not out or edit.start >= out[-1].end:
            out.append(edit)
    return out


def _average(text: str) -> float:
    return model().score(text) / max(len(text), 1)


def _edit(rule: str, start: int, before: str, after: str, inferred: tuple[tuple[int, int], ...] = ()) -> Edit:
    return Edit(
        rule, "repair", start, start + len(before), before, after, 0.9 if inferred else 0.97, inferred
    )


def _western(start: int, shown: str, depth: int = 0, lossy: bool = True) -> list[Edit]:
    table = _western_bytes()
    data = bytes(table[c] for c in shown if c in table)
    if len(data) != len(shown):
        return []
    best = ""
    rule = ""
    best_average = MAX_NATS
    for name, codec in (
        ("gbk-as-latin1", "gbk"),
        ("utf8-as-latin1", "utf-8"),
        ("big5-as-latin1", "big5hkscs"),
    ):
        try:
            after = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if codec == "utf-8" and depth < DEEPEST and not _han(after):
            after = _again(after, depth + 1)  # twice over
        if _han(after) and _average(after) > best_average:
            best, rule, best_average = after, name, _average(after)
    if best:
        return [_edit(rule, start, shown, best)]
    return _western_lossy(start, shown, data) if lossy else []


def _again(text: str, depth: int) -> str:
    edits = [e for m in _WESTERN_RUN.finditer(text) for e in _western(m.start(), m[0], depth)]
    return replay(text, edits)


def _western_lossy(start: int, shown: str, data: bytes) -> list[Edit]:
    """UTF-8 or GBK with a byte missing at an end of the span."""
    for name, codec in (("utf8-as-latin1", "utf-8"), ("gbk-as-latin1", "gbk")):
        for cut in (1, 2):
            for piece, at in ((data[:-cut], start), (data[cut:], start + cut)):
                try:
                    after = piece.decode(codec)
                except UnicodeDecodeError:
                    continue
                if _han(after) >= 3 and _average(after) > MAX_NATS + 1.5:
                    shown_piece = shown[at - start : at - start + len(piece)]
                    return [_edit(name, at, shown_piece, after)]
    return []


def _han(text: str) -> int:
    return sum("\u4e00" <= c <= "\u9fff" for c in text)


def _utf8_in(text: str, start: int, end: int) -> list[Edit]:
    """Stretches of ``text[start:end]`` whose GBK bytes are UTF-8, possibly with bytes lost."""
    edits: list[Edit] = []
    done = refused = start
    for m in utf8_as_gbk().finditer(text, start, end):
        if m.start() < refused:
            continue
        # the characters before the first odd one may belong to it: a common character can have such bytes
        for at in range(max(m.start() - BEFORE_ODD, done), m.start() + 1):
            found, kept = _utf8_from(text, at, end)
            if kept - at > LONG_REFUSAL:
                refused = kept
            if found is not None:
                edits.append(found)
                done = found.end
                break
    return edits


def _utf8_from(text: str, start: int, end: int) -> tuple[Edit | None, int]:
    """Read UTF-8 from ``start`` as far as it goes; bytes that a ``?`` or U+FFFD replaced are guessed.

    Returns the edit, if what was read is better Chinese, and the position that is read up to.
    """
    table = cells().pair
    first = table.get(text[start])
    if first is None or not 0xE2 <= first[0] <= 0xEF or not 0x80 <= first[1] <= 0xBF:
        return None, start
    data: list[int] = []
    ends: list[int] = []  # displayed position after each byte
    for at in range(start, min(end, start + LONGEST)):
        c = text[at]
        pair = table.get(c) or WESTERN_EURO.get(c)
        if pair is None:
            break
        phase = len(data) % 3
        data += pair
        ends += [at + 1] * len(pair)
        if phase and pair[0] > 0xBF:
            break  # no UTF-8 from here on: what follows would not be read
        if not phase and not (0xE2 <= pair[0] <= 0xEF or pair[0] == GONE):
            break
    out, inferred, kept = _parse(text, start, data, ends)
    if not kept:
        return None, start
    return _accept(start, text[start:kept], "".join(out), inferred), kept


def _parse(
    text: str, start: int, data: list[int], ends: list[int]
) -> tuple[list[str], tuple[tuple[int, int], ...], int]:
    """Characters read from ``data``, which of them were guessed, and the displayed position that is read up to.

    Only displayed characters whose bytes were all read count.
    """
    out: list[str] = []
    inferred: list[int] = []
    kept = kept_out = read = 0
    size = len(data)
    while read + 1 < size and 0xE2 <= data[read] <= 0xEF:
        three = [*data[read : read + 3], GONE][:3]
        if any(not (0x80 <= byte <= 0xBF or byte == GONE) for byte in three[1:]):
            break
        if GONE in three:
            after = ends[min(read + 2, size - 1)]
            shown = _whole_sequence(data[read + 3 : read + 6]) or text[after : after + 1]
            context = ("\n\n" + text[max(start - 2, 0) : start] + "".join(out[-2:]))[-2:]
            following = data[read + 3] if read + 3 < size else None
            inferred.append(len(out))
            labelled = len(out) <= LABEL and shown.isdigit() and (not start or text[start - 1] in BLANK)
            out.append(_guess(three, following, context, shown, "：" if labelled else ""))
        else:
            out.append(chr((three[0] & 0xF) << 12 | (three[1] & 0x3F) << 6 | three[2] & 0x3F))
        read += 3
        if read >= size or ends[read - 1] != ends[read]:
            kept, kept_out = ends[min(read, size) - 1], len(out)
    return out[:kept_out], tuple((i, i + 1) for i in inferred if i < kept_out), kept


def _whole_sequence(data: list[int]) -> str:
    try:
        return bytes(data).decode()
    except ValueError:
        return ""


def _accept(start: int, before: str, after: str, inferred: tuple[tuple[int, int], ...]) -> Edit | None:
    if not _han(after) or len(after) < 2:
        return None
    gain = model().score(after) - model().score(before)
    if gain < MIN_GAIN * len(before) or _average(after) < MAX_NATS:
        return None
    return _edit("utf8-as-gbk", start, before, after, inferred)


# Digits and letters in full width are as likely to the model as those in half width, but hardly stand in pages.
FULL_WIDTH = frozenset(chr(0xFEE0 + ord(c)) for c in string.digits + string.ascii_letters)


def _guess(three: list[int], following: int | None, context: str, shown: str, likely: str) -> str:
    """The likeliest character whose known UTF-8 bytes are those of ``three``; ``likely`` is preferred.

    A byte within a span is only gone where it begins no pair of GBK with the byte after it.
    """
    lead, second, third = three
    table = cells().char
    step, known = model().step, model().knows
    a, b = context[0], context[1]
    best, most = "", -1e9
    for one in range(0x80, 0xC0) if second == GONE else (second,):
        for two in range(0x80, 0xC0) if third == GONE else (third,):
            c = chr((lead & 0xF) << 12 | (one & 0x3F) << 6 | two & 0x3F)
            if c in FULL_WIDTH or (not known(c) and second == GONE):
                continue
            if third == GONE and following is not None and (two << 8 | following) in table:
                continue
            score = step(a, b, c) + step(b, c, shown or "\n") + (LIKELY if c == likely else 0.0)
            if score > most:
                best, most = c, score
    return best or "\ufffd"


# -- Big5 read as GBK and GBK read as Big5
# Kana, bopomofo and box drawing between Han characters: the frequent rows of one encoding are those of the other.
MIN_BIG5_CHARACTERS = 4
# The beginning of a long span tells that it is something else; what is Big5 is so throughout.
SAMPLE = 16
SAMPLE_SLACK = 2.0  # nats


def _big5(text: str, start: int, end: int) -> list[Edit]:
    edits: list[Edit] = []
    stretches = odd_stretches(text[start:end])
    done = refused = start
    for first, last in stretches:
        if start + last <= refused:
            continue  # part of what was looked at as a whole
        low, high = _widened(text, start + first, start + last, max(start, done), end)
        refused = high
        for rule, written, read in (("big5-as-gbk", "big5hkscs", "gbk"), ("gbk-as-big5", "gbk", "big5hkscs")):
            found = _recode(text, low, high, rule, written, read)
            if found:
                edits.append(found)
                done = found.end
                break
    return edits


def _widened(text: str, first: int, last: int, start: int, end: int) -> tuple[int, int]:
    """The stretch with its neighbours that are not ASCII, up to the ends of the clause."""
    while first > start and text[first - 1] > "\x7f" and text[first - 1] not in "\u3000":
        first -= 1
    while last < end and (text[last] > "\x7f" or "@" <= text[last] <= "~"):
        last += 1
    return first, last


def _recode(text: str, low: int, high: int, rule: str, written: str, read: str) -> Edit | None:
    """The part of ``text[low:high]`` that is far better Chinese when its bytes are read as they were written."""
    shown = text[low:high]
    if len(shown) > 2 * SAMPLE:
        sample = _back(shown[:SAMPLE], written, read)
        if sample is None or _average(sample) < MAX_NATS - SAMPLE_SLACK:
            return None
    after = _back(shown, written, read)
    if after is None or _han(after) < MIN_BIG5_CHARACTERS:
        return None
    gain = model().score(after) - model().score(shown)
    if gain < MIN_GAIN * 2 * len(after) or _average(after) < MAX_NATS:
        return None
    return _edit(rule, low, shown, after)


def _back(shown: str, written: str, read: str) -> str | None:
    """The bytes of ``shown`` in ``read``, decoded as ``written``; a lead that the reader replaced is guessed."""
    data: list[int] = []
    for c in shown:
        if c == "\ufffd":
            data.append(GONE)
            continue
        pair = cells().pair.get(c) if read == "gbk" else None
        try:
            data += pair or _pair_of(c, read)
        except UnicodeEncodeError:
            return None
    out: list[str] = []
    lost = at = 0
    while at < len(data):
        lead = data[at]
        trail = data[at + 1] if at + 1 < len(data) else GONE
        if 0 <= lead < 0x80:
            out.append(chr(lead))
            at += 1
            continue
        ahead = _pair_in(written, data[at + 2], data[at + 3], "") if at + 3 < len(data) else ""
        c = _pair_in(written, lead, trail, ("\n\n" + "".join(out[-2:]))[-2:], ahead)
        if not c:
            lost += 1
            c = "\ufffd"
            if trail != GONE and trail < 0x40:
                at -= 1
        out.append(c)
        at += 2
    return "".join(out) if lost * 6 <= len(out) else None


def _pair_of(char: str, codec: str) -> bytes:
    """Its bytes in ``codec``; what stands in Big5 twice is taken as plain Big5 has it (① is C7E9, not C6A1)."""
    if codec == "big5hkscs":
        try:
            return char.encode("big5")
        except UnicodeEncodeError:
            pass
    return char.encode(codec)


def _pair_in(codec: str, lead: int, trail: int, context: str, ahead: str = "") -> str:
    if lead != GONE and trail != GONE:
        try:
            return bytes((lead, trail)).decode(codec)
        except UnicodeDecodeError:
            return ""
    known = trail if lead == GONE else lead
    if known == GONE or not context:
        return ""
    chars = _half_known(codec, known, lead == GONE)
    if not chars:
        return ""
    scores = model().steps(context[0], context[1], chars)
    if ahead:
        scores = [s + model().step(context[1], c, ahead) for s, c in zip(scores, chars, strict=True)]
    return chars[max(range(len(chars)), key=scores.__getitem__)]


@cache
def _half_known(codec: str, byte: int, is_trail: bool) -> str:
    """Characters of ``codec`` that training knows, with one byte of the pair given."""
    found = []
    for other in range(0x81, 0xFF) if is_trail else range(0x40, 0xFF):
        try:
            c = bytes((other, byte) if is_trail else (byte, other)).decode(codec)
        except UnicodeDecodeError:
            continue
        if len(c) == 1 and model().knows(c):
            found.append(c)
    return "".join(found)

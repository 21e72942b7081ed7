"""Weighs all evidence about the encoding in one place.

A reading of bytes in an encoding has a likelihood: that of its characters in the language written in it.  Readings of
the same bytes can therefore be compared directly, in nats, and header, meta tag and chardet are witnesses that add a
bounded number of nats to their candidate.
"""

from __future__ import annotations

import codecs
import math
import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import islice

from .charsets import CHARSETS
from .declared import Witness, codec_of
from .frequency import costs
from .resync import cheapest_path, unigram_step
from .utf8 import MULTIBYTE
from .utf16 import has_clear_shape, utf16_shape

__all__ = ["Verdict", "chance_utf8", "foreign_charset", "is_utf8_piece", "weigh"]

# Bytes of text that are looked at.  4 KB of Chinese are 2,000 characters at 4 nats difference each.
SAMPLE = 4096
QUICK_SAMPLE = 1024  # enough to recognise sound Chinese text at once
REFINED = 768  # of those, bytes that are read by the cheapest path when the reading is close or poor
# What a declaration is worth, in nats: less than the difference that two characters make, since a third of the
# declarations is wrong.
DECLARED = 5.0
CHARDET = 8.0
# Below this confidence chardet's answer about single-byte text is a guess: right ones begin at 0.11.
CHARDET_TRUST = 0.1
LONG_SAMPLE = 65_536
# Average cost, in nats a character above ASCII, up to which a reading counts as good language.
GOOD = 10.0
# A first reading that good, of at least so many characters, needs no rival to be compared with.
QUICK = 8.5
QUICK_CHARS = 24
# What segments in another encoding must gain together, in nats; a damaged character alone gains 5.
FOREIGN = 25.0
# A lead of that many nats decides without chardet.
CLEAR = 12.0
SHORT = 400  # bytes
PRIORS = {"gb18030": 0.0, "big5hkscs": 1.0, "cp932": 6.0, "euc_jp": 6.0, "cp949": 6.0}
SINGLE_BYTE = {"cp1252": "latin", "cp1251": "ru", "koi8-r": "ru"}
SINGLE_PRIOR = 5.0
# Share of the bytes above 0x7F that stand in well-formed multi-byte sequences, above which a segment is UTF-8 with
# damage.
UTF8_SHARE = 0.6
TWO_BYTE_SHARE = (
    0.4  # of well-formed bytes in two-byte sequences; Chinese pages have 0.02, GBK read as UTF-8 0.8
)
ONE_SCRIPT = 0.8  # of two-byte sequences under the three commonest leads; GBK read as UTF-8 has 0.3

# From a byte above 0x7F to the end of the text segment.
_SEGMENT = re.compile(rb"[\x80-\xff][^\x00-\x1f<>]*")
_LONG_LEAD = re.compile(rb"[\xe0-\xf4]")
_TWO_BYTES = re.compile(rb"(?<![\xe0-\xf4])(?<![\xe0-\xf4][\x80-\xbf])([\xc2-\xdf])[\x80-\xbf]")
_NOT_HIGH = bytes(range(0x80))
# What is rare in the language: Latin letters inside a Cyrillic word, two accented letters side by side.
_UNUSUAL = {
    "ru": (re.compile(rb"[A-Za-z][\x80-\xff]|[\x80-\xff][A-Za-z]"), 5.0),
    "latin": (re.compile(rb"[\x80-\xff]{2}"), 3.0),
}


@dataclass(slots=True)
class Verdict:
    """What the weighing came to: the codec, each candidate's lag behind it in nats, and the reasons."""

    codec: str
    confidence: float
    why: str
    lags: dict[str, float] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Fit:
    """How a reading fits: its -ln P, and the average of its characters above ASCII."""

    total: float
    average: float
    chars: int


def segments(data: bytes, limit: int = SAMPLE) -> list[bytes]:
    """Return segments of text that hold bytes above 0x7F, half of them from the beginning, half from the middle."""
    out: list[bytes] = []
    starts = (0, len(data) // 2) if len(data) > 2 * limit else (0,)
    for start in starts:
        room = limit // len(starts)
        for match in islice(_SEGMENT.finditer(data, start), 2000):
            piece = match[0][:room]
            out.append(piece)
            room -= len(piece)
            if room <= 0:
                break
    return out


def is_utf8_piece(piece: bytes) -> bool:
    """Whether most of the bytes above 0x7F stand in UTF-8 sequences that make sense together.

    GBK text is full of two-byte sequences (C2-DF, 80-BF) by chance, with leads of all kinds; in a script that UTF-8
    writes in two bytes (Cyrillic, Greek, accented letters) nearly all of them share two or three leads.
    """
    high = len(piece.translate(None, _NOT_HIGH))
    # What a decoder keeps when it drops the ill-formed bytes, less the ASCII bytes, is what is well-formed.
    if len(piece.decode("utf-8", "ignore").encode()) - (len(piece) - high) < UTF8_SHARE * high:
        return False
    runs = MULTIBYTE.findall(piece)
    well = b"".join(runs)
    pairs = Counter(_TWO_BYTES.findall(well))
    single = sum(pairs.values())
    if 2 * single <= TWO_BYTE_SHARE * len(well):
        return True
    leads = 1 if single < 6 else 2 if single < 12 else 3
    return sum(n for _, n in pairs.most_common(leads)) >= ONE_SCRIPT * single and 2 * single >= 0.8 * len(
        well
    )


def weigh(data: bytes, witnesses: list[Witness]) -> Verdict:
    """Choose the encoding of ``data``, which are neither valid UTF-8 nor UTF-16."""
    notes: dict[str, str] = {}
    bonus: dict[str, float] = {}
    for witness in witnesses:
        if witness.codec:
            bonus[witness.codec] = bonus.get(witness.codec, 0.0) + DECLARED
            notes[witness.codec] = f"{notes.get(witness.codec, '')}{witness.origin} says {witness.label}; "
    share, pieces = _without_utf8(segments(data, QUICK_SAMPLE))
    if share < 0.5 and (verdict := _quick(b"\n".join(pieces), bonus, notes)):
        return verdict
    if len(data) > QUICK_SAMPLE:
        share, pieces = _without_utf8(segments(data))
    if len(data) <= SHORT and (verdict := _weigh_short(data, share, pieces)):
        return verdict
    if share >= 0.5:
        return Verdict("utf-8", 0.5 + share / 2, f"{share:.0%} of the text is UTF-8, but not all of it")
    return _weigh_readings(data, pieces, witnesses, bonus, notes)


def chance_utf8(data: bytes, witnesses: list[Witness]) -> Verdict | None:
    """Return the true encoding of bytes that are valid UTF-8 by chance, ``None`` where they are UTF-8 indeed.

    Only text of two-byte sequences is that by chance: a few words of GBK whose second bytes are all below 0xC0.
    """
    if _LONG_LEAD.search(data):
        return None
    pieces = segments(data)
    sequences = sum(len(piece.translate(None, _NOT_HIGH)) for piece in pieces) // 2
    declared = any(w.codec in CHARSETS for w in witnesses)
    if sequences < (2 if declared else 6) or all(map(is_utf8_piece, pieces)):
        return None
    verdict = weigh(data, witnesses)
    return verdict if verdict.codec in CHARSETS and verdict.confidence >= 0.9 else None


def _weigh_short(data: bytes, share: float, pieces: list[bytes]) -> Verdict | None:
    """Compare UTF-8 and UTF-16 with the other readings where the bytes are too few for their shape to be sure."""
    if share >= 0.5:
        sample = b"\n".join(segments(data, SHORT))
        rivals = [_fit(sample, codec, "zh").total for codec in ("gb18030", "big5hkscs")]
        if min(rivals) >= _fit(sample, "utf-8", "zh").total:
            return None
        return _weigh_readings(data, [sample], [], {}, {})
    if not has_clear_shape(data):
        return None
    little, big = utf16_shape(data)
    codec = "utf-16-le" if little > big else "utf-16-be"
    best = min(_fit(data, name, CHARSETS[name].language).total + prior for name, prior in PRIORS.items())
    lead = best - _fit(data, codec, "zh").total
    return Verdict(codec, 0.9, f"the likeliest reading by {lead:.0f} nats") if lead > 0 else None


def _without_utf8(pieces: list[bytes]) -> tuple[float, list[bytes]]:
    """Return the share of the bytes above 0x7F that are in UTF-8 segments, and the other segments."""
    utf8 = others = 0
    rest: list[bytes] = []
    for piece in pieces:
        high = len(piece.translate(None, _NOT_HIGH))
        if is_utf8_piece(piece):
            utf8 += high
        else:
            others += high
            rest.append(piece)
    return utf8 / max(1, utf8 + others), rest


def _quick(sample: bytes, bonus: dict[str, float], notes: dict[str, str]) -> Verdict | None:
    """Return the verdict where one reading is so good Chinese that no other can be better."""
    for codec in sorted(("gb18030", "big5hkscs"), key=lambda codec: -bonus.get(codec, 0.0)):
        fit = _fit(sample, codec, "zh")
        if fit.average <= QUICK and fit.chars >= QUICK_CHARS:
            notes[codec] = notes.get(codec, "") + f"{fit.average:.1f} nats a character"
            return Verdict(codec, 0.99, "its characters are those of Chinese text", {codec: 0.0}, notes)
    return None


def foreign_charset(pieces: list[bytes]) -> tuple[str, list[bool]] | None:
    """Return the charset of segments of a UTF-8 page that are ill-formed, and which of them are in it.

    ``None`` if they are only damaged: if the other reading of all of them together is not good language, or not
    likelier by far than UTF-8 with the ill-formed places lost.
    """
    sample = b"\n".join(pieces)[:SAMPLE]
    fits = {codec: _fit(sample, codec, CHARSETS[codec].language) for codec in PRIORS}
    best = min(fits, key=lambda codec: fits[codec].total + PRIORS[codec])
    if fits[best].average > GOOD:
        return None
    language = CHARSETS[best].language
    gains = [_fit(piece, "utf-8", language).total - _fit(piece, best, language).total for piece in pieces]
    if sum(gain for gain in gains if gain > 0.0) < FOREIGN:
        return None
    return best, [gain > 0.0 for gain in gains]


def _fit(sample: bytes, codec: str, language: str) -> _Fit:
    table = costs(language)
    counts = Counter(sample.decode(codec, "replace"))
    total = above = 0.0
    chars = 0
    for char, n in counts.items():
        cost = n * table[char]
        total += cost
        if char > "\x7f":
            above += cost
            chars += n
    if language in _UNUSUAL:
        pattern, price = _UNUSUAL[language]
        total += price * len(pattern.findall(sample))
    return _Fit(total, above / chars if chars else 99.0, chars)


def _refined_fit(sample: bytes, codec: str) -> _Fit:
    """Like :func:`_fit`, but along the cheapest path, so that a lost byte does not spoil the rest of the sample."""
    charset = CHARSETS[codec]
    end = min(len(sample), REFINED)
    path = cheapest_path(sample, 0, end, charset, unigram_step(charset))
    table = costs(charset.language)
    above = [table[state[7][-1]] for state in path if state[6] != "skip" and state[7] > "\x7f"]
    return _Fit(path[-1][0], sum(above) / len(above) if above else 99.0, len(above))


def _weigh_readings(
    data: bytes,
    pieces: list[bytes],
    witnesses: list[Witness],
    bonus: dict[str, float],
    notes: dict[str, str],
) -> Verdict:
    sample = b"\n".join(pieces)
    fits = {codec: _fit(sample, codec, CHARSETS[codec].language) for codec in PRIORS}
    fits |= {codec: _fit(sample, codec, language) for codec, language in SINGLE_BYTE.items()}
    verdict = _compare(fits, bonus, notes)
    if not _clear(verdict, fits) and verdict.codec not in SINGLE_BYTE:
        if len(sample) > REFINED:
            sample = sample[:REFINED]
            fits |= {codec: _fit(sample, codec, language) for codec, language in SINGLE_BYTE.items()}
        fits |= {codec: _refined_fit(sample, codec) for codec in PRIORS}
        verdict = _compare(fits, bonus, notes)
    if verdict.codec in SINGLE_BYTE:
        return _single_byte(verdict, data, witnesses)
    if _clear(verdict, fits):
        return verdict
    votes = _ask_chardet(pieces)
    for codec, share in votes.items():
        bonus[codec] = bonus.get(codec, 0.0) + CHARDET * share
        notes[codec] = notes.get(codec, "") + f"chardet {share:.0%}; "
    verdict = _compare(fits, bonus, notes)
    foreign = sum(share for codec, share in votes.items() if _is_single_byte(codec))
    if verdict.codec in SINGLE_BYTE or (fits[verdict.codec].average > GOOD and foreign > 0.5):
        return _single_byte(verdict, data, witnesses)
    return verdict


def _clear(verdict: Verdict, fits: dict[str, _Fit]) -> bool:
    lags = sorted(verdict.lags.values())
    return fits[verdict.codec].average <= GOOD and (len(lags) < 2 or lags[1] >= CLEAR)


def _compare(fits: dict[str, _Fit], bonus: dict[str, float], notes: dict[str, str]) -> Verdict:
    totals = {
        codec: fit.total + PRIORS.get(codec, SINGLE_PRIOR) - bonus.get(codec, 0.0)
        for codec, fit in fits.items()
    }
    best = min(totals, key=totals.__getitem__)
    lags = {codec: total - totals[best] for codec, total in totals.items()}
    lead = sorted(lags.values())[1] if len(lags) > 1 else 50.0
    confidence = 0.99 / (1.0 + math.exp(-min(lead, 50.0) / 3.0))
    if fits[best].average > GOOD:
        confidence *= 0.6
    said = {
        codec: f"{notes.get(codec, '')}{fit.average:.1f} nats a character"
        for codec, fit in fits.items()
        if fit.chars
    }
    return Verdict(best, confidence, f"the likeliest reading by {lead:.0f} nats", lags, said)


def _single_byte(verdict: Verdict, data: bytes, witnesses: list[Witness]) -> Verdict:
    """Choose among single-byte encodings, of which declarations and chardet know more than are compared here."""
    declared = [w.codec for w in witnesses if w.codec and _is_single_byte(w.codec)]
    if verdict.codec in declared:
        return verdict
    import chardet

    answer = chardet.detect(data[:LONG_SAMPLE])
    codec = _codec_named(answer.get("encoding"))
    confidence = float(answer.get("confidence") or 0.0)
    if codec and confidence >= CHARDET_TRUST and (_is_single_byte(codec) or verdict.codec not in SINGLE_BYTE):
        return Verdict(codec, confidence, "chardet knows this language", verdict.lags, verdict.notes)
    if declared:
        return Verdict(declared[0], 0.5, "single-byte text, as declared", verdict.lags, verdict.notes)
    return verdict


def _is_single_byte(codec: str) -> bool:
    return codec.startswith(("cp125", "iso8859", "koi8", "cp866", "cp874", "mac", "cp855", "tis"))


def _ask_chardet(pieces: list[bytes]) -> dict[str, float]:
    """Return the share of chardet's votes that each codec gets, one vote a segment, weighted with its length.

    Asked about the whole, one bad byte makes chardet rule out the right encoding; asked by segment it costs one vote.
    """
    import chardet

    votes: dict[str, float] = {}
    for piece in (*sorted(pieces, key=len, reverse=True)[:12], b"\n".join(pieces)[:SAMPLE]):
        answer = chardet.detect(piece)
        if codec := _codec_named(answer.get("encoding")):
            votes[codec] = votes.get(codec, 0.0) + len(piece) * max(
                0.05, float(answer.get("confidence") or 0.0)
            )
    total = sum(votes.values())
    return {codec: n / total for codec, n in votes.items()} if total else {}


def _codec_named(name: str | None) -> str | None:
    if not name:
        return None
    try:
        return codec_of(name) or codecs.lookup(name).name
    except LookupError:
        return None

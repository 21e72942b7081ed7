"""Single characters: escaped twice, escaped for scripts, written as radicals, private use, invisible."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import cache
from itertools import pairwise

from ..decoding.charsets import GB_ASSIGNED
from ..language import model
from ..trail import Edit

__all__ = [
    "ESCAPED",
    "LOOKALIKE",
    "LOST",
    "NOISY",
    "PRIVATE",
    "UNSEEN",
    "find_entities",
    "find_escapes",
    "find_invisible",
    "find_lookalikes",
    "find_noise",
    "find_private",
    "report_lost",
]

Spans = list[tuple[int, int]]
Result = tuple[list[Edit], list[str]]

# -- entities and script escapes; every repeat is bounded or over one literal, so none can blow up.
_NAME = r"(?:#[0-9]{2,7}|#[xX][0-9a-fA-F]{2,6}|[a-zA-Z][a-zA-Z0-9]{1,7})"
_TWICE = re.compile(rf"&(?:amp;)+(?={_NAME};)")
_ANY = re.compile(rf"&{_NAME};")
_OPEN_NAMES = "nbsp|ensp|emsp|thinsp|ldquo|rdquo|lsquo|rsquo|middot|mdash|ndash|hellip|bull|times|copy|reg|quot|amp|lt|gt"
_OPEN = re.compile(rf"&(?:(?P<name>{_OPEN_NAMES})(?![a-zA-Z0-9;=])|#(?P<code>[0-9]{{2,7}})(?![0-9;]))")
ESCAPED = re.compile(r"&(?:amp;|#|[a-z]{2,6})|%u[0-9a-fA-F]{4}|\\u[0-9a-fA-F]{4}")
_SCRIPT_ESCAPE = re.compile(r"(?:%u[0-9a-fA-F]{4}){1,400}|(?:\\u[0-9a-fA-F]{4}){1,400}")
# What stands before an escape that is part of a web address; one bounded class to the end, one way to match.
_ADDRESS = re.compile(r"(?:://|\bwww\.)[!-~]{0,400}\Z")
LONGEST_ADDRESS = 400
_FOUR = re.compile(r"[0-9a-fA-F]{4}")


def _edit(rule: str, start: int, before: str, after: str, confidence: float = 1.0, note: str = "") -> Edit:
    return Edit(rule, "repair", start, start + len(before), before, after, confidence, (), (), note)


def find_entities(text: str, spans: Spans, is_html: bool) -> Result:
    """Character references that were escaped twice or lost their semicolon; in plain text every one.

    In HTML a reference that is escaped once is the parser's business and stays.
    """
    edits: list[Edit] = []
    if "&" not in text:
        return [], []
    for start, end in spans:
        if is_html:
            edits += _html_entities(text, start, end)
        else:
            edits += _plain_entities(text, start, end)
    edits.sort(key=lambda e: e.start)
    return edits, []


def _html_entities(text: str, start: int, end: int) -> list[Edit]:
    edits = [
        _edit("entity", m.start(), m[0], "&", 0.98)
        for m in _TWICE.finditer(text, start, end)
        if _known(text[m.end() : text.index(";", m.end()) + 1])
    ]
    taken = [(e.start, e.end) for e in edits]
    for m in _OPEN.finditer(text, start, end):
        name = m["name"]
        # what a parser resolves without a semicolon, and what would become markup, stays
        if name is None or name in ("nbsp", "copy", "reg", "times", "middot", "quot", "amp", "lt", "gt"):
            continue
        if not any(s <= m.start() < e for s, e in taken):
            edits.append(_edit("entity", m.start(), m[0], html.unescape(f"&{name};")))
    return edits


def _plain_entities(text: str, start: int, end: int) -> list[Edit]:
    edits: list[Edit] = []
    at = start
    while at < end:
        at = text.find("&", at, end)
        if at < 0:
            break
        twice = _TWICE.match(text, at, end)
        whole = _ANY.match(text, twice.end() if twice else at, end) if not twice else None
        if twice:
            stop = text.index(";", twice.end()) + 1
            reference = "&" + text[twice.end() : stop]
        elif whole:
            stop, reference = whole.end(), whole[0]
        else:
            bare = _OPEN.match(text, at, end)
            if not bare:
                at += 1
                continue
            stop, reference = bare.end(), bare[0] + ";"
        after = _resolve(reference)
        # "<" before a letter would turn the text into markup for the next reader
        tag_like = after == "<" and re.match(r"[a-zA-Z/!?&]", text[stop : stop + 1])
        if after and not tag_like:
            edits.append(_edit("entity", at, text[at:stop], after))
        at = max(stop, at + 1)
    return edits


def _resolve(reference: str) -> str:
    after = html.unescape(reference)
    if after == reference or len(after) > 2 or any("\ud800" <= c <= "\udfff" for c in after):
        return ""
    return "" if after == "\ufffd" else after


def _known(rest: str) -> bool:
    return bool(_resolve("&" + rest))


def find_escapes(text: str, spans: Spans) -> Result:
    """``%u56FD`` and ``\\u56fd`` in text, as script functions of old pages leave them."""
    edits: list[Edit] = []
    if "%u" not in text and "\\u" not in text:
        return [], []
    for start, end in spans:
        for m in _SCRIPT_ESCAPE.finditer(text, start, end):
            if _ADDRESS.search(text, max(m.start() - LONGEST_ADDRESS, start), m.start()):
                continue
            units = b"".join(int(h, 16).to_bytes(2, "big") for h in _FOUR.findall(m[0].replace("u", " ")))
            try:
                after = units.decode("utf-16-be")
            except UnicodeDecodeError:
                continue
            if all(c.isprintable() or c in "\t\n\u3000" for c in after):
                edits.append(_edit("script-escape", m.start(), m[0], after))
    return edits, []


# -- invisible characters
_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
_HIDDEN = "\xad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
UNSEEN = re.compile(f"[{_CONTROLS}{_HIDDEN}\u2028\u2029]{{1,500}}")
# Joiners and direction marks are part of how these scripts are written: Hebrew to Arabic Extended, Indic, Tibetan,
# Mongolian, and the presentation forms.
_SHAPING = frozenset(
    "\u180e\u200c-\u200d\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069".replace("-", "")
)
_NEEDS_SHAPING = re.compile("[\u0590-\u08ff\u0900-\u0fff\u1800-\u18af\ufb1d-\ufdff\ufe70-\ufefc]")
_BREAKS = frozenset("\x0b\x0c\x85\u2028\u2029")


def find_invisible(text: str, spans: Spans) -> Result:
    """Control, zero-width and direction characters; what breaks a line becomes a line break."""
    edits: list[Edit] = []
    for start, end in spans:
        for m in UNSEEN.finditer(text, start, end):
            if m[0] == "\u200d" and _joins_pictures(text, m.start()):
                continue
            if _SHAPING.issuperset(m[0]) and _NEEDS_SHAPING.search(text[m.start() - 1 : m.end() + 1]):
                continue
            after = "\n" if any(c in _BREAKS for c in m[0]) else ""
            edits.append(_edit("invisible", m.start(), m[0], after))
    return edits, []


def _joins_pictures(text: str, at: int) -> bool:
    """A zero-width joiner within an emoji is visible in its effect."""
    beside = text[at - 1 : at] + text[at + 1 : at + 2]
    return len(beside) == 2 and all(unicodedata.category(c) in ("So", "Sk", "Mn") for c in beside)


# -- look-alikes
LOOKALIKE = re.compile("[\u2e80-\u2fdf\uf900-\ufaff]")
# Radicals of the supplement that have no compatibility mapping, as fonts of PDF files write common characters.
_RADICALS = dict(
    zip(
        "⺁⺇⺌⺎⺏⺐⺒⺓⺔⺗⺘⺙⺛⺝⺟⺠⺡⺢⺣⺤⺦⺨⺩⺪⺫⺬⺭⺮⺯⺱⺴⺶⺷⺸⺹⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "厂几小兀尣尢巳幺彐心手攵旡月母民水氺火爪丬犬王疋目示礻竹糸网网羊羊羊老肉臼艸艸艸虎衤西西见角覀讠贝车辶辶辶阝钅長镸长门青韦页风飞食飠饣马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
        strict=False,
    )
)


# Radicals that a dictionary lists: three or more in the order of their block.  Bounded; one way to match.
_RADICAL_LIST = re.compile("[\u2f00-\u2fd5](?:[、，,; ]?[\u2f00-\u2fd5]){2,213}")


def _is_in_order(listed: str) -> bool:
    points = [ord(c) for c in listed if "\u2f00" <= c <= "\u2fd5"]
    return all(b - a == 1 for a, b in pairwise(points))


@cache
def _radicals() -> dict[str, str]:
    # a table of look-alikes is only as good as its shortest claim: keep what is a character of GBK
    return {a: b for a, b in _RADICALS.items() if "\u4e00" <= b <= "\u9fff"}


def find_lookalikes(text: str, spans: Spans) -> Result:
    """Kangxi radicals and compatibility ideographs where the ordinary character is meant."""
    edits: list[Edit] = []
    listed = {at for m in _RADICAL_LIST.finditer(text) if _is_in_order(m[0]) for at in range(*m.span())}
    for start, end in spans:
        for m in LOOKALIKE.finditer(text, start, end):
            if m.start() in listed:
                continue
            after = unicodedata.normalize("NFKC", m[0])
            if after == m[0]:
                after = _radicals().get(m[0], m[0])
            if after != m[0]:
                edits.append(_edit("look-alike", m.start(), m[0], after))
    return edits, []


# -- private use
PRIVATE = re.compile("[\ue000-\uf8ff]")
# GB 18030-2005 cells that Python still maps to private use, with what GB 18030-2022 and Unicode assign.
_ASSIGNED = {
    **{chr(a): chr(b) for a, b in GB_ASSIGNED.items()},
    # Cells that Python's codec reads right, but earlier readers did not.
    "\ue7c8": "ǹ",
    "\ue7e7": "〾",
    "\ue816": "\U00020087",
    "\ue817": "\U00020089",
    "\ue818": "\U000200cc",
    "\ue831": "\U000215d7",
    "\ue83b": "\U0002298f",
    "\ue855": "\U000241fe",
}


def find_private(text: str, spans: Spans) -> Result:
    """Private-use characters: those with a standard meaning become it, the rest are counted in a warning."""
    edits: list[Edit] = []
    unknown = 0
    for start, end in spans:
        for m in PRIVATE.finditer(text, start, end):
            after = _ASSIGNED.get(m[0])
            if after:
                edits.append(_edit("private-use", m.start(), m[0], after, 0.95))
            else:
                unknown += 1
    if unknown:
        return edits, [
            f"repair.private-use: {unknown} private-use characters stay; what they showed is known to one font only"
        ]
    return edits, []


# -- what is lost for good
LOST = re.compile("\ufffd|锟斤拷")


def report_lost(text: str, spans: Spans) -> Result:
    """Count what no repair can bring back."""
    replaced = sum(text.count("\ufffd", start, end) for start, end in spans)
    twice = sum(text.count("锟斤拷", start, end) for start, end in spans)
    warnings = []
    if replaced:
        warnings.append(f"repair.lost: {replaced} replacement characters (U+FFFD): the bytes there are gone")
    if twice:
        warnings.append(
            f"repair.lost: 锟斤拷 {twice} times: two characters each were lost before the text was saved"
        )
    return [], warnings


# -- noise between characters against copying
_NOISY_HAN = "[\u4e00-\u9fff，。、；：]"
_NOISE = r"[#@*^~|_$%&+=\\`A-Za-z0-9]"
# Alternation of two disjoint classes, each one character: one way to match, so no backtracking.
NOISY = re.compile(f"(?:{_NOISY_HAN}{_NOISE}){{6,400}}{_NOISY_HAN}")
MIN_NOISE_GAIN = 2.0  # nats a character by which the text without the noise is the better Chinese
MAX_NOISE_NATS = -8.0


def find_noise(text: str, spans: Spans) -> Result:
    """One stray sign after each character, as sites put it there against copying."""
    edits: list[Edit] = []
    for start, end in spans:
        for m in NOISY.finditer(text, start, end):
            bare = m[0][::2]
            average = model().score(bare) / len(bare)
            shown = model().score(m[0]) / len(bare)
            if average < MAX_NOISE_NATS or average - shown < MIN_NOISE_GAIN or len(set(m[0][1::2])) < 2:
                continue
            edits += [_edit("copy-noise", m.start() + i, m[0][i], "", 0.9) for i in range(1, len(m[0]), 2)]
    return edits, []

"""The steps of the channel that damaged a text, back from what is displayed to what was written.

The channel (DOMAIN: the mirror-site family, and any GBK text that lost a byte): from some byte on, the text was read
one byte out of step.  :mod:`.window` walks over the displayed characters and keeps a beam of hypotheses.  A
hypothesis is either *in step* (what is displayed is what was written) or *out of step* with one pending byte, the lead
of the next true character; each displayed character then gives the trail of that one and the lead of the next.  A
character language model weighs the readings, and leaving the text alone is one of them, so that both ends of a run are
chosen together with its reading.
"""

from __future__ import annotations

import re

from ..language import model
from .gbk import cells
from .guesses import following as following_after
from .guesses import vanished, with_trail, without
from .readings import LETTERS, TONED, normalise_reading, readings
from .search import (
    GUESSES,
    IN_STEP,
    UNKNOWN,
    Node,
    Search,
    likeliest,
)

__all__ = [
    "COST_DROPPED",
    "COST_ODD",
    "COST_START_SILENT",
    "DROPPED_GUESSES",
    "MARKS",
    "STRADDLED",
    "advance",
    "match_reading",
    "pending_at",
    "start_silent",
]


MARKS = "?\ufffd"  # what converters write for a byte that starts nothing
# Pairs before which the mirror sites put their marker, as displayed, with or without NFKC.
STRADDLED = "，。、？！；,?!;"
_PAIR_OF = dict.fromkeys("，？！；,?!;", 0xA3) | {"。": 0xA1, "、": 0xA1}  # lead of a mark's pair
_TAIL = re.compile(rf"[(（]?[ \u3000\xa0]?([{LETTERS}]{{1,7}})[ \u3000\xa0]?[)）]")
_TONED = frozenset(TONED)
_TAG_REST = re.compile(r"/?[a-zA-Z][a-zA-Z0-9]{0,9}(?: [^<>\n]{0,200})?/?>")

# Costs in nats, estimates of -ln of how often the channel does this at such a place; set by hand, then checked on
# synthetic runs over held-out text (eval/repair_eval.py): taking COST_DROPPED to 2.5 moved none of 181 lines.
COST_START = 2.0  # a mark and a straddled pair: rarely anything else
COST_START_PINYIN = 0.5  # a mark and a reading that fits both bytes
COST_START_READ = 2.0  # the same where the converter dropped the byte without a mark
COST_START_SILENT = 9.0  # a byte is gone and nothing shows it
COST_START_DROPPED = 6.0  # the same before a straddled pair
COST_END_MARK = 1.0
COST_END_SWALLOWED = 3.5  # a digit, space or bracket went with it
COST_END_SILENT = 5.0
COST_DROPPED = 3.0  # a character out of step was private use or undefined and vanished
COST_LOST_READ = 5.0  # in step, a mark and a reading: the character before the bracket is gone as a whole
COST_FLATTENED = 0.7
COST_ODD = 4.0  # an out-of-step reading that official text hardly holds: symbols, kana

DROPS_AT = 2  # only the best hypotheses at a place are worth the cost of supposing a vanished character
SILENT_GUESSES = (
    8  # characters tried where a run begins without a mark, of one or two hundred with the byte that is left
)
SILENT_MARGIN = 7.0  # nats by which one of them may be worse than the best before that is looked at
SILENT_LOOKS = 20  # of each half, looked at with the character behind them
ENDS_AT = 5  # or of guessing how a run ends
DROPPED_GUESSES = 8


def advance(search: Search, node: Node, at: int, rank: int) -> None:
    if node.pending == IN_STEP:
        char = search.text[at]
        score = node.score + search.step(node.a, node.b, char)
        search.reach(at + 1, Node(score, node.b, char, IN_STEP, node, char, at))
        if char in MARKS:
            _start_marked(search, node, at)
        elif char == "(" and (tail := match_reading(search.text, at)):
            _start_read(search, node, at, tail, COST_START_READ)
        if at in search.silent:
            start_silent(search, node, at)
    else:
        _read_shifted(search, node, at, rank)


def _start_marked(search: Search, node: Node, at: int) -> None:
    text = search.text
    following = text[at + 1 : at + 2]
    if following and following in STRADDLED:
        for lead, trail in _pairs(search, at + 1, 1):
            if lead in (0xA1, 0xA3):
                chars = search.table.by_trail.get(lead, "")
                search.guess(node, chars, trail, at + 2, at, COST_START, "marker")
    if following and following in MARKS and text[at + 2 : at + 3] in _PAIR_OF:
        # Markers before a straddled pair and before the true mark: both bytes of one character are gone, but the
        # straddled pair tells its trail.
        lead = _PAIR_OF[text[at + 2]]
        chars = search.table.by_trail.get(0xA1 if lead == 0xA3 else 0xA3, "")
        search.guess(node, chars, IN_STEP, at + 2, at, COST_START, "marker")
    tail = _TAIL.match(text, at + 1, at + 14)
    if tail and at > 0:
        _start_pinyin(search, node, at, tail)


def _start_pinyin(search: Search, node: Node, at: int, tail: re.Match[str]) -> None:
    fitting = readings(normalise_reading(tail[1]))
    # both bytes of the read character are gone
    search.guess(node, "".join(fitting), IN_STEP, tail.end(), at, COST_LOST_READ, "lost-read")
    _start_read(search, node, at, tail, COST_START_PINYIN)


def _start_read(search: Search, node: Node, at: int, tail: re.Match[str], cost: float) -> None:
    """The reading stands behind a character made of the trail of the one before it and the lead of the next."""
    if not at or node.b != search.text[at - 1]:
        return
    for trail, is_common in pending_at(node.b, tail[1]):
        # A pinyin character is one that GB2312 lacks; the reading and a byte fix it all but uniquely.
        score = node.score - cost - (4.0 if is_common else 0.0)
        search.reach(tail.end(), Node(score, node.a, node.b, trail, node, "", at, "pinyin"))


def match_reading(text: str, at: int) -> re.Match[str] | None:
    """The reading with a tone mark that stands in brackets from ``at`` on.

    The byte of an ASCII bracket is what breaks a pair; one in full width has two bytes and breaks none.
    """
    tail = _TAIL.match(text, at, at + 13)
    return tail if tail and not _TONED.isdisjoint(tail[1]) else None


def pending_at(before: str, reading: str) -> list[tuple[int, bool]]:
    """Trails of the characters read ``reading`` whose lead is the trail of ``before``, and whether GB2312 has them."""
    table = cells().pair
    shown = table.get(before)
    pairs = [table[c] for c in readings(normalise_reading(reading))] if shown else []
    return [
        (trail, lead >= 0xB0 and trail >= 0xA1)
        for lead, trail in pairs
        if shown and lead == shown[1] and trail >= 0x81
    ]


def start_silent(search: Search, node: Node, at: int) -> None:
    pair = search.table.pair.get(search.text[at])
    if pair is None:
        return
    lead, trail = pair
    if trail < 0x81:
        return
    chars = search.table.by_trail.get(lead, "")
    if search.text[at] in STRADDLED:
        # what the mirror sites do: the lead before a straddled pair is dropped without a mark
        search.guess(node, chars, trail, at + 1, at, COST_START_DROPPED, "lost")
        return
    # The lead of the first true character is gone, or its trail.  The character behind it is known: it tells which.
    following = search.table.pair.get(search.text[at + 1 : at + 2])
    then = search.table.char.get(trail << 8 | following[0], "") if following else ""
    a, b, step = node.a, node.b, search.step
    halves = [
        likeliest(a, b, half, search.other)[:SILENT_LOOKS]
        for half in (chars, search.table.by_lead.get(lead, ""))
    ]
    least = max((half[0][0] for half in halves if half), default=0.0) - SILENT_MARGIN
    ranked = [
        (nats + step(b, c, then) if then else nats, nats, c)
        for half in halves
        for nats, c in half
        if nats >= least
    ]
    ranked.sort(reverse=True)
    others = "".join([c for _, _, c in ranked])
    for _, nats, c in ranked[:SILENT_GUESSES]:
        score = node.score + nats - COST_START_SILENT
        search.reach(at + 1, Node(score, b, c, trail, node, c, at, "lost", others))


def _pairs(search: Search, at: int, length: int) -> tuple[tuple[int, int], ...]:
    shown = search.text[at : at + length]
    found = search.table.flattened.get(shown, ())
    if length == 1:
        direct = search.table.pair.get(shown)
        if direct:
            return (direct, *found) if direct not in found else found
    return found


def _read_shifted(search: Search, node: Node, at: int, rank: int) -> None:
    text, table, pending = search.text, search.table, node.pending
    char = text[at]
    direct = table.pair.get(char)
    drops = rank < DROPS_AT and at in search.drops
    for length in (1, 2, 3, 4):
        if length > 1 and (at + length > search.stop or char > "\u3000"):
            break
        if char == "?" and length == 1 and _TAG_REST.match(text, at + 1):
            continue  # it swallowed the "<" of a tag; a flattened ﹖ (A9 74) would read as "施t"
        for lead, trail in _pairs(search, at, length):
            cost = 0.0 if (lead, trail) == direct else COST_FLATTENED
            _take_pair(search, node, lead, trail, at, at + length, cost)
    byte = 0x80 if char == "€" else ord(char)  # 0x80 alone is shown as €
    if 0x40 <= byte <= 0x80:
        # a trail byte that is a character by itself ends the run
        if pending < UNKNOWN:
            chars = with_trail(-pending, byte, search.kept)
            search.guess(node, chars, IN_STEP, at + 1, at, 0.0, "end-unknown")
        else:
            c = table.char.get(pending << 8 | byte)
            if c:
                search.write(node, c, IN_STEP, at + 1, at, 0.0, "ascii-trail")
    if char in MARKS and rank < ENDS_AT:
        _end_marked(search, node, at)
    if pending >= 0 and rank < DROPS_AT and (char < "@" or char in STRADDLED):
        _end_silent(search, node, at)
        # It kept the bracket behind the byte.  A reading behind a letter is that of the character whose trail it was.
        beside = text[at - 1]
        if char == "(" and (beside == ")" or not beside.isascii()) and (tail := match_reading(text, at)):
            _end_read(search, node, at, tail)
    if drops:
        _suppose_dropped(search, node, at)


def _take_pair(search: Search, node: Node, lead: int, trail: int, at: int, to: int, cost: float) -> None:
    """The displayed pair gives the trail of the pending character and the lead of the next."""
    if node.pending < UNKNOWN:
        chars = with_trail(-node.pending, lead, search.kept)
        search.guess(node, chars, trail, to, at, cost, "dropped-lead")
        return
    c = search.table.char.get(node.pending << 8 | lead)
    if c is None:
        return
    if not "\u4e00" <= c <= "\u9fff" and not model().knows(c):
        cost += COST_ODD
    if trail < 0x80:
        # the displayed pair took an ASCII character as its trail: the run ends with that character
        score = node.score + search.step(node.a, node.b, c) - cost
        ascii_char = chr(trail)
        score += search.step(node.b, c, ascii_char)
        search.reach(to, Node(score, c, ascii_char, IN_STEP, node, c + ascii_char, at, "took-ascii"))
        return
    search.write(node, c, trail, to, at, cost, "read")


def _end_marked(search: Search, node: Node, at: int) -> None:
    """The mark stands for the trail of the pending character, and the byte after it may be swallowed."""
    text, table = search.text, search.table
    unknown = node.pending < UNKNOWN
    chars = (
        following_after(node.b, -node.pending, search.kept)
        if unknown
        else table.by_lead.get(node.pending, "")
    )
    following = text[at + 1 : at + 2]
    tail = _TAIL.match(text, at + 1, at + 14)
    if tail:
        if unknown:
            fitting = readings(normalise_reading(tail[1]))
            search.guess(node, "".join(fitting), IN_STEP, tail.end(), at, COST_END_MARK, "lost-read")
        _end_read(search, node, at, tail)
    if not following or following in "\r\n":
        step = search.step
        for c in without(chars, search.other):
            # what ends a line is likelier than what only follows
            cost = COST_END_MARK - step(node.b, c, "\n")
            search.write(node, c, IN_STEP, at + 1, at, cost, "end", chars)
        return
    if following in STRADDLED or text[at] == "\ufffd":
        search.guess(node, chars, IN_STEP, at + 1, at, COST_END_MARK, "end")
    tag = _TAG_REST.match(text, at + 1)
    if tag:
        _end_swallowed(search, node, at, chars, "<", 0.5)
        return
    for swallowed in _swallowed(text, at + 1):
        _end_swallowed(search, node, at, chars, swallowed, COST_END_SWALLOWED)


def _end_read(search: Search, node: Node, at: int, tail: re.Match[str]) -> None:
    """The run ends at an injected reading, which with the pending lead tells the character that it stands behind."""
    pair = search.table.pair
    for c in readings(normalise_reading(tail[1])):
        if pair[c][0] == node.pending:
            search.write(node, c, IN_STEP, tail.end(), at, COST_END_MARK, "end-pinyin")


def _swallowed(text: str, at: int) -> str:
    """ASCII characters below ``@`` that may have stood before ``text[at]``, of each kind the likeliest.

    The model does not tell digits apart.  A first digit is most often 1; before ``0dd年`` it is 2, before ``9dd年``
    it is 1.  Whatever is written here is a guess and is reported as one.
    """
    rest = text[at : at + 4]
    digit = "2" if rest[:1] == "0" and rest[3:4] == "年" else "1"
    return f"{digit} (-)%>="


def _end_swallowed(search: Search, node: Node, at: int, chars: str, swallowed: str, cost: float) -> None:
    b, step = node.b, search.step
    least = search.floor(at + 1, IN_STEP)
    for score, c in likeliest(node.a, b, chars, search.other)[: GUESSES // 2]:
        total = node.score + score - cost
        if total < least:
            break
        # a closing tag ends the text as a line break does
        total += step(b, c, "\n" if swallowed == "<" else swallowed)
        if total >= least:
            node_ = Node(total, c, swallowed, IN_STEP, node, c + swallowed, at, "end-swallowed", chars)
            search.reach(at + 1, node_)


def _end_silent(search: Search, node: Node, at: int) -> None:
    """The converter dropped the lone byte and kept the next: the run ends before ``at`` without a mark."""
    chars = search.table.by_lead.get(node.pending, "")
    search.guess(node, chars, IN_STEP, at, at, COST_END_SILENT, "end-silent")


def _suppose_dropped(search: Search, node: Node, at: int) -> None:
    """A displayed character vanished before ``at``: both its bytes are to be guessed."""
    pair = search.table.pair
    if node.pending < UNKNOWN:
        if node.event != "dropped":
            return  # three in a row: nothing to go by
        # Two in a row: of the character between them no byte is left.
        chars = following_after(node.b, -node.pending, search.kept)
        event = "dropped-again"
    else:
        chars = vanished(node.pending, search.kept)
        event = "dropped"
    b = node.b
    leads = search.table.undefined if search.kept else search.table.vanishing
    for score, c in likeliest(node.a, b, chars, search.other)[:DROPPED_GUESSES]:
        trail = pair[c][1]
        if trail in leads:
            total = node.score + score - COST_DROPPED
            search.reach(at, Node(total, b, c, -trail, node, c, at, event, chars))

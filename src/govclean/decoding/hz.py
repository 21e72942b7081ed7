"""HZ (RFC 1843): GB 2312 with the high bits cleared, between ``~{`` and ``~}``.

A sound line is read by its marks.  In a line with damage the marks themselves may be broken, so all readings compete
(:mod:`.resync`): in or out of a part, a mark complete, or half of it for a price.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from .charsets import GB
from .double_byte import write_double_byte
from .frequency import ASCII_COST, CONTROL_COST, is_common
from .resync import CAP, SEARCH_LIMIT, SKIP_FIRST, SKIP_NEXT, Step
from .writer import REPLACEMENT, Writer

__all__ = ["is_hz", "write_hz"]

_HIGH_BIT = bytes(b | 0x80 if 0x21 <= b <= 0x7E else b for b in range(256))
_LINE = re.compile(rb"[^\n]*\n?")
_PART = re.compile(
    rb"~\{(?P<body>(?:[\x21-\x77][\x21-\x7e])*+)~\}|~(?P<tilde>~)|(?P<join>~\n)|(?P<plain>[^~\x80-\xff]++)"
)
# The printable bytes that a part consists of, a flipped bit included, at its beginning and at its end.
_FROM_START = re.compile(rb"[\x21-\xff]{2,200}")
_TO_END = re.compile(rb"[\x21-\xff]{4,200}\Z")
# Share of common characters that the parts of Chinese text have at least (0.97 in the corpus); source code may hold
# ``~{`` as well, and reads as characters from anywhere.
_COMMON = 0.6
_SAMPLE = 65_536
_CLOSED = re.compile(rb"~\{((?:[\x21-\x77][\x21-\x7e])++)~\}")
LEAST = 8  # bytes in closed parts that make HZ certain without regard to the language
BROKEN_MARK = 16.0  # nats
MISSING_MARK = 8.0  # a part that a line end or the next start mark ends
MAX_LINE = 8192  # bytes of a damaged line that are read as one

# cost, before, last, state before, first byte, end, kind, text, whether inside a part afterwards
# Kinds: "" read, "skip" a byte left out, "mark" a mark or what is left of one.
_State = tuple[float, str, str, "_State | None", int, int, str, str, bool]


def is_hz(data: bytes) -> bool:
    """Whether the marks of HZ stand in the data and Chinese stands between them."""
    if b"~{" not in data and b"~}" not in data:
        return False
    head = data[:_SAMPLE]
    if _is_well_marked(head):
        return True
    common = chars = 0
    for body in islice(_bodies(head), 50):
        best = max((body, body[1:]), key=_common)  # a lost byte shifts the rest
        common += _common(best)
        chars += len(best) // 2
    return common >= _COMMON * chars > 0


def _bodies(head: bytes) -> Iterator[bytes]:
    """Yield what may be a part: behind a start mark, or before an end mark whose start mark was broken."""
    chunks = head.split(b"~}")
    for i, chunk in enumerate(chunks):
        opened = chunk.rfind(b"~{")
        if opened >= 0:
            body = _FROM_START.match(chunk, opened + 2)
        elif i < len(chunks) - 1:
            half = max(chunk.rfind(b"{"), chunk.rfind(b"~"))
            body = _TO_END.search(chunk[max(half + 1, len(chunk) - 200) :])
        else:
            body = None
        if body:
            yield body[0]


def _is_well_marked(head: bytes) -> bool:
    """Whether all parts are closed, even and made of characters that GB 2312 has, however rare."""
    parts = _CLOSED.findall(head)
    if not parts or len(parts) != head.count(b"~{") or sum(map(len, parts)) < LEAST:
        return False
    try:
        b"".join(parts).translate(_HIGH_BIT).decode("gb2312")
    except UnicodeDecodeError:
        return False
    return True


def _common(body: bytes) -> int:
    return sum(map(is_common, body.translate(_HIGH_BIT).decode("gb2312", "replace")))


def write_hz(data: bytes, writer: Writer) -> None:
    """Write HZ text, line by line; a line end closes an open part."""
    shifted = data.translate(_HIGH_BIT)  # one copy with the high bits set, so that offsets hold
    for line in _LINE.finditer(data):
        parts = list(_PART.finditer(data, line.start(), line.end()))
        if sum(part.end() - part.start() for part in parts) == len(line[0]):
            for part in parts:
                _write_part(part, shifted, writer)
            continue
        if writer.searched > SEARCH_LIMIT:  # a page of noise: what is left is shown as it is
            writer.text(line[0].decode("latin-1"))
            continue
        from ..language import model

        writer.searched += len(line[0])
        for start in range(line.start(), line.end(), MAX_LINE):
            _write_damaged(data, start, min(line.end(), start + MAX_LINE), writer, model().step)


def _write_part(part: re.Match[bytes], shifted: bytes, writer: Writer) -> None:
    if part["plain"]:
        writer.text(part["plain"].decode("ascii"))
    elif part["tilde"]:
        writer.text("~")
    elif not part["join"]:
        write_double_byte(shifted, *part.span("body"), GB, writer)


def _write_damaged(data: bytes, start: int, end: int, writer: Writer, step: Step) -> None:
    for _, _, _, _, at, to, kind, text, _ in _cheapest(data, start, end, step):
        if kind == "skip":
            writer.lose(at, to, "truncated" if to == len(data) else "invalid")
        elif kind == "mark" and text:
            writer.lose(at, to, "invalid", "")
        elif kind != "mark":
            writer.text(text)


def _cheapest(data: bytes, start: int, end: int, step: Step) -> list[_State]:
    """Return the cheapest reading of a line (Viterbi over offset and mode; linear in the line)."""
    inside: list[_State | None] = [None] * (end - start + 1)
    outside: list[_State | None] = [None] * (end - start + 1)
    root: _State = (0.0, "\n", "\n", None, start, start, "", "", False)
    outside[0] = root
    for at in range(start, end):
        for columns, arcs in ((outside, _outside), (inside, _inside)):
            state = columns[at - start]
            if state is None:
                continue
            for price, to, kind, text, within in arcs(data, at, end):
                before, last = state[1], state[2]
                if kind == "skip":
                    cost = SKIP_NEXT if state[6] == "skip" else SKIP_FIRST
                    before = last = REPLACEMENT
                elif price < 0.0:
                    cost = min(CAP, -step(before, last, text))
                    before, last = last, text
                else:
                    cost = price
                    if kind != "mark" and text:
                        before, last = last, text
                target = inside if within else outside
                old = target[to - start]
                if old is None or state[0] + cost < old[0]:
                    target[to - start] = (state[0] + cost, before, last, state, at, to, kind, text, within)
    ends = [state for state in (outside[-1], inside[-1]) if state is not None]
    node: _State | None = min(ends, key=lambda state: state[0])
    path: list[_State] = []
    while node is not None and node is not root:
        path.append(node)
        node = node[3]
    path.reverse()
    return path


# price (below 0: ask the model), end, kind, text, inside a part afterwards; the text of a broken mark is "x"
_Arc = tuple[float, int, str, str, bool]


def _outside(data: bytes, at: int, end: int) -> list[_Arc]:
    byte, two = data[at], data[at : min(end, at + 2)]
    if two == b"~{":
        return [(0.0, at + 2, "mark", "", True), (12.0, at + 2, "", "~{", False)]
    if two == b"~~":
        return [(0.0, at + 2, "", "~", False)]
    if two == b"~\n":
        return [(0.0, at + 2, "mark", "", False)]
    if byte >= 0x80:
        return [(0.0, at + 1, "skip", REPLACEMENT, False)]
    odd = byte in b"~{}" or (byte < 0x20 and byte not in b"\t\r\n")
    arcs: list[_Arc] = [(CONTROL_COST if odd else ASCII_COST, at + 1, "", chr(byte), False)]
    if byte in b"~{":
        arcs.append((BROKEN_MARK, at + 1, "mark", "x", True))
    if byte == 0x7E or two[1:] == b"{":
        arcs.append((BROKEN_MARK, at + 2, "mark", "x", True) if at + 2 <= end else arcs[0])
    return arcs


def _inside(data: bytes, at: int, end: int) -> list[_Arc]:
    byte, two = data[at], data[at : min(end, at + 2)]
    if byte == 0x0A:
        return [(MISSING_MARK, at + 1, "", "\n", False)]
    if two == b"~}":
        return [(0.0, at + 2, "mark", "", False)]
    arcs: list[_Arc] = [(0.0, at + 1, "skip", REPLACEMENT, True)]
    if two == b"~{":
        arcs.append((MISSING_MARK, at + 2, "mark", "", True))
    if len(two) == 2 and 0x21 <= byte <= 0x77 and 0x21 <= two[1] <= 0x7E:
        char = GB.pairs().get((byte | 0x80) << 8 | two[1] | 0x80)
        if char:
            arcs.append((-1.0, at + 2, "", char, True))
    if byte in b"~}":
        arcs.append((BROKEN_MARK, at + 1, "mark", "x", False))
    if len(two) == 2 and two[1] > 0x20 and (byte == 0x7E or two[1:] == b"}"):
        arcs.append((BROKEN_MARK, at + 2, "mark", "x", False))
    return arcs

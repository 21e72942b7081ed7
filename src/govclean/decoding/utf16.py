"""UTF-16 without strictness: falls back into step after a lost or inserted byte (RFC 2781)."""

from __future__ import annotations

import math
import re

from .frequency import cost_of, costs, rare_run
from .resync import SEARCH_LIMIT
from .writer import Writer

__all__ = ["has_clear_shape", "utf16_codec", "utf16_shape", "write_utf16"]

BLOCK = 4096  # bytes decoded at a time; trouble costs no more than one block
BACK = 24  # bytes before the trouble that are read again: the damage lies before the place where it shows
AHEAD = 96  # bytes after it
KEEP = 64  # of those AHEAD, bytes whose reading stands; the rest is only context
SKIP = 24.0  # price of a byte left out, in nats; a rare character costs at most 18
SURROGATES = 15.0  # price of a character outside the basic plane
SHAPE = 0.54  # see utf16_shape; only opens the question, the language decides it
PROBE = 512  # bytes read both ways to tell the byte orders apart
# Average cost of a code unit, in nats, that UTF-16 of a page stays under.
GOOD = 9.5
SOUND = (
    8.5  # the same of characters above ASCII where nothing is damaged; in the wrong byte order they have 14
)
_SAMPLE = 2048
# High bytes of the code units that Chinese pages are made of: ASCII, general and CJK punctuation, Han, full width.
_HIGH = bytes([0x00, 0x20, 0x30, *range(0x4E, 0xA0), 0xFF])
# Padding of NULs is no text in any encoding.  Pairs, so that the bytes around stay in step.
_NUL_RUN = re.compile(rb"(?:\0\0){4,}")

# cost, state before, first byte, end, text ("" for a byte left out)
_State = tuple[float, "_State | None", int, int, str]


def utf16_shape(data: bytes) -> tuple[float, float]:
    """Return the shares of byte pairs that look like UTF-16, little and big endian, in a sample.

    In a sample of GBK, Big5 or UTF-8 text the larger of the two is at most 0.5, in UTF-16 with a byte lost in the
    middle 0.55 and more.
    """
    sample = data[:_SAMPLE]
    odd, even = sample[1::2], sample[0::2]
    if not odd:
        return 0.0, 0.0
    little = 1.0 - len(odd.translate(None, _HIGH)) / len(odd)
    big = 1.0 - len(even.translate(None, _HIGH)) / len(even)
    return little, big


def has_clear_shape(data: bytes) -> bool:
    """Whether nearly every second byte is a high byte of Chinese text, and those between are not.

    Clear whatever the language says of the characters.  ASCII bytes look like high bytes at either place; Shift_JIS
    leads do as well, but such text has no control characters.
    """
    little, big = utf16_shape(data)
    return len(data) >= 10 and max(little, big) >= 0.92 and abs(little - big) >= 0.3


def write_utf16(data: bytes, start: int, end: int, codec: str, writer: Writer) -> None:
    """Write ``data[start:end]`` as ``codec`` (``utf-16-le`` or ``utf-16-be``), resynchronised where out of step."""
    trouble = rare_run()
    at = start
    while end - at >= 2:
        stop = min(end, at + BLOCK)
        stop -= (stop - at) & 1
        text = data[at:stop].decode(codec, "surrogatepass")
        if "\ud800" <= text[-1] <= "\udbff" and end - stop >= 2:
            stop += 2  # never between the two halves of a surrogate pair
            text = data[at:stop].decode(codec, "surrogatepass")
        found = trouble.search(text)
        if not found or writer.searched > SEARCH_LIMIT:
            _write_units(text, at, writer)
            at = stop
            continue
        bad = at + 2 * _units(text[: found.start()])
        good = max(at, bad - BACK)
        head = data[at:good].decode(codec, "surrogatepass")
        if head and "\ud800" <= head[-1] <= "\udbff":
            head, good = head[:-1], good - 2
        _write_units(head, at, writer)
        at = _write_window(data, good, bad, end, codec, writer)
    if at < end:
        writer.lose(at, end, "truncated")


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _write_units(text: str, at: int, writer: Writer) -> None:
    """Write text that was read in step; NUL is dropped and a lone surrogate lost."""
    if "\0" not in text and not _has_surrogate(text):
        writer.text(text)
        return
    for char in text:
        width = 4 if char > "\uffff" else 2
        if char == "\0":
            writer.lose(at, at + width, "control", "")
        elif "\ud800" <= char <= "\udfff":
            writer.lose(at, at + width, "surrogate")
        else:
            writer.text(char)
        at += width


def _has_surrogate(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False


def _write_window(data: bytes, start: int, bad: int, end: int, codec: str, writer: Writer) -> int:
    """Read a troubled window by the cheapest path; return the offset up to which it was written."""
    stop = min(end, bad + AHEAD)
    writer.searched += stop - start
    limit = stop if stop == end else bad + KEEP
    at = start
    for _, _, first, to, text in _cheapest(data, start, stop, codec):
        if text:
            _write_units(text, first, writer)
        else:
            writer.lose(first, to, "truncated" if to == len(data) else "invalid")
        at = to
        if at >= limit:
            break
    return at


def _cheapest(data: bytes, start: int, end: int, codec: str) -> list[_State]:
    table = costs("zh")
    best: list[_State | None] = [None] * (end - start + 1)
    best[0] = (0.0, None, start, start, "")

    def offer(cost: float, state: _State, to: int, text: str) -> None:
        old = best[to - start]
        if old is None or cost < old[0]:
            best[to - start] = (cost, state, state[3], to, text)

    for at in range(start, end):
        state = best[at - start]
        if state is None:
            continue
        offer(state[0] + SKIP, state, at + 1, "")
        if at + 2 <= end:
            char = data[at : at + 2].decode(codec, "surrogatepass")
            if "\ud800" <= char <= "\udbff" and at + 4 <= end:
                pair = data[at : at + 4].decode(codec, "surrogatepass")
                if len(pair) == 1:
                    offer(state[0] + SURROGATES, state, at + 4, pair)
                    continue
            offer(state[0] + min(18.0, table[char]), state, at + 2, char)
    # The window may end inside a unit: a last byte alone is no damage unless the data end there.
    final = best[-1]
    assert final is not None
    before = best[-2]
    if before is not None and before[0] < final[0] and end < len(data):
        final = before
    path: list[_State] = []
    node: _State | None = final
    while node is not None and node[3] > node[2]:
        path.append(node)
        node = node[1]
    path.reverse()
    return path


def utf16_codec(data: bytes) -> str | None:
    """Return ``"utf-16-le"`` or ``"utf-16-be"`` for UTF-16 without byte order mark, else ``None``.

    Asked only where NUL or other control bytes say that the bytes may not be text of a byte-oriented encoding.
    """
    sample = _NUL_RUN.sub(b"", data[: 8 * _SAMPLE])
    little, big = utf16_shape(sample)
    if max(little, big) < SHAPE:
        return None
    clear = ("utf-16-le" if little > big else "utf-16-be") if has_clear_shape(sample) else None
    sample = sample[: PROBE - (len(sample[:PROBE]) & 1)]
    for name in ("utf-16-le", "utf-16-be"):
        text = "".join(c for c in sample.decode(name, "replace") if c > "\x7f")
        if text and cost_of(text, "zh") <= SOUND * len(text):
            return name
    best, codec = math.inf, None
    for name in ("utf-16-le", "utf-16-be"):
        path = _cheapest(sample, 0, len(sample), name)
        total = path[-1][0] if path else math.inf
        lost = sum(not state[4] for state in path)
        # A path is either good language with few bytes left out, or no UTF-16 of this byte order.
        if total < best and lost * 10 <= len(sample):
            best = total
            codec = name if total - lost * SKIP <= GOOD * (len(path) - lost) else None
    # Rare characters only: the shape alone decides, which a byte lost at the beginning turns round.
    return codec or clear

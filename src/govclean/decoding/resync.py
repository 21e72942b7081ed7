"""Reads damaged double-byte text: the cheapest way through a run of bytes, where leaving a byte out has a price.

A lost or inserted byte puts every following pair out of step until an ASCII byte stops it.  Strict decoders report
the place where it stops, not the place where it began.  Here all readings of a run compete: every byte sequence that
is a character costs what that character costs in its context, every unreadable byte costs a fixed price.  The cheapest
path (Viterbi) leaves out only the bytes that were touched.  Time is linear in the run.
"""

from __future__ import annotations

from collections.abc import Callable

from .charsets import Charset
from .frequency import costs, rare_pair
from .writer import REPLACEMENT, Writer

__all__ = ["CAP", "State", "Step", "cheapest_path", "unigram_step", "write_resynchronised"]

Step = Callable[[str, str, str], float]  # ln P(c | a b)

# Prices in nats.  A rare but sound character costs at most CAP; reading two bytes as damage always costs more than
# that, so sound text is never given up for its rarity alone: damage has to make its neighbours readable.
CAP = 18.0
SKIP_FIRST = 20.0
SKIP_NEXT = 10.0
SKIP_LAST = (
    12.0  # a lead byte at the end of a run: titles cut after so many bytes are the commonest damage of all
)
NOISE = 12.0  # a control byte between the two bytes of a character
CONTROL = 9.0
PRUNE = 45.0  # a path that far behind never won in 3,000 damaged pages
WINDOW = 320  # bytes searched at a time; OVERLAP of them are read again
OVERLAP = 48
SEARCH_LIMIT = (
    500_000  # bytes searched in one page, about 4 s; a page of noise beyond that is read in a hurry
)
BLOCK = 4096  # bytes tried at a time outside the windows
BACK = 40  # characters before the place where trouble shows that are searched: the damage lies before it
_LINE = "\n"

# A state of the search: cost, last two characters, state before, first byte, end, kind, text.
# Kinds: "" a character, "skip" a byte left out, "noise" a character with a control byte inside.
State = tuple[float, str, str, "State | None", int, int, str, str]


def unigram_step(charset: Charset) -> Step:
    """Return a step function over single characters, for choosing a charset before the language is known."""
    table = costs(charset.language)
    return lambda _a, _b, c: -table[c]


def write_resynchronised(
    data: bytes, start: int, end: int, charset: Charset, writer: Writer, step: Step
) -> None:
    """Write ``data[start:end]`` with the fewest losses.

    Only windows around trouble are searched for the cheapest path; what reads well between them is written as it is.
    """
    last = _LINE
    while start < end:
        good, size = _sound_prefix(data[start : min(end, start + BLOCK)], charset)
        if good:
            writer.text(good)
            start, last = start + size, good[-1]
            continue
        if writer.searched > SEARCH_LIMIT:
            start = _write_hurriedly(data, start, min(end, start + WINDOW), charset, writer)
            continue
        stop = min(end, start + WINDOW)
        writer.searched += stop - start
        limit = stop - OVERLAP if stop < end else stop
        for _, _, char, _, at, to, kind, text in cheapest_path(data, start, stop, charset, step, last):
            if kind == "skip":
                writer.lose(at, to, "truncated" if to == len(data) else "invalid")
            elif kind == "noise":
                writer.text(text)
                writer.lose(at + 1, at + 2, "inserted", "")
            else:
                writer.text(text)
            start, last = to, char
            if to >= limit:
                break


def _write_hurriedly(data: bytes, start: int, end: int, charset: Charset, writer: Writer) -> int:
    """Write up to the first invalid byte and leave that out; return where to go on."""
    try:
        writer.text(charset.read(data[start:end]))
    except UnicodeDecodeError as error:
        bad = start + error.start
        writer.text(charset.read(data[start:bad]))
        if bad + 2 >= end and bad > start:
            return bad  # perhaps only cut by the window
        writer.lose(bad, bad + 1, "invalid")
        return bad + 1
    return end


def _sound_prefix(block: bytes, charset: Charset) -> tuple[str, int]:
    """Return the text at the beginning of ``block`` that lies well before any trouble, and its length in bytes."""
    if charset.language != "zh":
        return "", 0
    try:
        raw = block.decode(charset.codec)
    except UnicodeDecodeError as error:
        raw = block[: error.start].decode(charset.codec)
    rare = rare_pair().search(raw)
    count = (rare.start() if rare else len(raw)) - BACK
    if count <= 0:
        return "", 0
    return charset.settle(raw[:count]), len(raw[:count].encode(charset.codec))


def cheapest_path(
    data: bytes, start: int, end: int, charset: Charset, step: Step, before: str = _LINE
) -> list[State]:
    """Return the states of the cheapest reading of ``data[start:end]``, first to last."""
    columns: list[list[State]] = [[] for _ in range(end - start + 1)]
    root: State = (0.0, before, before, None, start, start, "", "")
    columns[0].append(root)
    for at in range(start, end):
        states = columns[at - start]
        if not states:
            continue
        for char, to, kind, price in _readings(data, at, end, charset):
            if kind == "skip":
                for state in states:
                    fee = SKIP_NEXT if state[6] == "skip" else SKIP_LAST if to == end else SKIP_FIRST
                    _offer(
                        columns[to - start],
                        (state[0] + fee, REPLACEMENT, REPLACEMENT, state, at, to, kind, char),
                    )
                continue
            for state in states:
                if price >= 0.0:
                    cost = price
                else:
                    cost = min(CAP, -step(state[1], state[2], char[-1]))
                    if kind:
                        cost += NOISE
                _offer(columns[to - start], (state[0] + cost, state[2], char, state, at, to, kind, char))
        columns[at - start] = []
    final = min(columns[-1], key=lambda state: state[0])
    path: list[State] = []
    node: State | None = final
    while node is not None and node is not root:
        path.append(node)
        node = node[3]
    path.reverse()
    return path


def _offer(column: list[State], state: State) -> None:
    """Keep the best path for each kind of last step, and only what may still win."""
    cost = state[0]
    for i, other in enumerate(column):
        if (other[6] == "skip") == (state[6] == "skip"):
            if cost < other[0]:
                column[i] = state
            return
        if cost > other[0] + PRUNE:
            return
    column.append(state)


def _readings(data: bytes, at: int, end: int, charset: Charset) -> list[tuple[str, int, str, float]]:
    """Return what can begin at ``at``: (text, end, kind, price); a price below 0 asks the language model."""
    byte = data[at]
    if byte < 0x80:
        return [(chr(byte), at + 1, "", CONTROL if byte < 0x20 else -1.0)]
    out: list[tuple[str, int, str, float]] = [(REPLACEMENT, at + 1, "skip", 0.0)]
    single = charset.singles.get(byte)
    if single:
        out.append((single, at + 1, "", -1.0))
    if at + 1 < end:
        pairs = charset.pairs()
        char = pairs.get(byte << 8 | data[at + 1])
        if char:
            out.append((char, at + 2, "", -1.0))
        elif data[at + 1] < 0x20 and at + 2 < end and (char := pairs.get(byte << 8 | data[at + 2])):
            out.append((char, at + 3, "noise", -1.0))
    if charset.four_bytes and at + 3 < end and 0x30 <= data[at + 1] <= 0x39 and 0x30 <= data[at + 3] <= 0x39:
        char = charset.four(data[at : at + 4])
        if char:
            out.append((char, at + 4, "", -1.0))
    elif byte == charset.triple_lead and at + 2 < end:
        char = charset.four(data[at : at + 3])
        if char:
            out.append((char, at + 3, "", -1.0))
    return out

"""Decodes GB 18030, Big5, Shift_JIS, EUC-JP and EUC-KR so that no damage costs more than itself."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .charsets import Charset
from .frequency import rare_pair, rare_run
from .resync import CAP, SEARCH_LIMIT, State, Step, cheapest_path, unigram_step, write_resynchronised
from .utf8 import MULTIBYTE, write_utf8
from .writer import Writer

__all__ = ["is_utf8_island", "write_double_byte"]

# A stretch between two printable ASCII bytes that are no trail byte in any of these charsets: damage cannot cross
# them.  Control bytes may have got inside a character.
_RUN = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x30-\x39\x40-\xff]+")
_LINE = re.compile(rb"[^\n<>]*[\n<>]?")

# Two Han characters of UTF-8 side by side: in GBK and Big5 text that is a chain of three rare pairs.
_UTF8_HAN = re.compile(rb"(?:[\xe3-\xe9][\x80-\xbf]{2}|\xef[\xbc\xbd][\x80-\xbf]){2}")
# In a run that reads without error, damage is only assumed when the other reading is likelier by this many nats: on a
# page with no invalid byte, and on one that is damaged elsewhere.  On 2.9 million characters of undamaged text the
# largest gain is 0, since the price of a byte left out (20) is already paid.
SOUND_MARGIN = 12.0
DAMAGED_MARGIN = 3.0
# And what comes into step must be good language, in nats a character: right readings have 3 to 6, the other reading
# of a list of rare characters 10 and more.
NEW_AVERAGE = 7.5
# A run is looked at more closely only if so many characters side by side cost that much on average.  Text out of step
# has 14; a rare word among common ones stays below.
STRETCH = 4
LONGEST = 4096  # bytes of a run that is compared as a whole
ODD_AVERAGE = 9.5


@dataclass(frozen=True, slots=True)
class _Doubt:
    """What makes a valid reading doubtful on this page, and how much likelier another one must be."""

    pattern: re.Pattern[str] | None
    margin: float
    step: Step


def write_double_byte(data: bytes, start: int, end: int, charset: Charset, writer: Writer) -> None:
    """Write ``data[start:end]`` as ``charset``.

    Sound data cost one strict decode and one search.  Otherwise lines are decoded one by one, in a line that fails
    the runs between ASCII bytes, and a run that fails by the cheapest path.  Lines that are UTF-8 are read as such.
    """
    chinese = charset.language == "zh"
    try:
        text = charset.read(data[start:end])
    except UnicodeDecodeError:
        doubt = _Doubt(rare_pair() if chinese else None, DAMAGED_MARGIN, _step_of(charset))
    else:
        if not chinese or not rare_run().search(text):
            writer.text(text)
            return
        doubt = _Doubt(rare_run(), SOUND_MARGIN, _step_of(charset))
    at = start
    islands = bool(_UTF8_HAN.search(data, start, end))
    for line in _LINE.finditer(data, start, end):
        piece = line[0]
        if piece.isascii() or _reads_well(piece, charset, doubt):
            continue
        writer.text(charset.read(data[at : line.start()]))
        if islands and is_utf8_island(piece):
            writer.foreign["utf-8"] = None
            write_utf8(data, line.start(), line.end(), writer)
        else:
            _write_line(data, line.start(), line.end(), charset, writer, doubt)
        at = line.end()
    writer.text(charset.read(data[at:end]))


def is_utf8_island(piece: bytes) -> bool:
    """Whether a line that does not read well in a page's encoding is UTF-8, all of it or two Han characters at least.

    Asked only of pages that hold two Han characters of UTF-8 side by side somewhere.
    """
    try:
        return any(char > "\u07ff" for char in piece.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    if not _UTF8_HAN.search(piece):
        return False
    high = len(piece) - len(piece.translate(None, bytes(range(0x80, 0x100))))
    return sum(map(len, MULTIBYTE.findall(piece))) >= 0.8 * high


def _reads_well(piece: bytes, charset: Charset, doubt: _Doubt) -> bool:
    """Whether ``piece`` is valid and not suspiciously full of rare characters."""
    try:
        text = charset.read(piece)
    except UnicodeDecodeError:
        return False
    return doubt.pattern is None or not doubt.pattern.search(text)


def _step_of(charset: Charset) -> Step:
    if charset.language == "zh":
        from ..language import model

        return model().step
    return unigram_step(charset)


def _write_line(data: bytes, start: int, end: int, charset: Charset, writer: Writer, doubt: _Doubt) -> None:
    """Write a line that is invalid or doubtful somewhere, run by run."""
    at = start
    for run in _RUN.finditer(data, start, end):
        if run[0].isascii() or _reads_well(run[0], charset, doubt):
            continue
        if _is_sound(data, start, run.start(), run.end(), charset, doubt, writer):
            continue
        writer.text(charset.read(data[at : run.start()]))
        write_resynchronised(data, run.start(), run.end(), charset, writer, doubt.step)
        at = run.end()
    writer.text(charset.read(data[at:end]))


def _is_sound(
    data: bytes, line: int, start: int, end: int, charset: Charset, doubt: _Doubt, writer: Writer
) -> bool:
    """Whether a run that is valid but full of rare characters is what the author wrote, and not out of step.

    A ``?`` in front of such a run says that other software has decoded the page before, swallowed a byte and
    encoded the result anew.  Then all bytes are there as they were meant, and repairing takes over.
    """
    try:
        sound = charset.read(data[start:end])
    except UnicodeDecodeError:
        return False
    if b"?" in data[line:start] or end - start > LONGEST or writer.searched > SEARCH_LIMIT:
        return True
    a = b = "\n"
    costs = []
    for char in sound:
        costs.append(min(CAP, -doubt.step(a, b, char)))
        a, b = b, char
    if not any(
        sum(costs[i : i + STRETCH]) > STRETCH * ODD_AVERAGE for i in range(max(1, len(costs) - STRETCH + 1))
    ):
        return True
    writer.searched += end - start
    path = cheapest_path(data, start, end, charset, doubt.step)
    if path[-1][0] + doubt.margin > sum(costs):
        return True
    return _average_of_new(path, _starts(sound, start, charset)) > NEW_AVERAGE


def _starts(text: str, start: int, charset: Charset) -> set[int]:
    """Return the offsets at which the characters of valid ``text`` begin."""
    out = set()
    for char in text:
        out.add(start)
        start += 1 if char < "\x80" or char == "€" else len(char.encode(charset.codec, "replace"))
    return out


def _average_of_new(path: list[State], starts: set[int]) -> float:
    """Return the average cost of the characters that only this path reads."""
    costs = [
        state[0] - state[3][0]
        for state in path
        if state[6] != "skip" and state[4] not in starts and state[3] is not None
    ]
    return sum(costs) / len(costs) if costs else 99.0

"""Decodes GB 18030, Big5, Shift_JIS, EUC-JP and EUC-KR so that no damage costs more than itself."""

from __future__ import annotations

import re

from .charsets import Charset
from .frequency import rare_run
from .resync import Step, cheapest_path, unigram_step, write_resynchronised
from .utf8 import MULTIBYTE, write_utf8
from .writer import Writer

__all__ = ["is_utf8_island", "write_double_byte"]

# A stretch between two printable ASCII bytes that are no trail byte in any of these charsets: damage cannot cross
# them.  Control bytes may have got inside a character.
_RUN = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x30-\x39\x40-\xff]+")
_LINE = re.compile(rb"[^\n<>]*[\n<>]?")

# Two Han characters of UTF-8 side by side: in GBK and Big5 text that is a chain of three rare pairs.
_UTF8_HAN = re.compile(rb"(?:[\xe3-\xe9][\x80-\xbf]{2}|\xef[\xbc\xbd][\x80-\xbf]){2}")
# In a run that reads without error, damage is only assumed when the other reading is likelier by this many nats.
# The largest gain on 44 MB of undamaged text is 11.
SOUND_MARGIN = 25.0


def write_double_byte(data: bytes, start: int, end: int, charset: Charset, writer: Writer) -> None:
    """Write ``data[start:end]`` as ``charset``.

    Sound data cost one strict decode and one search.  Otherwise lines are decoded one by one, in a line that fails
    the runs between ASCII bytes, and a run that fails by the cheapest path.  Lines that are UTF-8 are read as such.
    """
    trouble = rare_run() if charset.language == "zh" else None
    try:
        text = charset.read(data[start:end])
    except UnicodeDecodeError:
        pass
    else:
        if trouble is None or not trouble.search(text):
            writer.text(text)
            return
    step = _step_of(charset)
    sound = start  # beginning of what is known to be sound and not yet written
    for match in _LINE.finditer(data, start, end):
        piece = match[0]
        if piece.isascii():
            continue
        try:
            text = charset.read(piece)
        except UnicodeDecodeError:
            failed = True
        else:
            if trouble is None or not trouble.search(text):
                continue
            failed = False
        writer.text(charset.read(data[sound : match.start()]))
        if is_utf8_island(piece):
            write_utf8(data, match.start(), match.end(), writer)
        elif failed:
            _write_line(data, match.start(), match.end(), charset, writer, step)
        else:
            _write_doubtful(data, match.start(), match.end(), charset, writer, step)
        sound = match.end()
    writer.text(charset.read(data[sound:end]))


def is_utf8_island(piece: bytes) -> bool:
    """Whether a line of a page in another encoding is UTF-8: two Han characters, and hardly a byte out of place."""
    if not _UTF8_HAN.search(piece):
        return False
    high = len(piece) - len(piece.translate(None, bytes(range(0x80, 0x100))))
    return sum(map(len, MULTIBYTE.findall(piece))) >= 0.8 * high


def _step_of(charset: Charset) -> Step:
    if charset.language == "zh":
        from ..language import model

        return model().step
    return unigram_step(charset)


def _write_line(data: bytes, start: int, end: int, charset: Charset, writer: Writer, step: Step) -> None:
    at = start
    for run in _RUN.finditer(data, start, end):
        if run[0].isascii():
            continue
        try:
            charset.read(run[0])
        except UnicodeDecodeError:
            writer.text(charset.read(data[at : run.start()]))
            write_resynchronised(data, run.start(), run.end(), charset, writer, step)
            at = run.end()
    writer.text(charset.read(data[at:end]))


def _write_doubtful(data: bytes, start: int, end: int, charset: Charset, writer: Writer, step: Step) -> None:
    """Write a line that reads without error but is full of rare characters: sound, or out of step to its end.

    A ``?`` in front of such a run says that other software has decoded the page before, swallowed a byte and
    encoded the result anew.  Then all bytes are there as they were meant, and repairing takes over.
    """
    at = start
    for run in _RUN.finditer(data, start, end):
        if run[0].isascii() or len(run[0]) > 4096 or b"?" in data[start : run.start()]:
            continue
        sound = charset.read(run[0])
        if not rare_run().search(sound):
            continue
        path = cheapest_path(data, run.start(), run.end(), charset, step)
        if not any(state[6] == "skip" for state in path):
            continue
        a = b = "\n"
        plain = 0.0
        for char in sound:
            plain += min(18.0, -step(a, b, char))
            a, b = b, char
        if path[-1][0] + SOUND_MARGIN > plain:
            continue
        writer.text(charset.read(data[at : run.start()]))
        write_resynchronised(data, run.start(), run.end(), charset, writer, step)
        at = run.end()
    writer.text(charset.read(data[at:end]))

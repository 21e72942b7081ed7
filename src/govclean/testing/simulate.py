"""Damage simulators: make from sound text what web crawls hold, so that a pipeline can be tested against it.

Everything is deterministic by ``seed``.  The mirror-site family is a model of what such sites do on GBK bytes: pinyin
written behind characters, a marker byte before some punctuation, both blind to where a character begins.

>>> shift_runs("加强环境保护验收工作。", share=1.0)
'加强环境?；ぱ槭展ぷ?。'
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache

__all__ = [
    "cross_decode",
    "inject_pinyin",
    "lose_byte",
    "mirror",
    "reading_table",
    "shift_runs",
    "to_mirror_script",
]

_MARKED = ("，", "。", "、", "？", "！", "；")
_MARKER = b"\x01"
_TO_CHINESE = str.maketrans({",": "，", ";": "；", ":": "：", "?": "？", "!": "！"})


def lose_byte(
    text: str, encoding: str = "gbk", *, at: int | None = None, seed: int = 0, mark: str = "?"
) -> str:
    """Encode ``text``, drop one byte, and decode it as a tolerant reader of two-byte text does.

    Args:
        text: sound text.
        encoding: ``"gbk"`` or another codec of Python.
        at: which byte to drop; ``None`` chooses one that belongs to a multi-byte character.
        seed: what decides the choice.
        mark: what stands for a byte that starts nothing: ``"?"`` (the next byte goes with it), ``"\\ufffd"`` or
            ``""`` (the next byte stays).
    """
    data = text.encode(encoding, "replace")
    if at is None:
        places = [i for i, byte in enumerate(data) if byte >= 0x80]
        if not places:
            return text
        at = random.Random(seed).choice(places)
    data = data[:at] + data[at + 1 :]
    if encoding.lower().replace("-", "") in ("gbk", "gb2312", "gb18030"):
        return _read_gbk(data, mark)
    return data.decode(encoding, "replace")


def cross_decode(text: str, written: str = "utf-8", read: str = "gbk", *, times: int = 1) -> str:
    """Write ``text`` as one encoding and read it as another, ``times`` over; what does not fit becomes ``?``.

    ``read="latin-1"`` and ``"cp1252"`` read as browsers do: the five bytes that cp1252 lacks become C1 controls.
    """
    for _ in range(times):
        data = text.encode(written, "replace")
        if read in ("cp1252", "latin-1"):
            text = "".join(_western(byte, read) for byte in data)
        elif read == "gbk":
            text = _read_gbk(data, "?")
        else:
            text = data.decode(read, "replace")
    return text


def inject_pinyin(
    text: str, table: Mapping[str, str] | None = None, *, style: str = "({})", toned: bool = True
) -> str:
    """Write the reading of every character of ``table`` behind it.

    Args:
        text: sound text.
        table: character → reading; ``None`` takes :func:`reading_table`.
        style: how the reading is written: ``"({})"``, ``"( {} )"``, ``"（{}）"``, ``"({0})({0})"``.
        toned: with tone marks.
    """
    from ..repairing.readings import strip_tone

    table = reading_table() if table is None else table
    return "".join(
        c + style.format(table[c] if toned else strip_tone(table[c])) if c in table else c for c in text
    )


@cache
def _first_readings() -> dict[str, str]:
    from ..repairing.readings import first_readings

    return dict(first_readings())


@cache
def reading_table(size: int = 150) -> Mapping[str, str]:
    """The ``size`` commonest characters that GB2312 lacks, each with its usual reading, as the mirror sites have them."""
    from ..language import model
    from ..repairing.gbk import cells

    found = []
    for c, reading in _first_readings().items():
        try:
            c.encode("gb2312")
        except UnicodeEncodeError:
            if c in cells().pair:
                found.append((model().unigram(c), c, reading))
    found.sort(reverse=True)
    return {c: reading for _, c, reading in found[:size]}


def to_mirror_script(text: str) -> str:
    """Simplified to traditional, one character for one character, as the mirror sites' tables do it.

    Where several traditional characters fold to one, the commonest of GBK is taken; 后 里 干 面 云 于 stay.
    """
    return text.translate(_one_to_one())


@cache
def _one_to_one() -> dict[int, int]:
    from ..fold import fold_table
    from ..repairing.gbk import cells

    table: dict[int, int] = {}
    for code, point in sorted(fold_table().items()):
        if 0x4E00 <= code <= 0x9FFF and 0x4E00 <= point <= 0x9FFF and chr(code) in cells().pair:
            try:
                chr(point).encode("big5")
            except UnicodeEncodeError:
                table.setdefault(point, code)
    return table


def shift_runs(
    text: str,
    *,
    seed: int = 0,
    share: float = 0.7,
    variant: str = "?",
    flatten: bool = False,
    drop_private: bool = True,
) -> str:
    """Put the marker byte before a random share of the byte pairs that spell punctuation, and read the result.

    Args:
        text: sound text.
        seed: decides which pairs carry the marker.
        share: how many of them, 0–1.
        variant: ``"?"``, ``"\\ufffd"``, or ``""`` where the reader drops a lone byte without a mark.
        flatten: apply NFKC, as later cleaning does.
        drop_private: take private-use characters out, as later cleaning does.
    """
    return mirror(
        text, {}, seed=seed, share=share, variant=variant, flatten=flatten, drop_private=drop_private
    )


def mirror(
    text: str,
    table: Mapping[str, str] | None = None,
    *,
    seed: int = 0,
    share: float = 0.7,
    variant: str = "?",
    flatten: bool = False,
    drop_private: bool = True,
    order: Sequence[str] = _MARKED,
    undefined: str = "",
) -> str:
    """Do to ``text`` all that the mirror sites do: pinyin on bytes, markers on bytes, reading, later cleaning.

    ``table`` maps characters to readings (``None``: :func:`reading_table`; ``{}``: no pinyin).
    ``undefined`` is what stands for cells that GBK leaves undefined; they vanish by default.
    The text is taken as it is; call :func:`to_mirror_script` first for the traditional kind.
    """
    table = reading_table() if table is None else table
    data = text.encode("gbk", "replace")
    for char, reading in table.items():
        pair = char.encode("gbk")
        data = data.replace(pair, pair + f"({reading})".encode("gbk", "replace"))
    chance = random.Random(seed)
    for mark in order:
        pair = mark.encode("gbk")
        pieces = data.split(pair)
        out = [pieces[0]]
        for piece in pieces[1:]:
            out.append((_MARKER if chance.random() < share else b"") + pair + piece)
        data = b"".join(out)
    shown = _read_gbk(data, variant, undefined).replace(_MARKER.decode(), "")
    if flatten:
        shown = unicodedata.normalize("NFKC", shown)
    if drop_private:
        shown = "".join(c for c in shown if not "\ue000" <= c <= "\uf8ff")
    return shown


def _read_gbk(data: bytes, mark: str, undefined: str = "") -> str:
    """Read GBK as the mirror sites' converters do.

    A lead byte before a byte below 0x40 is an error: with ``"?"`` both are replaced by one ``?``, with another mark
    the second byte stays.  Undefined cells vanish, user-defined cells become private use.
    """
    table = _reading_of()
    out: list[str] = []
    i, end = 0, len(data)
    while i < end:
        byte = data[i]
        if byte <= 0x80:
            out.append(chr(byte) if byte < 0x80 else "€")
            i += 1
        elif i + 1 == end:
            out.append(mark)
            i += 1
        elif data[i + 1] < 0x40:
            out.append(mark)
            i += 2 if mark == "?" or data[i + 1] == _MARKER[0] else 1
        else:
            out.append(table.get(byte << 8 | data[i + 1], undefined))
            i += 2
    return "".join(out)


@cache
def _reading_of() -> dict[int, str]:
    from ..repairing.gbk import cells

    table = {lead << 8 | trail: c for c, (lead, trail) in cells().pair.items()}
    table.update(cells().char)
    return table


def _western(byte: int, codec: str) -> str:
    try:
        return bytes((byte,)).decode(codec)
    except UnicodeDecodeError:
        return chr(byte)

"""The matrix that judges decoding: encodings x sizes x meta tags x damage, on texts from a corpus folder.

Texts come from the folder given on the command line (files ``*.txt.xz``, UTF-8); none is stored here.  Traditional
texts are made from them with OpenCC.  All choices are drawn from a seeded generator: same seed, same matrix.
"""

from __future__ import annotations

import lzma
import pathlib
import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

ENCODINGS = ("utf-8", "gbk", "gb18030", "big5", "big5hkscs", "hz", "utf-16", "utf-16-le", "utf-16-be")
CORE = ("utf-8", "gbk", "gb18030", "big5")
SIZES = (60, 200, 1000, 5000, 25_000)  # bytes, about
METAS = ("right", "wrong", "missing")
DAMAGES = ("clean", "cut", "broken-1", "broken-2", "broken-3", "ascii-heavy")
LABELS = {"utf-8": "utf-8", "gbk": "gb2312", "gb18030": "gb18030", "big5": "big5", "big5hkscs": "big5-hkscs"}
LABELS |= {"hz": "hz-gb-2312", "utf-16": "utf-16", "utf-16-le": "utf-16", "utf-16-be": "utf-16be"}
WRONG = {"utf-8": "gb2312", "gbk": "utf-8", "gb18030": "iso-8859-1", "big5": "gb2312", "big5hkscs": "utf-8"}
WRONG |= {"hz": "utf-8", "utf-16": "gbk", "utf-16-le": "gbk", "utf-16-be": "utf-8"}
FAMILIES = (
    {"gb2312", "gbk", "gb18030", "cp936"},
    {"big5", "big5hkscs", "cp950", "big5-hkscs"},
    {"utf-16", "utf-16-le", "utf-16-be", "utf_16_le", "utf_16_be", "utf-16le", "utf-16be"},
    {"utf-8", "utf-8-sig", "utf_8", "utf8"},
    {"hz", "hz-gb-2312"},
)
HONG_KONG = "嘅喺咗啲嗰嚟"  # characters that HKSCS adds to Big5
# Characters outside GBK, for the four-byte forms of GB 18030.
FOUR_BYTES = "𠮷𡃁㑇"


@dataclass(frozen=True)
class Case:
    """One input: the bytes, the text they were made from, and how they were made."""

    encoding: str
    size: int
    meta: str
    damage: str
    text: str  # the page as it was before encoding
    data: bytes
    broken: int  # bytes lost, inserted, flipped or cut off


@cache
def lines(corpus: pathlib.Path) -> list[str]:
    """Return the lines of the corpus that are long enough to be sentences."""
    out: list[str] = []
    for path in sorted(corpus.glob("*.txt.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as file:
            text = file.read()
        out += [line.strip() for line in text.split("\n") if 12 <= len(line) <= 400][::7]
    return out


@cache
def _traditional() -> object:
    import opencc

    return opencc.OpenCC("s2t")


def body(rng: random.Random, corpus: pathlib.Path, encoding: str, size: int, heavy: bool) -> str:
    """Return about ``size`` bytes of markup and text, every character of which ``encoding`` has."""
    pool = lines(corpus)
    out: list[str] = []
    length = 0
    codec = encoding if encoding != "hz" else "hz"
    while length < size:
        line = rng.choice(pool)
        if encoding.startswith("big5"):
            line = _traditional().convert(line)  # type: ignore[attr-defined]
        if encoding == "big5hkscs":
            at = rng.randrange(len(line))
            line = line[:at] + rng.choice(HONG_KONG) + line[at:]
        if encoding == "gb18030" and rng.random() < 0.3:
            at = rng.randrange(len(line))
            line = line[:at] + rng.choice(FOUR_BYTES) + line[at:]
        line = line.encode(codec, "ignore").decode(codec)
        if heavy:
            marks = "".join(f'<a href="/art/{rng.randrange(10**6)}.html" class="c{i}">' for i in range(6))
            line = f"{marks}{line[:12]}</a>" if size >= 200 else f'<i class="a">{line[:6]}</i>'
        else:
            line = line[: max(1, (size - length) // 2)] if size <= 200 else line
        out.append(line if size <= 200 else f"<p>{line}</p>")
        length += len(out[-1].encode(codec)) + 1
    return "\n".join(out)


def break_bytes(rng: random.Random, data: bytes, first: int, times: int) -> bytes:
    """Lose, insert or flip one byte ``times`` times behind offset ``first``."""
    for _ in range(times):
        at = rng.randrange(first, len(data))
        kind = rng.randrange(3)
        if kind == 0:
            data = data[:at] + data[at + 1 :]
        elif kind == 1:
            data = data[:at] + bytes((rng.randrange(1, 256),)) + data[at:]
        else:
            data = data[:at] + bytes((data[at] ^ (1 << rng.randrange(8)),)) + data[at + 1 :]
    return data


def matrix(corpus: pathlib.Path, seed: int = 2026, rounds: int = 1) -> Iterator[Case]:
    """Yield every case of the matrix, ``rounds`` texts each."""
    for number in range(rounds):
        for encoding in ENCODINGS:
            for size in SIZES:
                for meta in METAS:
                    for damage in DAMAGES:
                        rng = random.Random(f"{seed} {number} {encoding} {size} {meta} {damage}")
                        yield _case(rng, corpus, encoding, size, meta, damage)


def _case(rng: random.Random, corpus: pathlib.Path, encoding: str, size: int, meta: str, damage: str) -> Case:
    label = {"right": LABELS, "wrong": WRONG}.get(meta, {}).get(encoding)
    head = (
        f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={label}"></head>\n'
        if label
        else ""
    )
    text = head + body(rng, corpus, encoding, size, damage == "ascii-heavy")
    data = text.encode(encoding)
    first = len(head.encode(encoding))
    broken = 0
    if damage == "cut":
        # In the middle of the last character above ASCII, where there is one to cut.
        broken = 1 if encoding != "utf-8" else rng.choice((1, 2))
        while data and text and ord(text[-1]) < 0x80 and encoding != "hz":
            text = text[:-1]
            data = text.encode(encoding)
        data = data[:-broken]
    elif damage.startswith("broken"):
        broken = int(damage[-1])
        data = break_bytes(rng, data, first, broken)
    return Case(encoding, size, meta, damage, text, data, broken)


def survives(case: Case, text: str, allowance: int = 5) -> bool:
    """Whether ``text`` is the page but for the touched characters.

    Clean cases must be equal.  Of damaged ones at most ``allowance`` characters for each broken byte may differ,
    counted over a character-wise alignment that is linear: fragments between differences must follow each other.
    """
    if not case.broken:
        return text == case.text
    return edit_distance_at_most(case.text, text, allowance * case.broken)


def edit_distance_at_most(a: str, b: str, limit: int) -> bool:
    """Whether the edit distance of ``a`` and ``b`` is at most ``limit`` (Ukkonen's diagonals, O(n * limit))."""
    if abs(len(a) - len(b)) > limit:
        return False
    reach = {0: _slide(a, b, 0, 0)}
    target = len(a) - len(b)
    for _ in range(limit + 1):
        if reach.get(target, -1) >= len(a):
            return True
        following: dict[int, int] = {}
        for diagonal, x in reach.items():
            for to, i in ((diagonal, x + 1), (diagonal + 1, x + 1), (diagonal - 1, x)):
                if i <= len(a) and 0 <= i - to <= len(b):
                    following[to] = max(following.get(to, -1), i)
        reach = {d: _slide(a, b, i, i - d) for d, i in following.items()}
    return False


def _slide(a: str, b: str, i: int, j: int) -> int:
    while i < len(a) and j < len(b):
        step = 256
        if a[i : i + step] == b[j : j + step]:
            i, j = min(i + step, len(a)), j + step
            continue
        while i < len(a) and j < len(b) and a[i] == b[j]:
            i, j = i + 1, j + 1
        break
    return i

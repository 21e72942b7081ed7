"""No tracked text file holds a stretch of the shared material: texts of tests, fixtures, rules and docs are our own.

A stretch is 22 Han characters in a row, whatever stands between them, within one line of ours (one string of a line of
code).  The shared side is cut into blocks of 11 characters at every 12th place: any stretch of 22 holds one of them whole,
so each line of ours needs one look-up a character, and the rare hit is compared in full.
"""

from __future__ import annotations

import html
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("GOVCLEAN_SHARED", ROOT.parent / "shared"))
STRETCH = 22
BLOCK = 11
STEP = STRETCH - BLOCK + 1

_OTHER = re.compile(r"[^\u3400-\u4dbf\u4e00-\u9fff]+")
_TAG = re.compile(r"<[^<>]{0,2000}>")
_ESCAPE = re.compile(r"\\u([4-9][0-9a-fA-F]{3})")  # JSON's, of Han characters
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'|[^\"']+")


def read_text(path: Path) -> str:
    data = path.read_bytes()
    for encoding in ("utf-8", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "&#" in text:
            text = html.unescape(text)
        return _ESCAPE.sub(lambda m: chr(int(m[1], 16)), text) if "\\u" in text else text
    return ""


def han(text: str) -> str:
    return _OTHER.sub("", text)


def index_of(texts: Iterator[tuple[str, str]]) -> dict[str, list[tuple[str, str, int]]]:
    """Block → where it stands: name, all Han characters of that text, offset."""
    blocks: dict[str, list[tuple[str, str, int]]] = {}
    for name, text in texts:
        for start in range(0, len(text) - BLOCK + 1, STEP):
            blocks.setdefault(text[start : start + BLOCK], []).append((name, text, start))
    return blocks


def longest_common(ours: str, at: int, theirs: str, start: int) -> int:
    """Length of the common stretch around ``ours[at]`` and ``theirs[start]``, which are equal for ``BLOCK`` characters."""
    left = 0
    while left < min(at, start) and ours[at - left - 1] == theirs[start - left - 1]:
        left += 1
    right = 0
    while (
        at + right < len(ours) and start + right < len(theirs) and ours[at + right] == theirs[start + right]
    ):
        right += 1
    return left + right


def stretches(ours: str, blocks: dict[str, list[tuple[str, str, int]]]) -> Iterator[tuple[str, str]]:
    """Yield name of the shared text and the stretch that ``ours`` has in common with it."""
    for at in range(len(ours) - BLOCK + 1):
        for name, theirs, start in blocks.get(ours[at : at + BLOCK], ()):
            if longest_common(ours, at, theirs, start) >= STRETCH:
                yield name, ours[max(0, at - BLOCK) : at + STRETCH]
                return


def lines_of(path: Path) -> Iterator[tuple[int, str]]:
    """Number and Han characters of every line, of each string where it is code or data."""
    in_code = path.suffix in (".py", ".toml")
    for number, line in enumerate(read_text(path).splitlines(), 1):
        for part in _QUOTED.findall(line) if in_code else (_TAG.sub("", line), line):
            if len(part) >= STRETCH and len(found := han(part)) >= STRETCH:
                yield number, found


def tracked() -> list[Path]:
    try:
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return []
    paths = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    return [path for path in paths if path.is_file() and b"\0" not in path.read_bytes()[:4096]]


def test_a_copied_stretch_is_found_and_a_shorter_one_is_not() -> None:
    theirs = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜"
    blocks = index_of(iter([("their.txt", theirs)]))
    for start in range(len(theirs) - STRETCH + 1):
        assert list(stretches("甲乙" + theirs[start : start + STRETCH] + "丙丁", blocks))
        assert not list(stretches("甲乙" + theirs[start : start + STRETCH - 1] + "丙丁", blocks))


def test_nothing_is_copied_from_the_shared_material() -> None:
    if not SHARED.exists():
        pytest.skip(f"no shared material at {SHARED}: set GOVCLEAN_SHARED to its folder")
    files = tracked()
    if not files:
        pytest.skip("not a git checkout, so the tracked files are not known")
    texts = (
        (str(path.relative_to(SHARED)), han(_TAG.sub("", read_text(path))))
        for path in sorted(SHARED.rglob("*"))
        if path.is_file()
    )
    blocks = index_of(texts)
    copied = [
        f"{path.relative_to(ROOT)}:{number}: {name}: {stretch}"
        for path in files
        for number, ours in lines_of(path)
        for name, stretch in stretches(ours, blocks)
    ]
    assert copied == []

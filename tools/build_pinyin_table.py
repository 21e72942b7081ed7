"""Build ``src/govclean/data/pinyin.tsv``: the readings of every character of GBK, a reading a line.

    python tools/build_pinyin_table.py [SHARED] [--out FILE]

Source: PyPI ``pypinyin`` (MIT), all heteronyms of each character.  A line is the reading with its tone mark, a tab,
the characters of which it is the first reading, a tab, and those of which it is another reading.

With ``SHARED`` also ``mirror_readings.tsv`` beside it: which characters mirror sites wrote a reading behind, with which,
and on how many pages that was counted (``corruption/pinyin_table.tsv``: figures, no text).
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.metadata
import unicodedata
from collections import defaultdict
from pathlib import Path

from pypinyin import Style, pinyin


def in_gbk(char: str) -> bool:
    try:
        return len(char.encode("gbk")) == 2
    except UnicodeEncodeError:
        return False


def build() -> str:
    first: dict[str, list[str]] = defaultdict(list)
    other: dict[str, list[str]] = defaultdict(list)
    for char in filter(in_gbk, map(chr, range(0x4E00, 0xA000))):
        found = pinyin(char, style=Style.TONE, heteronym=True, errors="ignore")
        for i, reading in enumerate(found[0] if found else ()):
            (other if i else first)[unicodedata.normalize("NFC", reading)].append(char)
    return "".join(f"{r}\t{''.join(first[r])}\t{''.join(other[r])}\n" for r in sorted({*first, *other}))


def counted(shared: Path) -> str:
    """Character, reading, pages: the commonest first."""
    rows = [
        x.split("\t") for x in (shared / "corruption/pinyin_table.tsv").read_text("utf-8").splitlines()[1:]
    ]
    rows.sort(key=lambda row: (-int(row[3]), row[0], row[2]))
    return "".join(
        f"{char}\t{unicodedata.normalize('NFC', reading)}\t{pages}\n" for char, _, reading, pages, *_ in rows
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("shared", type=Path, nargs="?")
    parser.add_argument("--out", type=Path, default=Path("src/govclean/data/pinyin.tsv"))
    options = parser.parse_args()
    body = build()
    version = importlib.metadata.version("pypinyin")
    head = (
        "# readings of the characters of GBK; made by tools/build_pinyin_table.py\n"
        f"# source: pypinyin {version} (MIT), all heteronyms\n"
        f"# sha256 of the lines below: {hashlib.sha256(body.encode()).hexdigest()}\n"
    )
    options.out.write_text(head + body, encoding="utf-8")
    if options.shared:
        body = counted(options.shared)
        head = (
            "# characters that mirror sites wrote a reading behind, the reading, pages on which that was counted\n"
            "# made by tools/build_pinyin_table.py from counts over scraped pages; no text is contained\n"
            f"# sha256 of the lines below: {hashlib.sha256(body.encode()).hexdigest()}\n"
        )
        options.out.with_name("mirror_readings.tsv").write_text(head + body, encoding="utf-8")


if __name__ == "__main__":
    main()

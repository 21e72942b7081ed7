"""Make ``src/govclean/data/fold.tsv``: one character to one character, for matching only.

Sources:
  - OpenCC (PyPI ``opencc``, Apache-2.0), configuration ``t2s``, asked character by character;
  - Unicode: FULLWIDTH forms U+FF01–FF5E → ASCII, U+3000 and other spaces → U+0020.

Run: ``python tools/build_fold_table.py`` with ``opencc`` of the version pinned in ``requirements/build.txt``.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import pathlib

import opencc

TARGET = pathlib.Path(__file__).parents[1] / "src/govclean/data/fold.tsv"

# Brackets, dashes and quotation marks that pages use for one another.
PUNCTUATION = {
    "﹝": "〔",
    "﹞": "〕",
    "❲": "〔",
    "❳": "〕",
    "【": "[",
    "】": "]",
    "﹕": ":",
    "︰": ":",
    "∶": ":",
    "·": "·",
    "•": "·",
    "‧": "·",
    "・": "·",
    "—": "-",
    "–": "-",
    "−": "-",
    "‐": "-",
    "‑": "-",
    "│": "|",
    "┃": "|",
    "丨": "|",
    "〇": "〇",
    "○": "〇",
    "◯": "〇",
}
SPACES = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t"


def table() -> dict[str, str]:
    convert = opencc.OpenCC("t2s").convert
    pairs: dict[str, str] = {}
    for block in (range(0x3400, 0x4DC0), range(0x4E00, 0xA000), range(0xF900, 0xFB00)):
        for code in block:
            char = chr(code)
            other = convert(char)
            if other != char and len(other) == 1:
                pairs[char] = other
    for code in range(0xFF01, 0xFF5F):
        pairs[chr(code)] = chr(code - 0xFEE0)
    pairs.update(dict.fromkeys(SPACES, " "))
    pairs.update({a: b for a, b in PUNCTUATION.items() if a != b})
    # A fold must be idempotent, or a folded text would fold again to something else.
    for char, other in list(pairs.items()):
        pairs[char] = pairs.get(other, other)
    return dict(sorted(pairs.items()))


def main() -> None:
    pairs = table()
    body = "".join(f"{a}\t{b}\n" for a, b in ((f"{ord(a):04X}", f"{ord(b):04X}") for a, b in pairs.items()))
    digest = hashlib.sha256(body.encode()).hexdigest()
    version = importlib.metadata.version("opencc")
    head = (
        f"# fold table: code point to code point, hexadecimal; made by tools/build_fold_table.py\n"
        f"# sources: opencc {version} (Apache-2.0) t2s; Unicode full-width forms and spaces\n"
        f"# sha256 of the lines below: {digest}\n"
    )
    TARGET.write_text(head + body, encoding="utf-8")
    print(TARGET, len(pairs), "pairs")


if __name__ == "__main__":
    main()

"""Build ``src/govclean/data/typo_expressions.txt``: four-character expressions that official Chinese uses as they are.

    python tools/build_typo_expressions.py

Read out of ``data/lexicon_ngrams.bin`` (see ``tools/build_typo_lexicon.py`` for its sources and what it never counted):
four characters that official text has at least 80 times, or that dictionaries have as a word of their own and official text
knows as well.  A line holds the expressions that begin with the same character.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from govclean.proofreading.tables import Tables  # noqa: E402

LEAST_OFFICIAL = 9  # level: 80 times
LEAST_WORDS = ((6, 2), (4, 7))
"""Levels of B and of G, of which one pair must be reached: 24 times in official text, or 8 times and 44 in dictionaries."""


def expressions(tables: Tables) -> list[str]:
    """Return the expressions in order."""
    chars = tables.chars
    found = []
    for a, b, c, d, value in tables.fourgrams():
        if min(a, b, c, d) > 0 and max(a, b, c, d) < len(chars):
            official, general = value >> 4, value & 15
            if official >= LEAST_OFFICIAL or any(official >= b and general >= g for b, g in LEAST_WORDS):
                found.append(chars[a] + chars[b] + chars[c] + chars[d])
    return sorted(found)


def main() -> None:
    data = (ROOT / "src/govclean/data/lexicon_ngrams.bin").read_bytes()
    found = expressions(Tables(data))
    rows: dict[str, list[str]] = {}
    for expression in found:
        rows.setdefault(expression[0], []).append(expression[1:])
    lines = [
        "# made by tools/build_typo_expressions.py; sources and licences: see tools/build_typo_lexicon.py",
        f"# lexicon_ngrams.bin sha256 {hashlib.sha256(data).hexdigest()}, {len(found)} expressions",
        *(first + "".join(rest) for first, rest in sorted(rows.items())),
    ]
    target = ROOT / "src/govclean/data/typo_expressions.txt"
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{target}: {len(found)} expressions, {target.stat().st_size} bytes", file=sys.stderr)


if __name__ == "__main__":
    main()

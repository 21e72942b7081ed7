"""The sets of typos and how they and the corpora are split, for the tools that count and the evaluation that measures.

Both must split alike, or figures would be read off lines that the statistics have seen.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path

SETS = (
    "ecspell_odw_train", "ecspell_law_train", "textproof_dev", "clean_xxqg_dev", "cscd_ns_test_dev", "lemon_new_dev",
    "sighan14_train_trad", "sighan15_train_trad",
)  # fmt: skip
FOLDS = 5


def part_of(line: str) -> str:
    """Return to what a corpus line belongs: ``"measure"``, ``"tune"`` or ``"count"``."""
    bucket = zlib.crc32(line.encode()) % 20
    return "measure" if bucket == 0 else "tune" if bucket < 3 else "count"


def fold_of(right: str) -> int:
    """Return the fold of a pair of the typo sets, by its right side."""
    return zlib.crc32(right.encode()) % FOLDS


def pairs(shared: Path, name: str) -> Iterator[tuple[str, str]]:
    for line in (shared / "typos" / f"{name}.tsv").read_text(encoding="utf-8").splitlines():
        wrong, tab, right = line.partition("\t")
        if tab:
            yield wrong, right.split("\t")[0]

"""Quality of proofreading on what its statistics have never seen.

    python eval/typo_eval.py [SHARED] [--levels certain likely] [--show]

Measured: fold 0 of every typo set (``zlib.crc32(right side) % 5 == 0``) and the ``measure`` lines of the corpora
(``zlib.crc32(line) % 20 == 0``); see ``tools/build_typo_lexicon.py``.  A correction counts as right where it gives what the
right side has; recall is over wrong characters; a false correction is any change of clean text, errors that the
annotators overlooked included.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from eval.shared import SHARED  # noqa: E402
from eval.typo_data import SETS, fold_of, pairs, part_of  # noqa: E402
from govclean.fold import fold  # noqa: E402
from govclean.proofreading.corrector import correct  # noqa: E402

CORPORA = {"laws": 6000, "peoples_daily_199801": 900, "policy": 200}


def measured_pairs(shared: Path, name: str) -> list[tuple[str, str]]:
    return [(wrong, right) for wrong, right in pairs(shared, name) if fold_of(right) == 0]


def corpus(shared: Path, name: str, most: int) -> list[str]:
    import lzma

    found: dict[str, None] = {}
    with lzma.open(shared / "corpus" / f"{name}.txt.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip() and part_of(line.rstrip("\n")) == "measure":
                found[line.strip()] = None
                if len(found) == most:
                    break
    return list(found)


def score_pairs(found: list[tuple[str, str]], level: str) -> tuple[int, int, int, int]:
    """Return characters wrong, put right, edits made, edits right."""
    wrong = right = made = good = 0
    for a, b in found:
        if len(a) != len(b) or a == b:
            continue
        fa, fb = fold(a), fold(b)
        wrong += sum(x != y for x, y in zip(fa, fb, strict=True))
        for edit in correct(a, level):
            made += 1
            if fold(edit.after) == fb[edit.start : edit.end]:
                good += 1
                right += sum(
                    x != y for x, y in zip(fa[edit.start : edit.end], fb[edit.start : edit.end], strict=True)
                )
    return wrong, right, made, good


def false_edits(texts: list[str], level: str, show: bool) -> tuple[int, int]:
    """Return characters of clean text, and edits made on it."""
    edits = 0
    for text in texts:
        for edit in correct(text, level):
            edits += 1
            if show:
                left, right = text[max(0, edit.start - 8) : edit.start], text[edit.end : edit.end + 8]
                print(f"    {edit.confidence:.3f} {edit.rule} {left}[{edit.before}→{edit.after}]{right}")
    return sum(map(len, texts)), edits


def evaluate(shared: Path, level: str, show: bool) -> None:
    print(f"level {level}")
    total = false = 0
    for name in SETS:
        found = measured_pairs(shared, name)
        wrong, right, made, good = score_pairs(found, level)
        chars, edits = false_edits(sorted({b for _, b in found}), level, show)
        total, false = total + chars, false + edits
        line = f"  {name:22} {chars:7} clean characters, {edits:3} false"
        if wrong:
            line += f" | precision {good / max(1, made):.3f} ({good}/{made}), recall {right / wrong:.3f} ({right}/{wrong})"
        print(line, flush=True)
    for name, most in CORPORA.items():
        chars, edits = false_edits(corpus(shared, name, most), level, show)
        total, false = total + chars, false + edits
        print(f"  {name:22} {chars:7} clean characters, {edits:3} false", flush=True)
    print(f"  all clean text: {false} false in {total} characters, {false / total * 1e5:.2f} per 100,000")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("shared", type=Path, nargs="?", default=SHARED)
    parser.add_argument("--levels", nargs="+", default=["certain", "likely"])
    parser.add_argument("--show", action="store_true", help="print every false correction")
    options = parser.parse_args()
    if not (options.shared / "typos").is_dir():
        print(f"skipped: {options.shared}/typos is not there")
        return
    for level in options.levels:
        evaluate(options.shared, level, options.show)


if __name__ == "__main__":
    main()

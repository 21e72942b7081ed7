"""Train ``src/govclean/data/typo_functions.tsv``: which of two function words stands in a context.

    python tools/train_typo_functions.py SHARED [--out FILE]

One logistic regression for each pair of :data:`govclean.proofreading.functions.PAIRS`, over what
:func:`govclean.proofreading.functions.clues` sees, with a penalty that leaves few weights.  Learnt on the ``count`` lines of the
corpora and folds 1 to 4 of the right sides.  ``tools/train_typo_score.py`` weighs the sum together with other figures, on the
``tune`` lines.
"""

from __future__ import annotations

import argparse
import sys
import zlib
from collections import Counter
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tools"), str(ROOT)]

from eval.typo_data import fold_of, pairs  # noqa: E402

from build_typo_lexicon import CORPORA, RIGHT_SETS, bench_lines, corpus_lines  # noqa: E402
from govclean.fold import fold  # noqa: E402
from govclean.proofreading.functions import PAIRS, clues  # noqa: E402

LEAST_SEEN = 4  # a clue seen less often is left out
MOST = 12_000  # contexts of each word of a pair and each kind of text
SHARE = 4  # one line of the laws in so many is read
PENALTY = 0.5


def texts(shared: Path) -> list[tuple[str, float]]:
    """Return the lines that are learnt from, each with its weight."""
    learnt: list[tuple[str, float]] = []
    for name in CORPORA:
        lines = corpus_lines(shared, name, "count")
        if name == "laws":
            lines = [s for s in lines if zlib.crc32(b"f" + s.encode()) % SHARE == 0]
        learnt += [(line, 1.0 if name == "laws" else 2.0) for line in lines]
    learnt += [(line, 2.0) for line in bench_lines(shared)]
    learnt += [(b, 3.0) for name in RIGHT_SETS for _, b in pairs(shared, name) if fold_of(b)]
    return learnt


def contexts(lines: list[tuple[str, float]], pair: str) -> tuple[list[list[str]], list[bool], list[float]]:
    """Return the clues of every place where one of the two stands, whether it is the second, and its weight."""
    found: dict[tuple[str, float], list[list[str]]] = {}
    for line, weight in lines:
        for at, char in enumerate(line):
            if char in pair and len(rows := found.setdefault((char, weight), [])) < MOST:
                rows.append(clues(line, at))
    rows = [row for kind in found.values() for row in kind]
    second = [char == pair[1] for (char, _), kind in found.items() for _ in kind]
    return rows, second, [weight for (_, weight), kind in found.items() for _ in kind]


def learn(rows: list[list[str]], second: list[bool], weights: list[float]) -> dict[str, float]:
    seen = Counter(clue for row in rows for clue in row)
    names = [clue for clue, count in seen.items() if count >= LEAST_SEEN]
    ids = {clue: i for i, clue in enumerate(names)}
    picked = [[ids[clue] for clue in set(row) if clue in ids] for row in rows]
    indptr = np.cumsum([0, *map(len, picked)])
    indices = np.fromiter((i for row in picked for i in row), dtype=np.int32, count=int(indptr[-1]))
    x = csr_matrix((np.ones(len(indices)), indices, indptr), shape=(len(rows), len(names)))
    y = np.array(second)
    each = np.where(y, len(y) / max(1, y.sum()), len(y) / max(1, (~y).sum())) / 2  # both words weigh the same
    model = LogisticRegression(l1_ratio=1.0, C=PENALTY, solver="liblinear", max_iter=30, tol=0.01)
    model.fit(x, y, sample_weight=np.minimum(each, 8) * np.array(weights))
    found = {"": round(float(model.intercept_[0]), 2)}
    found |= {n: round(float(w), 2) for n, w in zip(names, model.coef_[0], strict=True) if abs(w) >= 0.05}
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("shared", type=Path)
    parser.add_argument("--out", type=Path, default=ROOT / "src/govclean/data/typo_functions.tsv")
    options = parser.parse_args()
    learnt, held = texts(options.shared)
    learnt = [(fold(line), weight) for line, weight in learnt]
    held = [fold(line) for line in held]
    print(
        sum(len(s) for s, _ in learnt), "characters to learn from,", sum(map(len, held)), "held", flush=True
    )
    lines = [
        "# which of two function words stands in a context; made by tools/train_typo_functions.py",
        "# learnt from LawRefBook/Laws, People's Daily 1998-01, State Council documents, right sides of public sets of typos",
    ]
    for pair in PAIRS:
        weights = learn(*contexts(learnt, pair))
        lines.append(f"={pair}")
        print(pair, len(weights), flush=True)
        lines += [f"{clue}\t{weight}" for clue, weight in sorted(weights.items())]
    options.out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

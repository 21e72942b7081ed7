"""Build ``src/govclean/data/typo_words.bin``: which words of the language follow which, as a small bigram model.

    python tools/build_typo_words.py ARPA [--out FILE]

``ARPA`` is ``lm_sc.arpa``, unpacked from ``data/lm_sc.arpa-20220810.tar.xz`` of Debian's source package ``libime`` 1.0.16 (the
open-gram model; LGPL-2.1-or-later).  What ships are figures counted from it: the :data:`WORDS` likeliest words of Han characters,
each with its probability and back-off, and the :data:`PAIRS` pairs of words that lose most where the pair is left out
(probability of the pair times what it gains over the back-off).  All figures are rounded to one byte.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import struct
import sys
import zlib
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from govclean.fold import fold  # noqa: E402
from govclean.proofreading.words import BACK_STEP, LONGEST, MAGIC, PAIR_STEP, WORD_STEP  # noqa: E402

WORDS = 64_000
PAIRS = 430_000


def read(path: Path) -> tuple[dict[str, tuple[float, float]], list[tuple[str, str, float]]]:
    """Return words with log10 probability and back-off, and pairs with log10 probability."""
    words: dict[str, tuple[float, float]] = {}
    pairs: list[tuple[str, str, float]] = []
    order = ""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("\\"):
                order = line[:3]
                continue
            parts = line.rstrip("\n").split("\t")
            if len(parts) < 2:
                continue
            if order == "\\1-":
                words.setdefault(parts[1], (float(parts[0]), float(parts[2]) if len(parts) > 2 else 0.0))
            elif order == "\\2-":
                first, _, second = parts[1].partition(" ")
                pairs.append((first, second, float(parts[0])))
    return words, pairs


def choose(words: dict[str, tuple[float, float]]) -> list[str]:
    """Return the likeliest words of simplified Han characters, sorted."""
    fit = [
        w for w in words if len(w) <= LONGEST and fold(w) == w and all("\u4e00" <= c <= "\u9fff" for c in w)
    ]
    fit.sort(key=lambda w: (-words[w][0], w))
    return sorted(fit[:WORDS])


def build(path: Path) -> bytes:
    words, pairs = read(path)
    kept = choose(words)
    ids = {word: i for i, word in enumerate(kept)}
    rows = []
    for first, second, p in pairs:
        a, b = ids.get(first), ids.get(second)
        if a is not None and b is not None:
            gain = p - words[first][1] - words[second][0]
            rows.append((10 ** (words[first][0] + p) * gain, a, b, p))
    rows.sort(reverse=True)
    table = np.array([(a, b, p) for _, a, b, p in rows[:PAIRS]])
    table = table[np.lexsort((table[:, 1], table[:, 0]))]
    fan = np.bincount(table[:, 0].astype(int), minlength=len(kept)).astype("<u2")
    following = table[:, 1].astype(np.uint16)

    def bytes_of(values: object, step: float) -> np.ndarray:
        return np.clip(np.round(-np.asarray(values, dtype=float) / step), 0, 255).astype(np.uint8)

    text = "\n".join(kept).encode()
    parts = [
        bytes_of([words[w][0] for w in kept], WORD_STEP), bytes_of([words[w][1] for w in kept], BACK_STEP), fan,
        (following & 255).astype(np.uint8), (following >> 8).astype(np.uint8), bytes_of(table[:, 2], PAIR_STEP),
    ]  # fmt: skip
    body = text + b"".join(p.tobytes() for p in parts)
    meta = {
        "made_by": "tools/build_typo_words.py",
        "source": "figures counted from lm_sc.arpa 20220810 (open-gram) of libime 1.0.16 (LGPL-2.1-or-later)",
        "text": len(text),
        "words": len(kept),
        "pairs": len(table),
        "sha256": hashlib.sha256(body).hexdigest(),
    }
    head = json.dumps(meta, sort_keys=True).encode()
    return struct.pack("<4sI", MAGIC, len(head)) + zlib.compress(head + body, 9)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("arpa", type=Path)
    parser.add_argument("--out", type=Path, default=ROOT / "src/govclean/data/typo_words.bin")
    options = parser.parse_args()
    data = build(options.arpa)
    options.out.write_bytes(data)
    print(f"{options.out}: {len(data)} bytes", file=sys.stderr)


if __name__ == "__main__":
    main()

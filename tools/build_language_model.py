"""Build ``src/govclean/data/language.bin``: character trigrams of official Chinese text.

    python tools/build_language_model.py SHARED [--out FILE] [--budget BYTES]

``SHARED`` is the folder that holds ``corpus/*.txt.xz``.  Only counts leave this script; the gold texts of ``bench``
judge extraction and are not counted.

Held out, never counted: every line of ``corpus`` whose ``zlib.crc32`` of its UTF-8 bytes is divisible by 20
(:func:`is_held_out`); repair and proofreading measure on those lines.

The text is folded (``govclean.fold``: simplified script, half width), digits become ``0``, Latin letters ``a`` or
``A``.  Folding was chosen by measuring: see ``docs/repair.md``.
Smoothing is interpolated absolute discounting; n-grams are pruned by what dropping them costs (count times the
loss in ln P) until the file fits the budget; probabilities are stored in steps of 1/16 nat.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import lzma
import struct
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from govclean.fold import fold

HELD_OUT_ONE_IN = 20
WEIGHTS = {"laws": 1.0, "peoples_daily_199801": 3.0, "policy": 4.0}
DISCOUNT = 0.75
STEP = 16  # quantisation: sixteenths of a nat
MIN_CHAR_COUNT = 3  # rarer characters are "unknown"; the model gives them a floor by class
CLASSES = {ord(c): "0" for c in "0123456789"}
CLASSES |= dict.fromkeys(range(ord("a"), ord("z") + 1), "a")
CLASSES |= dict.fromkeys(range(ord("A"), ord("Z") + 1), "A")


def is_held_out(line: str) -> bool:
    """Whether a corpus line (without its line break) is kept apart from training."""
    return zlib.crc32(line.encode()) % HELD_OUT_ONE_IN == 0


def read_lines(shared: Path) -> Iterator[tuple[str, float, str]]:
    for path in sorted((shared / "corpus").glob("*.txt.xz")):
        name = path.name.removesuffix(".txt.xz")
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                if line.strip() and not is_held_out(line.rstrip("\n")):
                    yield name, WEIGHTS[name], line.strip()


def count(
    ids: np.ndarray, weights: np.ndarray, order: int, size: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the distinct n-grams as integer keys, sorted, their weighted counts and their mean weights."""
    key = np.zeros(len(ids) - order + 1, dtype=np.int64)
    for i in range(order):
        key = key * size + ids[i : len(ids) - order + 1 + i]
    keys, inverse = np.unique(key, return_inverse=True)
    weighted = np.bincount(inverse, weights=weights[order - 1 :], minlength=len(keys))
    return keys, weighted, weighted / np.bincount(inverse, minlength=len(keys))


def discounted(
    keys: np.ndarray, counts: np.ndarray, weight: np.ndarray, size: int, lower: np.ndarray
) -> np.ndarray:
    """Return P(last | context) interpolated with ``lower`` (per n-gram).

    What stands once in a source of weight 3 has still been seen once: the discount grows with the weight.
    """
    _, inverse = np.unique(keys // size, return_inverse=True)
    total = np.bincount(inverse, weights=counts)
    discount = DISCOUNT * weight
    rest = np.bincount(inverse, weights=discount) / total
    return np.maximum(counts - discount, 0) / total[inverse] + rest[inverse] * lower


def backoff(p: np.ndarray, lower: np.ndarray, group: np.ndarray, groups: int) -> np.ndarray:
    """Backoff weight of each context, so that its probabilities sum to one."""
    kept = np.bincount(group, weights=p, minlength=groups)
    covered = np.bincount(group, weights=lower, minlength=groups)
    return (1 - kept).clip(1e-4) / (1 - covered).clip(1e-4)


def quantise(p: np.ndarray) -> np.ndarray:
    return np.rint(-np.log(p) * STEP).clip(0, 255).astype(np.uint8)


def lookup(keys: np.ndarray, values: np.ndarray, wanted: np.ndarray, default: float) -> np.ndarray:
    at = np.searchsorted(keys, wanted).clip(max=len(keys) - 1)
    return np.where(keys[at] == wanted, values[at], default)


def read_ids(shared: Path) -> tuple[np.ndarray, np.ndarray, np.ndarray, dict[str, int]]:
    """The training text as character ids with a weight each, the vocabulary's code points, and characters read."""
    parts: list[str] = []
    spans: list[tuple[int, float]] = []
    totals: dict[str, int] = {}
    for name, weight, line in read_lines(shared):
        folded = fold(line).translate(CLASSES) + "\n"
        parts.append(folded)
        spans.append((len(folded), weight))
        totals[name] = totals.get(name, 0) + len(folded)
    text = "\n\n" + "".join(parts)
    weights = np.repeat([w for _, w in spans], [n for n, _ in spans])
    weights = np.concatenate([[1.0, 1.0], weights])
    points = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)
    chars, inverse, seen = np.unique(points, return_inverse=True, return_counts=True)
    kept = chars[seen >= MIN_CHAR_COUNT]
    kept = kept[kept < 0x10000]
    # id 0 is the unknown character; the rest in order of code point
    to_id = np.zeros(len(chars), dtype=np.int64)
    to_id[np.searchsorted(chars, kept)] = np.arange(1, len(kept) + 1)
    return to_id[inverse], weights, kept, totals


def known(keys: np.ndarray, size: int, order: int) -> np.ndarray:
    """Which n-grams hold no unknown character."""
    whole = np.ones(len(keys), dtype=bool)
    for _ in range(order):
        whole &= keys % size > 0
        keys = keys // size
    return whole


def prune(
    k2: np.ndarray, k3: np.ndarray, gain2: np.ndarray, gain3: np.ndarray, size: int, room: int
) -> tuple[np.ndarray, np.ndarray]:
    """Choose what to keep: indices of trigrams, mask of bigrams.

    What dropping an n-gram costs is its count times the nats lost; a bigram takes 8 bytes, a trigram 3, and the split
    is where the worst of each kept gains as much a byte.  Contexts of kept trigrams always stay.
    """
    order3 = np.argsort(-gain3)

    def choose(n3: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        take3 = np.sort(order3[:n3])
        needed = np.isin(k2, np.unique(k3[take3] // size))
        spare = (room - 3 * n3) // 8 - int(needed.sum())
        if spare < 0:
            return take3, np.zeros(0, dtype=bool), needed
        rank = np.sort(gain2[~needed])[::-1]
        return take3, needed | (gain2 > rank[min(spare, len(rank) - 1)]), needed

    lo, hi = 0, min(len(k3), room // 3)
    while hi - lo > 2000:
        mid = (lo + hi) // 2
        _, keep2, needed = choose(mid)
        if not len(keep2):
            hi = mid
            continue
        rest = gain2[keep2 & ~needed]
        if not len(rest) or gain3[order3[mid - 1]] / 3 <= rest.min() / 8:
            hi = mid
        else:
            lo = mid
    take3, keep2, _ = choose(lo)
    return take3, keep2


def build(shared: Path, budget: int) -> bytes:
    ids, weights, kept, totals = read_ids(shared)
    size = len(kept) + 1
    uni = np.bincount(ids, weights=weights, minlength=size)
    uni_p = (uni + 0.5) / (uni.sum() + 0.5 * size)
    k2, c2, w2 = count(ids, weights, 2, size)
    whole = known(k2, size, 2)
    k2, c2, w2 = k2[whole], c2[whole], w2[whole]
    low2 = uni_p[k2 % size]
    p2 = discounted(k2, c2, w2, size, low2)
    k3, c3, w3 = count(ids, weights, 3, size)
    whole = known(k3, size, 3)
    k3, c3, w3 = k3[whole], c3[whole], w3[whole]
    low3 = lookup(k2, p2, k3 % (size * size), 1e-9)
    p3 = discounted(k3, c3, w3, size, low3)
    print(f"vocabulary {size}, bigrams {len(k2)}, trigrams {len(k3)}", file=sys.stderr)
    take3, keep2 = prune(
        k2, k3, c2 * np.log(p2 / low2), c3 * np.log(p3 / low3), size, budget - 30_000 - 12 * size
    )
    k3, p3 = k3[take3], p3[take3]
    k2, p2, low2 = k2[keep2], p2[keep2], low2[keep2]
    print(f"kept bigrams {len(k2)}, trigrams {len(k3)}", file=sys.stderr)
    return pack(kept, uni_p, (k2, p2, low2), (k3, p3), totals)


def pack(
    kept: np.ndarray,
    uni_p: np.ndarray,
    bigrams: tuple[np.ndarray, np.ndarray, np.ndarray],
    trigrams: tuple[np.ndarray, np.ndarray],
    totals: dict[str, int],
) -> bytes:
    """Backoff weights of what was kept, and the file: header, JSON, arrays."""
    size = len(kept) + 1
    k2, p2, low2 = bigrams
    k3, p3 = trigrams
    uni_bow = backoff(p2, low2, k2 // size, size)
    low3 = lookup(k2, p2, k3 % (size * size), 0.0)
    absent = low3 == 0.0
    low3[absent] = uni_bow[k3[absent] // size % size] * uni_p[k3[absent] % size]
    at = np.searchsorted(k2, k3 // size)
    bow2 = backoff(p3, low3, at, len(k2))
    meta = {
        "made_by": "tools/build_language_model.py",
        "characters": totals,
        "weights": WEIGHTS,
        "sources": "laws: LawRefBook/Laws (public GitHub collection); peoples_daily_199801: the 1998-01 corpus; "
        "policy: State Council documents",
        "licence": "figures counted from public texts; no text is contained",
        "held_out": f"crc32(line) % {HELD_OUT_ONE_IN} == 0 of the corpus",
        "step": STEP,
    }
    vocabulary = "".join(map(chr, kept)).encode("utf-16-le")
    arrays = [
        np.frombuffer(vocabulary, dtype="<u2"),
        np.log(uni_p).astype("<f4"),
        np.log(uni_bow).astype("<f4"),
        np.searchsorted(k2 // size, np.arange(size + 1)).astype("<u4"),
        np.searchsorted(at, np.arange(len(k2) + 1)).astype("<u4"),
        (k2 % size).astype("<u2"),
        (k3 % size).astype("<u2"),
        quantise(p2),
        np.rint(-np.log(bow2) * STEP + 64).clip(0, 255).astype(np.uint8),
        quantise(p3),
    ]
    body = b"".join(a.tobytes() for a in arrays)
    meta["sha256"] = hashlib.sha256(body).hexdigest()
    head = json.dumps(meta, ensure_ascii=False, sort_keys=True).encode()
    head += b" " * (-(16 + len(head)) % 8)
    return struct.pack("<4sIII", b"gcLM", len(head), size, len(k2)) + head + body


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("shared", type=Path)
    parser.add_argument("--out", type=Path, default=Path("src/govclean/data/language.bin"))
    parser.add_argument("--budget", type=int, default=4_000_000)
    options = parser.parse_args()
    data = build(options.shared, options.budget)
    options.out.write_bytes(data)
    print(f"{options.out}: {len(data)} bytes", file=sys.stderr)


if __name__ == "__main__":
    main()

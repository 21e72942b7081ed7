"""Measure repair: real vectors, synthetic runs over held-out text, clean text.

    python eval/repair_eval.py SHARED [--runs N] [--clean CHARACTERS] [--show N]

Held-out text is the part of ``corpus`` that the language model has never seen (``tools/build_language_model.py``).
Texts are compared after NFKC, since the scraped vectors have their punctuation flattened here and there.
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
import sys
import time
import unicodedata
import zlib
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from govclean.repairing import repair
from govclean.testing import simulate

HELD_OUT_ONE_IN = 20
STRADDLED = tuple("，。、？！；,?!;")
UNDEFINED = "\uf8fe"  # stands for a cell that vanishes, to find the lines where one did
NUMERALS = set("0123456789一二三四五六七八九十百千萬万億亿〇零")


def held_out(shared: Path, limit: int) -> list[str]:
    """Held-out lines, the three corpora in turn so that each is there."""
    queues = []
    for path in sorted((shared / "corpus").glob("*.txt.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            queues.append(
                [x for x in map(str.strip, lines) if x and zlib.crc32(x.encode()) % HELD_OUT_ONE_IN == 0]
            )
    out: list[str] = []
    total = 0
    for group in zip(*([*q, *[""] * (max(map(len, queues)) - len(q))] for q in queues), strict=True):
        for line in filter(None, group):
            out.append(line)
            total += len(line)
        if total > limit:
            break
    return out


def plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def distance(a: str, b: str) -> int:
    """Edit distance of two short texts."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        previous, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (x != y))
    return row[-1]


def silent_errors(result, truth: str) -> tuple[int, int]:
    """Repairs that hold a wrong character with neither mark nor warning; and those in which it is a numeral."""
    if plain(result.text) == plain(truth):
        return 0, 0
    marked = any(e.inferred for e in result.edits) or result.warnings
    if marked or not any(e.rule.endswith("shifted-run") for e in result.edits):
        return 0, 0
    wrong = Counter(plain(result.text)) - Counter(plain(truth))
    wrong += Counter(plain(truth)) - Counter(plain(result.text))
    return 1, int(any(c in NUMERALS for c in wrong))


def score_vectors(shared: Path, show: int) -> None:
    rows = [json.loads(x) for x in (shared / "corruption/vectors.jsonl").read_text().splitlines()]
    exact: Counter[str] = Counter()
    total: Counter[str] = Counter()
    errors = length = silent = numerals = repairs = 0
    for row in rows:
        kind, truth = row["kind"], row["truth"]
        result = repair(row["corrupted"])
        good = result.text == truth if kind == "negative" else plain(result.text) == plain(truth)
        total[kind] += 1
        exact[kind] += good
        if kind == "run":
            errors += distance(plain(result.text), plain(truth))
            length += distance(plain(row["corrupted"]), plain(truth))
            repairs += any("shifted" in e.rule for e in result.edits)
            one, two = silent_errors(result, truth)
            silent, numerals = silent + one, numerals + two
        if not good and show:
            print(f"  {kind}\n    {row['corrupted']}\n    {truth}\n    {result.text}")
    for kind in total:
        print(f"{kind}: {exact[kind]} of {total[kind]} exact ({exact[kind] / total[kind]:.1%})")
    print(f"run: {errors} character errors left of {length} ({errors / length:.1%})")
    print(f"run: {silent} of {repairs} repairs hold an unmarked wrong character, {numerals} a numeral")


def damage(kind: str, line: str, seed: int) -> tuple[str, str, str]:
    """Damage ``line``; return the damaged text, the truth, and the name of the class ("" where nothing broke)."""
    chance = random.Random(seed)
    source = simulate.to_mirror_script(line) if kind.startswith("hant") else line
    if kind == "lost byte":
        return simulate.lose_byte(source, seed=seed), source, kind
    flatten = chance.random() < 0.5
    kept = chance.random() < 0.5
    variant = chance.choice("?????\ufffd")
    table = simulate.reading_table(chance.choice((40, 80, 150))) if kind == "hant pinyin" else {}
    damaged = simulate.mirror(
        source, table, seed=seed, flatten=flatten, variant=variant, drop_private=not kept
    )
    if damaged.count(variant) <= source.count("?"):
        return damaged, source, ""
    full = simulate.mirror(source, table, seed=seed, variant=variant, drop_private=False, undefined=UNDEFINED)
    vanished = UNDEFINED in full or (not kept and any("\ue000" <= c <= "\uf8ff" for c in full))
    guessed = any(damaged[i + 1 : i + 2] in STRADDLED for i, c in enumerate(damaged) if c == variant)
    state = "characters vanished" if vanished else "a byte swallowed" if guessed else "bytes all there"
    return damaged, source, f"{kind}, {state}"


def score_synthetic(lines: list[str], runs: int, show: int) -> None:
    exact: Counter[str] = Counter()
    total: Counter[str] = Counter()
    silent = numerals = repairs = size = 0
    took = 0.0
    kinds = ("hant pinyin", "hant", "hans", "lost byte")
    for kind in kinds:
        done = seed = 0
        while done < runs // len(kinds) and seed < 20 * len(lines):
            line = lines[seed % len(lines)][:120]
            seed += 1
            if len(line) < 12 or len(line.encode("gbk", "ignore").decode("gbk")) != len(line):
                continue
            damaged, source, name = damage(kind, line, seed)
            if not name or plain(damaged) == plain(source):
                continue
            done += 1
            began = time.perf_counter()
            result = repair(damaged)
            took += time.perf_counter() - began
            size += len(damaged.encode())
            good = plain(result.text) == plain(source)
            total[name] += 1
            exact[name] += good
            repairs += any("shifted" in e.rule for e in result.edits)
            one, two = silent_errors(result, source)
            silent, numerals = silent + one, numerals + two
            if not good and total[name] <= show:
                print(f"  {name}\n    {damaged}\n    {source}\n    {result.text}\n    {result.warnings}")
    for name in sorted(total):
        print(
            f"synthetic {name}: {exact[name]} of {total[name]} lines exact ({exact[name] / total[name]:.1%})"
        )
    print(f"synthetic: {silent} of {repairs} repairs hold an unmarked wrong character, {numerals} a numeral")
    print(f"speed on damaged lines: {size / took / 1000:.0f} KB/s")


def score_clean(shared: Path, limit: int, show: int) -> None:
    lines = held_out(shared, limit)
    text = "\n".join(lines)
    with (shared / "typos/clean_xxqg_dev.tsv").open(encoding="utf-8") as rows:
        news = "".join(row.split("\t")[0].strip() + "\n" for row in rows)
    for name, sample in (
        ("held-out corpus", text),
        ("held-out corpus, traditional", simulate.to_mirror_script(text)),
        ("clean_xxqg_dev", news),
    ):
        began = time.perf_counter()
        result = repair(sample)
        took = time.perf_counter() - began
        lone = sum(len(repair(x).edits) for x in sample.split("\n")[:4000])
        print(
            f"clean {name}: {len(result.edits)} edits on the text, {lone} on lines, {len(sample)} characters, {took:.2f} s"
        )
        for e in result.edits[:show]:
            print("   ", e.rule, sample[max(e.start - 10, 0) : e.end + 10], "→", e.after)
        for w in result.warnings[:show]:
            print("   ", w)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("shared", type=Path)
    parser.add_argument("--runs", type=int, default=2000)
    parser.add_argument("--clean", type=int, default=1_000_000)
    parser.add_argument("--show", type=int, default=0)
    options = parser.parse_args()
    score_vectors(options.shared, options.show)
    if options.runs:
        score_synthetic(held_out(options.shared, 400_000), options.runs, options.show)
    if options.clean:
        score_clean(options.shared, options.clean, options.show)


if __name__ == "__main__":
    main()

"""Train ``src/govclean/data/typos_trees.json``: how the figures of a candidate are weighed.

    python tools/train_typo_score.py gather SHARED LEXICON FOLD OUT    # figures of one fold, with tables that never saw it
    python tools/train_typo_score.py train OUT [OUT ...] [--target FILE]
    python tools/train_typo_score.py functions SHARED [--target FILE]  # function words, with the tables that ship

``LEXICON`` is a file of ``tools/build_typo_lexicon.py --without 0 FOLD``.  Fold 0 of the typo sets and the ``measure`` lines of
the corpora are neither trained on nor used to set a threshold.  Negatives: every candidate on clean text (right sides,
``tune`` lines of the corpora) and every wrong candidate at a wrong place.
"""

from __future__ import annotations

import argparse
import json
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tools"), str(ROOT)]

from eval.typo_data import FOLDS, SETS, fold_of, pairs  # noqa: E402

from build_typo_lexicon import CORPORA, corpus_lines  # noqa: E402
from govclean.fold import fold  # noqa: E402
from govclean.proofreading.candidates import EDGE, Context, context  # noqa: E402
from govclean.proofreading.confusion import bits  # noqa: E402
from govclean.proofreading.corrector import BEHIND, function_candidates, gather  # noqa: E402
from govclean.proofreading.functions import PAIRS, function_words  # noqa: E402
from govclean.proofreading.gate import (  # noqa: E402
    QUICK_CERTAIN,
    RARE_GENERAL,
    RARE_OFFICIAL,
    SETTLED,
    STRICT_GENERAL,
    STRICT_OFFICIAL,
)
from govclean.proofreading.score import GROUP, LEAST_REGISTER, Surroundings, features_of  # noqa: E402
from govclean.proofreading.tables import LOG, Tables  # noqa: E402

OFFICIAL = SETS[:4]
ROUNDS = {"single": 260, "pair": 140, "function": 220}
RATES = {"certain": 0.6, "likely": 4.2, "suggest": 30.0}
"""False corrections of characters and pairs per 100,000 clean characters that each level may make; expressions and function
words make the rest of what is allowed (0.5, 5)."""
SLACK = {"certain": 0.0, "likely": 2.6, "suggest": 4.4}
"""What a level takes off the least score of a function word."""
REGISTER = -23  # place of the register among the figures of a function word
LEAST_FUNCTION = 4.5  # least score of any direction
MARGIN = 1.2  # how far it stands above every right word seen: unseen text has some higher ones
WELL_SEEN, LEAST_TESTED = 80, 3.2
"""Right words that the trees were asked about, from which the highest of them tells more, and the least score then."""
LEAST_NOUN = 6.5
NOUNS = "合期队回个作做"
"""Least score where the word written is part of names and terms as often as not (国合, 期房, 车队) or usage differs (作好)."""
LONE = 2.0
"""A right word that stands that far above all others is an error that nobody had seen (在度, 综和): it does not count."""
QUICK = {
    "single": 50,
    "pair": 56,
}  # place of the rough gain among the figures, that of the lead on the rival behind it
UNCOUNTED = ("lemon_new_dev", "sighan14_train_trad", "sighan15_train_trad")
CORPORA_SPOILT = ("peoples_daily_199801", "policy")
LINES = {"laws": 9000, "peoples_daily_199801": 2000, "policy": 500}  # clean corpus lines a fold


PARAMETERS = {
    "objective": "binary", "num_leaves": 16, "learning_rate": 0.06, "min_data_in_leaf": 20, "feature_fraction": 0.5,
    "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 1.0, "verbose": -1, "num_threads": 1, "seed": 1,
    "deterministic": True, "force_row_wise": True, "max_bin": 63,
}  # fmt: skip


def texts_of(shared: Path, number: int, part: str) -> list[tuple[str, str, str, str]]:
    """Return (set, kind, written, right) of one fold; kind is ``"wrong"`` or ``"clean"``."""
    found = []
    for name in SETS:
        for wrong, right in pairs(shared, name):
            if fold_of(right) == number and len(wrong) == len(right):
                found.append((name, "wrong" if wrong != right else "clean", wrong, right))
                if wrong != right:
                    found.append((name, "clean", right, right))
    for name in CORPORA:
        lines = [
            s for s in corpus_lines(shared, name, part) if zlib.crc32(b"x" + s.encode()) % FOLDS == number
        ]
        found += [(name, "clean", line, line) for line in lines[: LINES[name]]]
    return found


def gather_fold(shared: Path, lexicon: Path, number: int, out: Path, kinds: list[str]) -> None:
    ctx = Context.of(Tables(lexicon.read_bytes()))
    rows: dict[str, list[list[float]]] = {kind: [] for kind in ROUNDS}
    facts: dict[str, list[tuple[Any, ...]]] = {kind: [] for kind in ROUNDS}
    totals: dict[tuple[str, str], list[int]] = {}
    for line, (name, kind, written, right) in enumerate(texts_of(shared, number, "tune")):
        ids = [0] * EDGE + ctx.tables.numbers(written) + [0] * EDGE
        a, b = fold(written), fold(right)
        wrong = {i for i, (x, y) in enumerate(zip(a, b, strict=True)) if x != y}
        total = totals.setdefault((name, kind), [0, 0])
        total[0] += len(written)
        total[1] += len(wrong)
        around = Surroundings(ctx, ids)
        places = None if "single" in kinds else {i for i, c in enumerate(ids) if c in ctx.partners}
        for candidate, rival in gather(ctx, ids, places):
            if candidate.kind not in kinds:
                continue
            size = len(candidate.meant)
            at = candidate.at - EDGE
            meant = "".join(ctx.tables.chars[i] for i in candidate.meant)
            hit = b[at : at + size] == meant and all(at + i in wrong for i in range(size))
            rows[candidate.kind].append(features_of(around, candidate, rival))
            near = any(at + i in wrong for i in range(size))
            facts[candidate.kind].append((name, kind, line, at, hit, near, meant, written))
        if kind == "clean" and name in OFFICIAL + CORPORA_SPOILT and "single" in kinds:
            spoil(ctx, ids, (name, "swapped", line), written, rows, facts)
    arrays = {f"x_{kind}": np.array(rows[kind], dtype=np.float32) for kind in rows}
    np.savez_compressed(
        out, **arrays, facts=json.dumps(facts), totals=json.dumps([[*k, *v] for k, v in totals.items()])
    )
    print(number, {kind: len(rows[kind]) for kind in rows}, totals, file=sys.stderr)


def spoil(
    ctx: Context,
    ids: list[int],
    what: tuple[str, str, int],
    text: str,
    rows: dict[str, list[list[float]]],
    facts: dict[str, list[tuple[Any, ...]]],
) -> None:
    """Write a homophone or a look-alike in one place of a clean line, or two homophones, and note the candidates there.

    The kinds stand in about the proportion that the training part of the official sets has.
    """
    import random

    rng = random.Random(zlib.crc32(repr(what).encode()))
    con = ctx.confusions
    fit = [i for i in range(EDGE, len(ids) - EDGE) if 0 < ids[i] <= 4000]
    for _ in range(min(2, len(fit) // 8)):
        at = rng.choice(fit)
        kind = rng.choices(("same", "near", "shape", "pair"), (50, 5, 18, 27))[0]
        spoilt = list(ids)
        size = 1
        if kind == "pair":
            others = con.homophones(ids[at], ids[at + 1])
            if not others:
                continue
            spoilt[at], spoilt[at + 1], _ = rng.choice(others)
            size = 2
        else:
            mask = {"same": con.same, "near": con.near, "shape": con.alike}[kind](ids[at])
            choice = list(bits(mask))
            if not choice:
                continue
            spoilt[at] = rng.choice(choice)
        around = Surroundings(ctx, spoilt)
        places = {i for i in range(at - 1, at + size + 1) if EDGE <= i < len(ids) - EDGE}
        for candidate, rival in gather(ctx, spoilt, places):
            if candidate.kind == "function":
                continue
            n = len(candidate.meant)
            there = ids[candidate.at : candidate.at + n]
            hit = list(candidate.meant) == there and all(
                a != b for a, b in zip(spoilt[candidate.at : candidate.at + n], there, strict=True)
            )
            meant = "".join(ctx.tables.chars[i] for i in candidate.meant)
            rows[candidate.kind].append(features_of(around, candidate, rival))
            facts[candidate.kind].append((*what, candidate.at - EDGE, hit, True, meant, ""))


def gather_functions(shared: Path, out: Path) -> None:
    """Note the figures of function words on text that no table has counted: each as it stands, and half of them swapped."""
    ctx = context()
    model = function_words()
    rows: list[list[float]] = []
    facts: list[tuple[Any, ...]] = []
    texts = [(name, line) for name in CORPORA for line in corpus_lines(shared, name, "tune")]
    texts += [(name, b) for name in UNCOUNTED for _, b in pairs(shared, name) if fold_of(b)]
    partners = {char: [p[1 - p.index(char)] for p in PAIRS if char in p] for char in "".join(PAIRS)}
    for number, (name, line) in enumerate(texts):
        folded = fold(line)
        changes: list[tuple[int, str]] = [(-1, "")]
        for at, char in enumerate(folded):
            for other in partners.get(char, ()):
                if zlib.crc32(f"{at}{other}{number}".encode()) % (10 if name == "laws" else 2) == 0:
                    changes.append((at, other))
        for place, other in changes:
            text = folded if place < 0 else folded[:place] + other + folded[place + 1 :]
            low, high = (0, len(text)) if place < 0 else (max(0, place - 40), place + 40)
            part, begin = text[low:high], low
            ids = [0] * EDGE + ctx.tables.numbers(part) + [0] * EDGE
            around = Surroundings(ctx, ids)
            for candidate, total in function_candidates(ctx, model, part):
                at = candidate.at - EDGE + begin
                if place >= 0 and at != place:
                    continue
                meant = ctx.tables.chars[candidate.meant[0]]
                hit = place >= 0 and meant == folded[place]
                rows.append([*features_of(around, candidate, 0.0), total])
                facts.append(
                    (
                        name,
                        "clean" if place < 0 else "swapped",
                        number,
                        at,
                        hit,
                        place >= 0,
                        meant,
                        text if place < 0 else "",
                        text[at] + meant,
                    )
                )
    np.savez_compressed(out, x=np.array(rows, dtype=np.float32), facts=json.dumps(facts))
    print(len(rows), file=sys.stderr)


def load(path: Path) -> dict[str, Any]:
    data = np.load(path)
    return {
        "x": {kind: data[f"x_{kind}"] for kind in ROUNDS},
        "facts": json.loads(str(data["facts"])),
        "totals": json.loads(str(data["totals"])),
    }


def fit(parts: list[dict[str, Any]], kind: str) -> Any:
    import lightgbm

    x = np.concatenate([p["x"][kind] for p in parts])
    facts = [f for p in parts for f in p["facts"][kind]]
    hit = np.array([f[4] for f in facts])
    # Other text than official counts half: what is wrong there is often wrong in another way.
    weight = np.array(
        [
            (1.0 if f[0] in OFFICIAL or f[0] in CORPORA else 0.6) * (0.3 if f[1] == "swapped" else 1.0)
            for f in facts
        ]
    )
    return lightgbm.train(PARAMETERS, lightgbm.Dataset(x, hit, weight=weight), ROUNDS[kind])


def best_of(
    part: dict[str, Any], models: dict[str, Any], gate: Callable[[np.ndarray, str], np.ndarray] | None
) -> list[tuple[float, tuple[Any, ...], int]]:
    """Return the candidates that would be made, best first, at most one a place."""
    scored = []
    for kind, model in models.items():
        if len(part["x"][kind]):
            x = part["x"][kind]
            scores = model.predict(x, raw_score=True)
            passed = gate(x, kind) if gate else np.ones(len(x), dtype=bool)
            found = zip(scores, part["facts"][kind], passed, strict=True)
            scored += [(float(s), f, len(f[6])) for s, f, ok in found if ok and s > -5 and f[1] != "swapped"]
    scored.sort(key=lambda item: -item[0])
    taken: set[tuple[int, int]] = set()
    kept = []
    for score, fact, size in scored:
        places = {(fact[2], fact[3] + i) for i in range(size)}
        if not places & taken:
            taken |= places
            kept.append((score, fact, size))
    return kept


def flatten(model: Any) -> list[list[list[float]]]:
    """Trees as five lists: feature, threshold, left, right (a leaf is ~index), leaf values."""
    return [_flatten_tree(info["tree_structure"]) for info in model.dump_model()["tree_info"]]


def rests(right: list[list[float]], trees: list[list[list[float]]]) -> list[float]:
    """Return, for each group of trees, the most that all later ones add to a right candidate.

    Only candidates whose score comes out above 0 count: what stays below is never corrected.
    """
    found = [0.0] * -(-len(trees) // GROUP)
    for figures in right:
        sums = np.cumsum([_leaf(tree, figures) for tree in trees])
        if sums[-1] > 0:
            for i in range(len(found)):
                found[i] = max(found[i], float(sums[-1] - sums[min(len(sums), (i + 1) * GROUP) - 1]))
    return [round(value, 2) for value in found]


def _leaf(tree: list[list[float]], figures: list[float]) -> float:
    feature, threshold, left, right, value = tree
    node = 0
    while node >= 0:
        node = int(left[node] if figures[int(feature[node])] <= threshold[node] else right[node])
    return value[~node]


def _flatten_tree(root: dict[str, Any]) -> list[list[float]]:
    feature: list[float] = []
    threshold: list[float] = []
    left: list[float] = []
    right: list[float] = []
    value: list[float] = []

    def walk(node: dict[str, Any]) -> int:
        if "leaf_value" in node:
            value.append(round(node["leaf_value"], 5))
            return ~(len(value) - 1)
        at = len(feature)
        feature.append(node["split_feature"])
        threshold.append(round(node["threshold"], 4))
        left.append(0)
        right.append(0)
        left[at] = walk(node["left_child"])
        right[at] = walk(node["right_child"])
        return at

    walk(root)
    if not feature:  # a tree without a split
        feature, threshold, left, right = [0], [0.0], [-1], [-1]
    return [feature, threshold, left, right, value]


def gated(x: np.ndarray, kind: str) -> np.ndarray:
    """Return which candidates the default level's gate lets through, as ``gate.py`` does, told from their figures."""
    slack, quick = 1e-3, QUICK[kind]

    def strict(official: int, general: int, most: int, most_general: int) -> np.ndarray:
        known = x[:, official] <= LOG[most] + slack
        return known & (x[:, general] <= LOG[most_general] + slack)

    asked = (x[:, quick] >= QUICK_CERTAIN) & (x[:, quick + 1] >= -BEHIND)
    if kind == "pair":
        return asked & strict(1, 11, STRICT_OFFICIAL, STRICT_GENERAL)
    before, after = x[:, quick + 7] == 0, x[:, quick + 8] == 0  # whether there is a neighbour
    settled = (before & (x[:, 0] >= LOG[SETTLED >> 4] - slack)) | (
        after & (x[:, 1] >= LOG[SETTLED >> 4] - slack)
    )
    rare = RARE_OFFICIAL, RARE_GENERAL
    return asked & ~settled & ((before & strict(0, 9, *rare)) | (after & strict(1, 10, *rare)))


def judged(parts: list[dict[str, Any]], kinds: list[str]) -> list[list[tuple[float, tuple[Any, ...], int]]]:
    """Return what would be made of each part by trees that have not seen its half, best first; the gate's alone first."""
    pools: list[list[Any]] = [[], []]
    middle = len(parts) // 2
    for learnt, judge in ((parts[:middle], parts[middle:]), (parts[middle:], parts[:middle])):
        models = {kind: fit(learnt, kind) for kind in kinds}
        for part in judge:
            pools[0] += best_of(part, models, gated)
            pools[1] += best_of(part, models, None)
    for pool in pools:
        pool.sort(key=lambda item: -item[0])
    return pools


def train(paths: list[Path], target: Path) -> None:
    """Set the thresholds by what trees make of the half of the parts they have not seen; then fit on all parts."""
    parts = [load(path) for path in paths]
    kinds = ["single", "pair"]
    totals: dict[tuple[str, str], list[int]] = {}
    for part in parts:
        for name, kind, chars, wrong in part["totals"]:
            total = totals.setdefault((name, kind), [0, 0])
            total[0], total[1] = total[0] + chars, total[1] + wrong
    official = (*OFFICIAL, *CORPORA)
    chars = sum(v[0] for k, v in totals.items() if k[1] == "clean" and k[0] in official)
    sure, every = judged(parts, kinds)
    data = json.loads(target.read_text(encoding="utf-8")) if target.exists() else {"trees": {}, "levels": {}}
    for name, rate in RATES.items():
        pool = sure if name == "certain" else every
        once = {
            (f[7], f[3]): (score, f) for score, f, _ in pool[::-1] if f[1] == "clean" and f[0] in official
        }
        false = sorted(once.values(), key=lambda item: -item[0])  # a line that two sets have counts once
        least = round(false[min(int(rate * chars / 1e5), len(false) - 1)][0], 3)
        data["levels"].setdefault(name, {}).update(dict.fromkeys(kinds, least))
        report(name, least, pool, totals)
        for score, fact in false[: 30 if name == "certain" else 0]:
            at, text = fact[3], fact[7]
            end = at + len(fact[6])
            shown = f"{text[max(0, at - 6) : at]}[{text[at:end]}→{fact[6]}]{text[end : end + 6]}"
            print(f"{score:5.2f} {fact[0][:8]} {shown}")
    data["meta"] = {
        "made_by": "tools/train_typo_score.py",
        "trained_on": "folds 1 to 4 of shared/typos, tune lines of shared/corpus",
        "clean_characters": chars,
    }
    for kind in kinds:
        data["trees"][kind] = flatten(fit(parts, kind))
        right = [
            figures.tolist()
            for part in parts
            for figures, fact in zip(part["x"][kind], part["facts"][kind], strict=True)
            if fact[4] and fact[1] != "swapped"
        ]
        data.setdefault("rests", {})[kind] = rests(right, data["trees"][kind])
    data.pop("functions", None)
    target.write_text(json.dumps(data, separators=(",", ":")) + "\n", encoding="utf-8")


def train_functions(path: Path, target: Path) -> None:
    """Set the least score of each direction above every right word that trees have not seen; then fit on all."""
    import lightgbm

    read = np.load(path)
    x, facts = read["x"], json.loads(str(read["facts"]))
    hit = np.array([fact[4] for fact in facts])
    half = np.array([fact[2] % 2 == 0 for fact in facts])
    weight = np.array([1.0 if fact[0] == "laws" else 2.0 for fact in facts])

    def fitted(which: np.ndarray) -> Any:
        return lightgbm.train(
            PARAMETERS, lightgbm.Dataset(x[which], hit[which], weight=weight[which]), ROUNDS["function"]
        )

    scores = np.zeros(len(x))
    for which in (half, ~half):
        scores[~which] = fitted(which).predict(x[~which], raw_score=True)
    seen: dict[str, list[float]] = {}
    for score, figures, fact in zip(scores, x, facts, strict=True):
        if fact[1] == "clean" and fact[0] in CORPORA and figures[REGISTER] >= LEAST_REGISTER:
            seen.setdefault(fact[8], []).append(float(score))
    least = {}
    for direction, tops in sorted(seen.items()):
        first, second, *_ = [*sorted(tops, reverse=True), -9.0]
        floor = (
            LEAST_NOUN if direction[0] in NOUNS else LEAST_FUNCTION if len(tops) < WELL_SEEN else LEAST_TESTED
        )
        least[direction] = max(floor, (second if first > second + LONE else first) + MARGIN)
    for direction in sorted({fact[8] for fact in facts}):
        mine = np.array([fact[8] == direction and fact[4] for fact in facts])
        floor = least.get(direction, LEAST_FUNCTION)
        print(direction, round(floor, 2), f"{(scores[mine] > floor).sum()}/{mine.sum()} of the swapped")
    data = json.loads(target.read_text(encoding="utf-8"))
    for name, slack in SLACK.items():
        data["levels"][name]["function"] = {k: round(v - slack, 2) for k, v in least.items()}
    data["trees"]["function"] = flatten(fitted(np.ones(len(x), dtype=bool)))
    some = [figures.tolist() for figures, good in zip(x, hit, strict=True) if good][::3]
    data["rests"]["function"] = rests(some, data["trees"]["function"])
    target.write_text(json.dumps(data, separators=(",", ":")) + "\n", encoding="utf-8")


def report(name: str, threshold: float, pool: list[Any], totals: dict[tuple[str, str], list[int]]) -> None:
    shown = []
    for key in SETS:
        wrong = totals.get((key, "wrong"), [0, 0])[1]
        made = [(f, size) for s, f, size in pool if s > threshold and f[0] == key and f[1] == "wrong"]
        right = [size for f, size in made if f[4]]
        if wrong:
            shown.append(f"{key[:11]} P{len(right) / max(1, len(made)):.3f} R{sum(right) / wrong:.3f}")
    print(f"{name:8} {threshold:6.2f} " + " | ".join(shown))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("gather")
    one.add_argument("shared", type=Path)
    one.add_argument("lexicon", type=Path)
    one.add_argument("fold", type=int)
    one.add_argument("out", type=Path)
    one.add_argument("--kinds", nargs="+", default=list(ROUNDS))
    other = commands.add_parser("gather-functions")
    other.add_argument("shared", type=Path)
    other.add_argument("out", type=Path)
    two = commands.add_parser("train")
    two.add_argument("parts", type=Path, nargs="+")
    two.add_argument("--target", type=Path, default=ROOT / "src/govclean/data/typos_trees.json")
    three = commands.add_parser("train-functions")
    three.add_argument("figures", type=Path)
    three.add_argument("--target", type=Path, default=ROOT / "src/govclean/data/typos_trees.json")
    options = parser.parse_args()
    if options.command == "train-functions":
        train_functions(options.figures, options.target)
    elif options.command == "gather-functions":
        gather_functions(options.shared, options.out)
    elif options.command == "gather":
        gather_fold(options.shared, options.lexicon, options.fold, options.out, options.kinds)
    else:
        train(options.parts, options.target)


if __name__ == "__main__":
    main()

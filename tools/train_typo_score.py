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
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tools")]

from eval.typo_data import FOLDS, SETS, fold_of, pairs  # noqa: E402

from build_typo_lexicon import CORPORA, corpus_lines  # noqa: E402
from govclean.fold import fold  # noqa: E402
from govclean.proofreading.candidates import EDGE, Context, context, functions_at  # noqa: E402
from govclean.proofreading.corrector import gather  # noqa: E402
from govclean.proofreading.functions import weight_of, words_in  # noqa: E402
from govclean.proofreading.score import GROUP, LEAST_REGISTER, Surroundings, features_of  # noqa: E402
from govclean.proofreading.tables import Tables  # noqa: E402

OFFICIAL = SETS[:4]
ROUNDS = {"single": 260, "pair": 140, "function": 220}
RATES = {
    "certain": {"single": 0.6, "function": 0.0},
    "likely": {"single": 5.0, "function": 0.7},
    "suggest": {"single": 30.0, "function": 5.0},
}
"""False corrections per 100,000 clean characters that each level may make, by kind of candidate."""
SLACK = {"certain": 0.0, "likely": 1.2, "suggest": 3.0}
REGISTER = -6  # place of the register among the figures
LONE, MARGIN = 2.0, 0.15
UNCOUNTED = ("lemon_new_dev", "sighan14_train_trad", "sighan15_train_trad")
LEAST_WEIGHT, WEIGHT_MARGIN = 6.0, 3.0
LEAST_SCORE = {"事是": 3.8, "在再": 3.0, "即既": 2.5, "既即": 2.5, "以已": 3.0, "作做": 4.0}
LEAST_OTHER = 5.0
"""Least score of a direction by default: false ones on held-out text reach 4.7 (做伪证 → 作伪证) in the others."""
LINES = {"laws": 9000, "peoples_daily_199801": 2000, "policy": 500}  # clean corpus lines a fold


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
    ids_of = ctx.tables.ids
    rows: dict[str, list[list[float]]] = {kind: [] for kind in ROUNDS}
    facts: dict[str, list[tuple[Any, ...]]] = {kind: [] for kind in ROUNDS}
    totals: dict[tuple[str, str], list[int]] = {}
    for line, (name, kind, written, right) in enumerate(texts_of(shared, number, "tune")):
        ids = [0] * EDGE + [ids_of.get(c, 0) for c in written] + [0] * EDGE
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
        if kind == "clean" and "function" in kinds:
            swap_functions(ctx, ids, (name, "swapped", line), rows["function"], facts["function"])
    arrays = {f"x_{kind}": np.array(rows[kind], dtype=np.float32) for kind in rows}
    np.savez_compressed(
        out, **arrays, facts=json.dumps(facts), totals=json.dumps([[*k, *v] for k, v in totals.items()])
    )
    print(number, {kind: len(rows[kind]) for kind in rows}, totals, file=sys.stderr)


def swap_functions(
    ctx: Context,
    ids: list[int],
    what: tuple[str, str, int],
    rows: list[list[float]],
    facts: list[tuple[Any, ...]],
) -> None:
    """Write a function word's homophone in its place, for every one, and note the figures of the way back."""
    for at in range(EDGE, len(ids) - EDGE):
        meant = ids[at]
        for other in ctx.partners.get(meant, ()):
            if zlib.crc32(bytes(str((at, other, what)), "utf-8")) % 4:
                continue
            ids[at] = other
            found = list(functions_at(ctx, ids, at))
            for candidate in found:
                rival = max((c.quick for c in found if c is not candidate), default=0.0)
                rows.append(features_of(Surroundings(ctx, ids), candidate, rival))
                facts.append(
                    (*what, at - EDGE, candidate.meant == (meant,), True, ctx.tables.chars[meant], "")
                )
            ids[at] = meant


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
    weight = np.array([1.0 if f[0] in OFFICIAL or f[0] in CORPORA else 0.6 for f in facts])
    return lightgbm.train(
        {
            "objective": "binary", "num_leaves": 16, "learning_rate": 0.06, "min_data_in_leaf": 20, "feature_fraction": 0.5,
            "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 1.0, "verbose": -1, "num_threads": 2, "seed": 1,
            "deterministic": True, "force_row_wise": True, "max_bin": 63,
        },
        lightgbm.Dataset(x, hit, weight=weight),
        ROUNDS[kind],
    )  # fmt: skip


def best_of(part: dict[str, Any], models: dict[str, Any]) -> list[tuple[float, tuple[Any, ...], int]]:
    """Return the candidates that would be made, best first, at most one a place."""
    scored = []
    for kind, model in models.items():
        if len(part["x"][kind]):
            scores = model.predict(part["x"][kind], raw_score=True)
            found = zip(scores, part["facts"][kind], strict=True)
            scored += [(float(s), f, len(f[6])) for s, f in found if f[1] != "swapped"]
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


def rests(parts: list[dict[str, Any]], kind: str, trees: list[list[list[float]]]) -> list[float]:
    """Return, for each group of trees, the most that all later ones add to a right candidate of the parts.

    Only candidates whose score comes out above 0 count: what stays below is never corrected.
    """
    right = [
        figures.tolist()
        for part in parts
        for figures, fact in zip(part["x"][kind], part["facts"][kind], strict=True)
        if fact[4] and fact[1] != "swapped"
    ]
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


def train(paths: list[Path], target: Path, kinds_wanted: list[str]) -> None:
    """Fit on all parts but the last; set the thresholds on the last."""
    *parts, judge = [load(path) for path in paths]
    models = {kind: fit(parts, kind) for kind in kinds_wanted}
    old = json.loads(target.read_text(encoding="utf-8")) if target.exists() else {"trees": {}, "levels": {}}
    trees = old["trees"] | {kind: flatten(model) for kind, model in models.items()}
    totals = {(name, kind): [chars, wrong] for name, kind, chars, wrong in judge["totals"]}
    chars = sum(v[0] for k, v in totals.items() if k[1] == "clean")
    levels: dict[str, dict[str, Any]] = {name: dict(old["levels"].get(name, {})) for name in RATES}
    for kinds in (("single", "pair"), ("function",)):
        if kinds[0] not in kinds_wanted:
            continue
        pool = best_of(judge, {kind: models[kind] for kind in kinds})
        false = [(score, fact) for score, fact, _ in pool if fact[1] == "clean"]
        for name, rates in RATES.items():
            place = min(int(rates[kinds[0]] * chars / 1e5), len(false) - 1)
            for kind in kinds:
                levels[name][kind] = round(false[place][0], 3)
            report(f"{kinds[0]} {name}", false[place][0], pool, totals)
        if kinds[0] == "function":
            for name, slack in SLACK.items():
                levels[name]["function"] = thresholds(judge, models["function"], slack)
        for score, fact in false[:40]:
            at, text = fact[3], fact[7]
            end = at + len(fact[6])
            print(
                f"{score:5.2f} {fact[0][:8]} {text[max(0, at - 6) : at]}[{text[at:end]}→{fact[6]}]{text[end : end + 6]}"
            )
    meta = {
        "made_by": "tools/train_typo_score.py",
        "trained_on": "folds 1 to 4 of shared/typos, tune lines of shared/corpus",
        "clean_characters": chars,
    }
    old_rests = old.get("rests", {})
    data = {
        "meta": meta,
        "levels": levels,
        "rests": old_rests | {kind: rests(parts, kind, trees[kind]) for kind in models},
        "functions": old.get("functions", {}),
        "trees": trees,
    }
    target.write_text(json.dumps(data, separators=(",", ":")) + "\n", encoding="utf-8")


def thresholds(judge: dict[str, Any], model: Any, slack: float) -> dict[str, float]:
    """Return the least score of each direction (written + meant): above every false one of the judge's official text.

    A lone false one far above the others is an error that the annotators overlooked; it does not count.
    """
    false: dict[str, set[float]] = {}
    scores = model.predict(judge["x"]["function"], raw_score=True)
    for score, figures, fact in zip(scores, judge["x"]["function"], judge["facts"]["function"], strict=True):
        if fact[1] == "clean" and figures[REGISTER] > LEAST_REGISTER:
            false.setdefault(fold(fact[7][fact[3]]) + fact[6], set()).add(round(float(score), 3))
    found = {}
    for direction, seen in false.items():
        first, second, *_ = [*sorted(seen, reverse=True), -9.0, -9.0]
        seen_wrong = (second if first > second + LONE else first) + MARGIN
        found[direction] = round(max(seen_wrong, LEAST_SCORE.get(direction, LEAST_OTHER)) - slack, 2)
    return dict(sorted(found.items()))


def functions(shared: Path, target: Path) -> None:
    """Set the least weight of each direction of function words at the default level: above every false one.

    Clean text: ``tune`` lines of the corpora, right sides of folds 1 to 4 of the sets that no table has counted.
    """
    ctx = context()
    chars = ctx.tables.chars
    lines = [line for name in CORPORA for line in corpus_lines(shared, name, "tune")]
    lines += [b for name in UNCOUNTED for _, b in pairs(shared, name) if fold_of(b)]
    seen: dict[str, list[float]] = {chars[w] + chars[p]: [] for w, ps in ctx.partners.items() for p in ps}
    for line in lines:
        ids = [0] * EDGE + ctx.tables.numbers(line) + [0] * EDGE
        around = Surroundings(ctx, ids)
        for at in words_in(ctx, ids):
            for meant in ctx.partners[ids[at]]:
                weight = weight_of(ctx, ids, at, meant)
                if weight > 0 and around.register(at)[0] >= LEAST_REGISTER:
                    seen[chars[ids[at]] + chars[meant]].append(weight)
    data = json.loads(target.read_text(encoding="utf-8"))
    data["functions"] = {
        direction: round(max(LEAST_WEIGHT, max(weights, default=0.0) + WEIGHT_MARGIN), 2)
        for direction, weights in sorted(seen.items())
    }
    target.write_text(json.dumps(data, separators=(",", ":")) + "\n", encoding="utf-8")
    print(sum(map(len, lines)), "characters", data["functions"])


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
    two = commands.add_parser("train")
    two.add_argument("parts", type=Path, nargs="+")
    two.add_argument("--kinds", nargs="+", default=list(ROUNDS), help="keep the trees of the other kinds")
    two.add_argument("--target", type=Path, default=ROOT / "src/govclean/data/typos_trees.json")
    three = commands.add_parser("functions")
    three.add_argument("shared", type=Path)
    three.add_argument("--target", type=Path, default=ROOT / "src/govclean/data/typos_trees.json")
    options = parser.parse_args()
    if options.command == "functions":
        functions(options.shared, options.target)
    elif options.command == "gather":
        gather_fold(options.shared, options.lexicon, options.fold, options.out, options.kinds)
    else:
        train(options.parts, options.target, options.kinds)


if __name__ == "__main__":
    main()

"""Curves of proofreading: recall of each set over the rate of false corrections, as a table and as SVG.

    python eval/typo_curves.py [SHARED] [--svg docs/_static/proofreading-curves.svg]

Every correction that the level ``suggest`` would propose, with its score, on fold 0 of the typo sets and the ``measure`` lines of
the corpora (see ``eval/typo_eval.py``); then one point for each number of false ones.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from eval.shared import SHARED  # noqa: E402
from eval.typo_data import SETS  # noqa: E402
from eval.typo_eval import CORPORA, corpus, measured_pairs  # noqa: E402
from govclean.fold import fold  # noqa: E402
from govclean.proofreading.corrector import correct  # noqa: E402

WIDTH, HEIGHT, MARGIN = 640, 400, 56
LEAST_RATE, MOST_RATE = 0.2, 50.0
TICKS = (0.5, 1, 2, 5, 10, 20, 50)
COLOURS = ("#1b6ca8", "#c8553d", "#3a7d44", "#8f5aa8", "#b8860b", "#5b6770", "#d1495b", "#00798c")

Found = tuple[float, int]  # confidence, wrong characters put right (0: a false correction)


def on_pairs(found: list[tuple[str, str]]) -> tuple[list[Found], int]:
    """Return every proposal on the wrong sides, and how many characters are wrong."""
    made: list[Found] = []
    wrong = 0
    for a, b in found:
        if len(a) != len(b) or a == b:
            continue
        fa, fb = fold(a), fold(b)
        wrong += sum(x != y for x, y in zip(fa, fb, strict=True))
        for edit in correct(a, "suggest"):
            span = slice(edit.start, edit.end)
            good = fold(edit.after) == fb[span]
            made.append(
                (edit.confidence, sum(x != y for x, y in zip(fa[span], fb[span], strict=True)) * good)
            )
    return made, wrong


def on_clean(shared: Path) -> tuple[list[float], int]:
    """Return the confidences of all proposals on clean official text, and its characters."""
    texts = [b for name in SETS[:4] for _, b in measured_pairs(shared, name)]
    texts += [line for name, most in CORPORA.items() for line in corpus(shared, name, most)]
    texts = sorted(set(texts))
    return [e.confidence for t in texts for e in correct(t, "suggest")], sum(map(len, texts))


def points(made: list[Found], wrong: int, false: list[float], chars: int) -> list[tuple[float, float, float]]:
    """Return (false per 100,000, recall, precision on the set) for every threshold that lets a false one through."""
    found = []
    for count, least in enumerate(sorted(false, reverse=True), 1):
        passed = [size for confidence, size in made if confidence > least]
        if passed:
            found.append(
                (
                    count / chars * 1e5,
                    sum(passed) / wrong,
                    sum(size > 0 for size in passed) / len(passed),
                )
            )
    return found


def draw(curves: dict[str, list[tuple[float, float, float]]]) -> str:
    """Return the curves as SVG, false corrections on a logarithmic axis."""
    from math import log10

    low, high = log10(LEAST_RATE), log10(MOST_RATE)

    def x(rate: float) -> float:
        share = (log10(min(max(rate, LEAST_RATE), MOST_RATE)) - low) / (high - low)
        return MARGIN + share * (WIDTH - 2 * MARGIN)

    def y(recall: float) -> float:
        return HEIGHT - MARGIN - recall / 0.8 * (HEIGHT - 2 * MARGIN)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
    ]
    for tick in TICKS:
        parts.append(
            f'<path d="M{x(tick):.1f} {y(0):.1f}V{y(0.8):.1f}" stroke="#ddd"/>'
            f'<text x="{x(tick):.1f}" y="{y(0) + 16:.1f}" text-anchor="middle">{tick:g}</text>'
        )
    for i in range(0, 9, 2):
        parts.append(
            f'<path d="M{MARGIN} {y(i / 10):.1f}H{WIDTH - MARGIN}" stroke="#ddd"/>'
            f'<text x="{MARGIN - 6}" y="{y(i / 10) + 4:.1f}" text-anchor="end">.{i}</text>'
        )
    parts.append(
        f'<text x="{WIDTH / 2}" y="{HEIGHT - 16}" text-anchor="middle">false corrections per 100,000 clean characters</text>'
        f'<text x="{MARGIN}" y="{MARGIN - 24}">recall of wrong characters</text>'
    )
    for (name, curve), colour in zip(curves.items(), COLOURS, strict=False):
        shown = [p for p in curve if p[0] <= MOST_RATE]
        if shown:
            path = "L".join(f"{x(rate):.1f} {y(recall):.1f}" for rate, recall, _ in shown)
            parts.append(f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
            rate, recall, _ = shown[-1]
            parts.append(
                f'<text x="{x(rate) - 4:.1f}" y="{y(recall) - 5:.1f}" text-anchor="end" fill="{colour}">{name}</text>'
            )
    return "\n".join([*parts, "</svg>", ""])


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("shared", type=Path, nargs="?", default=SHARED)
    parser.add_argument("--svg", type=Path, default=ROOT / "docs/_static/proofreading-curves.svg")
    options = parser.parse_args()
    if not (options.shared / "typos").is_dir():
        print(f"skipped: {options.shared}/typos is not there")
        return
    false, chars = on_clean(options.shared)
    print(f"{chars} clean characters, {len(false)} proposals")
    curves = {}
    for name in SETS:
        made, wrong = on_pairs(measured_pairs(options.shared, name))
        if not wrong:
            continue
        curve = curves[name] = points(made, wrong, false, chars)
        row = []
        for rate in TICKS:
            before = [p for p in curve if p[0] <= rate]
            row.append(f"{before[-1][1]:.3f}/{before[-1][2]:.3f}" if before else "-")
        print(f"{name:22} recall/precision at {TICKS}: {' '.join(row)}", flush=True)
    options.svg.parent.mkdir(parents=True, exist_ok=True)
    options.svg.write_text(draw(curves), encoding="utf-8")


if __name__ == "__main__":
    main()

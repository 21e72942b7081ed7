"""Quality against gold, peers side by side; floors for CI.

    python -m eval.run                 all sets, peers beside govclean, table to stdout and docs/quality.md
    python -m eval.run --no-peers -v   govclean alone, each imperfect page on a line
    python -m eval.run --check         compare with eval/floors.json; exit 1 below a floor
    python -m eval.run --raise-floors  write what was reached into eval/floors.json (never lowers a floor)

Data: ``../shared/pages`` and ``../shared/bench`` (or ``$GOVCLEAN_SHARED``).  Without it every check says that it was skipped.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.metadata
import json
import math
import pathlib
import sys
from collections.abc import Iterator
from typing import Any

from eval.extractors import PEERS, Extractor, run_govclean
from eval.hints import lost_without_hints, no_hints
from eval.scoring import PageScore, score_bench, score_page
from eval.shared import SHARED

ROOT = pathlib.Path(__file__).parents[1]
FLOORS = ROOT / "eval" / "floors.json"
BENCHES = ("cleaneval_zh", "govcn_policy_sql", "magic_html_zh", "traf_pr_zh")


def read_lines(path: pathlib.Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def run_pages(extract: Extractor) -> tuple[list[PageScore], list[str]]:
    """Scores of the articles of ``pages``, and the page types of those that are something else."""
    rows, others = [], []
    for gold in read_lines(SHARED / "pages/gold.jsonl"):
        data = (SHARED / "pages/html" / gold["file"]).read_bytes()
        prediction = extract(data, gold.get("url"), gold.get("encoding", "utf-8"))
        if gold["is_article"]:
            row = score_page(gold, prediction)
            if prediction.page_type is not None:
                row.fields["page_type"] = prediction.page_type == "article"
            rows.append(row)
        else:
            others.append(f"{gold['file']} ({gold['kind']}): {prediction.page_type}")
    return rows, others


def run_bench(name: str, extract: Extractor) -> list[PageScore]:
    folder = SHARED / "bench" / name
    rows = []
    for meta in read_lines(folder / "meta.jsonl"):
        page = meta["id"]
        data = (folder / "html" / f"{page}.html").read_bytes()
        gold = (folder / "gold" / f"{page}.txt").read_text(encoding="utf-8")
        prediction = extract(data, meta.get("url") or None, meta.get("encoding", "utf-8"))
        rows.append(score_bench(page, gold, prediction, meta))
    return rows


def figures(prefix: str, rows: list[PageScore]) -> dict[str, float]:
    """The figures of one set: mean and lowest F1, shares of right fields, snippets kept and leaked."""
    scores = [row.f1 for row in rows if row.f1 is not None]
    out = {f"{prefix}.f1": sum(scores) / len(scores), f"{prefix}.f1_min": min(scores)}
    if any(row.snippets for row in rows):
        out[f"{prefix}.kept"] = sum(r.kept for r in rows) / sum(r.snippets for r in rows)
        out[f"{prefix}.leaks"] = float(sum(len(r.leaked) for r in rows))
    names = dict.fromkeys(name for row in rows for name in row.fields)
    for name in names:
        right = [row.fields[name] for row in rows if name in row.fields]
        out[f"{prefix}.{name}"] = sum(right) / len(right)
    return out


def measure(extract: Extractor, verbose: bool = False) -> dict[str, float]:
    rows, others = run_pages(extract)
    out = figures("pages", rows)
    if verbose:
        print_rows("pages", rows)
        print("\n".join(others))
    out["pages.non_articles"] = float(sum(": article" not in o and ": None" not in o for o in others))
    for name in BENCHES:
        rows = run_bench(name, extract)
        out |= figures(name, rows)
        if verbose:
            print_rows(name, rows)
    return out


def print_rows(name: str, rows: list[PageScore]) -> None:
    for row in rows:
        wrong = [key for key, right in row.fields.items() if not right]
        if (row.f1 is not None and row.f1 < 0.97) or wrong or row.leaked or row.kept < row.snippets:
            f1 = "-" if row.f1 is None else f"{row.f1:.3f}"
            missing = row.snippets - row.kept
            print(f"  {name}/{row.name}: F1 {f1} wrong {wrong} leaked {row.leaked} missing {missing}")


def corpus_hash() -> str:
    """Hash of the gold, so that a floor is never compared with figures of other data."""
    digest = hashlib.sha256()
    for path in sorted([SHARED / "pages/gold.jsonl", *SHARED.glob("bench/*/gold/*.txt")]):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def better(name: str, value: float, floor: float) -> bool:
    """Leaks are bounded from above, all else from below."""
    return value <= floor if name.endswith(".leaks") else value >= floor - 1e-9


def check(found: dict[str, float]) -> int:
    pinned = json.loads(FLOORS.read_text(encoding="utf-8"))
    if pinned["corpus"] != corpus_hash():
        print(
            f"eval: floors are for corpus {pinned['corpus']}, this one is {corpus_hash()}; "
            "look at the figures, then pin them with --raise-floors"
        )
        return 1
    below = [
        f"{name}: {found.get(name, math.nan):.4f}, floor {floor:.4f}"
        for name, floor in pinned["floors"].items()
        if name not in found or not better(name, found[name], floor)
    ]
    print(
        "\n".join(["eval: below the floor", *below])
        if below
        else f"eval: {len(pinned['floors'])} floors hold"
    )
    return bool(below)


def raise_floors(found: dict[str, float]) -> None:
    old: dict[str, float] = {}
    if FLOORS.exists():
        pinned = json.loads(FLOORS.read_text(encoding="utf-8"))
        old = pinned["floors"] if pinned["corpus"] == corpus_hash() else {}
    floors = {}
    for name, value in sorted(found.items()):
        value = value if name.endswith(".leaks") else int(value * 10_000) / 10_000
        floors[name] = old[name] if name in old and better(name, old[name], value) else value
    text = json.dumps({"corpus": corpus_hash(), "floors": floors}, indent=1)
    FLOORS.write_text(text + "\n", encoding="utf-8")


SHOWN = (
    "f1",
    "f1_min",
    "kept",
    "leaks",
    "title",
    "date",
    "source",
    "author",
    "doc_number",
    "index_no",
    "issuer",
)


def table(results: dict[str, dict[str, float]]) -> str:
    """A markdown table: a line per extractor and set."""
    lines = ["| set | extractor | " + " | ".join(SHOWN) + " |", "|---|---|" + "---|" * len(SHOWN)]
    for name in ("pages", *BENCHES):
        for extractor, found in results.items():
            cells = [found.get(f"{name}.{key}") for key in SHOWN]
            shown = [
                "–" if v is None else f"{v:.0f}" if key == "leaks" else f"{v:.3f}"
                for key, v in zip(SHOWN, cells, strict=True)
            ]
            lines.append(f"| {name} | {extractor} | " + " | ".join(shown) + " |")
    return "\n".join(lines)


def write_report(results: dict[str, dict[str, float]]) -> None:
    """Write the table, with versions, into ``docs/quality.md``."""
    versions = ", ".join(
        f"{name} {importlib.metadata.version(name)}"
        for name in ("govclean", "trafilatura", "gne", "readability-lxml", "resiliparse", "turbohtml")
    )
    text = REPORT.format(table=table(results), versions=versions, corpus=corpus_hash())
    (ROOT / "docs" / "quality.md").write_text(text, encoding="utf-8")


REPORT = """# Quality, measured

Made by `make eval`; do not edit. Extractors: {versions}. Gold: corpus {corpus} (`../shared`, kept out of this repository).

- `f1`, `f1_min`: mean and lowest F1 of the body's character bigrams, white space removed, 0–1.
- `kept`: share of snippets of the body that must be there; `leaks`: how many boilerplate snippets are in a body.
- the rest: share of pages whose field is exactly right, of those whose gold states it.
- The peers get the page decoded by the gold's encoding where they take text; govclean always gets the bytes.
- `pages` are articles of government sites; `govcn_policy_sql` policy documents; `cleaneval_zh` old GB pages of all kinds;
  `magic_html_zh` and `traf_pr_zh` mostly news, some forums.

These pages are the development set: govclean was built looking at them, so its figures are an upper bound for sites
it has never seen. Nearer to that are the pages of `tests/templates`, whose layouts were collected after the extraction stood.

{table}
"""


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m eval.run", description="Quality against gold.")
    parser.add_argument("--no-peers", action="store_true", help="measure govclean alone")
    parser.add_argument("--check", action="store_true", help="fail below a floor")
    parser.add_argument("--raise-floors", action="store_true", help="pin what was reached")
    parser.add_argument("-v", "--verbose", action="store_true", help="show every imperfect page")
    options = parser.parse_args(arguments)
    if not (SHARED / "pages/gold.jsonl").exists():
        print(
            f"eval: skipped, no gold at {SHARED} (set GOVCLEAN_SHARED to the folder that holds pages/ and bench/)"
        )
        return 0
    results = {"govclean": measure(run_govclean, options.verbose)}
    if options.raise_floors:
        raise_floors(results["govclean"])
    if options.check:
        with no_hints():
            lost = lost_without_hints(results["govclean"], measure(run_govclean))
        print(
            "\n".join(["eval: names of elements matter too much", *lost])
            if lost
            else "eval: the same without hints"
        )
        return check(results["govclean"]) or bool(lost)
    if not options.no_peers:
        results |= {name: measure(peer) for name, peer in PEERS.items()}
        write_report(results)
    print(table(results))
    return 0


if __name__ == "__main__":
    sys.exit(main())

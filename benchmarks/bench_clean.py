"""Speed of the whole way and of each stage, as ratios to an lxml parse of the same bytes in the same run.

    python -m benchmarks.bench_clean [FOLDER …]     default: ../shared pages, else tests/fixtures

The machines are shared and noisy: read the ratios, not the milliseconds.
"""

from __future__ import annotations

import pathlib
import sys
import time
from collections import defaultdict
from collections.abc import Callable

import lxml.html
from eval.shared import SHARED

from govclean import Cleaner, stages
from govclean.inputs import read_source
from govclean.page import Page

ROOT = pathlib.Path(__file__).parents[1]
ROUNDS = 3


def load(folders: list[str]) -> list[bytes]:
    if folders:
        paths = [p for f in folders for p in sorted(pathlib.Path(f).rglob("*.html"))]
    elif (SHARED / "pages/html").exists():
        paths = sorted(SHARED.glob("pages/html/*.html")) + sorted(SHARED.glob("bench/*/html/*.html"))
    else:
        paths = sorted((ROOT / "tests/fixtures").glob("*/page.html"))
    return [p.read_bytes() for p in paths]


def best(call: Callable[[], object]) -> float:
    """The fastest of a few rounds, in seconds: what disturbs a run only ever makes it slower."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return min(times)


def parse(data: bytes) -> object:
    return (
        lxml.html.document_fromstring(data, parser=lxml.html.HTMLParser(encoding="utf-8"))
        if data.strip()
        else None
    )


def main() -> None:
    pages = load(sys.argv[1:])
    cleaner = Cleaner()
    for data in pages:
        cleaner.clean(data)  # warm: rules, tables and the model load at first need
    totals: dict[str, float] = defaultdict(float)
    slowest = (0.0, 0)
    for number, data in enumerate(pages):
        totals["lxml parse"] += best(lambda data=data: parse(data))  # type: ignore[misc]
        took = best(lambda data=data: cleaner.clean(data))  # type: ignore[misc]
        totals["clean"] += took
        slowest = max(slowest, (took, number))
        source = read_source(data)
        page = Page(cleaner.options, cleaner.rules, data=source.data)
        for stage in stages.STAGES:
            start = time.perf_counter()
            stage(page)
            totals[f"  {stage.__name__}"] += time.perf_counter() - start
    size = sum(map(len, pages))
    print(f"{len(pages)} pages, mean {size / len(pages) / 1000:.0f} kB")
    print(f"{'':22}{'ms/page':>9}{'pages/s':>9}{'× parse':>9}")
    for name, seconds in totals.items():
        each = seconds / len(pages)
        print(f"{name:22}{each * 1e3:9.2f}{1 / each:9.0f}{seconds / totals['lxml parse']:9.2f}")
    print(
        f"slowest page: {slowest[0] * 1e3:.0f} ms, {len(pages[slowest[1]]) / 1000:.0f} kB (number {slowest[1]})"
    )


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""What the rules cost: their share of ``clean()``, and the speed of looking for names of places.

    python benchmarks/bench_rules.py [FOLDER…]

Without a folder the templates of the tests are cleaned.  Prints, on one core: seconds in all stages and in stage strip (rules, detectors,
gazetteer), their ratio (must stay below a third), and MB/s of ``find_places`` and of ``lookup`` on running text.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from govclean import Cleaner, stages
from govclean.fold import fold
from govclean.page import Page
from govclean.strip.gazetteer import find_places, lookup
from govclean.strip.stage import strip_page

ROOT = Path(__file__).parents[1]
LIMIT = 1 / 3
TEXT = "会议传达了上级精神，通海县、天柱县和富源县作了交流发言，全市共有18所学校参加了活动，有关部门提醒市民注意交通安全。"


def time_stages(pages: list[bytes]) -> tuple[float, float]:
    """Return seconds in all stages and in strip."""
    cleaner = Cleaner()
    spent = 0.0

    def timed(page: Page) -> None:
        nonlocal spent
        start = time.process_time()
        strip_page(page)
        spent += time.process_time() - start

    timed.__name__ = "strip_page"
    before = stages.STAGES
    stages.STAGES = tuple(timed if stage is strip_page else stage for stage in before)
    try:
        for page in pages[:5]:
            cleaner.clean(page)  # tables are loaded at first need
        spent = 0.0
        start = time.process_time()
        for page in pages:
            cleaner.clean(page)
        return time.process_time() - start, spent
    finally:
        stages.STAGES = before


def megabytes_a_second(work: Callable[[str], object], text: str) -> float:
    work(text[:1000])
    start = time.process_time()
    work(text)
    return len(text.encode()) / 1e6 / (time.process_time() - start)


def main() -> int:
    folders = [Path(name) for name in sys.argv[1:]] or [ROOT / "tests" / "templates"]
    pages = [path.read_bytes() for folder in folders for path in sorted(folder.rglob("*.html"))]
    total, strip = time_stages(pages)
    size = sum(map(len, pages)) / 1e6
    print(
        f"{len(pages)} pages, {size:.1f} MB: clean() {total:.2f} s, strip {strip:.2f} s = {strip / total:.1%}"
    )
    text = fold(TEXT * 20_000)
    print(
        f"find_places: {megabytes_a_second(lambda t: sum(1 for _ in find_places(t)), text):.0f} MB/s of running text"
    )
    names = fold("通海县|天柱县|富源县|岚川市|渭源|东乡|工作会议|有关部门|" * 50_000)
    print(
        f"split and lookup: {megabytes_a_second(lambda t: [lookup(n) for n in t.split('|')], names):.0f} MB/s of lists"
    )
    return int(strip > LIMIT * total)


if __name__ == "__main__":
    sys.exit(main())

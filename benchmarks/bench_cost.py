"""What a page costs, in seconds of one processor: the figures of a plan for many pages.

    python -m benchmarks.bench_cost [FOLDER …]     default: ../shared pages, else tests/fixtures

Time of the processor and not of the clock, in one process with its tables loaded, so that a machine shared with others
disturbs it least.  With each level of corrections, since proofreading is the dearest stage on long pages.
"""

from __future__ import annotations

import statistics
import sys
import time

from benchmarks.bench_clean import load

from govclean import Cleaner

TYPOS = ("certain", "off")
HOUR = 3600


def main() -> None:
    pages = load(sys.argv[1:])
    size = statistics.fmean(map(len, pages)) / 1000
    print(
        f"{len(pages)} pages, mean {size:.0f} kB, median {statistics.median(map(len, pages)) / 1000:.0f} kB"
    )
    print(f"{'typos':10}{'s a page':>10}{'median':>9}{'95 %':>9}{'slowest':>9}{'h/10⁶':>8}{'h/10⁸':>8}")
    for typos in TYPOS:
        cleaner = Cleaner(typos=typos)
        for data in pages[:200]:
            cleaner.clean(data)  # warm: rules, tables and the model load at first need
        times = []
        for data in pages:
            start = time.process_time()
            cleaner.clean(data)
            times.append(time.process_time() - start)
        mean = statistics.fmean(times)
        late = statistics.quantiles(times, n=20)[-1]
        print(
            f"{typos:10}{mean:10.4f}{statistics.median(times):9.4f}{late:9.4f}{max(times):9.2f}"
            f"{mean * 1e6 / HOUR:8.1f}{mean * 1e8 / HOUR:8.0f}"
        )


if __name__ == "__main__":
    main()

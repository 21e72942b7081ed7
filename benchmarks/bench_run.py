"""What a run costs beside bare ``clean()``, how it scales, and whether its memory stays flat.

    python -m benchmarks.bench_run [--pages 300] [--rounds 5] [--format jsonl]
    python -m benchmarks.bench_run --memory 100000

The machines are shared and noisy, so bare loop, one process and two alternate, and medians are compared; the processor time
of the parent and of the workers says what the clock cannot on a busy machine.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import tempfile
import time
from pathlib import Path

from benchmarks.bench_clean import load

from govclean import Cleaner
from govclean.batch import State, run


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--format", default="jsonl")
    parser.add_argument(
        "--memory", type=int, metavar="PAGES", help="clean this many pages and watch the memory"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="govclean-bench-") as name:
        if options.memory:
            watch_memory(Path(name), options.memory, options.format)
        else:
            compare(Path(name), options)


def compare(folder: Path, options: argparse.Namespace) -> None:
    pages = load([])
    pages = [pages[number % len(pages)] for number in range(options.pages)]
    inputs = folder / "in"
    inputs.mkdir()
    for number, data in enumerate(pages):
        (inputs / f"{number:06}.html").write_bytes(data)
    cleaner = Cleaner()
    for data in pages[:100]:
        cleaner.clean(data)  # warm: rules, tables and the model load at first need
    walls: dict[str, list[float]] = {"bare clean()": [], "run, 1 job": [], "run, 2 jobs": []}
    works: dict[str, list[float]] = {name: [] for name in walls}
    parents: list[float] = []
    for _ in range(options.rounds):
        for kind in walls:
            wall, own, workers = time.perf_counter(), cpu(resource.RUSAGE_SELF), cpu(resource.RUSAGE_CHILDREN)
            if kind == "bare clean()":
                for file in sorted(inputs.iterdir()):
                    cleaner.clean(file)
            else:
                run(inputs, folder / "out", jobs=int(kind[5]), cleaner=cleaner, format=options.format)
                shutil.rmtree(folder / "out")
            walls[kind].append(time.perf_counter() - wall)
            own = cpu(resource.RUSAGE_SELF) - own
            works[kind].append(own + cpu(resource.RUSAGE_CHILDREN) - workers)
            if kind == "run, 2 jobs":
                parents.append(own / works[kind][-1])
    bare_wall, bare_work = statistics.median(walls["bare clean()"]), statistics.median(works["bare clean()"])
    print(f"{len(pages)} pages, {options.rounds} rounds, {options.format}")
    print(f"{'':14}{'pages/s':>9}{'wall ×':>8}{'processor ×':>13}")
    for kind in walls:
        wall, work = statistics.median(walls[kind]), statistics.median(works[kind])
        print(f"{kind:14}{len(pages) / wall:9.1f}{wall / bare_wall:8.3f}{work / bare_work:13.3f}")
    ratios = [one / two for one, two in zip(walls["run, 1 job"], walls["run, 2 jobs"], strict=True)]
    print(
        f"2 jobs against 1: {statistics.median(ratios):.2f} times (from {min(ratios):.2f} to {max(ratios):.2f})"
    )
    share = statistics.median(parents)
    print(
        f"parent: {share:.1%} of the processor time; on two idle processors at most {2 * (1 - share):.2f} times"
    )


def cpu(who: int) -> float:
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def watch_memory(folder: Path, pages: int, form: str) -> None:
    """Small pages in one JSONL file; the memory of parent and workers after each tenth."""
    text = (
        "<html><title>关于清理沟渠的通知</title><h1>关于清理沟渠的通知</h1>"
        + "<p>请于本月底前清理门前沟渠，保持排水畅通。</p>" * 2
    )
    with open(folder / "in.jsonl", "w", encoding="utf-8") as file:
        for number in range(pages):
            file.write(
                f'{{"html": "{text} 第{number}号", "url": "http://w{number % 500}.example/{number}"}}\n'
            )
    print(f"{'pages':>9}{'parent MB':>11}{'workers MB':>12}")

    def look(state: State) -> None:
        done = state.done.pages + state.current.pages
        if done % (pages // 10) == 0 or done == min(1000, pages // 20):
            print(f"{done:9}{resident('self'):11.0f}{sum(map(resident, children())):12.0f}", flush=True)

    run(folder / "in.jsonl", folder / "out", jobs=2, format=form, progress=look)


def children() -> list[str]:
    return Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()


def resident(process: str) -> float:
    """Resident memory that is not shared with another process, in MB (Linux)."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_")) / 1000


if __name__ == "__main__":
    main()

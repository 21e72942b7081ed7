"""Kill a run at random moments, take it up again each time, and compare with a run that nobody disturbed.

    python -m tools.kill_run [--pages 20000] [--kills 5] [--format jsonl] [--jobs 2] [--seed 1]

Prints where each kill fell and whether the results are the same, byte for byte.  The pages are made up; they are small, so
that the run is mostly bookkeeping, which is what is on trial.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pages", type=int, default=20_000)
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("--format", default="jsonl")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory(prefix="govclean-kill-") as name:
        folder = Path(name)
        inputs = write_inputs(folder / "in", options.pages, chance)
        begun = time.monotonic()
        subprocess.run(command(inputs, folder / "whole", options), check=False)
        whole = time.monotonic() - begun
        print(f"undisturbed: {whole:.0f} s, {options.pages / whole:.0f} pages a second")
        for kill in range(options.kills):
            process = subprocess.Popen(command(inputs, folder / "killed", options))
            time.sleep(chance.uniform(0.3, whole * 1.6 / (options.kills + 1)))
            process.send_signal(signal.SIGKILL)
            process.wait()
            done = len(list((folder / "killed/_run").glob("part-*.json")))
            left = [p.name for p in (folder / "killed").rglob("*.tmp")]
            print(
                f"kill {kill + 1}: {done} parts complete; half written: {', '.join(sorted(left)) or 'nothing'}"
            )
        subprocess.run(command(inputs, folder / "killed", options), check=False)
        first, second = digests(folder / "whole"), digests(folder / "killed")
        print(f"{len(first)} files; {'the same, byte for byte' if first == second else 'DIFFERENT'}")
        summaries = [json.loads((folder / run / "_summary.json").read_text()) for run in ("whole", "killed")]
        same = all({**s, "seconds": 0} == {**summaries[0], "seconds": 0} for s in summaries)
        print(f"figures: {'the same' if same else 'DIFFERENT'}; {summaries[0]['pages']} pages")
        return int(first != second or not same or summaries[0]["pages"] != options.pages)


def command(inputs: Path, output: Path, options: argparse.Namespace) -> list[str]:
    run = [sys.executable, "-m", "govclean", "run", str(inputs), "-o", str(output), "--quiet"]
    return [*run, "--jobs", str(options.jobs), "--format", options.format]


def write_inputs(folder: Path, pages: int, chance: random.Random) -> Path:
    """A third as files, a third in JSONL, a third in compressed JSONL; one in 500 is no page."""
    folder.mkdir()
    for part, kind in enumerate(("files", "a.jsonl", "b.jsonl.gz")):
        numbers = range(part, pages, 3)
        if kind == "files":
            (folder / kind).mkdir()
            for number in numbers:
                (folder / kind / f"{number:06}.html").write_bytes(page(number, chance).encode("gb18030"))
            continue
        with gzip.open(folder / kind, "wt") if kind.endswith("gz") else open(folder / kind, "w") as file:
            for number in numbers:
                row = {
                    "id": f"{kind}-{number}",
                    "html": page(number, chance),
                    "url": f"http://w{number % 90}.example/",
                }
                file.write((json.dumps(row) if chance.random() > 0.002 else "no page") + "\n")
    return folder


def page(number: int, chance: random.Random) -> str:
    lines = "".join(
        f"<p>第{line}项，由第{chance.randrange(900)}村民小组负责清理，面积{chance.randrange(5000)}平方米。</p>"
        for line in range(chance.randrange(1, 12))
    )
    return f"<html><title>关于第{number}号水渠清淤的通知</title><body><h1>关于第{number}号水渠清淤的通知</h1>{lines}</body></html>"


def digests(folder: Path) -> dict[str, str]:
    files = [p for p in folder.rglob("part-*") if p.parent.name != "_run"]
    return {
        os.fspath(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(files)
    }


if __name__ == "__main__":
    sys.exit(main())

"""Speed of repair beside ftfy, in one run on the same text.

    python benchmarks/bench_repair.py SHARED

Megabytes are of UTF-8.  Clean text: held-out lines of the corpus (the language model never saw them), the sentences of
``clean_xxqg_dev``, and the first in traditional script, with flattened punctuation, with Latin text and as HTML.  Damaged
text: the mirror-site damage, shifted runs and lost bytes, by the project's own simulator, on every line.  Processor time.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "eval")]

from govclean.repairing import repair  # noqa: E402
from govclean.testing import simulate  # noqa: E402
from repair_eval import held_out  # noqa: E402

Work = Callable[[str], object]


def speeds(works: list[Work], texts: list[str], repeats: int = 5) -> list[float]:
    """Megabytes a second of each of ``works``, the best of ``repeats`` rounds; they take turns, so that load hits all."""
    size = sum(len(t.encode()) for t in texts) / 1e6
    best = [1e9] * len(works)
    for _ in range(repeats):
        for i, work in enumerate(works):
            began = time.process_time()
            for text in texts:
                work(text)
            best[i] = min(best[i], time.process_time() - began)
    return [size / took for took in best]


def pages(lines: list[str], size: int = 8000) -> list[str]:
    """Lines joined to texts of about ``size`` characters, the length of an article."""
    out: list[str] = []
    part: list[str] = []
    for line in lines:
        part.append(line)
        if sum(map(len, part)) > size:
            out.append("\n".join(part))
            part = []
    return [*out, "\n".join(part)]


FLAT = str.maketrans("，：；？！（）", ",:;?!()")
LATIN = 'See https://www.example.org/list?id=1&page=2 for "details" (e.g. R&D, 3.5%)'


def as_html(text: str) -> str:
    paragraphs = "".join(f'<p class="a">&nbsp;&nbsp;{line}</p>\n' for line in text.split("\n"))
    return f"<html><head><title>通知</title></head><body>{paragraphs}</body></html>"


def peers() -> list[Work]:
    """ftfy, where it is installed, with the settings that leave Chinese alone."""
    try:
        import ftfy
    except ImportError:
        return []
    settings = ftfy.TextFixerConfig(
        uncurl_quotes=False,
        fix_character_width=False,
        fix_latin_ligatures=False,
        normalization=None,
        fix_line_breaks=False,
    )
    return [lambda text: ftfy.fix_text(text, settings)]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("shared", type=Path)
    options = parser.parse_args()
    lines = held_out(options.shared, 300_000)
    news = [
        row.split("\t")[0].strip()
        for row in (options.shared / "typos/clean_xxqg_dev.tsv").read_text(encoding="utf-8").splitlines()
    ]
    clean = {
        "held-out corpus": pages(lines),
        "the same, traditional": pages([simulate.to_mirror_script(x) for x in lines]),
        "clean_xxqg_dev": pages(news),
        "flattened punctuation": pages([x.translate(FLAT) for x in lines]),
        "mixed with Latin text": [x.replace("。", f"。{LATIN} ") for x in pages(lines)],
        "the same as HTML": [as_html(x) for x in pages(lines)],
    }
    repair("预热??偟目矗")
    works: list[Work] = [repair, *peers()]
    for name, texts in clean.items():
        ours, *theirs = speeds(works, texts)
        line = f"{name}: govclean {ours:.1f} MB/s"
        print(line + "".join(f", ftfy {x:.1f} MB/s, {ours / x:.1f} times" for x in theirs))
    for name, damage in (
        ("mirror damage on every line", mirrored),
        ("shifted runs in every line", lambda x, i: simulate.shift_runs(x, seed=i, share=1.0)),
        ("a lost byte in every line", lambda x, i: simulate.lose_byte(x, seed=i)),
        ("mixed", lambda x, i: simulate.lose_byte(x, seed=i) if i % 2 else mirrored(x, i)),
    ):
        texts = pages([damage(x, i) for i, x in enumerate(lines[:500])])
        print(f"{name}: {1000 * speeds([repair], texts, 2)[0]:.0f} KB/s")


def mirrored(line: str, seed: int) -> str:
    return simulate.mirror(simulate.to_mirror_script(line), seed=seed, share=1.0, flatten=True)


if __name__ == "__main__":
    main()

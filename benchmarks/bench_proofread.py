"""Speed of proofreading beside ftfy on the same text, in one run.

    python benchmarks/bench_proofread.py [FILE]

The text is FILE, or the ``measure`` lines of the corpora in ``../shared``, cut into pages of about 2,000 characters.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from govclean.proofreading import proofread  # noqa: E402

PAGE = 2_000


def pages() -> list[str]:
    if len(sys.argv) > 1:
        lines = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
    else:
        from eval.shared import SHARED
        from eval.typo_eval import CORPORA, corpus

        lines = [line for name in CORPORA for line in corpus(SHARED, name, CORPORA[name])]
    found: list[str] = []
    page: list[str] = []
    for line in lines:
        page.append(line)
        if sum(map(len, page)) > PAGE:
            found.append("\n".join(page))
            page = []
    return found


def rate(run: Callable[[str], object], texts: list[str]) -> float:
    """Return MB of UTF-8 a second of CPU time, best of three."""
    size = sum(len(t.encode()) for t in texts) / 1e6
    best = 0.0
    for _ in range(3):
        start = time.process_time()
        for text in texts:
            run(text)
        best = max(best, size / (time.process_time() - start))
    return best


def main() -> None:
    texts = pages()
    start = time.process_time()
    proofread(texts[0])
    print(f"first call {time.process_time() - start:.2f} s (loads the tables)")
    print(f"{len(texts)} pages, {sum(map(len, texts))} characters")
    print(f"govclean certain {rate(proofread, texts):6.2f} MB/s")
    some = texts[: max(1, len(texts) // 8)]
    print(f"govclean likely  {rate(lambda t: proofread(t, 'likely'), some):6.2f} MB/s")
    try:
        import ftfy
    except ImportError:
        print("ftfy is not installed")
    else:
        print(f"ftfy.fix_text    {rate(ftfy.fix_text, some):6.2f} MB/s")


if __name__ == "__main__":
    main()

"""Cleaning with a profile against cleaning without, as a ratio in the same run: ``python benchmarks/bench_profile.py``."""

from __future__ import annotations

import time

from govclean import Cleaner, SiteProfile
from govclean.testing.sites import make_site

ROUNDS = 5


def seconds(cleaner: Cleaner, pages: list[tuple[str, str]]) -> float:
    start = time.process_time()
    for html, url in pages:
        cleaner.clean(html, url)
    return time.process_time() - start


def main() -> None:
    pages = [(p.html, p.url) for seed in range(8) for p in make_site(seed, 10).pages]
    plain, known = Cleaner(), Cleaner(profile=SiteProfile.learn(pages))
    for cleaner in (plain, known):
        seconds(cleaner, pages)  # data loads, templates are derived
    runs = [(seconds(plain, pages), seconds(known, pages)) for _ in range(ROUNDS)]
    alone, together = (min(times) for times in zip(*runs, strict=True))
    print(f"{len(pages)} pages: {1000 * alone / len(pages):.2f} ms a page alone, {1000 * together / len(pages):.2f} ms with a profile, ratio {together / alone:.3f}")  # fmt: skip


if __name__ == "__main__":
    main()

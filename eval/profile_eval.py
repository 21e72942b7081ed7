"""What a site's profile is worth: single page against profile, each page read with a profile learnt from the others.

    python -m eval.profile_eval            made-up sites, and the hosts of ../shared with five pages or more
    python -m eval.profile_eval -v         each page that got better or worse on a line
    python -m eval.profile_eval --sites 40 --seed 100

Prints mean F1 of the body (character bigrams), pages with a leak, right titles, sources and dates, for both readings, and how
many pages fell below their single-page reading, which must be none.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from eval.run import BENCHES, read_lines
from eval.scoring import bigram_f1, squeeze
from eval.shared import SHARED
from govclean import Article, Cleaner
from govclean.profile import SiteProfile
from govclean.testing.sites import MadePage, make_site

MIN_PAGES = 5


@dataclass(slots=True)
class Score:
    """One page, read once: ``right`` tells the fields."""

    f1: float
    leaks: int
    right: dict[str, bool]

    def below(self, other: Score) -> bool:
        """Whether this reading is worse than ``other`` in anything."""
        return (
            self.f1 < other.f1 - 1e-9
            or self.leaks > other.leaks
            or any(other.right[name] and not right for name, right in self.right.items())
        )


def score_made(page: MadePage, article: Article) -> Score:
    text = squeeze(article.text)
    return Score(
        bigram_f1(squeeze("".join(page.lines)), text),
        sum(squeeze(t) in text for t in page.absent),
        {
            "title": squeeze(article.title) == squeeze(page.title),
            "source": squeeze(article.source) == squeeze(page.source),
            "date": str(article.published_at)[:10] == str(page.published)[:10],
        },
    )


def made_sites(count: int, seed: int, pages: int) -> Iterator[tuple[str, Score, Score]]:
    """Score the articles of made-up sites, by themselves and with a profile of the other pages of the site."""
    plain = Cleaner()
    for number in range(seed, seed + count):
        site = make_site(number, pages, others=number % 3, templates=1 + number % 2 * (pages >= 10))
        parts = [SiteProfile.learn([(p.html, p.url)]) for p in site.pages]
        for at, page in enumerate(site.pages):
            if page.kind != "article":
                continue
            profile = SiteProfile()
            for part in parts[:at] + parts[at + 1 :]:
                profile |= part
            single = score_made(page, plain.clean(page.html, page.url))
            known = score_made(page, Cleaner(profile=profile).clean(page.html, page.url))
            yield f"site {number} {page.url} {','.join(site.traps)}", single, known


def shared_pages() -> dict[str, list[tuple[str, bytes, str, str, dict[str, str]]]]:
    """Pages of ``../shared`` by host: name, bytes, URL, body, fields."""
    found: defaultdict[str, list[tuple[str, bytes, str, str, dict[str, str]]]] = defaultdict(list)
    for gold in read_lines(SHARED / "pages/gold.jsonl"):
        if gold.get("url") and gold["is_article"]:
            data = (SHARED / "pages/html" / gold["file"]).read_bytes()
            fields = {k: gold[k] for k in ("title", "source") if gold.get(k)} | {
                "date": gold["pub_date"][:10]
            }
            host = urlsplit(gold["url"]).hostname or ""
            found[host].append((gold["file"], data, gold["url"], "".join(gold["body"]), fields))
    for name in BENCHES:
        for meta in read_lines(SHARED / "bench" / name / "meta.jsonl"):
            if not meta.get("url"):
                continue
            data = (SHARED / "bench" / name / "html" / f"{meta['id']}.html").read_bytes()
            text = (SHARED / "bench" / name / "gold" / f"{meta['id']}.txt").read_text(encoding="utf-8")
            fields = {k: meta[f"{k}_sql"] for k in ("title", "issuer") if meta.get(f"{k}_sql")}
            host = urlsplit(meta["url"]).hostname or ""
            found[host].append((f"{name}/{meta['id']}", data, meta["url"], text, fields))
    return {host: pages for host, pages in found.items() if len(pages) >= MIN_PAGES}


def score_shared(body: str, fields: dict[str, str], article: Article) -> Score:
    gold, text = squeeze(body), squeeze(article.text)
    title = squeeze(article.title)
    if title and gold.startswith(title) and not text.startswith(title):
        text = title + text
    have = {
        "title": article.title,
        "source": article.source,
        "issuer": article.issuer,
        "date": str(article.published_at)[:10],
    }
    return Score(bigram_f1(gold, text), 0, {k: squeeze(have[k]) == squeeze(v) for k, v in fields.items()})


def shared_sites() -> Iterator[tuple[str, Score, Score]]:
    """Score the hosts of ``../shared`` that have enough pages, as :func:`made_sites` does."""
    plain = Cleaner()
    for host, pages in shared_pages().items():
        parts = [SiteProfile.learn([(data, url)]) for _, data, url, _, _ in pages]
        for at, (name, data, url, body, fields) in enumerate(pages):
            profile = SiteProfile()
            for part in parts[:at] + parts[at + 1 :]:
                profile |= part
            single = score_shared(body, fields, plain.clean(data, url))
            known = score_shared(body, fields, Cleaner(profile=profile).clean(data, url))
            yield f"{host} {name}", single, known


def report(name: str, rows: list[tuple[str, Score, Score]], verbose: bool) -> int:
    """Print both readings of a set; return how many pages fell."""
    fell = 0
    totals: Counter[str] = Counter()
    for label, single, known in rows:
        worse, better = known.below(single), single.below(known)
        fell += worse
        totals["better"] += better
        for kind, score in (("single", single), ("profile", known)):
            totals[f"{kind}.f1"] += score.f1  # type: ignore[assignment]
            totals[f"{kind}.low"] += score.f1 < 0.95
            totals[f"{kind}.leaks"] += bool(score.leaks)
            for field, right in score.right.items():
                totals[f"{kind}.{field}"] += right
                totals[f"of.{field}"] += kind == "single"
        if verbose and (worse or better or known.f1 < 0.95 or not all(known.right.values())):
            wrong = [f for f, right in known.right.items() if not right]
            mark = "WORSE" if worse else "better" if better else "same"
            print(f"  {mark} {label}: F1 {single.f1:.3f} → {known.f1:.3f} leaks {known.leaks} wrong {wrong}")
    count = len(rows)
    print(f"{name}: {count} pages, {totals['better']} better with the profile, {fell} worse")
    for kind in ("single", "profile"):
        fields = ", ".join(
            f"{f.partition('.')[2]} {totals[kind + f[2:]]}/{totals[f]}"
            for f in sorted(totals)
            if f.startswith("of.")
        )
        print(
            f"  {kind:8} F1 {totals[kind + '.f1'] / max(1, count):.4f}, {totals[kind + '.low']} under .95, "
            f"{totals[kind + '.leaks']} with a leak, {fields}"
        )
    return fell


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sites", type=int, default=24)
    parser.add_argument("--pages", type=int, default=10)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("-v", "--verbose", action="store_true")
    options = parser.parse_args()
    fell = report(
        "made-up sites", list(made_sites(options.sites, options.seed, options.pages)), options.verbose
    )
    if (SHARED / "pages/gold.jsonl").exists():
        fell += report("shared hosts", list(shared_sites()), options.verbose)
    else:
        print(f"shared hosts: skipped, {SHARED} is not here")
    return bool(fell)


if __name__ == "__main__":
    sys.exit(main())

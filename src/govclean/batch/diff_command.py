"""``govclean diff``: two results, or two sets of rules over the same pages."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import ConfigError, InputError
from ..plain import to_plain

if TYPE_CHECKING:
    from ..cleaner import Cleaner
    from .diff import PageDiff

__all__ = ["add_diff"]

SHOWN = 50  # pages that are shown without --all

EXAMPLES = """\
govclean diff before.jsonl after.jsonl; govclean diff OUT-1 OUT-2 --skip trail.choices;
govclean diff --pages crawl/ --rules-b mine.toml (built-in rules against those and your own).
Exit codes: 0 nothing differs, 1 something does, 2 the call was wrong.
"""


def add_diff(commands: Any, parents: list[argparse.ArgumentParser], cleaner: Callable[..., Cleaner]) -> None:
    """Add the command to ``commands``; ``cleaner`` builds a cleaner from parsed options."""
    sub = commands.add_parser(
        "diff",
        parents=parents,
        help="compare two results, or two sets of rules over the same pages",
        description="Say what has changed between two results (files or folders of `govclean run`), or between two "
        "sets of rules over the same pages: page by page, and in sum.",
        epilog=EXAMPLES,
    )
    sub.add_argument(
        "results",
        metavar="RESULT",
        nargs="*",
        type=Path,
        help="OLD and NEW: JSONL, Parquet or a folder of parts",
    )
    sub.add_argument(
        "--pages",
        metavar="PAGES",
        nargs="+",
        help="clean these pages twice instead: folders, pages, archives",
    )
    sub.add_argument(
        "--rules-a",
        metavar="FILE",
        action="append",
        help="rules of the old side (default: the built-in ones)",
    )
    sub.add_argument(
        "--rules-b",
        metavar="FILE",
        action="append",
        help="rules of the new side (default: the built-in ones)",
    )
    sub.add_argument(
        "-j", "--jobs", type=int, default=1, metavar="N", help="processes for --pages (default: 1)"
    )
    sub.add_argument(
        "--skip",
        metavar="FIELD",
        action="append",
        default=[],
        help="do not compare this field (text, trail.choices, …)",
    )
    sub.add_argument(
        "--all", action="store_true", help=f"show every page that differs, not the first {SHOWN}"
    )
    sub.add_argument(
        "--json", action="store_true", help="one JSON object a line: the pages that differ, then the sum"
    )
    sub.set_defaults(run=lambda options: _diff(options, cleaner))


def _diff(options: argparse.Namespace, cleaner: Callable[..., Cleaner]) -> int:
    from .diff import DiffSummary

    summary = DiffSummary()
    shown = 0
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    for page in _pages(options, cleaner):
        summary.add(page)
        if page.state == "same":
            continue
        shown += 1
        if options.json:
            print(json.dumps(to_plain(page), ensure_ascii=False))
        elif options.all or shown <= SHOWN:
            print(_told(page))
    if options.json:
        print(json.dumps({"sum": to_plain(summary)}, ensure_ascii=False))
        return int(summary.different)
    if shown > SHOWN and not options.all:
        print(f"… and {shown - SHOWN} more pages; --all shows them")
    print(summary)
    return int(summary.different)


def _pages(options: argparse.Namespace, cleaner: Callable[..., Cleaner]) -> Iterator[PageDiff]:
    from .diff import compare_files, compare_rules

    if options.pages:
        if options.results:
            raise ConfigError("pass two results, or --pages with --rules-a and --rules-b, not both")
        sides = []
        for rules in (options.rules_a, options.rules_b):
            options.rules = rules
            sides.append(cleaner(options))
        try:
            yield from compare_rules(options.pages, sides[0], sides[1], jobs=options.jobs, skip=options.skip)
        except InputError as error:  # 1 would mean that something differs
            raise ConfigError(str(error)) from error
        return
    if len(options.results) != 2 or options.rules_a or options.rules_b:
        raise ConfigError("pass two results, OLD and NEW, or --pages PAGES with --rules-a and --rules-b")
    old, new = options.results
    yield from compare_files(old, new, options.skip)


def _told(page: PageDiff) -> str:
    if page.state != "differs":
        return f"{page.id}: {page.state}"
    lines = [page.id]
    for change in page.changes:
        where = f" ({change.where})" if change.where else ""
        lines.append(f"  {change.field}{where}")
        lines += [f"    - {change.old}", f"    + {change.new}"]
    if page.rules:
        lines.append("  rules: " + ", ".join(f"{rule} {times:+}" for rule, times in page.rules.items()))
    return "\n".join(lines)

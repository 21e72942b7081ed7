"""``govclean report RESULTS -o report.html``."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import GovcleanError

if TYPE_CHECKING:
    from .page import Report

__all__ = ["add_command", "write_report"]

LISTED = 20_000
MEGABYTES = 32
MOST_ASIDE = 500


def add_command(commands: Any) -> None:
    """Add ``report`` to the sub-commands of an ``argparse`` parser."""
    sub = commands.add_parser(
        "report",
        help="one HTML page with figures, charts and every page before and after",
        description="Write one self-contained HTML page about the results of `govclean run` or `govclean clean`.",
    )
    sub.add_argument(
        "results", metavar="RESULTS", help=".jsonl, .jsonl.gz or .parquet, a folder of them, or of pages"
    )
    sub.add_argument("-o", "--output", metavar="FILE", default="report.html", help="default: %(default)s")
    sub.add_argument("--title", help="heading of the report (default: the name of RESULTS)")
    sub.add_argument(
        "--pages", type=_positive, default=LISTED, metavar="N", help="pages to list (default: %(default)s)"
    )
    sub.add_argument(
        "--size", type=_positive, default=MEGABYTES, metavar="MB",
        help="room for the pages' texts; what does not fit is shortened and says so (default: %(default)s)",
    )  # fmt: skip
    sub.set_defaults(run=_run)


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number


def _run(options: argparse.Namespace) -> int:
    report = write_report(
        options.results, options.output, title=options.title, listed=options.pages, megabytes=options.size
    )
    print(f"{options.output}: {report.figures.pages} pages", file=sys.stderr)
    return 0


def write_report(
    results: str | Path,
    output: str | Path,
    *,
    title: str | None = None,
    listed: int = LISTED,
    megabytes: int = MEGABYTES,
) -> Report:
    """Write the report on ``results`` into the file ``output`` and return what stands in it.

    Args:
        results: see :func:`~govclean.report.read_results`.
        output: name of the HTML file; what stood there is replaced when the report is complete.
        title: heading; the name of ``results`` without it.
        listed: how many pages the table lists; the figures are of all.
        megabytes: room for the texts of the pages, about.

    Raises:
        InputError: ``results`` holds no results. GovcleanError: ``output`` cannot be written.
    """
    from .. import __version__
    from .page import build_report
    from .read import read_results

    found = read_results(results)
    report = build_report(found, found.count, listed=listed, size=megabytes * 1_000_000)
    for entry in found.set_aside():
        report.aside_count += 1
        if len(report.aside) < MOST_ASIDE:
            report.aside.append(entry)
    notes = []
    if found.broken_count:
        first = found.broken[0]
        notes.append(
            f"{found.broken_count:,} results could not be read and are not counted; the first: {first}"
        )
    if not report.figures.pages:
        raise GovcleanError(
            f"{results}: none of the {found.count} results could be read: {'; '.join(found.broken)}"
        )
    when = dt.datetime.now().astimezone().isoformat(sep=" ", timespec="minutes")
    versions = ", ".join(sorted(v for v in report.figures.versions if v)[:4])
    made = f"{when[:16]} · govclean {__version__}" + (f" · rules {versions}" if versions else "")
    _write(Path(output), report, title or Path(results).name, made, notes)
    return report


def _write(target: Path, report: Report, title: str, made: str, notes: list[str]) -> None:
    from .page import render_report

    if target.is_dir():
        raise GovcleanError(f"cannot write {target}: it is a folder; name a file with -o")
    try:
        number, name = tempfile.mkstemp(dir=target.parent, prefix=".govclean-")
    except OSError as error:
        raise GovcleanError(f"cannot write {target}: {error.strerror}; name another file with -o") from error
    try:
        with open(number, "w", encoding="utf-8") as file:
            file.writelines(render_report(report, title, made, notes))
        umask = os.umask(0)
        os.umask(umask)
        os.chmod(name, 0o666 & ~umask)  # as open() would; temporary files are private
        os.replace(name, target)
    except BaseException:
        os.unlink(name)
        raise

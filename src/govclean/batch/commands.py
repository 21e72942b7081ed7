"""``govclean run``: the options of a run on the command line, and what it says."""

from __future__ import annotations

import argparse
import json
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import ConfigError

if TYPE_CHECKING:
    from ..cleaner import Cleaner
    from .summary import Summary

__all__ = ["add_run"]

ENDS = """\
Exit codes: 0 every page is in the result; 1 the run is complete, and pages are in quarantine or broke a stage (a defect of
govclean), or there was no page; 2 the call was wrong, or the output cannot be written; 130 interrupted, 143 terminated: the
same command goes on from there, as it does after any other end.
"""


def add_run(commands: Any, parents: list[argparse.ArgumentParser], cleaner: Callable[..., Cleaner]) -> None:
    """Add the command to ``commands``; ``cleaner`` builds a cleaner from the parsed options."""
    sub = commands.add_parser(
        "run",
        parents=parents,
        help="clean folders and archives of pages; goes on where it was interrupted",
        description="Clean folders, patterns, pages, WARC, JSONL and Parquet into JSONL or Parquet.  A run that was "
        "interrupted, however hard, is taken up by the same command, with no page lost or doubled.",
        epilog=ENDS,
    )
    sub.add_argument(
        "inputs", metavar="INPUT", nargs="+", help="folder, pattern in quotes, page, WARC, JSONL or Parquet"
    )
    sub.add_argument(
        "-o",
        "--output",
        metavar="OUT",
        required=True,
        help="folder for numbered parts, or a file: OUT.jsonl, OUT.parquet",
    )
    sub.add_argument(
        "-f", "--format", help="jsonl, jsonl.gz or parquet (default: as OUT is named, else jsonl)"
    )
    sub.add_argument("-j", "--jobs", type=int, metavar="N", help="processes (default: one per processor)")
    sub.add_argument(
        "--timeout",
        type=float,
        default=60.0,
        metavar="SECONDS",
        help="for one page; 0 for no limit (default: 60)",
    )
    sub.add_argument(
        "--max-bytes", type=int, default=20_000_000, metavar="N", help="of one page (default: 20,000,000)"
    )
    sub.add_argument(
        "--pages-per-part",
        type=int,
        default=1000,
        metavar="N",
        help="what a kill costs at most (default: 1000)",
    )
    sub.add_argument(
        "--column",
        action="append",
        default=[],
        metavar="ROLE=NAME",
        help="column of Parquet, key of JSONL; roles: content (bytes), html (text), url, content_type, id",
    )
    sub.add_argument(
        "--overwrite", action="store_true", help="remove what a run wrote to OUT, and begin anew"
    )
    sub.add_argument("--summary", metavar="FILE", help="write the figures of the run here too, as JSON")
    sub.add_argument(
        "-q", "--quiet", action="store_true", help="no progress and no summary on standard error"
    )
    sub.set_defaults(run=lambda options: _run(options, cleaner(options)))


def _run(options: argparse.Namespace, cleaner: Cleaner) -> int:
    from .progress import ProgressLine
    from .run import run

    if options.summary:
        _check_writable(Path(options.summary))  # now, and not when all is done
    line = ProgressLine() if ProgressLine.suits(sys.stderr) and not options.quiet else None
    before = signal.signal(signal.SIGTERM, _terminate)
    try:
        summary = run(
            options.inputs,
            options.output,
            cleaner=cleaner,
            format=options.format,
            jobs=options.jobs,
            timeout=options.timeout or None,
            max_bytes=options.max_bytes,
            pages_per_part=options.pages_per_part,
            columns=_columns(options.column),
            overwrite=options.overwrite,
            progress=line,
        )
    except (KeyboardInterrupt, SystemExit) as end:
        if line:
            line.clear()
        print("govclean: interrupted; the same command goes on from the last complete part", file=sys.stderr)
        return 130 if isinstance(end, KeyboardInterrupt) else 143
    finally:
        signal.signal(signal.SIGTERM, before)
    if line:
        line.clear()
    return _tell(options, summary)


def _check_writable(path: Path) -> None:
    try:
        path.open("a", encoding="utf-8").close()
    except OSError as error:
        raise ConfigError(
            f"cannot write {path}: {error.strerror}; name another file with --summary"
        ) from error


def _terminate(number: int, frame: object) -> None:
    raise SystemExit(128 + number)


def _tell(options: argparse.Namespace, summary: Summary) -> int:
    if not options.quiet:
        print(summary, file=sys.stderr)
    if options.summary:
        text = json.dumps(summary.to_dict(), ensure_ascii=False, indent=1)
        Path(options.summary).write_text(text + "\n", encoding="utf-8")
    return 1 if summary.errors or not summary.pages else 0


def _columns(given: list[str]) -> Any:
    from .reader import COLUMNS, Columns

    named: dict[str, str] = {}
    for item in given:
        role, equals, name = item.partition("=")
        if role not in COLUMNS or not equals or not name:
            raise ConfigError(f"--column {item}: write ROLE=NAME, with one of {', '.join(COLUMNS)} as ROLE")
        named[role] = name
    return Columns(**named)

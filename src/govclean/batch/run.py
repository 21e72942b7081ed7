"""The driver of a run: read, clean in workers, write in parts, and take up again what was interrupted."""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..cleaner import Cleaner, _default_cleaner
from ..contrib import need
from ..errors import ConfigError, GovcleanError
from .inputs import find_inputs, look_at_inputs
from .layout import Layout, lock_run, write_file
from .parts import PartWriter, completed_parts, join_parts, read_figures
from .plan import describe_run, read_plan, same_plan
from .pool import Failed, WorkerPool
from .reader import Columns, PageReader, check_columns
from .records import Cleaned, Record
from .summary import Summary
from .task import CleanPage

__all__ = ["MAX_BYTES", "PAGES_PER_PART", "TIMEOUT", "State", "run"]

PAGES_PER_PART = 1000  # what a kill costs at most: a minute on one processor
TIMEOUT = 60.0  # seconds a page; the slowest of the evaluation data takes less than 2
LONGEST = 86_400  # seconds: a day; clocks of some systems cannot be set to years
MAX_BYTES = 20_000_000  # a page; the largest of the evaluation data has 2 MB
# Loads the tables before processes are forked: damaged in every way, in bytes, with a list of places that hint at spam.
_WARM = (
    "<title>关于防汛的通知</title><h1>关于防汛的通知</h1><p>来源：县水利局 作者：李明 发布时间：2021-06-01 08:30</p>"
    "<p>全面提高創(chuàng)新能力，加強(qiáng)基層組織建設(shè)，品種(zhǒng)和數(shù)量都超過(guò)上年同期??梢哉f，糧食安全。</p>"
    "<p>基层党组织事党的全部工作和战斗力的基础。</p><p>栖霞市| 长丰县| 偃师市| 南漳县| 绩溪县| 定南县| 永福县</p>"
    "<div id='footer'>主办：县政府办公室 湘ICP备05000001号-1</div>"
).encode("gb18030")


@dataclass(slots=True)
class State:
    """How far a run has come; passed to ``progress`` after every page.

    Attributes:
        done: figures of all parts that count, also those of an earlier call.
        current: figures of the part that is being written.
        before: pages that were done before this call.
        consumed, total: bytes of the inputs.
    """

    done: Summary = field(default_factory=Summary)
    current: Summary = field(default_factory=Summary)
    before: int = 0
    consumed: int = 0
    total: int = 0

    def commit(self, part: Summary) -> None:
        """Count the part that was being written as done."""
        self.done.add(part)
        self.current = Summary()


@dataclass(frozen=True, slots=True)
class _Limits:
    """Options that bound a run."""

    timeout: float | None
    max_bytes: int
    pages_per_part: int

    def __post_init__(self) -> None:
        if self.timeout is not None and not 0 < self.timeout <= LONGEST:
            raise ConfigError(
                f"timeout={self.timeout!r}: pass seconds, up to {LONGEST:,}, or None for no limit"
            )
        for name in ("max_bytes", "pages_per_part"):
            value = getattr(self, name)
            if not isinstance(value, int) or isinstance(value, bool) or value < 1:
                raise ConfigError(f"{name}={value!r}: pass a whole number from 1")


def run(
    inputs: str | Path | Sequence[str | Path],
    output: str | Path,
    *,
    cleaner: Cleaner | None = None,
    format: str | None = None,
    jobs: int | None = None,
    timeout: float | None = TIMEOUT,
    max_bytes: int = MAX_BYTES,
    pages_per_part: int = PAGES_PER_PART,
    columns: Columns | None = None,
    overwrite: bool = False,
    progress: Callable[[State], None] | None = None,
    start_method: str | None = None,
) -> Summary:
    """Clean all pages of ``inputs`` into ``output``, and go on where an earlier call was interrupted.

    The result is the same, byte for byte and in the order of the input, whatever ``jobs`` is and however often the
    run was killed.  Every page ends in the result or in the quarantine.

    Args:
        inputs: folders, patterns, pages (HTML, text), archives (WARC, JSONL, Parquet).
        output: a folder for numbered parts, or a file named ``….jsonl``, ``….jsonl.gz`` or ``….parquet``.
        cleaner: the default cleaner without.
        format: ``"jsonl"``, ``"jsonl.gz"`` or ``"parquet"``; what a file's name says, else ``"jsonl"``.
        jobs: worker processes; one per processor without.
        timeout: seconds that one page may take, ``None`` for any.
        max_bytes: a larger page goes into the quarantine unread.
        pages_per_part: pages of one part; what a kill can cost.
        columns: names of the columns of Parquet and JSONL.
        overwrite: remove what an earlier run has written to ``output``, and begin anew.
        progress: called after every page.
        start_method: of :mod:`multiprocessing`; the platform's default without.

    Returns:
        the figures of the whole run, also of what was done by earlier calls.

    Raises:
        InputError: there is nothing to read. ConfigError: an option is wrong, or differs from those that the run was
            begun with. GovcleanError: the output cannot be written. MissingExtraError: a package is missing.
    """
    limits = _Limits(timeout, max_bytes, pages_per_part)
    if jobs is not None and (not isinstance(jobs, int) or isinstance(jobs, bool) or jobs < 1):
        raise ConfigError(f"jobs={jobs!r}: pass a whole number from 1, or None for one per processor")
    arguments = [inputs] if isinstance(inputs, (str, Path)) else list(inputs)
    layout = Layout.of(Path(output), format)
    if layout.format == "parquet":
        need("pyarrow", "parquet")
    cleaner, columns = cleaner or _default_cleaner(), columns or Columns()
    layout.remove_gone()
    found = look_at_inputs(arguments, layout.own)
    check_columns(find_inputs(arguments, layout.own), columns)
    plan = describe_run(
        cleaner,
        found,
        layout,
        columns,
        {"timeout": timeout, "max_bytes": max_bytes, "pages_per_part": pages_per_part},
    )
    if overwrite:
        layout.check_clear()
    elif read_plan(layout) is None and (occupied := layout.occupied()):
        raise ConfigError(
            f"{occupied} exists; pass --overwrite to replace what a run wrote, or name another output"
        )
    with _writing(layout):
        layout.prepare()
        with lock_run(layout):
            _take_up(layout, plan, overwrite)
            state = State(total=sum(item.bytes for item in found))
            reader = PageReader(find_inputs(arguments, layout.own), columns, max_bytes)
            _warm(cleaner, start_method)
            pool: WorkerPool[Record, Cleaned] = WorkerPool(
                CleanPage(cleaner, layout.format == "parquet"),
                jobs or _processors(),
                timeout=timeout,
                start_method=start_method,
            )
            return _work(layout, reader, pool, limits.pages_per_part, state, progress)


@contextlib.contextmanager
def _writing(layout: Layout) -> Iterator[None]:
    """A full disk, a folder that has gone: nothing that a traceback explains, and nothing is lost."""
    try:
        yield
    except OSError as error:
        raise GovcleanError(
            f"the run in {layout.folder} cannot go on: {error}; the same command goes on from the last complete part"
        ) from error


def _take_up(layout: Layout, plan: dict[str, Any], overwrite: bool) -> None:
    """Begin, begin anew or go on; under the lock, since another run may have ended or begun since we looked."""
    if overwrite:
        layout.clear()
        layout.prepare()
    begun = read_plan(layout)
    if begun is not None:
        same_plan(layout, begun, plan)
        return
    if occupied := layout.occupied():
        raise ConfigError(f"{occupied} exists; another run has ended there just now")
    write_file(layout.plan, json.dumps(plan, ensure_ascii=False, indent=1).encode())


def _work(
    layout: Layout,
    reader: PageReader,
    pool: WorkerPool[Record, Cleaned],
    pages_per_part: int,
    state: State,
    progress: Callable[[State], None] | None,
) -> Summary:
    """Clean what is not done yet, part by part, and close the run."""
    number = 0
    for figures in completed_parts(layout):
        state.done.add(figures)
        number += 1
    state.before = state.done.pages
    if layout.summary.exists():
        return _close(layout, number, read_figures(layout.summary))
    results = pool.map(reader.read(state.before), size=lambda r: len(r.source or ""), answer=_known)
    writer: PartWriter | None = None
    try:
        for record, result in results:
            if writer is None:
                writer = PartWriter(layout, number)
                state.current = writer.figures
            writer.add(record, Cleaned(b"", result.reason) if isinstance(result, Failed) else result)
            state.consumed = record.consumed
            if writer.figures.pages == pages_per_part:
                state.commit(writer.commit())
                writer, number = None, number + 1
            if progress is not None:
                progress(state)
        if writer is not None:
            state.commit(writer.commit())
            writer, number = None, number + 1
    finally:
        results.close()
        if writer is not None:
            writer.abandon()
    state.done.skipped.update(reader.skipped)  # behind the last page
    write_file(layout.summary, json.dumps(state.done.to_dict(), ensure_ascii=False, indent=1).encode())
    return _close(layout, number, state.done)


def _known(record: Record) -> Cleaned | None:
    return Cleaned(b"", record.problem) if record.problem else None


def _close(layout: Layout, parts: int, figures: Summary) -> Summary:
    """Put the parts together where one file was asked for; done again if it was interrupted."""
    if layout.single is not None:
        join_parts(layout, parts)
        os.replace(layout.folder, layout.gone)  # at once, so that half a folder is never taken for a run
        layout.remove_gone()
    return figures


def _warm(cleaner: Cleaner, start_method: str | None) -> None:
    """Load the tables before processes are forked: a worker that replaces a dead one is then there at once."""
    if multiprocessing.get_context(start_method).get_start_method() == "fork":
        cleaner.clean(_WARM)


def _processors() -> int:
    """Processors that this process may use: fewer than the machine has, in a container."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1

"""Writing the parts of a result: each is there whole, with its quarantine and its figures, or it does not count."""

from __future__ import annotations

import base64
import contextlib
import gzip
import json
import os
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from ..contrib import need
from ..errors import GovcleanError
from .layout import Layout, replace_file, write_file
from .records import Cleaned, Record
from .summary import Summary

__all__ = ["PartWriter", "completed_parts", "join_parts", "read_figures"]

ROW_GROUP = 250  # rows of a group of Parquet: some 10 MB, which a reader holds at once


class PartWriter:
    """Writes one part under a name that does not count, until :meth:`commit`."""

    def __init__(self, layout: Layout, number: int) -> None:
        self.layout = layout
        self.number = number
        self.figures = Summary()
        self._begun = time.monotonic()
        self._path = layout.part(number)
        self._temporary = self._path.with_name(f".{self._path.name}.tmp")
        self._rows: _Rows = (_ParquetRows if layout.format == "parquet" else _JsonRows)(self._temporary)
        self._quarantine: IO[bytes] | None = None

    def add(self, record: Record, result: Cleaned) -> None:
        """Write one page, to the result or to the quarantine."""
        self.figures.pages += 1
        self.figures.skipped.update(record.skipped)
        if result.problem:
            self.figures.quarantined += 1
            self.figures.problems[_kind(result.problem)] += 1
            self._set_aside(record, result.problem)
            return
        self.figures.rows += 1
        self.figures.count(result.counts)
        self._rows.write(result.row)

    def _set_aside(self, record: Record, problem: str) -> None:
        if self._quarantine is None:
            path = self.layout.quarantine(self.number)
            self._quarantine = open(path.with_name(f".{path.name}.tmp"), "wb")  # noqa: SIM115 – closed by commit()
        entry: dict[str, Any] = {"id": record.id, "reason": problem, "origin": record.origin}
        entry |= {"url": record.url, "content_type": record.content_type}
        if isinstance(record.source, bytes):
            entry["content_base64"] = base64.b64encode(record.source).decode()
        elif record.source is not None:
            entry["html"] = record.source
        self._quarantine.write(json.dumps(entry).encode() + b"\n")

    def commit(self) -> Summary:
        """Make the part count, and return its figures; the file that says so is written last."""
        self._rows.close()
        quarantine = self.layout.quarantine(self.number)
        if self._quarantine is not None:
            _close(self._quarantine)
            replace_file(quarantine.with_name(f".{quarantine.name}.tmp"), quarantine)
        replace_file(self._temporary, self._path)
        self.figures.seconds = time.monotonic() - self._begun
        done = {**self.figures.to_dict(), "bytes": self._path.stat().st_size}
        write_file(self.layout.done(self.number), json.dumps(done, ensure_ascii=False).encode())
        return self.figures

    def abandon(self) -> None:
        """Close what is open; what was written will not count, so that nothing that fails now matters."""
        with contextlib.suppress(OSError):
            self._rows.abandon()
        if self._quarantine is not None:
            with contextlib.suppress(OSError):
                self._quarantine.close()


def _kind(problem: str) -> str:
    """The reason without what is special to one page, so that reasons can be counted."""
    return re.sub(r"\d+", "…", problem.partition(": ")[0].partition("; ")[0])[:120]


def _close(file: IO[bytes]) -> None:
    file.flush()
    os.fsync(file.fileno())
    file.close()


class _JsonRows:
    """Lines of JSON, compressed where the name says so; the same rows give the same bytes."""

    def __init__(self, path: Path) -> None:
        self._file = open(path, "wb")  # noqa: SIM115 – closed by close()
        self._out: Any = self._file
        if path.name.endswith(".gz.tmp"):
            self._out = gzip.GzipFile("", "wb", 6, self._file, mtime=0)

    def write(self, row: bytes) -> None:
        self._out.write(row)

    def close(self) -> None:
        if self._out is not self._file:
            self._out.close()
        _close(self._file)

    def abandon(self) -> None:
        self._file.close()


class _ParquetRows:
    """Row groups of a fixed number of rows; the same rows give the same bytes."""

    def __init__(self, path: Path) -> None:
        from ..contrib import arrow

        parquet = need("pyarrow.parquet", "parquet")
        self._pa = arrow.pa
        self._schema = arrow.SCHEMA
        self._path = path
        self._writer = parquet.ParquetWriter(path, arrow.SCHEMA, compression="zstd")
        self._batches: list[Any] = []

    def write(self, row: bytes) -> None:
        self._batches.append(self._pa.ipc.read_record_batch(self._pa.py_buffer(row), self._schema))
        if len(self._batches) >= ROW_GROUP:
            self._flush()

    def _flush(self) -> None:
        table = self._pa.Table.from_batches(self._batches, schema=self._schema).combine_chunks()
        self._writer.write_table(table, row_group_size=ROW_GROUP)
        self._batches.clear()

    def close(self) -> None:
        if self._batches:
            self._flush()
        self._writer.close()
        with open(self._path, "rb+") as file:
            os.fsync(file.fileno())

    def abandon(self) -> None:
        self._writer.close()


_Rows = _JsonRows | _ParquetRows


def completed_parts(layout: Layout) -> Iterator[Summary]:
    """The figures of the parts that count, in order; what was begun behind them is removed.

    Raises:
        GovcleanError: a part is not as it was left.
    """
    number = 0
    while layout.done(number).exists():
        done = _read_account(layout.done(number))
        figures = Summary.from_dict(done)
        part, quarantine = layout.part(number), layout.quarantine(number)
        lost = [] if part.exists() and part.stat().st_size == done.get("bytes") else [part]
        if figures.quarantined and not quarantine.exists():
            lost.append(quarantine)
        if lost:
            raise GovcleanError(
                f"{lost[0]} is not as this run left it; put it back, or begin anew with --overwrite"
            )
        yield figures
        number += 1
    for path in [*layout.folder.glob(".*.tmp"), *(layout.folder / "_quarantine").glob(".*.tmp")]:
        path.unlink()
    for path in (layout.part(number), layout.quarantine(number)):
        path.unlink(missing_ok=True)  # moved to its place, but the last step was not reached


def read_figures(path: Path) -> Summary:
    """Read the figures of a part or of a run.

    Raises:
        GovcleanError: they are not as they were written.
    """
    return Summary.from_dict(_read_account(path))


def _read_account(path: Path) -> dict[str, Any]:
    try:
        account = json.loads(path.read_bytes())
    except ValueError as error:
        raise GovcleanError(f"{path} cannot be read ({error}); begin anew with --overwrite") from error
    if not isinstance(account, dict):
        raise GovcleanError(f"{path} is no account of a run; begin anew with --overwrite")
    return account


def join_parts(layout: Layout, parts: int) -> None:
    """Put the parts together into the one file that was asked for."""
    assert layout.single is not None
    temporary = layout.single.with_name(f".{layout.single.name}.tmp")
    paths = [layout.part(number) for number in range(parts)]
    if layout.format == "parquet":
        _join_parquet(paths, temporary)
    else:
        _join_bytes(paths, temporary)  # members of gzip may follow each other (RFC 1952, 2.2)
    replace_file(temporary, layout.single)
    paths = [path for number in range(parts) if (path := layout.quarantine(number)).exists()]
    if paths:
        target = layout.single_quarantine
        temporary = target.with_name(f".{target.name}.tmp")
        _join_bytes(paths, temporary)
        replace_file(temporary, target)


def _join_bytes(paths: list[Path], target: Path) -> None:
    with open(target, "wb") as out:
        for path in paths:
            with open(path, "rb") as file:
                shutil.copyfileobj(file, out, 1 << 20)
        out.flush()
        os.fsync(out.fileno())


def _join_parquet(paths: list[Path], target: Path) -> None:
    from ..contrib import arrow

    parquet = need("pyarrow.parquet", "parquet")
    with parquet.ParquetWriter(target, arrow.SCHEMA, compression="zstd") as writer:
        for path in paths:
            with parquet.ParquetFile(path) as file:
                for group in range(file.num_row_groups):
                    writer.write_table(file.read_row_group(group), row_group_size=ROW_GROUP)
    with open(target, "rb+") as file:
        os.fsync(file.fileno())

"""Results as people have them: JSON lines, Parquet, a folder of either, or a folder of pages."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from ..article import Article
from ..cleaner import Cleaner
from ..errors import GovcleanError, InputError

__all__ = ["Result", "Results", "read_results"]

LINES = (".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz")
TABLES = (".parquet",)
UNREADABLE = (OSError, EOFError, zlib.error)  # of a file, or of what was compressed in it
PAGES = (".html", ".htm", ".shtml", ".xhtml", ".txt", ".asp", ".aspx", ".jsp", ".php")


@dataclass(frozen=True, slots=True)
class Result:
    """One cleaned page and the name it goes by: a file, an address, an id."""

    name: str
    article: Article


@dataclass(slots=True)
class Results:
    """Results in the order in which they stand; iterating reads them, so memory holds one at a time.

    Attributes:
        count: how many there are at most (broken lines count until they are read).
        broken: what could not be read so far, a sentence each; the first few.
        broken_count: how many.
        quarantine: files in which `govclean run` kept what could not be cleaned, with the reason.
    """

    count: int
    source: Callable[[Results], Iterator[Result]]
    broken: list[str] = field(default_factory=list)
    broken_count: int = 0
    quarantine: list[Path] = field(default_factory=list)

    def set_aside(self) -> Iterator[tuple[str, str]]:
        """Yield the name of each page in quarantine, and why it is there."""
        for path in self.quarantine:
            try:
                with _open(path) as file:
                    yield from map(_entry, file)
            except UNREADABLE as error:
                yield path.name, f"the quarantine cannot be read from here on: {error}"

    def __iter__(self) -> Iterator[Result]:
        self.broken.clear()
        self.broken_count = 0
        return self.source(self)

    def complain(self, message: str) -> None:
        self.broken_count += 1
        if len(self.broken) < 5:
            self.broken.append(message)


def read_results(path: str | Path, cleaner: Cleaner | None = None) -> Results:
    """Return the results in ``path``.

    Args:
        path: a ``.jsonl`` file (``.gz`` too) as ``govclean run`` and ``govclean clean --format jsonl`` write it, a
            ``.parquet`` file (needs ``govclean[parquet]``), a folder of such files, or a folder of pages.
        cleaner: cleans the pages of a folder of pages; the default one without it.

    Raises:
        InputError: there is nothing such at ``path``. MissingExtraError: Parquet without pyarrow.
    """
    place = Path(path)
    if place.is_dir():
        inside = sorted(p for p in place.rglob("*") if p.is_file() and not _is_hidden(p, place))
        aside = [p for p in inside if _is_quarantine(p)]
        files = [
            p for p in inside if _is(p, LINES + TABLES) and not _is_quarantine(p) and not _is_state(p, place)
        ]
        if files:
            return _joined([_file(p) for p in files], aside)
        pages = [p for p in inside if _is(p, PAGES)]
        if not pages:
            raise InputError(f"no results (.jsonl, .parquet) and no pages in {place}")
        return _cleaned(place, pages, cleaner or Cleaner())
    if not place.is_file():
        raise InputError(
            f"there is no file {place}; pass what `govclean run` or `govclean clean -f jsonl` wrote"
        )
    if not _is(place, LINES + TABLES):
        raise InputError(f"{place}: pass a .jsonl or .parquet file of results, or a folder")
    found = _file(place)
    # As `govclean run -o results.jsonl` writes it beside the results.
    name = place.name.removesuffix(".gz").rpartition(".")[0]
    beside = place.with_name(f"{name}.quarantine.jsonl")
    found.quarantine = [beside] if beside.is_file() and beside != place else []
    return found


def _is_hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)


def _is_state(path: Path, folder: Path) -> bool:
    """Whether ``path`` is of the accounts of a run: they begin with an underscore."""
    return any(part.startswith("_") for part in path.relative_to(folder).parts)


def _is_quarantine(path: Path) -> bool:
    return path.parent.name == "_quarantine" or path.name.endswith(".quarantine.jsonl")


def _is(path: Path, endings: Iterable[str]) -> bool:
    return path.name.lower().endswith(tuple(endings))


def _file(path: Path) -> Results:
    return _table(path) if _is(path, TABLES) else _lines(path)


def _joined(parts: list[Results], quarantine: list[Path]) -> Results:
    def read(whole: Results) -> Iterator[Result]:
        for part in parts:
            yield from part
            for message in part.broken:
                whole.complain(message)
            whole.broken_count += part.broken_count - len(part.broken)

    return Results(sum(part.count for part in parts), read, quarantine=quarantine)


def _cleaned(folder: Path, pages: list[Path], cleaner: Cleaner) -> Results:
    def read(whole: Results) -> Iterator[Result]:
        for path in pages:
            yield Result(str(path.relative_to(folder)), cleaner.clean(path))

    return Results(len(pages), read)


def _open(path: Path) -> IO[bytes]:
    return gzip.open(path) if path.name.lower().endswith(".gz") else path.open("rb")  # type: ignore[return-value]


def _entry(line: bytes) -> tuple[str, str]:
    try:
        entry = json.loads(line)
        return str(entry["id"]), str(entry["reason"])
    except (ValueError, TypeError, KeyError):
        return "(no name)", "this line of the quarantine cannot be read"


def _lines(path: Path) -> Results:
    try:
        with _open(path) as file:
            count = sum(1 for line in file if line.strip())
    except UNREADABLE as error:
        raise InputError(f"{path} cannot be read: {error}") from error

    def read(whole: Results) -> Iterator[Result]:
        with _open(path) as file:
            for number, line in enumerate(file, 1):
                if not line.strip():
                    continue
                try:
                    record = json.loads(line)
                    yield Result(_name(record, f"line {number}"), Article.from_dict(record))
                except (ValueError, TypeError, AttributeError, KeyError, GovcleanError) as error:
                    whole.complain(f"{path.name}, line {number}: {error}")

    return Results(count, read)


def _table(path: Path) -> Results:
    from ..contrib import need

    parquet = need("pyarrow.parquet", "parquet")
    from ..contrib.arrow import row_to_article

    try:
        count = parquet.ParquetFile(path).metadata.num_rows
    except (OSError, ValueError) as error:
        raise InputError(f"{path} is not a Parquet file: {error}") from error

    def read(whole: Results) -> Iterator[Result]:
        number = 0
        with parquet.ParquetFile(path) as file:
            for batch in file.iter_batches(batch_size=256):
                for row in batch.to_pylist():
                    number += 1
                    try:
                        yield Result(_name(row, f"row {number}"), row_to_article(row))
                    except (ValueError, TypeError, AttributeError, KeyError, GovcleanError) as error:
                        whole.complain(f"{path.name}, row {number}: {error}")

    return Results(count, read)


def _name(record: object, otherwise: str) -> str:
    """What a page is called: the id of `govclean run`, the file of `govclean clean`, its address."""
    if isinstance(record, dict):
        for key in ("id", "file", "url"):
            if record.get(key):
                return str(record[key])
    return otherwise

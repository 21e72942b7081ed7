"""Pages out of the files of a run, as records, from any place in them."""

from __future__ import annotations

import base64
import binascii
import gzip
import json
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from ..contrib import need
from ..errors import InputError
from .inputs import Input
from .records import Record

__all__ = ["COLUMNS", "Columns", "PageReader", "check_columns"]

COLUMNS = ("content", "html", "url", "content_type", "id")


@dataclass(frozen=True, slots=True)
class Columns:
    """Names of the columns of Parquet and of the keys of JSONL.

    Attributes:
        content: bytes of the page; in JSONL its text, or the bytes in base64 under this name and ``_base64``.
        html: text of the page, where there is no ``content``.
        url, content_type, id: address, ``Content-Type`` header and name of the page, where there are any.
    """

    content: str = "content"
    html: str = "html"
    url: str = "url"
    content_type: str = "content_type"
    id: str = "id"


class PageReader:
    """Reads the pages of files one by one.

    Attributes:
        skipped: what was read since the last page and is no page, by the reason.
    """

    def __init__(self, inputs: Iterable[Input], columns: Columns, max_bytes: int) -> None:
        self.inputs = inputs
        self.columns = columns
        self.max_bytes = max_bytes
        self.skipped: Counter[str] = Counter()
        self._before = 0  # bytes of the files that were read to their end

    def read(self, start: int = 0) -> Iterator[Record]:
        """Yield the pages from number ``start`` on; those before are passed over without being read where possible.

        Raises:
            MissingExtraError: a file needs a package that is not installed.
        """
        kinds = {"page": self._page, "jsonl": self._jsonl, "parquet": self._parquet, "warc": self._warc}
        number = 0
        for item in self.inputs:
            for record in kinds[item.kind](item, start - number):
                number += 1
                if number > start and record is not None:
                    yield record
                self.skipped.clear()
            self._before += item.size

    def _record(
        self,
        id: str,
        source: bytes | str | None,
        url: object,
        content_type: object,
        origin: str,
        consumed: float,
        problem: str = "",
    ) -> Record:
        if not problem and source is None:
            problem = "there is no page here"
        if not problem and source is not None and len(source) > self.max_bytes:
            problem, source = f"the page has more than {self.max_bytes} bytes", None
        return Record(
            id.encode("utf-8", "backslashreplace").decode(),
            source,
            url if isinstance(url, str) else None,
            content_type if isinstance(content_type, str) else None,
            origin,
            problem,
            self._before + int(consumed),
            Counter(self.skipped),
        )

    def _page(self, item: Input, skip: int) -> Iterator[Record | None]:
        if skip > 0:
            yield None
            return
        data, problem = None, ""
        try:
            if item.size > self.max_bytes:
                problem = f"the page has more than {self.max_bytes} bytes"
            else:
                data = item.path.read_bytes()
        except OSError as error:
            problem = f"it cannot be read: {error.strerror}"
        yield self._record(item.name, data, None, None, item.name, item.size, problem)

    def _warc(self, item: Input, skip: int) -> Iterator[Record | None]:
        from ..contrib.warc import read_pages

        try:
            for page in read_pages(item.path, max_bytes=self.max_bytes, skipped=self.skipped):
                id = page.id if page.id.startswith("urn:") else f"{item.name}:{page.id}"
                origin = f"{item.name}:{page.offset}"
                yield self._record(
                    id, page.data, page.url, page.content_type, origin, page.offset, page.problem
                )
        except (InputError, OSError) as error:
            problem = (
                str(error)
                if isinstance(error, InputError)
                else f"the file cannot be read from here on: {error}"
            )
            yield self._record(item.name, None, None, None, item.name, item.size, problem)

    def _jsonl(self, item: Input, skip: int) -> Iterator[Record | None]:
        number = 0
        try:
            with open(item.path, "rb") as file:
                for number, line in enumerate(self._lines(file), 1):
                    if not line.strip():
                        continue
                    skip -= 1
                    yield None if skip >= 0 else self._json_record(item, number, line, file.tell())
        except (OSError, EOFError, zlib.error) as error:
            place = f"{item.name}:{number + 1}"
            yield self._record(
                place, None, None, None, place, item.size, f"the file cannot be read from here on: {error}"
            )

    def _lines(self, file: IO[bytes]) -> Iterator[bytes]:
        """Lines with a bound: of a longer one only the beginning."""
        limit = self._longest
        compressed = file.read(2) == b"\x1f\x8b"
        file.seek(0)
        stream: Any = gzip.GzipFile(fileobj=file) if compressed else file
        while line := stream.readline(limit):
            yield line
            while len(line) == limit and not line.endswith(b"\n"):
                line = stream.readline(limit)

    @property
    def _longest(self) -> int:
        """Bytes of a line that are read: base64 takes a third more than the page, escapes up to twice."""
        return 2 * self.max_bytes + 100_000

    def _json_record(self, item: Input, number: int, line: bytes, consumed: int) -> Record:
        place = f"{item.name}:{number}"
        row: Any = None
        try:
            row = json.loads(line)
            problem = "" if isinstance(row, dict) else "the line is no JSON object"
        except (ValueError, RecursionError) as error:
            long = len(line) == self._longest
            problem = f"the line has more than {len(line)} bytes" if long else f"the line is no JSON: {error}"
        if problem:
            cut = line[: self.max_bytes]
            return self._record(place, cut, None, None, place, consumed, problem)
        names = self.columns
        try:
            source = _json_page(row, names)
        except ValueError as error:
            source, problem = None, str(error)
        id = row.get(names.id)
        return self._record(
            place if id is None else str(id),
            source,
            row.get(names.url),
            row.get(names.content_type),
            place,
            consumed,
            problem,
        )

    def _parquet(self, item: Input, skip: int) -> Iterator[Record | None]:
        parquet = need("pyarrow.parquet", "parquet")
        arrow = need("pyarrow", "parquet")
        from ..contrib.arrow import plain_value

        names = self.columns
        number = 0
        try:
            with parquet.ParquetFile(item.path) as file:
                rows = max(1, file.metadata.num_rows)
                wanted = [getattr(names, c) for c in COLUMNS if getattr(names, c) in file.schema_arrow.names]
                for batch in file.iter_batches(batch_size=PARQUET_ROWS, columns=wanted):
                    if skip >= batch.num_rows:
                        yield from [None] * batch.num_rows
                        number += batch.num_rows
                        skip -= batch.num_rows
                        continue
                    # One by one: a text that is not UTF-8 costs its own place and not the rest of the file.
                    columns = [map(plain_value, column) for column in batch.columns]
                    for values in zip(*columns, strict=True):
                        row = dict(zip(batch.schema.names, values, strict=True))
                        number += 1
                        skip -= 1
                        consumed = item.size * number / rows
                        yield None if skip >= 0 else self._table_record(item, number, row, consumed)
        except (OSError, ValueError, arrow.ArrowException) as error:
            place = f"{item.name}:{number + 1}"
            yield self._record(
                place, None, None, None, place, item.size, f"the file cannot be read from here on: {error}"
            )

    def _table_record(self, item: Input, number: int, row: dict[str, Any], consumed: float) -> Record:
        names = self.columns
        place = f"{item.name}:{number}"
        source = row.get(names.content)
        source = row.get(names.html) if source is None else source
        problem = (
            "" if source is None or isinstance(source, (bytes, str)) else "the column of pages has no text"
        )
        id, url, content_type = (_text(row.get(name)) for name in (names.id, names.url, names.content_type))
        return self._record(
            place if id is None else str(id),
            None if problem else source,
            url,
            content_type,
            place,
            consumed,
            problem,
        )


def _text(value: Any) -> Any:
    """Text that a column holds as bytes: of a writer that did not say that it is text, or not UTF-8."""
    return value.decode("utf-8", "backslashreplace") if isinstance(value, bytes) else value


PARQUET_ROWS = 64  # rows decoded at once; pages are large, and memory must stay flat


def _json_page(row: dict[str, Any], names: Columns) -> bytes | str | None:
    """The page in a JSON object.

    Raises:
        ValueError: what stands there is no page; the message says why.
    """
    encoded = row.get(f"{names.content}_base64")
    if isinstance(encoded, str):
        try:
            return base64.b64decode(encoded, validate=True)
        except binascii.Error as error:
            raise ValueError(f"{names.content}_base64 is no base64: {error}") from error
    for name in (names.content, names.html):
        value = row.get(name)
        if isinstance(value, str):
            return value
        if value is not None:
            raise ValueError(f"{name!r} is no text")
    raise ValueError(f"there is none of {names.content!r}, '{names.content}_base64' and {names.html!r}")


def check_columns(inputs: Iterable[Input], columns: Columns) -> None:
    """Look into each table before anything is done: a wrong name of a column is a wrong call and no bad page.

    Raises:
        InputError: a file has no column with pages; the message says what it has and how to name one.
        MissingExtraError: a file needs a package that is not installed.
    """
    for item in inputs:
        if item.kind == "warc":
            need("fastwarc", "warc")
        names = _names_in(item)
        wanted = [columns.content, columns.html]
        if item.kind == "jsonl":
            wanted.insert(1, f"{columns.content}_base64")
        if names and not set(wanted) & set(names):
            raise InputError(
                f"{item.name} has no column {' or '.join(map(repr, wanted))}, but {', '.join(map(repr, names))}; "
                "name the column of the pages with --column content=NAME (bytes) or --column html=NAME (text)"
            )


def _names_in(item: Input) -> list[str]:
    """The columns of a table, as far as they can be read; a file that is broken is told when it is its turn."""
    if item.kind == "parquet":
        parquet = need("pyarrow.parquet", "parquet")
        arrow = need("pyarrow", "parquet")
        try:
            return list(parquet.read_schema(item.path).names)
        except (OSError, ValueError, arrow.ArrowException):
            return []
    if item.kind == "jsonl":
        try:
            row = json.loads(_first_line(item.path))
        except (OSError, EOFError, ValueError, zlib.error, RecursionError):
            return []
        return list(row) if isinstance(row, dict) else []
    return []


def _first_line(path: Path) -> bytes:
    with open(path, "rb") as file:
        compressed = file.read(2) == b"\x1f\x8b"
        file.seek(0)
        stream: Any = gzip.GzipFile(fileobj=file) if compressed else file
        line: bytes = stream.readline(1 << 28)
        return line

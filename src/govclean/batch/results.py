"""Reading results: the rows of a JSONL or Parquet file, or of a folder of parts, one at a time."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..contrib import need
from ..errors import ConfigError

__all__ = ["read_results", "row_name"]

ENDINGS = (".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz", ".parquet")
BATCH = 64  # rows of Parquet that are decoded at once


def read_results(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of what ``govclean run`` or ``govclean clean --format jsonl`` wrote, in order.

    Raises:
        ConfigError: there is no such file, or it is no result; the message says where.
        MissingExtraError: Parquet is to be read and pyarrow is not installed.
    """
    for file in _files(path):
        rows = _parquet(file) if file.name.endswith(".parquet") else _jsonl(file)
        for number, row in enumerate(rows, 1):
            if not isinstance(row, dict) or not {"text", "trail"} <= row.keys():
                raise ConfigError(f"{file}:{number} is no article; pass what `govclean run` has written")
            exact = row.pop("exact", None)
            yield {**row, **json.loads(exact)} if exact else row


def row_name(row: dict[str, Any], number: int) -> str:
    """What a row is called: its name, the file or the address it was cleaned from, or its number."""
    return str(row.get("id") or row.get("file") or row.get("url") or f"row {number}")


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    if not path.is_dir():
        raise ConfigError(f"cannot read {path}: there is no such file or folder")
    found = sorted(p for p in path.iterdir() if p.name.endswith(ENDINGS) and p.name[0] not in "._")
    if not found:
        raise ConfigError(f"{path} has no results; looked for {' '.join(ENDINGS)}")
    return found


def _jsonl(path: Path) -> Iterator[Any]:
    number = 0
    try:
        with gzip.open(path) if path.name.endswith(".gz") else open(path, "rb") as file:
            for number, line in enumerate(file, 1):  # noqa: B007 – the message names it
                if line.strip():
                    yield json.loads(line)
    except (OSError, EOFError, ValueError, zlib.error) as error:
        raise ConfigError(f"{path}:{number or 1} cannot be read: {error}") from error


def _parquet(path: Path) -> Iterator[Any]:
    parquet = need("pyarrow.parquet", "parquet")
    arrow = need("pyarrow", "parquet")
    try:
        with parquet.ParquetFile(path) as file:
            for batch in file.iter_batches(batch_size=BATCH):
                yield from batch.to_pylist()
    except (OSError, arrow.ArrowException) as error:
        raise ConfigError(f"{path} cannot be read: {error}") from error

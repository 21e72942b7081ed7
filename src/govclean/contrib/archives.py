"""Pages of web archives as Arrow batches: what the engines' readers of WARC files share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from . import need
from .warc import read_pages

pa: Any = need("pyarrow", "parquet")

__all__ = ["KEEP", "PAGE_SCHEMA", "page_batches"]

PAGE_SCHEMA: Any = pa.schema(
    [
        ("id", pa.string()),
        ("content", pa.binary()),
        ("url", pa.string()),
        ("content_type", pa.string()),
        ("date", pa.string()),
        ("archive", pa.string()),
        ("problem", pa.string()),
    ]
)
"""``pyarrow.Schema`` of pages: the columns that :func:`govclean.contrib.arrow.clean_batch` reads by default, the date of the record, its
archive, and what is wrong with it (null if nothing; ``content`` is null then, the bytes are in the archive at the offset that ``id`` or
``problem`` names)."""

KEEP = ("date", "archive", "problem")
"""Columns of :data:`PAGE_SCHEMA` that are no input of cleaning; pass them as ``keep`` to have them beside the articles."""

# A batch ends at so many pages or bytes, whichever comes first: archives hold pages of 2 KB and of 20 MB.
ROWS, BYTES = 256, 32_000_000


def page_batches(archive: str | Path | IO[bytes], name: str | None = None) -> Iterator[Any]:
    """Yield the pages of a WARC file as ``pyarrow.RecordBatch`` of :data:`PAGE_SCHEMA`.

    Args:
        archive: path of the archive, or a binary file that can seek.
        name: what to call it in the column ``archive``; the path by default.

    Raises:
        InputError: the archive cannot be opened. MissingExtraError: FastWARC is not installed.
    """
    label = str(archive) if name is None and isinstance(archive, (str, Path)) else name
    rows: list[dict[str, Any]] = []
    size = 0
    for page in read_pages(archive):
        rows.append(
            {
                "id": page.id,
                "content": None if page.problem else page.data,
                "url": page.url,
                "content_type": page.content_type,
                "date": page.date,
                "archive": label,
                "problem": f"{page.problem} (offset {page.offset})" if page.problem else None,
            }
        )
        size += len(page.data)
        if len(rows) >= ROWS or size >= BYTES:
            yield pa.RecordBatch.from_pylist(rows, schema=PAGE_SCHEMA)
            rows, size = [], 0
    if rows:
        yield pa.RecordBatch.from_pylist(rows, schema=PAGE_SCHEMA)

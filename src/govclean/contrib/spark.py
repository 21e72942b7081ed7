"""PySpark: clean a DataFrame of pages with ``mapInArrow``.

>>> from govclean.contrib.spark import clean_dataframe                     # doctest: +SKIP
>>> pages = spark.read.parquet("pages/")                                   # doctest: +SKIP
>>> clean_dataframe(pages, typos="off").write.parquet("articles/")         # doctest: +SKIP

The pages need the columns that :func:`govclean.contrib.arrow.clean_batch` names (``content`` or ``html``, and ``url``, ``content_type``,
``id`` where there are any); the results have its schema.  A batch holds what ``spark.sql.execution.arrow.maxRecordsPerBatch`` says
(10,000 rows); for pages of hundreds of kilobytes set it to a few hundred.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from ..cleaner import Cleaner
from . import need
from .archives import PAGE_SCHEMA, page_batches
from .arrow import SCHEMA, clean_batch, output_schema

pa: Any = need("pyarrow", "spark")
need("pyspark", "spark")

__all__ = ["clean_dataframe", "clean_partition", "read_warc", "spark_schema"]

# Rows that are cleaned before they are handed on: results of a whole Arrow batch of Spark's would stay in memory together.
ROWS_AT_ONCE = 256


def spark_schema(schema: Any = None) -> Any:
    """Return the schema of results as a ``StructType``; of ``schema`` (Arrow) if given."""
    from pyspark.sql.pandas.types import from_arrow_schema

    return from_arrow_schema(SCHEMA if schema is None else schema)


def clean_partition(
    options: Mapping[str, Any] | None = None, columns: Mapping[str, Any] | None = None
) -> Callable[[Iterable[Any]], Iterator[Any]]:
    """Return the function for ``DataFrame.mapInArrow``; the cleaner is built once a partition.

    Args:
        options: options of :class:`govclean.Cleaner`.
        columns: names of columns and columns to keep, see :func:`govclean.contrib.arrow.clean_batch`.
    """
    options, columns = dict(options or {}), dict(columns or {})

    def clean_batches(batches: Iterable[Any]) -> Iterator[Any]:
        cleaner = Cleaner(**options)
        for batch in batches:
            for start in range(0, batch.num_rows, ROWS_AT_ONCE):
                yield clean_batch(batch.slice(start, ROWS_AT_ONCE), cleaner=cleaner, **columns)

    return clean_batches


def clean_dataframe(pages: Any, *, columns: Mapping[str, Any] | None = None, **options: Any) -> Any:
    """Clean a ``pyspark.sql.DataFrame`` of pages, lazily as all of Spark is.

    Args:
        pages: the data frame.
        columns: names of columns and columns to keep, see :func:`govclean.contrib.arrow.clean_batch`.
        **options: options of :class:`govclean.Cleaner`.

    Raises:
        ConfigError: an option is wrong. InputError: columns are missing or of the wrong type.  Both are said here and not first on
            an executor.
    """
    from pyspark.sql.pandas.types import to_arrow_schema

    Cleaner(**options)
    columns = dict(columns or {})
    source = to_arrow_schema(pages.schema)
    clean_batch(pa.RecordBatch.from_pylist([], schema=source), **columns)  # no rows: only its checks
    results = output_schema(source, columns.get("keep", ()))
    return pages.mapInArrow(clean_partition(options, columns), spark_schema(results))


def read_warc(session: Any, archives: Iterable[str | Path]) -> Any:
    """Return a ``pyspark.sql.DataFrame`` with the pages of WARC files, one partition an archive.

    The columns are those of :data:`govclean.contrib.archives.PAGE_SCHEMA`.

    Args:
        session: the ``SparkSession``.
        archives: paths that every executor can open.
    """
    paths = [(str(path),) for path in archives]
    names = session.createDataFrame(paths, "path string").repartition(len(paths) or 1, "path")
    return names.mapInArrow(_pages_of, spark_schema(PAGE_SCHEMA))


def _pages_of(batches: Iterable[Any]) -> Iterator[Any]:
    for batch in batches:
        for path in batch.column(0).to_pylist():
            yield from page_batches(path)

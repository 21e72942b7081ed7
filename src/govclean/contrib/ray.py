"""Ray Data: clean a dataset of pages on all machines of a cluster.

>>> import ray                                                             # doctest: +SKIP
>>> from govclean.contrib.ray import clean_dataset                         # doctest: +SKIP
>>> pages = ray.data.read_parquet("pages/")                                # doctest: +SKIP
>>> clean_dataset(pages, typos="off").write_parquet("articles/")           # doctest: +SKIP

The pages need the columns that :func:`govclean.contrib.arrow.clean_batch` names (``content`` or ``html``, and ``url``, ``content_type``,
``id`` where there are any); the results have its schema.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..cleaner import Cleaner
from . import need
from .archives import page_batches
from .arrow import clean_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

ray_data: Any = need("ray.data", "ray")

__all__ = ["CleanPages", "clean_dataset", "read_warc"]

# Pages a batch: enough that handing it over costs nothing beside cleaning it (some 30 ms a page), few enough that a batch of
# 10 MB pages fits into a worker's memory.
BATCH_SIZE = 64


class CleanPages:
    """The actor of ``Dataset.map_batches``: builds its cleaner once, cleans every batch that it is sent.

    ``pages.map_batches(CleanPages, batch_format="pyarrow", fn_constructor_kwargs={"options": {"typos": "off"}})``

    Args:
        options: options of :class:`govclean.Cleaner`.
        columns: names of columns and columns to keep, see :func:`govclean.contrib.arrow.clean_batch`.

    Raises:
        ConfigError: an option is wrong. InputError: columns are missing or of the wrong type.
    """

    def __init__(
        self, options: Mapping[str, Any] | None = None, columns: Mapping[str, Any] | None = None
    ) -> None:
        self.cleaner = Cleaner(**(options or {}))
        self.columns = dict(columns or {})

    def __call__(self, pages: Any) -> Any:
        """Clean a ``pyarrow.Table`` of pages."""
        return clean_table(pages, cleaner=self.cleaner, **self.columns)


def clean_dataset(
    pages: Any,
    *,
    columns: Mapping[str, Any] | None = None,
    batch_size: int = BATCH_SIZE,
    actors: int | tuple[int, int] | None = None,
    **options: Any,
) -> Any:
    """Clean a ``ray.data.Dataset`` of pages, lazily as all of Ray Data is.

    Args:
        pages: the dataset.
        columns: see :class:`CleanPages`.
        batch_size: pages that an actor is sent at once.
        actors: how many clean at the same time, or the least and the most; by default from one to what the cluster has room for.
        **options: options of :class:`govclean.Cleaner`.

    Raises:
        ConfigError: an option is wrong; said here and not first on a worker.
    """
    Cleaner(**options)
    least, most = actors if isinstance(actors, tuple) else (actors or 1, actors)
    return pages.map_batches(
        CleanPages,
        batch_format="pyarrow",
        batch_size=batch_size,
        compute=ray_data.ActorPoolStrategy(min_size=least, max_size=most),
        fn_constructor_kwargs={"options": options, "columns": dict(columns or {})},
    )


def read_warc(archives: Iterable[str | Path]) -> Any:
    """Return a ``ray.data.Dataset`` with the pages of WARC files, one task an archive.

    The columns are those of :data:`govclean.contrib.archives.PAGE_SCHEMA`.

    Args:
        archives: paths that every machine of the cluster can open.
    """
    paths = [{"path": str(path)} for path in archives]
    return ray_data.from_items(paths, override_num_blocks=len(paths) or 1).map_batches(
        _pages_of, batch_format="pyarrow", batch_size=1
    )


def _pages_of(paths: Any) -> Iterator[Any]:
    import pyarrow as pa

    for path in paths.column("path").to_pylist():
        for batch in page_batches(path):
            yield pa.Table.from_batches([batch])

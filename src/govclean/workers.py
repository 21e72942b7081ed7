"""Pages in several processes: in order, with bounded memory, and without losing the others when one kills its worker."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import TYPE_CHECKING

from .article import Article
from .inputs import Source

if TYPE_CHECKING:
    from .cleaner import Cleaner

__all__ = ["clean_in_workers"]


def clean_in_workers(cleaner: Cleaner, items: Iterable[Source | str], jobs: int) -> Iterator[Article]:
    """Clean ``items`` in ``jobs`` processes and yield the articles in order.

    An item whose worker dies (out of memory, killed) yields an article that says so; what was in flight beside it is
    cleaned again.
    """
    from .batch.pool import Failed, WorkerPool

    pool: WorkerPool[Source | str, Article] = WorkerPool(cleaner._clean_item, jobs)
    with closing(pool.map(items, size=_size)) as results:
        for _, result in results:
            yield cleaner._refuse(result.reason) if isinstance(result, Failed) else result


def _size(item: Source | str) -> int:
    return 0 if isinstance(item, str) else len(item.data or item.text or "")

"""Pages in several processes: in order, with bounded memory, and without losing the others when one kills its worker."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING

from .article import Article
from .inputs import Source

if TYPE_CHECKING:
    from .cleaner import Cleaner

__all__ = ["clean_in_workers"]

IN_FLIGHT = 4  # pages in flight per worker: bounds memory, and keeps every worker fed

_CLEANER: list[Cleaner] = []  # of a worker process, set once before its first page


def _start_worker(cleaner: Cleaner) -> None:
    _CLEANER[:] = [cleaner]


def _clean(item: Source | str) -> Article:
    return _CLEANER[0]._clean_item(item)


def clean_in_workers(cleaner: Cleaner, items: Iterable[Source | str], jobs: int) -> Iterator[Article]:
    """Clean ``items`` in ``jobs`` processes and yield the articles in order.

    An item whose worker dies (out of memory, killed) yields an article that says so; what was in flight beside it is
    cleaned again.
    """
    waiting: deque[tuple[Source | str, Future[Article]]] = deque()
    pool = _pool(cleaner, jobs)
    try:
        for item in items:
            try:
                waiting.append((item, pool.submit(_clean, item)))
            except BrokenProcessPool:
                yield from _clean_alone(cleaner, [i for i, _ in waiting] + [item])
                waiting.clear()
                pool.shutdown(cancel_futures=True)
                pool = _pool(cleaner, jobs)
            while len(waiting) >= jobs * IN_FLIGHT:
                yield from _next(cleaner, waiting)
        while waiting:
            yield from _next(cleaner, waiting)
    finally:
        pool.shutdown(cancel_futures=True)


def _pool(cleaner: Cleaner, jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, initializer=_start_worker, initargs=(cleaner,))


def _next(cleaner: Cleaner, waiting: deque[tuple[Source | str, Future[Article]]]) -> Iterator[Article]:
    """The next article; if the pool broke, all that were in flight, each cleaned in a process of its own."""
    try:
        article = waiting[0][1].result()
    except BrokenProcessPool:
        items = [item for item, _ in waiting]
        waiting.clear()
        yield from _clean_alone(cleaner, items)
        return
    waiting.popleft()
    yield article


def _clean_alone(cleaner: Cleaner, items: Iterable[Source | str]) -> Iterator[Article]:
    """Clean one after the other, so that the one that kills its process is known."""
    for item in items:
        with ProcessPoolExecutor(1, initializer=_start_worker, initargs=(cleaner,)) as pool:
            try:
                article = pool.submit(_clean, item).result()
            except BrokenProcessPool:
                article = cleaner._refuse(
                    "the process that cleaned this page died; it may have run out of memory"
                )
        yield article

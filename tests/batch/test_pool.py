"""Workers that die, hang and fail: order is kept, and only the item that did it is lost."""

from __future__ import annotations

import multiprocessing as mp
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from govclean.batch import pool as module
from govclean.batch.pool import WINDOW, Failed, WorkerPool
from govclean.errors import GovcleanError
from tests.batch.hooks import work

METHODS = [m for m in ("fork", "spawn") if m in mp.get_all_start_methods()]


def run(items: list[str], jobs: int = 2, **options: object) -> list[str]:
    pool: WorkerPool[str, str] = WorkerPool(work, jobs, **options)  # type: ignore[arg-type]
    return [r.reason if isinstance(r, Failed) else r for _, r in pool.map(items)]


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("jobs", [1, 3])
def test_order_is_kept(method: str, jobs: int) -> None:
    items = [f"item {n}" for n in range(300)]
    assert run(items, jobs, start_method=method) == [item.upper() for item in items]


def test_nothing_to_do() -> None:
    assert run([]) == []


def test_one_death_takes_one_item() -> None:
    items = [f"item {n}" for n in range(40)]
    items[3], items[4], items[20], items[39] = "EXIT", "KILL", "SEGV", "RAISE"
    got = run(items)
    assert got[3] == "the process that cleaned it died (exit code 3)"
    assert got[4] == "the process that cleaned it died (SIGKILL; it may have run out of memory)"
    assert got[20] == "the process that cleaned it died (SIGSEGV)"
    assert got[39] == "ZeroDivisionError: made up"
    assert [g for n, g in enumerate(got) if n not in (3, 4, 20, 39)] == [
        i.upper() for n, i in enumerate(items) if n not in (3, 4, 20, 39)
    ]


def test_all_items_kill() -> None:
    assert run(["EXIT"] * 5) == ["the process that cleaned it died (exit code 3)"] * 5


def test_a_worker_killed_from_outside_loses_nothing(tmp_path: Path) -> None:
    items = ["a", f"ONCE({tmp_path}/x)", "b"]
    assert run(items) == [item.upper() for item in items]


@pytest.mark.parametrize("kind", ["HANG", "SPIN"])
def test_time_is_bounded(kind: str) -> None:
    items = ["a", kind, "b", "c"]
    assert run(items, 1, timeout=0.3) == ["A", "it took more than 0.3 seconds", "B", "C"]


def test_items_are_read_as_needed() -> None:
    read = []

    def items() -> Iterator[str]:
        for n in range(10_000):
            read.append(n)
            yield str(n)

    pool: WorkerPool[str, str] = WorkerPool(work, 2)
    results = pool.map(items())
    next(results)
    assert len(read) <= 2 * WINDOW + 1
    results.close()  # type: ignore[attr-defined]


def test_large_items_one_by_one() -> None:
    pool: WorkerPool[str, str] = WorkerPool(work, 2)
    items = ["x" * 3_000_000] * 6
    assert [r for _, r in pool.map(items, size=len)] == [i.upper() for i in items]


def test_items_with_a_known_answer_need_no_worker() -> None:
    pool: WorkerPool[str, str] = WorkerPool(work, 2)
    items = ["a", "EXIT", "b"]
    got = pool.map(items, answer=lambda item: Failed("known") if item == "EXIT" else None)
    assert [r for _, r in got] == ["A", Failed("known"), "B"]


def refuse_to_start(item: str) -> str:
    raise AssertionError


class Unloadable:
    def __call__(self, item: str) -> str:
        return item

    def __reduce__(self) -> object:
        return refuse_to_start, ("x",)


def test_workers_that_cannot_start_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "STARTS", 1)
    pool: WorkerPool[str, str] = WorkerPool(Unloadable(), 1, start_method="spawn")
    with pytest.raises(GovcleanError, match="end as they start"):
        list(pool.map(["a"]))


def test_workers_end_with_the_parent(tmp_path: Path) -> None:
    """Killed without a chance to say good-bye, the parent leaves no workers behind."""
    child = os.fork()
    if not child:
        pool: WorkerPool[str, str] = WorkerPool(work, 2)
        for _ in pool.map(str(n) for n in range(10**9)):
            if len(pool._workers) == 2 and not (tmp_path / "pids").exists():
                (tmp_path / "new").write_text(" ".join(str(w.process.pid) for w in pool._workers))
                (tmp_path / "new").rename(tmp_path / "pids")
    for _ in range(500):
        if (tmp_path / "pids").exists():
            break
        time.sleep(0.02)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    pids = [int(pid) for pid in (tmp_path / "pids").read_text().split()]
    for _ in range(500):
        if not any(alive(pid) for pid in pids):
            return
        time.sleep(0.02)
    pytest.fail("a worker is still there")


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{pid}/stat")  # a zombie whose new parent does not look after it is no worker any more
    return not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] != "Z"

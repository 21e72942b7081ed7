"""Worker processes that may die: ordered, bounded in memory and in time, and only the item that killed one is lost.

``concurrent.futures`` breaks a whole pool when one process dies and cannot stop a task that hangs; here each process has
a pipe of its own, so it is known which item it was at, it can be killed, and it is replaced.

A worker is sent items only while it waits for them, a few at a time, so that neither side ever blocks on a full pipe
while the other does.  The time of an item is bounded by the kernel: the worker sets an alarm whose default action is
to end the process, which works in the middle of C code and when the parent is gone; a clock in the parent is the second
lock on that door.
"""

from __future__ import annotations

import contextlib
import multiprocessing as mp
import os
import pickle
import signal
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

from ..errors import ConfigError, GovcleanError

__all__ = ["Failed", "WorkerPool"]

Item = TypeVar("Item")
Result = TypeVar("Result")

CHUNK = 8  # items sent at once: at 30 ms a page, the wait for the parent between chunks is not measurable
CHUNK_BYTES = 1 << 20
WINDOW = 64  # items per worker that may be begun or done while the oldest is not; beyond it reading stops
WINDOW_BYTES = 64 << 20
GRACE = 5.0  # seconds beyond the limit after which the parent kills a worker that its own alarm did not end
ATTEMPTS = 2  # an item that was being cleaned when its worker was killed from outside gets another chance
_ALARM = getattr(signal, "SIGALRM", None)  # Windows has none; there the parent's clock does it alone
STARTS = 3  # workers in a row that die before they are ready: then the fault is not in a page


@dataclass(frozen=True, slots=True)
class Failed:
    """In place of a result: the item took its worker with it."""

    reason: str


@dataclass(slots=True, eq=False)
class _Job(Generic[Item]):
    number: int
    item: Item
    size: int
    attempts: int = 0


@dataclass(slots=True, eq=False)
class _Worker:
    process: Any
    pipe: Connection
    jobs: deque[_Job[Any]] = field(default_factory=deque)  # sent and not answered; it is at the first
    since: float = 0.0  # when it began the first
    ready: bool = False


class WorkerPool(Generic[Item, Result]):
    """Processes that apply one function to items.

    Args:
        task: what a worker does with an item; picklable where processes are started anew.
        jobs: number of processes.
        timeout: seconds that one item may take, ``None`` for any.
        start_method: of :mod:`multiprocessing`; the platform's default without.

    Raises:
        ConfigError: there is to be no process.
    """

    def __init__(
        self,
        task: Callable[[Item], Result],
        jobs: int,
        *,
        timeout: float | None = None,
        start_method: str | None = None,
    ) -> None:
        if jobs < 1:
            raise ConfigError(f"jobs={jobs!r}: pass a whole number from 1")
        self._task = task
        self._jobs = jobs
        self._timeout = timeout
        self._context: Any = mp.get_context(start_method)
        self._workers: list[_Worker] = []
        self._starts = 0

    def map(
        self,
        items: Iterable[Item],
        *,
        size: Callable[[Item], int] = lambda item: 0,
        answer: Callable[[Item], Result | Failed | None] = lambda item: None,
    ) -> Generator[tuple[Item, Result | Failed], None, None]:
        """Yield each item with its result, in order; items are read as they are needed.

        Args:
            items: what the task is applied to.
            size: bytes of an item; bounds what is in memory.
            answer: gives the result of an item that needs no work, ``None`` for one that does.

        Raises:
            GovcleanError: the workers die as they start.
        """
        source = iter(items)
        ready: deque[_Job[Item]] = deque()
        order: deque[_Job[Item]] = deque()
        results: dict[int, Result | Failed] = {}
        held = 0
        number = 0
        exhausted = False
        try:
            while True:
                # Read ahead, but look at the workers between two items: reading may take long.
                wanted = len(ready) < CHUNK * self._jobs
                room = len(order) < WINDOW * self._jobs and (held < WINDOW_BYTES or not order)
                if wanted and room and not exhausted:
                    try:
                        item = next(source)
                    except StopIteration:
                        exhausted = True
                        continue
                    job = _Job(number, item, size(item))
                    number += 1
                    held += job.size
                    order.append(job)
                    known = answer(item)
                    if known is None:
                        ready.append(job)
                    else:
                        results[job.number] = known
                self._send(ready)
                idle = not (wanted and room) or exhausted
                waits = bool(order) and order[0].number not in results
                self._receive(ready, results, patient=idle and waits)
                while order and order[0].number in results:
                    job = order.popleft()
                    held -= job.size
                    yield job.item, results.pop(job.number)
                if exhausted and not order:
                    return
        finally:
            self.close()

    def close(self) -> None:
        """Stop all workers at once."""
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            worker.process.join()
            worker.pipe.close()
        self._workers.clear()

    def _send(self, ready: deque[_Job[Item]]) -> None:
        """Give what is ready to workers that wait; an item in its second chance goes alone."""
        while ready:
            worker = next((w for w in self._workers if w.ready and not w.jobs), None)
            if worker is None:
                if len(self._workers) < self._jobs:
                    self._start()
                return
            chunk = [ready.popleft()]
            total = chunk[0].size
            share = max(1, min(CHUNK, (len(ready) + 1) // self._jobs))
            while ready and len(chunk) < share and not (chunk[0].attempts or ready[0].attempts):
                total += ready[0].size
                if total > CHUNK_BYTES:
                    break
                chunk.append(ready.popleft())
            worker.jobs.extend(chunk)
            worker.since = time.monotonic()
            # A pipe that breaks here belongs to a worker that died while it waited; `_receive` takes the jobs back.
            with contextlib.suppress(OSError):
                worker.pipe.send_bytes(pickle.dumps([job.item for job in chunk], pickle.HIGHEST_PROTOCOL))

    def _start(self) -> None:
        ours, theirs = self._context.Pipe()
        # A forked child inherits our ends of the other pipes; while it held them, nobody would see them close.
        inherited = [w.pipe for w in self._workers] + [ours]
        forked = self._context.get_start_method() == "fork"
        process = self._context.Process(
            target=_work,
            args=(self._task, theirs, self._timeout, inherited if forked else []),
            daemon=True,
            name="govclean-worker",
        )
        process.start()
        theirs.close()
        self._workers.append(_Worker(process, ours, since=time.monotonic()))

    def _receive(
        self, ready: deque[_Job[Item]], results: dict[int, Result | Failed], *, patient: bool
    ) -> None:
        """Take in what the workers have to say; wait for the next word if ``patient``."""
        talking = {w.pipe: w for w in self._workers}
        if not talking:
            return
        for pipe in wait(list(talking), self._patience() if patient else 0):
            worker = talking[pipe]  # type: ignore[index]
            try:
                message = worker.pipe.recv_bytes()
            except (EOFError, OSError):
                self._bury(worker, ready, results)
                continue
            if not worker.ready:
                worker.ready = True
                self._starts = 0
                continue
            results[worker.jobs.popleft().number] = pickle.loads(message)
            worker.since = time.monotonic()
        if self._timeout is not None:
            late = time.monotonic() - self._timeout - GRACE
            for worker in [w for w in self._workers if w.jobs and w.ready and w.since < late]:
                worker.process.kill()
                self._bury(worker, ready, results, late=True)

    def _patience(self) -> float | None:
        if self._timeout is None:
            return None
        begun = min((w.since for w in self._workers if w.jobs), default=time.monotonic())
        return max(0.05, begun + self._timeout + GRACE - time.monotonic())

    def _bury(
        self,
        worker: _Worker,
        ready: deque[_Job[Item]],
        results: dict[int, Result | Failed],
        *,
        late: bool = False,
    ) -> None:
        """Take back the jobs of a dead worker; the one that it was at has failed, or gets another chance."""
        worker.process.join()
        worker.pipe.close()
        self._workers.remove(worker)
        code = worker.process.exitcode
        if not worker.ready:
            self._starts += 1
            if self._starts >= STARTS:
                raise GovcleanError(
                    f"the worker processes end as they start ({_death(code)}); a script needs "
                    "`if __name__ == '__main__':` around the call where processes are started anew"
                )
        elif worker.jobs:
            job = worker.jobs[0]
            job.attempts += 1
            if late or (_ALARM is not None and code == -_ALARM):
                results[worker.jobs.popleft().number] = Failed(f"it took more than {self._timeout:g} seconds")
            elif job.attempts >= ATTEMPTS:
                worker.jobs.popleft()
                results[job.number] = Failed(f"the process that cleaned it died ({_death(code)})")
        ready.extendleft(reversed(worker.jobs))


def _death(code: int | None) -> str:
    if code is not None and code < 0:
        try:
            name = signal.Signals(-code).name
        except ValueError:
            name = f"signal {-code}"
        return f"{name}; it may have run out of memory" if name == "SIGKILL" else name
    return f"exit code {code}"


def _set_alarm(seconds: float | None) -> None:
    if _ALARM is not None:
        signal.setitimer(signal.ITIMER_REAL, seconds or 0)


def _work(
    task: Callable[[Any], Any], pipe: Connection, timeout: float | None, inherited: list[Connection]
) -> None:
    """What a worker process does: answer every item of every chunk, until the pipe closes."""
    for other in inherited:
        other.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to all processes; the parent ends the others
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if _ALARM is not None:
        signal.signal(_ALARM, signal.SIG_DFL)
    # Where memory runs out, the system should take the worker and not the run (Linux; elsewhere it has no such file).
    with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w") as file:
        file.write("500")
    try:
        pipe.send_bytes(b"ready")
        while True:
            for item in pickle.loads(pipe.recv_bytes()):
                _set_alarm(timeout)
                try:
                    result = task(item)
                except Exception as error:
                    result = Failed(f"{type(error).__name__}: {error}")
                message = pickle.dumps(result, pickle.HIGHEST_PROTOCOL)
                _set_alarm(None)
                pipe.send_bytes(message)
    except (EOFError, OSError):
        os._exit(0)  # the parent is gone, and what it would have done at exit is not ours to do

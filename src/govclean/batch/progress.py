"""The line that shows how far a run is, on a terminal only."""

from __future__ import annotations

import os
import sys
import time
from collections import deque
from typing import TextIO

from .run import State

__all__ = ["ProgressLine", "progress_text"]

EVERY = 0.2  # seconds between two looks
OVER = 20.0  # seconds over which the speed is taken: long enough to be steady, short enough to follow
BAR = 20


class ProgressLine:
    """Called with the state after every page; draws at most five times a second."""

    def __init__(self, out: TextIO | None = None) -> None:
        self._out = out or sys.stderr
        self._next = 0.0
        self._seen: deque[tuple[float, int, int]] = deque()  # when, pages of this call, bytes

    @staticmethod
    def suits(out: TextIO) -> bool:
        """Whether ``out`` is a terminal that can draw over a line."""
        return out.isatty() and os.environ.get("TERM") != "dumb"

    def __call__(self, state: State) -> None:
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + EVERY
        pages = state.done.pages + state.current.pages - state.before
        self._seen.append((now, pages, state.consumed))
        while now - self._seen[0][0] > OVER:
            self._seen.popleft()
        then, first, begun = self._seen[0]
        passed = now - then
        speed = (pages - first) / passed if passed else 0.0
        rate = (state.consumed - begun) / passed if passed else 0.0
        text = progress_text(state, speed, rate)
        columns = _columns(self._out)
        self._out.write("\r" + text[: columns - 1].ljust(columns - 1))
        self._out.flush()

    def clear(self) -> None:
        """Take the line away."""
        if self._seen:
            self._out.write("\r" + " " * (_columns(self._out) - 1) + "\r")
            self._out.flush()


def progress_text(state: State, speed: float, rate: float) -> str:
    """The line: share of the input, pages, pages a second, time left, verdicts, errors.

    Args:
        speed: pages a second. rate: bytes of the input a second.
    """
    share = min(1.0, state.consumed / state.total) if state.total else 0.0
    full = int(share * BAR)
    pages = state.done.pages + state.current.pages
    parts = [f"{'█' * full}{'░' * (BAR - full)} {share:4.0%}", f"{pages:,} pages", f"{speed:.1f}/s"]
    if rate > 0 and share < 1:
        parts.append(f"{_clock((state.total - state.consumed) / rate)} left")
    verdicts = state.done.verdicts + state.current.verdicts
    parts += [f"{name} {times:,}" for name, times in sorted(verdicts.items(), key=lambda v: -v[1])]
    if errors := state.done.errors + state.current.errors:
        parts.append(f"errors {errors:,}")
    return " · ".join(parts)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _columns(out: TextIO) -> int:
    try:
        return os.get_terminal_size(out.fileno()).columns or 80
    except (OSError, ValueError):
        return 80

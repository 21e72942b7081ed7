"""Matching under a clock: patterns that users wrote must not hang a run.

The patterns that come with govclean are tried on worst cases in its tests and run in ``re``.  All others run in ``regex``,
which can be stopped: each rule has :data:`BUDGET` seconds a page, and one that used them up is skipped for the rest of it.
"""

from __future__ import annotations

import importlib
import time
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any, Protocol

from .load import builtin_rules
from .model import Rule
from .pattern import compile_pattern, expand

__all__ = ["BUDGET", "Found", "Matcher", "Watch", "is_slow_on", "matcher", "watch_in"]

BUDGET = 0.5
"""Seconds of processor time a rule may take on one page.  The slowest built-in rule takes 0.02 s on 4,096 characters."""


class Found(Protocol):
    """What ``re.Match`` and ``regex.Match`` have in common."""

    @property
    def re(self) -> Any: ...
    def start(self) -> int: ...
    def end(self) -> int: ...
    def span(self, group: str | int = 0, /) -> tuple[int, int]: ...
    def expand(self, template: str, /) -> str: ...


class Matcher(Protocol):
    """What a compiled pattern is asked."""

    def match(self, text: str, position: int = 0, /) -> Found | None: ...
    def search(self, text: str, /) -> Found | None: ...
    def finditer(self, text: str, /) -> Iterable[Found]: ...


class Watch:
    """How much time the rules of users took on one page, and which used theirs up (``slow``)."""

    __slots__ = ("_told", "slow", "spent")

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}
        self.slow: list[str] = []
        self._told = 0

    def warnings(self) -> list[str]:
        """Return a message for each rule that became slow since the last call."""
        news = self.slow[self._told :]
        self._told = len(self.slow)
        return [
            f"rule {name!r} took more than {BUDGET} s; the rest of the page was read without it"
            for name in news
        ]


def watch_in(cache: dict[str, Any]) -> Watch:
    """Return the clock of a page, kept in its ``cache``."""
    watch: Watch = cache.setdefault("watch", Watch())
    return watch


class _Timed:
    __slots__ = ("_name", "_pattern", "_watch")

    def __init__(self, name: str, pattern: Any, watch: Watch) -> None:
        self._name, self._pattern, self._watch = name, pattern, watch

    def match(self, text: str, position: int = 0, /) -> Found | None:
        found: Found | None = self._run(lambda left: self._pattern.match(text, position, timeout=left), None)
        return found

    def search(self, text: str, /) -> Found | None:
        found: Found | None = self._run(lambda left: self._pattern.search(text, timeout=left), None)
        return found

    def finditer(self, text: str, /) -> Iterable[Found]:
        found: Iterable[Found] = self._run(lambda left: list(self._pattern.finditer(text, timeout=left)), ())
        return found

    def _run(self, ask: Any, nothing: Any) -> Any:
        watch = self._watch
        left = BUDGET - watch.spent.get(self._name, 0.0)
        if left <= 0:
            return nothing
        start = time.thread_time()
        try:
            return ask(left)
        except TimeoutError:
            watch.spent[self._name] = BUDGET
            return nothing
        finally:
            spent = watch.spent.get(self._name, 0.0) + time.thread_time() - start
            watch.spent[self._name] = spent
            if spent >= BUDGET and self._name not in watch.slow:
                watch.slow.append(self._name)


def is_slow_on(rule: Rule, text: str, limit: float) -> bool:
    """Whether a search for ``rule`` in ``text`` takes more than ``limit`` seconds of processor time."""
    start = time.process_time()
    if rule.pattern not in _tested():
        try:
            _compile(rule.pattern).search(text, timeout=limit)
        except TimeoutError:
            return True
    # ``regex`` guards some repetitions that ``re`` tries in every way; a rule has to do without such guards.
    compile_pattern(rule.pattern).search(text)
    return time.process_time() - start > limit


def matcher(rule: Rule, watch: Watch) -> Matcher:
    """Return what matches ``rule``: the compiled pattern of a built-in rule, one under a clock for any other.

    Raises:
        re.error, regex.error: the pattern is no regular expression.
    """
    if rule.pattern in _tested():
        return compile_pattern(rule.pattern)
    return _Timed(rule.name, _compile(rule.pattern), watch)


@cache
def _tested() -> frozenset[str]:
    return frozenset(rule.pattern for rule in builtin_rules())


@lru_cache(maxsize=1024)
def _compile(pattern: str) -> Any:
    regex: Any = importlib.import_module("regex")  # only where a user wrote rules: it takes 20 ms to import
    return regex.compile(expand(pattern), regex.VERBOSE | regex.IGNORECASE)

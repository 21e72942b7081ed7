"""What has changed between two results, or between two sets of rules over the same pages: page by page, and in sum.

Nothing is held but the rows that the other side has not come to yet, and of those only the first few in memory, so that
results of any size and in any order can be compared.
"""

from __future__ import annotations

import pickle
import sqlite3
import zlib
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from typing import Any

from ..cleaner import Cleaner
from .inputs import find_inputs, look_at_inputs
from .pool import WorkerPool
from .reader import Columns, PageReader, check_columns
from .records import Record
from .results import read_results, row_name
from .run import MAX_BYTES, TIMEOUT

__all__ = ["Change", "DiffSummary", "PageDiff", "compare_files", "compare_rows", "compare_rules"]

NAMES = ("id", "file", "rules_version")  # of the page and of the rules: not what came out
AROUND = 20  # characters shown on either side of the first difference
SHOWN = 100  # characters shown of a value
STATES = {
    "only old": "only in the old result",
    "only new": "only in the new result",
    "not cleaned": "not cleaned",
}
HELD = 2000  # rows of one side in memory that wait for the other side; further ones wait on disk


@dataclass(frozen=True, slots=True)
class Change:
    """One field that differs.

    Attributes:
        field: name of the attribute, ``"site.host"`` or ``"trail.edits"`` for parts of one.
        old, new: the values as they can be shown; of a long text the surroundings of the first difference.
        where: where that is, or ``""``.
    """

    field: str
    old: str
    new: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class PageDiff:
    """One page.

    Attributes:
        id: its name.
        state: ``"same"``, ``"differs"``, ``"only old"``, ``"only new"``, or ``"not cleaned: …"`` with the reason.
        changes: the fields that differ.
        rules: how much more often (less: negative) each rule acted in the new result.
        verdicts: the old and the new verdict.
    """

    id: str
    state: str
    changes: tuple[Change, ...] = ()
    rules: dict[str, int] = field(default_factory=dict)
    verdicts: tuple[str, str] = ("", "")


@dataclass(slots=True)
class DiffSummary:
    """What has changed in sum."""

    pages: int = 0
    states: Counter[str] = field(default_factory=Counter)
    fields: Counter[str] = field(default_factory=Counter)
    rules_more: Counter[str] = field(default_factory=Counter)
    rules_less: Counter[str] = field(default_factory=Counter)
    verdicts: Counter[str] = field(default_factory=Counter)

    def add(self, page: PageDiff) -> None:
        """Count one page."""
        self.pages += 1
        self.states[page.state.partition(":")[0]] += 1
        self.fields.update(change.field for change in page.changes)
        for rule, times in page.rules.items():
            (self.rules_more if times > 0 else self.rules_less)[rule] += abs(times)
        if page.verdicts[0] != page.verdicts[1]:
            self.verdicts[" → ".join(page.verdicts)] += 1

    @property
    def different(self) -> bool:
        """Whether anything has changed."""
        return self.states["same"] != self.pages

    def __str__(self) -> str:
        told = [
            f"{self.pages:,} {'page' if self.pages == 1 else 'pages'}: {self.states['same']:,} the same, {self.states['differs']:,} differ"
        ]
        for state, what in STATES.items():
            if self.states[state]:
                told[0] += f", {self.states[state]:,} {what}"
        for name in ("fields", "verdicts", "rules_more", "rules_less"):
            counted = sorted(getattr(self, name).items(), key=lambda pair: (-pair[1], pair[0]))
            if counted:
                told.append(f"  {name.replace('_', ' ')}: " + ", ".join(f"{k} {v:,}" for k, v in counted))
        return "\n".join(told)


def compare_files(old: Path, new: Path, skip: Iterable[str] = ()) -> Iterator[PageDiff]:
    """Compare two results page by page; pages that are the same are yielded as well.

    Args:
        old, new: files or folders that `govclean run` has written.
        skip: fields that are not compared, such as ``"trail.choices"``.

    Raises:
        ConfigError: a file cannot be read, or is no result.
    """
    yield from _pair(read_results(old), read_results(new), frozenset(skip))


def compare_rules(
    pages: Sequence[str | Path],
    old: Cleaner,
    new: Cleaner,
    *,
    jobs: int = 1,
    skip: Iterable[str] = (),
    columns: Columns | None = None,
) -> Iterator[PageDiff]:
    """Clean the same pages with two cleaners and compare what comes out, page by page.

    Args:
        pages: folders, patterns, pages and archives, as a run takes them.
        old, new: cleaners with different rules or options.
        jobs: worker processes. skip: fields that are not compared. columns: of Parquet and JSONL.

    Raises:
        InputError: there is nothing to read.
    """
    columns = columns or Columns()
    look_at_inputs(pages, ())
    check_columns(find_inputs(pages, ()), columns)
    reader = PageReader(find_inputs(pages, ()), columns, MAX_BYTES)
    pool: WorkerPool[Record, PageDiff] = WorkerPool(
        _CleanTwice(old, new, frozenset(skip)), jobs, timeout=TIMEOUT
    )
    results = pool.map(reader.read(), size=lambda r: len(r.source or ""), answer=_unread)
    for record, result in results:
        yield result if isinstance(result, PageDiff) else PageDiff(record.id, f"not cleaned: {result.reason}")


def _unread(record: Record) -> PageDiff | None:
    return PageDiff(record.id, f"not cleaned: {record.problem}") if record.problem else None


@dataclass(frozen=True, slots=True)
class _CleanTwice:
    """What a worker does with a page: clean it with either set of rules."""

    old: Cleaner
    new: Cleaner
    skip: frozenset[str]

    def __call__(self, record: Record) -> PageDiff:
        page = (record.source, record.url, record.content_type)
        rows = [cleaner.clean(*page).to_dict() for cleaner in (self.old, self.new)]
        return compare_rows(record.id, rows[0], rows[1], self.skip)


def compare_rows(
    id: str, old: dict[str, Any], new: dict[str, Any], skip: frozenset[str] = frozenset()
) -> PageDiff:
    """Compare the rows of one page."""
    changes = []
    for name in dict.fromkeys([*old, *new]):
        if name in NAMES or name in skip:
            continue
        before, after = old.get(name), new.get(name)
        if before == after:
            continue
        if isinstance(before, dict) and isinstance(after, dict):
            for part in dict.fromkeys([*before, *after]):
                if f"{name}.{part}" not in skip and before.get(part) != after.get(part):
                    changes.append(_change(f"{name}.{part}", before.get(part), after.get(part)))
        else:
            changes.append(_change(name, before, after))
    rules = _fired(new)
    rules.subtract(_fired(old))
    return PageDiff(
        id,
        "differs" if changes else "same",
        tuple(changes),
        {rule: times for rule, times in sorted(rules.items()) if times},
        (str(old.get("verdict")), str(new.get("verdict"))),
    )


def _change(name: str, old: Any, new: Any) -> Change:
    if isinstance(old, str) and isinstance(new, str):
        return _first_difference(name, old, new)
    if isinstance(old, list) and isinstance(new, list):
        for number, (a, b) in enumerate(zip_longest(old, new), 1):
            if a != b:
                return Change(name, _show(a), _show(b), f"{number} of {len(old)} → {len(new)}")
    return Change(name, _show(old), _show(new))


def _first_difference(name: str, old: str, new: str) -> Change:
    """The surroundings of the first character that differs, within its line."""
    if "\n" not in old + new and len(old) + len(new) <= SHOWN:
        return Change(name, old, new)
    left, right = old.split("\n"), new.split("\n")
    line = next(
        (i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right))
    )
    a = left[line] if line < len(left) else None
    b = right[line] if line < len(right) else None
    if a is None or b is None:
        at = 0
    else:
        at = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return Change(name, _around(a, at), _around(b, at), f"line {line + 1}, character {at + 1}")


def _around(line: str | None, at: int) -> str:
    if line is None:
        return "(end of text)"
    start, end = max(0, at - AROUND), at + AROUND
    return ("…" if start else "") + line[start:at] + "▸" + line[at:end] + ("…" if end < len(line) else "")


def _show(value: Any) -> str:
    if isinstance(value, dict):
        value = {k: v for k, v in value.items() if v not in (None, "", [], 0)}
    text = value if isinstance(value, str) else "none" if value is None else repr(value)
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def _fired(row: dict[str, Any]) -> Counter[str]:
    trail = row.get("trail") or {}
    counts: Counter[str] = Counter()
    for edit in trail.get("edits") or ():
        counts.update(edit["rule"].split("+"))
    counts.update(removal["rule"] for removal in trail.get("removals") or ())
    return counts


class _Waiting:
    """Rows of one side that the other has not come to yet: the first in memory, the others in a file that goes with it."""

    def __init__(self) -> None:
        self._held: dict[str, deque[dict[str, Any]]] = {}
        self._room = HELD
        self._on_disk: Counter[str] = Counter()  # rows of a name that are on disk
        self._disk: sqlite3.Connection | None = None

    def put(self, id: str, row: dict[str, Any]) -> None:
        if self._room > 0 and not self._on_disk[id]:
            self._held.setdefault(id, deque()).append(row)
            self._room -= 1
            return
        if self._disk is None:
            self._disk = sqlite3.connect("")  # a temporary file that SQLite removes
            self._disk.execute("CREATE TABLE rows (number INTEGER PRIMARY KEY, id BLOB, row BLOB)")
            self._disk.execute("CREATE INDEX by_id ON rows (id, number)")
        packed = zlib.compress(pickle.dumps(row, pickle.HIGHEST_PROTOCOL), 1)
        self._disk.execute("INSERT INTO rows (id, row) VALUES (?, ?)", (_key(id), packed))
        self._on_disk[id] += 1

    def take(self, id: str) -> dict[str, Any] | None:
        """The first row of this name that waits, if one does."""
        if id in self._held:
            row = self._held[id].popleft()
            if not self._held[id]:
                del self._held[id]
            self._room += 1
            return row
        if not self._on_disk[id]:
            return None
        assert self._disk is not None
        number, packed = self._disk.execute(
            "SELECT number, row FROM rows WHERE id = ? ORDER BY number LIMIT 1", (_key(id),)
        ).fetchone()
        self._disk.execute("DELETE FROM rows WHERE number = ?", (number,))
        self._on_disk[id] -= 1
        if not self._on_disk[id]:
            del self._on_disk[id]
        return _unpack(packed)

    def rest(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """What waits, in the order in which it came, but for what had to go to the disk: that is last."""
        for id, rows in self._held.items():
            for row in rows:
                yield id, row
        if self._disk is not None:
            for id, packed in self._disk.execute("SELECT id, row FROM rows ORDER BY number"):
                yield _name(id), _unpack(packed)
            self._disk.close()


def _key(id: str) -> bytes:
    return id.encode("utf-8", "surrogatepass")


def _name(key: bytes) -> str:
    return key.decode("utf-8", "surrogatepass")


def _unpack(packed: bytes) -> dict[str, Any]:
    row: dict[str, Any] = pickle.loads(zlib.decompress(packed))  # we packed it ourselves
    return row


def _pair(
    old: Iterator[dict[str, Any]], new: Iterator[dict[str, Any]], skip: frozenset[str]
) -> Iterator[PageDiff]:
    """Pair rows by name, whatever their order; rows of one name pair in the order in which they come."""
    waiting_old, waiting_new = _Waiting(), _Waiting()
    for number, (a, b) in enumerate(zip_longest(old, new), 1):
        name_a = "" if a is None else row_name(a, number)
        name_b = "" if b is None else row_name(b, number)
        if a is not None and b is not None and name_a == name_b:
            # Rows of this name that came before pair first.
            first_a, first_b = waiting_old.take(name_a), waiting_new.take(name_b)
            if first_a is not None:
                waiting_old.put(name_a, a)
            if first_b is not None:
                waiting_new.put(name_b, b)
            yield compare_rows(name_a, first_a or a, first_b or b, skip)
            continue
        if a is not None:
            match = waiting_new.take(name_a)
            if match is None:
                waiting_old.put(name_a, a)
            else:
                yield compare_rows(name_a, a, match, skip)
        if b is not None:
            match = waiting_old.take(name_b)
            if match is None:
                waiting_new.put(name_b, b)
            else:
                yield compare_rows(name_b, match, b, skip)
    for state, waiting in (("only old", waiting_old), ("only new", waiting_new)):
        for name, row in waiting.rest():
            verdict = str(row.get("verdict"))
            yield PageDiff(name, state, verdicts=(verdict, verdict))

"""What a run works on: a page with its name, and what became of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

__all__ = ["Cleaned", "Record"]


@dataclass(frozen=True, slots=True)
class Record:
    """One page as it was read.

    Attributes:
        id: names the page in the result.
        source: the page, bytes or text; ``None`` where it was not read.
        origin: where it stands: the file, and the place in it.
        problem: why it cannot be cleaned, or ``""``.
        consumed: bytes of the inputs read so far, for the progress.
        skipped: what was read since the page before and is no page, by the reason.
    """

    id: str
    source: bytes | str | None
    url: str | None = None
    content_type: str | None = None
    origin: str = ""
    problem: str = ""
    consumed: int = 0
    skipped: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What a worker made of a page.

    Attributes:
        row: the article as a line of JSON or as an Arrow record batch of one row; ``b""`` where there is none.
        problem: why there is none, or ``""``.
        counts: name of a figure of the summary → name of what was counted → times, of this page.
    """

    row: bytes
    problem: str = ""
    counts: dict[str, dict[str, int]] = field(default_factory=dict)

    def __reduce__(self) -> tuple[Any, ...]:
        return Cleaned, (self.row, self.problem, self.counts)

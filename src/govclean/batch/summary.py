"""What came of a run, in figures."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

__all__ = ["Summary"]

_COUNTED = ("verdicts", "page_types", "encodings", "hosts", "rules", "defects", "problems", "skipped")
SHOWN = 12  # names of one figure that the text shows; the JSON has them all
HOSTS_KEPT = 10_000  # hosts that the JSON names; a crawl of a country has more, and a summary is to be read


@dataclass(slots=True)
class Summary:
    """Figures of a run, or of one part of it.

    Attributes:
        pages: pages read; ``rows`` of them are in the result, ``quarantined`` are not.
        seconds: time that went into the parts that count.
        verdicts, page_types, encodings, hosts: pages by each.
        rules: how often each rule edited or removed something.
        defects: pages that broke a stage of govclean, by stage: please report them.
        problems: pages in quarantine, by the reason.
        skipped: records of archives that are no pages, by the reason.
    """

    pages: int = 0
    rows: int = 0
    quarantined: int = 0
    seconds: float = 0.0
    verdicts: Counter[str] = field(default_factory=Counter)
    page_types: Counter[str] = field(default_factory=Counter)
    encodings: Counter[str] = field(default_factory=Counter)
    hosts: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    defects: Counter[str] = field(default_factory=Counter)
    problems: Counter[str] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)

    def count(self, counts: Mapping[str, Mapping[str, int]]) -> None:
        """Add what a worker counted of one page."""
        for name, counted in counts.items():
            getattr(self, name).update(counted)

    def add(self, other: Summary) -> None:
        """Add the figures of a part."""
        for name in ("pages", "rows", "quarantined", "seconds"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name in _COUNTED:
            getattr(self, name).update(getattr(other, name))

    @property
    def errors(self) -> int:
        """Pages that were not cleaned as they should have been."""
        return self.quarantined + sum(self.defects.values())

    def to_dict(self) -> dict[str, Any]:
        """Return plain data; each figure sorted by how often, then by name."""
        plain: dict[str, Any] = {}
        for item in dataclasses.fields(self):
            value = getattr(self, item.name)
            if isinstance(value, Counter):
                ranked = sorted(value.items(), key=lambda pair: (-pair[1], pair[0]))
                if item.name == "hosts" and len(ranked) > HOSTS_KEPT:
                    rest = sum(times for _, times in ranked[HOSTS_KEPT:])
                    ranked[HOSTS_KEPT:] = [(f"({len(ranked) - HOSTS_KEPT} others)", rest)]
                value = dict(ranked)
            plain[item.name] = round(value, 3) if isinstance(value, float) else value
        return plain

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Summary:
        """Read back what :meth:`to_dict` returned."""
        known = {item.name for item in dataclasses.fields(cls)}
        values: dict[str, Any] = {k: Counter(v) if isinstance(v, dict) else v for k, v in data.items()}
        return cls(**{name: value for name, value in values.items() if name in known})

    def __str__(self) -> str:
        speed = f", {self.pages / self.seconds:.1f} a second" if self.seconds >= 1 else ""
        lines = [
            f"{self.pages:,} {'page' if self.pages == 1 else 'pages'} in {self.seconds:,.0f} s{speed}: {self.rows:,} cleaned, "
            f"{self.quarantined:,} in quarantine"
        ]
        plain = self.to_dict()
        for name in _COUNTED:
            counted = list(plain[name].items())
            shown = ", ".join(f"{key} {times:,}" for key, times in counted[:SHOWN])
            more = f", and {len(counted) - SHOWN} more" if len(counted) > SHOWN else ""
            if shown:
                lines.append(f"  {name.replace('_', ' ')}: {shown}{more}")
        return "\n".join(lines)

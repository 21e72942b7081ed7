"""Charts as HTML with inline SVG: each bar is a button that filters the table of pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape

from ..show.marks import printable

__all__ = ["bars", "columns"]

MOST_BARS = 12
# The years of the web: what is outside is a misread date, and is counted beside the chart, not drawn.
FIRST_YEAR, LAST_YEAR = 1994, 2100


def bars(
    title: str, key: str, counts: Mapping[str, int], total: int, *, none: str = "none", note: str = ""
) -> str:
    """Return a chart of horizontal bars, the most frequent first.

    Args:
        key: which filter a bar sets (the name of a ``data-key``).
        total: what the shares are of.
        none: how the empty value is called.
    """
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    if not ranked:
        return ""
    most = ranked[0][1] or 1
    rows = [_bar(key, value, none, count, most, total) for value, count in ranked[:MOST_BARS]]
    rest = ranked[MOST_BARS:]
    more = ""
    if rest:
        hidden = "".join(_bar(key, value, none, count, most, total) for value, count in rest[:200])
        dropped = f" (the first 200 of {len(rest):,})" if len(rest) > 200 else ""
        more = (
            f'<details><summary>{len(rest):,} more{dropped}</summary><ul class="bars">{hidden}</ul></details>'
        )
    note = f'<p class="soft">{escape(note)}</p>' if note else ""
    return (
        f'<section class="chart" aria-label="{escape(title)}"><h2>{escape(title)}</h2>{note}'
        f'<ul class="bars">{"".join(rows)}</ul>{more}</section>'
    )


def _bar(key: str, value: str, none: str, count: int, most: int, total: int) -> str:
    label = printable(value) or none
    share = count / total if total else 0
    told = f"{label}: {count:,} pages, {share:.1%}"
    kind = f" {key}-{value}" if key == "verdict" and value.isalpha() and value.isascii() else ""
    return (
        f'<li><button type="button" class="bar{escape(kind)}" data-key="{escape(key)}" data-value="{escape(value)}" '
        f'aria-pressed="false" aria-label="{escape(told)}; show these pages">'
        f'<span class="name">{escape(label)}</span>'
        f'<svg aria-hidden="true" height="10" preserveAspectRatio="none" viewBox="0 0 1000 10">'
        f'<rect class="track" width="1000" height="10" rx="3"/>'
        f'<rect class="fill" width="{max(4, round(1000 * count / most))}" height="10" rx="3"/></svg>'
        f'<span class="count">{count:,}</span><span class="share">{share:.1%}</span></button></li>'
    )


def columns(title: str, key: str, counts: Counter[str]) -> str:
    """Return a chart of years as columns, without gaps between the first and the last."""
    years = sorted(int(y) for y in counts if y.isdigit() and FIRST_YEAR <= int(y) <= LAST_YEAR)
    if not years:
        return ""
    span: Sequence[int] = range(years[0], years[-1] + 1)
    most = max(counts[str(year)] for year in years)
    bars = "".join(_column(key, year, counts[str(year)], most) for year in span)
    odd = sum(n for y, n in counts.items() if y and int(y) not in span)
    notes = [f"{counts['']:,} pages without a date"] if counts[""] else []
    notes += [f"{odd:,} pages with a date outside {FIRST_YEAR}–{LAST_YEAR}"] if odd else []
    note = f'<p class="soft">{escape("; ".join(notes))}</p>' if notes else ""
    return (
        f'<section class="chart wide" aria-label="{escape(title)}"><h2>{escape(title)}</h2>{note}'
        f'<ul class="columns">{bars}</ul></section>'
    )


def _column(key: str, year: int, count: int, most: int) -> str:
    height = round(100 * count / most) if count else 0
    return (
        f'<li><button type="button" class="column" data-key="{key}" data-value="{year}" aria-pressed="false" '
        f'aria-label="{year}: {count:,} pages; show these pages"{"" if count else " disabled"}>'
        f'<span class="count">{count or ""}</span>'
        f'<svg aria-hidden="true" height="100" preserveAspectRatio="none" viewBox="0 0 10 100">'
        f'<rect class="fill" y="{100 - height}" width="10" height="{height}"/></svg>'
        f'<span class="name">{year}</span></button></li>'
    )

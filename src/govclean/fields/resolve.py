"""The choice among all statements, field by field, and the warnings where they disagree."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from ..page import Page
from .evidence import IMPOSSIBLE, Evidence, choose
from .head_title import cut_head_title, squeeze
from .labels import DATE_FIELDS
from .title import Title

__all__ = ["resolve"]

_FIELDS = (
    "source",
    "author",
    "editor",
    "published_at",
    "modified_at",
    "signed_on",
    "document_number",
    "index_number",
    "issuer",
    "subject",
    "validity",
)


def resolve(page: Page, stated: list[Evidence], title: Title | None, titles: Sequence[Evidence]) -> None:
    """Choose the value of every field among ``stated`` into ``page.values``; ``titles`` are the statements about the title."""
    _resolve_title(page, title, titles)
    by_field: dict[str, list[Evidence]] = {}
    for evidence in stated:
        by_field.setdefault(evidence.field, []).append(evidence)
    # An entry's date of making stands in for 成文日期 only where neither that nor a signature is stated.
    for entry in by_field.get("produced_on", ()):
        by_field.setdefault("signed_on", []).append(
            Evidence("signed_on", entry.value, entry.origin, 40, entry.typed, "生成日期", entry.asserted)
        )
    by_field["author"] = list(_authors(by_field))
    if by_field.get("index_number") and not by_field.get("issuer"):
        # In a record of the directory 信息来源 names the issuing body.
        by_field["issuer"] = [
            Evidence("issuer", e.value, e.origin, 35)
            for e in by_field.get("source", ())
            if "信息来源" in e.origin
        ]
    if "document_number" not in page.values and not by_field.get("document_number"):
        # Only a 公文 has a 发文机关; who signs a news item is not one.
        by_field["issuer"] = [e for e in by_field.get("issuer", ()) if e.origin != "signature"]
        # So is a date alone below the text the day of signature only in one.
        by_field["signed_on"] = [e for e in by_field.get("signed_on", ()) if e.origin != "closing date"]
    by_field["published_at"] = _with_times(by_field.get("published_at", []))
    if not any(e.asserted for e in by_field["published_at"]):
        by_field["published_at"] += _other_days(by_field)
    by_field["source"], by_field["issuer"] = _departments(by_field)
    for field in _FIELDS:
        best = choose(page, field, by_field.get(field, []))
        if field == "published_at" and best is not None and best.note == _ONLY_DAY:
            page.warn(
                "fields.only-day", f"the page states no day of publication; {best.origin} says {best.value}"
            )
    _resolve_keywords(page, by_field.get("keywords", []))
    _warn_dates(page, by_field)


def _resolve_title(page: Page, title: Title | None, titles: Sequence[Evidence]) -> None:
    stated = [Evidence(e.field, _one_line(e.value), e.origin, e.score, note=e.note) for e in titles]
    names = [page.site.get("name", ""), page.site.get("column", "")]
    if page.head_title:
        cut = cut_head_title(page.head_title, names)
        # og:title is often a copy of <title>, with the site's name.
        stated = [
            e
            for e in stated
            if not (e.origin.startswith(("meta:og", "meta:tw")) and e.value == page.head_title)
        ]
        if cut:
            stated.append(Evidence("title", cut, "<title>", 30))
    if title is not None:
        text = _one_line(title.text)
        whole = next((e.value for e in stated if _completes(text, e.value)), None)
        if whole:
            stated.append(Evidence("title", whole, "displayed", 100, note=f"displayed cut short as {text}"))
        else:
            stated.append(Evidence("title", text, "displayed", 100))
    else:
        site = {squeeze(n) for n in names}
        stated = [e for e in stated if squeeze(e.value) not in site]
    choose(page, "title", stated)
    if title is not None and squeeze(page.site.get("column", "")) == squeeze(title.text):
        page.site.pop("column")  # the last crumb was the article itself
    if title is not None and title.subtitle is not None:
        page.values["subtitle"] = _one_line(page.pieces[title.subtitle].text)


def _completes(shown: str, whole: str) -> bool:
    """Whether ``shown`` is ``whole`` cut short with an ellipsis."""
    match = re.match(r"(.{6,}?)\s*(?:\.{2,6}|…{1,2})$", shown)
    return match is not None and squeeze(whole).startswith(squeeze(match[1])) and len(whole) > len(match[1])


def _one_line(text: str) -> str:
    return " ".join(text.split())


_ONLY_DAY = "the only day that the page states"


def _other_days(by_field: dict[str, list[Evidence]]) -> Iterator[Evidence]:
    """Offer 更新时间, or the 发文时间 of a header line without a record, where no day of publication is stated.

    Many systems of counties (动易, 科汛) print nothing else over an article.
    """
    stated = [e for e in by_field.get("modified_at", ()) if not e.origin.startswith("meta")]
    if not by_field.get("index_number") and not by_field.get("document_number"):
        stated += [e for e in by_field.get("signed_on", ()) if "发文" in e.origin]
    for e in stated:
        yield Evidence("published_at", e.value, e.origin, e.score - 30, e.typed, _ONLY_DAY, e.asserted)


def _departments(by_field: dict[str, list[Evidence]]) -> tuple[list[Evidence], list[Evidence]]:
    """Return sources and issuers: in a record of the directory 发布部门 names the issuing body."""
    sources, issuers = by_field.get("source", []), by_field.get("issuer", [])
    if not (by_field.get("index_number") or by_field.get("document_number")):
        return sources, issuers
    moved = [e for e in sources if e.origin.endswith(":发布部门")]
    issuers = issuers + [Evidence("issuer", e.value, e.origin, e.score) for e in moved]
    return [e for e in sources if e not in moved], issuers


# An office publishes between 8 and 24 o'clock; an earlier hour in a tag is more likely the afternoon on a 12-hour clock
# (DOMAIN 3.1: templates with hh:mm), so the displayed day is left without a time.
FIRST_HOUR = 8


def _with_times(stated: list[Evidence]) -> list[Evidence]:
    """Add the time of day that a meta tag gives to the day that is displayed, where both agree on the day."""
    tags = [e for e in stated if e.origin.startswith("meta:") and isinstance(e.typed, dt.datetime)]
    best = max((e for e in stated if e.asserted), key=lambda e: e.score, default=None)
    if best is None or best.origin.startswith("meta:"):
        return stated
    for tag in sorted(tags, key=lambda e: -e.score):
        moment, shown = tag.typed, best.typed
        assert isinstance(moment, dt.datetime)
        if isinstance(shown, dt.datetime):
            agrees = shown.second == 0 and moment.replace(second=0) == shown and moment.second > 0
        else:
            agrees = moment.date() == shown and moment.hour >= FIRST_HOUR
        if agrees:
            note = f"displayed {best.value}, the time is from {tag.origin}"
            return [*stated, Evidence(best.field, tag.value, best.origin, best.score + 1, moment, note)]
    return stated


def _authors(by_field: dict[str, list[Evidence]]) -> Iterator[Evidence]:
    """Meta tags name whoever filed the page: kept as a candidate, asserted only where the page displays the same name."""
    stated = by_field.get("author", [])
    shown = {e.value for e in stated if not e.origin.startswith("meta")}
    for evidence in stated:
        if not evidence.origin.startswith("meta"):
            yield evidence
        elif evidence.value not in shown:
            yield Evidence(
                "author", evidence.value, evidence.origin, evidence.score, asserted=False,
                note="the tag often names the editor or the system; the page does not display this author",
            )  # fmt: skip


def _resolve_keywords(page: Page, stated: Sequence[Evidence]) -> None:
    """Keywords of the article, not of the site: most of them must stand in its title or text."""
    text = ""
    for evidence in sorted(stated, key=lambda e: -e.score):
        words = [w.strip() for w in re.split(r"[;,，；、|\s]+", evidence.value) if w.strip()]
        words = list(dict.fromkeys(w for w in words if len(w) <= 20))
        if not words or len(words) > 20:
            continue
        text = text or squeeze(" ".join([str(page.values.get("title", "")), *(p.text for p in page.body())]))
        inside = sum(squeeze(w) in text for w in words)
        if evidence.origin.startswith("meta") and inside * 10 < len(words) * 6:
            continue
        choose(
            page,
            "keywords",
            [Evidence("keywords", ";".join(words), evidence.origin, evidence.score, typed=tuple(words))],
        )
        return


def _warn_dates(page: Page, by_field: dict[str, list[Evidence]]) -> None:
    for field in sorted(DATE_FIELDS):
        for evidence in by_field.get(field, ()):
            if any(word in evidence.note for word in ("lost", "damaged", "exchanged")):
                page.warn("fields.damaged-date", f"{field}: {evidence.note}")
            elif evidence.note == IMPOSSIBLE:
                page.warn(
                    "fields.impossible-date", f"{field}: the page states {evidence.value}, {IMPOSSIBLE}"
                )
    chosen = page.values.get("published_at")
    for evidence in by_field.get("published_at", ()):
        if evidence.origin.startswith("meta:") and chosen is not None and evidence.asserted:
            stated = evidence.typed
            if str(stated)[:10] != str(chosen)[:10]:
                page.warn(
                    "fields.dates-disagree",
                    f"{evidence.origin} says {evidence.value}, the page displays {str(chosen)[:10]}",
                )
                return

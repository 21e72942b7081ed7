"""What a worker does with one page: clean it and write its row."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlsplit

from ..article import Article
from ..cleaner import Cleaner
from ..errors import InputError
from .records import Cleaned, Record

__all__ = ["CleanPage", "json_row"]

UNUSABLE = "input.unusable"


@dataclass(frozen=True, slots=True)
class CleanPage:
    """Cleans one page and returns its row; picklable.

    Attributes:
        arrow: rows are Arrow record batches and not lines of JSON.
    """

    cleaner: Cleaner
    arrow: bool = False

    def __call__(self, record: Record) -> Cleaned:
        try:
            article = self.cleaner.clean(record.source, record.url, record.content_type)
        except InputError as error:
            return Cleaned(b"", str(error))
        if article.warnings and article.warnings[0].startswith(UNUSABLE):
            return Cleaned(b"", article.warnings[0].partition(": ")[2])
        row = _arrow_row(record.id, article) if self.arrow else json_row(record.id, article)
        return Cleaned(row, "", count_article(article))


def json_row(id: str, article: Article) -> bytes:
    """The article as a line of JSON, its name first."""
    return (
        b'{"id": '
        + json.dumps(id, ensure_ascii=False).encode()
        + b", "
        + article.to_json()[1:].encode()
        + b"\n"
    )


def _arrow_row(id: str, article: Article) -> bytes:
    from ..contrib import arrow

    batch = arrow.pa.RecordBatch.from_pylist([arrow.article_to_row(article, id)], schema=arrow.SCHEMA)
    return bytes(batch.serialize().to_pybytes())


def count_article(article: Article) -> dict[str, dict[str, int]]:
    """What the summary counts of one article."""
    rules: Counter[str] = Counter()
    for edit in article.trail.edits:
        rules.update(edit.rule.split("+"))
    rules.update(removal.rule for removal in article.trail.removals)
    defects = {w.partition(":")[0]: 1 for w in article.warnings if w.startswith("defect.")}
    return {
        "verdicts": {article.verdict: 1},
        "page_types": {article.page_type: 1},
        "encodings": {article.encoding.name: 1},
        "hosts": {_host(article.url): 1},
        "rules": dict(rules),
        "defects": defects,
    }


def _host(url: str | None) -> str:
    try:
        return urlsplit(url or "").hostname or "(no address)"
    except ValueError:
        return "(no address)"

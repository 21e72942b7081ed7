"""Scores: character-bigram F1 of a body, snippets kept and leaked, fields.

The bigram F1 is the one of ``shared/pages/score.py``: text is compared with white space removed, as multisets of
character bigrams; paragraphs that the gold calls optional are dropped from both sides where they match exactly.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

_SPACE = re.compile(r"[\s\u3000\xa0\u200b\ufeff]+")


def squeeze(text: str | None) -> str:
    return _SPACE.sub("", text or "")


def bigram_f1(gold: str, predicted: str) -> float:
    """F1 of the character bigrams of two texts without white space, 0–1."""
    a = Counter(gold[i : i + 2] for i in range(len(gold) - 1))
    b = Counter(predicted[i : i + 2] for i in range(len(predicted) - 1))
    common = sum((a & b).values())
    if not common:
        return 1.0 if gold == predicted else 0.0
    precision, recall = common / sum(b.values()), common / sum(a.values())
    return 2 * precision * recall / (precision + recall)


@dataclass(slots=True)
class Prediction:
    """What an extractor says of a page, in the words of the gold."""

    body: str = ""
    title: str | None = None
    source: str | None = None
    author: str | None = None
    pub_date: str | None = None
    doc_number: str | None = None
    index_no: str | None = None
    issuer: str | None = None
    page_type: str | None = None


@dataclass(slots=True)
class PageScore:
    """One page: ``f1`` is ``None`` where the gold has no body; ``fields`` tells right from wrong per field."""

    name: str
    f1: float | None = None
    kept: int = 0
    snippets: int = 0
    leaked: list[str] = field(default_factory=list)
    boilerplate: int = 0
    fields: dict[str, bool] = field(default_factory=dict)


def score_page(gold: dict[str, Any], p: Prediction) -> PageScore:
    """Score a page of ``shared/pages`` the way its ``score.py`` does."""
    row = PageScore(gold["file"])
    body = squeeze(p.body)
    row.snippets, row.boilerplate = len(gold["with"]), len(gold["without"])
    row.kept = sum(squeeze(s) in body for s in gold["with"])
    row.leaked = [s for s in gold["without"] if squeeze(s) in body]
    optional = [squeeze(s) for s in gold.get("optional", [])]
    wanted = squeeze("".join(s for s in gold["body"] if s not in gold.get("optional", [])))
    for snippet in optional:
        if snippet and snippet not in wanted:
            body = body.replace(snippet, "")
    if not gold.get("body_missing"):
        row.f1 = bigram_f1(wanted, body)
    _score_fields(gold, p, row)
    return row


def _score_fields(gold: dict[str, Any], p: Prediction, row: PageScore) -> None:
    for key in ("title", "source", "author", "doc_number", "index_no", "issuer"):
        if not gold.get(key):
            continue
        value = squeeze(getattr(p, key))
        right = value == squeeze(gold[key])
        if key == "title" and value:
            joined = {
                squeeze(gold["title"] + (gold.get("subtitle") or "")),
                squeeze((gold.get("pretitle") or "") + gold["title"]),
            }
            right = right or value in joined
        row.fields[key] = right
    dates = {gold["pub_date"][:10], *(d[:10] for d in gold.get("pub_date_alt", []))}
    row.fields["date"] = (p.pub_date or "")[:10] in dates


def score_bench(name: str, gold_text: str, p: Prediction, meta: dict[str, Any]) -> PageScore:
    """Score a page of ``shared/bench``: its golds hold the title or not, so the title is put in front where they do."""
    row = PageScore(name)
    gold = squeeze(gold_text)
    body = squeeze(p.body)
    title = squeeze(p.title)
    if title and gold.startswith(title) and not body.startswith(title):
        body = title + body
    row.f1 = bigram_f1(gold, body)
    for key, wanted in (
        ("doc_number", meta.get("doc_number_sql")),
        ("index_no", meta.get("index_no_sql")),
        ("issuer", meta.get("issuer_sql")),
        ("title", meta.get("title_sql")),
    ):
        if wanted:
            row.fields[key] = squeeze(getattr(p, key)) == squeeze(wanted)
    return row

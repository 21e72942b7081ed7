"""Pages made after templates that the rules were not made on: each field of each page comes out.

Every ``<slug>.html`` has the tags, classes, header line, tools and footer of a kind of site, with a text of our own;
``<slug>.json`` tells what must come out.  ``text`` is a list of paragraphs; ``optional`` ones may be there or not.  A
field that the truth does not name must be empty if it is in ``QUIET``: a value nobody wrote is as wrong as a wrong one.
``known`` (field → reason) marks what is known to fail, as strict ``xfail``.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from govclean import Article, clean

FOLDER = Path(__file__).parent
SLUGS = sorted(path.stem for path in FOLDER.glob("*.json"))

# Fields that must stay empty unless the truth names them.
QUIET = ("source", "author", "editor", "document_number", "index_number", "attachments", "published_at")
FIELDS = (
    "title",
    "subtitle",
    "source",
    "author",
    "editor",
    "published_at",
    "signed_on",
    "modified_at",
    "document_number",
    "index_number",
    "issuer",
    "validity",
)
ARTICLE_FIELDS = ("text", *FIELDS, "attachments", "absent")


@cache
def truth_of(slug: str) -> dict[str, Any]:
    truth: dict[str, Any] = json.loads((FOLDER / f"{slug}.json").read_text(encoding="utf-8"))
    return truth


@cache
def article_of(slug: str) -> Article:
    return clean((FOLDER / f"{slug}.html").read_bytes(), url=truth_of(slug).get("url"))


def squeeze(text: str) -> str:
    return re.sub(r"[\s\u3000\xa0]+", "", text)


def difference(slug: str, field: str) -> str:
    """Return what is wrong with one field of one page, ``""`` if nothing."""
    truth, article = truth_of(slug), article_of(slug)
    if field == "page_type":
        kinds = truth["page_type"] if isinstance(truth["page_type"], list) else [truth["page_type"]]
        return "" if article.page_type in kinds else f"page_type {article.page_type}, expected {kinds}"
    if field == "text":
        return text_difference(truth, article)
    if field == "absent":
        leaked = [s for s in truth.get("absent", []) if squeeze(s) in squeeze(article.text)]
        return f"leaked into the text: {leaked}" if leaked else ""
    plain = article.to_dict()
    if field == "attachments":
        names = [re.sub(r"\.[A-Za-z]{2,5}$", "", a["name"]) for a in plain["attachments"]]
        wanted = truth.get("attachments", [])
        return "" if names == wanted else f"attachments {names}, expected {wanted}"
    have, want = plain[field], truth.get(field)
    if isinstance(want, list) and have in want:
        return ""
    if isinstance(want, str) and isinstance(have, str) and squeeze(want) == squeeze(have):
        return ""
    return "" if have == want else f"{field} {have!r}, expected {want!r}"


def text_difference(truth: dict[str, Any], article: Article) -> str:
    optional = {squeeze(line) for line in truth.get("optional", [])}
    have = [squeeze(line) for line in article.text.split("\n")]
    have = [line for line in have if line and line not in optional]
    want = [line for line in map(squeeze, truth["text"]) if line not in optional]
    if "".join(have) == "".join(want):
        return ""
    missing = [line for line in want if line not in have]
    surplus = [line for line in have if line not in want]
    return f"text: missing {missing}, surplus {surplus}"


def fields_of(slug: str) -> list[str]:
    """The fields that are looked at on a page: an article's are checked, of other pages only the type."""
    truth = truth_of(slug)
    if truth["page_type"] != "article":
        return ["page_type"]
    return ["page_type", *(f for f in ARTICLE_FIELDS if f in truth or f in QUIET)]


def cases() -> list[Any]:
    out = []
    for slug in SLUGS:
        for field in fields_of(slug):
            reason = truth_of(slug).get("known", {}).get(field)
            marks = pytest.mark.xfail(reason=reason, strict=True) if reason else ()
            out.append(pytest.param(slug, field, id=f"{slug}-{field}", marks=marks))
    return out


@pytest.mark.parametrize(("slug", "field"), cases())
def test_template(slug: str, field: str) -> None:
    wrong = difference(slug, field)
    assert not wrong, f"{slug}: {wrong}"


def test_no_stage_broke() -> None:
    broken = [(slug, w) for slug in SLUGS for w in article_of(slug).warnings if w.startswith("defect")]
    assert not broken

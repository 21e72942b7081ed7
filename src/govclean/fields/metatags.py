"""Meta tags: 网页标签 of 《政府网站发展指引》 (国办发〔2017〕47号), Open Graph, and what publishing systems add."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from itertools import islice

from ..page import Page
from .dates import read_meta_date
from .evidence import Evidence
from .head_title import squeeze
from .numbers import read_index_number, read_number

__all__ = ["meta_evidence", "site_facts"]

# Name in lower case → (field, score).  Scores order candidates of one field; what is displayed scores above 60.
_FIELDS: dict[str, tuple[str, float]] = {
    "articletitle": ("title", 60), "og:title": ("title", 50), "twitter:title": ("title", 40), "dc.title": ("title", 40),
    "pubdate": ("published_at", 58), "firstpublishedtime": ("published_at", 58), "publishtime": ("published_at", 56),
    "article:published_time": ("published_at", 56), "publishdate": ("published_at", 54), "og:time": ("published_at", 50),
    "og:release_date": ("published_at", 52), "datepublished": ("published_at", 52), "dc.date": ("published_at", 45),
    "date": ("published_at", 45), "publish_time": ("published_at", 50), "pub_date": ("published_at", 50),
    "weibo:article:create_at": ("published_at", 50), "weibo: article:create_at": ("published_at", 50),
    "lastmodifiedtime": ("modified_at", 55), "article:modified_time": ("modified_at", 55), "datemodified": ("modified_at", 50),
    "og:updated_time": ("modified_at", 50), "article:updated_time": ("modified_at", 50),
    "contentsource": ("source", 55), "source": ("source", 50), "mediaid": ("source", 40), "dc.source": ("source", 40),
    "editorname": ("editor", 50), "editor": ("editor", 40),
    "author": ("author", 10), "article:author": ("author", 12), "og:article:author": ("author", 12), "dc.creator": ("author", 10),
    "keywords": ("keywords", 30), "news_keywords": ("keywords", 30),
    "indexnumber": ("index_number", 50), "indexno": ("index_number", 50), "filenum": ("document_number", 50),
    "docnumber": ("document_number", 50), "fileno": ("document_number", 50),
}  # fmt: skip
_DATES = frozenset({"published_at", "modified_at"})
_TAGS = re.compile(r"</?[A-Za-z][^<>]{0,200}>")
_NOTHING = frozenset(
    {
        "",
        "无",
        "暂无",
        "-",
        "--",
        "null",
        "none",
        "undefined",
        "N/A",
        "nan",
        "/",
        "空",
        "本站",
        "未知",
        "不详",
    }
)


def clean_content(content: str) -> str:
    """Return a meta tag's content as text: entities and tags undone, white space collapsed."""
    text = unescape(content) if "&" in content else content
    if "<" in text:
        text = _TAGS.sub(" " if ">——" not in text else "", text)
    return " ".join(text.split())


def is_nothing(value: str) -> bool:
    """Whether a value says that there is none (``无``, ``-``, ``null``) or is an unfilled template."""
    return value in _NOTHING or value.lower() in _NOTHING or "{{" in value or "<%" in value or "${" in value


def meta_evidence(page: Page) -> list[Evidence]:
    """Return what the page's meta tags state about the article, in document order."""
    found: list[Evidence] = []
    for name, content in page.meta:
        known = _FIELDS.get(name)
        value = clean_content(content) if known else ""
        if known is None or is_nothing(value) or len(value) > 400:
            continue
        field, score = known
        origin = f"meta:{name}"
        if field in _DATES:
            stated = read_meta_date(value)
            if stated is not None:
                found.append(
                    Evidence(field, value, origin, score, typed=stated, note=_clock_note(value, stated))
                )
        elif field == "document_number":
            number = read_number(value)
            if number is not None:
                found.append(Evidence(field, number.value, origin, score, note=f"written {value}"))
        elif field == "index_number":
            index = read_index_number(value)
            if index is not None:
                found.append(Evidence(field, index, origin, score))
        else:
            value = re.sub(r"^(?:来源|來源)\s*[:：]\s*", "", value) if field == "source" else value
            found.append(Evidence(field, value, origin, score))
    return found + json_evidence(page)


_LD = re.compile(r"<script[^<>]{0,200}application/ld\+json[^<>]{0,100}>", re.IGNORECASE)
MAX_LD = 4  # scripts, each of at most 50,000 characters, that are read
_LD_FIELDS = {
    "headline": ("title", 55.0),
    "datePublished": ("published_at", 55.0),
    "dateModified": ("modified_at", 52.0),
}


def json_evidence(page: Page) -> list[Evidence]:
    """Return what JSON-LD (schema.org NewsArticle) in the page states: headline, dates, the author's name."""
    if not page.is_html or "ld+json" not in page.text:
        return []
    found: list[Evidence] = []
    for match in islice(_LD.finditer(page.text), MAX_LD):
        end = page.text.find("</", match.end(), match.end() + 50_000)
        try:
            data = json.loads(page.text[match.end() : max(end, match.end())])
        except (ValueError, RecursionError):
            continue
        for item in (data if isinstance(data, list) else [data])[:5]:
            if isinstance(item, dict) and "Article" in str(item.get("@type", "")):
                found += _article_of(item)
    # Some put a description into the headline: it must be what <title> says too.
    whole = squeeze(page.head_title[:500])
    return [e for e in found if e.field != "title" or squeeze(e.value) in whole]


def _article_of(item: dict[str, object]) -> Iterator[Evidence]:
    for key, (field, score) in _LD_FIELDS.items():
        value = item.get(key)
        if not isinstance(value, str) or len(value) > 400:
            continue
        stated = read_meta_date(value) if field in _DATES else None
        if field not in _DATES or stated is not None:
            yield Evidence(field, clean_content(value), f"meta:ld+json {key}", score, typed=stated)
    author = item.get("author")
    author = author[0] if isinstance(author, list) and author else author
    name = author.get("name") if isinstance(author, dict) else author
    if isinstance(name, str) and 2 <= len(name) <= 30:
        yield Evidence("author", name, "meta:ld+json author", 12)


def _clock_note(value: str, stated: object) -> str:
    """Publishing systems with the template ``hh:mm`` write 12-hour times without am or pm."""
    hour = getattr(stated, "hour", 0)
    return "the hour may be on a 12-hour clock" if 1 <= hour <= 12 and ":" in value else ""


_SITE_ID = re.compile(r"(?<![0-9A-Za-z])(?:bm\d{8}|\d{10})(?![0-9A-Za-z])", re.IGNORECASE)
_HOST = re.compile(r"(?:https?:)?/{0,2}(?P<host>[a-z0-9\-]+(?:\.[a-z0-9\-]+)+)", re.IGNORECASE)


def site_facts(page: Page) -> None:
    """Fill ``page.site`` from meta tags; what the footer gave stays unless the tag is the site's own statement."""
    said: dict[str, str] = {}
    for name, content in page.meta:
        value = clean_content(content)
        if name in ("sitename", "sitedomain", "siteidcode", "columnname", "lanmu") and not is_nothing(value):
            said.setdefault(name, value)
    if 2 <= len(said.get("sitename", "")) <= 60:
        page.site["name"] = said["sitename"]
    host = _HOST.match(said.get("sitedomain", "").strip())
    if host is not None:
        page.site["domain"] = host["host"].lower()
    code = _SITE_ID.fullmatch(said.get("siteidcode", "").strip())
    if code is not None:
        page.site["id_code"] = code[0].lower()
    column = said.get("columnname") or said.get("lanmu")
    if column and len(column) <= 40:
        page.site["column"] = column

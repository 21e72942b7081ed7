"""The extractors that are compared: govclean and its peers from PyPI, each used the way its own README shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from eval.scoring import Prediction

Extractor = Callable[[bytes, str | None, str], Prediction]


def run_govclean(data: bytes, url: str | None, encoding: str) -> Prediction:
    import govclean

    article = govclean.clean(data, url=url)
    return Prediction(
        article.text,
        article.title,
        article.source,
        article.author,
        article.published_at.isoformat() if article.published_at else None,
        article.document_number,
        article.index_number,
        article.issuer,
        article.page_type,
    )


def run_trafilatura(data: bytes, url: str | None, encoding: str) -> Prediction:
    import trafilatura

    found: Any = trafilatura.bare_extraction(data, url=url, with_metadata=True)
    if found is None:
        return Prediction()
    values = found if isinstance(found, dict) else found.as_dict()
    return Prediction(
        values.get("text") or "",
        values.get("title"),
        values.get("sitename"),
        values.get("author"),
        values.get("date"),
    )


def _decoded(data: bytes, encoding: str) -> str:
    """The peers below take text; they get it decoded as the gold says, which they would not manage alone."""
    name = {"gbk-bad": "gb18030", "gb2312": "gb18030", "gbk": "gb18030"}.get(encoding, encoding)
    return data.decode(name or "utf-8", "replace")


def run_gne(data: bytes, url: str | None, encoding: str) -> Prediction:
    from gne import GeneralNewsExtractor

    try:
        values = GeneralNewsExtractor().extract(_decoded(data, encoding))
    except Exception:
        return Prediction()
    return Prediction(
        values.get("content") or "",
        values.get("title"),
        values.get("source"),
        values.get("author"),
        (values.get("publish_time") or "").replace("/", "-"),
    )


def run_readability(data: bytes, url: str | None, encoding: str) -> Prediction:
    import lxml.html
    from readability import Document

    try:
        document = Document(_decoded(data, encoding))
        body = lxml.html.fromstring(document.summary()).text_content()
        return Prediction(body, document.short_title())
    except Exception:
        return Prediction()


def run_resiliparse(data: bytes, url: str | None, encoding: str) -> Prediction:
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding
    from resiliparse.parse.html import HTMLTree

    html = bytes_to_str(data, detect_encoding(data))
    tree = HTMLTree.parse(html)
    return Prediction(extract_plain_text(tree, main_content=True), tree.title)


def run_turbohtml(data: bytes, url: str | None, encoding: str) -> Prediction:
    import turbohtml

    found = turbohtml.parse(data, detect_encoding=True).article()
    date = str(found.date) if found.date else None
    return Prediction(found.text or "", found.title, found.site_name, found.byline, date)


PEERS: dict[str, Extractor] = {
    "trafilatura": run_trafilatura,
    "GNE": run_gne,
    "readability": run_readability,
    "resiliparse": run_resiliparse,
    "turbohtml": run_turbohtml,
}

"""Articles as rows of a table, and pages of a table as articles: what all tables share, without a package of any of them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from ..article import Article
from ..cleaner import Cleaner
from ..errors import InputError

__all__ = ["article_to_row", "clean_one", "row_to_article"]


def article_to_row(article: Article, id: str | None = None) -> dict[str, Any]:
    """Return ``article`` as a row of :data:`govclean.contrib.arrow.SCHEMA`: plain data that ``pyarrow`` takes as it is."""
    plain = article.to_dict()
    if _fits(plain):
        return {"id": id, **plain, "exact": None}
    return {"id": id, **_fitted(plain), "exact": json.dumps(plain)}


def row_to_article(row: Mapping[str, Any]) -> Article:
    """Rebuild the article from a row of :data:`govclean.contrib.arrow.SCHEMA`, as ``to_pylist()`` gives it.

    Raises:
        InputError: ``row`` is not such a row.
    """
    exact = row.get("exact") if isinstance(row, Mapping) else None
    return Article.from_dict(json.loads(exact) if exact else dict(row) if isinstance(row, Mapping) else row)


def clean_one(
    cleaner: Cleaner, source: bytes | str | None, url: str | None = None, content_type: str | None = None
) -> Article:
    """Clean one page of a table; what is no page gives an empty article with the reason."""
    try:
        if source is None:
            raise InputError("there is no page in this row: it is null")
        return cleaner.clean(source, url, content_type)
    except Exception as error:  # one row must never stop the others
        reason = str(error) if isinstance(error, InputError) else f"{type(error).__name__}: {error}"
        return cleaner._refuse(reason)


_INT64 = 1 << 63
# A whole number of 64 bits has at most 19 digits; in a text this many digits merely take the careful way.
_MANY_DIGITS = re.compile(r"\d{19}")


def _fits(plain: dict[str, Any]) -> bool:
    """Whether Arrow can hold ``plain``: its strings are UTF-8, its whole numbers have 64 bits."""
    text = json.dumps(plain, ensure_ascii=False)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return _MANY_DIGITS.search(text) is None or _fitted(plain) == plain


def _fitted(value: Any) -> Any:
    """``value`` with U+FFFD for each lone surrogate and null for each number that is too large."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, dict):
        return {key: _fitted(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_fitted(item) for item in value]
    return None if isinstance(value, int) and not -_INT64 <= value < _INT64 else value

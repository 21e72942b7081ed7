"""pandas: articles as a frame, and an accessor that cleans the pages of a frame.

::

    import govclean.contrib.pandas                        # registers the accessor

    articles = frame.govclean.clean("html", url="url")    # a frame of articles with the index of the pages
    frame["article"] = frame["html"].map(govclean.clean)  # works as well, where no page is missing

A row has what :meth:`govclean.Article.to_dict` gives: dates are ISO 8601 strings, of a day where no time is stated
(``pd.to_datetime(articles["published_at"], format="ISO8601", utc=True)`` parses both); blocks, attachments and trail are
lists and dicts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ..article import Article
from ..cleaner import Cleaner, _default_cleaner
from ..errors import InputError
from . import need
from .rows import article_to_row, clean_one, row_to_article

pd = need("pandas", "pandas")

__all__ = ["PageFrame", "PageSeries", "to_articles", "to_frame"]

COLUMNS = [name for name in article_to_row(Article()) if name not in ("id", "exact")]


def to_frame(articles: Iterable[Article], index: Any = None) -> Any:
    """Return a ``DataFrame`` with a row for each article, and a column for each of its attributes."""
    rows = [article.to_dict() for article in articles]
    # Objects throughout: what is None must stay None, and a column of them must not become numbers.
    return pd.DataFrame(rows, columns=COLUMNS, index=index, dtype=object)


def to_articles(frame: Any) -> Iterator[Article]:
    """Yield the articles of a frame that :func:`to_frame` made, also if columns were added."""
    for row in frame.to_dict("records"):
        yield row_to_article({name: _known(value) for name, value in row.items() if isinstance(name, str)})


@pd.api.extensions.register_dataframe_accessor("govclean")
class PageFrame:
    """What ``frame.govclean`` is, for a frame of pages."""

    def __init__(self, frame: Any) -> None:
        self._frame = frame

    def clean(
        self,
        content: str = "html",
        *,
        url: str | None = None,
        content_type: str | None = None,
        keep: Sequence[str] = (),
        cleaner: Cleaner | None = None,
    ) -> Any:
        """Clean the pages of column ``content`` and return a frame of articles with the same index.

        A bad page never raises: where there is none, or text that is no page, the row has ``page_type`` ``"empty"`` and
        says why in its warnings.

        Args:
            content: column of raw HTTP bodies (the best input), HTML or plain text.
            url, content_type: columns with the address and the ``Content-Type`` header, where there are any.
            keep: columns to copy to the front of the result.
            cleaner: the default cleaner without.

        Raises:
            InputError: a column is not there, or is to be kept and has the name of a column of the result.
        """
        for name in (content, url, content_type, *keep):
            if name is not None and name not in self._frame.columns:
                known = ", ".join(map(repr, self._frame.columns))
                raise InputError(f"there is no column {name!r}; the frame has {known}")
            if name is not None and list(self._frame.columns).count(name) > 1:
                raise InputError(f"there are several columns {name!r}; rename all but the one with the pages")
        for name in keep:
            if name in COLUMNS:
                raise InputError(f"{name!r} is a column of the result; rename that of the pages to keep it")
        rows = zip(*(self._values(name) for name in (content, url, content_type)), strict=True)
        articles = to_frame(_clean(cleaner, rows), self._frame.index)
        return pd.concat([self._frame[list(keep)], articles], axis=1) if keep else articles

    def _values(self, name: str | None) -> Iterable[Any]:
        return [None] * len(self._frame) if name is None else self._frame[name]


@pd.api.extensions.register_series_accessor("govclean")
class PageSeries:
    """What ``series.govclean`` is, for a series of pages."""

    def __init__(self, series: Any) -> None:
        self._series = series

    def clean(self, *, cleaner: Cleaner | None = None) -> Any:
        """Clean the pages of the series and return a frame of articles with the same index."""
        rows = ((page, None, None) for page in self._series)
        return to_frame(_clean(cleaner, rows), self._series.index)


def _clean(cleaner: Cleaner | None, rows: Iterable[tuple[Any, Any, Any]]) -> Iterator[Article]:
    cleaner = cleaner or _default_cleaner()
    for page, url, content_type in rows:
        yield clean_one(cleaner, _known(page), _known(url), _known(content_type))


def _known(value: Any) -> Any:
    """``value``, or ``None`` for any of the ways in which pandas says that there is none."""
    return None if pd.api.types.is_scalar(value) and pd.isna(value) else value

"""polars: articles as a frame, and a namespace that cleans the pages of a frame.

::

    import govclean.contrib.polars                                # registers the namespace

    articles = frame.govclean.clean("html", keep=["crawl"])       # a frame of articles, row for row
    frame.with_columns(pl.col("html").map_elements(lambda page: govclean.clean(page).text, pl.String))

Columns and types are those of :data:`govclean.contrib.arrow.SCHEMA`: dates are ISO 8601 strings, of a day where no time is
stated; blocks, attachments and trail are lists of structs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ..article import Article
from ..cleaner import Cleaner
from . import need
from .rows import row_to_article

pl = need("polars", "polars")
need("pyarrow", "polars")

__all__ = ["PageFrame", "to_articles", "to_frame"]


def to_frame(articles: Iterable[Article], ids: Iterable[str | None] | None = None) -> Any:
    """Return a ``polars.DataFrame`` of :data:`govclean.contrib.arrow.SCHEMA`, a row for each article."""
    from .arrow import to_table

    return pl.from_arrow(to_table(articles, ids))


def to_articles(frame: Any) -> Iterator[Article]:
    """Yield the articles of a frame of :data:`govclean.contrib.arrow.SCHEMA`."""
    for row in frame.iter_rows(named=True):
        yield row_to_article(row)


@pl.api.register_dataframe_namespace("govclean")
class PageFrame:
    """What ``frame.govclean`` is, for a frame of pages."""

    def __init__(self, frame: Any) -> None:
        self._frame = frame

    def clean(
        self,
        content: str = "html",
        *,
        url: str = "url",
        content_type: str = "content_type",
        id: str = "id",
        keep: Sequence[str] = (),
        cleaner: Cleaner | None = None,
    ) -> Any:
        """Clean the pages of column ``content`` and return a frame of articles, row for row.

        A bad page never raises: where there is none, or text that is no page, the row has ``page_type`` ``"empty"`` and
        says why in its warnings.

        Args:
            content: column of raw HTTP bodies (the best input), HTML or plain text.
            url, content_type, id: columns with address, ``Content-Type`` header and name, used where they are there.
            keep: columns to copy to the end of the result.
            cleaner: the default cleaner without.

        Raises:
            InputError: a column is not there, is no text, or is to be kept and has the name of a column of the result.
        """
        from .arrow import clean_table

        table = self._frame.to_arrow()
        return pl.from_arrow(
            clean_table(
                table,
                content=content,
                html=content,
                url=url,
                content_type=content_type,
                id=id,
                keep=keep,
                cleaner=cleaner,
            )
        )

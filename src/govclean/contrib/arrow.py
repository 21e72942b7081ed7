"""Articles as Arrow: one published schema, and one function that cleans a batch of pages.

Everything that moves tables between processes (Parquet, Ray Data, Spark, polars, DuckDB) speaks Arrow, so this is the
one function that their adapters call::

    results = clean_batch(batch, cleaner=cleaner)      # pyarrow.RecordBatch of pages → of SCHEMA
    articles = list(to_articles(results))

A row is ``id`` and then what :meth:`govclean.Article.to_dict` gives: dates are ISO 8601 strings (a day where no time is
stated), the trail is nested.  ``Article.from_dict(row) == article`` for every row whose ``exact`` is null, and
:func:`row_to_article` for every row.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import types
import typing
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ..article import Article
from ..cleaner import Cleaner, _default_cleaner
from ..errors import InputError
from . import need
from .rows import article_to_row, clean_one, row_to_article

pa = need("pyarrow", "parquet")

__all__ = [
    "SCHEMA",
    "SCHEMA_VERSION",
    "article_to_row",
    "clean_batch",
    "clean_one",
    "clean_table",
    "output_schema",
    "row_to_article",
    "to_articles",
    "to_table",
]

# Raised when a column or a part of one goes away or changes its name or type, not when one is added.
SCHEMA_VERSION = 1


def _arrow_type(hint: Any) -> Any:
    """The Arrow type of an annotation of :class:`Article` or one of its parts."""
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        options = [a for a in args if a is not type(None)]
        return _arrow_type(options[0])
    if origin is tuple:
        return pa.list_(_arrow_type(args[0]))
    if dataclasses.is_dataclass(hint):
        hints = typing.get_type_hints(hint)
        return pa.struct([(f.name, _arrow_type(hints[f.name])) for f in dataclasses.fields(hint)])
    simple = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
    return simple[str if hint in (dt.datetime, dt.date) else hint]


def _schema() -> Any:
    article = _arrow_type(Article)
    columns = [("id", pa.string()), *((field.name, field.type) for field in article), ("exact", pa.string())]
    return pa.schema(columns, metadata={"govclean.schema": str(SCHEMA_VERSION)})


SCHEMA: Any = _schema()
"""``pyarrow.Schema`` of results.

``id`` names the page.  ``exact`` is null but where Arrow cannot hold the article as it is (a lone surrogate, a number
beyond 64 bits); the columns then show the nearest that it can hold, and ``exact`` has the article as JSON.
"""


def to_table(articles: Iterable[Article], ids: Iterable[str | None] | None = None) -> Any:
    """Return a ``pyarrow.Table`` of :data:`SCHEMA` with ``articles``, named by ``ids`` where given."""
    rows = _rows(articles, ids)
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def _rows(articles: Iterable[Article], ids: Iterable[str | None] | None) -> list[dict[str, Any]]:
    if ids is None:
        return [article_to_row(article) for article in articles]
    return [article_to_row(article, id) for article, id in zip(articles, ids, strict=True)]


def to_articles(results: Any) -> Iterator[Article]:
    """Yield the articles of a ``pyarrow.Table`` or ``RecordBatch`` of :data:`SCHEMA`."""
    batches = results.to_batches(max_chunksize=256) if hasattr(results, "to_batches") else [results]
    for batch in batches:
        for row in batch.to_pylist():
            yield row_to_article(row)


def output_schema(schema: Any, keep: Sequence[str] = ()) -> Any:
    """Return the schema of what :func:`clean_batch` makes of pages with ``schema``: :data:`SCHEMA` and the kept columns.

    Raises:
        InputError: a column to keep is not there, or has the name of a column of the result.
    """
    for name in keep:
        if name not in schema.names:
            raise InputError(f"there is no column {name!r} to keep; the pages have {_listed(schema.names)}")
        if name in SCHEMA.names:
            raise InputError(f"{name!r} is a column of the result; rename the column of the pages to keep it")
    return pa.schema([*SCHEMA, *(schema.field(name) for name in keep)], metadata=SCHEMA.metadata)


def clean_batch(
    batch: Any,
    *,
    cleaner: Cleaner | None = None,
    content: str = "content",
    html: str = "html",
    url: str = "url",
    content_type: str = "content_type",
    id: str = "id",
    keep: Sequence[str] = (),
) -> Any:
    """Clean a ``pyarrow.RecordBatch`` of pages and return one of :func:`output_schema`, row for row.

    A bad page never raises: a null, or text that is no page, gives a row of ``page_type`` ``"empty"`` whose warnings
    say why.

    Args:
        batch: pages, one a row.
        cleaner: compiled once and reused; the default cleaner without.
        content: column of raw HTTP bodies (binary; of text, it counts as ``html``): the best input.
        html: column of HTML or plain text, used where there is no ``content``.
        url, content_type: columns with the page's address and its ``Content-Type`` header, where there are any.
        id: column that names the pages, copied as text; the address stands in where there is none.
        keep: further columns to copy as they are.

    Raises:
        InputError: columns are missing or of a type that cannot be one; the message says what is needed.
    """
    cleaner = cleaner or _default_cleaner()
    _check_columns(batch.schema, content, html, (url, content_type))
    schema = output_schema(batch.schema, keep)
    columns = [_values(batch, name) for name in (content, html, url, content_type, id)]
    rows = []
    for body, text, address, header, name in zip(*columns, strict=True):
        source = text if body is None else body
        address, header = _text(address), _text(header)
        article = clean_one(cleaner, source, address, header)
        rows.append(article_to_row(article, address if name is None else _text(name)))
    results = pa.RecordBatch.from_pylist(rows, schema=SCHEMA)
    arrays = [*results.columns, *(batch.column(batch.schema.get_field_index(name)) for name in keep)]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def clean_table(table: Any, **columns: Any) -> Any:
    """Clean a ``pyarrow.Table`` of pages; arguments and errors are those of :func:`clean_batch`."""
    if not isinstance(table, pa.Table):
        raise InputError(f"clean_table() takes a pyarrow.Table, not {type(table).__name__}")
    batches = table.to_batches(max_chunksize=256) or [pa.RecordBatch.from_pylist([], schema=table.schema)]
    return pa.Table.from_batches([clean_batch(batch, **columns) for batch in batches])


def _listed(names: Iterable[str]) -> str:
    return ", ".join(map(repr, names)) or "none"


def _check_columns(schema: Any, content: str, html: str, others: Sequence[str]) -> None:
    """Refuse pages whose columns cannot be what their names say."""
    names = schema.names
    if content not in names and html not in names:
        raise InputError(
            f"the pages need a column {content!r} (bytes of the HTTP body) or {html!r} (text); they have "
            f"{_listed(names)}; name another one with content=… or html=…"
        )
    for name in (content, html, *others):
        if names.count(name) > 1:
            raise InputError(
                f"there are {names.count(name)} columns {name!r}; keep the one that has the pages"
            )
        if name not in names:
            continue
        kind = schema.field(name).type
        kind = kind.value_type if pa.types.is_dictionary(kind) else kind
        if pa.types.is_null(kind) or _is_text(kind):
            continue
        if name == content and _is_binary(kind):
            continue
        wanted = "binary (or text)" if name == content else "text"
        advice = f"; pass bytes with content={name!r}" if name == html and _is_binary(kind) else ""
        raise InputError(f"column {name!r} is {kind}, and must be {wanted}{advice}")


def _is_text(kind: Any) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind))


def _is_binary(kind: Any) -> bool:
    return bool(
        pa.types.is_binary(kind)
        or pa.types.is_large_binary(kind)
        or pa.types.is_binary_view(kind)
        or pa.types.is_fixed_size_binary(kind)
    )


def _values(batch: Any, name: str) -> Iterator[Any]:
    """The values of a column one by one, so that no second copy of all pages is made; nulls where there is none."""
    index = batch.schema.get_field_index(name)
    if index < 0:
        return (None for _ in range(batch.num_rows))
    return map(plain_value, batch.column(index))


def plain_value(value: Any) -> Any:
    """The value of a ``pyarrow.Scalar``; bytes of a text that is not UTF-8, which Arrow and Parquet let pass."""
    try:
        return value.as_py()
    except UnicodeDecodeError:
        while isinstance(value, pa.DictionaryScalar):
            value = value.value
        return value.as_buffer().to_pybytes() if hasattr(value, "as_buffer") else None


def _text(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return value.decode("utf-8", "backslashreplace") if isinstance(value, bytes) else str(value)

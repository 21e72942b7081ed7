"""Articles as Arrow: the schema, the round trip, batches of pages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from govclean import Article, Attachment, Cleaner, Edit, InputError, Removal, Trail, clean
from tests.conftest import all_fixtures

pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install 'govclean[parquet]'")

from govclean.contrib import arrow  # noqa: E402

PUBLISHED = Path(__file__).parent / f"arrow-schema-{arrow.SCHEMA_VERSION}.txt"
PAGE = "<h1>关于清理沟渠的通知</h1><p>各村民小组：请于本月底前清理门前沟渠，保持排水畅通。</p>"


def describe(schema: Any) -> str:
    """A line for each leaf: ``trail.edits[].start: int64``."""

    def leaves(name: str, kind: Any) -> Iterator[str]:
        if pa.types.is_struct(kind):
            for field in kind:
                yield from leaves(f"{name}.{field.name}", field.type)
        elif pa.types.is_list(kind):
            yield from leaves(f"{name}[]", kind.value_type)
        else:
            yield f"{name}: {kind}\n"

    return "".join(line for field in schema for line in leaves(field.name, field.type))


def test_schema_is_the_published_one() -> None:
    """What is added goes into the file; what is taken away or changed needs a new SCHEMA_VERSION and a new file."""
    now = describe(arrow.SCHEMA)
    assert now == PUBLISHED.read_text(encoding="utf-8"), f"write this into {PUBLISHED.name}:\n{now}"
    assert arrow.SCHEMA.metadata == {b"govclean.schema": str(arrow.SCHEMA_VERSION).encode()}


def test_schema_has_every_attribute_of_an_article() -> None:
    assert arrow.SCHEMA.names == ["id", *Article().to_dict(), "exact"]


def test_fixtures_come_back_exactly() -> None:
    fixtures = all_fixtures()
    articles = [fixture.clean() for fixture in fixtures[::6]]
    table = arrow.to_table(articles, [fixture.slug for fixture in fixtures[::6]])
    assert table.schema.equals(arrow.SCHEMA, check_metadata=True)
    assert list(arrow.to_articles(table)) == articles
    for row, article in zip(table.to_pylist(), articles, strict=True):
        assert Article.from_dict(row) == article
        assert arrow.article_to_row(article, row["id"]) == row


def test_what_arrow_cannot_hold_comes_back_exactly() -> None:
    article = Article(
        title="通\ud83d知",
        attachments=(Attachment("表格", number=1 << 70),),
        trail=Trail(edits=(Edit("r", "repair", 0, 1, "\udc80", ""),), removals=(Removal("x", "好"),)),
    )
    row = arrow.to_table([article, Article()]).to_pylist()
    assert row[0]["title"] == "通\ufffd知"
    assert row[0]["attachments"][0]["number"] is None
    assert row[1]["exact"] is None
    assert [arrow.row_to_article(r) for r in row] == [article, Article()]


def test_row_to_article_refuses_what_is_no_row() -> None:
    for wrong in ({"a": 1}, [], None):
        with pytest.raises(InputError, match="to_dict"):
            arrow.row_to_article(wrong)  # type: ignore[arg-type]


def pages(**columns: Any) -> Any:
    return pa.RecordBatch.from_pydict(columns)


def test_batch_gives_what_clean_gives() -> None:
    data = PAGE.encode("gb18030")
    batch = pages(
        content=[data, b"", None],
        url=["http://www.qinglan.example/t1.html", None, None],
        content_type=["text/html; charset=gb2312", None, None],
        id=["a", "b", "c"],
        crawl=[1, 2, 3],
    )
    out = arrow.clean_batch(batch, cleaner=Cleaner(), keep=["crawl"])
    assert out.schema.equals(arrow.output_schema(batch.schema, ["crawl"]), check_metadata=True)
    assert out.schema.names == [*arrow.SCHEMA.names, "crawl"]
    assert out.column("id").to_pylist() == ["a", "b", "c"]
    assert out.column("crawl").to_pylist() == [1, 2, 3]
    articles = list(arrow.to_articles(out))
    expected = clean(data, "http://www.qinglan.example/t1.html", "text/html; charset=gb2312")
    assert articles[0].to_json() == expected.to_json()
    assert [a.page_type for a in articles] == ["article", "empty", "empty"]
    assert articles[2].warnings == ("input.unusable: there is no page in this row: it is null",)


def test_text_and_other_names() -> None:
    batch = pages(source=[PAGE, "http://www.qinglan.example/t1.html"], address=["http://a.example/", None])
    out = arrow.clean_batch(batch, html="source", url="address")
    first, second = arrow.to_articles(out)
    assert first == clean(PAGE, "http://a.example/")
    assert second.warnings[0].startswith("input.unusable: this str is an address")
    assert out.column("id").to_pylist() == ["http://a.example/", None]


@pytest.mark.parametrize("kind", ["binary", "large_binary", "binary_view", "string", "large_string"])
def test_types_of_content(kind: str) -> None:
    data: Any = PAGE if "string" in kind else PAGE.encode()
    batch = pa.RecordBatch.from_arrays([pa.array([data], type=getattr(pa, kind)())], names=["content"])
    (article,) = arrow.to_articles(arrow.clean_batch(batch))
    assert article == clean(data)


def test_dictionary_of_pages_and_numbers_as_names() -> None:
    batch = pages(html=pa.array([PAGE, PAGE]).dictionary_encode(), id=[7, 8])
    out = arrow.clean_batch(batch)
    assert out.column("id").to_pylist() == ["7", "8"]
    assert out.column("title").to_pylist() == ["关于清理沟渠的通知"] * 2


@pytest.mark.parametrize(
    ("columns", "keep", "message"),
    [
        ({"body": [b""]}, (), "need a column 'content' .* or 'html' .*; they have 'body'"),
        ({"content": [1]}, (), "column 'content' is int64, and must be binary"),
        ({"html": [b""]}, (), "column 'html' is binary, and must be text; pass bytes with content='html'"),
        ({"html": [""], "url": [1]}, (), "column 'url' is int64, and must be text"),
        ({"html": [""]}, ("day",), "no column 'day' to keep"),
        ({"html": [""], "title": [""]}, ("title",), "'title' is a column of the result"),
    ],
)
def test_wrong_columns_say_what_is_needed(columns: dict[str, Any], keep: Any, message: str) -> None:
    with pytest.raises(InputError, match=message):
        arrow.clean_batch(pages(**columns), keep=keep)
    with pytest.raises(InputError, match=message):
        arrow.clean_table(pa.table(columns).slice(0, 0), keep=keep)


def test_table_keeps_rows_and_order() -> None:
    table = pa.table({"html": [PAGE.replace("沟渠", str(n)) for n in range(5)], "id": list("abcde")})
    out = arrow.clean_table(table.slice(0, 5))
    assert out.column("title").to_pylist() == [f"关于清理{n}的通知" for n in range(5)]
    assert arrow.clean_table(table.slice(0, 0)).schema.equals(arrow.SCHEMA, check_metadata=True)


def test_survives_parquet(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    articles = [clean(PAGE), clean(b"\x89PNG\r\n\x1a\n\x00\x00"), Article()]
    parquet.write_table(arrow.to_table(articles), tmp_path / "a.parquet")
    table = parquet.read_table(tmp_path / "a.parquet")
    assert table.schema.equals(arrow.SCHEMA)
    assert list(arrow.to_articles(table)) == articles
    json.dumps(table.to_pylist())  # rows are plain data


def test_text_that_is_not_utf_8_is_read_as_bytes() -> None:
    """Arrow does not check what it is given as text; a row of it must not stop the others."""
    text = pa.array([PAGE.encode("gb18030"), PAGE.encode()], pa.binary()).view(pa.string())
    other = pa.array([b"http://a.example/\xff", b"b"], pa.binary()).view(pa.string())
    for column in (
        text,
        text.cast(pa.binary()).dictionary_encode().cast(pa.dictionary(pa.int32(), pa.binary())),
    ):
        batch = pa.record_batch({"content": column}).slice(0, 2)
        if not pa.types.is_dictionary(column.type):
            batch = pa.record_batch({"html": column, "url": other, "id": other})
        found = arrow.clean_batch(batch).to_pylist()
        assert [row["title"] for row in found] == ["关于清理沟渠的通知"] * 2
    named = arrow.clean_batch(pa.record_batch({"html": text, "url": other, "id": other})).to_pylist()
    assert [row["id"] for row in named] == ["http://a.example/\\xff", "b"]

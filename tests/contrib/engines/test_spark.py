"""PySpark in local mode."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import govclean

pytest.importorskip("pyspark", reason="needs PySpark: pip install govclean[spark]")
pytest.importorskip("pyarrow", reason="needs pyarrow: pip install govclean[parquet]")
if shutil.which("java") is None:
    pytest.skip("Spark needs Java (Debian: default-jre-headless)", allow_module_level=True)

from govclean.contrib.arrow import row_to_article
from govclean.contrib.spark import clean_dataframe, read_warc

pytestmark = pytest.mark.engines


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable  # else the workers run whatever `python3` is
    session = (
        SparkSession.builder.master("local[2]")
        .appName("govclean")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


def test_articles_are_those_of_clean(
    spark: Any, parquet: Path, expected: dict[str, str], tmp_path: Path
) -> None:
    out = tmp_path / "articles"
    clean_dataframe(spark.read.parquet(str(parquet))).write.parquet(str(out))
    from pyarrow import parquet as pq

    rows = pq.read_table(out).to_pylist()
    assert {row["id"]: row_to_article(row).to_json() for row in rows} == expected


def test_columns_are_kept_and_named(spark: Any) -> None:
    pages = spark.createDataFrame(
        [("<p>各科室：请于周五前报送总结。</p>", "a"), (None, "b")], "page string, part string"
    )
    rows = clean_dataframe(pages, columns={"html": "page", "keep": ["part"]}, typos="off").collect()
    found = {row["part"]: (row["text"], row["page_type"]) for row in rows}
    assert found["a"][0] == "各科室：请于周五前报送总结。"
    assert found["b"] == ("", "empty")


def test_wrong_calls_are_said_at_once(spark: Any) -> None:
    pages = spark.createDataFrame([(1,)], "number int")
    with pytest.raises(govclean.InputError, match="need a column 'content'"):
        clean_dataframe(pages)
    with pytest.raises(govclean.ConfigError, match="no option 'typo'"):
        clean_dataframe(pages, typo="off")


def test_archives_are_read(spark: Any, crawl: Path, expected: dict[str, str]) -> None:
    pytest.importorskip("fastwarc", reason="needs FastWARC: pip install govclean[warc]")
    pages = read_warc(spark, sorted(crawl.glob("*.warc*")))
    rows = clean_dataframe(pages, columns={"keep": ["problem"]}).toArrow().to_pylist()
    assert {row["id"].rpartition(":")[2]: row_to_article(row).to_json() for row in rows} == expected
    assert {row["problem"] for row in rows} == {None}

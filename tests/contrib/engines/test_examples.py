"""The examples of the documents, run as a reader would run them: their articles are those of `clean()`."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from govclean import Article

pytest.importorskip("pyarrow", reason="needs pyarrow: pip install govclean[parquet]")

from govclean.contrib.arrow import row_to_article

pytestmark = pytest.mark.engines
EXAMPLES = Path(__file__).parents[3] / "docs" / "examples"


def _run(name: str, *arguments: object, cwd: Path) -> None:
    command = [sys.executable, str(EXAMPLES / name), *map(str, arguments)]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=600, cwd=cwd)
    assert ran.returncode == 0, ran.stderr[-3000:]


def _articles(folder: Path) -> dict[str, str]:
    from pyarrow import parquet as pq

    rows = pq.read_table(folder).to_pylist()
    return {row["id"].rpartition(":")[2]: row_to_article(row).to_json() for row in rows}


def test_ray_parquet(parquet: Path, expected: dict[str, str], tmp_path: Path) -> None:
    pytest.importorskip("ray", reason="needs Ray: pip install govclean[ray]")
    _run("ray_parquet.py", parquet, tmp_path / "articles", cwd=tmp_path)
    assert _articles(tmp_path / "articles") == expected


def test_spark_warc(crawl: Path, expected: dict[str, str], tmp_path: Path) -> None:
    pytest.importorskip("pyspark", reason="needs PySpark: pip install govclean[spark]")
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java (Debian: default-jre-headless)")
    _run("spark_warc.py", tmp_path / "articles", *sorted(crawl.iterdir()), cwd=tmp_path)
    assert _articles(tmp_path / "articles") == expected


def test_datatrove_warc(crawl: Path, expected: dict[str, str], tmp_path: Path) -> None:
    pytest.importorskip("datatrove", reason="needs datatrove: pip install govclean[datatrove]")
    _run("datatrove_warc.py", crawl, tmp_path / "out", cwd=tmp_path)
    documents = [
        json.loads(line)
        for path in sorted((tmp_path / "out").rglob("*.jsonl.gz"))
        for line in gzip.decompress(path.read_bytes()).decode("utf-8").splitlines()
    ]
    assert {d["id"].rpartition(":")[2]: d["metadata"]["article"] for d in documents} == expected


def test_scrapy_site(site: tuple[str, Path], tmp_path: Path) -> None:
    pytest.importorskip("scrapy", reason="needs Scrapy: pip install govclean[scrapy]")
    address, root = site
    _run("scrapy_site.py", address, tmp_path / "articles.jsonl", cwd=tmp_path)
    items = [json.loads(line) for line in (tmp_path / "articles.jsonl").read_text("utf-8").splitlines()]
    found = {item["url"].rpartition("/")[2] for item in items}
    assert len(found) > len(list(root.glob("*.html"))) / 2
    assert all(Article.from_dict(item["article"]).page_type for item in items)

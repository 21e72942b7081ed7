"""datatrove in local mode: archives in, documents out, nothing lost between."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

import govclean
from govclean import Article

pytest.importorskip("datatrove", reason="needs datatrove: pip install govclean[datatrove]")
pytest.importorskip("fastwarc", reason="needs FastWARC: pip install govclean[warc]")

from datatrove.data import Document
from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.writers import JsonlWriter

from govclean.contrib.datatrove import ArticleFilter, GovcleanExtractor, PageReader

from .conftest import warc_record

pytestmark = pytest.mark.engines


def _documents(folder: Path) -> list[dict[str, Any]]:
    return [
        json.loads(line)
        for path in sorted(folder.glob("*.jsonl.gz"))
        for line in gzip.decompress(path.read_bytes()).decode("utf-8").splitlines()
    ]


def test_documents_hold_the_articles_of_clean(crawl: Path, expected: dict[str, str], tmp_path: Path) -> None:
    kept, out = tmp_path / "kept", tmp_path / "out"
    LocalPipelineExecutor(
        pipeline=[
            PageReader(str(crawl)),
            ArticleFilter(verdicts=["clean", "repaired"], exclusion_writer=JsonlWriter(str(out))),
            JsonlWriter(str(kept)),
        ],
        logging_dir=str(tmp_path / "logs"),
        tasks=1,
    ).run()
    left, taken = _documents(kept), _documents(out)
    assert {d["id"].rpartition(":")[2]: d["metadata"]["article"] for d in [*left, *taken]} == expected
    for document in left:
        article = Article.from_dict(json.loads(document["metadata"]["article"]))
        assert document["text"] == article.text
        assert article.page_type == "article"
        assert article.verdict in ("clean", "repaired")
    reasons = {d["metadata"]["filter_reason"] for d in taken}
    assert {"page_type_list", "page_type_challenge", "verdict_hijacked"} <= reasons


def test_single_pages_and_broken_records(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes("<p>各科室：请于周五前报送总结。</p>".encode("gb18030"))
    whole = warc_record("http://www.example.gov.cn/a/b.html", "text/html", b"<p>" + b"x" * 400)
    (tmp_path / "cut.warc").write_bytes(whole[:300])
    documents = list(PageReader(str(tmp_path)).run())
    assert {Path(d.metadata["file_path"]).name for d in documents} == {"page.html", "cut.warc"}
    page = next(d for d in documents if d.metadata["file_path"].endswith("page.html"))
    cut = next(d for d in documents if d.metadata["file_path"].endswith("cut.warc"))
    assert page.text == "各科室：请于周五前报送总结。"
    assert (cut.text, cut.metadata["page_type"]) == ("", "empty")
    assert cut.metadata["warnings"].startswith("input.unusable: the record ends")


def test_extractor_takes_html_that_was_decoded() -> None:
    page = "<div>您当前的位置：首页 &gt; 通知</div><h1>关于清查的通知</h1><p>各科室：请于周五前报送总结，逾期不予受理。</p>"
    documents = list(GovcleanExtractor().run(iter([Document(text=page, id="1")])))
    assert [d.text for d in documents] == ["各科室：请于周五前报送总结，逾期不予受理。"]


def test_filter_gives_reasons() -> None:
    def judge(text: str = "各科室：", **metadata: str) -> Any:
        return ArticleFilter(verdicts=["clean"], least_characters=4).filter(
            Document(text, "1", metadata=metadata)
        )

    assert judge(page_type="article", verdict="clean") is True
    assert judge(page_type="list", verdict="clean") == (False, "page_type_list")
    assert judge(page_type="article", verdict="hijacked") == (False, "verdict_hijacked")
    assert judge("各", page_type="article", verdict="clean") == (False, "short")
    assert judge() == (False, "unread")


def test_wrong_calls() -> None:
    with pytest.raises(govclean.ConfigError, match="pass a list"):
        ArticleFilter(page_types="article")
    with pytest.raises(govclean.ConfigError, match="'good' is no verdict"):
        ArticleFilter(verdicts=["good"])
    with pytest.raises(govclean.ConfigError, match="no option 'typo'"):
        PageReader("x", options={"typo": "off"})
    with pytest.raises(govclean.ConfigError, match="no argument 'text_key'"):
        PageReader("x", text_key="html")

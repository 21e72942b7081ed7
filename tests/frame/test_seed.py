"""The page that started the project, as text and as an HTML page damaged by our own simulator.

Its text is not ours, so it stays in ``../shared/seed``; without it these tests are skipped.
"""

from __future__ import annotations

import datetime as dt
import html
import json
import os
from pathlib import Path
from typing import Any

import pytest

import govclean
from govclean import Article
from govclean.testing.simulate import mirror, reading_table

SHARED = Path(os.environ.get("GOVCLEAN_SHARED", Path(__file__).parents[3] / "shared"))
SEED = SHARED / "seed"
pytestmark = pytest.mark.skipif(
    not SEED.exists(), reason=f"no seed page at {SEED}: set GOVCLEAN_SHARED to the folder that holds seed/"
)


def squeeze(text: str) -> str:
    """White space aside; the page's commas were flattened before it reached us, so their width is open."""
    return "".join(text.split()).replace("，", ",")


@pytest.fixture(scope="module")
def expected() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((SEED / "expected.json").read_text(encoding="utf-8"))
    return loaded


@pytest.fixture(scope="module")
def body() -> str:
    return (SEED / "body.txt").read_text(encoding="utf-8")


def check_fields(article: Article, expected: dict[str, Any]) -> None:
    assert article.title == expected["title"]
    assert article.source == expected["source"]
    assert article.author == expected["author"]
    assert isinstance(article.published_at, dt.datetime)
    assert article.published_at.strftime("%Y-%m-%dT%H:%M") == expected["published_at"]
    assert article.site.host == expected["site"]["host"]
    assert article.site.support == expected["site"]["support"]
    assert article.site.icp == expected["site"]["icp"]
    assert (article.script, article.verdict, article.page_type) == (
        expected["script"],
        expected["verdict"],
        expected["page_type"],
    )
    for snippet in expected["must_not_be_in_text"]:
        assert snippet not in article.text


def test_the_page_as_handed_over(expected: dict[str, Any], body: str) -> None:
    article = govclean.clean((SEED / "page.txt").read_text(encoding="utf-8"))
    check_fields(article, expected)
    assert squeeze(article.text) == squeeze(body)
    edits = article.trail.edits
    pinyin = [e for e in edits if e.rule == "injected-pinyin"]
    assert len(pinyin) == expected["repairs"]["pinyin_brackets_removed"]
    assert [e.rule for e in edits].count("shifted-run") == len(expected["repairs"]["shifted_runs"])
    typos = [(e.before, e.after) for e in edits if e.stage == "proofread"]
    assert typos == [("事", "是")]


def test_the_same_article_as_a_damaged_page_in_gbk(expected: dict[str, Any], body: str) -> None:
    """Header, footer and list as on the seed, around its body, in HTML, damaged on the bytes and served as GBK."""
    lines = (SEED / "page.txt").read_text(encoding="utf-8").splitlines()
    names = next(line for line in lines if line.count("|") > 20)
    paragraphs = "".join(f"<p>{html.escape(line)}</p>\n" for line in body.splitlines() if line.strip())
    paragraphs = paragraphs.replace("部門是黨的重要", "部門事黨的重要").replace(",", "，")
    page = (
        f"<html><head><title>{expected['title']}</title></head><body><h1>{expected['title']}</h1>\n"
        f"<div>文章來源： {expected['source']}  時間： 2022-05-23 18:15</div>\n<div>{paragraphs}</div>\n<p>1</p>\n"
        f"<div><p>主辦單位：{expected['site']['host']}</p>\n<p>技術支持：{expected['site']['support']}</p>\n"
        f"<p>ICP備案號：{expected['site']['icp']}</p></div>\n"
        f"<p>歡迎您訪問{expected['source']}</p>\n<p>您是第 位來訪者</p>\n"
    )
    damaged = mirror(page, reading_table(60), seed=7, share=0.02, drop_private=False)
    damaged += f"<div>{names}</div></body></html>"
    assert damaged.count("(") > 120
    article = govclean.clean(damaged.encode("gb18030"), content_type="text/html; charset=gb2312")
    check_fields(article, expected)
    assert squeeze(article.text) == squeeze(body)

"""The Scrapy pipeline: by itself, and in a real crawl of a local site of fixture pages."""

from __future__ import annotations

import dataclasses
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import govclean
from govclean import Article

scrapy = pytest.importorskip("scrapy", reason="needs Scrapy: pip install govclean[scrapy]")

from govclean.contrib.scrapy import GovcleanPipeline  # noqa: E402

pytestmark = pytest.mark.engines

PAGE = "<h1>关于开展灌区检查的通知</h1><p>来源：沐河县水利局 发布时间：2021-04-02</p><p>各灌区管理所：现将检查安排通知如下，请遵照执行。</p>"
SPIDER = """
import sys
import scrapy
from scrapy.crawler import CrawlerProcess

class Site(scrapy.Spider):
    name = "site"
    start_urls = [sys.argv[1]]
    custom_settings = {
        "ITEM_PIPELINES": {"govclean.contrib.scrapy.GovcleanPipeline": 300},
        "FEEDS": {sys.argv[2]: {"format": "jsonlines"}},
        "LOG_LEVEL": "WARNING", "METAREFRESH_ENABLED": False, "TELNETCONSOLE_ENABLED": False, "REQUEST_FINGERPRINTER_CACHE_SIZE": 10,
    }

    def parse(self, response):
        for link in response.css("a.page::attr(href)").getall():
            yield response.follow(link, self.parse_page)
        yield {"kind": "index"}

    def parse_page(self, response):
        yield {
            "url": response.url,
            "content_type": response.headers.get("Content-Type", b"").decode("latin-1"),
            "response": response,
        }

    def closed(self, reason):
        print(sorted((k, v) for k, v in self.crawler.stats.get_stats().items() if k.startswith("govclean/")))

process = CrawlerProcess()
process.crawl(Site)
process.start()
"""


def test_a_crawl_gives_the_articles_of_clean(site: tuple[str, Path], tmp_path: Path) -> None:
    address, root = site
    feed, script = tmp_path / "articles.jsonl", tmp_path / "crawl.py"
    script.write_text(SPIDER)
    ran = subprocess.run(
        [sys.executable, str(script), address, str(feed)],
        capture_output=True,
        text=True,
        timeout=300,
        cwd=tmp_path,
    )
    assert ran.returncode == 0, ran.stderr[-2000:]
    items = [json.loads(line) for line in feed.read_text("utf-8").splitlines()]
    assert {"kind": "index"} in items
    found = {item["url"]: item for item in items if "url" in item}
    assert len(found) == len(list(root.glob("*.html"))) - 1
    for url, item in found.items():
        assert "response" not in item
        body = (root / url.rpartition("/")[2]).read_bytes()
        again = govclean.clean(body, url, item["content_type"])
        assert Article.from_dict(item["article"]).to_json() == again.to_json(), url
    stats = ran.stdout
    assert f"('govclean/pages', {len(found)})" in stats
    assert "('govclean/skipped', 1)" in stats
    assert "'govclean/verdict/hijacked'" in stats


def _response(body: str = PAGE) -> Any:
    return scrapy.http.HtmlResponse("http://www.example.gov.cn/a.html", body=body.encode("gb18030"))


def test_every_kind_of_item() -> None:
    @dataclasses.dataclass
    class Record:
        response: Any
        article: Any = None

    class Declared(scrapy.Item):  # type: ignore[misc]
        response = scrapy.Field()
        article = scrapy.Field()

    pipeline = GovcleanPipeline()
    record = pipeline.process_item(Record(_response()))
    assert record.response is None
    assert "灌区检查" in repr(record)
    declared = pipeline.process_item(Declared(response=_response()))
    assert list(declared) == ["article"]
    for article in (record.article, declared["article"]):
        assert article["title"] == "关于开展灌区检查的通知"
        assert article["encoding"]["name"] == "gb18030"


def test_an_item_without_a_page_passes() -> None:
    item = {"kind": "index"}
    assert GovcleanPipeline().process_item(item) is item


def test_a_class_without_the_field_is_told_which() -> None:
    class Bare(scrapy.Item):  # type: ignore[misc]
        response = scrapy.Field()

    item = Bare(response=_response())
    with pytest.raises(govclean.ConfigError, match="Bare has no field 'article'"):
        GovcleanPipeline().process_item(item)
    assert "response" in item  # nothing is lost


def test_settings_are_checked() -> None:
    from scrapy.utils.test import get_crawler

    crawler = get_crawler(
        settings_dict={"GOVCLEAN_OPTIONS": {"typos": "off"}, "GOVCLEAN_ARTICLE_FIELD": "cleaned"}
    )
    pipeline = GovcleanPipeline.from_crawler(crawler)
    assert pipeline.cleaner.options.typos == "off"
    assert "cleaned" in pipeline.process_item({"response": _response()})
    for settings, message in (
        ({"GOVCLEAN_OPTIONS": ["typos"]}, "pass a dict"),
        ({"GOVCLEAN_OPTIONS": {"typo": "off"}}, "no option 'typo'"),
        ({"GOVCLEAN_RESPONSE_FIELD": ""}, "name of a field"),
    ):
        with pytest.raises(govclean.ConfigError, match=message):
            GovcleanPipeline.from_crawler(get_crawler(settings_dict=settings))

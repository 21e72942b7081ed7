"""Crawl a site and store clean articles: python scrapy_site.py START-ADDRESS ARTICLES.jsonl"""

import sys

from scrapy import Spider
from scrapy.crawler import CrawlerProcess
from scrapy.linkextractors import LinkExtractor


class Site(Spider):
    """Follows the links of one host and yields every page that it finds."""

    name = "site"
    custom_settings = {  # noqa: RUF012
        "ITEM_PIPELINES": {"govclean.contrib.scrapy.GovcleanPipeline": 300},
        "GOVCLEAN_OPTIONS": {"typos": "certain"},
        "DEPTH_LIMIT": 2,
        "LOG_LEVEL": "WARNING",
    }

    def __init__(self, start, feed, **arguments):
        super().__init__(**arguments)
        self.start_urls = [start]
        self.links = LinkExtractor(allow_domains=[start.split("/")[2]])

    def parse(self, response):
        yield {"url": response.url, "response": response}
        yield from response.follow_all(self.links.extract_links(response), self.parse)


if __name__ == "__main__":
    start, feed = sys.argv[1:]
    process = CrawlerProcess({"FEEDS": {feed: {"format": "jsonlines"}}})
    process.crawl(Site, start=start, feed=feed)
    process.start()

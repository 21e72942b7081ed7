"""A Scrapy item pipeline: items that carry a page leave it with the article.

In the settings of the project::

    ITEM_PIPELINES = {"govclean.contrib.scrapy.GovcleanPipeline": 300}
    GOVCLEAN_OPTIONS = {"typos": "off"}     # options of govclean.Cleaner; none by default

and in the spider yield the response itself, beside whatever else the item holds::

    yield {"url": response.url, "response": response}

The item comes out with ``article`` (what :meth:`govclean.Article.to_dict` gives, so that every feed exporter can write it) in
place of ``response``.  Nothing is dropped: items without a page pass unchanged and are counted.

Settings: ``GOVCLEAN_OPTIONS`` (a dict), ``GOVCLEAN_RESPONSE_FIELD`` (``"response"``), ``GOVCLEAN_ARTICLE_FIELD``
(``"article"``).  Stats: ``govclean/pages``, ``govclean/skipped``, ``govclean/verdict/…``, ``govclean/page_type/…``,
``govclean/encoding/…``, ``govclean/warning/…`` (the code of the warning).

The interface is that of Scrapy ≥ 2.13: ``from_crawler``, ``process_item(item)``.  Cleaning takes some tens of milliseconds of the
reactor's thread for a page, about what parsing callbacks take.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import TYPE_CHECKING, Any

from ..cleaner import Cleaner
from ..errors import ConfigError
from . import need

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.statscollectors import StatsCollector

    from ..article import Article

ItemAdapter: Any = need("itemadapter", "scrapy").ItemAdapter

__all__ = ["GovcleanPipeline"]


class GovcleanPipeline:
    """Cleans the response that an item carries.

    Args:
        cleaner: what cleans the pages.
        stats: Scrapy's collector, or ``None`` to count nothing.
        response_field: the field of an item that holds the response (anything that :func:`govclean.clean` takes).
        article_field: the field that receives the article as a dict.  It may be the same as ``response_field``.
    """

    def __init__(
        self,
        cleaner: Cleaner | None = None,
        stats: StatsCollector | None = None,
        response_field: str = "response",
        article_field: str = "article",
    ) -> None:
        self.cleaner = cleaner or Cleaner()
        self.stats = stats
        self.response_field = response_field
        self.article_field = article_field

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> GovcleanPipeline:
        """Build the pipeline from the settings of a crawler.

        Raises:
            ConfigError: ``GOVCLEAN_OPTIONS`` is no dict of options, or a field name is empty.
        """
        settings = crawler.settings
        options = settings.get("GOVCLEAN_OPTIONS") or {}
        if not isinstance(options, dict):
            raise ConfigError(
                f"GOVCLEAN_OPTIONS={options!r}: pass a dict of options of govclean.Cleaner, e.g. {{'typos': 'off'}}"
            )
        names = {"response_field": "response", "article_field": "article"}
        for name in names:
            given = settings.get(f"GOVCLEAN_{name.upper()}", names[name])
            if not isinstance(given, str) or not given:
                raise ConfigError(f"GOVCLEAN_{name.upper()}={given!r}: pass the name of a field of the items")
            names[name] = given
        return cls(Cleaner(**options), crawler.stats, **names)

    def process_item(self, item: Any) -> Any:
        """Clean the page of ``item``; an item without one comes back as it is.

        Raises:
            ConfigError: the item's class has no field for the article (declare it, or set ``GOVCLEAN_ARTICLE_FIELD``).
            InputError: what stands in the response field is not a page.
        """
        fields = ItemAdapter(item)
        page = fields.get(self.response_field)
        if page is None:
            self._count("skipped")
            return item
        article = self.cleaner.clean(page)
        try:
            fields[self.article_field] = article.to_dict()
        except KeyError:
            raise ConfigError(
                f"{type(item).__name__} has no field {self.article_field!r} for the article: declare it, or name another "
                "in the setting GOVCLEAN_ARTICLE_FIELD"
            ) from None
        if self.article_field != self.response_field:
            if isinstance(item, MutableMapping):
                del fields[self.response_field]
            else:  # an object that lacks one of its attributes can no longer be printed, and Scrapy logs items
                fields[self.response_field] = None
        self._report(article)
        return item

    def _report(self, article: Article) -> None:
        self._count("pages")
        self._count(f"verdict/{article.verdict}")
        self._count(f"page_type/{article.page_type}")
        self._count(f"encoding/{article.encoding.name}")
        for code in sorted({warning.partition(":")[0] for warning in article.warnings}):
            self._count(f"warning/{code}")

    def _count(self, what: str) -> None:
        if self.stats is not None:
            self.stats.inc_value(f"govclean/{what}")

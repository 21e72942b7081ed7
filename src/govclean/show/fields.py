"""The fields of an article in the order and words in which people read them."""

from __future__ import annotations

import datetime as dt

from ..article import Article, Site

__all__ = ["field_rows", "show_value", "site_rows"]

# Attribute → label. The labels are those of GB/T 33480-2016 and 国办发〔2017〕47号 where they name the element.
LABELS = {
    "source": "来源",
    "author": "作者",
    "editor": "责任编辑",
    "published_at": "发布日期",
    "signed_on": "成文日期",
    "modified_at": "更新日期",
    "document_number": "发文字号",
    "index_number": "索引号",
    "issuer": "发文机关",
    "subject": "主题分类",
    "validity": "有效性",
    "keywords": "关键词",
}
SITE_LABELS = {
    "name": "网站名称",
    "domain": "网站域名",
    "id_code": "网站标识码",
    "column": "栏目",
    "icp": "ICP备案号",
    "police_record": "公网安备",
    "host": "主办",
    "operator": "承办",
    "support": "技术支持",
    "copyright": "版权",
}


def show_value(value: object) -> str:
    """Return a field's value as people write it: ``2021-03-13 08:30``, names joined by 、."""
    if isinstance(value, dt.datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S" if value.second else "%Y-%m-%d %H:%M")
    if isinstance(value, (tuple, list)):
        return "、".join(map(str, value))
    return str(value)


def field_rows(article: Article) -> list[tuple[str, str]]:
    """Return ``(label, value)`` of every field that the page stated."""
    rows = [(label, getattr(article, name)) for name, label in LABELS.items()]
    return [(label, show_value(value)) for label, value in rows if value]


def site_rows(site: Site) -> list[tuple[str, str]]:
    """Return ``(label, value)`` of every fact about the site."""
    rows = [(label, getattr(site, name)) for name, label in SITE_LABELS.items()]
    return [(label, value) for label, value in rows if value]

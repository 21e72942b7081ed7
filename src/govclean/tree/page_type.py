"""What kind of page it is."""

from __future__ import annotations

from ..page import Page
from .features import Feature

__all__ = ["page_type"]


def page_type(page: Page, features: list[Feature]) -> str:
    """Return the page's type; see ``Article.page_type``."""
    return "article" if page.body() else "empty"

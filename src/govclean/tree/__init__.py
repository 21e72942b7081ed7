"""From HTML to pieces, and which pieces are the article."""

from .locate import locate_page
from .parse import parse_page

__all__ = ["locate_page", "parse_page"]

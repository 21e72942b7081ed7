"""Which HTML elements start a line, close each other, or show nothing."""

from __future__ import annotations


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


HEADINGS = {f"h{n}": n for n in range(1, 7)}
BLOCKS = _names(
    "address article aside blockquote caption center dd details dialog dir div dl dt fieldset figcaption figure footer"
    " h1 h2 h3 h4 h5 h6 header hgroup legend li main marquee menu nav ol optgroup option p pre"
    " section select summary table tbody td tfoot th thead tr ul"
)
# End a line but hold nothing.  "form": templates of 2003 open it in one cell and close it in another.
BREAKS = _names("br hr form frameset html body head isindex input")
IGNORED = _names("map col colgroup area wbr param source track embed keygen bgsound basefont link") | BREAKS
RAW = _names("script style textarea title xmp")
TABLE_PARTS = _names("table tbody thead tfoot tr td th caption")
BARRIER = _names("td th table")  # an end tag inside does not end what is outside
LINES = _names("p h1 h2 h3 h4 h5 h6 li dt dd option tr")  # containers only when they carry a name
BOLD = _names("b strong")
# Formatting that changes nothing unless its attributes do.
QUIET = _names("span font i em u s big small sub sup tt label ins del ruby o:p st1:p")

# What closes itself when the next one starts, and where the search for the open one stops.
_ITEM = (_names("li"), _names("ul ol menu dir td th table div"))
_ENTRY = (_names("dt dd"), _names("dl td th table div"))
_CHOICE = (_names("option"), _names("select td table"))
_GROUP = (_names("option optgroup"), _names("select td table"))
_CELL = (_names("td th"), _names("table"))
_ROW = (_names("tr caption"), _names("table"))
_SECTION = (_names("tbody thead tfoot caption"), _names("table"))
SIBLINGS = {
    "li": _ITEM,
    "dt": _ENTRY,
    "dd": _ENTRY,
    "option": _CHOICE,
    "optgroup": _GROUP,
    "td": _CELL,
    "th": _CELL,
    "tr": _ROW,
    "tbody": _SECTION,
    "thead": _SECTION,
    "tfoot": _SECTION,
}

# Content that a browser with scripts and plug-ins does not show.
UNSEEN = {
    tag: f"<{tag}>"
    for tag in ("noscript", "noframes", "template", "iframe", "object", "video", "audio", "canvas", "svg")
}

"""What looks wrong but is left to the reader: doubled function words, characters that changed places."""

from __future__ import annotations

import re

from .candidates import context

__all__ = ["flags_of"]

# Doubled words that no sentence of official text has; 个个, 人人, 常常 and the like are words and not among them.
_DOUBLED = re.compile(
    r"(的的|和和|与与|在在|了了(?!解)|是是(?!非)|及及|将将|被被|由由|对对|向向|从从|为为|中中|应应|按按)"
)
_HAN_RUN = re.compile(r"[\u4e00-\u9fff]{4,}")
SWAPPED_WORD = 6  # level from which the pair in the other order is a word worth the remark (13 times or more)


def flags_of(text: str, folded: str) -> list[tuple[str, str]]:
    """Return (what, message) for every such place."""
    found = [
        (match.start(), "doubled", f"{text[match.start() : match.end()]!r} at {match.start()} stands twice")
        for match in _DOUBLED.finditer(folded)
    ]
    t = context().tables
    get = t.ids.get
    for run in _HAN_RUN.finditer(folded):
        ids = [get(c, 0) for c in run[0]]
        for i in range(1, len(ids) - 2):
            before, a, b, after = ids[i - 1 : i + 3]
            if a == b or not (a and b) or t.bigram(a, b) or t.word(b, a) < SWAPPED_WORD:
                continue
            if (t.trigram(before, b, a) >> 4 >= 3 and t.trigram(b, a, after) >> 4 >= 1) or t.fourgram(
                before, b, a, after
            ) >> 4:
                at = run.start() + i
                found.append(
                    (at, "transposed", f"{text[at : at + 2]!r} at {at} may be {text[at + 1] + text[at]!r}")
                )
    return [(what, message) for _, what, message in sorted(found)]

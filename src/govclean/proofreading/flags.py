"""What looks wrong but is left to the reader: doubled or dropped function words, characters that changed places."""

from __future__ import annotations

import re

from .candidates import context

__all__ = ["flags_of"]

# Doubled words that no sentence of official text has; 个个, 人人, 常常 and the like are words and not among them.
_DOUBLED = re.compile(
    r"(的的|和和|与与|在在|了了(?!解)|是是(?!非)|及及|将将|被被|由由|对对|向向|从从|为为|中中|应应|按按)"
)
_HAN_RUN = re.compile(r"[\u4e00-\u9fff]{4,}")
DROPPABLE = "的和是在为以与于对及由"
DROPPED_KNOWN = (
    6  # official level (24 times) that both stretches of four characters around a dropped word must have
)
DROPPED_PAIR = 4  # a pair that official text has more than 12 times lacks nothing
SWAPPED_WORD = 6  # level from which the pair in the other order is a word worth the remark (13 times or more)


def flags_of(text: str, folded: str) -> list[tuple[str, str]]:
    """Return (what, message) for every such place."""
    found = [
        (match.start(), "doubled", f"{text[match.start() : match.end()]!r} at {match.start()} stands twice")
        for match in _DOUBLED.finditer(folded)
    ]
    t = context().tables
    get = t.ids.get
    droppable = [t.ids[c] for c in DROPPABLE]
    for run in _HAN_RUN.finditer(folded):
        ids = [get(c, 0) for c in run[0]]
        for i in range(1, len(ids) - 2):
            before, a, b, after = ids[i - 1 : i + 3]
            pair = t.bigram(a, b)
            if a == b or not (a and b) or pair >> 4 > DROPPED_PAIR or t.trigram(before, a, b) >> 4 > 1:
                continue
            for word in droppable:
                left, right = t.fourgram(before, a, word, b), t.fourgram(a, word, b, after)
                if min(left, right) >> 4 >= DROPPED_KNOWN:
                    at = run.start() + i + 1
                    found.append((at, "dropped", f"{t.chars[word]!r} may be missing at {at}"))
            if pair or t.word(b, a) < SWAPPED_WORD:
                continue
            if (t.trigram(before, b, a) >> 4 >= 3 and t.trigram(b, a, after) >> 4 >= 1) or t.fourgram(
                before, b, a, after
            ) >> 4:
                at = run.start() + i
                found.append(
                    (at, "transposed", f"{text[at : at + 2]!r} at {at} may be {text[at + 1] + text[at]!r}")
                )
    return [(what, message) for _, what, message in sorted(found)]

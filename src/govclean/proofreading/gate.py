"""The gate of the default level: where two characters stand side by side that clean text hardly knows.

Written for speed: one ``translate``, one set look-up per character, all in C; what is left is about 1 place in 50.
"""

from __future__ import annotations

import re
from functools import cache
from operator import add

from .candidates import FUNCTION_KNOWN, Context, context

__all__ = ["Gate", "gate"]

CLEAN_OFFICIAL, CLEAN_GENERAL = 6, 10
"""Levels from which a pair passes at once (24 times in official text, 300 in the language at large): the set that is
held in memory.  Rarer pairs are looked up."""


class Gate:
    """Finds the places worth a closer look."""

    def __init__(self, ctx: Context) -> None:
        self._bigram = ctx.tables.bigram
        chars = ctx.tables.chars
        clean: set[str] = set()
        for a in range(1, len(chars)):
            following, levels = ctx.tables.after(a)
            first = chars[a]
            clean.update(
                first + chars[b]
                for b, v in zip(following, levels, strict=True)
                if 0 < b < len(chars) and (v >> 4 >= CLEAN_OFFICIAL or v & 15 >= CLEAN_GENERAL)
            )
        clean.update("\n" + char for char in chars)
        clean.update(char + "\n" for char in chars)
        self._clean = frozenset(clean)
        # Everything that is no character of the vocabulary ends a run; traditional forms become simplified ones.
        table: dict[int, str | int] = dict.fromkeys(range(0x10000), "\n")
        for char, number in ctx.tables.ids.items():
            if 0 < number < len(chars):
                table[ord(char)] = chars[number]
        self._table = table
        self._trigram, self._ids = ctx.tables.trigram, ctx.tables.ids

    def places(self, text: str) -> tuple[str, list[int]]:
        """Return ``text`` folded, and the offsets ``i`` where ``text[i:i + 2]`` is unusual."""
        folded = text.translate(self._table)
        flags = bytes(map(self._clean.__contains__, map(add, folded, folded[1:])))
        found = []
        at = flags.find(0)
        while at >= 0:
            found.append(at)
            at = flags.find(0, at + 1)
        return folded, found

    def function_words(self, folded: str) -> list[int]:
        """Return where a function word stands between neighbours that official text does not know it between."""
        get, trigram = self._ids.get, self._trigram
        found = []
        for match in _FUNCTION.finditer(folded):
            at = match.start()
            before, after = get(folded[at - 1 : at], 0), get(folded[at + 1 : at + 2], 0)
            if trigram(before, get(folded[at], 0), after) >> 4 < FUNCTION_KNOWN:
                found.append(at)
        return found


_FUNCTION = re.compile(
    "[事在即既以作]"
)  # the directions that are right often enough, see tools/train_typo_score.py


@cache
def gate() -> Gate:
    """Return the gate on the tables that ship."""
    return Gate(context())

"""Fixed expressions: four characters that official text has often, one of them replaced by one that sounds or looks alike.

``data/typo_expressions.txt`` is made by ``tools/build_typo_expressions.py``.  For each expression and each of its places
the three other characters lead to the one that belongs there: what was written instead need not be known beforehand.
What speaks against a correction was counted on the ``tune`` lines of the corpora (2 million characters, in no table):
a written character that is known in its place, as part of another word, is right.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import resources
from itertools import repeat
from operator import add, itemgetter

from .candidates import Context, context
from .confusion import SAME, SHAPE

__all__ = ["SCORE", "Expressions", "expressions"]

SCORE = 3.0  # as log-odds, where the trees are not asked
WORD, OFTEN = (
    3,
    9,
)  # levels from which four characters are a word of dictionaries, and frequent in official text
FIXED = 11
"""Level (300 times in official text) that an expression which no dictionary has needs where its first or last character is
at stake: a word of one character may stand beside the other three (需|财政预算, 同|澳门特别行政区)."""
FREQUENT = 10  # the same where one in the middle is (会议报告 has 9 and was put in the place of 会听报告)
AHEAD = (
    5  # levels by which an expression must be more frequent than three characters that hold what is written
)
UNUSUAL = 6 << 4  # a pair that official text has less than 24 times
STRICT = (1, 3)  # levels up to which a pair is all but unknown
LOOSE, CLOSE = 4, 1
"""Highest level that what is written may make with the character outside of the expression: 县人民政府|湿地 has one of 8."""

ALONE = frozenset(
    "即是在由以对向从与及将为把被让使令按经据至到等并且而或但若如凡因其该本此各每全某不未没无非也都只仅才就还又再更最很太已曾正需要会能可应须"
)
"""Words of one character that may stand in front of or behind the other three: 即|共产主义运动 is no slip for 国际共产主义."""
_OFFSETS = tuple(tuple(i for i in (3, 2, 1, 0) if hits >> i & 1) for hits in range(16))


class Expressions:
    """The expressions, whole and with each of the four characters left out."""

    def __init__(self, ctx: Context, lines: list[str]) -> None:
        self._ctx = ctx
        self._chars = ctx.tables.chars + "\n\n"  # digits and letters stand in no expression
        whole: list[str] = []
        for line in lines:
            if not line.startswith("#"):
                rest = line[1:]
                whole += map(add, repeat(line[0]), map(add, map(add, rest[0::3], rest[1::3]), rest[2::3]))
        self._whole = frozenset(whole)
        first, last = itemgetter(slice(0, 2)), itemgetter(slice(2, 4))
        self._without = (
            frozenset(map(itemgetter(slice(1, 4)), whole)),
            frozenset(map(add, map(itemgetter(0), whole), map(last, whole))),
            frozenset(map(add, map(first, whole), map(itemgetter(3), whole))),
            frozenset(map(itemgetter(slice(0, 3)), whole)),
        )

    def spoilt(self, ids: list[int], doubtful: list[int]) -> Iterator[tuple[int, int]]:
        """Return where a character spoils an expression, and the one that is meant.

        ``doubtful`` holds the indices of the first of two characters that are unusual beside each other.
        """
        folded = "".join(map(self._chars.__getitem__, ids))
        none, one, two, three = self._without
        last = -1
        for first in doubtful:
            for place in (first, first + 1) if first != last else (first + 1,):
                left, right = folded[place - 3 : place], folded[place + 1 : place + 4]
                hits = (
                    (right in none)
                    + 2 * (left[2] + right[:2] in one)
                    + 4 * (left[1:] + right[0] in two)
                    + 8 * (left in three)
                )
                for offset in _OFFSETS[hits] if hits else ():
                    if self._hopeful(ids, place, offset) and (meant := self._meant(ids, place, offset)):
                        yield place, meant
                        break
            last = first + 1

    def _hopeful(self, ids: list[int], place: int, offset: int) -> bool:
        """Whether what is written may be a slip as far as its neighbours tell: a quick test before the search."""
        t = self._ctx.tables
        b, c, d = ids[place - 1 : place + 2]
        if not c:
            return False
        if offset in (0, 3) and self._chars[c] in ALONE:
            return False
        if offset == 0:
            return not b or t.rows[b][c] >> 4 <= LOOSE
        if offset == 3:
            fixed = t.trigram(ids[place - 3], ids[place - 2], b) >> 4 >= FIXED
            return fixed or not d or t.rows[c][d] >> 4 <= LOOSE
        return t.trigram(b, c, d) == 0

    def _meant(self, ids: list[int], place: int, offset: int) -> int:
        """Return the character that makes an expression which has its character ``offset`` at ``place``, or 0."""
        t, con, chars = self._ctx.tables, self._ctx.confusions, self._chars
        first = place - offset
        if any(ids[first + i] == 0 for i in range(4)) or t.fourgram(*ids[first : first + 4]):
            return 0
        written = ids[place]
        before = "".join(chars[i] for i in ids[first:place])
        after = "".join(chars[i] for i in ids[place + 1 : first + 4])
        found = [c for c in con.alternatives(written) if before + chars[c] + after in self._whole]
        if len(found) != 1:
            return 0
        meant = found[0]
        numbers = [*ids[first:place], meant, *ids[place + 1 : first + 4]]
        level = t.fourgram(numbers[0], numbers[1], numbers[2], numbers[3])
        kind = con.kind(written, meant)
        # The same level for three characters as for four: hardly anything else follows the three.
        alone = t.trigram(numbers[0], numbers[1], numbers[2]) >> 4 <= level >> 4
        unusual = t.bigram(ids[place - 1], written) < UNUSUAL
        if offset == 3 and kind & SAME and level >> 4 >= FIXED and alone and unusual:
            return meant
        return meant if self._believed(ids, place, offset, kind, level) else 0

    def _believed(self, ids: list[int], place: int, offset: int, kind: int, level: int) -> bool:
        """Whether nothing speaks for what is written."""
        t = self._ctx.tables
        b, c, d = ids[place - 1 : place + 2]
        left, right = t.bigram(b, c), t.bigram(c, d)
        outer = left if offset == 0 and b else right if offset == 3 and d else 0
        outside = max(outer >> 4, (outer & 15) // 2)
        known = max(t.trigram(ids[i], ids[i + 1], ids[i + 2]) for i in range(place - 2, place + 1))
        first = place - offset
        if t.word(ids[first], ids[first + 1]) and t.word(ids[first + 2], ids[first + 3]):
            return False  # 联系|会议 is no slip for 联席会议: words on their own
        inner = [v for v, inside in ((left, offset > 0), (right, offset < 3)) if inside]
        torn = any(v >> 4 <= STRICT[0] and v & 15 <= STRICT[1] for v in inner)
        dictionary, often = level & 15 >= WORD, level >> 4 >= OFTEN
        if dictionary and often:
            return outside <= LOOSE and (
                not known or (kind & SAME > 0 and known >> 4 <= (level >> 4) - AHEAD)
            )
        if known or outside > CLOSE:
            return False
        if not dictionary and level >> 4 < (FIXED if offset in (0, 3) or not kind & SAME else FREQUENT):
            return False
        if torn:
            return dictionary or bool(kind & (SAME | SHAPE))
        # 推广施用, 承接维护: what is written may be a word.
        word = t.word(b, c) or t.word(c, d)
        return not word and (kind & SAME != 0) and (often or kind & SHAPE != 0)


@cache
def expressions() -> Expressions:
    """Return the expressions that ship with govclean."""
    text = resources.files("govclean.data").joinpath("typo_expressions.txt").read_text(encoding="utf-8")
    return Expressions(context(), text.splitlines())

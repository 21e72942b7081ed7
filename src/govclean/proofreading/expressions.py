"""Fixed expressions: three characters that official text hardly ever lets another fourth one follow than the right one."""

from __future__ import annotations

from .candidates import Context
from .confusion import bits

__all__ = ["FIXED", "SCORE", "completed"]

FIXED = 11
"""Level (300 times in official text) from which four characters are a fixed expression; at level 7 审查下位 became 下列."""
SCORE = 3.0  # as log-odds, where the trees are not asked


def completed(ctx: Context, a: int, b: int, c: int, written: int) -> int:
    """Return the character that completes the expression ``a b c …`` in place of its homophone ``written``, or 0."""
    t = ctx.tables
    if t.trigram(a, b, c) >> 4 < FIXED or t.fourgram(a, b, c, written):
        return 0
    wanted = ctx.confusions.same(written) & ctx.confusions.after(c)
    for meant in bits(wanted):
        # The same level for three characters and for four: hardly anything else follows the three.
        if t.fourgram(a, b, c, meant) >> 4 >= t.trigram(a, b, c) >> 4:
            return meant
    return 0

"""Function words at the default level: 是/事, 在/再, 作/做, 即/既, 以/已 … by what official text has around them.

Both words are common and both pairs with the neighbours often are, so the gate says nothing.  What is weighed here are the
n-grams of two to four characters that hold the word, as written and with its partner in place; the least weight of each
direction stands above every false one on text that nobody counted (``tools/train_typo_score.py functions``).
"""

from __future__ import annotations

from collections.abc import Iterator

from .candidates import Context
from .tables import LOG

__all__ = ["KNOWN", "PAIR_WEIGHT", "weight_of", "words_in"]

KNOWN = 2  # official level of the word with both its neighbours from which it is right as it stands
PAIR_WEIGHT = 0.3  # of a pair beside longer n-grams, which weigh 1
SEEN = 3  # level of a longer n-gram that holds the word as written from which it stays (再次核对: 再次核)
USUAL = 2  # least level of the partner with each neighbour; what is written must not have a higher one
ONE_SIDED = 5.0  # taken off beside punctuation, where all evidence is on the other side
ATTESTED = 3.0  # what any longer n-gram that holds the word as written takes off


def words_in(ctx: Context, ids: list[int]) -> Iterator[int]:
    """Return where a function word stands between neighbours that official text does not know it between."""
    partners, trigram = ctx.partners, ctx.tables.trigram
    flags = bytes(map(partners.__contains__, ids))
    at = flags.find(1)
    while at >= 0:
        if trigram(ids[at - 1], ids[at], ids[at + 1]) >> 4 < KNOWN:
            yield at
        at = flags.find(1, at + 1)


def weight_of(ctx: Context, ids: list[int], at: int, meant: int) -> float:
    """Return how much more official text has ``meant`` at ``at`` than what is written, in nats summed over n-grams."""
    rows, word = ctx.tables.rows, ids[at]
    before, after = ids[at - 1], ids[at + 1]
    if before and rows[before][meant] >> 4 < max(USUAL, rows[before][word] >> 4):
        return 0.0
    if after and rows[meant][after] >> 4 < max(USUAL, rows[word][after] >> 4):
        return 0.0
    written = _levels(ctx, ids, at, word)
    if max(written[2:]) > SEEN:
        return 0.0
    partner = _levels(ctx, ids, at, meant)
    total = PAIR_WEIGHT * (LOG[partner[0]] + LOG[partner[1]] - LOG[written[0]] - LOG[written[1]])
    for new, old in zip(partner[2:], written[2:], strict=True):
        total += LOG[new] - LOG[old]
    if any(written[2:]):
        total -= ATTESTED
    return total if ids[at - 1] and ids[at + 1] else total - ONE_SIDED


def _levels(ctx: Context, ids: list[int], at: int, word: int) -> list[int]:
    """Return the official levels of the n-grams that hold ``word`` at ``at``: two of two characters, then longer ones."""
    t = ctx.tables
    a3, a2, a, _, z, z2, z3 = ids[at - 3 : at + 4]
    left, right = t.bigram(a, word) >> 4, t.bigram(word, z) >> 4
    found = [left, right, t.trigram(a, word, z) >> 4]
    found.append(t.trigram(a2, a, word) >> 4 if a and left else 0)
    found.append(t.trigram(word, z, z2) >> 4 if z and right else 0)
    found.append(t.fourgram(a3, a2, a, word) >> 4 if found[3] and a2 else 0)
    found.append(t.fourgram(a2, a, word, z) >> 4 if found[2] and found[3] else 0)
    found.append(t.fourgram(a, word, z, z2) >> 4 if found[2] and found[4] else 0)
    found.append(t.fourgram(word, z, z2, z3) >> 4 if found[4] and z2 else 0)
    return found

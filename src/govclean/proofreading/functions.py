"""Function words: 是/事, 在/再, 作/做, 即/既, 以/已 … by everything that stands around them in the sentence.

Both words are common and both pairs with the neighbours often are, so the gate of ``gate.py`` says nothing.  For each pair one
sum of weights, learnt by ``tools/train_typo_functions.py`` from both words in clean text, tells which of the two stands in a
context: the neighbours, what else the clause has (以…为中心), how the next one begins (既…，又…).  Where the sum speaks for the
other word, the trees of ``score.py`` weigh it with the figures that they have for every candidate.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources

__all__ = ["PAIRS", "FunctionWords", "clues", "function_words"]

PAIRS = (
    "是事", "在再", "作做", "既即", "以已", "需须", "与于", "有由", "为未", "及即", "期其", "合和", "队对", "各个", "项相",
    "至致", "像向", "会回",
)  # fmt: skip
"""Words that are typed one for the other.  的, 地 and 得 are left out: usage differs from author to author."""

AHEAD, BEHIND, NEXT = 14, 8, 2  # characters of the clause looked at on each side, and of the clause after it
POINTERS = "这那些件桩何啥此"  # before the noun 事, not before 是: 这些事, 那件事
LEAST_SUM = 0.5  # sum of weights for the other word from which the trees are asked
SETTLED = (
    1.8  # weight of one neighbour, and sum of both sides, from which a word is right whatever else there is
)
_CLAUSE = re.compile(r"[,.;:!?，。；：！？\n]")
_DIGITS = str.maketrans("0123456789０１２３４５６７８９", "0" * 20)


def clues(text: str, at: int) -> list[str]:
    """Return what the place ``at`` of a folded text has around it, as names of weights; looks at a bounded stretch only."""
    before = text[max(0, at - BEHIND) : at].rpartition("\n")[2].translate(_DIGITS)
    after = text[at + 1 : at + 2 + AHEAD + NEXT].partition("\n")[0].translate(_DIGITS)
    left, right = before[-1:] or "^", after[:1] or "$"
    found = [
        "a" + left, "b" + before[-2:], "c" + before[-3:], "d" + right, "e" + after[:2], "f" + after[:3],
        "g" + left + right, "h" + before[-2:] + right, "i" + left + after[:2],
    ]  # fmt: skip
    ahead, end, rest = after[:AHEAD], "", ""
    match = _CLAUSE.search(after)
    if match is not None and match.start() <= AHEAD:
        ahead, end, rest = after[: match.start()], match[0], after[match.end() : match.end() + NEXT]
    behind = _CLAUSE.split(before)[-1]
    found += ["x" + ahead[i : i + 2] for i in range(1, len(ahead) - 1)]
    found += ["y" + behind[i : i + 2] for i in range(len(behind) - 2)]
    found += ["z" + char for char in set(ahead[1:])]
    if end:
        found += ["u" + ahead[-2:] + end, "v" + end + rest[:1], "w" + end + rest]
    return found


def _neighbours(text: str, at: int) -> tuple[str, ...]:
    """Return the names of what stands right beside the place: most words are settled by it."""
    return (
        "a" + text[at - 1 : at],
        "b" + text[at - 2 : at],
        "d" + text[at + 1 : at + 2],
        "e" + text[at + 1 : at + 3],
    )


class FunctionWords:
    """The weights of every pair, and a quick look for places worth weighing."""

    def __init__(self, lines: list[str]) -> None:
        self._weights: dict[str, dict[str, float]] = {}
        self._of: dict[str, list[str]] = {}
        for line in lines:
            if line.startswith("#"):
                continue
            if line.startswith("="):
                pair = line[1:3]
                weights = self._weights[pair] = {}
                for char in pair:
                    self._of.setdefault(char, []).append(pair)
            else:
                clue, _, weight = line.partition("\t")
                weights[clue] = float(weight)
        self._doubtful = re.compile("|".join(self._unsettled()))

    def _unsettled(self) -> Iterator[str]:
        """Yield a pattern for each word: the word, unless one neighbour alone settles that it is right.

        A neighbour settles it where its own weight is so high that what else there is hardly ever turns the sum.
        """
        for char, pairs in self._of.items():
            right: set[str] | None = None
            left: set[str] | None = None
            for pair in pairs:
                sign = 1.0 if char == pair[1] else -1.0
                weights = self._weights[pair]
                after = {
                    k[1] for k, v in weights.items() if k[:1] == "d" and len(k) == 2 and sign * v > SETTLED
                }
                before = {
                    k[1] for k, v in weights.items() if k[:1] == "a" and len(k) == 2 and sign * v > SETTLED
                }
                right = after if right is None else right & after
                left = before if left is None else left & before
            if char == "事" and left is not None:
                left |= set(POINTERS)
            pattern = char
            if right:
                pattern += f"(?![{re.escape(''.join(sorted(right)))}])"
            if left:
                pattern += f"(?<![{re.escape(''.join(sorted(left)))}]{char})"
            yield pattern

    def doubts(self, folded: str) -> Iterator[tuple[int, str, float]]:
        """Return (place, what may be meant, sum of weights for it) where a word is likelier the wrong one of its pair."""
        for match in self._doubtful.finditer(folded):
            at, char = match.start(), match[0]
            names: list[str] | None = None
            for pair in self._of[char]:
                second = char == pair[1]
                get = self._weights[pair].get
                near = get("", 0.0) + sum([get(name, 0.0) for name in _neighbours(folded, at)])
                if (near if second else -near) > SETTLED:
                    continue
                names = names or clues(folded, at)
                total = sum([get(name, 0.0) for name in names], get("", 0.0))
                total = -total if second else total
                if total > LEAST_SUM:
                    yield at, pair[0] if second else pair[1], total


@cache
def function_words() -> FunctionWords:
    """Return the weights that ship with govclean."""
    text = resources.files("govclean.data").joinpath("typo_functions.tsv").read_text(encoding="utf-8")
    return FunctionWords(text.rstrip("\n").split("\n"))

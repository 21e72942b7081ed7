"""Comparing an article with an expectation: what differs, and where first."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from ..article import Article

__all__ = ["Difference", "compare"]

UNKNOWN = "□"  # in an expected line: a character that no one can know, such as a digit whose byte is gone
AROUND = 24  # characters shown on either side of the first difference


@dataclass(frozen=True, slots=True)
class Difference:
    """One key of the expectation that did not come out.

    ``where`` says where in the value the first difference is, or ``""``.
    """

    key: str
    expected: str
    actual: str
    where: str = ""

    def __str__(self) -> str:
        place = f" ({self.where})" if self.where else ""
        return f"{self.key}{place}\n  expected: {self.expected}\n  actual:   {self.actual}"


Fold = Callable[[str], str]


def compare(expected: dict[str, Any], article: Article, *, width: bool = False) -> list[Difference]:
    """Compare the keys of ``expected`` (see :mod:`govclean.testing.fixtures`) with ``article``.

    White space is compared as runs; with ``width`` it is left out, and full- and half-width forms are the same.
    """
    fold = _fold_width if width else _fold_space
    plain = article.to_dict()
    found: list[Difference] = []
    for key, value in expected.items():
        special = SPECIAL.get(key)
        if special:
            found += special(value, article, expected, fold)
        elif key in plain:
            found += _compare_value(key, value, plain[key], fold)
        else:
            found.append(Difference(key, _show(value), "an Article has no such attribute"))
    return found


def _fold_space(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _fold_width(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def _show(value: Any) -> str:
    return repr(value) if not isinstance(value, str) else value or "''"


def _compare_value(key: str, want: Any, have: Any, fold: Fold) -> Iterator[Difference]:
    if isinstance(want, str) and isinstance(have, str):
        if fold(want) != fold(have):
            yield Difference(key, _show(want), _show(have))
    elif isinstance(want, list) and isinstance(have, str):
        if have not in want:
            yield Difference(key, " or ".join(map(_show, want)), _show(have))
    elif isinstance(want, dict) and isinstance(have, dict):
        for name, part in want.items():
            yield from _compare_value(f"{key}.{name}", part, have.get(name), fold)
    elif want != have:
        yield Difference(key, _show(want), _show(have))


def _lines(value: Any, fold: Fold) -> list[str]:
    lines = value.split("\n") if isinstance(value, str) else value
    return [folded for folded in map(fold, lines) if folded]


def _compare_text(want: Any, article: Article, expected: dict[str, Any], fold: Fold) -> Iterator[Difference]:
    optional = set(_lines(expected.get("optional", []), fold))
    left = [line for line in _lines(want, fold) if line not in optional]
    right = [line for line in _lines(article.text, fold) if line not in optional]
    for number, (a, b) in enumerate(zip_longest(left, right), 1):
        if a == b:
            continue
        if a and b and UNKNOWN in a and len(a) == len(b):
            a = "".join(y if x == UNKNOWN else x for x, y in zip(a, b, strict=True))
            if a == b:
                continue
        if a is None or b is None:
            yield Difference(
                "text", a or "(end of text)", b or "(end of text)", f"line {number} of {len(left)}"
            )
        else:
            at = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
            yield Difference(
                "text", _around(a, at), _around(b, at), f"line {number} of {len(left)}, character {at + 1}"
            )
        return


def _around(line: str, at: int) -> str:
    start, end = max(0, at - AROUND), at + AROUND
    marked = line[start:at] + "▸" + line[at:end]
    return ("…" if start else "") + marked + ("…" if end < len(line) else "")


def _compare_attachments(want: Any, article: Article, _: dict[str, Any], fold: Fold) -> Iterator[Difference]:
    have = article.to_dict()["attachments"]
    if len(want) != len(have):
        yield Difference("attachments", _show([a["name"] for a in want]), _show([a["name"] for a in have]))
        return
    for number, (a, b) in enumerate(zip(want, have, strict=True)):
        yield from _compare_value(f"attachments.{number}", a, b, fold)


def _compare_encoding(want: Any, article: Article, _: dict[str, Any], fold: Fold) -> Iterator[Difference]:
    yield from _compare_value(
        "encoding", [want] if isinstance(want, str) else want, article.encoding.name, fold
    )


def _compare_tables(want: Any, article: Article, _: dict[str, Any], __: Fold) -> Iterator[Difference]:
    have = [[list(row) for row in block.rows] for block in article.blocks if block.kind == "table"]
    if len(have) != len(want):
        yield Difference("tables", f"{len(want)} tables", f"{len(have)} tables")
    for number, (a, b) in enumerate(zip(want, have, strict=False), 1):
        row = next((i for i, (x, y) in enumerate(zip_longest(a, b)) if x != y), None)
        if row is not None:
            yield Difference(
                "tables", _show(a[row : row + 1]), _show(b[row : row + 1]), f"table {number}, row {row + 1}"
            )


def _compare_images(want: Any, article: Article, _: dict[str, Any], __: Fold) -> Iterator[Difference]:
    have = [block.src or "" for block in article.blocks if block.kind == "image"]
    if len(have) != len(want) or not all(
        b.endswith(a.removeprefix("./")) for a, b in zip(want, have, strict=True)
    ):
        yield Difference("images", _show(want), _show(have))


def _compare_absent(want: Any, article: Article, _: dict[str, Any], fold: Fold) -> Iterator[Difference]:
    text = fold(article.text)
    for string in want:
        at = text.find(fold(string))
        if at >= 0:
            yield Difference("absent", f"no {string!r} in the text", _around(text, at))


def _compare_removed(want: Any, article: Article, _: dict[str, Any], fold: Fold) -> Iterator[Difference]:
    removed = [fold(removal.text) for removal in article.trail.removals]
    for string in want:
        if not any(fold(string) in text for text in removed):
            yield Difference(
                "removed", f"a removal with {string!r}", f"none of {len(removed)} removals has it"
            )


def _compare_once(want: Any, article: Article, _: dict[str, Any], fold: Fold) -> Iterator[Difference]:
    text = fold(article.text)
    for string in want:
        if (times := text.count(fold(string))) != 1:
            yield Difference("once", f"{string!r} once", f"{times} times")


def _compare_edits(want: Any, article: Article, _: dict[str, Any], __: Fold) -> Iterator[Difference]:
    have = [edit for edit in article.trail.edits if edit.stage == "repair"]
    if bool(have) is not bool(want):
        yield Difference("edits", "repairs" if want else "no repair", _show([e.rule for e in have[:5]]))


def _compare_typos(want: Any, article: Article, _: dict[str, Any], fold: Fold) -> Iterator[Difference]:
    after = fold(article.text)
    before = fold(article.trail.undo(article.text, "proofread"))
    for wrong, right in want:
        if fold(wrong) not in before or fold(right) not in after:
            state = "never in the text" if fold(wrong) not in before else "left as it was"
            yield Difference("typos", f"{wrong} → {right}", state)


def _compare_warnings(want: Any, article: Article, _: dict[str, Any], __: Fold) -> Iterator[Difference]:
    codes = [warning.partition(":")[0] for warning in article.warnings]
    for code in want:
        if code not in codes:
            yield Difference("warnings", code, ", ".join(codes) or "no warning")


def _nothing(want: Any, article: Article, _: dict[str, Any], __: Fold) -> Iterator[Difference]:
    return iter(())


SPECIAL: dict[str, Callable[[Any, Article, dict[str, Any], Fold], Iterator[Difference]]] = {
    "text": _compare_text,
    "optional": _nothing,  # read by the comparison of the text
    "attachments": _compare_attachments,
    "encoding": _compare_encoding,
    "tables": _compare_tables,
    "images": _compare_images,
    "absent": _compare_absent,
    "removed": _compare_removed,
    "once": _compare_once,
    "edits": _compare_edits,
    "typos": _compare_typos,
    "warnings": _compare_warnings,
}

"""Corrections are found in simplified script; here they are written in the script of the text."""

from __future__ import annotations

from functools import cache

from ..fold import fold_table

__all__ = ["is_traditional", "to_script"]


@cache
def _variants() -> dict[str, str]:
    """Simplified character → its traditional forms."""
    found: dict[str, str] = {}
    for code, point in fold_table().items():
        if 0x4E00 <= code <= 0x9FFF and 0x4E00 <= point <= 0x9FFF and _in_big5(chr(code)):
            found[chr(point)] = found.get(chr(point), "") + chr(code)
    return found


def _in_big5(char: str) -> bool:
    try:
        char.encode("big5")
    except UnicodeEncodeError:
        return False
    return True


@cache
def _traditional_only() -> frozenset[str]:
    return frozenset(
        chr(code)
        for code, point in fold_table().items()
        if 0x4E00 <= code <= 0x9FFF and not _in_gb2312(chr(code))
    )


def _in_gb2312(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def is_traditional(text: str, start: int, end: int) -> bool:
    """Whether traditional characters stand around ``text[start:end]``."""
    return not _traditional_only().isdisjoint(text[max(0, start - 30) : end + 30])


def to_script(meant: str, traditional: bool) -> str | None:
    """Return ``meant`` (simplified) in the script asked for, or ``None`` where it has several forms (发: 發, 髮)."""
    if not traditional:
        return meant
    out = []
    for char in meant:
        forms = _variants().get(char, "")
        if not forms:
            out.append(char)
        elif len(forms) == 1 and not _in_big5(char):
            out.append(forms)
        else:
            return None
    return "".join(out)

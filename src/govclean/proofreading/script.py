"""Corrections are found in simplified script; here they are written in the script of the text."""

from __future__ import annotations

from functools import cache

from ..fold import fold_table, in_charset

__all__ = ["is_traditional", "to_script"]


@cache
def _variants() -> dict[str, str]:
    """Simplified character → its traditional forms."""
    found: dict[str, str] = {}
    for code, point in fold_table().items():
        if 0x4E00 <= code <= 0x9FFF and 0x4E00 <= point <= 0x9FFF and in_charset(chr(code), "big5"):
            found[chr(point)] = found.get(chr(point), "") + chr(code)
    return found


@cache
def _traditional_only() -> frozenset[str]:
    return frozenset(
        chr(code)
        for code, point in fold_table().items()
        if 0x4E00 <= code <= 0x9FFF and not in_charset(chr(code), "gb2312")
    )


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
        elif len(forms) == 1 and not in_charset(char, "big5"):
            out.append(forms)
        else:
            return None
    return "".join(out)

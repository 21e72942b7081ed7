"""Changes that nothing needs but a user may want: full-width punctuation back, one script throughout."""

from __future__ import annotations

import re

from ..errors import ConfigError
from ..trail import Edit

__all__ = ["convert_script", "restore_punctuation"]

Spans = list[tuple[int, int]]

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_WIDE = dict(zip(",:;?!()", "，：；？！（）", strict=True))
# ASCII punctuation right behind a Chinese character or a closing mark, and not before a digit or a Latin letter.
_BEHIND = re.compile(rf"(?<=[{_HAN}”’》）」』】〉％])[,:;?!](?![A-Za-z0-9/\\])")
# Brackets of which at least one neighbour is Chinese; looked at one by one, so that unbalanced ones stay readable.
_OPEN = re.compile(rf"\((?=[{_HAN}“《])|(?<=[{_HAN}”》，。；：])\((?=[^()\n]{{1,60}}[)）])")
_CLOSE = re.compile(rf"(?<=[{_HAN}”》。])\)|\)(?=[{_HAN}，。；：、])")


def restore_punctuation(text: str, spans: Spans) -> tuple[list[Edit], list[str]]:
    """Full-width forms for ASCII punctuation that stands in Chinese text; numbers, times and Latin text stay."""
    edits: list[Edit] = []
    for start, end in spans:
        for pattern in (_BEHIND, _OPEN, _CLOSE):
            for m in pattern.finditer(text, start, end):
                edits.append(
                    Edit("flattened-punctuation", "repair", m.start(), m.end(), m[0], _WIDE[m[0]], 0.9)
                )
    edits.sort(key=lambda e: e.start)
    return edits, []


def convert_script(text: str, spans: Spans, script: str) -> tuple[list[Edit], list[str]]:
    """Convert to ``"hans"`` or ``"hant"`` with OpenCC, phrase by phrase.

    Raises:
        ConfigError: another script is asked for, or OpenCC is not installed.
    """
    names = {"hans": "t2s", "hant": "s2t"}
    if script not in names:
        raise ConfigError(f'script must be "hans", "hant" or None, not {script!r}')
    try:
        from opencc import OpenCC
    except ImportError:
        raise ConfigError("script conversion needs OpenCC: pip install govclean[script]") from None
    converter = OpenCC(names[script])
    edits: list[Edit] = []
    for start, end in spans:
        before = text[start:end]
        if before.isascii():
            continue
        after = converter.convert(before)
        if after == before:
            continue
        if len(after) != len(before):
            edits.append(Edit("script", "repair", start, end, before, after, 0.95))
            continue
        edits += [
            Edit("script", "repair", start + i, start + i + 1, a, b, 0.95)
            for i, (a, b) in enumerate(zip(before, after, strict=True))
            if a != b
        ]
    return edits, []

"""Changes that nothing needs but a user may want: full-width punctuation back, one script throughout."""

from __future__ import annotations

import re

from ..errors import ConfigError
from ..trail import Edit

__all__ = ["convert_script", "restore_punctuation"]

Spans = list[tuple[int, int]]

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_WIDE = dict(zip(",:;?!.()", "，：；？！。（）", strict=True))
# Behind these a mark belongs to Chinese text, and before those.
_BEFORE = re.compile(f"[{_HAN}”’》）」』】〉，。；：！？、…％]")
_AFTER = re.compile(f"[{_HAN}“‘《（「『【〈]")
_MARKS = re.compile(r"[,:;?!.()]")
_CHINESE = re.compile(f"[{_HAN}]")
_LATIN = re.compile("[A-Za-z]+")
# Addresses, up to what Chinese text follows; a mark at their end is not theirs.  One bounded class, nothing nested.
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[!-~]{0,400}[0-9A-Za-z/#=]|[0-9A-Za-z._-]{1,64}@[0-9A-Za-z.-]{1,200}[A-Za-z]"
)
_QUERY = re.compile(r"[?][A-Za-z0-9_]{1,30}=")  # an address whose path is Chinese
LONGEST = 200  # characters of a bracket that are looked at
_NUMBERED = re.compile("[(（]?[一二三四五六七八九十百]{1,4}")


def restore_punctuation(text: str, spans: Spans) -> tuple[list[Edit], list[str]]:
    """Full-width forms for ASCII punctuation that stands in Chinese text.

    Numbers (1,000 and 3.5), times (10:30), scores (3:2), addresses, formulas and Latin sentences stay.
    """
    edits: list[Edit] = []
    for start, end in spans:
        for line in re.finditer(r"[^\n]+", text[start:end]):
            if not line[0].isascii():
                edits += [
                    Edit("flattened-punctuation", "repair", at, at + 1, text[at], _WIDE[text[at]], 0.9)
                    for at in (start + line.start() + i for i in _flattened(line[0]))
                ]
    return edits, []


def _flattened(line: str) -> list[int]:
    """Where ``line`` has an ASCII mark that stands for a full-width one, in order."""
    marks = [m.start() for m in _MARKS.finditer(line)]
    if not marks:
        return []
    taken = {i for m in _ADDRESS.finditer(line) for i in range(*m.span())}
    chinese = len(_CHINESE.findall(line)) > len(_LATIN.findall(line))
    wide = _wide_brackets(line)
    for i in marks:
        char = line[i]
        if i in taken or char in "()":
            continue
        before, after = line[i - 1 : i], line[i + 1 : i + 2]
        follows = bool(_BEFORE.match(before)) or i - 1 in wide
        if char == ".":
            if follows and not re.match(r"[.0-9A-Za-z]", after) and not _NUMBERED.fullmatch(line[:i].strip()):
                wide.add(i)
        elif follows:
            if after not in ("/", "\\") and not _QUERY.match(line, i):
                wide.add(i)
        elif before and not before.isspace() and before.isascii():
            at_end = not line[i + 1 :].strip() and chinese and not before.isalpha()
            if _AFTER.match(after) or at_end:
                wide.add(i)
    return sorted(wide)


def _wide_brackets(line: str) -> set[int]:
    """Brackets, by pairs, that hold Chinese text or stand between it."""
    wide: set[int] = set()
    open_: list[int] = []
    for m in re.finditer(r"[()]", line):
        if m[0] == "(":
            open_.append(m.start())
        elif open_:
            first, last = open_.pop(), m.start()
            beside = _BEFORE.match(line[first - 1 : first]) and (
                last + 1 == len(line) or _AFTER.match(line, last + 1) or _BEFORE.match(line, last + 1)
            )
            if beside or _CHINESE.search(line, first, min(last, first + LONGEST)):
                wide |= {first, last}
    return wide


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

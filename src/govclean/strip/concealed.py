"""What a page's markup conceals: links in elements that no reader sees, and how surely the style only serves to hide them.

Works on the source, because colours, sizes and classes that a style sheet hides are not kept in pieces, and because most of what is
not displayed is honest (menus, tabs, share boxes): whether a link is spam is judged in :mod:`govclean.strip.links`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from html import unescape

from .farms import host_of

__all__ = ["ConcealedLink", "concealed_links", "concealment"]

ORDINARY, DELIBERATE = 1, 2
"""How a style hides: as menus, tabs and image replacement do, or in a way that only serves to keep text from readers."""

MAX_SHEET = 60_000
MAX_NAMES = 200
MAX_LOOKED = 2_000_000  # characters looked through on one page in search of ends of elements: keeps hostile pages linear
MAX_SCOPE = 60_000  # characters of one element that are looked through
FAR = 3000  # pixels: carousels move some 1,200 off the screen
TINY = 2.0  # pixels
TINY_MARQUEE = 6.0

_DECLARATION = re.compile(r"(?:^|[;{\s])([a-z-]{3,20})\s{0,4}:\s{0,4}([^;{}\"]{1,80})", re.I)
_NUMBER = re.compile(r"(-?\d{1,6}(?:\.\d{1,4})?|-?\.\d{1,4})\s?(px|pt|em|rem|%|vw|vh)?")
_HEX = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})(?![0-9a-f])", re.I)
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*(?:,\s*([\d.]{1,6})\s*)?\)")
_NAMED = {
    "white": (255, 255, 255), "snow": (255, 250, 250), "ivory": (255, 255, 240), "black": (0, 0, 0), "red": (255, 0, 0),
    "blue": (0, 0, 255), "whitesmoke": (245, 245, 245), "ghostwhite": (248, 248, 255), "gray": (128, 128, 128),
}  # fmt: skip
NEAR = 24  # sum of the differences of the three channels up to which two colours cannot be told apart
WHITE = (255, 255, 255)
_Colour = tuple[int, int, int]


def _colour(value: str) -> _Colour | None:
    value = value.strip().lower()
    if match := _HEX.search(value):
        digits = match[1] if len(match[1]) == 6 else "".join(c * 2 for c in match[1])
        return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)
    if match := _RGB.search(value):
        return int(match[1]), int(match[2]), int(match[3])
    return next((_NAMED[word] for word in value.split() if word in _NAMED), None)


def _pixels(value: str) -> float | None:
    """Return a length in pixels; relative units count sixteen."""
    match = _NUMBER.match(value.strip())
    if match is None:
        return None
    return float(match[1]) * (1.0 if match[2] in (None, "px", "pt") else 16.0)


@dataclass(frozen=True, slots=True)
class Style:
    """How an element hides its text: ``strength`` (0 if it does not) and why; its colours where it states them."""

    strength: int = 0
    why: str = ""
    colour: _Colour | None = None
    background: _Colour | None = None


def concealment(declarations: str) -> Style:
    """Return how the declarations of an inline style or of a rule of a style sheet hide text."""
    named = {m[1].lower(): m[2].strip().lower() for m in _DECLARATION.finditer(declarations)}
    found: list[tuple[int, str]] = []

    def length(name: str) -> float | None:
        return _pixels(named[name]) if name in named else None

    if named.get("display") == "none" or named.get("visibility") == "hidden":
        found.append((ORDINARY, "not displayed"))
    if (value := length("opacity")) is not None and value < 0.05:
        found.append((ORDINARY, "opacity 0"))
    size = length("font-size")
    if size is not None and "%" not in named["font-size"] and size <= TINY:
        # Zero removes the gaps between a row of boxes, whose own sizes are set anew; one or two pixels serve nothing.
        found.append((DELIBERATE if size else ORDINARY, f"type of {size:g} px"))
    if named.get("overflow") in ("hidden", "clip") or "overflow" not in named:
        for name in ("height", "max-height", "width", "line-height"):
            value = length(name)
            small = value is not None and 0 <= value <= TINY and "%" not in named[name]
            if value is not None and small and "overflow" in named:
                found.append((DELIBERATE if value else ORDINARY, f"{name} of {value:g} px"))
    for name in ("left", "top", "right", "bottom", "margin-left", "margin-top", "text-indent"):
        value = length(name)
        if value is not None and value <= -FAR:
            found.append((ORDINARY if name == "text-indent" else DELIBERATE, "moved off the screen"))
    if "clip" in named and re.match(r"rect\(\s*[01]", named["clip"]):
        found.append((ORDINARY, "clipped"))
    if named.get("color") == "transparent":
        found.append((DELIBERATE, "transparent type"))
    strength, why = max(found, default=(0, ""))
    background = named.get("background-color") or named.get("background") or ""
    return Style(strength, why, _colour(named.get("color", "")), _colour(background))


@dataclass(frozen=True, slots=True)
class ConcealedLink:
    """A link that no reader sees: its text and address, how surely it was hidden on purpose, and how."""

    text: str
    href: str
    strength: int
    why: str


# What an opening tag must hold to be looked at: one pass over the page finds the few that matter.
_LIGHT = r"(?:\#f[0-9a-f]f?[0-9a-f]?(?:f[0-9a-f])?(?![0-9a-f])|(?:ghost)?white|snow|ivory|transparent|rgba?\(\s?2[45]\d)"
_TRAITS = (
    r"display\s?:\s?none|visibility\s?:\s?hidden|opacity\s?:\s?0|font-size\s?:\s?(?:0|1p|2p|1\.|0?\.\d)|overflow\s?:\s?hidden|\shidden"
    rf"|-\d{{3,}}|clip\s?:|background(?:-color)?\s?:[^;]{{1,60}};\s?color|color\s?[:=]\s?[\"']?{_LIGHT}"
)
_STYLE = re.compile(r"""\bstyle\s{0,2}=\s{0,2}(?:"([^"]{0,800})"|'([^']{0,800})'|([^\s"'>]{1,200}))""", re.I)
_COLOUR = re.compile(r"""(?<![\w-])color\s{0,2}=\s{0,2}["']?([#\w]{3,20})""", re.I)
_BACKGROUND = re.compile(r"""\bbgcolor\s{0,2}=\s{0,2}["']?([#\w]{3,20})""", re.I)
_NAMES = re.compile(
    r"""\b(?:class|id)\s{0,2}=\s{0,2}(?:"([^"]{0,200})"|'([^']{0,200})'|([\w-]{1,60}))""", re.I
)
_SIZES = re.compile(r"""\b(?:height|width)\s{0,2}=\s{0,2}["']?(\d{1,5})""", re.I)
_HIDDEN = re.compile(r"""\shidden(?=[\s/=]|$)""", re.I)
_SELECTOR = re.compile(r"(?:[a-z][a-z0-9]{0,10})?([.#][\w-]{1,60})", re.I)
_BY_SCRIPT = re.compile(
    r"""getElementById\(\s{0,4}["']([\w-]{1,60})["']\s{0,4}\)\s{0,4}\.style\.(?:display\s{0,4}=\s{0,4}["']none|visibility\s{0,4}=\s{0,4}["']hidden|(?:left|top|marginLeft|textIndent)\s{0,4}=\s{0,4}["']-\d{4,})"""
)
_LINK = re.compile(r"""<a\s[^<>]{0,800}?\bhref\s{0,2}=\s{0,2}["']?([^"'\s<>]{1,400})[^<>]{0,600}>""", re.I)
_TAGS = re.compile(r"<[^<>]{0,1000}>")
_GATE = re.compile(rf"{_TRAITS}|<marquee|<noscript|\.style\.", re.I)
# One of these words, or a far offset, stands in whatever matches _TRAITS: looking for words is much faster than for expressions.
_MARKS = (
    "display", "visibility", "opacity", "font-size", "overflow", "hidden", "clip", "color", "<marquee", "<noscript",
)  # fmt: skip
_OFFSET = re.compile(r"-\d{3}")
LONGEST_TAG = 1600  # characters of an opening tag that are looked at
# Bounded and without angle brackets inside: a tag is read once.
_TAG = re.compile(rf"<(?P<tag>[a-z][a-z0-9]{{0,15}})(?=[\s>])(?P<raw>[^<>]{{0,{LONGEST_TAG}}})>", re.I)
_TRAIT = re.compile(_TRAITS, re.I)


def _find_all(text: str, words: Iterable[str], start: int = 0, end: int | None = None) -> list[int]:
    """Return where any of ``words`` begins, in order."""
    found: list[int] = []
    for word in words:
        position = text.find(word, start, end)
        while position >= 0:
            found.append(position)
            position = text.find(word, position + 1, end)
    return sorted(found)


def _openings(
    source: str, lower: str, names: frozenset[str], start: int, end: int
) -> Iterator[re.Match[str]]:
    """Yield the opening tags between ``start`` and ``end`` that may conceal: by what they say, by their name, or by a class or
    identifier among ``names``; in order."""
    marked = _find_all(lower, {*_MARKS, *(name[1:].lower() for name in names)}, start, end)
    marked += [match.start() for match in _OFFSET.finditer(source, start, end)]
    begun = {source.rfind("<", max(start, at - LONGEST_TAG), at + 1) for at in marked}
    for position in sorted(begun):
        match = _TAG.match(source, position, end) if position >= 0 else None
        if match is None:
            continue
        if (
            match["tag"].lower() in ("marquee", "noscript")
            or _TRAIT.search(source, match.start("raw"), match.end("raw"))
            or not names.isdisjoint(_names_in(match["raw"]))
        ):
            yield match


def _names_in(raw: str) -> Iterator[str]:
    """The classes and identifiers of a tag, with the sign that they have in a style sheet."""
    for match in _NAMES.finditer(raw):
        sign = "#" if match[0].lower().startswith("id") else "."
        for name in (match[1] or match[2] or match[3] or "").split():
            yield sign + name


def concealed_links(source: str, hosts: Collection[str]) -> Iterator[ConcealedLink]:
    """Yield the links to ``hosts`` that ``source`` conceals, in order of their elements; linear in its length."""
    if not hosts or _GATE.search(source) is None:
        return
    lower = source.lower()
    if len(lower) != len(source):  # a few letters are two in lower case
        lower = source
    spots = _find_all(lower, hosts)
    if not spots:
        return
    ids = {
        f"#{m[1]}": Style(ORDINARY, "not displayed once a script ran") for m in _BY_SCRIPT.finditer(source)
    }
    sheet = _read_sheets(source, lower) | ids
    reached = looked = 0  # what stands inside a concealed element was told with it
    names = frozenset(sorted(sheet)[:MAX_NAMES])
    first = max(0, spots[0] - MAX_SCOPE)
    for match in _openings(source, lower, names, first, min(len(source), spots[-1] + LONGEST_TAG)):
        if match.start() < reached:
            continue
        start = match.end()
        tag = match["tag"].lower()
        ahead = bisect_left(spots, match.start())
        if ahead == len(spots) or spots[ahead] > start + MAX_SCOPE:
            continue
        style = _style_of(tag, " " + match["raw"], sheet)
        if not style.strength and style.colour is None:
            continue
        end = len(source) if tag == "body" else _end_of(source, tag, start)
        looked += end - start or MAX_SCOPE
        if looked > MAX_LOOKED:
            return
        if tag == "a":
            start = match.start()
        if spots[ahead] >= end:
            continue
        if not style.strength:
            style = _by_colour(source, match.start(), style)
            if not style.strength:
                continue
        found = False
        for link in _links(source, start, end, style):
            if host_of(link.href) in hosts:
                found = True
                yield link
        if found:
            reached = end


_BEHIND = re.compile(r"<([a-z][a-z0-9]{0,15})\s[^<>]{0,800}?(?:bgcolor|background)[^<>]{0,800}>", re.I)
LOOK_BACK = 20_000  # characters in front of an element in which what lies behind it is looked for


def _by_colour(source: str, at: int, style: Style) -> Style:
    """Return how type of its background's colour hides; an unknown background is taken for white, with less weight."""
    assert style.colour is not None
    behind, strength = style.background, DELIBERATE
    if behind is None:
        behind, strength = WHITE, ORDINARY
        openings = list(_BEHIND.finditer(source, max(0, at - LOOK_BACK), at))
        for match in reversed(openings[-24:]):
            found = _style_of(match[1].lower(), match[0][1 + len(match[1]) : -1], {})
            inside = match[1].lower() == "body" or match.end() <= at < _end_of(
                source, match[1].lower(), match.end()
            )
            if found.background is not None and inside:
                behind, strength = found.background, DELIBERATE
                break
            if inside and re.search(r"background[^;]{0,40}url\(", match[0]):
                return Style()  # a picture lies behind
    if sum(abs(a - b) for a, b in zip(style.colour, behind, strict=True)) > NEAR:
        return Style()
    return Style(strength, "type of the colour of its background")


def _style_of(tag: str, raw: str, sheet: dict[str, Style]) -> Style:
    styles: list[Style] = []
    if match := _STYLE.search(raw):
        styles.append(concealment(match[1] or match[2] or match[3] or ""))
    if _HIDDEN.search(_STYLE.sub("", raw)):
        styles.append(Style(ORDINARY, "not displayed"))
    if tag == "marquee":
        sizes = [float(m[1]) for m in _SIZES.finditer(raw)]
        if sizes and min(sizes) <= TINY_MARQUEE:
            styles.append(Style(DELIBERATE, "a moving line too small to see"))
    elif tag == "noscript":
        styles.append(Style(ORDINARY, "only for readers without scripts"))
    if sheet:
        styles += [sheet[name] for name in _names_in(raw) if name in sheet]
    if match := _COLOUR.search(raw):
        styles.append(Style(colour=_colour(match[1])))
    if match := _BACKGROUND.search(raw):
        styles.append(Style(background=_colour(match[1])))
    if not styles:
        return Style()
    best = max(styles, key=lambda s: s.strength)
    colour = next((s.colour for s in styles if s.colour), None)
    background = next((s.background for s in styles if s.background), None)
    return Style(best.strength, best.why, colour, background)


def _read_sheets(source: str, lower: str) -> dict[str, Style]:
    """Return the classes and identifiers that the page's own style sheets hide or colour like paper."""
    found: dict[str, Style] = {}
    end = 0
    while (start := lower.find("<style", end)) >= 0:
        end = lower.find("</style", start)
        end = len(source) if end < 0 else end
        for rule in source[start : min(end, start + MAX_SHEET)].split("}"):
            head, _, body = rule.rpartition("{")
            if _GATE.search(body) is None:
                continue
            style = concealment(body)
            if style.strength or (style.colour and min(style.colour) >= 0xE0):
                for selector in head.rpartition("{")[2].rpartition(">")[2].split(","):
                    if match := _SELECTOR.fullmatch(selector.strip()):
                        found[match[1]] = style
    return found


def _end_of(source: str, tag: str, start: int) -> int:
    """Return where the element whose content begins at ``start`` ends; at most :data:`MAX_SCOPE` characters on."""
    limit = min(len(source), start + MAX_SCOPE)
    depth = 1
    for match in re.compile(rf"<(/?){tag}(?![\w-])", re.I).finditer(source, start, limit):
        depth += -1 if match[1] else 1
        if depth == 0:
            return match.start()
        if not match[1] and tag in ("p", "li", "td", "tr", "dt", "dd", "a", "option"):
            return match.start()  # its end tag was left out
    # Never closed: what it holds cannot be told.
    return start


def _links(source: str, start: int, end: int, style: Style) -> Iterator[ConcealedLink]:
    for match in _LINK.finditer(source, start, max(end, start)):
        close = source.find("</a", match.end(), match.end() + 600)
        inner = source[match.end() : close if close >= 0 else match.end()]
        text = " ".join(unescape(_TAGS.sub("", inner)).split())
        href = unescape(match[1])
        if text and "//" in href[:8]:
            yield ConcealedLink(text, href, style.strength, style.why)

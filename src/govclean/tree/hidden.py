"""Is an element displayed?  What its own attributes say, and for noise within a line the page's own style sheets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

__all__ = ["alignment", "hiding_classes", "is_bold", "why_hidden"]

# Declarations of an inline style that take the element off the screen.  Each alternative starts with a property name
# and holds no repeated group, so the search is linear.
_HIDING = re.compile(
    r"""(?:^|[;\s"'{])(?P<what>
        display\s*:\s*none
      | visibility\s*:\s*hidden
      | opacity\s*:\s*0(?:\.0+)?(?![.\d])
      | font-size\s*:\s*0(?:px|pt|em|rem|%)?(?![.\d])
      | (?:max-)?(?:height|width)\s*:\s*[01](?:px|pt)?(?![.\d%])
      | (?:left|top|right|bottom|text-indent|margin-left|margin-top)\s*:\s*-\d{3,}\.?\d*(?:px|pt|em)
      | clip\s*:\s*rect\(\s*[01]
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_ALIGN = re.compile(r"text-align\s*:\s*(center|left|right|justify|start)", re.IGNORECASE)


def why_hidden(attributes: Mapping[str, str]) -> str:
    """Return the reason why an element with these attributes is not displayed, ``""`` if it is."""
    if "hidden" in attributes and attributes["hidden"].lower() not in ("false", "until-found"):
        return "hidden"
    if attributes.get("aria-hidden", "").lower() == "true":
        return "aria-hidden"
    style = attributes.get("style", "")
    if style and (m := _HIDING.search(style)):
        what = re.sub(r"\s+", "", m["what"].lower())
        # ``height:1px`` is a line and ``width:0`` is how flex children are written: both hide only what is cut off.
        if what.startswith(("height", "width", "max-")) and not re.search(
            r"overflow\s*:\s*hidden", style, re.IGNORECASE
        ):
            return what if re.fullmatch(r"(?:max-)?height:0(?:px|pt)?", what) else ""
        return what
    return ""


def alignment(attributes: Mapping[str, str]) -> str:
    """Return ``"center"``, ``"right"``, ``"left"`` … as the element states it, ``""`` if it does not."""
    style = attributes.get("style", "")
    if style and (m := _ALIGN.search(style)):
        return m[1].lower()
    return attributes.get("align", "").lower()


_WEIGHT = re.compile(r"font-weight\s*:\s*(bold|bolder|[6-9]00|normal|[1-5]00)", re.IGNORECASE)


def is_bold(attributes: Mapping[str, str]) -> bool | None:
    """Return whether the element says that its text is bold; ``None`` if it does not say."""
    style = attributes.get("style", "")
    if style and (m := _WEIGHT.search(style)):
        return m[1].lower() in ("bold", "bolder") or m[1] in ("600", "700", "800", "900")
    return None


_CLASS = re.compile(r"[a-z]*\.([\w-]+)", re.IGNORECASE)
MAX_SHEET = 50_000  # noise is hidden by a rule or two, not by a site's whole style sheet


def hiding_classes(sheet: str) -> dict[str, str]:
    """Return the classes that a ``<style>`` of the page hides by themselves, with the reason.

    Only for words within a line (anti-copy noise): menus and tabs are hidden so as well, and shown by script.
    """
    found: dict[str, str] = {}
    if not _HIDING.search(sheet, 0, MAX_SHEET):
        return found
    for selectors, style in _style_rules(sheet[:MAX_SHEET]):
        if why := why_hidden({"style": style}):
            for selector in selectors.split(","):
                if m := _CLASS.fullmatch(selector.strip()):
                    found[m[1]] = f"<style> {why}"
    return found


def _style_rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Yield selectors and declarations of the rules that hold for every medium, in one pass over the braces."""
    depth, start, selectors, body = 0, 0, "", 0
    for brace in re.finditer("[{}]", sheet):
        if brace[0] == "{":
            if depth == 0:
                selectors, body = sheet[start : brace.start()].rpartition(";")[2].strip(), brace.end()
            depth += 1
            continue
        if depth == 1 and not selectors.startswith("@"):
            yield selectors, sheet[body : brace.start()]
        depth = max(depth - 1, 0)
        start = brace.end()

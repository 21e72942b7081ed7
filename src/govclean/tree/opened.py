"""Open elements: what holds for the text inside them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from .hidden import alignment, is_bold, why_hidden
from .tables import Table

__all__ = ["PLAIN", "Look", "Open", "look_at"]


@dataclass(frozen=True, slots=True)
class Look:
    """What the attributes of a tag say; ``bold`` is ``None`` where they do not say."""

    id: str = ""
    classes: str = ""
    hidden: str = ""
    align: str = ""
    bold: bool | None = None
    href: str = ""
    veiled: str = ""  # why a style sheet hides a formatting element with these attributes
    matters: bool = False  # whether they change anything in a formatting element


PLAIN = Look()


@dataclass(slots=True)
class Open:
    """An open element and what holds inside it."""

    tag: str
    block: bool
    hidden: str = ""
    align: str = ""
    bold: bool = False
    link: str | None = None
    id: str = ""
    classes: str = ""
    own_hidden: str = ""
    container: int = -1  # its index, once a piece was made inside
    table: Table | None = None
    pre: bool = False
    first: int = 0  # index of the first piece inside, for links


_QUOTED_FILE = re.compile(
    r"""["'](?P<path>[^"'<>\s()]{1,300}\.(?:docx?|xlsx?|pptx?|wps|et|pdf|ofd|ceb|rtf|zip|rar|7z))["']""", re.I
)


def link_address(attributes: Mapping[str, str]) -> str:
    """Return the address of a link; where a script opens it, the file that the script is given.

    ``<a href="javascript:download('/u/a.doc')">``, ``<a href="#" onclick="window.open('a.doc')">``, ``<a data-href="a.doc">``.
    """
    href = attributes.get("href", "")
    if href.strip() and not href.lstrip().lower().startswith(("javascript:", "#", "vbscript:")):
        return href
    said = attributes.get("data-href") or attributes.get("data-url") or ""
    if said:
        return said
    quoted = _QUOTED_FILE.search(f"{href[:1000]} {attributes.get('onclick', '')[:1000]}")
    return quoted["path"] if quoted else href


def look_at(attributes: Mapping[str, str], veiled: Mapping[str, str]) -> Look:
    """Return what ``attributes`` say about the text inside the element; ``veiled``: classes that a style sheet hides."""
    veil = next((veiled[c] for c in attributes.get("class", "").split() if c in veiled), "") if veiled else ""
    name, hidden, bold = attributes.get("id", ""), why_hidden(attributes), is_bold(attributes)
    return Look(
        name,
        attributes.get("class", ""),
        hidden,
        alignment(attributes),
        bold,
        link_address(attributes),
        veil,
        bool(name or hidden or veil or bold is not None),
    )

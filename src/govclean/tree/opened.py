"""Open elements: what holds for the text inside them."""

from __future__ import annotations

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
        attributes.get("href", ""),
        veil,
        bool(name or hidden or veil or bold is not None),
    )

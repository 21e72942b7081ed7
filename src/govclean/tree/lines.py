"""The line that is being read: text between two block boundaries, and what is known of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from .tokens import collapse

__all__ = ["Line"]


@dataclass(slots=True)
class Line:
    """Collects runs of text, with counts of how many characters are bold or link."""

    parts: list[str] = field(default_factory=list)
    hidden: str = ""
    chars: int = 0
    bold: int = 0
    link_chars: int = 0
    links: list[tuple[str, str]] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    _link_from: int = -1  # index in parts where the open link starts

    def add(self, data: str, bold: bool, link: str | None) -> None:
        """Append ``data``; ``link`` is the address of the link it stands in, ``None`` if in none."""
        if link is not None and self._link_from < 0:
            self._link_from = len(self.parts)
        self.parts.append(data)
        size = len(data.strip())
        self.chars += size
        if bold:
            self.bold += size
        if link is not None:
            self.link_chars += size

    def end_link(self, href: str) -> None:
        """Record the link that ends here."""
        if self._link_from >= 0:
            self.links.append((collapse("".join(self.parts[self._link_from :])), href))
            self._link_from = -1

    def text(self) -> str:
        """Return the line as displayed."""
        return collapse("".join(self.parts) if len(self.parts) != 1 else self.parts[0])

    def clear(self) -> None:
        """Start anew; an open link goes on."""
        self.parts.clear()
        self.links.clear()
        self.images.clear()
        self.hidden = ""
        self.chars = self.bold = self.link_chars = 0
        self._link_from = -1

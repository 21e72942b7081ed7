"""Collects decoded text and the places that could not be read, with their offsets on both sides."""

from __future__ import annotations

from ..article import Damage

__all__ = ["REPLACEMENT", "Writer"]

REPLACEMENT = "\ufffd"  # stands for one damaged place (The Unicode Standard 16.0, section 23.8)


class Writer:
    """Text under construction.

    A decoder calls :meth:`text` and :meth:`lose` in the order of the bytes.  Damaged bytes that touch each other are
    one damaged place and get one U+FFFD.

    Attributes:
        length: code points written so far.
        searched: bytes on which the search for the cheapest path was spent.
        foreign: codecs of stretches that are not in the page's encoding, in order of appearance.
    """

    __slots__ = ("_damages", "_parts", "foreign", "length", "searched")

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._damages: list[Damage] = []
        self.foreign: dict[str, None] = {}
        self.length = 0
        self.searched = 0

    def text(self, text: str) -> None:
        """Append readable ``text``."""
        if text:
            self._parts.append(text)
            self.length += len(text)

    def lose(self, byte_start: int, byte_end: int, kind: str, mark: str = REPLACEMENT) -> None:
        """Record that bytes ``byte_start`` to ``byte_end`` could not be read; ``mark`` stands for them."""
        damages = self._damages
        if damages and damages[-1].byte_end == byte_start and damages[-1].end == self.length:
            last = damages[-1]
            if last.end > last.start or not mark:
                damages[-1] = Damage(last.byte_start, byte_end, last.start, last.end, last.kind)
                return
        damages.append(Damage(byte_start, byte_end, self.length, self.length + len(mark), kind))
        self.text(mark)

    def result(self) -> tuple[str, tuple[Damage, ...]]:
        """Return the text and the damaged places, both in order."""
        return "".join(self._parts), tuple(self._damages)

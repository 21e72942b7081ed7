"""How much the names of elements matter: the figures with ``data/hints.toml`` emptied.

Names that publishing systems give to elements are hints and nothing else, so that a site of no known system is read as well
as one that is: without them the F1 of no set may fall by more than :data:`MOST_LOSS`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from govclean.tree.hints import Hints

__all__ = ["MOST_LOSS", "lost_without_hints", "no_hints"]

MOST_LOSS = 0.02


@contextmanager
def no_hints() -> Iterator[None]:
    """Let the extraction find the hint file empty."""
    with patch("govclean.tree.home.load_hints", Hints):
        yield


def lost_without_hints(found: dict[str, float], without: dict[str, float]) -> list[str]:
    """Return a line for each set whose F1 falls too far without hints."""
    return [
        f"{name}: {found[name]:.4f} with hints, {value:.4f} without"
        for name, value in without.items()
        if name.endswith(".f1") and found[name] - value >= MOST_LOSS
    ]

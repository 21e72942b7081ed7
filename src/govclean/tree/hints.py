"""Names that publishing systems give to an article's element: data, and only hints."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

from ..page import Container

__all__ = ["Hints", "load_hints"]


@dataclass(frozen=True, slots=True)
class Hints:
    """Lower-case names of elements that hold articles, and of elements that do not."""

    article: frozenset[str] = frozenset()
    outside: frozenset[str] = frozenset()

    def about(self, container: Container) -> int:
        """Return 1 for an element named like an article's, -1 for one named like something else, 0 for no hint."""
        names = _names(container)
        if not names:
            return 0
        if not names.isdisjoint(self.outside):
            return -1  # a footer classed like the editor's output is still a footer
        return 0 if names.isdisjoint(self.article) else 1


def _names(container: Container) -> set[str]:
    names = {f".{name}" for name in container.classes.lower().split()}
    if container.id:
        names.add(f"#{container.id.lower()}")
    return names


@cache
def load_hints() -> Hints:
    """Return the hints of ``data/hints.toml``."""
    import tomllib

    raw = resources.files("govclean.data").joinpath("hints.toml").read_text(encoding="utf-8")
    data = tomllib.loads(raw)
    return Hints(*(_flat(data.get(kind, {})) for kind in ("article", "outside")))


def _flat(group: dict[str, list[str]]) -> frozenset[str]:
    ids = (f"#{name.lower()}" for name in group.get("ids", ()))
    return frozenset([*ids, *(f".{name.lower()}" for name in group.get("classes", ()))])

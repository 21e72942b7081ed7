"""pytest plugin: every folder with a page and an ``expected.json`` becomes a test.

Asked for with ``pytest --govclean-pages FOLDER`` or ``govclean_pages = FOLDER`` in the configuration of pytest; without, an
installed govclean leaves other people's tests alone.  ``pytest_plugins = ["govclean.testing.plugin"]`` in the top ``conftest.py``
(or ``-p govclean.testing.plugin``) asks for every such folder that pytest comes across.

``--govclean-update`` (also ``--govclean-bless``) writes what comes out into the expectations that fail instead of failing
them, and beside each of them what acted on the page (``fired.json``), so that a later failure can say which rule changed.

A fixture whose ``about.toml`` has ``known_failure`` is expected to fail, and fails the run once it passes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from ..article import Article
from ..pytest_plugin import add_options
from .differences import Difference
from .firing import changed_rules, read_fired, responsible_rules, write_fired
from .fixtures import PAGES, Fixture, bless, check, load_fixture

__all__ = ["FixtureFile", "FixtureItem", "PagesIn"]


def pytest_addoption(parser: pytest.Parser) -> None:
    add_options(parser)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    if file_path.name != "expected.json" or not any((file_path.parent / name).is_file() for name in PAGES):
        return None
    if parent.config.pluginmanager.has_plugin("govclean.testing.plugin"):
        return FixtureFile.from_parent(parent, path=file_path)
    return None


class PagesIn:
    """Collects the fixture pages of some folders only."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self.folders = frozenset(folders)

    def pytest_collect_file(self, file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
        if parent.config.pluginmanager.has_plugin("govclean.testing.plugin"):
            return None  # it collects them all
        if file_path.name != "expected.json" or self.folders.isdisjoint(file_path.resolve().parents):
            return None
        if not any((file_path.parent / name).is_file() for name in PAGES):
            return None
        return FixtureFile.from_parent(parent, path=file_path)


class FixtureFile(pytest.File):
    """One ``expected.json``."""

    def collect(self) -> Iterator[pytest.Item]:
        fixture = load_fixture(self.path.parent)
        item: FixtureItem = FixtureItem.from_parent(self, name=fixture.slug, fixture=fixture)
        if fixture.known_failure:
            item.add_marker(pytest.mark.xfail(reason=fixture.known_failure, strict=True, raises=Differs))
        yield item


class FixtureItem(pytest.Item):
    """One fixture page."""

    def __init__(self, *, fixture: Fixture, **rest: Any) -> None:
        super().__init__(**rest)
        self.fixture = fixture

    def runtest(self) -> None:
        article = self.fixture.clean()
        differences = check(self.fixture, article)
        if self.config.getoption("govclean_update") and not self.fixture.known_failure:
            if differences:
                bless(self.fixture, article)
            write_fired(self.fixture.folder, article)
            return
        if differences:
            raise Differs(self.fixture, differences, article)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        if isinstance(excinfo.value, Differs):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        return self.path, None, self.name


class Differs(AssertionError):
    """The article is not what was expected.

    The message shows the first differing place of each key, and which rule did it: by what was kept of the rules when the
    expectation was written, or where that was not, by the trail.
    """

    def __init__(self, fixture: Fixture, differences: list[Difference], article: Article) -> None:
        shows = f": {fixture.shows}" if fixture.shows else ""
        parts = [f"{fixture.slug}{shows}", *map(str, differences)]
        before = read_fired(fixture.folder)
        if before is not None:
            changed = changed_rules(before, article)
            parts.append(
                "rules:" if changed else "rules: all act as they did; a step of the code has changed"
            )
            parts += [f"  {line}" for line in changed]
        elif guilty := responsible_rules(_missing(fixture, article), article):
            parts += ["rules:", *(f"  {line}" for line in guilty)]
        super().__init__("\n".join(parts))


def _missing(fixture: Fixture, article: Article) -> list[str]:
    """Lines of the expected text that did not come out."""
    want = fixture.expected.get("text", [])
    lines = want.split("\n") if isinstance(want, str) else want
    have = {"".join(line.split()) for line in article.text.split("\n")}
    return [line for line in lines if "".join(line.split()) not in have]

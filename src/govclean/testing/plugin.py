"""pytest plugin: every folder with a page and an ``expected.json`` becomes a test.

Switch it on with ``pytest -p govclean.testing.plugin FOLDER`` or ``pytest_plugins = ["govclean.testing.plugin"]`` in the top
``conftest.py``.  ``--govclean-bless`` writes what comes out into the expectations that fail instead of failing them.

A fixture whose ``about.toml`` has ``known_failure`` is expected to fail, and fails the run once it passes.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from .differences import Difference
from .fixtures import PAGES, Fixture, bless, check, load_fixture

__all__ = ["FixtureFile", "FixtureItem"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.getgroup("govclean").addoption(
        "--govclean-bless", action="store_true", help="re-bless failing fixture pages instead of failing them"
    )


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    if file_path.name == "expected.json" and any((file_path.parent / name).is_file() for name in PAGES):
        return FixtureFile.from_parent(parent, path=file_path)
    return None


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
        if not differences:
            return
        if self.config.getoption("--govclean-bless") and not self.fixture.known_failure:
            bless(self.fixture, article)
            return
        raise Differs(self.fixture, differences)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        if isinstance(excinfo.value, Differs):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        return self.path, None, self.name


class Differs(AssertionError):
    """The article is not what was expected; the message shows the first difference of each key."""

    def __init__(self, fixture: Fixture, differences: list[Difference]) -> None:
        shows = f": {fixture.shows}" if fixture.shows else ""
        super().__init__("\n".join([f"{fixture.slug}{shows}", *map(str, differences)]))

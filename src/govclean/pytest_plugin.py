"""What pytest loads wherever govclean is installed: two options, and nothing else until one of them is used.

::

    pytest --govclean-pages pages/                # run the fixture pages below this folder
    pytest --govclean-pages pages/ --govclean-update

or in the configuration of pytest ``govclean_pages = pages`` (folders, one a line): then ``pytest`` makes tests of the
fixture pages in them, where it comes across them.  See :mod:`govclean.testing.plugin`, which does the work.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

__all__ = ["add_options", "pytest_addoption", "pytest_configure"]


def pytest_addoption(parser: Any) -> None:
    add_options(parser)


def add_options(parser: Any) -> None:
    """Add the options, once: the plugin may be loaded by its entry point and by name."""
    group = parser.getgroup("govclean")
    try:
        group.addoption(
            "--govclean-update",
            "--govclean-bless",
            dest="govclean_update",
            action="store_true",
            help="write what govclean gives now into the expectations of fixture pages that fail",
        )
    except ValueError:
        return
    group.addoption(
        "--govclean-pages",
        action="append",
        default=[],
        metavar="FOLDER",
        help="make tests of the fixture pages (page.* and expected.json) below this folder",
    )
    parser.addini("govclean_pages", "folders whose fixture pages become tests", type="paths", default=[])


def pytest_configure(config: Any) -> None:
    asked = [(config.invocation_params.dir / name).resolve() for name in config.getoption("govclean_pages")]
    folders = asked + [Path(path).resolve() for path in config.getini("govclean_pages")]
    if not folders or config.pluginmanager.has_plugin("govclean-pages"):
        return
    for folder in asked:
        if not folder.is_dir():
            import pytest

            raise pytest.UsageError(f"--govclean-pages {folder}: there is no such folder")
    from .testing.plugin import PagesIn

    config.pluginmanager.register(PagesIn(folders), "govclean-pages")
    # A folder that was asked for is run, also where the paths of the configuration do not lead there.
    given = [(config.invocation_params.dir / arg.partition("::")[0]).resolve() for arg in config.args]
    config.args += [str(f) for f in asked if not any(f == g or g in f.parents for g in given)]

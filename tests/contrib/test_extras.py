"""Without the package of an extra, the message says what to install."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from govclean import GovcleanError
from govclean.batch import run
from govclean.contrib import need
from govclean.errors import MissingExtraError


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if none of the packages were installed."""
    for name in list(sys.modules):
        if name.partition(".")[0] in ("pyarrow", "pandas", "polars", "fastwarc"):
            monkeypatch.setitem(sys.modules, name, None)
        elif name.startswith("govclean.contrib."):
            monkeypatch.delitem(sys.modules, name)
    for name in ("pyarrow", "pandas", "polars", "fastwarc"):
        monkeypatch.setitem(sys.modules, name, None)


@pytest.mark.parametrize(
    ("module", "package", "extra"),
    [("arrow", "pyarrow", "parquet"), ("pandas", "pandas", "pandas"), ("polars", "polars", "polars")],
)
def test_importing_an_adapter(bare: None, module: str, package: str, extra: str) -> None:
    with pytest.raises(MissingExtraError, match=rf"this needs {package}: pip install 'govclean\[{extra}\]'"):
        __import__(f"govclean.contrib.{module}")


def test_reading_an_archive(bare: None, tmp_path: Path) -> None:
    from govclean.contrib.warc import read_pages

    with pytest.raises(MissingExtraError, match=r"govclean\[warc\]"):
        next(read_pages(tmp_path / "a.warc"))


def test_a_run_tells_before_it_begins(bare: None, tmp_path: Path) -> None:
    for name, extra in (("a.warc.gz", "warc"), ("a.parquet", "parquet"), ("a.html", "parquet")):
        (tmp_path / name).write_bytes(b"<p>x</p>")
        with pytest.raises(GovcleanError, match=rf"govclean\[{extra}\]"):
            run(tmp_path / name, tmp_path / "out", format="parquet" if name == "a.html" else None)
    assert not (tmp_path / "out").exists()


def test_a_package_that_is_broken_inside_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "made_up_table.py").write_text("import made_up_dependency")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ModuleNotFoundError, match="made_up_dependency") as caught:
        need("made_up_table", "table")
    assert not isinstance(caught.value, GovcleanError)

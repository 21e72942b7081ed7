"""Wrong calls are told in govclean's own words, and write nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from govclean import Article
from govclean.cli import main
from govclean.errors import InputError


@pytest.mark.parametrize("wrong", [{"published_at": "gestern"}, {"published_at": 5}, {"trail": 5}])
def test_dict_that_is_no_article(wrong: dict[str, Any]) -> None:
    with pytest.raises(InputError, match="to_dict"):
        Article.from_dict({**Article().to_dict(), **wrong})


def test_table_that_is_none() -> None:
    pytest.importorskip("pyarrow")
    from govclean.contrib.arrow import clean_table

    with pytest.raises(InputError, match="not str"):
        clean_table("x")


def test_learning_from_a_missing_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    profile = tmp_path / "s.json"
    assert main(["learn", str(tmp_path / "nope"), "-o", str(profile)]) == 2
    assert "there is no" in capsys.readouterr().err
    assert not profile.exists()

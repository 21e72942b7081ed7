"""The result: frozen, plain, there and back through JSON."""

from __future__ import annotations

import ast
import dataclasses
import datetime as dt
import json
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

import govclean
from govclean import Article, Attachment, Block, Damage, Edit, Encoding, Removal, Site, Trail

BEIJING = dt.timezone(dt.timedelta(hours=8))
FULL = Article(
    title="关于开展夏季防汛检查的通知",
    text="各乡镇：\n请按要求检查。",
    blocks=(
        Block("paragraph", "各乡镇："),
        Block("heading", "一、检查范围", 1),
        Block("table", "甲\t乙\n1\t2", rows=(("甲", "乙"), ("1", "2"))),
        Block("image", "现场", src="https://a.example/1.jpg"),
    ),
    published_at=dt.datetime(2021, 6, 1, 8, 30, tzinfo=BEIJING),
    signed_on=dt.date(2021, 5, 31),
    keywords=("防汛", "检查"),
    attachments=(Attachment("检查表", "https://a.example/1.doc", 1),),
    site=Site(name="临水县人民政府", icp="湘ICP备05000001号"),
    encoding=Encoding("gb18030", "gb2312", ("bytes",), 0.9, (Damage(1, 2, 1, 2, "lost"),)),
    trail=Trail(
        (Edit("a.b", "repair", 0, 1, "x", "各", inferred=((0, 1),), alternatives=("名",)),),
        (Removal("r", "t"),),
    ),
    warnings=("repair.numeral: 十三五",),
)


def test_there_and_back_through_json() -> None:
    again = Article.from_dict(json.loads(FULL.to_json()))
    assert again == FULL
    assert type(again.signed_on) is dt.date
    assert isinstance(again.published_at, dt.datetime)
    assert again.published_at.utcoffset() == dt.timedelta(hours=8)


def test_there_and_back_through_pickle() -> None:
    assert pickle.loads(pickle.dumps(FULL)) == FULL


def test_it_is_frozen_and_slotted() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        FULL.title = "other"  # type: ignore[misc]
    assert not hasattr(FULL, "__dict__")


def test_unknown_keys_of_a_later_version_are_ignored() -> None:
    assert Article.from_dict({**FULL.to_dict(), "mood": "calm"}) == FULL


def test_json_keeps_chinese_and_survives_lone_surrogates() -> None:
    assert "夏季防汛" in FULL.to_json()
    text = Article(text="a\ud800b").to_json()
    assert text.encode("utf-8")
    assert json.loads(text)["text"] == "a\ud800b"


@pytest.mark.parametrize("data", [None, "{}", [], {"titel": "x"}])
def test_what_is_no_article_is_refused(data: object) -> None:
    with pytest.raises(govclean.InputError, match="takes what to_dict"):
        Article.from_dict(data)  # type: ignore[arg-type]
    with pytest.raises(govclean.InputError, match="not NoneType"):
        FULL.trail.undo(None)  # type: ignore[arg-type]


def test_public_names() -> None:
    """What `__all__` says, what type checkers see and what `__getattr__` gives are the same names."""
    assert sorted(govclean.__all__) == govclean.__all__
    seen = {
        alias.name
        for branch in ast.parse(Path(govclean.__file__).read_text("utf-8")).body
        if isinstance(branch, ast.If)
        for line in branch.body
        if isinstance(line, ast.ImportFrom)
        for alias in line.names
    }
    assert seen | {"__version__"} == set(govclean.__all__)
    for name in govclean.__all__:
        assert getattr(govclean, name) is not None
        assert name in dir(govclean)
    with pytest.raises(AttributeError, match="no attribute 'cleen'"):
        govclean.cleen  # type: ignore[attr-defined] # noqa: B018


def test_import_loads_nothing_but_itself() -> None:
    code = "import sys; before = set(sys.modules); import govclean; print(*sorted(set(sys.modules) - before))"
    ran = subprocess.run(
        [sys.executable, "-S", "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(Path(govclean.__file__).parents[1])},
    )
    assert set(ran.stdout.split()) <= {"__future__", "govclean"}

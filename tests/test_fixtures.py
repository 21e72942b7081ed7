"""Every fixture page gives the article that was written down for it; the folders themselves are in order."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from govclean import Article, InputError
from govclean.article import Block, Site
from govclean.testing import Fixture, bless, check, compare, find_fixtures, load_fixture
from govclean.testing.__main__ import main

from .conftest import FIXTURES, all_fixtures

ROOT = FIXTURES.parent.parent


def _parameters() -> list[object]:
    return [
        pytest.param(
            fixture,
            id=fixture.slug,
            marks=pytest.mark.xfail(reason=fixture.known_failure) if fixture.known_failure else (),
        )
        for fixture in all_fixtures()
    ]


@pytest.mark.parametrize("fixture", _parameters())
def test_page_gives_the_expected_article(fixture: Fixture) -> None:
    differences = check(fixture)
    assert not differences, "\n".join([f"{fixture.slug}: {fixture.shows}", *map(str, differences)])


@pytest.mark.parametrize("fixture", all_fixtures(), ids=lambda f: f.slug)
def test_folder_is_in_order(fixture: Fixture) -> None:
    assert fixture.shows, "about.toml must say what the page shows"
    assert fixture.expected, "expected.json is missing; run python -m govclean.testing update"
    text = "\n".join(fixture.expected.get("text", []))
    for string in fixture.expected.get("absent", []):
        assert string not in text, f"{string!r} is in the expected text and in 'absent'"
    assert (
        (fixture.folder / "source.html").exists()
        or (fixture.folder / "source.txt").exists()
        or not fixture.build
    )


def test_pages_are_what_the_build_makes() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "make_fixtures.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


class TestCompare:
    """The comparison notices what it must, and shows the first difference."""

    ARTICLE = Article(
        title="停水通知",
        text="第一段。\n第二段，很长的一段。\n第三段。",
        blocks=(Block("table", "甲\t乙", rows=(("甲", "乙"),)), Block("image", "", src="/img/1.jpg")),
        site=Site(icp="湘ICP备1号"),
    )

    def keys(self, **expected: object) -> list[str]:
        return [difference.key for difference in compare(expected, self.ARTICLE)]

    def test_equal(self) -> None:
        assert not self.keys(
            title="停水通知",
            text=["第一段。", "第二段，很长的一段。", "第三段。"],
            site={"icp": "湘ICP备1号"},
            tables=[[["甲", "乙"]]],
            images=["./1.jpg"],
            page_type=["list", "article"],
            encoding="str",
            absent=["无此"],
            once=["第二段"],
            edits=False,
        )

    def test_first_difference_of_the_text(self) -> None:
        (found,) = compare({"text": ["第一段。", "第二段，很短的一段。", "第三段！"]}, self.ARTICLE)
        assert found.where == "line 2 of 3, character 6"
        assert found.expected == "第二段，很▸短的一段。"
        assert found.actual == "第二段，很▸长的一段。"
        assert "line 2" in str(found)

    def test_missing_and_surplus_lines(self) -> None:
        (found,) = compare({"text": ["第一段。", "第二段，很长的一段。"]}, self.ARTICLE)
        assert (found.expected, found.actual) == ("(end of text)", "第三段。")

    def test_optional_lines(self) -> None:
        assert not self.keys(text=["第一段。", "第三段。"], optional=["第二段，很长的一段。"])

    @pytest.mark.parametrize(
        "expected",
        [
            {"title": "停电通知"},
            {"title": None},
            {"author": "某人"},
            {"site": {"icp": None}},
            {"tables": []},
            {"tables": [[["甲", "丙"]]]},
            {"images": []},
            {"images": ["2.jpg"]},
            {"attachments": [{"name": "表"}]},
            {"page_type": ["list", "home"]},
            {"encoding": "gb18030"},
            {"absent": ["第二段"]},
            {"removed": ["第二段"]},
            {"once": ["段。"]},
            {"edits": True},
            {"typos": [["甲", "乙"]]},
            {"warnings": ["repair.numeral"]},
            {"text": ["第□段。", "第二段。", "第三段。"]},
            {"nonsense": 1},
        ],
        ids=lambda e: next(iter(e)),
    )
    def test_each_key_notices(self, expected: dict[str, object]) -> None:
        assert len(compare(expected, self.ARTICLE)) == 1

    def test_unknown_characters(self) -> None:
        assert not self.keys(text=["第□段。", "第二段，很□的一段。", "第三段。"])

    def test_width_only_when_asked(self) -> None:
        expected = {"text": ["第一段。", "第二段,很长的一段。", "第三段。"]}
        assert compare(expected, self.ARTICLE)
        assert not compare(expected, self.ARTICLE, width=True)


class TestCommand:
    """``python -m govclean.testing`` on a folder of its own."""

    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        shutil.copytree(FIXTURES / "short-notice", tmp_path / "short-notice")
        return tmp_path

    def run(self, folder: Path, *arguments: str) -> int:
        return main(["--folder", str(folder), *arguments])

    def test_bless_then_run(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert self.run(folder, "update", "short-notice") == 0
        assert self.run(folder, "run") == 0
        assert "1 of 1 as expected" in capsys.readouterr().out

    def test_a_failure_is_shown(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = folder / "short-notice" / "expected.json"
        expected = json.loads(path.read_text(encoding="utf-8"))
        expected["title"] = "停电通知"
        path.write_text(json.dumps(expected), encoding="utf-8")
        assert self.run(folder, "run") == 1
        out = capsys.readouterr().out
        assert "停电通知" in out
        assert "0 of 1 as expected" in out

    def test_known_failure_must_fail(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.run(folder, "update")
        with (folder / "short-notice" / "about.toml").open("a", encoding="utf-8") as file:
            file.write('\nknown_failure = "for the test"\n')
        assert self.run(folder, "run") == 1
        assert "remove known_failure" in capsys.readouterr().out

    def test_add_writes_a_fixture(self, folder: Path) -> None:
        page = folder / "short-notice" / "page.html"
        assert (
            self.run(folder, "add", "another", str(page), "--url", "http://a.example/1.html", "--shows", "x")
            == 0
        )
        fixture = load_fixture(folder / "another")
        assert fixture.url == "http://a.example/1.html"
        assert fixture.expected["title"] == "停水通知"
        assert not check(fixture)
        assert self.run(folder, "add", "another", str(page)) == 2

    def test_bless_keeps_what_must_not_be(self, folder: Path) -> None:
        fixture = load_fixture(folder / "short-notice")
        bless(fixture)
        again = load_fixture(folder / "short-notice")
        assert again.expected["absent"] == fixture.expected["absent"]
        assert again.expected.keys() == fixture.expected.keys()
        assert not bless(again)

    def test_wrong_calls(self, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert self.run(folder, "run", "no-such") == 2
        assert "short-notice" in capsys.readouterr().err
        assert self.run(tmp_path / "nowhere", "run") == 2
        (folder / "short-notice" / "about.toml").write_text(
            "shows = 'x'\ncontent-type = 'y'\n", encoding="utf-8"
        )
        with pytest.raises(InputError, match="content-type"):
            find_fixtures(folder)
        (folder / "short-notice" / "about.toml").write_text("shows = \n", encoding="utf-8")
        with pytest.raises(InputError, match="does not parse"):
            find_fixtures(folder)
        (folder / "short-notice" / "page.html").unlink()
        with pytest.raises(InputError, match="no page"):
            load_fixture(folder / "short-notice")


class TestPlugin:
    """The pytest plugin on a folder of its own, in a pytest of its own."""

    def run(self, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-p",
            "govclean.testing.plugin",
            "-q",
            "-p",
            "no:cacheprovider",
        ]
        return subprocess.run(
            [*command, str(folder), *arguments], capture_output=True, text=True, check=False, cwd=folder
        )

    def test_pass_fail_known_failure_and_bless(self, tmp_path: Path) -> None:
        for slug in ("good", "bad", "known"):
            shutil.copytree(FIXTURES / "short-notice", tmp_path / slug)
            bless(load_fixture(tmp_path / slug))
        for slug in ("bad", "known"):
            path = tmp_path / slug / "expected.json"
            path.write_text(
                path.read_text(encoding="utf-8").replace("停水通知", "停电通知"), encoding="utf-8"
            )
        about = tmp_path / "known" / "about.toml"
        about.write_text(
            about.read_text(encoding="utf-8") + 'known_failure = "for the test"\n', encoding="utf-8"
        )
        first = self.run(tmp_path)
        assert "1 failed, 1 passed, 1 xfailed" in first.stdout
        assert "expected: 停电通知" in first.stdout
        # A known failure stays one, it is not blessed.
        assert "2 passed, 1 xfailed" in self.run(tmp_path, "--govclean-bless").stdout
        assert load_fixture(tmp_path / "bad").expected["title"] == "停水通知"
        assert load_fixture(tmp_path / "known").expected["title"] == "停电通知"

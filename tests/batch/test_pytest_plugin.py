"""The pytest plugin, in a pytest of its own: asked for, not asked for, updated, failing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from govclean import Article, Edit, Removal, Trail
from govclean.testing.firing import changed_rules, read_fired, responsible_rules

pytest_plugins = ["pytester"]

Run = Callable[..., str]
PAGE = (
    "<html><head><title>关于停水的通知</title></head><body><h1>关于停水的通知</h1>"
    "<p>各用户：因管道检修，六月一日八时至十八时停水，请提前储水，敬请谅解。</p><p>您是第 1024 位访问者</p></body></html>"
)


def pages(folder: Path) -> Path:
    for slug in ("one", "two"):
        (folder / "pages" / slug).mkdir(parents=True)
        (folder / "pages" / slug / "page.html").write_text(PAGE, encoding="utf-8")
        (folder / "pages" / slug / "expected.json").write_text("{}")
    (folder / "tests").mkdir()
    (folder / "tests/test_mine.py").write_text("def test_mine(): pass\n")
    (folder / "pytest.ini").write_text("[pytest]\ntestpaths = tests\n")
    return folder


INSTALLED = any(point.name == "govclean" for point in entry_points(group="pytest11"))


@pytest.fixture
def run_pytest(pytester: pytest.Pytester) -> Run:
    """pytest as a user has it: with the plugin by its entry point, or by name where this checkout was installed before it had one."""

    def run(folder: Path, *arguments: str) -> str:
        by_name = () if INSTALLED else ("-p", "govclean.pytest_plugin")
        os.chdir(folder)
        done = pytester.runpytest_inprocess(*by_name, "-p", "no:cacheprovider", "-v", *arguments)
        return done.stdout.str() + done.stderr.str()

    return run


def test_entry_point_is_declared() -> None:
    declared = (Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8")
    assert '[project.entry-points.pytest11]\ngovclean = "govclean.pytest_plugin"' in declared


def test_nothing_happens_unless_asked(tmp_path: Path, run_pytest: Run) -> None:
    out = run_pytest(pages(tmp_path), "pages", "tests")
    assert "1 passed" in out
    assert "expected.json" not in out


def test_loading_it_costs_nothing() -> None:
    code = "import sys, govclean.pytest_plugin; print(*[m for m in sys.modules if m.startswith('govclean')])"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out.split() == ["govclean", "govclean.pytest_plugin"]


def test_asked_for_on_the_command_line(tmp_path: Path, run_pytest: Run) -> None:
    out = run_pytest(pages(tmp_path), "--govclean-pages", "pages")
    assert "3 passed" in out
    assert "pages/one/expected.json::one PASSED" in out
    assert "no such folder" in run_pytest(tmp_path, "--govclean-pages", "none")


def test_asked_for_in_the_configuration(tmp_path: Path, run_pytest: Run) -> None:
    pages(tmp_path)
    (tmp_path / "pytest.ini").write_text("[pytest]\ntestpaths = tests pages\ngovclean_pages = pages/two\n")
    out = run_pytest(tmp_path)
    assert "2 passed" in out
    assert "pages/two/expected.json::two PASSED" in out


@pytest.mark.parametrize("flag", ["--govclean-update", "--govclean-bless"])
def test_update_and_failure(tmp_path: Path, run_pytest: Run, flag: str) -> None:
    pages(tmp_path)
    path = tmp_path / "pages/one/expected.json"
    path.write_text(json.dumps({"title": "关于停电的通知", "text": []}), encoding="utf-8")
    out = run_pytest(tmp_path, "--govclean-pages", "pages")
    assert "1 failed, 2 passed" in out
    assert "title\n  expected: 关于停电的通知\n  actual:   关于停水的通知" in out
    assert "3 passed" in run_pytest(tmp_path, "--govclean-pages", "pages", flag)
    assert json.loads(path.read_text(encoding="utf-8"))["title"] == "关于停水的通知"
    fired = read_fired(path.parent)
    assert fired is not None
    assert ("removal", "counter.visitor", "您是第 1024 位访问者") in fired


def test_failure_says_which_rule_changed(tmp_path: Path, run_pytest: Run) -> None:
    pages(tmp_path)
    folder = tmp_path / "pages/one"
    (folder / "expected.json").write_text(json.dumps({"text": ["您是第 1024 位访问者"]}), encoding="utf-8")
    out = run_pytest(tmp_path, "--govclean-pages", "pages/one")
    assert "text (line 1 of 1, character 1)" in out
    assert "rules:\n  counter.visitor takes out: 您是第 1024 位访问者" in out
    (folder / "fired.json").write_text('[["edit", "old.rule", "甲 → 乙"]]', encoding="utf-8")
    out = run_pytest(tmp_path, "--govclean-pages", "pages/one")
    assert "rules:\n  old.rule no longer makes the edit: 甲 → 乙\n  " in out
    assert "counter.visitor now makes the removal: 您是第 1024 位访问者" in out
    (folder / "fired.json").write_text("{", encoding="utf-8")
    assert "fired.json is not what was written there" in run_pytest(tmp_path, "--govclean-pages", "pages/one")


def test_changed_rules() -> None:
    article = Article(
        trail=Trail(
            edits=(Edit("b", "repair", 0, 1, "甲", "乙"), Edit("c", "repair", 2, 3, "丙", "丁")),
            removals=(Removal("x", "一  二"), Removal("x", "三")),
        )
    )
    before = [("edit", "a", "甲 → 乙"), ("removal", "x", "一 二"), ("removal", "y", "四")]
    assert changed_rules(before, article) == [
        "b now makes the edit that a made: 甲 → 乙",
        "y no longer makes the removal: 四",
        "c now makes the edit: 丙 → 丁",
        "x now makes the removal: 三",
    ]
    assert changed_rules([("edit", "gone", str(n)) for n in range(9)], Article())[-1] == "and 3 more"
    assert responsible_rules(["三", "五"], article) == ["x takes out: 三"]

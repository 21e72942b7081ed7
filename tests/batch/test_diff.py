"""Comparing results, and sets of rules over the same pages."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from govclean import Article, Cleaner, ConfigError, Edit, Removal, Site, Trail
from govclean.batch import diff as module
from govclean.batch import run
from govclean.batch.diff import Change, DiffSummary, PageDiff, compare_files, compare_rows, compare_rules
from govclean.batch.task import json_row
from govclean.cli import main
from tests.batch.test_run import write_pages

ARTICLE = Article(
    title="关于清淤的通知",
    text="第一段。\n第二段说的是清淤的时间和地点，一直写到行尾。\n第三段。",
    site=Site(host="临水县水利局"),
    keywords=("清淤", "水渠"),
    trail=Trail(edits=(Edit("a+b", "repair", 0, 1, "x", "y"),), removals=(Removal("footer.icp", "湘ICP备"),)),
)


def write(path: Path, rows: Iterable[tuple[str, Article]]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"".join(json_row(id, article) for id, article in rows))
    return path


def differing(old: Path, new: Path, *skip: str) -> list[PageDiff]:
    return [page for page in compare_files(old, new, skip) if page.state != "same"]


def compare(new: Article, old: Article = ARTICLE) -> PageDiff:
    return compare_rows("x", old.to_dict(), new.to_dict())


def test_the_same() -> None:
    assert compare(ARTICLE) == PageDiff("x", "same", verdicts=("clean", "clean"))
    assert compare(replace(ARTICLE, rules_version="other")).state == "same"


@pytest.mark.parametrize(
    ("new", "change"),
    [
        ({"title": None}, Change("title", "关于清淤的通知", "none")),
        ({"title": "关于清理的通知"}, Change("title", "关于清淤的通知", "关于清理的通知")),
        ({"site": Site(host="临水县水务局")}, Change("site.host", "临水县水利局", "临水县水务局")),
        ({"keywords": ("清淤",)}, Change("keywords", "水渠", "none", "2 of 2 → 1")),
        (
            {"text": ARTICLE.text.replace("时间", "日子")},
            Change(
                "text",
                "第二段说的是清淤的▸时间和地点，一直写到行尾。",
                "第二段说的是清淤的▸日子和地点，一直写到行尾。",
                "line 2, character 10",
            ),
        ),
        (
            {"text": "第一段。\n第二段说的是清淤的时间和地点，一直写到行尾。"},
            Change("text", "▸第三段。", "(end of text)", "line 3, character 1"),
        ),
    ],
)
def test_what_differs(new: dict[str, Any], change: Change) -> None:
    page = compare(replace(ARTICLE, **new))
    assert page.state == "differs"
    assert page.changes == (change,)


def test_rules_that_acted_more_and_less() -> None:
    page = compare(
        replace(
            ARTICLE,
            verdict="repaired",
            trail=Trail(
                edits=(Edit("a+c", "repair", 0, 1, "x", "y"),),
                removals=(Removal("footer.icp", "湘ICP备"), Removal("footer.icp", "湘公网")),
            ),
        )
    )
    assert page.rules == {"b": -1, "c": 1, "footer.icp": 1}
    assert [change.field for change in page.changes] == ["verdict", "trail.edits", "trail.removals"]
    assert page.changes[2].where == "2 of 1 → 2"
    summary = DiffSummary()
    summary.add(page)
    assert summary.verdicts == {"clean → repaired": 1}
    assert (summary.rules_more, summary.rules_less) == ({"c": 1, "footer.icp": 1}, {"b": 1})


def test_pages_missing_on_either_side(tmp_path: Path) -> None:
    old = write(tmp_path / "old.jsonl", [(n, ARTICLE) for n in "abcd"])
    new = write(tmp_path / "new.jsonl", [(n, ARTICLE) for n in "bcxde"])
    assert [(p.id, p.state) for p in differing(old, new)] == [
        ("a", "only old"),
        ("x", "only new"),
        ("e", "only new"),
    ]


def test_skipped_fields(tmp_path: Path) -> None:
    old = write(tmp_path / "old.jsonl", [("a", ARTICLE)])
    new = write(tmp_path / "new.jsonl", [("a", replace(ARTICLE, title="x", trail=Trail()))])
    assert [c.field for c in differing(old, new)[0].changes] == ["title", "trail.edits", "trail.removals"]
    assert [c.field for c in differing(old, new, "title", "trail.edits")[0].changes] == ["trail.removals"]
    assert not differing(old, new, "title", "trail")


@pytest.mark.parametrize("held", [1, 7, 10_000])
def test_any_order_and_little_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: int) -> None:
    monkeypatch.setattr(module, "HELD", held)
    rows = [(f"page {n % 180}", replace(ARTICLE, title=f"{n}")) for n in range(200)]
    shuffled = rows[:]
    random.Random(7).shuffle(shuffled)
    # rows of one name pair in the order in which they come, so that order is kept among them
    by_name: dict[str, list[Any]] = {}
    for row in rows:
        by_name.setdefault(row[0], []).append(row)
    new = [by_name[name].pop(0) for name, _ in shuffled]
    old_path, new_path = write(tmp_path / "old.jsonl", rows), write(tmp_path / "new.jsonl", new)
    pages = list(compare_files(old_path, new_path))
    assert [p.state for p in pages] == ["same"] * 200
    new_path = write(tmp_path / "new.jsonl", new[:150])
    gone = sorted(name for name, _ in new[150:])
    assert sorted(p.id for p in differing(old_path, new_path)) == gone


def test_jsonl_parquet_and_folders_alike(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    folder = write_pages(tmp_path / "in", 9)
    for out in ("a.jsonl", "b.parquet", "c", "d.jsonl.gz"):
        run(folder, tmp_path / out, jobs=1, pages_per_part=4)
    for out in ("b.parquet", "c", "d.jsonl.gz"):
        assert [p.state for p in compare_files(tmp_path / "a.jsonl", tmp_path / out)] == ["same"] * 9


def test_two_sets_of_rules(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        "<h1>关于放假的通知</h1><p>各科室：请周五放假。</p><p>文明临水欢迎您</p>", encoding="utf-8"
    )
    (tmp_path / "b.html").write_text("<h1>关于值班的通知</h1><p>各科室：请安排值班。</p>", encoding="utf-8")
    (tmp_path / "c.jsonl").write_text('{"html": 5}\n')
    rule = {
        "name": "mine.slogan",
        "action": "remove",
        "pattern": "文明临水欢迎您",
        "reason": "a slogan",
        "examples": ["文明临水欢迎您"],
    }
    first, second, third = compare_rules([tmp_path], Cleaner(), Cleaner(rules={"rule": [rule]}))
    assert (first.state, first.rules) == ("differs", {"mine.slogan": 1})
    assert second.state == "same"
    assert third.state.startswith("not cleaned: 'html' is no text")


def test_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = write(tmp_path / "old.jsonl", [(n, ARTICLE) for n in "ab"])
    new = write(
        tmp_path / "new.jsonl", [("a", ARTICLE), ("b", replace(ARTICLE, title="x", verdict="repaired"))]
    )
    assert main(["diff", str(old), str(old)]) == 0
    assert capsys.readouterr().out == "2 pages: 2 the same, 0 differ\n"
    assert main(["diff", str(old), str(new)]) == 1
    assert capsys.readouterr().out == (
        "b\n  title\n    - 关于清淤的通知\n    + x\n  verdict\n    - clean\n    + repaired\n"
        "2 pages: 1 the same, 1 differ\n  fields: title 1, verdict 1\n  verdicts: clean → repaired 1\n"
    )
    assert main(["diff", str(old), str(new), "--json"]) == 1
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert lines[0]["changes"][0] == {"field": "title", "old": "关于清淤的通知", "new": "x", "where": ""}
    assert lines[1]["sum"]["pages"] == 2


def test_command_shows_the_first_pages_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = write(tmp_path / "old.jsonl", [(str(n), ARTICLE) for n in range(60)])
    new = write(tmp_path / "new.jsonl", [])
    assert main(["diff", str(old), str(new)]) == 1
    out = capsys.readouterr().out
    assert (
        "49: only old\n… and 10 more pages; --all shows them\n60 pages: 0 the same, 0 differ, 60 only in the old result"
        in out
    )
    assert main(["diff", str(old), str(new), "--all"]) == 1
    assert "59: only old" in capsys.readouterr().out


def test_command_with_rules(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "a.html"
    page.write_text(
        "<h1>关于放假的通知</h1><p>各科室：请周五放假。</p><p>文明临水欢迎您</p>", encoding="utf-8"
    )
    (tmp_path / "mine.toml").write_text(
        '[[rule]]\nname = "mine.slogan"\naction = "remove"\npattern = "文明临水欢迎您"\nreason = "a slogan"\n'
        'examples = ["文明临水欢迎您"]\n',
        encoding="utf-8",
    )
    assert main(["diff", "--pages", str(page)]) == 0
    assert main(["diff", "--pages", str(page), "--rules-b", str(tmp_path / "mine.toml")]) == 1
    assert "rules more: mine.slogan 1" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "pass two results"),
        (["a"], "pass two results"),
        (["good.jsonl", "none"], "cannot read none: there is no such file"),
        (["good.jsonl", "."], "good.jsonl:1"),
        (["good.jsonl", "bad.jsonl"], "bad.jsonl:1 is no article"),
        (["good.jsonl", "torn.jsonl"], "torn.jsonl:1 cannot be read"),
        (["good.jsonl", "good.jsonl", "--pages", "x"], "not both"),
        (["--pages", "none"], "no such file"),
        (["good.jsonl", "good.jsonl", "--rules-a", "x"], "or --pages"),
    ],
)
def test_wrong_calls(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    message: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "good.jsonl", [("a", ARTICLE)])
    (tmp_path / "bad.jsonl").write_text("[1]\n")
    (tmp_path / "torn.jsonl").write_text('{"id"')
    if arguments[1:] == ["."]:
        (tmp_path / "bad.jsonl").unlink()
        (tmp_path / "torn.jsonl").unlink()
        (tmp_path / "good.jsonl").write_text("nothing\n")
    assert main(["diff", *arguments]) == 2
    assert message in capsys.readouterr().err


def test_a_file_that_is_no_result_raises(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(ConfigError, match="has no results"):
        list(compare_files(tmp_path / "empty", tmp_path / "empty"))

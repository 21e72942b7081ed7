"""The command line, run in process on real files."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from govclean.cli import main
from tests.frame.test_cleaner import PAGE, PARAGRAPHS

RULE = """
[[rule]]
name = "mine.slogan"
status = "stable"
action = "remove"
scope = "piece"
where = "any"
pattern = '''^文明临水欢迎您$'''
reason = "slogan of our own site"
examples = ["文明临水欢迎您"]
counter_examples = ["近日，“文明临水欢迎您”主题活动在县文化馆举行。"]
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.html"
    path.write_bytes(PAGE.encode("gb18030"))
    return path


def test_text_is_title_and_body(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["clean", str(page)]) == 0
    out = capsys.readouterr().out
    assert out == "关于做好水库防汛工作的通知\n\n" + "\n".join(PARAGRAPHS) + "\n"


@pytest.mark.parametrize("form", ["json", "jsonl", "markdown"])
def test_formats(page: Path, capsys: pytest.CaptureFixture[str], form: str) -> None:
    assert main(["clean", "--format", form, str(page)]) == 0
    out = capsys.readouterr().out
    if form == "markdown":
        assert out.startswith("# 关于做好水库防汛工作的通知\n")
    else:
        assert json.loads(out)["source"] == "县水利局"
    assert form != "jsonl" or out.count("\n") == 1


def test_folder_gives_a_line_a_page(tmp_path: Path, page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "b.htm").write_text(PAGE, encoding="utf-8")
    (tmp_path / "notes.md").write_text("not a page", encoding="utf-8")
    assert main(["clean", str(tmp_path), "--jobs", "2"]) == 0
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [Path(r["file"]).name for r in records] == ["page.html", "b.htm"]
    assert len({r["text"] for r in records}) == 1


def test_folder_as_json_is_one_array(tmp_path: Path, page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["clean", "-f", "json", str(tmp_path)]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 1


def test_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PAGE.encode())))
    assert main(["clean", "-"]) == 0
    assert PARAGRAPHS[0] in capsys.readouterr().out


def test_output_file(page: Path, tmp_path: Path) -> None:
    assert main(["clean", str(page), "-o", str(tmp_path / "out.txt")]) == 0
    assert PARAGRAPHS[1] in (tmp_path / "out.txt").read_text(encoding="utf-8")


def test_missing_file_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out.txt"
    out.write_text("kept", encoding="utf-8")
    assert main(["clean", str(tmp_path / "none.html"), "-o", str(out)]) == 1
    assert "cannot read" in capsys.readouterr().err
    assert out.read_text(encoding="utf-8") == "kept"
    assert [p.name for p in tmp_path.iterdir()] == ["out.txt"]


def test_output_may_be_the_input(page: Path) -> None:
    assert main(["clean", str(page), "-o", str(page)]) == 0
    assert PARAGRAPHS[1] in page.read_text(encoding="utf-8")


def test_a_file_that_is_no_page_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.html").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    assert main(["clean", str(tmp_path / "a.html")]) == 1
    assert main(["clean", str(tmp_path)]) == 1
    assert capsys.readouterr().err.count("PNG") == 2


def test_one_missing_file_does_not_stop_the_others(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["clean", "-f", "jsonl", str(page) + "x", str(page)]) == 1
    captured = capsys.readouterr()
    assert len(captured.out.splitlines()) == 1
    assert "cannot read" in captured.err


def test_empty_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["clean", str(tmp_path)]) == 1
    assert "no pages in" in capsys.readouterr().err


def test_explain_names_the_rules(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "--color", "never", str(page)]) == 0
    out = capsys.readouterr().out
    assert "Removed (" in out
    assert "footer." in out
    assert "\x1b[" not in out
    assert main(["explain", "--color", "always", str(page)]) == 0
    assert "\x1b[" in capsys.readouterr().out


def test_rules_are_listed_and_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules"]) == 0
    names = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert len(names) > 20
    assert main(["rules", names[0]]) == 0
    assert "examples:" in capsys.readouterr().out
    assert main(["rules", "--json", names[0].partition(".")[0]]) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[0])["name"].startswith(names[0].partition(".")[0])
    assert main(["rules", "no.such"]) == 1


def test_own_rules_act_and_are_checked(
    page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rules = tmp_path / "mine.toml"
    rules.write_text(RULE, encoding="utf-8")
    assert main(["check", str(rules)]) == 0
    page.write_text(PAGE.replace("</h1>", "</h1><p>文明临水欢迎您</p>"), encoding="utf-8")
    assert main(["explain", "--color", "never", "--rules", str(rules), str(page)]) == 0
    assert "mine.slogan" in capsys.readouterr().out


def test_check_names_rule_and_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rules = tmp_path / "bad.toml"
    rules.write_text(
        RULE.replace('examples = ["文明临水欢迎您"]', 'examples = ["别的"]', 1), encoding="utf-8"
    )
    assert main(["check", str(rules)]) == 1
    out = capsys.readouterr().out
    assert f"{rules}:2" in out
    assert "mine.slogan" in out


def test_configuration_file_is_found(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    config = 'ignore = ["greeting"]\n\n[options]\ntypos = "off"\n' + RULE
    (tmp_path / "govclean.toml").write_text(config, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["rules", "mine"]) == 0
    assert "mine.slogan" in capsys.readouterr().out
    assert main(["rules", "greeting"]) == 1


def test_closed_pipe_is_no_error(page: Path) -> None:
    command = f"{sys.executable} -m govclean clean -f json {page} | head -c 10"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.stderr == ""

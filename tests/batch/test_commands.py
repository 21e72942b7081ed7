"""``govclean run`` from the shell: exit codes, what it says, and what a kill does not do."""

from __future__ import annotations

import io
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from govclean.batch import State, Summary, run
from govclean.batch.progress import ProgressLine, progress_text
from govclean.cli import main
from tests.batch.test_run import content, rows, write_pages


def test_run_says_what_it_did(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_pages(tmp_path / "in", 4)
    code = main(
        [
            "run",
            str(tmp_path / "in"),
            "-o",
            str(tmp_path / "out"),
            "-j",
            "1",
            "--summary",
            str(tmp_path / "s.json"),
        ]
    )
    out, err = capsys.readouterr()
    assert (code, out) == (0, "")
    assert err.startswith("4 pages in ")
    assert "verdicts: clean 4" in err
    assert json.loads((tmp_path / "s.json").read_text())["encodings"] == {"gb18030": 2, "utf-8": 2}
    assert main(["run", str(tmp_path / "in"), "-o", str(tmp_path / "out"), "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")


def test_options_of_the_cleaner_reach_the_pages(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("基层党组织事党的全部工作和战斗力的基础。", encoding="utf-8")
    for level, text in (("off", "组织事党"), ("certain", "组织是党")):
        out = tmp_path / f"{level}.jsonl"
        assert main(["run", str(tmp_path / "a.txt"), "-o", str(out), "--typos", level, "-j", "1", "-q"]) == 0
        assert text in rows(out)[0]["text"]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["none"], 1, "cannot read none: there is no such file or folder"),
        (["in", "-f", "csv"], 2, "pass one of 'jsonl'"),
        (["in", "--column", "body"], 2, "--column body: write ROLE=NAME"),
        (["in", "--column", "body=x"], 2, "one of content, html, url, content_type, id as ROLE"),
        (["in", "-j", "0"], 2, "jobs=0"),
        (["in", "--ignore", "no.such-rule"], 2, "no.such-rule"),
    ],
)
def test_wrong_calls(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    code: int,
    message: str,
) -> None:
    write_pages(tmp_path / "in", 1)
    monkeypatch.chdir(tmp_path)
    assert main(["run", *arguments, "-o", "out"]) == code
    assert message in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_pages_in_quarantine_give_exit_code_1(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text('{"html": "<p>各科室：请报送总结。</p>"}\nbroken\n', encoding="utf-8")
    assert main(["run", str(tmp_path / "in.jsonl"), "-o", str(tmp_path / "out"), "-j", "1", "-q"]) == 1
    assert len(rows(tmp_path / "out")) == 1


def start(folder: Path, out: Path) -> subprocess.Popen[str]:
    command = [
        sys.executable,
        "-m",
        "govclean",
        "run",
        str(folder),
        "-o",
        str(out),
        "-j",
        "2",
        "--pages-per-part",
        "12",
    ]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True)


def wait_for_parts(process: subprocess.Popen[str], out: Path, parts: int) -> None:
    while process.poll() is None and len(list(out.glob("_run/part-*.json"))) < parts:
        time.sleep(0.002)


def test_killed_at_random_moments_no_page_is_lost_or_doubled(tmp_path: Path) -> None:
    """Twenty thousand pages and five kills are for ``tools/kill_run.py``."""
    chance = random.Random(20261123)
    folder = write_pages(tmp_path / "in", 240)
    run(folder, tmp_path / "1/out", jobs=2, pages_per_part=12)
    out = tmp_path / "2/out"
    for parts in (2, 6):
        process = start(folder, out)
        wait_for_parts(process, out, parts)
        time.sleep(chance.uniform(0, 0.05))
        process.kill()
        process.communicate()
    assert 6 <= len(list(out.glob("_run/part-*.json"))) < 20
    process = start(folder, out)
    assert "240 pages" in process.communicate()[1]
    assert process.returncode == 0
    assert content(out) == content(tmp_path / "1/out")
    assert len({row["id"] for row in rows(out)}) == 240


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_interrupted_it_says_how_to_go_on(tmp_path: Path, number: signal.Signals, code: int) -> None:
    folder = write_pages(tmp_path / "in", 500)
    process = start(folder, tmp_path / "out")
    wait_for_parts(process, tmp_path / "out", 1)
    process.send_signal(number)
    _, err = process.communicate()
    assert process.returncode == code
    assert err == "govclean: interrupted; the same command goes on from the last complete part\n"
    done = len(list((tmp_path / "out/_run").glob("part-*.json")))
    # The account of a part is written behind it: an interruption between the two leaves one part that will be done again.
    assert len(list((tmp_path / "out").glob("part-*"))) - done in (0, 1)


def test_progress_line() -> None:
    state = State(
        done=Summary(pages=1200, verdicts=Counter(clean=900, repaired=290), quarantined=10),
        current=Summary(pages=34, verdicts=Counter(clean=34)),
        before=1000,
        consumed=250_000,
        total=1_000_000,
    )
    assert progress_text(state, 61.234, 1000.0) == (
        "█████░░░░░░░░░░░░░░░  25% · 1,234 pages · 61.2/s · 12:30 left · clean 934 · repaired 290 · errors 10"
    )
    assert "left" not in progress_text(state, 0.0, 0.0)


def test_progress_only_on_a_terminal() -> None:
    assert not ProgressLine.suits(io.StringIO())
    leader, follower = os.openpty()
    with open(leader, "rb", 0) as screen, open(follower, "w", encoding="utf-8") as terminal:
        assert ProgressLine.suits(terminal)
        line = ProgressLine(terminal)
        line(State(done=Summary(pages=5), consumed=1, total=2))
        line(State(done=Summary(pages=6), consumed=2, total=2))  # too soon: not drawn
        line.clear()
        terminal.flush()
        shown = b""
        while not shown.endswith(b"\r"):  # a terminal gives what it has, which may be less than all
            shown += screen.read(4000)
        text = shown.decode()
    assert " 50% · 5 pages" in text
    assert "6 pages" not in text

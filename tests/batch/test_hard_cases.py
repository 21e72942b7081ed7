"""What goes wrong around a run: full disks, torn accounts, inputs that are outputs, two runs at once."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from govclean import ConfigError, GovcleanError, InputError
from govclean.batch import run
from govclean.batch.layout import Layout, lock_run
from govclean.batch.pool import WorkerPool
from govclean.cli import main
from tests.batch.test_run import content, page, quarantined, rows, write_pages


@pytest.mark.parametrize("overwrite", [False, True])
def test_an_input_is_never_written_over(tmp_path: Path, overwrite: bool) -> None:
    source = tmp_path / "pages.jsonl"
    source.write_text(json.dumps({"html": page(1)}) + "\n", encoding="utf-8")
    before = source.read_bytes()
    with pytest.raises(InputError, match="is where the run writes"):
        run(source, source, jobs=1, overwrite=overwrite)
    out = tmp_path / "out"
    run(source, out, jobs=1)
    with pytest.raises(InputError, match="is where the run writes"):
        run(out / "part-000000.jsonl", out, jobs=1, overwrite=True)
    assert source.read_bytes() == before
    assert len(rows(out)) == 1


def test_overwriting_waits_for_nobody_and_takes_nothing_away(tmp_path: Path) -> None:
    """The other run holds its lock: what it has written stays."""
    pages = write_pages(tmp_path / "in", 3)
    out = tmp_path / "out"
    run(pages, out, jobs=1)
    before = content(out)
    holder = (
        "import sys; from pathlib import Path; from govclean.batch.layout import Layout, lock_run\n"
        "with lock_run(Layout.of(Path(sys.argv[1]), None)): print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holder, str(out)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        with pytest.raises(GovcleanError, match="another run is writing"):
            run(pages, out, jobs=1, overwrite=True)
        assert content(out) == before
        process.communicate(b"")
    assert run(pages, out, jobs=1, overwrite=True).rows == 3
    assert content(out) == before


def test_a_lock_on_a_folder_that_was_put_away_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    layout = Layout.of(tmp_path / "out", None)
    layout.prepare()
    fcntl = pytest.importorskip("fcntl")

    def lock(*_: object) -> None:  # the other run ends between opening and locking
        (layout.state / "lock").unlink()

    monkeypatch.setattr(fcntl, "lockf", lock)
    with pytest.raises(GovcleanError, match="another run is writing"), lock_run(layout):
        pass


def test_killed_before_its_plan_was_written_a_run_begins(tmp_path: Path) -> None:
    out = tmp_path / "out"
    layout = Layout.of(out, None)
    layout.prepare()
    (layout.state / "lock").touch()
    (layout.state / ".plan.json.tmp").write_text("{")
    assert run(write_pages(tmp_path / "in", 2), out, jobs=1).rows == 2


def test_a_folder_of_somebody_else_stays(tmp_path: Path) -> None:
    """Only where parts are put together is there a folder on its way out."""
    theirs = tmp_path / ".out.gone"
    theirs.mkdir()
    run(write_pages(tmp_path / "in", 1), tmp_path / "out", jobs=1)
    assert theirs.is_dir()


@pytest.mark.parametrize("torn", ["_summary.json", "_run/part-000000.json"])
@pytest.mark.parametrize("with_what", ["{", "[]"])
def test_torn_accounts_are_said(tmp_path: Path, torn: str, with_what: str) -> None:
    pages, out = write_pages(tmp_path / "in", 2), tmp_path / "out"
    run(pages, out, jobs=1)
    (out / torn).write_text(with_what)
    with pytest.raises(GovcleanError, match="begin anew with --overwrite"):
        run(pages, out, jobs=1)


def test_a_quarantine_that_is_gone_is_noticed(tmp_path: Path) -> None:
    source = tmp_path / "pages.jsonl"
    source.write_text("no json\n", encoding="utf-8")
    run(source, tmp_path / "out", jobs=1)
    (tmp_path / "out/_quarantine/part-000000.jsonl").unlink()
    with pytest.raises(GovcleanError, match=r"_quarantine.*is not as this run left it"):
        run(source, tmp_path / "out", jobs=1)


FULL = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))  # of a file; writing on gives an error as a full disk does
from govclean.cli import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.skipif(not hasattr(signal, "SIGXFSZ"), reason="needs limits of file sizes")
@pytest.mark.parametrize("name", ["out", "out.jsonl.gz", "out.parquet"])
def test_a_full_disk_is_said_and_the_run_goes_on_afterwards(tmp_path: Path, name: str) -> None:
    if name.endswith(".parquet"):
        pytest.importorskip("pyarrow")
    pages, out = write_pages(tmp_path / "in", 60), tmp_path / name
    call = ["run", str(pages), "-o", str(out), "-j", "1", "-q"]
    process = subprocess.run([sys.executable, "-c", FULL, *call], capture_output=True, text=True, check=False)
    assert process.returncode == 2, process.stderr
    assert process.stderr.count("\n") == 1
    assert "cannot go on" in process.stderr
    assert main(call) == 0
    assert len(rows(out)) == 60


def test_a_summary_that_cannot_be_written_is_said_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pages = write_pages(tmp_path / "in", 1)
    call = ["run", str(pages), "-o", str(tmp_path / "out"), "--summary", str(tmp_path / "no/s.json")]
    assert main(call) == 2
    assert "--summary" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("jobs", [0, -1])
def test_no_process_is_no_pool(tmp_path: Path, jobs: int, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ConfigError, match="jobs="):
        WorkerPool(len, jobs)
    assert main(["diff", "--pages", str(write_pages(tmp_path, 1)), "-j", str(jobs)]) == 2
    assert "jobs=" in capsys.readouterr().err


def test_a_line_that_is_too_long_is_called_so(tmp_path: Path) -> None:
    source = tmp_path / "pages.jsonl"
    long = json.dumps({"html": "长" * 300_000}, ensure_ascii=False)
    source.write_text(f"{long}\n{json.dumps({'html': page(2)})}\n", encoding="utf-8")
    run(source, tmp_path / "out", jobs=1, max_bytes=5000)
    assert len(rows(tmp_path / "out")) == 1
    assert quarantined(tmp_path / "out")[0]["reason"] == "the line has more than 110000 bytes"


def test_text_of_a_table_that_is_not_utf_8_costs_nothing_else(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    text = [page(1).encode("gb18030"), page(2).encode(), page(3).encode()]
    names = pa.array([b"\xff", b"b", b"c"], pa.binary())
    table = pa.table({"html": pa.array(text, pa.binary()).view(pa.string()), "id": names})
    parquet.write_table(table, tmp_path / "pages.parquet")
    run(tmp_path / "pages.parquet", tmp_path / "out", jobs=1)
    found = rows(tmp_path / "out")
    assert [row["id"] for row in found] == ["\\xff", "b", "c"]
    assert [row["title"] for row in found] == [f"关于第{n}号水渠清淤的通知" for n in (1, 2, 3)]


def test_folders_that_a_pattern_names_are_read_once(tmp_path: Path) -> None:
    """As if the shell had written them out."""
    pages = write_pages(tmp_path / "in", 6)  # in folders 0, 1 and 2
    assert run(str(pages / "[01]"), tmp_path / "a", jobs=1).rows == 4
    assert run(str(pages / "**"), tmp_path / "b", jobs=1).rows == 6


@pytest.mark.parametrize("timeout", [float("inf"), float("nan"), 1e9, -1])
def test_a_timeout_is_a_time(tmp_path: Path, timeout: float) -> None:
    with pytest.raises(ConfigError, match="timeout="):
        run(write_pages(tmp_path / "in", 1), tmp_path / "out", jobs=1, timeout=timeout)

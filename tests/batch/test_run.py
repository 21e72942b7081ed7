"""Runs: every kind of input and output, order, resuming, quarantine, limits."""

from __future__ import annotations

import base64
import gzip
import json
import os
from pathlib import Path
from typing import Any

import pytest

import govclean
from govclean import Article, Cleaner, ConfigError, GovcleanError, InputError
from govclean.batch import Columns, run
from tests.batch.hooks import Hooked
from tests.contrib.archives import Record, write_archive

TYPES = "text/html; charset=gb2312"


def page(number: int, extra: str = "") -> str:
    return (
        f"<html><head><title>关于第{number}号水渠清淤的通知</title></head><body><h1>关于第{number}号水渠清淤的通知</h1>"
        f"<p>各村民小组：请于本月{number % 28 + 1}日前完成清淤，并把淤泥运到指定地点，不得堆放在路边。{extra}</p></body></html>"
    )


def write_pages(folder: Path, count: int) -> Path:
    for number in range(count):
        file = folder / f"{number % 3}" / f"{number:04}.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(page(number), encoding="gb18030" if number % 2 else "utf-8")
    return folder


def rows(output: Path) -> list[dict[str, Any]]:
    files = [output] if output.is_file() else sorted(output.glob("part-*"))
    found: list[dict[str, Any]] = []
    for file in files:
        if file.suffix == ".parquet":
            parquet = pytest.importorskip("pyarrow.parquet")
            found += parquet.ParquetFile(file).read().to_pylist()
        else:
            data = file.read_bytes()
            data = gzip.decompress(data) if file.suffix == ".gz" else data
            found += [json.loads(line) for line in data.splitlines()]
    return found


def quarantined(output: Path) -> list[dict[str, Any]]:
    files = sorted(output.glob("_quarantine/part-*"))
    return [json.loads(line) for file in files for line in file.read_text().splitlines()]


def content(output: Path) -> dict[str, bytes]:
    """Everything that a run leaves and that does not tell the time."""
    files = [output] if output.is_file() else [p for p in output.rglob("part-*") if p.parent.name != "_run"]
    return {str(p.relative_to(output.parent)): p.read_bytes() for p in files}


def test_folder_to_jsonl_in_order(tmp_path: Path) -> None:
    folder = write_pages(tmp_path / "in", 12)
    (folder / ".hidden.html").write_text("<p>x</p>")
    (folder / "notes.pdf").write_text("x")
    summary = run(folder, tmp_path / "out", jobs=2, pages_per_part=5)
    files = sorted(folder.glob("*/*.html"))
    assert [row["id"] for row in rows(tmp_path / "out")] == [str(file) for file in files]
    assert [p.name for p in sorted((tmp_path / "out").glob("part-*"))] == [
        f"part-00000{n}.jsonl" for n in range(3)
    ]
    for row, file in zip(rows(tmp_path / "out"), files, strict=True):
        assert Article.from_dict(row).to_json() == govclean.clean(file).to_json()
    assert (summary.pages, summary.rows, summary.quarantined, summary.errors) == (12, 12, 0, 0)
    assert summary.verdicts == {"clean": 12}
    assert json.loads((tmp_path / "out/_summary.json").read_text())["pages"] == 12


@pytest.mark.parametrize("name", ["out.jsonl", "out.jsonl.gz", "out.parquet"])
def test_a_single_file(tmp_path: Path, name: str) -> None:
    if name.endswith("parquet"):
        pytest.importorskip("pyarrow")
    folder = write_pages(tmp_path / "in", 7)
    (folder / "empty.jsonl").write_text('{"html": 1}\n')
    run(folder, tmp_path / name, jobs=1, pages_per_part=3)
    assert len(rows(tmp_path / name)) == 7
    assert sorted(p.name for p in tmp_path.iterdir()) == ["in", name, "out.quarantine.jsonl"]
    with pytest.raises(ConfigError, match=r"exists; pass --overwrite"):
        run(folder, tmp_path / name)
    before = (tmp_path / name).read_bytes()
    run(folder, tmp_path / name, jobs=2, pages_per_part=3, overwrite=True)
    assert (tmp_path / name).read_bytes() == before


@pytest.mark.parametrize("format", ["jsonl", "jsonl.gz", "parquet"])
def test_result_does_not_depend_on_jobs(tmp_path: Path, format: str) -> None:
    if format == "parquet":
        pytest.importorskip("pyarrow")
    folder = write_pages(tmp_path / "in", 20)
    for jobs in (1, 2):
        run(folder, tmp_path / str(jobs) / "out", jobs=jobs, pages_per_part=6, format=format)
    assert content(tmp_path / "1/out") == content(tmp_path / "2/out")
    assert len(rows(tmp_path / "1/out")) == 20


def test_workers_that_are_started_anew(tmp_path: Path) -> None:
    folder = write_pages(tmp_path / "in", 3)
    run(folder, tmp_path / "out", jobs=1, start_method="spawn")
    assert len(rows(tmp_path / "out")) == 3


def test_warc(tmp_path: Path) -> None:
    pytest.importorskip("fastwarc", reason="FastWARC is not installed: pip install 'govclean[warc]'")
    records = [
        Record("http://www.qinglan.example/1.html", page(1).encode("gb18030"), [("Content-Type", TYPES)]),
        Record("http://www.qinglan.example/x.gif", b"GIF89a", [("Content-Type", "image/gif")]),
        Record("http://www.qinglan.example/2.html", page(2).encode(), [("Content-Type", "text/html")]),
        Record("http://www.qinglan.example/y.gif", b"GIF89a", [("Content-Type", "image/gif")]),
    ]
    write_archive(tmp_path / "a.warc.gz", records)
    summary = run(tmp_path / "a.warc.gz", tmp_path / "out", jobs=1, pages_per_part=1)
    first, second = rows(tmp_path / "out")
    assert [first["id"], second["id"]] == ["urn:uuid:record-1", "urn:uuid:record-3"]
    expected = govclean.clean(page(1).encode("gb18030"), "http://www.qinglan.example/1.html", TYPES)
    assert Article.from_dict(first).to_json() == expected.to_json()
    assert summary.skipped == {"record of type warcinfo": 1, "image/gif": 2}
    assert summary.hosts == {"www.qinglan.example": 2}


def test_jsonl_of_every_shape(tmp_path: Path) -> None:
    data = page(1).encode("gb18030")
    lines = [
        {"body_base64": base64.b64encode(data).decode(), "link": "http://a.example/", "content_type": TYPES},
        {"body": page(2), "id": 7},
        {"html": page(3), "id": "three"},
        {"body": None},
        {"body_base64": "!"},
        {"body": 5},
    ]
    text = "\n".join(json.dumps(line) for line in lines) + "\n\nnot json\n[1]\n"
    (tmp_path / "in.jsonl.gz").write_bytes(gzip.compress(text.encode()))
    run(tmp_path / "in.jsonl.gz", tmp_path / "out", jobs=1, columns=Columns(content="body", url="link"))
    name = str(tmp_path / "in.jsonl.gz")
    got = rows(tmp_path / "out")
    assert [row["id"] for row in got] == [f"{name}:1", "7", "three"]
    assert Article.from_dict(got[0]) == govclean.clean(data, "http://a.example/", TYPES)
    assert [
        (q["origin"].rpartition(":")[2], q["reason"].partition(":")[0]) for q in quarantined(tmp_path / "out")
    ] == [
        ("4", "there is none of 'body', 'body_base64' and 'html'"),
        ("5", "body_base64 is no base64"),
        ("6", "'body' is no text"),
        ("8", "the line is no JSON"),
        ("9", "the line is no JSON object"),
    ]
    assert base64.b64decode(quarantined(tmp_path / "out")[3]["content_base64"]) == b"not json\n"


def test_parquet_in_and_out(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    from govclean.contrib import arrow

    pages = [page(n).encode("gb18030") for n in range(150)]
    table = pa.table(
        {"body": [*pages, None], "html": [None] * 150 + [page(150)], "url": ["http://a.example/"] * 151}
    )
    parquet.write_table(table, tmp_path / "in.parquet", row_group_size=40)
    columns = Columns(content="body")
    run(
        tmp_path / "in.parquet",
        tmp_path / "out",
        format="parquet",
        jobs=2,
        pages_per_part=60,
        columns=columns,
    )
    got = pa.concat_tables(parquet.read_table(p) for p in sorted((tmp_path / "out").glob("part-*.parquet")))
    assert got.schema.equals(arrow.SCHEMA)
    expected = arrow.clean_table(table, content="body").set_column(0, "id", got.column("id"))
    assert got.equals(expected)
    # what a run has written can be read as a folder, by what passes over names with _
    assert parquet.read_table(tmp_path / "out").num_rows == 151


def test_broken_files_do_not_stop_a_run(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    folder = write_pages(tmp_path / "in", 2)
    (folder / "a.parquet").write_bytes(b"PAR1 broken")
    (folder / "b.jsonl.gz").write_bytes(
        gzip.compress(json.dumps({"html": page(1)}).encode() + b"\n" * 99)[:-12]
    )
    (folder / "c.html").symlink_to(folder / "gone")
    (folder / "d.html").write_bytes(b"")
    summary = run(folder, tmp_path / "out", jobs=1)
    assert summary.pages == summary.rows + summary.quarantined
    assert summary.page_types["empty"] == 1
    assert {q["id"].rpartition("/")[2].partition(":")[0] for q in quarantined(tmp_path / "out")} == {
        "a.parquet",
        "b.jsonl.gz",
    }


def test_quarantine_has_the_reason_and_the_page(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name, extra in (
        ("a", ""),
        ("b", "EXIT"),
        ("c", "KILL"),
        ("d", "HANG"),
        ("e", "RAISE"),
        ("f", ""),
        ("g", "x" * 9999),
    ):
        (folder / f"{name}.html").write_text(page(1, extra), encoding="utf-8")
    options: dict[str, Any] = {"cleaner": Hooked(), "jobs": 2, "timeout": 1.0, "max_bytes": 5000}
    summary = run(folder, tmp_path / "out", **options)
    assert [Path(row["id"]).name for row in rows(tmp_path / "out")] == ["a.html", "f.html"]
    bad = quarantined(tmp_path / "out")
    assert [q["reason"] for q in bad] == [
        "the process that cleaned it died (exit code 3)",
        "the process that cleaned it died (SIGKILL; it may have run out of memory)",
        "it took more than 1 seconds",
        "ZeroDivisionError: made up",
        "the page has more than 5000 bytes",
    ]
    assert [base64.b64decode(q["content_base64"]) for q in bad[:4]] == [
        (folder / f"{name}.html").read_bytes() for name in "bcde"
    ]
    assert (summary.pages, summary.rows, summary.quarantined) == (7, 2, 5)
    # the quarantine is JSONL of pages: what could not be cleaned then may be cleaned now
    again = run(tmp_path / "out/_quarantine/part-000000.jsonl", tmp_path / "again.jsonl", jobs=1)
    assert (again.rows, again.quarantined) == (4, 1)
    assert [row["id"] for row in rows(tmp_path / "again.jsonl")] == [q["id"] for q in bad[:4]]


class Stop(Exception):
    pass


def interrupt(folder: Path, output: Path, after: int, **options: Any) -> None:
    def stop(state: Any) -> None:
        if state.done.pages + state.current.pages - state.before == after:
            raise Stop

    with pytest.raises(Stop):
        run(folder, output, progress=stop, **options)


@pytest.mark.parametrize("format", ["jsonl.gz", "parquet"])
def test_resuming_gives_the_same_bytes(tmp_path: Path, format: str) -> None:
    if format == "parquet":
        pytest.importorskip("pyarrow")
    folder = write_pages(tmp_path / "in", 23)
    (folder / "z.jsonl").write_text("broken\n" + json.dumps({"html": page(1)}) + "\n")
    options: dict[str, Any] = {"format": format, "pages_per_part": 4}
    run(folder, tmp_path / "1/out", jobs=1, **options)
    out = tmp_path / "2/out"
    interrupt(folder, out, 2, jobs=2, **options)
    assert not list(out.glob("part-*"))
    interrupt(folder, out, 13, jobs=2, **options)
    assert len(list(out.glob("part-*"))) == 3
    interrupt(folder, out, 3, jobs=1, **options)
    summary = run(folder, out, jobs=2, **options)
    assert content(out) == content(tmp_path / "1/out")
    assert not list(out.rglob("*.tmp"))
    first = json.loads((tmp_path / "1/out/_summary.json").read_text())
    assert {**summary.to_dict(), "seconds": 0} == {**first, "seconds": 0}
    assert run(folder, out, jobs=1, **options).to_dict() == summary.to_dict()  # nothing is left to do


def test_a_torn_tail_is_written_anew(tmp_path: Path) -> None:
    folder = write_pages(tmp_path / "in", 12)
    run(folder, tmp_path / "1/out", jobs=1, pages_per_part=4)
    out = tmp_path / "2/out"
    interrupt(folder, out, 6, jobs=1, pages_per_part=4)
    (out / ".part-000001.jsonl.tmp").write_bytes(b'{"id": "torn')
    (out / "part-000001.jsonl").write_bytes(b'{"id": "moved, and not yet counted')
    (out / "_quarantine/.part-000001.jsonl.tmp").write_bytes(b"{")
    (out / "_quarantine/part-000001.jsonl").write_bytes(b"{")
    run(folder, out, jobs=1, pages_per_part=4)
    assert content(out) == content(tmp_path / "1/out")


def test_a_part_that_was_changed_is_noticed(tmp_path: Path) -> None:
    folder = write_pages(tmp_path / "in", 12)
    out = tmp_path / "out"
    interrupt(folder, out, 6, jobs=1, pages_per_part=4)
    (out / "part-000000.jsonl").write_bytes(b"")
    with pytest.raises(GovcleanError, match=r"part-000000.jsonl is not as this run left it"):
        run(folder, out, jobs=1, pages_per_part=4)


def test_resuming_with_something_else_is_refused(tmp_path: Path) -> None:
    folder = write_pages(tmp_path / "in", 8)
    out = tmp_path / "out"
    interrupt(folder, out, 5, pages_per_part=4, jobs=1)
    for options, message in (
        ({"pages_per_part": 5}, "pages_per_part was 4, and is 5 now"),
        ({"timeout": None}, "timeout was 60.0, and is null now"),
        ({"cleaner": Cleaner(typos="off")}, 'cleaner.typos was "certain", and is "off" now'),
        ({"cleaner": Cleaner(ignore=["footer"])}, "cleaner.(ignore|rules) was"),
        ({"columns": Columns(html="x")}, 'columns.html was "html", and is "x" now'),
        ({"format": "jsonl.gz"}, 'format was "jsonl", and is "jsonl.gz" now'),
    ):
        with pytest.raises(ConfigError, match=r"begun with other options: " + message + r".*--overwrite"):
            run(folder, out, jobs=1, **{"pages_per_part": 4, **options})
    (folder / "new.html").write_text(page(99))
    with pytest.raises(ConfigError, match=r"inputs have changed: .*8 files.*now .*9 files"):
        run(folder, out, pages_per_part=4, jobs=1)
    (folder / "new.html").unlink()
    os.utime(folder / "0/0000.html", (1, 1))
    with pytest.raises(ConfigError, match=r"inputs have changed"):
        run(folder, out, pages_per_part=4, jobs=1)
    assert run(folder, out, pages_per_part=4, jobs=1, overwrite=True).pages == 8


def test_two_runs_do_not_write_to_one_folder(tmp_path: Path) -> None:
    pytest.importorskip("fcntl")
    folder = write_pages(tmp_path / "in", 3)
    out = tmp_path / "out"

    def again(state: Any) -> None:
        if not os.fork():  # the lock belongs to a process
            try:
                run(folder, out, jobs=1)
            except GovcleanError as error:
                os._exit(7 if "another run is writing" in str(error) else 8)
            os._exit(9)
        _, status = os.wait()
        assert os.waitstatus_to_exitcode(status) == 7

    run(folder, out, jobs=1, progress=again)


def test_what_no_run_wrote_is_never_touched(tmp_path: Path) -> None:
    folder = write_pages(tmp_path / "in", 2)
    out = tmp_path / "out"
    out.mkdir()
    (out / "mine.txt").write_text("x")
    with pytest.raises(ConfigError, match=r"it has mine.txt.* exists; pass --overwrite"):
        run(folder, out, jobs=1)
    with pytest.raises(ConfigError, match=r"'mine.txt', which no run wrote"):
        run(folder, out, jobs=1, overwrite=True)
    (out / "mine.txt").unlink()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/part-000000.jsonl").write_text("x")
    (out / "_quarantine").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ConfigError, match=r"'_quarantine', which no run wrote"):
        run(folder, out, jobs=1, overwrite=True)
    assert (tmp_path / "elsewhere/part-000000.jsonl").read_text() == "x"
    assert [p.name for p in out.iterdir()] == ["_quarantine"]


def test_output_inside_the_input_is_not_read(tmp_path: Path) -> None:
    folder = write_pages(tmp_path / "in", 4)
    interrupt(folder, folder / "out", 3, jobs=1, pages_per_part=2)
    assert run(folder, folder / "out", jobs=1, pages_per_part=2).pages == 4
    assert run(folder, folder / "all.jsonl", jobs=1).pages == 4
    assert run(folder, folder / "all.jsonl", jobs=1, overwrite=True).pages == 4


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({"inputs": "none"}, InputError, "no such file"),
        ({"inputs": "none/*.html"}, InputError, "no pages in none/"),
        ({"inputs": "http://a.example/"}, InputError, "is no file"),
        ({"inputs": []}, InputError, "nothing to read"),
        ({"jobs": 0}, ConfigError, "jobs=0"),
        ({"timeout": -1}, ConfigError, "timeout=-1"),
        ({"max_bytes": 0}, ConfigError, "max_bytes=0"),
        ({"pages_per_part": True}, ConfigError, "pages_per_part=True"),
        ({"format": "csv"}, ConfigError, "format='csv': pass one of 'jsonl'"),
        ({"output": "out.parquet", "format": "jsonl"}, ConfigError, "named as parquet"),
        ({"output": "in/0/0000.html"}, ConfigError, "is a file"),
    ],
)
def test_wrong_calls(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    options: dict[str, Any],
    error: type[Exception],
    message: str,
) -> None:
    write_pages(tmp_path / "in", 1)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(error, match=message):
        run(**{"inputs": "in", "output": "out", **options})
    assert [p.name for p in tmp_path.iterdir()] == ["in"]


def test_a_table_without_pages_says_what_it_has(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text('{"body": "x", "link": "y"}\n')
    with pytest.raises(InputError, match=r"no column 'content' or .* but 'body', 'link'; name .* --column"):
        run(tmp_path / "in.jsonl", tmp_path / "out")

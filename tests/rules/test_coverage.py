"""Which rules fired, over a set of pages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import govclean
from govclean.cli import main
from govclean.rules import RuleSet, measure_coverage
from govclean.strip import survey_pages

from ..contrib.archives import Record, write_archive

BODY = "岚川市召开专题会议，研究部署秋季各项重点任务，市直有关部门负责人参加会议。"
PLACES = (
    "平安县| 大丰市| 清水县| 通海县| 武川县| 安塞县| 天柱县| 高唐县| 临潭县| 富源县| 德兴市| 舞阳县| 松滋市|"
)


def test_coverage_counts_every_rule_of_a_line() -> None:
    pages = {
        "a": f"{BODY}\n主办单位：岚川市政府办公室\n湘ICP备09900012号　网站标识码：4399000001\n",
        "b": f"{BODY}\n湘ICP备09900012号\n",
    }
    coverage = measure_coverage(((n, govclean.clean(t)) for n, t in pages.items()), RuleSet.load())
    used = {use.rule: use for use in coverage.used}
    assert coverage.pages == 2
    assert used["footer.icp"].times == 2
    assert dict(used["footer.site_code"].pages) == {"a": 1}
    assert "counter.visitor" in coverage.unused
    assert "footer.icp" not in coverage.unused
    assert coverage.to_dict()["pages"] == 2


def test_survey_by_host() -> None:
    pages = {
        "http://a.example/1": BODY,
        "http://a.example/2": f"{BODY}\n湘ICP备09900012号\n{PLACES}\n",
        "http://b.example/1": BODY,
    }
    survey = survey_pages((url, govclean.clean(text, url=url)) for url, text in pages.items())
    assert survey.pages == 3
    assert dict(survey.verdicts) == {"clean": 2, "hijacked": 1}
    assert [h.host for h in survey.hosts] == ["a.example", "b.example"]
    assert survey.hosts[0].examples == {"spam.places:foot": "http://a.example/2"}
    assert survey.to_dict()["injections"] == {"spam.places:foot": 1}


ARCHIVED = (
    ("http://a.example/1", f"{BODY}\n湘ICP备09900012号\n{PLACES}\n"),
    ("http://a.example/2", f"{BODY}\n湘ICP备09900012号\n"),
    ("http://b.example/1", f"{BODY}\n您是第 12 位访客\n"),
)


def _pages() -> Iterator[tuple[str, str]]:
    for url, text in ARCHIVED:
        body = "".join(f"<p>{line}</p>" for line in text.splitlines())
        yield url, f"<html><head><title>会议</title></head><body>{body}</body></html>"


@pytest.fixture(params=["warc.gz", "warc", "jsonl", "parquet"])
def archive(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The pages in an archive of every kind."""
    path = tmp_path / f"pages.{request.param}"
    if "warc" in request.param:
        pytest.importorskip("fastwarc")
        headers = [("Content-Type", "text/html; charset=utf-8")]
        records = [Record(url, html.encode(), headers) for url, html in _pages()]
        write_archive(path, records, compress=request.param.endswith("gz"))
    elif request.param == "jsonl":
        rows = [json.dumps({"id": url, "url": url, "html": html}) for url, html in _pages()]
        path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    else:
        pa = pytest.importorskip("pyarrow")
        parquet = pytest.importorskip("pyarrow.parquet")
        rows_of = [{"id": url, "url": url, "html": html} for url, html in _pages()]
        parquet.write_table(pa.Table.from_pylist(rows_of), path)
    return path


def test_survey_of_an_archive(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["survey", str(archive), "--json"]) == 0
    survey = json.loads(capsys.readouterr().out)
    assert survey["pages"] == 3
    assert survey["verdicts"] == {"hijacked": 1, "clean": 2}
    assert [(host["host"], host["pages"]) for host in survey["hosts"]] == [("a.example", 2), ("b.example", 1)]
    assert survey["injections"] == {"spam.places:foot": 1}


def test_coverage_of_an_archive(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--json", "--coverage", str(archive)]) == 0
    coverage = json.loads(capsys.readouterr().out)
    used = {use["rule"]: use for use in coverage["used"]}
    assert coverage["pages"] == 3
    assert used["footer.icp"]["times"] == 2
    assert used["counter.visitor"]["times"] == 1
    assert main(["rules", "--unused", str(archive)]) == 0
    unused = capsys.readouterr().out.split()
    assert "footer.site_code" in unused
    assert "footer.icp" not in unused

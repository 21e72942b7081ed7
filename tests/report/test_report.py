"""The report: what it reads, what it counts, what it embeds."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
import zlib
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govclean import Article, Block, Edit, InputError, Removal, Trail
from govclean.cli import main
from govclean.errors import GovcleanError
from govclean.report import Result, read_results, write_report
from govclean.report.details import MOST_EDITS, detail_of
from govclean.report.page import build_report, embed, render_report

from .pages import EVIL, article, evil, write


def built(articles: list[Article], listed: int = 1000, size: int = 1_000_000) -> str:
    results = [Result(a.title or "", a) for a in articles]
    report = build_report(results, len(results), listed=listed, size=size)
    return "".join(render_report(report, "t", "now"))


def data(html: str) -> tuple[list[str], list[Any], list[Any]]:
    """Names, rows and details, read as the page's script reads them."""
    root = lxml.html.fromstring(html)
    names = json.loads(root.get_element_by_id("names").text)
    rows = json.loads(root.get_element_by_id("rows").text)
    details = []
    for chunk in root.xpath("//script[starts-with(@id,'chunk-')]"):
        details += json.loads(zlib.decompress(base64.b64decode(chunk.text)))
    return names, rows, details


def test_figures_and_rows(tmp_path: Path) -> None:
    articles = [article(n, "hijacked" if n == 4 else "clean") for n in range(130)]
    report = write_report(write(tmp_path / "r.jsonl", articles), tmp_path / "r.html")
    figures = report.figures
    assert (figures.pages, figures.verdicts["hijacked"], figures.edits, figures.removals) == (130, 1, 44, 44)
    assert figures.rules["footer.icp"] == 44
    assert figures.warnings == {"decode.damaged": 13}
    assert figures.hosts["www.h3.example"] == 4
    names, rows, details = data((tmp_path / "r.html").read_text(encoding="utf-8"))
    assert len(rows) == len(details) == 130
    assert rows[7][:2] == ["关于第7号事项的通知", "pages/7.html"]
    assert [names[n] for n in rows[4][2:6]] == ["www.h4.example", "hijacked", "utf-8", "article"]
    assert details[3]["b"] == [["p", "各乡镇：第3号通知如下。"], ["p", "请于周五前报送总结。"]]
    assert details[3]["e"] == [[0, 1, "各各", names.index("typo.word"), 100, "", 1]]
    assert details[3]["r"] == [[names.index("footer.icp"), "foot", "湘ICP备00000003号", 14]]


@given(st.text(max_size=40) | st.just(EVIL))
@settings(max_examples=60, deadline=None)
def test_nothing_gets_out_of_its_place(value: str) -> None:
    html = built([evil(value)])
    root = lxml.html.fromstring(html.encode(), parser=lxml.html.HTMLParser(encoding="utf-8"))
    kinds = [script.get("type") for script in root.iter("script")]
    assert kinds == ["application/json", "application/json", "text/plain", None]
    assert root.xpath("//img | //iframe | //object | //base | //*[@onerror] | //link") == []
    names, rows, details = data(html)
    assert "u" not in details[0] or not re.match(r"[\x00-\x20]*(javascript|data|//)", details[0]["u"], re.I)
    assert len(rows) == 1
    assert len(names) == len(set(names))


def test_json_in_a_script_element_cannot_end_it() -> None:
    text = embed([EVIL, "&lt;", "\ud800"])
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text)[0] == EVIL


def test_the_policy_names_the_page_s_own_style_and_script() -> None:
    html = built([article()])
    root = lxml.html.fromstring(html)
    policy = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for kind, element in (
        ("style", root.xpath("//style")[0]),
        ("script", root.xpath("//script[not(@type)]")[0]),
    ):
        digest = base64.b64encode(hashlib.sha256(element.text.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy
    assert root.xpath("//*[@style] | //*[@onclick]") == []
    assert not re.findall(r"https?://", re.sub(r"<script type.*?</script>", "", html, flags=re.S))


def test_what_is_embedded_is_bounded_and_says_what_was_cut() -> None:
    long = "甲乙丙丁戊己庚辛壬癸" * 5000
    edits = tuple(Edit("a.b", "repair", n, n + 1, "x", long[n], at=n) for n in range(MOST_EDITS + 9))
    removals = tuple(Removal("footer.x", "县" * 900, "foot") for _ in range(300))
    heavy = Article(title="t", text=long, blocks=(Block("paragraph", long),), trail=Trail(edits, removals))
    detail = detail_of(heavy, 5000, lambda name: 0)
    assert detail["c"] == [
        "body: 5,000 of 50,000 characters",
        f"edits: {MOST_EDITS} of {MOST_EDITS + 9}",
        "removed parts: 4 of 300",
    ]
    html = built([heavy] * 300, size=200_000)
    assert len(html) < 500_000
    _, rows, details = data(html)
    assert len(rows) == len(details) == 300
    assert all("c" in page for page in details)
    assert "300 pages are shown shortened" in html


def test_more_pages_than_the_table_lists_are_still_counted() -> None:
    html = built([article(n) for n in range(30)], listed=10)
    assert len(data(html)[1]) == 10
    assert "The figures are of all 30 pages; the table lists the first 10" in html


def test_gzip_file_key_and_broken_lines(tmp_path: Path) -> None:
    plain = write(tmp_path / "plain.jsonl", [article(1), article(2)], key="file").read_bytes()
    packed = tmp_path / "r.jsonl.gz"
    packed.write_bytes(gzip.compress(plain + b'\n{"id": "x"}\n[]\n{"id": "cut of'))
    found = read_results(packed)
    assert [r.name for r in found] == ["pages/0.html", "pages/1.html"]
    assert found.broken_count == 3
    assert found.broken[0].startswith("r.jsonl.gz, line 4: ")
    write_report(packed, tmp_path / "r.html")
    assert "3 results could not be read" in (tmp_path / "r.html").read_text(encoding="utf-8")


def test_parquet_and_a_folder_of_results(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="needs govclean[parquet]")
    from govclean.contrib.arrow import to_table

    parquet.write_table(to_table([article(5), evil()], ["p5", "evil"]), tmp_path / "a.parquet")
    write(tmp_path / "b.jsonl", [article(6)])
    found = list(read_results(tmp_path))
    assert [r.name for r in found] == ["p5", "evil", "pages/0.html"]
    assert found[0].article == article(5)
    assert found[1].article == evil()


def test_a_folder_of_pages_is_cleaned(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.html").write_text(
        "<h1>关于放假的通知</h1><p>各科室：定于二月九日起放假。</p>", encoding="utf-8"
    )
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    (found,) = read_results(tmp_path)
    assert (found.name, found.article.title) == ("sub/a.html", "关于放假的通知")


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("none.jsonl", None, "there is no file"),
        ("page.html", b"<p>", "pass a .jsonl or .parquet file"),
        ("bad.jsonl", b"{}\n", "none of the 1 results could be read"),
        ("empty.jsonl", b"", "none of the 0 results"),
    ],
)
def test_what_is_no_result_is_said(tmp_path: Path, name: str, content: bytes | None, says: str) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(GovcleanError, match=re.escape(says)):
        write_report(tmp_path / name, tmp_path / "r.html")
    assert not (tmp_path / "r.html").exists()
    with pytest.raises(InputError):
        read_results(tmp_path / "nowhere")


def test_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = write(tmp_path / "r.jsonl", [article(n) for n in range(3)])
    out = tmp_path / "out.html"
    assert (
        main(["report", str(source), "-o", str(out), "--title", "临水<县>", "--pages", "2", "--size", "1"])
        == 0
    )
    assert "3 pages" in capsys.readouterr().err
    assert "<title>临水&lt;县&gt; – govclean report</title>" in out.read_text(encoding="utf-8")
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []
    assert main(["report", str(tmp_path / "nowhere.jsonl"), "-o", str(out)]) == 1
    assert main(["report", str(source), "-o", str(tmp_path)]) == 2


def test_a_run_with_pages_in_quarantine(tmp_path: Path) -> None:
    entry = json.dumps({"id": "crawl.warc#<b>", "reason": "took longer than 30 s: <i>", "content_base64": ""})
    single = tmp_path / "single"
    single.mkdir()
    write(single / "r.jsonl", [article(1)])
    (single / "r.quarantine.jsonl").write_text(entry + "\nbroken\n", encoding="utf-8")
    folder = tmp_path / "folder"
    (folder / "_quarantine").mkdir(parents=True)
    (folder / "_run").mkdir()
    write(folder / "part-000000.jsonl", [article(1)])
    (folder / "_quarantine" / "part-000000.jsonl").write_text(entry + "\nbroken\n", encoding="utf-8")
    (folder / "_run" / "part-000000.jsonl").write_text("{}\n", encoding="utf-8")
    (folder / ".part-000001.jsonl").write_text("half", encoding="utf-8")
    for source in (single / "r.jsonl", folder):
        report = write_report(source, tmp_path / "r.html")
        assert (report.figures.pages, report.aside_count) == (1, 2)
        text = (tmp_path / "r.html").read_text(encoding="utf-8")
        assert "2 pages could not be cleaned" in text
        assert "crawl.warc#&lt;b&gt;" in text
        assert "results could not be read" not in text


@pytest.mark.parametrize("torn", ["results", "quarantine"])
def test_an_archive_that_breaks_off_is_said(tmp_path: Path, torn: str) -> None:
    out = tmp_path / "out"
    (out / "_quarantine").mkdir(parents=True)
    whole = gzip.compress((json.dumps({"id": "a", **article(1).to_dict()}) + "\n").encode() * 50)
    (out / "part-000000.jsonl.gz").write_bytes(whole if torn == "quarantine" else whole[:-20])
    if torn == "results":
        with pytest.raises(InputError, match="cannot be read"):
            read_results(out)
        return
    (out / "_quarantine/part-000000.jsonl.gz").write_bytes(whole[:-20])
    assert "from here on" in list(read_results(out).set_aside())[-1][1]

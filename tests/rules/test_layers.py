"""Every layer for real: an installed plug-in, a govclean.toml that is found, files and names on the command line, the argument."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from govclean.cli import main

PAGE = (
    "<html><head><title>工作会议</title></head><body><h1>工作会议</h1>"
    "<p>岚川市召开专题会议，总结前一阶段工作，研究部署秋季各项重点任务，市直有关部门负责人参加会议。</p><p>{}</p>"
    "<p>会议要求，各单位要把责任落实到岗位、落实到人头，做到有部署、有检查、有结果，并于月底前报送进展。</p></body></html>"
)


def rule(name: str, text: str, **more: object) -> str:
    lines = [f"name = '{name}'", f"pattern = '{text}'", f"examples = ['{text}']"]
    lines += [f"{key} = {json.dumps(value)}" for key, value in more.items()]
    return "[[rule]]\n" + "\n".join(lines) + "\n"


@pytest.fixture
def plugin(tmp_path: Path) -> Path:
    """A distribution as pip leaves it: a package with rules as data, and metadata that name an entry point."""
    site = tmp_path / "site"
    package, info = site / "lanchuan_rules", site / "lanchuan_rules-1.0.dist-info"
    package.mkdir(parents=True)
    info.mkdir()
    (package / "site.toml").write_text(rule("lanchuan.plugin", "插件横幅"), encoding="utf-8")
    (package / "__init__.py").write_text(
        "from pathlib import Path\ndef rules():\n    return Path(__file__).with_name('site.toml')\n",
        encoding="utf-8",
    )
    (info / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: lanchuan-rules\nVersion: 1.0\n", encoding="utf-8"
    )
    (info / "entry_points.txt").write_text(
        "[govclean.rules]\nlanchuan = lanchuan_rules:rules\n", encoding="utf-8"
    )
    return site


def run(folder: Path, *arguments: str, site: Path | None = None) -> tuple[int, str, str]:
    """Run the command in ``folder``, with the distributions in ``site`` installed."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.chdir(folder), pytest.MonkeyPatch.context() as patch:
        if site is not None:
            patch.syspath_prepend(site)
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main(list(arguments))
    sys.modules.pop("lanchuan_rules", None)
    return code, out.getvalue(), err.getvalue()


def texts(folder: Path, *arguments: str, site: Path | None = None) -> set[str]:
    """Which of the banners stay in the text, each in a paragraph of its own."""
    (folder / "page.html").write_text(PAGE.format("</p><p>".join(BANNERS)), encoding="utf-8")
    code, out, err = run(folder, "clean", "page.html", "--format", "json", *arguments, site=site)
    assert code == 0, err
    return {banner for banner in BANNERS if banner in json.loads(out)["text"]}


BANNERS = ("插件横幅", "文件横幅", "命令横幅", "预览横幅")


def test_layers_lie_over_each_other(tmp_path: Path, plugin: Path) -> None:
    work = tmp_path / "project" / "deep"
    work.mkdir(parents=True)
    (tmp_path / "project" / ".git").mkdir()
    assert texts(work) == set(BANNERS)
    assert texts(work, site=plugin) == set(BANNERS) - {"插件横幅"}
    config = tmp_path / "project" / "govclean.toml"
    config.write_text(rule("mine.file", "文件横幅"), encoding="utf-8")
    assert texts(work, site=plugin) == {"命令横幅", "预览横幅"}
    mine = tmp_path / "mine.toml"
    mine.write_text(rule("mine.argument", "命令横幅"), encoding="utf-8")
    assert texts(work, "--rules", str(mine), site=plugin) == {"预览横幅"}
    # A family can be switched off where it was added, and in the file.
    assert texts(work, "--ignore", "lanchuan", site=plugin) == {"插件横幅", "命令横幅", "预览横幅"}
    config.write_text('ignore = ["lanchuan.plugin"]\n', encoding="utf-8")
    assert texts(work, site=plugin) == set(BANNERS)


def test_installed_for_another_process(tmp_path: Path, plugin: Path) -> None:
    path = os.pathsep.join([str(plugin), str(Path(__file__).parents[2] / "src")])
    done = subprocess.run(
        [sys.executable, "-m", "govclean", "rules", "lanchuan"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "插件横幅" in done.stdout


def test_a_file_above_the_repository_is_not_found(tmp_path: Path) -> None:
    work = tmp_path / "project"
    (work / ".git").mkdir(parents=True)
    (tmp_path / "govclean.toml").write_text(rule("mine.file", "文件横幅"), encoding="utf-8")
    assert "文件横幅" in texts(work)


def test_a_later_layer_wins_by_name(tmp_path: Path, plugin: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text(rule("lanchuan.plugin", "命令横幅", override=True), encoding="utf-8")
    assert texts(tmp_path, "--rules", str(mine), site=plugin) == set(BANNERS) - {"命令横幅"}
    mine.write_text(rule("lanchuan.plugin", "命令横幅"), encoding="utf-8")
    code, out, err = run(tmp_path, "rules", "lanchuan", "--rules", str(mine), site=plugin)
    assert code == 0
    assert "命令横幅" in out
    assert "note:" in err
    assert "override = true" in err


def test_check_tells_of_an_override(tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text(rule("footer.icp", "本站备案"), encoding="utf-8")
    code, out, _ = run(tmp_path, "check", "mine.toml")
    assert code == 0
    assert "note: mine.toml:1: rule 'footer.icp': replaces a built-in rule" in out
    mine.write_text(rule("footer.icp", "本站备案", override=True), encoding="utf-8")
    assert run(tmp_path, "check", "mine.toml")[1] == "mine.toml: good\n"
    mine.write_text(rule("footer.icq", "本站备案", override=True), encoding="utf-8")
    code, out, _ = run(tmp_path, "check", "mine.toml")
    assert code == 1
    assert "no built-in or installed rule of this name" in out
    mine.write_text("ignore = ['footer.icq', 'tree.outside']\n", encoding="utf-8")
    code, out, _ = run(tmp_path, "check", "mine.toml")
    assert code == 1
    assert "no such rule or family" in out
    assert "is a step of govclean" in out


def test_statuses(tmp_path: Path) -> None:
    """A preview rule of a file runs as it was asked for; one that is deprecated runs and says so."""
    mine = tmp_path / "mine.toml"
    mine.write_text(
        rule("mine.preview", "预览横幅", status="preview")
        + rule("mine.old", "文件横幅", status="deprecated"),
        encoding="utf-8",
    )
    assert texts(tmp_path, "--rules", str(mine)) == {"插件横幅", "命令横幅"}
    _, _, err = run(tmp_path, "clean", "page.html", "--rules", str(mine))
    assert "rule.deprecated: rule 'mine.old' worked on this page" in err
    assert "mine.preview" not in err


def test_rules_and_steps_are_listed(tmp_path: Path) -> None:
    code, out, _ = run(tmp_path, "rules")
    assert code == 0
    assert {"footer.icp", "spam.places", "spam.links", "related.item"} <= {
        line.split()[0] for line in out.splitlines()
    }
    code, out, _ = run(tmp_path, "rules", "spam.links")
    assert "counter_examples:" in out
    code, out, _ = run(tmp_path, "rules", "--steps")
    assert {"tree.outside", "fields.title", "injected-pinyin"} <= {
        line.split()[0] for line in out.splitlines()
    }


def test_coverage_and_survey_of_a_folder(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    spam = '</p><div style="display:none"><a href="http://www.k29d.example/">金鹿娱乐城</a></div><p>岚川市'
    (pages / "a.html").write_text(
        PAGE.replace("</body>", "<div>主办：岚川市人民政府 湘ICP备09900012号</div></body>"), encoding="utf-8"
    )
    (pages / "b.html").write_text(PAGE.format(spam), encoding="utf-8")
    _, out, _ = run(tmp_path, "rules", "--coverage", "pages")
    fired = {line.split()[0]: line for line in out.splitlines()}
    assert "1 times on     1 of 2 pages" in fired["footer.icp"]
    assert "spam.links" in fired
    _, out, _ = run(tmp_path, "rules", "--unused", "pages")
    assert "footer.icp" not in out.split()
    assert "counter.visitor" in out.split()
    _, out, _ = run(tmp_path, "survey", "pages", "--json")
    assert json.loads(out)["injections"] == {"spam.links:hidden": 1}


def test_survey_of_an_archive_tells_hosts(tmp_path: Path) -> None:
    spam = '</p><div style="display:none"><a href="http://www.k29d.example/">金鹿娱乐城</a></div><p>岚川市'
    pages = [
        {"url": "http://www.lanchuan.example/1.html", "html": PAGE.format("岚川市"), "id": "1"},
        {"url": "http://www.lanchuan.example/2.html", "html": PAGE.format(spam), "id": "2"},
        {"url": "http://www.wangze.example/1.html", "html": PAGE.format("望泽县"), "id": "3"},
    ]
    archive = tmp_path / "crawl.jsonl"
    archive.write_text("".join(json.dumps(page) + "\n" for page in pages), encoding="utf-8")
    code, out, err = run(tmp_path, "survey", "crawl.jsonl", "--json")
    assert code == 0, err
    survey = json.loads(out)
    assert [(h["host"], h["pages"], h["injections"]) for h in survey["hosts"]] == [
        ("www.lanchuan.example", 2, {"spam.links:hidden": 1}),
        ("www.wangze.example", 1, {}),
    ]
    assert survey["hosts"][0]["examples"] == {"spam.links:hidden": "2"}
    _, out, _ = run(tmp_path, "survey", "crawl.jsonl")
    assert "spam.links:hidden: 1, for example 2" in out
    _, out, _ = run(tmp_path, "rules", "--coverage", "crawl.jsonl")
    assert "spam.links" in out


def test_survey_of_saved_pages_takes_the_domain_that_they_state(tmp_path: Path) -> None:
    page = PAGE.format("岚川市").replace(
        "<title>", '<meta name="SiteDomain" content="www.lanchuan.example"><title>'
    )
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    _, out, _ = run(tmp_path, "survey", "a.html")
    assert out.startswith("www.lanchuan.example: 1 pages; clean 1")

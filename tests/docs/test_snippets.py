"""Every python and sh block of the README and of the documentation runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from .snippets import RUN, Block, read_blocks, run_page

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    page
    for page in [*ROOT.glob("README*.md"), *(ROOT / "docs").rglob("*.md")]
    if not {"_build", "generated"} & set(page.relative_to(ROOT).parts)
)
if not (ROOT / "docs").is_dir():
    pytest.skip("docs/ is not part of this copy", allow_module_level=True)

# Blocks that are shown and not run, by page.  Each says why in the page; who adds one counts it here.
NOT_RUN = {
    "README.md": 3,  # installs; sets up a checkout
    "README.zh-CN.md": 3,
    "docs/howto/engines.md": 3,  # tests/contrib/engines run these examples
    "docs/howto/notebook.md": 1,  # installs
    "docs/howto/scrapy.md": 1,
    "docs/proofreading.md": 1,  # needs the corpora
}
DATA = {
    "page.html": "<h1>关于开展防汛检查的通知</h1><p>来源：县水利局 发布时间：2021-06-01</p><p>各乡镇：请于月底前完成检查，并报送总结。</p>",
    "pages/a.html": "<h1>关于放假的通知</h1><p>各科室：经研究，定于二月九日起放假。</p>",
}


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def runs(page: Path) -> list[Block]:
    return [block for block in read_blocks(page) if block.language in RUN]


@pytest.mark.parametrize("page", [p for p in PAGES if runs(p)], ids=name)
def test_blocks_run(page: Path, tmp_path: Path) -> None:
    if page.name.startswith("README"):
        # The README speaks of files of the reader: a page, a folder of pages, a file of rules.
        (tmp_path / "pages").mkdir()
        for file, text in DATA.items():
            (tmp_path / file).write_text(text, encoding="utf-8")
        (rule,) = [block.text for block in read_blocks(page) if block.language == "toml"]
        (tmp_path / "mine.toml").write_text(rule, encoding="utf-8")
    missing = run_page(page, tmp_path)
    if missing:
        pytest.skip(f"needs {', '.join(missing)}")


def test_what_is_not_run_is_counted_and_says_why() -> None:
    found = {}
    for page in PAGES:
        skipped = [block for block in read_blocks(page) if block.mark == "skip"]
        assert all(len(block.value) >= 8 for block in skipped), page
        if skipped:
            found[name(page)] = len(skipped)
    assert found == NOT_RUN


def test_most_of_what_is_shown_is_run() -> None:
    blocks = [block for page in PAGES for block in runs(page)]
    ran = [block for block in blocks if block.mark != "skip"]
    assert len(ran) > 2 * (len(blocks) - len(ran))


def test_a_block_is_read_with_its_mark(tmp_path: Path) -> None:
    page = tmp_path / "p.md"
    page.write_text(
        "a `code` b\n<!-- file: a/b.txt -->\n```text\nx\n```\n\n```python\nprint(open('a/b.txt').read())\n```\n"
        "<!-- output -->\n```text\nx\n```\n<!-- not run: needs a network -->\n```sh\nfalse\n```\n"
        "````md\n```sh\nfalse\n```\n````\n",
        encoding="utf-8",
    )
    assert [(b.language, b.mark, b.value, b.line) for b in read_blocks(page)] == [
        ("text", "file", "a/b.txt", 3),
        ("python", "", "", 7),
        ("text", "output", "", 11),
        ("sh", "skip", "needs a network", 15),
        ("md", "", "", 18),
    ]
    assert run_page(page, tmp_path) == []


@pytest.mark.parametrize(
    "text",
    [
        "```python\nprint(1)\n```\n<!-- output -->\n```text\n2\n```\n",
        "```sh\nfalse\ntrue\n```\n",
        "```python\nassert False\n```\n",
    ],
)
def test_a_wrong_page_fails(tmp_path: Path, text: str) -> None:
    page = tmp_path / "p.md"
    page.write_text(text, encoding="utf-8")
    with pytest.raises(AssertionError):
        run_page(page, tmp_path)


def test_the_rest_of_a_page_waits_for_its_package(tmp_path: Path) -> None:
    page = tmp_path / "p.md"
    page.write_text("<!-- needs: no_such_package -->\n```python\nassert False\n```\n", encoding="utf-8")
    assert run_page(page, tmp_path) == ["no_such_package"]

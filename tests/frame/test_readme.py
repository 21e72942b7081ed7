"""The examples in the README run, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
READMES = ("README.md", "README.zh-CN.md")


def blocks(name: str, language: str) -> list[str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.S | re.M)


@pytest.mark.parametrize("name", READMES)
def test_python_examples_run(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    scope: dict[str, object] = {}
    found = blocks(name, "python")
    assert len(found) >= 3
    for block in found:
        exec(block, scope)  # the block is ours, from the file beside this one
    out = capsys.readouterr().out
    assert "关于做好水库防汛工作的通知 县水利局 2021-06-01 08:30:00+08:00" in out
    assert "gb18030 各科室：请于周五前报送总结。" in out


def test_single_stages_give_what_the_readme_says() -> None:
    import govclean

    assert govclean.decode(b"\xd5\xfe\xb8\xae\xb9\xa4\xd7\xf7\xb1\xa8\xb8\xe6").text == "政府工作报告"
    repaired = govclean.repair("全面提高創(chuàng)新能力，加強(qiáng)基層組織建設(shè)").text
    assert repaired == "全面提高創新能力，加強基層組織建設"
    assert (
        govclean.proofread("基层党组织事党的全部工作和战斗力的基础。").text
        == "基层党组织是党的全部工作和战斗力的基础。"
    )


@pytest.mark.parametrize("name", READMES)
def test_rule_example_is_good(name: str, tmp_path: Path) -> None:
    from govclean.rules import check_file

    (rule,) = blocks(name, "toml")
    (tmp_path / "mine.toml").write_text(rule, encoding="utf-8")
    assert check_file(str(tmp_path / "mine.toml")) == []


@pytest.mark.parametrize("name", READMES)
def test_links_lead_somewhere(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (ROOT / target).exists(), target

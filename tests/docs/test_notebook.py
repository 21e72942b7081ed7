"""The example notebook: what is committed was made by its generator, it runs, and shows cards in headless Chromium."""

from __future__ import annotations

import importlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
NOTEBOOK = ROOT / "docs/examples/notebook.ipynb"
if not NOTEBOOK.exists() or not (ROOT / "tools").is_dir():
    pytest.skip("docs/ and tools/ are not part of this copy", allow_module_level=True)


def shown(notebook: dict[str, Any]) -> list[str]:
    """The HTML that the cells show, in order."""
    return [
        "".join(output["data"]["text/html"])
        for cell in notebook["cells"]
        for output in cell.get("outputs", [])
        if "text/html" in output.get("data", {})
    ]


def test_the_committed_notebook_was_executed_without_an_error() -> None:
    notebook = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert [cell["execution_count"] for cell in code] == list(range(1, len(code) + 1))
    kinds = {output["output_type"] for cell in code for output in cell["outputs"]}
    assert kinds == {"stream", "execute_result"}
    card, sides = shown(notebook)
    assert 'class="govclean"' in card
    assert "gc-sides" in sides
    assert not re.search(r"<script|\son\w+=|javascript:", card + sides)


@pytest.mark.engines
def test_it_runs_and_shows_cards() -> None:
    for module in ("nbclient", "nbformat", "ipykernel"):
        pytest.importorskip(module, reason="needs govclean[notebook]")
    tool = importlib.import_module("tools.build_notebook")
    notebook = tool.build()
    committed = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    cells = [(c["cell_type"], "".join(c["source"])) for c in committed["cells"]]
    assert cells == [(c.cell_type, c.source) for c in notebook.cells], "run python tools/build_notebook.py"
    executed = tool.execute(notebook)
    card, sides = shown(executed)
    assert "hijacked" in card
    assert "望澤市水利局" in card
    assert 'class="gc-old"' in sides
    printed = "".join(
        output["text"] for cell in executed.cells for output in cell.get("outputs", []) if "text" in output
    )
    assert "binary" in printed
    assert "'hijacked': 4" in printed


@pytest.mark.engines
def test_cards_in_a_browser(tmp_path: Path) -> None:
    browser = importlib.import_module("tools.browser")
    if browser.find_chromium() is None:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    card, sides = shown(json.loads(NOTEBOOK.read_text(encoding="utf-8")))
    page = tmp_path / "card.html"
    page.write_text(f"<!doctype html><meta charset=utf-8><body>{card}{sides}", encoding="utf-8")
    back = "getComputedStyle(document.querySelector('.govclean')).backgroundColor"
    bar = "getComputedStyle(document.querySelector('.gc-body mark:hover'), '::after')"
    with browser.Browser(1000, 800) as tab:
        tab.open(page)
        assert tab.run(back) == "rgb(255, 255, 255)"
        tab.run("document.body.dataset.jpThemeLight = 'false'")  # as JupyterLab says that its theme is dark
        assert tab.run(back) == "rgb(13, 17, 23)"
        tab.point(".gc-body mark.gc-new")
        assert "shifted-run" in tab.run(f"{bar}.content")
        # What hovering shows lies over the strip below the body, inside the card.
        frame, width = tab.run(
            "(()=>{const b=document.querySelector('.gc-frame').getBoundingClientRect();return [b.width, "
            f"parseFloat({bar}.width)]}})()"
        )
        assert 0 < width <= frame
        tab.prefer(dark=True)
        tab.run("delete document.body.dataset.jpThemeLight")
        assert tab.run(back) == "rgb(13, 17, 23)"
        assert tab.complaints() == []
        assert tab.requests() == [page.resolve().as_uri()]

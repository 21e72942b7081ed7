"""The report in headless Chromium: it opens from a file, searches, sorts, unfolds, and lets nothing out."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from govclean.report import Result
from govclean.report.page import build_report, render_report

from .pages import EVIL, article, evil

browser = pytest.importorskip("tools.browser", reason="tools/ is not part of this copy")
if browser.find_chromium() is None:
    pytest.skip("no Chromium on this machine: apt-get install chromium", allow_module_level=True)

pytestmark = pytest.mark.engines
MANY = 10_000


def save(path: Path, articles: list[Any]) -> Path:
    results = [Result(f"pages/{n}.html", item) for n, item in enumerate(articles)]
    report = build_report(results, len(results), listed=20_000, size=32_000_000)
    path.write_text("".join(render_report(report, "t", "now")), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    kinds = ("clean", "clean", "repaired", "hijacked")
    return save(
        tmp_path_factory.mktemp("report") / "many.html", [article(n, kinds[n % 4]) for n in range(MANY)]
    )


@pytest.fixture(scope="module")
def tab() -> Iterator[Any]:
    with browser.Browser(1200, 900) as opened:
        yield opened


def status(tab: Any) -> str:
    return str(tab.run("document.getElementById('status').textContent"))


def wait_for(tab: Any, expression: str) -> None:
    for _ in range(100):
        if tab.run(expression):
            return
        time.sleep(0.05)
    raise AssertionError(f"never true: {expression}")


def test_ten_thousand_pages_are_listed_searched_sorted_and_opened(tab: Any, many: Path) -> None:
    tab.open(many)
    assert status(tab) == "10,000 of 10,000 pages"
    assert (
        tab.run("document.querySelectorAll('tbody tr').length") == 50
    )  # only what is looked at is in the document
    tab.run("document.getElementById('query').focus()")
    tab.type("第1234号")
    assert status(tab) == "1 of 10,000 pages"
    assert tab.run("document.querySelector('.open').textContent") == "关于第1234号事项的通知"
    tab.run("document.querySelector('form').reset()")
    wait_for(tab, "document.getElementById('status').textContent.startsWith('10,000')")
    tab.run("document.querySelector('[data-key=verdict][data-value=hijacked]').click()")
    assert status(tab) == "2,500 of 10,000 pages"
    assert tab.run("document.querySelector('select[data-key=verdict]').value") == "hijacked"
    tab.run("document.querySelector('[data-key=year][data-value=\"2011\"]').click()")
    assert status(tab) == "500 of 10,000 pages"
    tab.run("[...document.querySelectorAll('thead button')].find(b => b.textContent === 'Date').click()")
    dates = tab.run("[...document.querySelectorAll('td.d')].map(td => td.textContent)")
    assert dates == sorted(dates)
    tab.run("document.getElementById('on').click()")
    assert tab.run("document.getElementById('part').textContent") == "51–100 of 500"
    assert tab.requests() == [many.resolve().as_uri()]
    assert tab.complaints() == []


def test_a_page_unfolds_before_and_after(tab: Any, many: Path) -> None:
    tab.open(many)
    tab.run("document.getElementById('query').value = '第9999号'")
    tab.run("document.getElementById('query').dispatchEvent(new Event('input'))")
    tab.run("document.querySelector('.open').click()")
    wait_for(tab, "!!document.querySelector('.sides')")
    sides = tab.run("[...document.querySelectorAll('.sides > div')].map(div => div.textContent)")
    assert sides == [
        "as scraped", "cleaned", "各各乡镇：第9999号通知如下。", "各乡镇：第9999号通知如下。",
        "请于周五前报送总结。", "请于周五前报送总结。", "湘ICP备00009999号", "taken out: footer.icp",
    ]  # fmt: skip
    assert "各各 → 各" in tab.run("document.querySelector('mark.typo').dataset.tip")
    tab.point("mark.typo")
    shown = tab.run("getComputedStyle(document.querySelector('mark.typo'), '::after').content")
    assert "各各 → 各" in shown
    tab.run("document.querySelector('.open').click()")
    assert tab.run("document.querySelector('.sides')") is None


def test_the_keyboard_is_enough(tab: Any, many: Path) -> None:
    tab.open(many)
    tab.press("Tab", 9)
    assert tab.run("document.activeElement.textContent") == "Skip to the pages"
    tab.press("Enter", 13, "\r")
    for _ in range(40):
        tab.press("Tab", 9)
        if tab.run("document.activeElement.className") == "open":
            break
    assert tab.run("document.activeElement.getAttribute('aria-expanded')") == "false"
    tab.press("Enter", 13, "\r")
    wait_for(tab, "!!document.querySelector('.sides')")
    assert tab.run("document.activeElement.getAttribute('aria-expanded')") == "true"


def test_what_a_screen_reader_is_told(tab: Any, many: Path) -> None:
    tab.open(many)
    tree = tab.call("Accessibility.getFullAXTree")["nodes"]
    unnamed = [
        node["role"]["value"]
        for node in tree
        if node.get("role", {}).get("value") in ("button", "combobox", "searchbox", "link")
        and not node.get("ignored")
        and not node.get("name", {}).get("value")
    ]
    assert unnamed == []
    assert tab.run("document.querySelectorAll('th[scope=col][aria-sort]').length") == 10


@pytest.mark.parametrize(
    "value", [EVIL, "<svg onload=document.title='out'>", "javascript:document.title='out'"]
)
def test_no_field_of_a_page_acts(tab: Any, tmp_path: Path, value: str) -> None:
    path = save(tmp_path / "evil.html", [evil(value), article(1)])
    tab.open(path)
    assert status(tab) == "2 of 2 pages"
    tab.run("document.querySelector('.open').click()")
    wait_for(tab, "!!document.querySelector('.sides')")
    assert tab.run("document.title") == "t – govclean report"
    assert (
        tab.run("document.querySelectorAll('img, iframe, svg[onload], main script:not([type])').length") == 0
    )
    assert (
        tab.run(
            "[...document.querySelectorAll('a[href]')].filter(a => /^(javascript|data):/.test(a.href)).length"
        )
        == 0
    )
    tab.run("document.querySelector('[data-key=rule][data-value]').click()")
    assert status(tab) == "1 of 2 pages"
    assert tab.requests() == [path.resolve().as_uri()]


def test_the_policy_stops_foreign_script(tab: Any, tmp_path: Path) -> None:
    path = save(tmp_path / "r.html", [article(1)])
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("<main>", "<main><script>document.title='out'</script>"), encoding="utf-8")
    tab.open(path)
    assert tab.run("document.title") == "t – govclean report"
    assert any("Content Security Policy" in complaint for complaint in tab.complaints())


def test_dark_and_light(tab: Any, many: Path) -> None:
    colours = []
    for dark in (False, True):
        tab.prefer(dark=dark)
        tab.open(many)
        colours.append(tab.run("getComputedStyle(document.body).backgroundColor"))
    tab.prefer(dark=False)
    assert colours == ["rgb(255, 255, 255)", "rgb(13, 17, 23)"]

"""Cards in headless Chromium: whatever a page says, nothing in them acts or is fetched."""

from __future__ import annotations

from pathlib import Path

import pytest

from govclean import explain
from tests.report.pages import EVIL, evil

browser = pytest.importorskip("tools.browser", reason="tools/ is not part of this copy")
pytestmark = pytest.mark.engines
if browser.find_chromium() is None:
    pytest.skip("no Chromium on this machine: apt-get install chromium", allow_module_level=True)

ATTEMPTS = (
    EVIL,
    "</style><script>document.title='out'</script>",
    "<svg/onload=document.title='out'>",
    '" onmouseover="document.title=\'out\'" x="',
    "javascript:document.title='out'",
    "data:text/html,<script>parent.document.title='out'</script>",
    "http://a.example/x.png",
)


def test_no_field_of_a_page_acts_in_a_card(tmp_path: Path) -> None:
    with browser.Browser(1000, 900) as tab:
        for number, value in enumerate(ATTEMPTS):
            article = evil(value)
            page = tmp_path / f"{number}.html"
            page.write_text(
                f"<!doctype html><meta charset=utf-8><title>t</title><body>{article._repr_html_()}"
                f"{explain(article)._repr_html_()}{article.to_html().replace('<img', '<i')}",
                encoding="utf-8",
            )
            tab.open(page)
            tab.run("document.querySelectorAll('details').forEach(d => d.open = true)")
            tab.run(
                "document.querySelectorAll('mark, a').forEach(e => { e.dispatchEvent(new MouseEvent('mouseover', "
                "{bubbles: true})); e.focus(); })"
            )
            assert tab.run("document.title") == "t"
            # what a link may lead to, as the browser reads it
            targets = tab.run("[...document.querySelectorAll('a[href]')].map(a => new URL(a.href).protocol)")
            assert set(targets) <= {"http:", "https:", "ftp:", "file:"}
            assert tab.requests() == [page.resolve().as_uri()]
            assert tab.complaints() == []

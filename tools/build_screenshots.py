"""Take the pictures of docs/_static/images in headless Chromium, in light and dark, of made-up pages.

python tools/build_screenshots.py            # needs Chromium, a Chinese font and pillow

Look at them before you commit them.
"""

from __future__ import annotations

import io
import json
import tempfile
import time
from pathlib import Path

from PIL import Image

import govclean
from govclean.report import write_report
from govclean.testing.fixtures import find_fixtures

from tools.browser import Browser  # isort: skip

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "docs/_static/images"
SLUG = "mirror-damage-gbk"
# Enough for text and flat colours; an eighth of the bytes.
COLOURS = 128


def take(browser: Browser, name: str, *, selector: str | None = None) -> None:
    """Take a picture, of an element or of the window, with few colours."""
    path = TARGET / f"{name}.png"
    browser.picture(path, selector=selector)
    image = (
        Image.open(io.BytesIO(path.read_bytes())).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    )
    image.save(path, optimize=True)
    print(path.relative_to(ROOT), path.stat().st_size // 1024, "KB")


def views(folder: Path) -> Path:
    """A page with the card and the side-by-side view of the damaged example."""
    article = govclean.clean(
        ROOT / "tests/fixtures" / SLUG / "page.html", url="http://m.qlgxjs.example/4417.html"
    )
    page = folder / "views.html"
    page.write_text(
        "<!doctype html><meta charset=utf-8><style>body{margin:0}.gc-body{max-height:400px!important}"
        ".gc-sides{max-height:600px!important}"
        "@media (prefers-color-scheme:dark){body{background:#131416}}</style>"
        f"<div id=card style='padding:8px;width:916px'>{article._repr_html_()}</div>"
        f"<div id=sides style='padding:8px;width:1216px'>{govclean.explain(article)._repr_html_()}</div>",
        encoding="utf-8",
    )
    return page


def report(folder: Path) -> Path:
    """A report on the fixture pages, each several times, so that there is something to count."""
    records = folder / "临水县网站群.jsonl"
    with records.open("w", encoding="utf-8") as out:
        for fixture in find_fixtures(ROOT / "tests/fixtures", []):
            out.write(json.dumps({"id": f"{fixture.slug}/page.html", **fixture.clean().to_dict()}) + "\n")
    write_report(records, folder / "report.html", title="Made-up pages of the test-suite")
    return folder / "report.html"


def main() -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        page, pages = views(folder), report(folder)
        for scheme in ("light", "dark"):
            with Browser(1232, 900, dark=scheme == "dark") as browser:
                browser.open(page)
                browser.point("#card .gc-body mark.gc-new")
                take(browser, f"card-{scheme}", selector="#card")
                take(browser, f"sides-{scheme}", selector="#sides")
                browser.open(pages)
                browser.resize(1232, 860)
                take(browser, f"report-{scheme}")
                browser.run(
                    "(()=>{const q=document.getElementById('query');q.value='百姓超市';q.dispatchEvent(new Event('input'));"
                    "document.querySelector('.open').click()})()"
                )
                time.sleep(0.5)
                browser.run("document.getElementById('pages').scrollIntoView()")
                take(browser, f"report-page-{scheme}")
                assert browser.complaints() == [], browser.complaints()


if __name__ == "__main__":
    main()

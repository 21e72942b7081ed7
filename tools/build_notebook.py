"""Build docs/examples/notebook.ipynb: the example notebook, executed, on made-up pages.

python tools/build_notebook.py            # writes it (needs govclean[notebook])

The cells stand here, so that a change of them can be read; what they show is made by running them.
"""

from __future__ import annotations

from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode
from traitlets.config import Config

__all__ = ["CELLS", "TARGET", "build", "execute"]

TARGET = Path(__file__).parent.parent / "docs/examples/notebook.ipynb"

CELLS = (
    (
        "md",
        """# govclean in a notebook

A walk through one damaged page and a small archive. All pages are made up, and damaged by govclean's own simulators; run it with
`pip install 'govclean[notebook]'`.""",
    ),
    (
        "md",
        """## A page as a mirror site has it

A notice with a header line, a table and a footer. The mirror site converted it to traditional characters, wrote readings behind
characters, and put bytes in front of punctuation, so that runs of text are one byte out of step. Then somebody hung a list of
county names under the footer.""",
    ),
    (
        "code",
        '''import govclean
from govclean.testing import simulate, spam

sound = """<html><head><meta charset="gb2312"><title>关于做好水库安全度汛工作的通知_望泽市水利局</title></head><body>
<div>您当前的位置：首页 > 政务公开 > 通知公告</div>
<h1>关于做好水库安全度汛工作的通知</h1>
<p>来源：望泽市水利局　发布时间：2023-06-02 09:30　【字体：大 中 小】　浏览次数：128</p>
<p>各县（区）水利局：今年入汛以来，全市平均降雨量比常年偏多两成，部分水库已经接近汛限水位。为了确保安全度汛，现就有关事项通知如下。</p>
<p>一、加强巡查</p>
<p>对大坝、溢洪道、放水设施逐一检查，发现险情立即报告；备足抢险物资，数量要超过上年同期。总的看，工程老化、隐患千变万化。可以说，一刻也不能放松。各水库的巡查次数见下表。</p>
<table border="1"><tr><th>水库</th><th>每日巡查（次）</th><th>责任人</th></tr>
<tr><td>青石岩水库</td><td>3</td><td>陶立言</td></tr><tr><td>柳溪水库</td><td>2</td><td>白慕云</td></tr></table>
<p>二、落实责任</p>
<p>各地要认真落实责任制，对巡查中发现的问题建立台账，逐项整改，加强水源地环境保护验收，既使没有险情也不能放松。</p>
<p>附件：水库巡查记录表（样式）</p>
<p style="text-align:right">望泽市水利局<br>2023年6月1日</p>
<p>主办：望泽市水利局　技术支持：云岫信息技术有限公司　湘ICP备05000001号-1</p>
</body></html>"""

mirrored = simulate.mirror(simulate.to_mirror_script(sound), seed=11, share=0.3)
page = spam.inject(mirrored, "places-bars", seed=4).source.encode("gb18030")

shown = page.decode("gb18030")
at = shown.find("<p>對")
print(shown[at : at + 170])''',
    ),
    (
        "md",
        """## The article

An article shows as a card. Point at a mark in the body: green was repaired, a caret is where something was taken out, violet is a
corrected typo. What was removed is folded below, by rule.""",
    ),
    (
        "code",
        """article = govclean.clean(page, url="http://m.wangze-mirror.example/2023/0602.html")
article""",
    ),
    (
        "md",
        """## Before and after

`explain` shows the same side by side. (`print(govclean.explain(article))` gives it as text.)""",
    ),
    ("code", "govclean.explain(article)"),
    (
        "md",
        "## Fields and structure\n\nPlain data, ready for a table or a database. Three dates are never merged.",
    ),
    (
        "code",
        """print("published", article.published_at)
print("signed   ", article.signed_on)
print("source   ", article.source)
print("column   ", article.site.column, "| host", article.site.host)
for block in article.blocks:
    print(f"{block.kind:10}{block.level or '':2} {block.text[:28]!r}")""",
    ),
    (
        "md",
        """## The trail

Every edit knows its rule, what was there before, and where it stands in `article.text`. Edits can be replayed on the decoded page and
undone again, so the trail is a proof and not a log.""",
    ),
    (
        "code",
        """from collections import Counter

print(Counter(edit.rule for edit in article.trail.edits).most_common())

decoded = govclean.decode(page).text
repaired = article.trail.replay(decoded)
assert article.trail.undo(repaired) == decoded

edit = next(edit for edit in article.trail.edits if edit.at is not None and edit.rule == "shifted-run")
print(repr(edit.before), "→", repr(article.text[edit.at : edit.at + len(edit.after)]))""",
    ),
    (
        "md",
        "## Many pages\n\nA `Cleaner` is built once. `clean_many` is lazy, keeps the order, and one bad page never stops the rest.",
    ),
    (
        "code",
        """cleaner = govclean.Cleaner()
forms = ["places-bars", "hidden-words", "link-farm", "title"]
pages = [sound.encode("gb18030"), mirrored.encode("gb18030"), b"\\x89PNG\\r\\n\\x1a\\n\\x00\\x00"]
pages += [spam.inject(sound, form, seed=n).source for n, form in enumerate(forms)]

for article in cleaner.clean_many(pages, jobs=1):
    told = f"{article.page_type:8} {article.verdict:9} {article.encoding.name:8}"
    print(told, f"{len(article.trail.edits):3} edits ", article.title)""",
    ),
    (
        "md",
        "## A report\n\nResults of thousands of pages as one HTML file with charts and a searchable table.",
    ),
    (
        "code",
        """import json
import tempfile
from pathlib import Path

from govclean.report import write_report

folder = Path(tempfile.mkdtemp())
with open(folder / "results.jsonl", "w", encoding="utf-8") as out:
    for number, article in enumerate(cleaner.clean_many(pages, jobs=1)):
        out.write(json.dumps({"id": f"page-{number}", **article.to_dict()}, ensure_ascii=False) + "\\n")

report = write_report(folder / "results.jsonl", folder / "report.html")
print(report.figures.pages, "pages,", dict(report.figures.verdicts))
print((folder / "report.html").stat().st_size // 1024, "KB")""",
    ),
)


def build() -> NotebookNode:
    """Return the notebook without outputs."""
    cells = []
    for number, (kind, source) in enumerate(CELLS):
        make = nbformat.v4.new_markdown_cell if kind == "md" else nbformat.v4.new_code_cell
        cells.append(make(source, id=f"cell-{number:02d}"))
    notebook = nbformat.v4.new_notebook(cells=cells)
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    return notebook


def execute(notebook: NotebookNode) -> NotebookNode:
    """Run all cells in a new kernel; what a cell shows goes into it.

    Raises:
        nbclient.exceptions.CellExecutionError: a cell failed.
    """
    # The kernel listens on sockets of this machine's file system, not on ports.
    config = Config({"KernelManager": {"transport": "ipc"}})
    NotebookClient(notebook, timeout=120, kernel_name="python3", record_timing=False, config=config).execute()
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
    notebook.metadata["language_info"] = {"name": "python"}  # without the version of whoever ran it
    return notebook


if __name__ == "__main__":
    nbformat.write(execute(build()), TARGET)

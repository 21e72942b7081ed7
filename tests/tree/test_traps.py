"""The traps of real pages, each in every made-up frame: a body that is not where a text is, copies, classes that lie."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from urllib.parse import quote

import pytest

from govclean import clean

from .pages import PARAGRAPHS, TITLE
from .sites import FRAMES, Article, show_article

NOTICE = (
    "因设备检修，栖水县图书馆定于9月20日至22日闭馆三天，给广大读者带来不便，敬请谅解。特此公告，请互相转告，"
    "闭馆期间可使用二十四小时自助借阅机还书，逾期不计滞纳金。",
)
TEXTS = (PARAGRAPHS, NOTICE)


def _quoted(body: str) -> str:
    return body.replace('"', '\\"').replace("/", "\\/")


def _escaped(body: str) -> str:
    return "".join(f"%u{ord(c):04X}" if ord(c) > 127 else quote(c) for c in body)


def _added(body: str) -> str:
    return "".join(f'\ns += "{part}</p>";' for part in body.split("</p>") if part)


def _plain(body: str) -> str:
    return re.sub("<[^>]*>", "", body)


TRAPS: dict[str, Callable[[str], str]] = {
    "textarea": lambda b: (
        f"<textarea style='display:none' id='c'>{b}</textarea><script>s.innerHTML=c.value</script>"
    ),
    "textarea-escaped": lambda b: f"<textarea id='c'>{html.escape(b)}</textarea>",
    "script-string": lambda b: (
        f'<div id="x"></div><script>var content="{_quoted(b)}";x.innerHTML=content;</script>'
    ),
    "script-escapes": lambda b: f"<script>var content={json.dumps(b)};</script>",
    "script-json": lambda b: (
        f'<script type="application/json">{json.dumps({"id": 1, "data": {"content": b}}, ensure_ascii=False)}</script>'
    ),
    "script-single-quotes": lambda b: f"<script>document.write('{b}');</script>",
    "script-template-string": lambda b: f"<script>const html=`{b}`;</script>",
    "script-strings-added": lambda b: f"<script>var s='';{_added(b)}\ndocument.write(s);</script>",
    "script-unescape": lambda b: f'<script>document.write(unescape("{_escaped(b)}"))</script>',
    "script-uri": lambda b: f'<script>document.write(decodeURIComponent("{quote(b)}"))</script>',
    "script-html": lambda b: f'<script type="text/html" id="t">{b}</script>',
    "comment": lambda b: f"<!-- {b} --><div id='x'></div>",
    "hidden": lambda b: f"<div id='c' style='display:none'>{b}</div><script>$('#c').show()</script>",
    "template": lambda b: f"<template id='c'>{b}</template>",
    "noscript": lambda b: f"<noscript>{b}</noscript>",
    "srcdoc": lambda b: f'<iframe srcdoc="{html.escape(b)}"></iframe>',
    "data-attribute": lambda b: f'<div id="c" data-content="{html.escape(b)}"></div>',
    "hidden-input": lambda b: f'<input type="hidden" id="c" value="{html.escape(b)}">',
    "nested-document": lambda b: f"<html><head><title>x</title></head><body>{b}</body></html>",
    "copy-for-phones": lambda b: f"<div class='pc'>{b}</div><div class='mobile'>{b}</div>",
    "hidden-copy": lambda b: f"<div class='pc'>{b}</div><div class='m' style='display:none'>{b}</div>",
    "copy-for-reading-aloud": lambda b: (
        f"<div>{b}</div><textarea style='display:none'>{_plain(b)}</textarea>"
    ),
    "three-copies": lambda b: f"<div>{b}</div><div class='old'>{b}</div><div class='tts'>{b}</div>",
    "class-footer": lambda b: f"<div class='footer'>{b}</div>",
    "class-comment": lambda b: f"<div class='comment' id='sidebar'>{b}</div>",
    "class-attachment": lambda b: f"<div class='attachment'>{b}</div>",
    "class-share": lambda b: f"<div class='hidden share'>{b}</div>",
}


@pytest.mark.parametrize("trap", TRAPS)
def test_trap(trap: str) -> None:
    wrong = []
    for frame in FRAMES:
        for lines in TEXTS:
            body = "".join(f"<p>{line}</p>" for line in lines)
            article = clean(show_article(frame, Article(TITLE, TRAPS[trap](body), lines)))
            if article.page_type != "article" or "".join(article.text.split()) != "".join(lines):
                wrong.append(f"{frame}: {article.page_type} {article.text!r}")
    assert not wrong, "\n".join(wrong)


def test_what_scripts_say_is_no_article_where_a_text_is_on_display() -> None:
    script = f"<script>var tip='<p>{NOTICE[0]}</p>';</script>"
    article = clean(
        show_article("trs", Article(TITLE, "".join(f"<p>{p}</p>" for p in PARAGRAPHS * 3) + script))
    )
    assert NOTICE[0] not in article.text
    lines = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    assert NOTICE[0] not in clean(show_article("trs", Article(TITLE, lines + script))).text


def test_thousands_of_lines() -> None:
    """3,508 one-line paragraphs of codes, as a list of them on one page."""
    lines = tuple(f"{n:06d} 栖水县第{n}号监测点" for n in range(3_508))
    article = clean(show_article("trs", Article(TITLE, "".join(f"<p>{line}</p>" for line in lines), lines)))
    assert article.text.split("\n") == list(lines)
    assert article.page_type == "article"


def test_a_box_of_facts_and_a_file() -> None:
    box = (
        "<table><tr><td>索引号</td><td>990000001/2022-00031</td><td>发布机构</td><td>栖水县财政局</td></tr>"
        "<tr><td>名称</td><td>栖水县2022年预算公开</td><td>发布日期</td><td>2022-02-11</td></tr></table>"
        "<p><a href='/P0202.pdf'>栖水县2022年预算公开.pdf</a></p>"
    )
    page = f"<html><head><title>栖水县2022年预算公开</title></head><body><h1>栖水县2022年预算公开</h1>{box}</body></html>"
    article = clean(page, url="http://www.qishui.example/x.html")
    assert article.page_type == "attachment"
    assert article.index_number == "990000001/2022-00031"
    assert [a.url for a in article.attachments] == ["http://www.qishui.example/P0202.pdf"]

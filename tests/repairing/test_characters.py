"""Entities, escapes, look-alikes, private use, invisible characters, noise."""

from __future__ import annotations

import pytest

from govclean.repairing import repair

PLAIN = [
    ("&ldquo;通知&rdquo;", "“通知”"),
    ("&#8220;通知&#8221;", "“通知”"),
    ("&#x901A;&#x77E5;", "通知"),
    ("云河&amp;nbsp;县", "云河\xa0县"),
    ("&amp;amp;ldquo;通知&amp;amp;rdquo;", "“通知”"),
    ("研究&nbsp完成", "研究\xa0完成"),
    ("价格&lt;5元", "价格<5元"),
    ("标准&ge;10", "标准≥10"),
    ("云河&middot青溪", "云河·青溪"),
    ("&#20113河县", "云河县"),
    ("%u4E91%u6CB3县", "云河县"),
    ("\\u4e91\\u6cb3县", "云河县"),
    ("%u4E91河%u53BF", "云河县"),
    ("⼈⺠政府⽂件", "人民政府文件"),
    ("⻓沙⻔户⻅⾯", "长沙门户见面"),
    ("豈有此理，金額", "豈有此理，金額"),
    ("\ue816等字", "\U00020087等字"),
    ("关\u200b于印\u200c发", "关于印发"),
    ("\ufeff通知", "通知"),
    ("通\xad知", "通知"),
    ("\u202d通知\u202c", "通知"),
    ("通知\x00\x01", "通知"),
    ("第一行\u2028第二行", "第一行\n第二行"),
]


@pytest.mark.parametrize(("damaged", "truth"), PLAIN)
def test_plain_text(damaged: str, truth: str) -> None:
    assert repair(damaged).text == truth


@pytest.mark.parametrize(
    "text",
    [
        "<p>云河&nbsp;县&amp;市 &lt;b&gt;</p>",
        '<p><a href="/a?x=1&amp;y=2&copy=3">云河县</a></p>',
        "<p>全角！（）：；“”，。．</p>",
        "<pre>R&D 与 AT&T</pre>",
    ],
)
def test_ordinary_html_stays(text: str) -> None:
    assert repair(text).text == text


def test_html_that_was_escaped_twice() -> None:
    damaged = "<p>云河&amp;nbsp;县 &amp;amp;ldquo;通知&amp;amp;rdquo;</p>"
    assert repair(damaged).text == "<p>云河&nbsp;县 &ldquo;通知&rdquo;</p>"


@pytest.mark.parametrize("text", ["价格&lt;b&gt;", "a &lt;/p> b"])
def test_no_markup_is_made(text: str) -> None:
    assert "<" not in repair(text).text


def test_noise_against_copying() -> None:
    damaged = "云#河@县#人x民^政*府%关|于Q印@发#工@作*方3案w的"
    assert repair(damaged).text == "云河县人民政府关于印发工作方案的"


@pytest.mark.parametrize("text", ["A|B|C|D|E|F|G", "东|西|南|北|中|内|外|上|下", "选A选B选C选D选E选F选G选"])
def test_lists_are_no_noise(text: str) -> None:
    assert repair(text).text == text


def test_what_is_lost_is_counted() -> None:
    result = repair("锟斤拷云河县锟斤拷人民政府\ufffd\n")
    assert any("锟斤拷 2 times" in w for w in result.warnings)
    assert any("U+FFFD" in w for w in result.warnings)


def test_emoji_sequences_stay() -> None:
    assert repair("通知👨\u200d👩").text == "通知👨\u200d👩"

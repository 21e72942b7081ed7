"""Build the gallery of damage: every class that the simulators make, on made-up text, before and after cleaning.

Run by docs/conf.py when the site is built, so that it shows what this version does.  ``python tools/build_gallery.py`` prints it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from html import escape

import govclean
from govclean import Article
from govclean.places import place_corrections
from govclean.show.marks import Mark, mark_edits, mark_text, printable
from govclean.show.style import STYLE
from govclean.testing import simulate, spam

__all__ = ["DAMAGES", "Damage", "build", "exhibit_spam", "page_of"]

TITLE = "望泽市水利局关于做好水库安全度汛工作的通知"
LINES = (
    "各县（区）水利局：今年入汛以来，全市平均降雨量比常年偏多两成，部分水库已经接近汛限水位。",
    "一是要加强巡查，对大坝、溢洪道、放水设施逐一检查，发现险情立即报告；二是要备足物资，抢险队伍随时待命。",
    "各地要认真落实责任制，加强水源地环境保护验收工作，确保水库安全度汛，确保人民群众生命财产安全。总的看，物资数量超过上年同期。可以说，准备是充分的。",
)
SOUND = "\n".join(LINES)
HEADER = "来源：望泽市水利局　发布时间：2023-06-02 09:30"
FOOTER = "主办：望泽市水利局　技术支持：云岫信息技术有限公司"


@dataclass(frozen=True, slots=True)
class Damage:
    """A class of damage: what it is called, how it comes about, and how it is made from sound text.

    ``whole`` says that ``sound`` must come out again, character for character; else some of it is gone for good.
    """

    name: str
    how: str
    make: Callable[[str], str | bytes]
    whole: bool = True
    sound: str = SOUND


DAMAGES = (
    Damage(
        "Pinyin injected",
        "A mirror site writes a reading in brackets behind common characters.",
        lambda text: simulate.inject_pinyin(simulate.to_mirror_script(text)),
        sound=simulate.to_mirror_script(SOUND),
    ),
    Damage(
        "Runs out of step",
        "A byte put before punctuation in GBK: up to the next place where the decoder falls back into step, every character "
        "is made of the second half of one and the first half of the next.",
        lambda text: simulate.shift_runs(text, seed=1, share=0.5),
    ),
    Damage(
        "Both, in traditional script",
        "What the mirror sites do all at once: converted, with pinyin, out of step, flattened.",
        lambda text: simulate.mirror(simulate.to_mirror_script(text), seed=5, share=0.4),
        sound=simulate.to_mirror_script(SOUND),
    ),
    Damage(
        "One byte lost",
        "A byte of a GBK page went missing on the way; what is gone can only be guessed, and is marked as a guess.",
        lambda text: simulate.lose_byte(text, at=260),
    ),
    Damage(
        "GBK read as Latin-1",
        "A server without a charset, a tool that assumes Latin-1.",
        lambda text: simulate.cross_decode(text, "gb18030", "latin-1"),
    ),
    Damage(
        "UTF-8 read as Windows-1252",
        "The same with a UTF-8 page.",
        lambda text: simulate.cross_decode(text, "utf-8", "cp1252"),
    ),
    Damage(
        "UTF-8 read as Latin-1 twice",
        "Read wrongly, saved, and read wrongly again.",
        lambda text: simulate.cross_decode(text, "utf-8", "latin-1", times=2),
    ),
    Damage(
        "UTF-8 read as GBK",
        "Every odd byte at an end is lost, so that single characters have to be guessed.",
        lambda text: simulate.cross_decode(text, "utf-8", "gbk"),
        whole=False,
    ),
    Damage(
        "Falsely declared charset",
        "Bytes in GB 18030 that declare UTF-8: decided by the bytes, not by what is declared.",
        lambda text: page_of(text, "utf-8").encode("gb18030"),
    ),
    Damage(
        "Cut off within a character",
        "A download that stopped after an odd byte.",
        lambda text: page_of(text).encode("gb18030") + "尾".encode("gb18030")[:1],
        whole=False,
    ),
    Damage(
        "Escapes",
        "Characters as JavaScript or percent escapes.",
        lambda text: "".join(f"\\u{ord(c):04x}" if c > "\x7f" else c for c in text),
    ),
    Damage(
        "Invisible characters",
        "Zero-width spaces between characters, against copying.",
        lambda text: text.replace("水", "水\u200b").replace("，", "，\ufeff"),
    ),
    Damage(
        "A typo",
        "No damage, a mistake of the author: corrected where it is certain.",
        lambda text: f"{text}\n各单位要认真总结教训，既使没有险情也不能放松。",
        whole=False,
    ),
)
"""Every class of damage to the characters of a page."""


def page_of(text: str, declared: str = "") -> str:
    """A small page around the lines of ``text``."""
    meta = f'<meta charset="{declared}">' if declared else ""
    body = "".join(f"<p>{line}</p>" for line in text.split("\n"))
    return (
        f"<html><head>{meta}<title>{TITLE}</title></head><body><h1>{TITLE}</h1>"
        f"<p>{HEADER}</p>{body}<p>{FOOTER}</p></body></html>"
    )


def exhibit_spam(form: str) -> tuple[spam.Injected, Article]:
    """A page with spam of ``form`` in it, and the article that comes out."""
    html = form in spam.HTML_FORMS
    injected = spam.inject(page_of(SOUND) if html else f"{TITLE}\n\n{HEADER}\n\n{SOUND}", form, seed=2)
    return injected, govclean.clean(injected.source, url="http://slj.wangze.example/a.html")


def build() -> str:
    """Return the page as Markdown."""
    parts = [_HEAD, "## Damaged characters\n"]
    for damage in DAMAGES:
        parts.append(f"### {damage.name}\n\n{damage.how}\n")
        parts.append("".join(_damaged(damage)))
    parts.append("## Injected spam\n\n" + _SPAM)
    for form in spam.FORMS:
        parts.append(f"### `{form}`\n")
        parts.append("".join(_spammed(form)))
    return "\n".join(parts)


_HEAD = f"""# Gallery of damage

What crawls of Chinese government sites hold, and what govclean makes of it. Everything here is made up: sound text, damaged by
`govclean.testing.simulate` and `govclean.testing.spam`, cleaned by this version when this page was built. Point at a mark to see
what stood there, what stands there now, and which rule did it.

```{{raw}} html
{STYLE}
```
"""

_SPAM = """Each form stands in a sound page; on the right is what was taken out, with the rule. The article's text is untouched, and the
verdict is `hijacked`.
"""


def _raw(html: str) -> str:
    return f"```{{raw}} html\n{html}\n```\n"


def _damaged(damage: Damage) -> Iterator[str]:
    source = damage.make(SOUND)
    if isinstance(source, bytes):
        article = govclean.clean(source)
        # As a browser shows the bytes that believes what the page declares.
        shown = source.decode("utf-8" if b'charset="utf-8"' in source else "gb18030", "replace")
        lines = re.findall(r"<p>(.*?)</p>", shown)[1:]
        before = "<br>".join(escape(printable(line)) for line in lines) + escape(
            shown[shown.rfind(">") + 1 :]
        )
        marks = mark_edits(article)
        after = mark_text(article.text, 0, marks).replace("\n", "<br>")
        edits, warnings = len(article.trail.edits), article.warnings
        note = f"read as {article.encoding.name}"
    else:
        repaired = govclean.repair(source)
        proofread = govclean.proofread(repaired.text)
        marks = _marks(repaired, proofread)
        after = mark_text(proofread.text, 0, marks).replace("\n", "<br>")
        before = escape(printable(source)).replace("\n", "<br>")
        if len(marks) == len(repaired.edits) + len(proofread.edits):
            before = mark_text(proofread.text, 0, marks, old=True).replace("\n", "<br>")
        edits, warnings = (
            len(repaired.edits) + len(proofread.edits),
            (*repaired.warnings, *proofread.warnings),
        )
        rules = sorted({e.rule for e in (*repaired.edits, *proofread.edits)})
        note = ", ".join(rules)
    told = "".join(f"<li>{escape(w)}</li>" for w in warnings)
    yield _raw(
        f'<div class="govclean gc-wide"><div class="gc-frame"><div class="gc-sides">'
        f'<div class="gc-row gc-top"><div>before</div><div>after</div></div>'
        f'<div class="gc-row"><div>{before}</div><div>{after}</div></div></div>'
        f'<div class="gc-key">{edits} edit{"s" * (edits != 1)}{": " if note else ""}<code>{escape(note)}</code></div></div>'
        + (f'<ul class="gc-list gc-warn" style="padding:6px 22px;margin:0">{told}</ul>' if told else "")
        + "</div>"
    )


def _marks(repaired: govclean.Repaired, proofread: govclean.Proofread) -> list[Mark]:
    """The marks of both passes."""
    edits, shift = [], 0
    for edit in repaired.edits:
        edits.append(replace(edit, at=edit.start + shift))
        shift += len(edit.after) - len(edit.before)
    placed = place_corrections([*edits, *(replace(edit, stage="proofread") for edit in proofread.edits)])
    marks = [Mark(e.at, e.at + len(e.after), e) for e in placed if e.at is not None]
    return sorted(marks, key=lambda mark: (mark.start, mark.end))


def _spammed(form: str) -> Iterator[str]:
    injected, article = exhibit_spam(form)
    inside = escape(printable("\n".join(injected.spam)[:320])).replace("\n", "<br>")
    taken = [r for r in article.trail.removals if r.rule.startswith(("spam.", "tree.hidden", "strip."))]
    rows = "".join(
        f"<li><code>{escape(r.rule)}</code> {escape(printable(r.text[:160]))}{'…' if len(r.text) > 160 else ''}</li>"
        for r in taken[:6]
    )
    yield _raw(
        f'<div class="govclean gc-wide"><div class="gc-sides">'
        f'<div class="gc-row gc-top"><div>put in</div><div>taken out · verdict {escape(article.verdict)}</div></div>'
        f'<div class="gc-row"><div>{inside}{"…" if len(" ".join(injected.spam)) > 320 else ""}</div>'
        f'<div><ul class="gc-list">{rows}</ul></div></div></div></div>'
    )


if __name__ == "__main__":
    print(build())

"""Inject spam into a page the way hijackers do, so that its removal can be measured.

:func:`inject` works on HTML and on plain text; :data:`FORMS` names the forms.  The words are mild and made up; the places are drawn
from the gazetteer's table, because the real lists are.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

__all__ = ["FORMS", "HTML_FORMS", "TEXT_FORMS", "Injected", "inject", "place_names", "search_words"]


@dataclass(frozen=True, slots=True)
class Injected:
    """A page with spam in it.

    Attributes:
        source: the page.
        form: one of :data:`FORMS`.
        spam: the texts that were put in, one an item; none of them may be in the article.
    """

    source: str
    form: str
    spam: tuple[str, ...]


@cache
def place_names() -> tuple[str, ...]:
    """Return the names of all counties since 1980."""
    raw = resources.files("govclean.data").joinpath("divisions.csv").read_text(encoding="utf-8")
    rows = (line.split(",") for line in raw.splitlines() if line[:1].isdigit())
    return tuple(sorted({row[1] for row in rows if row[2] == "county"}))


_BRANDS = ("金鹿", "银湖", "九彩", "云顶湾", "红枫", "星河港", "鼎泰门", "蓝鲸岛")
_GOODS = (
    "{b}娱乐城注册送彩金", "{b}百家乐技巧", "{b}棋牌平台官网下载", "{b}时时彩计划", "{b}六合彩资料", "{b}老虎机怎么玩", "{b}足彩投注网",
    "代开发票电话{n}", "代开{b}增值税发票", "{b}办证刻章", "{b}文凭代办", "{b}壮阳药店", "{b}网贷黑户秒批", "{b}期货配资开户",
    "{b}赌场官网入口", "{b}博彩论坛", "{b}体育投注app下载", "{b}私服外挂下载",
)  # fmt: skip


def search_words(rng: random.Random, count: int) -> list[str]:
    """Return made-up search phrases of the kinds that are injected: betting, invoices, false papers, medicine."""
    return [rng.choice(_GOODS).format(b=rng.choice(_BRANDS), n=rng.randrange(100, 999)) for _ in range(count)]


def _places(rng: random.Random, count: int = 0) -> list[str]:
    names = rng.sample(place_names(), count or rng.randrange(18, 45))
    # Hijackers write some names without their type.
    return [n[:-1] if len(n) > 2 and rng.random() < 0.12 else n for n in names]


def _random_id(rng: random.Random) -> str:
    return "".join(rng.choice("abcdefghijkmnpqrstuvwxyz0123456789") for _ in range(5))


def _host(rng: random.Random) -> str:
    return f"{_random_id(rng)}{rng.randrange(10)}.{_random_id(rng)}.example"


def _insert_foot(source: str, block: str) -> str:
    if _is_html(source):
        at = source.lower().rfind("</body>")
        return source[:at] + block + "\n" + source[at:] if at >= 0 else source + block
    return source.rstrip("\n") + "\n\n" + block + "\n"


def _insert_head(source: str, block: str) -> str:
    if _is_html(source):
        match = re.search(r"<body[^>]*>", source, re.I)
        at = match.end() if match else 0
        return source[:at] + "\n" + block + source[at:]
    return block + "\n\n" + source


def _insert_body(source: str, block: str, rng: random.Random) -> str:
    """Insert between two paragraphs of the body."""
    if _is_html(source):
        ends = [m.end() for m in re.finditer(r"</p>|<br>(?=\s*&nbsp;&nbsp;)", source)]
        at = ends[rng.randrange(1, max(2, len(ends) // 2))] if len(ends) > 1 else len(source)
        return source[:at] + block + source[at:]
    lines = source.split("\n\n")
    at = rng.randrange(3, max(4, len(lines) - 1))
    return "\n\n".join([*lines[:at], block, *lines[at:]])


def _is_html(source: str) -> bool:
    return "<html" in source[:400].lower()


_Form = Callable[[str, random.Random], tuple[str, list[str]]]


def _joined(separator: str, tail: str = "") -> _Form:
    def form(source: str, rng: random.Random) -> tuple[str, list[str]]:
        text = separator.join(_places(rng)) + tail
        block = f"<p>{text}</p>" if _is_html(source) else text
        return _insert_foot(source, block), [text]

    return form


def _places_lines(source: str, rng: random.Random) -> tuple[str, list[str]]:
    names = _places(rng)
    block = "\n".join(f"<div>{n}</div>" for n in names) if _is_html(source) else "\n".join(names)
    return _insert_foot(source, block), names


def _places_head(source: str, rng: random.Random) -> tuple[str, list[str]]:
    text = "| ".join(_places(rng)) + "|"
    return _insert_head(source, f"<div>{text}</div>" if _is_html(source) else text), [text]


def _places_body(source: str, rng: random.Random) -> tuple[str, list[str]]:
    text = "|".join(_places(rng))
    return _insert_body(source, f"<p>{text}</p>" if _is_html(source) else text, rng), [text]


def _places_glued(source: str, rng: random.Random) -> tuple[str, list[str]]:
    """The list follows the visitor counter in one line."""
    text = "| ".join(_places(rng)) + "|"
    counter = "您是第 位来访者"
    block = f"<p>{counter}{text}</p>" if _is_html(source) else counter + text
    return _insert_foot(source, block), [text]


def _places_and_words(source: str, rng: random.Random) -> tuple[str, list[str]]:
    items = [*_places(rng, 16), *search_words(rng, 8)]
    rng.shuffle(items)
    text = "_".join(items)
    return _insert_foot(source, f"<p>{text}</p>" if _is_html(source) else text), [text]


def _words(separator: str, where: str) -> _Form:
    def form(source: str, rng: random.Random) -> tuple[str, list[str]]:
        text = separator.join(search_words(rng, rng.randrange(5, 12)))
        block = f"<div>{text}</div>" if _is_html(source) else text
        place = _insert_head if where == "head" else _insert_foot
        return place(source, block), [text]

    return form


def _words_lines(source: str, rng: random.Random) -> tuple[str, list[str]]:
    words = search_words(rng, rng.randrange(6, 14))
    block = "\n".join(f"<div>{w}</div>" for w in words) if _is_html(source) else "\n".join(words)
    return _insert_foot(source, block), words


_HIDING = (
    'style="display:none"', 'style="height:0;overflow:hidden"', 'style="position:absolute;left:-9999px"', 'style="opacity:0"',
    'style="font-size:0"', 'style="visibility:hidden"', "hidden", 'style="text-indent:-9999px"',
)  # fmt: skip


def _hidden_places(source: str, rng: random.Random) -> tuple[str, list[str]]:
    text = " ".join(_places(rng))
    return _insert_head(source, f"<div {rng.choice(_HIDING)}>{text}</div>"), [text]


def _hidden_words(source: str, rng: random.Random) -> tuple[str, list[str]]:
    text = ",".join(search_words(rng, 9))
    return _insert_head(source, f"<div {rng.choice(_HIDING)}>{text}</div>"), [text]


def _links(rng: random.Random, words: Sequence[str]) -> str:
    return "\n".join(f'<a href="http://{_host(rng)}/{_random_id(rng)}.html">{w}</a>' for w in words)


def _link_farm(source: str, rng: random.Random) -> tuple[str, list[str]]:
    words = search_words(rng, 30)
    return _insert_foot(source, f"<div>{_links(rng, words)}</div>"), words


def _hidden_farm(source: str, rng: random.Random) -> tuple[str, list[str]]:
    words = _places(rng, 40)
    return _insert_head(source, f"<div {rng.choice(_HIDING)}>{_links(rng, words)}</div>"), words


def _marquee(source: str, rng: random.Random) -> tuple[str, list[str]]:
    words = search_words(rng, 24)
    return _insert_foot(
        source, f'<marquee height="1" width="4" scrollamount="3000">{_links(rng, words)}</marquee>'
    ), words


CONCEALING = (
    '<div style="display:none">{}</div>', '<div style="position:absolute;left:-9999px;top:-9999px">{}</div>',
    '<span style="font-size:0;line-height:0">{}</span>', '<div style="width:1px;height:1px;overflow:hidden">{}</div>',
    '<font color="#ffffff" style="font-size:1px">{}</font>', '<p style="text-indent:-9999px">{}</p>', '<div style="opacity:0">{}</div>',
    '<marquee height="1" width="3" scrollamount="5000">{}</marquee>', "<noscript>{}</noscript>",
    '<table><tr><td bgcolor="#fefefe"><font color="#ffffff">{}</font></td></tr></table>',
    "<style>.q7k{{position:absolute;clip:rect(0 0 0 0)}}</style><div class='q7k'>{}</div>",
    "<style>#q7k{{display:none}}</style><div id='q7k'>{}</div>",
    '<div id="q7k">{}</div><script>document.getElementById("q7k").style.display="none"</script>',
)  # fmt: skip
"""Ways of keeping a link from readers, as templates."""

_ENGLISH = (
    "cheap {b} pills",
    "{b} online casino",
    "buy cialis {n}",
    "best {b} sportsbook",
    "payday loans {n}",
)


def _few_links(where: str) -> _Form:
    """One to three links that no reader sees."""

    def form(source: str, rng: random.Random) -> tuple[str, list[str]]:
        words = search_words(rng, rng.randrange(1, 4))
        if rng.random() < 0.3:
            words = [
                rng.choice(_ENGLISH).format(b=rng.choice(("golden", "royal", "lucky")), n=rng.randrange(100))
            ]
        block = rng.choice(CONCEALING).format(_links(rng, words))
        if where == "body":
            return _insert_body(source, block, rng), words
        return (_insert_head if where == "head" else _insert_foot)(source, block), words

    return form


def _behind_the_end(source: str, rng: random.Random) -> tuple[str, list[str]]:
    """A hidden line behind the end of the document."""
    text = f"{rng.choice(_BRANDS)}代开发票，微信：kp{rng.randrange(10000, 99999)}"
    return source + f'\n<div style="display:none">{text}</div>', [text]


def _random_tags(source: str, rng: random.Random) -> tuple[str, list[str]]:
    identifier = _random_id(rng)
    names = ("menu", "bdo", "tt", "sup", "legend", "address", "strike", "acronym", "fieldset", "dl")
    block = "".join(f'<{t} id="{identifier}"></{t}>' for t in (rng.choice(names) for _ in range(80)))
    return _insert_foot(_insert_head(source, block), block), []


def _tags_as_text(source: str, rng: random.Random) -> tuple[str, list[str]]:
    identifier = _random_id(rng)
    names = ("menu", "bdo", "tt", "sup", "legend", "address", "strike")
    lines = [f'<{t} id="{identifier}"></{t}>' for t in (rng.choice(names) for _ in range(8))]
    return _insert_head(source, "\n".join(lines)), lines


def _title(source: str, rng: random.Random) -> tuple[str, list[str]]:
    text = "_".join(search_words(rng, 5))
    return re.sub(r"<title>.*?</title>", f"<title>{text}</title>", source, count=1, flags=re.S), [text]


def _meta(source: str, rng: random.Random) -> tuple[str, list[str]]:
    text = ",".join(search_words(rng, 6))
    tags = f'<meta name="keywords" content="{text}"><meta name="description" content="{text}">'
    return source.replace("<title>", tags + "<title>", 1), [text]


FORMS: dict[str, _Form] = {
    "places-bars": _joined("| ", "|"),
    "places-blanks": _joined(" "),
    "places-commas": _joined(","),
    "places-dashes": _joined("-"),
    "places-joined": _joined(""),
    "places-lines": _places_lines,
    "places-head": _places_head,
    "places-body": _places_body,
    "places-glued": _places_glued,
    "places-and-words": _places_and_words,
    "words-underscores-head": _words("_", "head"),
    "words-bars-foot": _words("|", "foot"),
    "words-commas-head": _words(",", "head"),
    "words-lines": _words_lines,
    "tags-as-text": _tags_as_text,
    "hidden-places": _hidden_places,
    "hidden-words": _hidden_words,
    "hidden-farm": _hidden_farm,
    "link-farm": _link_farm,
    "marquee": _marquee,
    "few-links-head": _few_links("head"),
    "few-links-body": _few_links("body"),
    "few-links-foot": _few_links("foot"),
    "hidden-line": _behind_the_end,
    "random-tags": _random_tags,
    "title": _title,
    "meta": _meta,
}
"""Forms of injection, by name."""

HTML_FORMS = tuple(name for name in FORMS if name != "tags-as-text")
TEXT_FORMS = tuple(
    name
    for name in FORMS
    if not name.startswith(("hidden-", "few-links"))
    and name not in ("link-farm", "marquee", "random-tags", "title", "meta")
)


def inject(source: str, form: str, seed: int = 0) -> Injected:
    """Return ``source`` (an HTML page or plain text) with spam of ``form`` in it.

    Args:
        source: a page that holds no spam.
        form: a name in :data:`FORMS`; those outside :data:`TEXT_FORMS` need HTML.
        seed: equal seeds inject equal spam.

    Raises:
        ValueError: there is no such form, or it cannot stand in plain text.
    """
    if form not in FORMS:
        raise ValueError(f"no form {form!r}; there are {', '.join(FORMS)}")
    if not _is_html(source) and form not in TEXT_FORMS:
        raise ValueError(f"form {form!r} needs an HTML page")
    page, spam = FORMS[form](source, random.Random(f"{form}:{seed}"))
    return Injected(page, form, tuple(spam))

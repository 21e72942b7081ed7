"""What counts as a page, and what is refused with which advice."""

from __future__ import annotations

import io
from pathlib import Path
from types import SimpleNamespace

import bs4
import lxml.html
import parsel
import pytest

import govclean
from govclean.errors import GovcleanError, InputError
from govclean.inputs import looks_like_html, read_source

PAGE = "<html><body><p>各股室：</p></body></html>"


def test_bytes_and_text_go_on_as_they_are() -> None:
    assert read_source(b"abc").data == b"abc"
    assert read_source(bytearray(b"abc")).data == b"abc"
    assert read_source(memoryview(b"abc")).data == b"abc"
    assert read_source("正文").text == "正文"


def test_path_is_read(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(b"\xd5\xfd")
    assert read_source(tmp_path / "page.html").data == b"\xd5\xfd"


@pytest.mark.parametrize("attribute", ["content", "body"])
def test_response_gives_body_header_and_url(attribute: str) -> None:
    response = SimpleNamespace(
        **{attribute: b"x"}, headers={"Content-Type": "text/html; charset=gbk"}, url="https://a.example/1"
    )
    source = read_source(response)
    assert (source.data, source.content_type, source.url) == (
        b"x",
        "text/html; charset=gbk",
        "https://a.example/1",
    )


def test_scrapy_headers_are_bytes_in_lists() -> None:
    response = SimpleNamespace(body=b"x", headers={b"Content-Type": [b"text/html"]}, url="u")
    assert read_source(response).content_type == "text/html"


def test_arguments_win_over_the_response() -> None:
    response = SimpleNamespace(content=b"x", headers={"content-type": "a/b"}, url="u")
    source = read_source(response, "v", "c/d")
    assert (source.url, source.content_type) == ("v", "c/d")


@pytest.mark.parametrize(
    "parsed",
    [
        lxml.html.fromstring(PAGE),
        lxml.html.fromstring(PAGE).getroottree(),
        bs4.BeautifulSoup(PAGE, "lxml"),
        bs4.BeautifulSoup(PAGE, "lxml").p,
        parsel.Selector(PAGE),
        parsel.Selector(PAGE).css("p"),
    ],
    ids=["element", "tree", "soup", "tag", "selector", "selector list"],
)
def test_parsed_documents_give_their_source(parsed: object) -> None:
    text = read_source(parsed).text
    assert text is not None
    assert "<p>各股室：</p>" in text


@pytest.mark.parametrize(
    ("source", "advice"),
    [
        (None, "pass bytes"),
        (42, "pass bytes"),
        (["<p>a</p>"], "pass bytes"),
        ({"html": "a"}, "pass bytes"),
        (io.BytesIO(b"a"), r"pass what .read\(\) returns"),
        (object(), "pass bytes"),
        ("https://www.example.gov.cn/a.html", "fetch it and pass the bytes"),
        ("pages/a.html", r"pass pathlib.Path\('pages/a.html'\)"),
        (parsel.Selector(PAGE).css("h1"), "selected nothing"),
        (parsel.Selector(text='{"a": 1}', type="json"), "JSON"),
        (SimpleNamespace(content="text", headers={}), "cannot read a page"),
    ],
)
def test_what_is_not_a_page_is_refused_with_advice(source: object, advice: str) -> None:
    with pytest.raises(InputError, match=advice) as caught:
        read_source(source)
    assert isinstance(caught.value, GovcleanError)
    assert isinstance(caught.value, TypeError)


def test_selections_of_several_elements_are_kept_whole() -> None:
    two = "<html><body><p>各股室：</p><p>请查收。</p></body></html>"
    for source in (parsel.Selector(two).css("p"), bs4.BeautifulSoup(two, "lxml").find_all("p")):
        assert read_source(source).text == "<p>各股室：</p>\n<p>请查收。</p>"


def test_a_response_that_cannot_be_read_is_refused() -> None:
    class Consumed:
        headers: dict[str, str] = {}  # noqa: RUF012

        @property
        def content(self) -> bytes:
            raise RuntimeError("the content was consumed")

    with pytest.raises(InputError, match="the content was consumed; pass its bytes"):
        read_source(Consumed())
    with pytest.raises(InputError, match="cannot read"):
        read_source(Path("a\0b"))


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot read"):
        read_source(tmp_path / "none.html")
    with pytest.raises(InputError, match="is a folder"):
        read_source(tmp_path)


def test_url_must_be_text() -> None:
    with pytest.raises(InputError, match="url must be a str"):
        read_source(b"", url=b"http://a")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        PAGE,
        "<!DOCTYPE html>",
        "  \n<p>正文</p>",
        "\ufeff<div>a",
        "正文<br>正文<br/>正文</p>",
        "<TABLE><TR><TD>a",
    ],
)
def test_html_is_told(text: str) -> None:
    assert looks_like_html(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "各科室：3 < 5，5 > 3。",
        "请在模板中写<p>标签。" + "正文" * 300,
        "第一行\n<pre id='x9'></pre>\n第三行",
        "价格<1000元>的商品",
        "网页应当有<title>标签和<meta>标签。",
        '<menu id="29e66"></menu>\n<pre id="29e66"><tt id="29e66"></tt></pre>\n第一段正文。\n第二段正文。',
    ],
)
def test_plain_text_is_told(text: str) -> None:
    assert not looks_like_html(text)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<details><summary>点击展开</summary><p>折叠内容同样是正文。</p></details>", "折叠内容同样是正文。"),
        ("文中写道 <details> 是一个标签。", "文中写道 <details> 是一个标签。"),
    ],
)
def test_any_element_makes_markup_and_a_quoted_tag_does_not(source: str, text: str) -> None:
    assert text in govclean.clean(source).text
    assert "<summary>" not in govclean.clean(source).text

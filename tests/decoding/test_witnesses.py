"""What a page says about its encoding is found however it is written."""

from __future__ import annotations

import pytest

from govclean.decoding.declared import byte_order_mark, codec_of, witnesses


@pytest.mark.parametrize(
    "tag",
    [
        b'<meta http-equiv="Content-Type" content="text/html; charset=gb2312">',
        b"<META HTTP-EQUIV=Content-Type CONTENT='text/html; CHARSET=gb2312'>",
        b"<meta httpequiv=content-type content=text/html;charset=gb2312>",
        b"<meta charset=gb2312 />",
        b"<meta charset = 'gb2312'>",
        b"<!-- " + b"x" * 9000 + b' --><meta charset="gb2312">',
        b"<!-- " + b"x" * 9000 + b' --><META CHARSET="gb2312">',
    ],
)
def test_meta(tag: bytes) -> None:
    found = witnesses(b"<html><head>" + tag, None)
    assert [(w.origin, w.label, w.codec) for w in found] == [("meta", "gb2312", "gb18030")]


def test_order_and_origins() -> None:
    data = b'<?xml version="1.0" encoding="Big5"?><meta charset="utf-8"><meta charset="gbk">'
    found = witnesses(data, 'text/html; charset="ISO-8859-1"')
    assert [w.origin for w in found] == ["http", "xml", "meta", "meta"]
    assert [w.codec for w in found] == ["cp1252", "big5hkscs", "utf-8", "gb18030"]


def test_what_is_no_declaration() -> None:
    assert witnesses(b'<script charset="gbk" src="a.js"></script><p>charset=gbk</p>', "text/html") == []
    assert witnesses(b"<meta charset=>", None) == []


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("GB2312", "gb18030"),
        ("gb_2312-80", "gb18030"),
        ("x-gbk", "gb18030"),
        ("Big5-HKSCS", "big5hkscs"),
        ("UTF8", "utf-8"),
        ("utf-16-le", "utf-16-le"),
        ("latin1", "cp1252"),
        ("ks_c_5601-1987", "cp949"),
        ("klingon", None),
    ],
)
def test_labels(label: str, codec: str | None) -> None:
    assert codec_of(label) == codec


def test_byte_order_marks() -> None:
    assert byte_order_mark(b"\xef\xbb\xbfa") == ("utf-8", 3)
    assert byte_order_mark(b"\xff\xfea\0") == ("utf-16-le", 2)
    assert byte_order_mark(b"\x84\x31\x95\x33") == ("gb18030", 4)
    assert byte_order_mark(b"abc") is None

"""Each encoding is recognised and read exactly, whatever header and meta tag say."""

from __future__ import annotations

import pytest

from govclean.decoding import decode
from govclean.errors import ConfigError, InputError

HANS = "云山县人民政府办公室关于做好冬季取暖工作的通知。各乡镇、各部门：现将有关事项通知如下，请认真执行！\n"
HANT = "雲山縣政府今日公布新一輪公共房屋計劃，發言人表示將於明年展開諮詢，歡迎市民提出意見。\n"
PAGE = '<html><head><meta http-equiv="Content-Type" content="text/html; charset={}"><title>{}</title></head>\n<p>{}</p></html>'

CHINESE = [
    ("utf-8", "utf-8", HANS),
    ("utf-8-sig", "utf-8", HANS),
    ("gbk", "gb18030", HANS),
    ("gb18030", "gb18030", HANS + "𠮷㑇\n"),
    ("gbk", "gb18030", HANT),
    ("big5", "big5hkscs", HANT),
    ("big5hkscs", "big5hkscs", HANT + "佢哋喺度做嘢\n"),
    ("hz", "hz", HANS),
    ("utf-16", "utf-16-le", HANS),
    ("utf-16-le", "utf-16-le", HANS),
    ("utf-16-be", "utf-16-be", HANS),
    ("utf-32", "utf-32-le", HANS),
]


@pytest.mark.parametrize("label", ["gb2312", "utf-8", "big5", "iso-8859-1", "shift_jis", "x-no-such"])
@pytest.mark.parametrize(("encoding", "name", "text"), CHINESE)
def test_chinese_page_with_any_declaration(encoding: str, name: str, text: str, label: str) -> None:
    page = PAGE.format(label, text[:12], text)
    decoded = decode(page.encode(encoding), f"text/html; charset={label}")
    assert decoded.text == page
    assert decoded.encoding.name == name
    assert decoded.encoding.declared == label
    assert decoded.encoding.damaged == ()
    assert decoded.choice.what == "encoding"
    assert decoded.choice.chosen == name


@pytest.mark.parametrize(("encoding", "name", "text"), CHINESE)
def test_short_text_without_markup(encoding: str, name: str, text: str) -> None:
    decoded = decode(text[:14].encode(encoding))
    assert (decoded.text, decoded.encoding.name) == (text[:14], name)


@pytest.mark.parametrize(
    ("encoding", "name", "text"),
    [
        ("shift_jis", "cp932", "雲山町では、来週から新しい図書館を開きます。どうぞお越しください。\n"),
        ("euc_jp", "euc_jp", "雲山町では、来週から新しい図書館を開きます。どうぞお越しください。\n"),
        ("iso2022_jp", "iso2022_jp", "雲山町では、来週から新しい図書館を開きます。\n"),
        ("euc_kr", "cp949", "운산군은 다음 주에 새 도서관을 열고 주민 여러분을 초대합니다.\n"),
        ("cp949", "cp949", "운산군은 다음 주에 새 도서관을 엽니다. 똠방각하와 펲시콜라도 있습니다.\n"),
        ("iso2022_kr", "iso2022_kr", "운산군은 다음 주에 새 도서관을 엽니다.\n"),
    ],
)
def test_japanese_and_korean_are_not_taken_for_chinese(encoding: str, name: str, text: str) -> None:
    decoded = decode((text * 3).encode(encoding))
    assert (decoded.text, decoded.encoding.name) == (text * 3, name)


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        (
            "cp1252",
            "La mairie a décidé d’ouvrir une bibliothèque près de l’école; l’entrée est libre, même l’été.\n",
        ),
        ("cp1251", "Городская библиотека открывается на следующей неделе, приглашаем всех жителей города.\n"),
        ("koi8-r", "Городская библиотека открывается на следующей неделе, приглашаем всех жителей города.\n"),
    ],
)
def test_other_scripts(encoding: str, text: str) -> None:
    decoded = decode((text * 4).encode(encoding))
    assert decoded.text == text * 4
    assert not decoded.encoding.name.startswith(("gb", "big5"))


def test_declared_single_byte_encoding_is_followed_where_the_bytes_allow_it() -> None:
    text = '<meta charset="iso-8859-2"><p>Zażółć gęślą jaźń, bardzo proszę o ciszę w bibliotece.</p>' * 2
    assert decode(text.encode("iso-8859-2")).text == text


def test_iso_2022_cn_with_gb_and_cns_planes() -> None:
    # 中 in GB 2312 (5650), 國 in CNS plane 1 (5C5F … by designation), written by hand from RFC 1922.
    data = b"A\x1b$)A\x0eVP9z\x0f-\x1b$)G\x0eGY\x0f\nB\x1b$)A\x0eND\x0f"
    decoded = decode(data)
    assert decoded.encoding.name == "iso2022_cn"
    assert decoded.text.startswith("A中国-")
    assert decoded.text.endswith("\nB文")
    assert decoded.encoding.damaged == ()


def test_gb_cells_that_codecs_of_old_editions_miss() -> None:
    # Middle dot, dash, presentation comma, m acute, a unified ideograph, euro, a user-defined cell.
    cells = {b"\xa1\xa4": "\u00b7", b"\xa1\xaa": "\u2014", b"\xa6\xd9": "\ufe10", b"\xa8\xbc": "\u1e3f"}
    cells |= {b"\xfe\x59": "\u9fb4", b"\x80": "€", b"\xaa\xa1": "\ue000"}
    for code, char in cells.items():
        data = HANS.encode("gbk") + "共计".encode("gbk") + code + "三万元整".encode("gbk")
        assert decode(data).text == HANS + "共计" + char + "三万元整"


def test_big5_symbols_as_pages_mean_them() -> None:
    assert decode(HANT.encode("big5") + b"\xa1\x45\xa1\xe3").text == HANT + "‧～"
    # A user-defined cell of code page 950 that Big5-HKSCS leaves open stays a private-use character.
    assert decode(HANT.encode("big5") + b"\x81\x40" + HANT.encode("big5")).text[len(HANT)] == "\ueeb8"


def test_ascii_is_called_utf_8() -> None:
    decoded = decode(b"plain words")
    assert (decoded.text, decoded.encoding.name, decoded.encoding.confidence) == ("plain words", "utf-8", 1.0)
    assert decode(b"").text == ""


def test_short_gbk_that_happens_to_be_valid_utf_8_pairs() -> None:
    # Every byte pair of this text is a well-formed two-byte sequence of UTF-8.
    text = "".join(
        c for c in HANS if len(b := c.encode("gbk")) == 2 and 0xC2 <= b[0] <= 0xDF and 0x80 <= b[1] <= 0xBF
    )
    assert len(text) >= 4
    assert decode(text.encode("gbk"), "text/html; charset=gbk").text == text


def test_encoded_twice() -> None:
    for first in ("utf-8", "gbk"):
        for middle in ("latin-1",):
            data = HANS.encode(first).decode(middle).encode("utf-8")
            decoded = decode(data)
            assert decoded.text == HANS
            assert any(w.startswith("decode.twice") for w in decoded.warnings)
    assert decode("déjà vu, très près".encode()).text == "déjà vu, très près"


def test_forced_encoding() -> None:
    assert decode(HANT.encode("gbk"), encoding="GB2312").text == HANT
    assert decode("é".encode("latin-1"), encoding="latin-1").text == "é"
    with pytest.raises(ConfigError, match="no-such"):
        decode(b"x", encoding="no-such")


def test_wrong_type() -> None:
    with pytest.raises(InputError, match="bytes"):
        decode("text")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "PNG"),
        (b"PK\x03\x04\x14\0\x06\0", "ZIP"),
        (b"\x1f\x8b\x08\0\0\0", "gzip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", "OLE"),
        (b"\0" * 4000, "NUL"),
        (bytes(range(256)) * 40, "binary"),
    ],
)
def test_binary_is_named_and_does_not_raise(data: bytes, kind: str) -> None:
    decoded = decode(data)
    assert (decoded.text, decoded.encoding.name) == ("", "binary")
    assert kind in decoded.warnings[0]


def test_text_that_begins_like_a_binary_file() -> None:
    assert decode("BZh 是一种压缩格式的开头，本文予以说明。".encode("gbk")).text.startswith("BZh 是")
    assert decode(b"CWS is a name").text == "CWS is a name"

"""A damaged byte costs the character that it touched, and is recorded."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govclean.article import Decoded
from govclean.decoding import decode

LINES = [
    "云山县人民政府办公室关于做好冬季取暖工作的通知",
    "各乡镇人民政府，县政府各部门、各直属机构：",
    "一、加强组织领导，明确责任分工，确保群众温暖过冬。",
    "二、落实专项资金三百万元，由县财政局按时拨付！",
    "Contact: office@example.org, tel 0123-456789 (Mon-Fri)",
    "三、县住房和城乡建设局负责检查，每周报告一次进展情况；",
    "附件：云山县冬季取暖工作任务分工表（2019年版）",
]
TEXT = "\n".join(LINES)
ENCODINGS = ["utf-8", "gbk", "gb18030", "big5", "utf-16-le", "utf-16-be"]
BIG5 = [line.encode("big5", "ignore").decode("big5") for line in LINES]


def lines_for(encoding: str) -> list[str]:
    return BIG5 if encoding == "big5" else LINES


def check_record(data: bytes, decoded: Decoded) -> None:
    """Damages are in order, inside data and text, and U+FFFD stands in the text only where one is recorded."""
    text = decoded.text
    at = 0
    marked = 0
    for damage in decoded.encoding.damaged:
        assert 0 <= damage.byte_start < damage.byte_end <= len(data)
        assert at <= damage.start <= damage.end <= len(text)
        at = damage.end
        assert text[damage.start : damage.end] in ("", "\ufffd")
        marked += damage.end - damage.start
    assert "\0" not in text
    if data.isascii():
        assert text.count("\ufffd") == marked


@given(st.data(), st.sampled_from(ENCODINGS), st.sampled_from(["lost", "inserted", "flipped"]))
@settings(max_examples=250, deadline=None)
def test_undamaged_lines_survive(data: st.DataObject, encoding: str, kind: str) -> None:
    lines = data.draw(st.lists(st.sampled_from(lines_for(encoding)), min_size=3, max_size=7))
    whole = "\n".join(lines).encode(encoding)
    at = data.draw(st.integers(0, len(whole) - 1))
    byte = data.draw(st.integers(1, 255))
    cut = {
        "lost": whole[:at] + whole[at + 1 :],
        "inserted": whole[:at] + bytes((byte,)) + whole[at:],
        "flipped": whole[:at] + bytes((whole[at] ^ (1 << byte % 8),)) + whole[at + 1 :],
    }[kind]
    decoded = decode(cut)
    got = decoded.text.split("\n")
    end = 0
    touched = 0
    newline = len("\n".encode(encoding))
    for line in lines:
        start, end = end, end + len((line + "\n").encode(encoding))
        # A byte at the very edge belongs to the line break, and so to both lines.
        if start - newline <= at < end:
            touched += 1
        else:
            assert line in got
    assert touched <= 2
    check_record(cut, decoded)


@given(st.binary(max_size=400))
@settings(max_examples=300, deadline=None)
def test_any_bytes_give_a_text_and_the_same_one_twice(data: bytes) -> None:
    decoded = decode(data)
    assert "\0" not in decoded.text
    decoded.text.encode("utf-8")  # no lone surrogate either
    assert decode(data) == decoded
    assert decode(data, "text/html; charset=big5").text is not None


@pytest.mark.parametrize("encoding", ["gbk", "gb18030"])
def test_every_place_of_a_lost_byte(encoding: str) -> None:
    data = TEXT.encode(encoding)
    for at in range(len(data)):
        decoded = decode(data[:at] + data[at + 1 :])
        common = sum(line in decoded.text for line in LINES)
        assert common >= len(LINES) - (2 if data[at] == 0x0A else 1)
        # No more than the touched character and its neighbour are lost within the line.
        assert len(decoded.text) >= len(TEXT) - 2


def test_damage_is_recorded_with_offsets_on_both_sides() -> None:
    good = "请各单位认真贯彻执行本通知，按时上报进展情况。".encode("gbk")
    at = len("请各单位".encode("gbk"))
    decoded = decode(good[:at] + b"\xff" + good[at:])
    assert decoded.text == "请各单位\ufffd认真贯彻执行本通知，按时上报进展情况。"
    (damage,) = decoded.encoding.damaged
    assert (damage.byte_start, damage.byte_end, damage.start, damage.end) == (at, at + 1, 4, 5)
    assert decoded.warnings == (f"decode.damaged: bytes unreadable at 1 places (offsets {at})",)


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "utf-16-le"])
def test_cut_in_mid_character(encoding: str) -> None:
    decoded = decode((TEXT + "。结束").encode(encoding)[:-1])
    assert decoded.text == TEXT + "。结\ufffd"
    assert [d.kind for d in decoded.encoding.damaged] == ["truncated"]


def test_title_cut_after_so_many_bytes() -> None:
    data = (
        "<a>关于做好冬季取暖工作的</a>".encode("gbk")
        + "通".encode("gbk")[:1]
        + "...<b>云山县政府网</b>".encode("gbk")
    )
    assert decode(data).text == "<a>关于做好冬季取暖工作的</a>\ufffd...<b>云山县政府网</b>"


def test_nul_bytes_are_dropped_and_recorded_even_inside_a_character() -> None:
    data = TEXT.encode("gbk")
    at = len(LINES[0].encode("gbk")) - 3  # inside a character
    decoded = decode(data[:at] + b"\0\0" + data[at:])
    assert decoded.text == TEXT
    assert [(d.byte_start, d.byte_end, d.kind) for d in decoded.encoding.damaged] == [(at, at + 2, "control")]


def test_other_control_bytes_stay() -> None:
    assert decode((LINES[0] + "\x01\x0b" + LINES[1]).encode("gbk")).text == LINES[0] + "\x01\x0b" + LINES[1]
    assert decode((LINES[0] + "\r\n" + LINES[1]).encode("gbk")).text == LINES[0] + "\r\n" + LINES[1]


@pytest.mark.parametrize(
    ("bad", "kept"),
    [
        (b"\xed\xa0\x80", "\ufffd"),  # lone surrogate
        (b"\xed\xa0\xbd\xed\xb8\x80", "\U0001f600"),  # a pair in CESU-8
        (b"\xc0\xbc", "\ufffd"),  # overlong
        (b"\xf0\x82\x82\xac", "\ufffd"),
        (b"\xc0\x80", ""),  # modified UTF-8's NUL
        (b"\xe4\xb8", "\ufffd"),  # two bytes of three
        (b"\x9c", "\ufffd"),
        (b"\xff", "\ufffd"),
        (b"\xf4\x90\x80\x80", "\ufffd"),  # beyond U+10FFFF
    ],
)
def test_utf_8_forms(bad: bytes, kept: str) -> None:
    decoded = decode(LINES[0].encode() + bad + LINES[1].encode())
    assert decoded.encoding.name == "utf-8"
    assert decoded.text == LINES[0] + kept + LINES[1]


def test_hz_with_broken_marks() -> None:
    page = "\n".join(LINES)
    data = page.encode("hz")
    for bad in (
        data.replace(b"~{", b"{", 1),
        data.replace(b"~{", b"~", 1),
        data.replace(b"~}", b"}", 1),
        data.replace(b"~}", b"~", 1),
    ):
        decoded = decode(bad)
        assert decoded.encoding.name == "hz"
        assert decoded.text.split("\n")[1:] == LINES[1:]
        assert LINES[0][4:-4] in decoded.text


def test_mixed_pages() -> None:
    outer, inner = "<p>" + LINES[2] + "</p>\n<p>" + LINES[3] + "</p>\n", "<div>" + LINES[5] + "</div>\n"
    for one, other in (("gbk", "utf-8"), ("utf-8", "gbk"), ("big5", "utf-8"), ("utf-8", "big5")):
        first = outer.encode(one, "ignore")
        middle = inner.encode(other, "ignore")
        decoded = decode(first + middle + first)
        assert decoded.text == first.decode(one) + middle.decode(other) + first.decode(one)
        assert any(w.startswith("decode.mixed") for w in decoded.warnings)


def test_lists_of_rare_characters_are_no_damage() -> None:
    rare = "".join(
        bytes((lead, trail)).decode("gbk") for lead in range(0xD8, 0xE8) for trail in range(0xA1, 0xFE, 7)
    )
    for encoding in ("gbk", "gb18030"):
        decoded = decode((TEXT + "\n" + rare).encode(encoding))
        assert decoded.text == TEXT + "\n" + rare
        assert decoded.encoding.damaged == ()


def test_what_was_lost_before_is_said() -> None:
    warnings = decode((LINES[0] + "锟斤拷锟斤拷" + "\ufffd" + LINES[1]).encode()).warnings
    assert any("1 characters were lost" in w for w in warnings)
    assert any("锟斤拷" in w and "2 times" in w for w in warnings)
    assert decode(TEXT.encode("gbk")).warnings == ()


def test_page_that_was_decoded_badly_before_is_left_to_repair() -> None:
    # A byte swallowed as "?" and the rest re-encoded: every byte is meant as it stands.
    damaged = LINES[2] + "?" + LINES[3].encode("gbk")[1:-1].decode("gbk", "ignore") + "\n"
    assert decode((TEXT + damaged).encode("gbk")).text == TEXT + damaged

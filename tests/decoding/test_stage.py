"""The stage sets what later stages rely on, and decoding stays linear and within its search limit."""

from __future__ import annotations

import random
import subprocess
import sys
from typing import Any

from govclean.article import Encoding
from govclean.cleaner import Options
from govclean.decoding import decode, decode_page, resync
from govclean.page import Page
from govclean.rules import RuleSet

TEXT = "云山县人民政府办公室关于做好冬季取暖工作的通知。各乡镇、各部门请认真执行！\n" * 3


def page(data: bytes | None, **options: Any) -> Page:
    return Page(options=Options(**options), rules=RuleSet(), data=data)


def test_stage_sets_text_encoding_trail_and_warnings() -> None:
    data = TEXT.encode("gbk")
    one = page(data[:10] + data[11:])
    decode_page(one)
    assert one.text == one.decoded
    assert one.text.count("\ufffd") == 1
    assert one.encoding.name == "gb18030"
    assert one.encoding.damaged != ()
    assert [choice.what for choice in one.trail.choices] == ["encoding"]
    assert one.warnings[0].startswith("decode.damaged: ")


def test_stage_leaves_text_alone() -> None:
    one = page(None)
    one.text = TEXT
    decode_page(one)
    assert (one.text, one.encoding, one.trail.choices) == (TEXT, Encoding("str"), [])


def test_stage_takes_the_encoding_of_the_options() -> None:
    one = page(TEXT.encode("gbk"), encoding="big5")
    decode_page(one)
    assert one.encoding.name == "big5hkscs"


def test_chardet_is_not_loaded_for_chinese_pages() -> None:
    code = (
        "import sys; from govclean.decoding import decode\n"
        f"text = {TEXT!r}\n"
        "for encoding in ('utf-8', 'gbk', 'big5', 'utf-16', 'hz'): decode(text.encode(encoding, 'ignore'))\n"
        "damaged = text.encode('gbk'); decode(damaged[:9] + damaged[10:])\n"
        "sys.exit('chardet' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_search_stays_within_its_limit(monkeypatch: Any) -> None:
    draw = random.Random(5)
    noise = bytes(draw.randrange(0x81, 0xFF) for _ in range(6000))
    monkeypatch.setattr(resync, "SEARCH_LIMIT", 1000)
    decoded = decode(
        TEXT.encode("gbk") + noise + b"\n" + TEXT.encode("gbk"), "text/html; charset=gbk", encoding="gbk"
    )
    assert decoded.text.startswith(TEXT)
    assert decoded.text.endswith("\n" + TEXT)


def test_work_grows_with_the_page_and_not_faster(monkeypatch: Any) -> None:
    """Counted in steps of the search, not in seconds."""
    steps = 0
    readings = resync._readings

    def counted(*args: Any) -> Any:
        nonlocal steps
        steps += 1
        return readings(*args)

    monkeypatch.setattr(resync, "_readings", counted)
    counts = []
    for times in (10, 20, 40):
        line = TEXT.encode("gbk")
        steps = 0
        decode((line[:11] + line[12:]) * times)
        counts.append(steps)
    assert counts[1] <= 2.2 * counts[0]
    assert counts[2] <= 2.2 * counts[1]

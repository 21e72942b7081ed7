"""The byte-oriented charsets of East Asian pages, each as one description that all decoders work from.

What pages mean by a label is not always what Python's codec of that name does:

- every GB label is GB 18030-2022: A1A4 is U+00B7, A1AA U+2014, 0x80 the euro sign (WHATWG Encoding, "gbk"), and the
  19 characters that Python still sends to the private use area have their assigned code points;
- every Big5 label is Big5-HKSCS with the symbols as Windows and WHATWG have them, and the user-defined areas of
  code page 950 where HKSCS has nothing;
- Shift_JIS is code page 932 and EUC-KR code page 949.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

__all__ = ["BIG5", "CHARSETS", "EUC_JP", "GB", "KOREAN", "SHIFT_JIS", "Charset"]

# GB 18030-2022, annex D: codes that Python's gb18030 (2000 edition) maps to U+E7xx and U+E8xx.
GB_ASSIGNED = {
    0xE78D: 0xFE10, 0xE78E: 0xFE12, 0xE78F: 0xFE11, 0xE790: 0xFE13, 0xE791: 0xFE14, 0xE792: 0xFE15,
    0xE793: 0xFE16, 0xE794: 0xFE17, 0xE795: 0xFE18, 0xE796: 0xFE19, 0xE81E: 0x9FB4, 0xE826: 0x9FB5,
    0xE82B: 0x9FB6, 0xE82C: 0x9FB7, 0xE832: 0x9FB8, 0xE843: 0x9FB9, 0xE854: 0x9FBA, 0xE864: 0x9FBB,
    0xE7C7: 0x1E3F,
}  # fmt: skip
# Symbols of rows A1 and A2 where Python's big5hkscs differs from code page 950 and WHATWG.  A241 and A242 stay the
# full-width strokes that Python's encoders write there.
_BIG5_ODD = "•､‾∼♁☉¥¢£"
_BIG5_SYMBOLS = str.maketrans(_BIG5_ODD, "‧﹑¯～⊕⊙￥￠￡")
_GB_ODD = "".join(map(chr, GB_ASSIGNED))  # nineteen searches by memchr are faster than one by class


@dataclass(frozen=True, slots=True)
class Charset:
    """A charset of one- and two-byte characters (four-byte ones in GB 18030, three-byte ones in EUC-JP).

    Attributes:
        name: Python's name of the codec; label: the name a reader knows.
        codec: the codec for strict decoding, tried first.
        language: whose character costs say how likely a reading is.
        singles: characters of one byte above 0x7F.
        four_bytes: whether the four-byte forms of GB 18030 are read.
        tame: byte ranges of trail bytes below 0x80, so that runs can be cut at the other ASCII characters.
    """

    name: str
    label: str
    codec: str
    language: str
    singles: dict[int, str] = field(default_factory=dict)
    four_bytes: bool = False
    triple_lead: int = 0

    def read(self, data: bytes) -> str:
        """Decode ``data`` strictly.

        Raises:
            UnicodeDecodeError: ``data`` is not valid in this charset.
        """
        return self.settle(data.decode(self.codec))

    def settle(self, text: str) -> str:
        """Give characters that the codec maps as an older edition does their present code points."""
        if self is GB:
            return text.translate(GB_ASSIGNED) if any(map(text.__contains__, _GB_ODD)) else text
        if self is BIG5:
            return text.translate(_BIG5_SYMBOLS) if any(map(text.__contains__, _BIG5_ODD)) else text
        return text

    def pairs(self) -> dict[int, str]:
        """Return all two-byte characters by ``lead * 256 + trail``."""
        return _pairs(self.name)

    def four(self, code: bytes) -> str | None:
        """Return the character of a four-byte (or, in EUC-JP, three-byte) code, or ``None``."""
        try:
            text = self.read(code)
        except UnicodeDecodeError:
            return None
        return text if len(text) == 1 else None


GB = Charset("gb18030", "GB18030", "gb18030", "zh", {0x80: "€"}, four_bytes=True)
BIG5 = Charset("big5hkscs", "Big5-HKSCS", "big5hkscs", "zh")
SHIFT_JIS = Charset("cp932", "Shift_JIS", "cp932", "ja", {b: chr(0xFEC0 + b) for b in range(0xA1, 0xE0)})
EUC_JP = Charset("euc_jp", "EUC-JP", "euc_jp", "ja", triple_lead=0x8F)
KOREAN = Charset("cp949", "EUC-KR", "cp949", "ko")
CHARSETS = {c.name: c for c in (GB, BIG5, SHIFT_JIS, EUC_JP, KOREAN)}


@cache
def _pairs(name: str) -> dict[int, str]:
    charset = CHARSETS[name]
    out: dict[int, str] = {}
    for lead in range(0x81, 0xFF):
        if lead in charset.singles:
            continue
        for trail in range(0x40, 0xFF):
            if trail == 0x7F:
                continue
            try:
                text = bytes((lead, trail)).decode(charset.codec)
            except UnicodeDecodeError:
                if charset is BIG5 and (private := _big5_private(lead, trail)):
                    text = private
                else:
                    continue
            # Two-character results are a letter with its mark (HKSCS 8862 …) or two one-byte characters.
            if len(text) == 1 or lead == 0x88:
                out[lead << 8 | trail] = charset.settle(text)
    return out


def _big5_private(lead: int, trail: int) -> str | None:
    """Return the private-use character of a user-defined cell of code page 950, or ``None``."""
    if 0x40 <= trail <= 0x7E:
        column = trail - 0x40
    elif 0xA1 <= trail <= 0xFE:
        column = trail - 0x62
    else:
        return None
    for first, last, base in ((0xFA, 0xFE, 0xE000), (0x8E, 0xA0, 0xE311), (0x81, 0x8D, 0xEEB8)):
        if first <= lead <= last:
            return chr(base + (lead - first) * 157 + column)
    return None

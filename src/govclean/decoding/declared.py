"""What a page says about its encoding: byte order mark, HTTP header, meta tag, XML declaration.

Each is a witness.  Reading is tolerant, because pages write ``<meta httpequiv=content-type …>``, leave out quotes, or
put the tag after kilobytes of comments.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Witness", "byte_order_mark", "codec_of", "witnesses"]

# WHATWG Encoding Standard, section 4.2 (labels), reduced to letters and digits, and what pages write besides.
_LABELS: dict[str, str] = {
    name: codec
    for codec, names in {
        "utf-8": "utf8 unicode11utf8 unicode20utf8 xunicode20utf8 utf8n unicodeutf8 utf utf8mb4 uft8 ut8",
        "gb18030": "gb2312 gbk gb18030 chinese csgb2312 csiso58gb231280 gb231280 isoir58 xgbk cp936 ms936 windows936 "
        "936 gb gb2132 gb2321 gb231 gb23l2 g2312 gb12345 euccn csgbk zhcn gbk2312",
        "big5hkscs": "big5 big5hkscs cnbig5 csbig5 xxbig5 cp950 ms950 windows950 950 big5eten b5 big",
        "hz": "hzgb2312 hz hzgb",
        "iso2022_cn": "iso2022cn iso2022cnext",
        "iso2022_jp": "iso2022jp csiso2022jp iso2022jp1 iso2022jp2 jis",
        "iso2022_kr": "iso2022kr csiso2022kr",
        "cp932": "shiftjis sjis xsjis shiftj windows31j mskanji csshiftjis cp932 ms932",
        "euc_jp": "eucjp xeucjp cseucpkdfmtjapanese ujis",
        "cp949": "euckr ksc56011987 ksc5601 windows949 cp949 ms949 uhc korean cseuckr isoir149 ksc56011989",
        "utf-16-le": "utf16 utf16le unicode ucs2 iso10646ucs2 csunicode",
        "utf-16-be": "utf16be unicodefffe",
        "cp1252": "iso88591 latin1 l1 windows1252 cp1252 ascii usascii ansi ansix341968 xcp1252 iso8859",
        "cp1250": "windows1250 cp1250 xcp1250",
        "cp1251": "windows1251 cp1251 xcp1251",
        "cp1253": "windows1253 cp1253",
        "cp1254": "windows1254 cp1254 iso88599 latin5 l5",
        "cp1255": "windows1255 cp1255",
        "cp1256": "windows1256 cp1256",
        "cp1257": "windows1257 cp1257",
        "cp1258": "windows1258 cp1258",
        "cp874": "windows874 tis620 iso885911 tis62025330",
        "koi8-r": "koi8r koi8 koi cskoi8r",
        "koi8-u": "koi8u koi8ru",
        "cp866": "ibm866 cp866 866",
        "mac-cyrillic": "xmaccyrillic maccyrillic xmacukrainian",
        **{f"iso8859-{n}": f"iso8859{n}" for n in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)},
    }.items()
    for name in names.split()
}

_LABEL = rb"\s*=\s*[\"']?\s*([\w.:+-]{2,40})"
_CHARSET = re.compile(rb"charset" + _LABEL, re.I)
_VALUE = re.compile(_LABEL)
_XML = re.compile(rb"\s*<\?xml\b[^<>]{0,200}?\bencoding" + _LABEL, re.I)
# How far before "charset" its "<meta" may stand; bounds the search and outlasts every real tag.
TAG = 600
# A declaration is looked for in the first bytes with the full pattern and, since long comments and scripts may
# stand before it, once more up to the second limit.
HEAD = 4096
LATE = 262_144

_MARKS: tuple[tuple[bytes, str], ...] = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)


@dataclass(frozen=True, slots=True)
class Witness:
    """One statement about the encoding: where it stands, the label as written, the codec meant or ``None``."""

    origin: str
    label: str
    codec: str | None


def codec_of(label: str) -> str | None:
    """Return the codec that an encoding label means on web pages, or ``None`` for an unknown label.

    GB labels all mean ``gb18030``, Big5 labels ``big5hkscs``, ``iso-8859-1`` ``cp1252`` (WHATWG Encoding Standard).
    """
    key = re.sub(r"[^a-z0-9]", "", label.lower())
    found = _LABELS.get(key)
    if found:
        return found
    # Codec names of our own and of Python, such as "utf-16-le".
    return next((codec for codec in _LABELS.values() if re.sub(r"[^a-z0-9]", "", codec) == key), None)


def byte_order_mark(data: bytes) -> tuple[str, int] | None:
    """Return the codec that a byte order mark names and the mark's length, or ``None``."""
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return codec, len(mark)
    return None


def witnesses(data: bytes, content_type: str | None) -> list[Witness]:
    """Return all statements about the encoding, the HTTP header first, then in the order of the page."""
    found: list[Witness] = []

    def add(origin: str, label: bytes) -> None:
        name = label.decode("ascii", "replace").strip(" .:-+")
        if name and all(w.label != name or w.origin != origin for w in found):
            found.append(Witness(origin, name, codec_of(name)))

    if content_type:
        header = _CHARSET.search(content_type.encode("ascii", "replace"))
        if header:
            add("http", header[1])
    head = data[:HEAD]
    if b"\0" in head[:64]:
        head = head.replace(b"\0", b"")
    xml = _XML.match(head) if b"<?xml" in head[:256].lower() else None
    if xml:
        add("xml", xml[1])
    metas = _in_metas(head)
    # Behind the beginning of the body no meta tag is expected any more.
    if not metas and len(data) > HEAD and b"<body" not in head.lower() and (at := _late_charset(data)) >= 0:
        metas = _in_metas(data[max(0, at - TAG) : at + 200])
    for label in metas:
        add("meta", label)
    return found


def _in_metas(head: bytes) -> list[bytes]:
    """Return the labels of the meta tags in ``head``."""
    low = head.lower()
    out = []
    at = low.find(b"charset")
    while at >= 0:
        tag = low.rfind(b"<", max(0, at - TAG), at)
        if tag >= 0 and low.startswith(b"<meta", tag) and (value := _VALUE.match(head, at + 7)):
            out.append(value[1])
        at = low.find(b"charset", at + 7)
    return out


def _late_charset(data: bytes) -> int:
    """Return the offset of the first ``charset`` after the head that a meta tag holds, or -1."""
    for word in (b"harset", b"HARSET"):
        at = data.find(word, HEAD - 8, LATE)
        while at >= 0:
            tag = data.rfind(b"<", max(0, at - TAG), at)
            if tag >= 0 and data[tag : tag + 5].lower() == b"<meta":
                return at
            at = data.find(word, at + 6, LATE)
    return -1

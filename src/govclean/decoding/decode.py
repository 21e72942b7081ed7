"""Bytes to text: decides the encoding and decodes so that no damage costs more than itself."""

from __future__ import annotations

import codecs
import re
from dataclasses import replace

from ..article import Damage, Decoded, Encoding
from ..errors import ConfigError, InputError
from ..page import Page
from ..trail import Candidate, Choice
from .binary import kind_of_binary, looks_random
from .charsets import CHARSETS
from .declared import Witness, byte_order_mark, codec_of, witnesses
from .escapes import escape_encoding
from .reading import read
from .twice import first_encoding
from .utf16 import utf16_codec
from .weigh import Verdict, chance_utf8, weigh

__all__ = ["decode", "decode_page"]

_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_HIGH = bytes(range(0x80, 0x100))
FLIPPED = 8  # bytes above 0x7F in the head of seven-bit text, at most
HEAD = 2048  # bytes in which control characters give UTF-16 away


def decode(data: bytes, content_type: str | None = None, *, encoding: str | None = None) -> Decoded:
    """Decode a page.

    Args:
        data: the bytes of an HTTP body or a file.
        content_type: the HTTP header ``Content-Type``, a witness for the encoding.
        encoding: an encoding that overrides all evidence.

    Returns:
        The text, free of NUL and of a byte order mark, with one U+FFFD for each damaged place; the encoding with the
        damaged places; the choice between the candidates; and warnings.  Line ends stay as they are.  For binary
        input the text is empty and the encoding's name ``"binary"``.

    Raises:
        InputError: ``data`` is not bytes.
        ConfigError: ``encoding`` names no encoding.
    """
    if not isinstance(data, (bytes, bytearray, memoryview)):
        raise InputError(
            f"decode() takes bytes, not {type(data).__name__}; pass a str to clean() or repair()"
        )
    data = bytes(data)
    found = witnesses(data, content_type)
    mark = byte_order_mark(data)
    if encoding is not None:
        verdict = Verdict(_forced_codec(encoding), 1.0, "the caller says so")
    elif (kind := kind_of_binary(data)) is not None:
        return _binary(kind, found)
    else:
        sound = _sound_utf8(data, mark, found)
        if sound is not None:
            return sound
        verdict = _choose(data, mark, found)
        if verdict.codec == "binary":
            return _binary("unknown binary data", found)
    return _decoded(data, mark, found, verdict)


def decode_page(page: Page) -> None:
    """Decode ``page.data`` into ``page.text``; a page that came as text is left as it is."""
    if page.data is None:
        return
    decoded = decode(page.data, page.content_type, encoding=page.options.encoding)
    page.text = page.decoded = decoded.text
    page.encoding = decoded.encoding
    page.trail.choices.append(decoded.choice)
    page.warnings += decoded.warnings


def _forced_codec(label: str) -> str:
    codec = codec_of(label)
    if codec:
        return codec
    try:
        return codecs.lookup(label).name
    except LookupError:
        raise ConfigError(
            f"{label!r} is no encoding; name one of Python's codecs, such as 'gb18030'"
        ) from None


def _sound_utf8(data: bytes, mark: tuple[str, int] | None, found: list[Witness]) -> Decoded | None:
    """Return the decoded page if it is valid UTF-8 and nothing speaks against it."""
    if mark and mark[0] != "utf-8":
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    # UTF-16 of ASCII or of few characters is valid UTF-8 too, but full of control characters.
    nul = b"\0" in data
    if (nul or _CONTROL.search(data, 0, HEAD)) and utf16_codec(data):
        return None
    if nul and not (text.isascii() and escape_encoding(data)):
        return _decoded(data, mark, found, Verdict("utf-8", 0.9, "valid UTF-8 but for NUL bytes"))
    if text.isascii():
        declared_hz = any(w.codec == "hz" for w in found)
        if declared_hz and "~" in text:
            return _decoded(
                data, mark, found, Verdict("hz", 0.9, "declared, and its marks may stand in the text")
            )
        if "\x1b" in text or "~{" in text or "~}" in text:
            codec = escape_encoding(data)
            if codec:
                return _decoded(
                    data, mark, found, Verdict(codec, 0.98, "its escape sequences stand in the text")
                )
        why, confidence = "only ASCII characters, which mean the same in every encoding named", 1.0
    else:
        if not mark and (chance := chance_utf8(data, found)):
            return _decoded(data, mark, found, chance)
        first = first_encoding(text)
        if first is not None:
            return _encoded_twice(*first, found)
        why, confidence = "valid UTF-8 with multi-byte characters", 1.0 if mark else 0.999
    return _result(text, (), found, Verdict("utf-8", confidence, why), mark, [])


def _encoded_twice(data: bytes, codec: str, found: list[Witness]) -> Decoded:
    """Return the page read in its first encoding; valid as a whole, so there are no damaged places."""
    text = data.decode("utf-8") if codec == "utf-8" else CHARSETS[codec].read(data)
    why = f"encoded twice: {codec} taken for Latin-1 and encoded as UTF-8"
    result = _result(text, (), found, Verdict(codec, 0.95, why), None, [])
    # The verdict on the page reads this candidate: there are no edits to tell what was done.
    told = Candidate(codec, "twice", 0.0, why)
    choice = replace(result.choice, candidates=(*result.choice.candidates, told))
    return replace(result, choice=choice, warnings=(*result.warnings, f"decode.twice: {why}"))


def _choose(data: bytes, mark: tuple[str, int] | None, found: list[Witness]) -> Verdict:
    if mark and mark[0] != "utf-8":
        return Verdict(mark[0], 1.0, "byte order mark")
    if b"\0" in data or _CONTROL.search(data, 0, HEAD):
        wide = utf16_codec(data)
        if wide:
            return Verdict(wide, 0.95, "code units of two bytes, as their high bytes show")
        if looks_random(data.replace(b"\0", b"")):
            return Verdict("binary", 0.9, "control bytes all over")
    # Seven-bit encodings have bytes above 0x7F only where they are damaged.
    head = data[:HEAD]
    if len(head) - len(head.translate(None, _HIGH)) <= FLIPPED and (escapes := escape_encoding(data)):
        return Verdict(escapes, 0.95, "its escape sequences stand in the text")
    if mark:
        found = [Witness("bom", "UTF-8", "utf-8"), *found]
    return weigh(data, found)


def _decoded(data: bytes, mark: tuple[str, int] | None, found: list[Witness], verdict: Verdict) -> Decoded:
    start = mark[1] if mark else 0
    text, damages, foreign = read(data, verdict.codec, start)
    return _result(text, damages, found, verdict, mark, foreign)


def _result(
    text: str,
    damages: tuple[Damage, ...],
    found: list[Witness],
    verdict: Verdict,
    mark: tuple[str, int] | None,
    foreign: list[str],
) -> Decoded:
    candidates = {verdict.codec: Candidate(verdict.codec, "bytes", 0.0, verdict.notes.get(verdict.codec, ""))}
    for codec, lag in sorted(verdict.lags.items(), key=lambda item: item[1]):
        candidates.setdefault(codec, Candidate(codec, "bytes", -round(lag, 1), verdict.notes.get(codec, "")))
    said = [Candidate(w.codec or w.label, w.origin, 0.0, f"declared as {w.label}") for w in found]
    if mark:
        said.insert(0, Candidate(mark[0], "bom", 0.0, "byte order mark"))
    evidence = [verdict.why]
    evidence += [
        f"{w.origin} says {w.label}" + ("" if w.codec == verdict.codec else ", which the bytes deny")
        for w in found
    ]
    if mark:
        evidence.append(f"byte order mark of {mark[0]}")
    choice = Choice("encoding", verdict.codec, (*candidates.values(), *said), verdict.why)
    encoding = Encoding(
        verdict.codec,
        found[0].label if found else None,
        tuple(evidence),
        round(verdict.confidence, 3),
        damages,
    )
    return Decoded(text, encoding, choice, tuple(_warnings(text, damages, foreign)))


def _warnings(text: str, damages: tuple[Damage, ...], foreign: list[str]) -> list[str]:
    out = []
    if damages:
        places = ", ".join(f"{d.byte_start}" for d in damages[:5]) + (" …" if len(damages) > 5 else "")
        out.append(f"decode.damaged: bytes unreadable at {len(damages)} places (offsets {places})")
    out += [f"decode.mixed: parts of the page are in {codec}" for codec in foreign]
    # A search for one character is five times as fast as a count.
    if "\ufffd" in text:
        lost = text.count("\ufffd") - sum(text.count("\ufffd", d.start, d.end) for d in damages)
        if lost:
            out.append(f"decode.replaced: {lost} characters were lost before the page reached us (U+FFFD)")
    if "锟" in text and (lost := text.count("锟斤拷")):
        out.append(
            f"decode.replaced-twice: {lost} times 锟斤拷, which stands for two lost characters (U+FFFD in GBK)"
        )
    return out


def _binary(kind: str, found: list[Witness]) -> Decoded:
    choice = Choice("encoding", "binary", (Candidate("binary", "bytes", 0.0, kind),), kind)
    encoding = Encoding("binary", found[0].label if found else None, (kind,), 1.0)
    return Decoded("", encoding, choice, (f"decode.binary: {kind}, not text",))

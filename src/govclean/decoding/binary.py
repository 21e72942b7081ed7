"""Recognises input that is not text at all, by its first bytes."""

from __future__ import annotations

import re

__all__ = ["kind_of_binary"]

# Signatures as their formats' specifications give them: offset, bytes, name.
_SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\x89PNG\r\n\x1a\n", "PNG image"),
    (0, b"\xff\xd8\xff", "JPEG image"),
    (0, b"GIF87a", "GIF image"),
    (0, b"GIF89a", "GIF image"),
    (0, b"II*\x00", "TIFF image"),
    (0, b"MM\x00*", "TIFF image"),
    (0, b"\x00\x00\x01\x00", "icon"),
    (0, b"%PDF-", "PDF document"),
    (0, b"%!PS-Adobe", "PostScript document"),
    (0, b"PK\x03\x04", "ZIP archive (or DOCX, XLSX, OFD)"),
    (0, b"PK\x05\x06", "empty ZIP archive"),
    (0, b"\x1f\x8b\x08", "gzip data"),
    (0, b"BZh", "bzip2 data"),
    (0, b"\xfd7zXZ\x00", "xz data"),
    (0, b"\x28\xb5\x2f\xfd", "Zstandard data"),
    (0, b"7z\xbc\xaf\x27\x1c", "7z archive"),
    (0, b"Rar!\x1a\x07", "RAR archive"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "OLE document (DOC, XLS, PPT)"),
    (0, b"\x7fELF", "ELF program"),
    (0, b"wOFF", "WOFF font"),
    (0, b"wOF2", "WOFF2 font"),
    (0, b"\x00\x01\x00\x00\x00", "TrueType font"),
    (0, b"OTTO\x00", "OpenType font"),
    (0, b"OggS\x00", "Ogg media"),
    (0, b"ID3\x02", "MP3 audio"),
    (0, b"ID3\x03", "MP3 audio"),
    (0, b"ID3\x04", "MP3 audio"),
    (0, b"fLaC\x00", "FLAC audio"),
    (0, b"FLV\x01", "FLV video"),
    (0, b"CWS", "Flash film"),
    (0, b"SQLite format 3\x00", "SQLite database"),
    (4, b"ftyp", "MP4 media"),
    (8, b"WEBPVP8", "WebP image"),
    (8, b"AVI LIST", "AVI video"),
    (8, b"WAVEfmt", "WAV audio"),
    (257, b"ustar", "tar archive"),
)
_CONTROL = bytes(b for b in range(0x20) if b not in b"\t\n\r\f\x1b\x0e\x0f") + b"\x7f"
_SAMPLE = 4096
# Share of control bytes (NUL apart) above which bytes are no text in any byte-oriented encoding.  Random bytes have
# 11 %, a page with one byte in a hundred broken 0.1 %.
_CONTROL_SHARE = 0.04
_PRINTABLE_TAIL = re.compile(rb"[\x09\x0a\x0d\x20-\x7e]{16}")


def kind_of_binary(data: bytes) -> str | None:
    """Return what kind of binary file the bytes are, or ``None`` if they may be text."""
    for offset, signature, kind in _SIGNATURES:
        if data.startswith(signature, offset):
            # Short signatures of printable letters may begin a text as well.
            if len(signature) <= 4 and signature.isalnum() and not _has_controls(data):
                continue
            return kind
    if not data.strip(b"\0"):
        return "NUL bytes only" if data else None
    if data[:2] == b"BM" and data[6:10] == b"\0\0\0\0":
        return "BMP image"
    return None


def looks_random(data: bytes) -> bool:
    """Whether so many control bytes stand in the data that no byte-oriented encoding explains them."""
    return _has_controls(data)


def _has_controls(data: bytes) -> bool:
    sample = data[:_SAMPLE]
    if len(data) > 2 * _SAMPLE:
        middle = len(data) // 2
        sample += data[middle : middle + _SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROL))
    return controls > max(2, _CONTROL_SHARE * len(sample))

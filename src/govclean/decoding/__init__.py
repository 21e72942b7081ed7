"""Bytes to text.

:func:`decode` weighs byte order mark, HTTP header, meta tag, XML declaration, chardet and the bytes themselves, and
reads the page so that a lost, inserted or flipped byte costs only the character that it touched.
"""

from __future__ import annotations

from .decode import decode as decode
from .decode import decode_page as decode_page

__all__ = ["decode", "decode_page"]

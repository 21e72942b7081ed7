#!/usr/bin/env python3
"""Make the pages of fixtures that are encoded or damaged by script, from their readable sources.

    python tools/make_fixtures.py [SLUG …]           write tests/fixtures/<slug>/page.*
    python tools/make_fixtures.py --check [SLUG …]   exit 1 if a page differs from what would be written

A fixture with a ``[build]`` table in its ``about.toml`` has a ``source.html`` or ``source.txt`` in UTF-8: the page before the damage.
``build.encoding`` is the encoding of the page; ``[[build.steps]]`` are done in order.  On text, before encoding:

* ``mirror``: the damage of mirror sites (:mod:`govclean.testing.simulate`) on every run of text between tags, line by
  line; ``seed``, ``pinyin = false``, ``sound`` (lines with this string are left alone) and any keyword of ``mirror``.
* ``misread``: the text between tags is encoded as ``encoded`` and read as ``read``; what cannot be read becomes ``lost``.

On bytes:

* ``includes``: what stands between ``<!--include ENC-->`` and ``<!--/include-->`` is encoded in that encoding.
* ``drop_byte``, ``insert_byte`` (``byte``), ``flip_byte`` (``bit``): at ``offset`` bytes behind the start of ``anchor``.
"""

from __future__ import annotations

import argparse
import codecs
import itertools
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from govclean.testing.fixtures import Fixture, load_fixture

FIXTURES = Path(__file__).resolve().parent.parent / "tests" / "fixtures"

# Text between tags. What stands in script, style, comments and tags is left alone; no part of the pattern can match
# in two ways, so it cannot backtrack.
MARKUP = re.compile(r"(<!--.*?-->|<script\b.*?</script>|<style\b.*?</style>|<[^>]*>)", re.S | re.I)
INCLUDE = re.compile(r"<!--include (?P<encoding>[\w-]+)-->(?P<text>.*?)<!--/include-->", re.S)


def build_page(folder: Path) -> bytes:
    """Return the page that ``folder`` describes."""
    source = next(p for name in ("source.html", "source.txt") if (p := folder / name).is_file())
    fixture = _load(folder)
    text = source.read_text(encoding="utf-8")
    encoding = fixture.build["encoding"]
    steps = fixture.build.get("steps", [])
    html = source.suffix == ".html"
    for step in steps:
        if step["do"] in ON_TEXT:
            text = ON_TEXT[step["do"]](text, html, step)
    data = _encode(text, encoding, any(step["do"] == "includes" for step in steps))
    for step in steps:
        if step["do"] in ON_BYTES:
            data = ON_BYTES[step["do"]](data, encoding, step)
        elif step["do"] not in ON_TEXT and step["do"] != "includes":
            raise SystemExit(f"{folder.name}: unknown step {step['do']!r}")
    return data


def _load(folder: Path) -> Fixture:
    if not any(folder.glob("page.*")):  # first build
        (folder / f"page{next(folder.glob('source.*')).suffix}").write_bytes(b"")
    return load_fixture(folder)


def _on_runs(text: str, html: bool, change: Callable[[str], str]) -> str:
    """Apply ``change`` to each run of text that has a character beyond ASCII, tag by tag and line by line."""
    parts = MARKUP.split(text) if html else [text]
    for i in range(0, len(parts), 2):
        lines = parts[i].split("\n")
        parts[i] = "\n".join(line if line.isascii() else change(line) for line in lines)
    return "".join(parts)


def _mirror(text: str, html: bool, step: dict[str, Any]) -> str:
    from govclean.testing.simulate import mirror

    options = {name: value for name, value in step.items() if name not in ("do", "seed", "pinyin", "sound")}
    if not step.get("pinyin", True):
        options["table"] = {}
    seeds = itertools.count(step["seed"])

    def change(line: str) -> str:
        # What was put in after the damage (the list of counties) is sound.
        return line if step.get("sound", "\0") in line else mirror(line, seed=next(seeds), **options)

    return _on_runs(text, html, change)


def _misread(text: str, html: bool, step: dict[str, Any]) -> str:
    def fill(error: UnicodeError) -> tuple[str, int]:
        assert isinstance(error, UnicodeDecodeError)
        # A lone 0x80 is the euro sign (WHATWG); of a broken pair only the lead byte is lost.
        return ("€" if error.object[error.start] == 0x80 else step["lost"]), error.start + 1

    codecs.register_error("fill", fill)
    return _on_runs(text, html, lambda line: line.encode(step["encoded"]).decode(step["read"], "fill"))


def _encode(text: str, encoding: str, includes: bool) -> bytes:
    if not includes:
        return _to_bytes(text, encoding)
    out, end = [], 0
    for found in INCLUDE.finditer(text):
        out += (_to_bytes(text[end : found.start()], encoding), _to_bytes(found["text"], found["encoding"]))
        end = found.end()
    return b"".join([*out, _to_bytes(text[end:], encoding)])


def _to_bytes(text: str, encoding: str) -> bytes:
    # gb18030 gives the bytes of gbk, and has a cell for each private-use character that shifted text may hold.
    return text.encode("gb18030" if encoding == "gbk" else encoding)


def _drop_byte(data: bytes, encoding: str, step: dict[str, Any]) -> bytes:
    at = _find(data, encoding, step)
    return data[:at] + data[at + 1 :]


def _insert_byte(data: bytes, encoding: str, step: dict[str, Any]) -> bytes:
    at = _find(data, encoding, step)
    return data[:at] + bytes([step["byte"]]) + data[at:]


def _flip_byte(data: bytes, encoding: str, step: dict[str, Any]) -> bytes:
    at = _find(data, encoding, step)
    return data[:at] + bytes([data[at] ^ 1 << step["bit"]]) + data[at + 1 :]


def _find(data: bytes, encoding: str, step: dict[str, Any]) -> int:
    anchor = _to_bytes(step["anchor"], encoding)
    if data.count(anchor) != 1:
        raise SystemExit(
            f"anchor {step['anchor']!r} stands {data.count(anchor)} times in the page; choose one that is unique"
        )
    return data.index(anchor) + step["offset"]


ON_TEXT: dict[str, Callable[[str, bool, dict[str, Any]], str]] = {"mirror": _mirror, "misread": _misread}
ON_BYTES: dict[str, Callable[[bytes, str, dict[str, Any]], bytes]] = {
    "drop_byte": _drop_byte,
    "insert_byte": _insert_byte,
    "flip_byte": _flip_byte,
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a page would change")
    parser.add_argument("slugs", nargs="*", metavar="SLUG")
    options = parser.parse_args()
    stale = 0
    for folder in sorted(FIXTURES.iterdir()):
        if not any(folder.glob("source.*")) or (options.slugs and folder.name not in options.slugs):
            continue
        data = build_page(folder)
        page = folder / f"page{next(folder.glob('source.*')).suffix}"
        if page.is_file() and page.read_bytes() == data:
            continue
        stale += 1
        print(f"{folder.name}: {'differs' if options.check else 'written'}, {len(data):,} bytes")
        if not options.check:
            page.write_bytes(data)
    return int(options.check and stale > 0)


if __name__ == "__main__":
    sys.exit(main())

"""Folders of fixture pages: load, run, compare, re-bless.

A fixture is a folder with three files::

    page.html | page.txt   the bytes as served (or text that somebody extracted, see ``as_text``)
    expected.json          part of the article that must come out: only the keys that stand there are compared
    about.toml             what the page shows and how it was served

``about.toml`` has ``shows`` (one sentence), and optionally ``url``, ``content_type``, ``damage`` (kinds of damage in the page; a
page without is undamaged and must yield no edit), ``as_text`` (pass a ``str``, not bytes), ``compare = "width"`` (full-
and half-width forms count as the same, for pages whose punctuation was flattened), ``known_failure`` (the reason why
the fixture fails today; it must then fail), ``breaks`` (names of invariants that fail on it) and ``[build]`` (how ``tools/make_fixtures.py`` makes the page from
``source.*``).

``expected.json`` may have any attribute of :class:`govclean.Article` (dates in ISO 8601, ``site`` and ``attachments`` in part, ``text``
as a list of lines) and these keys:

* ``optional``: lines that may be in the text or not.
* ``absent``: strings that must not be in the text.  ``removed``: strings that must be in a removal.
* ``once``: strings that must stand in the text exactly once.
* ``tables``: the rows of each table.  ``images``: the end of the address of each image.
* ``warnings``: codes of warnings that must be there.
* ``edits``: whether there is a repair.  ``typos``: ``[wrong, right]`` pairs that proofreading changed.

In a line of ``text``, ``□`` stands for a character that no one can know, such as a digit whose byte is gone.

A list in place of ``encoding``, ``page_type``, ``verdict`` or a date names the values allowed.
"""

from __future__ import annotations

import json
import tomllib
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..article import Article
from ..cleaner import Cleaner, clean
from ..errors import InputError
from .differences import Difference, compare

__all__ = ["Fixture", "bless", "check", "find_fixtures", "load_fixture"]

PAGES = ("page.html", "page.txt")

# What a new fixture expects: enough to notice any change of the article, without the trail.
BLESSED = (
    "title", "subtitle", "text", "source", "author", "editor", "published_at", "signed_on", "modified_at",
    "document_number", "index_number", "issuer", "keywords", "attachments", "page_type", "verdict", "script",
    "encoding",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fixture:
    """One folder, read.

    Attributes:
        slug: name of the folder.
        data: the page as served; text pages (``as_text``) are passed as ``str``.
        expected: ``expected.json`` as it parses to; empty where there is none yet.
        damage: kinds of damage in the page; empty for an undamaged page.
        width: full- and half-width forms count as the same.
        known_failure: why it fails today, or ``""``.
        breaks: names of the invariants that do not hold on it today.
    """

    folder: Path
    slug: str
    data: bytes
    expected: dict[str, Any]
    shows: str = ""
    url: str | None = None
    content_type: str | None = None
    damage: tuple[str, ...] = ()
    as_text: bool = False
    width: bool = False
    known_failure: str = ""
    breaks: tuple[str, ...] = ()
    build: dict[str, Any] = field(default_factory=dict)

    @property
    def source(self) -> bytes | str:
        """What to pass to :func:`govclean.clean`."""
        return self.data.decode("utf-8") if self.as_text else self.data

    def clean(self, cleaner: Cleaner | None = None) -> Article:
        """Clean the page as it was served."""
        return (cleaner.clean if cleaner else clean)(self.source, self.url, self.content_type)


def load_fixture(folder: Path) -> Fixture:
    """Read one folder.

    Raises:
        InputError: there is no page in it, or one of its files does not parse; the message names it.
    """
    page = next((folder / name for name in PAGES if (folder / name).is_file()), None)
    if page is None:
        raise InputError(f"{folder} has no {' or '.join(PAGES)}; put the page there, as served")
    about, expected = {}, {}
    try:
        if (path := folder / "about.toml").is_file():
            about = tomllib.loads(path.read_text(encoding="utf-8"))
        if (path := folder / "expected.json").is_file():
            expected = json.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, json.JSONDecodeError) as error:
        raise InputError(f"{path} does not parse: {error}") from error
    known = {
        "shows",
        "url",
        "content_type",
        "damage",
        "as_text",
        "compare",
        "known_failure",
        "breaks",
        "build",
    }
    if wrong := sorted(about.keys() - known):
        raise InputError(
            f"{folder / 'about.toml'}: unknown key {wrong[0]!r}; known are {', '.join(sorted(known))}"
        )
    return Fixture(
        folder,
        folder.name,
        page.read_bytes(),
        expected,
        about.get("shows", ""),
        about.get("url"),
        about.get("content_type"),
        tuple(about.get("damage", ())),
        about.get("as_text", False),
        about.get("compare", "exact") == "width",
        about.get("known_failure", ""),
        tuple(about.get("breaks", ())),
        about.get("build", {}),
    )


def find_fixtures(root: Path, slugs: Iterable[str] = ()) -> list[Fixture]:
    """Read the fixture folders under ``root``, sorted by name; only ``slugs`` if any are given.

    Raises:
        InputError: a slug names no folder, or a folder cannot be read.
    """
    names = list(slugs) or sorted(p.name for p in root.iterdir() if any((p / n).is_file() for n in PAGES))
    for name in names:
        if not (root / name).is_dir():
            raise InputError(
                f"{root} has no fixture {name!r}; it has {', '.join(p.name for p in sorted(root.iterdir()))}"
            )
    return [load_fixture(root / name) for name in names]


def check(fixture: Fixture, article: Article | None = None) -> list[Difference]:
    """Clean the fixture's page (unless ``article`` is given) and compare; an empty list means that it passed."""
    return compare(fixture.expected, article or fixture.clean(), width=fixture.width)


def bless(fixture: Fixture, article: Article | None = None) -> bool:
    """Write what govclean gives now into ``expected.json``; return whether the file changed.

    The keys that stand there stay, with new values; what says what must *not* happen (``absent``, ``removed``,
    ``once``, ``optional``) is never touched.  A fixture without ``expected.json`` gets the usual keys.
    """
    article = article or fixture.clean()
    plain = article.to_dict()
    new: dict[str, Any] = {}
    for key in fixture.expected or BLESSED:
        old = fixture.expected.get(key)
        new[key] = _blessed_value(key, old, plain, article)
    path = fixture.folder / "expected.json"
    content = json.dumps(new, ensure_ascii=False, indent=1) + "\n"
    if path.is_file() and path.read_text(encoding="utf-8") == content:
        return False
    path.write_text(content, encoding="utf-8")
    return True


def _blessed_value(key: str, old: Any, plain: dict[str, Any], article: Article) -> Any:
    if key == "text":
        lines = article.text.split("\n") if article.text else []
        return old if old and not compare({key: old}, article) else lines
    if key == "warnings":
        return old  # codes that must be there, not all that are
    if key == "encoding":
        return old if isinstance(old, list) and article.encoding.name in old else article.encoding.name
    if key == "site" and old:
        return {name: plain["site"][name] for name in old}
    if key == "attachments":
        return plain[key]
    if key == "tables":
        return [[list(row) for row in block.rows] for block in article.blocks if block.kind == "table"]
    if key == "images":
        return [block.src for block in article.blocks if block.kind == "image"]
    if key == "edits":
        return any(edit.stage == "repair" for edit in article.trail.edits)
    if key in plain:
        return old if isinstance(old, list) and plain[key] in old else plain[key]
    return old


def width_of(text: str) -> int:
    """Columns that ``text`` takes in a terminal."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def table(rows: Sequence[Sequence[str]]) -> str:
    """Rows as text in columns, by terminal width."""
    widths = [max(width_of(cell) for cell in column) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(cell + " " * (w - width_of(cell)) for cell, w in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )

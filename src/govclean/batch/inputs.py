"""Which files a run reads: folders, patterns, single pages and archives, in an order that is always the same."""

from __future__ import annotations

import glob
import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..errors import InputError

__all__ = ["PAGE_ENDINGS", "Found", "Input", "find_inputs", "look_at_inputs"]

PAGE_ENDINGS = (".html", ".htm", ".shtml", ".xhtml", ".txt", ".asp", ".aspx", ".jsp", ".php")
ARCHIVE_ENDINGS = {
    ".warc": "warc",
    ".warc.gz": "warc",
    ".jsonl": "jsonl",
    ".jsonl.gz": "jsonl",
    ".ndjson": "jsonl",
    ".ndjson.gz": "jsonl",
    ".parquet": "parquet",
}


@dataclass(frozen=True, slots=True)
class Input:
    """One file.

    Attributes:
        name: as it was given, or the folder's name and the path in it; names pages and places.
        kind: ``"page"``, ``"warc"``, ``"jsonl"`` or ``"parquet"``.
        size: bytes. changed: when the file was last changed, nanoseconds.
    """

    path: Path
    name: str
    kind: str
    size: int
    changed: int


@dataclass(frozen=True, slots=True)
class Found:
    """What one argument leads to: enough to notice that it has changed."""

    argument: str
    files: int
    bytes: int
    digest: str

    def __str__(self) -> str:
        return f"{self.files} files, {self.bytes} bytes"


def look_at_inputs(arguments: Sequence[str | Path], outside: Iterable[Path]) -> list[Found]:
    """Walk over the inputs and note what is there.

    Raises:
        InputError: an argument leads to no pages, or to what does not exist.
    """
    found = []
    for argument in arguments:
        files = size = 0
        digest = hashlib.sha256()
        for item in find_inputs([argument], outside):
            files += 1
            size += item.size
            digest.update(f"{item.name}\0{item.size}\0{item.changed}\n".encode())
        found.append(Found(str(argument), files, size, digest.hexdigest()))
        if not files:
            looked = " ".join((*PAGE_ENDINGS, *ARCHIVE_ENDINGS))
            raise InputError(f"no pages in {argument}; looked for {looked}")
    if not found:
        raise InputError("there is nothing to read; pass folders, patterns, pages or archives")
    return found


def find_inputs(arguments: Sequence[str | Path], outside: Iterable[Path]) -> Iterator[Input]:
    """Yield the files of ``arguments`` in order; those of a folder sorted, depth first.

    What is in ``outside`` is not read, nor are folders that a run has written.

    Raises:
        InputError: an argument is an address, or does not exist.
    """
    own = frozenset(path.resolve() for path in outside)
    for argument in arguments:
        name = os.fspath(argument)
        path = Path(name)
        if path.is_dir():
            yield from _walk(path, own)
        elif path.exists():
            if _is_in(path, own):
                raise InputError(f"{name} is where the run writes; name another output with -o")
            yield _input(path, _kind(path) or _look(path))
        elif name == "-" or "://" in name:
            raise InputError(
                f"{name} is no file; a run can be taken up again after it was killed, so it reads files only"
            )
        elif glob.has_magic(name):
            for match in sorted(glob.iglob(name, recursive=True)):
                path = Path(match)
                if path.is_dir() and "**" not in name:  # which leads into the folders by itself
                    yield from _walk(path, own)
                elif path.is_file() and (kind := _kind(path)) and not _is_in(path, own):
                    yield _input(path, kind)
        else:
            raise InputError(f"cannot read {name}: there is no such file or folder")


def _is_in(path: Path, folders: frozenset[Path]) -> bool:
    path = path.resolve()
    return path in folders or not folders.isdisjoint(path.parents)


def _walk(folder: Path, own: frozenset[Path]) -> Iterator[Input]:
    """The files of a folder; hidden ones and linked folders are left out (a link may lead in a circle)."""
    if folder.resolve() in own or (folder / "_run" / "plan.json").exists():
        return
    try:
        with os.scandir(folder) as entries:
            listed = sorted((e.name, e.is_dir(follow_symlinks=False), e.is_file()) for e in entries)
    except OSError as error:
        raise InputError(f"cannot read {folder}: {error.strerror}") from error
    for name, is_folder, is_file in listed:
        if name.startswith("."):
            continue
        path = folder / name
        if is_folder:
            yield from _walk(path, own)
        elif is_file and (kind := _kind(path)) and path.resolve() not in own:
            yield _input(path, kind)


def _kind(path: Path) -> str:
    """What the name says, or ``""``."""
    name = path.name.lower()
    if name.endswith(PAGE_ENDINGS):
        return "page"
    return next((kind for ending, kind in ARCHIVE_ENDINGS.items() if name.endswith(ending)), "")


def _look(path: Path) -> str:
    """What the first bytes of a file say whose name says nothing; it was named, so it is a page if it is nothing else."""
    try:
        with open(path, "rb") as file:
            head = file.read(512)
    except OSError:
        return "page"  # it will be told when it is read
    if head.startswith(b"PAR1"):
        return "parquet"
    return "warc" if head.startswith(b"WARC/") else "page"


def _input(path: Path, kind: str) -> Input:
    # A name that is not UTF-8 must still go into a result that is.
    name = os.fsencode(path).decode("utf-8", "backslashreplace")
    try:
        stat = path.stat()
    except OSError:
        return Input(path, name, kind, 0, 0)  # gone since it was listed: told when it is read
    return Input(path, name, kind, stat.st_size, stat.st_mtime_ns)

"""Where a run writes: numbered parts in a folder, beside them what was not cleaned and how far the run has come.

::

    OUT/part-000000.jsonl              results, in the order of the input
    OUT/_quarantine/part-000000.jsonl  what could not be cleaned, of the same pages
    OUT/_summary.json                  once the run is complete
    OUT/_run/plan.json                 what the run was asked to do
    OUT/_run/part-000000.json          this part is complete: written last, and only then does the part count

Readers of folders of tables (Arrow, Spark, DuckDB) pass over names that begin with ``_`` or ``.``.  Where OUT is named like
a file (``….jsonl``, ``….parquet``), all that lies in ``OUT.parts`` until the run is complete, and is put together then.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..errors import ConfigError, GovcleanError

__all__ = ["FORMATS", "Layout", "lock_run", "replace_file", "write_file"]

FORMATS = ("jsonl", "jsonl.gz", "parquet")
LOCK = "lock"
_OURS = re.compile(
    r"\.?part-\d{6,}\.(?:jsonl|jsonl\.gz|parquet)(?:\.tmp)?|_summary\.json|\.?_summary\.json\.tmp"
)


@dataclass(frozen=True, slots=True)
class Layout:
    """The paths of a run.

    Attributes:
        folder: what the parts lie in.
        format: ``"jsonl"``, ``"jsonl.gz"`` or ``"parquet"``.
        single: the one file that the parts become, or ``None``.
    """

    folder: Path
    format: str
    single: Path | None = None

    @classmethod
    def of(cls, output: Path, format: str | None) -> Layout:
        """The layout that ``output`` asks for.

        Raises:
            ConfigError: the format is unknown, or the name of the file says another one.
        """
        named = next(
            (f for f in sorted(FORMATS, key=len, reverse=True) if output.name.endswith(f".{f}")), None
        )
        if format is not None and format not in FORMATS:
            raise ConfigError(f"format={format!r}: pass one of {', '.join(map(repr, FORMATS))}")
        if named is None or output.is_dir():
            if output.exists() and not output.is_dir():
                raise ConfigError(
                    f"{output} is a file; name a folder, or a file that ends in .jsonl or .parquet"
                )
            return cls(output, format or "jsonl")
        if format is not None and format != named:
            raise ConfigError(
                f"{output} is named as {named}, and the format is to be {format}; change either"
            )
        return cls(output.with_name(output.name + ".parts"), named, output)

    @property
    def own(self) -> tuple[Path, ...]:
        """What the run writes, and must not read where it lies among the inputs."""
        return (self.folder,) if self.single is None else (self.folder, self.single, self.single_quarantine)

    @property
    def state(self) -> Path:
        return self.folder / "_run"

    @property
    def plan(self) -> Path:
        return self.state / "plan.json"

    @property
    def summary(self) -> Path:
        return self.folder / "_summary.json"

    @property
    def single_quarantine(self) -> Path:
        assert self.single is not None
        stem = self.single.name.removesuffix(f".{self.format}")
        return self.single.with_name(f"{stem}.quarantine.jsonl")

    @property
    def gone(self) -> Path:
        """What the folder is called while it is being removed."""
        return self.folder.with_name(f".{self.folder.name}.gone")

    def remove_gone(self) -> None:
        """Remove the folder of a run that was put together, also where an earlier call was interrupted in it."""
        if self.single is not None:
            shutil.rmtree(self.gone, ignore_errors=True)  # another call may be removing it as well

    def part(self, number: int) -> Path:
        return self.folder / f"part-{number:06}.{self.format}"

    def quarantine(self, number: int) -> Path:
        return self.folder / "_quarantine" / f"part-{number:06}.jsonl"

    def done(self, number: int) -> Path:
        return self.state / f"part-{number:06}.json"

    def occupied(self) -> str:
        """What stands in the way of a new run, or ``""``."""
        if self.single is not None and self.single.exists():
            return str(self.single)
        if self.folder.is_dir():
            first = next((path for path in self.folder.iterdir() if not _is_bare(path)), None)
            return f"{self.folder} (it has {first.name})" if first else ""
        return ""

    def check_clear(self) -> None:
        """See that nothing but what a run has written would go with :meth:`clear`.

        Raises:
            ConfigError: there is something that no run wrote.
        """
        if self.folder.is_dir():
            foreign = [p.name for p in self.folder.iterdir() if not self._is_ours(p)]
            if foreign:
                raise ConfigError(
                    f"{self.folder} has {foreign[0]!r}, which no run wrote; name an empty folder with -o"
                )

    def clear(self) -> None:
        """Remove what a run has written here, and nothing else; the run's lock is held.

        Raises:
            ConfigError: there is something that no run wrote.
        """
        self.check_clear()
        if self.folder.is_dir():
            for path in list(self.folder.iterdir()):
                if path == self.state:  # the lock stays: it is held
                    for inside in path.iterdir():
                        if inside.name != LOCK:
                            inside.unlink()
                elif path.is_dir():
                    shutil.rmtree(path)
                else:
                    path.unlink()
        if self.single is not None:
            for path in (self.single, self.single_quarantine):
                path.unlink(missing_ok=True)

    def _is_ours(self, path: Path) -> bool:
        if path.is_symlink():
            return False  # what is written must not end elsewhere
        return path.name in ("_run", "_quarantine") if path.is_dir() else bool(_OURS.fullmatch(path.name))

    def prepare(self) -> None:
        """Make the folders.

        Raises:
            GovcleanError: they cannot be made, or one of them leads elsewhere.
        """
        try:
            for path in (self.folder, self.state, self.folder / "_quarantine"):
                path.mkdir(parents=path == self.folder, exist_ok=True)
                if path.is_symlink() and path != self.folder:
                    raise GovcleanError(f"{path} is a link; a run writes into its own folder only")
        except OSError as error:
            raise GovcleanError(
                f"cannot write {self.folder}: {error.strerror}; name another with -o"
            ) from error


def _is_bare(path: Path) -> bool:
    """Whether ``path`` is a folder as :meth:`Layout.prepare` makes it: a run was killed before it had written its plan."""
    if path.name not in ("_run", "_quarantine") or path.is_symlink() or not path.is_dir():
        return False
    return all(inside.name in (LOCK, ".plan.json.tmp") for inside in path.iterdir())


@contextlib.contextmanager
def lock_run(layout: Layout) -> Iterator[None]:
    """Keep other runs out of the folder while this one is at work; the system lifts the lock when the process ends.

    Where the file system has no locks (some network drives), as on Windows, it is the caller who sees to it.

    Raises:
        GovcleanError: another run is at work there.
    """
    try:
        import fcntl
    except ImportError:  # Windows
        yield
        return
    taken = GovcleanError(f"another run is writing to {layout.folder}; wait for it, or name another")
    path = layout.state / LOCK
    with open(path, "wb") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # not inherited by workers, unlike flock
        except OSError as error:
            if error.errno in (errno.EACCES, errno.EAGAIN):
                raise taken from error
        # The other run may have come to its end, and put its folder away, between our open and our lock.
        if not path.exists() or not os.path.samestat(os.fstat(file.fileno()), path.stat()):
            raise taken
        yield


def write_file(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all, whatever happens meanwhile."""
    temporary = path.with_name(f".{path.name}.tmp")
    with open(temporary, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    replace_file(temporary, path)


def replace_file(temporary: Path, path: Path) -> None:
    """Move a written file to its place, and make the move last."""
    os.replace(temporary, path)
    with contextlib.suppress(OSError):  # not every file system lets a folder be synced
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

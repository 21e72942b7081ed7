"""Read the code blocks of a Markdown page, and run them the way a reader would: top to bottom, in an empty folder.

- ``python`` blocks of a page share one namespace; ``sh`` and ``bash`` blocks run in the shell, and stop at the first command
  that fails.  Both see the files of the blocks before them.
- ``<!-- file: NAME -->`` before a block writes it into a file.
- ``<!-- output -->`` before a ``text`` block: the block above must have printed exactly this.
- ``<!-- not run: REASON -->`` before a block: it is shown, not run.  All of them are counted in ``test_snippets.py``.
- ``<!-- needs: MODULE[, MODULE] -->`` before a block: the page is left there if the package is not installed.
"""

from __future__ import annotations

import contextlib
import importlib.util
import io
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["RUN", "Block", "read_blocks", "run_page"]

RUN = ("python", "sh", "bash")

# A fence of three or more backticks at the start of a line, and perhaps a comment on the line before it.  Nothing repeats that
# could match in two ways.
_BLOCK = re.compile(
    r"(?:^<!--[ ]*(?P<mark>output|(?:file|not[ ]run|needs)[ ]*:[^\n]*?)[ ]*-->\n+)?"
    r"^(?P<fence>`{3,})(?P<language>[^\n`]*)\n(?P<text>.*?)^(?P=fence)[ ]*$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Block:
    """A code block: its language, its text, the line it begins in, and what the comment before it asks for."""

    language: str
    text: str
    line: int
    mark: str = ""
    value: str = ""


def read_blocks(page: Path) -> list[Block]:
    """Return the code blocks of a page, in order."""
    text = page.read_text(encoding="utf-8")
    out = []
    for match in _BLOCK.finditer(text):
        mark, _, value = (match["mark"] or "").partition(":")
        line = text.count("\n", 0, match.start("fence")) + 1
        out.append(
            Block(
                match["language"].strip(),
                match["text"],
                line,
                mark.strip().replace("not run", "skip"),
                value.strip(),
            )
        )
    return out


def run_page(page: Path, folder: Path) -> list[str]:
    """Run the blocks of ``page`` in ``folder``.

    Returns:
        the packages for want of which the rest of the page was not run; none if all was run.

    Raises:
        AssertionError: a block fails, or prints something else than the page says.
    """
    namespace: dict[str, Any] = {"__name__": "__main__"}
    printed = ""
    before = Path.cwd()
    os.chdir(folder)
    try:
        for block in read_blocks(page):
            where = f"{page.name}, line {block.line}"
            if block.mark == "needs":
                missing = [
                    m.strip() for m in block.value.split(",") if importlib.util.find_spec(m.strip()) is None
                ]
                if missing:
                    return missing
            if block.mark == "file":
                Path(block.value).parent.mkdir(parents=True, exist_ok=True)
                Path(block.value).write_text(block.text, encoding="utf-8")
            elif block.mark == "output":
                assert printed.rstrip() == block.text.rstrip(), f"{where}: the block above prints\n{printed}"
            elif block.mark != "skip" and block.language in RUN:
                printed = (
                    _python(block, namespace, where) if block.language == "python" else _shell(block, where)
                )
    finally:
        os.chdir(before)
    return []


def _python(block: Block, namespace: dict[str, Any], where: str) -> str:
    out = io.StringIO()
    code = compile("\n" * (block.line) + block.text, where, "exec")  # ours, from the page beside
    with contextlib.redirect_stdout(out):
        exec(code, namespace)
    return out.getvalue()


def _shell(block: Block, where: str) -> str:
    bin_folder = str(Path(sys.executable).parent)
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", block.text],
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=120,
        env={**os.environ, "PATH": bin_folder + os.pathsep + os.environ.get("PATH", "")},
    )
    assert done.returncode == 0, f"{where}: exit code {done.returncode}\n{done.stderr[-2000:]}"
    return done.stdout

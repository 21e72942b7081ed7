"""Build ``data/decoding_cns.txt``: planes 1 and 2 of CNS 11643 for ISO-2022-CN (RFC 1922).

Run:  python tools/build_decoding_cns.py

The table is read from the GNU C Library's converter (``iconv -f EUC-TW``): code positions and characters are those of
the standard.  A line of the file is one row of 94 characters, plane 1 first; U+FFFD stands where nothing is assigned.
"""

from __future__ import annotations

import pathlib
import subprocess

TARGET = pathlib.Path(__file__).parents[1] / "src/govclean/data/decoding_cns.txt"


def cell(code: bytes) -> str:
    run = subprocess.run(
        ["iconv", "-f", "EUC-TW", "-t", "UTF-8"], input=code, capture_output=True, check=False
    )
    text = run.stdout.decode("utf-8")
    return text if run.returncode == 0 and len(text) == 1 and not 0xE000 <= ord(text) <= 0xF8FF else "\ufffd"


def row(plane: int, lead: int) -> str:
    """Convert a row at once where it is full, cell by cell where it is not."""
    prefix = b"" if plane == 1 else bytes((0x8E, 0xA0 + plane))
    codes = [prefix + bytes((lead, trail)) for trail in range(0xA1, 0xFF)]
    run = subprocess.run(
        ["iconv", "-f", "EUC-TW", "-t", "UTF-8"], input=b"".join(codes), capture_output=True, check=False
    )
    text = run.stdout.decode("utf-8", "ignore")
    if run.returncode == 0 and len(text) == 94:
        return text
    return "".join(map(cell, codes))


def main() -> None:
    version = subprocess.run(["iconv", "--version"], capture_output=True, text=True, check=True).stdout
    lines = [
        "# CNS 11643-1992, planes 1 and 2, rows of 94; made by tools/build_decoding_cns.py",
        f"# from {version.splitlines()[0]} (LGPL-2.1-or-later; the assignments are those of the standard).",
    ]
    lines += [row(plane, lead) for plane in (1, 2) for lead in range(0xA1, 0xFF)]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(TARGET, TARGET.stat().st_size)


if __name__ == "__main__":
    main()

"""Decoding beside its peers: right encoding and text on the matrix, damage, other languages, speed, first call.

Run:  python benchmarks/bench_decode.py CORPUS_DIR [--rounds N] [--seed N] [--files DIR] [--only PART]

Peers, all from PyPI: chardet, charset-normalizer, faust-cchardet, resiliparse, beautifulsoup4 (UnicodeDammit).  They
name an encoding; their text is what Python decodes with it, errors replaced.  A peer that is not installed is left out.
``--files`` names a folder of Japanese and Korean files in folders named after their encodings (chardet's tests).
"""

from __future__ import annotations

import argparse
import collections
import importlib
import logging
import pathlib
import random
import subprocess
import sys
import time
from collections.abc import Callable

import decode_matrix as dm

Reader = Callable[[bytes], tuple[str, str]]  # data → encoding, text


def _decoded(data: bytes, name: str | None) -> tuple[str, str]:
    label = (name or "none").lower()
    codec = "gb18030" if label in ("gb2312", "gbk", "cp936") else label
    try:
        return label, data.decode(codec, "replace").removeprefix("\ufeff")
    except LookupError:
        return label, ""


def readers() -> dict[str, Reader]:
    """Return what can be compared on this machine."""
    out: dict[str, Reader] = {}

    def add(name: str, module: str, make: Callable[[object], Reader]) -> None:
        try:
            out[name] = make(importlib.import_module(module))
        except ImportError:
            print(f"{name}: not installed, left out", file=sys.stderr)

    def govclean(module: object) -> Reader:
        def read(data: bytes) -> tuple[str, str]:
            result = module.decode(data)  # type: ignore[attr-defined]
            return result.encoding.name, result.text

        return read

    def dammit(module: object) -> Reader:
        def read(data: bytes) -> tuple[str, str]:
            found = module.UnicodeDammit(data, is_html=True)  # type: ignore[attr-defined]
            return (found.original_encoding or "none").lower(), found.unicode_markup or ""

        return read

    def normalizer(module: object) -> Reader:
        def read(data: bytes) -> tuple[str, str]:
            best = module.from_bytes(data).best()  # type: ignore[attr-defined]
            return _decoded(data, best.encoding if best else None)

        return read

    add("govclean", "govclean.decoding", govclean)
    add("chardet", "chardet", lambda m: lambda d: _decoded(d, m.detect(d)["encoding"]))  # type: ignore[attr-defined]
    add("charset-normalizer", "charset_normalizer", normalizer)
    add("faust-cchardet", "cchardet", lambda m: lambda d: _decoded(d, m.detect(d)["encoding"]))  # type: ignore[attr-defined]
    add(
        "resiliparse",
        "resiliparse.parse.encoding",
        lambda m: lambda d: _decoded(d, m.detect_encoding(d, max_len=len(d), from_html_meta=False)),  # type: ignore[attr-defined]
    )
    add("UnicodeDammit", "bs4.dammit", dammit)
    return out


def family(name: str) -> str:
    return next((f"family {i}" for i, names in enumerate(dm.FAMILIES) if name in names), name)


def right_text(case: dm.Case, text: str) -> bool:
    """Whether a peer's text is as good as strict knowledge of the encoding gives with Python's codec."""
    if dm.survives(case, text):
        return True
    return bool(case.broken) and text == case.data.decode(case.encoding, "replace").removeprefix("\ufeff")


def run_matrix(corpus: pathlib.Path, seed: int, rounds: int) -> None:
    print(f"## Matrix: {corpus}, seed {seed}, {rounds} round(s)\n")
    tools = readers()
    cases = list(dm.matrix(corpus, seed, rounds))
    groups = [("core four, clean", lambda c: c.encoding in dm.CORE and not c.broken)]
    groups += [("core four, damaged", lambda c: c.encoding in dm.CORE and c.broken > 0)]
    groups += [("other five, clean", lambda c: c.encoding not in dm.CORE and not c.broken)]
    groups += [
        ("other five, damaged", lambda c: c.encoding not in dm.CORE and c.broken > 0),
        ("all", lambda c: True),
    ]
    print("| tool | measure |" + "".join(f" {name} |" for name, _ in groups))
    print("|---|---|" + "---:|" * len(groups))
    for tool, read in tools.items():
        good: collections.Counter[str] = collections.Counter()
        kin: collections.Counter[str] = collections.Counter()
        total: collections.Counter[str] = collections.Counter()
        for case in cases:
            name, text = read(case.data)
            for group, belongs in groups:
                if belongs(case):
                    total[group] += 1
                    good[group] += right_text(case, text)
                    kin[group] += family(name) == family(case.encoding)
        for measure, counts in (("text", good), ("family", kin)):
            print(
                f"| {tool} | {measure} |"
                + "".join(f" {100 * counts[g] / total[g]:.1f} % |" for g, _ in groups)
            )
    print(f"\n{len(cases)} inputs")


def run_damage(corpus: pathlib.Path, seed: int) -> None:
    print("\n## 25 KB with broken bytes: encoding right, lines untouched by damage that came out right\n")
    print("| tool |" + "".join(f" {e} {n} |" for e in ("gbk", "big5", "utf-8") for n in (1, 5, 20, 100)))
    print("|---|" + "---:|" * 12)
    for tool, read in readers().items():
        cells = []
        for encoding in ("gbk", "big5", "utf-8"):
            for times in (1, 5, 20, 100):
                rng = random.Random(f"{seed} {encoding} {times}")
                text = dm.body(rng, corpus, encoding, 25_000, False)
                data = dm.break_bytes(rng, text.encode(encoding), 0, times)
                name, result = read(data)
                lines = text.split("\n")
                whole = set(data.split(b"\n"))
                sound = [line for line in lines if line.encode(encoding) in whole]
                found = set(result.split("\n"))
                kept = sum(line in found for line in sound) / max(1, len(sound))
                cells.append(f" {'✓' if family(name) == family(encoding) else '✗'} {100 * kept:.1f} % |")
        print(f"| {tool} |" + "".join(cells))


def run_files(folder: pathlib.Path) -> None:
    print(f"\n## Japanese and Korean files taken for Chinese: {folder}\n")
    wanted = ("euc-jp", "shift_jis", "cp932", "iso-2022-jp", "euc-kr", "cp949", "iso-2022-kr", "johab")
    files = [f for d in sorted(folder.iterdir()) if d.name.lower() in wanted for f in sorted(d.iterdir())]
    chinese = ("gb", "big5", "hz", "cp936", "cp950", "euc-tw", "iso2022_cn", "iso-2022-cn")
    for tool, read in readers().items():
        wrong = sum(read(file.read_bytes())[0].startswith(chinese) for file in files)
        print(f"- {tool}: {wrong} of {len(files)}")


def run_speed(corpus: pathlib.Path, seed: int) -> None:
    print(
        "\n## Pages of 25 KB a second (best of 5 runs of 0.2 s), milliseconds and memory of the first call\n"
    )
    kinds = {"utf-8": ("utf-8", 0), "gbk": ("gbk", 0), "big5": ("big5", 0), "gbk, 3 broken": ("gbk", 3)}
    pages = {}
    for label, (encoding, times) in kinds.items():
        rng = random.Random(f"{seed} speed {label}")
        data = dm.body(rng, corpus, encoding, 25_000, False).encode(encoding)
        pages[label] = dm.break_bytes(rng, data, 0, times)
    print("| tool |" + "".join(f" {label} |" for label in pages) + " first call |")
    print("|---|" + "---:|" * (len(pages) + 1))
    for tool, read in readers().items():
        cells = [f" {_rate(read, data):,.0f} |" for data in pages.values()]
        print(f"| {tool} |" + "".join(cells) + f" {_first_call(tool)} |")


def _rate(read: Reader, data: bytes) -> float:
    read(data)
    best = 0.0
    for _ in range(5):
        count, start = 0, time.perf_counter()
        while (spent := time.perf_counter() - start) < 0.2:
            read(data)
            count += 1
        best = max(best, count / spent)
    return best


_FIRST = """
import time
def resident():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))
{load}
data = ("<p>" + "关于公布有关事项的通知，请认真遵照执行。" * 600 + "</p>").encode("gbk")
before = resident()
start = time.perf_counter()
{call}
print(f"{{(time.perf_counter() - start) * 1000:.0f}} ms, +{{(resident() - before) / 1024:.0f}} MB")
"""
_LOADS = {
    "govclean": ("from govclean.decoding import decode", "decode(data)"),
    "chardet": ("import chardet", "chardet.detect(data)"),
    "charset-normalizer": ("import charset_normalizer as c", "c.from_bytes(data).best()"),
    "faust-cchardet": ("import cchardet", "cchardet.detect(data)"),
    "resiliparse": ("from resiliparse.parse.encoding import detect_encoding as d", "d(data)"),
    "UnicodeDammit": ("from bs4.dammit import UnicodeDammit as U", "U(data, is_html=True)"),
}


def _first_call(tool: str) -> str:
    load, call = _LOADS[tool]
    run = subprocess.run(
        [sys.executable, "-c", _FIRST.format(load=load, call=call)],
        capture_output=True,
        text=True,
        check=False,
    )
    return run.stdout.strip() or "–"


def main() -> None:
    logging.disable(logging.WARNING)  # UnicodeDammit logs each damaged page
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--files", type=pathlib.Path)
    parser.add_argument("--only", choices=("matrix", "damage", "files", "speed"))
    options = parser.parse_args()
    if options.only in (None, "matrix"):
        run_matrix(options.corpus, options.seed, options.rounds)
    if options.only in (None, "damage"):
        run_damage(options.corpus, options.seed)
    if options.files and options.only in (None, "files"):
        run_files(options.files)
    if options.only in (None, "speed"):
        run_speed(options.corpus, options.seed)


if __name__ == "__main__":
    main()

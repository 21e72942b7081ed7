"""Where a page says it is from: site code, police record, ICP filing, host name and issuer, held against each other.

A copy of a page on somebody else's host keeps the footer of the original or shows its own; either way two of these
independent clues disagree.  That is a warning, never a correction.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from ..fold import fold
from ..page import Page

__all__ = ["SIGNS", "check_region"]

# GB/T 2260 province code → short name in ICP filings (MIIT; 川 files as 蜀, 贵 as 黔, 云 as 滇, 甘 as 陇 or 甘, 陕 as 陕 or 秦),
# label under gov.cn (CNNIC registration rules, annex), pinyin under gov.cn.  The labels gz, sx and xz are left out: they are 贵州,
# 山西 and 西藏 by the rules, and the cities 广州, 绍兴 and 徐州 in use.
_PROVINCES = (
    ("11", "京", "bj beijing"), ("12", "津", "tj tianjin"), ("13", "冀", "he hebei"), ("14", "晋", "shanxi"), ("15", "蒙", "nm nmg"),
    ("21", "辽", "ln liaoning"), ("22", "吉", "jl"), ("23", "黑", "hl hlj"), ("31", "沪", "sh shanghai"), ("32", "苏", "js jiangsu"),
    ("33", "浙", "zj"), ("34", "皖", "ah"), ("35", "闽", "fj fujian"), ("36", "赣", "jx jiangxi"), ("37", "鲁", "sd shandong"),
    ("41", "豫", "ha henan"), ("42", "鄂", "hb hubei"), ("43", "湘", "hn hunan"), ("44", "粤", "gd"), ("45", "桂", "gx gxzf"),
    ("46", "琼", "hi hainan"), ("50", "渝", "cq"), ("51", "川蜀", "sc"), ("52", "贵黔", "guizhou"), ("53", "云滇", "yn"),
    ("54", "藏", "xizang"), ("61", "陕秦", "sn shaanxi"), ("62", "甘陇", "gs gansu"), ("63", "青", "qh qinghai"), ("64", "宁", "nx"),
    ("65", "新", "xj xinjiang"),
)  # fmt: skip
SIGNS = "".join(signs for _, signs, _ in _PROVINCES)
"""One character a province, as ICP filings and police records begin."""
_BY_SIGN = {sign: code for code, signs, _ in _PROVINCES for sign in signs}
_BY_LABEL = {label: code for code, _, labels in _PROVINCES for label in labels.split()}
_ICP = re.compile(r"(?P<sign>[\u4e00-\u9fff])\s{0,2}ICP", re.IGNORECASE)
_POLICE = re.compile(r"\d{11,14}")


def clues(page: Page) -> dict[str, frozenset[str]]:
    """Return the codes of the provinces that each clue allows; clues that name no province are left out.

    The host (主办) is looked up among all divisions since 1980; a name that several provinces bear or bore allows them all.
    """
    found: dict[str, frozenset[str]] = {}
    code = page.site.get("id_code", "")
    if re.fullmatch(r"\d{10}", code) and code[:2] in _CODES:
        found["site code"] = frozenset({code[:2]})
    police = _POLICE.search(page.site.get("police_record", ""))
    if police is not None and police[0][:2] in _CODES:
        found["police record"] = frozenset({police[0][:2]})
    icp = _ICP.search(fold(page.site.get("icp", "")))
    if icp is not None and icp["sign"] in _BY_SIGN:
        found["ICP filing"] = frozenset({_BY_SIGN[icp["sign"]]})
    label = _host_province(page.url)
    if label:
        found["host name"] = frozenset({label})
    if found:  # alone a name is no clue, and the table of names is not read for nothing
        place = _place_of(page.site.get("host", ""))
        if place:
            found["host"] = place
    return found


def _place_of(name: str) -> frozenset[str]:
    """Return the provinces of the division with which ``name`` begins (某县人民政府), or none."""
    if len(name) < 4:
        return frozenset()
    from ..strip.gazetteer import find_places

    place = next((p for start, _, p in find_places(fold(name)) if start == 0), None)
    if place is None:
        return frozenset()
    return place.provinces | {
        new for old, new, until in _MOVED if old in place.provinces and place.last <= until
    }


# What became a province of its own: names that ended before may stand on a site of the new one (海南 1988, 重庆 1997).
_MOVED = (("44", "46", "198812"), ("51", "50", "199712"))


_CODES = frozenset(code for code, _, _ in _PROVINCES)


def _host_province(url: str | None) -> str | None:
    """Return the province of ``….<province>.gov.cn``; other hosts tell nothing."""
    try:
        host = (urlsplit(url or "").hostname or "").lower()
    except ValueError:
        return None
    labels = host.split(".")
    if labels[-2:] != ["gov", "cn"] or len(labels) < 3:
        return None
    return _BY_LABEL.get(labels[-3])


def check_region(page: Page) -> None:
    """Warn where the clues to the page's region contradict each other, or the issuer's place lies elsewhere."""
    found = clues(page)
    if not found:
        return
    told = ", ".join(f"{name} {'/'.join(sorted(codes))}" for name, codes in found.items())
    common = frozenset.intersection(*found.values())
    if not common:
        # A label under gov.cn is given to the province itself: on such a host what disagrees is rather a wrong entry of the
        # template than a copy (a page of a province has the site code of another one).
        guess = "one of them is wrong" if "host name" in found else "the page may be a copy"
        page.warn("fields.region", f"the clues to the region disagree ({told}); {guess}")
        return
    issuer = str(page.values.get("issuer") or "")
    place = _place_of(issuer)
    if place and not place & common:
        page.warn(
            "fields.region",
            f"the issuer {issuer} is not in the region of the site ({told}); the page may be a copy",
        )

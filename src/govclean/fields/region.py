"""Where a page says it is from: site code, police record, ICP filing, host name and issuer, held against each other.

A copy of a page on somebody else's host keeps the footer of the original or shows its own; either way two of these
independent clues disagree.  That is a warning, never a correction.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from ..fold import fold
from ..page import Page

__all__ = ["check_region"]

# GB/T 2260 province code → short name in ICP filings (MIIT; 川 files as 蜀, 贵 as 黔, 云 as 滇, 甘 as 陇 or 甘, 陕 as 陕 or 秦),
# label under gov.cn (CNNIC registration rules, annex), pinyin under gov.cn.
_PROVINCES = (
    ("11", "京", "bj beijing"), ("12", "津", "tj tianjin"), ("13", "冀", "he hebei"), ("14", "晋", "sx shanxi"), ("15", "蒙", "nm nmg"),
    ("21", "辽", "ln liaoning"), ("22", "吉", "jl"), ("23", "黑", "hl hlj"), ("31", "沪", "sh shanghai"), ("32", "苏", "js jiangsu"),
    ("33", "浙", "zj"), ("34", "皖", "ah"), ("35", "闽", "fj fujian"), ("36", "赣", "jx jiangxi"), ("37", "鲁", "sd shandong"),
    ("41", "豫", "ha henan"), ("42", "鄂", "hb hubei"), ("43", "湘", "hn hunan"), ("44", "粤", "gd"), ("45", "桂", "gx gxzf"),
    ("46", "琼", "hi hainan"), ("50", "渝", "cq"), ("51", "川蜀", "sc"), ("52", "贵黔", "gz guizhou"), ("53", "云滇", "yn"),
    ("54", "藏", "xz xizang"), ("61", "陕秦", "sn shaanxi"), ("62", "甘陇", "gs gansu"), ("63", "青", "qh qinghai"), ("64", "宁", "nx"),
    ("65", "新", "xj xinjiang"),
)  # fmt: skip
_BY_SIGN = {sign: code for code, signs, _ in _PROVINCES for sign in signs}
_BY_LABEL = {label: code for code, _, labels in _PROVINCES for label in labels.split()}
_ICP = re.compile(r"(?P<sign>[\u4e00-\u9fff])\s{0,2}ICP", re.IGNORECASE)
_POLICE = re.compile(r"\d{11,14}")


def clues(page: Page) -> dict[str, str]:
    """Return the province code that each clue gives; clues that name no province are left out."""
    found: dict[str, str] = {}
    code = page.site.get("id_code", "")
    if re.fullmatch(r"\d{10}", code) and code[:2] in _CODES:
        found["site code"] = code[:2]
    police = _POLICE.search(page.site.get("police_record", ""))
    if police is not None and police[0][:2] in _CODES:
        found["police record"] = police[0][:2]
    icp = _ICP.search(fold(page.site.get("icp", "")))
    if icp is not None and icp["sign"] in _BY_SIGN:
        found["ICP filing"] = _BY_SIGN[icp["sign"]]
    host = _host_province(page.url)
    if host:
        found["host name"] = host
    return found


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
    if len(found) >= 2 and len(set(found.values())) > 1:
        told = ", ".join(f"{name} {code}" for name, code in found.items())
        page.warn("fields.region", f"the clues to the region disagree ({told}); the page may be a copy")
        return
    issuer = page.values.get("issuer")
    if not issuer or not found:
        return
    from ..strip.gazetteer import find_places

    home = next(iter(found.values()))
    place = next((p for start, _, p in find_places(fold(str(issuer))) if start == 0), None)
    if place is not None and home not in place.provinces:
        page.warn(
            "fields.region",
            f"the issuer {issuer} is not in the region of the site ({next(iter(found))} {home}); the page may be a copy",
        )

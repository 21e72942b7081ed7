"""Clues to a page's region, held against each other."""

from __future__ import annotations

import pytest

from govclean import Article, clean

from .pages import BODY, RECORD, TITLE, page


def warned(article: Article) -> bool:
    return any(w.startswith("fields.region") for w in article.warnings)


def region_page(code: str, icp: str, issuer: str = "") -> str:
    head = f"<title>{TITLE}</title><meta name='SiteIDCode' content='{code}'>"
    rows = {**RECORD, "发文机关：": issuer}
    table = "<table>" + "".join(f"<tr><td>{k}</td><td>{v}</td></tr>" for k, v in rows.items()) + "</table>"
    foot = f"<div class='footer'>主办：青云县人民政府办公室 {icp} 网站标识码：{code}</div>"
    return page(table if issuer else "", BODY, head=head, foot=foot)


@pytest.mark.parametrize(
    ("code", "icp", "url", "expected"),
    [
        ("4301000001", "湘ICP备12345678号", "http://www.qingyun.hn.gov.cn/1.html", False),
        ("4301000001", "湘ICP备12345678号", "http://www.qingyun.example.com/1.html", False),
        ("5101000001", "蜀ICP备12345678号", None, False),
        ("bm01000001", "京ICP备12345678号", "http://www.example.gov.cn/1.html", False),
        ("4301000001", "粤ICP备12345678号", None, True),
        ("4301000001", "湘ICP备12345678号", "http://www.qingyun.gd.gov.cn/1.html", True),
    ],
)
def test_clues(code: str, icp: str, url: str | None, expected: bool) -> None:
    assert warned(clean(region_page(code, icp), url=url)) is expected


@pytest.mark.parametrize(
    ("issuer", "expected"),
    [
        ("渭源县人民政府", False),
        ("兰州市水利局", False),
        ("青岛市水利局", True),
        ("国务院办公厅", False),
        ("县水利局", False),
    ],
)
def test_issuer(issuer: str, expected: bool) -> None:
    assert warned(clean(region_page("6211230001", "陇ICP备12345678号", issuer))) is expected


def footer_page(host: str, code: str) -> str:
    foot = f"<div class='footer'>主办：{host} 网站标识码：{code} 版权所有</div>"
    return page("<div>来源：县水利局 2021-03-13</div>", BODY, foot=foot)


@pytest.mark.parametrize(
    ("host", "code", "expected"),
    [
        ("渭源县人民政府办公室", "6211230001", False),
        ("渭源县人民政府办公室", "4311230001", True),
        ("江津县人民政府办公室", "5001160001", False),  # of 四川 until 1997, of 重庆 since
        ("江津县人民政府办公室", "5101160001", False),
        ("朝阳区人民政府", "2201040001", False),  # 北京, 长春, 汕头
        ("朝阳区人民政府", "4301040001", True),
        ("青云县人民政府", "4301040001", False),  # not in the table: tells nothing
        ("县水利局", "4301040001", False),
    ],
)
def test_host_against_the_site_code(host: str, code: str, expected: bool) -> None:
    assert warned(clean(footer_page(host, code))) is expected


@pytest.mark.parametrize("label", ["gz", "sx", "xz"])
def test_labels_that_cities_use_tell_nothing(label: str) -> None:
    url = f"http://www.{label}.gov.cn/1.html"
    assert not warned(clean(region_page("4401000001", "粤ICP备12345678号"), url=url))

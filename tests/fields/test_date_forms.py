"""Dates in the header line, in every form seen, and lines that state none; the day and the name under a document."""

from __future__ import annotations

import datetime as dt

import pytest

from govclean.fields.dates import find_dates, is_only_date, read_date

from .pages import NOTICE, page, read

DAY = "2021-03-13"
TEXT = (
    "<p>各乡镇人民政府，县直各有关部门：</p><p>为切实做好春季农业生产工作，根据上级有关要求，经县人民政府同意，现就有关事项通知如下。</p>"
    "<p>一、落实工作责任。县农业局负责技术指导，县财政局负责资金保障，各乡镇负责组织实施和农资供应保障工作。</p>"
)
NUMBER = "青政办发〔2021〕5号"

FORMS = {
    "发布时间：13/03/2021": DAY,
    "发布时间：03/13/2021": DAY,
    "发布时间：3/13/2021 10:40:00 AM": f"{DAY} 10:40:00+08:00",
    "13-03-2021": DAY,
    "发布时间：3/3/2021": "2021-03-03",
    "发布时间：2021·03·13": DAY,
    "<i>2021</i><b>03-13</b>": DAY,
    "<em>13</em><span>2021-03</span>": DAY,
    "<b>03-13</b> <i>2021</i>": DAY,
    "<span>发布时间：</span><em>2021年03月13日</em><em>10:40</em>": f"{DAY} 10:40:00+08:00",
    "发布日期：[2021-03-13]": DAY,
    "发布时间：2021-03-13T02:40:00Z": f"{DAY} 10:40:00+08:00",
    "发布时间：20210313104000": f"{DAY} 10:40:00+08:00",
    "二0二一年三月十三日": DAY,
    "發布日期：民國110年3月13日": DAY,
    "发布时间：03/04/2021": None,
    "发布时间：1970-01-01": None,
    "发布时间：2021年3月": None,
    "发布时间：二〇二一年三月": None,
    "发布时间：0000-00-00": None,
    "会议时间：2021年3月13日": None,
    "报名时间：2021-03-13至2021-04-01": None,
    "开标日期：2021-03-13": None,
    "浏览次数：20210313": None,
    "今天是2021年3月13日": None,
}


@pytest.mark.parametrize("line", FORMS)
def test_header_line(line: str) -> None:
    article = read(page(f"<div class='info'>{line}</div>"))
    assert (str(article.published_at) if article.published_at else None) == FORMS[line]
    assert (article.signed_on, article.modified_at) == (None, None)


def test_day_and_month_that_may_be_exchanged_are_told() -> None:
    article = read(page("<div class='info'>发布时间：03/04/2021</div>"))
    assert article.published_at is None
    assert any(w.startswith("fields.damaged-date") for w in article.warnings)


@pytest.mark.parametrize(
    "text", ["182022-03号文件", "第03-18 2022号", "010-12-2022-3", "13/03/20213", "1.13/03/2021"]
)
def test_numbers_are_no_dates(text: str) -> None:
    assert not find_dates(text)


def test_date_box_is_a_whole_line() -> None:
    assert is_only_date("18 2022-03") is not None
    assert not find_dates("共 18 2022-03 期")
    guess = read_date("03/04/2021")
    assert guess is not None
    assert not guess.asserted


OFFICE = "青云县人民政府办公室"
SIGNATURES = {
    f"<p>{OFFICE}</p><p>2021年3月10日</p>": OFFICE,
    f"<p>2021年3月10日</p><p>{OFFICE}</p>": OFFICE,
    f"<p>{OFFICE}（章）</p><p>2021年3月10日</p>": OFFICE,
    f"<p>{OFFICE}　2021年3月10日</p>": OFFICE,
    f"<p>{OFFICE}</p><p>二○二一年三月十日</p><p>（此件公开发布）</p>": OFFICE,
    "<p>青 云 县 水 利 局</p><p>2021 年 3 月 10 日</p>": "青云县水利局",
    "<p>青云县水利局　　　　青云县财政局</p><p>2021年3月10日</p>": "青云县水利局 青云县财政局",
    "<p>青云县水利局</p><p>青云县财政局</p><p>2021年3月10日</p>": "青云县水利局 青云县财政局",
    "<p>青云县第一中学</p><p>2021年3月10日</p>": "青云县第一中学",
    "<p>县长　王大海</p><p>2021年3月10日</p>": None,
    "<p>2021年3月10日</p>": None,
}


@pytest.mark.parametrize("signature", SIGNATURES)
def test_signature(signature: str) -> None:
    header = f"<div>发布时间：{DAY}</div><p align=center>{NUMBER}</p>"
    article = read(
        page(header, TEXT + signature, title=f"<h1>{NOTICE}</h1>", head=f"<title>{NOTICE}</title>")
    )
    assert article.signed_on == dt.date(2021, 3, 10)
    assert (article.issuer, article.document_number, str(article.published_at)) == (
        SIGNATURES[signature],
        NUMBER,
        DAY,
    )
    assert "3" in article.text.splitlines()[-1] or "公开" in article.text or OFFICE in article.text


@pytest.mark.parametrize(
    "end",
    [
        f"<p>抄送：县委办公室，县人大常委会办公室。</p><p>{OFFICE}　　2021年3月11日印发</p>",
        "<p>以上通知自2021年4月1日起施行，有效期5年。</p>",
        "",
    ],
)
def test_no_signature(end: str) -> None:
    article = read(
        page(
            f"<div>发布时间：{DAY}</div><p align=center>{NUMBER}</p>", TEXT + end, title=f"<h1>{NOTICE}</h1>"
        )
    )
    assert (article.signed_on, article.issuer) == (None, None)


def test_day_alone_below_a_news_item_is_no_signature() -> None:
    article = read(page(f"<div>发布时间：{DAY}</div>", TEXT + "<p>2021年3月10日</p>"))
    assert article.signed_on is None


@pytest.mark.parametrize(
    ("name", "signs"),
    {
        "青云海关": True,
        "青云县商会": True,
        "青云县慈善总会": True,
        "青云县博物馆": True,
        "某某银行青云县支行": True,
        "青云县植物园": True,
        "青云监狱": True,
        "相关的事": False,
        "谢谢大家": False,
    }.items(),
)
def test_bodies_that_sign(name: str, signs: bool) -> None:
    signature = f"<p>{name}</p><p>2021年3月10日</p><p>请各单位按时参加，并提前做好准备。</p>"
    article = read(page(f"<div>发布时间：{DAY}</div>", TEXT + signature, title=f"<h1>{NOTICE}</h1>"))
    assert (article.signed_on is not None) is signs

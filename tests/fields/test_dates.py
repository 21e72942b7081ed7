"""The written forms of a date, and what is not one."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govclean.fields.dates import CST, find_dates, is_only_date, read_date, read_meta_date

from .pages import page, read

DAY = dt.date(2021, 3, 13)

# The fourteen forms of government pages.
FORMS = {
    "发布时间：2021-03-13 08:30": dt.datetime(2021, 3, 13, 8, 30, tzinfo=CST),
    "时间：2021年3月13日": DAY,
    "2021/3/13": DAY,
    "2021.03.13": DAY,
    "[2021-03-13]": DAY,
    "二〇二一年三月十三日": DAY,
    "发布日期：二○二一年三月十三日": DAY,
    "發佈日期：民國110年3月13日": DAY,
    "发布时间：21-03-13": DAY,
    "2021 年 3 月 13 日": DAY,
    "成文日期：2021年2月1日　发布日期：2021年3月13日": DAY,
    "更新时间：2021-04-01　发布时间：2021-03-13": DAY,
    "发布日期：20210313　浏览次数：20191231": DAY,
}


@pytest.mark.parametrize(("header", "day"), FORMS.items())
def test_form_in_a_header_line(header: str, day: dt.date) -> None:
    article = read(page(f"<div>{header}</div>"))
    assert article.published_at == day
    assert header not in article.text


def test_form_in_a_signature() -> None:
    article = read(page("", page_body_signed()))
    assert article.signed_on == DAY
    assert article.published_at is None


def page_body_signed() -> str:
    from .pages import BODY

    return BODY + "<p>青云县农业农村局</p><p>二○二一年三月十三日</p>"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2011- 09- 01 14: 58: 15", dt.datetime(2011, 9, 1, 14, 58, 15, tzinfo=CST)),
        ("2017-03-28-00:00:00", dt.datetime(2017, 3, 28, tzinfo=CST)),
        ("2017——04——12 21:37", dt.datetime(2017, 4, 12, 21, 37, tzinfo=CST)),
        ("2020年09月15日 09时32分", dt.datetime(2020, 9, 15, 9, 32, tzinfo=CST)),
        ("2021年3月13日下午3时5分", dt.datetime(2021, 3, 13, 15, 5, tzinfo=CST)),
        ("2021年3月13日12:05 am", dt.datetime(2021, 3, 13, 0, 5, tzinfo=CST)),
        ("2024年5月20日週一 下午2:05", dt.datetime(2024, 5, 20, 14, 5, tzinfo=CST)),
        ("2012-01-17T17:06:40+08:00", dt.datetime(2012, 1, 17, 17, 6, 40, tzinfo=CST)),
        ("2022-02-06T12:48:06Z", dt.datetime(2022, 2, 6, 20, 48, 6, tzinfo=CST)),
        ("2021-03-13 24:00", dt.datetime(2021, 3, 14, tzinfo=CST)),
        ("民國一百一十年三月十三日", DAY),
        ("110-03-13", DAY),
        ("二Ｏ二一年三月卅一日", dt.date(2021, 3, 31)),
        ("二零零七年元月初六日", dt.date(2007, 1, 6)),
        ("２０２１年３月１３日", DAY),
        ("97.1.5", dt.date(1997, 1, 5)),
        ("2021-10-20 hh:mm", dt.date(2021, 10, 20)),
    ],
)
def test_other_forms(text: str, day: dt.date) -> None:
    found = read_date(text)
    assert found is not None
    assert found.value == day
    assert found.asserted


@pytest.mark.parametrize(
    "text",
    [
        "2021年4月31日",
        "2021-13-01",
        "1.2.3",
        "12.5.30.7",
        "2018—2035年",
        "一年一度",
        "0731-12345678",
        "2021",
        "第2021次",
        "",
    ],
)
def test_no_date(text: str) -> None:
    assert read_date(text) is None


@pytest.mark.parametrize(
    ("text", "day", "asserted"),
    [
        ("201395", dt.date(2013, 9, 5), False),
        ("2013113", dt.date(2013, 1, 13), False),
        ("2013?9?5?", dt.date(2013, 9, 5), True),
        ("2013 9 5", dt.date(2013, 9, 5), True),
        ("二?一三年九月五日", dt.date(2013, 9, 5), True),
    ],
)
def test_damaged_forms_are_flagged(text: str, day: dt.date, asserted: bool) -> None:
    found = read_date(text)
    assert found is not None
    assert (found.value, found.asserted) == (day, asserted)
    assert found.confidence < 0.8
    assert found.note


def test_damaged_date_is_a_candidate_and_a_warning() -> None:
    article = read(page("<div>发布时间：201395</div>"))
    assert article.published_at is None
    assert any(w.startswith("fields.damaged-date") and "2013-09-05" in w for w in article.warnings)
    choice = article.trail.choice("published_at")
    assert choice is not None
    assert choice.chosen == ""
    assert [c.value for c in choice.candidates] == ["201395"]


@pytest.mark.parametrize(
    "header",
    [
        "",
        "<div>浏览次数：20191231</div>",
        "<div>时间：3月13日至20日</div>",
        "<div>今天是2024年5月1日 星期三</div>",
        "<p>您是第 20191231 位读者</p>",
    ],
)
def test_copyright_year_and_counter_are_no_date(header: str) -> None:
    title = "<div>今天是2024年5月1日 星期三</div><h1>青云县春季农业生产服务指南</h1>"
    assert read(page(header, title=title)).published_at is None


def test_displayed_date_goes_before_the_tag() -> None:
    head = "<title>甲</title><meta name='PubDate' content='2023-05-12 23:20'>"
    article = read(page("<div>发布时间：2021-03-13</div>", head=head))
    assert article.published_at == DAY
    assert any(w.startswith("fields.dates-disagree") for w in article.warnings)


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("2021-03-13 10:11", dt.datetime(2021, 3, 13, 10, 11, tzinfo=CST)),
        ("2021-03-13 02:30", DAY),  # hh:mm on a 12-hour clock
        ("2021-03-14 10:11", DAY),
    ],
)
def test_time_of_day_is_taken_from_a_tag_that_agrees(tag: str, expected: dt.date) -> None:
    head = f"<title>甲</title><meta name='PubDate' content='{tag}'>"
    assert read(page("<div>发布时间：2021-03-13</div>", head=head)).published_at == expected


def test_three_dates_are_never_merged() -> None:
    article = read(page("<div>发布时间：2021-03-20 更新时间：2021-04-01</div>", page_body_signed()))
    assert article.signed_on == DAY
    assert article.published_at == dt.date(2021, 3, 20)
    assert article.modified_at == dt.date(2021, 4, 1)


def test_meta_dates() -> None:
    assert read_meta_date("Tue, 17 Jan 2012 17:06:40 +0800") == dt.datetime(
        2012, 1, 17, 17, 6, 40, tzinfo=CST
    )
    assert read_meta_date("2025-04-13-12:09:00") == dt.datetime(2025, 4, 13, 12, 9, tzinfo=CST)
    assert read_meta_date("hh:mm, soon") is None
    assert read_meta_date("201395") is None


def test_only_a_date() -> None:
    assert is_only_date("（2021年3月13日 星期六）") is not None
    assert is_only_date("2021年3月13日召开") is None
    assert is_only_date("2021年3月13日—2021年3月20日") is None


@given(
    st.dates(dt.date(1950, 1, 1), dt.date(2099, 12, 31)),
    st.sampled_from(
        ["{0.year}年{0.month}月{0.day}日", "{0:%Y-%m-%d}", "{0.year}/{0.month}/{0.day}", "{0:%Y%m%d}"]
    ),
)
def test_every_day_is_read_back(day: dt.date, form: str) -> None:
    found = read_date(form.format(day))
    assert found is not None
    assert found.value == day


@given(st.text(alphabet="二〇一三年月日十0123456789-/. :?民国（）下午上时分", max_size=60))
def test_any_text_is_read_without_error(text: str) -> None:
    for found in find_dates(text, loose=True):
        assert 0 <= found.start < found.end <= len(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("20210313083000", "2021-03-13T08:30:00+08:00"),
        ("97-05-06", "1997-05-06"),
        ("21-03-13", "2021-03-13"),
        ("2021-03-13 24:00", "2021-03-14T00:00:00+08:00"),
        ("2021-03-13 24:30", "2021-03-13"),
    ],
)
def test_forms_at_the_edges(text: str, value: str) -> None:
    found = read_date(text)
    assert found is not None
    assert found.value.isoformat() == value


@pytest.mark.parametrize("text", ["60-01-01", "96-12-31"])
def test_two_digit_years_before_the_first_sites_are_no_dates(text: str) -> None:
    assert read_date(text) is None


def test_a_day_that_cannot_be_is_told_and_not_asserted() -> None:
    import govclean

    page = (
        "<h1>关于调整公交线路的公告</h1><p>发布时间：2021-06-31 来源：临河市交通运输局</p>"
        "<p>因道路施工，自七月一日起，12路公交车临时改道，途经人民路、建设路，请市民合理安排出行。</p>"
        "<p>施工结束后恢复原线路，由此带来的不便，敬请谅解。</p>"
    )
    article = govclean.clean(page)
    assert article.published_at is None
    assert any(w.startswith("fields.impossible-date: ") and "2021-06-31" in w for w in article.warnings)

"""发文字号, orders, announcements and 索引号."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govclean.fields.numbers import find_numbers, is_only_number, read_index_number, read_number

from .pages import BODY, NOTICE, SIGNED, page, read


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("青政办发〔2021〕12号", "青政办发〔2021〕12号"),
        ("青政办发[2013]99号", "青政办发〔2013〕99号"),
        ("青政办(2011)129号", "青政办〔2011〕129号"),
        ("青政办（2011）129号", "青政办〔2011〕129号"),
        ("青政发【2026】第01号", "青政发〔2026〕1号"),
        ("青办发﹝2017﹞47号", "青办发〔2017〕47号"),
        ("青政办发〔 2017 〕 8 号", "青政办发〔2017〕8号"),
        ("青 政 办〔2017〕47号", "青政办〔2017〕47号"),
        ("青政發〔2022〕5號", "青政發〔2022〕5號"),
        ("青政发〔2022年〕5号", "青政发〔2022〕5号"),
        ("青政发[2022）5号", "青政发〔2022〕5号"),
        ("青云市人民政府令第24号", "青云市人民政府令第24号"),
        ("青云市人民政府令 第 二十四 号", "青云市人民政府令第二十四号"),
        ("公告2021年第5号", "公告2021年第5号"),
        ("2021年第5号公告", "2021年第5号公告"),
    ],
)
def test_forms(text: str, value: str) -> None:
    found = read_number(text)
    assert found is not None
    assert found.value == value
    assert is_only_number(text) is not None


@pytest.mark.parametrize(
    "text",
    ["（2021）青01民终123号", "青发42号", "第十二条", "令第5号", "2021年5号", "电话：0731-12345678号", ""],
)
def test_no_number(text: str) -> None:
    assert read_number(text) is None
    assert find_numbers(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("根据青政发〔2022〕5号", "青政发〔2022〕5号"),
        ("现将和政发【2020】3号文印发", "和政发〔2020〕3号"),
        ("《关于加强管理的意见》（青政发〔2010〕33号）", "青政发〔2010〕33号"),
        ("和青政发〔2015〕3号", "青政发〔2015〕3号"),
        ("浙经信投资〔2019〕5号", "浙经信投资〔2019〕5号"),
        ("根据青云市人民政府令第724号的规定", "青云市人民政府令第724号"),
    ],
)
def test_prose_in_front_is_cut(text: str, value: str) -> None:
    assert [n.value for n in find_numbers(text)] == [value]


def test_cited_number_is_not_the_documents_own() -> None:
    article = read(
        page(
            "<div>发布时间：2021-03-13</div>",
            "<p>根据青政发〔2020〕5号文件要求，现就有关事项通知如下。</p>" + BODY,
        )
    )
    assert article.document_number is None


def test_number_under_the_title() -> None:
    article = read(
        page("<p>青政办发[2021]05号</p>", SIGNED, f"<h1>{NOTICE}</h1>", f"<title>{NOTICE}</title>")
    )
    assert article.document_number == "青政办发〔2021〕5号"
    choice = article.trail.choice("document_number")
    assert choice is not None
    assert "青政办发[2021]05号" in choice.candidates[0].note
    assert "05号" not in article.text


def test_number_at_the_end_of_the_title() -> None:
    title = NOTICE + "（青政办发〔2021〕5号）"
    assert (
        read(page("", SIGNED, f"<h1>{title}</h1>", f"<title>{title}</title>")).document_number
        == "青政办发〔2021〕5号"
    )


def test_number_cited_in_the_title() -> None:
    title = "青云县人民政府关于废止青政发〔2010〕3号文件的通知"
    assert read(page("", SIGNED, f"<h1>{title}</h1>", f"<title>{title}</title>")).document_number is None


def test_order_in_two_lines() -> None:
    body = "<p>青云市人民政府令</p><p>第 24 号</p>" + BODY + "<p>市长 张三</p><p>2021年3月10日</p>"
    article = read(page("<div>发布时间：2021-03-13</div>", body))
    assert article.document_number == "青云市人民政府令第24号"
    assert str(article.signed_on) == "2021-03-10"
    assert article.text.startswith("近日")


@pytest.mark.parametrize(
    "text",
    [
        "000014349/2017-00110", "113417030032499282/202011-00140", "11330683742010670P/2017-84094", "111423LL00100/2013-01026",
        "20191202-189769", "360A12-07-2024-0008-1", "青云县/2021-001",
    ],
)  # fmt: skip
def test_index_number(text: str) -> None:
    assert read_index_number(text) == text


def test_index_number_with_spaces_and_company() -> None:
    assert read_index_number("640400001 / 2016-14852 主题分类") == "640400001/2016-14852"


@pytest.mark.parametrize("text", ["", "无", "-", "K 20", "暂无索引号", "0"])
def test_no_index_number(text: str) -> None:
    assert read_index_number(text) is None


@given(st.text(alphabet="青政办发〔〕[]（）2021年第0123号令公告 根据的和", max_size=60))
def test_any_text_is_read_without_error(text: str) -> None:
    for found in find_numbers(text):
        assert text[found.start : found.end] == found.original
    read_number(text)
    is_only_number(text)
    read_index_number(text)

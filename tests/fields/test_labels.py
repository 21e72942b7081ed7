"""Labels, and one line taken apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govclean.fields.head import is_credit_line
from govclean.fields.header import is_evidence_line
from govclean.fields.labels import label_of, read_line


def pairs(text: str) -> dict[str, str]:
    return {p.field: p.value for p in read_line(text).pairs if p.value and p.field not in ("tools", "views")}


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("索 引 号：", "index_number"),
        ("索　引　号", "index_number"),
        ("发文機關", "issuer"),
        ("主 题 词:", "keywords"),
        ("【文号】", "document_number"),
        ("标　　题：", "title"),
    ],
)
def test_label_of(text: str, field: str) -> None:
    found = label_of(text)
    assert found is not None
    assert found[0] == field


@pytest.mark.parametrize("text", ["", "：", "资金来源", "青云县", "来源青云县", "发布时间2021"])
def test_no_label(text: str) -> None:
    assert label_of(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("发布时间：2021-03-13 10:53 来源：青云县水利局", {"published_at": "2021-03-13 10:53", "source": "青云县水利局"}),
        ("来源：青云县水利局发布时间：2021-03-13", {"published_at": "2021-03-13", "source": "青云县水利局"}),
        ("时间发布：2021-03-13 阅读次数: 次信息来源：青云日报字体：[大中小] 【打印】", {"published_at": "2021-03-13", "source": "青云日报"}),
        ("来源：青云日报作者：张三", {"source": "青云日报", "author": "张三"}),
        ("青云县政府网 |发布: 2021-3-13 13:18|点击: 313|来自: 互联网", {"published_at": "2021-3-13 13:18", "source": "互联网"}),
        ("索 引 号: 640400001/2016-14852 主题分类: 财政 发文机关: 青云县财政局", {"index_number": "640400001/2016-14852", "subject": "财政", "issuer": "青云县财政局"}),
        ("（责编：张三、李四）", {"editor": "张三、李四"}),
        ("【来源】青云日报", {"source": "青云日报"}),
        ("文章來源: 青云網  時間: 2021-03-13 18:15", {"source": "青云網", "published_at": "2021-03-13 18:15"}),
        ("发布时间 2021-03-13 来源 青云网", {"published_at": "2021-03-13", "source": "青云网"}),
        ("来源：青云日报 2021-03-13 08:00 【字体：大 中 小】", {"source": "青云日报"}),
        ("更新时间：2021-04-01 发布时间：2021-03-13", {"modified_at": "2021-04-01", "published_at": "2021-03-13"}),
        ("来源：县农业农村局 县融媒体中心 分享到：", {"source": "县农业农村局 县融媒体中心"}),
        ("来源： 作者：", {}),
    ],
)  # fmt: skip
def test_line(text: str, expected: dict[str, str]) -> None:
    assert pairs(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "资金来源：财政拨款",
        "活动时间：2021年3月13日",
        "各乡镇人民政府：",
        "会议指出：要抓好春耕。",
        "8:30开始",
        "联系电话：12345",
        "主办单位：青云县人民政府",
    ],
)
def test_prose_has_no_article_labels(text: str) -> None:
    assert pairs(text) == {}
    assert not is_evidence_line(text)


def test_unlabelled_dates_and_rest() -> None:
    line = read_line("青云县人民政府网 www.qingyun.example.gov.cn 2021-03-13 09:10")
    assert [str(d.value)[:10] for d in line.dates] == ["2021-03-13"]
    assert line.rest.startswith("青云县人民政府网")
    assert read_line("2021-03-13 08:13更新").dates[0].note == "更新"
    assert not read_line("今天是2024年5月1日 星期三").dates


@pytest.mark.parametrize(
    "text",
    [
        "来源：青云日报",
        "发布日期：2021-03-13",
        "索引号：1234/2021-001",
        "青政办发〔2021〕5号",
        "作者：张三 来源：青云网",
        "来源：",
    ],
)
def test_evidence_line(text: str) -> None:
    assert is_evidence_line(text)


@pytest.mark.parametrize(
    "text",
    [
        "时间：2021年6月至12月", "地点：县会议中心", "标题：春天", "来源：本次资金由县财政统一安排。各单位要加强管理。",
        "会议由县长主持，来源：县政府办公室的同志和各乡镇的主要负责人参加了会议", "一、活动主题", "2021年，全县实现生产总值100亿元。", "",
    ],
)  # fmt: skip
def test_no_evidence_line(text: str) -> None:
    assert not is_evidence_line(text)


def test_credit_line() -> None:
    assert is_credit_line("来源：青云日报 编辑：张三")
    assert is_credit_line("一审：张三 二审：李四 三审：王五")
    assert not is_credit_line("发布日期：2021-03-13")
    assert not is_credit_line("（作者：张三）")
    assert not is_credit_line("来源：青云日报，编辑：张三，全县上下要认真学习")


@given(st.text(alphabet="来源作者时间发布：: 。，2021-03年月日[]（）张三索引号|\t", max_size=120))
def test_any_line_is_taken_apart_without_error(text: str) -> None:
    line = read_line(text)
    for pair in line.pairs:
        assert 0 <= pair.start <= pair.end <= len(text)
    is_evidence_line(text)
    is_credit_line(text)

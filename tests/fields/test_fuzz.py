"""Pages put together at random from what stands on real ones: no stage fails, and nothing more is found in the result."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from govclean import clean

from .pages import BODY, NOTICE, RECORD, TITLE

PARTS = [
    TITLE, NOTICE, "——全力打好春耕第一仗", "来源：青云日报 作者：张三 李小四", "来源：", "作者：", "2021-03-13", "发布时间：2021-03-13 08:30",
    "时间：2021年6月至12月", "更新时间：201395", "青政办发〔2021〕5号", "青云县人民政府办公室文件", "青云市人民政府令", "第 24 号", "一、总体要求",
    "（一）主要任务", "附件：1.任务表 2.名单", "附件2", "1.任务表", "（记者 张三）", "文/图 张三丰", "（青云县水利局）", "责任编辑：王五", "（完）",
    "青云县水利局", "2021年3月13日", "二○二一年三月十三日", "（此件公开发布）", "各乡镇人民政府：", "字体：大 中 小", "浏览次数：20191231", "图", "。", "1",
    "会议强调，要抓好春季农业生产，确保完成全年目标任务，切实做好农资供应和技术指导等各项服务保障工作。", "张三 李小四", "供稿：张三", "主题词：",
    "名称", "索引号", "下一页", "共3页", "根据青政发〔2020〕9号文件", "原标题：春耕", "香港時間１５時２０分", "２０２１年３月１３日（星期六）",
    *(k + v for k, v in RECORD.items()), *RECORD,
]  # fmt: skip
PROSE = [p.removeprefix("<p>") for p in BODY.split("</p>") if p]
TAGS = ["p", "div", "h1", "h2", "li", "td", "span", "b", "center"]
fragment = st.tuples(st.sampled_from(TAGS), st.sampled_from(PARTS)).map(lambda t: f"<{t[0]}>{t[1]}</{t[0]}>")
fragments = st.lists(fragment, max_size=8).map("".join)


@settings(max_examples=120, deadline=None)
@given(fragments, fragments, fragments, st.sampled_from([TITLE, NOTICE, "", "青云县人民政府"]), st.booleans())
def test_html(head: str, text: str, tail: str, title: str, long: bool) -> None:
    body = BODY if long else ""
    html = f"<html><head><title>{title}</title></head><body><div>{head}</div><div>{text}{body}{tail}</div></body></html>"
    article = clean(html)
    assert not [w for w in article.warnings if w.startswith("defect")]
    if long:  # without prose there is no article to speak of
        assert clean(article.text).text == article.text


@settings(max_examples=120, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=8), st.lists(st.sampled_from(PARTS), max_size=8))
def test_plain_text(head: list[str], tail: list[str]) -> None:
    article = clean("\n".join([*head, *PROSE, *tail]))
    assert not [w for w in article.warnings if w.startswith("defect")]
    assert clean(article.text).text == article.text

"""Boilerplate by rules: where it stands decides, facts are read, nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govclean.cleaner import Options
from govclean.page import Page
from govclean.plaintext import parse_lines
from govclean.rules import RuleSet
from govclean.rules.load import builtin_rules
from govclean.strip import strip_page
from govclean.testing.strategies import paragraphs
from govclean.tree import parse_page

RULES = RuleSet.load()
PROSE = "9月7日，岚川市召开专题会议，研究部署秋季各项重点任务，市直有关部门负责人参加会议。"


def strip_text(text: str, rules: RuleSet = RULES) -> Page:
    page = Page(options=Options(), rules=rules, text=text)
    parse_lines(page)
    strip_page(page)
    return page


def left(page: Page) -> list[str]:
    return [piece.text for piece in page.pieces if not piece.role]


def characters(texts: list[str]) -> list[str]:
    return sorted("".join("".join(texts).split()))


FOOTER = (
    "主办单位：岚川市人民政府办公室　承办单位：岚川市大数据局",
    "技术支持：云岫信息技术有限公司",
    "地址：岚川市滨河路9号 邮编：999100",
    "湘ICP备09900012号-1　湘公网安备 43990002000001号　政府网站标识码：4399000001",
)


def test_footer_gives_site_facts() -> None:
    page = strip_text("\n".join([PROSE, *FOOTER]))
    assert left(page) == [PROSE]
    assert page.site == {
        "host": "岚川市人民政府办公室",
        "operator": "岚川市大数据局",
        "support": "云岫信息技术有限公司",
        "icp": "湘ICP备09900012号-1",
        "police_record": "湘公网安备43990002000001号",
        "id_code": "4399000001",
    }


def test_same_footer_in_traditional_script_with_inner_spaces() -> None:
    page = strip_text(
        f"{PROSE}\n主 辦 單 位：嵐川市人民政府辦公室\n技 術 支 持:雲岫信息技術有限公司\nICP備案號:湘ICP備09900012號"
    )
    assert left(page) == [PROSE]
    assert page.site["host"] == "嵐川市人民政府辦公室"
    assert page.site["support"] == "雲岫信息技術有限公司"


def test_value_in_the_next_line() -> None:
    page = strip_text(f"{PROSE}\n主办单位：\n岚川市人民政府办公室\n网站标识码：4399000001\n湘ICP备09900012号")
    assert left(page) == [PROSE]
    assert page.site["host"] == "岚川市人民政府办公室"


@pytest.mark.parametrize("tag", ["td", "li", "span", "p"])
def test_footer_in_any_markup(tag: str) -> None:
    lines = [
        "关于我们|网站地图|联系我们",
        "主办：岚川市教育局",
        "邮编：999100",
        "网站标识码：4399000001",
        "湘ICP备09900012号-1",
    ]
    rows = {
        "td": "<table>"
        + "".join(f"<tr><td>{x.replace('：', '：</td><td>')}</td></tr>" for x in lines)
        + "</table>",
        "span": "<div>" + "".join(f"<span>{x}</span>" for x in lines) + "</div>",
    }
    footer = rows.get(tag, "".join(f"<{tag}>{x}</{tag}>" for x in lines))
    page = Page(options=Options(), rules=RULES, is_html=True)
    page.text = f"<html><body><p>{PROSE}</p><p>{PROSE}</p>{footer}</body></html>"
    parse_page(page)
    strip_page(page)
    assert left(page) == [PROSE, PROSE]
    assert page.site["icp"] == "湘ICP备09900012号-1"
    assert page.site["id_code"] == "4399000001"


def test_counter_in_a_row_of_a_table_stays() -> None:
    row = "来信编号：\tWZ2099041103\t浏览量：\t342"
    assert left(strip_text(f"{row}\n{PROSE}"))[0] == row


def test_organisers_of_an_event_stay() -> None:
    lines = [PROSE, "主办单位：岚川市文化和旅游局", "承办单位：岚川市群众艺术馆"]
    assert left(strip_text("\n".join(lines))) == lines


@pytest.mark.parametrize(
    "line",
    ["湘ICP备09900012号", "主办单位：岚川市文化局", "浏览次数：12", "1", "相关阅读：", "首页 > 新闻 > 正文"],
)
def test_weak_lines_between_paragraphs_stay(line: str) -> None:
    assert left(strip_text(f"{PROSE}\n{line}\n{PROSE}")) == [PROSE, line, PROSE]


def test_page_number_only_goes_with_a_footer() -> None:
    assert left(strip_text(f"{PROSE}\n1")) == [PROSE, "1"]
    assert left(strip_text(f"{PROSE}\n1\n湘ICP备09900012号")) == [PROSE]


def test_editor_is_cut_from_the_end_of_the_last_paragraph() -> None:
    page = strip_text(f"{PROSE}（责任编辑：陶立言）")
    assert left(page) == [PROSE]
    assert [(r.rule, r.text) for r in page.trail.removals] == [("editor.duty", "（责任编辑：陶立言）")]
    assert [c.value for c in page.candidates["editor"]] == ["陶立言"]


def test_tools_are_cut_from_a_header_line() -> None:
    page = strip_text(f"来源：岚川日报 时间：2021-09-08 浏览次数：12 【字体：大 中 小】 【打印】\n{PROSE}")
    assert left(page)[0] == "来源：岚川日报 时间：2021-09-08"


def test_related_titles_go_with_their_heading() -> None:
    page = strip_text(f"{PROSE}\n相关阅读：\n岚川市召开防汛会议\n望泽市举办丰收节\n湘ICP备09900012号")
    assert left(page) == [PROSE]


def test_column_from_the_breadcrumb() -> None:
    page = strip_text(f"当前位置：首页 > 政务公开 > 通知公告 > 正文\n{PROSE}")
    assert page.site == {"column": "通知公告"}


def test_footer_in_cells() -> None:
    page = Page(options=Options(), rules=RULES, is_html=True)
    page.text = (
        f"<html><body><p>{PROSE}</p><table><tr><td>主办：</td><td>岚川市人民政府办公室</td></tr>"
        "<tr><td>版权所有</td><td>湘ICP备09900012号</td></tr></table></body></html>"
    )
    parse_page(page)
    strip_page(page)
    assert left(page) == [PROSE]


def test_keep_rule_protects() -> None:
    keep = {
        "name": "mine.keep",
        "action": "keep",
        "pattern": "浏览次数%label%\\d+",
        "examples": ["浏览次数：12"],
    }
    rules = RuleSet.load(extra=keep)
    assert left(strip_text(f"{PROSE}\n浏览次数：12", rules)) == [PROSE, "浏览次数：12"]


def test_flag_rule_warns_and_changes_nothing() -> None:
    flag = {
        "name": "mine.flag",
        "action": "flag",
        "scope": "glued",
        "reason": "Look here.",
        "pattern": "重点任务",
        "examples": ["重点任务"],
    }
    page = strip_text(PROSE, RuleSet.load(extra=flag))
    assert left(page) == [PROSE]
    assert page.warnings == ["rule.mine.flag: Look here. ('重点任务')"]


def test_ignored_family_does_nothing() -> None:
    rules = RuleSet.load(ignore=["footer"])
    assert left(strip_text(f"{PROSE}\n湘ICP备09900012号", rules)) == [PROSE, "湘ICP备09900012号"]


EXAMPLES = [example for rule in builtin_rules() for example in rule.examples if "\n" not in example]


@given(
    st.lists(paragraphs(), min_size=1, max_size=4),
    st.lists(st.sampled_from(EXAMPLES), max_size=5),
    st.lists(st.sampled_from(EXAMPLES), max_size=5),
)
def test_nothing_is_lost_prose_stays_and_twice_is_once(
    prose: list[str], head: list[str], foot: list[str]
) -> None:
    page = strip_text("\n".join([*head, *prose, *foot]))
    before = [" ".join(line.split()) for line in [*head, *prose, *foot]]
    after = [piece.text for piece in page.pieces] + [removal.text for removal in page.trail.removals]
    assert characters(after) == characters(before)
    kept = left(page)
    assert [p for p in prose if p not in kept] == []
    again = strip_text("\n".join(kept))
    assert left(again) == kept
    assert again.trail.removals == []

"""Runs that are out of step: every shape of the channel, both scripts, marks and warnings."""

from __future__ import annotations

import unicodedata

import pytest

from govclean.repairing import repair
from govclean.repairing.runs import find_runs
from govclean.repairing.search import Budget
from govclean.testing import simulate

from .texts import SENTENCES


def plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("variant", ["?", "\ufffd"])
@pytest.mark.parametrize("flatten", [False, True])
def test_mirror_damage_of_a_page_is_undone(seed: int, variant: str, flatten: bool) -> None:
    truth = simulate.to_mirror_script("\n".join(SENTENCES))
    damaged = simulate.mirror(
        truth, seed=seed, share=1.0, variant=variant, flatten=flatten, drop_private=False
    )
    assert damaged != truth
    assert plain(repair(damaged).text) == plain(truth)


CASES = [
    # a marker inside 。总: the mark, a straddled punctuation mark, then one byte out of step up to the comma
    ("走进云河县。总的要求是：改进工作作风，提高效率", "hans", "?"),
    ("走进云河县。总的要求是：改进工作作风，提高效率", "hant", "?"),
    ("走进云河县。总的要求是：改进工作作风，提高效率", "hant", "\ufffd"),
    ("继续加强环境保护工作，落实责任。", "hans", "?"),
    ("取得新的成就。”会后，代表们参观了展览。", "hant", "?"),
    ("召开专题会议。县委书记出席并讲话。", "hant", "?"),
    ("加强生态建设。基层干部要发挥作用。", "hant", "?"),
    ("应当依法保护公民的合法权益，任何单位不得侵犯。", "hans", "?"),
    ("全市上下形成合力。可以通过网上办理。", "hant", "?"),
    ("依法惩治腐败；坚决反对形式主义。", "hant", "?"),
]


@pytest.mark.parametrize(("text", "script", "variant"), CASES)
def test_marker_runs(text: str, script: str, variant: str) -> None:
    truth = simulate.to_mirror_script(text) if script == "hant" else text
    damaged = simulate.shift_runs(truth, seed=1, share=1.0, variant=variant, drop_private=False)
    result = repair(damaged)
    assert result.text == truth
    if damaged != truth:
        run = next(e for e in result.edits if e.rule == "shifted-run")
        assert run.inferred, "the byte that the mark swallowed was guessed and must be marked"
        assert 0 < run.confidence <= 1


@pytest.mark.parametrize("text", ["平凉市崇信县人民政府", "努力推动妇女儿童事业发展", "转变为主动服务群众"])
def test_pinyin_inside_a_character(text: str) -> None:
    truth = simulate.to_mirror_script(text)
    damaged = simulate.mirror(truth, share=0)
    assert "?" in damaged or "(" in damaged
    assert repair(damaged).text == truth


def test_a_tag_that_lost_its_bracket_comes_back() -> None:
    truth = "<div><p>请各单位认真执行。”</p><p>特此通知。</p></div>"
    damaged = simulate.shift_runs(truth, share=1.0)
    assert "?/p>" in damaged
    assert repair(damaged).text == truth


def test_script_and_style_are_never_touched() -> None:
    source = '<p>云河县?；さ胤健</p><script>var a = "环境?；ぱ槭";</script><style>a::before{content:"?；ぱ"}</style>'
    repaired = repair(source).text
    assert repaired[repaired.index("<script") :] == source[source.index("<script") :]


def test_a_swallowed_digit_is_named_and_not_asserted() -> None:
    truth = simulate.to_mirror_script("全县总人口18.5万人，其中农业人口6万人。")
    damaged = simulate.lose_byte(truth, at=truth.encode("gbk").index("總人".encode("gbk")) + 1)
    result = repair(damaged)
    if result.text != damaged:
        assert any("numeral" in w for w in result.warnings)


@pytest.mark.parametrize("at", range(24, 60, 4))
def test_a_lost_byte_costs_at_most_one_character(at: int) -> None:
    truth = "会议强调，各乡镇、各部门要提高政治站位，切实加强组织领导，确保完成任务\n特此通知"
    damaged = simulate.lose_byte(truth, at=at, mark="\ufffd")
    repaired = repair(damaged).text
    wrong = sum(a != b for a, b in zip(repaired, truth, strict=False))
    assert len(repaired) == len(truth)
    assert wrong <= 2


def test_doubtful_repairs_name_what_else_it_may_be() -> None:
    truth = "依据《云河县建设项目环境保护验收办法》等，组织验收。"
    damaged = simulate.shift_runs(truth, seed=3, share=1.0)
    result = repair(damaged)
    guessed = [e for e in result.edits if e.inferred]
    assert guessed
    for edit in guessed:
        for start, end in edit.inferred:
            assert 0 <= start < end <= len(edit.after)
        assert edit.after not in edit.alternatives


def test_a_page_that_is_nothing_but_damage_is_left_with_a_warning_where_the_budget_ends() -> None:
    text = "\n".join([simulate.lose_byte("全县各乡镇要认真落实耕地保护责任制，层层签订责任书。", at=9)] * 40)
    edits, warnings = find_runs(text, [(0, len(text))], Budget(400))
    assert edits
    assert any(w.startswith("repair.limit: ") for w in warnings)
    assert edits[-1].end < len(text) // 2


def test_a_question_mark_before_sound_text_starts_no_search() -> None:
    text = "这是怎么一回事?!他们认真研究了方案?,然后继续工作。"
    assert repair(text).edits == ()


@pytest.mark.parametrize(
    "text", ["点击返回首\ufffd\ufffd；3. 返回上一页", "<p>点击返回首\ufffd\ufffd；3. 返回上一页</p>"]
)
def test_replacement_characters_alone_are_no_run(text: str) -> None:
    assert repair(text).text == text


@pytest.mark.parametrize(
    "text", ["云河县三月十三日?,?； “青溪市", "云河县三月十三日?； “青溪市", "位访客。\ufffd?,中"]
)
def test_a_lone_mark_before_punctuation_invents_no_words(text: str) -> None:
    assert find_runs(text, [(0, len(text))])[0] == []


@pytest.mark.parametrize("mark", ["?", ""])
@pytest.mark.parametrize(
    ("shown", "truth"),
    [
        # the reading of a character made of the trail of one and the lead of the next, then that of the next
        ("外籍教師享受{}chē){}guó)家規定的休假", "外籍教師享受國家規定的休假"),
        ("研究{}jī){}nèi)容需要調整", "研究內容需要調整"),
        # … then a run up to a reading, or up to an ASCII trail byte
        ("駕駛{}cè)瞬樵{}xún)記錄可以到窗口辦理", "駕駛人查詢記錄可以到窗口辦理"),
        ("本縣總{}cè)丝跀{}shù)不足三萬", "本縣總人口數不足三萬"),
        ("管理{}xiàng)l例由縣人大制定", "管理條例由縣人大制定"),
    ],
)
def test_readings_inside_characters_with_and_without_a_mark(shown: str, truth: str, mark: str) -> None:
    result = repair(shown.replace("{}", mark or "("))
    assert result.text == truth
    assert result.edits[0].inferred == (), "everything is read, nothing guessed"


@pytest.mark.parametrize(
    "text",
    [
        "六安（lù）、台州（tāi）、铅山（yán）、洪洞（tóng）这些地名容易读错。",
        "六安(lù)、台州(tāi)、铅山(yán)、洪洞(tóng)这些地名容易读错。",
        "大埔（bù）县、荥(xíng)阳市、莘(shēn)县、牟平(mù)、繁峙(shì)都在名单上。",
        "蚌(bèng)埠市、番(pān)禺区的读音要注意，单于(chányú)是古时的称号。",
    ],
)
def test_readings_of_names_start_no_run(text: str) -> None:
    for source in (text, simulate.to_mirror_script(text), f"<p>{text}</p>"):
        assert [e for e in repair(source).edits if e.rule == "shifted-run"] == []


def test_a_reading_among_noise_is_left_with_a_warning() -> None:
    result = repair("提出申請(qǐng)?jiān)O(shè)置的")
    assert "裕" not in result.text

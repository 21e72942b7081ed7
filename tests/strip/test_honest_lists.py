"""Honest lists on complete pages: they share order, old names or words with injected ones, and must stay uncommented.

Removed *and* accused is the worst that can happen to an agency, so a list needs a trait of its place or its markup, too.
"""

from __future__ import annotations

import pytest

from govclean import clean
from govclean.strip.lists import ENOUGH, Finding

LEAD = "据监测，本周岚川市主要农产品价格总体平稳，供应充足，现将有关情况公布如下，供广大市民和经营单位参考。"
REST = "下一步，市发展改革局将继续加强监测预警，做好保供稳价各项工作，及时发布信息，保障群众基本生活需要。"
SIGNATURE = "<p>岚川市发展改革局</p><p>2021年5月6日</p>"
# Twelve counties of twelve provinces in order of merit, one of them abolished since.
COUNTIES = "富源县 舞阳县 清水县 平安区 德兴市 通海县 高唐县 武川县 天柱县 临潭县 松滋市 大丰市"
# Eighteen: long enough for a list of its own.
MANY = f"{COUNTIES} 康县 宁晋县 石城县 会昌县 灵山县 临漳县"
BARS = COUNTIES.replace(" ", "|")


def page(block: str, *, signed: bool) -> str:
    end = SIGNATURE if signed else f"<p>{REST}</p>"
    return (
        "<html><head><title>农产品价格监测情况_岚川市发展改革局</title></head><body><h1>农产品价格监测情况</h1>"
        f"<div>2021-05-06 来源：岚川市发展改革局</div><div><p>{LEAD}</p>{block}{end}</div>"
        "<div>主办：岚川市人民政府办公室 湘ICP备09900012号</div></body></html>"
    )


HONEST = {
    "fruit": "<p>香蕉|苹果|葡萄|激情果|西瓜|丝袜瓜|草莓|梨|桃</p>",
    "textiles": "<p>丝袜|内衣|毛毯|香蕉枕|玩具|童装|雨伞|书包|书写笔</p>",
    "counties-label": f"<p>受表彰单位：{COUNTIES}</p>",
    "counties": f"<p>{COUNTIES}</p>",
    "counties-bars": f"<p>{BARS}</p>",
    "counties-label-bars": f"<p>受表彰单位：{BARS}</p>",
    "counties-commas": f"<p>{COUNTIES.replace(' ', '、')}</p>",
    "counties-lead-in": f"<p>对口交流的县市区有{BARS}</p>",
    "counties-lines": "<p>获奖县市区：</p>" + "".join(f"<p>{n}</p>" for n in COUNTIES.split()),
    "counties-announced": f"<p>入围名单如下</p><p>{BARS}</p>",
    "counties-links": "<p>"
    + " ".join(f'<a href="/x/{i}.html">{n}</a>' for i, n in enumerate(COUNTIES.split()))
    + "</p>",
    "vegetables": "<p>菠菜|芹菜|白菜|香蕉|萝卜|土豆|久久鸭|麻豆腐|豆角</p>",
    "emotions": "<p>激情 热情 温情 亲情 友情 真情 深情</p>",
    "loans": "<p>消费贷款_网贷_高利贷_民间借款_配资_典当_信用卡套现</p>",
    "papers": "<p>学历证书|文凭|身份证|户口簿|结婚证|办证须知|代写材料</p>",
    "devices": "<p>针孔摄像|窃听|手机定位|偷拍|反光膜|执法记录仪</p>",
    "markets": "<p>欧美日韩|东盟|中东|非洲|拉美|日韩欧美以外地区|大洋洲</p>",
    "chess": "<p>象棋_围棋_桥牌_棋牌_国际跳棋_五子棋_赌场风云（话剧）_足彩</p>",
}

LONG = {
    "bars": f"<p>{MANY.replace(' ', '|')}</p>",
    "blanks": f"<p>{MANY}</p>",
    "sent-to": f"<p>岚川市发展改革局</p><p>2021年5月6日</p><p>抄送：{BARS}</p>",
    "annex": "<p>岚川市发展改革局</p><p>2021年5月6日</p><p>附件</p><p>优秀单位名单</p>"
    + "".join(f"<p>{n}</p>" for n in MANY.split()),
}


@pytest.mark.parametrize("name", LONG)
def test_long_list_that_is_announced_stays(name: str) -> None:
    """The lead ends in 公布如下: a sentence that points below introduces, too."""
    article = clean(page("", signed=True).replace(SIGNATURE, LONG[name]))
    assert article.verdict == "clean"
    assert [r.rule for r in article.trail.removals if r.rule.startswith("spam.")] == []


@pytest.mark.parametrize("signed", [False, True], ids=["between", "before-signature"])
@pytest.mark.parametrize("name", HONEST)
def test_honest_list_stays(name: str, signed: bool) -> None:
    article = clean(page(HONEST[name], signed=signed))
    assert article.verdict == "clean"
    assert [r.rule for r in article.trail.removals if r.rule.startswith("spam.")] == []
    assert "岚川市" in article.text


@pytest.mark.parametrize(
    "block",
    [
        f'<div style="display:none">{COUNTIES}</div>',
        f"<p>{BARS}|香蕉视频|百家乐技巧|代开发票|六合彩资料</p>",
    ],
    ids=["hidden", "below-the-footer"],
)
def test_the_same_counties_where_no_honest_list_stands(block: str) -> None:
    article = clean(page("", signed=True).replace("</body>", block + "</body>"))
    assert article.verdict == "hijacked"
    assert "富源县" not in article.text


def test_points_without_a_place_are_not_enough() -> None:
    finding = Finding("spam.places")
    finding.add(ENOUGH + 4, "random order and old names")
    assert not finding.is_spam
    finding.place(1, "below the footer")
    assert finding.is_spam

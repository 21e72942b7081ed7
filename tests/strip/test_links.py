"""Links that no reader sees: one is enough, and what honest pages hide accuses nobody."""

from __future__ import annotations

import cProfile

import pytest

import govclean
from govclean.strip.concealed import DELIBERATE, ORDINARY, concealed_links, concealment

PROSE = (
    "9月7日，岚川市召开专题会议，总结前一阶段工作，研究部署秋季各项重点任务，市直有关部门负责人参加。",
    "会议要求，各单位要把责任落实到岗位、落实到人头，做到有部署、有检查、有结果，并于月底前报送进展。",
)
URL = "http://www.lanchuan.gov.cn/xw/1.html"
CLEANER = govclean.Cleaner()

HIDING = {
    "display": '<div style="display:none">{}</div>',
    "unquoted": "<div style=display:none>{}</div>",
    "capitals": '<DIV STYLE="DISPLAY:NONE">{}</DIV>',
    "nested": '<div style="display:none"><ul><li><span><b>{}</b></span></li></ul></div>',
    "visibility": '<div style="visibility: hidden">{}</div>',
    "attribute": "<div hidden>{}</div>",
    "off-screen": '<div style="position:absolute; left:-9999px">{}</div>',
    "above-screen": '<span style="position:fixed;top:-5000px">{}</span>',
    "indent": '<p style="text-indent:-9999px">{}</p>',
    "opacity": '<div style="opacity:0">{}</div>',
    "height": '<div style="height:0;overflow:hidden">{}</div>',
    "one-pixel": '<div style="width:1px;height:1px;overflow:hidden">{}</div>',
    "zero-type": '<span style="font-size:0">{}</span>',
    "tiny-type": '<span style="font-size:1px">{}</span>',
    "clip": '<div style="position:absolute;clip:rect(0 0 0 0)">{}</div>',
    "transparent": '<span style="color:transparent">{}</span>',
    "marquee": '<marquee height="1" width="5" scrollamount="3000">{}</marquee>',
    "noscript": "<noscript>{}</noscript>",
    "font-colour": '<font color="#ffffff">{}</font>',
    "colour-on-cell": '<table><tr><td bgcolor="#FFFFFF"><font color="white">{}</font></td></tr></table>',
    "colour-of-ancestor": '<div style="background:#fefefe;color:#ffffff"><p>{}</p></div>',
    "class": "<style>.k2d{{position:absolute;left:-9999em}}</style><div class='box k2d'>{}</div>",
    "class-display": "<style>#k2d{{display:none}}</style><div id='k2d'>{}</div>",
    "by-script": '<div id="k2d">{}</div><script>document.getElementById("k2d").style.display="none";</script>',
}
ANCHORS = {
    "casino": '<a href="http://www.jl88.example/">金鹿娱乐城</a>',
    "pharmacy": '<a href="http://pills.example/buy">buy cialis online</a> <a href="http://rx.example/">红枫药店</a>',
    "invoices": '<a href="http://fp.example/">代开发票</a><a href="http://fp2.example/">岚川发票</a><a href="http://fp3.example/">开票公司</a>',
}


def page(block: str, *, where: str = "foot", head: str = "") -> str:
    body = [f"<p>{p}</p>" for p in PROSE]
    body.insert({"head": 0, "body": 1, "foot": 2}[where], block)
    return (
        f"<html><head><title>岚川市召开会议_岚川市人民政府</title>{head}</head><body><h1>岚川市召开会议</h1><div>{''.join(body)}</div>"
        "<div>主办：岚川市人民政府办公室 湘ICP备09900012号</div></body></html>"
    )


@pytest.mark.parametrize("anchors", ANCHORS)
@pytest.mark.parametrize("hiding", HIDING)
def test_hidden_link_is_seen(hiding: str, anchors: str) -> None:
    for where in ("head", "body", "foot"):
        source = page(HIDING[hiding].format(ANCHORS[anchors]), where=where)
        article = CLEANER.clean(source, url=URL)
        assert article.verdict == "hijacked", where
        assert article.text == "\n".join(PROSE)
        assert not article.trail.unexplained
        assert "spam.links" in {r.rule for r in article.trail.removals}


@pytest.mark.parametrize("hiding", HIDING)
def test_hidden_link_is_seen_without_an_address(hiding: str) -> None:
    assert CLEANER.clean(page(HIDING[hiding].format(ANCHORS["casino"]))).verdict == "hijacked"


DELIBERATELY = ("off-screen", "one-pixel", "tiny-type", "transparent", "marquee", "colour-on-cell", "class")


@pytest.mark.parametrize("hiding", DELIBERATELY)
def test_what_only_serves_to_conceal_needs_no_word(hiding: str) -> None:
    block = HIDING[hiding].format('<a href="http://www.yunxiu.example/">云岫商贸</a>')
    assert CLEANER.clean(page(block), url=URL).verdict == "hijacked"


def test_link_within_a_paragraph_is_cut_out() -> None:
    block = (
        f'<p>{PROSE[0]}<a style="color:#fff;font-size:1px" href="http://www.jl88.example/">金鹿娱乐城</a></p>'
    )
    article = CLEANER.clean(page(block), url=URL)
    assert article.verdict == "hijacked"
    assert "娱乐城" not in article.text
    assert article.text.count(PROSE[0]) == 2


HONEST = {
    "mobile-menu": '<ul style="display:none"><li><a href="/fp/">代开发票</a></li><li><a href="/cp/">体育彩票</a></li></ul>',
    "menu-of-the-own-site": '<ul style="display:none"><li><a href="http://www.lanchuan.gov.cn/fp/">发票代开</a></li></ul>',
    "share-box": '<div style="display:none"><a href="http://service.weibo.com/share">微博</a><a href="http://www.jiathis.com/">分享</a></div>',
    "share-off-screen": '<div style="position:absolute;left:-9999px"><a href="http://connect.qq.com/">QQ</a></div>',
    "statistics": '<noscript><a href="http://www.51.la/">站长统计</a></noscript>',
    "statistics-hidden": '<span style="display:none"><a href="https://www.cnzz.com/stat">站长统计</a></span>',
    "vendor": '<div style="display:none"><a href="http://www.yunxiu-tech.example/">云岫信息技术有限公司</a></div>',
    "skip-link": '<a href="#main" style="position:absolute;left:-9999px">跳到正文</a>',
    "public-bodies": '<div style="display:none"><a href="http://www.ndrc.gov.cn/">发展改革委</a><a href="http://www.chinatax.gov.cn/">发票查验</a></div>',
    "hidden-news": '<div style="display:none"><a href="http://www.jingfang.example/1.html">警方打击网络赌博，查处娱乐城</a></div>',
    "hidden-copy": f'<div style="display:none"><p>{PROSE[0]}</p><p>{PROSE[1]}</p></div>',
    "clients": '<div style="display:none"><a href="https://apps.apple.com/cn/app/1">客户端下载</a><a href="http://www.yingyong.example/app">安卓下载</a></div>',
    "white-on-blue": '<table><tr><td bgcolor="#003366"><font color="#ffffff"><a href="http://www.yunxiu.example/">云岫网</a></font></td></tr></table>',
    "white-in-a-menu": '<div class="nav"><a style="color:#fff" href="http://www.yunxiu.example/">云岫网</a></div>',
    "white-on-a-picture": '<div style="background:url(bg.jpg)"><a style="color:#fff" href="http://www.yunxiu.example/">云岫网</a></div>',
    "image-replacement": '<a href="http://www.yunxiu.example/" style="text-indent:-9999px">云岫网</a>',
    "slides": '<ul style="position:absolute;left:-1200px"><li><a href="http://www.yunxiu.example/">云岫网</a></li></ul>',
    "tabs": "<style>.tab2{display:none}</style><div class='tab2'><a href='http://www.yunxiu.example/'>云岫网</a></div>",
    "moving-notice": '<marquee height="30" width="300"><a href="http://www.yunxiu.example/">云岫网</a></marquee>',
    "gap-less-row": '<div style="font-size:0"><a style="font-size:14px" href="http://www.yunxiu.example/">云岫网</a></div>',
    "hotline": '<div style="display:none">打击赌博举报电话：0999-8655111</div>',
    "lottery": '<div style="display:none"><a href="http://www.sporttery.cn/">中国体育彩票</a></div>',
}


@pytest.mark.parametrize("name", HONEST)
def test_what_honest_pages_hide(name: str) -> None:
    for where in ("head", "foot"):
        article = CLEANER.clean(page(HONEST[name], where=where), url=URL)
        assert article.verdict == "clean", where
        assert not [r for r in article.trail.removals if r.rule.startswith("spam.")]
        assert all(p in article.text for p in PROSE)


def test_hidden_line_with_a_telephone_number() -> None:
    article = CLEANER.clean(page('<div style="display:none">金鹿代开发票，电话13900000000</div>'), url=URL)
    assert article.verdict == "hijacked"


@pytest.mark.parametrize(
    ("style", "strength"),
    [
        ("display: none", ORDINARY),
        ("font-size:0", ORDINARY),
        ("font-size: 1px", DELIBERATE),
        ("font-size:0.1em", DELIBERATE),
        ("font-size:12px", 0),
        ("left:-1200px", 0),
        ("left:-999em", DELIBERATE),
        ("height:1px;overflow:hidden", DELIBERATE),
        ("height:1px", 0),
        ("width:100%;overflow:hidden", 0),
        ("opacity:.9", 0),
        ("opacity:0.0", ORDINARY),
        ("color:transparent", DELIBERATE),
        ("", 0),
    ],
)
def test_concealment(style: str, strength: int) -> None:
    assert concealment(style).strength == strength


@pytest.mark.parametrize(
    "unit",
    [
        '<div style="display:none">',
        '<div style="display:none"><a href="http://x.example/">a</a>',
        "<td style='color:#fff'>",
    ],
)
def test_work_is_bounded_on_what_is_never_closed(unit: str) -> None:
    def calls(count: int) -> int:
        profile = cProfile.Profile()
        source = unit * count + '<a href="http://x.example/">a</a>'
        profile.runcall(lambda: list(concealed_links(source, {"x.example"})))
        return sum(entry.callcount for entry in profile.getstats())

    assert calls(2000) < 3 * calls(1000)

"""The gazetteer, and the points for and against a list being injected."""

from __future__ import annotations

import pytest

from govclean.cleaner import Options
from govclean.fold import fold
from govclean.page import Page
from govclean.rules import RuleSet
from govclean.strip import judge_page, strip_page
from govclean.strip.farms import host_of, outside_share, random_tags
from govclean.strip.gazetteer import find_places, lookup
from govclean.strip.lists import ENOUGH, Setting, judge_places, judge_words, split_tokens
from govclean.tree import parse_page

PROSE = "9月7日，岚川市召开专题会议，研究部署秋季各项重点任务，市直有关部门负责人参加会议。"
RANDOM = (
    "平安县| 大丰市| 清水县| 通海县| 武川县| 安塞县| 天柱县| 高唐县| 临潭县| 富源县| 德兴市| 舞阳县| 松滋市|"
)
ONE_PROVINCE = (
    "玉田县| 赵县| 乐亭县| 无极县| 迁西县| 平山县| 高邑县| 滦南县| 正定县| 元氏县| 深泽县| 灵寿县| 赞皇县|"
)


@pytest.mark.parametrize(
    ("name", "provinces", "short"),
    [
        ("渭源县", {"62"}, False),
        ("渭源", {"62"}, True),
        ("东乡族自治县", {"62"}, False),
        ("大豐市", {"32"}, False),
        ("安塞縣", {"61"}, False),
        ("临平区", {"33"}, False),
        ("浦东新区", {"31"}, False),
        ("清新区", {"44"}, False),
    ],
)
def test_lookup(name: str, provinces: set[str], short: bool) -> None:
    place = lookup(fold(name))
    assert place is not None
    assert place.provinces >= provinces
    assert place.short is short


@pytest.mark.parametrize("name", ["市辖区", "郊区", "县", "岚川市", "某某经济开发区", "苏州工业园区", ""])
def test_what_is_no_division(name: str) -> None:
    assert lookup(name) is None


def test_years() -> None:
    place = lookup("大丰市")
    assert place is not None
    assert (place.first, place.last, place.abolished) == ("199612", "201507", True)


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("邢台县", "198012", "201910"),  # districts of 2020
        ("襄都区", "202006", "202501"),
        ("江干区", "198012", "202006"),  # of 2021
        ("临平区", "202110", "202501"),
        ("错那县", "198012", "202210"),  # cities of 2023
        ("米林市", "202306", "202501"),
        ("和安县", "202501", "202501"),  # counties of 2024
    ],
)
def test_changes_since_2019(name: str, first: str, last: str) -> None:
    place = lookup(fold(name))
    assert place is not None
    assert (place.first, place.last) == (first, last)
    assert place.abolished is (last != "202501")


def test_find_places_takes_the_longest() -> None:
    text = fold("積石山保安族東鄉族撒拉族自治縣和渭源縣、上海市浦東新區")
    assert [text[a:b] for a, b, _ in find_places(text)] == [
        "积石山保安族东乡族撒拉族自治县",
        "渭源县",
        "上海市",
        "浦东新区",
    ]


def points(text: str, **setting: object) -> int:
    folded = fold(text)
    finding = judge_places(text, folded, split_tokens(folded), Setting(**setting))  # type: ignore[arg-type]
    assert finding is not None
    return finding.points


def test_each_trait_counts() -> None:
    edge = points(RANDOM, edge=True)
    assert points(RANDOM, edge=True, script="hant") == edge + 3
    assert points(RANDOM, after_footer=True) == edge + 1
    assert points(RANDOM, edge=True, hidden=True) == edge + 3
    assert points(RANDOM, edge=True, introduced="试点县名单如下:") == edge - 2
    assert points(ONE_PROVINCE, edge=True) <= edge - 4
    commas = RANDOM.replace("| ", "、")
    assert points(commas, edge=True) < edge
    # Below the footer stands no text of the agency's, so commas do not speak for it.
    assert points(commas, after_footer=True) >= ENOUGH
    assert points(ONE_PROVINCE.replace("| ", "、"), after_footer=True) < ENOUGH


def test_few_places_and_provinces_are_no_list_of_places() -> None:
    setting = Setting(edge=True)
    for text in ("平安县|清水县|通海县", "浙江 北京 吉林 安徽 天津 辽宁 上海 河北 江苏 山西"):
        assert judge_places(text, text, split_tokens(text), setting) is None


def test_search_words_against_news_about_them() -> None:
    spam = "红枫百家乐技巧_红枫六合彩资料_代开发票电话_红枫棋牌平台官网下载"
    news = "警方捣毁网络赌博窝点|涉百家乐|六合彩|时时彩|抓获嫌疑人12名"
    found = judge_words(spam, spam, split_tokens(spam), Setting(before_all=True))
    assert found is not None
    assert found.is_spam
    honest = judge_words(news, news, split_tokens(news), Setting(before_all=True))
    assert honest is None or not honest.is_spam


def html_page(body: str, head: str = "") -> Page:
    page = Page(
        options=Options(), rules=RuleSet.load(), is_html=True, url="http://www.lanchuan.example/1.html"
    )
    page.text = (
        f"<html><head>{head}</head><body><h1>工作会议</h1><p>{PROSE}</p><p>{PROSE}</p>{body}</body></html>"
    )
    parse_page(page)
    strip_page(page)
    judge_page(page)
    return page


def links(hosts: list[str], words: list[str]) -> str:
    return "".join(f'<a href="http://{h}/">{w}</a> ' for h, w in zip(hosts, words, strict=True))


def test_honest_links_to_other_sites_stay_unjudged() -> None:
    hosts = [
        f"www.{name}.gov.cn"
        for name in ("ndrc", "moe", "most", "miit", "mps", "mca", "moj", "mof", "mohrss", "mnr")
    ]
    words = [
        "发展改革委",
        "教育部",
        "科技部",
        "工业和信息化部",
        "公安部",
        "民政部",
        "司法部",
        "财政部",
        "人社部",
        "自然资源部",
    ]
    assert html_page(f"<div>友情链接</div><div>{links(hosts, words)}</div>").verdict == "clean"
    media = [
        f"www.{name}.com"
        for name in ("lanchuan", "wangze", "yunxiu", "nanyu", "jiangxun", "qingdu", "muhe", "huailing")
    ]
    named = ["岚川在线", "望泽网", "云岫网", "南屿网", "江浔网", "清渡网", "沐河网", "淮岭网"]
    assert html_page(f"<div>合作媒体</div><div>{links(media, named)}</div>").verdict == "clean"


def test_hidden_menu_of_the_site_is_no_farm() -> None:
    hosts = ["www.lanchuan.example"] * 12
    words = [f"栏目{n}" for n in "一二三四五六七八九十甲乙"]
    assert html_page(f'<div style="display:none">{links(hosts, words)}</div>').verdict == "clean"


def test_random_tags_share_identifiers() -> None:
    assert random_tags('<sup id="yyy80"></sup><tt id="yyy80"></tt>' * 20) >= 12
    assert random_tags("".join(f'<div id="box{n:03}"></div>' for n in range(60))) == 0


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("http://A.example/x", "a.example"),
        ("//b.example:80/x", "b.example"),
        ("https://u:p@c.example?q", "c.example"),
        ("/x//y", ""),
        ("javascript:void(0)", ""),
        ("", ""),
    ],
)
def test_host_of(address: str, host: str) -> None:
    assert host_of(address) == host


def test_outside_share() -> None:
    page = html_page("")
    pairs = [
        ("a", "http://x.lanchuan.example/"),
        ("b", "http://other.test/"),
        ("c", "/d"),
        ("d", "http://z.test/"),
    ]
    assert outside_share(page, pairs) == 0.5


def test_injected_title_and_meta_are_not_read() -> None:
    words = "红枫百家乐技巧_红枫六合彩资料_代开发票电话_红枫棋牌平台官网下载"
    head = f'<title>{words}_岚川市召开工作会议</title><meta name="Keywords" content="{words}"><meta name="SiteName" content="岚川">'
    page = html_page("", head)
    assert page.head_title == "岚川市召开工作会议"
    assert [name for name, _ in page.meta] == ["sitename"]
    assert page.verdict == "hijacked"
    assert {r.rule for r in page.trail.removals} == {"spam.title", "spam.meta"}

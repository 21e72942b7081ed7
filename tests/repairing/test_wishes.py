"""Wishes: full-width punctuation and one script, only where asked for, and nothing else with them."""

from __future__ import annotations

import pytest

from govclean.repairing import repair

FLATTENED = [
    ("云河县,青溪市:通知如下;请问?是!", "云河县，青溪市：通知如下；请问？是！"),
    ("时间10:30,地点", "时间10:30，地点"),
    ("网址:http://www.example.com/a?b=1,请访问", "网址：http://www.example.com/a?b=1，请访问"),
    ("面积3.5万平方米,同比增长2.5%;", "面积3.5万平方米，同比增长2.5%；"),
    ("会议(第3次)召开", "会议（第3次）召开"),
    ("GDP(国内生产总值)增长", "GDP（国内生产总值）增长"),
    ("联系电话:0312-1234567", "联系电话：0312-1234567"),
    ("电子邮箱:abc@example.com", "电子邮箱：abc@example.com"),
    ("比分是3:2,获胜", "比分是3:2，获胜"),
    ("第(2)款", "第（2）款"),
    ("(一)总则", "（一）总则"),
    ("1)做好;2)抓好", "1)做好；2)抓好"),
    ("〔2020〕5号,", "〔2020〕5号，"),
    ("据新华社(记者 张三)报道", "据新华社（记者 张三）报道"),
    ("2020年5月1日,召开", "2020年5月1日，召开"),
    ("增长10%,下降", "增长10%，下降"),
    ("共计3人.", "共计3人。"),
    ("会议结束.", "会议结束。"),
    ("“通知”,现印发", "“通知”，现印发"),
    ("请说明原因:1.资金;2.土地", "请说明原因：1.资金；2.土地"),
    ("经度:116.3,纬度:39.9", "经度：116.3，纬度：39.9"),
    ("价格为100元(含税),", "价格为100元（含税），"),
    ("Tel:010-1234,联系人:李四", "Tel:010-1234，联系人：李四"),
    ("<p>通知,如下:</p>", "<p>通知，如下：</p>"),
    ('<a href="/a?x=1,2">链接,文字</a>', '<a href="/a?x=1,2">链接，文字</a>'),
]
STAYING = [
    "共1,000:30人",
    "Hello, world! This is (a) test: ok?",
    "函数f(x,y)=x+y",
    "用Python(3.11)写",
    "图1.1 示意",
    "A:B:C",
    "ISO 9001:2015标准",
    "Order No. 5 (2019), see page 3: ok?",
    "3,500",
    "10:30",
    "v1.2.3",
    "a,b;c:d",
    "第1.2节",
    "一.总则",
    "他说......",
    "https://example.com/路径?a=1,2",
]
SCRIPTS = [
    ("hans", "云河縣發布乾燥劑", "云河县发布干燥剂"),
    ("hans", "范仲淹與範圍", "范仲淹与范围"),
    ("hant", "头发发展", "頭髮發展"),
    ("hant", "老鼠干部干净", "老鼠幹部乾淨"),
    ("hant", "范仲淹与范围", "范仲淹與範圍"),
]


@pytest.mark.parametrize(("flat", "wide"), FLATTENED)
def test_flattened_punctuation_comes_back(flat: str, wide: str) -> None:
    assert repair(flat).text == flat, "off by default"
    result = repair(flat, punctuation=True)
    assert result.text == wide
    assert {e.rule for e in result.edits} == {"flattened-punctuation"}
    assert repair(wide, punctuation=True).edits == ()


@pytest.mark.parametrize("text", STAYING)
def test_numbers_times_addresses_and_latin_text_stay(text: str) -> None:
    assert repair(text, punctuation=True).text == text


@pytest.mark.parametrize(("script", "text", "converted"), SCRIPTS)
def test_script(script: str, text: str, converted: str) -> None:
    pytest.importorskip("opencc")
    assert repair(text).text == text, "off by default"
    assert repair(text, script=script).text == converted
    assert repair(converted, script=script).edits == ()


def test_conversion_leaves_attributes_and_scripts() -> None:
    pytest.importorskip("opencc")
    source = '<p title="发展">发展</p><script>var a = "发展";</script>'
    assert repair(source, script="hant").text == source.replace(">发展<", ">發展<")

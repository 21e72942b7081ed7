"""Last lines of a text that begin like a label and are the document's own, each class with lines that are the site's."""

from __future__ import annotations

import pytest

from govclean import Article, clean

TEXT = "<p>为展示我县建设成就，县文联决定举办第三届书画大赛，欢迎各界踊跃参与。</p>"
LAST = "<p>参赛作品须为原创，每人限报三件，逾期不予受理。</p>"
FOOT = "<div class='foot'><p>主办：云栖县人民政府办公室　湘ICP备19001234号</p></div>"


def read(body: str) -> Article:
    title = "云栖县关于举办第三届书画大赛的公告"
    return clean(
        f"<html><head><title>{title}_云栖县人民政府</title></head><body><div><a href='/'>首页</a><a href='/a'>要闻</a></div>"
        f"<div><h1>{title}</h1><div>2024-01-05　来源：县文联</div><div class='nr'>{body}</div></div>{FOOT}</body></html>"
    )


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("资料来源：本公报中林业数据来自县林业局；其他数据均来自县统计局。", True),
        ("来源：县林业局、县水利局共同提供了上述数据，特此致谢。", True),
        ("发布时间：每月8日前在县政府网站公布上月数据。", True),
        ("主办：县林业局、县融媒体中心；承办：云栖镇人民政府。", True),
        ("欢迎您来到云栖做客！", True),
        ("网址：http://www.yunqi.example", True),
        ("来源：云栖县融媒体中心", False),
        ("来源：云栖新闻网，版权归原作者所有，转载请注明出处。", False),
        ("发布时间：2024年1月5日 10:20", False),
        ("欢迎您来到云栖县人民政府门户网站！", False),
        ("主办：云栖县人民政府；承办：县大数据中心；网站技术支持：云岫公司 湘ICP备19001234号。", False),
    ],
)
def test_last_line_in_the_box_of_the_text(line: str, kept: bool) -> None:
    article = read(f"{TEXT}{LAST}<p>{line}</p>")
    assert (line in article.text) is kept
    assert clean(article.text).text == article.text


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("版权所有：参赛者", True),
        ("版权所有：云栖县人民政府 湘ICP备19001234号", False),
    ],
)
def test_right_between_two_paragraphs(line: str, kept: bool) -> None:
    article = read(f"{TEXT}<p>{line}</p>{LAST}")
    assert (line in article.text) is kept
    assert clean(article.text).text == article.text


def test_own_line_of_rights_below_the_text_goes() -> None:
    assert "版权所有" not in read(f"{TEXT}{LAST}").text
    assert "版权所有" not in read(f"{TEXT}{LAST}<p>版权所有：云栖县人民政府</p>").text

"""Lines at the head and foot of texts that were once lost, each class with lines of the same look that stay outside."""

from __future__ import annotations

import pytest

from govclean import Article, clean

TITLE = "云栖县关于批准城南片区规划的决定"
TEXT = (
    "<p>会议听取和审议了关于提请审议城南片区规划的议案，会议认为该规划布局合理、重点突出，决定予以批准。</p>"
    "<p>会议要求，有关部门要认真组织实施，严格规划管控，确保规划的严肃性和权威性。</p>"
)
FOOT = "<div class='foot'><p>主办：云栖县人民政府办公室　湘ICP备19001234号</p></div>"


def read(body: str, header: str = "<div>2021-01-18　来源：云栖县政府办</div>", title: str = TITLE) -> Article:
    return clean(
        f"<html><head><title>{title}_云栖县人民政府</title></head><body><div class='nav'><a href='/'>首页</a>"
        f"<a href='/a'>要闻</a></div><h1>{title}</h1>{header}{body}{FOOT}</body></html>"
    )


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("（2021年1月15日云栖县第十七届人民代表大会常务委员会第八次会议通过）", True),
        ("（2019年3月1日公布　2021年1月15日修订）", True),
        ("〔2021年1月15日县人民政府令第3号公布〕", True),
        ("（2021年1月15日 10:20　来源：县政府办）", False),
    ],
)
def test_note_of_passing_begins_the_text(line: str, kept: bool) -> None:
    assert (line.replace("　", " ") in read(f"<div><p align=center>{line}</p>{TEXT}</div>").text) is kept


@pytest.mark.parametrize(
    ("line", "kept"),
    [("记者：全县今年在稳就业方面有哪些新举措？", True), ("记者：王大海　编辑：李小四", False)],
)
def test_question_of_a_reporter_begins_the_text(line: str, kept: bool) -> None:
    assert ("记者" in read(f"<div><p>{line}</p>{TEXT}</div>").text) is kept


@pytest.mark.parametrize(
    ("below", "signed"),
    [
        (
            "<div style='float:right'>云栖县农业农村局<br>2021年1月10日</div><div style='clear:both'></div>",
            True,
        ),
        (
            "<div class=sign>云栖县农业农村局</div><div class=day>2021年1月10日</div><div>（此件公开发布）</div>",
            True,
        ),
        (
            "<div>云栖县农业农村局</div><div>2021年1月10日</div><p><a href='/1'>全县水利工作会议召开</a></p>",
            False,
        ),
        ("<div>春到云栖花满枝</div><div>2021年1月10日</div>", False),
        ("<div><a href='/n'>云栖县农业农村局</a></div><div>2021年1月10日</div>", False),
    ],
)
def test_signature_in_boxes_of_its_own(below: str, signed: bool) -> None:
    article = read(f"<div class=zw>{TEXT}</div>{below}")
    assert ("2021年1月10日" in article.text) is signed
    assert (article.signed_on is not None) is signed


def test_people_in_a_list_below_the_header_are_not_the_text() -> None:
    header = "<ul><li>信息来源：云栖日报</li><li>日期：2021-01-18</li><li>撰稿：沐桂芳</li><li>【打印】【关闭】</li></ul>"
    article = read(f"<div class=zw>{TEXT}</div>", header)
    assert article.text.startswith("会议听取")
    assert article.author == "沐桂芳"


PERSON = (
    "<p>沈望舒，男，汉族，1972年6月生，研究生学历，1994年7月参加工作，现任云栖县人民政府县长。</p>"
    "<p>领导县人民政府全面工作，负责审计、财政方面的工作，分管县财政局。</p><p>历任乡长、镇长、副县长等职务，长期在基层工作。</p>"
)
LINKS = "".join(f"<li><a href='/{i}'>云栖县召开第{i}次安全生产工作调度会议</a></li>" for i in range(12))


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (f"<div class=jl>{PERSON}</div><ul>{LINKS}</ul>", "article"),
        (f"<div class=jj><p>云栖县位于云湖之滨，素有竹海茶乡之称。</p></div><ul>{LINKS}</ul>", "list"),
        (f"<ul>{LINKS}</ul><div class=page>共12页 <a href='?2'>下一页</a></div>", "list"),
    ],
)
def test_account_without_a_date_beside_a_list(body: str, kind: str) -> None:
    page = (
        f"<html><head><title>领导之窗-云栖县人民政府</title></head><body>"
        f"<div><a href='/'>首页</a></div>{body}{FOOT}</body></html>"
    )
    assert clean(page).page_type == kind


@pytest.mark.parametrize(
    ("tools", "kind"),
    [
        ("<div class=c><p><img src='/s/1.jpg'></p><p><img src='/s/2.jpg'></p></div>", "article"),
        ("", "list"),
    ],
)
def test_scanned_document_above_tools(tools: str, kind: str) -> None:
    header = "<div>发布时间：2021-03-02　来源：县自然资源局</div>" if tools else "<div>县自然资源局</div>"
    share = "<div class=share><span>分享到：</span></div><div><img src='/qr.png'><p>扫一扫在手机打开当前页</p></div>"
    article = read(f"{tools}{share}<ul>{LINKS}</ul>", header, title="云栖县人民政府征收土地公告")
    assert article.page_type == kind
    assert [b.kind for b in article.blocks] == ["image", "image"] * (kind == "article")

"""Names of people in credits and bylines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govclean.fields.people import is_name, lead_credit, name_line, split_names, tail_byline

from .pages import BODY, page, read


@pytest.mark.parametrize("text", ["张三", "张三丰", "欧阳小明", "李夢濤", "阿依古丽·买买提", "诸葛明"])
def test_name(text: str) -> None:
    assert is_name(text)


@pytest.mark.parametrize(
    "text",
    ["", "张", "水利局", "方案", "县委", "张三李四王五", "青云日报", "时间", "高度重视工作", "Zhang", "安徽"],
)
def test_no_name(text: str) -> None:
    assert not is_name(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("青云社青云4月13日电（记者 张三丰）4月11日上午，", ("张三丰",)),
        ("本报讯（实习记者 张三 李四 记者王五）近日，", ("张三", "李四", "王五")),
        ("本报讯（记者张三 通讯员李四 王小五）近日，", ("张三", "李四", "王小五")),
        ("据青云社电（记者 格桑央宗）记者近日从", ("格桑央宗",)),
        ("记者张三丰报道 6月10日，", ("张三丰",)),
        ("本报记者 张三丰 方 明", ("张三丰", "方明")),
        ("青云日报记者张三丰、李四、王五", ("张三丰", "李四", "王五")),
        ("青云日报记者 张三丰 青云报道", ("张三丰",)),
        ("文/青云网记者 张三丰", ("张三丰",)),
    ],
)
def test_credit_at_the_head(text: str, names: tuple[str, ...]) -> None:
    assert lead_credit(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "记者从县水利局获悉，今年",
        "青云社记者 张三丰 摄",
        "（记者从县政府获悉）今年",
        "新闻发布会上，记者提问",
        "（图片由记者张三摄）",
    ],
)
def test_no_credit_at_the_head(text: str) -> None:
    assert lead_credit(text) == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("会议圆满结束。（张三丰）", ("张三丰",)),
        ("(某某市委常委、組織部長 李夢濤)", ("李夢濤",)),
        ("（某某县委书记 王 明）", ("王明",)),
        ("（县农业农村局 张三丰）", ("张三丰",)),
        ("（记者 张三 李四）", ("张三", "李四")),
        ("（作者：张三丰）", ("张三丰",)),
        ("取得良好效果。 本报记者 张三丰", ("张三丰",)),
        ("青云日报记者 张三丰", ("张三丰",)),
        ("（文/图：张三丰）", ("张三丰",)),
        ("（张三 李小四 文/图）", ("张三", "李小四")),
        ("（张三丰/文 李四/摄）", ("张三丰",)),
        ("（文字：张三丰 摄影：李四）", ("张三丰",)),
        ("（张三丰供稿）", ("张三丰",)),
    ],
)
def test_byline(text: str, names: tuple[str, ...]) -> None:
    assert tail_byline(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "趋势向好。（青云县发改局）",
        "（张三摄）",
        "（完）",
        "（试行）",
        "（此件公开发布）",
        "（作者单位：某局）",
        "（作者系青云大学教授）",
        "（联系人：张三）",
        "（责任编辑：张三）",
        "",
    ],
)
def test_no_byline(text: str) -> None:
    assert tail_byline(text) == ()


def test_name_line() -> None:
    assert name_line("张三丰、李小四") == ("张三丰", "李小四")
    assert name_line("胡 平") == ("胡平",)
    assert name_line("高质量") == ()
    assert name_line("张三丰", alone=True) == ("张三丰",)
    assert name_line("申请书", alone=True) == ()


def test_split_names_stops_at_what_is_no_name() -> None:
    assert split_names("张三 青云县水利局", sure=True) == ("张三",)
    assert split_names("张三 青云县水利局", sure=False) == ()


def test_author_fields() -> None:
    assert read(page("<div>作者：张三、李四</div>")).author == "张三 李四"
    assert read(page("<div>作者：县水利局办公室</div>")).author == "县水利局办公室"
    assert read(page("<div>作者：管理员</div>")).author is None
    assert read(page("", BODY.replace("工作。</p>", "工作。（县委书记 张三丰）</p>"))).author == "张三丰"


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("撰稿：张三丰", "张三丰"),
        ("通讯员：张三 李小四", "张三 李小四"),
        ("文/张三丰", "张三丰"),
        ("联系人：张三丰", None),
        ("摄影：张三丰", None),
    ],
)
def test_author_line_below_the_text(line: str, author: str | None) -> None:
    assert read(page("", BODY + f"<p>{line}</p>")).author == author


def test_author_in_a_tag_alone_is_only_a_candidate() -> None:
    head = "<title>甲</title><meta name='Author' content='张三丰'>"
    article = read(page("<div>责任编辑：李四</div>", head=head))
    assert article.author is None
    assert article.editor == "李四"
    choice = article.trail.choice("author")
    assert choice is not None
    assert [c.value for c in choice.candidates] == ["张三丰"]


def test_byline_stays_and_editor_goes() -> None:
    article = read(page("", BODY + "<p>（通讯员 张三 李小四）</p><p>责任编辑：王五</p>"))
    assert article.author == "张三 李小四"
    assert article.editor == "王五"
    assert article.text.endswith("李小四）")


@given(st.text(alphabet="（记者 张三李四）摄报道通讯员、·。本报讯", max_size=80))
def test_any_text_is_read_without_error(text: str) -> None:
    lead_credit(text)
    tail_byline(text)
    name_line(text)


@pytest.mark.parametrize("text", ["沐清和", "綦小舟", "丛明", "漆雕文", "完颜明德"])
def test_rare_surname(text: str) -> None:
    assert is_name(text)


@pytest.mark.parametrize("text", ["丛书", "税务", "海洋", "铁路"])
def test_words_that_begin_like_rare_surnames(text: str) -> None:
    assert not is_name(text)

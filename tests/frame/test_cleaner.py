"""The driver: options, order, threads, pickling, bad pages."""

from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import govclean
from govclean import Cleaner, ConfigError, InputError, RuleError

PARAGRAPHS = (
    "为做好今年汛期水库安全管理工作，确保人民群众生命财产安全，现就有关事项通知如下，请认真贯彻执行。",
    "一、各乡镇要对辖区内水库、山塘、河堤逐一排查，发现隐患立即整改，并于六月十日前报送书面材料。",
    "二、严格执行二十四小时值班和领导带班制度，遇有险情及时报告，不得迟报、漏报、瞒报。",
)
PAGE = (
    "<html><head><title>关于做好水库防汛工作的通知_临水县人民政府</title>"
    '<meta name="ArticleTitle" content="关于做好水库防汛工作的通知"><meta name="PubDate" content="2021-06-01 08:30">'
    '<meta name="SiteName" content="临水县人民政府"></head><body>'
    '<div class="nav"><a href="/">首页</a> <a href="/zwgk/">政务公开</a> <a href="/bsfw/">办事服务</a></div>'
    "<div><h1>关于做好水库防汛工作的通知</h1><p>来源：县水利局　发布时间：2021-06-01 08:30</p>"
    + "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    + "</div><div>主办单位：临水县人民政府办公室　湘ICP备05000001号-1</div></body></html>"
)


@pytest.fixture(scope="module")
def cleaner() -> Cleaner:
    return Cleaner()


def test_a_page_becomes_an_article(cleaner: Cleaner) -> None:
    article = cleaner.clean(PAGE.encode("gb18030"))
    assert article.title == "关于做好水库防汛工作的通知"
    assert article.text == "\n".join(PARAGRAPHS)
    assert article.source == "县水利局"
    assert article.published_at is not None
    assert article.published_at.isoformat() == "2021-06-01T08:30:00+08:00"
    assert article.site.icp == "湘ICP备05000001号-1"
    assert article.page_type == "article"
    assert article.verdict == "clean"
    assert article.trail.edits == ()
    assert article.trail.unexplained == ()


def test_bytes_text_and_parsed_give_the_same_body(cleaner: Cleaner, tmp_path: Path) -> None:
    import bs4
    import lxml.html
    import parsel

    (tmp_path / "a.html").write_bytes(PAGE.encode("gb18030"))
    sources = [
        PAGE,
        PAGE.encode("utf-8"),
        tmp_path / "a.html",
        bs4.BeautifulSoup(PAGE, "lxml"),
        lxml.html.fromstring(PAGE),
        parsel.Selector(PAGE),
    ]
    for source in sources:
        assert cleaner.clean(source).text == "\n".join(PARAGRAPHS), type(source)


def test_threads_and_pickling_change_nothing(cleaner: Cleaner) -> None:
    once = cleaner.clean(PAGE)
    again = pickle.loads(pickle.dumps(cleaner))
    assert again.clean(PAGE) == once
    with ThreadPoolExecutor(4) as pool:
        assert all(article == once for article in pool.map(cleaner.clean, [PAGE] * 16))


def test_a_copy_has_the_rules_that_it_was_made_with(tmp_path: Path) -> None:
    rule = {
        "name": "mine.slogan",
        "pattern": "文明临水欢迎您",
        "reason": "slogan",
        "examples": ["文明临水欢迎您"],
    }
    file = tmp_path / "mine.toml"
    file.write_text(
        "[[rule]]\n"
        + "".join(f"{k} = {str(v)!r}\n" if k != "examples" else f"{k} = {v!r}\n" for k, v in rule.items()),
        encoding="utf-8",
    )
    with_file = Cleaner(rules=str(file))
    state = pickle.dumps(with_file)
    file.unlink()
    assert pickle.loads(state).rules.version == with_file.rules.version
    assert with_file.rules.version != Cleaner().rules.version


class Deadly(bytes):
    """A page that takes down the process that receives it."""

    def __reduce__(self):  # type: ignore[no-untyped-def]
        import os

        return os._exit, (3,)


def test_a_page_that_kills_its_worker_takes_no_other_with_it(
    cleaner: Cleaner, monkeypatch: pytest.MonkeyPatch
) -> None:
    from govclean import cleaner as module
    from govclean.inputs import Source

    def portable(item):  # type: ignore[no-untyped-def]
        return Source(item, None) if isinstance(item, Deadly) else real(item)

    real = module._portable
    monkeypatch.setattr(module, "_portable", portable)
    articles = list(cleaner.clean_many([PAGE, PAGE, Deadly(b"x"), PAGE, PAGE], jobs=2))
    assert [a.page_type for a in articles] == ["article", "article", "empty", "article", "article"]
    assert "died" in articles[2].warnings[0]


@pytest.mark.parametrize("jobs", [1, 2])
def test_many_keeps_order_and_goes_on_after_a_bad_source(cleaner: Cleaner, jobs: int) -> None:
    sources = [
        PAGE,
        None,
        (PAGE.encode(), "https://www.linshui.example/1.html"),
        Path("/nonexistent/x.html"),
        b"",
    ]
    articles = list(cleaner.clean_many(sources, jobs=jobs))
    assert [a.page_type for a in articles] == ["article", "empty", "article", "empty", "empty"]
    assert articles[1].warnings[0].startswith("input.unusable: ")
    assert "cannot read" in articles[3].warnings[0]
    assert articles[2].url == "https://www.linshui.example/1.html"


def test_many_is_lazy(cleaner: Cleaner) -> None:
    taken = []

    def sources():  # type: ignore[no-untyped-def]
        for number in range(1000):
            taken.append(number)
            yield PAGE

    articles = cleaner.clean_many(sources(), jobs=1)
    assert taken == []
    next(articles)
    assert len(taken) == 1


@pytest.mark.parametrize(
    ("options", "advice"),
    [
        ({"typo": "off"}, "has no option 'typo'; it has rules, ignore, preview, typos"),
        ({"typos": "all"}, "pass one of 'certain', 'likely', 'suggest', 'off'"),
        ({"script": "tw"}, "pass 'hans', 'hant' or None"),
        ({"encoding": "gbx"}, "not a text encoding that Python knows"),
        ({"encoding": "base64"}, "not a text encoding that Python knows"),
        ({"preview": "maybe"}, "pass True or False"),
        ({"ignore": 5}, "must be a list"),
        ({"ignore": "footer.icp"}, "must be a list"),
    ],
)
def test_wrong_options_are_refused_with_advice(options: dict[str, object], advice: str) -> None:
    with pytest.raises(ConfigError, match=advice):
        Cleaner(**options)


def test_script_without_its_extra_is_refused_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(ConfigError, match=r"pip install govclean\[script\]"):
        Cleaner(script="hans")


def test_wrong_rules_are_refused() -> None:
    with pytest.raises(RuleError):
        Cleaner(rules={"rule": [{"name": "mine.bad", "action": "remove"}]})


def test_wrong_jobs() -> None:
    with pytest.raises(ConfigError, match="whole number from 1"):
        govclean.clean_many([], jobs=0)
    for wrong in ("page", b"page", Path("page.html")):
        with pytest.raises(InputError, match="call clean"):
            govclean.clean_many(wrong)  # type: ignore[arg-type]
    with pytest.raises(InputError, match="iterable of pages, not NoneType"):
        govclean.clean_many(None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("data", "page_type"),
    [
        (b"", "empty"),
        (b" \r\n\t ", "empty"),
        (b"\x00" * 5000, "binary"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "binary"),
        (b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n1 0 obj\n" + b"\x9c\x00\x01" * 300, "binary"),
        (b"PK\x03\x04" + bytes(range(256)) * 4, "binary"),
        (b"\x1f\x8b\x08\x00" + bytes(range(255, 0, -1)) * 4, "binary"),
    ],
    ids=["none", "space", "nul", "png", "pdf", "zip", "gzip"],
)
def test_what_holds_no_page_says_so(cleaner: Cleaner, data: bytes, page_type: str) -> None:
    article = cleaner.clean(data)
    assert article.page_type == page_type
    assert article.text == ""
    assert article.warnings
    assert not [w for w in article.warnings if w.startswith("defect.")]


def test_deep_nesting_neither_breaks_nor_loses(cleaner: Cleaner) -> None:
    page = "<div>" * 100_000 + PARAGRAPHS[0] + "</div>" * 100_000
    article = cleaner.clean(page)
    assert not [w for w in article.warnings if w.startswith("defect.")]
    kept = article.text + "".join(r.text for r in article.trail.removals)
    assert PARAGRAPHS[0] in kept


def test_a_stage_that_fails_is_named_and_the_page_kept(
    cleaner: Cleaner, monkeypatch: pytest.MonkeyPatch
) -> None:
    from govclean import stages

    def broken(page: object) -> None:
        raise RuntimeError("made to fail")

    monkeypatch.setattr(stages, "STAGES", (*stages.STAGES[:2], broken))
    article = cleaner.clean(PAGE)
    assert any(w.startswith("defect.broken: ") and "made to fail" in w for w in article.warnings)
    assert PARAGRAPHS[0] in "".join(r.text for r in article.trail.removals)


@pytest.mark.parametrize("call", [govclean.decode, govclean.repair, govclean.proofread, govclean.explain])
def test_single_stages_refuse_the_wrong_type(call) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(InputError, match="takes"):
        call(42)

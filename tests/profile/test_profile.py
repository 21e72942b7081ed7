"""The profile as a value: learning, merging, saving, reading files that lie."""

from __future__ import annotations

import json
import pickle
import random
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import govclean
from govclean import Cleaner, ConfigError, InputError, SiteProfile
from govclean.profile.model import MOST_PAGES
from govclean.testing.sites import make_site


@cache
def pages(seed: int = 9, count: int = 8) -> tuple[tuple[str, str], ...]:
    return tuple((p.html, p.url) for p in make_site(seed, count, others=2).pages)


@cache
def profile() -> SiteProfile:
    return SiteProfile.learn(pages())


def test_order_and_parts_do_not_matter() -> None:
    shuffled = list(pages())
    random.Random(4).shuffle(shuffled)
    a, b = SiteProfile.learn(shuffled[:3]), SiteProfile.learn(shuffled[3:])
    assert SiteProfile.learn(shuffled) == profile() == a | b == b | a
    assert SiteProfile.learn(shuffled).to_json() == profile().to_json() == (a | b).to_json()


def test_merging_is_associative_and_a_page_counts_once() -> None:
    parts = [SiteProfile.learn([page]) for page in pages()]
    a, b, c = parts[0] | parts[1], parts[2] | parts[3], parts[4]
    assert (a | b) | c == a | (b | c)
    assert (a | a).templates() == a.templates()
    assert [h.sights for h in (profile() | profile()).hosts.values()] == [
        h.sights for h in profile().hosts.values()
    ]


def test_the_sample_is_bounded_and_the_same_in_parts() -> None:
    many = pages(3, MOST_PAGES + 12)
    whole = SiteProfile.learn(many)
    assert whole == SiteProfile.learn(many[:20]) | SiteProfile.learn(many[20:])
    (host,) = whole.hosts.values()
    assert (len(host.sights), host.seen, host.others) == (MOST_PAGES, MOST_PAGES + 12, 2)
    assert len(whole.to_json()) < 50_000


def test_json_round_trip_and_file(tmp_path: Path) -> None:
    assert SiteProfile.from_json(profile().to_json()) == profile()
    profile().save(tmp_path / "site.json")
    assert SiteProfile.load(tmp_path / "site.json") == profile()
    assert pickle.loads(pickle.dumps(profile())) == profile()


def test_a_profile_carries_no_content() -> None:
    text = profile().to_json()
    article = make_site(9, 8, others=2).pages[0]
    assert all(line[:10] not in text for line in [*article.lines, *article.absent, article.title] if line)
    facts = profile().facts()
    assert set(facts) <= {"host", "icp", "name"}
    assert all(value in text for value in facts.values())


def test_what_is_learnt() -> None:
    (template,) = profile().templates()
    assert template.pages in (8, 9)  # a list that was taken for an article does no harm
    assert template.box
    assert template.title
    assert set(template.fields) >= {"source", "published_at"}
    assert repr(profile()).startswith("SiteProfile(1 hosts, ")


def test_two_templates_of_one_site() -> None:
    both = SiteProfile.learn([(p.html, p.url) for p in make_site(22, 12, templates=2).pages])
    assert [t.pages for t in both.templates()] == [6, 6]
    assert len({t.box for t in both.templates()}) == 2


def test_too_few_pages_say_nothing() -> None:
    assert SiteProfile.learn(pages()[:2]).templates() == ()
    same = [pages()[0]] * 9
    assert SiteProfile.learn(same).templates() == ()


def test_pages_that_are_no_articles_teach_nothing() -> None:
    others = [
        "<html><title>404 Not Found</title><h1>404</h1><p>您访问的页面不存在。</p></html>",
        b"",
        "本周会议安排。",
    ]
    learnt = SiteProfile.learn([*others, *pages()], url="http://www.songping.gov.example/")
    assert learnt.templates(make_site(9, 8).address.split("/")[2]) == profile().templates()
    assert learnt.hosts["www.songping.gov.example"].others == 3


def test_addresses() -> None:
    html = [h for h, _ in pages()]
    urls = [u for _, u in pages()]
    assert SiteProfile.learn(html, urls=urls) == profile()
    assert list(SiteProfile.learn(html[:1], url="http://[bad/").hosts) == [""]
    with pytest.raises(InputError, match="fewer addresses"):
        SiteProfile.learn(html, urls=urls[:2])
    with pytest.raises(InputError, match="either url"):
        SiteProfile.learn(html, url=urls[0], urls=urls)
    with pytest.raises(InputError, match="iterable of pages"):
        SiteProfile.learn(html[0])


def test_options() -> None:
    assert Cleaner(profile=profile()).profile == profile()
    assert pickle.loads(pickle.dumps(Cleaner(profile=profile()))).profile == profile()
    assert Cleaner(profile=[profile(), SiteProfile()]).profile == profile()
    for wrong in (7, [None], {"a": 1}):
        with pytest.raises(ConfigError, match="profile"):
            Cleaner(profile=wrong)
    with pytest.raises(ConfigError, match="cannot read"):
        Cleaner(profile="no/such/file.json")
    with pytest.raises(ConfigError, match="merge"):
        profile().merge("x")  # type: ignore[arg-type]


def damage(path: str, value: object) -> str:
    data = json.loads(profile().to_json())
    at = data
    *steps, last = path.split(".")
    for step in steps:
        at = at[int(step) if step.isdigit() else step]
    at[int(last) if last.isdigit() else last] = value
    return json.dumps(data)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("format", "x"),
        ("version", 2),
        ("hosts", {}),
        ("hosts.0.host", "h" * 1000),
        ("hosts.0.paths", "!!!"),
        ("hosts.0.paths", "QUJD"),
        ("hosts.0.parents", [0]),
        ("hosts.0.parents.0", 10**6),
        ("hosts.0.seen", -1),
        ("hosts.0.seen", True),
        ("hosts.0.facts", [["icp", "x" * 100]]),
        ("hosts.0.facts", [["password", "x"]]),
        ("hosts.0.pages.0.marks", [1, 2, 3]),
        ("hosts.0.pages.0.marks", [10**6, 0, 0, 0]),
        ("hosts.0.pages.0.marks", [0] * 100_000),
        ("hosts.0.pages.0.marks.3", 64),
        ("hosts.0.pages.0.fields", {"text": 0}),
        ("hosts.0.pages.0.shape.0", -1),
        ("hosts.0.pages.0.number", ""),
        ("hosts.0.pages.0.facts", [99]),
        ("hosts.0.pages", "x"),
    ],
)  # fmt: skip
def test_damaged_profiles_are_refused(path: str, value: object) -> None:
    with pytest.raises(ConfigError, match="profile"):
        SiteProfile.from_json(damage(path, value))


@pytest.mark.parametrize("text", ["", "[]", "null", "{", "[" * 100_000, '{"format": "govclean.profile"}'])
def test_what_is_no_profile_is_refused(text: str) -> None:
    with pytest.raises(ConfigError, match="profile"):
        SiteProfile.from_json(text)


@settings(max_examples=20, deadline=None)
@given(st.data())
def test_forged_profiles_never_break_a_page(data: st.DataObject) -> None:
    plain = json.loads(profile().to_json())
    host = plain["hosts"][0]
    count = len(host["paths"]) * 3 // 4 // 8
    host["parents"] = [data.draw(st.integers(-1, count - 1)) for _ in host["parents"]]  # circles among them
    page = data.draw(st.sampled_from(host["pages"]))
    page["marks"][3::4] = [data.draw(st.integers(0, 31)) for _ in page["marks"][3::4]]
    page["marks"][2::4] = [0] * len(page["marks"][2::4])
    try:
        forged = SiteProfile.from_json(json.dumps(plain))
    except ConfigError:
        return
    html, url = pages()[0]
    article = govclean.clean(html, url, profile=forged | profile())
    assert not [w for w in article.warnings if w.startswith("defect")]
    assert not article.trail.unexplained

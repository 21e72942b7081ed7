"""Injected lists of place names and of search words, told by structure and statistics.

A list of places in an honest page is grouped by province, introduced, separated by enumeration commas, in the script of the page, and
all its names were valid at one time.  An injected list is none of these.  No single trait decides: each adds its
points, and the sum is compared with :data:`ENOUGH`.  Order, years and words are traits of honest lists as well (winners stand
in order of merit, old names stay in use, a price bureau lists fruit), so a list is only spam if its place or its markup
speaks against it, too (``Finding.placed``).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from itertools import pairwise

from ..fold import script_of
from .gazetteer import Place, lookup

__all__ = [
    "ENOUGH",
    "Finding",
    "Setting",
    "find_strong_terms",
    "introduces",
    "judge_places",
    "judge_words",
    "reads_as_report",
    "spam_share",
    "split_tokens",
]

ENOUGH = 4
"""Points from which a list is spam.  The seed's list has 10; the worst honest list seen (an alphabetical list of pilot
counties at the end of a page, one name a line) has 3."""

FEWEST_PLACES = 8
"""Names in the shortest list that is looked at: with fewer, grouping and years say nothing."""

FEWEST_WORDS = 3
FEWEST_LINKED = 2  # where each is a link to another site
MANY_WORDS = 4
"""Different words of advertising from which a list is sure to be about nothing else."""

MANY_BARS = 8
"""Bars or underscores from which a list is not one that somebody typed: honest bars of columns have up to 12 items, but
these are no places and no advertising."""

LONG_LIST = 16
"""Items from which the last thing on a page is a list of its own rather than the end of the article: shorter ones are
tails of sentences and of rosters.  The shortest list of our simulator has 18 names."""

ALL_GONE = 0.8
"""Share of abolished names from which a list is about them.  Of 2,000 draws of 12 names from the gazetteer (27 % are gone) the
highest share was 0.75."""

MACHINE_BARS = 16
"""Bars from which a list that nothing introduces was joined by a program: nobody types so many between two paragraphs.
Boundary: honest bars of places have 15 (one province's counties), the shortest list of our simulator 17, the seed's 41."""

_SPLIT = re.compile(r"[\s|_,、;/·•>\-\[\]()*#:+~=\"'“”《》]+")
_HARD_SEPARATORS = ("|", "_")
_INTRODUCES = re.compile(
    r"名单|如下|下列|以下|分别[为是]|包括|范围|地区[:]?$|[县市区](?:\)|名|\()|试点|示范|名称|行政区划|目录|附件|附表|预警(?!中心)|汇总|统计(?![局厅处科中])|一览|公示|:$"
)

# What stands in front of a list in its own piece: a label (受表彰单位:), or the beginning of a clause that the list ends.
# Both repetitions are bounded and end at a character that the first cannot hold.
_LABEL = re.compile(r"[^:|_。]{2,40}:")
_LEADS_IN = re.compile(r"(?:[:有为是括含及]|名单|如下|以下|下列|分别)[ ]{0,4}$")
_POINTS_BELOW = re.compile(r"如下|下列|名单")
# Labels that injected links put before themselves.
_LINK_LABEL = re.compile(r"链接|热门|搜索|标签|关键[词字]|推荐|导航|友情")

# Words of news and rules about betting, pornography and forgery; search words for them do not hold these.
_REPORTS = re.compile(
    r"打击|整治|查处|查获|侦破|警方|公安|警惕|涉嫌|涉[赌黄毒]|案件|犯罪|嫌疑|违法|举报|防范|诈骗|专项|禁止|严禁|不得|管理|条例|办法|通知|公告|治理|案$|[一二三]审"
)


@dataclass(slots=True)
class Setting:
    """Where a list stands.

    Attributes:
        script: script of the rest of the page (``"hans"``, ``"hant"``, …).
        edge: it stands before the first or after the last paragraph of prose.
        after_footer: lines of the site's footer stand above it.
        before_all: it stands above everything else that is on display.
        hidden: it is not displayed.
        outside_links: it is made of links to other sites.
        after_end: the signature's date, or what a page puts behind its article, stands above it and no heading since.
        last: it is the last thing on display.
        glued: it follows, in one piece, a sentence or a line of the footer.
        introduced: folded text of the piece before it.
        before: folded text in front of it in its own piece, where a list was cut out.
        year: year of the page, 0 if unknown.
    """

    script: str | None = None
    edge: bool = False
    after_footer: bool = False
    before_all: bool = False
    hidden: bool = False
    outside_links: bool = False
    after_end: bool = False
    last: bool = False
    glued: bool = False
    introduced: str = ""
    before: str = ""
    year: int = 0


@dataclass(slots=True)
class Finding:
    """Points for and against a text being an injected list, each with its reason.

    Attributes:
        placed: whether a trait of its place or its markup, not only of its words, speaks against it.
        mixed: whether it holds names that were never valid together.
    """

    kind: str
    points: int = 0
    placed: bool = False
    mixed: bool = False
    reasons: list[str] = field(default_factory=list)

    def add(self, points: int, reason: str) -> None:
        self.points += points
        self.reasons.append(f"{points:+d} {reason}")

    def place(self, points: int, reason: str) -> None:
        """Add points for a trait of place or markup."""
        self.add(points, reason)
        self.placed = True

    @property
    def is_spam(self) -> bool:
        return self.points >= ENOUGH and self.placed


def reads_as_report(folded: str) -> bool:
    """Whether a text holds words of news and rules about betting, pornography and forgery."""
    return _REPORTS.search(folded) is not None


def split_tokens(folded: str) -> list[str]:
    """Split a folded text at everything that can separate the items of a list."""
    return [token for token in _SPLIT.split(folded) if token]


def judge_places(text: str, folded: str, tokens: Sequence[str], setting: Setting) -> Finding | None:
    """Weigh whether ``tokens`` are an injected list of places; ``None`` if they are no list of places."""
    found = [(token, lookup(token)) for token in tokens]
    places = [(token, place) for token, place in found if place is not None]
    if len(places) < FEWEST_PLACES or len(places) * 2 < len(tokens):
        return None
    # Lists of provinces and of big cities are switches of a portal; injected lists are drawn from all counties.
    if sum(place.kind == "county" for _, place in places) * 2 < len(places):
        return None
    finding = Finding("spam.places")
    full = [place for _, place in places if not place.short]
    others = [token for token, place in found if place is None]
    _weigh_order([name for name, _ in places], [place for _, place in places], finding)
    _weigh_years(full, setting, finding)
    _weigh_setting(text, folded, len(places) >= LONG_LIST, setting, finding)
    if others and spam_share(others) > 0.3:
        finding.add(3, "search words stand between the names")
    elif len(others) > len(tokens) // 4:
        finding.add(-2, "more than a quarter of the items are no places")
    if not setting.after_footer and folded.count("、") + text.count("，") >= len(tokens) // 2:
        # As an agency sets a list in its text; below the footer stands no text of the agency's.
        finding.add(-2, "separated by commas as they are set in Chinese")
    if len({token for token, _ in places}) * 10 < len(places) * 7:
        finding.add(-2, "names are repeated, as in a table")
    return finding


def _is_sorted(names: Sequence[str]) -> bool:
    """Whether the names stand in alphabetical order: the codes of GB 2312 level 1 follow pinyin, those of level 2 radicals."""
    codes = [name.encode("gb18030")[:2] for name in names]
    common = [code for code in codes if b"\xb0" <= code[:1] <= b"\xd7"]
    rising = sum(a <= b for a, b in pairwise(common))
    return len(common) >= 6 and rising >= 0.9 * (len(common) - 1)


def _weigh_order(names: Sequence[str], places: Sequence[Place], finding: Finding) -> None:
    """Names drawn at random from 31 provinces: one neighbour in 20 shares a province; in honest lists most do."""
    provinces = Counter(code for place in places for code in place.provinces if len(place.provinces) == 1)
    together = sum(bool(a.provinces & b.provinces) for a, b in pairwise(places))
    share = together / (len(places) - 1)
    # A list inside one province, or led through its provinces, shares at least half its borders.
    if share >= 0.5:
        finding.add(-4, f"grouped by province ({share:.0%} of neighbours share one)")
    elif share <= 0.25 and len(provinces) >= 5:
        if _is_sorted(names):
            finding.add(-2, "in alphabetical order")
        else:
            finding.add(2, f"names of {len(provinces)} provinces in random order")


def _weigh_years(places: Sequence[Place], setting: Setting, finding: Finding) -> None:
    """Names that were never valid together; names gone before the page was written."""
    if len(places) < 2:
        return
    gone = sum(place.abolished for place in places)
    if gone >= ALL_GONE * len(places):
        # A draw from all names since 1980 holds a third of names that are gone; a list about those holds nothing else.
        finding.add(-3, f"{gone} of {len(places)} names are of places that are gone: a list about them")
        return
    newest = max(place.first for place in places)
    oldest = min(place.last for place in places)
    if int(newest[:4]) > int(oldest[:4]) + 1:
        finding.mixed = True
        finding.add(2, f"one name was abolished in {oldest[:4]}, another did not exist before {newest[:4]}")
    elif setting.year and int(oldest[:4]) + 1 < setting.year and any(p.abolished for p in places):
        finding.add(1, f"names a place that was abolished by {oldest[:4]}, on a page of {setting.year}")


def _weigh_setting(text: str, folded: str, long: bool, setting: Setting, finding: Finding) -> None:
    script = script_of(text)
    if (
        script
        and setting.script in ("hans", "hant")
        and script in ("hans", "hant")
        and script != setting.script
    ):
        finding.place(3, f"written in {script} on a page in {setting.script}")
    labelled = _is_labelled(folded, setting)
    introduced = not setting.after_footer and _is_announced(setting.introduced)
    hard = sum(map(folded.count, _HARD_SEPARATORS))
    # A line that introduces something ("notified as follows:") may stand above an injected list by chance; names that were
    # never valid together are joined by no agency.
    if hard >= MACHINE_BARS and not labelled and (not introduced or finding.mixed):
        finding.place(2, f"joined by {hard} bars or underscores, and no label says what it lists")
    elif hard >= 3:
        finding.add(2 if hard >= MANY_BARS else 1, "joined by bars or underscores")
    if setting.hidden:
        finding.place(3, "not displayed")
    if setting.outside_links:
        finding.place(2, "links to other sites")
    if setting.glued:
        finding.place(1, "glued to another line")
    _weigh_position(hard, long and not introduced and not labelled, setting, finding)
    if labelled:
        finding.add(-3, "a label stands in front of it")
    elif introduced:
        finding.add(-2, "the line above introduces it")


def _weigh_position(hard: int, alone: bool, setting: Setting, finding: Finding) -> None:
    if setting.after_footer:
        finding.place(2, "stands below the footer")
    elif setting.before_all:
        finding.place(1, "stands above everything else")
    elif setting.after_end:
        finding.place(1, "stands behind the end of the article")
    elif setting.edge and setting.last and alone and (finding.mixed or finding.kind != "spam.places"):
        # Rosters of winners and of old times stand out of order at the end of articles, too; they are of one time.
        finding.place(1, "the page ends with this long list")
    elif setting.edge:
        finding.add(1, "stands outside the prose")
    elif hard < MANY_BARS:
        finding.add(-1, "stands between paragraphs")


def introduces(folded: str) -> bool:
    """Whether a line announces a list: its title, its label, the heading of its column."""
    return _INTRODUCES.search(folded) is not None


def _is_announced(above: str) -> bool:
    """Whether the piece above a list introduces it; a whole sentence only does with words that point below."""
    return _POINTS_BELOW.search(above) is not None if above.endswith("。") else introduces(above)


def _is_labelled(folded: str, setting: Setting) -> bool:
    """Whether the list's own piece says what it lists; links that call themselves links do not count."""
    match = _LABEL.match(folded)
    label = match[0] if match else setting.before[-40:]
    return bool(match or _LEADS_IN.search(label)) and not _LINK_LABEL.search(label)


def _by_first(words: Sequence[str]) -> str:
    """Alternation grouped by first character, so that one character is tested a branch; Latin words stand alone."""
    heads: dict[str, list[str]] = {}
    for word in words:
        bounds = ("(?<![a-z].)", "(?![a-z])") if word.isascii() else ("", "")
        heads.setdefault(word[0], []).append(bounds[0] + re.escape(word[1:]) + bounds[1])
    return "|".join(re.escape(head) + "(?:" + "|".join(rest) + ")" for head, rest in heads.items())


@cache
def _terms() -> tuple[frozenset[str], re.Pattern[str], re.Pattern[str]]:
    raw = resources.files("govclean.data").joinpath("spam_terms.txt").read_text(encoding="utf-8")
    words = [line for line in raw.splitlines() if line and not line.startswith("#")]
    strong = sorted((w[1:] for w in words if w.startswith("!")), key=len, reverse=True)
    weak = sorted((w for w in words if not w.startswith("!")), key=len, reverse=True)
    return (
        frozenset(strong),
        re.compile(_by_first(strong)),
        re.compile("|".join(map(re.escape, weak))),
    )


def spam_share(tokens: Sequence[str]) -> float:
    """Return the share of tokens that hold a word of injected advertising; weak words count a half."""
    _, strong, weak = _terms()
    score = 0.0
    for token in tokens:
        low = token.lower()
        score += 1.0 if strong.search(low) else 0.5 if weak.search(low) else 0.0
    return score / len(tokens) if tokens else 0.0


def strong_terms(folded: str) -> set[str]:
    """Return the words of injected advertising in the text, those that honest lists share left out."""
    return set(_terms()[1].findall(folded.lower()))


def weak_terms(folded: str) -> set[str]:
    """Return the words in the text that injected advertising shares with honest lists."""
    return set(_terms()[2].findall(folded.lower()))


def find_strong_terms(folded: str) -> list[int]:
    """Return where words of injected advertising begin."""
    return [match.start() for match in _terms()[1].finditer(folded.lower())]


def judge_words(text: str, folded: str, tokens: Sequence[str], setting: Setting) -> Finding | None:
    """Weigh whether ``tokens`` are an injected list of search words; ``None`` if they are no list of words."""
    if len(tokens) < (FEWEST_LINKED if setting.outside_links else FEWEST_WORDS) or "。" in folded:
        return None
    words = strong_terms(folded)
    share = spam_share(tokens)
    if len(words) < 2 or share < 0.25:
        return None
    finding = Finding("spam.words")
    finding.add(2 if share >= 0.5 else 1, f"{share:.0%} of the items are advertising")
    finding.add(1 if len(words) < MANY_WORDS else 2, f"{len(words)} words of injected advertising")
    joints = folded.count("_") + folded.count("|") + folded.count("-") + text.count(",")
    typed = folded.count("、") + text.count("，") + text.count("；")
    if (
        len(words) >= FEWEST_WORDS
        and share >= 0.5
        and joints >= 2
        and joints * 2 >= len(tokens) - 1
        and not typed
    ):
        # Reports and bans are sentences, or set with Chinese punctuation; keywords of a page are not mostly advertising.
        finding.place(1, "search words joined as for a machine, and hardly anything else")
    _weigh_setting(text, folded, len(words) >= MANY_WORDS or len(tokens) >= LONG_LIST, setting, finding)
    stems = Counter(token[i : i + 2] for token in tokens for i in range(len(token) - 1))
    if stems and stems.most_common(1)[0][1] >= 3:
        finding.add(1, "its words repeat their parts")
    if folded.count("、") >= max(2, len(tokens) // 2):
        finding.add(-3, "separated by enumeration commas")
    if _REPORTS.search(folded):
        finding.add(-3, "reads as a report about such things")
    if max(map(len, tokens)) > 40:
        finding.add(-1, "holds a long clause")
    return finding

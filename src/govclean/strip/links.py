"""Injected links and lines that no reader sees: one is enough, where honest pages hide many things.

What is hidden on honest pages leads to the site itself, to public bodies, or to services for sharing and counting; it is hidden as menus
and tabs are.  A hidden link is spam if its words are advertising, or if a style that only serves to keep it from readers hides a
link to somebody else's site.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from ..fold import fold
from ..page import Page, Piece
from ..trail import Removal
from .concealed import DELIBERATE, ORDINARY, ConcealedLink, concealed_links, concealment
from .farms import PUBLIC, host_of, is_random_host, own_site, site_of
from .findings import SpamFinding
from .lists import Finding, reads_as_report, strong_terms

__all__ = ["strip_links"]

RULE = "spam.links"
NOT_CONCEALED = ("aria-hidden", "<textarea>")  # on display, or typed by readers

# Sites that honest pages link to from what they hide: sharing, counting, media, software.
_SERVICES = frozenset(
    [
        "baidu.com",
        "qq.com",
        "weibo.com",
        "weibo.cn",
        "sina.com.cn",
        "sina.com",
        "163.com",
        "sohu.com",
        "360.cn",
        "so.com",
        "sogou.com",
        "cnzz.com",
        "51.la",
        "51yes.com",
        "jiathis.com",
        "bshare.cn",
        "addthis.com",
        "google.com",
        "google.cn",
        "gstatic.com",
        "googletagmanager.com",
        "google-analytics.com",
        "microsoft.com",
        "apple.com",
        "adobe.com",
        "macromedia.com",
        "bing.com",
        "mozilla.org",
        "firefox.com",
        "firefox.com.cn",
        "w3.org",
        "opera.com",
        "umeng.com",
        "tongji.com",
        "linezing.com",
        "xinhuanet.com",
        "news.cn",
        "people.com.cn",
        "people.cn",
        "cctv.com",
        "cntv.cn",
        "conac.cn",
        "chinanews.com",
        "gmw.cn",
        "youth.cn",
        "cnr.cn",
        "china.com.cn",
        "china.com",
        "ce.cn",
        "chinadaily.com.cn",
        "huanqiu.com",
        "ifeng.com",
        "qstheory.cn",
        "12371.cn",
        "12377.cn",
        "xuexi.cn",
        "douyin.com",
        "kuaishou.com",
        "toutiao.com",
        "zhihu.com",
        "bilibili.com",
        "youku.com",
        "iqiyi.com",
        "douban.com",
        "renren.com",
        "kaixin001.com",
        "alipay.com",
        "taobao.com",
        "aliyun.com",
        "wps.cn",
        "wechat.com",
        "weixin.com",
        "yidianzixun.com",
        "sporttery.cn",
        "lottery.gov.cn",
        "cwl.gov.cn",
        "facebook.com",
        "twitter.com",
        "x.com",
        "youtube.com",
        "linkedin.com",
    ]
)
_CHEAP = re.compile(
    r"\.(?:top|xyz|vip|cc|win|bid|loan|club|icu|cyou|sbs|buzz|click|pw|tk|ml|ga|cf|gq|fun|monster|rest|bet|casino|poker)$"
)
# Trades that foreign links on pages of agencies are injected for, though the words alone are honest.
_TRADES = re.compile(
    r"药店|药房|发票|赌场|娱乐场|彩票|文凭|办证|刻章|棋牌|小额贷|网贷|贷款公司|催债|讨债|婚外情|外遇|侦探|代孕|丰胸|减肥药|迷药|假发票|"
    r"(?<![a-z])(?:pharmacy|pills|loans?|replica|bet|slots?|gambling|escorts?|porn|sex|dating|essays?)(?![a-z])"
)
_CONTACT = re.compile(
    r"1[3-9]\d{9}|(?:qq|微信|vx|电话|薇信|telegram)[: ]{0,3}[\w-]{5,16}|(?:https?://|www\.)[\w.-]{4,60}", re.I
)
LONGEST_LINE = 200  # a hidden paragraph is a copy of the article, not a spammer's line


def strip_links(page: Page, pieces: Sequence[Piece], found: list[SpamFinding]) -> bool:
    """Take injected links that are concealed, and hidden lines of advertising; return whether any was taken."""
    own = own_site(page)
    changed = False
    suspects = _foreign(page, pieces, own)
    if suspects and page.is_html:
        seen = _concealed(page, suspects)
        seen += _hidden_links(pieces, suspects, {link.href for link in seen})
        holders = _holders(pieces, seen)
        for group in _by_element(seen):
            finding = _judge_links(group, own)
            if not finding.is_spam:
                continue
            found.append(SpamFinding(RULE, "hidden", finding.points, tuple(finding.reasons)))
            changed |= _take_links(page, holders, group, finding)
    for piece in pieces:
        if piece.hidden and not piece.role and len(piece.text) <= LONGEST_LINE:
            line = _judge_line(piece)
            if line is not None and line.is_spam:
                piece.take("spam", RULE, "; ".join(line.reasons))
                found.append(SpamFinding(RULE, "hidden", line.points, tuple(line.reasons)))
                changed = True
    return changed


def _concealed(page: Page, suspects: set[str]) -> list[ConcealedLink]:
    """Links to ``suspects`` that the source conceals; it is looked through once, though a page is stripped in rounds."""
    known: tuple[frozenset[str], list[ConcealedLink]] | None = page.cache.get("concealed")
    if known is None or not known[0] >= suspects:
        known = page.cache["concealed"] = frozenset(suspects), list(concealed_links(page.text, suspects))
    return [link for link in known[1] if host_of(link.href) in suspects]


def _foreign(page: Page, pieces: Iterable[Piece], own: str) -> set[str]:
    """Return the hosts that undecided pieces link to and that are neither the site's own, nor public, nor known services."""
    hosts = {host_of(href) for piece in pieces for _, href in piece.links if "//" in href[:8]}
    return {
        h for h in hosts if h and site_of(h) != own and not PUBLIC.search(h) and site_of(h) not in _SERVICES
    }


def _hidden_links(
    pieces: Iterable[Piece], suspects: Collection[str], seen: Collection[str]
) -> list[ConcealedLink]:
    """Return links of pieces that the parser found hidden, those in ``seen`` left out."""
    return [
        ConcealedLink(text, href, ORDINARY, f"not displayed ({piece.hidden})")
        for piece in pieces
        if piece.hidden and piece.hidden not in NOT_CONCEALED
        for text, href in piece.links
        if text and href not in seen and host_of(href) in suspects
    ]


def _by_element(links: Iterable[ConcealedLink]) -> list[list[ConcealedLink]]:
    """Group links that are hidden in one way, one after the other."""
    groups: list[list[ConcealedLink]] = []
    for link in links:
        if groups and (groups[-1][0].strength, groups[-1][0].why) == (link.strength, link.why):
            groups[-1].append(link)
        else:
            groups.append([link])
    return groups


def _judge_links(links: Sequence[ConcealedLink], own: str) -> Finding:
    words = [fold(link.text) for link in links]
    finding = Finding(RULE)
    first = links[0]
    finding.place(
        first.strength,
        f"{first.why}, which {'only serves to conceal' if first.strength >= DELIBERATE else 'menus are as well'}",
    )
    finding.add(2 if own else 1, "links to other sites" if own else "links to other addresses")
    terms = sum(bool(strong_terms(word)) for word in words)
    trades = sum(bool(_TRADES.search(word)) for word in words)
    if terms * 3 >= len(words):
        finding.add(3, f"{terms} of {len(words)} links are advertising")
    elif (terms + trades) * 3 >= len(words):
        finding.add(2, f"{trades} of {len(words)} links name trades that links are injected for")
    if any(_CHEAP.search(host) or is_random_host(host) for host in {host_of(link.href) for link in links}):
        finding.add(1, "a host with a name drawn at random or in a cheap zone")
    if any(map(reads_as_report, words)):
        finding.add(-4, "reads as a report about such things")
    if first.strength < DELIBERATE and not (terms or trades):
        finding.points = min(
            finding.points, 0
        )  # hidden as menus and tabs are, and says nothing of advertising
    return finding


def _judge_line(piece: Piece) -> Finding | None:
    """Weigh a hidden text without links to other sites: words of advertising with a way to reach the advertiser."""
    folded = fold(piece.text)
    words = strong_terms(folded)
    contact = _CONTACT.search(folded)
    if not words or (contact is None and len(words) < 3) or piece.hidden in NOT_CONCEALED:
        return None
    finding = Finding(RULE)
    style = concealment(piece.hidden)
    finding.place(max(style.strength, ORDINARY), f"not displayed ({piece.hidden})")
    finding.add(2 if len(words) < 3 else 3, f"{len(words)} words of injected advertising")
    if contact is not None:
        finding.add(2, "names a way to reach the advertiser")
    if reads_as_report(folded) or "。" in folded:
        finding.add(-3, "reads as a report about such things")
    return finding


def _holders(
    pieces: Iterable[Piece], links: Iterable[ConcealedLink]
) -> Mapping[tuple[str, str], list[Piece]]:
    """Return for the text and address of each of ``links`` the pieces that hold it: looked up once for all groups."""
    holders: dict[tuple[str, str], list[Piece]] = {(link.text, link.href): [] for link in links}
    for piece in pieces:
        for link in dict.fromkeys(piece.links):
            if link in holders:
                holders[link].append(piece)
    return holders


def _take_links(
    page: Page,
    holders: Mapping[tuple[str, str], list[Piece]],
    links: Sequence[ConcealedLink],
    finding: Finding,
) -> bool:
    """Take the pieces that consist of ``links``; cut them out of the pieces that hold something else."""
    wanted = {(link.text, link.href) for link in links}
    note = "; ".join(finding.reasons)
    changed = False
    found = {piece.index: piece for link in wanted for piece in holders[link]}
    for _, piece in sorted(found.items()):
        spam = [link for link in piece.links if link in wanted]
        if not spam or piece.role not in ("", "body") or piece.rows:
            continue
        size = sum(len("".join(text.split())) for text, _ in spam)
        if piece.hidden or size * 10 >= 8 * len("".join(piece.text.split())):
            piece.take("spam", RULE, note)
            changed = True
            continue
        for text, _ in spam:
            if text and text in piece.text:
                piece.text = " ".join(piece.text.replace(text, " ", 1).split())
                page.trail.removals.append(Removal(RULE, text, "hidden", note))
                changed = True
        piece.links = tuple(link for link in piece.links if link not in spam)
        piece.link_chars = min(piece.link_chars, sum(len(text) for text, _ in piece.links))
    return changed

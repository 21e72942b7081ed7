"""Link farms and random tags: spam that shows in the markup rather than in the words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from ..fold import fold
from ..page import Page, Piece
from .findings import SpamFinding
from .gazetteer import lookup
from .lists import Finding, Setting, spam_share

__all__ = [
    "PUBLIC",
    "find_farms",
    "host_of",
    "is_random_host",
    "outside_share",
    "own_site",
    "random_tags",
    "site_of",
]

FEWEST_LINKS = 8
# Honest lists of links go to public bodies.  Of 61 such lists seen, the one with the fewest had 38 % of these.
PUBLIC = re.compile(r"(?:^|\.)(?:gov|edu|org|mil|ac)(?:\.[a-z]{2})?$")
_HEADING = re.compile(r"链接|网站|导航|媒体|部门|机构|友情|矩阵")
# A host name drawn at random: a label that mixes digits into letters, or has four consonants in a row.
_RANDOM_LABEL = re.compile(r"^(?=[a-z0-9-]*\d)(?=[a-z0-9-]*[a-z])[a-z0-9-]{4,}$|[bcdfghjklmnpqrstvwxz]{5}")
# An element with nothing in it but an identifier of five to eight letters and digits.
_RANDOM_TAG = re.compile(r""" id=["']([a-z0-9]{4,8})["']><""")
FEWEST_TAGS = 12


_HOST = re.compile(r"[ ]*(?:https?:)?//(?:[^/?#@\s]{0,80}@)?([a-zA-Z0-9.\-_\u4e00-\u9fff]{1,253})", re.I)


def host_of(address: str) -> str:
    """Return the host of an absolute address in lower case, ``""`` if there is none."""
    if "//" not in address[:12]:
        return ""
    match = _HOST.match(address)
    return match[1].lower() if match else ""


@lru_cache(maxsize=4096)
def site_of(host: str) -> str:
    """Return the part of a host that one owner holds: the last two labels, three under ``gov.cn`` and the like."""
    labels = host.split(".")
    if len(labels) >= 3 and len(labels[-1]) == 2 and labels[-2] in ("gov", "com", "org", "edu", "net", "ac"):
        return ".".join(labels[-3:])
    return ".".join(labels[-2:])


def is_random_host(host: str) -> bool:
    """Whether a label of the host looks drawn at random: digits among letters, or five consonants in a row."""
    return any(_RANDOM_LABEL.search(label) for label in host.split(".")[:-1] if label != "www")


def own_site(page: Page) -> str:
    """Return the site that the page says it belongs to, ``""`` if it does not say."""
    for address in (page.url, page.base_href):
        if address and (host := host_of(address)):
            return site_of(host)
    for name, content in page.meta:
        if name == "sitedomain":
            return site_of(host_of(content if "//" in content else f"//{content}"))
    return ""


def _commonest_site(pieces: Iterable[Piece]) -> str:
    """Guess the page's own site: the one that most blocks of links lead to, if it has a third of them."""
    sites = Counter(site_of(host_of(piece.links[0][1])) for piece in pieces)
    site, count = sites.most_common(1)[0]
    return site if count * 3 >= sites.total() and count > 2 else ""


def outside_share(page: Page, links: Sequence[tuple[str, str]]) -> float:
    """Return the share of ``links`` that lead to other sites."""
    own = own_site(page)
    hosts = [host_of(href) for _, href in links]
    outside = sum(bool(host) and site_of(host) != own for host in hosts)
    return outside / len(links) if links else 0.0


def find_farms(
    page: Page,
    pieces: Sequence[Piece],
    setting_of: Callable[[int, int], Setting],
    found: list[SpamFinding],
) -> bool:
    """Take blocks of links to other sites that were injected; return whether any was taken."""
    candidates = [_may_lead_outside(piece) for piece in pieces]
    if sum(len(p.links) for p, may in zip(pieces, candidates, strict=True) if may) < FEWEST_LINKS:
        return False
    own = own_site(page) or _commonest_site(p for p, may in zip(pieces, candidates, strict=True) if may)
    changed = False
    index = 0
    while index < len(pieces):
        stop = index
        while stop < len(pieces) and candidates[stop] and _leads_outside(pieces[stop], own):
            stop += 1
        group = pieces[index:stop]
        if sum(len(p.links) for p in group) >= FEWEST_LINKS:
            setting = setting_of(index, stop)
            finding = _judge_farm(group, setting)
            if finding.is_spam:
                for piece in group:
                    piece.take("spam", "spam.farm", "; ".join(finding.reasons))
                where = "hidden" if setting.hidden else "foot" if setting.edge else "body"
                found.append(SpamFinding("spam.farm", where, finding.points, tuple(finding.reasons)))
                changed = True
        index = max(stop, index + 1)
    return changed


def _may_lead_outside(piece: Piece) -> bool:
    """Cheap test: links to absolute addresses and little else."""
    links = piece.links
    return (
        bool(links)
        and "//" in links[0][1][:8]
        and piece.role in ("", "body")
        and piece.link_chars * 3 >= len(piece.text) * 2
        and not piece.rows
    )


def _leads_outside(piece: Piece, own: str) -> bool:
    hosts = [host_of(href) for _, href in piece.links]
    return all(host and site_of(host) != own for host in hosts)


def _judge_farm(group: Sequence[Piece], setting: Setting) -> Finding:
    links = [link for piece in group for link in piece.links]
    hosts = [host_of(href) for _, href in links]
    words = [fold(text).replace(" ", "") for text, _ in links]
    finding = Finding("spam.farm", placed=True)  # links to other sites are such a trait
    told = False  # whether the links themselves, not only their place, speak of spam
    public = sum(bool(PUBLIC.search(host)) for host in hosts) / len(hosts)
    if public >= 0.2:
        finding.add(-4, f"{public:.0%} of the links lead to public bodies")
    if setting.hidden or all(p.hidden for p in group):
        finding.add(3, "not displayed")
    advertising = spam_share(words)
    if advertising >= 0.4:
        told = True
        finding.add(3, f"{advertising:.0%} of the links are advertising")
    # Looked at before the table of names is loaded: names of places end in a few characters.
    typed = sum(word.endswith(("县", "市", "区", "旗")) for word in words)
    named = [p for word in words if (p := lookup(word)) is not None] if typed * 3 >= len(words) else []
    if named and sum(place.kind == "county" for place in named) * 2 >= len(words):
        told = True
        finding.add(2, "the links are names of places")
    sites = Counter(site_of(host) for host in hosts)
    if len(sites) >= FEWEST_LINKS:
        finding.add(1, f"they lead to {len(sites)} sites")
    random = sum(map(is_random_host, set(hosts)))
    if random * 2 >= len(set(hosts)) and len(set(hosts)) >= 4:
        told = True
        finding.add(2, "half of the hosts have random names")
    if len(links) >= 30:
        finding.add(1, f"{len(links)} links")
    if setting.edge:
        finding.add(1, "stands outside the prose")
    if _HEADING.search(setting.introduced):
        finding.add(-2, "has a heading of a list of links")
    if not told:
        finding.points = min(finding.points, 0)
    return finding


def random_tags(source: str) -> int:
    """Return how many empty elements share a random identifier in ``source``, 0 below :data:`FEWEST_TAGS`.

    Identifiers of an honest page are used once.
    """
    if source.count(" id=") < FEWEST_TAGS:
        return 0
    counts = Counter(_RANDOM_TAG.findall(source))
    shared = sum(n for n in counts.values() if n >= 3)
    return shared if shared >= FEWEST_TAGS else 0

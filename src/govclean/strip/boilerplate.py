"""Boilerplate by rules: whole pieces that rules cover, runs of them, and spans at the edge of a piece."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ..page import Page, Piece
from ..rules.engine import Match, Tiling, find, stands_apart, tile
from ..rules.model import Rule
from ..rules.timed import watch_in
from ..trail import Removal
from .facts import note_fact
from .within import below_text, within_text
from .zones import Zones, find_zones, is_prose, is_sentence

__all__ = ["Scan", "rescan", "scan_pieces", "strip_boilerplate"]

# A footer line may hold words that no rule knows (the name of a company, a slogan) beside what rules know, but not
# more of them than this share of what is known, plus a short name.
GAP_SHARE = 1.0
GAP_NAME = 24
# Lines between two footer lines that no rule knows belong to the footer; more than this many in a row do not.
GAP_LINES = 3
GAP_LINE_LENGTH = 60
# So many different ICP numbers make a list of sites, not a footer (a portal and its subsites show up to three).
MANY_FILINGS = 4
ITEM_LENGTH = 80
# What no title in a list of other articles begins with: parts of a document, its annexes, books and laws that it names.
_OF_DOCUMENT = re.compile(
    r"附(?:件|表|[:])|\(此件|[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|第[一二三四五六七八九十]{1,3}[章条节]|《[^》]{1,40}》(?:[ ]|$)"
)


@dataclass(slots=True)
class Scan:
    """What the rules see in the pieces that are still undecided.

    Attributes:
        every, every_folded: all undecided pieces with text, displayed or not, and their folded texts.
        pieces, folded: those that are displayed; the other attributes go by position among these.
        tilings: how rules cover a piece. spans: rules that may be cut out of it.
        flags: pieces that a ``flag`` rule may match.
        suspects: whether a list looked like spam; if none did, later rounds need not look again.
        kept: pieces that a ``keep`` rule protects. zones: where the prose begins and ends.
    """

    every: list[Piece]
    every_folded: list[str]
    pieces: list[Piece]
    folded: list[str]
    tilings: dict[int, Tiling] = field(default_factory=dict)
    spans: dict[int, list[Rule]] = field(default_factory=dict)
    flags: list[tuple[int, Rule]] = field(default_factory=list)
    kept: set[int] = field(default_factory=set)
    suspects: bool = True
    zones: Zones = field(default_factory=lambda: Zones(0, -1))


def scan_pieces(page: Page) -> Scan:
    """Run the rules over all undecided pieces (role ``""`` or ``"body"``) that are on display."""
    watch = watch_in(page.cache)
    every = [p for p in page.pieces if p.role in ("", "body") and p.text]
    every_folded, candidates = page.rules.candidates([p.text for p in every], watch=watch)
    shown = [i for i, piece in enumerate(every) if not piece.hidden]
    pieces, folded = [every[i] for i in shown], [every_folded[i] for i in shown]
    scan = Scan(every, every_folded, pieces, folded)
    for index, position in enumerate(shown):
        rules = candidates.get(position)
        if rules is None:
            continue
        kind = pieces[index].kind
        length = len(folded[index])
        usable = [r for r in rules if not r.kinds or kind in r.kinds]
        if any(r.action == "keep" and tile(folded[index], [r], watch).whole for r in usable):
            scan.kept.add(index)
            continue
        scan.flags += [(index, r) for r in usable if r.action == "flag"]
        usable = [r for r in usable if r.action == "remove"]
        whole = [r for r in usable if length <= r.longest]
        if whole:
            # In a table a label and its value are parted by a tab, which stands for the blank of a line.
            tiling = tile(folded[index].replace("\t", " "), whole, watch)
            if tiling.matches:
                scan.tilings[index] = tiling
        spans = [r for r in usable if r.scope != "piece"]
        if spans:
            scan.spans[index] = spans
    scan.zones = find_zones(pieces, folded, lambda i: i in scan.tilings and scan.tilings[i].whole)
    return scan


def rescan(page: Page, scan: Scan) -> Scan:
    """Return the scan without what was taken since; only pieces whose text changed are matched again."""
    changed = [
        i for i, p in enumerate(scan.pieces) if p.role in ("", "body") and len(p.text) != len(scan.folded[i])
    ]
    if changed:
        new = scan_pieces(page)
        new.suspects = scan.suspects
        return new
    order = [i for i, piece in enumerate(scan.pieces) if piece.role in ("", "body")]
    every = [i for i, piece in enumerate(scan.every) if piece.role in ("", "body")]
    new = Scan(
        [scan.every[i] for i in every],
        [scan.every_folded[i] for i in every],
        [scan.pieces[i] for i in order],
        [scan.folded[i] for i in order],
    )
    for position, index in enumerate(order):
        if index in scan.tilings:
            new.tilings[position] = scan.tilings[index]
        if index in scan.spans:
            new.spans[position] = scan.spans[index]
        if index in scan.kept:
            new.kept.add(position)
    new.suspects = scan.suspects
    new.zones = find_zones(new.pieces, new.folded, lambda i: i in new.tilings and new.tilings[i].whole)
    return new


def strip_boilerplate(page: Page, scan: Scan) -> bool:
    """Take what the rules are sure of; return whether anything was taken."""
    accepted = _accept(scan)
    if page.rules.detects("footer.between"):
        _accept_between(scan, accepted)
    if page.rules.detects("related.item"):
        _accept_items(scan, accepted)
    for index, (rule_name, role) in sorted(accepted.items()):
        piece = scan.pieces[index]
        tiling = scan.tilings.get(index)
        if tiling is not None:
            _note_facts(page, scan, index, tiling.matches)
        others = dict.fromkeys(m.rule.name for m in tiling.matches) if tiling is not None else {}
        others.pop(rule_name, None)
        piece.take(role, rule_name, "and " + ", ".join(others) if others else "")
    changed = bool(accepted)
    for index, rule in scan.flags:
        _flag(page, scan.folded[index], scan.pieces[index], rule)
    scan.flags.clear()
    for index in scan.spans:
        if index not in accepted and index not in scan.kept:
            changed |= _cut_spans(page, scan, index)
    return changed


def _accept(scan: Scan) -> dict[int, tuple[str, str]]:
    """Find the pieces that rules cover and that their place and their neighbours confirm."""
    usable: dict[int, list[Rule]] = {}
    listed = _lists_filings(scan)
    for index, tiling in scan.tilings.items():
        matches = [m for m in tiling.matches if scan.zones.allows(m.rule.where, index)]
        if len(matches) < len(tiling.matches) or (listed and any(m.rule.fact == "icp" for m in matches)):
            continue
        if tiling.whole or _covers_footer(scan, index, tiling):
            usable[index] = [m.rule for m in matches]
    _join_values(scan, usable)
    accepted: dict[int, tuple[str, str]] = {}
    for run in _runs(sorted(usable)):
        below = below_text(scan, _of_one_host(scan, run, usable), usable)
        if below and not within_text(scan, below):
            _accept_run(below, usable, accepted)
    return accepted


def _runs(indices: Sequence[int]) -> Iterable[list[int]]:
    run: list[int] = []
    for index in indices:
        if run and index != run[-1] + 1:
            yield run
            run = []
        run.append(index)
    if run:
        yield run


def _of_one_host(scan: Scan, run: list[int], usable: dict[int, list[Rule]]) -> list[int]:
    """Cut a run before its last host: a site has one, and those of an event may stand right above the footer."""
    hosts = [i for i in run if {r.name for r in usable[i]} == {"footer.host"}]
    named = [i for i in run if any(r.fact == "host" for r in usable[i]) and "主办" in scan.folded[i]]
    if not hosts or len(named) < 2:
        return run
    strong = next((i for i in run if any(r.evidence == "strong" for r in usable[i])), run[0])
    return [i for i in run if i >= min(named[-1], strong)]


def _accept_run(run: list[int], usable: dict[int, list[Rule]], accepted: dict[int, tuple[str, str]]) -> None:
    rules = [rule for index in run for rule in usable[index]]
    strong = any(rule.evidence == "strong" for rule in rules)
    halves = {rule.name for rule in rules if rule.evidence == "half"}
    confirmed = strong or len(halves) >= 2
    below = False
    for index in run:
        kinds = {rule.evidence for rule in usable[index]}
        if "strong" in kinds or (confirmed and kinds & {"half", "linked"}):
            accepted[index] = _named(usable[index])
            below = True
        elif confirmed and below:
            accepted[index] = _named(usable[index])
        elif len({r.name for r in usable[index]}) == 1 and len(usable[index]) >= 3 and kinds == {"half"}:
            accepted[index] = _named(usable[index])  # a bar of buttons: one rule, three words


def _named(rules: list[Rule]) -> tuple[str, str]:
    """Name and role for a piece covered by several rules: those of the surest."""
    order = {"strong": 0, "half": 1, "linked": 2, "weak": 3}
    best = min(rules, key=lambda rule: order[rule.evidence])
    return best.name, best.role


def _lists_filings(scan: Scan) -> bool:
    numbers = set()
    for index, tiling in scan.tilings.items():
        for match in tiling.matches:
            if match.rule.fact == "icp" and match.fact:
                digits = "".join(
                    c for c in scan.folded[index][slice(*match.fact)].partition("号")[0] if c.isdigit()
                )
                numbers.add(digits)
    return len(numbers) >= MANY_FILINGS


def _covers_footer(scan: Scan, index: int, tiling: Tiling) -> bool:
    """Whether a strong footer match dominates a piece whose rest no rule knows."""
    folded = scan.folded[index]
    if (
        scan.pieces[index].kind == "table"
        or "\t" in scan.pieces[index].text
        or index <= scan.zones.last
        or is_sentence(folded)
    ):
        return False
    starts = {m.start for m in tiling.matches}
    strong = [
        m
        for m in tiling.matches
        if m.rule.family == "footer"
        and m.rule.evidence == "strong"
        and (m.fact is not None or m.rule.fact in ("", "copyright"))
        and (m.end in starts or stands_apart(folded, m.start, m.end))
    ]
    if not strong:
        return False
    known = sum(m.end - m.start for m in tiling.matches)
    unknown = 0
    for start, end in tiling.gaps:
        unknown += end - start
        # A label that no rule knows: then this is a record that mentions a filing.
        if folded[end : end + 1] == ":":
            return False
    return unknown <= known * GAP_SHARE + GAP_NAME


def _join_values(scan: Scan, usable: dict[int, list[Rule]]) -> None:
    """Join the value that stands in the line or cell after a bare footer label (主办单位：⏎某某办公室) to the label."""
    for index in sorted(usable):
        after = index + 1
        last = scan.tilings[index].matches[-1]
        if last.rule.family != "footer" or not last.rule.fact or last.fact is not None:
            continue
        if after >= len(scan.pieces) or after in scan.tilings or after in scan.kept:
            continue
        folded = scan.folded[after]
        if len(folded) <= 40 and not is_sentence(folded) and ":" not in folded:
            usable[after] = [last.rule]
            scan.tilings[after] = Tiling((Match(last.rule, 0, len(folded), (0, len(folded))),), ())


def _accept_between(scan: Scan, accepted: dict[int, tuple[str, str]]) -> None:
    """Take the short lines between two lines of a footer."""
    # Below a line of editors stand others who made the document, not only lines of the site.
    footer = [
        i
        for i, (rule, role) in sorted(accepted.items())
        if role == "footer" and i > scan.zones.last and not rule.startswith("editor.")
    ]
    for left, right in pairwise(footer):
        between = [i for i in range(left + 1, right) if i not in accepted]
        if 0 < len(between) <= GAP_LINES and all(
            len(scan.folded[i]) <= GAP_LINE_LENGTH
            and not is_sentence(scan.folded[i])
            and scan.pieces[i].kind != "table"
            for i in between
        ):
            for i in between:
                accepted[i] = ("footer.between", "footer")


def _accept_items(scan: Scan, accepted: dict[int, tuple[str, str]]) -> None:
    """Take the titles that stand below a heading such as 相关阅读, up to what cannot be one.

    A heading right above a part of the document (政策解读 above 一、出台背景) is the document's own and stays.
    """
    reached = 0  # what one heading's list took needs no second look: this keeps the time linear
    for index in sorted(accepted):
        if not accepted[index][0].startswith("related.") or accepted[index][0] == "related.more":
            continue
        for after in range(max(index + 1, reached), len(scan.pieces)):
            reached = after
            if after in accepted:
                continue
            if _opens_part(scan, after) and after == index + 1:
                del accepted[index]
            if not _may_be_title(scan, after):
                break
            accepted[after] = ("related.item", "nav")


def _may_be_title(scan: Scan, index: int) -> bool:
    """Whether a piece may be one in a list of titles of other articles."""
    piece, folded = scan.pieces[index], scan.folded[index]
    return (
        (piece.tag == "line" or piece.link_chars * 2 > len(folded))
        and len(folded) <= ITEM_LENGTH
        and piece.kind != "table"
        and not is_sentence(folded)
        and not is_prose(piece, folded)
        and not _opens_part(scan, index)
    )


def _opens_part(scan: Scan, index: int) -> bool:
    """Whether a piece opens a part or an annex of the document, or names a work that it lists."""
    piece, folded = scan.pieces[index], scan.folded[index]
    return piece.link_chars * 2 <= len(folded) and _OF_DOCUMENT.match(folded) is not None


def _note_facts(page: Page, scan: Scan, index: int, matches: Iterable[Match]) -> None:
    text = scan.pieces[index].text
    for match in matches:
        if match.fact is not None:
            note_fact(page, match.rule, text[match.fact[0] : match.fact[1]])


def _cut_spans(page: Page, scan: Scan, index: int) -> bool:
    """Cut matches of span rules out of a piece: at its ends, or between separators where it is no prose."""
    piece, folded = scan.pieces[index], scan.folded[index]
    tiling = scan.tilings.get(index)
    if tiling is not None and tiling.whole and all(m.rule.scope != "glued" for m in tiling.matches):
        return False  # covered as a whole, and not accepted: its place or its neighbours spoke against it
    if piece.kind in ("table", "image") or "\t" in piece.text:
        return False  # also a row of a table in plain text, which is what an article's text holds of one
    prose = is_prose(piece, folded) or is_sentence(folded)
    found: list[Match] = []
    for rule in scan.spans[index]:
        if rule.scope == "glued":
            found += find(folded, rule, watch_in(page.cache))
        elif rule.evidence == "strong" and (prose or scan.zones.allows(rule.where, index)):
            found += [
                m for m in find(folded, rule, watch_in(page.cache)) if stands_apart(folded, m.start, m.end)
            ]
    found.sort(key=lambda m: (m.start, -m.end))
    cuts: list[Match] = []
    for match in found:
        if not cuts or match.start >= cuts[-1].end:
            cuts.append(match)
    if prose:
        glued = [m for m in cuts if m.rule.scope == "glued"]
        cuts = sorted({*_at_end(folded, cuts), *glued}, key=lambda m: m.start)
    if not cuts:
        return False
    _note_facts(page, scan, index, cuts)
    where = "head" if index < scan.zones.first else "foot" if index > scan.zones.last else "body"
    text, kept, position = piece.text, [], 0
    for match in cuts:
        kept.append(text[position : match.start])
        page.trail.removals.append(Removal(match.rule.name, text[match.start : match.end].strip(), where))
        position = match.end
    kept.append(text[position:])
    glue = "" if all(match.rule.scope == "glued" for match in cuts) else " "
    remaining = glue.join(part.strip() for part in kept if part.strip())
    if not remaining:
        return False
    piece.text = remaining
    gone = [text[m.start : m.end] for m in cuts]
    piece.links = tuple(
        link for link in piece.links if link[0] in remaining or not any(link[0] in g for g in gone)
    )
    piece.link_chars = min(piece.link_chars, sum(len(link[0]) for link in piece.links))
    return True


def _flag(page: Page, folded: str, piece: Piece, rule: Rule) -> None:
    """Warn about what a ``flag`` rule matches; nothing is changed."""
    for match in find(folded, rule, watch_in(page.cache)):
        if rule.scope == "glued" or stands_apart(folded, match.start, match.end):
            page.warn(
                f"rule.{rule.name}", f"{rule.reason or 'flagged'} ({piece.text[match.start : match.end]!r})"
            )
            return


def _at_end(folded: str, cuts: list[Match]) -> list[Match]:
    """Keep those cuts that lie, one after the other, at the end of the paragraph, after the end of a sentence."""
    end = len(folded)
    taken: list[Match] = []
    for match in reversed(cuts):
        if folded[match.end : end].strip(" "):
            break
        before = folded[: match.start].rstrip(" ")
        opens = folded[match.start] in "[("
        if not (before.endswith(("。", "!", "?", "”", ")", "]", ";")) or opens):
            break
        taken.append(match)
        end = match.start
    return taken[::-1]

"""What the pages of one template share, derived from their sights: boilerplate, the box of the text, places of the fields.

Everything here is a function of a set of sights, so the order in which pages were seen cannot matter.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .sight import BODY, HEADS, LINE, PROSE, TABLE, TITLE, Sight

__all__ = ["ENOUGH", "MIN_PAGES", "Template", "templates_of"]

TEXT = (PROSE, TABLE)
# Fewer different pages of one template say nothing: of two, a text on both may be one series of notices.
MIN_PAGES = 3
# A text outside the box of the articles that stands on so many different pages belongs to the site.
SHARED = 3
# With so many pages a text on two of them is no page's own, when the box of the articles is looked for.
ENOUGH = 5
# Two pages are of one template if they share this part of their boxes.  Measured on made-up sites: pages of one template
# .62 and more (with tables, without a side column), of different templates of one site .40 and less.
SAME_TEMPLATE = 0.5
# Pages of two kinds within one shell share less than this part: .6 to .75 on made-up sites.
SAME_SHAPE = 0.8
# The box of the text holds this share of the prose that differs from page to page, on average, ...
BOX_SHARE = 0.75
# Prose that the single page did not take for the text counts this much: recommendations change from page to page, too.
UNTAKEN = 0.35
# ... and less than half of it on no more than this share of pages.
BOX_MISSES = 0.1
# Boxes that this share of a template's pages have are its shape.
CORE = 0.6
# A place is the title's, or a field's, if this share of pages says so.
AGREED = 0.5
# A text inside the box of the articles may be taken for the site's if this share of pages has it there.
EVERYWHERE = 0.8


@dataclass(frozen=True, slots=True)
class Template:
    """One template of a site.

    Attributes:
        pages: how many different pages it was derived from.
        core: paths of the boxes that most of its pages have.
        box: path of the box of the text, 0 if the pages do not tell; around: the box's path and those around it.
        sure: share of pages on which the single page found the text in that box, too.
        blocks: digests of texts that stand outside the box on several pages.
        fixed: places where nothing ever stood but texts of several pages.
        known: digests of all texts of several pages.
        everywhere: digests of texts inside the box of nearly all pages.
        beside: places outside the box with sentences on several pages, seldom taken for the text or under a heading of
            the site.
        head: places above the box with one line on nearly every page: title, source and date, column.
        title: the title's place, or 0; fields: field → place of its value.
    """

    pages: int
    core: frozenset[int]
    box: int
    sure: float
    blocks: frozenset[int]
    fixed: frozenset[int]
    known: frozenset[int]
    everywhere: frozenset[int]
    beside: frozenset[int]
    head: frozenset[int]
    title: int
    fields: Mapping[str, int]


def templates_of(sights: Iterable[Sight]) -> tuple[Template, ...]:
    """Return the templates that at least three of ``sights`` share, the most used first."""
    made: list[Template] = []
    for group in _clusters(sorted(set(sights), key=lambda s: s.number), SAME_TEMPLATE):
        whole = _derive(group)
        parts = [_derive(part) for part in _clusters(group, SAME_SHAPE) if len(part) >= ENOUGH]
        apart = [
            part for part in parts if part is not None and (whole is None or part.box not in (0, whole.box))
        ]
        # One shell around two kinds of pages: the box that both have in common says less than the box of each.
        if len(apart) > 1 and len({part.box for part in apart}) == len(parts):
            made += apart
        if whole is not None:
            made.append(whole)
    return tuple(sorted(made, key=lambda t: (-t.pages, sorted(t.core))))


def _clusters(sights: Sequence[Sight], least: float) -> list[list[Sight]]:
    """Group the sights that share at least this part of their boxes with another one of the group (single linkage)."""
    shapes = [frozenset(s.shape) for s in sights]
    group = list(range(len(sights)))

    def root(i: int) -> int:
        while group[i] != i:
            group[i] = group[group[i]]
            i = group[i]
        return i

    for i in range(len(sights)):
        for j in range(i):
            common = len(shapes[i] & shapes[j])
            if common >= least * (len(shapes[i]) + len(shapes[j]) - common) and common:
                group[root(i)] = root(j)
    found: defaultdict[int, list[Sight]] = defaultdict(list)
    for i, sight in enumerate(sights):
        found[root(i)].append(sight)
    return list(found.values())


def _derive(sights: list[Sight]) -> Template | None:
    if len(sights) < MIN_PAGES:
        return None
    parents = {path: above for s in sights for path, above in s.parents}
    pages_of = Counter(text for s in sights for text in {m.text for m in s.marks})
    known = frozenset(text for text, count in pages_of.items() if count >= SHARED)
    least = 2 if len(sights) >= ENOUGH else SHARED
    twice = frozenset(text for text, count in pages_of.items() if count >= least)
    headed = _headed(sights, parents, twice)
    box = _widen(_box(sights, parents, twice, headed), sights, parents, twice)
    if box < 0:
        return None  # nothing differs: copies of one page
    inside = _places_below(box, parents) if box else frozenset()
    outside = Counter(text for s in sights for text in {m.text for m in s.marks if m.place not in inside})
    within = Counter(text for s in sights for text in {m.text for m in s.marks if m.place in inside})
    boxed = sum(any(m.place in inside for m in s.marks) for s in sights)
    shapes = Counter(path for s in sights for path in s.shape)
    head = _head_places(sights, inside) if box else {}
    fields = _field_places(sights)
    return Template(
        len(sights),
        frozenset(path for path, count in shapes.items() if count >= CORE * len(sights)),
        box,
        _sureness(sights, inside, known),
        frozenset(t for t, n in outside.items() if n >= SHARED) if box else frozenset(),
        _fixed(sights, known),
        known,
        frozenset(t for t, n in within.items() if n >= max(MIN_PAGES + 1, EVERYWHERE * boxed)),
        _beside(sights, inside, headed) if box else frozenset(),
        frozenset(head),
        _title_place(sights, head, frozenset(fields.values())),
        fields,
    )


def _headed(sights: Sequence[Sight], parents: Mapping[int, int], known: frozenset[int]) -> frozenset[int]:
    """Return the places inside boxes that begin with one heading of other pages on all pages, beside each page's own prose.

    A box under 重点推荐 holds other sentences on every page, but not those of the page's article.
    """
    starts: defaultdict[int, set[int]] = defaultdict(set)
    pages: Counter[int] = Counter()
    alone: Counter[int] = Counter()
    for sight in sights:
        first: dict[int, int] = {}
        held: Counter[int] = Counter()
        for mark in sight.marks:
            own = mark.sort in TEXT and mark.text not in known
            held[0] += own
            for path in _around(mark.place, parents):
                held[path] += own
                first.setdefault(path, mark.text if mark.kind & HEADS and mark.text in known else 0)
        for path, text in first.items():
            starts[path].add(text)
            pages[path] += 1
            alone[path] += held[path] == held[0] > 0
    boxes = {
        path
        for path, texts in starts.items()
        if len(texts) == 1 and 0 not in texts and pages[path] >= SHARED and alone[path] <= ALONE * pages[path]
    }
    return frozenset(place for place in parents if any(path in boxes for path in _around(place, parents)))


# On so many pages the box may hold all prose: those whose article is a picture, or one sentence that others have, too.
ALONE = 0.2


def _box(
    sights: Sequence[Sight], parents: Mapping[int, int], known: frozenset[int], headed: frozenset[int]
) -> int:
    """Return the deepest box that holds the prose that differs from page to page: 0 if there is none, -1 without such prose."""
    shares: list[dict[int, float]] = []  # by page: box → share of the page's own prose in it
    for sight in sights:
        own = [
            (m.place, m.chars * (1.0 if m.kind & BODY else UNTAKEN))
            for m in sight.marks
            if m.sort in TEXT and m.text not in known and m.place not in headed
        ]
        total = max(1.0, sum(weight for _, weight in own))
        found: dict[int, float] = {}
        for place, weight in own:
            for path in _around(place, parents):
                found[path] = found.get(path, 0.0) + weight / total
        if found:
            shares.append(found)
    if len(shares) < MIN_PAGES:
        return -1 if not shares else 0
    mean: defaultdict[int, float] = defaultdict(float)
    misses: Counter[int] = Counter()
    for found in shares:
        for path, share in found.items():
            mean[path] += share
            misses[path] -= share >= 0.5
    count = len(shares)
    good = [
        path
        for path, share in mean.items()
        if share >= BOX_SHARE * count and count + misses[path] <= BOX_MISSES * count
    ]
    depth = {path: len(_around(path, parents)) for path in good}
    return max(good, key=lambda path: (depth[path], mean[path], path), default=0)


def _widen(box: int, sights: Sequence[Sight], parents: Mapping[int, int], known: frozenset[int]) -> int:
    """Return the box, or one around it that adds nothing but what the single page takes for the text.

    The sentence above a table that is another one on every page never changes, and is the article's.
    """
    if box <= 0:
        return box
    inside = _places_below(box, parents)
    for path in _around(box, parents):
        wider = _places_below(path, parents)
        added = [m for s in sights for m in s.marks if m.place in wider and m.place not in inside]
        # A line that is another one on every page may be the title that the single page did not tell from the text.
        good = sum(m.kind & BODY > 0 and (m.sort in TEXT or m.text in known) for m in added)
        if good < EVERYWHERE * len(added):
            break
        if added:
            box, inside = path, wider
    return box


def _around(path: int, parents: Mapping[int, int]) -> list[int]:
    """Return the boxes around ``path``, from the inside out; a forged profile may hold circles, so no box twice."""
    found: dict[int, None] = {}
    path = parents.get(path, 0)
    while path and path not in found:
        found[path] = None
        path = parents.get(path, 0)
    return list(found)


def _places_below(box: int, parents: Mapping[int, int]) -> frozenset[int]:
    return frozenset(path for path in parents if path == box or box in _around(path, parents))


def _sureness(sights: Sequence[Sight], inside: frozenset[int], known: frozenset[int]) -> float:
    """Return the share of pages of whose own prose in the box the single page took most."""
    right = told = 0
    for sight in sights:
        own = [m for m in sight.marks if m.sort in TEXT and m.text not in known and m.place in inside]
        if own:
            told += 1
            right += 2 * sum(m.chars for m in own if m.kind & BODY) >= sum(m.chars for m in own)
    return right / told if told else 0.0


def _fixed(sights: Sequence[Sight], known: frozenset[int]) -> frozenset[int]:
    """Return the places where on at least three pages texts stand, and never one of a single page."""
    pages = Counter(place for s in sights for place in {m.place for m in s.marks})
    varied = {m.place for s in sights for m in s.marks if m.text not in known}
    return frozenset(place for place, count in pages.items() if count >= SHARED and place not in varied)


def _beside(sights: Sequence[Sight], inside: frozenset[int], headed: frozenset[int]) -> frozenset[int]:
    pages: Counter[int] = Counter()
    taken: Counter[int] = Counter()
    for sight in sights:
        prose = {m.place for m in sight.marks if m.sort == PROSE and m.place not in inside}
        pages.update(prose)
        taken.update({m.place for m in sight.marks if m.place in prose and m.kind & BODY})
    return frozenset(
        p for p, count in pages.items() if count >= SHARED and (p in headed or 2 * taken[p] <= count)
    )


def _head_places(sights: Sequence[Sight], inside: frozenset[int]) -> dict[int, int]:
    """Return the places above the box in which one line stands on nearly every page, and the characters of these lines
    that no other page has.
    """
    pages_of = Counter(text for s in sights for text in {m.text for m in s.marks})
    lone: Counter[int] = Counter()
    own: Counter[int] = Counter()
    for sight in sights:
        seen: Counter[int] = Counter()
        for mark in sight.marks:
            if mark.place in inside:
                break
            if mark.sort not in TEXT:
                seen[mark.place] += 1
                own[mark.place] += mark.chars if mark.sort == LINE and pages_of[mark.text] == 1 else 0
        lone.update(place for place, times in seen.items() if times == 1)
    return {place: own[place] for place, count in lone.items() if count >= LONE * len(sights)}


def _title_place(sights: Sequence[Sight], head: Mapping[int, int], fields: frozenset[int]) -> int:
    """Return the place that is the title's on most pages, else the one above the text with the longest lines of its own."""
    votes = Counter(
        place for s in sights for place in {m.place for m in s.marks if m.kind & TITLE} if place not in fields
    )
    best = max(votes.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
    if best[1] >= max(MIN_PAGES, AGREED * len(sights)):
        return best[0]
    if len(sights) < ENOUGH:
        return 0
    good = [p for p, chars in head.items() if p not in fields and chars >= TITLE_CHARS * len(sights)]
    return max(good, key=lambda place: (votes[place], head[place], place), default=0)


TITLE_CHARS = 6
# A line that is another one on this share of pages, and alone in its place, is the title if no page says better.
LONE = 0.8


def _field_places(sights: Sequence[Sight]) -> dict[str, int]:
    votes: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for sight in sights:
        for field, place in sight.fields:
            votes[field][place] += 1
    found = {}
    for field, places in sorted(votes.items()):
        place, count = max(places.items(), key=lambda item: (item[1], item[0]))
        if count >= max(MIN_PAGES, AGREED * len(sights)):
            found[field] = place
    return found

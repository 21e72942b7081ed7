"""Profiles as JSON: numbers and digests in tables, checked piece by piece when read, for a file may come from anywhere.

::

    {"format": "govclean.profile", "version": 1,
     "hosts": [{"host": "www.….gov.cn", "seen": 12, "others": 2,
                "paths": base64 of 8 bytes each, "parents": [index of the path around each, -1 for none],
                "texts": base64 of 8 bytes each, "facts": [["icp", "…"], …],
                "pages": [{"number": base64 of 8 bytes, "shape": [path …], "marks": [place, text, chars, kind, …],
                           "fields": {"source": place}, "facts": [fact …]}]}]}

Reading builds nothing but tuples of numbers and short strings; every list has a bound, every index is checked.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ..errors import ConfigError
from .model import MOST_HOST_CHARS, MOST_HOSTS, MOST_UNNAMED, HostSights, most_pages
from .sight import (
    BODY,
    FACTS,
    HEADS,
    LONGEST,
    LONGEST_FACT,
    MOST_BOXES,
    MOST_MARKS,
    POSITIONS,
    TABLE,
    TITLE,
    Mark,
    Sight,
)

__all__ = ["FORMAT", "MOST_BYTES", "VERSION", "from_json", "to_json"]

FORMAT = "govclean.profile"
VERSION = 1
# A host takes 50,000 bytes at most (32 pages of 64 texts); a larger file is no profile of 256 hosts.
MOST_BYTES = 32_000_000
MOST_PATHS = (
    65_536  # of one host, and as many texts: 32 pages of 128 texts each with 12 boxes around have fewer
)
MOST_DEPTH = 512  # parse reads 400 levels
_KINDS = TABLE | BODY | TITLE | HEADS


def to_json(hosts: Mapping[str, HostSights]) -> str:
    """Return ``hosts`` as JSON; the same hosts give the same text."""
    return json.dumps(
        {
            "format": FORMAT,
            "version": VERSION,
            "hosts": [_host_to_plain(name, hosts[name]) for name in sorted(hosts)],
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def _host_to_plain(name: str, host: HostSights) -> dict[str, Any]:
    parents = dict(pair for s in host.sights for pair in s.parents)
    paths = sorted({*parents, *(p for s in host.sights for p in s.shape), *parents.values()} - {0})
    texts = sorted({m.text for s in host.sights for m in s.marks})
    facts = sorted({fact for s in host.sights for fact in s.facts})
    path_at = {path: i for i, path in enumerate(paths)}
    text_at = {text: i for i, text in enumerate(texts)}
    fact_at = {fact: i for i, fact in enumerate(facts)}
    return {
        "host": name,
        "seen": host.seen,
        "others": host.others,
        "paths": _pack(paths),
        "parents": [path_at.get(parents.get(path, 0), -1) for path in paths],
        "texts": _pack(texts),
        "facts": [list(fact) for fact in facts],
        "pages": [
            {
                "number": _pack([s.number]),
                "shape": [path_at[p] for p in s.shape],
                "marks": [n for m in s.marks for n in (path_at[m.place], text_at[m.text], m.chars, m.kind)],
                "fields": {field: path_at[place] for field, place in s.fields},
                "facts": [fact_at[fact] for fact in s.facts],
            }
            for s in host.sights
        ],
    }


def _pack(numbers: Iterable[int]) -> str:
    return base64.b64encode(b"".join(n.to_bytes(8) for n in numbers)).decode("ascii")


def from_json(text: str) -> dict[str, HostSights]:
    """Return the hosts that ``text`` describes.

    Raises:
        ConfigError: ``text`` is no profile, of a later version, or damaged.
    """
    if not isinstance(text, str) or len(text) > MOST_BYTES:
        raise ConfigError(f"a profile is a JSON text of at most {MOST_BYTES:,} characters")
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ConfigError(f"not a profile: not JSON ({error})") from error
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise ConfigError(f'not a profile: its "format" is not "{FORMAT}"; SiteProfile.save() writes them')
    if data.get("version") != VERSION:
        raise ConfigError(
            f"this profile is of version {data.get('version')!r:.20}, this govclean reads version {VERSION}; "
            "learn the site again"
        )
    hosts: dict[str, HostSights] = {}
    for item in _list(data.get("hosts"), "hosts", MOST_HOSTS):
        name = _string(_dict(item, "hosts").get("host"), "host", MOST_HOST_CHARS)
        if name in hosts:
            raise _wrong("hosts", f"{name!r} stands in it twice")
        hosts[name] = _host(item, most_pages(name))
    return hosts


def _host(item: dict[str, Any], most: int) -> HostSights:
    paths = _unpack(item.get("paths"), "paths", MOST_PATHS)
    texts = _unpack(item.get("texts"), "texts", MOST_PATHS)
    above = _numbers(item.get("parents"), "parents", len(paths), -1, len(paths) - 1)
    if len(above) != len(paths):
        raise _wrong("parents", "it has not one entry for each path")
    facts = [_fact(fact) for fact in _list(item.get("facts"), "facts", MOST_UNNAMED * len(FACTS))]
    sights = tuple(
        _sight(_dict(page, "pages"), paths, above, texts, facts)
        for page in _list(item.get("pages"), "pages", most)
    )
    numbers = [s.number for s in sights]
    if numbers != sorted(set(numbers)):
        raise _wrong("pages", "they are not sorted by number")
    return HostSights(sights, _count(item.get("seen"), "seen"), _count(item.get("others"), "others"))


def _sight(
    page: dict[str, Any], paths: list[int], above: list[int], texts: list[int], facts: list[tuple[str, str]]
) -> Sight:
    numbers = _unpack(page.get("number"), "number", 1)
    if len(numbers) != 1:
        raise _wrong("number", "it is not one digest")
    shape = _numbers(page.get("shape"), "shape", MOST_BOXES, 0, len(paths) - 1)
    flat = _numbers(page.get("marks"), "marks", 8 * MOST_MARKS, 0, 1 << 31)
    if len(flat) % 4:
        raise _wrong("marks", "its length is no multiple of 4")
    marks = []
    found: dict[int, int] = {}
    for place, text, chars, kind in zip(*[iter(flat)] * 4, strict=True):
        if place >= len(paths) or text >= len(texts) or chars > LONGEST or kind & ~_KINDS:
            raise _wrong("marks", "a number in it is out of range")
        marks.append(Mark(paths[place], texts[text], chars, kind))
        _climb(place, paths, above, found)
    fields = [
        (_one_of(name, "fields", POSITIONS), paths[_numbers([at], "fields", 1, 0, len(paths) - 1)[0]])
        for name, at in sorted(_dict(page.get("fields"), "fields").items())
    ]
    stated = [facts[i] for i in _numbers(page.get("facts"), "facts", len(FACTS), 0, len(facts) - 1)]
    return Sight(
        numbers[0],
        tuple(sorted(paths[i] for i in shape)),
        tuple(marks),
        tuple(sorted(found.items())),
        tuple(fields),
        tuple(stated),
    )


def _climb(at: int, paths: list[int], above: list[int], found: dict[int, int]) -> None:
    """Note the boxes around the path ``at`` in ``found``; a circle of boxes ends where it closes."""
    steps = 0
    while at >= 0 and paths[at] not in found:
        found[paths[at]] = paths[above[at]] if above[at] >= 0 else 0
        at = above[at]
        steps += 1
        if steps > MOST_DEPTH:
            raise _wrong("parents", f"boxes are nested deeper than {MOST_DEPTH}")


def _fact(item: object) -> tuple[str, str]:
    pair = _list(item, "facts", 2)
    if len(pair) != 2:
        raise _wrong("facts", "an entry is not a name and a value")
    return _one_of(pair[0], "facts", FACTS), _string(pair[1], "facts", LONGEST_FACT)


def _wrong(where: str, what: str) -> ConfigError:
    return ConfigError(f'this profile is damaged: "{where}": {what}')


def _typed(value: object, where: str, wanted: type, name: str) -> Any:
    if type(value) is not wanted:
        raise _wrong(where, f"it is not {name}")
    return value


def _dict(value: object, where: str) -> dict[str, Any]:
    found: dict[str, Any] = _typed(value, where, dict, "an object")
    return found


def _list(value: object, where: str, most: int) -> list[Any]:
    found: list[Any] = _typed(value, where, list, "a list")
    if len(found) > most:
        raise _wrong(where, f"it has {len(found):,} entries, {most:,} are the most")
    return found


def _string(value: object, where: str, most: int) -> str:
    found: str = _typed(value, where, str, "a text")
    if len(found) > most:
        raise _wrong(where, f"it has {len(found):,} characters, {most:,} are the most")
    return found


def _one_of(value: object, where: str, names: tuple[str, ...]) -> str:
    found = _string(value, where, 40)
    if found not in names:
        raise _wrong(where, f"{found!r} is not one of {', '.join(names)}")
    return found


def _count(value: object, where: str) -> int:
    return _numbers([value], where, 1, 0, 1 << 53)[0]


def _numbers(value: object, where: str, most: int, low: int, high: int) -> list[int]:
    found = _list(value, where, most)
    check: Callable[[object], bool] = lambda n: type(n) is int and low <= n <= high  # noqa: E731
    if not all(map(check, found)):
        raise _wrong(where, f"a number in it is not a whole one from {low} to {high}")
    return found


def _unpack(value: object, where: str, most: int) -> list[int]:
    text = _string(value, where, most * 12)
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise _wrong(where, "it is not base64") from error
    if len(data) % 8 or len(data) > most * 8:
        raise _wrong(where, "it is not 8 bytes for each entry")
    return [int.from_bytes(data[i : i + 8]) for i in range(0, len(data), 8)]

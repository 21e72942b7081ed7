"""The public class: what is known of one site or of several, learnt from their pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ..errors import ConfigError, InputError
from .sight import Sight
from .template import MIN_PAGES, Template, templates_of

__all__ = ["MOST_PAGES", "HostSights", "SiteProfile", "as_profile"]

# So many pages of a host are kept, those with the smallest digests: a sample that does not depend on the order, and that
# is the same whether the pages are learnt at once or in parts.  What a template repeats shows on far fewer.
MOST_PAGES = 32
# Pages without an address may be of several sites.
MOST_UNNAMED = 4 * MOST_PAGES
MOST_HOSTS = 256
MOST_HOST_CHARS = 100


@dataclass(frozen=True, slots=True)
class HostSights:
    """What was seen of one host: the sample of its pages, how many articles were seen, how many pages were none."""

    sights: tuple[Sight, ...] = ()
    seen: int = 0
    others: int = 0

    def merge(self, other: HostSights, host: str) -> HostSights:
        sights = _sample((*self.sights, *other.sights), host)
        return HostSights(sights, self.seen + other.seen, self.others + other.others)


@dataclass(frozen=True, eq=False)
class SiteProfile:
    """What the pages of a site share: built by :meth:`learn`, used by ``Cleaner(profile=…)``.

    A profile holds digests of texts and places, no content, and the few facts that a site states about itself.  It can be
    saved, loaded and merged; merging is associative and commutative, and learning in parts and merging gives what learning
    at once gives.

    Attributes:
        hosts: host name (``""`` for pages without an address) → what was seen of it.
    """

    hosts: Mapping[str, HostSights] = field(default_factory=dict)
    _templates: dict[str, tuple[Template, ...]] = field(default_factory=dict, repr=False)
    _facts: dict[str, dict[str, str]] = field(default_factory=dict, repr=False)

    @classmethod
    def learn(
        cls,
        pages: Iterable[object],
        *,
        url: str | None = None,
        urls: Iterable[str | None] | None = None,
        cleaner: Any = None,
    ) -> SiteProfile:
        """Learn what ``pages`` share.

        Args:
            pages: any iterable of what ``clean()`` accepts, or of ``(source, url)`` pairs, read one at a time.  A page that
                cannot be read or is no article (lists, errors) is counted and teaches nothing.
            url: address of all pages (its host is what counts), where they have none of their own.
            urls: the address of each page, instead of ``url``.
            cleaner: the ``Cleaner`` to read the pages with, if they need options or rules of their own.

        Raises:
            InputError: ``pages`` is a single page, or ``urls`` is shorter than ``pages``.
        """
        from .learn import learn_hosts

        return cls(learn_hosts(pages, url, urls, cleaner))

    @property
    def pages(self) -> int:
        """How many articles it was learnt from."""
        return sum(host.seen for host in self.hosts.values())

    def templates(self, host: str | None = None) -> tuple[Template, ...]:
        """Return the templates of ``host``, of all hosts for ``None``; ``()`` where too few pages are known."""
        names = sorted(self.hosts) if host is None else [host] if host in self.hosts else []
        found: list[Template] = []
        for name in names:
            if (
                name not in self._templates
            ):  # derived once; the same for whoever derives it, so threads may race
                self._templates[name] = templates_of(self.hosts[name].sights)
            found += self._templates[name]
        return tuple(found)

    def facts(self, host: str | None = None) -> dict[str, str]:
        """Return what most pages of ``host`` (all hosts for ``None``) state about the site: name, ICP, host organisation …"""
        key = host if host is not None else "*"  # no host is called so
        if key not in self._facts:
            self._facts[key] = self._common_facts(host)
        return dict(self._facts[key])

    def _common_facts(self, host: str | None) -> dict[str, str]:
        names = self.hosts if host is None else [host] if host in self.hosts else []
        sights = [s for name in names for s in self.hosts[name].sights]
        counts = Counter(fact for s in sights for fact in s.facts)
        found: dict[str, str] = {}
        for (name, value), count in sorted(counts.items()):
            if count >= MIN_PAGES and 2 * count > len(sights):
                found[name] = value
        return found

    def merge(self, other: SiteProfile) -> SiteProfile:
        """Return a profile of all that both know; ``a | b`` is the same."""
        if not isinstance(other, SiteProfile):
            raise ConfigError(f"merge() takes a SiteProfile, not {type(other).__name__}")
        hosts = dict(self.hosts)
        for name, seen in other.hosts.items():
            hosts[name] = hosts[name].merge(seen, name) if name in hosts else seen
        return SiteProfile(dict(sorted(hosts.items())[:MOST_HOSTS]))

    def __or__(self, other: object) -> SiteProfile:
        return self.merge(other) if isinstance(other, SiteProfile) else NotImplemented

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SiteProfile) and self.hosts == other.hosts

    def __hash__(self) -> int:
        return hash(tuple(sorted(self.hosts.items())))

    def __repr__(self) -> str:
        return f"SiteProfile({len(self.hosts)} hosts, {self.pages} pages, {len(self.templates())} templates)"

    def __getstate__(self) -> dict[str, Any]:
        return {"hosts": dict(self.hosts)}

    def __setstate__(self, state: dict[str, Any]) -> None:
        object.__setattr__(self, "hosts", state["hosts"])
        object.__setattr__(self, "_templates", {})
        object.__setattr__(self, "_facts", {})

    def to_json(self) -> str:
        """Return the profile as JSON text; :meth:`from_json` reads it back."""
        from .schema import to_json

        return to_json(self.hosts)

    @classmethod
    def from_json(cls, text: str) -> SiteProfile:
        """Rebuild the profile that :meth:`to_json` wrote.

        Raises:
            ConfigError: ``text`` is not such a profile; the message says what is wrong with it.
        """
        from .schema import from_json

        return cls(from_json(text))

    def save(self, path: str | Path) -> None:
        """Write the profile to ``path``.

        Raises:
            ConfigError: the file cannot be written.
        """
        try:
            Path(path).write_text(self.to_json(), encoding="utf-8")
        except OSError as error:
            raise ConfigError(f"cannot write {path}: {error.strerror or error}") from error

    @classmethod
    def load(cls, path: str | Path) -> SiteProfile:
        """Read the profile in the file ``path``.

        Raises:
            ConfigError: there is no such file, or it is not a profile.
        """
        from .schema import MOST_BYTES

        try:
            with Path(path).open("rb") as file:
                data = file.read(MOST_BYTES + 1)
        except (OSError, ValueError) as error:  # ValueError: a NUL in the name
            raise ConfigError(f"cannot read {path}: {getattr(error, 'strerror', None) or error}") from error
        try:
            return cls.from_json(data.decode("utf-8"))
        except (ConfigError, UnicodeDecodeError) as error:
            raise ConfigError(f"{path}: {error}") from error


def add_sight(hosts: dict[str, HostSights], host: str, sight: Sight | None) -> None:
    """Count a page of ``host``; keep its sight if it is in the sample."""
    if host not in hosts and len(hosts) >= MOST_HOSTS:
        return
    seen = hosts.get(host, HostSights())
    if sight is None:
        hosts[host] = replace(seen, others=seen.others + 1)
    else:
        hosts[host] = HostSights(_sample((*seen.sights, sight), host), seen.seen + 1, seen.others)


def most_pages(host: str) -> int:
    """Return how many pages of ``host`` are kept."""
    return MOST_PAGES if host else MOST_UNNAMED


def _sample(sights: Iterable[Sight], host: str) -> tuple[Sight, ...]:
    """Return the sights with the smallest numbers, each page once."""
    by_number: dict[int, Sight] = {}
    for sight in sights:
        known = by_number.get(sight.number)
        # Two sights of one number differ where the rules or the frame did: one of them, whatever the order.
        by_number[sight.number] = sight if known is None else min(known, sight, key=repr)
    return tuple(by_number[number] for number in sorted(by_number)[: most_pages(host)])


def host_of(url: str | None) -> str:
    """Return the host name of an address in lower case, ``""`` if it has none."""
    try:
        return (urlsplit(url).hostname or "")[:MOST_HOST_CHARS] if url else ""
    except ValueError:  # a bracket that is no IPv6 address
        return ""


def as_profile(option: object) -> SiteProfile | None:
    """Return the profile that the option ``profile`` of a Cleaner names: a profile, a path, or a list of these.

    Raises:
        ConfigError: it is something else, or a file is not a profile.
    """
    if option is None or isinstance(option, SiteProfile):
        return option
    if isinstance(option, (str, Path)):
        return SiteProfile.load(option)
    if isinstance(option, (list, tuple)):
        merged = SiteProfile()
        for item in option:
            one = as_profile(item)
            if one is None:
                raise ConfigError("profile: a list of profiles holds None; pass SiteProfiles or paths")
            merged |= one
        return merged
    raise ConfigError(
        f"profile must be a SiteProfile, the path of a saved one or a list of these, not {type(option).__name__}"
    )


def check_pages(pages: object) -> Iterable[object]:
    """Return ``pages`` if it is an iterable of pages.

    Raises:
        InputError: it is a single page or nothing to go through.
    """
    if isinstance(pages, (str, bytes, bytearray, memoryview, Path)) or not isinstance(pages, Iterable):
        raise InputError("learn() takes an iterable of pages, of one site or several: learn([page, page, …])")
    return pages

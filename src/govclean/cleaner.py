"""The driver: one page through the stages, top to bottom."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .article import Article
from .errors import ConfigError, InputError
from .inputs import Source, read_source
from .page import Page

if TYPE_CHECKING:
    from .profile import SiteProfile
    from .rules import RuleSet

__all__ = ["Cleaner", "Options", "clean", "clean_many"]

TYPO_LEVELS = ("certain", "likely", "suggest", "off")
SCRIPTS = (None, "hans", "hant")


@dataclass(frozen=True, slots=True)
class Options:
    """How a page is to be cleaned; the keywords of :class:`Cleaner`.

    Attributes:
        rules: rules added to the built-in ones or overriding them by name: a path of a TOML file, a dict as such a
            file parses to, or a list of both.
        ignore: names of rules or of whole families that must not act.
        preview: let built-in rules of status ``"preview"`` act as well.
        typos: level of proofreading, ``"certain"``, ``"likely"``, ``"suggest"`` (warnings only) or ``"off"``.
        encoding: decode bytes with this encoding instead of detecting it.
        punctuation: restore flattened punctuation (``,`` → ``，``) in Chinese text.
        profile: what is known of the pages' site: a :class:`SiteProfile`, the path of a saved one, or a list of these.
        script: convert the result to ``"hans"`` or ``"hant"`` (needs the extra ``govclean[script]``).
    """

    rules: Any = None
    ignore: tuple[str, ...] = ()
    preview: bool = False
    typos: str = "certain"
    encoding: str | None = None
    punctuation: bool = False
    script: str | None = None
    profile: Any = None

    def __post_init__(self) -> None:
        if self.typos not in TYPO_LEVELS:
            raise ConfigError(f"typos={self.typos!r}: pass one of {', '.join(map(repr, TYPO_LEVELS))}")
        if self.script not in SCRIPTS:
            raise ConfigError(f"script={self.script!r}: pass 'hans', 'hant' or None")
        if not isinstance(self.ignore, tuple) or not all(isinstance(n, str) for n in self.ignore):
            raise ConfigError("ignore must be a list of rule names, such as ignore=['footer.icp']")
        for name in ("preview", "punctuation"):
            if not isinstance(getattr(self, name), bool):
                raise ConfigError(f"{name}={getattr(self, name)!r}: pass True or False")
        if self.script is not None and importlib.util.find_spec("opencc") is None:
            raise ConfigError(f"script={self.script!r} needs OpenCC: pip install govclean[script]")
        if self.encoding is not None and not _decodes_text(self.encoding):
            raise ConfigError(
                f"encoding={self.encoding!r} is not a text encoding that Python knows; pass a name such as "
                "'gb18030', or None to have it detected"
            )


def _decodes_text(name: object) -> bool:
    """Whether ``name`` is a codec that turns any bytes into text (base64, idna and the like do not)."""
    try:
        return isinstance(name, str) and isinstance(b"a\xff".decode(name, "replace"), str)
    except (LookupError, ValueError, AssertionError):
        return False


class Cleaner:
    """Cleans pages with one set of options and rules.

    Build it once and reuse it: the rules are compiled when it is built.  It holds no state between pages, so threads
    may share it, and it can be pickled.

    Args:
        **options: see :class:`Options`.

    Raises:
        ConfigError: an option is unknown or wrong. RuleError: a rule is wrong.
    """

    def __init__(self, **options: Any) -> None:
        from .profile import as_profile
        from .rules import RuleSet

        known = Options.__slots__
        for name in options:
            if name not in known:
                raise ConfigError(f"Cleaner has no option {name!r}; it has {', '.join(known)}")
        ignore = options.get("ignore")
        if ignore is None:
            options["ignore"] = ()
        elif isinstance(ignore, (list, tuple, set, frozenset)):
            options["ignore"] = tuple(
                sorted(ignore, key=str) if isinstance(ignore, (set, frozenset)) else ignore
            )
        self.options = Options(**options)
        self.rules: RuleSet = RuleSet.load(
            extra=self.options.rules, ignore=self.options.ignore, preview=self.options.preview
        )
        self.profile: SiteProfile | None = as_profile(self.options.profile)

    def __repr__(self) -> str:
        return f"Cleaner(rules_version={self.rules.version!r})"

    def clean(self, source: object, url: str | None = None, content_type: str | None = None) -> Article:
        """Clean one page.

        Args:
            source: bytes, str (HTML or plain text), ``pathlib.Path``, a response, an lxml element, a
                ``BeautifulSoup`` or a parsel ``Selector``.
            url: address of the page; makes links absolute and tells spam from the site's own links.
            content_type: the ``Content-Type`` header, a witness for the encoding.

        Raises:
            InputError: ``source`` is not a page.  A broken page never raises: see ``Article.page_type``,
                ``verdict`` and ``warnings``.
        """
        return self._run(read_source(source, url, content_type))

    def clean_many(self, sources: Iterable[object], jobs: int | None = None) -> Iterator[Article]:
        """Clean pages lazily, in order.

        Args:
            sources: any iterable of what :meth:`clean` accepts, or of ``(source, url)`` pairs; read as needed.
            jobs: worker processes; 1 for none, ``None`` for one per processor.  Workers need the usual
                ``if __name__ == "__main__"`` in scripts on platforms that start processes anew.

        Yields:
            one article per source.  A source that is not a page, or that takes its worker process with it, yields an
            article of ``page_type`` ``"empty"`` with the reason in its warnings, so one bad page never stops the rest.

        Raises:
            ConfigError: ``jobs`` is not a whole number from 1. InputError: ``sources`` is not an iterable of pages.
        """
        if jobs is not None and (not isinstance(jobs, int) or isinstance(jobs, bool) or jobs < 1):
            raise ConfigError(f"jobs={jobs!r}: pass a whole number from 1, or None for one per processor")
        if isinstance(sources, (str, bytes, bytearray, memoryview, Path)):
            raise InputError("sources must be an iterable of pages; for a single page call clean()")
        if not isinstance(sources, Iterable):
            raise InputError(f"sources must be an iterable of pages, not {type(sources).__name__}")
        jobs = jobs or os.cpu_count() or 1
        if jobs == 1:
            return (self._clean_item(_portable(source)) for source in sources)
        from .workers import clean_in_workers

        return clean_in_workers(self, map(_portable, sources), jobs)

    def _clean_item(self, item: Source | str) -> Article:
        return self._refuse(item) if isinstance(item, str) else self._run(item)

    def _refuse(self, reason: str) -> Article:
        return Article(
            page_type="empty", warnings=(f"input.unusable: {reason}",), rules_version=self.rules.version
        )

    def _run(self, source: Source) -> Article:
        from .stages import clean_page

        return clean_page(self.page_of(source))

    def page_of(self, source: Source) -> Page:
        """Return the page that ``source`` becomes, before the first stage."""
        page = Page(
            self.options,
            self.rules,
            data=source.data,
            url=source.url,
            content_type=source.content_type,
            parsed=bool(source.is_html),
            profile=self.profile,
        )
        if source.text is not None:
            page.decoded = page.text = source.text
        return page

    def __getstate__(self) -> dict[str, Any]:
        # The rules themselves, not where they were read from: a copy cleans as the original does.
        options = replace(self.options, rules=None, profile=None)
        return {"options": options, "rules": self.rules, "profile": self.profile}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.options, self.rules, self.profile = state["options"], state["rules"], state["profile"]


def clean(source: object, url: str | None = None, content_type: str | None = None, **options: Any) -> Article:
    """Clean one page: ``Cleaner(**options).clean(source, url, content_type)``.

    The default cleaner is built once.  See :meth:`Cleaner.clean` for the arguments and :class:`Options` for the
    options.
    """
    return _cleaner(options).clean(source, url, content_type)


def clean_many(sources: Iterable[object], jobs: int | None = None, **options: Any) -> Iterator[Article]:
    """Clean pages lazily, in order: see :meth:`Cleaner.clean_many`."""
    return _cleaner(options).clean_many(sources, jobs)


def _cleaner(options: dict[str, Any]) -> Cleaner:
    return Cleaner(**options) if options else _default_cleaner()


@cache
def _default_cleaner() -> Cleaner:
    return Cleaner()


def _portable(item: object) -> Source | str:
    """Read a source in this process, so that workers are sent plain data; the reason where it cannot be read."""
    source, url = item if isinstance(item, tuple) and len(item) == 2 else (item, None)
    try:
        return read_source(source, url)
    except Exception as error:  # whatever a foreign object raises, the other pages go on
        return str(error) if isinstance(error, InputError) else f"{type(error).__name__}: {error}"

"""The command ``govclean learn``: pages of a site in, its profile out."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import ConfigError, InputError
from .model import SiteProfile

if TYPE_CHECKING:
    from ..cleaner import Cleaner

__all__ = ["add_learn"]


def add_learn(
    commands: Any,
    parents: Sequence[argparse.ArgumentParser],
    cleaner_of: Callable[[argparse.Namespace], Cleaner],
    pages_of: Callable[[Sequence[str]], Iterator[tuple[str, Path | bytes]]],
) -> None:
    """Add the command to ``commands``; ``cleaner_of`` reads the options of ``parents``, ``pages_of`` names pages."""
    sub = commands.add_parser(
        "learn", parents=list(parents), help="learn what the pages of a site share, for clean --profile"
    )
    sub.add_argument(
        "source", metavar="FILE|DIR", nargs="+", help="pages of one site, the more the better from 5 on"
    )
    sub.add_argument("-o", "--output", metavar="FILE", required=True, help="write the profile here (JSON)")
    sub.add_argument("--url", help="address of the site; pages of it are then known by their host")
    sub.add_argument(
        "--add",
        action="store_true",
        help="merge with the profile that FILE holds, instead of writing it anew",
    )

    def run(options: argparse.Namespace) -> int:
        return _learn(options, cleaner_of(options), pages_of)

    sub.set_defaults(run=run)


def _learn(
    options: argparse.Namespace, cleaner: Cleaner, pages_of: Callable[[Sequence[str]], Iterator[tuple[str, Path | bytes]]]
) -> int:  # fmt: skip
    for name in options.source:
        if name != "-" and "://" not in name and not Path(name).exists():
            raise ConfigError(f"there is no {name}; pass pages of the site, or a folder of them")
    known = (
        SiteProfile.load(options.output) if options.add and Path(options.output).exists() else SiteProfile()
    )
    learnt = SiteProfile.learn(
        (source for _, source in pages_of(options.source)), url=options.url, cleaner=cleaner
    )
    others = sum(host.others for host in learnt.hosts.values())
    if not learnt.hosts:
        raise InputError(f"no pages in {' '.join(options.source)}")
    profile = known | learnt
    profile.save(options.output)
    told = [f"{learnt.pages} articles", f"{others} other pages"] if others else [f"{learnt.pages} articles"]
    count = len(profile.templates())
    print(
        f"govclean: learnt from {', '.join(told)}; {count} template(s) in {options.output}", file=sys.stderr
    )
    if not count:
        print(
            "govclean: warning: too few pages of one template; the profile says nothing yet", file=sys.stderr
        )
    return 0

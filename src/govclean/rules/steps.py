"""The steps of govclean that a trail names beside the rules: what each does, and why it cannot be switched off."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType

__all__ = ["Step", "steps"]


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the code, as written in ``data/steps.toml``.

    Attributes:
        name: as a trail names it. stage: who takes it. about: what it does, one sentence.
        instead: what to do for those who want another result, or ``""``.
    """

    name: str
    stage: str
    about: str
    instead: str = ""


@cache
def steps() -> Mapping[str, Step]:
    """Return all steps by name, in the order of their stages."""
    text = resources.files("govclean.data").joinpath("steps.toml").read_text(encoding="utf-8")
    return MappingProxyType({table["name"]: Step(**table) for table in tomllib.loads(text)["step"]})

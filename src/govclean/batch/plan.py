"""What a run was asked to do: written when it begins, compared when it is taken up again."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from .. import __version__
from ..cleaner import Cleaner
from ..errors import ConfigError, GovcleanError
from ..plain import to_plain
from .inputs import Found
from .layout import Layout
from .reader import Columns

__all__ = ["describe_run", "read_plan", "same_plan"]

PLAN_VERSION = 1


def describe_run(
    cleaner: Cleaner,
    found: Sequence[Found],
    layout: Layout,
    columns: Columns,
    limits: dict[str, float | int | None],
) -> dict[str, Any]:
    """Everything that the result depends on; not the number of processes, on which it does not."""
    options = {f.name: getattr(cleaner.options, f.name) for f in dataclasses.fields(cleaner.options)}
    options |= {"rules": cleaner.rules.version, "profile": getattr(cleaner, "profile", None)}
    return {
        "plan": PLAN_VERSION,
        "govclean": __version__,
        "format": layout.format,
        **limits,
        "columns": to_plain(columns),
        "cleaner": {name: _digest(value) for name, value in options.items()},
        "inputs": [to_plain(item) for item in found],
    }


def _digest(value: Any) -> Any:
    """An option as it can be compared: itself where it is plain, else a digest of what it holds."""
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    if isinstance(value, (list, tuple)):
        return [_digest(item) for item in value]
    if isinstance(value, os.PathLike):
        return _sha256(Path(value).read_bytes())
    if hasattr(value, "to_json"):
        return _sha256(value.to_json().encode())
    return _sha256(json.dumps(to_plain(value), sort_keys=True).encode())


def _sha256(data: bytes) -> str:
    return "sha256:" + hashlib.sha256(data).hexdigest()


def read_plan(layout: Layout) -> dict[str, Any] | None:
    """The plan of the run that was begun here, ``None`` where none was.

    Raises:
        GovcleanError: there is one that cannot be read.
    """
    try:
        plan = json.loads(layout.plan.read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise GovcleanError(f"{layout.plan} cannot be read ({error}); begin anew with --overwrite") from error
    if not isinstance(plan, dict):
        raise GovcleanError(f"{layout.plan} is not the plan of a run; begin anew with --overwrite")
    return plan


def same_plan(layout: Layout, begun: dict[str, Any], now: dict[str, Any]) -> None:
    """Refuse to go on with another run than the one that was begun.

    Raises:
        ConfigError: something differs; the message names it.
    """
    for place, then, today in _differences("", begun, now):
        what = f"inputs have changed: {then}, now {today}" if place == "inputs" else ""
        raise ConfigError(
            f"the run in {layout.folder} was begun with other {what or f'options: {place} was {then}, and is {today} now'}; "
            "take it up as it was begun, or begin anew with --overwrite"
        )


def _differences(place: str, then: Any, now: Any) -> list[tuple[str, Any, Any]]:
    if then == now:
        return []
    if place == "inputs":
        return [("inputs", _told(then), _told(now))]
    if isinstance(then, dict) and isinstance(now, dict):
        found = []
        for name in dict.fromkeys([*then, *now]):
            found += _differences(f"{place}.{name}".lstrip("."), then.get(name), now.get(name))
        return found
    return [(place, json.dumps(then), json.dumps(now))]


def _told(inputs: Any) -> str:
    if not isinstance(inputs, list):
        return str(inputs)
    return ", ".join(f"{i['argument']} ({i['files']} files, {i['bytes']} bytes)" for i in inputs)

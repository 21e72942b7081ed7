"""Frozen dataclasses to plain data and back, for JSON."""

from __future__ import annotations

import dataclasses
import datetime as dt
import types
import typing
from collections.abc import Hashable
from functools import cache
from typing import Any, TypeVar, cast

__all__ = ["from_plain", "to_plain"]

T = TypeVar("T")


def to_plain(value: object) -> object:
    """Return ``value`` as dicts, lists, strings, numbers, booleans and ``None``; dates become ISO 8601."""
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    if isinstance(value, (dt.datetime, dt.date)):
        return value.isoformat()
    if isinstance(value, (tuple, list)):
        return [to_plain(item) for item in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: to_plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, dict):
        return {str(key): to_plain(item) for key, item in value.items()}
    raise TypeError(f"{type(value).__name__} has no plain form")


def from_plain(cls: type[T], data: dict[str, Any]) -> T:
    """Rebuild the dataclass ``cls`` from what :func:`to_plain` made; unknown keys are ignored."""
    hints = _hints(cast(Hashable, cls))
    return cls(**{name: _build(hints[name], data[name]) for name in hints if name in data})


@cache
def _hints(cls: Any) -> dict[str, Any]:
    names = {f.name for f in dataclasses.fields(cls)}
    return {k: v for k, v in typing.get_type_hints(cls).items() if k in names}


def _build(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        options = [a for a in args if a is not type(None)]
        if {dt.datetime, dt.date} <= set(options):
            return (dt.datetime if "T" in value else dt.date).fromisoformat(value)
        return _build(options[0], value)
    if origin is tuple:
        if len(args) == 2 and args[1] is Ellipsis:
            return tuple(_build(args[0], item) for item in value)
        return tuple(_build(a, item) for a, item in zip(args, value, strict=True))
    if hint in (dt.datetime, dt.date):
        return hint.fromisoformat(value)
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return from_plain(cast(type, hint), value)
    return value

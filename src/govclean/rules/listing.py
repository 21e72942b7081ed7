"""Rules, steps and rule files as lines of text, for the commands ``rules`` and ``check``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields

from govclean.plain import to_plain

from .load import check_file, notes_on_file
from .model import Rule
from .steps import steps

__all__ = ["list_steps", "show_rule", "tell_of_file"]


def show_rule(rule: Rule) -> str:
    """Return all that a rule says, key by key; keys without a value are left out."""
    lines = []
    for item in fields(rule):
        key, value = item.name, getattr(rule, item.name)
        if isinstance(value, (list, tuple)):
            lines.append(f"{key}:")
            lines += [f"  {item}" for item in value]
        elif value not in (None, "", False):
            lines.append(f"{key}: {value}")
    return "\n".join(lines) + "\n"


def list_steps(*, as_json: bool) -> Iterator[str]:
    """Yield a line for every step that trails name beside rules."""
    for step in steps().values():
        if as_json:
            yield json.dumps(to_plain(step), ensure_ascii=False) + "\n"
        else:
            yield f"{step.name:34} {step.stage:10} {step.about}\n"


def tell_of_file(name: str) -> tuple[list[str], bool]:
    """Check a rule file; return what to say of it, and whether it is good."""
    problems = check_file(name)
    if problems:
        return [str(problem) for problem in problems], False
    return [*(f"note: {note}" for note in notes_on_file(name)), f"{name}: good"], True

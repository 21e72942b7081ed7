"""Reading rule files and laying them over each other: built-in, plug-ins, ``govclean.toml``, argument.

A rule of a later layer replaces the earlier one of the same name.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from govclean.errors import ConfigError, RuleError

from .model import Rule, rule_from_table

__all__ = [
    "ENTRY_POINTS",
    "Config",
    "ExtraRules",
    "builtin_rules",
    "check_file",
    "families",
    "load_config",
    "notes_on_file",
    "parse_rules",
    "plugin_rules",
    "rules_from",
]

ENTRY_POINTS = "govclean.rules"
"""Entry-point group: each names a rule, a list of rules or tables, a path, or a function that returns one."""

ExtraRules = str | os.PathLike[str] | Mapping[str, Any] | Rule | Iterable[Any]
"""What can be passed as rules: a path, a table as in a file, a :class:`Rule`, or a list of these."""

_FAMILY_KEYS = {"name", "about", "role", "where", "scope", "evidence", "action", "stage", "status", "longest", "kinds", "reason"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Config:
    """A ``govclean.toml``.

    Attributes:
        rules: its own rules; ignore: names or families to switch off; preview: whether preview rules run.
        options: what it says about ``Cleaner`` otherwise (its ``[options]`` table).
        path: the file.
    """

    rules: tuple[Rule, ...] = ()
    ignore: tuple[str, ...] = ()
    preview: bool = False
    options: Mapping[str, Any] = field(default_factory=dict)
    path: str = ""


def parse_rules(text: str, file: str | None = None) -> list[Rule]:
    """Return the rules of a TOML text.

    Raises:
        RuleError: the text is no TOML, or a rule's shape is wrong.
    """
    tables = _parse_toml(text, file)
    return _rules_of_tables(tables, _lines_of_rules(text), file)


def load_config(path: str | os.PathLike[str]) -> Config:
    """Read a ``govclean.toml``: top-level ``ignore`` and ``preview``, ``[options]``, ``[[rule]]`` tables.

    Raises:
        ConfigError: it cannot be read or has a key that govclean does not know.
        RuleError: one of its rules is wrong.
    """
    name = os.fspath(path)
    text = _read(name)
    tables = _parse_toml(text, name)
    rules = _rules_of_tables(tables, _lines_of_rules(text), name, config=True)
    ignore = tables.get("ignore", [])
    preview = tables.get("preview", False)
    options = tables.get("options", {})
    if not isinstance(ignore, list) or not all(isinstance(i, str) for i in ignore):
        raise ConfigError(f"{name}: ignore must be a list of names of rules or families")
    if not isinstance(preview, bool):
        raise ConfigError(f"{name}: preview must be true or false")
    _check_options(options, name)
    return Config(tuple(rules), tuple(ignore), preview, options, name)


_ELSEWHERE = {
    "rules": "[[rule]] tables",
    "ignore": "ignore at the top of the file",
    "preview": "preview at the top of the file",
}


def _check_options(options: object, name: str) -> None:
    """Raise ConfigError unless ``options`` are keywords of ``Cleaner`` that a file may set, with good values."""
    from govclean.cleaner import Options

    if not isinstance(options, dict):
        raise ConfigError(f"{name}: options must be a table")
    known = [key for key in Options.__slots__ if key not in _ELSEWHERE]
    for key in options:
        if key in _ELSEWHERE:
            raise ConfigError(f"{name}: {key} does not belong in [options]: write {_ELSEWHERE[key]}")
        if key not in known:
            raise ConfigError(f"{name}: [options] has no {key!r}; it may hold {', '.join(known)}")
    try:
        Options(**options)
    except ConfigError as error:
        raise ConfigError(f"{name}: [options] {error}") from error


@cache
def builtin_rules() -> tuple[Rule, ...]:
    """Return the rules that come with govclean (``data/rules/*.toml``), in the order of their files."""
    folder = resources.files("govclean.data").joinpath("rules")
    found: list[Rule] = []
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.name.endswith(".toml"):
            found += parse_rules(entry.read_text(encoding="utf-8"), f"govclean/data/rules/{entry.name}")
    return tuple(found)


def families() -> dict[str, str]:
    """Return the built-in families, name to what they are about."""
    folder = resources.files("govclean.data").joinpath("rules")
    found: dict[str, str] = {}
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.name.endswith(".toml"):
            table = tomllib.loads(entry.read_text(encoding="utf-8")).get("family", {})
            found[table.get("name", entry.name[:-5])] = table.get("about", "")
    return found


def plugin_rules() -> list[Rule]:
    """Return the rules of installed plug-ins, in the order of their names.

    Raises:
        RuleError: a plug-in's rules are wrong; the message names the plug-in.
    """
    from importlib.metadata import entry_points

    found: list[Rule] = []
    for point in sorted(entry_points(group=ENTRY_POINTS), key=lambda p: p.name):
        try:
            value = point.load()
            found += rules_from(value() if callable(value) and not isinstance(value, type) else value)
        except RuleError:
            raise
        except Exception as error:
            raise RuleError(f"plug-in {point.name!r} ({point.value}) could not be loaded: {error}") from error
    return found


def rules_from(extra: ExtraRules | None) -> list[Rule]:
    """Return the rules that ``extra`` stands for; a folder stands for its ``*.toml``.

    Raises:
        RuleError: a rule is wrong; ConfigError: a file cannot be read, or ``extra`` is nothing that holds rules.
    """
    if extra is None:
        return []
    if isinstance(extra, Rule):
        return [extra]
    if isinstance(extra, (str, os.PathLike)):
        path = Path(extra)
        if path.is_dir():
            return [rule for file in sorted(path.glob("*.toml")) for rule in rules_from(file)]
        return parse_rules(_read(os.fspath(extra)), os.fspath(extra))
    if isinstance(extra, Mapping):
        if "rule" in extra:
            return _rules_of_tables(extra, [], None)
        return [rule_from_table(extra)]
    if isinstance(extra, Iterable):
        return [rule for item in extra for rule in rules_from(item)]
    raise ConfigError(
        f"rules cannot be read from {type(extra).__name__}; pass the path of a TOML file, a table such as "
        "{'name': …, 'pattern': …}, a Rule, or a list of these"
    )


def check_file(path: str | os.PathLike[str]) -> list[RuleError]:
    """Check a rule file or ``govclean.toml`` and return what is wrong with it, nothing if it is good.

    Shape, patterns, examples, counter-examples and the time that worst cases take are checked.
    """
    from .check import check_rules

    name = os.fspath(path)
    try:
        text = _read(name)
        tables = _parse_toml(text, name)
    except RuleError as error:
        return [error]
    except ConfigError as error:
        return [RuleError(str(error))]
    problems: list[RuleError] = []
    rules = _rules_of_tables(tables, _lines_of_rules(text), name, config=True, problems=problems)
    if not rules and not problems and not tables:
        problems.append(RuleError("no rules in this file; write them as [[rule]] tables", file=name))
    problems += check_rules(rules)
    known = _known_names()
    problems += [
        rule.error("override = true, but there is no built-in or installed rule of this name")
        for rule in rules
        if rule.override and rule.name not in known
    ]
    problems += _check_ignore(tables.get("ignore", []), {rule.name for rule in rules} | known, name)
    try:
        _check_options(tables.get("options", {}), name)
    except ConfigError as error:
        problems.append(RuleError(str(error).removeprefix(f"{name}: "), file=name))
    return sorted(problems, key=lambda e: e.line or 0)


def _known_names() -> set[str]:
    """Return the names of built-in rules and of those of plug-ins, as far as these can be loaded."""
    names = {rule.name for rule in builtin_rules()}
    try:
        return names | {rule.name for rule in plugin_rules()}
    except RuleError:
        return names  # a broken plug-in is told when the rules are loaded, not when another file is checked


def _check_ignore(ignore: object, known: set[str], file: str) -> list[RuleError]:
    if not isinstance(ignore, list) or not all(isinstance(name, str) for name in ignore):
        return [RuleError("ignore must be a list of names of rules or families", file=file)]
    from .engine import why_not_ignored

    known = known | {name.partition(".")[0] for name in known}
    return [RuleError(why_not_ignored(name), file=file) for name in ignore if name not in known]


def notes_on_file(path: str | os.PathLike[str]) -> list[str]:
    """Return what its writer should know of a good rule file: which rules replace others without ``override = true``.

    Raises:
        RuleError, ConfigError: the file is not good; :func:`check_file` says all that is wrong.
    """
    from .engine import RuleSet

    name = os.fspath(path)
    text = _read(name)
    rules = _rules_of_tables(_parse_toml(text, name), _lines_of_rules(text), name, config=True)
    return list(RuleSet.load(extra=rules, plugins=False, check=False).notes)


def _read(name: str) -> str:
    try:
        return Path(name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{name} cannot be read as a UTF-8 file of rules: {error}") from error


def _parse_toml(text: str, file: str | None) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = getattr(error, "lineno", None)
        if line is None and "line " in str(error):
            digits = str(error).rpartition("line ")[2].partition(",")[0]
            line = int(digits) if digits.isdigit() else None
        raise RuleError(f"not TOML: {error}", file=file, line=line) from error


def _lines_of_rules(text: str) -> list[int]:
    """Return the 1-based line of every ``[[rule]]`` header that is not inside a multi-line string."""
    lines: list[int] = []
    inside = ""
    for number, line in enumerate(text.splitlines(), 1):
        if not inside and line.strip().startswith("[[rule]]"):
            lines.append(number)
        for quote in ("'''", '"""'):
            if inside in ("", quote) and line.count(quote) % 2:
                inside = "" if inside else quote
    return lines


def _rules_of_tables(
    tables: Mapping[str, Any],
    lines: Sequence[int],
    file: str | None,
    *,
    config: bool = False,
    problems: list[RuleError] | None = None,
) -> list[Rule]:
    def report(error: RuleError) -> None:
        if problems is None:
            raise error
        problems.append(error)

    known = {"family", "rule"} | ({"ignore", "preview", "options"} if config else set())
    for key in tables:
        if key not in known:
            report(RuleError(f"unknown table {key!r}; rules stand in [[rule]] tables", file=file))
    family = tables.get("family", {})
    if not isinstance(family, Mapping) or not set(family) <= _FAMILY_KEYS:
        report(RuleError(f"[family] may hold {', '.join(sorted(_FAMILY_KEYS))}", file=file))
        family = {}
    entries = tables.get("rule", [])
    if not isinstance(entries, (list, tuple)) or not all(isinstance(e, Mapping) for e in entries):
        report(RuleError("rule must be a list of tables: write [[rule]], not [rule]", file=file))
        entries = []
    defaults = {k: v for k, v in family.items() if k not in ("name", "about")}
    rules: list[Rule] = []
    seen: set[str] = set()
    for index, entry in enumerate(entries):
        line = lines[index] if index < len(lines) else None
        try:
            rule = rule_from_table({**defaults, **entry}, file, line)
            if rule.name in seen:
                raise rule.error("this name is used twice in one file")
            seen.add(rule.name)
            rules.append(rule)
        except RuleError as error:
            report(error)
    return rules

"""The exceptions that govclean raises.

::

    GovcleanError
    ├── InputError      (also TypeError)   what was passed is not a page
    ├── ConfigError     (also ValueError)  an option of Cleaner is wrong
    │   └── RuleError                      a rule file is wrong: rule, file and line are named
    ├── MissingExtraError (also ImportError)  a package that an extra installs is not there
    └── ReplayError     (also ValueError)  edits do not fit the text they are replayed on

A broken or hostile *page* never raises: it yields an ``Article`` whose ``page_type``, ``verdict`` and
``warnings`` say what was wrong.  Only a wrong *call* raises, and the message says what to pass instead.
"""

from __future__ import annotations

__all__ = ["ConfigError", "GovcleanError", "InputError", "MissingExtraError", "ReplayError", "RuleError"]


class GovcleanError(Exception):
    """Base of every exception that govclean raises on purpose."""


class InputError(GovcleanError, TypeError):
    """The source is not a page: wrong type, or a name of a page instead of the page."""


class ConfigError(GovcleanError, ValueError):
    """An option of ``Cleaner`` or a configuration file is wrong."""


class RuleError(ConfigError):
    """A rule is wrong.

    Attributes:
        problem: what is wrong, one sentence.
        rule: name of the rule, or ``None`` when the file as a whole is wrong.
        file: path of the file as it was given, or ``None`` for rules passed as objects.
        line: 1-based line of the rule in the file, or ``None``.
    """

    def __init__(
        self,
        problem: str,
        *,
        rule: str | None = None,
        file: str | None = None,
        line: int | None = None,
    ) -> None:
        self.problem = problem
        self.rule = rule
        self.file = file
        self.line = line
        place = f"{file}:{line}" if file and line else file or ""
        parts = [p for p in (place, f"rule {rule!r}" if rule else "", problem) if p]
        super().__init__(": ".join(parts))

    def __reduce__(self) -> tuple[object, ...]:
        return (_make_rule_error, (self.problem, self.rule, self.file, self.line))


def _make_rule_error(problem: str, rule: str | None, file: str | None, line: int | None) -> RuleError:
    return RuleError(problem, rule=rule, file=file, line=line)


class MissingExtraError(GovcleanError, ImportError):
    """A part of govclean needs a package that is not installed; the message says what to install."""


class ReplayError(GovcleanError, ValueError):
    """Edits do not fit the text that they were to be replayed on or undone from."""

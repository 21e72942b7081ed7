"""Build the reference of the command line from its parser, for the documentation site (run by docs/conf.py)."""

from __future__ import annotations

import argparse
import os

from govclean import cli

__all__ = ["build_cli"]

_HEAD = """# Command line

Made from the parser itself. Results go to standard output, everything else to standard error. Exit codes: 0 all went well; 1 a page
could not be read or cleaned, or a check found something wrong; 2 the call was wrong; 130 interrupted.
"""


def build_cli() -> str:
    """Return the page as Markdown: the help of every command."""
    os.environ["COLUMNS"] = "100"
    parser = cli._parser()
    parts = [_HEAD, _usage(parser)]
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            abouts = {choice.dest: choice.help for choice in action._choices_actions}
            for name, sub in action.choices.items():
                about = abouts.get(name) or ""
                parts.append(f"## `govclean {name}`\n\n{about[:1].upper()}{about[1:]}.\n")
                parts.append(_usage(sub))
    return "\n".join(parts)


def _usage(parser: argparse.ArgumentParser) -> str:
    return f"```text\n{parser.format_help().rstrip()}\n```\n"


if __name__ == "__main__":
    print(build_cli())

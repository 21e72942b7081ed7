"""Thin adapters to the tools that people keep their pages in, one module a tool.

Each module needs the package of its own extra (``pip install govclean[parquet]``) and says so when it is not there;
importing this package imports none of them.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from ..errors import MissingExtraError

__all__ = ["need"]


def need(module: str, extra: str) -> Any:
    """Import and return ``module``, which ``govclean[extra]`` installs.

    Raises:
        MissingExtraError: it is not installed; the message says what to install.
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        if error.name is None or module.partition(".")[0] != error.name.partition(".")[0]:
            raise  # the package is there, and something else is missing inside it
        package = module.partition(".")[0]
        raise MissingExtraError(f"this needs {package}: pip install 'govclean[{extra}]'") from error

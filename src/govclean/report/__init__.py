"""One page about many: figures, charts and every page before and after, in a single HTML file that needs no network.

``govclean report RESULTS -o report.html`` on the command line, :func:`write_report` from Python.
"""

from __future__ import annotations

from .command import add_command, write_report
from .figures import Figures
from .read import Result, read_results

__all__ = ["Figures", "Result", "add_command", "read_results", "write_report"]

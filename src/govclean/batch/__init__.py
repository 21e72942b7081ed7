"""Many pages on one machine: archives in, tables of articles out, whatever happens on the way.

::

    from govclean.batch import run
    summary = run("crawl/*.warc.gz", "articles.parquet")

A run is taken up where it was interrupted; the result is the same, byte for byte, as if it had not been.
"""

from __future__ import annotations

from .reader import Columns
from .run import State, run
from .summary import Summary

__all__ = ["Columns", "State", "Summary", "run"]

"""Rules as data: TOML families, their model, loading and layering, and the engine that matches them.

>>> from govclean.rules import RuleSet
>>> RuleSet.load(ignore=["counter"]).version       # doctest: +SKIP
'2026.11+1f2e3d4c'
"""

from __future__ import annotations

from .coverage import Coverage, measure_coverage
from .engine import RuleSet
from .load import check_file, load_config
from .model import Rule

__all__ = ["Coverage", "Rule", "RuleSet", "check_file", "load_config", "measure_coverage"]

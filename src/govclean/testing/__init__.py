"""Testing pages: folders of fixtures, simulators of damage and spam, strategies for Hypothesis.

``python -m govclean.testing run`` compares a folder of fixtures and shows the first difference of each failure,
``python -m govclean.testing update [SLUG …]`` re-blesses, ``python -m govclean.testing add SLUG FILE`` adds a page.
"""

from __future__ import annotations

from .differences import Difference, compare
from .fixtures import Fixture, bless, check, find_fixtures, load_fixture

__all__ = ["Difference", "Fixture", "bless", "check", "compare", "find_fixtures", "load_fixture"]

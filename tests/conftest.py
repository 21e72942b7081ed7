"""Options and fixtures of the whole test-suite."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

from govclean.testing import Fixture, find_fixtures

FIXTURES = Path(__file__).parent / "fixtures"

# The default run is the same every time; --thorough looks for new examples.
settings.register_profile(
    "quick",
    max_examples=20,
    deadline=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),  # shrinking takes minutes where cleaning takes milliseconds
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
settings.register_profile(
    "thorough",
    settings.get_profile("quick"),
    max_examples=500,
    derandomize=False,
    print_blob=True,
    phases=tuple(Phase),
)
settings.load_profile("quick")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--thorough",
        action="store_true",
        help="many more random examples and every fixture in every check (minutes)",
    )


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--thorough"):
        settings.load_profile("thorough")


@pytest.fixture(scope="session")
def thorough(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--thorough"))


def all_fixtures() -> list[Fixture]:
    """The fixture folders, for parametrising."""
    return find_fixtures(FIXTURES)

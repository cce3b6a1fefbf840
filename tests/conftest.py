"""Fixtures that tests of several sorts share, how long Hypothesis may take, and which tests share a worker."""

from __future__ import annotations

import signal

import pytest
from hypothesis import HealthCheck, settings

pytest_plugins = ("tests.services.fixtures",)

# What else the machine does must not decide whether a law holds; pytest's own time limit catches what hangs.
settings.register_profile("florilegium", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("florilegium")

SERVICE_FIXTURES = {"started_cluster", "opensearch_url", "opensearch_cluster", "postgres_url", "postgres_database"}


def pytest_configure() -> None:
    """Let interrupts be heard: what starts a job in the background has it ignore them, and children inherit that."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(tryfirst=True)  # before pytest-xdist, which reads the marks in the same hook
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep on one worker what shares something costly: a cluster, the engine of a contract, the fixtures of a file."""
    for item in items:
        item.add_marker(pytest.mark.xdist_group(_group(item)))


def _group(item: pytest.Item) -> str:
    callspec = getattr(item, "callspec", None)
    parameters = callspec.params if callspec else {}
    engine = parameters.get("under_test")
    asked = {*getattr(item, "fixturenames", ()), *(each for each in parameters.values() if isinstance(each, str))}
    if SERVICE_FIXTURES & asked or getattr(engine, "service", None):
        return "services"
    return f"contract of {engine.name}" if engine else item.nodeid.partition("::")[0]

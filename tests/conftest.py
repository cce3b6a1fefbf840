"""What tests of all sorts share: services, how long Hypothesis may take, which run together, which first."""

from __future__ import annotations

import signal

import pytest
from hypothesis import HealthCheck, settings

pytest_plugins = ("tests.services.fixtures",)

# What else the machine does must not decide whether a law holds; pytest's own time limit catches what hangs.
settings.register_profile("florilegium", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("florilegium")

SERVICE_FIXTURES = {"started_cluster", "opensearch_url", "opensearch_cluster", "postgres_url", "postgres_database"}
LONGEST = ("services", "browser", "tests/e2e/test_make_serve.py", "contract of whoosh", "contract of tantivy")
"""Groups that take a minute and more, in this order first, so that no worker still has one when the others are done."""


def pytest_configure() -> None:
    """Let interrupts be heard: what starts a job in the background has it ignore them, and children inherit that."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(tryfirst=True)  # before pytest-xdist, which reads the marks in the same hook
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep on one worker what shares something costly, begin with what takes long, and count lines where it tells.

    Laws are tried hundreds of times over, and the reference engine is no part of the product: to count the lines that
    they run would double their time and tell little.
    """
    for item in items:
        group = _group(item)
        item.add_marker(pytest.mark.xdist_group(group))
        if group == "contract of reference" or item.nodeid.startswith("tests/property/"):
            item.add_marker(pytest.mark.no_cover)
    items.sort(key=_place)


def _place(item: pytest.Item) -> int:
    """Where an item's group stands in LONGEST; all others after them, in the order in which they were found."""
    group = _group(item)
    return LONGEST.index(group) if group in LONGEST else len(LONGEST)


def _group(item: pytest.Item) -> str:
    """A cluster, a browser, the engine of a contract, or else the fixtures of a file."""
    callspec = getattr(item, "callspec", None)
    parameters = callspec.params if callspec else {}
    engine = parameters.get("under_test")
    asked = {*getattr(item, "fixturenames", ()), *(each for each in parameters.values() if isinstance(each, str))}
    if SERVICE_FIXTURES & asked or getattr(engine, "service", None):
        return "services"
    if item.nodeid.startswith("tests/browser/"):
        return "browser"
    return f"contract of {engine.name}" if engine else item.nodeid.partition("::")[0]

"""What tests of all sorts share: services, how long Hypothesis may take, which run together, which first."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Generator
from contextlib import contextmanager

import pytest
from hypothesis import HealthCheck, settings

pytest_plugins = ("tests.services.fixtures",)

# What else the machine does must not decide whether a law holds; pytest's own time limit catches what hangs.
settings.register_profile("florilegium", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("florilegium")

SERVICE_FIXTURES = {"started_cluster", "opensearch_url", "opensearch_cluster", "postgres_url", "postgres_database"}
LONGEST = (
    "services",
    "browser",
    "tests/e2e/test_make_serve.py",
    "tests/reliability/test_interruptions.py",
    "tests/web/test_every_page.py",
)
"""Groups that take long, in this order first, so that no worker still has one when the others are done."""
UNCOUNTED = (
    "tests/browser/",
    "tests/property/",
    "tests/reliability/test_growth.py",
    "tests/web/test_any_request.py",
    "tests/web/test_costly_requests.py",
    "tests/web/test_every_page.py",
    "tests/web/test_hostile_documents.py",
)
"""Where lines are run thousands of times over that other tests run once; to count them there trebles the time."""


def pytest_configure(config: pytest.Config) -> None:
    """Let interrupts be heard: what starts a job in the background has it ignore them, and children inherit that."""
    config.addinivalue_line("markers", "uncounted: the lines that this test runs are not counted, since it runs long")
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(tryfirst=True)  # before pytest-xdist, which reads the marks in the same hook
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep on one worker what shares something costly, and begin with what takes long."""
    for item in items:
        item.add_marker(pytest.mark.xdist_group(_group(item)))
    items.sort(key=_place)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Count lines where it tells: not of laws, which are tried hundreds of times, nor of the reference engine."""
    if _is_counted(item) or not item.config.pluginmanager.hasplugin("_cov"):  # a debugger may go on tracing
        return (yield)
    with _without_tracing():
        return (yield)


@contextmanager
def _without_tracing() -> Generator[None]:
    """Run without what counts lines.

    `no_cover` of pytest-cov does not do it: in a worker of pytest-xdist two measurements are under way, one within the
    other, and to pause the inner one sets the outer one going.
    """
    here, threads = sys.gettrace(), threading.gettrace()
    sys.settrace(None)
    threading.settrace(None)  # type: ignore[arg-type]  # the documented way to trace no more
    try:
        yield
    finally:
        threading.settrace(threads)  # type: ignore[arg-type]
        sys.settrace(here)


def _is_counted(item: pytest.Item) -> bool:
    is_law = getattr(getattr(item, "obj", None), "is_hypothesis_test", False)
    is_apart = item.nodeid.startswith(UNCOUNTED) or item.get_closest_marker("uncounted")
    return not is_law and not is_apart and _group(item) != "contract of reference"


def _place(item: pytest.Item) -> tuple[int, bool]:
    """Where an item's group stands in LONGEST; all others after them, in the order in which they were found.

    Nodes are killed before other tests fill the cluster with indexes, which would all be copied anew each time.
    """
    group = _group(item)
    place = LONGEST.index(group) if group in LONGEST else len(LONGEST)
    return place, "opensearch_cluster" not in getattr(item, "fixturenames", ())


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

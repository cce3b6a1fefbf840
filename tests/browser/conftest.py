"""A real Chromium on a real server over the sample dossier."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from search.searcher import Searcher
from tests.browser.chromium import running_chromium
from tests.browser.serving import serving
from tests.browser.visit import Visit
from tests.places import SAMPLE
from tests.web.applications import indexed
from web.app import create_app

expect.set_options(timeout=30_000)  # ms; what comes at once on an idle machine takes seconds on a busy one


@pytest.fixture(scope="session")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    """The sample dossier, indexed."""
    with indexed(SAMPLE, tmp_path_factory.mktemp("browser-index")) as searcher:
        yield searcher


@pytest.fixture(scope="session")
def server(searcher: Searcher) -> Iterator[str]:
    """The address of a server over the sample dossier."""
    with serving(create_app(searcher)) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The machine's own Chromium, without a window."""
    with running_chromium() as browser:
        yield browser


@pytest.fixture(params=[1280], ids=["wide"])
def width(request: pytest.FixtureRequest) -> int:
    """The width of the window in CSS pixels."""
    return int(request.param)


@pytest.fixture
def visit(browser: Browser, server: str, width: int) -> Iterator[Visit]:
    """A visit that must end without a complaint from the browser."""
    context = browser.new_context(viewport={"width": width, "height": 844}, reduced_motion="reduce")
    visit = Visit(context.new_page(), server)
    yield visit
    context.close()
    assert visit.complaints == []


@pytest.fixture
def scriptless(browser: Browser, server: str) -> Iterator[Visit]:
    """A visit with a browser that runs no scripts."""
    context = browser.new_context(java_script_enabled=False)
    yield Visit(context.new_page(), server)
    context.close()

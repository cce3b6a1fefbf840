"""A request to make addresses in; nothing is searched."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from search.settings import Settings
from web.app import create_app


@pytest.fixture
def in_request(tmp_path: Path) -> Iterator[None]:
    with create_app(Settings(index=tmp_path / "no-index")).test_request_context("/"):
        yield

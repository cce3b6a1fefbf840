"""A catalog of its own for every test: a file in a folder, and a database on a real PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from search.catalog import Catalog, open_catalog


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """The address of a catalog in a file that does not exist yet."""
    return f"sqlite:///{tmp_path / 'index' / 'catalog.sqlite'}"


@pytest.fixture(params=["sqlite_url", "postgres_database"])
def catalog_url(request: pytest.FixtureRequest) -> str:
    """The address of a catalog that does not exist yet, on each sort of database."""
    url: str = request.getfixturevalue(request.param)
    return url


@pytest.fixture
def catalog(catalog_url: str) -> Iterator[Catalog]:
    """An empty catalog, on each sort of database."""
    opened = open_catalog(catalog_url, create=True)
    yield opened
    opened.close()


@pytest.fixture
def sqlite_catalog(sqlite_url: str) -> Iterator[Catalog]:
    """An empty catalog in a file."""
    opened = open_catalog(sqlite_url, create=True)
    yield opened
    opened.close()

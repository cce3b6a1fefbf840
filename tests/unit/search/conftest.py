"""A catalog in a folder of its own for every test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from search.catalog import Catalog, open_catalog


@pytest.fixture
def catalog_url(tmp_path: Path) -> str:
    """The address of a catalog that does not exist yet."""
    return f"sqlite:///{tmp_path / 'index' / 'catalog.sqlite'}"


@pytest.fixture
def catalog(catalog_url: str) -> Iterator[Catalog]:
    """An empty catalog."""
    opened = open_catalog(catalog_url, create=True)
    yield opened
    opened.close()

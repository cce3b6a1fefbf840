"""The committed state of an index, opened for reading."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager

from search.catalog import CatalogReader, open_catalog
from search.engines import open_engine
from search.errors import IndexMissingError
from search.settings import Settings


@contextmanager
def committed_state(settings: Settings) -> Iterator[CatalogReader]:
    """The catalog as of the engine's last commit. Raises IndexMissingError where nothing has been committed."""
    with closing(open_catalog(settings.catalog_address)) as catalog, closing(open_engine(settings)) as engine:
        generation = engine.generation()
        if generation == 0:
            raise IndexMissingError(settings.index)
        with catalog.at(generation) as reader:
            yield reader

"""The record of sources, documents and passages, by generation, through SQLAlchemy Core.

A row carries the generation that added it and the one that removed it. A reader names a generation (the engine's)
and sees exactly the rows of that one; rows of a run that never committed its engine are seen by nobody.
"""

from search.catalog.alike_sources import AlikeSources
from search.catalog.copies import AlikePassages, CopyRecords, Fingerprinted, SharedRun
from search.catalog.copying import copy_catalog
from search.catalog.mail import Mail
from search.catalog.opening import Catalog, open_catalog, recreate_catalog
from search.catalog.reader import CatalogReader, PassageInContext
from search.catalog.records import (
    FormerDocument,
    FormerPassage,
    GenerationGoneError,
    NotedSource,
    SourceEntry,
)
from search.catalog.run_lock import run_lock
from search.catalog.summary import INDEXED_AT
from search.catalog.writer import CatalogWriter
from search.sources import Fingerprint, ReadFailure

__all__ = [
    "INDEXED_AT",
    "AlikePassages",
    "AlikeSources",
    "Catalog",
    "CatalogReader",
    "CatalogWriter",
    "CopyRecords",
    "Fingerprint",
    "Fingerprinted",
    "FormerDocument",
    "FormerPassage",
    "GenerationGoneError",
    "Mail",
    "NotedSource",
    "PassageInContext",
    "ReadFailure",
    "SharedRun",
    "SourceEntry",
    "copy_catalog",
    "open_catalog",
    "recreate_catalog",
    "run_lock",
]

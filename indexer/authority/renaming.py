"""Documents that were indexed before get the names that `authority.toml` gives them now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from indexer.authority.applying import NO_AUTHORITY, Authority
from indexer.entries import engine_entries
from search.catalog import CatalogWriter
from search.engines.base import EngineWriter
from search.model import Document
from search.sources import Fingerprint

_DOCUMENTS_AT_ONCE = 500


def rename(
    catalog: CatalogWriter,
    engine: EngineWriter | None,
    known: Mapping[str, Fingerprint],
    roots: Mapping[str, Authority],
) -> int:
    """Rename what stands from earlier runs; how many documents that changed. No file is read again for it.

    `known`: the fingerprints of what stands, by source id; `roots`: what holds of the names below each root.
    `engine`: None where it is told everything anew in any case.
    """
    renamed = [
        changed
        for document in catalog.earlier_documents()
        if (changed := roots.get(known[document.source_id].root, NO_AUTHORITY).applied(document)) != document
    ]
    for start in range(0, len(renamed), _DOCUMENTS_AT_ONCE):
        some = renamed[start : start + _DOCUMENTS_AT_ONCE]
        catalog.replace_documents(some)
        if engine is not None:
            _tell(engine, catalog, some, known)
    return len(renamed)


def _tell(
    engine: EngineWriter, catalog: CatalogWriter, documents: Sequence[Document], known: Mapping[str, Fingerprint]
) -> None:
    passages = catalog.copies().passages([document.id for document in documents])
    engine.delete_documents([document.id for document in documents])
    for document in documents:
        engine.add(engine_entries(known[document.source_id].file_name, document, passages[document.id]))

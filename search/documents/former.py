"""A document that is gone: what it was, and the present document whose words are nearest to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from search.analysis import Analyzer
from search.catalog import CatalogReader
from search.documents.comparison import changes_between, similarity
from search.documents.views import FormerView
from search.engines.base import Engine, EngineRequest, Group
from search.errors import NotFoundError
from search.message import Message
from search.model import Document
from search.querytree import Or, Term

LEAST_SIMILARITY = 0.5
"""Documents that share fewer of their words are not shown as one having taken the other's place."""
_TELLING_WORDS = 16
_NEIGHBOURS_COMPARED = 200
_NEAREST_FOUND = 5


def view_former(reader: CatalogReader, engine: Engine, analyzer: Analyzer, document_id: str) -> FormerView:
    """What is known of a document that is gone. Raises NotFoundError where nothing is."""
    former = reader.former_document(document_id)
    if former is None:
        raise NotFoundError(
            Message("There is no document %(id)r, and none is known to have been there.", id=document_id)
        )
    text = "\n\n".join(passage.text for passage in former.passages)
    found = _nearest(reader, former.document, text, _candidates(reader, engine, analyzer, former.document, text))
    successor, present_text = found if found else (None, "")
    return FormerView(
        document=former.document,
        source_name=former.source_name,
        texts=tuple((passage.ordinal, passage.text) for passage in former.passages),
        successor=successor,
        changes=changes_between(text, present_text) if successor else (),
        generation=reader.generation,
    )


def _candidates(
    reader: CatalogReader, engine: Engine, analyzer: Analyzer, former: Document, text: str
) -> dict[str, Document]:
    """Documents of the same source and, as a file may have been renamed, those that share its longest words."""
    stems = sorted(set(analyzer.stems(text)), key=lambda stem: (-len(stem), stem))[:_TELLING_WORDS]
    query = Or(tuple(Term("text", stem) for stem in stems))
    response = engine.search(EngineRequest(query, group=Group.DOCUMENT, limit=_NEAREST_FOUND, facets=False))
    found = reader.documents([hit.document_id for hit in response.hits])
    beside = sorted(reader.source_documents(former.source_id), key=lambda one: abs(one.position - former.position))
    return {document.id: document for document in beside[:_NEIGHBOURS_COMPARED]} | found


def _nearest(
    reader: CatalogReader, former: Document, text: str, candidates: dict[str, Document]
) -> tuple[Document, str] | None:
    """The candidate that shares most words, with its text; of equals the one nearest to the former's position."""
    words = Counter(text.split())
    best: tuple[float, int, Document, str] | None = None
    for document, present in _texts(reader, candidates.values()):
        rank = similarity(words, Counter(present.split())), -abs(document.position - former.position)
        if rank[0] >= LEAST_SIMILARITY and (best is None or rank > best[:2]):
            best = (*rank, document, present)
    return best[2:] if best else None


def _texts(reader: CatalogReader, documents: Iterable[Document]) -> Iterable[tuple[Document, str]]:
    for document in documents:
        yield document, "\n\n".join(text for _, text in reader.document_passages(document.id))

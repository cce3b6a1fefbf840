"""What document and source pages show: a document with its passages in place and all that it stands next to."""

from __future__ import annotations

from collections.abc import Sequence

from search.catalog import CatalogReader
from search.documents.sharing import shared_words
from search.documents.views import AlikeSource, DocumentView, PassageView, SourceView
from search.errors import IndexDamagedError, NotFoundError
from search.highlighting import Highlighter
from search.message import Message
from search.model import Document, Passage, Source


def view_document(reader: CatalogReader, document_id: str, highlighter: Highlighter) -> DocumentView:
    """All that a document page shows. Raises NotFoundError where there is no such document."""
    document = reader.document(document_id)
    if document is None:
        raise NotFoundError(
            Message("There is no document %(id)r; it may have been removed. Search for its words.", id=document_id)
        )
    source = _source_of(reader, document)
    quotes = reader.documents_quoted_in(document_id)
    texts = reader.document_passages(document_id)
    gaps = _gaps([passage for passage, _ in texts], quotes)
    pointed_to = reader.documents([other for other in (document.quoted_in, document.reply_to) if other])
    previous, following = reader.neighbours(document)
    return DocumentView(
        document=document,
        source=source,
        passages=tuple(
            PassageView(passage, text, highlighter.highlights(text), gap)
            for (passage, text), gap in zip(texts, gaps, strict=False)
        ),
        gap_after=gaps[-1],
        quotes=quotes,
        quoted_in=pointed_to.get(document.quoted_in or ""),
        reply_to=pointed_to.get(document.reply_to or ""),
        replies=reader.replies_to(document_id),
        previous=previous,
        next=following,
        generation=reader.generation,
        shared=shared_words(reader, document, texts),
    )


def view_source(reader: CatalogReader, source_id: str) -> SourceView:
    """A source with its documents. Raises NotFoundError where there is no such source."""
    source = reader.source(source_id)
    if source is None:
        raise NotFoundError(
            Message("There is no source %(id)r; it may have been removed. Search for its words.", id=source_id)
        )
    return SourceView(
        source=source,
        documents=reader.source_documents(source_id),
        generation=reader.generation,
        alike=_alike_sources(reader, source_id),
    )


def _alike_sources(reader: CatalogReader, source_id: str) -> tuple[AlikeSource, ...]:
    return tuple(
        AlikeSource(pair.other_id, pair.other_name, pair.share)
        if pair.source_id == source_id
        else AlikeSource(pair.source_id, pair.name, pair.share)
        for pair in reader.alike_sources(source_id)
    )


def _gaps(passages: Sequence[Passage], quotes: Sequence[Document]) -> list[tuple[Document, ...]]:
    """The quoted documents before each passage, and at the end those after the last; `quotes` in order of start."""
    gaps: list[tuple[Document, ...]] = []
    remaining = list(quotes)
    for passage in passages:
        before = [quote for quote in remaining if quote.start < passage.start]
        gaps.append(tuple(before))
        remaining = remaining[len(before) :]
    return [*gaps, tuple(remaining)]


def _source_of(reader: CatalogReader, document: Document) -> Source:
    source = reader.source(document.source_id)
    if source is None:
        raise IndexDamagedError(
            f"The catalog has document {document.id} but not its source {document.source_id}; "
            "run `flori index --rebuild`."
        )
    return source

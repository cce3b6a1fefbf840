"""From an engine's hits and counts to the answer that is shown: texts, documents, snippets, facets, notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from search.analysis import Analyzer
from search.catalog import CatalogReader, SourceEntry
from search.engines.base import EngineHit, EngineResponse, Expansion
from search.errors import IndexDamagedError
from search.facets import facets
from search.highlighting import TITLE_FIELDS, Highlighter
from search.histogram import histogram
from search.message import Message
from search.model import Document, Passage
from search.paging import page_count
from search.query import ParsedQuery
from search.results import Hit, QueryReading, SearchRequest, SearchResult
from search.snippets import make_snippet


@dataclass(frozen=True, slots=True)
class _Records:
    """What the catalog holds for the hits of one page, by id."""

    passages: dict[str, tuple[Passage, str]]
    documents: dict[str, Document]
    pointed_to: dict[str, Document]
    sources: dict[str, SourceEntry]


def answer(
    reader: CatalogReader, request: SearchRequest, parsed: ParsedQuery, response: EngineResponse, analyzer: Analyzer
) -> SearchResult:
    """The answer to a request, but for `took_ms`, in at most four reads of the catalog.

    Raises IndexDamagedError where the catalog lacks what the engine found.
    """
    records = _read_records(reader, response.hits)
    words = Highlighter(parsed.tree, analyzer)
    title_words = Highlighter(parsed.tree, analyzer, TITLE_FIELDS)
    return SearchResult(
        request=request,
        query=QueryReading(request.q, parsed.display, (*parsed.notes, *_expansion_notes(response.expansions))),
        passages=response.passages,
        documents=response.documents,
        hits=tuple(_hit(hit, records, words, title_words) for hit in response.hits),
        facets=facets(response.facets, request.filters),
        histogram=histogram(response.dates, response.undated, request.filters.date),
        page=request.page,
        pages=page_count(request, response),
        took_ms=0.0,
        generation=response.generation,
    )


def _read_records(reader: CatalogReader, hits: Sequence[EngineHit]) -> _Records:
    passages = reader.passages({hit.passage_id for hit in hits})
    documents = reader.documents({hit.document_id for hit in hits})
    missing = [hit.passage_id for hit in hits if hit.passage_id not in passages or hit.document_id not in documents]
    if missing:
        raise IndexDamagedError(
            f"The index finds passage {missing[0]}, which the catalog does not hold; run `flori verify`."
        )
    pointed_to = {other for one in documents.values() for other in (one.quoted_in, one.reply_to) if other}
    return _Records(
        passages=passages,
        documents=documents,
        pointed_to=reader.documents(pointed_to) if pointed_to else {},
        sources=reader.sources({one.source_id for one in documents.values()}),
    )


def _hit(hit: EngineHit, records: _Records, words: Highlighter, title_words: Highlighter) -> Hit:
    passage, text = records.passages[hit.passage_id]
    document = records.documents[hit.document_id]
    return Hit(
        passage=passage,
        document=document,
        source_name=records.sources[document.source_id].name,
        score=hit.score,
        snippet=make_snippet(text, words, offset=passage.start),
        more=hit.more,
        quoted_in=records.pointed_to.get(document.quoted_in or ""),
        reply_to=records.pointed_to.get(document.reply_to or ""),
        title_highlights=title_words.highlights(document.title),
    )


def _expansion_notes(expansions: Iterable[Expansion]) -> Iterator[str]:
    for one in expansions:
        pattern = one.pattern if one.field == "text" else f"{one.field}:{one.pattern}"
        if one.found == 0:
            yield Message("No word matches %(pattern)s.", pattern=pattern)
        elif one.used == one.found:
            yield (
                Message("%(pattern)s stands for one word.", pattern=pattern)
                if one.found == 1
                else Message("%(pattern)s stands for %(words)s words.", pattern=pattern, words=one.found)
            )
        else:
            yield Message(
                "%(pattern)s was expanded to %(used)s of %(found)s words; write more of the word to find all.",
                pattern=pattern,
                used=one.used,
                found=one.found,
            )

"""From an engine's hits and counts to the answer that is shown: texts, documents, snippets, facets, notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from search.analysis import Analyzer
from search.catalog import CatalogReader, PassageInContext
from search.engines.base import EngineHit, EngineResponse, Expansion
from search.errors import IndexDamagedError
from search.facets import facets
from search.folding import Listing
from search.highlighting import TITLE_FIELDS, Highlighter
from search.histogram import histogram
from search.message import Message
from search.model import Document
from search.paging import page_count
from search.query import ParsedQuery
from search.results import FoldedCopy, Hit, QueryReading, SearchRequest, SearchResult
from search.snippets import make_snippet


def answer(
    reader: CatalogReader,
    request: SearchRequest,
    parsed: ParsedQuery,
    response: EngineResponse,
    listing: Listing,
    analyzer: Analyzer,
) -> SearchResult:
    """The answer to a request, but for `took_ms`, in at most two reads of the catalog. `listing`: what is shown of it.

    Raises IndexDamagedError where the catalog lacks what the engine found.
    """
    folded = [copy for copies in listing.copies.values() for copy in copies]
    found = _read_hits(reader, [*(hit.passage_id for hit in listing.hits), *folded])
    pointed_to = _read_pointed_to(reader, found.values())
    words = Highlighter(parsed.tree, analyzer)
    title_words = Highlighter(parsed.tree, analyzer, TITLE_FIELDS)
    return SearchResult(
        request=request,
        query=QueryReading(request.q, parsed.display, (*parsed.notes, *_expansion_notes(response.expansions))),
        passages=response.passages,
        documents=response.documents,
        hits=tuple(
            _hit(
                hit,
                found[hit.passage_id],
                tuple(_copy(found[copy]) for copy in listing.copies.get(hit.passage_id, ())),
                pointed_to,
                words,
                title_words,
            )
            for hit in listing.hits
        ),
        facets=facets(response.facets, request.filters),
        histogram=histogram(response.dates, response.undated, request.filters.date),
        page=request.page,
        pages=page_count(request, listing.total),
        took_ms=0.0,
        generation=response.generation,
        listed=listing.total,
        folded=listing.folded,
    )


def _read_hits(reader: CatalogReader, ids: Sequence[str]) -> dict[str, PassageInContext]:
    """What hits show of passages, by their ids."""
    found = reader.passages_in_context(ids)
    missing = [one for one in ids if one not in found]
    if missing:
        raise IndexDamagedError(
            f"The index finds passage {missing[0]}, which the catalog does not hold; run `flori verify`."
        )
    return found


def _read_pointed_to(reader: CatalogReader, found: Iterable[PassageInContext]) -> dict[str, Document]:
    """The documents that those found are quoted in or answer, by id."""
    ids = {other for one in found for other in (one.document.quoted_in, one.document.reply_to) if other}
    return reader.documents(ids) if ids else {}


def _hit(
    hit: EngineHit,
    found: PassageInContext,
    copies: tuple[FoldedCopy, ...],
    pointed_to: Mapping[str, Document],
    words: Highlighter,
    title_words: Highlighter,
) -> Hit:
    document = found.document
    return Hit(
        passage=found.passage,
        document=document,
        source_name=found.source_name,
        score=hit.score,
        snippet=make_snippet(found.text, words, offset=found.passage.start),
        more=hit.more,
        quoted_in=pointed_to.get(document.quoted_in or ""),
        reply_to=pointed_to.get(document.reply_to or ""),
        title_highlights=title_words.highlights(document.title),
        copies=copies,
    )


def _copy(found: PassageInContext) -> FoldedCopy:
    return FoldedCopy(found.document, found.passage.ordinal)


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

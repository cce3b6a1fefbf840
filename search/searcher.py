"""The search service: a request goes to the engine, its hits to the catalog, and an answer comes back in words."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from search.analysis import Analyzer
from search.answers import answer
from search.catalog import Catalog, CatalogReader, GenerationGoneError, open_catalog
from search.documents.citing import MAX_NAMED, found_passages, named_passages
from search.documents.former import view_former
from search.documents.originals import original_file
from search.documents.reading import view_document, view_source
from search.documents.taken import CitedPassage, FoundPassages, PassageList
from search.documents.views import DocumentView, FormerView, SourceView
from search.engines import open_engine
from search.engines.base import FACET_FIELDS, Engine, EngineRequest, EngineResponse, Group
from search.errors import CostlySearchError, IndexDamagedError, NotFoundError, RequestError
from search.fixed_values import check_values
from search.folding import Copies, Listing, copies_in, folded, unfolded, with_copies
from search.highlighting import Highlighter
from search.kept_answers import KeptAnswers, KeptUse
from search.limits import DEFAULT_LIMITS, Limits, check_filters, limits_of
from search.message import Message
from search.model import Document
from search.paging import MAX_REACH_HITS, check_page_exists, check_paging
from search.query import ParsedQuery, parse_query
from search.results import CopyMode, Correction, IndexSummary, SearchRequest, SearchResult
from search.settings import Settings
from search.spelling import respelt

MAX_SUGGESTIONS = 50
MAX_EXCHANGE = 200
"""Documents of one exchange that are put side by side."""
_CITED_AT_ONCE = 200
SUGGESTION_FIELDS = ("text", *FACET_FIELDS)
Answer = TypeVar("Answer")


class Searcher:
    """Answers searches, and shows documents and sources, each from one fixed state. Safe to use from several threads.

    Open it after a server has forked: connections are not shared between processes.
    """

    def __init__(
        self,
        catalog: Catalog,
        engine: Engine,
        analyzer: Analyzer,
        limits: Limits = DEFAULT_LIMITS,
        cache_bytes: int = 0,
    ) -> None:
        self._catalog = catalog
        self._engine = engine
        self._analyzer = analyzer
        self._limits = limits
        self._answers = KeptAnswers(cache_bytes)
        self._latest_summary: IndexSummary | None = None
        self._latest_copies: Copies | None = None
        self._damage: tuple[int, str] | None = None

    def search(self, request: SearchRequest) -> SearchResult:
        """Hits, counts, and how the query was understood.

        Raises RequestError where the request cannot be answered as it stands, a page after the last one included.
        """
        started = time.perf_counter()
        check_paging(request)
        parsed = self._parsed(request)
        result = self._noting_damage(lambda: _in_one_state(lambda: self._answer(request, parsed)))
        return replace(result, took_ms=(time.perf_counter() - started) * 1000)

    def document(self, document_id: str, q: str = "") -> DocumentView:
        """A document, the words of `q` highlighted. Raises NotFoundError, and RequestError for `q`."""
        words = Highlighter(parse_query(q, self._analyzer, self._limits.query).tree, self._analyzer)
        return self._read(lambda reader: view_document(reader, document_id, words))

    def exchange(self, document: Document) -> tuple[Document, ...]:
        """The documents that it is exchanged with, itself among them, by date; at most MAX_EXCHANGE of them."""
        return self._read(lambda reader: reader.exchange(document, MAX_EXCHANGE))

    def source(self, source_id: str) -> SourceView:
        """A source with its text and its documents. Raises NotFoundError."""
        return self._read(lambda reader: view_source(reader, source_id))

    def original(self, source_id: str) -> tuple[Path, str]:
        """The original file of a source and its media type. Raises NotFoundError."""
        entry = self._read(lambda reader: reader.sources([source_id])).get(source_id)
        if entry is None:
            raise NotFoundError(Message("There is no source %(id)r; it may have been removed.", id=source_id))
        return original_file(entry)

    def former(self, document_id: str) -> FormerView:
        """A document that is gone, and what stands in its place. Raises NotFoundError where none is known."""
        return self._read(lambda reader: view_former(reader, self._engine, self._analyzer, document_id))

    def document_ids(self, offset: int, limit: int) -> tuple[str, ...]:
        """The ids of `limit` documents after the first `offset`, in ascending order: for lists of all there is."""
        return self._read(lambda reader: reader.document_ids(offset, limit))

    def passages(self, ids: Sequence[str]) -> PassageList:
        """Passages by their ids, those that are gone included. Raises RequestError for more than MAX_NAMED."""
        if len(ids) > MAX_NAMED:
            raise _wrong("p", str(len(ids)), f"at most {MAX_NAMED} passages")
        return self._read(lambda reader: PassageList(*named_passages(reader, ids), reader.generation))

    def found_passages(self, request: SearchRequest, most: int = MAX_REACH_HITS) -> FoundPassages:
        """The first `most` hits of a search, whole, from one state; its page and size do not matter.

        They are read in batches as they are asked for. Raises RequestError at once.
        """
        wanted = EngineRequest(
            self._parsed(request).tree, request.filters, request.sort, request.group, limit=most, facets=False
        )
        response = self._noting_damage(lambda: self._found(request, wanted))
        total = response.documents if request.group is Group.DOCUMENT else response.passages
        return FoundPassages(total, self._cited(response), response.generation)

    def summary(self) -> IndexSummary:
        """What is in the index now; counted once for each generation."""
        known = self._latest_summary
        if known is None or known.generation != self._engine.generation():
            known = self._latest_summary = self._read(lambda reader: reader.summary())
        return known

    def check_ready(self) -> IndexSummary:
        """What is in the index now, where nothing tells that it is damaged: costs next to nothing.

        Raises IndexDamagedError where a search met damage since the last commit, or a file of the engine is gone or of
        another size. What only `flori verify` can tell is not noticed.
        """
        summary = self.summary()
        if self._damage is not None and self._damage[0] == summary.generation:
            raise IndexDamagedError(self._damage[1])
        if faults := self._engine.missing_files():
            raise IndexDamagedError("\n".join([*faults, "Run `flori index --rebuild`, which makes the index anew."]))
        return summary

    def suggest(self, field_name: str, prefix: str, limit: int = 10) -> tuple[tuple[str, int], ...]:
        """Words (`text`) or values of a facet field that start so, with their passages, as the engine orders them.

        Raises RequestError where the field or the limit is not one that can be asked for.
        """
        if field_name not in SUGGESTION_FIELDS:
            raise _wrong("field", field_name, f"one of {', '.join(SUGGESTION_FIELDS)}")
        if not 1 <= limit <= MAX_SUGGESTIONS:
            raise _wrong("limit", str(limit), f"a number from 1 to {MAX_SUGGESTIONS}")
        return self._noting_damage(lambda: self._engine.suggest(field_name, prefix, limit))

    def did_you_mean(self, request: SearchRequest, passages: int) -> Correction | None:
        """The query in other spellings where that finds more than the `passages` it finds as written."""
        q = respelt(request.q, self._engine, self._analyzer)
        if q == request.q:
            return None
        found = self.count_passages(replace(request, q=q))
        return Correction(q, found) if found > passages else None

    def count_passages(self, request: SearchRequest) -> int:
        """How many passages a search finds; less work than the search itself. Raises RequestError for its query."""
        tree = self._parsed(request).tree
        return self._found(request, EngineRequest(tree, request.filters, limit=1, facets=False)).passages

    def cache_use(self) -> KeptUse:
        """How the cache of the engine's answers was of use since the start."""
        return self._answers.use()

    def is_outlived(self) -> bool:
        """Whether another index stands in the place of the one that was opened, so that it has to be opened again."""
        return self._catalog.is_replaced()

    def close(self) -> None:
        """Release files and connections; those that a search still uses, when it is done."""
        self._engine.close()
        self._catalog.close()

    def _answer(self, request: SearchRequest, parsed: ParsedQuery) -> SearchResult:
        wanted = EngineRequest(
            query=parsed.tree,
            filters=request.filters,
            sort=request.sort,
            group=request.group,
            offset=(request.page - 1) * request.size,
            limit=request.size,
        )
        folds = request.copies is CopyMode.FOLD and not request.filters.document  # within one, nothing is a copy
        # Those of an earlier state save a search if it is still the state that there is.
        known = self._latest_copies if folds else None
        asked = with_copies(wanted, known) if known is not None and known.first else wanted
        response = self._found(request, asked)
        with self._catalog.at(response.generation) as reader:
            copies = self._copies(reader) if folds else None
            listing = self._listing(request, asked, wanted, response, copies)
            check_page_exists(request, listing.total)
            return answer(reader, request, parsed, response, listing, self._analyzer)

    def _listing(
        self,
        request: SearchRequest,
        asked: EngineRequest,
        wanted: EngineRequest,
        response: EngineResponse,
        copies: Copies | None,
    ) -> Listing:
        """What is listed of the response to what was asked; `copies`: those to be folded."""
        if copies is None or not copies.first:
            return unfolded(response, wanted)

        def in_the_same_state(further: EngineRequest) -> EngineResponse:
            found = self._found(request, further)
            if found.generation != response.generation:
                raise GenerationGoneError(f"The index went on from generation {response.generation}; ask again.")
            return found

        return folded(response, asked, wanted, copies, in_the_same_state)

    def _copies(self, reader: CatalogReader) -> Copies:
        """The copies in the reader's state, read once for each."""
        known = self._latest_copies
        if known is None or known.generation != reader.generation:
            known = self._latest_copies = copies_in(reader.generation, reader.alike_passages())
        return known

    def _parsed(self, request: SearchRequest) -> ParsedQuery:
        """The query of a request. Raises RequestError for it, and for filters that are too many or can never be met."""
        check_filters(request.filters, self._limits.filter_values)
        check_values(request.filters)
        return parse_query(request.q, self._analyzer, self._limits.query)

    def _found(self, request: SearchRequest, wanted: EngineRequest) -> EngineResponse:
        """What the engine finds. Raises CostlySearchError naming the query where that takes too long."""
        bounded = replace(wanted, bounds=self._limits.bounds)
        try:
            return self._answers.answer(bounded, self._engine.generation, lambda: self._engine.search(bounded))
        except CostlySearchError as error:
            raise CostlySearchError(error.seconds, query=request.q) from error

    def _cited(self, response: EngineResponse) -> Iterator[CitedPassage]:
        for start in range(0, len(response.hits), _CITED_AT_ONCE):
            batch = response.hits[start : start + _CITED_AT_ONCE]
            with self._catalog.at(response.generation) as reader:
                yield from found_passages(reader, {hit.passage_id: hit.score for hit in batch})

    def _read(self, read: Callable[[CatalogReader], Answer]) -> Answer:
        def at_present() -> Answer:
            with self._catalog.at(self._engine.generation()) as reader:
                return read(reader)

        return self._noting_damage(lambda: _in_one_state(at_present))

    def _noting_damage(self, read: Callable[[], Answer]) -> Answer:
        """What is read. Damage that is met twice is remembered, with the state before the second time.

        The next state may be without it, as when a rebuild was committed meanwhile.
        """
        try:
            return read()
        except IndexDamagedError:
            generation = self._engine.generation()
        try:
            return read()
        except IndexDamagedError as error:
            self._damage = generation, str(error)
            raise


def open_searcher(settings: Settings) -> Searcher:
    """A searcher over the index that the settings name.

    Raises IndexMissingError, IndexOutdatedError, IndexDamagedError or EngineUnavailableError.
    """
    analyzer = Analyzer(settings.language)
    catalog = open_catalog(settings.catalog_address)
    engine = open_engine(settings, analyzer)
    return Searcher(catalog, engine, analyzer, limits_of(settings), settings.cache_mb * 1_000_000)


def _in_one_state(read: Callable[[], Answer]) -> Answer:
    """What is read; once more where a commit came between the engine's answer and the catalog's."""
    try:
        return read()
    except GenerationGoneError:
        return read()


def _wrong(parameter: str, value: str, expected: str) -> RequestError:
    return RequestError(
        Message(
            "The %(parameter)s %(value)r is not one that can be asked for; use %(expected)s.",
            parameter=parameter,
            value=value,
            expected=expected,
        ),
        parameter=parameter,
        value=value,
        expected=expected,
    )

"""The OpenSearch engine: reads which state is the newest, and answers from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from search.analysis import Analyzer, fold
from search.engines.base import Capabilities, EngineRequest, EngineResponse, FileCheck, Group
from search.engines.effort import Effort
from search.engines.opensearch.connection import Address, Connection
from search.engines.opensearch.counting import NO_COUNTS, Counting
from search.engines.opensearch.hits import hits_of, page_body, with_the_rest
from search.engines.opensearch.marking import marked_matches
from search.engines.opensearch.reading import StateReader
from search.engines.opensearch.state import State, StateDocument
from search.engines.opensearch.statistics import StatisticsKeeper
from search.engines.opensearch.translation import Translation, filters_by_field, patterns, scored_tokens
from search.engines.opensearch.vocabulary import counted_words
from search.engines.opensearch.writer import OpenSearchWriter
from search.engines.patterns import begun, chosen
from search.errors import EngineUnavailableError, IndexDamagedError, IndexMissingError
from search.querytree import Prefix

_ATTEMPTS = 5
_Answer = TypeVar("_Answer")


class OpenSearchEngine:
    """An engine as `search.engines.base.Engine` defines it, on a cluster. Connects at the first use.

    Scores are BM25 with exact lengths and counts (see `statistics`), rounded to single precision.
    """

    def __init__(self, address: Address, analyzer: Analyzer) -> None:
        self._connection = Connection(address)
        self._analyzer = analyzer
        self._document = StateDocument(self._connection)
        self._statistics = StatisticsKeeper()

    @property
    def name(self) -> str:
        return "opensearch"

    @property
    def capabilities(self) -> Capabilities:
        return Capabilities(embedded=False)

    def generation(self) -> int:
        return self._document.read()[0].generation

    def search(self, request: EngineRequest) -> EngineResponse:
        return self._in_one_state(lambda reader: self._answer(reader, request))

    def suggest(self, field_name: str, prefix: str, limit: int) -> tuple[tuple[str, int], ...]:
        def counts(reader: StateReader) -> dict[str, int]:
            if field_name == "text":
                return counted_words(reader, Prefix(field_name, fold(prefix)))
            found = reader.value_counts(field_name, [])
            starts = begun(prefix)
            return {value: count for value, count in found.items() if starts(value)}

        ordered = sorted(self._in_one_state(counts).items(), key=lambda one: (-one[1], one[0]))
        return tuple(ordered[:limit])

    def passage_ids(self) -> Iterator[str]:
        state, _ = self._document.read()
        if not state.index:
            return
        for row in StateReader(self._connection, state).rows([]):
            yield row["fields"]["passage"][0]
        if self._has_moved_on(state):
            raise EngineUnavailableError("The index changed while its passages were listed; try again.")

    def files(self) -> tuple[Path, ...]:
        return ()

    def check_files(self) -> FileCheck:
        return FileCheck(0, ())

    def missing_files(self) -> tuple[str, ...]:
        return ()

    def writer(self, *, rebuild: bool = False) -> OpenSearchWriter:
        return OpenSearchWriter(self._connection, self._analyzer, rebuild=rebuild)

    def close(self) -> None:
        self._connection.close()

    def _answer(self, reader: StateReader, request: EngineRequest) -> EngineResponse:
        effort = Effort(request.bounds)
        expanded = {leaf: chosen(leaf, counted_words(reader, leaf), effort) for leaf in patterns(request.query)}
        tokens_of = {leaf: tokens for leaf, (tokens, _) in expanded.items()}
        statistics = self._statistics.statistics(reader, scored_tokens(request.query))
        query = Translation(tokens_of, statistics.scored).dsl(request.query)
        filters = filters_by_field(request.filters)
        if request.filters.document:
            query = {"bool": {"must": [query], "filter": [{"terms": {"document": list(request.filters.document)}}]}}
        counting = Counting(reader, query, filters)
        body = {**page_body(request), "aggs": counting.aggregations(facets=request.facets)}
        if filters:
            body["post_filter"] = {"bool": {"filter": list(filters.values())}}
        answer = reader.search([query], body)
        hits = hits_of(answer)
        if request.group is Group.DOCUMENT:
            hits = with_the_rest(reader, hits, [query, *filters.values()])
        counts = counting.counts(answer["aggregations"]) if request.facets else NO_COUNTS
        return EngineResponse(
            generation=reader.state.generation,
            passages=int(answer["hits"]["total"]["value"]),
            documents=counting.documents(answer["aggregations"]),
            hits=tuple(hits),
            facets=counts.facets,
            dates=counts.dates,
            undated=counts.undated,
            expansions=tuple(expansion for _, expansion in expanded.values()),
            marked=marked_matches(reader, request.marked, [query, *filters.values()]),
        )

    def _in_one_state(self, read: Callable[[StateReader], _Answer]) -> _Answer:
        """What is read of the newest state; once more where a commit replaced that, and deleted its rows, meanwhile."""
        for _ in range(_ATTEMPTS):
            state = self._newest()
            try:
                found = read(StateReader(self._connection, state))
            except (EngineUnavailableError, IndexDamagedError):
                if not self._has_moved_on(state):
                    raise
                continue
            if not self._has_moved_on(state):
                return found
        raise EngineUnavailableError(f"The index changed {_ATTEMPTS} times while it was searched; try again.")

    def _newest(self) -> State:
        state, _ = self._document.read()
        if not state.index:
            address = self._connection.address
            raise IndexMissingError(f"OpenSearch at {address} under {address.index!r}")
        state.check_made_with(self._analyzer.signature)
        return state

    def _has_moved_on(self, state: State) -> bool:
        newest, _ = self._document.read()
        return (newest.index, newest.numbers) != (state.index, state.numbers)

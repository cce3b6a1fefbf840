"""The tantivy engine: opens the newest committed state and answers from it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tantivy

from search.analysis import Analyzer, fold
from search.engines.base import Capabilities, EngineRequest, EngineResponse, Filters
from search.engines.tantivy.counting import NO_COUNTS, facet_counts
from search.engines.tantivy.fields import words_field
from search.engines.tantivy.folder import builds_in, committed_state, damage_named
from search.engines.tantivy.ranking import Ranking, count_passages
from search.engines.tantivy.translation import Translation
from search.engines.tantivy.writer import TantivyWriter
from search.errors import IndexMissingError


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One committed state, opened. `state`: see `folder.committed_state`."""

    build: Path
    state: tuple[int, int, int]
    schema: tantivy.Schema
    searcher: tantivy.Searcher
    generation: int


class TantivyEngine:
    """An engine as `search.engines.base.Engine` defines it, in files below one folder."""

    def __init__(self, engine_folder: Path, analyzer: Analyzer) -> None:
        self._folder = engine_folder
        self._analyzer = analyzer
        self._builds = builds_in(engine_folder, analyzer.signature)
        self._snapshot: Snapshot | None = None
        self._opening = threading.Lock()

    @property
    def name(self) -> str:
        return "tantivy"

    @property
    def capabilities(self) -> Capabilities:
        return Capabilities(exact_statistics=False)

    def generation(self) -> int:
        return 0 if self._builds.newest() is None else self._newest().generation

    def search(self, request: EngineRequest) -> EngineResponse:
        snapshot = self._newest()
        translation = Translation(snapshot.schema, snapshot.searcher)
        query = translation.query(request.query)
        kept = translation.restricted(query, request.filters)
        with damage_named(snapshot.build):
            passages = count_passages(snapshot.searcher, kept)
            ranking = Ranking(snapshot.searcher, translation, kept, request)
            counts = (
                facet_counts(snapshot.searcher, translation, query, request.filters) if request.facets else NO_COUNTS
            )
            return EngineResponse(
                generation=snapshot.generation,
                passages=passages,
                documents=ranking.count_documents(passages),
                hits=ranking.hits() if passages and request.limit else (),
                facets=counts.facets,
                dates=counts.dates,
                undated=counts.undated,
                expansions=tuple(translation.expansions),
            )

    def suggest(self, field_name: str, prefix: str, limit: int) -> tuple[tuple[str, int], ...]:
        snapshot = self._newest()
        everything = Translation(snapshot.schema, snapshot.searcher).everything()
        start = fold(prefix)
        if field_name == "text":
            found = snapshot.searcher.terms_with_prefix(words_field("text"), start, everything)
        else:
            translation = Translation(snapshot.schema, snapshot.searcher)
            values = facet_counts(snapshot.searcher, translation, everything, Filters()).facets[field_name]
            found = [(value, count) for value, count in values if fold(value).startswith(start)]
        return tuple(sorted(found, key=lambda one: (-one[1], one[0]))[:limit])

    def passage_ids(self) -> Iterator[str]:
        if self._builds.newest() is None:
            return iter(())
        snapshot = self._newest()
        everything = Translation(snapshot.schema, snapshot.searcher).everything()
        hits = snapshot.searcher.search(everything, limit=max(snapshot.searcher.num_docs, 1), count=False).hits
        return (str(snapshot.searcher.doc(address).get_first("passage")) for _, address in hits)

    def writer(self, *, rebuild: bool = False) -> TantivyWriter:
        return TantivyWriter(self._folder, self._analyzer, rebuild=rebuild)

    def close(self) -> None:
        self._snapshot = None

    def _newest(self) -> Snapshot:
        """The newest committed state, opened once for each commit."""
        build = self._builds.newest()
        if build is None:
            raise IndexMissingError(f"There is no index in {self._folder} yet; run `flori index`.")
        with damage_named(build):
            state = committed_state(build)
            held = self._snapshot
            if held is not None and (held.build, held.state) == (build, state):
                return held
            with self._opening:
                self._snapshot = self._open(build, state)
                return self._snapshot

    def _open(self, build: Path, state: tuple[int, int, int]) -> Snapshot:
        self._builds.check(build)
        index = tantivy.Index.open(str(build))
        searcher = index.searcher()
        hits = searcher.search(tantivy.Query.exists_query("generation"), limit=1).hits
        if not hits:
            raise ValueError("it does not say its generation")
        generation: Any = searcher.doc(hits[0][1]).get_first("generation")
        return Snapshot(build, state, index.schema, searcher, generation)

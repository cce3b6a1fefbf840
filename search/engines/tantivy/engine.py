"""The tantivy engine: opens the newest committed state and answers from it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

from search.analysis import Analyzer, fold
from search.engines.base import Capabilities, EngineRequest, EngineResponse, FileCheck
from search.engines.counting.passages import Passages
from search.engines.counting.selection import NO_COUNTS, Selection
from search.engines.effort import Effort
from search.engines.patterns import begun
from search.engines.tantivy.fields import words_field
from search.engines.tantivy.folder import builds_in, committed_state, damage_named
from search.engines.tantivy.matching import Matching, every_passage
from search.engines.tantivy.ranking import Ranking
from search.engines.tantivy.snapshot import Snapshot
from search.engines.tantivy.translation import Translation
from search.engines.tantivy.writer import TantivyWriter
from search.errors import IndexDamagedError, IndexMissingError


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
        effort = Effort(request.bounds)
        with damage_named(snapshot.build):
            columns = snapshot.columns()
            matching = Matching(snapshot.searcher, snapshot.schema, columns, effort)
            translation = Translation(snapshot.schema, snapshot.searcher, matching, effort)
            query = translation.query(request.query)
            kept = translation.restricted(query, request.filters)
            wanted = translation.counted(query, request.filters) if request.facets else kept
            count = None if request.filters else matching.known_count(request.query)
            matches = matching.passages(wanted, matching.most(request.query), count)
            selection = Selection(columns, matches, request.filters)
            ranking = Ranking(snapshot.searcher, columns, translation, kept, selection.kept, request, effort)
            counts = selection.facet_counts() if request.facets else NO_COUNTS
            return EngineResponse(
                generation=snapshot.generation,
                passages=selection.kept.size,
                documents=selection.count_documents(),
                hits=ranking.hits(),
                facets=counts.facets,
                dates=counts.dates,
                undated=counts.undated,
                expansions=tuple(translation.expansions),
                marked=snapshot.marking().matches(request.marked, selection.kept),
            )

    def suggest(self, field_name: str, prefix: str, limit: int) -> tuple[tuple[str, int], ...]:
        snapshot = self._newest()
        start = fold(prefix)
        if field_name == "text":
            everything = every_passage(snapshot.schema)
            with damage_named(snapshot.build):
                found = snapshot.searcher.terms_with_prefix(words_field("text"), start, everything)
            return tuple(sorted(found, key=lambda one: (-one[1], one[0]))[:limit])
        with damage_named(snapshot.build):
            columns = snapshot.columns()
        values = columns.facets[field_name].ranked(Passages.all(columns.live))
        starts = begun(prefix)
        return tuple(one for one in values if starts(one[0]))[:limit]

    def passage_ids(self) -> Iterator[str]:
        if self._builds.newest() is None:
            return iter(())
        snapshot = self._newest()
        everything = every_passage(snapshot.schema)
        with damage_named(snapshot.build):
            hits = snapshot.searcher.search(everything, limit=max(snapshot.searcher.num_docs, 1), count=False).hits
            return iter([str(snapshot.searcher.doc(address).get_first("passage")) for _, address in hits])

    def files(self) -> tuple[Path, ...]:
        return self._builds.files()

    def check_files(self) -> FileCheck:
        return self._builds.check_files()

    def missing_files(self) -> tuple[str, ...]:
        return self._builds.missing_files()

    def writer(self, *, rebuild: bool = False) -> TantivyWriter:
        return TantivyWriter(self._folder, self._analyzer, rebuild=rebuild)

    def close(self) -> None:
        self._snapshot = None

    def _newest(self) -> Snapshot:
        """The newest committed state, opened once for each commit."""
        while True:
            build = self._builds.newest()
            if build is None:
                raise IndexMissingError(self._folder)
            try:
                return self._opened(build)
            except IndexDamagedError:
                if self._builds.newest() == build:
                    raise
                # a rebuild replaced it while it was being opened

    def _opened(self, build: Path) -> Snapshot:
        with damage_named(build):
            state = committed_state(build)
            held = self._snapshot
            if held is not None and (held.build, held.state) == (build, state):
                return held
            with self._opening:
                self._builds.check(build)
                self._snapshot = Snapshot(build, state)
                return self._snapshot

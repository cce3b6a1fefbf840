"""The Whoosh engine: opens the newest committed state and answers from it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from search.analysis import Analyzer, fold
from search.engines.base import Capabilities, EngineRequest, EngineResponse, FileCheck
from search.engines.counting.passages import Passages
from search.engines.counting.selection import NO_COUNTS, Selection
from search.engines.effort import Effort
from search.engines.whoosh.folder import builds_in, newest_commit
from search.engines.whoosh.matching import Evaluation, Matches
from search.engines.whoosh.opening import Opener
from search.engines.whoosh.ranking import ranked_hits
from search.engines.whoosh.suggestions import suggestions
from search.engines.whoosh.writer import WhooshWriter


class WhooshEngine:
    """An engine as `search.engines.base.Engine` defines it, in files below one folder."""

    def __init__(self, engine_folder: Path, analyzer: Analyzer) -> None:
        self._builds = builds_in(engine_folder, analyzer.signature)
        self._analyzer = analyzer
        self._opener = Opener(self._builds)

    @property
    def name(self) -> str:
        return "whoosh"

    @property
    def capabilities(self) -> Capabilities:
        return Capabilities()

    def generation(self) -> int:
        commit = newest_commit(self._builds)
        return commit.generation if commit else 0

    def search(self, request: EngineRequest) -> EngineResponse:
        snapshot = self._opener.snapshot()
        evaluation = Evaluation(snapshot, Effort(request.bounds))
        found = evaluation.matches(request.query)
        selection = Selection(snapshot, Passages(snapshot.live, found.numbers), request.filters)
        kept = selection.kept_mask
        matches = found if kept is None else Matches(found.numbers[kept], found.scores[kept])
        counts = selection.facet_counts() if request.facets else NO_COUNTS
        return EngineResponse(
            generation=snapshot.commit.generation,
            passages=int(matches.numbers.size),
            documents=selection.count_documents(),
            hits=ranked_hits(snapshot, matches, request),
            facets=counts.facets,
            dates=counts.dates,
            undated=counts.undated,
            expansions=tuple(evaluation.expansions),
            marked=snapshot.marking.matches(request.marked, selection.kept),
        )

    def suggest(self, field_name: str, prefix: str, limit: int) -> tuple[tuple[str, int], ...]:
        return suggestions(self._opener.snapshot(), field_name, fold(prefix), limit)

    def passage_ids(self) -> Iterator[str]:
        if newest_commit(self._builds) is None:
            return iter(())
        snapshot = self._opener.snapshot()
        return map(snapshot.id_of, snapshot.numbers.tolist())

    def files(self) -> tuple[Path, ...]:
        return self._builds.files()

    def check_files(self) -> FileCheck:
        return self._builds.check_files()

    def missing_files(self) -> tuple[str, ...]:
        return self._builds.missing_files()

    def writer(self, *, rebuild: bool = False) -> WhooshWriter:
        return WhooshWriter(self._builds, self._analyzer, rebuild=rebuild)

    def close(self) -> None:
        self._opener.close()

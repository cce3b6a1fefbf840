"""Sources that are nearly the same, by the runs of words that their documents share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, bindparam, func, select

from search.catalog.direct import direct_rows
from search.catalog.portions import portions
from search.catalog.schema import documents, passages, shared_runs, sources, visible

NEARLY_ALL = 0.9
"""Two sources are nearly the same where at least so many characters of each stand in the other."""


@dataclass(frozen=True, slots=True)
class AlikeSources:
    """Two sources that are nearly the same, by id and name; `share`: of their characters, the less alike one's."""

    source_id: str
    name: str
    other_id: str
    other_name: str
    share: float

    def __str__(self) -> str:
        return f"{self.name} and {self.other_name}: {self.share:.0%} of their text is the same"


def alike_sources(connection: Connection, generation: int, source_id: str | None = None) -> tuple[AlikeSources, ...]:
    """The pairs of sources that are nearly the same, of one source or of all, the most alike first, ties by name."""
    spans: defaultdict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for earlier, start, end, later, later_start, later_end in _runs_between(connection, generation, source_id):
        spans[earlier, later].append((start, end))
        spans[later, earlier].append((later_start, later_end))
    chars = _chars_of(connection, generation, None if source_id is None else {one for one, _ in spans})
    shares = {
        pair: _covered(of_pair) / chars[pair[0]]
        for pair, of_pair in spans.items()
        if sum(end - start for start, end in of_pair) / chars[pair[0]] >= NEARLY_ALL  # most are far from it
    }
    both = {
        (one, other): min(share, shares.get((other, one), 0)) for (one, other), share in shares.items() if one < other
    }
    alike = {pair: share for pair, share in both.items() if share >= NEARLY_ALL}
    names = _names_of(connection, generation, {source for pair in alike for source in pair})
    found = [AlikeSources(one, names[one], other, names[other], share) for (one, other), share in alike.items()]
    return tuple(sorted(found, key=lambda pair: (-pair.share, pair.name, pair.other_name)))


def _runs_between(connection: Connection, generation: int, source_id: str | None) -> Iterator[tuple[Any, ...]]:
    """Of each run that two sources share: source, start and end of the one place, then of the other."""
    at = {"generation": generation}
    if source_id is not None:
        for statement in _RUNS_OF_SOURCE:
            yield from direct_rows(connection, statement, at | {"id": source_id})
        return
    # Joined here, for a database looks up both documents of every run, in three times the time.
    source_of: dict[str, str] = dict(direct_rows(connection, _SOURCES_OF_DOCUMENTS, at))
    for earlier_id, start, end, later_id, later_start, later_end in direct_rows(connection, _PLACES_OF_RUNS, at):
        earlier, later = source_of.get(earlier_id), source_of.get(later_id)
        if earlier and later and earlier != later:
            yield earlier, start, end, later, later_start, later_end


def _chars_of(connection: Connection, generation: int, ids: Collection[str] | None) -> dict[str, int]:
    """How many characters the documents of each source have, of these sources or of all."""
    statements = (
        [_CHARS_OF_SOURCES]
        if ids is None
        else [_CHARS_OF_SOURCES.where(documents.c.source_id.in_(some)) for some in portions(ids)]
    )
    rows = (connection.execute(statement, {"generation": generation}) for statement in statements)
    return {source_id: chars for of_some in rows for source_id, chars in of_some}


def _names_of(connection: Connection, generation: int, ids: Collection[str]) -> dict[str, str]:
    named = select(sources.c.id, sources.c.name).where(visible(sources))
    rows = (
        connection.execute(named.where(sources.c.id.in_(some)), {"generation": generation}) for some in portions(ids)
    )
    return {source_id: name for of_some in rows for source_id, name in of_some}


def _covered(spans: Iterable[tuple[int, int]]) -> int:
    """How many characters lie in any of the spans."""
    total, reached = 0, 0
    for start, end in sorted(spans):
        total += max(0, end - max(start, reached))
        reached = max(reached, end)
    return total


_EARLIER, _LATER = documents.alias(), documents.alias()
_RUNS_BETWEEN_SOURCES = (
    select(
        _EARLIER.c.source_id,
        shared_runs.c.earlier_start,
        shared_runs.c.earlier_end,
        _LATER.c.source_id,
        shared_runs.c.later_start,
        shared_runs.c.later_end,
    )
    .select_from(shared_runs)
    .join(_EARLIER, and_(_EARLIER.c.id == shared_runs.c.earlier_id, visible(_EARLIER)))
    .join(_LATER, and_(_LATER.c.id == shared_runs.c.later_id, visible(_LATER)))
    .where(visible(shared_runs), _EARLIER.c.source_id != _LATER.c.source_id)
)
_RUNS_OF_SOURCE = [_RUNS_BETWEEN_SOURCES.where(side.c.source_id == bindparam("id")) for side in (_EARLIER, _LATER)]
_PLACES_OF_RUNS = select(
    shared_runs.c.earlier_id,
    shared_runs.c.earlier_start,
    shared_runs.c.earlier_end,
    shared_runs.c.later_id,
    shared_runs.c.later_start,
    shared_runs.c.later_end,
).where(visible(shared_runs))
_SOURCES_OF_DOCUMENTS = select(documents.c.id, documents.c.source_id).where(visible(documents))
_CHARS_OF_SOURCES = (
    select(documents.c.source_id, func.sum(passages.c.end - passages.c.start))
    .join(passages, and_(passages.c.document_id == documents.c.id, visible(passages)))
    .where(visible(documents))
    .group_by(documents.c.source_id)
)

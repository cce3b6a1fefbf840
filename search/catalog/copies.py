"""What the catalog keeps of words that stand in several documents, as they are found and as they are read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, and_, func, insert, or_, select, true

from search.catalog import history
from search.catalog.neighbours import chronology
from search.catalog.portions import portions
from search.catalog.rows import passage_from
from search.catalog.schema import (
    STANDING,
    alike_passages,
    documents,
    fingerprints,
    passages,
    shared_runs,
    standing,
    visible,
)
from search.model import Passage

_IN_PARTS = {"yield_per": 5_000}


@dataclass(frozen=True, slots=True)
class Fingerprinted:
    """A document of which fingerprints are kept, packed; `key` numbers this record of it."""

    key: int
    document_id: str
    packed: bytes


@dataclass(frozen=True, slots=True)
class SharedRun:
    """`words` words in a row that stand alike in two documents, the earlier of which is named first.

    Earlier is by date, undated last, then by id. `start` and `end` are offsets in each document's source.
    """

    earlier_id: str
    earlier_start: int
    earlier_end: int
    later_id: str
    later_start: int
    later_end: int
    words: int


@dataclass(frozen=True, slots=True)
class AlikePassages:
    """Two passages of different documents that are nearly the same, the earlier document's first."""

    earlier_document_id: str
    later_document_id: str
    earlier_id: str
    later_id: str


class CopyRecords:
    """What one generation's writer knows of fingerprints and copies, and what it changes of them."""

    def __init__(self, connection: Connection, generation: int) -> None:
        self._connection = connection
        self._generation = generation

    def removed(self) -> list[Fingerprinted]:
        """Of documents that this generation no longer has as they were."""
        return list(self._fingerprinted(fingerprints.c.removed == self._generation))

    def added(self) -> list[Fingerprinted]:
        """Of documents that this generation has and the one before had not, or not as they are."""
        return list(self._fingerprinted(and_(standing(fingerprints), fingerprints.c.added == self._generation)))

    def standing(self) -> Iterator[Fingerprinted]:
        """Of all documents that this generation has."""
        return self._fingerprinted(fingerprints.c.removed == STANDING)

    def former(self) -> Iterator[Fingerprinted]:
        """Of all documents that the generation before had."""
        was = and_(fingerprints.c.added < self._generation, fingerprints.c.removed >= self._generation)
        return self._fingerprinted(was)

    def count(self) -> int:
        """How many documents with fingerprints this generation has."""
        statement = select(func.count()).select_from(fingerprints).where(fingerprints.c.removed == STANDING)
        return self._connection.execute(statement).scalar_one()

    def passages(self, document_ids: Collection[str]) -> dict[str, list[tuple[Passage, str]]]:
        """The passages of documents, in order, with their texts: by document id."""
        found: defaultdict[str, list[tuple[Passage, str]]] = defaultdict(list)
        for some in portions(document_ids):
            statement = (
                select(passages)
                .where(passages.c.document_id.in_(some), standing(passages))
                .order_by(passages.c.document_id, passages.c.ordinal)
            )
            for row in self._connection.execute(statement):
                found[row.document_id].append((passage_from(row), row.text))
        return found

    def in_time(self, document_ids: Collection[str]) -> dict[str, tuple[Any, ...]]:
        """What orders documents by date, undated last, then by id."""
        keys: dict[str, tuple[Any, ...]] = {}
        for some in portions(document_ids):
            statement = select(documents.c.id, *chronology()).where(documents.c.id.in_(some), standing(documents))
            keys |= {row[0]: (row[1], row[2], row[0]) for row in self._connection.execute(statement)}
        return keys

    def forget(self, document_ids: Collection[str]) -> None:
        """Let this generation know nothing of copies in these documents."""
        for some in portions(document_ids):
            for table, columns in _DOCUMENT_COLUMNS.items():
                history.end(self._connection, table, or_(*(column.in_(some) for column in columns)), self._generation)

    def forget_all(self) -> None:
        """Let this generation know nothing of copies."""
        for table in _DOCUMENT_COLUMNS:
            history.end(self._connection, table, true(), self._generation)

    def add(self, runs: Sequence[SharedRun], alike: Sequence[AlikePassages]) -> None:
        """Keep runs that two documents share, and which of their passages are nearly the same."""
        for table, records in ((shared_runs, runs), (alike_passages, alike)):
            if records:
                rows = [{name: getattr(one, name) for name in one.__slots__} for one in records]
                self._connection.execute(insert(table), [row | self._from_now_on() for row in rows])

    def _fingerprinted(self, which: Any) -> Iterator[Fingerprinted]:
        statement = select(fingerprints).where(which).order_by(fingerprints.c.row_key)
        for row in self._connection.execute(statement, execution_options=_IN_PARTS):
            yield Fingerprinted(row.row_key, row.document_id, row.packed)

    def _from_now_on(self) -> dict[str, object]:
        return {"added": self._generation, "removed": STANDING}


def runs_of(connection: Connection, generation: int, document_id: str) -> tuple[SharedRun, ...]:
    """The runs that a document shares with others, in its own order."""
    statement = select(shared_runs).where(
        visible(shared_runs), or_(shared_runs.c.earlier_id == document_id, shared_runs.c.later_id == document_id)
    )
    found = [_run_from(row) for row in connection.execute(statement, {"generation": generation})]
    return tuple(sorted(found, key=lambda run: _own_span(run, document_id)))


def alike_in_time(connection: Connection, generation: int) -> Iterator[AlikePassages]:
    """All passages that are nearly the same as an earlier one: in the order of the later documents, passage by passage.

    For each of them the earlier ones come in their own order.
    """
    later, earlier = documents.alias(), documents.alias()
    later_passage = passages.alias()
    statement = (
        select(alike_passages)
        .join(later, and_(later.c.id == alike_passages.c.later_document_id, visible(later)))
        .join(earlier, and_(earlier.c.id == alike_passages.c.earlier_document_id, visible(earlier)))
        .join(later_passage, and_(later_passage.c.id == alike_passages.c.later_id, visible(later_passage)))
        .where(visible(alike_passages))
        .order_by(
            *chronology(later),
            later.c.id,
            later_passage.c.ordinal,
            *chronology(earlier),
            earlier.c.id,
            alike_passages.c.earlier_id,
        )
    )
    for row in connection.execute(statement, {"generation": generation}):
        yield AlikePassages(row.earlier_document_id, row.later_document_id, row.earlier_id, row.later_id)


_DOCUMENT_COLUMNS = {
    shared_runs: (shared_runs.c.earlier_id, shared_runs.c.later_id),
    alike_passages: (alike_passages.c.earlier_document_id, alike_passages.c.later_document_id),
}


def _run_from(row: Row[Any]) -> SharedRun:
    return SharedRun(**{name: getattr(row, name) for name in SharedRun.__slots__})


def _own_span(run: SharedRun, document_id: str) -> tuple[int, int]:
    if run.earlier_id == document_id:
        return run.earlier_start, run.earlier_end
    return run.later_start, run.later_end

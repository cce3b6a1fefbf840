"""Reading the catalog at one generation: every answer is from the same fixed state."""

from __future__ import annotations

import zlib
from collections import namedtuple
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Self, TypeVar

from sqlalchemy import Connection, Engine, Row, Select

from search.catalog import statements
from search.catalog.alike_sources import AlikeSources, alike_sources
from search.catalog.copies import AlikePassages, SharedRun, alike_in_time, runs_of
from search.catalog.direct import direct_rows
from search.catalog.names import name_counts
from search.catalog.neighbours import Neighbours, exchange_of, neighbours_of
from search.catalog.records import FormerDocument, GenerationGoneError, NotedSource, SourceEntry
from search.catalog.row_types import check_types
from search.catalog.rows import (
    document_from,
    former_document_from,
    notes_from,
    passage_from,
    source_entry_from,
    source_from,
    unpack,
)
from search.catalog.schema import documents, passages
from search.catalog.state import oldest_readable, stated
from search.catalog.summary import summarize
from search.errors import IndexDamagedError
from search.model import Document, Passage, Source
from search.results import IndexSummary
from search.sources import ReadFailure

Record = TypeVar("Record")
_IN_PARTS = {"yield_per": 10_000}
_PassageRow = namedtuple("_PassageRow", passages.c.keys())  # type: ignore[misc]  # names known when it runs
_DocumentRow = namedtuple("_DocumentRow", documents.c.keys())  # type: ignore[misc]  # the same
_PASSAGE_WIDTH = len(passages.c)


@dataclass(frozen=True, slots=True)
class PassageInContext:
    """A passage with its words, its document and the name of its source."""

    passage: Passage
    text: str
    document: Document
    source_name: str


class CatalogReader:
    """The catalog as of `generation`, inside a `with` block; for one thread.

    Entering raises GenerationGoneError where rows of that generation have been purged. What is asked for by ids is
    answered for those that are there, without the others, in one SQL statement for all of them.
    """

    def __init__(self, database: Engine, generation: int) -> None:
        self.generation = generation
        self._database = database
        self._entered: Connection | None = None

    def __enter__(self) -> Self:
        connection = self._database.connect()
        oldest = oldest_readable(connection)
        if oldest > self.generation:
            connection.close()
            raise GenerationGoneError(
                f"The catalog no longer holds generation {self.generation}, the oldest is {oldest}; ask again."
            )
        self._entered = connection
        return self

    def __exit__(self, *exc: object) -> None:
        self._connection.close()
        self._entered = None

    def passages(self, ids: Collection[str]) -> dict[str, tuple[Passage, str]]:
        """Passages with their texts, by id."""
        found = self._records(statements.PASSAGES, _passage_and_text, ids=list(ids))
        return {passage.id: (passage, text) for passage, text in found}

    def passages_in_context(self, ids: Collection[str]) -> dict[str, PassageInContext]:
        """Passages with what a hit shows of them, by id."""
        found = self._by_ids(statements.PASSAGES_IN_CONTEXT, _in_context, ids)
        return {one.passage.id: one for one in found}

    def document_passages(self, document_id: str) -> tuple[tuple[Passage, str], ...]:
        """The passages of a document with their texts, in order."""
        return self._records(statements.PASSAGES_OF_DOCUMENT, _passage_and_text, id=document_id)

    def documents(self, ids: Collection[str]) -> dict[str, Document]:
        """Documents by id."""
        found = self._by_ids(statements.DOCUMENTS, _document, ids)
        return {document.id: document for document in found}

    def document(self, document_id: str) -> Document | None:
        """One document; None where there is none of that id."""
        return self.documents([document_id]).get(document_id)

    def source_documents(self, source_id: str) -> tuple[Document, ...]:
        """The documents of a source, in reading order."""
        return self._records(statements.DOCUMENTS_OF_SOURCE, document_from, id=source_id)

    def documents_quoted_in(self, document_id: str) -> tuple[Document, ...]:
        """The documents quoted in that one, in the order they are quoted."""
        return self._records(statements.DOCUMENTS_QUOTED_IN, document_from, id=document_id)

    def replies_to(self, document_id: str) -> tuple[Document, ...]:
        """The documents that answer that one, by date, undated last, then as they stand in their sources."""
        return self._records(statements.REPLIES_TO, document_from, id=document_id)

    def shared_runs(self, document_id: str) -> tuple[SharedRun, ...]:
        """The runs of words that a document shares with others, in its own order."""
        return runs_of(self._connection, self.generation, document_id)

    def alike_passages(self) -> Iterator[AlikePassages]:
        """All passages that are nearly the same as an earlier one, by date: see `search.catalog.copies`."""
        return alike_in_time(self._connection, self.generation)

    def alike_sources(self, source_id: str | None = None) -> tuple[AlikeSources, ...]:
        """The pairs of sources that are nearly the same, of one source or of all, the most alike first."""
        return alike_sources(self._connection, self.generation, source_id)

    def name_counts(self) -> dict[str, int]:
        """How many documents each name stands in, as that of an author, signatory or recipient."""
        return name_counts(self._connection, self.generation)

    def neighbours(self, document: Document) -> Neighbours:
        """The documents before and after it in its thread, or in its source where it has no thread."""
        return neighbours_of(self._connection, document, self.generation)

    def exchange(self, document: Document, most: int) -> tuple[Document, ...]:
        """The first `most` documents of its thread, or of its source where it has no thread, by date, undated last."""
        return exchange_of(self._connection, document, self.generation, most)

    def sources(self, ids: Collection[str]) -> dict[str, SourceEntry]:
        """Sources without their texts, by id."""
        return {entry.id: entry for entry in self._records(statements.SOURCES, source_entry_from, ids=list(ids))}

    def source(self, source_id: str) -> Source | None:
        """One source with its whole text; None where there is none of that id."""
        found = self._records(statements.SOURCE_WITH_TEXT, _source_with_text, id=source_id)
        return found[0] if found else None

    def former_document(self, document_id: str) -> FormerDocument | None:
        """What is kept of a document that is gone, as it last was; None where nothing is."""
        found = self._records(statements.FORMER_DOCUMENT, former_document_from, id=document_id)
        return found[0] if found else None

    def failures(self) -> tuple[ReadFailure, ...]:
        """The files that could not be read, by path."""
        return self._records(statements.FAILURES, lambda row: ReadFailure(path=row.path, reason=row.reason))

    def noted_sources(self) -> tuple[NotedSource, ...]:
        """The sources with notes on how they were read, by name."""
        return self._records(statements.NOTED_SOURCES, lambda row: NotedSource(row.name, notes_from(row.notes)))

    def source_ids(self) -> tuple[str, ...]:
        """All source ids, by name."""
        return self._records(statements.SOURCE_IDS, lambda row: row.id)

    def document_ids(self, offset: int, limit: int) -> tuple[str, ...]:
        """Document ids in ascending order, `limit` of them after the first `offset`."""
        return self._records(statements.DOCUMENT_IDS, lambda row: row.id, offset=offset, limit=limit)

    def passage_ids(self) -> Iterator[str]:
        """All passage ids, in any order, as they come from the database."""
        ids = self._connection.execute(
            statements.PASSAGE_IDS, {"generation": self.generation}, execution_options=_IN_PARTS
        )
        yield from ids.scalars()

    def meta(self, name: str) -> str | None:
        """What this generation states under that name; None where it states nothing."""
        return stated(self._connection, name, self.generation)

    def summary(self) -> IndexSummary:
        """How much there is of what."""
        return summarize(self._connection, self.generation)

    @property
    def _connection(self) -> Connection:
        if self._entered is None:
            raise RuntimeError("a catalog is read inside `with catalog.at(generation) as reader:`")
        return self._entered

    def _records(
        self, statement: Select[*tuple[Any, ...]], make: Callable[[Row[Any]], Record], **parameters: object
    ) -> tuple[Record, ...]:
        with self._unreadable_named():
            rows = self._connection.execute(statement, {"generation": self.generation, **parameters}).all()
            check_types(statement, rows)
            return tuple(make(row) for row in rows)

    def _by_ids(
        self, statement: Select[*tuple[Any, ...]], make: Callable[[tuple[Any, ...]], Record], ids: Collection[str]
    ) -> list[Record]:
        """What every search reads. `make`: from the columns in the statement's order."""
        if not ids:
            return []
        with self._unreadable_named():
            rows = direct_rows(self._connection, statement, {"generation": self.generation}, tuple(ids))
            check_types(statement, rows)
            return [make(row) for row in rows]

    @contextmanager
    def _unreadable_named(self) -> Iterator[None]:
        try:
            yield
        except (ValueError, zlib.error) as error:
            raise IndexDamagedError(
                f"The catalog {self._database.url} holds a row that cannot be read ({error}); "
                "`flori verify` names what is damaged, `flori index --rebuild` makes the index anew."
            ) from error


def _passage_and_text(row: Row[Any]) -> tuple[Passage, str]:
    return passage_from(row), row.text


def _document(columns: tuple[Any, ...]) -> Document:
    row: Any = _DocumentRow(*columns)
    return document_from(row)


def _in_context(columns: tuple[Any, ...]) -> PassageInContext:
    """From the columns of two tables, one after the other, many of the same name, and the name of the source."""
    of_passage: Any = _PassageRow(*columns[:_PASSAGE_WIDTH])
    document = _document(columns[_PASSAGE_WIDTH:-1])
    return PassageInContext(passage_from(of_passage), of_passage.text, document, columns[-1])


def _source_with_text(row: Row[Any]) -> Source:
    return source_from(row, unpack(row.text_zlib))

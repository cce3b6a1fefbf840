"""Reading the catalog at one generation: every answer is from the same fixed state."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Collection, Iterator
from typing import Any, Self, TypeVar

from sqlalchemy import ColumnElement, Connection, Engine, Row, Select, select

from search.catalog.neighbours import Neighbours, chronology, neighbours_of
from search.catalog.records import FormerDocument, GenerationGoneError, ReadFailure, SourceEntry
from search.catalog.rows import (
    document_from,
    former_document_from,
    passage_from,
    source_entry_from,
    source_from,
    unpack,
)
from search.catalog.schema import documents, failures, former_documents, passages, source_texts, sources, visible_at
from search.catalog.state import oldest_readable, stated
from search.catalog.summary import summarize
from search.errors import IndexDamagedError
from search.model import Document, Passage, Source
from search.results import IndexSummary

Record = TypeVar("Record")


class CatalogReader:
    """The catalog as of `generation`, inside a `with` block; for one thread.

    Entering raises GenerationGoneError where rows of that generation have been purged. What is asked for by ids is
    answered for those that are there, without the others, in one SQL statement however many they are.
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
        found = self._records(_passages_at(self.generation).where(passages.c.id.in_(ids)), _passage_and_text)
        return {passage.id: (passage, text) for passage, text in found}

    def document_passages(self, document_id: str) -> tuple[tuple[Passage, str], ...]:
        """The passages of a document with their texts, in order."""
        statement = _passages_at(self.generation).where(passages.c.document_id == document_id)
        return self._records(statement.order_by(passages.c.ordinal), _passage_and_text)

    def documents(self, ids: Collection[str]) -> dict[str, Document]:
        """Documents by id."""
        return {document.id: document for document in self._documents(documents.c.id.in_(ids))}

    def document(self, document_id: str) -> Document | None:
        """One document; None where there is none of that id."""
        return self.documents([document_id]).get(document_id)

    def source_documents(self, source_id: str) -> tuple[Document, ...]:
        """The documents of a source, in reading order."""
        return self._documents(documents.c.source_id == source_id, documents.c.position)

    def documents_quoted_in(self, document_id: str) -> tuple[Document, ...]:
        """The documents quoted in that one, in the order they are quoted."""
        return self._documents(documents.c.quoted_in == document_id, documents.c.start)

    def replies_to(self, document_id: str) -> tuple[Document, ...]:
        """The documents that answer that one, by date, undated last, then as they stand in their sources."""
        answers = documents.c.reply_to == document_id
        return self._documents(answers, *chronology(), documents.c.source_id, documents.c.position)

    def neighbours(self, document: Document) -> Neighbours:
        """The documents before and after it in its thread, or in its source where it has no thread."""
        return neighbours_of(self._connection, document, self.generation)

    def sources(self, ids: Collection[str]) -> dict[str, SourceEntry]:
        """Sources without their texts, by id."""
        statement = select(sources).where(visible_at(sources, self.generation), sources.c.id.in_(ids))
        return {entry.id: entry for entry in self._records(statement, source_entry_from)}

    def source(self, source_id: str) -> Source | None:
        """One source with its whole text; None where there is none of that id."""
        statement = (
            select(sources, source_texts.c.text_zlib)
            .join_from(sources, source_texts, source_texts.c.source_key == sources.c.row_key)
            .where(visible_at(sources, self.generation), sources.c.id == source_id)
        )
        found = self._records(statement, lambda row: source_from(row, unpack(row.text_zlib)))
        return found[0] if found else None

    def former_document(self, document_id: str) -> FormerDocument | None:
        """What is kept of a document that is gone, as it last was; None where nothing is."""
        statement = (
            select(former_documents)
            .where(former_documents.c.id == document_id, former_documents.c.removed <= self.generation)
            .order_by(former_documents.c.removed.desc())
            .limit(1)
        )
        found = self._records(statement, former_document_from)
        return found[0] if found else None

    def failures(self) -> tuple[ReadFailure, ...]:
        """The files that could not be read, by path."""
        statement = select(failures).where(visible_at(failures, self.generation)).order_by(failures.c.path)
        return self._records(statement, lambda row: ReadFailure(path=row.path, reason=row.reason))

    def source_ids(self) -> tuple[str, ...]:
        """All source ids, by name."""
        statement = select(sources.c.id).where(visible_at(sources, self.generation)).order_by(sources.c.name)
        return tuple(self._connection.execute(statement).scalars())

    def passage_ids(self) -> Iterator[str]:
        """All passage ids, in any order, as they come from the database."""
        statement = select(passages.c.id).where(visible_at(passages, self.generation))
        yield from self._connection.execution_options(yield_per=10_000).execute(statement).scalars()

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

    def _documents(self, where: ColumnElement[bool], *order: ColumnElement[Any]) -> tuple[Document, ...]:
        statement = select(documents).where(visible_at(documents, self.generation), where).order_by(*order)
        return self._records(statement, document_from)

    def _records(self, statement: Select[*tuple[Any, ...]], make: Callable[[Row[Any]], Record]) -> tuple[Record, ...]:
        rows = self._connection.execute(statement).all()
        try:
            return tuple(make(row) for row in rows)
        except (ValueError, zlib.error) as error:
            raise IndexDamagedError(
                f"The catalog {self._database.url} holds a row that cannot be read ({error}); "
                "run `flori index --rebuild`."
            ) from error


def _passages_at(generation: int) -> Select[*tuple[Any, ...]]:
    return select(passages).where(visible_at(passages, generation))


def _passage_and_text(row: Row[Any]) -> tuple[Passage, str]:
    return passage_from(row), row.text

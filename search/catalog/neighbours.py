"""What a document stands among in its thread, exchange or source: what is before and after it, and all together."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Select, and_, func, select, tuple_

from search.catalog.rows import document_from
from search.catalog.schema import documents, sources, visible
from search.model import Document

Neighbours = tuple[Document | None, Document | None]
_AFTER_ALL_DAYS = 99_999_999


def chronology(table: FromClause = documents) -> tuple[ColumnElement[Any], ...]:
    """Sort keys of documents by date, undated last. Of one day, those without a time come first."""
    return func.coalesce(table.c.first_day, _AFTER_ALL_DAYS), func.coalesce(table.c.date, "")


def neighbours_of(connection: Connection, document: Document, generation: int) -> Neighbours:
    """The documents before and after it in its thread: by date, undated last, then source name, then position.

    Without a thread: those before and after it in its source. Quoted documents are not neighbours of those that
    stand on their own; their neighbours are quoted in the same document.
    """
    order = (*chronology(), sources.c.name, documents.c.position) if document.thread else (documents.c.position,)
    seen = {"generation": generation}
    place = connection.execute(_placed(*order).where(documents.c.id == document.id), seen).one()
    beside = _placed(documents).where(_stands_beside(document))
    before = beside.where(tuple_(*order) < tuple_(*place)).order_by(*(key.desc() for key in order))
    after = beside.where(tuple_(*order) > tuple_(*place)).order_by(*order)
    nearest = [connection.execute(statement.limit(1), seen).first() for statement in (before, after)]
    previous, following = (document_from(row) if row is not None else None for row in nearest)
    return previous, following


def exchange_of(connection: Connection, document: Document, generation: int, most: int) -> tuple[Document, ...]:
    """The first `most` documents that it is exchanged with, itself among them, by date: what its neighbours are of."""
    beside = _placed(documents).where(_stands_beside(document))
    order = (*chronology(), sources.c.name, documents.c.position)
    rows = connection.execute(beside.order_by(*order).limit(most), {"generation": generation})
    return tuple(document_from(row) for row in rows)


def _placed(*columns: Any) -> Select[*tuple[Any, ...]]:
    """Columns of documents and their sources."""
    together = and_(sources.c.id == documents.c.source_id, visible(sources))
    return select(*columns).join_from(documents, sources, together).where(visible(documents))


def _stands_beside(document: Document) -> ColumnElement[bool]:
    in_thread = documents.c.thread == document.thread
    in_source = and_(documents.c.source_id == document.source_id, documents.c.thread.is_(None))
    quoted = documents.c.quoted_in
    return and_(
        in_thread if document.thread else in_source,
        quoted == document.quoted_in if document.quoted_in else quoted.is_(None),
    )

"""Rows through the generations: ending them, undoing generations that never became visible, deleting old ones."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, Table, and_, delete, exists, func, select, update

from search.catalog import former
from search.catalog.schema import STANDING, VERSIONED, Versioned, former_documents, meta, passages, standing
from search.catalog.state import oldest_readable, set_oldest_readable


def end(connection: Connection, table: Table[Versioned], which: ColumnElement[bool], generation: int) -> None:
    """Remove standing rows from the generation on; those that it added itself are deleted, nobody ever saw them."""
    ended = and_(which, standing(table))
    connection.execute(delete(table).where(ended, table.c.added == generation))
    connection.execute(update(table).where(ended).values(removed=generation))


def discard_newer(connection: Connection, committed: int) -> None:
    """Undo every change made under a generation above `committed`."""
    for table in VERSIONED:
        connection.execute(delete(table).where(table.c.added > committed))
        undone = and_(table.c.removed > committed, table.c.removed < STANDING)
        connection.execute(update(table).where(undone).values(removed=STANDING))
    connection.execute(delete(meta).where(meta.c.added > committed))
    connection.execute(delete(former_documents).where(former_documents.c.removed > committed))


def replaced_share(connection: Connection, generation: int) -> float:
    """Passages that the generation removed, for each one that stands after it."""
    count = select(func.count()).select_from(passages)
    replaced = connection.execute(count.where(passages.c.removed == generation)).scalar_one()
    left = connection.execute(count.where(passages.c.removed == STANDING)).scalar_one()
    return replaced / max(left, 1)


def purge(connection: Connection, before: int) -> None:
    """Delete rows that no reader at generation `before` or later can see."""
    for table in VERSIONED:
        connection.execute(delete(table).where(table.c.removed <= before))
    newer = meta.alias()
    superseded = exists(
        select(newer.c.name).where(newer.c.name == meta.c.name, newer.c.added > meta.c.added, newer.c.added <= before)
    )
    connection.execute(delete(meta).where(superseded))
    former.forget(connection)
    set_oldest_readable(connection, max(before, oldest_readable(connection)))

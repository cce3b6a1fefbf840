"""What is kept of documents that are gone, so that old permalinks can still be answered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, delete, exists, func, insert, or_, select

from search.catalog.rows import document_from, pack_former, passage_from
from search.catalog.schema import STANDING, documents, former_documents, passages, sources
from search.model import Passage

FORMER_DOCUMENTS_KEPT = 10_000
FORMER_SHARE = 0.25
"""Of the characters of the sources that stand: the bytes that former documents may take."""
FORMER_BYTES_ALWAYS = 32_768
"""What they may take however small the dossier is."""
_ROW_BYTES = 250
"""What a row takes beside its record: the id twice, a source's name, generations, and its places in three trees."""
_AT_ONCE = 500


def keep(connection: Connection, generation: int) -> None:
    """Keep the documents that this generation removed and did not add again, at most FORMER_DOCUMENTS_KEPT."""
    again = documents.alias()
    gone = (
        select(documents)
        .where(documents.c.removed == generation)
        .where(~exists(select(again.c.id).where(again.c.id == documents.c.id, again.c.removed == STANDING)))
        .limit(FORMER_DOCUMENTS_KEPT)
    )
    rows = connection.execute(gone).all()
    for start in range(0, len(rows), _AT_ONCE):
        _keep(connection, rows[start : start + _AT_ONCE], generation)


def forget(connection: Connection) -> None:
    """Delete what old addresses need no more: documents that are back, earlier versions of one, and the oldest.

    The newest stay: at most FORMER_DOCUMENTS_KEPT, and as many as fit into FORMER_SHARE or FORMER_BYTES_ALWAYS,
    whichever is more.
    """
    newer = former_documents.alias()
    again = select(newer.c.id).where(newer.c.id == former_documents.c.id, newer.c.row_key > former_documents.c.row_key)
    back = select(documents.c.id).where(documents.c.id == former_documents.c.id, documents.c.removed == STANDING)
    connection.execute(delete(former_documents).where(or_(exists(again), exists(back))))
    newest_first = former_documents.c.row_key.desc()
    taken = func.sum(func.length(former_documents.c.record_zlib) + _ROW_BYTES).over(order_by=newest_first)
    count = func.row_number().over(order_by=newest_first)
    ranked = select(former_documents.c.row_key, count.label("count"), taken.label("taken")).subquery()
    beyond = or_(ranked.c.count > FORMER_DOCUMENTS_KEPT, ranked.c.taken > _allowance_bytes(connection))
    connection.execute(
        delete(former_documents).where(former_documents.c.row_key.in_(select(ranked.c.row_key).where(beyond)))
    )


def _allowance_bytes(connection: Connection) -> float:
    standing_chars = select(func.sum(sources.c.length)).where(sources.c.removed == STANDING)
    return max(FORMER_BYTES_ALWAYS, FORMER_SHARE * (connection.execute(standing_chars).scalar() or 0))


def _keep(connection: Connection, gone: Sequence[Row[Any]], generation: int) -> None:
    names = _source_names(connection, {row.source_id for row in gone})
    texts = _passages(connection, [row.id for row in gone], generation)
    kept = [
        {
            "id": row.id,
            "source_name": names[row.source_id],
            "record_zlib": pack_former(document_from(row), texts[row.id]),
            "removed": generation,
        }
        for row in gone
    ]
    connection.execute(insert(former_documents), kept)


def _source_names(connection: Connection, source_ids: Iterable[str]) -> dict[str, str]:
    # A source's id is made from its name, so that all rows of an id agree.
    statement = select(sources.c.id, sources.c.name).where(sources.c.id.in_(list(source_ids)))
    return {row.id: row.name for row in connection.execute(statement)}


def _passages(
    connection: Connection, document_ids: Sequence[str], generation: int
) -> dict[str, list[tuple[Passage, str]]]:
    statement = (
        select(passages)
        .where(passages.c.document_id.in_(document_ids), passages.c.removed == generation)
        .order_by(passages.c.document_id, passages.c.ordinal)
    )
    found: dict[str, list[tuple[Passage, str]]] = defaultdict(list)
    for row in connection.execute(statement):
        found[row.document_id].append((passage_from(row), row.text))
    return found

"""The figures of a generation: how much there is of what, and the years it spans."""

from __future__ import annotations

from sqlalchemy import Connection, Table, func, select

from search.catalog.schema import Versioned, documents, passages, sources, visible_at
from search.catalog.state import stated
from search.results import IndexSummary

INDEXED_AT = "indexed at"


def summarize(connection: Connection, generation: int) -> IndexSummary:
    """The summary of that generation. Dates are of the earliest and the latest day that a document's date covers."""
    kinds = _kinds(connection, generation)
    undated = documents.c.date.is_(None)
    first = (documents.c.first_day, documents.c.date)
    last = (documents.c.last_day.desc(), documents.c.date.desc())
    dated = select(documents.c.date).where(visible_at(documents, generation), documents.c.date.is_not(None)).limit(1)
    return IndexSummary(
        generation=generation,
        indexed_at=stated(connection, INDEXED_AT, generation),
        sources=_count(connection, sources, generation),
        documents=sum(count for _, count in kinds),
        passages=_count(connection, passages, generation),
        undated=connection.execute(
            select(func.count()).select_from(documents).where(visible_at(documents, generation), undated)
        ).scalar_one(),
        kinds=kinds,
        first_date=_day(connection.execute(dated.order_by(*first)).scalar()),
        last_date=_day(connection.execute(dated.order_by(*last)).scalar()),
    )


def _kinds(connection: Connection, generation: int) -> tuple[tuple[str, int], ...]:
    """Kinds with their documents, most first, ties by name."""
    count = func.count()
    statement = select(documents.c.kind, count).where(visible_at(documents, generation)).group_by(documents.c.kind)
    found = [(kind, number) for kind, number in connection.execute(statement)]
    return tuple(sorted(found, key=lambda entry: (-entry[1], entry[0])))


def _count(connection: Connection, table: Table[Versioned], generation: int) -> int:
    return connection.execute(select(func.count()).select_from(table).where(visible_at(table, generation))).scalar_one()


def _day(edtf: str | None) -> str | None:
    return edtf.partition("T")[0] if edtf else None

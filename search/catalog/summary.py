"""The figures of a generation: how much there is of what, and the years it spans."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from search.catalog.schema import documents, passages, sources, visible
from search.catalog.state import stated
from search.results import IndexSummary

INDEXED_AT = "indexed at"


_COUNT = func.count()
_DATED = select(documents.c.date).where(visible(documents), documents.c.date.is_not(None)).limit(1)
_FIRST_DATE = _DATED.order_by(documents.c.first_day, documents.c.date)
_LAST_DATE = _DATED.order_by(documents.c.last_day.desc(), documents.c.date.desc())
_KINDS = select(documents.c.kind, _COUNT).where(visible(documents)).group_by(documents.c.kind)
_UNDATED = select(_COUNT).select_from(documents).where(visible(documents), documents.c.date.is_(None))
_SOURCES = select(_COUNT).select_from(sources).where(visible(sources))
_PASSAGES = select(_COUNT).select_from(passages).where(visible(passages))


def summarize(connection: Connection, generation: int) -> IndexSummary:
    """The summary of that generation. Dates are of the earliest and the latest day that a document's date covers."""
    seen = {"generation": generation}
    kinds = [(kind, count) for kind, count in connection.execute(_KINDS, seen)]
    return IndexSummary(
        generation=generation,
        indexed_at=stated(connection, INDEXED_AT, generation),
        sources=connection.execute(_SOURCES, seen).scalar_one(),
        documents=sum(count for _, count in kinds),
        passages=connection.execute(_PASSAGES, seen).scalar_one(),
        undated=connection.execute(_UNDATED, seen).scalar_one(),
        kinds=tuple(sorted(kinds, key=lambda entry: (-entry[1], entry[0]))),
        first_date=_day(connection.execute(_FIRST_DATE, seen).scalar()),
        last_date=_day(connection.execute(_LAST_DATE, seen).scalar()),
    )


def _day(edtf: str | None) -> str | None:
    return edtf.partition("T")[0] if edtf else None

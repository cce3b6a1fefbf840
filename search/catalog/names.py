"""The names that documents have, and in how many of them each stands."""

from __future__ import annotations

from collections import Counter

from sqlalchemy import Connection, select

from search.catalog.schema import documents, visible

_IN_PARTS = {"yield_per": 10_000}
_NAMES = select(documents.c.authors, documents.c.signatories, documents.c.recipients).where(visible(documents))


def name_counts(connection: Connection, generation: int) -> dict[str, int]:
    """Documents by name, in their preferred forms: as author, signatory or recipient, each document once."""
    counts: Counter[str] = Counter()
    rows = connection.execute(_NAMES, {"generation": generation}, execution_options=_IN_PARTS)
    for row in rows:
        counts.update({*row.authors, *row.signatories, *row.recipients})
    return dict(counts)

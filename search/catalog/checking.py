"""Whether the tables are as they were written: the database's own check, and the checksums of rows."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from sqlalchemy import Connection, Select, Table, select

from search.catalog.checksums import checksum
from search.catalog.database import is_sqlite
from search.catalog.schema import CHECKED, former_documents, metadata, source_texts
from search.errors import IndexDamagedError

_IN_PARTS = {"yield_per": 1_000}
_SHOWN = 5


def faults_of(connection: Connection) -> Iterator[str]:
    """What is wrong, in words. Raises IndexDamagedError where the rest cannot even be read."""
    if is_sqlite(connection.engine.url):
        found = connection.exec_driver_sql(f"PRAGMA integrity_check({_SHOWN})").scalars().all()
        yield from (f"the catalog's file: {line}" for line in found if line != "ok")
    for table in metadata.sorted_tables:
        yield from _row_faults(connection, table)
    texts = select(source_texts.c.source_key, source_texts.c.text_zlib)
    yield from _packed_faults(connection, "text of the source with the key", texts)
    former = select(former_documents.c.id, former_documents.c.record_zlib)
    yield from _packed_faults(connection, "record of the former document", former)


def _row_faults(connection: Connection, table: Table) -> Iterator[str]:
    """Rows that are not as they were written; of a table without checksums, only whether they can be read."""
    try:
        for row in connection.execute(select(table), execution_options=_IN_PARTS).mappings():
            if table in CHECKED and row["checksum"] != checksum({str(name): value for name, value in row.items()}):
                yield f"the catalog's row of {row['id']} in {table.name} is not as it was written"
    except (ValueError, TypeError) as error:
        raise IndexDamagedError(
            f"The catalog's table {table.name} has a row that cannot be read ({error}); run `flori index --rebuild`."
        ) from error


def _packed_faults(connection: Connection, what: str, packed: Select[str | int, bytes]) -> Iterator[str]:
    """Packed texts, each with the name it goes by, that are not as they were packed."""
    for name, content in connection.execute(packed, execution_options=_IN_PARTS):
        try:
            zlib.decompress(content)
        except (zlib.error, TypeError):
            yield f"the catalog's {what} {name} cannot be read"

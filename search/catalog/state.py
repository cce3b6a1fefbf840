"""What the catalog states about itself: schema version, oldest readable generation, and what each generation says."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, delete, func, insert, select

from search.catalog.direct import direct_rows
from search.catalog.schema import meta

SCHEMA_VERSION_NAME = "schema version"
OLDEST_READABLE_NAME = "oldest readable generation"
_FROM_THE_START = 0
_STATED = (
    select(meta.c.value)
    .where(meta.c.name == bindparam("name"), meta.c.added <= bindparam("generation"))
    .order_by(meta.c.added.desc())
    .limit(1)
)


def stated(connection: Connection, name: str, generation: int) -> str | None:
    """The value of that name at the generation; None where none was set."""
    found = direct_rows(connection, _STATED, {"name": name, "generation": generation})
    return found[0][0] if found else None


def state(connection: Connection, name: str, value: str, generation: int) -> None:
    """Set the value of that name from the generation on."""
    connection.execute(delete(meta).where(meta.c.name == name, meta.c.added == generation))
    connection.execute(insert(meta).values(name=name, added=generation, value=value))


def latest_stated(connection: Connection) -> int:
    """The newest generation that anything was stated of: each that was committed says when that was."""
    return int(connection.execute(select(func.max(meta.c.added))).scalar() or _FROM_THE_START)


def schema_version(connection: Connection) -> str | None:
    """The version of the schema that the tables were made with."""
    return stated(connection, SCHEMA_VERSION_NAME, _FROM_THE_START)


def set_schema_version(connection: Connection, version: str) -> None:
    """Record the version of the schema."""
    state(connection, SCHEMA_VERSION_NAME, version, _FROM_THE_START)


def oldest_readable(connection: Connection) -> int:
    """The oldest generation that still has all its rows."""
    return int(stated(connection, OLDEST_READABLE_NAME, _FROM_THE_START) or 0)


def set_oldest_readable(connection: Connection, generation: int) -> None:
    """Record that older generations have lost rows."""
    state(connection, OLDEST_READABLE_NAME, str(generation), _FROM_THE_START)

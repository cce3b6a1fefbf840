"""What PostgreSQL needs to be told on each connection, so that it takes the texts that SQLite takes."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

_STAND_IN = "\ufffd"


def prepare_postgres(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    """Let NUL characters, which PostgreSQL's text cannot hold, be kept as U+FFFD: no offset moves."""
    for dumper in _dumpers():
        connection.adapters.register_dumper(str, dumper)


@lru_cache(1)
def _dumpers() -> tuple[type[Any], ...]:
    """psycopg's own ways to send a string, in the order it knows them, with NUL characters replaced."""
    from psycopg.types.string import StrDumper, StrDumperUnknown  # psycopg is optional

    class TextDumper(StrDumper):
        def dump(self, obj: str) -> Any:
            return super().dump(obj.replace("\0", _STAND_IN))

    class UntypedDumper(StrDumperUnknown):
        def dump(self, obj: str) -> Any:
            return super().dump(obj.replace("\0", _STAND_IN))

    return TextDumper, UntypedDumper

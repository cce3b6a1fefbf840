"""One run at a time over a catalog, on whatever machine: a lock that lasts as long as its holder's connection."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, make_url

from search.catalog.database import connect_to, is_sqlite
from search.errors import IndexLockedError

RUN_LOCK = 0x466C6F73
"""The advisory lock of a whole run. Its transactions hold another, see `search.catalog.database`."""
_NAME_CHARS = 63
_HOLDER = """
    SELECT holder.application_name, holder.client_addr, holder.backend_start
    FROM pg_locks JOIN pg_stat_activity AS holder USING (pid)
    WHERE locktype = 'advisory' AND objid = %s AND granted AND holder.datname = current_database()
"""


@contextmanager
def run_lock(url: str) -> Iterator[None]:
    """Hold the catalog on a server for a whole run; the file of an SQLite catalog is guarded by its folder's lock.

    Raises IndexLockedError naming the holder where another process has it. PostgreSQL ends the lock with its
    connection: at once when the process ends, within a minute when its machine is gone.
    """
    if is_sqlite(make_url(url)):
        yield
        return
    database = connect_to(url)
    try:
        with database.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            _take(connection)
            yield
    finally:
        database.dispose()


def _take(connection: Connection) -> None:
    name = f"flori index, process {os.getpid()} on {socket.gethostname()}"[:_NAME_CHARS]
    for setting, value in (
        ("application_name", name),
        ("tcp_keepalives_idle", "30"),
        ("tcp_keepalives_interval", "10"),
        ("tcp_keepalives_count", "3"),
    ):
        connection.exec_driver_sql("SELECT set_config(%s, %s, false)", (setting, value))
    if connection.exec_driver_sql("SELECT pg_try_advisory_lock(%s)", (RUN_LOCK,)).scalar():
        return
    holder = connection.exec_driver_sql(_HOLDER, (RUN_LOCK,)).first()
    who = f"{holder[0]} ({holder[1] or 'this machine'}), since {holder[2]:%Y-%m-%d %H:%M}" if holder else "another run"
    raise IndexLockedError(
        f"The catalog {connection.engine.url} is being written to by {who}. Wait until it has finished, or stop it."
    )

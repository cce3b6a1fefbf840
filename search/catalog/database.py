"""Connections to the catalog's database: private files, one writer, fixed read states, errors in plain words."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry

from search.catalog.postgres import prepare_postgres
from search.errors import (
    ConfigurationError,
    EngineUnavailableError,
    FlorilegiumError,
    IndexDamagedError,
    IndexLockedError,
    OperatorError,
)

LOCK_TIMEOUT_S = 10.0
WAL_KEPT_BYTES = 16 * 1024 * 1024
_WRITES = "catalog_writes"
_INCREMENTAL = 2  # as https://www.sqlite.org/pragma.html#pragma_auto_vacuum numbers it
_DAMAGED = ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_FORMAT")
_DAMAGED_WORDS = ("Could not decode to UTF-8", "no such column", "no such table", "malformed")
"""Said over a file whose bytes changed, its description of the tables included: the schema's version is checked."""
_LOCKED = ("SQLITE_BUSY", "SQLITE_LOCKED")
_UNWRITABLE = ("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")
# PostgreSQL's error codes, https://www.postgresql.org/docs/current/errcodes-appendix.html
_LOCKED_STATES = ("55P03", "40P01")
_UNWRITABLE_STATES = ("53", "58", "42501", "25006")
WRITE_LOCK = 0x466C6F72
"""The advisory lock that a transaction which writes holds: PostgreSQL has none for a whole database."""


def connect_to(url: str) -> Engine:
    """A pool of connections to the database.

    Raises ConfigurationError where the URL is not one, EngineUnavailableError where its driver is not installed.
    """
    try:
        parsed = make_url(url)
        engine = _sqlite_engine(parsed) if is_sqlite(parsed) else _server_engine(parsed)
    except ArgumentError as error:
        raise ConfigurationError(
            f"The catalog's address {url!r} is not a database URL; write sqlite:///PATH or postgresql+psycopg://…"
        ) from error
    except ModuleNotFoundError as error:
        how = "`pip install 'florilegium[postgres]'`" if error.name == "psycopg" else "it"
        raise EngineUnavailableError(
            f"The catalog needs {error.name!r}, which is not installed; install {how}."
        ) from error
    event.listen(engine, "handle_error", _in_plain_words)
    return engine


def is_sqlite(url: URL) -> bool:
    """Whether the URL names an SQLite file."""
    return url.get_backend_name() == "sqlite"


def _sqlite_engine(url: URL) -> Engine:
    # No limit to the pool: a connection is a few open files, and a server decides itself how many threads it has.
    engine = create_engine(url, connect_args={"timeout": LOCK_TIMEOUT_S}, pool_size=0)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _server_engine(url: URL) -> Engine:
    # One state for all reads of a transaction, as SQLite's log gives it.
    engine = create_engine(url, isolation_level="REPEATABLE READ", pool_pre_ping=True)
    if url.get_backend_name() == "postgresql":
        event.listen(engine, "connect", prepare_postgres)
        event.listen(engine, "begin", _begin_postgres)
    return engine


def for_writing(connection: Connection) -> Connection:
    """The same connection, whose transactions take the write lock when they begin."""
    if is_sqlite(connection.engine.url):
        return connection.execution_options(**{_WRITES: True})
    # With the lock held nobody else writes; a state fixed while waiting for it would be an old one.
    return connection.execution_options(isolation_level="READ COMMITTED", **{_WRITES: True})


def sqlite_file(url: URL) -> Path | None:
    """The file of an SQLite catalog; None for one in memory or on a server."""
    if not is_sqlite(url) or url.database in (None, "", ":memory:"):
        return None
    return Path(str(url.database))


def give_back_space(connection: Connection) -> None:
    """Shrink an SQLite file by its unused pages, and its log; to be called after a commit.

    Waits for readers at most LOCK_TIMEOUT_S, then leaves the log to the next time. Other databases see to this alone.
    """
    driver = connection.connection.driver_connection
    if isinstance(driver, sqlite3.Connection):
        # Of the ways to run a statement only this one steps through all of it: each step frees one page.
        driver.executescript("PRAGMA incremental_vacuum; PRAGMA wal_checkpoint(TRUNCATE)")


def create_private_file(path: Path) -> None:
    """An empty file that only its owner can read, in a folder of the same sort if that is new."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise OperatorError(f"The catalog {path} cannot be created ({error.strerror}); use another folder.") from error


def _prepare_sqlite(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    # Python's own transaction control begins too late for a reader to see one state throughout.
    connection.isolation_level = None
    cursor = connection.cursor()
    try:
        _set_up(cursor)
    except UnicodeDecodeError as error:  # in SQLite's complaint, which quotes bytes that are damaged
        raise sqlite3.DatabaseError("its description of the tables is malformed") from error
    finally:
        cursor.close()


def _set_up(cursor: DBAPICursor) -> None:
    # To set these anew, even to what they are, takes the write lock: no reader could connect during a long run.
    if cursor.execute("PRAGMA auto_vacuum").fetchone() != (_INCREMENTAL,):
        cursor.execute("PRAGMA auto_vacuum = INCREMENTAL")
    if cursor.execute("PRAGMA journal_mode").fetchone() != ("wal",):
        cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute(f"PRAGMA journal_size_limit = {WAL_KEPT_BYTES}")
    # The engine's commit follows ours and must never outlive it when the power fails.
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")


def _begin_sqlite(connection: Connection) -> None:
    if connection.get_execution_options().get(_WRITES, False):
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        # This alone reads nothing and waits for nobody, so that it needs none of what goes with a statement.
        connection.connection.cursor().execute("BEGIN")


def _begin_postgres(connection: Connection) -> None:
    if connection.get_execution_options().get(_WRITES, False):
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {int(LOCK_TIMEOUT_S * 1000)}")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITE_LOCK})")


@contextmanager
def driver_errors_named(connection: Connection) -> Iterator[None]:
    """What statements that are given to the driver raise, as it is with those that SQLAlchemy runs."""
    driver = connection.dialect.loaded_dbapi
    try:
        yield
    except (driver.Error, UnicodeDecodeError) as error:
        lost = isinstance(error, driver.Error) and connection.dialect.is_disconnect(error, connection.connection, None)
        if lost:
            connection.invalidate(error)
        named = _in_words_for(connection.engine.url, error, is_disconnect=lost)
        if named is None:
            raise
        raise named from error


def _in_plain_words(context: ExceptionContext) -> FlorilegiumError | None:
    """What an operator can act on; None leaves a defect as it is."""
    url = context.engine.url if context.engine is not None else None
    lost = context.is_disconnect or context.connection is None
    return _in_words_for(url, context.original_exception, is_disconnect=lost)


def _in_words_for(url: URL | None, error: BaseException, *, is_disconnect: bool) -> FlorilegiumError | None:
    place = "the catalog" if url is None else str(url)
    reason = str(error)
    if url is not None and not is_sqlite(url):
        return _server_error(error, place, reason, is_disconnect=is_disconnect)
    code: str = getattr(error, "sqlite_errorname", "")
    if (
        isinstance(error, UnicodeDecodeError)
        or code.startswith(_DAMAGED)
        or any(words in reason for words in _DAMAGED_WORDS)
    ):
        return IndexDamagedError(f"The catalog {place} is damaged ({reason}); run `flori index --rebuild`.")
    if code.startswith(_LOCKED):
        return IndexLockedError(f"Another process is writing to the catalog {place}; try again when it has finished.")
    if code.startswith(_UNWRITABLE):
        return OperatorError(f"The catalog {place} cannot be used ({reason}); check its disk and permissions.")
    return None


def _server_error(error: BaseException, place: str, reason: str, *, is_disconnect: bool) -> FlorilegiumError | None:
    if is_disconnect:
        return EngineUnavailableError(f"The catalog at {place} cannot be reached: {reason}")
    state: str = getattr(error, "sqlstate", None) or ""
    if state in _LOCKED_STATES:
        return IndexLockedError(f"Another process is writing to the catalog {place}; try again when it has finished.")
    if state.startswith(_UNWRITABLE_STATES):
        return OperatorError(f"The catalog {place} cannot be used ({reason}); check its disk and the user's rights.")
    return None

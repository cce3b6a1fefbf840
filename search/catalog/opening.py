"""Opening the catalog: found or made, of the right schema, or a clear word on what to do."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine, event, inspect, make_url

from search.catalog.checking import faults_of
from search.catalog.database import connect_to, create_private_file, for_writing, sqlite_file
from search.catalog.reader import CatalogReader
from search.catalog.records import GenerationGoneError
from search.catalog.schema import SCHEMA_VERSION, meta, metadata
from search.catalog.state import latest_stated, schema_version, set_schema_version
from search.catalog.writer import CatalogWriter
from search.errors import IndexMissingError, IndexOutdatedError, OperatorError


class Catalog:
    """The record of sources, documents and passages. Safe to use from several threads."""

    def __init__(self, database: Engine) -> None:
        self._database = database
        self._file = sqlite_file(database.url)
        self._opened = _identity(self._file)
        event.listen(database, "connect", self._check_file)

    def at(self, generation: int) -> CatalogReader:
        """A reader of that generation, to be used in a `with` block.

        Raises GenerationGoneError where that is one of another catalog, which replaced the one that was opened.
        """
        if self.is_replaced() and generation > self._latest():
            raise GenerationGoneError("The index was replaced while it was read; ask again.")
        return CatalogReader(self._database, generation)

    def is_replaced(self) -> bool:
        """Whether its file is another than the one that was opened: put back from a backup, or made anew.

        Connections that are there still read the one that was opened.
        """
        return self._opened is not None and _identity(self._file) != self._opened

    def writer(self, generation: int) -> CatalogWriter:
        """A writer of that generation, to be used in a `with` block."""
        return CatalogWriter(self._database, generation)

    def faults(self) -> tuple[str, ...]:
        """What is not as it was written, in words. Reads all there is. Raises IndexDamagedError where it cannot."""
        with self._database.connect() as connection:
            return tuple(faults_of(connection))

    def close(self) -> None:
        """Close all connections; those in use when they are no more."""
        self._database.dispose()

    def _latest(self) -> int:
        with self._database.connect() as connection:
            return latest_stated(connection)

    def _check_file(self, *_connected: object) -> None:
        """Keep a connection to the file that took the place away from those to the one that was opened."""
        if self.is_replaced():
            raise GenerationGoneError("The index was replaced, and is being made anew; try again in a moment.")


def open_catalog(url: str, *, create: bool = False) -> Catalog:
    """The catalog at that SQLAlchemy URL; with `create`, made where there is none.

    Raises IndexMissingError, IndexOutdatedError (another schema version), IndexDamagedError, and
    EngineUnavailableError where the database cannot be reached.
    """
    database = connect_to(url)
    file = sqlite_file(database.url)
    if file is not None and not _is_there(file):
        if not create:
            raise IndexMissingError(_place(database))
        create_private_file(file)
    if not inspect(database).has_table(meta.name):
        if not create:
            raise IndexMissingError(_place(database))
        _make_tables(database)
    _check_version(database)
    return Catalog(database)


def recreate_catalog(url: str) -> Catalog:
    """An empty catalog in the place of whatever is there, damaged or of another version: for a rebuild."""
    file = sqlite_file(make_url(url))
    if file is None:
        database = connect_to(url)
        with database.connect() as connection:
            metadata.drop_all(for_writing(connection))
            connection.commit()
        database.dispose()
    else:
        for suffix in ("", "-wal", "-shm"):
            Path(f"{file}{suffix}").unlink(missing_ok=True)
    return open_catalog(url, create=True)


def _is_there(file: Path) -> bool:
    """Whether there is a file. Raises OperatorError where that may not even be looked at."""
    try:
        file.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise OperatorError(
            f"The catalog {file} cannot be looked at ({error.strerror}); run as the user who made the index, "
            "or name another folder in FLORI_INDEX."
        ) from error
    return True


def _identity(file: Path | None) -> tuple[int, int] | None:
    """What tells a file from another in its place; None where there is none."""
    if file is None:
        return None
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _make_tables(database: Engine) -> None:
    with database.connect() as connection:
        metadata.create_all(for_writing(connection))
        set_schema_version(connection, SCHEMA_VERSION)
        connection.commit()


def _check_version(database: Engine) -> None:
    with database.connect() as connection:
        found = schema_version(connection)
    if found != SCHEMA_VERSION:
        database.dispose()
        raise IndexOutdatedError(
            f"The catalog at {_place(database)} has schema version {found}, this program needs {SCHEMA_VERSION}; "
            "run `flori index` to rebuild it."
        )


def _place(database: Engine) -> str:
    """The folder of a catalog in a file, as settings name it; else its address, without the password."""
    file = sqlite_file(database.url)
    return str(file.parent) if file else str(database.url)

"""Copying an SQLite catalog while it is read and written."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import make_url

from search.catalog.database import create_private_file, sqlite_file
from search.errors import IndexMissingError, OperatorError


def copy_catalog(url: str, target_url: str) -> None:
    """Copy one fixed state of an SQLite catalog into a new file.

    Raises OperatorError where either is not one or the copy cannot be written, IndexMissingError where there is none.
    """
    source, target = sqlite_file(make_url(url)), sqlite_file(make_url(target_url))
    if source is None or target is None:
        raise OperatorError("Only a catalog in an SQLite file can be copied; use pg_dump for one in PostgreSQL.")
    if not source.exists():
        raise IndexMissingError(source.parent)
    create_private_file(target)
    try:
        with closing(_read_only(source)) as reading, closing(sqlite3.connect(target)) as writing:
            reading.backup(writing)
    except sqlite3.Error as error:
        raise OperatorError(f"The catalog {os.fspath(source)} cannot be copied to {target}: {error}.") from error


def _read_only(source: Path) -> sqlite3.Connection:
    """A connection that writes nothing. Where it could not keep beside the file what readers share, nobody writes."""
    nobody_writes = not os.access(source.parent, os.W_OK) and not Path(f"{source}-wal").exists()
    return sqlite3.connect(f"{source.absolute().as_uri()}?{'immutable=1' if nobody_writes else 'mode=ro'}", uri=True)

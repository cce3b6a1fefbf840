"""The reader seam: bytes of one file go in, structured texts come out (several for a bulk file)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from indexer.structure import StructuredText


class UnreadableError(Exception):
    """A file, or a record of a bulk file, that cannot be read; the text is the reason, for the summary."""


class Reader(Protocol):
    """Reads one format."""

    media_type: str
    suffixes: frozenset[str]

    def read(self, path: Path, name: str) -> Iterator[StructuredText]:
        """One structured text, or one for each record, lazily.

        `name` is the source's name (a bulk file's records add `#id`). Raises UnreadableError.
        """

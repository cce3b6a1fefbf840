"""The reader seam: bytes of one file go in, structured texts come out (several for a bulk file)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from indexer.structure import StructuredText


class UnreadableError(Exception):
    """A file, or a record of a bulk file, that cannot be read; the text is the reason, for the summary."""


@dataclass(frozen=True, slots=True)
class UnreadableRecord:
    """A record of a bulk file that cannot be read, while the records after it can.

    `name`: the bulk file's name with `#` and the line number (from 1). `reason`: names the line, what is wrong
    with it and what would be right; for the summary.
    """

    name: str
    reason: str


class Reader(Protocol):
    """Reads one format. `suffixes` are in lower case with their dot; a longer one wins (`.jsonl.gz` over `.gz`)."""

    @property
    def media_type(self) -> str:
        """Of the sources that it gives."""

    @property
    def suffixes(self) -> frozenset[str]:
        """Those of the files that it reads."""

    def read(self, path: Path, name: str) -> Iterator[StructuredText | UnreadableRecord]:
        """One structured text, or one for each record, lazily.

        `name` is the source's name (a bulk file's records add `#id`). Raises UnreadableError where the whole file
        cannot be read (on the first step, or in the middle of a damaged bulk file); a single bad record is given
        as an UnreadableRecord in its place and reading goes on.
        """

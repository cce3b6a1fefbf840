"""What tells that a source changed since it was indexed, and that one could not be read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePath


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What tells whether a source changed since it was indexed.

    `path`: the absolute path of its file, shared by all records of a bulk file. `root`: the corpus folder, or the
    file named on the command line, that it was found under. `size` (bytes) and `mtime_ns` are the file's.
    `sha256`: of the file's bytes; for a record of a bulk file, of the record's bytes; with those of the corrections
    beside the file, if there are any. `correction`: their size and time, empty without.
    """

    source_id: str
    name: str
    path: str
    root: str
    size: int
    mtime_ns: int
    sha256: str
    correction: str = ""

    @property
    def file_name(self) -> str:
        """The source's name without what names a record in its file: what the facet of sources counts by."""
        return _name_below(self.path, self.root)


@dataclass(frozen=True, slots=True)
class ReadFailure:
    """A file that could not be read in the latest run, and why."""

    path: str
    reason: str


@lru_cache(maxsize=1)  # the many records of a bulk file ask for the same one after another
def _name_below(path: str, root: str) -> str:
    file, folder = PurePath(path), PurePath(root)
    return file.name if file == folder else file.relative_to(folder).as_posix()

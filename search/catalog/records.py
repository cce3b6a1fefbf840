"""The catalog's own records: what it keeps about sources and documents beyond the model's."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePath

from search.errors import OperatorError
from search.model import Document, Voice
from search.source_notes import SourceNote


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
class SourceEntry:
    """A source without its text, for lists. `segmenter` found its documents; `length` is its text's code points.

    `mtime_ns`: when its file was last changed.
    """

    id: str
    name: str
    path: str
    root: str
    media_type: str
    title: str
    url: str | None
    retrieved: str | None
    segmenter: str
    length: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class ReadFailure:
    """A file that could not be read in the latest run, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class NotedSource:
    """A source by its name, with what is to be known of how it was read."""

    name: str
    notes: tuple[SourceNote, ...]


@dataclass(frozen=True, slots=True)
class FormerPassage:
    """A passage of a document that is gone; the rest as `Passage` has it."""

    id: str
    ordinal: int
    text: str
    voice: Voice
    quoted: str | None


@dataclass(frozen=True, slots=True)
class FormerDocument:
    """A document that is gone, kept so that a permalink to it can still say what it was.

    `document`: as it last was; its offsets are those of a source that may have changed since. `removed`: the
    generation that no longer has it.
    """

    document: Document
    source_name: str
    passages: tuple[FormerPassage, ...]
    removed: int


class GenerationGoneError(OperatorError):
    """The catalog no longer holds all rows of the generation asked for; ask the engine for its present one."""


@lru_cache(maxsize=1)  # the many records of a bulk file ask for the same one after another
def _name_below(path: str, root: str) -> str:
    file, folder = PurePath(path), PurePath(root)
    return file.name if file == folder else file.relative_to(folder).as_posix()

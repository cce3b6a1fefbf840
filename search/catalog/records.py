"""The catalog's own records: what it keeps about sources and documents beyond the model's."""

from __future__ import annotations

from dataclasses import dataclass

from search.errors import OperatorError
from search.model import Document, Voice
from search.source_notes import SourceNote


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

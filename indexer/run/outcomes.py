"""What a run asks to have read, and what comes of it: what goes between the process that writes and those that read."""

from __future__ import annotations

import copyreg
from collections.abc import Mapping
from dataclasses import dataclass, field
from dataclasses import fields as fields_of
from operator import attrgetter

from indexer.corpus.walking import FoundFile
from indexer.limits import Limits
from search.model import Document, DocumentDate, MailHeaders, Passage, Source
from search.numbered_tokens import NumberedTokens
from search.sources import Fingerprint, ReadFailure


@dataclass(frozen=True, slots=True)
class ReadJob:
    """A file to be read. `known`: source id -> sha256 of what is in the index of it and need not be read again."""

    file: FoundFile
    known: Mapping[str, str] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A source whose content is in the index already, with a fingerprint that says where it stands now."""

    fingerprint: Fingerprint


@dataclass(frozen=True, slots=True)
class PreparedSource:
    """A source with its documents in reading order and, for each of them, its passages with their texts.

    `mail`: for each document its headers, if it is an e-mail. `fingerprints`: packed, for each document those by which
    its copies are found. `tokens`: of the passages of each document. For both see `indexer.run.reading.completed`.
    """

    source: Source
    fingerprint: Fingerprint
    segmenter: str
    documents: tuple[Document, ...]
    passages: tuple[tuple[tuple[Passage, str], ...], ...]
    mail: tuple[MailHeaders | None, ...]
    fingerprints: tuple[bytes, ...] = ()
    tokens: tuple[tuple[NumberedTokens, ...], ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of a large bulk file; `first`: the number of the first of them, from 1."""

    job: ReadJob
    first: int
    lines: tuple[bytes, ...]


Outcome = PreparedSource | Unchanged | ReadFailure


@dataclass(frozen=True, slots=True)
class Batch:
    """Some of what a file holds, in order. `is_last`: nothing of the file comes after it."""

    job: ReadJob
    outcomes: tuple[Outcome, ...]
    is_last: bool


def _pickle_as_call(record: type) -> None:
    """Let instances go to another process as a call of the record's constructor with all its fields.

    A frozen dataclass with slots goes as a state that is set field by field, in twice the time.
    """
    fields = attrgetter(*(one.name for one in fields_of(record)))
    copyreg.pickle(record, lambda one: (record, fields(one)))


for _record in (PreparedSource, Source, Fingerprint, Document, DocumentDate, Passage, NumberedTokens):
    _pickle_as_call(_record)

"""What a TEI file says of itself: its text, and the letters that it holds with what is stated of each."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.structure import StructuredText
from search.model import DocumentDate


@dataclass(frozen=True, slots=True)
class TeiLetter:
    """A letter at `text[start:end]` of its source, with what the file states of it.

    `key` is unique within the source; `answers` is the key of the letter before it in the exchange, where the file
    names one that it holds itself.
    """

    key: str
    start: int
    end: int
    title: str
    authors: tuple[str, ...]
    signatories: tuple[str, ...]
    recipients: tuple[str, ...]
    date: DocumentDate
    answers: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class TeiSource(StructuredText):
    """The structured text of a TEI file. What its editors noted stands at the end, from `notes_start` on."""

    letters: tuple[TeiLetter, ...] = ()
    notes_start: int | None = None

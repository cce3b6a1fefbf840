"""The segmenter seam: structured text goes in, drafts of documents come out, with how sure the segmenter is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from indexer.structure import StructuredText
from search.left_out import Stretches
from search.model import DocumentDate, Kind, MailHeaders


@dataclass(frozen=True, slots=True)
class Draft:
    """A document as a segmenter found it, before it has an id.

    `key` is unique within the source, and `quoted_in` and `reply_to` name other drafts by it.
    `start` and `end`: offsets in the source's text; the document's text is exactly that slice, without
    white space at its ends. A draft quoted in another lies within it.

    `identity`: what the document's id is made from instead of its text, where its format itself names it, as an
    e-mail does. `mail`: of an e-mail or a message of an exported chat, by which it is found what it answers in other
    sources. `by_hand`: the fields that a person set, see `search.model.Document`. `left_out`: stretches within it that
    are none of its words.
    """

    key: str
    kind: Kind
    title: str
    start: int
    end: int
    authors: tuple[str, ...] = ()
    signatories: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    date: DocumentDate = field(default_factory=DocumentDate)
    quoted_in: str | None = None
    reply_to: str | None = None
    thread: str | None = None
    url: str | None = None
    identity: str | None = None
    mail: MailHeaders | None = None
    by_hand: tuple[str, ...] = ()
    left_out: Stretches = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """What one segmenter makes of a source.

    `confidence`: 0 (not mine) to 1 (certain), from what the text shows, never from a file's name.
    `drafts`: in reading order. What lies in no draft is page furniture.
    """

    segmenter: str
    confidence: float
    drafts: tuple[Draft, ...]


class Segmenter(Protocol):
    """Finds documents of its sort in a source."""

    name: str

    def propose(self, source: StructuredText) -> Proposal | None:
        """The documents found, or None where the text shows nothing of this sort."""

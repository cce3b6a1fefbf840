"""What a source, a document and a passage are: the records that every other module passes around."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from search.left_out import Stretches
from search.source_notes import SourceNote


class Kind(StrEnum):
    """The document type. The value is what facets, URLs and JSON show."""

    LETTER = "letter"
    FORUM_POST = "forum post"
    NEWS_ARTICLE = "news article"
    EMAIL = "email"
    WEB_PAGE = "web page"


class Voice(StrEnum):
    """Whose words a passage is: its document's author's, or those of somebody whom the author quotes."""

    OWN_WORDS = "own words"
    QUOTING = "quoting"


BY_HAND = "set by hand"
"""How a date is known that a person stated in a correction."""


class DatePrecision(StrEnum):
    """How much of a date is known. A time of day does not make a date more precise than its day."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class DocumentDate:
    """A date as EDTF, how precise it is and how it is known.

    `edtf`: `2016-04-12`, `2016-04`, `2016`, with a time `2015-06-25T10:52`; None where unknown.
    `stated_in`: in words, where the date was found: `its dateline`, `the post's header`,
    `the page's introduction`, `the enclosing post`, BY_HAND; None where the date is unknown.
    `derived`: true where the document does not state the date itself (it comes from its surroundings).
    """

    edtf: str | None = None
    precision: DatePrecision = DatePrecision.UNKNOWN
    stated_in: str | None = None
    derived: bool = False

    @property
    def known_from(self) -> str | None:
        """How the date is known, in words: `its dateline`, `the enclosing post (derived)`; None where it is unknown."""
        if self.stated_in is None:
            return None
        return f"{self.stated_in} (derived)" if self.derived else self.stated_in


@dataclass(frozen=True, slots=True)
class Source:
    """One file, or one record of a bulk file, as collected.

    `id`: stable, 16 hexadecimal digits, made from `name` alone, so that a moved corpus keeps its addresses.
    `name`: path below its root, with `/`; a record of a bulk file adds `#` and the record's own id.
    `path`: the absolute path of the file. `text`: all of it, as its reader gave it; offsets count its code points.
    `url`, `retrieved`: where it was collected from and when, if that is known. `by_hand`: which of `title`, `url` and
    `retrieved` a person set otherwise than they were found. `notes`: what is to be known of how it was read.
    """

    id: str
    name: str
    path: str
    media_type: str
    title: str
    text: str
    url: str | None = None
    encoding: str | None = None
    retrieved: str | None = None
    by_hand: tuple[str, ...] = ()
    notes: tuple[SourceNote, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedNames:
    """The names of a document as its source has them."""

    authors: tuple[str, ...]
    signatories: tuple[str, ...]
    recipients: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """What a person would cite: one letter, one forum post, one news article, one e-mail, one web page.

    `id`: stable, 16 hexadecimal digits (see `indexer.identity`). Its text is `source.text[start:end]`, exactly,
    with blanks in the place of what is `left_out`: stretches of the page's furniture that stand among its words.
    `quoted_in` and `reply_to` are ids of other documents. `thread` names the discussion or exchange;
    `position` counts from 0 within the source, in reading order. `by_hand`: which fields a person set otherwise than
    they were found, by their names here; `extent` where that is `start` or `end`. Names are in their preferred forms;
    `printed` has them as the source does, where any differs. `author_forms` and `recipient_forms`: the other spellings
    that are known of its authors and recipients (see `indexer.authority`).
    """

    id: str
    source_id: str
    kind: Kind
    title: str
    authors: tuple[str, ...]
    signatories: tuple[str, ...]
    recipients: tuple[str, ...]
    date: DocumentDate
    quoted_in: str | None
    reply_to: str | None
    thread: str | None
    position: int
    start: int
    end: int
    url: str | None = None
    by_hand: tuple[str, ...] = ()
    printed: PrintedNames | None = None
    author_forms: tuple[str, ...] = ()
    recipient_forms: tuple[str, ...] = ()
    left_out: Stretches = ()


@dataclass(frozen=True, slots=True)
class MailHeaders:
    """How an e-mail names itself and what it follows, as its headers say (RFC 5322, section 3.6.4); so do messages of
    exported chats, by the ids that their program gave them (`telegram:4711:12`).

    `message_id`: without the angle brackets, None where it has none. `follows`: the ids of the messages that it
    answers, the nearest first, whether the dossier holds them or not.
    """

    message_id: str | None
    follows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A contiguous stretch of one document, the unit that is searched.

    `ordinal` counts from 1 within its document and is the page's anchor (`#p3`).
    `start` and `end` are offsets in the source's text, as a document's are. `quoted`: the name of the one whose
    words these are, where its voice is quoting and the text says who; an attribution (`Ada wrote:`) belongs to them.
    """

    id: str
    document_id: str
    ordinal: int
    start: int
    end: int
    voice: Voice = Voice.OWN_WORDS
    quoted: str | None = None

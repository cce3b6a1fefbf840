"""What an export states of its chats and messages, in one form for all programs."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.readers.exports.moments import Moment
from indexer.structure import StructuredText
from search.model import DocumentDate, MailHeaders


@dataclass(frozen=True, slots=True)
class Chat:
    """A conversation. `id`: the program's name and that of the conversation in it, with which its messages' ids are
    unique everywhere (`telegram:4711`). `place`: how it is named within its file. `name`: for people; the thread.
    """

    id: str
    place: str
    name: str


@dataclass(frozen=True, slots=True)
class Words:
    """Some of a message's words, in order. `quoted`: they are somebody else's; `of`: whose, if that is known."""

    text: str
    quoted: bool = False
    of: str | None = None


@dataclass(frozen=True, slots=True)
class ExportedMessage:
    """A message, or what the program noted about the conversation.

    `id`: within the chat. `author`: the name that is shown. `answers`: the id of a message of the same chat.
    `attached`: a line for each thing that came with it (`photo: photos/1.jpg`). `names_something`: whether one of them
    says something by itself, as a file's name or a place does. `is_note`: the program wrote it, and nobody says it.
    """

    id: str
    author: str
    sent: Moment | None
    words: tuple[Words, ...] = ()
    attached: tuple[str, ...] = ()
    names_something: bool = False
    edited: Moment | None = None
    answers: str | None = None
    title: str = ""
    url: str | None = None
    is_note: bool = False

    @property
    def is_statement(self) -> bool:
        """Whether somebody says something in it."""
        return not self.is_note and (self.names_something or bool(self.first_words))

    @property
    def first_words(self) -> str:
        """The first run of words that is not blank; empty where there is none."""
        return next((part.text for part in self.words if part.text.strip()), "")


@dataclass(frozen=True, slots=True)
class WrittenMessage:
    """A statement at `text[start:end]` of its source. `key` is unique within it, and `answers` is another's key.

    `title`: its own, else the words that it begins with, whoever's; empty where nothing is said.
    """

    key: str
    start: int
    end: int
    author: str
    date: DocumentDate
    title: str
    url: str | None
    identity: str
    links: MailHeaders
    answers: str | None


@dataclass(frozen=True, slots=True)
class ChatSource(StructuredText):
    """Messages of one chat as text, each below a line with its author and time, and the statements among them."""

    messages: tuple[WrittenMessage, ...] = ()

"""Readers, one per format, and which of them reads a file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from indexer.limits import DEFAULT_LIMITS
from indexer.readers.archive import ArchiveReader
from indexer.readers.base import Reader, UnreadableError, UnreadableRecord
from indexer.readers.content import file_head
from indexer.readers.discourse import DiscourseReader
from indexer.readers.encoding import looks_binary
from indexer.readers.epub import EpubReader
from indexer.readers.exports import (
    DiscordReader,
    MastodonReader,
    TelegramReader,
    TweetsReader,
    export_reader,
    holds_tweets,
)
from indexer.readers.html import HtmlReader, looks_like_html
from indexer.readers.jsonl import JsonlReader
from indexer.readers.mail import MailboxReader, MessageReader, is_in_maildir
from indexer.readers.markdown import MarkdownReader
from indexer.readers.opendocument import OpenDocumentReader
from indexer.readers.outlook import OutlookReader
from indexer.readers.pdf import PdfDocumentReader
from indexer.readers.rtf import RtfReader
from indexer.readers.tei import TeiReader
from indexer.readers.text import TextReader
from indexer.readers.unpacking import Unpacking
from indexer.readers.word import WordReader

__all__ = [
    "BULK_READERS",
    "READABLE_SUFFIXES",
    "READERS",
    "UNREAD_FORMAT",
    "Reader",
    "UnreadableError",
    "UnreadableRecord",
    "reader_for",
]


def reader_for(path: Path, unpacking: Unpacking | None = None) -> Reader | None:
    """The reader of this file by its suffix and its first bytes; None for a format that nothing reads.

    A file without suffix is read if it begins as an HTML page, or is text; text that is an HTML page is read as
    one, and JSON by the program that exported it. `unpacking`: what may still be unpacked; the usual limits where it
    is not given. Raises UnreadableError where the file cannot be opened, or where its name promises text and its bytes
    are none.
    """
    name = path.name.lower()
    named: Reader | None = next((reader for suffix, reader in _BY_SUFFIX if name.endswith(suffix)), None)
    if named is None and is_in_maildir(path):
        named = _MESSAGE
    if isinstance(named, _Unpacks):
        return replace(named, unpacking=unpacking or Unpacking(DEFAULT_LIMITS))
    if named is None and path.suffix:
        return None
    if named in _SELF_CHECKING:
        return named
    head = file_head(path)
    if looks_binary(head):
        if named is None:
            return None
        raise UnreadableError(
            f"it is a binary file, though its name ends in {path.suffix}; give it the suffix it needs"
        )
    if named is _TOPIC:
        return export_reader(path) or named
    if named is _TWEETS:
        return named if holds_tweets(path) else None
    if named in (None, _TEXT):
        return _HTML if looks_like_html(head) else _TEXT
    return named


_HTML = HtmlReader()
_TEXT = TextReader()
_JSONL = JsonlReader()
_TOPIC = DiscourseReader()
_TWEETS = TweetsReader()
_USUAL = Unpacking(DEFAULT_LIMITS)
_MESSAGE = MessageReader(reader_for, _USUAL)
_Unpacks = MessageReader | OutlookReader | MailboxReader | ArchiveReader | WordReader | OpenDocumentReader | EpubReader
_SELF_CHECKING: tuple[Reader, ...] = (_JSONL, PdfDocumentReader(), RtfReader(), TeiReader())
READERS: tuple[Reader, ...] = (
    _TEXT,
    MarkdownReader(),
    _HTML,
    _MESSAGE,
    MailboxReader(reader_for, _USUAL),
    OutlookReader(reader_for, _USUAL),
    WordReader(_USUAL),
    OpenDocumentReader(_USUAL),
    EpubReader(_USUAL),
    ArchiveReader(reader_for, _USUAL),
    _TOPIC,
    _TWEETS,
    *_SELF_CHECKING,
)
READABLE_SUFFIXES = tuple(sorted({suffix for reader in READERS for suffix in reader.suffixes}))
UNREAD_FORMAT = f"nothing here reads this format; there are readers for {', '.join(READABLE_SUFFIXES)}"
"""Why a file cannot be taken in for which `reader_for` has no reader."""
# These hold no more than a piece of the file in memory.
BULK_READERS = (JsonlReader, MailboxReader, ArchiveReader, TelegramReader, DiscordReader, MastodonReader)
# Longest first, so that `.jsonl.gz` would win over a reader of `.gz`.
_BY_SUFFIX = sorted(
    ((suffix, reader) for reader in READERS for suffix in reader.suffixes),
    key=lambda pair: len(pair[0]),
    reverse=True,
)

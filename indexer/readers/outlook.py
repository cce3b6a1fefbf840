"""The reader of messages as Outlook saves them (`.msg`): the same as an `.eml` of the same message gives."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from indexer.readers.base import UnreadableError, UnreadableRecord
from indexer.readers.content import file_content
from indexer.readers.mail import attached_sources
from indexer.readers.mail_message import MEDIA_TYPE, message_text
from indexer.readers.unpacking import ReaderChoice, Unpacking
from indexer.structure import StructuredText

# What the parsers let through on damaged files, besides their own errors.
_DAMAGED = (OSError, LookupError, ValueError, TypeError, AttributeError, ArithmeticError, RecursionError, struct.error)


@dataclass(frozen=True, slots=True)
class OutlookReader:
    """Reads `.msg` files; `choose` finds the readers of what is attached."""

    choose: ReaderChoice
    unpacking: Unpacking
    media_type: str = MEDIA_TYPE
    suffixes: frozenset[str] = frozenset({".msg"})

    def read(self, path: Path, name: str) -> Iterator[StructuredText | UnreadableRecord]:
        """The message, then what is attached to it, named `name#FILE`. Raises UnreadableError."""
        # Loading them takes longer than starting without them, and most runs meet no message of Outlook's.
        from olefile import OleFileIO
        from oxmsg.domain.model import UnrecognizedCodePageError, UnsupportedEncodingError
        from oxmsg.storage import Storage

        from indexer.readers.outlook_message import email_of, words_are_only_rtf

        content = file_content(path)
        try:
            with OleFileIO(content) as compound:
                sizes = [compound.get_size(place) for place in compound.listdir()]
                if sum(sizes) > len(content):  # sound ones share nothing
                    raise UnreadableError("its parts overlap, as in no sound file; save it again from Outlook")
                storage = Storage.from_ole(compound)
            message = email_of(storage)
            is_rtf = words_are_only_rtf(storage)
        except (UnrecognizedCodePageError, UnsupportedEncodingError, *_DAMAGED) as error:
            raise UnreadableError(
                f"it is no message of Outlook's that can be read ({error}); check that it is whole"
            ) from error
        yield message_text(message, name)
        if is_rtf:
            yield UnreadableRecord(f"{name}#words", "its words are in compressed RTF alone; save it as .eml or HTML")
        yield from attached_sources(message, f"{name}#", self.choose, self.unpacking)

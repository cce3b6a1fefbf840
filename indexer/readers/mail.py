"""The readers of e-mail: a message a file, as `.eml` or in a Maildir, and mailboxes of many in one file."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from email.policy import default
from pathlib import Path

from indexer.readers.base import UnreadableError, UnreadableRecord
from indexer.readers.content import file_content
from indexer.readers.mail_headers import message_id
from indexer.readers.mail_message import MEDIA_TYPE, attachments, message_text, parse_message
from indexer.readers.unpacking import Member, ReaderChoice, Unpacking, read_member
from indexer.structure import StructuredText

MAX_MESSAGE_BYTES = 64_000_000
# A line that begins a message: a blank line (or nothing) stands before it and a year ends it. Without these two
# signs, as `mailbox.mbox` reads it, a sentence that begins with "From" would part a message.
_SEPARATOR = re.compile(rb"From \S.*\b\d{4}(?: [+-]\d{4})?\s*$")
_ESCAPED_FROM = re.compile(rb"^>(?=>*From )", re.MULTILINE)
_TELLING = frozenset({"from", "date", "subject", "message-id"})


@dataclass(frozen=True, slots=True)
class MessageReader:
    """Reads a file that is one message; `choose` finds the readers of what is attached to it."""

    choose: ReaderChoice
    unpacking: Unpacking
    media_type: str = MEDIA_TYPE
    suffixes: frozenset[str] = frozenset({".eml"})

    def read(self, path: Path, name: str) -> Iterator[StructuredText | UnreadableRecord]:
        """The message, then what is attached to it, named `name#FILE`. Raises UnreadableError."""
        message = parse_message(file_content(path))
        if _TELLING.isdisjoint(name.lower() for name, value in message.raw_items() if str(value).strip()):
            raise UnreadableError("it has none of the headers of an e-mail (From, Date, Subject); check what it is")
        yield message_text(message, name)
        yield from attached_sources(message, f"{name}#", self.choose, self.unpacking)


@dataclass(frozen=True, slots=True)
class MailboxReader:
    """Reads a mailbox in the mbox format message by message, without holding it in memory."""

    choose: ReaderChoice
    unpacking: Unpacking
    media_type: str = "application/mbox"
    suffixes: frozenset[str] = frozenset({".mbox"})

    def read(self, path: Path, name: str) -> Iterator[StructuredText | UnreadableRecord]:
        """One text a message, named `name#MESSAGE-ID`; what is attached adds `/FILE`.

        Raises UnreadableError where it cannot be opened or holds no message.
        """
        times: Counter[str] = Counter()
        for number, content in enumerate(_messages(path), start=1):
            identifier = _identifier(parse_headers(content), content)
            times[identifier] += 1
            record = f"{name}#{identifier}" + (f"~{times[identifier]}" if times[identifier] > 1 else "")
            try:
                yield from self._message(content, record)
            except UnreadableError as error:
                yield UnreadableRecord(record, f"message {number}: {error}")
        if not times:
            raise UnreadableError("no line `From ADDRESS DATE` begins a message in it; export the mailbox again")

    def _message(self, content: bytes, record: str) -> Iterator[StructuredText | UnreadableRecord]:
        if len(content) > MAX_MESSAGE_BYTES:
            raise UnreadableError(f"it is larger than {MAX_MESSAGE_BYTES:,} bytes; export it on its own as .eml")
        message = parse_message(content)
        yield message_text(message, record)
        yield from attached_sources(message, f"{record}/", self.choose, Unpacking(self.unpacking.limits))


def attached_sources(
    message: EmailMessage, prefix: str, choose: ReaderChoice, unpacking: Unpacking
) -> Iterator[StructuredText | UnreadableRecord]:
    """What is attached to a message, each file by its own type, named `prefix` and its name. Raises UnreadableError."""
    names: Counter[str] = Counter()
    for attachment in attachments(message):
        unpacking.take(len(attachment.content))
        file_name = " ".join(attachment.file_name.replace("\\", "/").rsplit("/", 1)[-1].split()) or "attachment"
        names[file_name] += 1
        unique = file_name if names[file_name] == 1 else f"{names[file_name]}-{file_name}"
        member = Member(f"{prefix}{unique}", file_name, attachment.content)
        yield from read_member(member, choose, unpacking, others_are_named=False)


def is_in_maildir(path: Path) -> bool:
    """Whether the file lies where a Maildir keeps messages: in `cur` or `new`, which stand side by side."""
    folder = path.parent
    return folder.name in {"cur", "new"} and all((folder.parent / name).is_dir() for name in ("cur", "new"))


def parse_headers(content: bytes) -> EmailMessage:
    """The message without its body."""
    return BytesHeaderParser(policy=default).parsebytes(content)


def _identifier(headers: EmailMessage, content: bytes) -> str:
    return message_id(headers) or f"without-id-{hashlib.blake2b(content, digest_size=4).hexdigest()}"


def _messages(path: Path) -> Iterator[bytes]:
    """The bytes of each message, without the line that begins it, cut after MAX_MESSAGE_BYTES + 1."""
    try:
        with path.open("rb") as file:
            lines: list[bytes] | None = None
            size, blank = 0, True
            while line := file.readline(MAX_MESSAGE_BYTES):
                if blank and _SEPARATOR.match(line):
                    if lines is not None:
                        yield _unescaped(lines)
                    lines, size = [], 0
                elif lines is not None and size <= MAX_MESSAGE_BYTES:
                    size += len(line)
                    lines.append(line)
                blank = not line.strip()
            if lines is not None:
                yield _unescaped(lines)
    except OSError as error:
        raise UnreadableError(f"it cannot be read to its end ({error.strerror}); check that it is whole") from error


def _unescaped(lines: list[bytes]) -> bytes:
    return _ESCAPED_FROM.sub(b"", b"".join(lines))

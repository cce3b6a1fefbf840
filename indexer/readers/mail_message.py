"""One e-mail: its bytes to structured text, and what is attached to it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from itertools import groupby
from typing import cast

from indexer.readers.base import UnreadableError
from indexer.readers.content import decoded
from indexer.readers.encoding import looks_binary
from indexer.readers.html_rendering import render
from indexer.readers.html_tree import parse_markup
from indexer.readers.mail_headers import (
    MALFORMED,
    local_time,
    message_id,
    people,
    referred_ids,
    subject,
    thread_subject,
)
from indexer.readers.text import text_blocks
from indexer.structure import Block, BlockKind, StructuredText

MEDIA_TYPE = "message/rfc822"
_LINE = re.compile(r"\S[^\n]*")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with a message, under the name it was given, or one made from its type."""

    file_name: str
    content: bytes


def parse_message(content: bytes) -> EmailMessage:
    """The message in these bytes. Raises UnreadableError where its parts are nested beyond all measure."""
    try:
        return message_from_bytes(content, policy=default)
    except MALFORMED as error:
        raise _unreadable(error) from error


def message_text(message: EmailMessage, name: str) -> StructuredText:
    """The message's words with its headers as metadata. Raises UnreadableError."""
    try:
        text, blocks, encoding = _body(message)
    except MALFORMED as error:
        raise _unreadable(error) from error
    stated = {
        "title": subject(message),
        "authors": _listed(people(message, "from") or people(message, "sender")),
        "recipients": _listed(people(message, "to", "cc")),
        "date": local_time(message) or "",
        "kind": "email",
        "thread": thread_subject(subject(message)),
        "message_id": message_id(message) or "",
        "follows": _listed(referred_ids(message)),
    }
    return StructuredText(
        name=name,
        media_type=MEDIA_TYPE,
        text=text,
        blocks=blocks,
        metadata={key: value for key, value in stated.items() if value},
        encoding=encoding,
    )


def attachments(message: EmailMessage) -> tuple[Attachment, ...]:
    """The files attached, forwarded messages among them, in order. Raises UnreadableError."""
    try:
        return tuple(_attachments(message))
    except MALFORMED as error:
        raise _unreadable(error) from error


def _unreadable(error: Exception) -> UnreadableError:
    return UnreadableError(f"it is no message that can be read ({error}); export it again")


def _attachments(message: EmailMessage) -> Iterator[Attachment]:
    body = _body_part(message)
    for number, part in enumerate(_parts(message), start=1):
        if part is body or part.get_content_maintype() == "multipart":
            continue
        name = part.get_filename()
        if part.get_content_type() == MEDIA_TYPE:
            inner = part.get_payload()
            if isinstance(inner, list) and isinstance(inner[0], EmailMessage):
                yield Attachment(name or f"forwarded-{number}.eml", inner[0].as_bytes())
        elif name and isinstance(content := part.get_payload(decode=True), bytes):
            yield Attachment(name, content)


def _parts(message: EmailMessage) -> Iterator[EmailMessage]:
    """The parts of the message itself; those of a forwarded one belong to that one."""
    yield message
    if message.get_content_maintype() == "multipart" and message.is_multipart():
        for part in message.iter_parts():
            yield from _parts(cast("EmailMessage", part))


def _body_part(message: EmailMessage) -> EmailMessage | None:
    """The part that holds the words: plain text where there is some, else HTML."""
    shown = [part for part in _parts(message) if not part.is_attachment() and not part.is_multipart()]
    for wanted in ("text/plain", "text/html"):
        found = next((part for part in shown if part.get_content_type() == wanted and _content(part).strip()), None)
        if found is not None:
            return found
    return None


def _content(part: EmailMessage) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _body(message: EmailMessage) -> tuple[str, tuple[Block, ...], str | None]:
    part = _body_part(message)
    if part is None:
        return "", (), None
    content = _content(part)
    if looks_binary(content[:4096]):
        raise UnreadableError("its text part is binary; open it where it came from and export it again")
    found = decoded(content, part.get_content_charset())
    if part.get_content_type() == "text/html":
        rendered = render(parse_markup(found.text))
        return rendered.text, rendered.blocks, found.encoding
    return found.text, mail_blocks(found.text), found.encoding


def mail_blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a plain message: what is quoted from others (`> `) is apart from what is not."""
    blocks: list[Block] = []
    for depth, run in groupby(_LINE.finditer(text), key=lambda line: _depth(line[0])):
        lines = list(run)
        start, end = lines[0].start(), lines[-1].start() + len(lines[-1][0].rstrip())
        if depth:
            blocks.append(Block(BlockKind.QUOTE, start, end, depth, depth))
        else:
            own = text_blocks(text[start:end])
            blocks.extend(Block(block.kind, block.start + start, block.end + start, block.level) for block in own)
    return tuple(blocks)


def _depth(line: str) -> int:
    """How many marks of quotation a line begins with."""
    marks = line[: len(line) - len(line.lstrip("> "))]
    return marks.count(">")


def _listed(names: list[str]) -> str:
    return json.dumps(names, ensure_ascii=False) if names else ""

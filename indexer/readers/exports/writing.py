"""Exported messages as structured text: each below a line with its author and time, others' words set as quotations."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from indexer.attributions import read_attribution
from indexer.readers.base import UnreadableError
from indexer.readers.exports.messages import Chat, ChatSource, ExportedMessage, WrittenMessage
from indexer.readers.text import text_blocks
from indexer.readers.written_blocks import WrittenBlocks
from indexer.structure import BlockKind
from search.model import DocumentDate, MailHeaders

MEDIA_TYPE = "application/json"
_MOST_MESSAGES = 10_000
_UNDATED = "undated"
_BETWEEN_QUOTATIONS = "---"


def monthly_sources(name: str, messages: Iterable[tuple[Chat, ExportedMessage]]) -> Iterator[ChatSource]:
    """A source for each month of each chat that holds a statement, named `name#CHAT/2021-05`.

    A month of many messages is cut, and its further parts add `~2`, `~3`, …; so does a month that comes again. No more
    than one part is in memory. Where `messages` raises UnreadableError, what came before it is given first.
    """
    times: dict[str, int] = {}
    part: list[ExportedMessage] = []
    of: tuple[Chat, str] | None = None
    try:
        for chat, message in messages:
            begins = (chat, message.sent.month if message.sent else _UNDATED)
            if of is not None and (begins != of or len(part) == _MOST_MESSAGES):
                yield from _source_of_part(name, of, part, times)
                part = []
            of = begins
            part.append(message)
    except UnreadableError:
        if of is not None:
            yield from _source_of_part(name, of, part, times)
        raise
    if of is not None:
        yield from _source_of_part(name, of, part, times)
    if not times:
        raise no_statements()


def chat_source(name: str, chat: Chat, messages: Sequence[ExportedMessage]) -> ChatSource:
    """All of these as one source, in their order."""
    written = WrittenBlocks()
    key_of = {one.id: f"message {number}" for number, one in enumerate(messages) if one.is_statement}
    statements: list[WrittenMessage] = []
    for number, message in enumerate(messages):
        written.add(BlockKind.HEADING, _heading(message), 2)
        start = written.length
        _write(written, message)
        if message.is_statement:
            key, answers = f"message {number}", key_of.get(message.answers or "")
            span = (start, written.length)
            statements.append(_statement(chat, message, span, key, answers if answers != key else None))
    replies = {one.id: one.answers for one in messages if one.answers}
    metadata = {"title": chat.name, "thread": chat.name}
    if replies:
        metadata["replies"] = json.dumps(replies)
    return ChatSource(name, MEDIA_TYPE, written.text, written.blocks, metadata, "utf-8", messages=tuple(statements))


def no_statements() -> UnreadableError:
    """The reason why nothing comes of an export."""
    return UnreadableError("it is an export without a single message that says something; export it again")


def _source_of_part(
    name: str, of: tuple[Chat, str], part: Sequence[ExportedMessage], times: dict[str, int]
) -> Iterator[ChatSource]:
    """The part as a source, unless nobody says anything in it. `times`: how often each name was given."""
    if not any(message.is_statement for message in part):
        return
    chat, month = of
    place = f"{name}#{chat.place}/{month}"
    times[place] = times.get(place, 0) + 1
    yield chat_source(place if times[place] == 1 else f"{place}~{times[place]}", chat, part)


def _heading(message: ExportedMessage) -> str:
    edited = f"edited {message.edited}" if message.edited else ""
    return ", ".join(filter(None, (message.author, str(message.sent or ""), edited))) or "-"


def _write(written: WrittenBlocks, message: ExportedMessage) -> None:
    below_quotation = False
    for part in message.words:
        words = _as_lines(part.text)
        if not words:
            continue
        if part.quoted and below_quotation:
            written.add(BlockKind.RULE, _BETWEEN_QUOTATIONS)  # or both would be of the first one quoted
        if part.quoted:
            _write_quotation(written, words, part.of)
        else:
            written.add_all(words, text_blocks(words))
        below_quotation = part.quoted
    for line in message.attached:
        written.add(BlockKind.LIST_ITEM, f"[{' '.join(line.split())}]", 1)


def _write_quotation(written: WrittenBlocks, words: str, of: str | None) -> None:
    """The words in a box, below a line in the form by which it is known who is quoted."""
    attribution = f"{' '.join(of.split())} wrote:" if of else ""
    if read_attribution(attribution) is None:
        written.add(BlockKind.QUOTE, "Quote:", 1)
    written.add(BlockKind.QUOTE, attribution, 1)
    for block in text_blocks(words):
        written.add(BlockKind.QUOTE, words[block.start : block.end], 1)


def _as_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _statement(
    chat: Chat, message: ExportedMessage, span: tuple[int, int], key: str, answers: str | None
) -> WrittenMessage:
    follows = (f"{chat.id}:{message.answers}",) if message.answers else ()
    return WrittenMessage(
        key=key,
        start=span[0],
        end=span[1],
        author=message.author,
        date=message.sent.date if message.sent else DocumentDate(),
        title=message.title or message.first_words,
        url=message.url,
        identity=f"message {message.id}",
        links=MailHeaders(f"{chat.id}:{message.id}", follows),
        answers=answers,
    )

"""The reader of conversations as Facebook and Instagram hand them out: `message_1.json`, of 10,000 messages at most.

Those that Messenger held encrypted are a download of their own, in other words (`senderName` for `sender_name`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from indexer.readers.content import file_content
from indexer.readers.exports.messages import Chat, ChatSource, ExportedMessage, Words
from indexer.readers.exports.moments import moment_since_epoch
from indexer.readers.exports.stated import object_of, objects_in, text_of
from indexer.readers.exports.writing import MEDIA_TYPE, chat_source, no_statements
from indexer.readers.json_content import parsed_json

_SAID = frozenset({"", "Generic", "Share"})
_SILENT = {"photos": "photo", "videos": "video", "audio_files": "voice message", "gifs": "gif", "media": "media"}
_OF_ENCRYPTED = {
    "senderName": "sender_name",
    "timestamp": "timestamp_ms",
    "text": "content",
    "isUnsent": "is_unsent",
    "media": "media",
}
_NO_MESSAGE = "placeholder"
_NUMBER = re.compile(r"_\d{1,9}$")


class MessengerReader:
    """Reads a file as one source; told apart from other JSON by `exports.export_reader`."""

    media_type = MEDIA_TYPE
    suffixes: frozenset[str] = frozenset()

    def read(self, path: Path, name: str) -> Iterator[ChatSource]:
        """The messages from the earliest on; the file has the latest first. Raises UnreadableError."""
        conversation = object_of(parsed_json(file_content(path)))
        sent = sorted(map(_in_one_form, objects_in(conversation.get("messages"))), key=_milliseconds)
        messages = [_message(fields) for fields in sent]
        if not any(message.is_statement for message in messages):
            raise no_statements()
        yield chat_source(name, _chat(conversation), messages)


def is_message(fields: Mapping[str, object]) -> bool:
    """Whether an object is a message in one of the two forms."""
    return "sender_name" in fields or "senderName" in fields


def _in_one_form(fields: Mapping[str, object]) -> Mapping[str, object]:
    if "senderName" not in fields:
        return fields
    known = {name: fields[other] for other, name in _OF_ENCRYPTED.items() if other in fields}
    return known | ({"type": _NO_MESSAGE} if fields.get("type") == _NO_MESSAGE else {})


def _chat(fields: Mapping[str, object]) -> Chat:
    people = ", ".join(_text(one.get("name")) for one in objects_in(fields.get("participants")))
    name = _text(fields.get("title")) or _NUMBER.sub("", _text(fields.get("threadName"))) or people
    return Chat(f"messenger:{text_of(fields.get('thread_path')) or name}", "", name)


def _message(fields: Mapping[str, object]) -> ExportedMessage:
    share = object_of(fields.get("share"))
    link, files = text_of(share.get("link")), list(objects_in(fields.get("files")))
    telling = [f"link: {link}"] if link else []
    telling += [f"file: {_text(file.get('uri'))}" for file in files]
    sticker = text_of(object_of(fields.get("sticker")).get("uri"))
    silent = [
        f"{kind}: {_text(one.get('uri'))}" for key, kind in _SILENT.items() for one in objects_in(fields.get(key))
    ]
    return ExportedMessage(
        id=f"{_milliseconds(fields):.0f}",
        author=_text(fields.get("sender_name")),
        sent=moment_since_epoch(_milliseconds(fields) / 1000),
        words=(Words(_text(fields.get("content"))), Words(_text(share.get("share_text")), quoted=True)),
        attached=(*telling, *silent, *([f"sticker: {sticker}"] if sticker else [])),
        names_something=bool(telling),
        is_note=text_of(fields.get("type")) not in _SAID
        or fields.get("is_unsent") is True
        or "call_duration" in fields,
    )


def _milliseconds(fields: Mapping[str, object]) -> float:
    stated = fields.get("timestamp_ms")
    return float(stated) if isinstance(stated, int | float) and abs(stated) < 1e15 else 0.0


def _text(value: object) -> str:
    """The text. Both sites write each byte of UTF-8 as a character of its own (`cafÃ©`), which is mended."""
    text = text_of(value)
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text

"""The reader of a channel of Discord as DiscordChatExporter writes it in JSON.

The form is that of `JsonMessageWriter.cs` in https://github.com/Tyrrrz/DiscordChatExporter.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from indexer.readers.exports.json_parts import ENTERED, json_parts
from indexer.readers.exports.messages import Chat, ChatSource, ExportedMessage, Words
from indexer.readers.exports.moments import written_moment
from indexer.readers.exports.stated import object_of, objects_in, text_of
from indexer.readers.exports.writing import MEDIA_TYPE, monthly_sources

# What people and their programs say: 20 and 23 are answers of a bot to a command. All other types are notes, such as
# `GuildMemberJoin` (https://discord.com/developers/docs/resources/message#message-object-message-types).
_SAID = frozenset({"Default", "Reply", "20", "23"})


class DiscordReader:
    """Reads it message by message; told apart from other JSON by `exports.export_reader`."""

    media_type = MEDIA_TYPE
    suffixes: frozenset[str] = frozenset()

    def read(self, path: Path, name: str) -> Iterator[ChatSource]:
        """A source for each month, named `name#CHANNEL-ID/2021-05`. Raises UnreadableError."""
        yield from monthly_sources(name, _messages(path))


def _messages(path: Path) -> Iterator[tuple[Chat, ExportedMessage]]:
    fields: dict[str, object] = {}
    for place, value in json_parts(path, ((), ("messages",))):
        if place == ("messages", "item"):
            yield _chat(fields), _message(object_of(value))
        elif value is not ENTERED:
            fields[place[-1]] = value


def _chat(fields: Mapping[str, object]) -> Chat:
    guild, channel = object_of(fields.get("guild")), object_of(fields.get("channel"))
    identifier = text_of(channel.get("id"))
    names = (text_of(guild.get("name")), text_of(channel.get("category")), text_of(channel.get("name")))
    return Chat(f"discord:{identifier}", identifier, " / ".join(filter(None, names)))


def _message(fields: Mapping[str, object]) -> ExportedMessage:
    author, reference = object_of(fields.get("author")), object_of(fields.get("reference"))
    files = [*_files(fields), *_files(object_of(fields.get("forwardedMessage")))]
    return ExportedMessage(
        id=text_of(fields.get("id")),
        author=text_of(author.get("nickname")) or text_of(author.get("name")),
        sent=written_moment(fields.get("timestamp")),
        words=tuple(_words(fields, is_bot=author.get("isBot") is True)),
        attached=(*files, *_stickers(fields)),
        names_something=bool(files),
        edited=written_moment(fields.get("timestampEdited")),
        answers=text_of(reference.get("messageId")) or None if fields.get("type") == "Reply" else None,
        is_note=text_of(fields.get("type")) not in _SAID,
    )


def _words(fields: Mapping[str, object], *, is_bot: bool) -> Iterator[Words]:
    """Own words, then those of a message sent on, then of pages that are shown; what a bot shows is its own."""
    yield Words(text_of(fields.get("content")))
    forwarded = object_of(fields.get("forwardedMessage"))
    yield Words(text_of(forwarded.get("content")), quoted=True)
    for embed in (*objects_in(fields.get("embeds")), *objects_in(forwarded.get("embeds"))):
        of = text_of(object_of(embed.get("author")).get("name")) or None
        yield Words(_shown(embed), quoted=not is_bot, of=of)


def _shown(embed: Mapping[str, object]) -> str:
    fields = (f"{text_of(one.get('name'))}: {text_of(one.get('value'))}" for one in objects_in(embed.get("fields")))
    return "\n\n".join(filter(None, (text_of(embed.get("title")), text_of(embed.get("description")), *fields)))


def _files(fields: Mapping[str, object]) -> Iterator[str]:
    return (f"file: {text_of(file.get('fileName'))}" for file in objects_in(fields.get("attachments")))


def _stickers(fields: Mapping[str, object]) -> Iterator[str]:
    return (f"sticker: {text_of(sticker.get('name'))}" for sticker in objects_in(fields.get("stickers")))

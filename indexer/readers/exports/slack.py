"""The reader of Slack's export, unpacked: the messages of a channel on a day, in `CHANNEL/2021-05-03.json`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from indexer.readers.base import UnreadableError
from indexer.readers.content import file_content, file_head
from indexer.readers.exports.messages import Chat, ChatSource, ExportedMessage, Words
from indexer.readers.exports.moments import moment_since_epoch
from indexer.readers.exports.slack_text import shown_text
from indexer.readers.exports.slack_workspace import (
    LISTS,
    LISTS_OF_PEOPLE,
    SlackWorkspace,
    lists_people,
    name_of_person,
    workspace_in,
)
from indexer.readers.exports.stated import object_of, objects_in, text_of
from indexer.readers.exports.writing import MEDIA_TYPE, chat_source
from indexer.readers.json_content import parsed_json

# What people and their programs say; all other subtypes are notes, such as `channel_join`, or say that a message is
# gone (`tombstone`): https://api.slack.com/events/message.
_SAID = frozenset(
    {"", "bot_message", "me_message", "thread_broadcast", "reply_broadcast", "file_share", "file_comment"}
)


class SlackReader:
    """Reads a day of a channel, and passes over the lists of an export, from which names are taken."""

    media_type = MEDIA_TYPE
    suffixes: frozenset[str] = frozenset()

    def read(self, path: Path, name: str) -> Iterator[ChatSource]:
        """The day as one source; none for a list, and where nobody says anything. Raises UnreadableError."""
        if is_list(path):
            parsed_json(file_content(path))  # a damaged one is named
        else:
            channel = PurePosixPath(name.rpartition("#")[2]).parent.name or path.parent.name
            yield from day_of_channel(file_content(path), name, channel, workspace_in(path.parent.parent))


def is_list(path: Path) -> bool:
    """Whether the file is one of the lists that lie beside the channels of an unpacked export."""
    people = (path.parent / name for name in LISTS_OF_PEOPLE)
    return path.name in LISTS and any(lists_people(file_head(one)) for one in people if one.is_file())


def is_message(fields: Mapping[str, object]) -> bool:
    """Whether an object is a message of Slack."""
    return fields.get("type") == "message" and isinstance(fields.get("ts"), str)


def day_of_channel(content: bytes, name: str, channel: str, workspace: SlackWorkspace) -> Iterator[ChatSource]:
    """The messages in a file as one source. `channel`: how the folder is called. Raises UnreadableError."""
    listed = parsed_json(content)
    if not all(is_message(one) for one in objects_in(listed)):
        raise UnreadableError("it is JSON, but no messages of Slack's; write .jsonl for records")
    messages = [_message(one, workspace) for one in objects_in(listed)]
    if any(message.is_statement for message in messages):
        yield chat_source(name, Chat(f"slack:{channel}", channel, workspace.chats.get(channel) or channel), messages)


def _message(fields: Mapping[str, object], workspace: SlackWorkspace) -> ExportedMessage:
    files = tuple(_files(fields))
    thread, identifier = text_of(fields.get("thread_ts")), text_of(fields.get("ts"))
    return ExportedMessage(
        id=identifier,
        author=_author(fields, workspace),
        sent=moment_since_epoch(identifier),
        words=tuple(_words(fields, workspace)),
        attached=files,
        names_something=bool(files),
        edited=moment_since_epoch(object_of(fields.get("edited")).get("ts")),
        answers=thread if thread != identifier else None,
        is_note=text_of(fields.get("subtype")) not in _SAID,
    )


def _author(fields: Mapping[str, object], workspace: SlackWorkspace) -> str:
    user = text_of(fields.get("user"))
    stated = (
        workspace.people.get(user),
        name_of_person(object_of(fields.get("user_profile"))),
        text_of(fields.get("username")),
        text_of(object_of(fields.get("bot_profile")).get("name")),
        user,
        text_of(fields.get("bot_id")),
    )
    return next(filter(None, stated), "")


def _words(fields: Mapping[str, object], workspace: SlackWorkspace) -> Iterator[Words]:
    """Own words, then those of messages and pages that are shown; what a program shows is its own."""
    yield Words(shown_text(text_of(fields.get("text")), workspace))
    is_program = "bot_id" in fields or fields.get("subtype") == "bot_message"
    for shown in objects_in(fields.get("attachments")):
        of = text_of(shown.get("author_name")) or text_of(shown.get("service_name")) or None
        yield Words(shown_text(_attachment(shown), workspace), quoted=not is_program, of=of)


def _attachment(fields: Mapping[str, object]) -> str:
    stated = [text_of(fields.get(key)) for key in ("pretext", "title", "text")]
    rows = (f"{text_of(one.get('title'))}: {text_of(one.get('value'))}" for one in objects_in(fields.get("fields")))
    return "\n\n".join(filter(None, (*stated, *rows))) or text_of(fields.get("fallback"))


def _files(fields: Mapping[str, object]) -> Iterator[str]:
    for file in objects_in(fields.get("files")):
        name = text_of(file.get("name")) or text_of(file.get("title"))
        yield f"file: {name or text_of(file.get('id'))}{' (deleted)' if file.get('mode') == 'tombstone' else ''}"

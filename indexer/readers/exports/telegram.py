"""The reader of `result.json` as Telegram Desktop exports it: one chat, or all of an account.

The form is that of `export_output_json.cpp` in https://github.com/telegramdesktop/tdesktop; older versions leave out
what later ones added (`date_unixtime`, `from_id` with a word before its number, `file_name`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from indexer.readers.exports.json_parts import ENTERED, json_parts
from indexer.readers.exports.messages import Chat, ChatSource, ExportedMessage, Words
from indexer.readers.exports.moments import Moment, moment_since_epoch, written_moment
from indexer.readers.exports.stated import object_of, objects_in, text_of
from indexer.readers.exports.telegram_media import attached_things
from indexer.readers.exports.writing import MEDIA_TYPE, monthly_sources

_LISTS = (("chats",), ("left_chats",))
_ENTERED = (
    (),
    ("messages",),
    *_LISTS,
    *((*keys, "list") for keys in _LISTS),
    *((*keys, "list", "item") for keys in _LISTS),
    *((*keys, "list", "item", "messages") for keys in _LISTS),
)
_OWN_CHATS = {"saved_messages": "Saved Messages", "replies": "Replies"}
_OF_NOTES = ("title", "new_title", "information_text", "inviter", "emoticon", "text")


class TelegramReader:
    """Reads both forms message by message; told apart from other JSON by `exports.export_reader`."""

    media_type = MEDIA_TYPE
    suffixes: frozenset[str] = frozenset()

    def read(self, path: Path, name: str) -> Iterator[ChatSource]:
        """A source for each month of each chat, named `name#CHAT-ID/2021-05`. Raises UnreadableError."""
        yield from monthly_sources(name, _messages(path))


def _messages(path: Path) -> Iterator[tuple[Chat, ExportedMessage]]:
    """Each message with its chat, whose fields stand above its messages."""
    fields: dict[str, object] = {}
    for place, value in json_parts(path, _ENTERED):
        if value is ENTERED:
            if place and place[-1] == "item":
                fields = {}
        elif place[-2:] == ("messages", "item"):
            yield _chat(fields), _message(object_of(value))
        elif place:
            fields[place[-1]] = value


def _chat(fields: Mapping[str, object]) -> Chat:
    identifier, kind = text_of(fields.get("id")), text_of(fields.get("type"))
    name = text_of(fields.get("name")) or _OWN_CHATS.get(kind) or f"Chat {identifier}"
    return Chat(f"telegram:{identifier}", identifier, name)


def _message(fields: Mapping[str, object]) -> ExportedMessage:
    is_note = fields.get("type") != "message"
    attached, names_something = attached_things(fields)
    return ExportedMessage(
        id=text_of(fields.get("id")),
        author=_author(fields, "actor" if is_note else "from"),
        sent=_moment(fields, "date"),
        words=_note(fields) if is_note else tuple(_words(fields)),
        attached=attached,
        names_something=names_something,
        edited=_moment(fields, "edited"),
        # In another chat that one's number means another message.
        answers=text_of(fields.get("reply_to_message_id")) or None if "reply_to_peer_id" not in fields else None,
        is_note=is_note,
    )


def _author(fields: Mapping[str, object], key: str) -> str:
    """Who signed it (a post of a channel), else the name, else the id of an account that is gone."""
    return text_of(fields.get("author")) or text_of(fields.get(key)) or text_of(fields.get(f"{key}_id"))


def _moment(fields: Mapping[str, object], key: str) -> Moment | None:
    return moment_since_epoch(fields.get(f"{key}_unixtime")) or written_moment(fields.get(key))


def _words(fields: Mapping[str, object]) -> Iterator[Words]:
    """The message's words; all of them are of whom they were forwarded from, unless that is the sender."""
    forwarded = "forwarded_from" in fields and fields["forwarded_from"] != fields.get("from")
    of = text_of(fields.get("forwarded_from")) or None
    for part in _parts(fields):
        yield Words(part.text, quoted=True, of=of) if forwarded else part
    poll = object_of(fields.get("poll"))
    if poll:
        answers = "".join(f"\n- {text_of(answer.get('text'))}" for answer in objects_in(poll.get("answers")))
        yield Words(f"{text_of(poll.get('question'))}{answers}", quoted=forwarded, of=of)


def _parts(fields: Mapping[str, object]) -> Iterator[Words]:
    """The runs of own words, and the quotations (`blockquote`) between them."""
    written = fields.get("text")
    own = ""
    for part in written if isinstance(written, list) else [written]:
        styled = object_of(part)
        text = str(styled.get("text", "")) if styled else part if isinstance(part, str) else ""
        if styled.get("type") == "blockquote":
            yield Words(own)
            yield Words(text, quoted=True)
            own = ""
        else:
            href = text_of(styled.get("href"))
            own += f"{text} ({href})" if href and href != text else text
    yield Words(own)


def _note(fields: Mapping[str, object]) -> tuple[Words, ...]:
    """What the program noted, in its own words (`invite_members`), and whom or what it names."""
    members = fields.get("members")
    named = [text_of(member) for member in members] if isinstance(members, list) else []
    said = [text_of(fields.get("action") or fields.get("type")).replace("_", " ")]
    said += [text for text in (*(text_of(fields.get(key)) for key in _OF_NOTES), *named) if text]
    return (Words(": ".join((said[0], ", ".join(said[1:]))) if said[1:] else said[0]),)

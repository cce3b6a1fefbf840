"""Which program exported a JSON file, by the keys that stand in it and the order in which they do."""

from __future__ import annotations

from pathlib import Path

from indexer.readers.base import Reader, UnreadableError
from indexer.readers.exports.discord import DiscordReader
from indexer.readers.exports.json_parts import ENTERED, json_parts
from indexer.readers.exports.slack import SlackReader, is_list, is_message
from indexer.readers.exports.stated import object_of
from indexer.readers.exports.telegram import TelegramReader

_MOST_BYTES = 16_000_000
"""An account's contacts and sessions may stand above its chats; beyond this nothing is looked for."""

_LISTS_OF_CHATS = (("chats", "list"), ("left_chats", "list"))
_ENTERED = ((), ("messages",), ("chats",), ("left_chats",), *_LISTS_OF_CHATS)
_TELEGRAM, _DISCORD, _SLACK = TelegramReader(), DiscordReader(), SlackReader()


def export_reader(path: Path) -> Reader | None:
    """The reader of the export that the file is; None for any other JSON, and for what cannot be read as JSON."""
    if is_list(path):
        return _SLACK
    keys: set[str] = set()
    try:
        for place, value in json_parts(path, _ENTERED, _MOST_BYTES):
            if place == ("item",):
                return _SLACK if is_message(object_of(value)) else None
            if len(place) == 1:
                keys.add(place[0])
            found = _recognised(keys, place, is_container=value is ENTERED)
            if found is not None:
                return found
    except UnreadableError:
        return None
    return None


def _recognised(keys: set[str], place: tuple[str, ...], *, is_container: bool) -> Reader | None:
    """`keys`: those of the outermost object so far. `place`: where the last value stands."""
    if place == ("messages",) and is_container:
        if {"guild", "channel"} <= keys:
            return _DISCORD
        return _TELEGRAM if {"type", "id"} <= keys else None
    return _TELEGRAM if place in _LISTS_OF_CHATS and is_container and "about" in keys else None

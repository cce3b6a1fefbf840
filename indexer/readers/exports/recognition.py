"""Which program exported a JSON file, by the keys that stand in it and the order in which they do."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from indexer.readers.base import Reader, UnreadableError
from indexer.readers.exports import messenger, slack
from indexer.readers.exports.discord import DiscordReader
from indexer.readers.exports.json_parts import ENTERED, Place, json_parts
from indexer.readers.exports.mastodon import ACTOR_FILE, MastodonReader
from indexer.readers.exports.reddit import RedditReader, is_thread
from indexer.readers.exports.stated import object_of
from indexer.readers.exports.telegram import TelegramReader
from indexer.readers.exports.tweets import ACCOUNT_FILE

_MOST_BYTES = 16_000_000
"""An account's contacts and sessions may stand above its chats; beyond this nothing is looked for."""

OWNER_FILES = {".js": ACCOUNT_FILE, ".json": ACTOR_FILE}
"""By the suffix of a file: the one beside it that may say whose posts it holds."""

_LISTS_OF_CHATS = (("chats", "list"), ("left_chats", "list"))
_ENTERED = ((), ("messages",), ("orderedItems",), ("chats",), ("left_chats",), *_LISTS_OF_CHATS)
_TELEGRAM, _DISCORD, _SLACK = TelegramReader(), DiscordReader(), slack.SlackReader()
_MESSENGER, _MASTODON, _REDDIT = messenger.MessengerReader(), MastodonReader(), RedditReader()


def export_reader(path: Path) -> Reader | None:
    """The reader of the export that the file is; None for any other JSON, and for what cannot be read as JSON."""
    if slack.is_list(path):
        return _SLACK
    keys: set[str] = set()
    try:
        for place, value in json_parts(path, _ENTERED, _MOST_BYTES):
            if place == ("item",):
                return _by_first_item(object_of(value))
            if len(place) == 1:
                keys.add(place[0])
            found = _recognised(keys, place, value)
            if found is not None:
                return found
    except UnreadableError:
        return None
    return None


def _by_first_item(item: Mapping[str, object]) -> Reader | None:
    """Of a list: by the first object in it."""
    if slack.is_message(item):
        return _SLACK
    return _REDDIT if is_thread(item) else None


def _recognised(keys: set[str], place: Place, value: object) -> Reader | None:
    """`keys`: those of the outermost object so far. `place`, `value`: the last one."""
    if place == ("messages",) and value is ENTERED:
        if {"guild", "channel"} <= keys:
            return _DISCORD
        return _TELEGRAM if {"type", "id"} <= keys else None
    if place == ("messages", "item"):
        return _MESSENGER if "participants" in keys and messenger.is_message(object_of(value)) else None
    if place == ("orderedItems",) and value is ENTERED:
        return _MASTODON if "@context" in keys else None
    return _TELEGRAM if place in _LISTS_OF_CHATS and value is ENTERED and "about" in keys else None

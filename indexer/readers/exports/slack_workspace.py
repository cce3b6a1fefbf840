"""The people and conversations of a Slack workspace, by their ids, from the lists that stand beside its messages.

See https://slack.com/help/articles/220556107 for what an export holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from indexer.readers.base import UnreadableError
from indexer.readers.content import HEAD_BYTES, file_content
from indexer.readers.exports.stated import object_of, objects_in, text_of
from indexer.readers.json_content import parsed_json

LISTS_OF_PEOPLE = ("users.json", "org_users.json")
_LISTS_OF_CHATS = ("channels.json", "groups.json", "mpims.json", "dms.json")
LISTS = frozenset({*LISTS_OF_PEOPLE, *_LISTS_OF_CHATS, "integration_logs.json", "canvases.json", "content_flags.json"})
"""Files of an export that hold no messages."""


@dataclass(frozen=True, slots=True)
class SlackWorkspace:
    """`people`: id -> name. `chats`: id -> name of a channel, or the people of a conversation without a name."""

    people: Mapping[str, str] = field(default_factory=dict)
    chats: Mapping[str, str] = field(default_factory=dict)


def lists_people(content: bytes) -> bool:
    """Whether a list begins as that of a workspace's people."""
    return content.lstrip()[:1] == b"[" and b'"profile"' in content[:HEAD_BYTES]


def workspace_of(content_of: Callable[[str], bytes | None]) -> SlackWorkspace:
    """The workspace by its lists. `content_of`: gives the content of the list of that name, None where there is none.

    A list that cannot be read counts as missing: its ids then stand for names, and the list itself is named.
    """
    people = {
        text_of(one.get("id")): name_of_person(one) for one in _items(content_of, LISTS_OF_PEOPLE) if one.get("id")
    }
    chats = {text_of(one.get("id")): _name_of_chat(one, people) for one in _items(content_of, _LISTS_OF_CHATS)}
    return SlackWorkspace(people, {identifier: name for identifier, name in chats.items() if identifier and name})


def workspace_in(folder: Path) -> SlackWorkspace:
    """That of an unpacked export, whose lists lie in the folder; an empty one where there are none."""
    lists = (folder / name for name in (*LISTS_OF_PEOPLE, *_LISTS_OF_CHATS))
    return _remembered(folder, tuple(one.stat().st_mtime_ns if one.is_file() else 0 for one in lists))


@lru_cache(maxsize=2)
def _remembered(folder: Path, _state: tuple[int, ...]) -> SlackWorkspace:
    """Asked for each day of each channel. `_state`: of the lists, so that changed ones are read again."""

    def content_of(name: str) -> bytes | None:
        return file_content(folder / name) if (folder / name).is_file() else None

    return workspace_of(content_of)


def name_of_person(fields: Mapping[str, object]) -> str:
    """The full name, else the one that is shown, else the name of the account; empty where none is stated."""
    profile = object_of(fields.get("profile"))
    stated = (
        profile.get("real_name"),
        fields.get("real_name"),
        profile.get("display_name"),
        fields.get("display_name"),
    )
    return next(filter(None, map(text_of, (*stated, fields.get("name")))), "")


def _name_of_chat(fields: Mapping[str, object], people: Mapping[str, str]) -> str:
    members = fields.get("members")
    named = [people.get(text_of(member)) or text_of(member) for member in members] if isinstance(members, list) else []
    return text_of(fields.get("name")) or ", ".join(named)


def _items(content_of: Callable[[str], bytes | None], names: Iterable[str]) -> Iterable[Mapping[str, object]]:
    for name in names:
        try:
            content = content_of(name)
            yield from objects_in(parsed_json(content)) if content is not None else ()
        except UnreadableError:
            continue

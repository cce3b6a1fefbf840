"""Slack's export as it is downloaded, zipped: its days are read with the names from its lists."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import PurePosixPath
from zipfile import ZipFile

from indexer.readers.base import UnreadableError
from indexer.readers.exports.messages import ChatSource
from indexer.readers.exports.slack import day_of_channel
from indexer.readers.exports.slack_workspace import LISTS, LISTS_OF_PEOPLE, SlackWorkspace, lists_people, workspace_of
from indexer.readers.json_content import parsed_json
from indexer.readers.unpacking import Unpacking
from indexer.readers.zipped import member_bytes


class SlackArchive:
    """What of an archive is an export of Slack's: lists where one of people lies, and days in the folders beside it."""

    def __init__(self, archive: ZipFile, unpacking: Unpacking) -> None:
        self._archive = archive
        self._unpacking = unpacking
        paths = map(PurePosixPath, archive.namelist())
        self._people = next((path for path in paths if path.name in LISTS_OF_PEOPLE), None)

    def holds(self, name: str, content: bytes) -> bool:
        """Whether that member belongs to the export: one of its lists, or messages in the folder of a channel."""
        path = PurePosixPath(name)
        if self._people is None or path.suffix != ".json":
            return False
        folder = self._people.parent
        is_day = path.parent != folder and path.parent.parent == folder and _begins_as_day(content)
        return (self._is_list(path) or is_day) and self._is_export

    def sources(self, name: str, content: bytes, source_name: str) -> Iterator[ChatSource]:
        """The messages of that member; none of a list. Raises UnreadableError."""
        path = PurePosixPath(name)
        if self._is_list(path):
            parsed_json(content)
        else:
            yield from day_of_channel(content, source_name, path.parent.name, self._workspace)

    def _is_list(self, path: PurePosixPath) -> bool:
        return self._people is not None and path.name in LISTS and path.parent == self._people.parent

    @cached_property
    def _is_export(self) -> bool:
        try:
            return self._people is not None and lists_people(self._content_of(self._people.name) or b"")
        except UnreadableError:
            return False

    @cached_property
    def _workspace(self) -> SlackWorkspace:
        return workspace_of(self._content_of)

    def _content_of(self, name: str) -> bytes | None:
        """The content of the list of that name. Raises UnreadableError."""
        member = str(self._people.parent / name) if self._people else name
        if member not in self._archive.namelist():
            return None
        return member_bytes(self._archive, self._archive.getinfo(member), self._unpacking)


def _begins_as_day(content: bytes) -> bool:
    return content.lstrip()[:1] == b"[" and b'"ts"' in content

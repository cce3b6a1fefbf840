"""What may be unpacked of one file: how many members, how many bytes, how deep; and reading what was unpacked."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from indexer.limits import Limits
from indexer.readers.base import Reader, UnreadableError, UnreadableRecord
from indexer.structure import StructuredText

_MOST_DEPTH = 4
_SUFFIX = re.compile(r"(?:\.[a-z0-9]{1,8}){0,2}$", re.IGNORECASE)


class Unpacking:
    """Counts down what may still be unpacked of one file of the corpus, through all that is nested in it."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._members = 0
        self._bytes = 0
        self._archives = 0
        self._depth = 0

    def take(self, size_bytes: int) -> None:
        """Count one member of that size. Raises UnreadableError at the limits, naming the setting."""
        self._members += 1
        self._bytes += size_bytes
        if self._members > self.limits.members:
            raise UnreadableError(
                f"it holds more than {self.limits.members:,} files; raise max_members, or unpack it into the corpus"
            )
        if self._bytes > self.limits.unpacked_bytes:
            raise UnreadableError(
                f"it unpacks to more than {self.limits.unpacked_bytes // 1_000_000:,} MB; "
                "raise max_unpacked_mb, or unpack it into the corpus"
            )

    @contextmanager
    def archive(self) -> Iterator[None]:
        """While an archive is read. Raises UnreadableError for an archive in an archive in an archive."""
        if self._archives >= 2:
            raise UnreadableError("it is an archive nested in two others; unpack it into the corpus")
        self._archives += 1
        try:
            yield
        finally:
            self._archives -= 1

    @contextmanager
    def deeper(self) -> Iterator[None]:
        """While something inside something is read. Raises UnreadableError where that goes on and on."""
        if self._depth >= _MOST_DEPTH:
            raise UnreadableError(f"it is nested {_MOST_DEPTH + 1} deep; take it out of what holds it")
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1


ReaderChoice = Callable[[Path, Unpacking | None], Reader | None]


@dataclass(frozen=True, slots=True)
class Member:
    """A file that was unpacked from another. `name`: that of the source it becomes; `file_name`: its own.

    `beside`: what lies beside it and says something of it, by names that readers look for.
    """

    name: str
    file_name: str
    content: bytes
    beside: Mapping[str, bytes] = field(default_factory=dict)


def read_member(
    member: Member, choose: ReaderChoice, unpacking: Unpacking, *, others_are_named: bool
) -> Iterator[StructuredText | UnreadableRecord]:
    """What the reader for the member's format makes of it.

    One that cannot be read is given as an UnreadableRecord, one of a format that nothing reads only where
    `others_are_named`. The member is written to a folder of its own under a name of ours: of its own name only the
    suffix counts, so no name can lead anywhere.
    """
    suffix = _SUFFIX.search(member.file_name)
    with tempfile.TemporaryDirectory(prefix="flori-") as folder:
        path = Path(folder, f"member{suffix[0] if suffix else ''}")
        path.write_bytes(member.content)
        for name, content in member.beside.items():
            path.with_name(name).write_bytes(content)
        try:
            with unpacking.deeper():
                reader = choose(path, unpacking)
                if reader is not None:
                    yield from reader.read(path, member.name)
                elif others_are_named:
                    yield UnreadableRecord(member.name, "nothing here reads this format")
        except UnreadableError as error:
            yield UnreadableRecord(member.name, str(error))

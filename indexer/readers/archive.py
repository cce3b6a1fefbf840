"""The reader of zip archives: each file in it is read by its own format, within limits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from zipfile import ZipFile, ZipInfo

from indexer.corpus.correction_files import is_correction
from indexer.corpus.walking import is_skipped
from indexer.readers.base import UnreadableError, UnreadableRecord
from indexer.readers.exports import OWNER_FILES, SlackArchive
from indexer.readers.unpacking import Member, ReaderChoice, Unpacking, read_member
from indexer.readers.zipped import member_bytes, opened_zip
from indexer.structure import StructuredText


@dataclass(frozen=True, slots=True)
class ArchiveReader:
    """Reads `.zip` files, and those that lie in them, one archive deep."""

    choose: ReaderChoice
    unpacking: Unpacking
    media_type: str = "application/zip"
    suffixes: frozenset[str] = frozenset({".zip"})

    def read(self, path: Path, name: str) -> Iterator[StructuredText | UnreadableRecord]:
        """The sources of the files in it, named `name#PATH`, in the order of the archive.

        Files that a walk through a folder leaves out are left out here too. A member that cannot be read is given
        as an UnreadableRecord. Raises UnreadableError where the archive cannot be, or goes beyond the limits.
        """
        with self.unpacking.archive(), opened_zip(path) as archive:
            if len(archive.infolist()) > self.unpacking.limits.members:
                raise UnreadableError(
                    f"it holds {len(archive.infolist()):,} files, and {self.unpacking.limits.members:,} are allowed; "
                    "raise max_members, or unpack it into the corpus"
                )
            seen: set[str] = set()
            slack = SlackArchive(archive, self.unpacking)
            for info in archive.infolist():
                parts = PurePosixPath(info.filename).parts
                if not info.is_dir() and not any(is_skipped(part) for part in parts if part != ".."):
                    yield from self._member(archive, info, name, seen, slack)

    def _member(
        self, archive: ZipFile, info: ZipInfo, name: str, seen: set[str], slack: SlackArchive
    ) -> Iterator[StructuredText | UnreadableRecord]:
        place = f"{name}#{info.filename}"
        try:
            _check_name(info.filename, seen)
            content = member_bytes(archive, info, self.unpacking)
            if slack.holds(info.filename, content):
                yield from slack.sources(info.filename, content, place)
                return
        except UnreadableError as error:
            yield UnreadableRecord(place, str(error))
            return
        member = Member(place, PurePosixPath(info.filename).name, content, self._beside(archive, info))
        yield from read_member(member, self.choose, self.unpacking, others_are_named=True)

    def _beside(self, archive: ZipFile, info: ZipInfo) -> Mapping[str, bytes]:
        """The file beside a member that says whose it is, where there is one. If it is damaged, it is named itself."""
        path = PurePosixPath(info.filename)
        owner = OWNER_FILES.get(path.suffix, path.name)
        place = str(path.with_name(owner))
        if owner == path.name or place not in archive.NameToInfo:
            return {}
        try:
            return {owner: member_bytes(archive, archive.getinfo(place), self.unpacking)}
        except UnreadableError:
            return {}


def _check_name(name: str, seen: set[str]) -> None:
    """Raises UnreadableError for a name that leads out, that another member has, or of corrections by hand."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name:
        raise UnreadableError("its name leads out of the archive; unpack it yourself and look at it")
    if name in seen:
        raise UnreadableError("the archive holds another file of its name; unpack it and rename one of them")
    if is_correction(path.name):
        raise UnreadableError("corrections in an archive are not applied; unpack it into the corpus")
    seen.add(name)

"""Zip files opened with care: what they would unpack to is judged before anything is unpacked."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import ZipFile, ZipInfo

from lxml import etree

from indexer.readers.base import UnreadableError
from indexer.readers.safe_xml import parse_xml
from indexer.readers.unpacking import Unpacking

# Deflate packs nothing tighter than 1 : 1032 (https://zlib.net/zlib_tech.html), and text not tighter than 1 : 20.
_MOST_RATIO = 200
_UNSUSPICIOUS_BYTES = 1_000_000
_ENCRYPTED = 0x1
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)


@contextmanager
def opened_zip(path: Path) -> Iterator[ZipFile]:
    """The archive. Raises UnreadableError where it is none, or is damaged or cut off."""
    try:
        archive = ZipFile(path)
    except _DAMAGED as error:
        raise UnreadableError(f"it cannot be unpacked ({error}); check that it is whole") from error
    with archive:
        yield archive


def member_bytes(archive: ZipFile, member: ZipInfo, unpacking: Unpacking) -> bytes:
    """The member, unpacked. Raises UnreadableError for one that is encrypted, damaged, or a bomb."""
    if member.flag_bits & _ENCRYPTED:
        raise UnreadableError("it is encrypted; unpack it into the corpus")
    if member.file_size > max(_UNSUSPICIOUS_BYTES, _MOST_RATIO * member.compress_size):
        raise UnreadableError(
            f"it would unpack to {member.file_size:,} bytes from {member.compress_size:,}, as no document does"
        )
    if member.file_size > unpacking.limits.file_bytes:
        raise UnreadableError(
            f"it would unpack to {member.file_size:,} bytes, and {unpacking.limits.file_bytes:,} are allowed; "
            "raise max_file_mb"
        )
    unpacking.take(member.file_size)
    try:
        return archive.read(member)
    except _DAMAGED as error:
        raise UnreadableError(f"it cannot be unpacked ({error}); check that it is whole") from error


def part_bytes(archive: ZipFile, name: str, unpacking: Unpacking) -> bytes:
    """A part that the format needs. Raises UnreadableError also where it is missing."""
    try:
        member = archive.getinfo(name)
    except KeyError as error:
        raise UnreadableError(f"its part {name!r} is missing; open it in the program it came from") from error
    return member_bytes(archive, member, unpacking)


def xml_part(archive: ZipFile, name: str, unpacking: Unpacking) -> etree._Element:
    """The root of a part in XML, without entities or anything from elsewhere. Raises UnreadableError."""
    return parse_xml(part_bytes(archive, name, unpacking), name)

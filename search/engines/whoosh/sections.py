"""Named arrays and texts in one stretch of bytes, which tells whether it is whole."""

from __future__ import annotations

import json
import mmap
import zlib
from typing import IO, Any, Protocol

import numpy as np
import numpy.typing as npt

from search.errors import IndexDamagedError

_MAGIC = b"florarr1"
_ALIGNMENT = 8
_FOOTER_BYTES = 8 + 4 + len(_MAGIC)
_TEXT = "text"


class ByteSink(Protocol):
    """What bytes are written to."""

    def write(self, data: bytes | memoryview, /) -> object: ...


class SectionWriter:
    """Writes arrays and texts as they come, each under its name, and at the end a directory of them.

    The directory has a checksum of its own and one of each text. Most arrays have none: they are read a few bytes at
    a time, and checking them would mean reading all of them.
    """

    def __init__(self, sink: ByteSink) -> None:
        self._sink = sink
        self._offset = 0
        self._directory: dict[str, tuple[str, int, int, int]] = {}

    def add_array(self, name: str, array: npt.NDArray[Any], *, checked: bool = False) -> None:
        """Write an array, if wanted with a checksum."""
        blob = np.ascontiguousarray(array).view(np.uint8).data
        self._add(name, array.dtype.str, blob, zlib.crc32(blob) if checked else 0)

    def add_text(self, name: str, text: str) -> None:
        """Write a text."""
        blob = text.encode("utf-8", "surrogatepass")
        self._add(name, _TEXT, blob, zlib.crc32(blob))

    def finish(self) -> None:
        """Write the directory, its length and its checksum."""
        listing = json.dumps(self._directory).encode()
        self._sink.write(listing)
        self._sink.write(len(listing).to_bytes(8, "little") + zlib.crc32(listing).to_bytes(4, "little") + _MAGIC)

    def _add(self, name: str, kind: str, blob: bytes | memoryview, checksum: int) -> None:
        self._directory[name] = (kind, self._offset, len(blob), checksum)
        padding = b"\0" * (-len(blob) % _ALIGNMENT)
        self._sink.write(blob)
        self._sink.write(padding)
        self._offset += len(blob) + len(padding)


class Sections:
    """Reads what a SectionWriter wrote. Arrays are views of the buffer, not copies.

    `name`: of the file, for messages. Raises IndexDamagedError where the bytes are not what was written.
    """

    def __init__(self, buffer: memoryview, name: str) -> None:
        self._buffer = buffer
        self._name = name
        self._directory = self._read_directory()

    def array(self, name: str) -> npt.NDArray[Any]:
        """The array of that name; compared with its checksum where it has one."""
        kind, offset, length, checksum = self._entry(name)
        dtype = np.dtype(kind)
        if checksum:
            self._checked(offset, length, checksum)
        return np.frombuffer(self._buffer, dtype, length // dtype.itemsize, offset)

    def encoded(self, name: str) -> memoryview:
        """The text of that name, as UTF-8."""
        _, offset, length, checksum = self._entry(name)
        return self._checked(offset, length, checksum)

    def text(self, name: str) -> str:
        """The text of that name."""
        return str(self.encoded(name), "utf-8", "surrogatepass")

    def names(self) -> list[str]:
        """All names, in the order written."""
        return list(self._directory)

    def damaged(self) -> IndexDamagedError:
        """The error for this file where it is not as it was written."""
        return damaged(self._name)

    def _checked(self, offset: int, length: int, checksum: int) -> memoryview:
        blob = self._buffer[offset : offset + length]
        if zlib.crc32(blob) != checksum:
            raise self.damaged()
        return blob

    def _entry(self, name: str) -> tuple[str, int, int, int]:
        try:
            return self._directory[name]
        except KeyError:
            raise self.damaged() from None

    def _read_directory(self) -> dict[str, tuple[str, int, int, int]]:
        footer = bytes(self._buffer[-_FOOTER_BYTES:])
        length, checksum = int.from_bytes(footer[:8], "little"), int.from_bytes(footer[8:12], "little")
        listing = bytes(self._buffer[-_FOOTER_BYTES - length : -_FOOTER_BYTES])
        if footer[12:] != _MAGIC or len(listing) != length or zlib.crc32(listing) != checksum:
            raise self.damaged()
        directory: dict[str, tuple[str, int, int, int]] = json.loads(listing)
        return directory


def map_sections(file: IO[bytes], name: str) -> Sections:
    """The sections of a file, mapped into memory until the last array of it is let go of.

    Raises IndexDamagedError where the bytes are not what was written.
    """
    try:
        return Sections(memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)), name)
    except ValueError as error:  # an empty file cannot be mapped
        raise damaged(name) from error


def damaged(name: str) -> IndexDamagedError:
    """The error for a file of the index that is not as it was written."""
    return IndexDamagedError(f"The index file {name} is damaged; run `flori index --rebuild` to make the index anew.")

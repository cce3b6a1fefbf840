"""The bytes of a file and their text, or the reason why they cannot be had."""

from __future__ import annotations

from pathlib import Path

from indexer.readers.base import UnreadableError
from indexer.readers.encoding import DecodedText, UndecodableError, decode

HEAD_BYTES = 4096


def file_head(path: Path) -> bytes:
    """The first bytes of a file, at most HEAD_BYTES. Raises UnreadableError."""
    try:
        with path.open("rb") as file:
            return file.read(HEAD_BYTES)
    except OSError as error:
        raise _cannot_be_opened(error) from error


def file_content(path: Path) -> bytes:
    """All bytes of a file. Raises UnreadableError."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise _cannot_be_opened(error) from error


def file_text(path: Path, declared_encoding: str | None = None) -> DecodedText:
    """All text of a file, its line ends as `\\n`. Raises UnreadableError, also for bytes that are no text."""
    return decoded(file_content(path), declared_encoding)


def decoded(content: bytes, declared_encoding: str | None = None) -> DecodedText:
    """The text of these bytes, its line ends as `\\n`. Raises UnreadableError."""
    try:
        return decode(content, declared_encoding)
    except UndecodableError as error:
        raise UnreadableError(
            f"it is not text: {error}; save it as UTF-8 text, or take it out of the corpus"
        ) from error


def _cannot_be_opened(error: OSError) -> UnreadableError:
    return UnreadableError(f"it cannot be opened ({error.strerror or error}); check that it exists and may be read")

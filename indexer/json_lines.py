"""The lines of JSON Lines files, plain or gzipped, before anything is made of them."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

SUFFIXES = frozenset({".jsonl", ".jsonl.gz"})
MAX_LINE_BYTES = 32_000_000
_GZIP_MAGIC = b"\x1f\x8b"


class BrokenOffError(Exception):
    """The file cannot be read to its end; the text is the reason, for the summary."""


def lines_of(path: Path) -> Iterator[bytes]:
    """The lines of the file, each cut after MAX_LINE_BYTES + 1. Raises BrokenOffError, after the lines before that."""
    try:
        with _opened(path) as file:
            while line := file.readline(MAX_LINE_BYTES + 1):
                yield line
                rest = line if len(line) > MAX_LINE_BYTES else b"\n"
                while rest and not rest.endswith(b"\n"):
                    rest = file.readline(MAX_LINE_BYTES)
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or error
        raise BrokenOffError(f"it cannot be read to its end ({reason}); check that it is whole") from error


def repeated_id(number: int, first: int) -> str:
    """Why the record of line `number` is not taken: that of line `first` has its id."""
    return f"line {number}: its id is that of line {first}; give each record an id of its own"


def _opened(path: Path) -> BinaryIO:
    with path.open("rb") as file:
        zipped = file.read(len(_GZIP_MAGIC)) == _GZIP_MAGIC
    return cast("BinaryIO", gzip.open(path, "rb")) if zipped else path.open("rb")

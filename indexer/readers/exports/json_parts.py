"""The parts of a large JSON text one after another, without holding the text or what it says in memory."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from indexer.readers.base import UnreadableError

if TYPE_CHECKING:
    from ijson import ObjectBuilder

Place = tuple[str, ...]
"""The keys that lead to a value; `item` for each value of a list."""

ENTERED = object()
"""Stands in the place of an object or list whose parts are given one by one."""

_STARTS = frozenset({"start_map", "start_array"})
_ENDS = frozenset({"end_map", "end_array"})
_MOST_DEPTH = 100
_CHUNK_BYTES = 65_536
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
# Telegram writes some control characters as `\x0B`, which JSON does not know (telegramdesktop/tdesktop#27571).
_ESCAPE = re.compile(rb"\\(?:x([0-7][0-9A-Fa-f])|.)", re.DOTALL)
_BEGUN_ESCAPE = re.compile(rb"\\(?:x[0-7]?)?\Z")


def json_parts(path: Path, entered: Collection[Place], most_bytes: int | None = None) -> Iterator[tuple[Place, object]]:
    """Each value with its place, in the order of the file. Objects and lists at the places `entered` are given as
    ENTERED and then by their parts; all others are given whole, with floats for numbers that are no integers.

    `most_bytes`: the text counts as cut off there. Raises UnreadableError where it is cut off or no JSON, after the
    values before that.
    """
    from ijson import JSONError  # loading it takes longer than starting without it, and most runs meet no export

    try:
        with path.open("rb") as file:
            yield from _values(_MendedFile(file, most_bytes), frozenset(entered))
    except OSError as error:
        raise UnreadableError(f"it cannot be opened ({error.strerror}); check that it may be read") from error
    except (JSONError, ValueError, ArithmeticError) as error:
        reason = str(error).strip().split("\n")[0]
        raise UnreadableError(
            f"its JSON is damaged or cut off ({reason}), and nothing after that is read; export it again"
        ) from error


def _values(file: _MendedFile, entered: frozenset[Place]) -> Iterator[tuple[Place, object]]:
    from ijson import ObjectBuilder, basic_parse

    keys: list[str] = []
    builder: ObjectBuilder | None = None
    depth = 0
    for event, value in basic_parse(file, use_float=True, buf_size=_CHUNK_BYTES):
        if builder is None:
            if event == "map_key":
                keys[-1] = value
                continue
            if event in _ENDS:
                keys.pop()
                continue
            if event in _STARTS and tuple(keys) in entered:
                yield tuple(keys), ENTERED
                keys.append("item")
                continue
            builder = ObjectBuilder()
        builder.event(event, value)
        depth += (event in _STARTS) - (event in _ENDS)
        if depth > _MOST_DEPTH:
            raise UnreadableError(f"its JSON is nested more than {_MOST_DEPTH} deep; export it again")
        if depth == 0:
            yield tuple(keys), builder.value
            builder = None


class _MendedFile:
    """A file of JSON as its parser reads it: without a byte order mark, and without escapes that JSON does not know."""

    def __init__(self, file: BinaryIO, most_bytes: int | None) -> None:
        self._file = file
        self._left = most_bytes
        if file.read(len(_BYTE_ORDER_MARK)) != _BYTE_ORDER_MARK:
            file.seek(0)

    def read(self, size: int) -> bytes:
        """The next bytes, about `size` of them; none at the end."""
        chunk = self._taken(size)
        while _BEGUN_ESCAPE.search(chunk, max(len(chunk) - 3, 0)) and (more := self._taken(size)):
            chunk += more
        return _ESCAPE.sub(_known_escape, chunk) if b"\\x" in chunk else chunk

    def _taken(self, size: int) -> bytes:
        if self._left is None:
            return self._file.read(size)
        taken = self._file.read(min(size, self._left))
        self._left -= len(taken)
        return taken


def _known_escape(escape: re.Match[bytes]) -> bytes:
    return b"\\u00" + escape[1] if escape[1] else escape[0]

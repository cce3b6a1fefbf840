"""The reader of bulk files: JSON Lines, one document a line, plain or gzipped, read line by line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from indexer.json_lines import MAX_LINE_BYTES, SUFFIXES, BrokenOffError, lines_of, repeated_id
from indexer.readers.base import UnreadableError, UnreadableRecord
from indexer.readers.encoding import UndecodableError, decode
from indexer.readers.fields import metadata_of
from indexer.readers.text import text_blocks
from indexer.structure import StructuredText


class JsonlReader:
    """Reads `.jsonl` and `.jsonl.gz`: `{"id", "title", "author"|"authors", "recipient", "date", "kind"|"type",
    "thread", "text", "url"}`, unknown fields ignored.
    """

    media_type = "application/jsonl"
    suffixes = SUFFIXES

    def read(self, path: Path, name: str) -> Iterator[StructuredText | UnreadableRecord]:
        """One text a line, named `name#id`, or `name#LINE` where a record has no id; blank lines are passed over.

        A line that is no record (no JSON object, no text, an id that an earlier line has, over MAX_LINE_BYTES)
        is given as an UnreadableRecord in its place. Raises UnreadableError where the file cannot be opened, or
        where its gzip stream breaks off: what stood before the break has been given by then.
        """
        line_of_name: dict[str, int] = {}
        try:
            for number, line in enumerate(lines_of(path), start=1):
                record = read_line(line, number, name)
                first = line_of_name.setdefault(record.name, number) if isinstance(record, StructuredText) else number
                if first != number:
                    yield UnreadableRecord(name=f"{name}#{number}", reason=repeated_id(number, first))
                elif record is not None:
                    yield record
        except BrokenOffError as error:
            raise UnreadableError(str(error)) from error


def read_line(line: bytes, number: int, name: str) -> StructuredText | UnreadableRecord | None:
    """The record on the line of that number in the file of that name; None for a blank line."""
    if not line.strip():
        return None
    try:
        return _record(line, number, name)
    except UnreadableError as error:
        return UnreadableRecord(name=f"{name}#{number}", reason=f"line {number}: {error}")


def _record(line: bytes, number: int, name: str) -> StructuredText:
    fields = _fields(line)
    text = fields.get("text")
    if not isinstance(text, str) or not text.strip():
        raise UnreadableError('it has no words in "text"; give each record its text')
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise UnreadableError(f"its text holds half a character (a lone surrogate) at {error.start}") from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    identifier = fields.get("id")
    known = isinstance(identifier, str | int) and str(identifier).strip()
    return StructuredText(
        name=f"{name}#{str(identifier).strip() if known else number}",
        media_type=JsonlReader.media_type,
        text=text,
        blocks=text_blocks(text),
        metadata=metadata_of(fields),
        encoding="utf-8",
    )


def _fields(line: bytes) -> Mapping[str, object]:
    if len(line) > MAX_LINE_BYTES:
        raise UnreadableError(f"it is longer than {MAX_LINE_BYTES} bytes; divide the record")
    try:
        value = json.loads(decode(line).text)
    except UndecodableError as error:
        raise UnreadableError(f"it is not text: {error}") from error
    except json.JSONDecodeError as error:
        raise UnreadableError(
            f"it is not JSON ({error.msg} at column {error.colno}); write one object a line"
        ) from error
    except RecursionError as error:
        raise UnreadableError("its JSON is nested too deeply; write a flat object") from error
    if not isinstance(value, dict):
        raise UnreadableError(f"it is a JSON {type(value).__name__}, not an object; write one object a line")
    return value

"""Into the corpus: a file copied or a page fetched, never over another, with where it came from beside it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import BinaryIO

from indexer.collecting.errors import CollectingError
from indexer.collecting.fetching import FetchLimits, fetched
from indexer.collecting.naming import name_of_page, numbered
from indexer.collecting.record import collecting_record
from indexer.corpus.correction_files import correction_beside, correction_path
from indexer.corpus.placing import place_new
from indexer.corpus.walking import FoundFile, is_skipped, printable, walk
from indexer.readers import UNREAD_FORMAT, UnreadableError, reader_for

_COMPARED_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Added:
    """Something that is in the corpus now. `given`: the path or address asked for. `was_there`: and before, too."""

    given: str
    path: Path
    was_there: bool = False


@dataclass(frozen=True, slots=True)
class NotAdded:
    """Something that is not, and why."""

    given: str
    reason: str


def add_url(url: str, folder: Path, limits: FetchLimits) -> Added | NotAdded:
    """Fetch a page into the folder. What is fetched is put there when all of it is there, or not at all."""
    try:
        with fetched(url, limits) as page:
            record = collecting_record(page.retrieved, url=page.url)
            return _take_in(url, page.content, folder / name_of_page(page.url, page.media_type), record)
    except CollectingError as error:
        return NotAdded(url, str(error))
    except OSError as error:
        return NotAdded(url, f"it cannot be written to {folder}: {error.strerror}")


def add_path(path: Path, folder: Path) -> Iterator[Added | NotAdded]:
    """Copy a file into the folder, or a folder with all that a run would find in it, corrections included."""
    absolute = path.resolve()
    if not absolute.exists():
        yield NotAdded(str(path), "there is no such file or folder")
        return
    if folder.resolve().is_relative_to(absolute):
        yield NotAdded(str(path), f"it holds {folder} itself")
        return
    found = walk([absolute])
    below = folder / absolute.name if absolute.is_dir() else folder
    for file in found.files.values():
        yield _copied(file, below / file.name)
    for failure in found.refused:
        yield NotAdded(failure.path, failure.reason)


def _copied(file: FoundFile, target: Path) -> Added | NotAdded:
    source = Path(file.path)
    try:
        if is_skipped(source.name):
            return NotAdded(file.path, "its name is that of a hidden or temporary file; rename it")
        if reader_for(source) is None:
            return NotAdded(file.path, UNREAD_FORMAT)
        target.parent.mkdir(parents=True, exist_ok=True)
        record = correction_beside(source) or collecting_record(_now(), copied_from=printable(source))
        with source.open("rb") as content:
            return _take_in(file.path, content, target, record)
    except UnreadableError as error:
        return NotAdded(file.path, str(error))
    except OSError as error:
        return NotAdded(file.path, f"it cannot be copied to {target.parent}: {error.strerror}")


def _take_in(given: str, content: BinaryIO, wanted: Path, record: bytes) -> Added:
    """Put the content under the name wanted or, where something else has it, under the next that is free.

    The file comes first: who is stopped before the record of it is written can add it again, and then it is.
    """
    for number in count(1):
        target = wanted.with_name(numbered(wanted.name, number))
        was_there = target.is_file() and _is_same(content, target)
        if not was_there and (target.exists() or correction_path(target).exists()):
            continue
        if not was_there:
            content.seek(0)
            try:
                place_new(target, content)
            except FileExistsError:  # somebody else was faster
                continue
        _record(target, record)
        return Added(given, target, was_there)
    raise AssertionError("there are always more numbers")


def _is_same(content: BinaryIO, target: Path) -> bool:
    content.seek(0)
    with target.open("rb") as standing:
        while True:
            mine, other = content.read(_COMPARED_BYTES), standing.read(_COMPARED_BYTES)
            if mine != other:
                return False
            if not mine:
                return True


def _record(target: Path, record: bytes) -> None:
    """Put the record beside the file, unless corrections stand there; without a record, there is no file either."""
    try:
        with suppress(FileExistsError):
            place_new(correction_path(target), BytesIO(record))
    except OSError:
        target.unlink()
        raise


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")

"""The engine's folder: builds of Whoosh's index, in which a table of contents tells what is committed.

Whoosh commits by putting a new table of contents (`_MAIN_<generation>.toc`) in place with one rename. That rename is
the only switch: within a build it replaces the one before, and in a new build it makes the build the one that is read.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex

from search.engines.builds import Builds
from search.engines.whoosh.fields import LAYOUT_VERSION, new_schema

INDEX_NAME = "MAIN"
"""Whoosh's name for the index in a folder that has but one."""
_CONTENTS = re.compile(rf"_{INDEX_NAME}_([1-9]\d*)\.toc")


@dataclass(frozen=True, slots=True)
class Commit:
    """One committed state: a build, and the generation that it was committed under."""

    build: Path
    generation: int


def builds_in(folder: Path, signature: str) -> Builds:
    """The builds of an engine's folder. `signature`: the analysis at work."""
    made_with = {"engine": "whoosh", "layout": LAYOUT_VERSION, "analysis": signature}
    return Builds(folder, made_with, lambda build: _generation(build) is not None)


def newest_commit(builds: Builds) -> Commit | None:
    """The state that readers see; None where nothing was committed yet. Costs listing two folders."""
    while (build := builds.newest()) is not None:
        generation = _generation(build)
        if generation is not None:
            return Commit(build, generation)
        # It was replaced this moment: look again.
    return None


def create_index(build: Path) -> None:
    """Make an empty index in a build, which no reader sees before its first commit."""
    FileIndex.create(FileStorage(str(build)), new_schema())


def open_index(build: Path) -> Any:
    """The Whoosh index of a build."""
    return FileIndex(DurableStorage(str(build)))


class DurableStorage(FileStorage):
    """Whoosh's storage, with every file on the disk before the table of contents that names it is put in place."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self._written: set[str] = set()

    def create_file(self, name: str, excl: bool = False, mode: str = "wb", **options: Any) -> Any:
        self._written.add(name)
        return super().create_file(name, excl, mode, **options)

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        for name in self._written:
            path = Path(self.folder, name)
            if path.exists():
                _flush(path)
        super().rename_file(oldname, newname, safe=safe)
        self._written.clear()
        _flush(Path(self.folder))


def _generation(build: Path) -> int | None:
    """What a build was last committed under; None where nothing was."""
    try:
        names = [entry.name for entry in os.scandir(build)]
    except FileNotFoundError:
        return None
    return max((int(match[1]) for name in names if (match := _CONTENTS.fullmatch(name))), default=None)


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

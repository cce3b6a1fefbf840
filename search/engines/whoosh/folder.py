"""The engine's folder: builds of the index beside each other, of which readers see the newest that is committed.

A build is a folder `build-000012` with one Whoosh index. Changes are committed within a build by Whoosh, which puts
a new table of contents (`_MAIN_<generation>.toc`) in place with one rename; a rebuild is a new build, and that same
rename makes it the one that readers see. What has no table of contents yet is nobody's and is cleared away.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex

from search.engines.whoosh.fields import LAYOUT_VERSION, new_schema
from search.errors import IndexOutdatedError

_BUILD = re.compile(r"build-(\d{6,})")
INDEX_NAME = "MAIN"
"""Whoosh's name for the index in a folder that has but one."""
_CONTENTS = re.compile(rf"_{INDEX_NAME}_([1-9]\d*)\.toc")
_MADE_WITH = "made-with.json"
_PRIVATE = 0o700


@dataclass(frozen=True, slots=True)
class Commit:
    """One committed state: a build, and the generation that it was committed under."""

    build: Path
    generation: int


def newest_commit(engine_folder: Path) -> Commit | None:
    """The state that readers see; None where nothing was committed yet. Costs listing two folders."""
    for build in sorted(_builds(engine_folder), key=_number, reverse=True):
        generations = [int(match[1]) for name in _names(build) if (match := _CONTENTS.fullmatch(name))]
        if generations:
            return Commit(build, max(generations))
    return None


def new_build(engine_folder: Path, signature: str) -> Path:
    """A new build with an empty index, which no reader sees before its first commit."""
    engine_folder.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
    number = max(map(_number, _builds(engine_folder)), default=0) + 1
    build = engine_folder / f"build-{number:06d}"
    build.mkdir(mode=_PRIVATE)
    (build / _MADE_WITH).write_text(json.dumps(_made_with(signature)), encoding="utf-8")
    FileIndex.create(FileStorage(str(build)), new_schema())
    return build


def check_made_with(build: Path, signature: str) -> None:
    """Raise IndexOutdatedError where a build was made with another layout or analysis than those at work."""
    stated = json.loads((build / _MADE_WITH).read_text(encoding="utf-8"))
    if stated != _made_with(signature):
        raise IndexOutdatedError(
            f"The index in {build} was made with {stated}, and this program works with {_made_with(signature)}; "
            f"run `flori index`, which makes it anew."
        )


def clear_away(engine_folder: Path, keep: Path | None) -> None:
    """Remove all builds but one: those replaced, and those that an interrupted run left."""
    for build in _builds(engine_folder):
        if build != keep:
            # Where readers still hold files that cannot be removed then, the next run removes them.
            shutil.rmtree(build, ignore_errors=True)


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


def open_index(build: Path) -> Any:
    """The Whoosh index of a build."""
    return FileIndex(DurableStorage(str(build)))


def _made_with(signature: str) -> dict[str, object]:
    return {"layout": LAYOUT_VERSION, "analysis": signature}


def _builds(engine_folder: Path) -> list[Path]:
    return [engine_folder / name for name in _names(engine_folder) if _BUILD.fullmatch(name)]


def _number(build: Path) -> int:
    return int(build.name.removeprefix("build-"))


def _names(folder: Path) -> list[str]:
    try:
        return [entry.name for entry in os.scandir(folder)]
    except FileNotFoundError:
        return []


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

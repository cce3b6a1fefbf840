"""Builds of an index beside each other in one folder, of which readers see the newest that is committed.

A build is a folder `build-000012`. It is committed from the moment that the engine's own switch says so; a rebuild
is a new build. What has not been committed is nobody's and is cleared away.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from search.engines.base import FileCheck
from search.engines.sealing import check_files, is_sealed, missing_files, sealed_anew, sealed_files
from search.errors import IndexDamagedError, IndexLockedError, IndexOutdatedError

_BUILD = re.compile(r"build-(\d{6,})")
_MADE_WITH = "made-with.json"
_LOCK = "writer.lock"
_PRIVATE = 0o700


@dataclass(frozen=True, slots=True)
class Builds:
    """The builds in a folder. `is_committed` says of a build's folder whether its engine committed anything there.

    `made_with`: what decides whether an index can be read: versions of layout and analysis. `replaced`, `passing`:
    names of the engine's files that are written again at a commit, and that come and go; see `search.engines.sealing`.
    """

    folder: Path
    made_with: Mapping[str, object]
    is_committed: Callable[[Path], bool]
    replaced: Collection[str] = ()
    passing: Collection[str] = ()

    def lock(self) -> FileLock:
        """The lock of the one writer, taken; the system releases it with the process, so none is ever left behind.

        Raises IndexLockedError where another process has it.
        """
        self.folder.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
        lock = FileLock(self.folder / _LOCK)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            raise IndexLockedError(
                f"Another process is writing to the index in {self.folder}; wait until it is done, then try again."
            ) from None
        return lock

    def newest(self) -> Path | None:
        """The build that readers see; None where nothing was committed yet."""
        return next((build for build in self._all() if self.is_committed(build)), None)

    def create(self) -> Path:
        """A new build, empty and private, which no reader sees before its first commit."""
        self.folder.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
        number = max(map(_number, self._all()), default=0) + 1
        build = self.folder / f"build-{number:06d}"
        build.mkdir(mode=_PRIVATE)
        (build / _MADE_WITH).write_text(json.dumps(dict(self.made_with)), encoding="utf-8")
        return build

    def check(self, build: Path) -> None:
        """Raise IndexOutdatedError where a build was made with another layout or analysis than those at work."""
        stated: object = json.loads((build / _MADE_WITH).read_text(encoding="utf-8"))
        if stated != self.made_with:
            raise IndexOutdatedError(
                f"The index in {build} was made with {stated}, and this program works with {dict(self.made_with)}; "
                "run `flori index`, which makes it anew."
            )

    @contextmanager
    def committing(self, build: Path) -> Iterator[None]:
        """Around a commit: afterwards the build has the checksums of what was written."""
        with sealed_anew(build, self.replaced, self.passing):
            yield

    def finish(self) -> None:
        """When a writer is done: remove what is nobody's, and make up for checksums that a run cut off has left out."""
        newest = self.clear_interrupted()
        if newest is not None and not is_sealed(newest):
            with self.committing(newest):
                pass

    def files(self) -> tuple[Path, ...]:
        """The files that readers see, to be copied."""
        newest = self.newest()
        return () if newest is None else sealed_files(newest)

    def check_files(self) -> FileCheck:
        """Whether the files that readers see are as they were written."""
        newest = self.newest()
        return FileCheck(0, ()) if newest is None else check_files(newest)

    def missing_files(self) -> tuple[str, ...]:
        """What is wrong with the files that readers see, by their presence and sizes alone."""
        newest = self.newest()
        return () if newest is None else missing_files(newest)

    def clear_interrupted(self) -> Path | None:
        """Remove all builds but the newest that is committed: those replaced, and what runs cut off have left.

        Returns that one. Where damage hides which it is, nothing is removed: a rebuild will be the newest.
        """
        try:
            newest = self.newest()
        except IndexDamagedError:
            return None
        self._clear_away(keep=newest)
        return newest

    def _clear_away(self, keep: Path | None) -> None:
        for build in self._all():
            if build != keep:
                # Where readers still hold files that cannot be removed then, the next run removes them.
                shutil.rmtree(build, ignore_errors=True)

    def _all(self) -> list[Path]:
        """Newest first."""
        try:
            names = [entry.name for entry in os.scandir(self.folder) if _BUILD.fullmatch(entry.name)]
        except FileNotFoundError:
            return []
        return sorted((self.folder / name for name in names), key=_number, reverse=True)


def _number(build: Path) -> int:
    return int(build.name.removeprefix("build-"))

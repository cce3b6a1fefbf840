"""Opening the newest committed state, once for each commit."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.index import TOC

from search.engines.builds import Builds
from search.engines.whoosh.damage import damage_named
from search.engines.whoosh.folder import INDEX_NAME, Commit, DurableStorage, newest_commit
from search.engines.whoosh.snapshot import SegmentFiles, Snapshot, read_segment
from search.errors import IndexDamagedError, IndexMissingError


class Opener:
    """Keeps the newest state open. Safe to use from several threads; a state in use lives until it is let go."""

    def __init__(self, builds: Builds) -> None:
        self._builds = builds
        self._lock = threading.Lock()
        self._snapshot: Snapshot | None = None
        self._files: dict[tuple[Path, str], SegmentFiles] = {}

    def snapshot(self) -> Snapshot:
        """The newest committed state.

        Raises IndexMissingError where nothing was committed, IndexOutdatedError, and IndexDamagedError.
        """
        snapshot = self._snapshot
        if snapshot is not None and snapshot.commit == newest_commit(self._builds):
            return snapshot
        with self._lock:
            return self._newest()

    def close(self) -> None:
        """Let go of all files."""
        with self._lock:
            self._snapshot = None
            self._files = {}

    def _newest(self) -> Snapshot:
        while True:
            commit = newest_commit(self._builds)
            if commit is None:
                raise IndexMissingError(self._builds.folder)
            if self._snapshot is None or self._snapshot.commit != commit:
                try:
                    self._snapshot = self._open(commit)
                except IndexDamagedError:
                    if newest_commit(self._builds) == commit:
                        raise
                    continue  # a commit replaced the files while they were being opened
            return self._snapshot

    def _open(self, commit: Commit) -> Snapshot:
        with damage_named(commit.build):
            self._builds.check(commit.build)
            storage = DurableStorage(str(commit.build))
            contents = TOC.read(storage, INDEX_NAME, gen=commit.generation)
            self._files = {
                (commit.build, segment.segment_id()): self._segment_files(commit.build, storage, contents, segment)
                for segment in contents.segments
            }
            deleted = [np.fromiter(segment.deleted_docs(), np.int64) for segment in contents.segments]
            return Snapshot(commit, list(self._files.values()), deleted)

    def _segment_files(self, build: Path, storage: Any, contents: Any, segment: Any) -> SegmentFiles:
        """A segment's files, read but once however many states it is part of."""
        known = self._files.get((build, segment.segment_id()))
        return known or read_segment(storage, contents.schema, segment)

"""Whether several processes read, how many, and the one that they are forked from, which has loaded what they need."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterable, Iterator
from itertools import accumulate
from multiprocessing import forkserver
from multiprocessing.context import ForkServerContext
from pathlib import Path

from indexer.run.interrupts import interrupts_deferred

MOST_WORKERS = 4
_SMALL_CORPUS_BYTES = 2_000_000
"""Starting processes takes about as long as reading so much."""
_PRELOADED = ["indexer.run.batches", "indexer.run.workers", "indexer.cli.main"]
"""What reading processes need, loaded once by the one that they are forked from; of the command what starts it."""


def default_workers() -> int:
    """How many processes read where nothing else is said: as many as there are processors, at most MOST_WORKERS."""
    return min(len(os.sched_getaffinity(0)), MOST_WORKERS)


def read_in_processes(workers: int, sizes: Iterable[int]) -> bool:
    """Whether files of these sizes, in bytes, are read in processes of their own."""
    return workers > 1 and any(size >= _SMALL_CORPUS_BYTES for size in accumulate(sizes))


def context() -> ForkServerContext:
    """For a pool of reading processes. What forks them is clean: none inherits our locks, connections or threads."""
    forking = multiprocessing.get_context("forkserver")
    forking.set_forkserver_preload(_PRELOADED)
    return forking


def load_ahead(workers: int, paths: Iterable[Path]) -> None:
    """Let what is needed for reading load beside what this process loads, where all below the paths will be read.

    Does nothing where one process will read them.
    """
    if read_in_processes(workers, _sizes_below(paths)):
        context()
        with interrupts_deferred():
            forkserver.ensure_running()


def _sizes_below(paths: Iterable[Path]) -> Iterator[int]:
    """The sizes of all files, also of those that no run reads."""
    for path in paths:
        yield _size(path)
        for folder, _, names in os.walk(path):
            yield from (_size(Path(folder, name)) for name in names)


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:  # the run says what cannot be read
        return 0

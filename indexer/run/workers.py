"""Reading many files in several processes: in order, with few of them in memory at once."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from indexer.run.interrupts import interrupts_deferred
from indexer.run.line_pieces import RecordNames, is_cut_by_lines, line_pieces
from indexer.run.outcomes import Batch, Lines, Outcome, ReadJob
from indexer.run.reading_processes import context, read_in_processes
from search.errors import OperatorError

if TYPE_CHECKING:
    from indexer.run.batches import Read

    _Work = ReadJob | Lines | Sequence[Read]

_WHOLE_FILE_BYTES = 4_000_000
"""A larger file is read piece by piece, so that no more than a few pieces of it are in memory; here, unless it has
lines that can be given out unread."""
_AHEAD = 2


class _Pending(NamedTuple):
    """What is being read: see `_tasks`."""

    job: ReadJob
    work: _Work
    future: Future[Sequence[Outcome | None]]
    is_last: bool


def read_files(jobs: Iterable[ReadJob], workers: int, language: str) -> Iterator[Batch]:
    """What the files hold, in the order of the jobs. A small corpus is read in this process.

    `language`: whose rules the tokens of passages follow; see `search.analysis.Analyzer`.
    Raises OperatorError where a process dies.
    """
    jobs = list(jobs)
    if not jobs:
        return
    if not read_in_processes(workers, (job.file.size for job in jobs)):
        yield from _read_here(jobs, language)
        return
    with closing(_read_in_processes(jobs, workers, language)) as batches:
        yield from batches


# The readers and segmenters take long to load, and a run that finds nothing changed, or writes what others read, needs
# none of them: hence the imports within functions.


def _read_here(jobs: Iterable[ReadJob], language: str) -> Iterator[Batch]:
    from indexer.run.batches import batches

    for job in jobs:
        for outcomes, is_last in batches(job, language):
            yield Batch(job, outcomes, is_last)


def _read_there(work: _Work, language: str) -> Sequence[Outcome | None]:
    """In a reading process: a whole file or lines of one read and prepared, or a piece that was read prepared."""
    from indexer.run.batches import prepare_all, prepare_lines
    from indexer.run.reading import read_structured

    if isinstance(work, Lines):
        job = replace(work.job, known=_known_records.get(work.job.file.path, {}))
        return prepare_lines(replace(work, job=job), language)
    return prepare_all(read_structured(work) if isinstance(work, ReadJob) else work, language)


def _tasks(jobs: Iterable[ReadJob]) -> Iterator[tuple[ReadJob, _Work, bool]]:
    """For each batch: its file, what a reading process gets to make it from, and whether it is the file's last."""
    for job in jobs:
        if job.file.size <= _WHOLE_FILE_BYTES:
            yield job, job, True
        elif _is_given_out_unread(job):
            for piece, is_last in line_pieces(job):
                yield job, piece, is_last
        else:
            from indexer.run.batches import unprepared_batches

            for reads, is_last in unprepared_batches(job):
                yield job, reads, is_last


def _is_given_out_unread(job: ReadJob) -> bool:
    return job.file.size > _WHOLE_FILE_BYTES and is_cut_by_lines(job)


def _read_in_processes(jobs: Sequence[ReadJob], workers: int, language: str) -> Generator[Batch]:
    known = {job.file.path: job.known for job in jobs if job.known and _is_given_out_unread(job)}
    pool = ProcessPoolExecutor(workers, mp_context=context(), initializer=_begin_to_read, initargs=(known,))
    pending: deque[_Pending] = deque()
    names = RecordNames()
    try:
        for job, work, is_last in _tasks(jobs):
            with interrupts_deferred():  # submitting may start a process, which has to be known to be waited for
                pending.append(_Pending(job, work, _submitted(pool, work, language), is_last))
            if len(pending) > workers * _AHEAD:
                yield _finished(pending.popleft(), names)
        while pending:
            yield _finished(pending.popleft(), names)
    except BrokenProcessPool as error:
        _end_those_left()
        raise OperatorError(
            "A reading process ended without a word, most likely for want of memory. "
            "Run `flori index --workers 1`, or take the largest files out of the corpus."
        ) from error
    finally:
        # Waits for what is being read: a process that is only starting would find its queue gone.
        pool.shutdown(wait=True, cancel_futures=True)


def _submitted(pool: ProcessPoolExecutor, work: _Work, language: str) -> Future[Sequence[Outcome | None]]:
    try:
        return pool.submit(_read_there, work, language)
    except (EOFError, ConnectionError) as error:  # of the process that starts the others
        raise BrokenProcessPool("no process can be started") from error


def _finished(one: _Pending, names: RecordNames) -> Batch:
    """Waits for it. `names`: of the records in what was read of the file before."""
    read = one.future.result()
    if isinstance(one.work, Lines):
        return Batch(one.job, names.told_apart(one.work, read), one.is_last)
    return Batch(one.job, tuple(outcome for outcome in read if outcome is not None), one.is_last)


def _end_those_left() -> None:
    """End the processes that a broken pool left: one that was only starting would find its queue gone, and say so."""
    for process in multiprocessing.active_children():
        process.terminate()
        process.join()


_known_records: dict[str, Mapping[str, str]] = {}
"""In a reading process: what is known of the files that come by lines; see `ReadJob.known`."""


def _begin_to_read(known: Mapping[str, Mapping[str, str]]) -> None:
    """In a reading process: keep what is `known`, leave Ctrl-C to the parent, and end when the parent was killed."""
    _known_records.update(known)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_after, args=(parent.join,), daemon=True).start()


def _end_after(wait: Callable[[], None]) -> None:
    wait()
    os._exit(1)

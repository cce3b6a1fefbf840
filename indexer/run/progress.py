"""What a person sees while an indexing run goes on: a bar with rate and remaining time, on standard error."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TaskProgressColumn, TextColumn, TimeRemainingColumn

from indexer.run.outcomes import Batch, PreparedSource, ReadJob


class Reporter(Protocol):
    """Is told how a run goes on."""

    def start(self, jobs: Sequence[ReadJob]) -> None:
        """The files that are going to be read."""

    def advance(self, batch: Batch) -> None:
        """A part of them has been read."""


class SilentReporter:
    """Says nothing: for programs, tests, and output that is not a terminal."""

    def start(self, jobs: Sequence[ReadJob]) -> None:
        """Nothing."""

    def advance(self, batch: Batch) -> None:
        """Nothing."""


class BarReporter:
    """A bar that counts bytes, since files differ too much in size to be counted."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._task = TaskID(0)
        self._passages = 0
        self._done_of_file = 0

    def start(self, jobs: Sequence[ReadJob]) -> None:
        """Show the bar, at its beginning."""
        total = sum(job.file.size for job in jobs)
        self._task = self._progress.add_task(f"{len(jobs):,} files", total=total, passages=0, rate=0.0)

    def advance(self, batch: Batch) -> None:
        """Move the bar. Within a bulk file the characters read stand for its bytes, until its end sets that right."""
        prepared = [outcome for outcome in batch.outcomes if isinstance(outcome, PreparedSource)]
        size = batch.job.file.size
        chars = sum(len(outcome.source.text) for outcome in prepared)
        done = size if batch.is_last else min(size, self._done_of_file + chars)
        self._passages += sum(len(passages) for outcome in prepared for passages in outcome.passages)
        elapsed_s = self._progress.tasks[self._task].elapsed or 0.0
        rate = self._passages / elapsed_s if elapsed_s else 0.0
        self._progress.update(self._task, advance=done - self._done_of_file, passages=self._passages, rate=rate)
        self._done_of_file = 0 if batch.is_last else done


@contextmanager
def reporting(console: Console) -> Iterator[Reporter]:
    """A bar on the console while the block runs; silence where it is no terminal."""
    if not console.is_terminal:
        yield SilentReporter()
        return
    columns = (
        TextColumn("Reading {task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[passages]:,} passages, {task.fields[rate]:,.0f}/s, left"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        yield BarReporter(progress)

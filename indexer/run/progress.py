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

    def compared(self, share: float) -> None:
        """So much of what was read has been compared with other documents, for copies."""


class SilentReporter:
    """Says nothing: for programs, tests, and output that is not a terminal."""

    def start(self, jobs: Sequence[ReadJob]) -> None:
        """Nothing."""

    def advance(self, batch: Batch) -> None:
        """Nothing."""

    def compared(self, share: float) -> None:
        """Nothing."""


class BarReporter:
    """A bar that counts bytes, since files differ too much in size to be counted; then one of comparing documents."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._reading = TaskID(0)
        self._comparing: TaskID | None = None
        self._passages = 0
        self._done_of_file = 0

    def start(self, jobs: Sequence[ReadJob]) -> None:
        """Show the bar, at its beginning."""
        total = sum(job.file.size for job in jobs)
        self._reading = self._progress.add_task(f"Reading {len(jobs):,} files", total=total, pace=_pace(0, 0.0))

    def advance(self, batch: Batch) -> None:
        """Move the bar. Within a bulk file the characters read stand for its bytes, until its end sets that right."""
        prepared = [outcome for outcome in batch.outcomes if isinstance(outcome, PreparedSource)]
        size = batch.job.file.size
        chars = sum(len(outcome.source.text) for outcome in prepared)
        done = size if batch.is_last else min(size, self._done_of_file + chars)
        self._passages += sum(len(passages) for outcome in prepared for passages in outcome.passages)
        pace = _pace(self._passages, self._progress.tasks[self._reading].elapsed or 0.0)
        self._progress.update(self._reading, advance=done - self._done_of_file, pace=pace)
        self._done_of_file = 0 if batch.is_last else done

    def compared(self, share: float) -> None:
        """Show the bar of comparing, or move it."""
        if self._comparing is None:
            self._comparing = self._progress.add_task("Comparing documents", total=1.0, pace="")
        self._progress.update(self._comparing, completed=share)


def _pace(passages: int, elapsed_s: float) -> str:
    return f"{passages:,} passages, {passages / elapsed_s if elapsed_s else 0.0:,.0f}/s,"


@contextmanager
def reporting(console: Console) -> Iterator[Reporter]:
    """A bar on the console while the block runs; silence where it is no terminal."""
    if not console.is_terminal:
        yield SilentReporter()
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[pace]} left"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        yield BarReporter(progress)

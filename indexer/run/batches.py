"""What is read and prepared at once: a file, or a piece of one; loads all readers and segmenters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from indexer.run.outcomes import Outcome, PreparedSource, ReadJob, Unchanged
from indexer.run.reading import Unprepared, prepare, read_structured, with_tokens
from search.analysis import Analyzer
from search.numbered_tokens import TokenNumbering
from search.sources import ReadFailure

_BATCH_CHARS = 500_000
_BATCH_SOURCES = 200

Read = Unprepared | Unchanged | ReadFailure


def batches(job: ReadJob) -> Iterator[tuple[list[Read], bool]]:
    """What the file holds in pieces of limited size, and whether each is the last; at least one."""
    batch: list[Read] = []
    chars = 0
    for read in read_structured(job):
        if chars >= _BATCH_CHARS or len(batch) >= _BATCH_SOURCES:
            yield batch, False
            batch, chars = [], 0
        batch.append(read)
        chars += len(read.structured.text) if isinstance(read, Unprepared) else 0
    yield batch, True


def prepare_all(reads: Iterable[Read], language: str) -> tuple[Outcome, ...]:
    """What comes of them, with the tokens of their passages, in their order."""
    numbering = TokenNumbering(_analyzer(language))
    outcomes = (prepare(read) if isinstance(read, Unprepared) else read for read in reads)
    return tuple(with_tokens(one, numbering) if isinstance(one, PreparedSource) else one for one in outcomes)


@cache
def _analyzer(language: str) -> Analyzer:
    """One for all batches of a process: it remembers the words that it has met."""
    return Analyzer(language)

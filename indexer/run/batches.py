"""Reading and preparing a whole file, or a piece of one; loads all readers and segmenters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TypeVar

from indexer.limits import clock_at_hand
from indexer.run.outcomes import Lines, Outcome, PreparedSource, ReadJob, Unchanged
from indexer.run.pieces import in_pieces
from indexer.run.reading import Unprepared, completed, prepare, read_lines, read_structured
from search.analysis import Analyzer
from search.numbered_tokens import TokenNumbering
from search.sources import ReadFailure

Read = Unprepared | Unchanged | ReadFailure
_Any = TypeVar("_Any", Outcome, Outcome | None)


def batches(job: ReadJob, language: str) -> Iterator[tuple[tuple[Outcome, ...], bool]]:
    """What comes of the file in pieces of limited size, and whether each is the last; at least one."""
    pieces = in_pieces(map(_prepared, read_structured(job)), _chars)
    is_last = False
    while not is_last:
        with clock_at_hand():
            piece, is_last = next(pieces)
        yield _completed(piece, language), is_last


def unprepared_batches(job: ReadJob) -> Iterator[tuple[list[Read], bool]]:
    """What stands in the file, in such pieces."""
    return in_pieces(read_structured(job), lambda one: len(one.structured.text) if isinstance(one, Unprepared) else 0)


def prepare_all(reads: Iterable[Read], language: str) -> tuple[Outcome, ...]:
    """What comes of them, in their order."""
    with clock_at_hand():
        return _completed([_prepared(read) for read in reads], language)


def prepare_lines(piece: Lines, language: str) -> tuple[Outcome | None, ...]:
    """What comes of each line, None for a blank one."""
    with clock_at_hand():
        return _completed([None if read is None else _prepared(read) for read in read_lines(piece)], language)


def _prepared(read: Read) -> Outcome:
    return prepare(read) if isinstance(read, Unprepared) else read


def _completed(outcomes: Sequence[_Any], language: str) -> tuple[_Any | PreparedSource, ...]:
    """The outcomes with fingerprints, and with tokens by numbers that they share."""
    sources = [one for one in outcomes if isinstance(one, PreparedSource)]
    complete = completed(sources, TokenNumbering(_analyzer(language)))
    return tuple(next(complete) if isinstance(one, PreparedSource) else one for one in outcomes)


def _chars(outcome: Outcome) -> int:
    return len(outcome.source.text) if isinstance(outcome, PreparedSource) else 0


@cache
def _analyzer(language: str) -> Analyzer:
    """One for all batches of a process: it remembers the words that it has met."""
    return Analyzer(language)

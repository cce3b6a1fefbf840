"""A large bulk file of lines: cut into pieces for several processes, and put together again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from indexer.corpus.fingerprinting import place_of
from indexer.json_lines import SUFFIXES, BrokenOffError, lines_of, repeated_id
from indexer.run.outcomes import Lines, Outcome, ReadJob
from indexer.run.pieces import in_pieces
from search.sources import ReadFailure


def is_cut_by_lines(job: ReadJob) -> bool:
    """Whether it can be: it has lines, and no corrections beside it."""
    return not job.file.correction and job.file.path.lower().endswith(tuple(SUFFIXES))


def line_pieces(job: ReadJob) -> Iterator[tuple[Lines | list[ReadFailure], bool]]:
    """The file in pieces, and whether each is the last; a failure at the end where it cannot be read to its end.

    What is known of the file is not in each: there may be as much of it as of the file.
    """
    without_known = replace(job, known={})
    broken_off: list[ReadFailure] = []

    def readable() -> Iterator[bytes]:
        try:
            yield from lines_of(Path(job.file.path))
        except BrokenOffError as error:
            broken_off.append(ReadFailure(job.file.path, str(error)))

    first = 1
    for lines, is_last in in_pieces(readable(), len):
        yield Lines(without_known, first, tuple(lines)), is_last and not broken_off
        first += len(lines)
    if broken_off:
        yield broken_off, True


class RecordNames:
    """Tells the records of a file apart by their names, across its pieces; to be asked in the order of the lines."""

    def __init__(self) -> None:
        self._line_of: dict[str, int] = {}

    def told_apart(self, piece: Lines, of_lines: Sequence[Outcome | None]) -> tuple[Outcome, ...]:
        """What comes of the piece. `of_lines`: for each line, None for a blank one. The first of a name is taken."""
        if piece.first == 1:
            self._line_of.clear()
        numbered = enumerate(of_lines, start=piece.first)
        return tuple(self._claimed(piece.job, number, one) for number, one in numbered if one is not None)

    def _claimed(self, job: ReadJob, number: int, outcome: Outcome) -> Outcome:
        if isinstance(outcome, ReadFailure):
            return outcome
        first = self._line_of.setdefault(outcome.fingerprint.name, number)
        if first == number:
            return outcome
        return ReadFailure(place_of(job.file, f"{job.file.name}#{number}"), repeated_id(number, first))

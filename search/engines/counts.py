"""Values and how often each was counted, of which there may be tens of thousands in one answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import overload

Counted = tuple[str, int]
"""A value, and how many passages have it."""


@dataclass(frozen=True, slots=True, eq=False)
class Counts(Sequence[Counted]):
    """A sequence of values with their counts. Equal to any sequence of the same pairs.

    Pairs are made as they are asked for: to keep one for each day of decades takes longer than to count them.
    """

    values: Sequence[str]
    counts: Sequence[int]

    @classmethod
    def of(cls, pairs: Sequence[Counted]) -> Counts:
        """The pairs in this form, in which an engine may have given them already."""
        return pairs if isinstance(pairs, Counts) else cls([pair[0] for pair in pairs], [pair[1] for pair in pairs])

    def __len__(self) -> int:
        return len(self.values)

    def __iter__(self) -> Iterator[Counted]:
        return zip(self.values, self.counts, strict=True)

    @overload
    def __getitem__(self, place: int) -> Counted: ...

    @overload
    def __getitem__(self, place: slice) -> Counts: ...

    def __getitem__(self, place: int | slice) -> Counted | Counts:
        if isinstance(place, slice):
            return Counts(self.values[place], self.counts[place])
        return self.values[place], self.counts[place]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

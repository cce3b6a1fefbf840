"""How many of some passages have each of the numbers that passages have: of a document, a date, a set of values."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from search.engines.counting.arrays import Integers, Mask, narrow
from search.engines.counting.passages import Passages


class Tally:
    """Counts by what `ordinals[passage]` says, a number below `size`. `live`: by passage, which are counted at all."""

    def __init__(self, ordinals: Integers, size: int, live: Mask) -> None:
        self.ordinals = narrow(ordinals)
        self._size = size
        self._live = live

    def counts(self, passages: Passages) -> Integers:
        """How many of the passages have each number."""
        if passages.are_most:  # then few others are to be taken from the counts of all, which are known
            return self._of_all - self._counted(passages.others)
        return self._counted(passages.numbers)

    def distinct(self, passages: Passages) -> int:
        """How many different numbers the passages have."""
        if passages.are_most:
            return int(np.count_nonzero(self._of_all > self._counted(passages.others)))
        seen = np.zeros(self._size, bool)
        seen[self.ordinals[passages.numbers]] = True
        return int(np.count_nonzero(seen))

    @cached_property
    def _of_all(self) -> Integers:
        return narrow(self._counted(np.flatnonzero(self._live)))

    def _counted(self, numbers: Integers) -> Integers:
        return np.bincount(self.ordinals[numbers], minlength=self._size)

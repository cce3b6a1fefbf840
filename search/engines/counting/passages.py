"""A set of passages, held as its members or as all others: where most are in the set, the others are far fewer."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from search.engines.counting.arrays import Integers, Mask


class Passages:
    """Some of the live passages of a state.

    `live`: by number, which there are. `given`: the numbers of those in the set, ascending, or with `left_out` of all
    others.
    """

    def __init__(self, live: Mask, given: Integers, *, left_out: bool = False) -> None:
        self._live = live
        self._given = given
        self._left_out = left_out
        everything = int(np.count_nonzero(live))
        self.size = everything - int(given.size) if left_out else int(given.size)
        self.are_most = 2 * self.size > everything

    @classmethod
    def all(cls, live: Mask) -> Passages:
        """All live passages of a state."""
        return cls(live, np.zeros(0, np.int64), left_out=True)

    @cached_property
    def numbers(self) -> Integers:
        """The numbers of those in the set, ascending."""
        return self._besides_given() if self._left_out else self._given

    @cached_property
    def others(self) -> Integers:
        """The numbers of all other live passages, ascending."""
        return self._given if self._left_out else self._besides_given()

    def includes(self, numbers: Integers) -> Mask:
        """Which of the numbers, of live passages, are of the set."""
        given = np.zeros(self._live.size, bool)
        given[self._given] = True
        included: Mask = given[numbers] != self._left_out
        return included

    def only(self, mask: Mask) -> Passages:
        """Those that the mask lets through; it has a place for each of `numbers`."""
        return Passages(self._live, self.numbers[mask])

    def _besides_given(self) -> Integers:
        left = self._live.copy()
        left[self._given] = False
        return np.flatnonzero(left)

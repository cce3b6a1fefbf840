"""A facet's values by passage, in arrays that filter and count without looking at one passage at a time."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from search.engines.counting.arrays import Integers, Mask
from search.engines.counting.passages import Passages
from search.engines.counting.tally import Tally
from search.engines.counts import Counts


class FacetColumn:
    """The values of one facet for all passages, of which those that are `live` are counted.

    Passages have sets of values, and many share one: `sets[passage]` numbers a set, and `members` lists the values of
    each. `values`: distinct, ascending.
    """

    def __init__(self, sets: Integers, members: Sequence[Sequence[str]], live: Mask) -> None:
        self.values = sorted({value for values in members for value in values})
        self._value_array = np.array(self.values, dtype=object)
        self._index_of = {value: index for index, value in enumerate(self.values)}
        # The sets' values one after the other, and the set that each belongs to.
        self._flat = np.array([self._index_of[value] for values in members for value in values], np.intp)
        self._set_of = np.repeat(np.arange(len(members)), [len(values) for values in members])
        self._set_count = len(members)
        self._by_set = Tally(sets, self._set_count, live)

    def matching(self, chosen: Collection[str], numbers: Integers) -> Mask:
        """Which of the passages have at least one of the chosen values."""
        wanted = np.zeros(len(self.values), bool)
        wanted[[self._index_of[value] for value in chosen if value in self._index_of]] = True
        suits = np.zeros(self._set_count, bool)
        suits[self._set_of[wanted[self._flat]]] = True
        return suits[self._by_set.ordinals[numbers]]

    def counts(self, passages: Passages) -> Integers:
        """How many of the passages have each value, by index in `values`."""
        by_set = self._by_set.counts(passages)
        by_value = np.bincount(self._flat, weights=by_set[self._set_of], minlength=len(self.values))
        return by_value.astype(np.int64)  # exact: floats hold whole numbers up to 2**53

    def ranked(self, passages: Passages) -> Counts:
        """The values that any of the passages has, with their counts: most frequent first, ties by value."""
        counts = self.counts(passages)
        some = np.flatnonzero(counts)
        order = some[np.argsort(-counts[some], kind="stable")]
        return Counts(self._value_array[order].tolist(), counts[order].tolist())

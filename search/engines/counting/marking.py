"""Which passages of a set match, told by arrays instead of by looking at each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from search.engines.base import MarkedMatch, PassageSet
from search.engines.counting.arrays import Integers
from search.engines.counting.passages import Passages
from search.engines.counting.tally import Tally


class Marking:
    """Where marked passages stand in one state. `find`: the numbers of passages by their ids; of one not there, -1.

    They are found once for each set; the latest is remembered. Safe to use from several threads.
    """

    def __init__(self, find: Callable[[Sequence[str]], Integers], by_document: Tally) -> None:
        self._find = find
        self._by_document = by_document
        self._latest: tuple[PassageSet, Integers] | None = None

    def matches(self, marked: PassageSet | None, matching: Passages) -> Sequence[MarkedMatch]:
        """Those of the marked passages that match, by ascending place."""
        if marked is None:
            return ()
        numbers = self._numbers(marked)
        places = np.flatnonzero(matching.includes(numbers) & (numbers >= 0))
        documents = self._by_document.ordinals[numbers[places]]
        in_document = self._by_document.counts(matching)[documents]
        return list(map(MarkedMatch, places.tolist(), in_document.tolist()))

    def _numbers(self, marked: PassageSet) -> Integers:
        latest = self._latest
        if latest is None or latest[0] is not marked:
            latest = self._latest = marked, self._find(marked.ids)
        return latest[1]

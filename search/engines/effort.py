"""What one search may cost an engine, and the count of what it has cost so far."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from search.errors import CostlySearchError

MAX_TOKENS_OF_PATTERN = 2_000
"""Words that a prefix or wildcard may stand for: some milliseconds. More say too little to be worth it."""
MAX_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Bounds:
    """`seconds`: how long an engine may work. `pattern_words`: how many words one prefix or wildcard stands for."""

    seconds: float = MAX_SECONDS
    pattern_words: int = MAX_TOKENS_OF_PATTERN


class Effort:
    """Counts the steps of one search: words compared, lists read. `steps`: so many up to now.

    Loops announce their steps in batches before they take them, so that no long one passes the clock by.
    """

    def __init__(self, bounds: Bounds, clock: Callable[[], float] = time.monotonic) -> None:
        self.bounds = bounds
        self.steps = 0
        self._clock = clock
        self._end = clock() + bounds.seconds

    def spend(self, steps: int) -> None:
        """Count steps that are about to be taken. Raises CostlySearchError when the time is over."""
        self.steps += steps
        if self._clock() > self._end:
            raise CostlySearchError(self.bounds.seconds)

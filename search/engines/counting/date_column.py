"""The dates by passage: filtered by the days that they cover, counted by date, and sorted by."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from search.dates import REST_OF_DAY, DateFilter, day_span, moments, second_of_day
from search.engines.counting.arrays import Integers, Mask, narrow
from search.engines.counting.passages import Passages
from search.engines.counting.tally import Tally
from search.engines.counts import Counts

_UNDATED = 10**18  # beyond all moments, and seconds can be added


class DateColumn:
    """The dates of all passages, of which those that are `live` are counted.

    `ordinals[passage]` is an index into `edtf`; an empty date is an unknown one. `seconds`: of each passage the
    `second_of_day`, where that is not in `edtf`.
    """

    def __init__(self, ordinals: Integers, edtf: Sequence[str], live: Mask, seconds: Integers | None = None) -> None:
        self._ordinals = narrow(ordinals)
        spans = [day_span(date or None) for date in edtf]
        self._dated = np.array([span is not None for span in spans], bool)
        self._first = np.array([span.first if span else _UNDATED for span in spans], np.int64)
        self._last = np.array([span.last if span else -_UNDATED for span in spans], np.int64)
        ends = [
            moments(span, second_of_day(date)) if span else (_UNDATED, -_UNDATED)
            for span, date in zip(spans, edtf, strict=True)
        ]
        self._first_moment, self._last_moment = np.array(ends, np.int64).reshape(-1, 2).T
        self._seconds = seconds
        days, day_of = _days(edtf, np.lexsort((-self._last, self._first)))
        self._days = np.array(days, dtype=object)
        # Many dates have a time, so that there are far more of them than days to count by.
        self._by_day = Tally(narrow(day_of)[ordinals], len(days) + 1, live)

    def matching(self, filters: Sequence[DateFilter], numbers: Integers) -> Mask:
        """Which of the passages at least one of the filters takes in."""
        suits = np.zeros(self._dated.size, bool)
        for one in filters:
            suits |= self._taken_in(one)
        return suits[self._ordinals[numbers]]

    def counts(self, passages: Passages) -> tuple[Counts, int]:
        """How many of the passages have each date, in ascending order, and how many are undated."""
        by_day = self._by_day.counts(passages)
        counts = by_day[:-1]
        some = np.flatnonzero(counts)
        return Counts(self._days[some].tolist(), counts[some].tolist()), int(by_day[-1])

    def newest_first(self, numbers: Integers) -> Integers:
        """A key for each passage that ascends from the newest last moment to the oldest; undated ones last."""
        last = self._last_moment[self._ordinals[numbers]]
        if self._seconds is None:
            return -last
        seconds = self._seconds[numbers]
        return -np.where(seconds, last - REST_OF_DAY + seconds, last)

    def oldest_first(self, numbers: Integers) -> Integers:
        """A key for each passage that ascends from the oldest first moment to the newest; undated ones last."""
        first = self._first_moment[self._ordinals[numbers]]
        return first if self._seconds is None else first + self._seconds[numbers]

    def _taken_in(self, one: DateFilter) -> Mask:
        if one.undated:
            return ~self._dated
        suits = self._dated.copy()
        if one.first is not None:
            suits &= self._first >= one.first
        if one.last is not None:
            suits &= self._last <= one.last
        return suits


def _days(edtf: Sequence[str], order: Integers) -> tuple[list[str], Integers]:
    """The distinct dates without their times, and the index among them of each date; of unknown ones, their number.

    `order`: the indices of the dates, ascending.
    """
    day_of = np.empty(len(edtf), np.int64)
    index_of: dict[str, int] = {}
    for index in order.tolist():
        day = edtf[index].partition("T")[0]
        day_of[index] = index_of.setdefault(day, len(index_of)) if day else -1
    day_of[day_of < 0] = len(index_of)
    return list(index_of), day_of

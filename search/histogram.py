"""The histogram of dates: which years, months or days the matching passages are from."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from search.dates import DateFilter, day_span
from search.engines.base import DateCount
from search.engines.counts import Counts
from search.results import Bin, Histogram

MOST_YEARS_BY_MONTH = 3
"""A span of more calendar years is shown by the year."""
MOST_MONTHS_BY_DAY = 3
"""A span of more calendar months is shown by the month, a shorter one by the day."""

_BEFORE_ALL_DAYS, _AFTER_ALL_DAYS = -100_000_000, 100_000_000
_AFTER_ALL_LETTERS = "~"
_MONTHS = 12
_LENGTHS = {"year": len("2015"), "month": len("2015-06"), "day": len("2015-06-26")}


def histogram(dates: Sequence[DateCount], undated: int, filters: Sequence[DateFilter]) -> Histogram:
    """Passages by date, within the outer limits of the date filters, by the interval that their span asks for."""
    within = _within(dates, filters)
    interval = _interval(within)
    counts = _sums(Counts.of(within), _LENGTHS[interval])
    bins = tuple(Bin(start, counts[start]) for start in sorted(counts, key=_place))
    return Histogram(interval=interval, bins=bins, undated=undated)


def _sums(dates: Counts, length: int) -> dict[str, int]:
    """How many passages have a date that begins so, with `length` letters; what is coarser stays as it is."""
    # As text, dates that begin alike stand together, so that of thousands but few are looked at.
    ascending = sorted(dates.values)
    counts = dates.counts
    if ascending != dates.values:  # years before 0, which as text descend
        count_of = dict(dates)
        counts = [count_of[date] for date in ascending]
    sums: dict[str, int] = {}
    at = 0
    while at < len(ascending):
        date = ascending[at]
        whole = length + date.startswith("-")
        end = at + 1 if len(date) < whole else bisect_left(ascending, date[:whole] + _AFTER_ALL_LETTERS, at)
        sums[date[:whole]] = sum(counts[at:end])
        at = end
    return sums


def _within(dates: Sequence[DateCount], filters: Sequence[DateFilter]) -> Sequence[DateCount]:
    """The dates that lie within the outer limits of the filters."""
    if not filters:
        return dates
    first, last = _outer_limits(filters)
    return [one for one in dates if (days := day_span(one[0])) and first <= days.first and days.last <= last]


def _outer_limits(filters: Sequence[DateFilter]) -> tuple[int, int]:
    """First and last day that any of the filters takes in; a filter for the undated sets none."""
    dated = [one for one in filters if not one.undated]
    firsts = [_BEFORE_ALL_DAYS if one.first is None else one.first for one in dated]
    lasts = [_AFTER_ALL_DAYS if one.last is None else one.last for one in dated]
    return min(firsts, default=_BEFORE_ALL_DAYS), max(lasts, default=_AFTER_ALL_DAYS)


def _interval(dates: Sequence[DateCount]) -> str:
    """By how far the dates, which ascend, lie apart."""
    # Of thousands, the outer two mostly tell already.
    if not dates or _years(*_limits([dates[0], dates[-1]])) > MOST_YEARS_BY_MONTH:
        return "year"
    first, last = _limits(dates)
    years = _years(first, last)
    if years > MOST_YEARS_BY_MONTH:
        return "year"
    months = (years - 1) * _MONTHS + _month(last) - _month(first) + 1
    return "month" if months > MOST_MONTHS_BY_DAY else "day"


def _limits(dates: Sequence[DateCount]) -> tuple[int, int]:
    """The first and the last day that any of the dates, of which there is at least one, covers."""
    spans = [days for date, _ in dates if (days := day_span(date))]
    return min(days.first for days in spans), max(days.last for days in spans)


def _years(first: int, last: int) -> int:
    """How many calendar years two days and what is between them are in."""
    # Floor division also takes the days of years before 0 apart: 1 January -44 is -440000 + 101.
    return last // 10_000 - first // 10_000 + 1


def _month(day: int) -> int:
    return day // 100 % 100


def _place(start: str) -> list[int]:
    """Sort key: in order of time, a year before its months, a month before its days."""
    sign = "-" if start.startswith("-") else ""
    year, *rest = start.removeprefix("-").split("-")
    return [int(sign + year), *map(int, rest)]

"""The histogram of dates: which years, months or days the matching passages are from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from search.dates import DateFilter, DaySpan, day_span
from search.engines.base import DateCount
from search.results import Bin, Histogram

MOST_YEARS_BY_MONTH = 3
"""A span of more calendar years is shown by the year."""
MOST_MONTHS_BY_DAY = 3
"""A span of more calendar months is shown by the month, a shorter one by the day."""

_BEFORE_ALL_DAYS, _AFTER_ALL_DAYS = -100_000_000, 100_000_000
_REMEMBERED_DATES = 100_000
_PARTS = {"year": 1, "month": 2, "day": 3}


def histogram(dates: Sequence[DateCount], undated: int, filters: Sequence[DateFilter]) -> Histogram:
    """Passages by date, within the outer limits of the date filters, by the interval that their span asks for."""
    within = _within(dates, filters)
    interval = _interval([days for entry in within if (days := day_span(entry.date))])
    counts: Counter[str] = Counter()
    for date, count in within:
        counts[_cut(date, interval)] += count
    bins = tuple(Bin(start, counts[start]) for start in sorted(counts, key=_place))
    return Histogram(interval=interval, bins=bins, undated=undated)


def _within(dates: Sequence[DateCount], filters: Sequence[DateFilter]) -> Sequence[DateCount]:
    """The dates that lie within the outer limits of the filters."""
    if not filters:
        return dates
    first, last = _outer_limits(filters)
    return [one for one in dates if (days := day_span(one.date)) and first <= days.first and days.last <= last]


def _outer_limits(filters: Sequence[DateFilter]) -> tuple[int, int]:
    """First and last day that any of the filters takes in; a filter for the undated sets none."""
    dated = [one for one in filters if not one.undated]
    firsts = [_BEFORE_ALL_DAYS if one.first is None else one.first for one in dated]
    lasts = [_AFTER_ALL_DAYS if one.last is None else one.last for one in dated]
    return min(firsts, default=_BEFORE_ALL_DAYS), max(lasts, default=_AFTER_ALL_DAYS)


def _interval(spans: Sequence[DaySpan]) -> str:
    if not spans:
        return "year"
    first_year, first_month = _year_and_month(min(days.first for days in spans))
    last_year, last_month = _year_and_month(max(days.last for days in spans))
    if last_year - first_year + 1 > MOST_YEARS_BY_MONTH:
        return "year"
    months = (last_year - first_year) * 12 + last_month - first_month + 1
    return "month" if months > MOST_MONTHS_BY_DAY else "day"


def _year_and_month(day: int) -> tuple[int, int]:
    # Floor division also takes the days of years before 0 apart: 1 January -44 is -440000 + 101.
    return day // 10_000, day // 100 % 100


@lru_cache(_REMEMBERED_DATES)
def _cut(date: str, interval: str) -> str:
    """The date without what is finer than the interval; a coarser one stays as it is."""
    sign, parts = _parts(date)
    return sign + "-".join(parts[: _PARTS[interval]])


def _place(start: str) -> list[int]:
    """Sort key: in order of time, a year before its months, a month before its days."""
    sign, (year, *rest) = _parts(start)
    return [int(sign + year), *map(int, rest)]


def _parts(date: str) -> tuple[str, list[str]]:
    sign = "-" if date.startswith("-") else ""
    return sign, date.removeprefix("-").split("-")

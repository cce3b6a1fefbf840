"""Dates as EDTF strings and as day numbers: the span a date covers, and what a date filter means."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from functools import lru_cache

from search.errors import RequestError
from search.message import Message

_TIME = r"T(?P<hour>\d{2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?"
_EDTF = re.compile(rf"(?P<year>-?\d{{4}})(?:-(?P<month>\d{{2}})(?:-(?P<day>\d{{2}})(?:{_TIME})?)?)?")
_REMEMBERED_DATES = 100_000
"""A histogram asks for the days of every date there is, at every search."""
_DAY = 100_000
"""More than the seconds of a day, so that a day and a second of it are one number."""
REST_OF_DAY = _DAY - 1
"""What is added to the first moment of a date without a time to have the last."""
_EXPECTED = Message("a year, month or day (2015, 2015-06, 2015-06-26), a range (2014..2016, 2014.., ..2016) or undated")


@dataclass(frozen=True, slots=True)
class DaySpan:
    """First and last day of a date, both included, as integers YYYYMMDD (20150626)."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class DateFilter:
    """What `date=` asks for: documents whose whole date lies between `first` and `last`, or undated ones.

    A document known only to be of 2016 therefore matches `2016` and not `2016-06`. None is an open end.
    """

    text: str
    first: int | None = None
    last: int | None = None
    undated: bool = False


@lru_cache(_REMEMBERED_DATES)
def day_span(edtf: str | None) -> DaySpan | None:
    """The days that an EDTF date covers; None where it is None. Raises ValueError on anything else."""
    if edtf is None:
        return None
    match = _matched(edtf)
    year = int(match["year"])
    month = int(match["month"]) if match["month"] else None
    day = int(match["day"]) if match["day"] else None
    if month is not None and not 1 <= month <= 12:
        raise ValueError(f"no such month: {edtf!r}")
    if month is None:
        return DaySpan(_number(year, 1, 1), _number(year, 12, 31))
    last_day = calendar.monthrange(year, month)[1]
    if day is None:
        return DaySpan(_number(year, month, 1), _number(year, month, last_day))
    if not 1 <= day <= last_day:
        raise ValueError(f"no such day: {edtf!r}")
    return DaySpan(_number(year, month, day), _number(year, month, day))


def second_of_day(edtf: str | None) -> int:
    """The second that a date's time states, counted from 1 at midnight; 0 where there is none.

    Raises ValueError as `day_span` does.
    """
    match = _matched(edtf) if edtf is not None else None
    if match is None or match["hour"] is None:
        return 0
    return int(match["hour"]) * 3_600 + int(match["minute"]) * 60 + int(match["second"] or 0) + 1


def moments(span: DaySpan, second: int) -> tuple[int, int]:
    """The first and the last moment of a date, as numbers that ascend with time: YYYYMMDD and five digits for seconds.

    `second`: of its time, as `second_of_day` has it, with which both are the same moment.
    """
    return span.first * _DAY + second, span.last * _DAY + (second or REST_OF_DAY)


def parse_date_filter(text: str) -> DateFilter:
    """The filter that `2015`, `2015-06`, `2015-06-26`, `2014..2016`, `2014..`, `..2016` or `undated` names.

    Raises RequestError on anything else, a range that ends before it starts included.
    """
    stripped = text.strip()
    if stripped == "undated":
        return DateFilter(text=stripped, undated=True)
    start_text, dots, end_text = stripped.partition("..")
    try:
        start = day_span(start_text) if start_text else None
        end = (day_span(end_text) if end_text else None) if dots else start
    except ValueError:
        raise _unreadable(text) from None
    if start is None and end is None:
        raise _unreadable(text)
    first = start.first if start else None
    last = end.last if end else None
    if first is not None and last is not None and first > last:
        raise RequestError(
            Message("The date range %(range)r ends before it starts; write the earlier date first.", range=text),
            parameter="date",
            value=text,
            expected=_EXPECTED,
        )
    return DateFilter(text=stripped, first=first, last=last)


def _matched(edtf: str) -> re.Match[str]:
    match = _EDTF.fullmatch(edtf)
    if match is None:
        raise ValueError(f"not a date of the form YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDTHH:MM: {edtf!r}")
    return match


def _number(year: int, month: int, day: int) -> int:
    return year * 10_000 + month * 100 + day


def _unreadable(text: str) -> RequestError:
    return RequestError(
        Message("The date %(date)r cannot be read; write %(expected)s.", date=text, expected=_EXPECTED),
        parameter="date",
        value=text,
        expected=_EXPECTED,
    )

"""On which day a message was sent, where a chat writes days as numbers: their order is told by all of them together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from indexer.date_places import POST_HEADER
from indexer.dates import ParsedDate, parse_date
from search.model import DatePrecision, DocumentDate

_ORDERS = {"day first": (0, 1, 2), "month first": (1, 0, 2), "year first": (2, 1, 0)}
"""Where day, month and year stand."""

_TIME = re.compile(r"(?P<hour>\d\d?)[:.](?P<minute>\d\d)(?:[:.]\d\d)?(?:\s?(?P<half>[ap])\.?\s?m\b\.?)?", re.IGNORECASE)

_SHORT_YEAR = re.compile(r"^(\d\d?)-([^\W\d_]{3})-(\d\d)(?=\s)")  # `03-May-21`, as Discord's exporter had it

Numbers = tuple[str, str, str]


def orders_of(numbers: Sequence[Numbers], mark: str) -> list[str]:
    """The orders of day and month in which all dates are dates, and none is before the one above it.

    With dots between them the day stands first. Years come first only where nothing else fits: of two digits alone
    they could be days.
    """
    orders = ["day first"] if mark == "." else list(_ORDERS)
    fitting = [order for order in orders if _is_ascending([_day(one, order) for one in numbers])]
    return [order for order in fitting if order != "year first"] or fitting


def date_of(numbers: Numbers, orders: Sequence[str], time: str) -> DocumentDate:
    """To the minute; where day and month could be either, what is the same both ways."""
    days = {read.isoformat() for order in orders if (read := _day(numbers, order))}
    years = {day[:4] for day in days}
    if len(days) == 1:
        day = days.pop()
        known = parse_date(f"{day} {_clock(time)}") or ParsedDate(day, DatePrecision.DAY)
    elif len(years) == 1:
        known = ParsedDate(years.pop(), DatePrecision.YEAR)
    else:
        return DocumentDate()
    return known.stated_in(POST_HEADER)


def written_date(words: str) -> DocumentDate:
    """The date that words state, a day at the least; the unknown date for others."""
    parsed = parse_date(_SHORT_YEAR.sub(r"\1 \2 20\3", words))
    if parsed is None or parsed.precision is not DatePrecision.DAY:
        return DocumentDate()
    return parsed.stated_in(POST_HEADER)


def on_day(day: str, time: str) -> DocumentDate:
    """That time on a day in ISO form; the unknown date where it is none."""
    return written_date(f"{day} {_clock(time)}")


def _clock(time: str) -> str:
    """A time of day as dates have it: `10.32` as `10:32`, `9:15 p. m.` as `9:15 pm`."""
    read = _TIME.match(time)
    return f"{read['hour']}:{read['minute']}{read['half'] + 'm' if read['half'] else ''}" if read else time


def _is_ascending(days: Sequence[date | None]) -> bool:
    known = [day for day in days if day is not None]
    return len(known) == len(days) and known == sorted(known)


def _day(numbers: Numbers, order: str) -> date | None:
    day, month, year = (numbers[place] for place in _ORDERS[order])
    if len(year) not in (2, 4) or len(day) > 2:
        return None
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    except ValueError:
        return None

"""Dates as people write them, read exactly: a whole string, or every date in running text, as EDTF.

Nothing is guessed: a day or month that is not written is not filled in, and words such as `now` or a lone `May`
are no dates. `date_patterns` has the forms that are known, `date_names` the names of months and weekdays.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_tz

from indexer.date_names import ENGLISH_MONTHS, MONTHS, WEEKDAYS, WEEKDAYS_OF_SOFTWARE
from indexer.date_patterns import RUNNING_MONTH_YEAR, RUNNING_PATTERNS, WHOLE_PATTERNS, YEAR_DIGITS
from search.model import DatePrecision, DocumentDate

_BRACKETS = " \t\n\u00a0.,;:()[]*"
_LEADING_WORDS = re.compile(r"^(?:dated?|on|the|this|le|den|el|il)\b[\s:]*", re.IGNORECASE)
_ZONE_COMMENT = re.compile(r"\s\([A-Z]{1,5}\)\s*$")  # RFC 2822 allows `-0700 (PDT)`
_NUMBERS = re.compile(r"(?<!\d)(?P<first>\d\d?)[-/.](?P<second>\d\d?)[-/.](?:1\d|20)\d\d(?!\d)")
_OLD_STYLE_ENDS = 1752  # England's year began on 25 March until then, hence `3 February, 1712-13`
_LONGEST_INPUT_CHARS = 80
_WINDOW_CHARS = 60


@dataclass(frozen=True, slots=True)
class ParsedDate:
    """A date in the form of `search.dates`, with how much of it is known.

    `edtf` carries a time where one is written (`2015-06-25T10:52`): in UTC where its offset from UTC is written
    too, else as it stands.
    """

    edtf: str
    precision: DatePrecision

    def stated_in(self, place: str) -> DocumentDate:
        """This as the date of a document that states it itself: in `place`, one of `indexer.date_places`."""
        return DocumentDate(self.edtf, self.precision, place)

    def derived_from(self, place: str) -> DocumentDate:
        """This as the date of a document that does not state it, but stands in or below `place`."""
        return DocumentDate(self.edtf, self.precision, place, derived=True)


@dataclass(frozen=True, slots=True)
class FoundDate(ParsedDate):
    """A date at `text[start:end]`, its weekday and time of day included."""

    start: int
    end: int


def parse_date(text: str) -> ParsedDate | None:
    """The date that the whole string states, or None where it states anything else or more.

    Numeric dates are day first, unless only month first is possible or fits the weekday named before it.
    Years run from 1000 to 2099.
    """
    stripped = _ZONE_COMMENT.sub("", text.replace("_", "")).strip(_BRACKETS)
    stripped = _LEADING_WORDS.sub("", stripped, count=1).strip(_BRACKETS)
    if len(stripped) > _LONGEST_INPUT_CHARS or YEAR_DIGITS.search(stripped) is None:
        return None
    for pattern in WHOLE_PATTERNS:
        match = pattern.fullmatch(stripped)
        if match is not None and (match.groupdict().get("weekday") or "mon").lower() in WEEKDAYS_OF_SOFTWARE:
            return _read(match)
    return None


def find_dates(text: str) -> tuple[FoundDate, ...]:
    """Every date in running text, in order, none overlapping: month names, ISO and numeric dates with a year.

    Bare numbers and bare years are left alone, and so are a month and year not written with a capital.
    """
    found = sorted(_candidates(text), key=lambda each: (each.start, -each.end))
    kept: list[FoundDate] = []
    for each in found:
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return tuple(kept)


def is_either_order(words: str) -> bool:
    """Whether words hold a date in numbers that is another day where the month stands first: `3/5/2021`."""
    numbers = _NUMBERS.search(words)
    return numbers is not None and numbers["first"] != numbers["second"] and max(map(int, numbers.groups())) <= 12


def _candidates(text: str) -> Iterator[FoundDate]:
    for window_start, window_end in _windows(text):
        for pattern in RUNNING_PATTERNS:
            for match in pattern.finditer(text, window_start, window_end):
                parsed = _read(match)
                if parsed is not None and not _is_doubtful_in_prose(match):
                    yield FoundDate(parsed.edtf, parsed.precision, _start(match), match.end())


def _windows(text: str) -> list[tuple[int, int]]:
    """The stretches around years, where alone a date can be: looking only there is ten times as fast."""
    windows: list[tuple[int, int]] = []
    for match in YEAR_DIGITS.finditer(text):
        start, end = max(match.start() - _WINDOW_CHARS, 0), match.end() + _WINDOW_CHARS
        if windows and start <= windows[-1][1]:
            start = windows.pop()[0]
        windows.append((start, end))
    return windows


def _is_doubtful_in_prose(match: re.Match[str]) -> bool:
    """True for `may 2000` and `Mars 2020`: without a day only an English name with a capital is a month."""
    if match.re is not RUNNING_MONTH_YEAR:
        return False
    name = match["month"]
    return not (name[:1].isupper() and name.lower() in ENGLISH_MONTHS)


def _start(match: re.Match[str]) -> int:
    """Where the date begins: at its weekday, if the word before the date is one."""
    word = match.groupdict().get("weekday")
    return match.start("date") if word is None or word.lower() not in WEEKDAYS else match.start()


def _read(match: re.Match[str]) -> ParsedDate | None:
    """The date that a match of one of the patterns states; None where there is no such day or month."""
    groups = match.groupdict()
    year = _year(groups)
    if groups.get("first") is not None:
        month, day = _month_and_day(year, int(groups["first"]), int(groups["second"]), groups.get("weekday"))
    else:
        name = groups.get("month")
        month = 0 if name is None else int(name) if name.isdecimal() else MONTHS.get(name.lower(), -1)
        day = int(groups.get("day") or 0)
    if year < 0 or not 0 <= month <= 12:
        return None
    if month == 0:
        return ParsedDate(f"{year:04}", DatePrecision.YEAR)
    if groups.get("day") is None and groups.get("first") is None:
        return ParsedDate(f"{year:04}-{month:02}", DatePrecision.MONTH)
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return ParsedDate(_with_time(date(year, month, day), groups), DatePrecision.DAY)


def _year(groups: dict[str, str | None]) -> int:
    """The year by today's reckoning; `1712-13` is 1713. -1 where the two do not follow each other."""
    year = int(groups["year"] or 0)
    new_style = groups.get("new_style")
    if new_style is None:
        return year
    following = year + 1
    return following if year < _OLD_STYLE_ENDS and str(following).endswith(new_style) else -1


def _month_and_day(year: int, first: int, second: int, weekday: str | None) -> tuple[int, int]:
    """Month and day of `first/second/year`; month -1 where neither order is a day of that year."""
    readings = [
        (month, day)
        for day, month in ((first, second), (second, first))
        if 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]
    ]
    named = WEEKDAYS.get(weekday.lower()) if weekday else None
    fitting = [(month, day) for month, day in readings if date(year, month, day).weekday() == named]
    return (fitting or readings or [(-1, 0)])[0]


def _with_time(day: date, groups: dict[str, str | None]) -> str:
    hour_text, minute_text = groups.get("hour"), groups.get("minute")
    if hour_text is None or minute_text is None:
        return day.isoformat()
    hour = int(hour_text)
    half = groups.get("half")
    if half is not None:
        if not 1 <= hour <= 12:
            return day.isoformat()
        hour = hour % 12 + (12 if half.lower().startswith("p") else 0)
    moment = datetime(day.year, day.month, day.day, hour, int(minute_text), tzinfo=_zone(groups.get("zone")))
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="minutes")


def _zone(written: str | None) -> timezone:
    """The offset that a zone stands for, as RFC 2822 section 4.3 lists them; UTC where there is none."""
    if written is None:
        return UTC
    compact = "+0000" if written == "Z" else written.replace(":", "")
    fields = parsedate_tz(f"1 Jan 2000 00:00:00 {compact}")
    offset_s = fields[9] if fields is not None else None
    return timezone(timedelta(seconds=offset_s)) if offset_s and abs(offset_s) < 86_400 else UTC

"""The segmenter of chats exported as text, as WhatsApp does it: a line begins with date, time and name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from indexer.dates import parse_date
from indexer.segmenters.base import Draft, Proposal
from indexer.segmenters.stated import first_line
from indexer.structure import StructuredText
from search.model import DatePrecision, DocumentDate, Kind

_STAMP = (
    r"(?P<first>\d{1,4})(?P<mark>[./-])(?P<second>\d{1,2})[./-](?P<third>\d{2,4}),?\s+"
    r"(?P<time>\d{1,2}:\d\d(?::\d\d)?(?:\s?[ap]\.?m\b\.?)?)"
)
_MESSAGE = re.compile(
    rf"^\u200e?(?P<bracket>\[)?{_STAMP}(?(bracket)\]|\s+[-–])\s+(?:(?P<name>[^:\n]{{1,60}}):(?=\s)[^\S\n]*)?",
    re.IGNORECASE | re.MULTILINE,
)
_WITHOUT_WORDS = re.compile(r"\u200e?<?(?:media|image|video|audio|sticker|gif|document) omitted>?", re.IGNORECASE)
_FEWEST_MESSAGES = 3
_MOST_CHARS_ABOVE = 2_000
_CONFIDENCE = 0.985
_ORDERS = {"day first": (0, 1, 2), "month first": (1, 0, 2), "year first": (2, 1, 0)}
"""Where day, month and year stand."""


@dataclass(frozen=True, slots=True)
class _Message:
    """`fields`: the three numbers of its date as they stand. `name`: None for what the program itself notes."""

    fields: tuple[str, str, str]
    mark: str
    time: str
    name: str | None
    start: int
    end: int


class ChatLogSegmenter:
    """Makes a document of each message with words; what the program notes (`Ada joined`) belongs to none."""

    name = "chat"

    def propose(self, source: StructuredText) -> Proposal | None:
        """The messages in order, or None where a text does not begin as a chat does."""
        if _MESSAGE.search(source.text, 0, _MOST_CHARS_ABOVE) is None:
            return None
        messages = _messages(source.text)
        said = [one for one in messages if one.name and _has_words(source.text[one.start : one.end])]
        orders = _orders(messages)
        if len(said) < _FEWEST_MESSAGES or not orders:
            return None
        return Proposal(self.name, _CONFIDENCE, tuple(_draft(source.text, one, orders) for one in said))


def _messages(text: str) -> list[_Message]:
    stamps = list(_MESSAGE.finditer(text))
    ends = [stamp.start() for stamp in stamps[1:]] + [len(text)]
    return [
        _Message(
            (stamp["first"], stamp["second"], stamp["third"]),
            stamp["mark"],
            stamp["time"],
            stamp["name"],
            stamp.end(),
            end,
        )
        for stamp, end in zip(stamps, ends, strict=True)
    ]


def _has_words(text: str) -> bool:
    return bool(text.strip()) and _WITHOUT_WORDS.fullmatch(text.strip()) is None


def _orders(messages: Sequence[_Message]) -> list[str]:
    """The orders of day and month in which all dates are dates, and none is before the one above it.

    With dots between them the day stands first.
    """
    orders = ["day first"] if messages and messages[0].mark == "." else list(_ORDERS)
    return [order for order in orders if _is_ascending([_day(one, order) for one in messages])]


def _is_ascending(days: Sequence[date | None]) -> bool:
    known = [day for day in days if day is not None]
    return len(known) == len(days) and known == sorted(known)


def _day(message: _Message, order: str) -> date | None:
    day, month, year = (message.fields[place] for place in _ORDERS[order])
    if len(year) not in (2, 4) or len(day) > 2:
        return None
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    except ValueError:
        return None


def _draft(text: str, message: _Message, orders: Sequence[str]) -> Draft:
    return Draft(
        key=f"message at {message.start}",
        kind=Kind.FORUM_POST,
        title=first_line(text[message.start : message.end]),
        start=message.start,
        end=message.end,
        authors=(message.name or "",),
        date=_date(message, orders),
    )


def _date(message: _Message, orders: Sequence[str]) -> DocumentDate:
    """To the minute; where day and month could be either, what is the same both ways."""
    days = {day for order in orders if (day := _day(message, order))}
    if len(days) != 1:
        years = {day.year for day in days}
        return (
            DocumentDate(str(years.pop()), DatePrecision.YEAR, "the post's header")
            if len(years) == 1
            else DocumentDate()
        )
    day = days.pop()
    parsed = parse_date(f"{day.isoformat()} {message.time}")
    return DocumentDate(parsed.edtf if parsed else day.isoformat(), DatePrecision.DAY, "the post's header")

"""The lines that say where a clipping is from: `From the Wick Argus, 3 May 1926, p. 7`, or paper and day below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from re import IGNORECASE

from indexer.date_places import DATELINE
from indexer.dates import FoundDate, find_dates
from indexer.segmenters.clippings.newspapers import newspaper_in
from indexer.segmenters.lines import Line
from search.model import DatePrecision, DocumentDate

_MOST_CHARS = 140
_YEAR = re.compile(r"(?:1\d|20)\d\d")
_INTRODUCTION = re.compile(
    r"(?:source|newspaper|publication|paper|from|in|(?:published|printed|appeared|first published|reprinted) in"
    r"|(?:cutting|clipping|extract|transcri(?:bed|ption)|reprinted) (?:from|of))(?:\s?:)?\s+",
    IGNORECASE,
)
_MARKS = " \t#*_[](){}\"“”'‘’~=-–—.,;:|"
_NUMBERED = r"\s*[a-z]?\d{1,5}[a-z]?(?:\s?[-–,&]\s?\d{1,4})*"
_LOCATOR = re.compile(
    rf"(?:[\s,;.:()|/–—-]*(?:(?:pp?|pg|pages?|cols?|columns?|sect?|section|vol|volume|no|nr|issue|seite|s|página|pagina)(?![^\W\d_])\.?"
    rf"{_NUMBERED}|(?:first|second|late|final|city|morning|evening|early|national|front)\s(?:city\s)?(?:edition|page)"
    r"|[a-z]?\d{1,3}(?!\d)))*[\s,;.:()|/–—-]*",
    IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a clipping is from, on the lines [first, last]. `located`: with its page, or a word such as `From`."""

    first: int
    last: int
    newspaper: str
    date: DocumentDate
    located: bool


def find_citations(lines: Sequence[Line]) -> list[Citation]:
    """Those that have one line to themselves, or two, in reading order."""
    found: list[Citation] = []
    for number, line in enumerate(lines):
        date = _only_day(line.text)
        citation = (_on_one_line(line.text, date, number) or _on_two_lines(lines, date, number)) if date else None
        if citation is not None and (not found or citation.first > found[-1].last):
            found.append(citation)
    return found


def _on_one_line(line: str, date: FoundDate, number: int) -> Citation | None:
    before, after = line[: date.start].strip(_MARKS), line[date.end :].strip(_MARKS)
    if not before:  # `3 May 1926, Wick Argus, p. 7`
        before, _, after = after.partition(",")
    introduced = _INTRODUCTION.match(before)
    located = introduced is not None or any(map(str.isdigit, after))
    title = before[introduced.end() :] if introduced else before
    newspaper = newspaper_in(title, located=located) if _LOCATOR.fullmatch(after) else None
    return Citation(number, number, newspaper, date.stated_in(DATELINE), located) if newspaper else None


def _on_two_lines(lines: Sequence[Line], date: FoundDate, number: int) -> Citation | None:
    """The day, with the page or without, below the title of a paper that stands alone."""
    above = next((at for at in range(number - 1, max(number - 3, -1), -1) if lines[at].text), None)
    day = lines[number].text
    is_alone = not day[: date.start].strip(_MARKS) and _LOCATOR.fullmatch(_without_weekday(day[date.end :]))
    if above is None or not is_alone or len(lines[above].text) > _MOST_CHARS:
        return None
    written = lines[above].text.strip(_MARKS)
    introduced = _INTRODUCTION.match(written)
    located = introduced is not None or any(map(str.isdigit, day[date.end :]))
    newspaper = newspaper_in(written[introduced.end() :] if introduced else written, located=located)
    return Citation(above, number, newspaper, date.stated_in(DATELINE), located) if newspaper else None


def _only_day(line: str) -> FoundDate | None:
    """The one date of a line, if it is a day without a time."""
    if len(line) > _MOST_CHARS or _YEAR.search(line) is None:
        return None
    found = find_dates(line)
    is_day = len(found) == 1 and found[0].precision is DatePrecision.DAY and "T" not in found[0].edtf
    return found[0] if is_day else None


def _without_weekday(words: str) -> str:
    """What stands behind a date without the weekday that some archives write there: `May 3, 2001 Thursday`."""
    return re.sub(r"^,?\s*(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", "", words, flags=IGNORECASE)

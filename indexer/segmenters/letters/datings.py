"""When each letter was written, and where that is stated: in the letter's own head, or in the words around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from indexer import date_places
from indexer.dates import find_dates
from indexer.segmenters.letters.datelines import read_dateline
from indexer.segmenters.letters.finding import FoundLetter
from search.model import DatePrecision, DocumentDate

_UNKNOWN = DocumentDate()
_SENTENCE_BREAK = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+(?=[A-Z“\"])|\n\s*\n")
_WRITING = re.compile(
    r"\b(?:wrote|writes|written|write|sent|sends|replied|replies|reply|respond(?:ed|s)?|response|answer(?:ed|s)?|"
    r"letters?|issued|addressed|published|signed|dated)\b",
    re.IGNORECASE,
)
_RECEIVES = re.compile(r"\bto\s+(?:the\s+)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Mention:
    """A date that the page's own words give to some writing: the clause before it says whose."""

    clause: str
    date: DocumentDate


def dates_of(
    letters: Sequence[FoundLetter],
    authors: Sequence[tuple[str, ...]],
    introduction: str,
    heading_lines: Sequence[str],
    acronyms: Mapping[str, str],
) -> tuple[DocumentDate, ...]:
    """The date of each letter: stated by itself, else by the page's introduction, else by the head of the page."""
    stated = _with_dates_of_introduction([_stated_date(letter) for letter in letters], authors, introduction, acronyms)
    # Where letters are dated one by one, the date above them all is when the page was made.
    if any(date.precision is not DatePrecision.UNKNOWN for date in stated):
        return tuple(stated)
    return (_date_of_page(heading_lines),) * len(letters)


def _stated_date(letter: FoundLetter) -> DocumentDate:
    """The date that the letter states itself, or that its heading does."""
    head = letter.head
    if head.label_date is not None:
        return head.label_date.stated_in(date_places.HEADER)
    if head.dateline is not None:
        return head.dateline.stated_in(date_places.DATELINE)
    if head.heading is not None and head.heading.date is not None:
        return head.heading.date.stated_in(date_places.heading_that_says(head.heading.date_phrase))
    if letter.ending.date is not None:
        return letter.ending.date.stated_in(date_places.DATELINE_BELOW)
    return _UNKNOWN


def _with_dates_of_introduction(
    dates: Sequence[DocumentDate], authors: Sequence[tuple[str, ...]], introduction: str, acronyms: Mapping[str, str]
) -> list[DocumentDate]:
    """The dates, those unknown taken from the page's introduction where it says when that author wrote.

    A date that another letter states already is that letter's.
    """
    mentions = list(_mentions(introduction))
    dated: list[DocumentDate] = []
    for date, writers in zip(dates, authors, strict=True):
        taken = {other.edtf for other in (*dates, *dated)}
        fitting = {
            each.date
            for each in mentions
            if each.date.edtf not in taken and (len(dates) == 1 or _names_writer(each.clause, writers, acronyms))
        }
        is_unknown = date.precision is DatePrecision.UNKNOWN
        dated.append(fitting.pop() if is_unknown and len(fitting) == 1 else date)
    return dated


def _date_of_page(lines: Iterable[str]) -> DocumentDate:
    """The date that stands alone above all letters, as of the newspaper that prints them; unknown without one."""
    found = {date for line in lines if (date := read_dateline(line)) is not None}
    if len(found) != 1:
        return _UNKNOWN
    return found.pop().derived_from(date_places.PAGE_HEADING)


def _mentions(introduction: str) -> Iterator[_Mention]:
    for sentence in _SENTENCE_BREAK.split(introduction):
        position = 0
        for found in find_dates(sentence):
            clause = sentence[position : found.start]
            if _WRITING.search(clause):
                yield _Mention(clause, found.derived_from(date_places.PAGE_INTRODUCTION))
            position = found.end


def _names_writer(clause: str, authors: Sequence[str], acronyms: Mapping[str, str]) -> bool:
    """True where the clause names one of the authors as the one who writes: in full, as `MLT` or as `the Council`."""
    shortened = [acronym for acronym, name in acronyms.items() if name in authors]
    words = {word for name in authors for word in re.findall(r"\w{5,}", name) if len(name.split()) > 1}
    patterns = [*(rf"\b{re.escape(name)}\b" for name in (*authors, *shortened))]
    patterns.extend(rf"\bthe\s+{re.escape(word)}\b(?!\s+(?:of|for)\b)" for word in words)
    return any(
        _RECEIVES.search(clause[: match.start()]) is None
        for pattern in patterns
        for match in re.finditer(pattern, clause, re.IGNORECASE)
    )

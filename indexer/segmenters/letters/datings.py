"""When each letter was written, and where that is stated: in the letter's own head, or in the words around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from indexer.dates import ParsedDate, find_dates
from indexer.segmenters.letters.finding import FoundLetter
from search.model import DatePrecision, DocumentDate

_UNKNOWN = DocumentDate()
_SENTENCE_BREAK = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+(?=[A-Z“\"])|\n\s*\n")
_WRITING = re.compile(
    r"\b(?:wrote|writes|written|write|sent|sends|replied|replies|reply|respond(?:ed|s)?|response|answer(?:ed|s)?|"
    r"letters?|issued|addressed|published|signed|dated)\b",
    re.IGNORECASE,
)
_ANOTHERS = re.compile(r"\b(?:to|from|by)\s+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Mention:
    """A date that the page's own words give to some writing: the clause before it says whose."""

    clause: str
    date: DocumentDate


def date_of(letter: FoundLetter) -> DocumentDate:
    """The date that the letter states itself, or that its heading does."""
    head = letter.head
    if head.label_date is not None:
        return _stated(head.label_date, "its header")
    if head.dateline is not None:
        return _stated(head.dateline, "its dateline")
    if head.heading is not None and head.heading.date is not None:
        return _stated(head.heading.date, f"the heading '{head.heading.date_phrase}'")
    if letter.ending.date is not None:
        return _stated(letter.ending.date, "the dateline below its signature")
    return _UNKNOWN


def with_dates_of_introduction(
    dates: Sequence[DocumentDate], authors: Sequence[tuple[str, ...]], introduction: str, acronyms: Mapping[str, str]
) -> tuple[DocumentDate, ...]:
    """The dates, those unknown taken from the page's introduction where it says when that author wrote.

    A date that another letter of the same author states already is that letter's.
    """
    mentions = list(_mentions(introduction))
    dated: list[DocumentDate] = []
    for position, date in enumerate(dates):
        if date.precision is DatePrecision.UNKNOWN:
            taken = {other.edtf for other in (*dates, *dated)}
            alone = len(dates) == 1
            fitting = [
                each.date
                for each in mentions
                if each.date.edtf not in taken and (alone or _names_writer(each.clause, authors[position], acronyms))
            ]
            date = fitting[0] if len({each.edtf for each in fitting}) == 1 else _UNKNOWN
        dated.append(date)
    return tuple(dated)


def _mentions(introduction: str) -> Iterator[_Mention]:
    for sentence in _SENTENCE_BREAK.split(introduction):
        position = 0
        for found in find_dates(sentence):
            clause = sentence[position : found.start]
            if _WRITING.search(clause):
                date = DocumentDate(found.edtf, found.precision, "the page's introduction", derived=True)
                yield _Mention(clause, date)
            position = found.end


def _names_writer(clause: str, authors: Sequence[str], acronyms: Mapping[str, str]) -> bool:
    """True where the clause names one of the authors, or its acronym, as the one who writes."""
    shortened = [acronym for acronym, name in acronyms.items() if name in authors]
    for name in (*authors, *shortened):
        for match in re.finditer(rf"\b{re.escape(name)}\b", clause, re.IGNORECASE):
            if not _ANOTHERS.search(clause[: match.start()]) or re.search(
                r"\bfrom\s+(?:the\s+)?$", clause[: match.start()]
            ):
                return True
    return False


def _stated(date: ParsedDate, where: str) -> DocumentDate:
    return DocumentDate(date.edtf, date.precision, where)

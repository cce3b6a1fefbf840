"""How dates, names and documents are put into words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from babel.dates import get_month_names

from search.dates import DateFilter, parse_date_filter
from search.message import Message
from search.model import BY_HAND, DatePrecision, Document, DocumentDate, Passage, Voice
from web.documents.directions import isolated
from web.words.counts import counted
from web.words.language import gettext, locale, said
from web.words.terms import capitalized, term

_EMPTY_LINES = re.compile(r"\n\s*\n")
_PRECISION_NOTES = {
    DatePrecision.MONTH: Message("day unknown"),
    DatePrecision.YEAR: Message("only the year is known"),
}


def date_words(edtf: str | None) -> str:
    """`25 June 2015`, `25 June 2015, 10:52`, `June 2015`, `2015` or `undated`."""
    if edtf is None:
        return gettext("undated")
    day_text, _, time = edtf.partition("T")
    parts = _date_parts(day_text)
    if len(parts) == 1:
        return parts[0]
    names = get_month_names("wide", locale=locale())
    month = names[int(parts[1])]
    if len(parts) == 2:
        return gettext("%(month)s %(year)s", month=month, year=parts[0])
    date = gettext("%(day)s %(month)s %(year)s", day=int(parts[2]), month=month, year=parts[0])
    return gettext("%(date)s, %(time)s", date=date, time=time) if time else date


def short_date_words(edtf: str) -> str:
    """The least that tells a date from those beside it: `2015`, `Jun 2015`, `26 Jun`."""
    year, *rest = _date_parts(edtf)
    if not rest:
        return year
    month = get_month_names("abbreviated", "stand-alone", locale=locale())[int(rest[0])]
    if len(rest) == 1:
        return gettext("%(month)s %(year)s", month=month, year=year)
    return gettext("%(day)s %(month)s", day=int(rest[1]), month=month)


def date_note(date: DocumentDate) -> str:
    """What a reader must know of a date beside its words: how little is known of it, or where it is taken from."""
    notes = [said(_PRECISION_NOTES[date.precision])] if date.precision in _PRECISION_NOTES else []
    if date.stated_in == BY_HAND:
        notes.append(term(BY_HAND))
    if date.derived:
        notes.append(gettext("taken from %(place)s", place=term(date.stated_in or "its surroundings")))
    return "; ".join(notes)


def date_filter_words(text: str) -> str:
    """A date filter as a person says it: `June 2015`, `2014 to 2016`, `from 2014`, `until 2016`, `Undated`."""
    date: DateFilter = parse_date_filter(text)
    if date.undated:
        return gettext("Undated")
    start, dots, end = date.text.partition("..")
    if not dots:
        return date_words(start)
    if start and end:
        return gettext("%(start)s to %(end)s", start=date_words(start), end=date_words(end))
    if start:
        return gettext("from %(start)s", start=date_words(start))
    return gettext("until %(end)s", end=date_words(end))


def names(values: Sequence[str], most: int = 3) -> str:
    """`A`, `A and B`, `A, B and C`, or the first `most` of them and how many others there are."""
    apart = [isolated(value) for value in values]
    if len(apart) <= 1:
        return "".join(apart)
    if len(apart) > most + 1:
        return counted(len(apart) - most, "other", names=", ".join(apart[:most]))
    return gettext("%(names)s and %(last)s", names=", ".join(apart[:-1]), last=apart[-1])


def closed_up(text: str) -> str:
    """A text whose paragraphs are at most one empty line apart, as web pages kept as text often leave many."""
    return _EMPTY_LINES.sub("\n\n", text.strip())


def from_to(authors: str, recipients: str) -> str:
    """`Author to Recipient`; the author alone where nobody is addressed."""
    return gettext("%(author)s to %(recipient)s", author=authors, recipient=recipients) if recipients else authors


def voice_note(passage: Passage) -> str:
    """`Quoting Ada Birch`, or `Quoting somebody else` where the text does not say whom; empty for own words."""
    if passage.voice is not Voice.QUOTING:
        return ""
    return gettext("Quoting %(name)s", name=passage.quoted) if passage.quoted else gettext("Quoting somebody else")


def web_address(*candidates: str | None) -> str | None:
    """The first that is an address on the web; a document may carry any text there, scripts included."""
    return next((url for url in candidates if url and url.lower().startswith(("https://", "http://"))), None)


def title_of(document: Document) -> str:
    """The document's title, or that it has none."""
    return document.title or gettext("Untitled")


def printed_names(document: Document) -> tuple[str, ...]:
    """The names that the source has in other forms than the preferred ones, each once."""
    if document.printed is None:
        return ()
    printed = (*document.printed.authors, *document.printed.signatories, *document.printed.recipients)
    preferred = {*document.authors, *document.signatories, *document.recipients}
    return tuple(dict.fromkeys(name for name in printed if name not in preferred))


def citation(document: Document) -> str:
    """One line that tells a document apart: `Letter, Author to Recipient, 24 March 2016`."""
    people = names(document.authors, 2) or (gettext("Author unknown") if document.recipients else "")
    people = from_to(people, names(document.recipients, 1))
    parts = [capitalized(document.kind), people, date_words(document.date.edtf)]
    return ", ".join(part for part in parts if part)


def _date_parts(day_text: str) -> list[str]:
    """Year, with its sign, month and day, as far as they are known."""
    sign = "-" if day_text.startswith("-") else ""
    year, *rest = day_text.removeprefix("-").split("-")
    return [f"{sign}{year}", *rest]

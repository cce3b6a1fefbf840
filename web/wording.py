"""How kinds, dates, counts and names are put into words."""

from __future__ import annotations

from collections.abc import Sequence

from search.dates import DateFilter, parse_date_filter
from search.model import DatePrecision, Document, DocumentDate, Passage, Voice

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_PRECISION_NOTES = {DatePrecision.MONTH: "day unknown", DatePrecision.YEAR: "only the year is known"}


def counted(count: int, noun: str) -> str:
    """`1 passage`, `1,204 passages`. `noun` takes a plain s in the plural."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def date_words(edtf: str | None) -> str:
    """`25 June 2015`, `25 June 2015, 10:52`, `June 2015`, `2015` or `Undated`."""
    if edtf is None:
        return "Undated"
    day_text, _, time = edtf.partition("T")
    sign = "-" if day_text.startswith("-") else ""
    year, *rest = day_text.removeprefix("-").split("-")
    parts = [f"{sign}{year}"]
    if rest:
        parts.insert(0, MONTHS[int(rest[0]) - 1])
    if len(rest) > 1:
        parts.insert(0, str(int(rest[1])))
    return " ".join(parts) + (f", {time}" if time else "")


def date_note(date: DocumentDate) -> str:
    """What a reader must know of a date beside its words: how little is known of it, or where it is taken from."""
    notes = [_PRECISION_NOTES[date.precision]] if date.precision in _PRECISION_NOTES else []
    if date.derived:
        notes.append(f"taken from {date.stated_in}" if date.stated_in else "taken from its surroundings")
    return "; ".join(notes)


def date_filter_words(text: str) -> str:
    """A date filter as a person says it: `June 2015`, `2014 to 2016`, `from 2014`, `until 2016`, `Undated`."""
    date: DateFilter = parse_date_filter(text)
    if date.undated:
        return "Undated"
    start, dots, end = date.text.partition("..")
    if not dots:
        return date_words(start)
    if start and end:
        return f"{date_words(start)} to {date_words(end)}"
    return f"from {date_words(start)}" if start else f"until {date_words(end)}"


def names(values: Sequence[str], most: int = 3) -> str:
    """`A`, `A and B`, `A, B and C`, or the first `most` of them and how many others there are."""
    if len(values) <= 1:
        return "".join(values)
    if len(values) > most + 1:
        return f"{', '.join(values[:most])} and {len(values) - most} others"
    return f"{', '.join(values[:-1])} and {values[-1]}"


def voice_note(passage: Passage) -> str:
    """`Quoting Ada Birch`, or `Quoting somebody else` where the text does not say whom; empty for own words."""
    return f"Quoting {passage.quoted or 'somebody else'}" if passage.voice is Voice.QUOTING else ""


def web_address(*candidates: str | None) -> str | None:
    """The first that is an address on the web; a document may carry any text there, scripts included."""
    return next((url for url in candidates if url and url.lower().startswith(("https://", "http://"))), None)


def citation(document: Document) -> str:
    """One line that tells a document apart: `Letter, Author to Recipient, 24 March 2016`."""
    people = names(document.authors, 2)
    if people and document.recipients:
        people = f"{people} to {names(document.recipients, 1)}"
    parts = [document.kind.capitalize(), people, date_words(document.date.edtf)]
    return ", ".join(part for part in parts if part)

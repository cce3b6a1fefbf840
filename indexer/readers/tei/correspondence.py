"""What a correspondence description says: https://www.tei-c.org/release/doc/tei-p5-doc/en/html/ref-correspDesc.html"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from indexer.date_places import CORRESPONDENCE_DESCRIPTION
from indexer.dates import ParsedDate, parse_date
from indexer.readers.tei.elements import ID, children, descendants, shown_words
from search.dates import day_span
from search.model import DatePrecision, DocumentDate

_PEOPLE = ("persName", "orgName", "name", "rs")
_WHEN = ("when-iso", "when", "when-custom")
_FROM = ("from-iso", "from", "notBefore-iso", "notBefore")
_TO = ("to-iso", "to", "notAfter-iso", "notAfter")
_PRECISIONS = {4: DatePrecision.YEAR, 7: DatePrecision.MONTH, 10: DatePrecision.DAY}


@dataclass(frozen=True, slots=True)
class Correspondence:
    """Who sent a letter to whom and when. `describes` are ids of elements; `answers`: of the letter before it."""

    senders: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    date: DocumentDate = field(default_factory=DocumentDate)
    describes: frozenset[str] = frozenset()
    answers: str | None = None
    url: str | None = None


def correspondence(description: etree._Element) -> Correspondence:
    """What a `correspDesc` states. The date is that of sending; a receipt does not date a letter."""
    sent = [action for action in children(description, "correspAction") if action.get("type") == "sent"]
    received = [action for action in children(description, "correspAction") if action.get("type") == "received"]
    dates = (stated_date(date, CORRESPONDENCE_DESCRIPTION) for action in sent for date in descendants(action, "date"))
    url = description.get("ref", "")
    return Correspondence(
        senders=tuple(name for action in sent for name in people(action)),
        recipients=tuple(name for action in received for name in people(action)),
        date=next((date for date in dates if date.edtf), DocumentDate()),
        describes=frozenset(_targets(description)),
        answers=next(_previous(description), None),
        url=url if url.startswith(("http://", "https://")) else None,
    )


def people(element: etree._Element) -> Iterator[str]:
    """The persons and bodies named in an element, in order; a name given in parts as `Forename Surname`."""
    named = list(descendants(element, *_PEOPLE))
    for each in named:
        if any(above in named for above in each.iterancestors()):
            continue
        forenames = [shown_words(part) for part in descendants(each, "forename")]
        surnames = [shown_words(part) for part in descendants(each, "surname")]
        parts = [*forenames, *surnames] if forenames and surnames else [shown_words(each)]
        name = " ".join(" ".join(parts).split())
        if name:
            yield name


def stated_date(date: etree._Element, place: str) -> DocumentDate:
    """The date that an element `date` gives by its attributes, else by its words; of a span what its ends share."""
    when = next((date.get(name, "") for name in _WHEN if date.get(name)), "")
    first = next((date.get(name, "") for name in _FROM if date.get(name)), "")
    last = next((date.get(name, "") for name in _TO if date.get(name)), "")
    if when:
        edtf = _date_of(when)
    elif first and last:
        edtf = _shared(first, last)
    else:
        parsed = None if first or last else parse_date(shown_words(date))
        edtf = parsed.edtf if parsed else ""
    if not edtf:
        return DocumentDate()
    return ParsedDate(edtf, _PRECISIONS[min(len(edtf), 10)]).stated_in(place)


def _date_of(when: str) -> str:
    """The day, month or year that begins the attribute; empty for any other value, such as `--03-01`."""
    for length in (10, 7, 4):
        if len(when) == length or (len(when) > length == 10 and when[10] in "TZ+-"):
            try:
                day_span(when[:length])
            except ValueError:
                return ""
            return when[:length]
    return ""


def _shared(first: str, last: str) -> str:
    """The month or year in which both ends of a span lie; empty where they share none."""
    start, end = _date_of(first), _date_of(last)
    return next(
        (start[:length] for length in (10, 7, 4) if len(start) >= length and start[:length] == end[:length]), ""
    )


def _targets(description: etree._Element) -> Iterator[str]:
    for name in ("corresp", "target", "sameAs"):
        for target in description.get(name, "").split():
            yield target.removeprefix("#")
    identifier = description.get(ID)
    if identifier:
        yield identifier


def _previous(description: etree._Element) -> Iterator[str]:
    """What `correspContext` names as the letter before, where it stands in the same file."""
    for reference in descendants(description, "ref"):
        target = reference.get("target", "")
        if reference.get("type") == "prev" and target.startswith("#"):
            yield target[1:]

"""The values that a correction may set, each checked and made what a draft of a document holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from difflib import get_close_matches
from typing import Any
from urllib.parse import urlsplit

from indexer.curation.errors import CorrectionError
from indexer.segmenters.stated import known_kind
from search.dates import day_span
from search.model import BY_HAND, DatePrecision, DocumentDate, Kind

_DATE_FORMS = "2015-06-26, 2015-06 or 2015, with a time 2015-06-26T10:52, or empty for undated"
_PRECISIONS = {1: DatePrecision.YEAR, 2: DatePrecision.MONTH, 3: DatePrecision.DAY}

Values = Mapping[str, Any]
"""What is set, by the name of the draft's field, as the draft holds it."""


def document_values(place: str, table: Mapping[str, object]) -> Values:
    """The fields of a document that the table sets. Raises CorrectionError on a value that is not allowed."""
    return {key: check(f"{place} {key}", table[key]) for key, check in _CHECKS.items() if key in table}


def check_keys(place: str, table: Mapping[str, object], allowed: tuple[str, ...]) -> None:
    """Raises CorrectionError where the table has a key that means nothing there."""
    for key in table:
        if key not in allowed:
            near = get_close_matches(key, allowed, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"there are: {', '.join(allowed)}."
            raise CorrectionError(f"{place} has a key {key!r}, which means nothing there; {hint}")


def text(place: str, value: object) -> str:
    """A string. Raises CorrectionError."""
    if not isinstance(value, str):
        raise _wrong(place, value, "text in quotes")
    return value


def words(place: str, value: object) -> str:
    """A string with at least one word. Raises CorrectionError."""
    written = text(place, value)
    if not written.split():
        raise _wrong(place, value, "words of the source")
    return written


def yes_or_no(place: str, value: object) -> bool:
    """True or false. Raises CorrectionError."""
    if not isinstance(value, bool):
        raise _wrong(place, value, "true or false")
    return value


def occurrence(place: str, value: object) -> int:
    """A count from 1. Raises CorrectionError."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise _wrong(place, value, "a whole number from 1")
    return value


def web_address(place: str, value: object) -> str | None:
    """An address on the web; None for an empty one. Raises CorrectionError."""
    written = text(place, value)
    if written and not is_web_address(written):
        raise _wrong(place, value, "an address that begins with http:// or https://, or nothing")
    return written or None


def is_web_address(written: str) -> bool:
    """Whether it is an address of a place on the web, and nothing else."""
    try:
        parts = urlsplit(written)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not any(map(str.isspace, written))


def moment(place: str, value: object) -> str | None:
    """A day or time as ISO 8601 has it; None for an empty one. Raises CorrectionError."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    written = text(place, value)
    if written and not is_moment(written):
        raise _wrong(place, value, "a day or time such as 2026-05-14 or 2026-05-14T09:30:00+00:00, or nothing")
    return written or None


def is_moment(written: str) -> bool:
    """Whether it is a day, or a day and time, as ISO 8601 writes them."""
    try:
        datetime.fromisoformat(written)
    except ValueError:
        return False
    return True


def _kind(place: str, value: object) -> Kind:
    kind = known_kind(text(place, value))
    if kind is None:
        raise _wrong(place, value, f"one of {', '.join(kind.value for kind in Kind)}")
    return kind


def _names(place: str, value: object) -> tuple[str, ...]:
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list) or not all(isinstance(name, str) and name.strip() for name in names):
        raise _wrong(place, value, 'a list of names, ["Ada Birch", "Otto Lisle"], or [] for nobody')
    return tuple(names)


def _thread(place: str, value: object) -> str | None:
    return text(place, value) or None


def _date(place: str, value: object) -> DocumentDate:
    """The date, known because a person said so. TOML's own dates and numbers are taken for what they show."""
    edtf = _edtf(value) if isinstance(value, datetime | date | int) else text(place, value)
    if not edtf:
        return DocumentDate()
    try:
        day_span(edtf)
    except ValueError as error:
        raise CorrectionError(f"{place} is {value!r}, which the index cannot hold ({error}); {_DATE_FORMS}") from error
    parts = edtf.partition("T")[0].removeprefix("-").count("-") + 1
    return DocumentDate(edtf=edtf, precision=_PRECISIONS[parts], stated_in=BY_HAND)


def _edtf(value: datetime | date | int) -> str:
    if isinstance(value, datetime):
        in_utc = value.astimezone(UTC) if value.tzinfo else value
        return in_utc.strftime("%Y-%m-%dT%H:%M")
    return value.isoformat() if isinstance(value, date) else f"{value:04}"


def _wrong(place: str, value: object, expected: str) -> CorrectionError:
    return CorrectionError(f"{place} is {value!r}; it must be {expected}")


_CHECKS: Mapping[str, Callable[[str, object], object]] = {
    "kind": _kind,
    "title": text,
    "authors": _names,
    "signatories": _names,
    "recipients": _names,
    "date": _date,
    "thread": _thread,
    "url": web_address,
}
DOCUMENT_FIELDS = tuple(_CHECKS)
"""What can be set of a document, in the order in which it is written."""

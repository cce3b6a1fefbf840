"""When a message was sent, from the ways in which exports state it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from indexer.date_places import POST_HEADER
from search.model import DatePrecision, DocumentDate

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST_YEAR = 1970


@dataclass(frozen=True, slots=True)
class Moment:
    """A minute as ISO 8601 without an offset (`2021-05-03T08:12`): in UTC, or else on the exporting machine's clock."""

    iso: str
    in_utc: bool

    def __str__(self) -> str:
        return f"{self.iso.replace('T', ' ')}{' UTC' if self.in_utc else ''}"

    @property
    def month(self) -> str:
        """As `2021-05`."""
        return self.iso[:7]

    @property
    def date(self) -> DocumentDate:
        """As the date of a message that states it itself."""
        return DocumentDate(self.iso, DatePrecision.DAY, POST_HEADER)


def moment_since_epoch(seconds: object) -> Moment | None:
    """The moment so many seconds after the beginning of 1970 in UTC; None for what is no such number."""
    try:
        return _moment(_EPOCH + timedelta(seconds=float(str(seconds))))
    except (ValueError, OverflowError):
        return None


def written_moment(text: object) -> Moment | None:
    """The moment that a text in ISO 8601 states, in UTC where it has an offset; None for any other value."""
    try:
        return _moment(datetime.fromisoformat(str(text)))
    except (ValueError, OverflowError):
        return None


def _moment(time: datetime) -> Moment | None:
    in_utc = time.tzinfo is not None
    minute = (time.astimezone(UTC) if in_utc else time).replace(tzinfo=None)
    return Moment(minute.isoformat(timespec="minutes"), in_utc) if minute.year >= _FIRST_YEAR else None

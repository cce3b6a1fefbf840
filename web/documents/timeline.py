"""An exchange as a picture: who wrote to whom when, one line for each person, one mark for each document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from search.dates import day_span
from search.model import Document

WIDTH = 640
"""Width of the drawing, in its own units; the page scales it."""
ROW_HEIGHT = 34
MOST_PEOPLE = 8
LEAST_DOCUMENTS = 3
_LEFT = 230.0
_RIGHT = 20.0
_TOP = 18.0
_MOST_LABEL_CHARS = 33


@dataclass(frozen=True, slots=True)
class Row:
    """One person's line, at height `y`."""

    name: str
    y: float

    @property
    def label(self) -> str:
        """The name, without its middle where it is too long: bodies of one field often begin alike."""
        if len(self.name) <= _MOST_LABEL_CHARS:
            return self.name
        last = self.name.split()[-1][-_MOST_LABEL_CHARS // 2 :]
        room = self.name[: _MOST_LABEL_CHARS - len(last)]
        return f"{room.rpartition(' ')[0] or room[:-1]}…{last}"


@dataclass(frozen=True, slots=True)
class Mark:
    """A document: at `x` from its authors' lines, `from_y`, to the lines of those it is addressed to, `to_y`."""

    document: Document
    x: float
    from_y: tuple[float, ...]
    to_y: tuple[float, ...]

    @property
    def top(self) -> float:
        """The highest line that it touches."""
        return min(*self.from_y, *self.to_y)

    @property
    def bottom(self) -> float:
        """The lowest line that it touches."""
        return max(*self.from_y, *self.to_y)


@dataclass(frozen=True, slots=True)
class Timeline:
    """`marks` in order of time; `first` and `last`: the EDTF dates at the ends of the axis."""

    rows: tuple[Row, ...]
    marks: tuple[Mark, ...]
    first: str
    last: str
    left: float
    height: float


def timeline(documents: Sequence[Document]) -> Timeline | None:
    """The documents that are dated and addressed, between the people with most of them.

    None where there are too few to make a picture: fewer than LEAST_DOCUMENTS, or all of one day.
    """
    names = _people(documents)
    exchanged = sorted((one for one in documents if _shown(one, names)), key=_day_number)
    if len(exchanged) < LEAST_DOCUMENTS or _day_number(exchanged[0]) == _day_number(exchanged[-1]):
        return None
    row_of = {name: _TOP + ROW_HEIGHT * place for place, name in enumerate(names)}
    start, end = _day_number(exchanged[0]), _day_number(exchanged[-1])
    scale = (WIDTH - _LEFT - _RIGHT) / (end - start)
    marks = tuple(_mark(one, round(_LEFT + (_day_number(one) - start) * scale, 1), row_of) for one in exchanged)
    rows = tuple(Row(name, y) for name, y in row_of.items())
    dates = [one.date.edtf or "" for one in (exchanged[0], exchanged[-1])]
    return Timeline(rows, marks, dates[0], dates[1], _LEFT, _TOP + ROW_HEIGHT * len(rows))


def _people(documents: Sequence[Document]) -> tuple[str, ...]:
    """Those who wrote or were written to in most of the documents, whoever came first above."""
    addressed = [one for one in documents if one.recipients and one.authors]
    counts = Counter(name for one in addressed for name in dict.fromkeys((*one.authors, *one.recipients)))
    chosen = {name for name, _ in counts.most_common(MOST_PEOPLE)}
    return tuple(name for name in counts if name in chosen)


def _shown(document: Document, names: Sequence[str]) -> bool:
    people = (document.authors, document.recipients)
    return all(any(name in names for name in some) for some in people) and day_span(document.date.edtf) is not None


def _day_number(document: Document) -> int:
    """The document's first day as a count of days; years before 1 and after 9999 are put at the ends."""
    span = day_span(document.date.edtf)
    year, month, day = (span.first // 10_000, span.first // 100 % 100, span.first % 100) if span else (1, 1, 1)
    return date(min(max(year, 1), 9999), month, day).toordinal()


def _mark(document: Document, x: float, row_of: dict[str, float]) -> Mark:
    from_y, to_y = (
        tuple(row_of[name] for name in some if name in row_of) for some in (document.authors, document.recipients)
    )
    return Mark(document, x, from_y, to_y)

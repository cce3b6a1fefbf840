"""What the search service is asked and what it answers: the shapes that the page, the JSON API and the command show."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import starmap
from typing import NamedTuple, overload

from search.engines.base import Filters, Group, Sort
from search.engines.counts import Counted
from search.model import Document, Passage

DEFAULT_SIZE = 10
MAX_SIZE = 100


class CopyMode(StrEnum):
    """Whether passages that are nearly the same stand under the earliest of them, or each for itself."""

    FOLD = "fold"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """One search as a person states it. `page` counts from 1, `size` is 1 to MAX_SIZE hits a page."""

    q: str = ""
    filters: Filters = field(default_factory=Filters)
    sort: Sort = Sort.RELEVANCE
    group: Group = Group.PASSAGE
    page: int = 1
    size: int = DEFAULT_SIZE
    copies: CopyMode = CopyMode.FOLD


@dataclass(frozen=True, slots=True)
class Snippet:
    """A stretch of a passage that shows why it matched.

    `highlights`: [start, end) offsets in `text`, in code points, ascending, not overlapping.
    `start`: offset of `text` in the source's text. `cut_before`, `cut_after`: whether the passage goes on there.
    """

    text: str
    highlights: tuple[tuple[int, int], ...]
    start: int = 0
    cut_before: bool = False
    cut_after: bool = False


@dataclass(frozen=True, slots=True)
class FoldedCopy:
    """A matching passage, the one of that `ordinal` in `document`, which is nearly the same as an earlier one."""

    document: Document
    ordinal: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A matching passage with its document. `more`: further matching passages of that document, when grouped.

    `copies`: what is folded under it, in order of time. `quoted_in` and `reply_to` are the documents that `document`
    points to by id, where there are any.
    `title_highlights`: offsets in the document's title, as in a snippet.
    """

    passage: Passage
    document: Document
    source_name: str
    score: float
    snippet: Snippet
    more: int = 0
    quoted_in: Document | None = None
    reply_to: Document | None = None
    title_highlights: tuple[tuple[int, int], ...] = ()
    copies: tuple[FoldedCopy, ...] = ()


class FacetValue(NamedTuple):
    """One value of a facet. `label` is what a person reads (the value itself, but for sources and empty ones)."""

    value: str
    label: str
    count: int  # type: ignore[assignment]  # hides tuple.count, which nobody asks of a record
    selected: bool
    excluded: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class FacetValues(Sequence[FacetValue]):
    """The values of a facet with their counts, in order. Equal to any sequence of the same values.

    They are made as they are asked for: an answer has thousands, of which a page shows a hundred. `labels`: of those
    that do not stand for themselves.
    """

    counts: Sequence[Counted]
    labels: Mapping[str, str]
    chosen: Collection[str] = ()
    excluded: Collection[str] = ()

    def __len__(self) -> int:
        return len(self.counts)

    def __iter__(self) -> Iterator[FacetValue]:
        return starmap(self._value, self.counts)

    @overload
    def __getitem__(self, place: int) -> FacetValue: ...

    @overload
    def __getitem__(self, place: slice) -> FacetValues: ...

    def __getitem__(self, place: int | slice) -> FacetValue | FacetValues:
        if isinstance(place, slice):
            return replace(self, counts=self.counts[place])
        return self._value(*self.counts[place])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def _value(self, value: str, count: int) -> FacetValue:
        return FacetValue(value, self.labels.get(value, value), count, value in self.chosen, value in self.excluded)


@dataclass(frozen=True, slots=True)
class Facet:
    """A field's breakdown: selected and excluded values first, then by count, ties by value.

    `values` holds every value; how many are shown at first is for the page to say.
    """

    field: str
    label: str
    values: FacetValues


@dataclass(frozen=True, slots=True)
class Bin:
    """`count` passages dated within `start`, itself a date filter's value (`2015`, `2015-06`, `2015-06-26`).

    A document whose date is less precise than the interval has a bin of its own (`2015` among months).
    """

    start: str
    count: int


@dataclass(frozen=True, slots=True)
class Histogram:
    """Passages by date. `interval`: `year`, `month` or `day`, chosen by the span of what the filters leave.

    Bins ascend and are those with a count above 0. The date's own filter is left out, as with any facet, but for
    its outer limits, which choose the interval.
    """

    interval: str
    bins: tuple[Bin, ...]
    undated: int


@dataclass(frozen=True, slots=True)
class QueryReading:
    """How the query was understood: `parsed` in the query language, `notes` in plain words (what was capped, …)."""

    q: str
    parsed: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchResult:
    """All that a results page shows. `pages` is 0 where nothing matched.

    `passages` and `documents` are all that match; `listed` hits, as grouped, are shown on all pages, and `folded`
    more would be if copies were not folded.
    """

    request: SearchRequest
    query: QueryReading
    passages: int
    documents: int
    hits: tuple[Hit, ...]
    facets: tuple[Facet, ...]
    histogram: Histogram
    page: int
    pages: int
    took_ms: float
    generation: int
    listed: int = 0
    folded: int = 0


@dataclass(frozen=True, slots=True)
class Correction:
    """A query in other spellings, and how many passages it finds."""

    q: str
    passages: int


@dataclass(frozen=True, slots=True)
class IndexSummary:
    """What is in the index: for the start page, `flori status` and health checks."""

    generation: int
    indexed_at: str | None
    sources: int
    documents: int
    passages: int
    undated: int
    kinds: tuple[tuple[str, int], ...]
    first_date: str | None
    last_date: str | None

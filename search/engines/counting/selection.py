"""Filters and facet counts over the passages that a query matched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from search.engines.base import FACET_FIELDS, DateCount, Filters
from search.engines.counting.arrays import Integers, Mask
from search.engines.counting.date_column import DateColumn
from search.engines.counting.facet_column import FacetColumn
from search.engines.counting.passages import Passages
from search.engines.counting.tally import Tally
from search.engines.counts import Counted

_DATE = "date"
_DOCUMENT = "document"


class Columns(Protocol):
    """What is known of every passage of a state, in arrays by its number.

    `documents`: the number of each one's document; `by_document` counts by it.
    """

    @property
    def facets(self) -> Mapping[str, FacetColumn]: ...

    @property
    def dates(self) -> DateColumn: ...

    @property
    def documents(self) -> Integers: ...

    @property
    def by_document(self) -> Tally: ...

    def numbers_of_documents(self, ids: Sequence[str]) -> Sequence[int]:
        """The numbers of documents by their ids; of one that is not there, -1."""


@dataclass(frozen=True, slots=True)
class FacetCounts:
    """See `search.engines.base.EngineResponse`."""

    facets: Mapping[str, Sequence[Counted]]
    dates: Sequence[DateCount]
    undated: int


NO_COUNTS = FacetCounts({}, (), 0)


class Selection:
    """What the filters leave of the passages that a query matched. Each filter is looked up once."""

    def __init__(self, columns: Columns, matching: Passages, filters: Filters) -> None:
        self._columns = columns
        self._matching = matching
        self._masks = _masks(columns, matching, filters)
        self.kept_mask = _all_of(list(self._masks.values()))
        """Which of the matching passages all filters let through; None where there is no filter."""
        self.kept = self._restricted(self.kept_mask)
        """The passages that all filters let through."""

    def count_documents(self) -> int:
        """How many documents the passages kept are of."""
        return self._columns.by_document.distinct(self.kept)

    def facet_counts(self) -> FacetCounts:
        """The counts of each field, its own filter left out and all others applied."""
        facets = {name: self._columns.facets[name].ranked(self._without(name)) for name in FACET_FIELDS}
        dates, undated = self._columns.dates.counts(self._without(_DATE))
        return FacetCounts(facets, dates, undated)

    def _without(self, field: str) -> Passages:
        """The passages that all filters but that of the field let through."""
        if field not in self._masks:
            return self.kept
        return self._restricted(_all_of([mask for name, mask in self._masks.items() if name != field]))

    def _restricted(self, mask: Mask | None) -> Passages:
        return self._matching if mask is None else self._matching.only(mask)


def _all_of(masks: Sequence[Mask]) -> Mask | None:
    """Where all the masks are set; None where there are none."""
    return np.logical_and.reduce(masks) if masks else None


def _masks(columns: Columns, matching: Passages, filters: Filters) -> dict[str, Mask]:
    """By field with a filter: which of the passages it lets through."""
    if not filters:
        return {}
    numbers = matching.numbers
    masks = {name: mask for name in FACET_FIELDS if (mask := _facet_mask(columns, numbers, filters, name)) is not None}
    if filters.date:
        masks[_DATE] = columns.dates.matching(filters.date, numbers)
    if filters.document:
        masks[_DOCUMENT] = np.isin(columns.documents[numbers], columns.numbers_of_documents(filters.document))
    return masks


def _facet_mask(columns: Columns, numbers: Integers, filters: Filters, name: str) -> Mask | None:
    """Which passages a facet's own filter lets through: none of the excluded values, one of those chosen, if any."""
    chosen, excluded = filters.values(name), filters.excluded_values(name)
    if not chosen and not excluded:
        return None
    column = columns.facets[name]
    wanted = column.matching(chosen, numbers) if chosen else np.ones(numbers.size, bool)
    return wanted & ~column.matching(excluded, numbers)

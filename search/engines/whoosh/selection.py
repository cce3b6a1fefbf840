"""Filters and facet counts over the passages that a query matched."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from search.engines.base import FACET_FIELDS, DateCount, Filters
from search.engines.whoosh.facet_column import Mask
from search.engines.whoosh.inverted import Integers
from search.engines.whoosh.snapshot import Snapshot

_DATE = "date"
_DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class FacetCounts:
    """See `search.engines.base.EngineResponse`."""

    facets: dict[str, tuple[tuple[str, int], ...]]
    dates: tuple[DateCount, ...]
    undated: int


class Selection:
    """What the filters leave of the passages that a query matched. Each filter is looked up once."""

    def __init__(self, snapshot: Snapshot, numbers: Integers, filters: Filters) -> None:
        self._snapshot = snapshot
        self._numbers = numbers
        self._masks = _masks(snapshot, numbers, filters)

    def kept(self) -> Mask:
        """Which of the passages all filters let through."""
        return self._without(None)

    def facet_counts(self) -> FacetCounts:
        """The counts of each field, its own filter left out and all others applied."""
        facets = {name: self._snapshot.facets[name].ranked(self._numbers_for(name)) for name in FACET_FIELDS}
        dates, undated = self._snapshot.dates.counts(self._numbers_for(_DATE))
        return FacetCounts(facets, dates, undated)

    def _numbers_for(self, field: str) -> Integers:
        return self._numbers[self._without(field)]

    def _without(self, field: str | None) -> Mask:
        masks = [mask for name, mask in self._masks.items() if name != field]
        return np.logical_and.reduce(masks) if masks else np.ones(self._numbers.size, bool)


def _masks(snapshot: Snapshot, numbers: Integers, filters: Filters) -> dict[str, Mask]:
    """By field with a filter: which of the passages it lets through."""
    masks = {name: mask for name in FACET_FIELDS if (mask := _facet_mask(snapshot, numbers, filters, name)) is not None}
    if filters.date:
        masks[_DATE] = snapshot.dates.matching(filters.date, numbers)
    if filters.document:
        chosen_documents = [snapshot.document_number.get(one, -1) for one in filters.document]
        masks[_DOCUMENT] = np.isin(snapshot.documents[numbers], chosen_documents)
    return masks


def _facet_mask(snapshot: Snapshot, numbers: Integers, filters: Filters, name: str) -> Mask | None:
    """Which passages a facet's own filter lets through: none of the excluded values, one of those chosen, if any."""
    chosen, excluded = filters.values(name), filters.excluded_values(name)
    if not chosen and not excluded:
        return None
    column = snapshot.facets[name]
    wanted = column.matching(chosen, numbers) if chosen else np.ones(numbers.size, bool)
    return wanted & ~column.matching(excluded, numbers)

"""Exact counts over matching passages: facets, dates and documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import tantivy

from search.dates import day_span
from search.engines.base import FACET_FIELDS, DateCount, Filters
from search.engines.tantivy.fields import FACET_COLUMNS
from search.engines.tantivy.ranking import count_passages
from search.engines.tantivy.translation import Translation


@dataclass(frozen=True, slots=True)
class Counts:
    """What `search.engines.base.EngineResponse` says of facets and dates."""

    facets: Mapping[str, tuple[tuple[str, int], ...]]
    dates: tuple[DateCount, ...]
    undated: int


NO_COUNTS = Counts({}, (), 0)


def facet_counts(
    searcher: tantivy.Searcher, translation: Translation, query: tantivy.Query, filters: Filters
) -> Counts:
    """The counts of each facet and of dates, its own filter left out and all others applied."""
    own = [field for field in FACET_FIELDS if filters.values(field) or filters.excluded_values(field)]
    own += ["date"] if filters.date else []
    shared = [field for field in FACET_COLUMNS if field not in own]
    buckets = _buckets(searcher, translation.restricted(query, filters), shared)
    for field in own:
        buckets |= _buckets(searcher, translation.restricted(query, filters, besides=field), [field])
    facets = {field: tuple(sorted(buckets[field].items(), key=lambda one: (-one[1], one[0]))) for field in FACET_FIELDS}
    dated = sorted(buckets["date"].items(), key=lambda one: _ascending(one[0]))
    undated_query = translation.restricted(query, filters, besides="date")
    total = count_passages(searcher, undated_query)
    counted = tuple(DateCount(date, count) for date, count in dated)
    return Counts(facets, counted, total - sum(one.count for one in counted))


def _buckets(searcher: tantivy.Searcher, query: tantivy.Query, fields: list[str]) -> dict[str, dict[str, int]]:
    """Each field's values and how many of the query's passages have them."""
    if not fields:
        return {}
    wanted: dict[str, Any] = {field: {"terms": FACET_COLUMNS[field]} for field in fields}
    answer = searcher.aggregate(query, wanted)
    return {field: {one["key"]: one["doc_count"] for one in answer[field]["buckets"]} for field in fields}


def _ascending(date: str) -> tuple[int, int]:
    """By the first day, the longer span before the shorter."""
    span = day_span(date)
    return (span.first, -span.last) if span else (0, 0)

"""Facets, dates and documents: what is counted beside a search, exactly and over all shards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from search.dates import day_span
from search.engines.base import FACET_FIELDS, DateCount
from search.engines.opensearch import reading
from search.engines.opensearch.reading import StateReader
from search.engines.opensearch.translation import Dsl

_DATE = "date"
# Documents are numbered, and each lies whole on one shard: a bit for each that is seen there, and the sum of bits.
_DISTINCT_DOCUMENTS: Dsl = {
    "scripted_metric": {
        "init_script": "state.seen = new BitSet()",
        "map_script": "state.seen.set((int) doc['document_number'].value)",
        "combine_script": "return state.seen.cardinality()",
        "reduce_script": "long sum = 0; for (count in states) { sum += count } return sum",
    }
}


@dataclass(frozen=True, slots=True)
class Counts:
    """See `search.engines.base.EngineResponse`."""

    facets: dict[str, tuple[tuple[str, int], ...]]
    dates: tuple[DateCount, ...]
    undated: int


NO_COUNTS = Counts({}, (), 0)


class Counting:
    """What to count of the rows that a query matches. `filters`: by field, what its filter lets through."""

    def __init__(self, reader: StateReader, query: Dsl, filters: Mapping[str, Dsl]) -> None:
        self._reader = reader
        self._query = query
        self._filters = filters

    def aggregations(self, *, facets: bool) -> Dsl:
        """What the search is to count: documents, and with `facets` the values of each field, its own filter left out.

        The cluster's own count of distinct values is an estimate, so that documents are counted by a script.
        """
        counted = {"documents": self._counted(None, {"distinct": _DISTINCT_DOCUMENTS})}
        if facets:
            counted |= {name: self._counted(name, _values(name)) for name in FACET_FIELDS}
            counted[_DATE] = self._counted(_DATE, {**_values(_DATE), "undated": {"missing": {"field": _DATE}}})
        return counted

    def documents(self, found: Mapping[str, Any]) -> int:
        """How many documents the rows are of, from the answer to `aggregations`."""
        return int(found["documents"]["distinct"]["value"])

    def counts(self, found: Mapping[str, Any]) -> Counts:
        """Facets and dates, from the answer to `aggregations`."""
        facets = {name: _ranked(self._value_counts(name, found[name])) for name in FACET_FIELDS}
        dates = self._value_counts(_DATE, found[_DATE])
        ascending = sorted(dates, key=_by_day)
        return Counts(facets, tuple((day, dates[day]) for day in ascending), found[_DATE]["undated"]["doc_count"])

    def _value_counts(self, field: str, found: Mapping[str, Any]) -> dict[str, int]:
        values = found["values"]
        if values["sum_other_doc_count"]:  # there are more values than were asked for
            return self._reader.value_counts(field, [self._query, *self._others(field)])
        return {bucket["key"]: bucket["doc_count"] for bucket in values["buckets"]}

    def _counted(self, field: str | None, aggregations: Dsl) -> Dsl:
        return {"filter": {"bool": {"filter": self._others(field)}}, "aggs": aggregations}

    def _others(self, field: str | None) -> list[Dsl]:
        return [one for name, one in self._filters.items() if name != field]


def _values(field: str) -> Dsl:
    return {"values": {"terms": {"field": field, "size": reading.VALUES_AT_ONCE}}}


def _ranked(counts: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items(), key=lambda one: (-one[1], one[0])))


def _by_day(date: str) -> tuple[int, int]:
    """By the first day, the longer span before the shorter."""
    span = day_span(date)
    return (span.first, -span.last) if span else (0, 0)

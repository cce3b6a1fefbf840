"""Reading one state of the index: what is asked of the cluster about the rows that the state is made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from search.engines.opensearch.connection import Connection
from search.engines.opensearch.state import State
from search.engines.opensearch.translation import Dsl, visible

VALUES_AT_ONCE = 10_000
"""Values that are counted in one answer; more are read on from where it ended."""
_PASSAGES_AT_ONCE = 10_000


class StateReader:
    """Searches the rows of one state. What it counts is exact, over all shards."""

    def __init__(self, connection: Connection, state: State) -> None:
        self.state = state
        self._connection = connection

    def search(self, matching: Sequence[Dsl], body: Mapping[str, Any], **parameters: Any) -> dict[str, Any]:
        """The answer to a search among the rows that all of `matching` match, which score where they are queries."""
        query = {"bool": {"must": list(matching), "filter": [visible(self.state)]}}
        return self._connection.search(self.state.index, {"query": query, **body}, **parameters)

    def value_counts(self, field: str, matching: Sequence[Dsl]) -> dict[str, int]:
        """How many of the matching rows have each value of a field; all values, however many."""
        counts: dict[str, int] = {}
        page: dict[str, Any] = {"size": VALUES_AT_ONCE, "sources": [{"value": {"terms": {"field": field}}}]}
        filters = [{"bool": {"filter": list(matching)}}]
        while True:
            body = {"size": 0, "track_total_hits": False, "aggs": {"values": {"composite": page}}}
            found = self.search(filters, body)["aggregations"]["values"]
            counts |= {bucket["key"]["value"]: bucket["doc_count"] for bucket in found["buckets"]}
            if len(found["buckets"]) < VALUES_AT_ONCE:
                return counts
            page = {**page, "after": found["after_key"]}

    def counts_of(self, field: str, values: Sequence[str], matching: Sequence[Dsl]) -> dict[str, int]:
        """How many of the matching rows have each of these values of a field, those that any has."""
        counts: dict[str, int] = {}
        for start in range(0, len(values), VALUES_AT_ONCE):
            some = list(values[start : start + VALUES_AT_ONCE])
            # Only the rows that match are looked at: without the hint, the cluster first numbers all values there are.
            terms: Dsl = {"field": field, "size": len(some), "execution_hint": "map"}
            body = {"size": 0, "track_total_hits": False, "aggs": {"values": {"terms": terms}}}
            filters = [{"bool": {"filter": [*matching, {"terms": {field: some}}]}}]
            found = self.search(filters, body)["aggregations"]["values"]
            counts |= {bucket["key"]: bucket["doc_count"] for bucket in found["buckets"]}
        return counts

    def rows(self, matching: Sequence[Dsl], fields: Sequence[str] = ()) -> Iterator[dict[str, Any]]:
        """All matching rows, by passage id: `_id`, `_routing` and the values of `fields`, a list each."""
        filters = [{"bool": {"filter": list(matching)}}]
        body: dict[str, Any] = {
            "size": _PASSAGES_AT_ONCE,
            "sort": [{"passage": "asc"}],
            "_source": False,
            "docvalue_fields": ["passage", *fields],
            "track_total_hits": False,
        }
        while True:
            hits = self.search(filters, body)["hits"]["hits"]
            yield from hits
            if len(hits) < _PASSAGES_AT_ONCE:
                return
            body["search_after"] = hits[-1]["sort"]

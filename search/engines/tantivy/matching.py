"""Which passages match, all of them, as rows of the columns.

tantivy's Python calls give out matches one object at a time, which is most of what a search for a common word would
cost. So where nearly all match, those that do not are fetched. And where neither are few, they are taken as sums: each
passage has a bit of its own within its block, and the sum of the bits of the matching passages of a block, which an
aggregation makes natively, says which these are.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter
from typing import Any

import numpy as np
import tantivy
from tantivy import Occur

from search.engines.counting.arrays import Integers
from search.engines.counting.passages import Passages
from search.engines.effort import Effort
from search.engines.tantivy.columns import Columns
from search.engines.tantivy.fields import BLOCK, tokens_field
from search.querytree import And, Everything, Or, Phrase, Query, Term

_FETCHED_IN_A_BUCKETS_TIME = 10
"""Matches that can be fetched one by one in the time that one block's sum takes."""
_BLOCKS_AT_ONCE = 50_000
"""tantivy ends an aggregation of more than 65,000 buckets."""


class Matching:
    """Finds rows of one state, for one search: tantivy's calls look at no clock, so it is looked at before each."""

    def __init__(self, searcher: tantivy.Searcher, schema: tantivy.Schema, columns: Columns, effort: Effort) -> None:
        self._searcher = searcher
        self._schema = schema
        self._columns = columns
        self._effort = effort

    def count(self, query: tantivy.Query) -> int:
        """How many passages match."""
        self._effort.spend(1)
        return count_passages(self._searcher, tantivy.Query.const_score_query(query, 0))

    def numbers(self, query: tantivy.Query) -> Integers:
        """The numbers of all passages that match, ascending."""
        return self._columns.numbers[self.passages(query).numbers]

    def known_count(self, query: Query) -> int | None:
        """How many passages match, where that need not be counted; else None."""
        match query:
            case Everything():
                return self._columns.live.size
            case Term(field, token) if self._searcher.doc_freq("is_passage", True) == self._columns.live.size:
                return self._searcher.doc_freq(tokens_field(field), token)  # which also counts what was removed
        return None

    def most(self, query: Query) -> int:
        """No fewer passages than match, told by how many have each word; where that does not tell, all there are."""
        match query:
            case Term(field, token):
                return self._searcher.doc_freq(tokens_field(field), token)
            case Phrase(field, tokens):
                return min(self._searcher.doc_freq(tokens_field(field), token) for token in tokens)
            case And(children):
                return min(map(self.most, children), default=self._columns.live.size)
            case Or(children):
                return sum(map(self.most, children))
        return self._columns.live.size

    def passages(self, query: tantivy.Query, most: int | None = None, count: int | None = None) -> Passages:
        """All passages that match, by their rows. `most`, `count`: no fewer than these, and how many, where known."""
        live = self._columns.live
        unscored = tantivy.Query.const_score_query(query, 0)
        fetched_in_the_time_of_sums = _FETCHED_IN_A_BUCKETS_TIME * self._columns.blocks.size
        if most is not None and most <= min(live.size // 2, fetched_in_the_time_of_sums):
            return Passages(live, self._fetched(unscored, most))
        count = self.count(query) if count is None else count
        others = live.size - count
        if min(count, others) > fetched_in_the_time_of_sums:
            return Passages(live, self._summed(unscored))
        if count <= others:
            return Passages(live, self._fetched(unscored, count))
        return Passages(live, self._fetched(all_but(every_passage(self._schema), [unscored]), others), left_out=True)

    def _summed(self, query: tantivy.Query) -> Integers:
        parts = range(0, self._columns.blocks.size, _BLOCKS_AT_ONCE)
        return np.concatenate([self._summed_from(query, start) for start in parts])

    def _fetched(self, query: tantivy.Query, most: int) -> Integers:
        """The matches, of which there are at most so many."""
        if not most:
            return np.zeros(0, np.int64)
        self._effort.spend(most)
        ascending = tantivy.Order.Asc
        hits = self._searcher.search(query, most, count=False, order_by_field="number", order=ascending).hits
        return self._columns.rows_numbered(np.fromiter(map(itemgetter(0), hits), np.int64, len(hits)))

    def _summed_from(self, query: tantivy.Query, start: int) -> Integers:
        """The matches in _BLOCKS_AT_ONCE of the blocks, from the one at `start` on."""
        blocks = self._columns.blocks[start : start + _BLOCKS_AT_ONCE]
        self._effort.spend(blocks.size)
        if blocks.size < self._columns.blocks.size:
            query = self._numbered(query, int(blocks[0]) * BLOCK, (int(blocks[-1]) + 1) * BLOCK)
        buckets = self._searcher.aggregate(query, _BITS_BY_BLOCK)["blocks"]["buckets"]
        found = np.array([bucket["key"] for bucket in buckets], np.int64) // BLOCK
        bits = np.array([bucket["bits"]["value"] for bucket in buckets], np.uint64)
        return self._columns.rows_marked(found, bits)

    def _numbered(self, query: tantivy.Query, first: int, end: int) -> tantivy.Query:
        numbered = tantivy.Query.range_query(
            self._schema, "number", tantivy.FieldType.Unsigned, first, end, include_upper=False
        )
        return tantivy.Query.boolean_query([(Occur.Must, query), (Occur.Must, numbered)])


_BITS_BY_BLOCK: dict[str, Any] = {
    "blocks": {
        "histogram": {"field": "number", "interval": BLOCK, "min_doc_count": 1},
        "aggs": {"bits": {"sum": {"field": "bit"}}},
    }
}


def count_passages(searcher: tantivy.Searcher, query: tantivy.Query) -> int:
    """How many passages match."""
    result: Any = searcher.search(query, limit=1)  # the library's type stubs leave out `count`
    count: int = result.count
    return count


def every_passage(schema: tantivy.Schema) -> tantivy.Query:
    """Every passage, with a score of 1."""
    return tantivy.Query.const_score_query(tantivy.Query.term_query(schema, "is_passage", True), 1)


def all_but(query: tantivy.Query, unwanted: Sequence[tantivy.Query]) -> tantivy.Query:
    """What the query matches and none of the unwanted ones does."""
    return tantivy.Query.boolean_query([(Occur.Must, query), *((Occur.MustNot, one) for one in unwanted)])

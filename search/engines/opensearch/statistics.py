"""What scores rest on: how many passages a state has, how long they are, and how many of them have a token.

Lucene's own figures count rows that were deleted, shard by shard, and round lengths to a byte. These are exact, so
that scores are the same on every engine, whatever the shards and however the index came to be.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from search.engines.opensearch.reading import StateReader
from search.engines.opensearch.translation import Dsl
from search.scoring import K1, SCORED_FIELD, B, inverse_document_frequency

_REMEMBERED_TOKENS = 100_000

# `_score` is how often the passage has the token: see the similarity in `layout`.
_BM25 = """
    double frequency = _score;
    double norm = params.k1 * (1 - params.b + params.b * doc['length'].value / params.average);
    return params.rarity * frequency / (frequency + norm);
"""


@dataclass(slots=True)
class Statistics:
    """The figures of one state, counted when they are first wanted."""

    passages: int
    average_length: float
    passages_with: dict[str, int] = field(default_factory=dict)

    def scored(self, token: str, matching: Dsl) -> Dsl:
        """A query for what `matching` matches, scored by BM25 (`search.scoring`) for the token."""
        params = {
            "rarity": inverse_document_frequency(self.passages_with[token], self.passages),
            "average": self.average_length,
            "k1": K1,
            "b": B,
        }
        return {"script_score": {"query": matching, "script": {"source": _BM25, "params": params}}}


class StatisticsKeeper:
    """Remembers the figures of the newest state. Safe to use from several threads."""

    def __init__(self) -> None:
        self._newest: tuple[tuple[str, tuple[int, ...]], Statistics] | None = None

    def statistics(self, reader: StateReader, tokens: Iterable[str]) -> Statistics:
        """The figures of the reader's state, those for the tokens among them."""
        state = (reader.state.index, reader.state.numbers)
        known = self._newest
        if known is None or known[0] != state or len(known[1].passages_with) > _REMEMBERED_TOKENS:
            known = self._newest = (state, _totals(reader))
        statistics = known[1]
        unknown = [token for token in dict.fromkeys(tokens) if token not in statistics.passages_with]
        if unknown:
            statistics.passages_with.update(_passages_with(reader, unknown))
        return statistics


def _totals(reader: StateReader) -> Statistics:
    body: dict[str, Any] = {"size": 0, "track_total_hits": True, "aggs": {"tokens": {"sum": {"field": "length"}}}}
    answer = reader.search([], body)
    passages = int(answer["hits"]["total"]["value"])
    # 1 where there are no tokens at all, so that nothing is divided by 0.
    return Statistics(passages, answer["aggregations"]["tokens"]["value"] / max(passages, 1) or 1.0)


def _passages_with(reader: StateReader, tokens: list[str]) -> dict[str, int]:
    holding = [{"term": {f"{SCORED_FIELD}_tokens": token}} for token in tokens]
    body = {"size": 0, "track_total_hits": False, "aggs": {"tokens": {"filters": {"filters": holding}}}}
    buckets = reader.search([], body)["aggregations"]["tokens"]["buckets"]
    return {token: bucket["doc_count"] for token, bucket in zip(tokens, buckets, strict=True)}

"""OpenSearch's own `_search` with aggregations and highlights, on one node in a Java process of its own."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

from opensearchpy import OpenSearch
from opensearchpy.helpers import streaming_bulk

from bench.peers.base import FACETS, SNIPPET_CHARS, TOP_HITS, Answer, Built, PeerQuery, PeerUnavailableError
from bench.peers.passages import read_rows
from tests.services.opensearch import OpenSearchCluster
from tests.services.process import ServiceUnavailableError

INDEX = "bench"
HEAP_MB = 1024
ALL_VALUES = 65_000
REQUEST_TIMEOUT_S = 120


class OpenSearchPeer:
    """One node with one shard and no replica: the fastest arrangement on a single machine."""

    name: ClassVar[str] = "OpenSearch"
    about: ClassVar[str] = "_search over HTTP, one node, one shard: BM25, aggregations, unified highlighter"

    def __init__(self, folder: Path) -> None:
        self._cluster = start_node()
        self._client = OpenSearch(self._cluster.url, timeout=REQUEST_TIMEOUT_S)

    def version(self) -> str:
        return f"OpenSearch {self._client.info()['version']['number']}"

    def build(self, documents: Path, passages: Path) -> Built:
        self._client.indices.create(index=INDEX, body=_INDEX)
        started = time.perf_counter()
        actions = _actions(passages)
        count = sum(ok for ok, _ in streaming_bulk(self._client, actions, chunk_size=2000, max_retries=5))
        self._client.indices.refresh(index=INDEX)
        seconds = time.perf_counter() - started
        self._client.indices.flush(index=INDEX, wait_if_ongoing=True)
        store = self._client.indices.stats(index=INDEX, metric="store")
        return Built(count, seconds, store["_all"]["total"]["store"]["size_in_bytes"])

    def ask(self, query: PeerQuery) -> Answer:
        found = self._client.search(index=INDEX, body=_request(query), params={"request_cache": "false"})
        counts = {
            name: {str(bucket["key"]): bucket["doc_count"] for bucket in aggregation["buckets"]}
            for name, aggregation in found["aggregations"].items()
        }
        years = counts.pop("year")
        hits = found["hits"]
        return Answer(
            hits=hits["total"]["value"],
            snippets=sum("highlight" in hit for hit in hits["hits"]),
            facets=counts,
            years=years,
        )

    def read(self, reply: Answer) -> Answer:
        return reply

    def close(self) -> None:
        self._client.close()
        self._cluster.stop()


def start_node() -> OpenSearchCluster:
    """One node that compiles its code in full and ends with this process. Raises PeerUnavailableError."""
    try:
        return OpenSearchCluster.start(
            nodes=1, heap_mb=HEAP_MB, java_options=(f"-Xms{HEAP_MB}m",), owner_pid=os.getpid()
        )
    except ServiceUnavailableError as reason:
        raise PeerUnavailableError(str(reason)) from reason


_INDEX = {
    "settings": {
        "number_of_shards": 1,
        "number_of_replicas": 0,
        "refresh_interval": -1,
        "analysis": {
            "filter": {"english": {"type": "snowball", "language": "English"}},
            "analyzer": {"words": {"tokenizer": "standard", "filter": ["lowercase", "english"]}},
        },
    },
    "mappings": {
        "properties": {
            "words": {"type": "text", "analyzer": "words", "index_options": "offsets"},
            "year": {"type": "integer"},
            **{field: {"type": "keyword"} for field in FACETS},
        }
    },
}


def _actions(passages: Path) -> Iterator[dict[str, Any]]:
    for row in read_rows(passages):
        fields = {name: value for name, value in row._asdict().items() if name != "id" and value != ""}
        yield {"_index": INDEX, "_id": row.id, "_source": fields}


def _request(query: PeerQuery) -> dict[str, Any]:
    limits = {"author": query.author, "year": query.year}
    return {
        "size": TOP_HITS,
        "track_total_hits": True,
        "query": {
            "bool": {
                "must": [_match(query)],
                "filter": [{"term": {field: value}} for field, value in limits.items() if value is not None],
            }
        },
        "highlight": {"fields": {"words": {"fragment_size": SNIPPET_CHARS, "number_of_fragments": 1}}},
        "aggs": {
            **{field: {"terms": {"field": field, "size": ALL_VALUES}} for field in FACETS},
            "year": {"histogram": {"field": "year", "interval": 1, "min_doc_count": 1}},
        },
    }


def _match(query: PeerQuery) -> dict[str, Any]:
    text = " ".join(query.words)
    if query.shape == "phrase":
        return {"match_phrase": {"words": text}}
    if query.shape == "prefix":
        return {"prefix": {"words": text}}
    return {"match": {"words": {"query": text, "operator": "and" if query.shape == "all" else "or"}}}

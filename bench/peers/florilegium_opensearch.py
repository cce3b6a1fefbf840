"""Ours on OpenSearch: the same commands and pages, with the index on a node in a Java process of its own."""

from __future__ import annotations

from pathlib import Path

from opensearchpy import OpenSearch

from bench.peers.florilegium import FlorilegiumPeer
from bench.peers.opensearch import start_node


class OpenSearchEnginePeer(FlorilegiumPeer):
    """Ours on a cluster of one node, one shard and no replica, like the peer that it is measured against."""

    name = "Florilegium (opensearch)"
    engine = "opensearch"

    def __init__(self, folder: Path) -> None:
        self._cluster = start_node()
        super().__init__(folder)

    def settings(self) -> dict[str, str]:
        return {"FLORI_OPENSEARCH_URL": self._cluster.url, "FLORI_OPENSEARCH_REPLICAS": "0"}

    def index_bytes(self) -> int:
        client = OpenSearch(self._cluster.url)
        client.indices.flush(wait_if_ongoing=True)
        store: int = client.indices.stats(metric="store")["_all"]["total"]["store"]["size_in_bytes"]
        client.close()
        return super().index_bytes() + store

    def close(self) -> None:
        super().close()
        self._cluster.stop()

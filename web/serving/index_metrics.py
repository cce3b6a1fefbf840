"""What Prometheus is told of the index: its generation and age, and how much is in it, read when it asks."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import datetime

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from search.errors import OperatorError
from search.results import IndexSummary
from web.provider import SearcherProvider


class IndexCollector(Collector):
    """Reads the index at every scrape, so that each process tells the same. `engine`: its name."""

    def __init__(self, provider: SearcherProvider, engine: str) -> None:
        self._provider = provider
        self._engine = engine

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """The gauges; only that the index is not ready where it cannot be read."""
        ready = GaugeMetricFamily("flori_index_ready", "Whether searches can be answered.", labels=["engine"])
        try:
            summary = self._provider.get().check_ready()
        except OperatorError:
            ready.add_metric([self._engine], 0)
            yield ready
            return
        ready.add_metric([self._engine], 1)
        yield ready
        yield from _gauges(summary)

    def describe(self) -> list[GaugeMetricFamily]:
        """Nothing, so that the index is not opened when the collector is registered."""
        return []


def _gauges(summary: IndexSummary) -> Iterator[GaugeMetricFamily]:
    yield GaugeMetricFamily("flori_index_generation", "The committed state.", summary.generation)
    if summary.indexed_at:
        age_s = time.time() - datetime.fromisoformat(summary.indexed_at).timestamp()
        yield GaugeMetricFamily("flori_index_age_seconds", "Time since that state was committed.", max(age_s, 0.0))
    yield GaugeMetricFamily("flori_index_sources", "Sources in the index.", summary.sources)
    yield GaugeMetricFamily("flori_index_passages", "Passages in the index.", summary.passages)
    documents = GaugeMetricFamily("flori_index_documents", "Documents in the index, by kind.", labels=["kind"])
    for kind, count in summary.kinds:
        documents.add_metric([kind], count)
    yield documents

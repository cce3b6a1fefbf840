"""Counts and durations for Prometheus, at `/metrics`.

Each process counts its own requests. With several, `PROMETHEUS_MULTIPROC_DIR` must name an empty folder before they
start, as `flori serve` sees to: they then write their counts there, and whichever process is asked adds them up.
"""

from __future__ import annotations

import threading

from flask import Flask, Response, current_app, g, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from search.kept_answers import KeptUse
from search.settings import Settings
from web.provider import SearcherProvider
from web.serving.arrivals import elapsed_s
from web.serving.counting_together import counting_folder
from web.serving.index_metrics import IndexCollector

_DURATION_BUCKETS_S = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Metrics:
    """What one application counts. Endpoints are named as in the code, so that addresses do not multiply series."""

    def __init__(self, engine: str, index: IndexCollector) -> None:
        self.engine = engine
        self.registry = CollectorRegistry()
        self._index = index
        labels = ("endpoint", "status")
        self.requests = Counter("flori_http_requests_total", "Requests answered.", labels, registry=self.registry)
        self.refused = Counter(
            "flori_http_requests_refused_total",
            "Requests turned away: without a login, too often, beyond capacity, too large.",
            ("reason",),
            registry=self.registry,
        )
        self.lookups = Counter(
            "flori_search_cache_total",
            "Answers of the engine looked for in the cache, by outcome: hit or miss.",
            ("outcome",),
            registry=self.registry,
        )
        self._counted_lookups = {"hit": 0, "miss": 0}
        self._counting = threading.Lock()
        self.durations = Histogram(
            "flori_http_request_duration_seconds",
            "Time from a request's arrival to its answer.",
            ("endpoint", "engine"),
            buckets=_DURATION_BUCKETS_S,
            registry=self.registry,
        )

    def count_lookups(self, use: KeptUse) -> None:
        """Count what the cache was asked since the last time; `use` has its figures since the start."""
        with self._counting:
            for outcome, total in (("hit", use.hits), ("miss", use.misses)):
                self.lookups.labels(outcome).inc(max(0, total - self._counted_lookups[outcome]))
                self._counted_lookups[outcome] = max(total, self._counted_lookups[outcome])

    def exposition(self) -> bytes:
        """All counts, and the state of the index, in the text format of Prometheus."""
        told = CollectorRegistry()
        if counting_folder() is not None:
            MultiProcessCollector(told)  # type: ignore[no-untyped-call]  # the package types it in part
        else:
            told.register(self.registry)
        told.register(self._index)
        return generate_latest(told)


def register_metrics(app: Flask, settings: Settings) -> None:
    """Count every request of the application and serve the counts."""
    index = IndexCollector(app.extensions["searcher"], settings.engine)
    app.extensions["metrics"] = Metrics(settings.engine, index)
    app.after_request(_count)
    app.add_url_rule("/metrics", "metrics", _serve)


def _count(response: Response) -> Response:
    metrics: Metrics = current_app.extensions["metrics"]
    endpoint = request.endpoint or "none"
    metrics.requests.labels(endpoint, str(response.status_code)).inc()
    metrics.durations.labels(endpoint, metrics.engine).observe(elapsed_s())
    provider: SearcherProvider = current_app.extensions["searcher"]
    if (searcher := provider.opened()) is not None:
        metrics.count_lookups(searcher.cache_use())
    if reason := g.get("refused"):
        metrics.refused.labels(reason).inc()
    return response


def _serve() -> Response:
    metrics: Metrics = current_app.extensions["metrics"]
    return Response(metrics.exposition(), content_type=CONTENT_TYPE_LATEST)

"""Counts and durations for Prometheus, at `/metrics`.

Each process counts its own requests. With several, set `PROMETHEUS_MULTIPROC_DIR` to an empty folder before they
start: they then write their counts there, and whichever process is asked adds them up.
"""

from __future__ import annotations

import os
import time

from flask import Flask, Response, current_app, g, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

_DURATION_BUCKETS_S = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Metrics:
    """What one application counts. Endpoints are named as in the code, so that addresses do not multiply series."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        labels = ("endpoint", "status")
        self.requests = Counter("flori_http_requests_total", "Requests answered.", labels, registry=self.registry)
        self.durations = Histogram(
            "flori_http_request_duration_seconds",
            "Time from a request's arrival to its answer.",
            ("endpoint",),
            buckets=_DURATION_BUCKETS_S,
            registry=self.registry,
        )

    def exposition(self) -> bytes:
        """All counts in the text format of Prometheus."""
        if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
            return generate_latest(self.registry)
        together = CollectorRegistry()
        MultiProcessCollector(together)  # type: ignore[no-untyped-call]  # the package types it in part
        return generate_latest(together)


def register_metrics(app: Flask) -> None:
    """Count every request of the application and serve the counts."""
    app.extensions["metrics"] = Metrics()
    app.before_request(_start_clock)
    app.after_request(_count)
    app.add_url_rule("/metrics", "metrics", _serve)


def _start_clock() -> None:
    g.started_s = time.perf_counter()


def _count(response: Response) -> Response:
    metrics: Metrics = current_app.extensions["metrics"]
    endpoint = request.endpoint or "none"
    metrics.requests.labels(endpoint, str(response.status_code)).inc()
    metrics.durations.labels(endpoint).observe(time.perf_counter() - g.started_s)
    return response


def _serve() -> Response:
    metrics: Metrics = current_app.extensions["metrics"]
    return Response(metrics.exposition(), content_type=CONTENT_TYPE_LATEST)

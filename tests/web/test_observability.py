"""What an operator can follow: ids of requests, lines of the log, and numbers for Prometheus."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families

from search.accounts import token_account
from search.settings import Settings
from tests.web.applications import configured
from web.app import create_app
from web.serving.logs import REQUESTS, log_handler


@pytest.fixture
def lines() -> Iterator[Any]:
    """What is logged as JSON, when called."""
    root, written = logging.getLogger(), io.StringIO()
    handler, level = log_handler("json", written), root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    root.removeHandler(handler)
    root.setLevel(level)


def numbers(client: FlaskClient, **headers: str) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    """All samples of /metrics by name and labels."""
    text = client.get("/metrics", headers=headers).get_data(as_text=True)
    families = text_string_to_metric_families(text)
    return {(one.name, tuple(sorted(one.labels.items()))): one.value for family in families for one in family.samples}


def test_every_request_has_an_id_of_its_own(client: FlaskClient) -> None:
    ids = [client.get("/healthz", headers={"X-Request-ID": "chosen"}).headers["X-Request-ID"] for _ in range(3)]
    assert len(set(ids)) == 3
    assert "chosen" not in ids


def test_the_id_of_a_trusted_proxy_is_kept_if_it_is_usable(app: Flask) -> None:
    client = configured(app, trusted_hops=1)
    problem = client.get("/api/v1/nothing", headers={"X-Request-ID": "edge-7.a"})
    assert problem.headers["X-Request-ID"] == problem.get_json()["request_id"] == "edge-7.a"
    for unusable in ("a b", 'x"y', "é", "x" * 65, ""):
        answer = client.get("/healthz", headers={"X-Request-ID": unusable})
        assert len(answer.headers["X-Request-ID"]) == 32


def test_a_line_says_who_asked_what_and_not_what_was_searched_for(app: Flask, lines: Any) -> None:
    client = configured(app, auth_tokens=(token_account("reports", "token"),))
    answer = client.get("/api/v1/search?q=herring", headers={"Authorization": "Bearer token"})
    (line,) = lines()
    assert (line["method"], line["path"], line["status"]) == ("GET", "/api/v1/search", 200)
    assert (line["endpoint"], line["client"], line["reader"]) == ("api.search", "127.0.0.1", "reports")
    assert line["request_id"] == answer.headers["X-Request-ID"]
    assert line["took_ms"] > 0
    assert "herring" not in json.dumps(line)


def test_a_defect_is_logged_with_the_id_of_its_request(app: Flask, lines: Any) -> None:
    broken = create_app(app.extensions["searcher"].get())
    broken.add_url_rule("/api/broken", view_func=lambda: 1 / 0)
    answer = broken.test_client().get("/api/broken")
    error, request = lines()
    assert error["level"] == "ERROR"
    assert "ZeroDivisionError" in error["exception"]
    assert error["request_id"] == request["request_id"] == answer.get_json()["request_id"]


def test_health_checks_and_static_files_do_not_fill_the_log(client: FlaskClient, lines: Any) -> None:
    for url in ("/healthz", "/readyz", "/metrics", "/static/base.css"):
        client.get(url)
    assert lines() == []


@pytest.mark.parametrize("log_format", ["plain", "json"])
def test_no_address_writes_a_line_of_its_own(client: FlaskClient, log_format: str) -> None:
    written = io.StringIO()
    handler = log_handler(log_format, written)
    REQUESTS.addHandler(handler)
    REQUESTS.setLevel(logging.INFO)
    try:
        client.get("/documents/x%0AERROR%20forged%1b%5b31m%E2%80%AE")
    finally:
        REQUESTS.removeHandler(handler)
    assert len(written.getvalue().splitlines()) == 1
    assert written.getvalue().strip().isascii()


def test_the_index_is_measured_by_generation_age_and_kind(client: FlaskClient) -> None:
    found = numbers(client)
    ready = client.get("/readyz").get_json()
    assert found["flori_index_ready", (("engine", "whoosh"),)] == 1
    assert found["flori_index_generation", ()] == ready["generation"]
    assert found["flori_index_documents", (("kind", "letter"),)] == 2
    by_kind = [value for (name, _), value in found.items() if name == "flori_index_documents"]
    assert sum(by_kind) == ready["documents"]
    assert 0 <= found["flori_index_age_seconds", ()] < 86_400


def test_without_an_index_the_numbers_say_so(tmp_path: Path) -> None:
    found = numbers(create_app(Settings(index=tmp_path)).test_client())
    assert found["flori_index_ready", (("engine", "whoosh"),)] == 0
    assert not [name for name, _ in found if name == "flori_index_generation"]


def test_durations_are_told_apart_by_route_and_engine(client: FlaskClient) -> None:
    client.get("/api/v1/search?q=sand")
    labels = (("endpoint", "api.search"), ("engine", "whoosh"))
    assert numbers(client)["flori_http_request_duration_seconds_count", labels] >= 1


def test_what_the_cache_was_asked_is_counted_by_outcome(client: FlaskClient) -> None:
    def lookups(outcome: str) -> float:
        return numbers(client).get(("flori_search_cache_total", (("outcome", outcome),)), 0.0)

    client.get("/healthz")  # counts what was asked of the searcher before
    hits, misses = lookups("hit"), lookups("miss")
    for _ in range(3):
        client.get("/api/v1/search?q=herring+OR+anchovy")
    assert (lookups("hit") - hits, lookups("miss") - misses) == (2, 1)


def test_requests_turned_away_are_counted_by_reason(app: Flask) -> None:
    client = configured(app, auth_tokens=(token_account("metrics", "token"),), rate_limit=("3/minute",))
    client.get("/")
    client.get("/", query_string=f"q={'a' * 100_000}")
    for _ in range(3):
        client.get("/")
    found = numbers(client, Authorization="Bearer token")
    counted = {labels[0][1]: value for (name, labels), value in found.items() if name.endswith("refused_total")}
    assert counted == {"login": 3, "size": 1, "rate": 1}

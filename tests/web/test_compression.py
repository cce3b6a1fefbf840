"""Answers are sent gzipped where that is taken and worth it, and say the same."""

from __future__ import annotations

import gzip

import pytest
from flask.testing import FlaskClient

GZIP = {"Accept-Encoding": "gzip, br"}


@pytest.mark.parametrize("url", ["/", "/?q=sand", "/api/v1/search?q=sand", "/static/base.css"])
def test_a_compressed_answer_is_the_plain_one_in_fewer_bytes(client: FlaskClient, url: str) -> None:
    plain, packed = client.get(url), client.get(url, headers=GZIP)
    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(packed.data) < len(plain.data) / 1.5
    assert int(packed.headers["Content-Length"]) == len(packed.data)
    if not url.startswith("/api/"):  # which says how long the search took
        assert gzip.decompress(packed.data) == plain.data


@pytest.mark.parametrize("url", ["/?q=sand", "/static/base.css"])
def test_whoever_keeps_answers_is_told_that_they_differ(client: FlaskClient, url: str) -> None:
    for headers in ({}, GZIP):
        assert "Accept-Encoding" in client.get(url, headers=headers).headers["Vary"]
    assert "Content-Encoding" not in client.get(url, headers={"Accept-Encoding": "gzip;q=0"}).headers


def test_small_answers_stay_as_they_are(client: FlaskClient) -> None:
    assert "Content-Encoding" not in client.get("/healthz", headers=GZIP).headers


@pytest.mark.parametrize("url", ["/?q=sand", "/static/base.css"])
def test_what_a_browser_has_it_need_not_fetch_again(client: FlaskClient, url: str) -> None:
    first = client.get(url, headers=GZIP)
    assert first.headers["ETag"].startswith("W/")
    again = client.get(url, headers=GZIP | {"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_the_first_page_of_results_is_small_with_all_that_it_loads(client: FlaskClient) -> None:
    names = ("vendor/htmx.min.js", "search.js", "base.css", "search.css", "icons.svg")
    scripts = {n: len(client.get(f"/static/{n}", headers=GZIP).data) for n in names if n.endswith(".js")}
    others = [len(client.get(f"/static/{n}", headers=GZIP).data) for n in names if not n.endswith(".js")]
    assert sum(scripts.values()) < 60_000
    assert sum(scripts.values()) + sum(others) + len(client.get("/?q=tide", headers=GZIP).data) < 100_000
